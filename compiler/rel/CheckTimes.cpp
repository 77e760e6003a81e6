/// rel-check-times: a window over an event time that a regular join has ended is refused, now that it is known which joins are regular.
///
/// Errors:  MR0312.
/// Source:  Flink's RelTimeIndicatorConverter: a regular join's time attributes become plain timestamps.
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/TimeAttributes.h"
#include "compiler/sql/Location.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_CHECKTIMES
#include "compiler/rel/RelPasses.h.inc"

namespace {

struct CheckTimes : impl::CheckTimesBase<CheckTimes> {
  CheckTimes() = default;
  explicit CheckTimes(diagnostics::DiagnosticBag &bag) : bag(&bag) {}

  void runOnOperation() override {
    getOperation().walk([&](WindowOp op) { check(op, op.getInput(), op.getWindow().getTimeColumn()); });
    getOperation().walk([&](SessionWindowOp op) { check(op, op.getInput(), op.getWindow().getTimeColumn()); });
    getOperation().walk([&](WindowAggregateOp op) { check(op, op.getInput(), op.getWindow().getTimeColumn()); });
  }

  void check(Operation *op, Value input, int32_t column) {
    if (timeKindOf(input, column) != TimeKind::None)
      return;
    std::string name = streamOf(input).getColumns()[column].getName().str();
    std::string message = "window over a query needs an event-time column";
    signalPassFailure();
    std::optional<source::SourceRange> range = sql::rangeOf(op->getLoc());
    if (!bag || !range) {
      op->emitError(message);
      return;
    }
    bag->report(diagnostics::DiagnosticId::WindowNeedsTimeAttribute, *range, message)
        .withLabel("`" + name + "` comes through a join, which holds rows back")
        .withHelp("bound the distance of the two event times in the join's condition: it is then an interval join, and time goes on");
  }

  diagnostics::DiagnosticBag *bag = nullptr;
};

} // namespace

std::unique_ptr<Pass> createCheckTimes(diagnostics::DiagnosticBag &bag) { return std::make_unique<CheckTimes>(bag); }

} // namespace millrace::rel
