/// rel-recognize-window-joins: joins by window_start and window_end of equal windows on both sides become rel.window_join, whose state ends with the window.
///
/// Shape:   a column's window is followed through operators that pass rows on to the window function or window aggregate that made it.
/// Source:  Flink's WindowJoinUtil.satisfyWindowJoin, FlinkRelMdWindowProperties.
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/TimeAttributes.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_RECOGNIZEWINDOWJOINS
#include "compiler/rel/RelPasses.h.inc"

namespace {

/// What a column is to a window.
struct WindowColumn {
  WindowAttr window; ///< its time column is of the operator that made it
  bool isInstant;    ///< over TIMESTAMP_LTZ
  WindowProperty property;

  bool isOfSameWindow(const WindowColumn &other) const {
    return window.getKind() == other.window.getKind() && window.getSizeMs() == other.window.getSizeMs() && window.getSlideMs() == other.window.getSlideMs() &&
           window.getOffsetMs() == other.window.getOffsetMs() && isInstant == other.isInstant;
  }
};

// Windows of the machine's clock close when it says so, not with the watermark: their joins stay regular ones.
template <typename Op> bool isOfClock(Op op) {
  return streamOf(op.getInput()).getColumns()[op.getWindow().getTimeColumn()].getTime() == TimeKind::ProcTime;
}
template <typename Op> bool isInstant(Op op) {
  return isa<sql::TimestampLtzType>(sql::withoutNull(streamOf(op.getInput()).getColumns()[op.getWindow().getTimeColumn()].getType()));
}

template <typename Op> std::optional<WindowColumn> ofWindow(Op window, unsigned column) {
  unsigned before = streamOf(window.getInput()).getColumns().size();
  if (isOfClock(window) || column < before || column > before + 1)
    return std::nullopt;
  return WindowColumn{window.getWindow(), isInstant(window), column == before ? WindowProperty::Start : WindowProperty::End};
}

std::optional<WindowColumn> windowColumn(Value stream, unsigned column) {
  Operation *op = stream.getDefiningOp();
  if (isa<FilterOp>(op))
    return windowColumn(op->getOperand(0), column);
  if (auto project = dyn_cast<ProjectOp>(op)) {
    std::optional<unsigned> from = columnOf(yieldedValues(project.getExpressions())[column]);
    return from ? windowColumn(project.getInput(), *from) : std::nullopt;
  }
  if (auto window = dyn_cast<WindowOp>(op))
    return ofWindow(window, column);
  if (auto session = dyn_cast<SessionWindowOp>(op))
    return ofWindow(session, column);
  if (auto aggregate = dyn_cast<AggregateOp>(op))
    return closesWithWindow(aggregate) && column < aggregate.getKeys().size() ? windowColumn(aggregate.getInput(), aggregate.getKeys()[column]) : std::nullopt;
  if (auto aggregate = dyn_cast<WindowAggregateOp>(op)) {
    unsigned before = aggregate.getKeys().size() + aggregate.getCalls().size();
    if (isOfClock(aggregate) || column < before)
      return std::nullopt;
    return WindowColumn{aggregate.getWindow(), isInstant(aggregate), static_cast<WindowProperty>(aggregate.getWindowProperties()[column - before])};
  }
  if (auto join = dyn_cast<WindowJoinOp>(op)) {
    unsigned leftCount = streamOf(join.getLeft()).getColumns().size();
    bool isLeft = column < leftCount;
    // The bounds are NULL where their side is missing.
    if (isLeft ? keepsRight(join.getKind()) : keepsLeft(join.getKind()))
      return std::nullopt;
    return isLeft ? windowColumn(join.getLeft(), column) : windowColumn(join.getRight(), column - leftCount);
  }
  return std::nullopt;
}

// The key that compares this bound of one window on both sides; none without one.
std::optional<unsigned> keyOf(JoinOp join, WindowProperty property, std::optional<WindowColumn> &window) {
  for (unsigned key = 0; key < join.getLeftKeys().size(); ++key) {
    std::optional<WindowColumn> left = windowColumn(join.getLeft(), join.getLeftKeys()[key]), right = windowColumn(join.getRight(), join.getRightKeys()[key]);
    if (!left || !right || left->property != property || right->property != property || !left->isOfSameWindow(*right))
      continue;
    window = left;
    return key;
  }
  return std::nullopt;
}

void recognize(JoinOp join) {
  std::optional<WindowColumn> start, end;
  std::optional<unsigned> startKey = keyOf(join, WindowProperty::Start, start), endKey = keyOf(join, WindowProperty::End, end);
  if (!startKey || !endKey || !start->isOfSameWindow(*end))
    return;
  if (isUpdating(possibleKinds(join.getLeft())) || isUpdating(possibleKinds(join.getRight())))
    return;
  OpBuilder builder(join);
  auto now = builder.create<WindowJoinOp>(join.getLoc(), join.getType(), join.getLeft(), join.getRight(), join.getKind(), join.getLeftKeys(),
                                          join.getRightKeys(), join.getNullEqual(), *endKey, end->window.getSizeMs(), end->isInstant);
  now.getCondition().takeBody(join.getCondition());
  join.getResult().replaceAllUsesWith(now.getResult());
  join.erase();
}

struct RecognizeWindowJoins : impl::RecognizeWindowJoinsBase<RecognizeWindowJoins> {
  void runOnOperation() override {
    for (auto join : llvm::make_early_inc_range(getOperation().getOps<JoinOp>()))
      recognize(join);
  }
};

} // namespace
} // namespace millrace::rel
