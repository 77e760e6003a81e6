// Registers the operators that look at rows in an order and verifies them.
#include "compiler/rel/RelOrdered.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "compiler/rel/RelOrdered.cpp.inc"

namespace millrace::rel {

void RelDialect::registerOrdered() {
  addOperations<
#define GET_OP_LIST
#include "compiler/rel/RelOrdered.cpp.inc"
      >();
}

static LogicalResult verifyColumn(Operation *op, int64_t index, llvm::StringRef what) {
  StreamType input = streamOf(op->getOperand(0));
  if (index < 0 || index >= static_cast<int64_t>(input.getColumns().size()))
    return op->emitOpError() << what << " " << index << " is not a column of " << input;
  return success();
}

static LogicalResult verifyOrder(Operation *op, llvm::ArrayRef<int32_t> partition, ArrayAttr order) {
  for (int32_t column : partition)
    if (failed(verifyColumn(op, column, "partition column")))
      return failure();
  for (SortColumnAttr column : sortColumns(order))
    if (failed(verifyColumn(op, column.getColumn(), "sort column")))
      return failure();
  return success();
}

// The result is the input, then columns of these types.
static LogicalResult verifyResult(Operation *op, llvm::ArrayRef<mlir::Type> appended) {
  llvm::SmallVector<mlir::Type> expected = columnTypes(streamOf(op->getOperand(0)));
  llvm::append_range(expected, appended);
  if (columnTypes(streamOf(op->getResult(0))) != expected)
    return op->emitOpError() << "result must be the input and (" << appended << "), not " << op->getResult(0).getType();
  return success();
}

static LogicalResult verifyRanks(Operation *op, int64_t start, int64_t end) {
  if (start < 1 || end < start)
    return op->emitOpError() << "ranks " << start << " to " << end << " are none";
  return success();
}

LogicalResult OverOp::verify() {
  if (failed(verifyOrder(*this, getPartition(), getOrder())))
    return failure();
  if (getPreceding() < -1)
    return emitOpError() << "frame cannot begin " << getPreceding() << " before the row";
  llvm::SmallVector<mlir::Type> types;
  for (auto call : getCalls().getAsRange<OverCallAttr>()) {
    for (int32_t argument : call.getArguments())
      if (failed(verifyColumn(*this, argument, "argument")))
        return failure();
    types.push_back(call.getType());
  }
  return verifyResult(*this, types);
}

LogicalResult RankOp::verify() {
  if (failed(verifyOrder(*this, getPartition(), getOrder())))
    return failure();
  if (getEndColumn() ? failed(verifyColumn(*this, *getEndColumn(), "end column")) : failed(verifyRanks(*this, getStart(), getEnd())))
    return failure();
  llvm::SmallVector<mlir::Type> number(getNumber() ? 1 : 0, IntegerType::get(getContext(), 64));
  return verifyResult(*this, number);
}

LogicalResult WindowRankOp::verify() {
  if (failed(verifyOrder(*this, getPartition(), getOrder())) || failed(verifyRanks(*this, getStart(), getEnd())))
    return failure();
  for (uint32_t bound : {getWindowStart(), getWindowEnd()})
    if (!llvm::is_contained(getPartition(), static_cast<int32_t>(bound)))
      return emitOpError() << "window bound " << bound << " is no partition column";
  llvm::SmallVector<mlir::Type> number(getNumber() ? 1 : 0, IntegerType::get(getContext(), 64));
  return verifyResult(*this, number);
}

LogicalResult SortOp::verify() {
  if (failed(verifyOrder(*this, {}, getOrder())))
    return failure();
  llvm::SmallVector<SortColumnAttr> columns = sortColumns(getOrder());
  if (columns.empty() || columns[0].getDescending() || streamOf(getInput()).getColumns()[columns[0].getColumn()].getTime() == TimeKind::None)
    return emitOpError() << "first sort column must be a time attribute, ascending";
  return verifyResult(*this, {});
}

LogicalResult LimitOp::verify() {
  if (getOffset() < 0 || getFetch() < 0)
    return emitOpError() << "offset and fetch must not be negative";
  return verifyResult(*this, {});
}

} // namespace millrace::rel
