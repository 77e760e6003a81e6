#include "runtime/connector/kafka/PartitionReader.h"

#include <map>

namespace millrace {

namespace {

constexpr int64_t kCommitEveryNs = 5'000'000'000;
constexpr int kLastCommitTimeoutMs = 4000; // as long as a new group may take to find its coordinator

Type variableType(TypeKind kind) {
  Type type;
  type.kind = kind;
  type.precision = kMaxLength;
  return type;
}

/// TimestampType.toString of Kafka's Java client.
StringView nameOf(rd_kafka_timestamp_type_t type) {
  constexpr std::string_view kNames[] = {"NoTimestampType", "CreateTime", "LogAppendTime"};
  return StringView(kNames[type == RD_KAFKA_TIMESTAMP_CREATE_TIME ? 1 : type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME ? 2 : 0]);
}

} // namespace

std::string partitionName(const std::string &topic, int32_t partition) {
  return "partition " + std::to_string(partition) + " of topic `" + topic + "`";
}

PartitionReader::PartitionReader(std::shared_ptr<KafkaHandle> kafka, PartitionOptions options)
    : kafka_(std::move(kafka)), options_(std::move(options)), handle_(kafka_->get(), options_.topic),
      queue_(rd_kafka_queue_new(kafka_->get())), headerNames_(variableType(TypeKind::VarChar)),
      headerValues_(variableType(TypeKind::VarBinary)) {}

PartitionReader::~PartitionReader() {
  if (started_)
    rd_kafka_consume_stop(handle_.handle, options_.partition);
  while (batchNext_ < batchEnd_)
    rd_kafka_message_destroy(batch_[batchNext_++]);
  commitLast();
  rd_kafka_queue_destroy(queue_);
}

Status PartitionReader::start(int64_t offset) {
  nextOffset_ = offset;
  if (rd_kafka_consume_start_queue(handle_.handle, options_.partition, offset, queue_) != 0)
    return kafkaFailure(rd_kafka_last_error(), "cannot read " + partitionName(options_.topic, options_.partition), kafka_->brokers());
  started_ = true;
  committedAtNs_ = kafka_->env().monotonicNs();
  return Status::ok();
}

rd_kafka_message_t *PartitionReader::nextMessage() {
  if (batchNext_ == batchEnd_) {
    rd_kafka_poll(kafka_->get(), 0);
    commitWhenDue();
    ssize_t got = rd_kafka_consume_batch_queue(queue_, 0, batch_, kBatch);
    batchNext_ = 0;
    batchEnd_ = got > 0 ? static_cast<size_t>(got) : 0;
  }
  return batchNext_ < batchEnd_ ? batch_[batchNext_++] : nullptr;
}

Result<ReadState> PartitionReader::readBytes(DecodeCursor &cursor) {
  for (;;) {
    if (isAtStop())
      return ReadState::End;
    rd_kafka_message_t *message = nextMessage();
    if (message == nullptr)
      return ReadState::NotReady;
    Result<bool> taken = take(*message, cursor);
    rd_kafka_message_destroy(message);
    if (!taken.isOk())
      return std::move(taken).status();
    if (*taken)
      return ReadState::Ready;
  }
}

Result<std::string> PartitionReader::position(const DecodeCursor &cursor) {
  bool isHeld = cursor.begin != nullptr && cursor.position != cursor.end; // the record at hand is not decoded yet
  int64_t offset = isHeld ? cursor.offset : nextOffset_;
  return offset < 0 ? std::string() : std::to_string(offset);
}

Result<bool> PartitionReader::take(const rd_kafka_message_t &message, DecodeCursor &cursor) {
  const std::string name = message.err ? partitionName(options_.topic, options_.partition) : std::string();
  switch (message.err) {
  case RD_KAFKA_RESP_ERR_NO_ERROR:
    break;
  case RD_KAFKA_RESP_ERR__PARTITION_EOF:
    nextOffset_ = message.offset; // behind gaps that compaction and transactions leave
    kafka_->noteRecovery();
    return false;
  case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    return Status(StatusCode::Io, name + " has no record at offset " + std::to_string(nextOffset_));
  case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
  case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
  case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    return kafkaFailure(message.err, "cannot read " + name, kafka_->brokers());
  default:
    kafka_->sayTrouble("cannot read " + name + ": " + rd_kafka_err2str(message.err));
    return false; // librdkafka tries again
  }
  nextOffset_ = message.offset + 1;
  kafka_->noteRecovery();
  if (message.payload == nullptr || message.len == 0)
    return false; // a tombstone holds no row
  describe(message, cursor);
  return true;
}

void PartitionReader::describe(const rd_kafka_message_t &message, DecodeCursor &cursor) {
  bytesRead_ += message.len;
  if (buffer_.size() < message.len + kReadPaddingBytes)
    buffer_.resize(message.len + kReadPaddingBytes);
  std::memcpy(buffer_.data(), message.payload, message.len);
  cursor.begin = cursor.position = buffer_.data();
  cursor.end = cursor.begin + message.len;
  cursor.isMessage = 1;
  cursor.offset = message.offset;
  cursor.line = 0;
  cursor.partition = options_.partition;
  cursor.topic = StringView(options_.topic);
  rd_kafka_timestamp_type_t type;
  cursor.timestampMs = rd_kafka_message_timestamp(&message, &type);
  cursor.timestampType = nameOf(type);
  key_.assign(static_cast<const char *>(message.key), message.key ? message.key_len : 0);
  cursor.key = message.key ? StringView(key_) : StringView();
  if (options_.readsHeaders)
    cursor.headers = packHeaders(message);
}

NestedView PartitionReader::packHeaders(const rd_kafka_message_t &message) {
  // By name, so that of equal ones the last wins.
  std::map<std::string_view, std::pair<const void *, size_t>> headers;
  rd_kafka_headers_t *list;
  if (rd_kafka_message_headers(&message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    const char *name;
    const void *value;
    size_t size;
    for (size_t i = 0; rd_kafka_header_get_all(list, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
      headers[name] = {value, size};
  }
  headerNames_.begin(static_cast<uint32_t>(headers.size()));
  headerValues_.begin(static_cast<uint32_t>(headers.size()));
  uint32_t place = 0;
  for (const auto &[name, value] : headers) {
    headerNames_.setString(place, name);
    if (value.first != nullptr)
      headerValues_.setString(place, {static_cast<const char *>(value.first), value.second});
    ++place;
  }
  return buildMap(headerNames_.finish(), headerValues_.finish(), headers_);
}

rd_kafka_topic_partition_list_t *PartitionReader::decodedOffset() const {
  rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, options_.topic.c_str(), options_.partition)->offset = nextOffset_;
  return list;
}

void PartitionReader::commitWhenDue() {
  if (!options_.commits || nextOffset_ < 0 || nextOffset_ == committed_)
    return;
  int64_t now = kafka_->env().monotonicNs();
  if (now - committedAtNs_ < kCommitEveryNs)
    return;
  committedAtNs_ = now;
  committed_ = nextOffset_;
  rd_kafka_topic_partition_list_t *list = decodedOffset();
  if (rd_kafka_resp_err_t failed = rd_kafka_commit(kafka_->get(), list, /*async=*/1))
    kafka_->sayTrouble("the offset of " + partitionName(options_.topic, options_.partition) + " could not be committed: " + rd_kafka_err2str(failed));
  rd_kafka_topic_partition_list_destroy(list);
}

void PartitionReader::commitLast() {
  if (!options_.commits || nextOffset_ < 0 || nextOffset_ == committed_)
    return;
  if (kafka_->isInTrouble()) { // the end of a run does not wait for a broker that is away
    kafka_->say("the last offset of " + partitionName(options_.topic, options_.partition) + " was not committed");
    return;
  }
  rd_kafka_topic_partition_list_t *list = decodedOffset();
  rd_kafka_queue_t *answers = rd_kafka_queue_new(kafka_->get());
  rd_kafka_resp_err_t failed = rd_kafka_commit_queue(kafka_->get(), list, answers, nullptr, nullptr);
  rd_kafka_event_t *answer = failed ? nullptr : rd_kafka_queue_poll(answers, kLastCommitTimeoutMs);
  if (!failed)
    failed = answer ? rd_kafka_event_error(answer) : RD_KAFKA_RESP_ERR__TIMED_OUT;
  if (failed)
    kafka_->say("the last offset of " + partitionName(options_.topic, options_.partition) + " could not be committed: " + rd_kafka_err2str(failed));
  rd_kafka_event_destroy(answer);
  rd_kafka_queue_destroy(answers);
  rd_kafka_topic_partition_list_destroy(list);
}

} // namespace millrace
