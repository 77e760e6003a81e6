#include "runtime/connector/collect/CollectConnector.h"

#include "runtime/abi/FormatAbi.h"
#include "runtime/abi/TypeBytes.h"
#include "runtime/env/Env.h"

#include <map>
#include <mutex>

namespace millrace {

namespace {

struct Collector {
  RowCollector collect;
  std::mutex oneAtATime;
};

/// Collectors by id; the option that names one is a text.
struct Registry {
  std::mutex mutex;
  std::map<uint64_t, std::shared_ptr<Collector>> collectors; // shared: a shard may be in a call while its owner goes away
  uint64_t nextId = 1;
};

Registry &registry() {
  static Registry instance;
  return instance;
}

std::shared_ptr<Collector> findCollector(uint64_t id) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  auto found = registry().collectors.find(id);
  return found == registry().collectors.end() ? nullptr : found->second;
}

/// Frees its memory with its scope.
struct TextBuffer : OutBuffer {
  ~TextBuffer() { release(); }
  std::string_view view() const { return {begin, sizeBytes()}; }
};

Decimal decimalOf(const RowReader &row, uint32_t column, const Type &type) {
  Int128 unscaled = row.getDecimal(column, type);
  Decimal value;
  std::memcpy(&value, &unscaled, sizeof(value));
  return value;
}
static_assert(sizeof(Decimal) == sizeof(Int128));

/// The integer in a fixed slot of 1, 2, 4 or 8 bytes.
int64_t integerOf(const RowReader &row, uint32_t column, const Type &type) {
  switch (slotSizeBytes(type)) {
  case 1: return row.get<int8_t>(column);
  case 2: return row.get<int16_t>(column);
  case 4: return row.get<int32_t>(column);
  default: return row.get<int64_t>(column);
  }
}

void putPrint(OutBuffer *out, const RowReader &row, const Type &type, uint32_t column) {
  if (row.isNull(column))
    return mr_print_null(out);
  switch (type.kind) {
  case TypeKind::Null: return mr_print_null(out);
  case TypeKind::Boolean: return mr_print_bool(out, row.get<uint8_t>(column) != 0);
  case TypeKind::Float: return mr_print_float(out, row.get<float>(column));
  case TypeKind::Double: return mr_print_double(out, row.get<double>(column));
  case TypeKind::Decimal: {
    Decimal value = decimalOf(row, column, type);
    return mr_print_decimal128(out, &value, type.scale);
  }
  case TypeKind::Char:
  case TypeKind::VarChar: {
    StringView value = row.getString(column);
    return mr_print_string(out, &value);
  }
  case TypeKind::Binary:
  case TypeKind::VarBinary: {
    StringView value = row.getString(column);
    return mr_print_bytes(out, &value);
  }
  case TypeKind::Date: return mr_print_date(out, row.get<int32_t>(column));
  case TypeKind::Time: return mr_print_time(out, row.get<int32_t>(column));
  case TypeKind::Timestamp: {
    Timestamp value = row.getTimestamp(column, type);
    return mr_print_timestamp(out, &value);
  }
  case TypeKind::TimestampLtz: {
    Timestamp value = row.getTimestamp(column, type);
    return mr_print_timestamp_ltz(out, &value);
  }
  case TypeKind::IntervalMonth: return mr_print_interval_month(out, row.get<int32_t>(column));
  case TypeKind::IntervalDay: return mr_print_interval_day(out, row.get<int64_t>(column));
  case TypeKind::Array:
  case TypeKind::Map:
  case TypeKind::Multiset:
  case TypeKind::Row: {
    NestedView value = row.getNested(column);
    static_cast<void>(mr_print_nested(out, &value, reinterpret_cast<const uint8_t *>(typeBytes(type).data()))); // always 0
    return;
  }
  default: return mr_print_i64(out, integerOf(row, column, type));
  }
}

/// False: a NULL key in a MAP, which JSON cannot say.
bool putJson(OutBuffer *out, const RowReader &row, const Type &type, uint32_t column) {
  if (row.isNull(column) || type.kind == TypeKind::Null) {
    mr_json_put_null(out);
    return true;
  }
  switch (type.kind) {
  case TypeKind::Boolean: mr_json_put_bool(out, row.get<uint8_t>(column) != 0); return true;
  case TypeKind::Float: mr_json_put_float(out, row.get<float>(column)); return true;
  case TypeKind::Double: mr_json_put_double(out, row.get<double>(column)); return true;
  case TypeKind::Decimal: {
    Decimal value = decimalOf(row, column, type);
    mr_json_put_decimal128(out, &value, type.scale, 0);
    return true;
  }
  case TypeKind::Char:
  case TypeKind::VarChar: {
    StringView value = row.getString(column);
    mr_json_put_string(out, &value);
    return true;
  }
  case TypeKind::Binary:
  case TypeKind::VarBinary: {
    StringView value = row.getString(column);
    mr_json_put_bytes(out, &value);
    return true;
  }
  case TypeKind::Date: mr_json_put_date(out, row.get<int32_t>(column)); return true;
  case TypeKind::Time: mr_json_put_time(out, row.get<int32_t>(column)); return true;
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz: {
    Timestamp value = row.getTimestamp(column, type);
    type.kind == TypeKind::Timestamp ? mr_json_put_timestamp(out, &value, kTimestampSql)
                                     : mr_json_put_timestamp_ltz(out, &value, kTimestampSql);
    return true;
  }
  case TypeKind::Array:
  case TypeKind::Map:
  case TypeKind::Multiset:
  case TypeKind::Row: {
    NestedView value = row.getNested(column);
    return mr_json_put_nested(out, &value, reinterpret_cast<const uint8_t *>(typeBytes(type).data()), 0, nullptr) == 0;
  }
  default: mr_json_put_i64(out, integerOf(row, column, type)); return true;
  }
}

void putText(OutBuffer *out, std::string_view text) { out->append(text.data(), text.size()); }

class CollectWriter : public SinkWriter {
public:
  CollectWriter(Schema schema, WritableFile &output, std::string prefix, bool isJson, std::shared_ptr<Collector> collector)
      : schema_(std::move(schema)), layout_(computeRowLayout(schema_)), output_(output), prefix_(std::move(prefix)),
        isJson_(isJson), collector_(std::move(collector)) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      // Rows stand unaligned in the sink's buffer; readers copy what they load.
      RowReader row(layout_, reinterpret_cast<const uint8_t *>(rows.bytes.data()) + begin);
      MR_RETURN_IF_ERROR(put(row));
      begin = end;
    }
    return flush();
  }
  Status flush() override {
    if (text_.sizeBytes() == 0)
      return Status::ok();
    Status written = output_.write(text_.view());
    text_.clear();
    return written;
  }
  Status prepare(uint64_t) override { return flush(); }
  Status commit(uint64_t) override { return Status::ok(); }
  Status close() override { return flush(); }

private:
  Status put(const RowReader &row) {
    if (collector_) {
      std::lock_guard<std::mutex> lock(collector_->oneAtATime);
      collector_->collect(row);
      return Status::ok();
    }
    return isJson_ ? putJsonRow(row) : putPrintRow(row);
  }

  Status putPrintRow(const RowReader &row) {
    putText(&text_, prefix_);
    mr_print_kind(&text_, static_cast<int32_t>(row.kind()));
    text_.push('[');
    for (uint32_t i = 0; i < schema_.size(); ++i) {
      if (i > 0)
        putText(&text_, ", ");
      putPrint(&text_, row, schema_[i].type, i);
    }
    putText(&text_, "]\n");
    return Status::ok();
  }

  Status putJsonRow(const RowReader &row) {
    putText(&text_, "{\"op\":\"");
    mr_print_kind(&text_, static_cast<int32_t>(row.kind()));
    putText(&text_, "\",\"data\":{");
    for (uint32_t i = 0; i < schema_.size(); ++i) {
      if (i > 0)
        text_.push(',');
      StringView name(schema_[i].name);
      mr_json_put_string(&text_, &name);
      text_.push(':');
      if (!putJson(&text_, row, schema_[i].type, i))
        return makeStatus(StatusCode::Evaluation, "column `%s`: a NULL key in a MAP cannot be written as JSON",
                          schema_[i].name.c_str());
    }
    putText(&text_, "}}\n");
    return Status::ok();
  }

  Schema schema_;
  RowLayout layout_;
  WritableFile &output_;
  std::string prefix_;
  bool isJson_;
  std::shared_ptr<Collector> collector_;
  TextBuffer text_;
};

class CollectSink : public Sink {
public:
  CollectSink(const ConnectorOptions &options, std::string format, Env &env)
      : schema_(options.physicalSchema), parallelism_(options.parallelism), format_(std::move(format)), env_(env) {}

  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override {
    std::shared_ptr<Collector> collector;
    if (format_ != "print" && format_ != "json") {
      collector = findCollector(std::strtoull(format_.c_str(), nullptr, 10));
      if (!collector)
        return makeStatus(StatusCode::InvalidArgument, "`%s` = `%s`: expected print or json", kResultFormatOption,
                          format_.c_str());
    }
    std::string prefix = parallelism_ > 1 ? std::to_string(shard + 1) + "> " : "";
    return std::unique_ptr<SinkWriter>(std::make_unique<CollectWriter>(schema_, env_.standardOutput(), std::move(prefix),
                                                                       format_ == "json", std::move(collector)));
  }

private:
  Schema schema_;
  uint32_t parallelism_;
  std::string format_;
  Env &env_;
};

Result<std::unique_ptr<Sink>> makeCollectSink(const ConnectorOptions &options, Env &env) {
  std::string format = "print";
  for (const auto &[key, value] : options.sessionOptions)
    if (key == kResultFormatOption)
      format = value;
  return std::unique_ptr<Sink>(std::make_unique<CollectSink>(options, std::move(format), env));
}

} // namespace

CollectorRegistration::CollectorRegistration(RowCollector collector) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  id_ = registry().nextId++;
  auto entry = std::make_shared<Collector>();
  entry->collect = std::move(collector);
  registry().collectors[id_] = std::move(entry);
}

CollectorRegistration::~CollectorRegistration() {
  std::lock_guard<std::mutex> lock(registry().mutex);
  registry().collectors.erase(id_);
}

std::string printColumn(const RowReader &row, const Schema &schema, uint32_t column) {
  TextBuffer text;
  putPrint(&text, row, schema[column].type, column);
  return std::string(text.view());
}

const ConnectorFactory mrConnectorCollect = {"collect", nullptr, makeCollectSink};

} // namespace millrace
