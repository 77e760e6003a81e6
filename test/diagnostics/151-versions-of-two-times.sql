-- Wrong: versions that are valid from one of two event times on.
CREATE TABLE bids (id INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE VIEW latest AS SELECT id, t, t AS same FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY t DESC) AS rn FROM bids) WHERE rn = 1;
SELECT bids.id FROM bids JOIN latest FOR SYSTEM_TIME AS OF bids.t ON bids.id = latest.id;
--                            ^^^^^^ MR0370
