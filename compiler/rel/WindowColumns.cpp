// Finds the columns that hold a stream's window, through operators that pass rows on.
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelOrdered.h"

using namespace mlir;

namespace millrace::rel {

static bool isZoned(StreamType stream, WindowAttr window) {
  return isa<sql::TimestampLtzType>(sql::withoutNull(stream.getColumns()[window.getTimeColumn()].getType()));
}
static bool isProcessingTime(StreamType stream, WindowAttr window) { return stream.getColumns()[window.getTimeColumn()].getTime() == TimeKind::ProcTime; }

static std::optional<WindowColumns> ofAggregate(WindowAggregateOp op) {
  WindowColumns columns{-1, -1, isZoned(streamOf(op.getInput()), op.getWindow()), isProcessingTime(streamOf(op.getInput()), op.getWindow())};
  auto first = static_cast<int32_t>(op.getKeys().size() + op.getCalls().size());
  for (auto [index, property] : llvm::enumerate(op.getWindowProperties())) {
    if (property == static_cast<int32_t>(WindowProperty::Start))
      columns.start = first + static_cast<int32_t>(index);
    if (property == static_cast<int32_t>(WindowProperty::End))
      columns.end = first + static_cast<int32_t>(index);
  }
  return columns.start < 0 || columns.end < 0 ? std::nullopt : std::optional(columns);
}

static std::optional<WindowColumns> throughProject(ProjectOp op) {
  std::optional<WindowColumns> columns = windowColumnsOf(op.getInput());
  if (!columns)
    return std::nullopt;
  auto place = [&](int32_t column) {
    for (auto [index, value] : llvm::enumerate(yieldedValues(op.getExpressions())))
      if (columnOf(value) == static_cast<unsigned>(column))
        return static_cast<int32_t>(index);
    return -1;
  };
  columns->start = place(columns->start);
  columns->end = place(columns->end);
  return columns->start < 0 || columns->end < 0 ? std::nullopt : columns;
}

std::optional<WindowColumns> windowColumnsOf(Value stream) {
  Operation *op = stream.getDefiningOp();
  if (auto window = dyn_cast<WindowOp>(op)) {
    StreamType input = streamOf(window.getInput());
    auto first = static_cast<int32_t>(input.getColumns().size());
    return WindowColumns{first, first + 1, isZoned(input, window.getWindow()), isProcessingTime(input, window.getWindow())};
  }
  if (auto aggregate = dyn_cast<WindowAggregateOp>(op))
    return ofAggregate(aggregate);
  if (auto project = dyn_cast<ProjectOp>(op))
    return throughProject(project);
  if (isa<FilterOp, WindowRankOp>(op))
    return windowColumnsOf(op->getOperand(0));
  return std::nullopt;
}

} // namespace millrace::rel
