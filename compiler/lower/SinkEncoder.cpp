#include "compiler/lower/SinkEncoder.h"
#include "compiler/lower/Descriptor.h"
#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/PartitionText.h"
#include "runtime/abi/TypeBytes.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::LogicalResult;
using mlir::success;
using mlir::Value;

SinkEncoder::SinkEncoder(ScalarEmitter &scalars, mlir::Operation *at, const SinkDescriptor &sink, Value out)
    : scalars_(scalars), code_(scalars.code()), at_(at), sink_(sink), out_(out) {}

LogicalResult SinkEncoder::record(Value kind, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns) {
  for (auto [form, column] : llvm::zip_equal(forms, columns))
    columns_.push_back({form, column});
  LogicalResult made = success();
  if (sink_.connector == "print")
    made = print(kind);
  else if (sink_.format == "json")
    made = jsonObject();
  else if (sink_.format == "csv")
    made = csv();
  else if (sink_.format == "raw")
    made = raw();
  else if (sink_.format == "changelog-json" || (sink_.format.empty() && sink_.connector == "test"))
    made = changelogJson(kind);
  else if (sink_.format == "debezium-json")
    made = debeziumJson(kind);
  else
    return at_->emitOpError("writes format `") << sink_.format << "`, which no encoder knows";
  flush();
  return made;
}

void SinkEncoder::flush() {
  if (pending_.empty())
    return;
  std::string text = std::move(pending_);
  pending_.clear();
  code_.call("mr_put_bytes", {out_, code_.textPointer(text), code_.i32(static_cast<int64_t>(text.size()))});
}

void SinkEncoder::callPut(llvm::StringRef function, mlir::ValueRange arguments) {
  flush();
  llvm::SmallVector<Value> all = {out_};
  all.append(arguments.begin(), arguments.end());
  code_.call(function, all);
}

bool SinkEncoder::flag(std::string_view option, bool otherwise) const {
  return optionOr(sink_.formatOptions, option, otherwise ? "true" : "false") == "true";
}

LogicalResult SinkEncoder::unsupported(const Operand &column) {
  return at_->emitOpError("writes a value of type ") << toString(column.form.type) << ", which its format cannot hold";
}

Value SinkEncoder::pointerTo(const Operand &column) {
  Value slot = code_.stack(16);
  scalars_.storeKernelForm(column, slot);
  return slot;
}

Value SinkEncoder::constantView(std::string_view text) {
  Value slot = code_.stack(16);
  Scalar view = code_.textScalar(llvm::StringRef(text.data(), text.size()));
  code_.store(view.parts[0], slot, 0, 8);
  code_.store(view.parts[1], slot, 8, 8);
  return slot;
}

LogicalResult SinkEncoder::orNull(const Operand &column, llvm::StringRef nullText, llvm::function_ref<LogicalResult()> present) {
  if (column.scalar.parts.empty()) {
    constant(nullText);
    return success();
  }
  if (!column.scalar.isNull)
    return present();
  flush();
  mlir::Block *null = code_.newBlock(), *value = code_.newBlock(), *after = code_.newBlock();
  code_.branch(column.scalar.isNull, null, value);
  code_.enter(null);
  constant(nullText);
  flush();
  code_.jump(after);
  code_.enter(value);
  if (mlir::failed(present()))
    return failure();
  flush();
  code_.jump(after);
  code_.enter(after);
  return success();
}

// ---- print: +I[a, null]

LogicalResult SinkEncoder::print(Value kind) {
  callPut("mr_print_kind", code_.zeroExtend(kind, code_.intType(32)));
  constant("[");
  for (auto [index, column] : llvm::enumerate(columns_)) {
    if (index)
      constant(", ");
    if (mlir::failed(orNull(column, "null", [&] { return putPrint(column); })))
      return failure();
  }
  constant("]");
  return success();
}

LogicalResult SinkEncoder::putPrint(const Operand &column) {
  Value x = column.scalar.parts[0];
  mlir::Type i64 = code_.intType(64);
  bool isLong = column.form.shape == Shape::LongTimestamp;
  switch (column.form.kind()) {
  case TypeKind::Boolean:
    return callPut("mr_print_bool", x), success();
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
    return callPut("mr_print_i64", code_.signExtend(x, i64)), success();
  case TypeKind::Float:
    return callPut("mr_print_float", x), success();
  case TypeKind::Double:
    return callPut("mr_print_double", x), success();
  case TypeKind::Decimal:
    if (x.getType() == i64)
      callPut("mr_print_decimal64", {x, code_.i32(column.form.type.scale)});
    else
      callPut("mr_print_decimal128", {pointerTo(column), code_.i32(column.form.type.scale)});
    return success();
  case TypeKind::Char:
  case TypeKind::VarChar:
    return callPut("mr_print_string", pointerTo(column)), success();
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return callPut("mr_print_bytes", pointerTo(column)), success();
  case TypeKind::Date:
    return callPut("mr_print_date", x), success();
  case TypeKind::Time:
    return callPut("mr_print_time", x), success();
  case TypeKind::Timestamp:
    return callPut(isLong ? "mr_print_timestamp" : "mr_print_timestamp_ms", isLong ? pointerTo(column) : x), success();
  case TypeKind::TimestampLtz:
    return callPut(isLong ? "mr_print_timestamp_ltz" : "mr_print_timestamp_ltz_ms", isLong ? pointerTo(column) : x), success();
  case TypeKind::IntervalMonth:
    return callPut("mr_print_interval_month", x), success();
  case TypeKind::IntervalDay:
    return callPut("mr_print_interval_day", x), success();
  case TypeKind::Null:
    return unsupported(column);
  default:
    return callPut("mr_print_nested", {pointerTo(column), code_.textPointer(typeBytes(column.form.type))}), success();
  }
}

// ---- the path of a partition (Flink's RowDataPartitionComputer): values as they print

LogicalResult SinkEncoder::partition(llvm::ArrayRef<Operand> keys) {
  std::string defaultName = escapePathName(optionOr(sink_.options, kDefaultPartitionKey, kDefaultPartition));
  Value path = code_.call("mr_partition_begin", out_);
  for (auto [name, key] : llvm::zip_equal(sink_.partitionKeys, keys)) {
    constant(escapePathName(name) + "=");
    auto value = [&]() -> LogicalResult {
      flush();
      Value begin = code_.call("mr_partition_begin", out_);
      if (mlir::failed(putPrint(key)))
        return failure();
      callPut("mr_partition_value", {begin, constantView(defaultName)});
      return success();
    };
    if (mlir::failed(orNull(key, defaultName, value)))
      return failure();
    constant("/");
  }
  callPut("mr_partition_end", path);
  return success();
}

// ---- raw: one column

LogicalResult SinkEncoder::raw() {
  if (columns_.size() != 1)
    return at_->emitOpError("writes several columns, but `raw` holds one");
  return orNull(columns_[0], "", [&] { return putRaw(columns_[0]); });
}

LogicalResult SinkEncoder::putRaw(const Operand &column) {
  Value x = column.scalar.parts[0];
  Value bigEndian = code_.i32(optionOr(sink_.formatOptions, "endianness", "big-endian") == "big-endian");
  if (column.form.kind() == TypeKind::Boolean)
    return callPut("mr_raw_put_bool", x), success();
  if (column.form.isText())
    return callPut("mr_raw_put_string", pointerTo(column)), success();
  if (column.form.isFloating())
    x = code_.bitcast(x, code_.intType(column.form.kind() == TypeKind::Float ? 32 : 64));
  else if (column.form.kind() < TypeKind::TinyInt || column.form.kind() > TypeKind::BigInt)
    return unsupported(column);
  return callPut("mr_raw_put_integer", {code_.signExtend(x, code_.intType(64)), code_.i32(slotSizeBytes(column.form.type)), bigEndian}), success();
}

} // namespace millrace::lower
