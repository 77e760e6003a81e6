// flow.process: rows of sorted state tables.
#include "compiler/lower/ProcessBody.h"

#include "compiler/flow/FlowSorted.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

static bool isOnSortedTable(mlir::Operation *operation) {
  return mlir::isa<flow::SortedCountOp, flow::SortedPositionOp, flow::SortedInsertOp, flow::SortedAtOp, flow::SortedEraseOp, flow::SortedForEachOp>(
      operation);
}

KeyBytes ProcessBody::sortKey(const TableUse &use, mlir::ValueRange values) {
  llvm::SmallVector<Scalar> columns;
  for (auto [value, form] : llvm::zip_equal(values, use.mapKey))
    columns.push_back(scalars_.as(value, form));
  return makeSortKey(code_, use.mapKey, use.order, columns);
}

Value ProcessBody::sortedEntry(const TableUse &use, Value index) {
  llvm::SmallVector<Value> arguments = keyed(tablePointer(use), *key_);
  arguments.push_back(code_.truncate(index, code_.intType(32)));
  return code_.call("mr_sorted_at", arguments);
}

Value ProcessBody::sortedValue(const TableUse &use, Value entry, Value slot) {
  return code_.call(isWritten(slot) ? "mr_sorted_value_for_write" : "mr_sorted_value", {tablePointer(use), entry});
}

mlir::LogicalResult ProcessBody::emitSorted(mlir::Operation *operation) {
  auto wide = [&](Value narrow) { return code_.zeroExtend(narrow, code_.intType(64)); };
  auto keyedBy = [&](const TableUse &use) { return keyed(tablePointer(use), *key_); };
  if (!key_ && isOnSortedTable(operation))
    return operation->emitOpError("reads keyed state where there is no key");
  return llvm::TypeSwitch<mlir::Operation *, mlir::LogicalResult>(operation)
      .Case<flow::SortedCountOp>([&](flow::SortedCountOp op) {
        scalars_.set(op.getCount(), {{wide(code_.call("mr_sorted_count", keyedBy(*tableNamed(op.getTable()))))}, {}});
        return success();
      })
      .Case<flow::SortedPositionOp>([&](flow::SortedPositionOp op) {
        const TableUse &use = *tableNamed(op.getTable());
        KeyBytes sorted = sortKey(use, op.getSortKey());
        llvm::SmallVector<Value> arguments = keyedBy(use);
        arguments.append({sorted.pointer, sorted.sizeBytes, code_.i1(op.getAfter())});
        scalars_.set(op.getIndex(), {{wide(code_.call("mr_sorted_position", arguments))}, {}});
        return success();
      })
      .Case<flow::SortedInsertOp>([&](flow::SortedInsertOp op) {
        const TableUse &use = *tableNamed(op.getTable());
        KeyBytes sorted = sortKey(use, op.getSortKey());
        Value index = code_.stack(4);
        llvm::SmallVector<Value> arguments = keyedBy(use);
        arguments.append({sorted.pointer, sorted.sizeBytes, index});
        Value entry = code_.call("mr_sorted_insert", arguments);
        scalars_.set(op.getSlot(), {{sortedValue(use, entry, op.getSlot())}, {}});
        scalars_.set(op.getIndex(), {{wide(code_.load(code_.intType(32), index, 0, 4))}, {}});
        return success();
      })
      .Case<flow::SortedAtOp>([&](flow::SortedAtOp op) {
        const TableUse &use = *tableNamed(op.getTable());
        scalars_.set(op.getSlot(), {{sortedValue(use, sortedEntry(use, scalars_.get(op.getIndex()).parts[0]), op.getSlot())}, {}});
        return success();
      })
      .Case<flow::SortedEraseOp>([&](flow::SortedEraseOp op) {
        llvm::SmallVector<Value> arguments = keyedBy(*tableNamed(op.getTable()));
        for (Value bound : {op.getFirst(), op.getEnd()})
          arguments.push_back(code_.truncate(scalars_.get(bound).parts[0], code_.intType(32)));
        code_.call("mr_sorted_erase", arguments);
        return success();
      })
      .Case<flow::SortedForEachOp>([&](auto op) { return sortedForEach(op); })
      .Default([](mlir::Operation *op) { return op->emitOpError("cannot stand in a process body"); });
}

mlir::LogicalResult ProcessBody::sortedForEach(flow::SortedForEachOp op) {
  const TableUse &use = *tableNamed(op.getTable());
  Carried carried = carriedBy(op.getInits());
  Value first = scalars_.get(op.getFirst()).parts[0], end = scalars_.get(op.getEnd()).parts[0];
  // index, entry, loop values; the entry behind the last row is never looked at
  llvm::SmallVector<mlir::Type> headTypes = {code_.intType(64), code_.intType(32)};
  headTypes.append(carried.types);
  mlir::Block *any = code_.newBlock(), *head = code_.newBlock(headTypes), *after = code_.newBlock(carried.types);
  code_.branch(code_.compare(LLVM::ICmpPredicate::slt, first, end), any, {}, after, carried.start);
  code_.enter(any);
  llvm::SmallVector<Value> into = {first, sortedEntry(use, first)};
  into.append(carried.start);
  code_.jump(head, into);
  code_.enter(head);
  Value index = head->getArgument(0), entry = head->getArgument(1);
  mlir::ValueRange state = head->getArguments().drop_front(2);
  mlir::Block &body = op.getBody().front();
  scalars_.set(body.getArgument(0), {{index}, {}});
  scalars_.set(body.getArgument(1), {{sortedValue(use, entry, body.getArgument(1))}, {}});
  for (auto [argument, form] : llvm::zip_equal(body.getArguments().drop_front(2), carried.forms))
    scalars_.set(argument, takeScalar(form, state));
  if (mlir::failed(scalars_.emitBlock(body)))
    return failure();
  mlir::ValueRange yielded = body.getTerminator()->getOperands();
  llvm::SmallVector<Value> results;
  for (auto [value, form] : llvm::zip_equal(yielded.drop_front(), carried.forms))
    scalars_.as(value, form).flattenInto(results);
  Value behind = code_.add(index, code_.i64(1));
  Value goesOn = code_.both(scalars_.get(yielded.front()).parts[0], code_.compare(LLVM::ICmpPredicate::slt, behind, end));
  mlir::Block *next = code_.newBlock();
  code_.branch(goesOn, next, {}, after, results);
  code_.enter(next);
  llvm::SmallVector<Value> onward = {behind, code_.call("mr_sorted_next", {tablePointer(use), entry})};
  onward.append(results);
  code_.jump(head, onward);
  code_.enter(after);
  setResults(op.getResults(), carried.forms, after);
  return success();
}

} // namespace millrace::lower
