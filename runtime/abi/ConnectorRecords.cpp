#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/DecodeCursor.h"
#include "runtime/abi/PartitionText.h"

namespace millrace {

namespace {

constexpr OptionBounds kCount = {0};
constexpr OptionBounds kPositive = {1};

constexpr OptionRecord kFilesystem[] = {
    {"path", OptionKind::Text, "", true, "",
     "a file, a directory, a pattern with `*`, `?` and `[a-z]`, or `-` for standard input or output"},
    {kDefaultPartitionKey, OptionKind::Text, kDefaultPartition, false, "",
     "what stands in a path for a partition value that is NULL or an empty text"},
    {"partition.time-extractor.kind", OptionKind::Word, "default", false, "default", "accepted for Flink's scripts"},
    {"partition.time-extractor.timestamp-pattern", OptionKind::Text, "", false, "", "accepted for Flink's scripts"},
    {"partition.time-extractor.timestamp-formatter", OptionKind::Text, "", false, "", "accepted for Flink's scripts"},
    {"source.report-statistics", OptionKind::Word, "ALL", false, "ALL,NONE", "accepted for Flink's scripts"},
    {"sink.rolling-policy.file-size", OptionKind::Size, "128MB", false, "", "size at which a part file is closed and the next one begun"},
    {"sink.rolling-policy.rollover-interval", OptionKind::Duration, "30 min", false, "",
     "age at which a part file is closed and the next one begun, looked at when rows come"},
    {"sink.rolling-policy.inactivity-interval", OptionKind::Duration, "30 min", false, "", "accepted for Flink's scripts"},
    {"sink.rolling-policy.check-interval", OptionKind::Duration, "1 min", false, "", "accepted for Flink's scripts"},
    {"sink.partition-commit.policy.kind", OptionKind::Word, "", false, "success-file",
     "`success-file`: a file without content tells readers that a partition is complete; it is written when the run ends"},
    {"sink.partition-commit.success-file.name", OptionKind::Text, "_SUCCESS", false, "", "that file's name"},
    {"sink.partition-commit.trigger", OptionKind::Word, "process-time", false, "process-time,partition-time", "accepted for Flink's scripts"},
    {"sink.partition-commit.delay", OptionKind::Duration, "0 s", false, "", "accepted for Flink's scripts"},
    {"sink.partition-commit.watermark-time-zone", OptionKind::Text, "UTC", false, "", "accepted for Flink's scripts"},
    {"sink.parallelism", OptionKind::Integer, "", false, "", "accepted for Flink's scripts; every shard writes its own part files", kPositive},
    {"lookup.cache", OptionKind::Word, "FULL", false, "NONE,PARTIAL,FULL",
     "what a lookup keeps of the table: FULL, all of it, read before the first row; a lookup refuses the others"},
    {"lookup.max-retries", OptionKind::Integer, "3", false, "", "accepted for Flink's scripts; reading a file is not tried again", kCount},
    {"lookup.full-cache.reload-strategy", OptionKind::Word, "", false, "PERIODIC,TIMED", "a lookup refuses it: the table is read once"},
    {"lookup.full-cache.periodic-reload.interval", OptionKind::Duration, "", false, "", "a lookup refuses it: the table is read once"},
    {"lookup.full-cache.periodic-reload.schedule-mode", OptionKind::Word, "", false, "FIXED_DELAY,FIXED_RATE", "a lookup refuses it: the table is read once"},
    {"lookup.full-cache.timed-reload.iso-time", OptionKind::Text, "", false, "", "a lookup refuses it: the table is read once"},
    {"lookup.full-cache.timed-reload.interval-in-days", OptionKind::Integer, "", false, "", "a lookup refuses it: the table is read once"},
    {"lookup.partial-cache.expire-after-access", OptionKind::Duration, "", false, "", "a lookup refuses it: the table is kept whole"},
    {"lookup.partial-cache.expire-after-write", OptionKind::Duration, "", false, "", "a lookup refuses it: the table is kept whole"},
    {"lookup.partial-cache.cache-missing-key", OptionKind::Boolean, "", false, "", "a lookup refuses it: the table is kept whole"},
    {"lookup.partial-cache.max-rows", OptionKind::Integer, "", false, "", "a lookup refuses it: the table is kept whole"},
};
constexpr MetadataRecord kFilesystemMetadata[] = {
    {"file.path", "STRING NOT NULL", {offsetof(SourceFile, path), true}, "full path of the record's file"},
    {"file.name", "STRING NOT NULL", {offsetof(SourceFile, name), true}, "last part of the path"},
    {"file.size", "BIGINT NOT NULL", {offsetof(SourceFile, sizeBytes), true}, "bytes in the file"},
    {"file.modification-time", "TIMESTAMP_LTZ(3) NOT NULL", {offsetof(SourceFile, modifiedMs), true}, "when the file was last modified"},
};

constexpr OptionRecord kDatagen[] = {
    {"rows-per-second", OptionKind::Integer, "10000", false, "", "rows per second of all shards together", kPositive},
    {"number-of-rows", OptionKind::Integer, "", false, "", "rows in all; without it the source is unbounded", kCount},
    {"scan.parallelism", OptionKind::Integer, "", false, "", "accepted for Flink's scripts; every shard makes its part of the rows", kPositive},
    {"fields.#.kind", OptionKind::Word, "random", false, "random,sequence", "how the column's values are made"},
    {"fields.#.min", OptionKind::Number, "", false, "", "least random value"},
    {"fields.#.max", OptionKind::Number, "", false, "", "greatest random value"},
    {"fields.#.max-past", OptionKind::Duration, "0", false, "", "how far before now a random timestamp may lie"},
    {"fields.#.length", OptionKind::Integer, "100", false, "",
     "length of a random text or bytes value, entries of a random collection (default 3)", kCount},
    {"fields.#.var-len", OptionKind::Boolean, "false", false, "", "random length from 1 to below `length`"},
    {"fields.#.start", OptionKind::Integer, "", false, "", "first value of a sequence"},
    {"fields.#.end", OptionKind::Integer, "", false, "", "last value of a sequence; the source ends there"},
    {"fields.#.null-rate", OptionKind::Number, "0", false, "", "share of NULLs", {0, 1}},
};

constexpr OptionRecord kNexmark[] = {
    {"events.num", OptionKind::Integer, "0", false, "", "events in all; 0: without end", kCount},
    {"stop-at", OptionKind::Integer, "-1", false, "", "the source ends at this many events; -1: at `events.num`", {-1}},
    {"keep-alive", OptionKind::Boolean, "false", false, "", "the source does not end behind its last event"},
    {"first-event.rate", OptionKind::Integer, "10000", false, "", "events per second of event time, at the beginning of a period", {1, 1'000'000'000}},
    {"next-event.rate", OptionKind::Integer, "10000", false, "", "the other rate between which a period moves", {1, 1'000'000'000}},
    {"rate.shape", OptionKind::Word, "SQUARE", false, "SQUARE,SINE", "how the rate moves within a period"},
    {"rate.period", OptionKind::Duration, "600 s", false, "", "event time of one period", {1000}},
    {"rate.limited", OptionKind::Boolean, "false", false, "", "events come when their event time has passed since the start"},
    {"max-emit-speed", OptionKind::Boolean, "true", false, "", "events come as fast as they are taken; false: as `rate.limited`"},
    {"person.proportion", OptionKind::Integer, "1", false, "", "share of persons", {0, 1'000'000}},
    {"auction.proportion", OptionKind::Integer, "3", false, "", "share of auctions", {0, 1'000'000}},
    {"bid.proportion", OptionKind::Integer, "46", false, "", "share of bids", {0, 1'000'000}},
    {"person.avg-size", OptionKind::Size, "200 b", false, "", "average size to which `extra` fills a person", {0, 1 << 20}},
    {"auction.avg-size", OptionKind::Size, "500 b", false, "", "average size to which `extra` fills an auction", {0, 1 << 20}},
    {"bid.avg-size", OptionKind::Size, "100 b", false, "", "average size to which `extra` fills a bid, channel and URL left out", {0, 1 << 20}},
    {"bid.hot-ratio.auctions", OptionKind::Integer, "2", false, "", "one of so many bids is not for a hot auction", {1, INT32_MAX}},
    {"bid.hot-ratio.bidders", OptionKind::Integer, "4", false, "", "one of so many bids is not by a hot bidder", {1, INT32_MAX}},
    {"auction.hot-ratio.sellers", OptionKind::Integer, "4", false, "", "one of so many auctions is not by a hot seller", {1, INT32_MAX}},
};

constexpr OptionRecord kPrint[] = {
    {"print-identifier", OptionKind::Text, "", false, "", "text before every line"},
    {"standard-error", OptionKind::Boolean, "false", false, "", "lines go to standard error"},
    {"sink.parallelism", OptionKind::Integer, "", false, "", "accepted for Flink's scripts", kPositive},
};

constexpr OptionRecord kKafka[] = {
    {"topic", OptionKind::Text, "", true, "", "topic name; a source takes a list separated by `;`"},
    {"properties.bootstrap.servers", OptionKind::Text, "", true, "", "brokers, host:port separated by commas"},
    {"properties.group.id", OptionKind::Text, "", false, "", "consumer group whose offsets are read and committed"},
    {"properties.*", OptionKind::Text, "", false, "", "any option of librdkafka's consumer or producer"},
    {"value.format", OptionKind::Text, "", false, "", "format of the record's value; the same as `format`"},
    {"scan.startup.mode", OptionKind::Word, "group-offsets", false, "earliest-offset,latest-offset,group-offsets",
     "where reading starts"},
    {"scan.bounded.mode", OptionKind::Word, "unbounded", false, "unbounded,latest-offset",
     "where reading ends: never, or at the offsets that were last when the source started"},
    {"scan.topic-partition-discovery.interval", OptionKind::Duration, "0", false, "", "accepted for Flink's scripts"},
    {"sink.delivery-guarantee", OptionKind::Word, "at-least-once", false, "none,at-least-once",
     "none: do not wait for acknowledgements at a commit"},
    {"sink.parallelism", OptionKind::Integer, "", false, "", "accepted for Flink's scripts", kPositive},
};
constexpr MetadataRecord kKafkaMetadata[] = {
    {"topic", "STRING NOT NULL", {offsetof(DecodeCursor, topic)}, "topic of the record"},
    {"partition", "INT NOT NULL", {offsetof(DecodeCursor, partition)}, "partition of the record"},
    {"headers", "MAP<STRING, BYTES> NOT NULL", {offsetof(DecodeCursor, headers)}, "headers of the record; of equal names the last", true},
    {"offset", "BIGINT NOT NULL", {offsetof(DecodeCursor, offset)}, "offset in the partition"},
    {"timestamp", "TIMESTAMP_LTZ(3) NOT NULL", {offsetof(DecodeCursor, timestampMs)}, "timestamp of the record", true},
    {"timestamp-type", "STRING NOT NULL", {offsetof(DecodeCursor, timestampType)},
     "`CreateTime`, `LogAppendTime` or `NoTimestampType`"},
};

constexpr ConnectorRecord kConnectors[] = {
    {"blackhole", false, true, false, false, true, "mrConnectorBlackhole", "", {}, {}, "takes every row and forgets it", false,
     PartitionUse::Ignored},
    {"datagen", true, false, false, false, false, "mrConnectorDatagen", "", kDatagen, {}, "makes random or sequential rows"},
    {"filesystem", true, true, true, true, false, "mrConnectorFilesystem", "", kFilesystem, kFilesystemMetadata,
     "files, directories, standard input and output", false, PartitionUse::Folders},
    {"kafka", true, true, true, false, false, "mrConnectorKafka", "librdkafka.so.1 (librdkafka1)", kKafka, kKafkaMetadata,
     "Apache Kafka topics"},
    {"nexmark", true, false, false, false, false, "mrConnectorNexmark", "", kNexmark, {},
     "persons, auctions and bids of the Nexmark benchmark; `millrace.nexmark.seed` says which ones", true},
    {"print", false, true, false, false, true, "mrConnectorPrint", "", kPrint, {}, "a line on standard output for every row", false,
     PartitionUse::Ignored},
    {"test", true, true, true, true, true, "mrConnectorTest", "", {}, {}, "inputs and sinks of a `.test.sql` file; only in `millrace test`"},
};

} // namespace

std::span<const ConnectorRecord> connectorRecords() { return kConnectors; }

const ConnectorRecord *findConnectorRecord(std::string_view name) {
  for (const ConnectorRecord &record : kConnectors)
    if (record.name == name)
      return &record;
  return nullptr;
}

} // namespace millrace
