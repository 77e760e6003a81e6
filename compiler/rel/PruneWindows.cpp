// Column pruning of sessions and of grouping sets: the input's columns come first in their results.
#include "compiler/rel/Pruning.h"
#include "compiler/rel/Regions.h"

using namespace mlir;

namespace millrace::rel {

namespace {

// Notes what is read of the input through the result, and the columns `read`.
void needBelow(Pruning &pruning, Operation *op, llvm::ArrayRef<int32_t> read) {
  Value input = op->getOperand(0);
  LeafSet use = pruning.needed[op->getResult(0)];
  std::erase_if(use, [&](const Leaf &leaf) { return leaf.column >= streamOf(input).getColumns().size(); });
  for (int32_t column : read)
    use.insert(Leaf{static_cast<unsigned>(column), {}});
  // A row of no columns says nothing that one column does not.
  if (use.empty() && !streamOf(input).getColumns().empty())
    use.insert(Leaf{0, {}});
  pruning.need(input, use);
}

} // namespace

void SessionWindowOp::collectUse(Pruning &pruning) {
  llvm::SmallVector<int32_t> read(getPartition());
  read.push_back(getWindow().getTimeColumn());
  needBelow(pruning, *this, read);
}

void SessionWindowOp::rebuild(Pruning &pruning) {
  auto size = static_cast<unsigned>(streamOf(getInput()).getColumns().size());
  // Its state holds whole rows: no column that only others read of the input.
  LeafSet use = pruning.needed[getResult()];
  std::erase_if(use, [&](const Leaf &leaf) { return leaf.column >= size; });
  for (int32_t column : getPartition())
    use.insert(Leaf{static_cast<unsigned>(column), {}});
  use.insert(Leaf{static_cast<unsigned>(getWindow().getTimeColumn()), {}});
  LeafList leaves = withoutCovered(use);
  Value input = pruning.narrowed(getInput(), leaves, getLoc());
  auto place = [&](int32_t column) { return static_cast<int32_t>(coveringLeaf(leaves, Leaf{static_cast<unsigned>(column), {}})); };
  WindowAttr old = getWindow();
  auto window = WindowAttr::get(getContext(), old.getKind(), place(old.getTimeColumn()), old.getSizeMs(), old.getSlideMs(), old.getOffsetMs());
  llvm::SmallVector<int32_t> partition = remapColumns(getPartition(), place);
  LeafList list = leaves;
  for (unsigned bound = 0; bound < 3; ++bound)
    list.push_back({size + bound, {}});
  auto now = pruning.builder.create<SessionWindowOp>(getLoc(), pruning.streamType(getResult(), list), input, window, partition);
  pruning.finish(getResult(), list, now.getResult());
}

void ExpandOp::collectUse(Pruning &pruning) {
  auto size = static_cast<unsigned>(streamOf(getInput()).getColumns().size());
  llvm::SmallVector<int32_t> read;
  for (auto [index, key] : llvm::enumerate(getKeys()))
    if (pruning.isNeeded(getResult(), size + index))
      read.push_back(key);
  needBelow(pruning, *this, read);
}

void ExpandOp::rebuild(Pruning &pruning) {
  auto size = static_cast<unsigned>(streamOf(getInput()).getColumns().size());
  LeafList list = pruning.kept[getInput()];
  llvm::SmallVector<int32_t> keys;
  llvm::SmallVector<int64_t> sets(getSets().size(), 0);
  for (auto [index, key] : llvm::enumerate(getKeys())) {
    if (!pruning.isNeeded(getResult(), size + index))
      continue;
    for (auto [now, old] : llvm::zip(sets, getSets()))
      now |= (old >> index & 1) << keys.size();
    keys.push_back(pruning.place(getInput(), key));
    list.push_back({static_cast<unsigned>(size + index), {}});
  }
  list.push_back({static_cast<unsigned>(size + getKeys().size()), {}});
  auto now = pruning.builder.create<ExpandOp>(getLoc(), pruning.streamType(getResult(), list), pruning.rebuilt[getInput()], keys, sets);
  pruning.finish(getResult(), list, now.getResult());
}

} // namespace millrace::rel
