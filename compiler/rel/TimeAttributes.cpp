#include "compiler/rel/TimeAttributes.h"

#include "compiler/rel/Regions.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelUnnest.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace millrace::rel {

TimeKind timeKindOf(Value stream, int32_t column) {
  TimeKind declared = streamOf(stream).getColumns()[column].getTime();
  if (declared == TimeKind::None)
    return declared;
  Operation *op = stream.getDefiningOp();
  if (isa<JoinOp>(op))
    return TimeKind::None;
  if (auto project = dyn_cast<ProjectOp>(op)) {
    std::optional<unsigned> from = sameColumn(yieldedValues(project.getExpressions())[column]);
    return from ? timeKindOf(project.getInput(), static_cast<int32_t>(*from)) : declared;
  }
  // The input's columns come first.
  if (isa<RankOp, OverOp, SortOp, LimitOp, WindowRankOp, ExpandOp>(op) && column >= static_cast<int32_t>(streamOf(op->getOperand(0)).getColumns().size()))
    return declared;
  if (isa<FilterOp, RankOp, OverOp, SortOp, LimitOp, WindowRankOp, ExpandOp>(op))
    return timeKindOf(op->getOperand(0), column);
  if (auto unnest = dyn_cast<UnnestOp>(op))
    return column < static_cast<int32_t>(unnest.getPassed().size()) ? timeKindOf(unnest.getInput(), unnest.getPassed()[column]) : declared;
  if (auto join = dyn_cast<LookupJoinOp>(op))
    return timeKindOf(join.getLeft(), column);
  if (auto join = dyn_cast<TemporalJoinOp>(op)) {
    bool isLeft = column < static_cast<int32_t>(streamOf(join.getLeft()).getColumns().size());
    return isLeft ? timeKindOf(join.getLeft(), column) : TimeKind::None;
  }
  // The clock does not hold watermarks back for the rows that wait for it.
  if (auto join = dyn_cast<IntervalJoinOp>(op); join && join.isOverProcessingTime() && declared == TimeKind::RowTime)
    return TimeKind::None;
  if (auto all = dyn_cast<UnionAllOp>(op)) {
    // One stream may be there several times.
    llvm::SetVector<Value> inputs(all.getInputs().begin(), all.getInputs().end());
    if (llvm::any_of(inputs, [&](Value input) { return timeKindOf(input, column) == TimeKind::None; }))
      return TimeKind::None;
  }
  return declared;
}

// `known`: streams that several operators read are asked once.
static uint8_t possibleKinds(Value stream, llvm::DenseMap<Value, uint8_t> &known) {
  if (auto found = known.find(stream); found != known.end())
    return found->second;
  auto op = cast<ChangelogModeInterface>(stream.getDefiningOp());
  llvm::SmallVector<uint8_t> inputs;
  for (Value input : op->getOperands())
    inputs.push_back(possibleKinds(input, known));
  uint8_t result = op.producedKinds(inputs);
  known[stream] = result;
  return result;
}

uint8_t possibleKinds(Value stream) {
  llvm::DenseMap<Value, uint8_t> known;
  return possibleKinds(stream, known);
}

} // namespace millrace::rel
