/// Reads one partition of a topic, one record a chunk.
///
/// Position: the offset of the next record.
/// Gaps:     what compaction, transactions and tombstones leave is passed over.
/// Errors:   as KafkaClient.h; a broker that is away gives NotReady until it is back.
#pragma once
#include "runtime/connector/kafka/KafkaClient.h"
#include "runtime/row/RowBuilder.h"

#include <vector>

namespace millrace {

struct KafkaTopic {
  KafkaTopic(rd_kafka_t *kafka, const std::string &name) : handle(rd_kafka_topic_new(kafka, name.c_str(), nullptr)) {}
  ~KafkaTopic() { rd_kafka_topic_destroy(handle); }
  KafkaTopic(const KafkaTopic &) = delete;
  KafkaTopic &operator=(const KafkaTopic &) = delete;
  rd_kafka_topic_t *handle;
};

struct PartitionOptions {
  std::string topic;
  int32_t partition;
  int64_t stopOffset; // the first one that is not read any more; -1: none
  bool commits;       // the group's offsets
  bool readsHeaders;
};

std::string partitionName(const std::string &topic, int32_t partition);

class PartitionReader final : public SplitReader {
public:
  PartitionReader(std::shared_ptr<KafkaHandle> kafka, PartitionOptions options);
  ~PartitionReader() override;

  /// `offset`: of a record, or one of librdkafka's logical ones.
  Status start(int64_t offset);
  Result<ReadState> readBytes(DecodeCursor &cursor) override;
  Result<std::string> position(const DecodeCursor &cursor) override;
  uint64_t bytesRead() const override { return bytesRead_; }

private:
  static constexpr size_t kBatch = 256;
  bool isAtStop() const { return options_.stopOffset >= 0 && nextOffset_ >= options_.stopOffset; }
  rd_kafka_message_t *nextMessage();
  /// True: the cursor has a record.
  Result<bool> take(const rd_kafka_message_t &message, DecodeCursor &cursor);
  void describe(const rd_kafka_message_t &message, DecodeCursor &cursor);
  NestedView packHeaders(const rd_kafka_message_t &message);
  void commitWhenDue();
  void commitLast();
  rd_kafka_topic_partition_list_t *decodedOffset() const;

  std::shared_ptr<KafkaHandle> kafka_; // shared with the source and its other partitions, whichever ends last
  const PartitionOptions options_;
  KafkaTopic handle_;
  rd_kafka_queue_t *queue_;
  bool started_ = false;
  int64_t nextOffset_ = -1; // negative: one of librdkafka's logical offsets
  int64_t committed_ = -1, committedAtNs_ = 0;
  uint64_t bytesRead_ = 0;
  rd_kafka_message_t *batch_[kBatch];
  size_t batchNext_ = 0, batchEnd_ = 0;
  std::vector<char> buffer_;
  std::string key_;
  ArrayBuilder headerNames_, headerValues_;
  std::vector<uint8_t> headers_;
};

} // namespace millrace
