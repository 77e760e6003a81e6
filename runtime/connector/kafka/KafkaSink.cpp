/// `kafka` as a sink, at least once: an epoch is prepared when every record of it was acknowledged.
///
/// Records: one per row, without key; a line end behind the row's text is not part of it.
/// Errors:  a record that could not be delivered fails the next flush or prepare.
#include "runtime/connector/kafka/KafkaSource.h"

namespace millrace {

namespace {

constexpr int kPollMs = 100;

class KafkaWriter final : public SinkWriter {
public:
  KafkaWriter(std::unique_ptr<KafkaHandle> kafka, std::string topic, bool waits)
      : kafka_(std::move(kafka)), topic_(std::move(topic)), waits_(waits) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      std::string_view row = rows.bytes.substr(begin, end - begin);
      if (row.ends_with('\n'))
        row.remove_suffix(1);
      MR_RETURN_IF_ERROR(produce(row));
      begin = end;
    }
    rd_kafka_poll(kafka_->get(), 0);
    return checkDeliveries();
  }

  Status flush() override {
    rd_kafka_poll(kafka_->get(), 0); // records leave after `linger.ms`, 1 ms unless the table says otherwise
    return checkDeliveries();
  }

  Status prepare(uint64_t) override {
    while (waits_ && rd_kafka_outq_len(kafka_->get()) > 0) { // `message.timeout.ms` ends a wait for a broker that is away
      rd_kafka_flush(kafka_->get(), kPollMs);
      MR_RETURN_IF_ERROR(checkDeliveries());
    }
    return checkDeliveries();
  }
  Status commit(uint64_t) override { return Status::ok(); }
  Status close() override {
    rd_kafka_flush(kafka_->get(), waits_ ? 10 * kPollMs : 50 * kPollMs);
    return checkDeliveries();
  }

private:
  Status produce(std::string_view row) {
    for (;;) {
      rd_kafka_resp_err_t failed =
          rd_kafka_producev(kafka_->get(), RD_KAFKA_V_TOPIC(topic_.c_str()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                            RD_KAFKA_V_VALUE(const_cast<char *>(row.data()), row.size()), RD_KAFKA_V_END);
      if (failed == RD_KAFKA_RESP_ERR_NO_ERROR)
        return Status::ok();
      if (failed != RD_KAFKA_RESP_ERR__QUEUE_FULL)
        return kafkaFailure(failed, "cannot write to topic `" + topic_ + "`", kafka_->brokers());
      rd_kafka_poll(kafka_->get(), kPollMs); // backpressure: the queue's limit is librdkafka's
      MR_RETURN_IF_ERROR(checkDeliveries());
    }
  }

  Status checkDeliveries() {
    if (kafka_->failedDeliveries.load() == 0)
      return Status::ok();
    return Status(StatusCode::Io, std::to_string(kafka_->failedDeliveries.load()) + " records could not be delivered to topic `" +
                                      topic_ + "` at `" + kafka_->brokers() + "`: " + kafka_->firstFailure());
  }

  std::unique_ptr<KafkaHandle> kafka_;
  const std::string topic_;
  const bool waits_;
};

class KafkaSink final : public Sink {
public:
  KafkaSink(Env &env, KafkaOptions options) : env_(env), options_(std::move(options)) {}

  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t) override {
    MR_ASSIGN(std::unique_ptr<KafkaHandle> handle,
              KafkaHandle::make(RD_KAFKA_PRODUCER, options_, {{"enable.idempotence", "true"}, {"linger.ms", "1"}}, env_));
    return std::unique_ptr<SinkWriter>(
        std::make_unique<KafkaWriter>(std::move(handle), options_.topics[0], options_.waitsForAcknowledgements));
  }

private:
  Env &env_;
  const KafkaOptions options_;
};

} // namespace

Result<std::unique_ptr<Sink>> makeKafkaSink(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(KafkaOptions kafkaSettings, kafkaOptions(options, false));
  return std::unique_ptr<Sink>(std::make_unique<KafkaSink>(env, std::move(kafkaSettings)));
}

const ConnectorFactory mrConnectorKafka = {"kafka", makeKafkaSource, makeKafkaSink};

} // namespace millrace
