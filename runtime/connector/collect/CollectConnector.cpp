#include "runtime/connector/collect/CollectConnector.h"

#include "runtime/abi/FormatAbi.h"
#include "runtime/abi/TypeBytes.h"
#include "runtime/env/Env.h"
#include "runtime/format/ScalarText.h"

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

bool isNested(const Type &type) { return type.kind >= TypeKind::Array; }

const uint8_t *bytesOf(const std::string &typeBytes) { return reinterpret_cast<const uint8_t *>(typeBytes.data()); }

void putPrint(OutBuffer *out, const RowReader &row, const Type &type, uint32_t column) {
  if (row.isNull(column))
    return PrintScalars{out}.none();
  if (!isNested(type))
    return putScalar(row.slot(column), row.bytes(), type, PrintScalars{out});
  NestedView value = row.getNested(column);
  static_cast<void>(mr_print_nested(out, &value, bytesOf(typeBytes(type)))); // always 0
}

/// False: a NULL key in a MAP, which JSON cannot say.
bool putJson(OutBuffer *out, const RowReader &row, const Type &type, uint32_t column) {
  if (!row.isNull(column) && isNested(type)) {
    NestedView value = row.getNested(column);
    return mr_json_put_nested(out, &value, bytesOf(typeBytes(type)), 0, nullptr) == 0;
  }
  if (row.isNull(column))
    JsonScalars{out}.none();
  else
    putScalar(row.slot(column), row.bytes(), type, JsonScalars{out});
  return true;
}

void putText(OutBuffer *out, std::string_view text) { out->append(text.data(), text.size()); }

class CollectWriter : public SinkWriter {
  static constexpr size_t kTextBytes = 128 * 1024; // of the rows of one write, as a rule

public:
  CollectWriter(Schema schema, WritableFile &output, std::string prefix, bool isJson, std::shared_ptr<Collector> collector)
      : schema_(std::move(schema)), layout_(computeRowLayout(schema_)), output_(output), prefix_(std::move(prefix)),
        isJson_(isJson), collector_(std::move(collector)) {
    if (!collector_)
      text_.reserve(kTextBytes);
  }

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
