// Column pruning of operators that look at rows in an order: the input carries what the result's readers and the operator itself read.
#include "compiler/rel/Pruning.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelOrdered.h"

using namespace mlir;

namespace millrace::rel {

namespace {

size_t inputSize(Operation *op) { return streamOf(op->getOperand(0)).getColumns().size(); }

// The input's leaves that the operator needs: what is read of the result, and the columns `read`.
LeafSet useOf(Pruning &pruning, Operation *op, llvm::ArrayRef<int32_t> read) {
  LeafSet use = pruning.needed[op->getResult(0)];
  std::erase_if(use, [&](const Leaf &leaf) { return leaf.column >= inputSize(op); });
  for (int32_t column : read)
    use.insert(Leaf{static_cast<unsigned>(column), {}});
  // A row of no columns says nothing that one column does not.
  if (use.empty() && inputSize(op) > 0)
    use.insert(Leaf{0, {}});
  return use;
}

/// The input made again with the leaves that are needed; the result begins with them.
struct PrunedInput {
  Value input;
  LeafList leaves;

  PrunedInput(Pruning &pruning, Operation *op, llvm::ArrayRef<int32_t> read)
      : leaves(withoutCovered(useOf(pruning, op, read))) {
    input = pruning.narrowed(op->getOperand(0), leaves, op->getLoc());
  }
  int32_t place(int32_t column) const { return static_cast<int32_t>(coveringLeaf(leaves, Leaf{static_cast<unsigned>(column), {}})); }
  llvm::SmallVector<int32_t> places(llvm::ArrayRef<int32_t> columns) const {
    return remapColumns(columns, [&](int32_t column) { return place(column); });
  }
  ArrayAttr order(ArrayAttr old) const {
    llvm::SmallVector<Attribute> columns;
    for (SortColumnAttr column : sortColumns(old))
      columns.push_back(SortColumnAttr::get(old.getContext(), place(column.getColumn()), column.getDescending(), column.getNullsLast()));
    return ArrayAttr::get(old.getContext(), columns);
  }
};

llvm::SmallVector<int32_t> readColumns(llvm::ArrayRef<int32_t> partition, ArrayAttr order) {
  llvm::SmallVector<int32_t> read(partition);
  for (SortColumnAttr column : sortColumns(order))
    read.push_back(column.getColumn());
  return read;
}

llvm::SmallVector<unsigned> neededCalls(Pruning &pruning, OverOp op) {
  llvm::SmallVector<unsigned> calls;
  for (unsigned index = 0; index < op.getCalls().size(); ++index)
    if (pruning.isNeeded(op.getResult(), inputSize(op) + index))
      calls.push_back(index);
  return calls;
}

llvm::SmallVector<int32_t> readBy(Pruning &pruning, OverOp op) {
  llvm::SmallVector<int32_t> read = readColumns(op.getPartition(), op.getOrder());
  for (unsigned index : neededCalls(pruning, op))
    llvm::append_range(read, cast<OverCallAttr>(op.getCalls()[index]).getArguments());
  return read;
}

llvm::SmallVector<int32_t> readBy(RankOp op) {
  llvm::SmallVector<int32_t> read = readColumns(op.getPartition(), op.getOrder());
  if (op.getEndColumn())
    read.push_back(static_cast<int32_t>(*op.getEndColumn()));
  return read;
}

// The leaves of a result with a rank behind the input's, if somebody reads it.
template <typename Op> LeafList rankLeaves(Pruning &pruning, Op op, const PrunedInput &pruned) {
  LeafList leaves = pruned.leaves;
  if (op.getNumber() && pruning.isNeeded(op.getResult(), inputSize(op)))
    leaves.push_back({static_cast<unsigned>(inputSize(op)), {}});
  return leaves;
}

} // namespace

void OverOp::collectUse(Pruning &pruning) { pruning.need(getInput(), useOf(pruning, *this, readBy(pruning, *this))); }
void OverOp::rebuild(Pruning &pruning) {
  PrunedInput pruned(pruning, *this, readBy(pruning, *this));
  LeafList leaves = pruned.leaves;
  llvm::SmallVector<Attribute> calls;
  for (unsigned index : neededCalls(pruning, *this)) {
    auto call = cast<OverCallAttr>(getCalls()[index]);
    calls.push_back(OverCallAttr::get(getContext(), call.getFunction(), pruned.places(call.getArguments()), call.getDistinct(), call.getOffset(), call.getType()));
    leaves.push_back({static_cast<unsigned>(inputSize(*this) + index), {}});
  }
  auto now = pruning.builder.create<OverOp>(getLoc(), pruning.streamType(getResult(), leaves), pruned.input, pruned.places(getPartition()),
                                            pruned.order(getOrder()), getRows(), getPreceding(), pruning.builder.getArrayAttr(calls));
  pruning.finish(getResult(), leaves, now.getResult());
}

void RankOp::collectUse(Pruning &pruning) { pruning.need(getInput(), useOf(pruning, *this, readBy(*this))); }
void RankOp::rebuild(Pruning &pruning) {
  PrunedInput pruned(pruning, *this, readBy(*this));
  LeafList leaves = rankLeaves(pruning, *this, pruned);
  IntegerAttr endColumn = getEndColumn() ? pruning.builder.getI32IntegerAttr(pruned.place(static_cast<int32_t>(*getEndColumn()))) : IntegerAttr();
  auto now = pruning.builder.create<RankOp>(getLoc(), pruning.streamType(getResult(), leaves), pruned.input, pruned.places(getPartition()),
                                            pruned.order(getOrder()), getStart(), getEnd(), endColumn,
                                            leaves.size() > pruned.leaves.size(), getLimit(), getFunction());
  pruning.finish(getResult(), leaves, now.getResult());
}

void WindowRankOp::collectUse(Pruning &pruning) { pruning.need(getInput(), useOf(pruning, *this, readColumns(getPartition(), getOrder()))); }
void WindowRankOp::rebuild(Pruning &pruning) {
  PrunedInput pruned(pruning, *this, readColumns(getPartition(), getOrder()));
  LeafList leaves = rankLeaves(pruning, *this, pruned);
  auto now = pruning.builder.create<WindowRankOp>(
      getLoc(), pruning.streamType(getResult(), leaves), pruned.input, pruned.places(getPartition()), pruned.order(getOrder()), getStart(), getEnd(),
      leaves.size() > pruned.leaves.size(), pruned.place(static_cast<int32_t>(getWindowStart())), pruned.place(static_cast<int32_t>(getWindowEnd())), getZoned(),
      getFunction());
  pruning.finish(getResult(), leaves, now.getResult());
}

void SortOp::collectUse(Pruning &pruning) { pruning.need(getInput(), useOf(pruning, *this, readColumns({}, getOrder()))); }
void SortOp::rebuild(Pruning &pruning) {
  PrunedInput pruned(pruning, *this, readColumns({}, getOrder()));
  auto now = pruning.builder.create<SortOp>(getLoc(), pruning.streamType(getResult(), pruned.leaves), pruned.input, pruned.order(getOrder()));
  pruning.finish(getResult(), pruned.leaves, now.getResult());
}

void LimitOp::collectUse(Pruning &pruning) { pruning.need(getInput(), useOf(pruning, *this, {})); }
void LimitOp::rebuild(Pruning &pruning) {
  PrunedInput pruned(pruning, *this, {});
  auto now = pruning.builder.create<LimitOp>(getLoc(), pruning.streamType(getResult(), pruned.leaves), pruned.input, getOffset(), getFetch());
  pruning.finish(getResult(), pruned.leaves, now.getResult());
}

} // namespace millrace::rel
