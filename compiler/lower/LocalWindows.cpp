// flow.window_aggregate in phase `local`: partial aggregates in front of an exchange, and when they are sent on.
#include "compiler/lower/WindowCode.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

// One piece of accumulating code for both ways: the row goes on by itself as an aggregate of one, or into its entry.
mlir::LogicalResult WindowCode::localRow(const Row &row, Value slice) {
  KeyBytes key = keyOf(row);
  hash_ = key.hash;
  Value passes = code_.call("mr_local_passes", slices_);
  llvm::SmallVector<mlir::Type> types = {code_.pointerType(), code_.intType(1)};
  for (const Form &form : use_.value)
    types.append(form.flattened());
  mlir::Block *alone = code_.newBlock(), *shared = code_.newBlock(), *ready = code_.newBlock(types);
  code_.branch(passes, alone, shared);

  code_.enter(alone);
  auto initial = yields(op_.getInit().front());
  if (mlir::failed(initial))
    return failure();
  llvm::SmallVector<Value> flat = {code_.zero(code_.pointerType()), code_.i1(false)};
  for (const Scalar &column : *initial)
    column.flattenInto(flat);
  code_.jump(ready, flat);

  code_.enter(shared);
  Value insertedAt = code_.stack(1);
  Value pointer = code_.call("mr_local_find_or_insert", {slices_, slice, key.hash, key.pointer, key.sizeBytes, insertedAt});
  Value inserted = code_.load(code_.intType(1), insertedAt);
  auto found = newOrLoaded(inserted, entryOf(slice, pointer));
  if (mlir::failed(found))
    return failure();
  flat = {pointer, inserted};
  for (const Scalar &column : *found)
    column.flattenInto(flat);
  code_.jump(ready, flat);

  code_.enter(ready);
  mlir::ValueRange arguments = ready->getArguments();
  Value entry = arguments[0], isNew = arguments[1];
  arguments = arguments.drop_front(2);
  llvm::SmallVector<Scalar> before;
  for (const Form &form : use_.value)
    before.push_back(takeScalar(form, arguments));
  auto updated = accumulate(row, before);
  if (mlir::failed(updated))
    return failure();
  mlir::Block *send = code_.newBlock(), *store = code_.newBlock(), *after = code_.newBlock();
  code_.branch(passes, send, store);
  code_.enter(send);
  llvm::SmallVector<Scalar> columns;
  for (int32_t column : op_.getKeys())
    columns.push_back(row.columns[static_cast<size_t>(column)]);
  columns.append(*updated);
  Value width = code_.i64(specOf(op_.getWindow()).sliceMs);
  if (mlir::failed(emitResult(std::move(columns), code_.sub(slice, width), slice)))
    return failure();
  code_.jump(after);
  code_.enter(store);
  storeAllState(code_, entryOf(slice, entry), *updated, before);
  code_.when(isNew, [&] {
    code_.when(code_.call("mr_local_is_full", slices_), [&] { code_.callChecked(task_.flushes_[op_], {}); });
  });
  code_.jump(after);
  code_.enter(after);
  return success();
}

mlir::LogicalResult WindowCode::flush() {
  mlir::Block *head = code_.newBlock(), *inside = code_.newBlock(), *after = code_.newBlock();
  Value end = code_.stack(8);
  code_.store(code_.i64(INT64_MIN), end, 0, 8);
  code_.jump(head);
  code_.enter(head);
  Value table = code_.call("mr_local_next_table", {slices_, end});
  code_.branch(code_.isZero(table), after, inside);
  code_.enter(inside);
  Value sliceEnd = code_.load(code_.intType(64), end, 0, 8);
  if (mlir::failed(emitTable(table, code_.sub(sliceEnd, code_.i64(specOf(op_.getWindow()).sliceMs)), sliceEnd)))
    return failure();
  code_.jump(head);
  code_.enter(after);
  code_.call("mr_local_emptied", slices_);
  return success();
}

// <task>_flush(ctx), and one function per local phase, which full tables and due watermarks call, too.
mlir::LogicalResult TaskEmitter::emitFlushEntry() {
  if (flushes_.empty())
    return success();
  LLVM::LLVMFuncOp entry = makeFunction("_flush", {}, /*isEntry=*/true);
  task_.entries.flush = addEntry(entry);
  Code all(pipeline_.module, entry, &task_);
  for (mlir::Operation *operation : plan_.operations) {
    auto op = mlir::dyn_cast<flow::WindowAggregateOp>(operation);
    if (!op || op.getPhase() != "local")
      continue;
    all.callChecked(flushes_[op], {});
    Code code(pipeline_.module, flushes_[op], &task_);
    code.setLocation(op.getLoc());
    if (mlir::failed(WindowCode(*this, code, op).flush()))
      return failure();
    code.leaveOk();
  }
  all.leaveOk();
  return success();
}

} // namespace millrace::lower
