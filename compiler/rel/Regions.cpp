#include "compiler/rel/Regions.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;

namespace millrace::rel {

ValueRange yieldedValues(Region &region) { return region.front().getTerminator()->getOperands(); }

llvm::BitVector usedColumns(Region &region) {
  llvm::BitVector used(region.getNumArguments());
  for (BlockArgument argument : region.getArguments())
    if (!argument.use_empty())
      used.set(argument.getArgNumber());
  return used;
}

std::optional<unsigned> columnOf(Value value) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || !isa<RelDialect>(argument.getOwner()->getParentOp()->getDialect()))
    return std::nullopt;
  return argument.getArgNumber();
}

std::optional<unsigned> sameColumn(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<sql::ToNullableOp, sql::AssumeNotNullOp>(op))
      return std::nullopt;
    value = op->getOperand(0);
  }
  return columnOf(value);
}

std::optional<llvm::SmallVector<unsigned>> passedColumns(Region &region) {
  llvm::SmallVector<unsigned> columns;
  for (Value value : yieldedValues(region)) {
    std::optional<unsigned> column = columnOf(value);
    if (!column)
      return std::nullopt;
    columns.push_back(*column);
  }
  return columns;
}

bool hasPerRowValues(Region &region) {
  return region.walk([](sql::CallOp call) { return call.getPerRow() ? WalkResult::interrupt() : WalkResult::advance(); }).wasInterrupted();
}

llvm::SmallVector<Value> inlineScalars(OpBuilder &builder, Region &region, ValueRange arguments) {
  IRMapping mapping;
  for (auto [from, to] : llvm::zip(region.getArguments(), arguments))
    mapping.map(from, to);
  for (Operation &op : region.front().without_terminator())
    builder.clone(op, mapping);
  llvm::SmallVector<Value> yielded;
  for (Value value : yieldedValues(region))
    yielded.push_back(mapping.lookupOrDefault(value));
  return yielded;
}

llvm::SmallVector<Value> beginScalars(OpBuilder &builder, Region &region, StreamType columns, Location location) {
  Block &block = addColumnBlock(region, columns, location);
  builder.setInsertionPointToEnd(&block);
  return llvm::SmallVector<Value>(block.getArguments());
}

void endScalars(OpBuilder &builder, Location location, ValueRange values) { builder.create<sql::YieldOp>(location, values); }

llvm::SmallVector<int32_t> remapColumns(llvm::ArrayRef<int32_t> columns, llvm::function_ref<int32_t(int32_t)> place) {
  llvm::SmallVector<int32_t> result;
  for (int32_t column : columns)
    result.push_back(place(column));
  return result;
}

ArrayAttr remapCalls(ArrayAttr calls, llvm::function_ref<int32_t(int32_t)> place) {
  llvm::SmallVector<Attribute> result;
  for (auto call : calls.getAsRange<AggregateCallAttr>()) {
    int32_t filter = call.getFilter() < 0 ? -1 : place(call.getFilter());
    result.push_back(AggregateCallAttr::get(calls.getContext(), call.getFunction(), remapColumns(call.getArguments(), place), call.getDistinct(), filter,
                                            call.getType()));
  }
  return ArrayAttr::get(calls.getContext(), result);
}

ProjectOp projectColumns(OpBuilder &builder, Location location, Value input, llvm::ArrayRef<int32_t> columns) {
  llvm::SmallVector<ColumnAttr> result;
  for (int32_t column : columns)
    result.push_back(streamOf(input).getColumns()[column]);
  auto project = builder.create<ProjectOp>(location, StreamType::get(builder.getContext(), result), input);
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginScalars(builder, project.getExpressions(), streamOf(input), location), values;
  for (int32_t column : columns)
    values.push_back(row[column]);
  endScalars(builder, location, values);
  return project;
}

} // namespace millrace::rel
