-- Wrong: a version that is not looked for by the whole key.
CREATE TABLE bids (id INT, shop INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, shop INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (id, shop) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json');
SELECT bids.id, v FROM bids JOIN side FOR SYSTEM_TIME AS OF bids.t ON bids.id = side.id AND bids.shop > 3;
--                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0371
