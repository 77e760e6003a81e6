// A task's entry points and the order of its functions.
#include "compiler/lower/State.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

LLVM::LLVMFuncOp TaskEmitter::makeFunction(const std::string &suffix, llvm::ArrayRef<mlir::Type> arguments, bool isEntry) {
  return pipeline_.module.makeFunction(task_.name + suffix, arguments, isEntry);
}

uint32_t TaskEmitter::addEntry(LLVM::LLVMFuncOp function) {
  pipeline_.entrySymbols.push_back(function.getName().str());
  return static_cast<uint32_t>(pipeline_.entrySymbols.size() - 1);
}

mlir::LogicalResult TaskEmitter::emit() {
  for (mlir::Operation *operation : plan_.operations) {
    if (auto op = mlir::dyn_cast<flow::ProcessOp>(operation); op && mlir::failed(declareProcess(op)))
      return failure();
    if (auto op = mlir::dyn_cast<flow::WindowAggregateOp>(operation); op && mlir::failed(declareWindow(op)))
      return failure();
    if (auto op = mlir::dyn_cast<flow::WatermarkOp>(operation))
      generators_[op] = static_cast<uint32_t>(generators_.size());
  }
  llvm::SmallVector<Value> streams;
  for (mlir::Operation *input : plan_.inputs)
    if (mlir::isa<flow::ExchangeOp>(input))
      streams.push_back(input->getResult(0));
  for (mlir::Operation *operation : plan_.operations)
    for (Value result : operation->getResults())
      streams.push_back(result);
  for (Value stream : streams)
    declareStream(stream);
  fire_ = makeFunction("_watermark", mlir::IntegerType::get(context(), 64), /*isEntry=*/true);
  task_.entries.watermark = addEntry(fire_);
  for (Value stream : streams)
    if (mlir::failed(defineStream(stream)))
      return failure();
  if (mlir::failed(defineFire()) || mlir::failed(emitRowsEntry()) || mlir::failed(emitFlushEntry()) || mlir::failed(emitClockEntry()))
    return failure();
  return timers_.empty() ? success() : emitTimerEntry();
}

mlir::LogicalResult TaskEmitter::defineFire() {
  Code code(pipeline_.module, fire_, &task_);
  Value watermark = code.argument(1);
  bool firedTimers = false;
  for (mlir::Operation *operation : plan_.operations) {
    code.setLocation(operation->getLoc());
    if (auto op = mlir::dyn_cast<flow::WindowAggregateOp>(operation)) {
      if (mlir::failed(fireWindow(code, op, watermark)))
        return failure();
    } else if (auto op = mlir::dyn_cast<flow::ProcessOp>(operation)) {
      // One wheel per task: the first operator with timers fires all of them in order of time.
      if (!op.getTimers().empty() && !firedTimers)
        code.returnIfNonzero(code.call("mr_timers_fire", {code.task(), watermark}));
      firedTimers |= !op.getTimers().empty();
      if (mlir::failed(fireProcess(code, op, watermark)))
        return failure();
    }
  }
  int64_t delayMs = 0;
  for (auto op : plan_.all<flow::ProcessOp>())
    if (auto delay = op->getAttrOfType<mlir::IntegerAttr>(flow::kWatermarkDelayAttr))
      delayMs = std::max<int64_t>(delayMs, delay.getInt());
  if (delayMs > 0)
    watermark = code.select(code.equal(watermark, code.i64(INT64_MAX)), watermark, code.sub(watermark, code.i64(delayMs)));
  code.call("mr_emit_watermark", {code.task(), watermark});
  code.leaveOk();
  return success();
}

void TaskEmitter::fireIfAdvanced(Code &code, Value watermark) {
  Value advanced = code.compare(LLVM::ICmpPredicate::ne, watermark, code.i64(INT64_MIN));
  code.when(advanced, [&] { code.callChecked(fire_, watermark); });
}

// Fetches the index lines of a whole batch before the rows run.
void TaskEmitter::emitPrefetch(Code &code, Value stream, const Schema &schema, Value rows, Value sizeBytes) {
  auto exchange = stream.getDefiningOp<flow::ExchangeOp>();
  if (!exchange || exchange.getKind() != flow::ExchangeKind::Hash)
    return;
  llvm::SmallVector<const TableUse *> tables;
  for (mlir::OpOperand &use : stream.getUses()) {
    auto op = mlir::dyn_cast<flow::ProcessOp>(use.getOwner());
    if (!op || use.getOperandNumber() >= op.getInputs().size() || mlir::cast<mlir::DenseI32ArrayAttr>(op.getKeys()[use.getOperandNumber()]).asArrayRef() != exchange.getKeys())
      continue;
    for (size_t i = 0; i < op.getTables().size(); ++i)
      tables.push_back(&tables_[firstTable_[op] + i]);
  }
  if (tables.empty())
    return;
  llvm::SmallVector<Value> pointers;
  for (const TableUse *table : tables)
    pointers.push_back(code.call(forKind(table->kind, "mr_state_table", "mr_state_map", "mr_state_sorted"), {code.task(), code.i32(table->index)}));
  mlir::Block *head = code.newBlock(code.intType(64)), *body = code.newBlock(), *after = code.newBlock();
  code.jump(head, code.i64(0));
  code.enter(head);
  Value at = head->getArgument(0);
  code.branch(code.compare(LLVM::ICmpPredicate::ult, at, sizeBytes), body, after);
  code.enter(body);
  Value row = code.offset(rows, at);
  Value size = code.zeroExtend(code.load(code.intType(32), row, 0, 8), code.intType(64));
  Value hash = code.load(code.intType(64), row, offsetof(RowHeader, keyHash), 8);
  for (auto [table, pointer] : llvm::zip_equal(tables, pointers))
    code.call(forKind(table->kind, "mr_table_prefetch", "mr_map_prefetch", "mr_sorted_prefetch"), {pointer, hash});
  code.jump(head, code.add(at, size));
  code.enter(after);
}

// int32_t <task>_input_k(ctx, rows, sizeBytes): one batch of one input.
mlir::LogicalResult TaskEmitter::emitInput(unsigned input, LLVM::LLVMFuncOp function) {
  mlir::Operation *producer = plan_.inputs[input];
  Code code(pipeline_.module, function, &task_);
  code.setLocation(producer->getLoc());
  Value rows = code.argument(1), sizeBytes = code.argument(2);
  const InputDescriptor &descriptor = task_.inputs[input];
  bool isExchange = descriptor.kind == InputKind::Exchange;
  Value stream = producer->getResult(0);
  const Schema &schema = isExchange ? pipeline_.descriptor.exchanges[descriptor.index].schema : pipeline_.descriptor.sources[descriptor.index].physicalSchema;
  emitPrefetch(code, stream, schema, rows, sizeBytes);

  mlir::Block *head = code.newBlock(code.intType(64)), *any = code.newBlock(), *mark = code.newBlock(), *row = code.newBlock();
  mlir::Block *next = code.newBlock(), *after = code.newBlock();
  code.jump(head, code.i64(0));
  code.enter(head);
  Value at = head->getArgument(0);
  code.branch(code.compare(LLVM::ICmpPredicate::ult, at, sizeBytes), any, after);
  code.enter(any);
  Value bytes = code.offset(rows, at);
  Value size = code.zeroExtend(code.load(code.intType(32), bytes, 0, 8), code.intType(64));
  Value kind = code.load(code.intType(8), bytes, offsetof(RowHeader, kind));
  Value payload = code.load(code.intType(64), bytes, offsetof(RowHeader, keyHash), 8);
  code.branch(code.equal(kind, code.i8(static_cast<int8_t>(kMarkWatermark))), mark, row);
  code.enter(mark);
  fireIfAdvanced(code, code.call("mr_watermark_merge", {code.task(), code.i32(input), payload}));
  code.jump(next);
  code.enter(row);
  if (isExchange) {
    SlotPlan plan = rowPlan(schema);
    llvm::SmallVector<Form> forms = formsOf(rel::streamOf(stream));
    Row made{kind, payload, llvm::SmallVector<Scalar>(forms.size())};
    for (auto [place, column] : llvm::enumerate(pipeline_.live.of(stream)))
      made.columns[column] = loadColumn(code, forms[column], bytes, plan.slotOffsets[place], plan.nullBitsOffset, static_cast<uint32_t>(place), SlotKind::Relative);
    callStream(code, stream, made);
  } else if (auto source = mlir::dyn_cast<flow::SourceOp>(producer)) {
    if (mlir::failed(emitSourceRow(code, source, schema, bytes, kind)))
      return failure();
  } else {
    SlotPlan plan = rowPlan(schema);
    llvm::SmallVector<Form> forms = formsOf(rel::streamOf(stream));
    Row made{kind, {}, llvm::SmallVector<Scalar>(forms.size())};
    for (unsigned column : pipeline_.live.of(stream))
      made.columns[column] = loadColumn(code, forms[column], bytes, plan.slotOffsets[column], plan.nullBitsOffset, column, SlotKind::Relative);
    callStream(code, stream, made);
  }
  code.jump(next);
  code.enter(next);
  code.jump(head, code.add(at, size));
  code.enter(after);
  code.leaveOk();
  return success();
}

mlir::LogicalResult TaskEmitter::emitRowsEntry() {
  mlir::OpBuilder builder(context());
  mlir::Type pointer = LLVM::LLVMPointerType::get(context());
  llvm::SmallVector<LLVM::LLVMFuncOp> inputs;
  for (unsigned input = 0; input < plan_.inputs.size(); ++input) {
    inputs.push_back(makeFunction("_input_" + std::to_string(input), {pointer, builder.getI64Type()}, /*isEntry=*/false));
    if (mlir::failed(emitInput(input, inputs.back())))
      return failure();
  }
  LLVM::LLVMFuncOp entry = makeFunction("_rows", {builder.getI32Type(), pointer, builder.getI64Type()}, /*isEntry=*/true);
  task_.entries.rows = addEntry(entry);
  Code code(pipeline_.module, entry, &task_);
  for (auto [index, function] : llvm::enumerate(inputs))
    code.when(code.equal(code.argument(1), code.i32(static_cast<int64_t>(index))), [&] { code.callChecked(function, {code.argument(2), code.argument(3)}); });
  code.leaveOk();
  return emitDecodeEntry(inputs);
}

mlir::LogicalResult TaskEmitter::emitTimerEntry() {
  mlir::OpBuilder builder(context());
  mlir::Type pointer = LLVM::LLVMPointerType::get(context()), i32 = builder.getI32Type(), i64 = builder.getI64Type();
  llvm::SmallVector<LLVM::LLVMFuncOp> functions;
  for (auto [index, timer] : llvm::enumerate(timers_)) {
    functions.push_back(makeFunction("_timer_" + std::to_string(index), {i64, i64, pointer, i32}, /*isEntry=*/false));
    if (mlir::failed(defineTimer(timer.op, static_cast<unsigned>(index), functions.back())))
      return failure();
  }
  LLVM::LLVMFuncOp entry = makeFunction("_timer", {i32, i64, i64, pointer, i32}, /*isEntry=*/true);
  task_.entries.timer = addEntry(entry);
  Code code(pipeline_.module, entry, &task_);
  for (auto [index, function] : llvm::enumerate(functions))
    code.when(code.equal(code.argument(1), code.i32(static_cast<int64_t>(index))), [&] {
      code.callChecked(function, {code.argument(2), code.argument(3), code.argument(4), code.argument(5)});
    });
  code.leaveOk();
  return success();
}

} // namespace millrace::lower
