#include "compiler/rel/Pruning.h"

#include "compiler/rel/Regions.h"

using namespace mlir;

namespace millrace::rel {

void Pruning::needColumns(Value stream, llvm::ArrayRef<int32_t> columns) {
  for (int32_t column : columns)
    needed[stream].insert({static_cast<unsigned>(column), {}});
}

void Pruning::needAll(Value stream) {
  for (unsigned column = 0; column < streamOf(stream).getColumns().size(); ++column)
    needed[stream].insert(Leaf{column, {}});
}

LeafSet Pruning::wholeColumns(Value stream) {
  LeafSet whole;
  for (const Leaf &leaf : needed[stream])
    whole.insert({leaf.column, {}});
  return whole;
}

bool Pruning::isNeeded(Value stream, unsigned column) {
  return llvm::any_of(needed[stream], [&](const Leaf &leaf) { return leaf.column == column; });
}

RegionUse Pruning::regionUse(Region &region) {
  hoistFields(region);
  return usesOf(region, yieldedValues(region));
}

StreamType Pruning::streamType(Value old, const LeafList &leaves) {
  llvm::SmallVector<ColumnAttr> columns;
  for (const Leaf &leaf : leaves)
    columns.push_back(leafColumn(streamOf(old), leaf));
  return StreamType::get(builder.getContext(), columns);
}

llvm::SmallVector<int32_t> Pruning::placesOf(Value stream, llvm::ArrayRef<int32_t> columns) {
  return remapColumns(columns, [&](int32_t column) { return place(stream, column); });
}

void Pruning::finish(Value old, LeafList leaves, Value now) {
  kept[old] = std::move(leaves);
  rebuilt[old] = now;
}

void Pruning::copyRegion(Region &from, Region &to, Value oldInput) {
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginScalars(builder, to, streamOf(rebuilt[oldInput]), from.getLoc());
  copyScalars(from, kept[oldInput], row);
}

void Pruning::copyScalars(Region &from, const LeafList &leaves, ValueRange row) {
  IRMapping mapping;
  RegionUse use = regionUse(from);
  copyUses(builder, from, use, leaves, row, mapping);
  Operation *yield = from.front().getTerminator();
  llvm::SmallVector<Value> values;
  for (Value value : yield->getOperands())
    values.push_back(leafOf(value) ? readLeaf(builder, from.getLoc(), leaves, row, *leafOf(value)) : mapping.lookup(value));
  builder.create<sql::YieldOp>(yield->getLoc(), values);
}

Value Pruning::narrowed(Value old, const LeafList &leaves, Location location) {
  if (kept[old] == leaves)
    return rebuilt[old];
  auto project = builder.create<ProjectOp>(location, streamType(old, leaves), rebuilt[old]);
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginScalars(builder, project.getExpressions(), streamOf(rebuilt[old]), location), values;
  for (const Leaf &leaf : leaves)
    values.push_back(readLeaf(builder, location, kept[old], row, leaf));
  endScalars(builder, location, values);
  return project.getResult();
}

} // namespace millrace::rel
