/// What the Kafka source and sink share: handles, options, errors in our words.
///
/// Errors:  Io with the broker's address; a broker that is away is named on standard error while it is tried again.
/// Threads: librdkafka has its own threads; KafkaHandle may be used by all shards.
/// End:     the destructor gives a client two seconds, no longer.
#pragma once
#include "runtime/connector/Connector.h"
#include "runtime/env/Env.h"

#include <atomic>
#include <librdkafka/rdkafka.h>
#include <mutex>

namespace millrace {

struct KafkaOptions {
  std::vector<std::string> topics;
  std::string brokers;
  std::string groupId; // empty: none
  std::vector<std::pair<std::string, std::string>> properties; // for librdkafka
  std::string startupMode; // earliest-offset, latest-offset, group-offsets
  std::string offsetReset; // `auto.offset.reset`: where a group without offsets starts; empty: not given
  bool isBounded = false;
  bool waitsForAcknowledgements = true;
  std::vector<std::string> metadataColumns; // that are read or written
  const StopSignal *stop = nullptr;
};

/// `isSource`: topics may be a list.
Result<KafkaOptions> kafkaOptions(const ConnectorOptions &options, bool isSource);

/// A consumer or producer and what its callbacks saw.
class KafkaHandle {
public:
  /// `own`: properties that we set ourselves; the table's come after them.
  static Result<std::unique_ptr<KafkaHandle>> make(rd_kafka_type_t type, const KafkaOptions &options,
                                                   const std::vector<std::pair<std::string, std::string>> &own, Env &env);
  ~KafkaHandle();
  KafkaHandle(const KafkaHandle &) = delete;
  KafkaHandle &operator=(const KafkaHandle &) = delete;

  rd_kafka_t *get() const { return handle_; }
  Env &env() const { return env_; }
  const std::string &brokers() const { return brokers_; }
  /// A line on standard error.
  void say(const std::string &line);
  /// Names the brokers, what is wrong with them and that they are tried again; not oftener than every five seconds.
  void sayTrouble(const std::string &what);
  bool isInTrouble() const { return isInTrouble_.load(std::memory_order_relaxed); }
  /// A broker answered: says so if it was said to be in trouble.
  void noteRecovery() {
    if (isInTrouble_.load(std::memory_order_relaxed))
      sayRecovery();
  }

  /// Producer: failures of deliveries; the first one's text.
  std::atomic<uint64_t> failedDeliveries{0};
  std::string firstFailure();

private:
  KafkaHandle(Env &env, std::string brokers) : env_(env), brokers_(std::move(brokers)) {}
  void sayRecovery();
  static void onError(rd_kafka_t *, int code, const char *reason, void *self);
  static void onLog(const rd_kafka_t *, int, const char *, const char *) {}
  static void onDelivery(rd_kafka_t *, const rd_kafka_message_t *message, void *self);

  Env &env_;
  const std::string brokers_;
  rd_kafka_t *handle_ = nullptr;
  std::mutex mutex_;
  std::string failure_;
  std::atomic<int64_t> saidAtNs_{INT64_MIN / 2};
  std::atomic<bool> isInTrouble_{false};
};

Status kafkaFailure(rd_kafka_resp_err_t code, const std::string &doing, const std::string &brokers);

} // namespace millrace
