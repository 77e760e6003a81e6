/// `kafka` as a source: one split per partition, each with a queue of its own that its shard polls without waiting.
///
/// Position: the offset of the next record.
/// Offsets:  with a group id the decoded offset is committed every five seconds and at the end.
/// Bounded:  `scan.bounded.mode` = latest-offset ends a partition at the offset that was last when it was opened.
#include "runtime/connector/kafka/KafkaSource.h"

#include "runtime/connector/kafka/PartitionReader.h"
#include "runtime/kernels/NumberText.h"

#include <algorithm>

namespace millrace {

namespace {

constexpr int kRequestTimeoutMs = 5000;
constexpr int kMetadataTimeoutMs = 500; // of one try: between two the stop signal is looked at
constexpr int64_t kStartTimeoutNs = 60'000'000'000;

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
        stop = 0; // nothing to read: the reader is at or behind it at once
    }
    bool readsHeaders = std::ranges::find(options_.metadataColumns, "headers") != options_.metadataColumns.end();
    auto reader = std::make_unique<PartitionReader>(
        kafka_, PartitionOptions{topic, static_cast<int32_t>(partition), stop, !options_.groupId.empty(), readsHeaders});
    if (Status status = reader->start(stop == 0 ? 0 : offset); !status.isOk())
      return status;
    return std::unique_ptr<SplitReader>(std::move(reader));
  }

private:
  Result<int32_t> partitionCount(const std::string &topic) {
    KafkaTopic handle(kafka_->get(), topic);
    rd_kafka_resp_err_t failed = RD_KAFKA_RESP_ERR_NO_ERROR;
    for (int64_t deadline = kafka_->env().monotonicNs() + kStartTimeoutNs; kafka_->env().monotonicNs() < deadline;) {
      const rd_kafka_metadata_t *metadata;
      failed = rd_kafka_metadata(kafka_->get(), 0, handle.handle, &metadata, kMetadataTimeoutMs);
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
        kafka_->sayTrouble("no answer about topic `" + topic + "`: " + rd_kafka_err2str(failed));
      }
      if (options_.stop && options_.stop->isSet())
        return Status(StatusCode::Cancelled, "stopped before topic `" + topic + "` was found");
      kafka_->env().sleepNs(50'000'000);
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
    bool wantsLatest = options_.offsetReset == "latest" || options_.offsetReset == "largest";
    if (options_.offsetReset.empty())
      kafka_->say("group `" + options_.groupId + "` has no offset for " + partitionName(topic, partition) +
                  ": reading starts at the earliest");
    return int64_t{wantsLatest ? RD_KAFKA_OFFSET_END : RD_KAFKA_OFFSET_BEGINNING};
  }

  std::shared_ptr<KafkaHandle> kafka_;
  const KafkaOptions options_;
};

} // namespace

Result<std::unique_ptr<Source>> makeKafkaSource(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(KafkaOptions kafkaSettings, kafkaOptions(options, true));
  // An answer comes as soon as a record is there, whatever this is; a bounded read waits that long for the last one.
  const char *longestFetchMs = kafkaSettings.isBounded ? "10" : "100";
  MR_ASSIGN(std::unique_ptr<KafkaHandle> handle,
            KafkaHandle::make(RD_KAFKA_CONSUMER, kafkaSettings,
                              {{"enable.auto.commit", "false"},
                               {"enable.auto.offset.store", "false"},
                               {"enable.partition.eof", "true"},
                               {"auto.offset.reset", "earliest"},
                               {"session.timeout.ms", "5000"}, // no group is joined: how long a commit waits for its coordinator
                               {"fetch.wait.max.ms", longestFetchMs}},
                              env));
  if (kafkaSettings.startupMode.empty() && kafkaSettings.groupId.empty())
    handle->say("table `" + std::string(options.table) +
                "` has neither `scan.startup.mode` nor `properties.group.id`: reading starts at the earliest offset");
  return std::unique_ptr<Source>(std::make_unique<KafkaSource>(std::shared_ptr<KafkaHandle>(std::move(handle)), std::move(kafkaSettings)));
}

} // namespace millrace
