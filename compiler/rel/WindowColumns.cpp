// Finds the columns that hold a stream's window, through operators that pass rows on.
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelOrdered.h"

using namespace mlir;

namespace millrace::rel {

static bool isZoned(StreamType stream, WindowAttr window) {
  return isa<sql::TimestampLtzType>(sql::withoutNull(stream.getColumns()[window.getTimeColumn()].getType()));
}
static bool isProcessingTime(StreamType stream, WindowAttr window) { return stream.getColumns()[window.getTimeColumn()].getTime() == TimeKind::ProcTime; }

static std::optional<WindowColumns> unlessEmpty(WindowColumns columns) {
  return columns.starts.empty() || columns.ends.empty() ? std::nullopt : std::optional(std::move(columns));
}

static std::optional<WindowColumns> ofWindowAggregate(WindowAggregateOp op) {
  WindowColumns columns{{}, {}, isZoned(streamOf(op.getInput()), op.getWindow()), isProcessingTime(streamOf(op.getInput()), op.getWindow())};
  auto first = static_cast<int32_t>(op.getKeys().size() + op.getCalls().size());
  for (auto [index, property] : llvm::enumerate(op.getWindowProperties())) {
    if (property == static_cast<int32_t>(WindowProperty::Start))
      columns.starts.push_back(first + static_cast<int32_t>(index));
    if (property == static_cast<int32_t>(WindowProperty::End))
      columns.ends.push_back(first + static_cast<int32_t>(index));
  }
  return unlessEmpty(columns);
}

// The columns of `columns` in a result that has, for each of its own, the column of the input that it is; none: another value.
static std::optional<WindowColumns> moved(const WindowColumns &columns, llvm::ArrayRef<std::optional<unsigned>> origins) {
  WindowColumns result{{}, {}, columns.isZoned, columns.isProcessingTime};
  for (auto [index, origin] : llvm::enumerate(origins)) {
    if (origin && llvm::is_contained(columns.starts, static_cast<int32_t>(*origin)))
      result.starts.push_back(static_cast<int32_t>(index));
    if (origin && llvm::is_contained(columns.ends, static_cast<int32_t>(*origin)))
      result.ends.push_back(static_cast<int32_t>(index));
  }
  return unlessEmpty(result);
}

static std::optional<WindowColumns> throughProject(ProjectOp op) {
  std::optional<WindowColumns> columns = windowColumnsOf(op.getInput());
  return columns ? moved(*columns, llvm::map_to_vector(yieldedValues(op.getExpressions()), columnOf)) : std::nullopt;
}

static std::optional<WindowColumns> throughAggregate(AggregateOp op) {
  std::optional<WindowColumns> columns = op.getWindow().empty() ? std::nullopt : windowColumnsOf(op.getInput());
  llvm::SmallVector<std::optional<unsigned>> origins(op.getKeys().begin(), op.getKeys().end());
  return columns ? moved(*columns, origins) : std::nullopt;
}

// Both sides' columns, except of a side whose rows may be missing: its bounds are NULL then.
static std::optional<WindowColumns> throughJoin(WindowJoinOp op) {
  std::optional<WindowColumns> left = windowColumnsOf(op.getLeft()), right = windowColumnsOf(op.getRight());
  if (isExistence(op.getKind()))
    return left;
  WindowColumns columns{{}, {}, op.getInstant(), false};
  if (left && !keepsRight(op.getKind())) {
    columns.starts = left->starts;
    columns.ends = left->ends;
  }
  auto leftCount = static_cast<int32_t>(streamOf(op.getLeft()).getColumns().size());
  if (right && !keepsLeft(op.getKind())) {
    for (int32_t start : right->starts)
      columns.starts.push_back(leftCount + start);
    for (int32_t end : right->ends)
      columns.ends.push_back(leftCount + end);
  }
  return unlessEmpty(columns);
}

std::optional<std::pair<int32_t, int32_t>> WindowColumns::among(llvm::ArrayRef<int32_t> columns) const {
  auto find = [&](llvm::ArrayRef<int32_t> bounds) { return llvm::find_if(bounds, [&](int32_t bound) { return llvm::is_contained(columns, bound); }); };
  const int32_t *start = find(starts), *end = find(ends);
  return start == starts.end() || end == ends.end() ? std::nullopt : std::optional(std::pair(*start, *end));
}

std::optional<WindowColumns> windowColumnsOf(Value stream) {
  Operation *op = stream.getDefiningOp();
  if (auto window = dyn_cast<WindowOp>(op)) {
    StreamType input = streamOf(window.getInput());
    auto first = static_cast<int32_t>(input.getColumns().size());
    return WindowColumns{{first}, {first + 1}, isZoned(input, window.getWindow()), isProcessingTime(input, window.getWindow())};
  }
  if (auto aggregate = dyn_cast<WindowAggregateOp>(op))
    return ofWindowAggregate(aggregate);
  if (auto aggregate = dyn_cast<AggregateOp>(op))
    return throughAggregate(aggregate);
  if (auto project = dyn_cast<ProjectOp>(op))
    return throughProject(project);
  if (auto join = dyn_cast<WindowJoinOp>(op))
    return throughJoin(join);
  if (isa<FilterOp, WindowRankOp>(op))
    return windowColumnsOf(op->getOperand(0));
  return std::nullopt;
}

} // namespace millrace::rel
