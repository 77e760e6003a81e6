// <task>_decode: the loop of fast kernels that runtime/abi/FormatAbi.def describes, with the complete decoder behind it.
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/TaskEmitter.h"
#include "runtime/abi/DecodeCursor.h"
#include "runtime/abi/DecodeKernels.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::LogicalResult;
using mlir::success;
using mlir::Value;

namespace {

/// A value kernel: `mr_<format>_<suffix>(cursor, [field,] value, constants…)`.
struct ValueKernel {
  std::string_view suffix;
  llvm::SmallVector<int32_t, 2> constants;
  bool takesField = false;
};

/// Where a column is decoded to. NULL has a zero value.
struct ColumnSlot {
  Form form;
  Value value;
  Value isNull; // one byte
};

class DecodeLoop {
public:
  using Columns = llvm::function_ref<Scalar(uint32_t)>;

  /// `rows`: takes the complete decoder's packed rows.
  DecodeLoop(Code &code, const SourceDescriptor &source, unsigned input, LLVM::LLVMFuncOp rows)
      : code_(code), source_(source), input_(input), rows_(rows), isJson_(source.format == "json") {}

  LogicalResult emit(llvm::function_ref<LogicalResult(Columns)> chain);

private:
  Value call(llvm::StringRef suffix, llvm::ArrayRef<Value> more = {});
  ValueKernel kernelOf(const Type &type) const;
  void setNull(const ColumnSlot &slot);
  void decode(uint32_t column, mlir::Block *next, mlir::Block *surprise);
  bool skipsBefore(size_t next);
  Value step(bool skips);
  void likely(Value condition, mlir::Block *yes, mlir::Block *no, mlir::ValueRange noArguments = {});
  void jump(Value to, mlir::Block *otherwise, llvm::ArrayRef<int32_t> cases, llvm::ArrayRef<mlir::Block *> blocks);
  void jsonFields(mlir::Block *again, mlir::Block *complete, mlir::Block *slow);
  void csvFields(mlir::Block *complete, mlir::Block *slow);
  void slowRecord();
  Scalar column(uint32_t place);

  Code &code_;
  const SourceDescriptor &source_;
  unsigned input_;
  LLVM::LLVMFuncOp rows_;
  bool isJson_;
  Value cursor_;
  llvm::SmallVector<ColumnSlot> slots_;
};

} // namespace

Value DecodeLoop::call(llvm::StringRef suffix, llvm::ArrayRef<Value> more) {
  llvm::SmallVector<Value> arguments = {cursor_};
  arguments.append(more.begin(), more.end());
  return code_.call(((isJson_ ? "mr_json_" : "mr_csv_") + suffix).str(), arguments);
}

ValueKernel DecodeLoop::kernelOf(const Type &type) const {
  bool isLong = type.precision > kCompactTimestampPrecision;
  llvm::SmallVector<int32_t, 2> standard;
  if (isJson_)
    standard.push_back(optionOr(source_.formatOptions, "timestamp-format.standard", "SQL") == "ISO-8601" ? kTimestampIso : kTimestampSql);
  switch (type.kind) {
  case TypeKind::Boolean:
    return {"bool", {}};
  case TypeKind::TinyInt:
    return {"i8", {}};
  case TypeKind::SmallInt:
    return {"i16", {}};
  case TypeKind::Int:
  case TypeKind::IntervalMonth:
    return {"i32", {}};
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
    return {"i64", {}};
  case TypeKind::Float:
    return {"float", {}};
  case TypeKind::Double:
    return {"double", {}};
  case TypeKind::Decimal:
    return {type.precision <= kCompactDecimalPrecision ? "decimal64" : "decimal128", {type.precision, type.scale}};
  case TypeKind::Char:
  case TypeKind::VarChar:
    return {"string", {}};
  case TypeKind::Date:
    return {"date", {}};
  case TypeKind::Time:
    return isJson_ ? ValueKernel{"time", {}} : ValueKernel{"time", {type.precision}};
  case TypeKind::Timestamp:
    return {isLong ? "timestamp" : "timestamp_ms", standard};
  case TypeKind::TimestampLtz:
    return {isLong ? "timestamp_ltz" : "timestamp_ltz_ms", standard};
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return {isJson_ ? "bytes" : "surprise", {}};
  default:
    return isJson_ ? ValueKernel{"nested", {}, true} : ValueKernel{"surprise", {}};
  }
}

void DecodeLoop::setNull(const ColumnSlot &slot) {
  code_.store(code_.i8(1), slot.isNull);
  for (auto [index, part] : llvm::enumerate(slot.form.parts))
    code_.store(code_.zero(part), slot.value, static_cast<int64_t>(8 * index), 8);
}

// Decodes the value at the cursor and goes on to `next`, or to `surprise`.
void DecodeLoop::decode(uint32_t column, mlir::Block *next, mlir::Block *surprise) {
  const ColumnSlot &slot = slots_[column];
  ValueKernel kernel = kernelOf(source_.physicalSchema[column].type);
  if (kernel.suffix == "surprise")
    return code_.jump(surprise);
  llvm::SmallVector<Value> arguments;
  if (kernel.takesField)
    arguments.push_back(code_.i32(column));
  arguments.push_back(slot.value);
  for (int32_t constant : kernel.constants)
    arguments.push_back(code_.i32(constant));
  Value answer = call(llvm::StringRef(kernel.suffix.data(), kernel.suffix.size()), arguments);
  mlir::Block *good = code_.newBlock(), *odd = code_.newBlock();
  likely(code_.equal(answer, code_.i32(kDecodeOk)), good, odd);
  code_.enter(good);
  code_.store(code_.i8(0), slot.isNull);
  code_.jump(next);
  code_.enter(odd);
  setNull(slot);
  code_.branch(code_.equal(answer, code_.i32(kDecodeNull)), next, surprise);
}

void DecodeLoop::likely(Value condition, mlir::Block *yes, mlir::Block *no, mlir::ValueRange noArguments) {
  code_.builder().create<LLVM::CondBrOp>(code_.location(), condition, yes, mlir::ValueRange(), no, noArguments, std::make_pair(1u << 10, 1u));
}

void DecodeLoop::jump(Value to, mlir::Block *otherwise, llvm::ArrayRef<int32_t> cases, llvm::ArrayRef<mlir::Block *> blocks) {
  llvm::SmallVector<mlir::ValueRange> none(blocks.size());
  code_.builder().create<LLVM::SwitchOp>(code_.location(), to, otherwise, mlir::ValueRange(), cases, mlir::BlockRange(blocks), none);
}

// Whether the table declares columns that nobody reads in front of wanted column `next`, behind the one before it. `next` may be the
// record's end. Fields inside of ROW columns have unknown neighbours.
bool DecodeLoop::skipsBefore(size_t next) {
  auto place = [&](size_t column) -> size_t {
    if (column >= slots_.size())
      return source_.fullSchema.size();
    auto found = llvm::find_if(source_.fullSchema, [&](const Field &field) { return field.name == source_.physicalSchema[column].name; });
    return static_cast<size_t>(found - source_.fullSchema.begin());
  };
  size_t first = next == 0 ? 0 : place(next - 1) + 1;
  return place(next) != first || place(next) > source_.fullSchema.size();
}

// Passes the step behind a value, and values that nobody reads: the field that is next.
Value DecodeLoop::step(bool skips) {
  Value field = call("step");
  if (!skips)
    return field;
  mlir::Block *head = code_.newBlock(code_.intType(32)), *skip = code_.newBlock(), *after = code_.newBlock();
  code_.jump(head, field);
  code_.enter(head);
  field = head->getArgument(0);
  likely(code_.equal(field, code_.i32(kJsonSkip)), skip, after);
  code_.enter(skip);
  code_.jump(head, call("skip"));
  code_.enter(after);
  return field;
}

// Fields are expected as the table declares them, in straight code. Any other order that was learned goes through a switch; columns that
// it lacks are NULL.
void DecodeLoop::jsonFields(mlir::Block *again, mlir::Block *complete, mlir::Block *slow) {
  mlir::Type i32 = code_.intType(32);
  size_t count = slots_.size();
  mlir::Block *other = code_.newBlock(i32), *end = code_.newBlock(), *surprise = code_.newBlock();
  llvm::SmallVector<mlir::Block *> columns, leave, clear;
  for (size_t column = 0; column <= count; ++column) {
    columns.push_back(column < count ? code_.newBlock() : end);
    leave.push_back(code_.newBlock(i32));
    clear.push_back(code_.newBlock(i32));
  }
  Value isStraight = code_.stack(1);
  auto expect = [&](size_t column) {
    Value field = step(skipsBefore(column));
    likely(code_.equal(field, code_.i32(column < count ? static_cast<int64_t>(column) : kJsonEnd)), columns[column], leave[column], field);
  };
  code_.enter(again);
  code_.store(code_.i8(1), isStraight);
  expect(0);
  for (size_t column = 0; column <= count; ++column) {
    // Straight code has set the columns up to here. Behind the switch, it is only known which are set when the record ends.
    code_.enter(leave[column]);
    Value field = leave[column]->getArgument(0), straight = code_.load(code_.intType(8), isStraight);
    code_.branch(code_.isZero(straight), other, field, clear[column], field);
    code_.enter(clear[column]);
    field = clear[column]->getArgument(0);
    if (column == count) {
      code_.store(code_.i8(0), isStraight);
      code_.jump(other, field);
      break;
    }
    setNull(slots_[column]);
    code_.jump(clear[column + 1], field);
    mlir::Block *next = code_.newBlock();
    code_.enter(columns[column]);
    decode(static_cast<uint32_t>(column), next, surprise);
    code_.enter(next);
    expect(column + 1);
  }
  mlir::Block *skip = code_.newBlock(), *more = code_.newBlock();
  llvm::SmallVector<int32_t> fields = {kJsonEnd, kJsonSkip, kJsonMore};
  llvm::SmallVector<mlir::Block *> blocks = {end, skip, more};
  for (size_t column = 0; column < count; ++column) {
    fields.push_back(static_cast<int32_t>(column));
    blocks.push_back(columns[column]);
  }
  code_.enter(other);
  jump(other->getArgument(0), surprise, fields, blocks);
  code_.enter(skip);
  code_.jump(other, call("skip"));
  code_.enter(more);
  code_.jump(other, call("step"));
  code_.enter(end);
  likely(code_.equal(call("finish"), code_.i32(kDecodeOk)), complete, surprise);
  code_.enter(surprise);
  code_.branch(code_.isZero(call("retry")), slow, again);
}

// Fields come as the table declares them.
void DecodeLoop::csvFields(mlir::Block *complete, mlir::Block *slow) {
  auto unlessSurprised = [&](Value answer, mlir::Block *next) {
    code_.branch(code_.equal(answer, code_.i32(kDecodeSurprise)), slow, next);
  };
  for (const ColumnSlot &slot : slots_)
    setNull(slot);
  for (const Field &declared : source_.fullSchema) {
    auto wanted = llvm::find_if(source_.physicalSchema, [&](const Field &field) { return field.name == declared.name; });
    mlir::Block *next = code_.newBlock();
    if (wanted != source_.physicalSchema.end())
      decode(static_cast<uint32_t>(wanted - source_.physicalSchema.begin()), next, slow);
    else
      unlessSurprised(call("skip"), next);
    code_.enter(next);
  }
  unlessSurprised(call("end"), complete);
}

void DecodeLoop::slowRecord() {
  Value rows = code_.stack(8), size = code_.stack(8);
  code_.returnIfNonzero(call("slow", {rows, size}));
  Value sizeBytes = code_.load(code_.intType(64), size, 0, 8);
  code_.when(code_.invert(code_.isZero(sizeBytes)), [&] {
    code_.callChecked(rows_, {code_.load(code_.pointerType(), rows, 0, 8), sizeBytes});
  });
}

Scalar DecodeLoop::column(uint32_t place) {
  const ColumnSlot &slot = slots_[place];
  Scalar scalar;
  for (auto [index, part] : llvm::enumerate(slot.form.parts))
    scalar.parts.push_back(code_.load(part, slot.value, static_cast<int64_t>(8 * index), 8));
  if (slot.form.nullable)
    scalar.isNull = code_.load(code_.intType(1), slot.isNull);
  return scalar;
}

LogicalResult DecodeLoop::emit(llvm::function_ref<LogicalResult(Columns)> chain) {
  Value input = code_.argument(1);
  mlir::Type pointer = code_.pointerType(), i64 = code_.intType(64);
  size_t countOffset = isJson_ ? offsetof(JsonCursor, recordCount) : offsetof(CsvCursor, recordCount);
  cursor_ = code_.stack(sizeof(JsonCursor));
  for (const Field &field : source_.physicalSchema)
    slots_.push_back({formOf(code_.context(), field.type), code_.stack(16), code_.stack(1)});
  Value reader = code_.call("mr_source_reader", {code_.task(), code_.i32(input_)});
  call("open", {reader, code_.load(pointer, input, offsetof(DecodeCursor, position), 8), code_.load(pointer, input, offsetof(DecodeCursor, end), 8)});

  mlir::Block *head = code_.newBlock(), *again = code_.newBlock(), *complete = code_.newBlock(), *slow = code_.newBlock();
  mlir::Block *goOn = code_.newBlock(), *done = code_.newBlock();
  code_.jump(head);
  code_.enter(head);
  jump(call("begin"), done, {kRecordFast, kRecordSlow}, {again, slow});
  if (isJson_) {
    jsonFields(again, complete, slow);
  } else {
    code_.enter(again);
    csvFields(complete, slow);
  }

  code_.enter(complete);
  // The complete decoder reports a NOT NULL column without a value.
  for (const ColumnSlot &slot : slots_) {
    if (slot.form.nullable)
      continue;
    mlir::Block *next = code_.newBlock();
    code_.branch(code_.load(code_.intType(1), slot.isNull), slow, next);
    code_.enter(next);
  }
  if (mlir::failed(chain([&](uint32_t place) { return column(place); })))
    return mlir::failure();
  code_.call("mr_arena_reset", code_.task());
  code_.jump(goOn);
  code_.enter(slow);
  slowRecord();
  code_.jump(goOn);
  code_.enter(goOn);
  code_.branch(code_.call("mr_should_yield", code_.task()), done, head);

  code_.enter(done);
  code_.store(code_.load(pointer, cursor_, 0, 8), input, offsetof(DecodeCursor, position), 8);
  Value before = code_.load(i64, input, offsetof(DecodeCursor, recordCount), 8);
  Value count = code_.load(i64, cursor_, static_cast<int64_t>(countOffset), 8);
  code_.store(code_.add(before, count), input, offsetof(DecodeCursor, recordCount), 8);
  code_.leaveOk();
  return success();
}

// int32_t <task>_decode_k(ctx, cursor): chunks of one source.
LogicalResult TaskEmitter::emitDecoder(unsigned input, LLVM::LLVMFuncOp function, LLVM::LLVMFuncOp rows) {
  SourceDescriptor &source = pipeline_.descriptor.sources[task_.inputs[input].index];
  source.hasGeneratedDecoder = true;
  auto op = mlir::cast<flow::SourceOp>(plan_.inputs[input]);
  Code code(pipeline_.module, function, &task_);
  code.setLocation(op.getLoc());
  return DecodeLoop(code, source, input, rows).emit([&](DecodeLoop::Columns column) {
    return emitSourceColumns(code, op, source.physicalSchema, code.i8(static_cast<int8_t>(RowKind::Insert)), column);
  });
}

// The task's one decode entry serves all its sources.
LogicalResult TaskEmitter::emitDecodeEntry(llvm::ArrayRef<LLVM::LLVMFuncOp> inputs) {
  mlir::Type pointer = LLVM::LLVMPointerType::get(context());
  llvm::SmallVector<std::pair<unsigned, LLVM::LLVMFuncOp>> decoders;
  for (auto [index, input] : llvm::enumerate(plan_.inputs)) {
    const InputDescriptor &described = task_.inputs[index];
    if (!mlir::isa<flow::SourceOp>(input))
      continue;
    const std::string &format = pipeline_.descriptor.sources[described.index].format;
    if (format != "json" && format != "csv")
      continue;
    auto place = static_cast<unsigned>(index);
    LLVM::LLVMFuncOp function = makeFunction("_decode_" + std::to_string(place), pointer, /*isEntry=*/false);
    if (mlir::failed(emitDecoder(place, function, inputs[place])))
      return mlir::failure();
    decoders.emplace_back(place, function);
  }
  if (decoders.empty())
    return success();
  LLVM::LLVMFuncOp entry = makeFunction("_decode", {mlir::IntegerType::get(context(), 32), pointer}, /*isEntry=*/true);
  task_.entries.decode = addEntry(entry);
  Code code(pipeline_.module, entry, &task_);
  for (auto [place, function] : decoders)
    code.when(code.equal(code.argument(1), code.i32(place)), [&] { code.callChecked(function, code.argument(2)); });
  code.leaveOk();
  return success();
}

} // namespace millrace::lower
