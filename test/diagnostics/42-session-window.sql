-- Wrong: a session without a gap, and partitions by what is no column.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT * FROM SESSION(TABLE bids PARTITION BY item, DESCRIPTOR(bid_time));
--            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0314
SELECT * FROM SESSION(TABLE bids PARTITION BY itm, DESCRIPTOR(bid_time), INTERVAL '1' MINUTE);
--                                            ^^^ MR0301
SELECT * FROM SESSION(TABLE bids PARTITION BY UPPER(item), DESCRIPTOR(bid_time), INTERVAL '1' MINUTE);
--                                            ^^^^^^^^^^^ MR0314
