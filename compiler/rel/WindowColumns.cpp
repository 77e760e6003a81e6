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

// Each of `columns` is one that sessions are made by.
template <typename Columns> static llvm::SmallVector<llvm::SmallVector<int32_t>> partitionOf(const Columns &columns) {
  llvm::SmallVector<llvm::SmallVector<int32_t>> partition;
  for (int32_t column : columns)
    partition.push_back({column});
  return partition;
}

template <typename Op> static WindowColumns ofWindowFunction(Op op) {
  StreamType input = streamOf(op.getInput());
  auto first = static_cast<int32_t>(input.getColumns().size());
  return {op.getWindow(), {first}, {first + 1}, {first + 2}, isZoned(input, op.getWindow()), isProcessingTime(input, op.getWindow()), /*isOfGroupBy=*/false, std::nullopt};
}

static std::optional<WindowColumns> ofWindowAggregate(WindowAggregateOp op) {
  StreamType input = streamOf(op.getInput());
  WindowColumns columns{op.getWindow(), {}, {}, {}, isZoned(input, op.getWindow()), isProcessingTime(input, op.getWindow()), op.getLegacy(), std::nullopt};
  auto first = static_cast<int32_t>(op.getKeys().size() + op.getCalls().size());
  for (auto [index, property] : llvm::enumerate(op.getWindowProperties())) {
    int32_t column = first + static_cast<int32_t>(index);
    if (property == static_cast<int32_t>(WindowProperty::Start))
      columns.starts.push_back(column);
    else if (property == static_cast<int32_t>(WindowProperty::End))
      columns.ends.push_back(column);
    else
      columns.times.push_back(column);
  }
  if (op.getWindow().getKind() == WindowKind::Session)
    columns.partition = partitionOf(llvm::seq<int32_t>(0, static_cast<int32_t>(op.getKeys().size())));
  return unlessEmpty(columns);
}

// The columns of `columns` in a result that has, for each of its own, the column of the input that it is; none: another value.
static std::optional<WindowColumns> moved(const WindowColumns &columns, llvm::ArrayRef<std::optional<unsigned>> origins) {
  auto placesOf = [&](llvm::ArrayRef<int32_t> before) {
    llvm::SmallVector<int32_t> places;
    for (auto [index, origin] : llvm::enumerate(origins))
      if (origin && llvm::is_contained(before, static_cast<int32_t>(*origin)))
        places.push_back(static_cast<int32_t>(index));
    return places;
  };
  WindowColumns result = columns;
  result.starts = placesOf(columns.starts);
  result.ends = placesOf(columns.ends);
  result.times = placesOf(columns.times);
  if (result.partition)
    for (llvm::SmallVector<int32_t> &places : *result.partition)
      places = placesOf(places);
  return unlessEmpty(result);
}

// What one question has found out: a stream that several operators read is looked at once.
using Known = llvm::DenseMap<Value, std::optional<WindowColumns>>;
static std::optional<WindowColumns> columnsOf(Value stream, Known &known);

static std::optional<WindowColumns> throughProject(ProjectOp op, Known &known) {
  std::optional<WindowColumns> columns = columnsOf(op.getInput(), known);
  return columns ? moved(*columns, llvm::map_to_vector(yieldedValues(op.getExpressions()), columnOf)) : std::nullopt;
}

static std::optional<WindowColumns> throughAggregate(AggregateOp op, Known &known) {
  std::optional<WindowColumns> columns = closesWithWindow(op) ? columnsOf(op.getInput(), known) : std::nullopt;
  llvm::SmallVector<std::optional<unsigned>> origins(op.getKeys().begin(), op.getKeys().end());
  return columns ? moved(*columns, origins) : std::nullopt;
}

// Both sides' columns, except of a side whose rows may be missing: its bounds are NULL then.
static std::optional<WindowColumns> throughJoin(WindowJoinOp op, Known &known) {
  std::optional<WindowColumns> left = columnsOf(op.getLeft(), known), right = columnsOf(op.getRight(), known);
  if (isExistence(op.getKind()))
    return left;
  auto leftCount = static_cast<unsigned>(streamOf(op.getLeft()).getColumns().size());
  llvm::SmallVector<std::optional<unsigned>> origins(leftCount);
  llvm::append_range(origins, llvm::seq<unsigned>(0, streamOf(op.getRight()).getColumns().size()));
  right = right && !keepsLeft(op.getKind()) ? moved(*right, origins) : std::nullopt;
  if (!left || keepsRight(op.getKind()))
    return right;
  if (right) {
    llvm::append_range(left->starts, right->starts);
    llvm::append_range(left->ends, right->ends);
    llvm::append_range(left->times, right->times);
    left->isOfGroupBy &= right->isOfGroupBy;
    // Equal keys of the join part sessions alike.
    if (left->partition)
      for (llvm::SmallVector<int32_t> &places : *left->partition)
        for (auto [leftKey, rightKey] : llvm::zip(op.getLeftKeys(), op.getRightKeys()))
          if (llvm::is_contained(places, leftKey))
            places.push_back(static_cast<int32_t>(leftCount) + rightKey);
  }
  return left;
}

std::optional<std::pair<int32_t, int32_t>> WindowColumns::among(llvm::ArrayRef<int32_t> columns) const {
  auto find = [&](llvm::ArrayRef<int32_t> bounds) { return llvm::find_if(bounds, [&](int32_t bound) { return llvm::is_contained(columns, bound); }); };
  const int32_t *start = find(starts), *end = find(ends);
  return start == starts.end() || end == ends.end() ? std::nullopt : std::optional(std::pair(*start, *end));
}

bool WindowColumns::arePartition(llvm::ArrayRef<int32_t> columns) const {
  if (!partition)
    return true;
  auto isWindow = [&](int32_t column) { return llvm::is_contained(starts, column) || llvm::is_contained(ends, column) || llvm::is_contained(times, column); };
  auto isOfPartition = [&](int32_t column) {
    return llvm::any_of(*partition, [&](llvm::ArrayRef<int32_t> places) { return llvm::is_contained(places, column); });
  };
  return llvm::all_of(columns, [&](int32_t column) { return isWindow(column) || isOfPartition(column); }) &&
         llvm::all_of(*partition, [&](llvm::ArrayRef<int32_t> places) {
           return llvm::any_of(places, [&](int32_t place) { return llvm::is_contained(columns, place); });
         });
}

static std::optional<WindowColumns> look(Value stream, Known &known) {
  Operation *op = stream.getDefiningOp();
  if (auto window = dyn_cast<WindowOp>(op))
    return ofWindowFunction(window);
  if (auto session = dyn_cast<SessionWindowOp>(op)) {
    WindowColumns columns = ofWindowFunction(session);
    columns.partition = partitionOf(session.getPartition());
    return columns;
  }
  if (auto aggregate = dyn_cast<WindowAggregateOp>(op))
    return ofWindowAggregate(aggregate);
  if (auto aggregate = dyn_cast<AggregateOp>(op))
    return throughAggregate(aggregate, known);
  if (auto project = dyn_cast<ProjectOp>(op))
    return throughProject(project, known);
  if (auto join = dyn_cast<WindowJoinOp>(op))
    return throughJoin(join, known);
  // A key that a grouping set leaves out is a column of its own.
  if (isa<FilterOp, WindowRankOp, ExpandOp>(op))
    return columnsOf(op->getOperand(0), known);
  return std::nullopt;
}

static std::optional<WindowColumns> columnsOf(Value stream, Known &known) {
  if (auto found = known.find(stream); found != known.end())
    return found->second;
  std::optional<WindowColumns> columns = look(stream, known);
  known[stream] = columns;
  return columns;
}

std::optional<WindowColumns> windowColumnsOf(Value stream) {
  Known known;
  return columnsOf(stream, known);
}

} // namespace millrace::rel
