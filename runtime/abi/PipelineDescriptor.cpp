#include "runtime/abi/PipelineDescriptor.h"

#include <cstring>
#include <initializer_list>

namespace millrace {
namespace {

constexpr char kMagic[8] = {'M', 'R', 'P', 'I', 'P', 'E', '0', '1'};

/// Appends numbers as LEB128 (signed: zigzag), strings and vectors with their count first.
class Writer {
public:
  std::string bytes;

  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      bytes.push_back(static_cast<char>(value | 0x80));
    bytes.push_back(static_cast<char>(value));
  }
  template <typename... T> void operator()(T &...fields) { (field(fields), ...); }

private:
  void field(std::string &text) {
    number(text.size());
    bytes += text;
  }
  void field(bool &value) { number(value); }
  void field(uint32_t &value) { number(value); }
  void field(uint64_t &value) { number(value); }
  void field(int32_t &value) { signedNumber(value); }
  void field(int64_t &value) { signedNumber(value); }
  void signedNumber(int64_t value) { number((static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63)); }
  template <typename A, typename B> void field(std::pair<A, B> &pair) { (*this)(pair.first, pair.second); }
  template <typename T> void field(std::vector<T> &items) {
    number(items.size());
    for (T &item : items)
      field(item);
  }
  template <typename T> void field(T &value) {
    if constexpr (std::is_enum_v<T>)
      number(static_cast<uint64_t>(value));
    else
      visit(*this, value);
  }
};

/// Reads what Writer wrote; the first thing that does not fit sets `failed` and everything after reads as zero.
class Reader {
public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  bool failed = false;
  bool isAtEnd() const { return rest_.empty(); }

  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty())
        break;
      auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80)
        return failed ? 0 : value;
    }
    failed = true;
    return 0;
  }
  template <typename... T> void operator()(T &...fields) { (field(fields), ...); }

private:
  void field(std::string &text) {
    uint64_t size = count();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void field(bool &value) { value = bounded(1) != 0; }
  void field(uint32_t &value) { value = static_cast<uint32_t>(bounded(UINT32_MAX)); }
  void field(uint64_t &value) { value = number(); }
  void field(int64_t &value) { value = signedNumber(); }
  void field(int32_t &value) {
    int64_t wide = signedNumber();
    value = static_cast<int32_t>(wide);
    failed |= value != wide;
  }
  int64_t signedNumber() {
    uint64_t value = number();
    return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
  }
  uint64_t bounded(uint64_t largest) {
    uint64_t value = number();
    failed |= value > largest;
    return failed ? 0 : value;
  }
  /// Every element takes at least one byte, so a count above the rest's size is wrong.
  uint64_t count() {
    uint64_t value = number();
    failed |= value > rest_.size();
    return failed ? 0 : value;
  }
  template <typename A, typename B> void field(std::pair<A, B> &pair) { (*this)(pair.first, pair.second); }
  template <typename T> void field(std::vector<T> &items) {
    uint64_t size = count();
    items.clear();
    for (uint64_t i = 0; i < size && !failed; ++i)
      field(items.emplace_back());
  }
  template <typename T> void field(T &value) {
    if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(bounded(lastOf(value)));
    } else if constexpr (std::is_same_v<T, Type>) {
      failed |= ++depth_ > kTypeDepthMax;
      if (!failed)
        visit(*this, value);
      --depth_;
    } else {
      visit(*this, value);
    }
  }
  static uint64_t lastOf(TypeKind) { return static_cast<uint64_t>(TypeKind::Row); }
  static uint64_t lastOf(ExchangeKind) { return static_cast<uint64_t>(ExchangeKind::Singleton); }
  static uint64_t lastOf(InputKind) { return static_cast<uint64_t>(InputKind::Source); }
  static uint64_t lastOf(StateKind) { return static_cast<uint64_t>(StateKind::Sorted); }
  static uint64_t lastOf(WindowKind) { return static_cast<uint64_t>(WindowKind::Cumulate); }
  static uint64_t lastOf(TimeDomain) { return static_cast<uint64_t>(TimeDomain::ProcessingTime); }

  std::string_view rest_;
  uint32_t depth_ = 0;
};

template <typename A> void visit(A &a, Type &v) { a(v.kind, v.nullable, v.precision, v.scale, v.children); }
template <typename A> void visit(A &a, Field &v) { a(v.name, v.type); }
template <typename A> void visit(A &a, ExchangeDescriptor &v) { a(v.kind, v.schema, v.keyColumns); }
template <typename A> void visit(A &a, InputDescriptor &v) { a(v.kind, v.index, v.generator, v.isPreloaded); }
template <typename A> void visit(A &a, WindowSpec &v) { a(v.kind, v.sizeMs, v.slideMs, v.offsetMs, v.sliceMs); }
template <typename A> void visit(A &a, StateTableDescriptor &v) {
  a(v.kind, v.name, v.operatorId, v.account, v.bound, v.key, v.mapKey, v.value, v.window, v.ttlMs, v.isKeyed);
}
template <typename A> void visit(A &a, TimerDescriptor &v) { a(v.name, v.operatorId, v.domain, v.key); }
template <typename A> void visit(A &a, WatermarkGeneratorDescriptor &v) { a(v.intervalMs, v.idleTimeoutMs, v.column); }
template <typename A> void visit(A &a, FailureSite &v) { a(v.what, v.line, v.column); }
template <typename A> void visit(A &a, SourceDescriptor &v) {
  a(v.table, v.connector, v.options, v.format, v.formatOptions, v.fullSchema, v.physicalSchema, v.metadataColumns,
    v.partitionKeys, v.partitionSchema, v.hasGeneratedDecoder);
}
template <typename A> void visit(A &a, SinkDescriptor &v) {
  a(v.table, v.connector, v.options, v.format, v.formatOptions, v.schema, v.metadataColumns, v.partitionKeys, v.primaryKey);
}
template <typename A> void visit(A &a, TaskEntryPoints &v) { a(v.rows, v.decode, v.watermark, v.timer, v.flush, v.clock); }
template <typename A> void visit(A &a, TaskDescriptor &v) {
  a(v.name, v.operatorId, v.inputs, v.outputs, v.sinks, v.entries, v.tables, v.timers, v.generators, v.failureSites,
    v.isSingleton);
}
template <typename A> void visit(A &a, PipelineDescriptor &v) {
  a(v.name, v.sqlText, v.planHash, v.timeZone, v.cpu, v.compilerVersion, v.sessionOptions, v.tasks, v.exchanges, v.sources,
    v.sinks);
}

std::string verifyTask(const PipelineDescriptor &pipeline, const TaskDescriptor &task) {
  for (const InputDescriptor &input : task.inputs) {
    size_t size = input.kind == InputKind::Exchange ? pipeline.exchanges.size() : pipeline.sources.size();
    if (input.index >= size)
      return "task `" + task.name + "`: input points nowhere";
    if (input.generator != kNoIndex && input.generator >= task.generators.size())
      return "task `" + task.name + "`: watermark generator points nowhere";
  }
  for (uint32_t output : task.outputs)
    if (output >= pipeline.exchanges.size())
      return "task `" + task.name + "`: output points nowhere";
  for (uint32_t sink : task.sinks)
    if (sink >= pipeline.sinks.size())
      return "task `" + task.name + "`: sink points nowhere";
  if (task.entries.watermark == kNoEntryPoint)
    return "task `" + task.name + "`: no watermark entry point";
  if (!task.timers.empty() && task.entries.timer == kNoEntryPoint)
    return "task `" + task.name + "`: timers without an entry point";
  for (const StateTableDescriptor &table : task.tables)
    if (table.kind == StateKind::Slices && (table.window.sliceMs <= 0 || table.window.slideMs <= 0 || table.window.sizeMs <= 0))
      return "table `" + table.name + "`: a window size is not positive";
  return {};
}

} // namespace

std::string verify(const PipelineDescriptor &pipeline) {
  std::vector<int> writers(pipeline.exchanges.size()), readers(pipeline.exchanges.size());
  for (const TaskDescriptor &task : pipeline.tasks) {
    if (std::string wrong = verifyTask(pipeline, task); !wrong.empty())
      return wrong;
    for (const InputDescriptor &input : task.inputs)
      if (input.kind == InputKind::Exchange && (++readers[input.index] > 1 || writers[input.index] == 0))
        return "task `" + task.name + "`: an exchange needs one reader, after its writer";
    for (uint32_t output : task.outputs)
      if (++writers[output] > 1)
        return "task `" + task.name + "`: an exchange needs one writer";
  }
  for (size_t i = 0; i < writers.size(); ++i) {
    if (writers[i] != 1 || readers[i] != 1)
      return "exchange " + std::to_string(i) + " is not connected at both ends";
    for (uint32_t column : pipeline.exchanges[i].keyColumns)
      if (column >= pipeline.exchanges[i].schema.size())
        return "exchange " + std::to_string(i) + ": key column points nowhere";
  }
  for (const SinkDescriptor &sink : pipeline.sinks)
    for (uint32_t column : sink.primaryKey)
      if (column >= sink.schema.size())
        return "sink `" + sink.table + "`: key column points nowhere";
  return {};
}

std::string serialize(const PipelineDescriptor &descriptor) {
  Writer writer;
  writer.bytes.assign(kMagic, sizeof(kMagic));
  writer.number(kDescriptorVersion);
  visit(writer, const_cast<PipelineDescriptor &>(descriptor));
  return std::move(writer.bytes);
}

std::optional<PipelineDescriptor> deserialize(std::string_view bytes) {
  if (bytes.size() < sizeof(kMagic) || std::memcmp(bytes.data(), kMagic, sizeof(kMagic)) != 0)
    return std::nullopt;
  Reader reader(bytes.substr(sizeof(kMagic)));
  PipelineDescriptor descriptor;
  descriptor.version = static_cast<uint32_t>(reader.number());
  if (reader.failed || descriptor.version != kDescriptorVersion)
    return std::nullopt;
  visit(reader, descriptor);
  if (reader.failed || !reader.isAtEnd() || !verify(descriptor).empty())
    return std::nullopt;
  return descriptor;
}

} // namespace millrace
