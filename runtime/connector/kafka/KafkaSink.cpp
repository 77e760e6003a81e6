/// `kafka` as a sink, at least once: an epoch is prepared when every record of it was acknowledged.
///
/// Records: one per row, without key; a line end behind the row's text is not part of it. Their timestamp and headers may be columns.
/// Errors:  a record that could not be delivered fails the next flush or prepare. A broker that is away is waited for as long as
///          `message.timeout.ms` says; a run that is stopped (not drained) does not wait.
#include "runtime/connector/kafka/KafkaSource.h"
#include "runtime/row/RowReader.h"

#include <algorithm>

namespace millrace {

namespace {

constexpr int kPollMs = 100;

class KafkaWriter final : public SinkWriter {
public:
  KafkaWriter(std::unique_ptr<KafkaHandle> kafka, const KafkaOptions &options)
      : kafka_(std::move(kafka)), topic_(options.topics[0]), metadataColumns_(options.metadataColumns),
        waits_(options.waitsForAcknowledgements), stop_(options.stop) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      Record record = takeMetadata(rows.bytes.substr(begin, end - begin));
      if (record.value.ends_with('\n'))
        record.value.remove_suffix(1);
      MR_RETURN_IF_ERROR(produce(record));
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
    while (waits_ && rd_kafka_outq_len(kafka_->get()) > 0) {
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
  struct Record {
    std::string_view value;
    int64_t timestampMs = 0; // 0: now
    NestedView headers;      // no bytes: none
  };

  /// The record's value, and what stands behind it (SinkBytes).
  Record takeMetadata(std::string_view row) const {
    Record record;
    auto take = [&row](size_t sizeBytes) {
      MR_CHECK(sizeBytes <= row.size(), "a record without its metadata");
      const char *bytes = row.data() + row.size() - sizeBytes;
      row.remove_suffix(sizeBytes);
      return reinterpret_cast<const uint8_t *>(bytes);
    };
    for (auto key = metadataColumns_.rbegin(); key != metadataColumns_.rend(); ++key) {
      if (*key == "timestamp") {
        record.timestampMs = std::max<int64_t>(0, loadAs<int64_t>(take(8)));
      } else {
        uint32_t sizeBytes = loadAs<uint32_t>(take(4));
        record.headers = {sizeBytes, 0, take(sizeBytes)};
      }
    }
    record.value = row;
    return record;
  }

  static rd_kafka_headers_t *unpackHeaders(const NestedView &value) {
    MapReader map(value);
    ArrayReader names(map.keys), values(map.values);
    rd_kafka_headers_t *headers = rd_kafka_headers_new(names.count());
    constexpr uint32_t kSlotBytes = sizeof(VariableSlot);
    for (uint32_t i = 0; i < names.count(); ++i) {
      StringView name = names.isNull(i) ? StringView() : loadString(names.slot(i, kSlotBytes), names.base());
      StringView content = values.isNull(i) ? StringView() : loadString(values.slot(i, kSlotBytes), values.base());
      rd_kafka_header_add(headers, name.bytes ? name.bytes : "", name.sizeBytes, values.isNull(i) ? nullptr : content.bytes,
                          content.sizeBytes);
    }
    return headers;
  }

  Status produce(const Record &record) {
    rd_kafka_headers_t *headers = record.headers.sizeBytes > 0 ? unpackHeaders(record.headers) : nullptr;
    for (;;) {
      rd_kafka_vu_t parts[5] = {};
      size_t count = 0;
      auto next = [&](rd_kafka_vtype_t type) -> rd_kafka_vu_t & {
        parts[count].vtype = type;
        return parts[count++];
      };
      next(RD_KAFKA_VTYPE_TOPIC).u.cstr = topic_.c_str();
      next(RD_KAFKA_VTYPE_MSGFLAGS).u.i = RD_KAFKA_MSG_F_COPY;
      rd_kafka_vu_t &value = next(RD_KAFKA_VTYPE_VALUE);
      value.u.mem.ptr = const_cast<char *>(record.value.data());
      value.u.mem.size = record.value.size();
      next(RD_KAFKA_VTYPE_TIMESTAMP).u.i64 = record.timestampMs;
      if (headers)
        next(RD_KAFKA_VTYPE_HEADERS).u.headers = headers; // the client's, if it takes the record
      rd_kafka_error_t *error = rd_kafka_produceva(kafka_->get(), parts, count);
      if (error == nullptr)
        return Status::ok();
      rd_kafka_resp_err_t failed = rd_kafka_error_code(error);
      rd_kafka_error_destroy(error);
      Status status = failed == RD_KAFKA_RESP_ERR__QUEUE_FULL
                          ? checkDeliveries()
                          : kafkaFailure(failed, "cannot write to topic `" + topic_ + "`", kafka_->brokers());
      if (!status.isOk()) {
        if (headers)
          rd_kafka_headers_destroy(headers);
        return status;
      }
      rd_kafka_poll(kafka_->get(), kPollMs); // backpressure: the queue's limit is librdkafka's
    }
  }

  Status checkDeliveries() {
    if (stop_ && stop_->level.load(std::memory_order_relaxed) >= 2)
      return Status(StatusCode::Cancelled, "stopped before all records were delivered to topic `" + topic_ + "`");
    if (kafka_->failedDeliveries.load() == 0)
      return Status::ok();
    return Status(StatusCode::Io, std::to_string(kafka_->failedDeliveries.load()) + " records could not be delivered to topic `" +
                                      topic_ + "` at `" + kafka_->brokers() + "`: " + kafka_->firstFailure());
  }

  std::unique_ptr<KafkaHandle> kafka_;
  const std::string topic_;
  const std::vector<std::string> metadataColumns_;
  const bool waits_;
  const StopSignal *const stop_;
};

class KafkaSink final : public Sink {
public:
  KafkaSink(Env &env, KafkaOptions options) : env_(env), options_(std::move(options)) {}

  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t) override {
    MR_ASSIGN(std::unique_ptr<KafkaHandle> handle,
              KafkaHandle::make(RD_KAFKA_PRODUCER, options_, {{"enable.idempotence", "true"}, {"linger.ms", "1"}}, env_));
    return std::unique_ptr<SinkWriter>(std::make_unique<KafkaWriter>(std::move(handle), options_));
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
