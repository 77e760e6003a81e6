#include "runtime/connector/kafka/KafkaClient.h"

#include "runtime/format/Options.h"

#include <chrono>
#include <future>
#include <thread>

namespace millrace {

namespace {

constexpr int64_t kSayAgainNs = 5'000'000'000;
constexpr std::chrono::seconds kEndTimeout{2};

/// Properties of Java's client that mean nothing here and stand in many scripts.
constexpr std::string_view kJavaOnly[] = {"key.deserializer", "value.deserializer", "key.serializer", "value.serializer",
                                          "partition.discovery.interval.ms"};

} // namespace

Result<KafkaOptions> kafkaOptions(const ConnectorOptions &options, bool isSource) {
  KafkaOptions result;
  std::string_view topic = option(options.options, "topic");
  while (!topic.empty()) {
    size_t end = isSource ? topic.find(';') : std::string_view::npos;
    if (end != 0)
      result.topics.emplace_back(topic.substr(0, end));
    topic = end == std::string_view::npos ? std::string_view() : topic.substr(end + 1);
  }
  if (result.topics.empty())
    return Status(StatusCode::InvalidArgument, "table `" + std::string(options.table) + "` needs the option `topic`");
  for (const auto &[key, value] : options.options) {
    if (!key.starts_with("properties."))
      continue;
    std::string name = key.substr(std::string_view("properties.").size());
    if (name == "bootstrap.servers")
      result.brokers = value;
    else if (name == "group.id")
      result.groupId = value;
    else if (name == "auto.offset.reset")
      result.offsetReset = value;
    bool isJava = false;
    for (std::string_view java : kJavaOnly)
      isJava |= name == java;
    if (!isJava)
      result.properties.emplace_back(name, value);
  }
  if (result.brokers.empty())
    return Status(StatusCode::InvalidArgument,
                  "table `" + std::string(options.table) + "` needs the option `properties.bootstrap.servers`");
  std::string_view mode = option(options.options, "scan.startup.mode");
  if (!mode.empty() && mode != "earliest-offset" && mode != "latest-offset" && mode != "group-offsets")
    return Status(StatusCode::NotSupported, "option `scan.startup.mode` is `" + std::string(mode) +
                                                "`; earliest-offset, latest-offset and group-offsets are supported");
  result.startupMode = std::string(mode);
  if (mode == "group-offsets" && result.groupId.empty())
    return Status(StatusCode::InvalidArgument, "`scan.startup.mode` = group-offsets needs the option `properties.group.id`");
  std::string_view bounded = option(options.options, "scan.bounded.mode", "unbounded");
  if (bounded != "unbounded" && bounded != "latest-offset")
    return Status(StatusCode::NotSupported, "option `scan.bounded.mode` is `" + std::string(bounded) +
                                                "`; unbounded and latest-offset are supported");
  result.isBounded = bounded == "latest-offset";
  std::string_view guarantee = option(options.options, "sink.delivery-guarantee", "at-least-once");
  if (guarantee != "at-least-once" && guarantee != "none")
    return Status(StatusCode::NotSupported, "option `sink.delivery-guarantee` is `" + std::string(guarantee) +
                                                "`; none and at-least-once are supported");
  result.waitsForAcknowledgements = guarantee == "at-least-once";
  result.metadataColumns.assign(options.metadataColumns.begin(), options.metadataColumns.end());
  result.stop = options.stop;
  return result;
}

Result<std::unique_ptr<KafkaHandle>> KafkaHandle::make(rd_kafka_type_t type, const KafkaOptions &options,
                                                       const std::vector<std::pair<std::string, std::string>> &own, Env &env) {
  std::unique_ptr<KafkaHandle> made(new KafkaHandle(env, options.brokers));
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  char reason[512];
  auto set = [&](const std::pair<std::string, std::string> &property) {
    return rd_kafka_conf_set(conf, property.first.c_str(), property.second.c_str(), reason, sizeof(reason)) == RD_KAFKA_CONF_OK;
  };
  // Small requests leave at once; with Nagle's algorithm some wait 40 ms for the acknowledgement of the one before.
  MR_CHECK(set({"socket.nagle.disable", "true"}), "a librdkafka property of our own");
  for (const auto &property : own)
    MR_CHECK(set(property), "a librdkafka property of our own");
  for (const auto &property : options.properties)
    if (!set(property)) {
      rd_kafka_conf_destroy(conf);
      return Status(StatusCode::InvalidArgument, "option `properties." + property.first + "`: " + reason);
    }
  rd_kafka_conf_set_opaque(conf, made.get());
  rd_kafka_conf_set_error_cb(conf, onError);
  rd_kafka_conf_set_log_cb(conf, onLog);
  if (type == RD_KAFKA_PRODUCER)
    rd_kafka_conf_set_dr_msg_cb(conf, onDelivery);
  made->handle_ = rd_kafka_new(type, conf, reason, sizeof(reason));
  if (made->handle_ == nullptr) {
    rd_kafka_conf_destroy(conf);
    return Status(StatusCode::Io, std::string("cannot make a Kafka client: ") + reason);
  }
  return made;
}

KafkaHandle::~KafkaHandle() {
  if (handle_ == nullptr)
    return;
  // Partitions are assigned by us: there is no group to leave. A commit that hangs at a broker that is away would be waited for all the
  // same; the client then ends by itself, or with the process.
  auto ended = std::make_shared<std::promise<void>>(); // shared: the thread may outlive this object
  std::future<void> end = ended->get_future();
  std::thread([handle = handle_, ended] {
    rd_kafka_destroy_flags(handle, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    ended->set_value();
  }).detach();
  end.wait_for(kEndTimeout);
}

void KafkaHandle::say(const std::string &line) {
  env_.standardError().write("kafka: " + line + "\n").ignore("nobody can be told that standard error is closed");
}

void KafkaHandle::sayTrouble(const std::string &what) {
  int64_t now = env_.monotonicNs();
  isInTrouble_.store(true, std::memory_order_relaxed);
  if (now - saidAtNs_.load(std::memory_order_relaxed) < kSayAgainNs)
    return;
  saidAtNs_.store(now, std::memory_order_relaxed);
  say("`" + brokers_ + "`: " + what + "; trying again");
}

void KafkaHandle::sayRecovery() {
  if (!isInTrouble_.exchange(false))
    return;
  saidAtNs_.store(INT64_MIN / 2, std::memory_order_relaxed);
  say("`" + brokers_ + "`: back");
}

void KafkaHandle::onError(rd_kafka_t *, int code, const char *reason, void *self) {
  static_cast<KafkaHandle *>(self)->sayTrouble(std::string(rd_kafka_err2str(static_cast<rd_kafka_resp_err_t>(code))) + " (" + reason + ")");
}

void KafkaHandle::onDelivery(rd_kafka_t *, const rd_kafka_message_t *message, void *self) {
  KafkaHandle &handle = *static_cast<KafkaHandle *>(self);
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
    return handle.noteRecovery();
  std::lock_guard<std::mutex> lock(handle.mutex_);
  if (handle.failedDeliveries.fetch_add(1) == 0)
    handle.failure_ = rd_kafka_err2str(message->err);
}

std::string KafkaHandle::firstFailure() {
  std::lock_guard<std::mutex> lock(mutex_);
  return failure_;
}

Status kafkaFailure(rd_kafka_resp_err_t code, const std::string &doing, const std::string &brokers) {
  return Status(StatusCode::Io, doing + " at `" + brokers + "`: " + rd_kafka_err2str(code));
}

} // namespace millrace
