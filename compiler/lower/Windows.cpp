// flow.window_aggregate: rows go into slices; windows fire slice by slice when the watermark passes their end.
#include "compiler/lower/WindowCode.h"

#include <numeric>

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

WindowSpec specOf(rel::WindowAttr window) {
  WindowSpec spec;
  spec.sizeMs = window.getSizeMs();
  spec.slideMs = window.getSlideMs();
  spec.offsetMs = window.getOffsetMs();
  switch (window.getKind()) {
  case rel::WindowKind::Hop:
    spec.kind = WindowKind::Hop;
    spec.sliceMs = std::gcd(spec.sizeMs, spec.slideMs);
    break;
  case rel::WindowKind::Cumulate:
    spec.kind = WindowKind::Cumulate;
    spec.sliceMs = spec.slideMs;
    break;
  default:
    spec.kind = WindowKind::Tumble;
    spec.slideMs = spec.sliceMs = spec.sizeMs;
  }
  return spec;
}

bool isOfProcessingTime(flow::WindowAggregateOp op) {
  auto columns = rel::streamOf(op.getInput()).getColumns();
  return columns[static_cast<size_t>(op.getWindow().getTimeColumn())].getTime() == rel::TimeKind::ProcTime;
}

// Windows of TIMESTAMP_LTZ begin at the session zone's full hours and days.
static bool isZoned(flow::WindowAggregateOp op) {
  if (op.getPhase() == "global")
    return op.getZoned();
  rel::ColumnAttr column = rel::streamOf(op.getInput()).getColumns()[static_cast<size_t>(op.getWindow().getTimeColumn())];
  return sql::toAbi(column.getType()).kind == TypeKind::TimestampLtz;
}

mlir::LogicalResult TaskEmitter::declareWindow(flow::WindowAggregateOp op) {
  if (op.getWindow().getKind() == rel::WindowKind::Session)
    return op.emitOpError("has a session window, which cannot be lowered yet");
  auto columns = rel::streamOf(op.getInput()).getColumns();
  bool isLocal = op.getPhase() == "local";
  StateTableDescriptor table;
  table.kind = StateKind::Slices;
  table.name = table.account = isLocal ? "local-window-aggregate" : "window-aggregate";
  table.operatorId = op.getOperatorId().str();
  table.bound = op.getStateBound().str();
  for (int32_t key : op.getKeys()) {
    rel::ColumnAttr column = columns[static_cast<size_t>(key)];
    table.key.push_back({column.getName().str(), sql::toAbi(column.getType())});
    if (mlir::failed(checkKey(op.getLoc(), table.key.back().type)))
      return mlir::failure();
  }
  for (auto [index, type] : llvm::enumerate(op.getAccumulator().getAsValueRange<mlir::TypeAttr>()))
    table.value.push_back({"a" + std::to_string(index), sql::toAbi(type)});
  table.window = specOf(op.getWindow());
  table.isKeyed = !isLocal;
  if (isLocal)
    flushes_[op] = makeFunction("_flush_" + std::to_string(flushes_.size()), {}, /*isEntry=*/false);
  firstTable_[op] = static_cast<uint32_t>(tables_.size());
  tables_.push_back(describeTable(context(), static_cast<uint32_t>(task_.tables.size()), table));
  task_.tables.push_back(std::move(table));
  return success();
}

WindowCode::WindowCode(TaskEmitter &task, Code &code, flow::WindowAggregateOp op)
    : task_(task), code_(code), op_(op), use_(task.tables_[task.firstTable_[op]]),
      scalars_(code, [this](ScalarEmitter &inner, mlir::Operation *operation) -> mlir::LogicalResult {
        if (auto emit = mlir::dyn_cast<flow::EmitOp>(operation))
          return task_.emitFlowEmit(inner, emit, hash_);
        return operation->emitOpError("cannot stand in a window aggregation");
      }) {
  slices_ = code_.call("mr_state_slices", {code_.task(), code_.i32(use_.index)});
  for (int32_t key : op_.getKeys())
    keyForms_.push_back(formOf(rel::streamOf(op_.getInput()).getColumns()[static_cast<size_t>(key)].getType()));
}

// End of the row's slice; a NULL time fails. What a local phase sent says it itself.
Value WindowCode::sliceOf(const Row &row) {
  WindowSpec spec = specOf(op_.getWindow());
  if (isOfProcessingTime(op_)) {
    Value now = code_.call("mr_zone_local_ms", {functionContext(), code_.call("mr_processing_time", code_.task())});
    return code_.call("mr_slice_end", {code_.call("mr_slices_now", {slices_, now}), code_.i64(spec.sliceMs), code_.i64(spec.offsetMs)});
  }
  const Scalar &time = row.columns[static_cast<size_t>(op_.getWindow().getTimeColumn())];
  if (time.isNull) {
    mlir::Block *out = code_.newBlock(), *on = code_.newBlock();
    code_.branch(time.isNull, out, on);
    code_.enter(out);
    code_.leave(code_.call("mr_fail_null_rowtime", {code_.task(), code_.failureSite()}));
    code_.enter(on);
  }
  if (isGlobal())
    return time.parts[0];
  Value ms = isZoned(op_) ? code_.call("mr_zone_local_ms", {functionContext(), time.parts[0]}) : time.parts[0];
  return code_.call("mr_slice_end", {ms, code_.i64(spec.sliceMs), code_.i64(spec.offsetMs)});
}

Value WindowCode::watermarkInZone(Value watermark) {
  return isZoned(op_) ? code_.call("mr_zone_local_watermark", {functionContext(), watermark}) : watermark;
}

KeyBytes WindowCode::keyOf(const Row &row) {
  llvm::SmallVector<Scalar> keys;
  for (int32_t key : op_.getKeys())
    keys.push_back(row.columns[static_cast<size_t>(key)]);
  auto exchange = op_.getInput().getDefiningOp<flow::ExchangeOp>();
  bool hashFits = exchange && exchange.getKeys() == op_.getKeys();
  return makeKey(code_, keyForms_, keys, hashFits ? row.hash : Value());
}

// The table is needed for storing bytes only.
StateValue WindowCode::entryOf(Value slice, Value pointer) {
  bool hasBytes = llvm::any_of(use_.value, [](const Form &form) { return form.shape == Shape::Text || form.shape == Shape::Nested; });
  return {use_, pointer, hasBytes ? code_.call("mr_slices_table", {slices_, slice}) : Value()};
}

// What a region without its own emitter state yields; block arguments are bound.
mlir::FailureOr<llvm::SmallVector<Scalar>> WindowCode::yields(mlir::Block &block) {
  if (mlir::failed(scalars_.emitBlock(block)))
    return failure();
  llvm::SmallVector<Scalar> values;
  for (auto [value, form] : llvm::zip_equal(block.getTerminator()->getOperands(), use_.value))
    values.push_back(scalars_.as(value, form));
  return values;
}

// The accumulator's columns: what `init` yields where the entry is new, else what it holds.
mlir::FailureOr<llvm::SmallVector<Scalar>> WindowCode::newOrLoaded(Value inserted, const StateValue &value) {
  llvm::SmallVector<mlir::Type> types;
  for (const Form &form : use_.value)
    types.append(form.flattened());
  mlir::Block *fresh = code_.newBlock(), *known = code_.newBlock(), *after = code_.newBlock(types);
  code_.branch(inserted, fresh, known);
  code_.enter(fresh);
  auto initial = yields(op_.getInit().front());
  if (mlir::failed(initial))
    return failure();
  // Stored at once, so that an entry is whole whatever the row does next.
  storeAllState(code_, value, *initial, {});
  for (mlir::Block *next : {known, after}) {
    llvm::SmallVector<Value> flat;
    for (const Scalar &scalar : loadAllState(code_, value))
      scalar.flattenInto(flat);
    code_.jump(after, flat);
    code_.enter(next);
  }
  llvm::SmallVector<Scalar> columns;
  mlir::ValueRange arguments = after->getArguments();
  for (const Form &form : use_.value)
    columns.push_back(takeScalar(form, arguments));
  return columns;
}

mlir::FailureOr<llvm::SmallVector<Scalar>> WindowCode::accumulate(const Row &row, llvm::ArrayRef<Scalar> before) {
  mlir::Block &body = op_.getAccumulate().front();
  scalars_.set(body.getArgument(0), {{row.kind}, {}});
  task_.bindColumns(scalars_, body, 1, row);
  unsigned first = 1 + static_cast<unsigned>(row.columns.size());
  for (auto [index, column] : llvm::enumerate(before))
    scalars_.set(body.getArgument(first + static_cast<unsigned>(index)), column);
  return yields(body);
}

mlir::LogicalResult WindowCode::row(const Row &row) {
  Value slice = sliceOf(row);
  if (isLocal())
    return localRow(row, slice);
  if (isOfProcessingTime(op_))
    return timelyRow(row, slice);
  Value lastEnd = code_.call("mr_slices_last_window_end", {slices_, slice});
  Value watermark = watermarkInZone(code_.call("mr_watermark_current", code_.task()));
  mlir::Block *late = code_.newBlock(), *inTime = code_.newBlock(), *after = code_.newBlock();
  code_.branch(code_.compare(LLVM::ICmpPredicate::sle, code_.sub(lastEnd, code_.i64(1)), watermark), late, inTime);
  code_.enter(late);
  Value rows = isGlobal() ? row.columns[*op_.getRowCount()].parts[0] : code_.i64(1);
  code_.call("mr_count_late", {code_.task(), rows});
  code_.jump(after);
  code_.enter(inTime);
  if (mlir::failed(timelyRow(row, slice)))
    return failure();
  code_.jump(after);
  code_.enter(after);
  return success();
}

mlir::LogicalResult WindowCode::timelyRow(const Row &row, Value slice) {
  KeyBytes key = keyOf(row);
  Value inserted = code_.stack(1);
  Value pointer = code_.call("mr_slices_find_or_insert", {slices_, slice, key.hash, key.pointer, key.sizeBytes, inserted});
  StateValue value = entryOf(slice, pointer);
  auto before = newOrLoaded(code_.load(code_.intType(1), inserted), value);
  if (mlir::failed(before))
    return failure();
  auto updated = accumulate(row, *before);
  if (mlir::failed(updated))
    return failure();
  storeAllState(code_, value, *updated, *before);
  return success();
}

mlir::LogicalResult WindowCode::forEachEntry(Value table, llvm::function_ref<mlir::LogicalResult(Value)> body) {
  mlir::Block *head = code_.newBlock(code_.intType(32)), *inside = code_.newBlock(), *after = code_.newBlock();
  code_.jump(head, code_.i32(0));
  code_.enter(head);
  Value entry = code_.call("mr_table_next", {table, head->getArgument(0)});
  code_.branch(code_.equal(entry, code_.i32(-1)), after, inside);
  code_.enter(inside);
  if (mlir::failed(body(entry)))
    return failure();
  code_.jump(head, code_.add(entry, code_.i32(1)));
  code_.enter(after);
  return success();
}

// Adds a slice's entries to what the window's earlier slices gave.
mlir::LogicalResult WindowCode::mergeTable(Value scratch, Value table) {
  return forEachEntry(table, [&](Value entry) -> mlir::LogicalResult {
    Value size = code_.stack(4), inserted = code_.stack(1);
    Value key = code_.call("mr_table_entry_key", {table, entry, size});
    Value hash = code_.call("mr_table_entry_hash", {table, entry});
    llvm::SmallVector<Scalar> other = loadAllState(code_, {use_, code_.call("mr_table_entry_value", {table, entry}), table});
    Value pointer = code_.call("mr_table_find_or_insert", {scratch, hash, key, code_.load(code_.intType(32), size, 0, 4), inserted});
    StateValue value{use_, pointer, scratch};
    mlir::Block *fresh = code_.newBlock(), *known = code_.newBlock(), *after = code_.newBlock();
    code_.branch(code_.load(code_.intType(1), inserted), fresh, known);
    code_.enter(fresh);
    storeAllState(code_, value, other, {});
    code_.jump(after);
    code_.enter(known);
    llvm::SmallVector<Scalar> before = loadAllState(code_, value);
    mlir::Block &merge = op_.getMerge().front();
    unsigned count = static_cast<unsigned>(use_.value.size());
    for (unsigned i = 0; i < count; ++i) {
      scalars_.set(merge.getArgument(i), before[i]);
      scalars_.set(merge.getArgument(count + i), other[i]);
    }
    auto merged = yields(merge);
    if (mlir::failed(merged))
      return failure();
    storeAllState(code_, value, *merged, before);
    code_.jump(after);
    code_.enter(after);
    return success();
  });
}

mlir::LogicalResult WindowCode::emitResult(llvm::SmallVector<Scalar> columns, Value start, Value end) {
  columns.push_back({{start}, {}});
  columns.push_back({{end}, {}});
  mlir::Block &body = op_.getResultBody().front();
  for (auto [argument, column] : llvm::zip_equal(body.getArguments(), columns))
    scalars_.set(argument, column);
  return scalars_.emitBlock(body);
}

mlir::LogicalResult WindowCode::emitTable(Value table, Value start, Value end) {
  return forEachEntry(table, [&](Value entry) -> mlir::LogicalResult {
    Value size = code_.stack(4);
    Value key = code_.call("mr_table_entry_key", {table, entry, size});
    llvm::SmallVector<Scalar> columns = readKey(code_, keyForms_, key, code_.load(code_.intType(32), size, 0, 4));
    columns.append(loadAllState(code_, {use_, code_.call("mr_table_entry_value", {table, entry}), table}));
    if (isLocal())
      hash_ = code_.call("mr_table_entry_hash", {table, entry});
    if (mlir::failed(emitResult(std::move(columns), start, end)))
      return failure();
    // Source tasks fire, and local phases are flushed, in the middle of a row, whose strings may lie in the arena.
    if (task_.generators_.empty() && !isLocal())
      code_.call("mr_arena_reset", code_.task());
    return success();
  });
}

mlir::LogicalResult WindowCode::fire(Value watermark) {
  watermark = watermarkInZone(watermark);
  if (isLocal()) {
    code_.when(code_.call("mr_local_is_due", {slices_, watermark}), [&] { code_.callChecked(task_.flushes_[op_], {}); });
    return success();
  }
  mlir::Block *head = code_.newBlock(), *body = code_.newBlock(), *after = code_.newBlock();
  code_.jump(head);
  code_.enter(head);
  Value end = code_.call("mr_slices_next_window", {slices_, watermark});
  code_.branch(code_.equal(end, code_.i64(INT64_MAX)), after, body);
  code_.enter(body);
  Value start = code_.call("mr_slices_window_start", {slices_, end});
  Value slice = code_.stack(8);
  code_.store(code_.i64(INT64_MIN), slice, 0, 8);
  bool isTumbling = op_.getWindow().getKind() == rel::WindowKind::Tumble;
  Value table = isTumbling ? Value() : code_.call("mr_slices_scratch", slices_);
  mlir::Block *nextSlice = code_.newBlock(), *oneSlice = code_.newBlock(), *closed = code_.newBlock();
  code_.jump(nextSlice);
  code_.enter(nextSlice);
  Value part = code_.call("mr_slices_next_table", {slices_, end, slice});
  Value none = code_.builder().create<LLVM::ICmpOp>(code_.location(), LLVM::ICmpPredicate::eq, part, code_.zero(part.getType()));
  code_.branch(none, closed, oneSlice);
  code_.enter(oneSlice);
  if (mlir::failed(isTumbling ? emitTable(part, start, end) : mergeTable(table, part)))
    return failure();
  code_.jump(nextSlice);
  code_.enter(closed);
  if (!isTumbling && mlir::failed(emitTable(table, start, end)))
    return failure();
  code_.call("mr_slices_close_window", {slices_, end});
  code_.jump(head);
  code_.enter(after);
  return success();
}

mlir::LogicalResult TaskEmitter::emitWindowRow(Code &code, flow::WindowAggregateOp op, const Row &row) {
  return WindowCode(*this, code, op).row(row);
}

// <task>_clock(ctx, wallMs): a window has ended once its last millisecond is over.
mlir::LogicalResult TaskEmitter::emitClockEntry() {
  auto windows = plan_.all<flow::WindowAggregateOp>();
  llvm::erase_if(windows, [](flow::WindowAggregateOp op) { return !isOfProcessingTime(op); });
  if (windows.empty())
    return success();
  LLVM::LLVMFuncOp entry = makeFunction("_clock", mlir::IntegerType::get(context(), 64), /*isEntry=*/true);
  task_.entries.clock = addEntry(entry);
  Code code(pipeline_.module, entry, &task_);
  Value before = code.sub(code.argument(1), code.i64(1));
  for (flow::WindowAggregateOp op : windows) {
    code.setLocation(op.getLoc());
    if (mlir::failed(WindowCode(*this, code, op).fire(before)))
      return failure();
  }
  code.leaveOk();
  return success();
}

mlir::LogicalResult TaskEmitter::fireWindow(Code &code, flow::WindowAggregateOp op, Value watermark) {
  return isOfProcessingTime(op) ? success() : WindowCode(*this, code, op).fire(watermark);
}

} // namespace millrace::lower
