-- Wrong: a rate of nothing.
CREATE TABLE t (a INT) WITH ('connector' = 'nexmark', 'rate.period' = '10 ms');
--                                                                    ^^^^^^^ MR0205
