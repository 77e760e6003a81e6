// Verifiers of the `flow` operations.
#include "compiler/flow/FlowDialect.h"
#include "compiler/rel/RelUnnest.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "compiler/flow/FlowOps.cpp.inc"

namespace millrace::flow {

using Types = llvm::SmallVector<mlir::Type>;
using rel::columnTypes;
using rel::streamOf;

static Types rowTypes(StreamType stream) {
  Types types{IntegerType::get(stream.getContext(), 8)};
  llvm::append_range(types, columnTypes(stream));
  return types;
}

// One block with these arguments which ends with a sql.yield of `yielded`.
static LogicalResult verifyRegion(Operation *op, Region &region, const Types &arguments, const Types &yielded, llvm::StringRef name) {
  if (!region.hasOneBlock() || region.front().empty())
    return op->emitOpError() << name << " region must have one block";
  Block &block = region.front();
  if (llvm::to_vector(block.getArgumentTypes()) != arguments)
    return op->emitOpError() << name << " region's arguments are (" << block.getArgumentTypes() << "), expected (" << arguments << ")";
  auto yield = dyn_cast<sql::YieldOp>(block.back());
  if (!yield)
    return op->emitOpError() << name << " region does not end with sql.yield";
  if (llvm::to_vector(yield.getValues().getTypes()) != yielded)
    return op->emitOpError() << name << " region yields (" << yield.getValues().getTypes() << "), expected (" << yielded << ")";
  return success();
}

static LogicalResult verifyKeyColumns(Operation *op, llvm::ArrayRef<int32_t> keys, StreamType stream) {
  for (int32_t key : keys)
    if (key < 0 || key >= static_cast<int32_t>(stream.getColumns().size()))
      return op->emitOpError() << "key " << key << " is not a column of " << stream;
  return success();
}

static Types keyTypes(llvm::ArrayRef<int32_t> keys, StreamType stream) {
  Types types;
  for (int32_t key : keys)
    types.push_back(stream.getColumns()[key].getType());
  return types;
}

LogicalResult SourceOp::verify() {
  if (getColumns().size() != getType().getColumns().size())
    return emitOpError() << "reads " << getColumns().size() << " columns but gives " << getType().getColumns().size();
  if (getPaths() && getPaths()->size() != getColumns().size())
    return emitOpError() << "has " << getPaths()->size() << " paths for " << getColumns().size() << " columns";
  if (getFilter().empty())
    return success();
  auto yield = dyn_cast<sql::YieldOp>(getFilter().front().back());
  if (!yield || yield.getValues().size() != 1 || !sql::withoutNull(yield.getValues()[0].getType()).isInteger(1))
    return emitOpError() << "filter must yield one BOOLEAN";
  return verifyRegion(*this, getFilter(), columnTypes(getType()), Types(yield.getValues().getTypes()), "filter");
}

LogicalResult ValuesOp::verify() {
  Types types = columnTypes(getType());
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
  if (getColumn() >= input.getColumns().size() || !sql::isTimestamp(input.getColumns()[getColumn()].getType()))
    return emitOpError() << "column " << getColumn() << " is not a timestamp of " << input;
  if (columnTypes(input) != columnTypes(getType()))
    return emitOpError() << "result differs from the input";
  auto yield = getDelay().front().empty() ? sql::YieldOp() : dyn_cast<sql::YieldOp>(getDelay().front().back());
  if (!yield || yield.getValues().size() != 1 || !sql::isTimestamp(yield.getValues()[0].getType()))
    return emitOpError() << "watermark must be one timestamp";
  return verifyRegion(*this, getDelay(), columnTypes(input), Types(yield.getValues().getTypes()), "watermark");
}

LogicalResult ChainOp::verify() { return verifyRegion(*this, getBody(), rowTypes(streamOf(getInput())), {}, "body"); }

LogicalResult UnionOp::verify() {
  if (getInputs().empty())
    return emitOpError() << "has no inputs";
  for (Value input : getInputs())
    if (columnTypes(streamOf(input)) != columnTypes(getType()))
      return emitOpError() << "input " << input.getType() << " differs from the result " << getType();
  return success();
}

LogicalResult ExchangeOp::verify() {
  if ((getKind() == ExchangeKind::Hash) != !getKeys().empty())
    return emitOpError() << (getKeys().empty() ? "hash needs keys" : "only hash has keys");
  return verifyKeyColumns(*this, getKeys(), streamOf(getInput()));
}

LogicalResult ProcessOp::verify() {
  if (getKeys().size() != getInputs().size())
    return emitOpError() << "has keys for " << getKeys().size() << " inputs, but " << getInputs().size() << " inputs";
  std::optional<Types> key;
  for (auto [attribute, input] : llvm::zip(getKeys(), getInputs())) {
    auto columns = dyn_cast<DenseI32ArrayAttr>(attribute);
    if (!columns)
      return emitOpError() << "keys must be arrays of column indices";
    if (failed(verifyKeyColumns(*this, columns, streamOf(input))))
      return failure();
    Types types = keyTypes(columns, streamOf(input));
    if (key && (key->size() != types.size() || !llvm::all_of(llvm::zip(*key, types), [](auto pair) {
          return rel::haveSameKeyForm(std::get<0>(pair), std::get<1>(pair));
        })))
      return emitOpError() << "inputs differ in the types of their keys";
    key = key.value_or(types);
  }
  size_t inputCount = getOperands().size(), timerCount = getTimers().size();
  if (getBodies().size() != inputCount + timerCount + getOnWatermark())
    return emitOpError() << "has " << getBodies().size() << " regions, expected " << inputCount << " for inputs, " << timerCount
                         << " for timers and " << (getOnWatermark() ? 1 : 0) << " for the watermark";
  llvm::SmallVector<StringRef> names;
  for (auto table : getTables().getAsRange<TableAttr>()) {
    if (llvm::is_contained(names, table.getName().getValue()))
      return emitOpError() << "declares table " << table.getName() << " twice";
    names.push_back(table.getName());
    bool isMap = table.getKind() == TableKind::Map, isSorted = table.getKind() == TableKind::Sorted;
    if (!isSorted && isMap == table.getMapKey().empty())
      return emitOpError() << "table " << table.getName() << ": only a map has a map key, and it must have one";
    if (isSorted ? table.getOrder().size() != table.getMapKey().size() : !table.getOrder().empty())
      return emitOpError() << "table " << table.getName() << ": a sorted table has an order for each of its sort columns, no other has one";
  }
  for (auto [index, input] : llvm::enumerate(getOperands()))
    if (failed(verifyRegion(*this, getBodies()[index], rowTypes(streamOf(input)), {}, "input")))
      return failure();
  Types timer = key.value_or(Types());
  timer.push_back(IntegerType::get(getContext(), 64));
  for (size_t index = 0; index < timerCount; ++index)
    if (failed(verifyRegion(*this, getBodies()[inputCount + index], timer, {}, "timer")))
      return failure();
  return getOnWatermark() ? verifyRegion(*this, getBodies().back(), {timer.back()}, {}, "watermark") : success();
}

LogicalResult WindowAggregateOp::verify() {
  StreamType input = streamOf(getInput());
  if (getPhase() != "single" && getPhase() != "local" && getPhase() != "global")
    return emitOpError() << "phase " << getPhase() << " is none of single, local, global";
  if (failed(verifyKeyColumns(*this, getKeys(), input)))
    return failure();
  if (getWindow().getTimeColumn() >= static_cast<int32_t>(input.getColumns().size()))
    return emitOpError() << "time column " << getWindow().getTimeColumn() << " is not a column of " << input;
  if ((getPhase() == "global") != getRowCount().has_value())
    return emitOpError() << "only the global phase has a row count, and it must have one";
  auto isMs = [&](uint32_t column) { return column < input.getColumns().size() && input.getColumns()[column].getType().isInteger(64); };
  if (getPhase() == "global" && (!isMs(getWindow().getTimeColumn()) || !isMs(*getRowCount())))
    return emitOpError() << "slice end and row count must be i64 columns";
  Types accumulator(getAccumulator().getAsValueRange<TypeAttr>());
  mlir::Type ms = IntegerType::get(getContext(), 64);
  Types accumulate = rowTypes(input), merge = accumulator, result = keyTypes(getKeys(), input);
  llvm::append_range(accumulate, accumulator);
  llvm::append_range(merge, accumulator);
  llvm::append_range(result, accumulator);
  result.append({ms, ms});
  if (failed(verifyRegion(*this, getInit(), {}, accumulator, "init")) ||
      failed(verifyRegion(*this, getAccumulate(), accumulate, accumulator, "accumulate")) ||
      failed(verifyRegion(*this, getMerge(), merge, accumulator, "merge")))
    return failure();
  return verifyRegion(*this, getResultBody(), result, {}, "result");
}

LogicalResult EmitOp::verify() {
  Operation *around = (*this)->getParentOp();
  while (around && !isa<ChainOp, ProcessOp, WindowAggregateOp>(around))
    around = around->getParentOp();
  if (!around)
    return emitOpError() << "stands outside of an operator";
  if (getOutput() >= around->getNumResults())
    return emitOpError() << "output " << getOutput() << " does not exist";
  Types expected = columnTypes(outputOf(around, getOutput()));
  if (Types(getValues().getTypes()) != expected)
    return emitOpError() << "sends (" << getValues().getTypes() << "), expected (" << expected << ")";
  return success();
}

static LogicalResult verifyMapKey(Operation *op, llvm::StringRef name, TypeRange mapKey, bool mayLackKey) {
  TableAttr table = findTable(op, name);
  if (!table)
    return op->emitOpError() << "table `" << name << "` is not declared";
  if (mayLackKey && mapKey.empty())
    return success();
  if (llvm::to_vector(mapKey) != llvm::to_vector(table.getMapKey()))
    return op->emitOpError() << "map key (" << mapKey << ") is not that of table `" << name << "`";
  return success();
}

LogicalResult LookupOp::verify() {
  if (failed(verifyMapKey(*this, getTable(), getMapKey().getTypes(), false)))
    return failure();
  if (getSlot().getType().getColumns() != findTable(*this, getTable()).getValue())
    return emitOpError() << "slot does not have the columns of table `" << getTable() << "`";
  return success();
}

LogicalResult EraseOp::verify() { return verifyMapKey(*this, getTable(), getMapKey().getTypes(), true); }

LogicalResult EraseEntryOp::verify() {
  auto argument = dyn_cast<BlockArgument>(getSlot());
  if (!argument || !isa<ForEachOp>(argument.getOwner()->getParentOp()))
    return emitOpError() << "erases an entry that no flow.for_each is at";
  return success();
}

static LogicalResult verifySlotColumn(Operation *op, SlotType slot, uint32_t column, mlir::Type value) {
  if (column >= slot.getColumns().size())
    return op->emitOpError() << "column " << column << " does not exist in " << slot;
  if (slot.getColumns()[column] != value)
    return op->emitOpError() << "column " << column << " is " << slot.getColumns()[column] << ", not " << value;
  return success();
}
LogicalResult LoadOp::verify() { return verifySlotColumn(*this, getSlot().getType(), getColumn(), getValue().getType()); }
LogicalResult StoreOp::verify() { return verifySlotColumn(*this, getSlot().getType(), getColumn(), getValue().getType()); }

LogicalResult ForEachOp::verify() {
  TableAttr table = findTable(*this, getTable());
  if (!table || table.getKind() == TableKind::Value || table.getKind() == TableKind::Slices)
    return emitOpError() << "`" << getTable() << "` is not a declared map or list";
  Types loop(getInits().getTypes());
  if (Types(getResultTypes()) != loop)
    return emitOpError() << "results differ from the initial values";
  Types arguments(table.getMapKey());
  arguments.push_back(SlotType::get(getContext(), table.getValue()));
  llvm::append_range(arguments, loop);
  Types yielded{IntegerType::get(getContext(), 1)};
  llvm::append_range(yielded, loop);
  return verifyRegion(*this, getBody(), arguments, yielded, "body");
}

LogicalResult UnnestOp::verify() {
  Types loop(getInits().getTypes()), parts = rel::partTypes(getCollection().getType());
  if (parts.empty())
    return emitOpError() << "takes an ARRAY or a MAP, not " << getCollection().getType();
  if (Types(getResultTypes()) != loop)
    return emitOpError() << "results differ from the initial values";
  Types arguments{IntegerType::get(getContext(), 32)};
  llvm::append_range(arguments, parts);
  llvm::append_range(arguments, loop);
  return verifyRegion(*this, getBody(), arguments, loop, "body");
}

static LogicalResult verifyTimer(Operation *op, llvm::StringRef name) {
  auto process = op->getParentOfType<ProcessOp>();
  bool declared = process && llvm::any_of(process.getTimers().getAsRange<TimerAttr>(),
                                          [&](TimerAttr timer) { return timer.getName() == name; });
  return declared ? success() : LogicalResult(op->emitOpError() << "timer `" << name << "` is not declared");
}
LogicalResult SetTimerOp::verify() { return verifyTimer(*this, getTimer()); }
LogicalResult ClearTimerOp::verify() { return verifyTimer(*this, getTimer()); }

} // namespace millrace::flow
