// Column pruning of joins: each input carries what the result's readers, the keys and the condition read of it, and nothing else.
#include "compiler/rel/Pruning.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelJoins.h"

using namespace mlir;

namespace millrace::rel {

namespace {

/// What a join reads of its inputs.
struct JoinUse {
  LeafSet left, right;
};

template <typename Op> JoinUse useOf(Pruning &pruning, Op op) {
  JoinUse use;
  if constexpr (std::is_same_v<Op, IntervalJoinOp> || std::is_same_v<Op, TemporalJoinOp>) {
    use.left.insert(Leaf{static_cast<unsigned>(op.getLeftTime()), {}});
    use.right.insert(Leaf{static_cast<unsigned>(op.getRightTime()), {}});
  }
  unsigned leftCount = streamOf(op.getLeft()).getColumns().size();
  auto add = [&](Leaf leaf) {
    bool isLeft = leaf.column < leftCount;
    if (!isLeft)
      leaf.column -= leftCount;
    (isLeft ? use.left : use.right).insert(std::move(leaf));
  };
  for (const Leaf &leaf : pruning.needed[op.getResult()])
    add(leaf);
  if (!op.getCondition().empty())
    for (const Leaf &leaf : Pruning::regionUse(op.getCondition()).leaves)
      add(leaf);
  for (int32_t key : op.getLeftKeys())
    use.left.insert(Leaf{static_cast<unsigned>(key), {}});
  for (int32_t key : op.getRightKeys())
    use.right.insert(Leaf{static_cast<unsigned>(key), {}});
  // A row of no columns says nothing that one column does not.
  if (use.left.empty() && leftCount > 0)
    use.left.insert(Leaf{0, {}});
  if (use.right.empty() && !streamOf(op.getRight()).getColumns().empty())
    use.right.insert(Leaf{0, {}});
  return use;
}

template <typename Op> void collectJoin(Pruning &pruning, Op op) {
  JoinUse use = useOf(pruning, op);
  pruning.need(op.getLeft(), use.left);
  pruning.need(op.getRight(), use.right);
}

llvm::SmallVector<int32_t> placesIn(const LeafList &leaves, llvm::ArrayRef<int32_t> columns) {
  return remapColumns(columns, [&](int32_t column) { return static_cast<int32_t>(coveringLeaf(leaves, {static_cast<unsigned>(column), {}})); });
}

int32_t placeIn(const LeafList &leaves, uint32_t column) { return placesIn(leaves, {static_cast<int32_t>(column)})[0]; }

/// The inputs of a join made again, and the leaves of its result.
struct PrunedJoin {
  Value left, right;
  LeafList leftLeaves, rightLeaves; ///< of the inputs
  LeafList condition;               ///< left then right, numbered as in the condition
  LeafList result;
  StreamType type;
};

template <typename Op> PrunedJoin pruneInputs(Pruning &pruning, Op op) {
  PrunedJoin join;
  JoinUse use = useOf(pruning, op);
  join.leftLeaves = withoutCovered(use.left);
  join.rightLeaves = withoutCovered(use.right);
  join.left = pruning.narrowed(op.getLeft(), join.leftLeaves, op.getLoc());
  join.right = pruning.narrowed(op.getRight(), join.rightLeaves, op.getLoc());
  unsigned leftCount = streamOf(op.getLeft()).getColumns().size();
  join.condition = join.leftLeaves;
  for (Leaf leaf : join.rightLeaves) {
    leaf.column += leftCount;
    join.condition.push_back(leaf);
  }
  join.result = isExistence(op.getKind()) ? join.leftLeaves : join.condition;
  join.type = pruning.streamType(op.getResult(), join.result);
  return join;
}

void copyCondition(Pruning &pruning, Region &from, Region &to, const PrunedJoin &join) {
  if (from.empty())
    return;
  OpBuilder::InsertionGuard guard(pruning.builder);
  llvm::SmallVector<Value> row = beginJoinScalars(pruning.builder, to, streamOf(join.left), streamOf(join.right), from.getLoc());
  pruning.copyScalars(from, join.condition, row);
}

} // namespace

template <typename Op> static void rebuildJoin(Pruning &pruning, Op op) {
  PrunedJoin join = pruneInputs(pruning, op);
  auto now = pruning.builder.create<Op>(op.getLoc(), join.type, join.left, join.right, op.getKind(), placesIn(join.leftLeaves, op.getLeftKeys()),
                                        placesIn(join.rightLeaves, op.getRightKeys()), op.getNullEqual());
  copyCondition(pruning, op.getCondition(), now.getCondition(), join);
  pruning.finish(op.getResult(), join.result, now.getResult());
}

void JoinOp::collectUse(Pruning &pruning) { collectJoin(pruning, *this); }
void JoinOp::rebuild(Pruning &pruning) { rebuildJoin(pruning, *this); }
void IntervalJoinOp::collectUse(Pruning &pruning) { collectJoin(pruning, *this); }
void IntervalJoinOp::rebuild(Pruning &pruning) {
  PrunedJoin join = pruneInputs(pruning, *this);
  int32_t leftTime = placeIn(join.leftLeaves, getLeftTime()), rightTime = placeIn(join.rightLeaves, getRightTime());
  auto now = pruning.builder.create<IntervalJoinOp>(getLoc(), join.type, join.left, join.right, getKind(), placesIn(join.leftLeaves, getLeftKeys()),
                                                    placesIn(join.rightLeaves, getRightKeys()), getNullEqual(), leftTime, rightTime, getLowerMs(),
                                                    getUpperMs());
  copyCondition(pruning, getCondition(), now.getCondition(), join);
  pruning.finish(getResult(), join.result, now.getResult());
}
void WindowJoinOp::collectUse(Pruning &pruning) { collectJoin(pruning, *this); }
void WindowJoinOp::rebuild(Pruning &pruning) {
  PrunedJoin join = pruneInputs(pruning, *this);
  auto now = pruning.builder.create<WindowJoinOp>(getLoc(), join.type, join.left, join.right, getKind(), placesIn(join.leftLeaves, getLeftKeys()),
                                                  placesIn(join.rightLeaves, getRightKeys()), getNullEqual(), getEndKey(), getSizeMs(), getInstant());
  copyCondition(pruning, getCondition(), now.getCondition(), join);
  pruning.finish(getResult(), join.result, now.getResult());
}
void LookupJoinOp::collectUse(Pruning &pruning) { collectJoin(pruning, *this); }
void LookupJoinOp::rebuild(Pruning &pruning) { rebuildJoin(pruning, *this); }
void TemporalJoinOp::collectUse(Pruning &pruning) { collectJoin(pruning, *this); }
void TemporalJoinOp::rebuild(Pruning &pruning) {
  PrunedJoin join = pruneInputs(pruning, *this);
  auto now = pruning.builder.create<TemporalJoinOp>(getLoc(), join.type, join.left, join.right, getKind(), placesIn(join.leftLeaves, getLeftKeys()),
                                                    placesIn(join.rightLeaves, getRightKeys()), getNullEqual(), placeIn(join.leftLeaves, getLeftTime()),
                                                    placeIn(join.rightLeaves, getRightTime()));
  copyCondition(pruning, getCondition(), now.getCondition(), join);
  pruning.finish(getResult(), join.result, now.getResult());
}

} // namespace millrace::rel
