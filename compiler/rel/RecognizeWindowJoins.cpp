/// rel-recognize-window-joins: joins by window_start and window_end of equal windows on both sides become rel.window_join, whose state ends with the window.
///
/// Shape:   a window is followed through operators that pass rows on to the window function or window aggregate that made it (WindowColumns.cpp).
/// Source:  Flink's WindowJoinUtil.satisfyWindowJoin, FlinkRelMdWindowProperties.
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/TimeAttributes.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_RECOGNIZEWINDOWJOINS
#include "compiler/rel/RelPasses.h.inc"

namespace {

bool areEqual(const WindowColumns &a, const WindowColumns &b) {
  return a.window.getKind() == b.window.getKind() && a.window.getSizeMs() == b.window.getSizeMs() && a.window.getSlideMs() == b.window.getSlideMs() &&
         a.window.getOffsetMs() == b.window.getOffsetMs() && a.isZoned == b.isZoned;
}

// The key that compares a bound of both sides; none without one.
std::optional<unsigned> keyOf(JoinOp join, llvm::ArrayRef<int32_t> left, llvm::ArrayRef<int32_t> right) {
  for (unsigned key = 0; key < join.getLeftKeys().size(); ++key)
    if (llvm::is_contained(left, join.getLeftKeys()[key]) && llvm::is_contained(right, join.getRightKeys()[key]))
      return key;
  return std::nullopt;
}

void recognize(JoinOp join) {
  std::optional<WindowColumns> left = windowColumnsOf(join.getLeft()), right = windowColumnsOf(join.getRight());
  // Windows of the machine's clock close when it says so, not with the watermark: their joins stay regular ones.
  if (!left || !right || !areEqual(*left, *right) || left->isProcessingTime || right->isProcessingTime)
    return;
  std::optional<unsigned> startKey = keyOf(join, left->starts, right->starts), endKey = keyOf(join, left->ends, right->ends);
  if (!startKey || !endKey)
    return;
  if (isUpdating(possibleKinds(join.getLeft())) || isUpdating(possibleKinds(join.getRight())))
    return;
  OpBuilder builder(join);
  auto now = builder.create<WindowJoinOp>(join.getLoc(), join.getType(), join.getLeft(), join.getRight(), join.getKind(), join.getLeftKeys(),
                                          join.getRightKeys(), join.getNullEqual(), *endKey, left->window.getSizeMs(), left->isZoned);
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
