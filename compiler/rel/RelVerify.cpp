// Verifiers of the `rel` operations.
#include "compiler/rel/RelDialect.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "compiler/rel/RelOps.cpp.inc"

namespace millrace::rel {

// The region has one block over the input's columns and yields `yielded`.
static LogicalResult verifyScalarRegion(Operation *op, Region &region, StreamType input, llvm::ArrayRef<mlir::Type> yielded) {
  if (!region.hasOneBlock())
    return op->emitOpError() << "region of scalar work must have one block";
  Block &block = region.front();
  if (llvm::to_vector(block.getArgumentTypes()) != columnTypes(input))
    return op->emitOpError() << "region's arguments are not the columns of " << input;
  auto yield = dyn_cast<sql::YieldOp>(block.getTerminator());
  if (!yield)
    return op->emitOpError() << "region does not end with sql.yield";
  if (llvm::to_vector(yield.getValues().getTypes()) != llvm::SmallVector<mlir::Type>(yielded))
    return op->emitOpError() << "region yields (" << yield.getValues().getTypes() << "), expected (" << yielded << ")";
  return success();
}

static LogicalResult verifyCondition(Operation *op, Region &region, StreamType input) {
  if (!region.hasOneBlock() || region.front().empty())
    return op->emitOpError() << "region of scalar work must have one block";
  auto yield = dyn_cast<sql::YieldOp>(region.front().getTerminator());
  if (!yield || yield.getValues().size() != 1 || !sql::withoutNull(yield.getValues()[0].getType()).isInteger(1))
    return op->emitOpError() << "condition must yield one BOOLEAN";
  return verifyScalarRegion(op, region, input, {yield.getValues()[0].getType()});
}

static LogicalResult verifyIndex(Operation *op, int64_t index, StreamType stream, llvm::StringRef what) {
  if (index < 0 || index >= static_cast<int64_t>(stream.getColumns().size()))
    return op->emitOpError() << what << " " << index << " is not a column of " << stream;
  return success();
}

LogicalResult TableOp::verify() {
  for (Attribute column : getColumns())
    if (!isa<ColumnAttr>(column))
      return emitOpError() << "column " << column << " is not a #rel.column";
  if (getMetadata().size() != getColumns().size())
    return emitOpError() << "has " << getColumns().size() << " columns but metadata for " << getMetadata().size();
  for (int32_t index : getPrimaryKey())
    if (index < 0 || index >= static_cast<int32_t>(getColumns().size()))
      return emitOpError() << "primary key column " << index << " does not exist";
  for (int32_t index : getPartitionKeys())
    if (index < 0 || index >= static_cast<int32_t>(getColumns().size()) || !cast<StringAttr>(getMetadata()[index]).getValue().empty())
      return emitOpError() << "partition key " << index << " is no physical column";
  return success();
}

LogicalResult ScanOp::verify() {
  StreamType stream = getType();
  if (getColumns().size() != stream.getColumns().size())
    return emitOpError() << "reads " << getColumns().size() << " columns but gives " << stream.getColumns().size();
  if (getPaths() && getPaths()->size() != getColumns().size())
    return emitOpError() << "has " << getPaths()->size() << " paths for " << getColumns().size() << " columns";
  if (auto table = SymbolTable::lookupNearestSymbolFrom<TableOp>(*this, getTableAttr()))
    for (int32_t index : getColumns())
      if (index < 0 || index >= static_cast<int32_t>(table.getColumns().size()))
        return emitOpError() << "column " << index << " does not exist in " << getTableAttr();
  return getFilter().empty() ? success() : verifyCondition(*this, getFilter(), stream);
}

LogicalResult ValuesOp::verify() {
  llvm::SmallVector<mlir::Type> types = columnTypes(getType());
  for (Attribute row : getRows()) {
    auto cells = dyn_cast<ArrayAttr>(row);
    if (!cells || cells.size() != types.size())
      return emitOpError() << "row " << row << " does not have " << types.size() << " values";
    for (auto [cell, type] : llvm::zip(cells, types))
      if (!sql::isConstantOf(cell, type))
        return emitOpError() << "value " << cell << " is no constant of type " << type;
  }
  return success();
}

LogicalResult WatermarkOp::verify() {
  StreamType input = streamOf(getInput());
  if (failed(verifyIndex(*this, getColumn(), input, "event-time column")))
    return failure();
  llvm::SmallVector<ColumnAttr> expected(input.getColumns());
  ColumnAttr column = expected[getColumn()];
  if (!sql::isTimestamp(column.getType()) || sql::toAbi(column.getType()).precision > 3)
    return emitOpError() << "event time must be TIMESTAMP or TIMESTAMP_LTZ of precision 0..3, not " << column.getType();
  expected[getColumn()] = ColumnAttr::get(getContext(), column.getName(), column.getType(), TimeKind::RowTime);
  if (getType().getColumns() != llvm::ArrayRef<ColumnAttr>(expected))
    return emitOpError() << "result must be the input with column " << getColumn() << " as rowtime";
  if (getIntervalMs() < 0 || getIdleTimeoutMs() < 0)
    return emitOpError() << "interval and idle timeout must not be negative";
  if (!getDelay().hasOneBlock())
    return emitOpError() << "region of scalar work must have one block";
  auto yield = dyn_cast<sql::YieldOp>(getDelay().front().getTerminator());
  if (!yield || yield.getValues().size() != 1 || !sql::isTimestamp(yield.getValues()[0].getType()))
    return emitOpError() << "watermark must be one timestamp";
  return verifyScalarRegion(*this, getDelay(), input, {yield.getValues()[0].getType()});
}

LogicalResult FilterOp::verify() { return verifyCondition(*this, getCondition(), streamOf(getInput())); }

LogicalResult ProjectOp::verify() {
  return verifyScalarRegion(*this, getExpressions(), streamOf(getInput()), columnTypes(getType()));
}

LogicalResult UnionAllOp::verify() {
  if (getInputs().empty())
    return emitOpError() << "has no inputs";
  for (Value input : getInputs())
    if (columnTypes(streamOf(input)) != columnTypes(getType()))
      return emitOpError() << "input " << input.getType() << " differs from the result " << getType();
  return success();
}

static LogicalResult verifyWindow(Operation *op, WindowAttr window, StreamType input) {
  if (failed(verifyIndex(op, window.getTimeColumn(), input, "time column")))
    return failure();
  ColumnAttr time = input.getColumns()[window.getTimeColumn()];
  if (time.getTime() == TimeKind::None)
    return op->emitOpError() << "window over " << time.getName() << ", which is no time attribute";
  if (window.getSizeMs() <= 0 || window.getSlideMs() <= 0)
    return op->emitOpError() << "window size and slide must be positive";
  if (window.getKind() == WindowKind::Cumulate && window.getSizeMs() % window.getSlideMs() != 0)
    return op->emitOpError() << "window size must be a multiple of the step";
  return success();
}

// The input's columns and those of a window.
static LogicalResult verifyWindowed(Operation *op, WindowAttr window) {
  StreamType input = streamOf(op->getOperand(0));
  if (failed(verifyWindow(op, window, input)))
    return failure();
  llvm::ArrayRef<ColumnAttr> columns = streamOf(op->getResult(0)).getColumns();
  if (columns.size() != input.getColumns().size() + 3 ||
      llvm::to_vector(columns.drop_back(3)) != llvm::to_vector(input.getColumns()))
    return op->emitOpError() << "result must be the input, window_start, window_end and window_time";
  for (ColumnAttr bound : columns.take_back(3).drop_back())
    if (!isa<sql::TimestampType>(sql::withoutNull(bound.getType())))
      return op->emitOpError() << "window bound " << bound.getName() << " must be TIMESTAMP, not " << bound.getType();
  if (columns.back().getTime() == TimeKind::None)
    return op->emitOpError() << "window_time must be a time attribute";
  return success();
}

LogicalResult WindowOp::verify() {
  if (getWindow().getKind() == WindowKind::Session)
    return emitOpError() << "sessions are rel.session_window";
  return verifyWindowed(*this, getWindow());
}

LogicalResult SessionWindowOp::verify() {
  if (getWindow().getKind() != WindowKind::Session)
    return emitOpError() << "has a window that is no session";
  for (int32_t column : getPartition())
    if (failed(verifyIndex(*this, column, streamOf(getInput()), "partition column")))
      return failure();
  return verifyWindowed(*this, getWindow());
}

LogicalResult ExpandOp::verify() {
  llvm::ArrayRef<ColumnAttr> input = streamOf(getInput()).getColumns(), result = getType().getColumns();
  for (int32_t key : getKeys())
    if (failed(verifyIndex(*this, key, streamOf(getInput()), "key")))
      return failure();
  if (getSets().empty() || getKeys().size() > 63)
    return emitOpError() << "has " << getSets().size() << " sets of " << getKeys().size() << " keys";
  for (int64_t set : getSets())
    if (set < 0 || set >> getKeys().size() != 0)
      return emitOpError() << "set " << set << " holds a key that does not exist";
  if (result.size() != input.size() + getKeys().size() + 1 || result.take_front(input.size()) != input || !result.back().getType().isInteger(64))
    return emitOpError() << "result must be the input, the keys and the number of the set";
  for (auto [key, column] : llvm::zip(getKeys(), result.drop_front(input.size())))
    if (column.getType() != sql::withNullability(input[key].getType(), true))
      return emitOpError() << "column " << column.getName() << " is not nullable " << input[key].getType();
  return success();
}

static LogicalResult verifyCalls(Operation *op, ArrayAttr calls, llvm::ArrayRef<int32_t> keys, StreamType input) {
  for (int32_t key : keys)
    if (failed(verifyIndex(op, key, input, "key")))
      return failure();
  for (auto call : calls.getAsRange<AggregateCallAttr>()) {
    for (int32_t argument : call.getArguments())
      if (failed(verifyIndex(op, argument, input, "argument")))
        return failure();
    if (call.getFilter() == -1)
      continue;
    if (failed(verifyIndex(op, call.getFilter(), input, "filter")))
      return failure();
    if (!sql::withoutNull(input.getColumns()[call.getFilter()].getType()).isInteger(1))
      return op->emitOpError() << "filter column " << call.getFilter() << " is not BOOLEAN";
  }
  return success();
}

// The first columns of an aggregate's result: keys and calls.
static LogicalResult verifyKeysAndCalls(Operation *op, llvm::ArrayRef<int32_t> keys, ArrayAttr calls, size_t more) {
  StreamType input = streamOf(op->getOperand(0)), result = streamOf(op->getResult(0));
  if (failed(verifyCalls(op, calls, keys, input)))
    return failure();
  if (result.getColumns().size() != keys.size() + calls.size() + more)
    return op->emitOpError() << "gives " << result.getColumns().size() << " columns, expected " << keys.size() + calls.size() + more;
  for (auto [index, key] : llvm::enumerate(keys))
    if (result.getColumns()[index].getType() != input.getColumns()[key].getType())
      return op->emitOpError() << "result column " << index << " does not have the type of key " << key;
  for (auto [index, call] : llvm::enumerate(calls.getAsRange<AggregateCallAttr>()))
    if (result.getColumns()[keys.size() + index].getType() != call.getType())
      return op->emitOpError() << "result column " << keys.size() + index << " does not have the type of call " << index;
  return success();
}

LogicalResult AggregateOp::verify() {
  if (failed(verifyKeysAndCalls(*this, getKeys(), getCalls(), 0)))
    return failure();
  if (getWindow().empty())
    return success();
  if (getWindow().size() != 2)
    return emitOpError() << "window has " << getWindow().size() << " bounds, not a start and an end";
  for (int32_t bound : getWindow()) {
    if (bound < 0 || bound >= static_cast<int32_t>(getKeys().size()))
      return emitOpError() << "window bound " << bound << " is no key";
    ColumnAttr column = getType().getColumns()[bound];
    if (!isa<sql::TimestampType>(sql::withoutNull(column.getType())))
      return emitOpError() << "window bound " << column.getName() << " must be TIMESTAMP, not " << column.getType();
  }
  return success();
}

LogicalResult WindowAggregateOp::verify() {
  if (failed(verifyWindow(*this, getWindow(), streamOf(getInput()))) ||
      failed(verifyKeysAndCalls(*this, getKeys(), getCalls(), getWindowProperties().size())))
    return failure();
  for (auto [property, column] :
       llvm::zip(getWindowProperties(), getType().getColumns().drop_front(getKeys().size() + getCalls().size()))) {
    std::optional<WindowProperty> known = symbolizeWindowProperty(static_cast<uint32_t>(property));
    if (!known)
      return emitOpError() << "window property " << property << " does not exist";
    bool isTime = *known == WindowProperty::RowTime || *known == WindowProperty::ProcTime;
    if (!sql::isTimestamp(column.getType()) || isTime != (column.getTime() != TimeKind::None))
      return emitOpError() << "column " << column.getName() << " does not fit window property " << stringifyWindowProperty(*known);
  }
  return success();
}

LogicalResult SinkOp::verify() {
  auto name = getTableAttr();
  auto table = name ? SymbolTable::lookupNearestSymbolFrom<TableOp>(*this, name) : TableOp();
  if (!table)
    return success();
  if (table.getColumns().size() != streamOf(getInput()).getColumns().size())
    return emitOpError() << "writes " << streamOf(getInput()).getColumns().size() << " columns into " << name << ", which has "
                         << table.getColumns().size();
  return success();
}

} // namespace millrace::rel
