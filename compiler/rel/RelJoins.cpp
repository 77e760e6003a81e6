// The joins' verifiers, and what their keys and results mean.
#include "compiler/rel/RelJoins.h"

#include "compiler/rel/UpsertKeys.h"

using namespace mlir;

#include "compiler/rel/RelJoinEnums.cpp.inc"

#define GET_OP_CLASSES
#include "compiler/rel/RelJoins.cpp.inc"

namespace millrace::rel {

void RelDialect::registerJoins() {
  addOperations<
#define GET_OP_LIST
#include "compiler/rel/RelJoins.cpp.inc"
      >();
}

JoinSide describeSide(Value input, llvm::ArrayRef<int32_t> keys) {
  JoinSide side;
  side.keys.assign(keys.begin(), keys.end());
  for (const UpsertKey &key : upsertKeysOf(input)) {
    side.keysHoldUniqueKey |= holdsAll(keys, key);
    side.uniqueKeyHoldsKeys |= holdsAll(key, keys);
    if (!side.hasUniqueKey || key.size() < side.uniqueKey.size())
      side.uniqueKey = key;
    side.hasUniqueKey = true;
  }
  return side;
}

llvm::SmallVector<ColumnAttr> joinedColumns(JoinKind kind, StreamType left, StreamType right, bool keepsTime) {
  llvm::SmallVector<ColumnAttr> columns;
  auto add = [&](StreamType side, bool mayBeMissing) {
    for (ColumnAttr column : side.getColumns())
      columns.push_back(ColumnAttr::get(column.getContext(), column.getName(), mayBeMissing ? sql::asNullable(column.getType()) : column.getType(),
                                        keepsTime ? column.getTime() : TimeKind::None));
  };
  add(left, keepsRight(kind));
  if (!isExistence(kind))
    add(right, keepsLeft(kind));
  return columns;
}

llvm::SmallVector<Value> beginJoinScalars(OpBuilder &builder, Region &region, StreamType left, StreamType right, Location location) {
  Block &block = addColumnBlock(region, left, location);
  for (ColumnAttr column : right.getColumns())
    block.addArgument(column.getType(), location);
  builder.setInsertionPointToEnd(&block);
  return llvm::SmallVector<Value>(block.getArguments());
}

// `column` of a result can hold the values of an input's column.
static bool canHold(mlir::Type column, mlir::Type value, bool mayBeMissing) {
  return sql::withoutNull(column) == sql::withoutNull(value) && (sql::isNullable(column) || (!sql::isNullable(value) && !mayBeMissing));
}

static LogicalResult verifyResult(Operation *op, JoinKind kind, StreamType left, StreamType right, StreamType result) {
  llvm::SmallVector<mlir::Type> types = columnTypes(left);
  size_t leftCount = types.size();
  if (!isExistence(kind))
    llvm::append_range(types, columnTypes(right));
  if (result.getColumns().size() != types.size())
    return op->emitOpError() << "gives " << result.getColumns().size() << " columns, expected " << types.size();
  for (auto [index, type] : llvm::enumerate(types)) {
    bool mayBeMissing = index < leftCount ? keepsRight(kind) : keepsLeft(kind);
    if (!canHold(result.getColumns()[index].getType(), type, mayBeMissing))
      return op->emitOpError() << "result column " << index << " cannot hold " << type << (mayBeMissing ? " or a missing row" : "");
  }
  return success();
}

static LogicalResult verifyKeys(Operation *op, llvm::ArrayRef<int32_t> leftKeys, llvm::ArrayRef<int32_t> rightKeys, llvm::ArrayRef<bool> nullEqual,
                                StreamType left, StreamType right) {
  if (leftKeys.size() != rightKeys.size())
    return op->emitOpError() << "has " << leftKeys.size() << " left keys and " << rightKeys.size() << " right ones";
  if (!nullEqual.empty() && nullEqual.size() != leftKeys.size())
    return op->emitOpError() << "says of " << nullEqual.size() << " keys whether NULL equals NULL, but has " << leftKeys.size();
  for (auto [leftKey, rightKey] : llvm::zip(leftKeys, rightKeys)) {
    if (leftKey < 0 || leftKey >= static_cast<int32_t>(left.getColumns().size()))
      return op->emitOpError() << "key " << leftKey << " is not a column of " << left;
    if (rightKey < 0 || rightKey >= static_cast<int32_t>(right.getColumns().size()))
      return op->emitOpError() << "key " << rightKey << " is not a column of " << right;
    if (!haveSameKeyForm(sql::asNullable(left.getColumns()[leftKey].getType()), sql::asNullable(right.getColumns()[rightKey].getType())))
      return op->emitOpError() << "keys " << leftKey << " and " << rightKey << " differ in type";
  }
  return success();
}

static LogicalResult verifyCondition(Operation *op, Region &region, StreamType left, StreamType right) {
  if (region.empty())
    return success();
  if (!region.hasOneBlock() || region.front().empty())
    return op->emitOpError() << "condition must have one block";
  llvm::SmallVector<mlir::Type> types = columnTypes(left);
  llvm::append_range(types, columnTypes(right));
  if (llvm::to_vector(region.front().getArgumentTypes()) != types)
    return op->emitOpError() << "condition's arguments are not the columns of both inputs";
  auto yield = dyn_cast<sql::YieldOp>(region.front().back());
  if (!yield || yield.getValues().size() != 1 || !sql::withoutNull(yield.getValues()[0].getType()).isInteger(1))
    return op->emitOpError() << "condition must yield one BOOLEAN";
  return success();
}

template <typename Op> static LogicalResult verifyJoin(Op op) {
  StreamType left = streamOf(op.getLeft()), right = streamOf(op.getRight());
  if (failed(verifyKeys(op, op.getLeftKeys(), op.getRightKeys(), op.getNullEqual(), left, right)) ||
      failed(verifyCondition(op, op.getCondition(), left, right)))
    return failure();
  return verifyResult(op, op.getKind(), left, right, op.getType());
}

// What time an input's column is said to be; none if there is no such column.
static std::optional<TimeKind> timeOf(Value input, uint32_t column) {
  llvm::ArrayRef<ColumnAttr> columns = streamOf(input).getColumns();
  return column < columns.size() ? std::optional(columns[column].getTime()) : std::nullopt;
}

template <typename Op> static LogicalResult verifyTimes(Op op, TimeKind kind) {
  for (auto [input, time] : {std::pair(op.getLeft(), op.getLeftTime()), std::pair(op.getRight(), op.getRightTime())})
    if (timeOf(input, time) != kind)
      return op.emitOpError() << "time column " << time << " is not " << (kind == TimeKind::RowTime ? "an event" : "a processing") << " time of "
                              << input.getType();
  return success();
}

LogicalResult JoinOp::verify() { return verifyJoin(*this); }
LogicalResult IntervalJoinOp::verify() {
  if (isExistence(getKind()))
    return emitOpError() << "must be inner or outer, not " << stringifyJoinKind(getKind());
  if (static_cast<int64_t>(getLowerMs()) > static_cast<int64_t>(getUpperMs()))
    return emitOpError() << "has an empty interval";
  if (failed(verifyTimes(*this, isOverProcessingTime() ? TimeKind::ProcTime : TimeKind::RowTime)))
    return failure();
  return verifyJoin(*this);
}
bool IntervalJoinOp::isOverProcessingTime() { return timeOf(getLeft(), getLeftTime()) == TimeKind::ProcTime; }
LogicalResult WindowJoinOp::verify() {
  if (getEndKey() >= getLeftKeys().size())
    return emitOpError() << "key " << getEndKey() << " does not exist";
  if (failed(verifyJoin(*this)))
    return failure();
  mlir::Type end = streamOf(getLeft()).getColumns()[getLeftKeys()[getEndKey()]].getType();
  if (!isa<sql::TimestampType>(sql::withoutNull(end)))
    return emitOpError() << "window_end must be TIMESTAMP, not " << end;
  return success();
}
template <typename Op> static LogicalResult verifyInnerOrLeft(Op op) {
  if (op.getKind() != JoinKind::Inner && op.getKind() != JoinKind::Left)
    return op.emitOpError() << "must be inner or left, not " << stringifyJoinKind(op.getKind());
  return verifyJoin(op);
}
LogicalResult LookupJoinOp::verify() { return verifyInnerOrLeft(*this); }
LogicalResult TemporalJoinOp::verify() { return failed(verifyTimes(*this, TimeKind::RowTime)) ? failure() : verifyInnerOrLeft(*this); }

} // namespace millrace::rel
