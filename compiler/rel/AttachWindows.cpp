/// rel-attach-windows: an aggregate by both bounds of the window that its rows are in ends with the window, instead of being updated for ever.
///
/// Shape:  runs after every pass that makes windowed rows: window aggregates, window joins, ranks within windows.
/// Keeps:  windows of processing time, which close when the clock says so and not with the watermark; windows of GROUP BY, which Flink follows no further;
///         sessions whose rows are grouped by other keys than those that they were made by.
/// Source: Flink's WindowAttachedWindowingStrategy, WindowUtil.groupingContainsWindowStartEnd.
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelPasses.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_ATTACHWINDOWS
#include "compiler/rel/RelPasses.h.inc"

namespace {

int32_t placeOf(llvm::ArrayRef<int32_t> keys, int32_t column) { return static_cast<int32_t>(llvm::find(keys, column) - keys.begin()); }

void attach(AggregateOp op) {
  std::optional<WindowColumns> window = windowColumnsOf(op.getInput());
  if (!window || window->isProcessingTime || window->isOfGroupBy || !window->arePartition(op.getKeys()))
    return;
  if (std::optional<std::pair<int32_t, int32_t>> bounds = window->among(op.getKeys())) {
    op.setWindow({placeOf(op.getKeys(), bounds->first), placeOf(op.getKeys(), bounds->second)});
    op.setInstant(window->isZoned);
  }
}

struct AttachWindows : impl::AttachWindowsBase<AttachWindows> {
  void runOnOperation() override {
    // In the order of the module, so that an aggregate of an aggregate finds the inner one's window.
    for (auto op : getOperation().getOps<AggregateOp>())
      if (!closesWithWindow(op))
        attach(op);
  }
};

} // namespace
} // namespace millrace::rel
