-- flink: same
-- Parts, truncation, differences and formats of timestamps.
CREATE TABLE t (ts TIMESTAMP(3), d DATE, s STRING) WITH ('connector'='test');
CREATE TABLE sink1 (y BIGINT, mo BIGINT, dd BIGINT, hh BIGINT, q BIGINT, wk BIGINT, fl TIMESTAMP(3), ce TIMESTAMP(3), fm STRING, diff INT, ad TIMESTAMP(3), p TIMESTAMP(3), pd DATE) WITH ('connector'='test');
INSERT INTO sink1 SELECT EXTRACT(YEAR FROM ts), MONTH(d), DAYOFMONTH(d), HOUR(ts), QUARTER(d), WEEK(d), FLOOR(ts TO HOUR), CEIL(ts TO DAY), DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm'),
  TIMESTAMPDIFF(MINUTE, TIMESTAMP '2020-01-01 00:00:00', ts), TIMESTAMPADD(MONTH, 1, ts), TO_TIMESTAMP(s, 'yyyy/MM/dd HH:mm:ss'), TO_DATE(DATE_FORMAT(ts, 'yyyy/MM/dd'), 'yyyy/MM/dd') FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-01-31 12:34:56.789","d":"2020-02-29","s":"2021/05/06 07:08:09"}}
{"op":"+I","data":{"ts":"1969-12-31 23:59:59.999","d":"2021-01-03","s":"nonsense"}}
{"op":"+I","data":{"ts":null,"d":null,"s":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"y":2020,"mo":2,"dd":29,"hh":12,"q":1,"wk":9,"fl":"2020-01-31 12:00:00","ce":"2020-02-01 00:00:00","fm":"2020-01-31 12:34","diff":43954,"ad":"2020-02-29 12:34:56.789","p":"2021-05-06 07:08:09","pd":"2020-01-31"}}
{"op":"+I","data":{"y":1970,"mo":1,"dd":3,"hh":0,"q":1,"wk":53,"fl":"1969-12-31 23:00:00","ce":"1970-01-01 00:00:00","fm":"1969-12-31 23:59","diff":-26297280,"ad":"1970-01-31 23:59:59.999","p":null,"pd":"1969-12-31"}}
{"op":"+I","data":{"y":null,"mo":null,"dd":null,"hh":null,"q":null,"wk":null,"fl":null,"ce":null,"fm":null,"diff":null,"ad":null,"p":null,"pd":null}}
