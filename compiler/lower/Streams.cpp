// Emission functions: what happens with one row of a stream.
#include "compiler/lower/TaskEmitter.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

llvm::SmallVector<Form> formsOf(flow::StreamType stream) {
  llvm::SmallVector<Form> forms;
  for (rel::ColumnAttr column : stream.getColumns())
    forms.push_back(formOf(column.getType()));
  return forms;
}

Schema schemaOf(flow::StreamType stream, llvm::ArrayRef<unsigned> columns) {
  Schema schema;
  for (unsigned column : columns)
    schema.push_back({stream.getColumns()[column].getName().str(), sql::toAbi(stream.getColumns()[column].getType())});
  return schema;
}

// Whether a stream's rows come with the hash of their keys: behind an exchange, and in front of it where a local phase knows it.
static bool isHashed(Value stream) {
  if (auto window = stream.getDefiningOp<flow::WindowAggregateOp>())
    return window.getPhase() == "local";
  auto exchange = stream.getDefiningOp<flow::ExchangeOp>();
  return exchange && exchange.getKind() == flow::ExchangeKind::Hash;
}

void TaskEmitter::declareStream(Value stream) {
  StreamFunction made;
  made.takesHash = isHashed(stream);
  mlir::OpBuilder builder(context());
  llvm::SmallVector<mlir::Type> arguments = {builder.getI8Type()};
  if (made.takesHash)
    arguments.push_back(builder.getI64Type());
  llvm::SmallVector<Form> forms = formsOf(rel::streamOf(stream));
  for (unsigned column : pipeline_.live.of(stream))
    arguments.append(forms[column].flattened());
  made.function = pipeline_.module.makeFunction("stream_" + std::to_string(pipeline_.streamCount++), arguments, /*isEntry=*/false);
  streams_[stream] = made;
}

mlir::LogicalResult TaskEmitter::defineStream(Value stream) {
  StreamFunction made = streams_[stream];
  Code code(pipeline_.module, made.function, &task_);
  if (mlir::Operation *producer = stream.getDefiningOp())
    code.setLocation(producer->getLoc());
  llvm::SmallVector<Form> forms = formsOf(rel::streamOf(stream));
  Row row;
  row.columns.resize(forms.size());
  mlir::ValueRange arguments = code.arguments().drop_front();
  row.kind = arguments.front();
  arguments = arguments.drop_front();
  if (made.takesHash) {
    row.hash = arguments.front();
    arguments = arguments.drop_front();
  }
  for (unsigned column : pipeline_.live.of(stream))
    row.columns[column] = takeScalar(forms[column], arguments);
  llvm::SmallVector<mlir::OpOperand *> uses;
  for (mlir::OpOperand &use : stream.getUses())
    uses.push_back(&use);
  for (mlir::OpOperand *use : llvm::reverse(uses)) { // uses are listed last first
    code.setLocation(use->getOwner()->getLoc());
    if (mlir::failed(emitReader(code, *use, row)))
      return failure();
  }
  code.leaveOk();
  return success();
}

void TaskEmitter::callStream(Code &code, Value stream, const Row &row) {
  StreamFunction made = streams_[stream];
  llvm::SmallVector<Value> arguments = {row.kind};
  if (made.takesHash)
    arguments.push_back(row.hash);
  for (unsigned column : pipeline_.live.of(stream))
    row.columns[column].flattenInto(arguments);
  code.callChecked(made.function, arguments);
}

mlir::LogicalResult TaskEmitter::emitReader(Code &code, mlir::OpOperand &use, const Row &row) {
  return llvm::TypeSwitch<mlir::Operation *, mlir::LogicalResult>(use.getOwner())
      .Case<flow::ChainOp>([&](auto op) { return emitChain(code, op, row); })
      .Case<flow::WatermarkOp>([&](auto op) { return emitWatermark(code, op, row); })
      .Case<flow::UnionOp>([&](flow::UnionOp op) {
        callStream(code, op.getResult(), {row.kind, {}, row.columns});
        return success();
      })
      .Case<flow::ExchangeOp>([&](flow::ExchangeOp op) {
        emitExchange(code, op, row);
        return success();
      })
      .Case<flow::ProcessOp>([&](auto op) { return emitProcessInput(code, op, use.getOperandNumber(), row); })
      .Case<flow::WindowAggregateOp>([&](auto op) { return emitWindowRow(code, op, row); })
      .Case<flow::SinkOp>([&](auto op) { return emitSink(code, op, row); })
      .Default([](mlir::Operation *op) { return op->emitOpError("reads a stream but cannot be lowered"); });
}

void TaskEmitter::bindColumns(ScalarEmitter &scalars, mlir::Block &block, unsigned first, const Row &row) {
  for (auto [index, column] : llvm::enumerate(row.columns))
    if (!block.getArgument(first + static_cast<unsigned>(index)).use_empty())
      scalars.set(block.getArgument(first + static_cast<unsigned>(index)), column);
}

Row TaskEmitter::rowOf(ScalarEmitter &scalars, Value stream, Value kind, mlir::ValueRange values) {
  llvm::SmallVector<Form> forms = formsOf(rel::streamOf(stream));
  Row row{kind, {}, llvm::SmallVector<Scalar>(forms.size())};
  for (unsigned column : pipeline_.live.of(stream))
    row.columns[column] = scalars.as(values[column], forms[column]);
  return row;
}

mlir::LogicalResult TaskEmitter::emitFlowEmit(ScalarEmitter &scalars, flow::EmitOp op, Value hash) {
  mlir::Operation *around = op->getParentOp();
  while (!mlir::isa<flow::ChainOp, flow::ProcessOp, flow::WindowAggregateOp>(around))
    around = around->getParentOp();
  Value stream = around->getResult(op.getOutput());
  if (stream.use_empty())
    return success();
  Row row = rowOf(scalars, stream, scalars.get(op.getKind()).parts[0], op.getValues());
  row.hash = hash;
  callStream(scalars.code(), stream, row);
  return success();
}

mlir::LogicalResult TaskEmitter::emitChain(Code &code, flow::ChainOp op, const Row &row) {
  ScalarEmitter scalars(code, [&](ScalarEmitter &inner, mlir::Operation *operation) -> mlir::LogicalResult {
    if (auto emit = mlir::dyn_cast<flow::EmitOp>(operation))
      return emitFlowEmit(inner, emit);
    if (auto unnest = mlir::dyn_cast<flow::UnnestOp>(operation))
      return emitUnnest(inner, unnest);
    return operation->emitOpError("cannot stand in a chain");
  });
  mlir::Block &body = op.getBody().front();
  scalars.set(body.getArgument(0), {{row.kind}, {}});
  bindColumns(scalars, body, 1, row);
  return scalars.emitBlock(body);
}

// Flink's order: a NULL event time fails, then the row goes on, then its watermark is considered.
mlir::LogicalResult TaskEmitter::emitWatermark(Code &code, flow::WatermarkOp op, const Row &row) {
  const Scalar &time = row.columns[op.getColumn()];
  if (time.isNull) {
    mlir::Block *out = code.newBlock(), *on = code.newBlock();
    code.branch(time.isNull, out, on);
    code.enter(out);
    code.leave(code.call("mr_fail_null_rowtime", {code.task(), code.failureSite()}));
    code.enter(on);
  }
  callStream(code, op.getResult(), {row.kind, {}, row.columns});
  ScalarEmitter scalars(code, [](ScalarEmitter &, mlir::Operation *operation) {
    return operation->emitOpError("cannot stand in a watermark expression");
  });
  mlir::Block &delay = op.getDelay().front();
  bindColumns(scalars, delay, 0, row);
  if (mlir::failed(scalars.emitBlock(delay)))
    return failure();
  code.setLocation(op.getLoc());
  Scalar candidate = scalars.get(delay.getTerminator()->getOperand(0));
  auto observe = [&] {
    fireIfAdvanced(code, code.call("mr_watermark_observe", {code.task(), code.i32(generators_[op]), candidate.parts[0]}));
  };
  if (candidate.isNull)
    code.when(code.invert(candidate.isNull), observe);
  else
    observe();
  return success();
}

void TaskEmitter::emitExchange(Code &code, flow::ExchangeOp op, const Row &row) {
  uint32_t exchange = pipeline_.exchangeIndex[op];
  auto place = llvm::find(task_.outputs, exchange);
  llvm::SmallVector<unsigned> live = pipeline_.live.of(op.getResult());
  llvm::SmallVector<Form> all = formsOf(rel::streamOf(op.getInput())), forms;
  llvm::SmallVector<Scalar> columns;
  for (unsigned column : live) {
    forms.push_back(all[column]);
    columns.push_back(row.columns[column]);
  }
  llvm::SmallVector<Form> keyForms;
  llvm::SmallVector<Scalar> keys;
  for (int32_t key : op.getKeys()) {
    keyForms.push_back(all[static_cast<unsigned>(key)]);
    keys.push_back(row.columns[static_cast<unsigned>(key)]);
  }
  bool isKnown = row.hash && op.getInput().getDefiningOp<flow::WindowAggregateOp>(); // a local phase: its key is the exchange's
  Value hash = keys.empty() ? code.i64(0) : isKnown ? row.hash : makeKey(code, keyForms, keys, {}).hash;
  SlotPlan plan = rowPlan(schemaOf(rel::streamOf(op.getInput()), live));
  Value size = packedSize(code, plan, forms, columns);
  Value bytes = code.call("mr_emit_reserve", {code.task(), code.i32(place - task_.outputs.begin()), hash, code.truncate(size, code.intType(32))});
  code.store(row.kind, bytes, offsetof(RowHeader, kind));
  writePacked(code, plan, forms, columns, bytes);
}

} // namespace millrace::lower
