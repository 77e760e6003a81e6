/// `kafka` as a source: one split per partition, each with a queue of its own that its shard polls without waiting.
///
/// Position: the offset of the next record.
/// Offsets:  with a group id the decoded offset is committed every five seconds and at the end.
/// Bounded:  `scan.bounded.mode` = latest-offset ends a partition at the offset that was last when it was opened.
#include "runtime/connector/kafka/KafkaSource.h"

#include "runtime/kernels/NumberText.h"

namespace millrace {

namespace {

constexpr int kRequestTimeoutMs = 5000;
constexpr int kStartAttempts = 12; // a minute
constexpr int64_t kCommitEveryNs = 5'000'000'000;

struct Topic {
  explicit Topic(rd_kafka_topic_t *topic) : handle(topic) {}
  ~Topic() { rd_kafka_topic_destroy(handle); }
  rd_kafka_topic_t *handle;
};

class PartitionReader final : public SplitReader {
public:
  PartitionReader(std::shared_ptr<KafkaHandle> kafka, std::string topic, int32_t partition, int64_t stopOffset, bool commits)
      : kafka_(std::move(kafka)), topic_(std::move(topic)), partition_(partition), stopOffset_(stopOffset), commits_(commits),
        handle_(rd_kafka_topic_new(kafka_->get(), topic_.c_str(), nullptr)), queue_(rd_kafka_queue_new(kafka_->get())) {}

  ~PartitionReader() override {
    if (started_)
      rd_kafka_consume_stop(handle_.handle, partition_);
    commitOffset(false);
    rd_kafka_queue_destroy(queue_);
  }

  Status start(int64_t offset) {
    nextOffset_ = offset;
    if (rd_kafka_consume_start_queue(handle_.handle, partition_, offset, queue_) != 0)
      return kafkaFailure(rd_kafka_last_error(), "cannot read " + name(), kafka_->brokers());
    started_ = true;
    committedAtNs_ = kafka_->env().monotonicNs();
    return Status::ok();
  }

  Result<ReadState> readBytes(DecodeCursor &cursor) override {
    if (stopOffset_ >= 0 && nextOffset_ >= stopOffset_)
      return ReadState::End;
    rd_kafka_poll(kafka_->get(), 0);
    commitOffset(true);
    for (;;) {
      rd_kafka_message_t *message = rd_kafka_consume_queue(queue_, 0);
      if (message == nullptr)
        return ReadState::NotReady;
      Result<bool> taken = take(*message, cursor);
      rd_kafka_message_destroy(message);
      if (!taken.isOk())
        return std::move(taken).status();
      if (*taken)
        return ReadState::Ready;
      if (stopOffset_ >= 0 && nextOffset_ >= stopOffset_)
        return ReadState::End;
    }
  }

  Result<std::string> position(const DecodeCursor &cursor) override {
    bool isHeld = cursor.begin != nullptr && cursor.position != cursor.end; // the record at hand is not decoded yet
    int64_t offset = isHeld ? cursor.offset : nextOffset_;
    return offset < 0 ? std::string() : std::to_string(offset);
  }

  uint64_t bytesRead() const override { return bytesRead_; }

private:
  std::string name() const { return "partition " + std::to_string(partition_) + " of topic `" + topic_ + "`"; }

  /// True: the cursor has a record.
  Result<bool> take(const rd_kafka_message_t &message, DecodeCursor &cursor) {
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      nextOffset_ = message.offset; // behind gaps that compaction and transactions leave
      return false;
    }
    if (message.err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
      return Status(StatusCode::Io, name() + " has no record at offset " + std::to_string(nextOffset_));
    if (message.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || message.err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION ||
        message.err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
      return kafkaFailure(message.err, "cannot read " + name(), kafka_->brokers());
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR)
      return false; // librdkafka tries again; onError has named the broker
    nextOffset_ = message.offset + 1;
    if (message.payload == nullptr || message.len == 0)
      return false; // a tombstone holds no row
    bytesRead_ += message.len;
    buffer_.resize(message.len + kReadPaddingBytes);
    std::memcpy(buffer_.data(), message.payload, message.len);
    cursor.begin = cursor.position = buffer_.data();
    cursor.end = cursor.begin + message.len;
    cursor.isMessage = 1;
    cursor.offset = message.offset;
    cursor.line = 0;
    cursor.partition = partition_;
    cursor.topic = StringView(topic_);
    rd_kafka_timestamp_type_t type;
    cursor.timestampMs = rd_kafka_message_timestamp(&message, &type);
    cursor.timestampType = type == RD_KAFKA_TIMESTAMP_CREATE_TIME ? 1 : type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME ? 2 : 0;
    key_.assign(static_cast<const char *>(message.key), message.key ? message.key_len : 0);
    cursor.key = message.key ? StringView(key_) : StringView();
    return true;
  }

  void commitOffset(bool onlyWhenDue) {
    if (!commits_ || nextOffset_ < 0 || nextOffset_ == committed_)
      return;
    int64_t now = kafka_->env().monotonicNs();
    if (onlyWhenDue && now - committedAtNs_ < kCommitEveryNs)
      return;
    committedAtNs_ = now;
    committed_ = nextOffset_;
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic_.c_str(), partition_)->offset = nextOffset_;
    rd_kafka_resp_err_t failed = rd_kafka_commit(kafka_->get(), list, onlyWhenDue);
    if (failed != RD_KAFKA_RESP_ERR_NO_ERROR)
      kafka_->say("the offset of " + name() + " could not be committed: " + rd_kafka_err2str(failed));
    rd_kafka_topic_partition_list_destroy(list);
  }

  std::shared_ptr<KafkaHandle> kafka_; // shared with the source and its other partitions, whichever ends last
  const std::string topic_;
  const int32_t partition_;
  const int64_t stopOffset_; // -1: none
  const bool commits_;
  Topic handle_;
  rd_kafka_queue_t *queue_;
  bool started_ = false;
  int64_t nextOffset_ = -1; // negative: one of librdkafka's logical offsets
  int64_t committed_ = -1, committedAtNs_ = 0;
  uint64_t bytesRead_ = 0;
  std::vector<char> buffer_;
  std::string key_;
};

class KafkaSource final : public Source {
public:
  KafkaSource(std::shared_ptr<KafkaHandle> kafka, KafkaOptions options) : kafka_(std::move(kafka)), options_(std::move(options)) {}
  bool isBounded() const override { return options_.isBounded; }
  bool givesRows() const override { return false; }
  SplitOrder splitOrder() const override { return SplitOrder::Concurrent; }

  Result<std::vector<Split>> discoverSplits(uint32_t) override {
    std::vector<Split> splits;
    for (const std::string &topic : options_.topics) {
      MR_ASSIGN(int32_t count, partitionCount(topic));
      for (int32_t partition = 0; partition < count; ++partition)
        splits.push_back({topic + ":" + std::to_string(partition), {}, 0});
    }
    return splits;
  }

  Result<std::unique_ptr<SplitReader>> open(const Split &split) override {
    size_t colon = split.id.find_last_of(':');
    int64_t partition = 0, offset = 0;
    const char *id = split.id.data(), *position = split.position.data();
    if (colon == std::string::npos || !parseInteger(id + colon + 1, id + split.id.size(), 0, 2147483647, partition) ||
        (!split.position.empty() && !parseInteger(position, position + split.position.size(), 0, INT64_MAX, offset)))
      return Status(StatusCode::Corrupt, "`" + split.id + "` at `" + split.position + "` is no Kafka partition and offset");
    std::string topic = split.id.substr(0, colon);
    int64_t first = 0, last = 0, stop = -1;
    if (options_.isBounded) {
      rd_kafka_resp_err_t failed = rd_kafka_query_watermark_offsets(kafka_->get(), topic.c_str(), static_cast<int32_t>(partition),
                                                                    &first, &last, kRequestTimeoutMs);
      if (failed != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaFailure(failed, "cannot ask for the offsets of topic `" + topic + "`", kafka_->brokers());
      stop = last;
    }
    if (split.position.empty()) {
      MR_ASSIGN(offset, startOffset(topic, static_cast<int32_t>(partition)));
      if (stop >= 0 && (first == last || offset == RD_KAFKA_OFFSET_END))
        stop = 0; // nothing to read: `nextOffset` is at or behind it at once
    }
    auto reader = std::make_unique<PartitionReader>(kafka_, topic, static_cast<int32_t>(partition), stop, !options_.groupId.empty());
    bool isEmpty = stop == 0;
    if (Status status = reader->start(isEmpty ? 0 : offset); !status.isOk())
      return status;
    return std::unique_ptr<SplitReader>(std::move(reader));
  }

private:
  Result<int32_t> partitionCount(const std::string &topic) {
    Topic handle(rd_kafka_topic_new(kafka_->get(), topic.c_str(), nullptr));
    rd_kafka_resp_err_t failed = RD_KAFKA_RESP_ERR_NO_ERROR;
    for (int attempt = 0; attempt < kStartAttempts; ++attempt) {
      const rd_kafka_metadata_t *metadata;
      failed = rd_kafka_metadata(kafka_->get(), 0, handle.handle, &metadata, kRequestTimeoutMs);
      rd_kafka_poll(kafka_->get(), 0);
      if (failed == RD_KAFKA_RESP_ERR_NO_ERROR) {
        int32_t count = metadata->topic_cnt == 1 ? metadata->topics[0].partition_cnt : 0;
        failed = metadata->topic_cnt == 1 ? metadata->topics[0].err : RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
        rd_kafka_metadata_destroy(metadata);
        if (failed == RD_KAFKA_RESP_ERR_NO_ERROR && count > 0)
          return count;
        if (failed == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || failed == RD_KAFKA_RESP_ERR_NO_ERROR)
          return Status(StatusCode::NotFound, "topic `" + topic + "` does not exist at `" + kafka_->brokers() + "`");
      } else {
        kafka_->say("no answer from `" + kafka_->brokers() + "` about topic `" + topic + "`: " + rd_kafka_err2str(failed) +
                    "; trying again");
      }
      kafka_->env().sleepNs(200'000'000);
    }
    return kafkaFailure(failed, "no answer about topic `" + topic + "`", kafka_->brokers());
  }

  Result<int64_t> startOffset(const std::string &topic, int32_t partition) {
    if (options_.startupMode == "earliest-offset" || (options_.startupMode.empty() && options_.groupId.empty()))
      return int64_t{RD_KAFKA_OFFSET_BEGINNING};
    if (options_.startupMode == "latest-offset")
      return int64_t{RD_KAFKA_OFFSET_END};
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic.c_str(), partition);
    rd_kafka_resp_err_t failed = rd_kafka_committed(kafka_->get(), list, kRequestTimeoutMs);
    int64_t offset = list->elems[0].offset;
    rd_kafka_topic_partition_list_destroy(list);
    if (failed != RD_KAFKA_RESP_ERR_NO_ERROR)
      return kafkaFailure(failed, "cannot ask for the offsets of group `" + options_.groupId + "`", kafka_->brokers());
    if (offset >= 0)
      return offset;
    for (const auto &[key, value] : options_.properties)
      if (key == "auto.offset.reset" && (value == "latest" || value == "largest"))
        return int64_t{RD_KAFKA_OFFSET_END};
    return int64_t{RD_KAFKA_OFFSET_BEGINNING};
  }

  std::shared_ptr<KafkaHandle> kafka_;
  const KafkaOptions options_;
};

} // namespace

Result<std::unique_ptr<Source>> makeKafkaSource(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(KafkaOptions kafkaSettings, kafkaOptions(options, true));
  MR_ASSIGN(std::unique_ptr<KafkaHandle> handle,
            KafkaHandle::make(RD_KAFKA_CONSUMER, kafkaSettings,
                              {{"enable.auto.commit", "false"},
                               {"enable.auto.offset.store", "false"},
                               {"enable.partition.eof", "true"},
                               {"auto.offset.reset", "earliest"},
                               {"fetch.wait.max.ms", "10"}},
                              env));
  if (kafkaSettings.startupMode.empty() && kafkaSettings.groupId.empty())
    handle->say("table `" + std::string(options.table) +
                "` has neither `scan.startup.mode` nor `properties.group.id`: reading starts at the earliest offset");
  return std::unique_ptr<Source>(std::make_unique<KafkaSource>(std::shared_ptr<KafkaHandle>(std::move(handle)), std::move(kafkaSettings)));
}

} // namespace millrace
