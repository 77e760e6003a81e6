#include "compiler/flow/ExplainOrdered.h"

#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelSets.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

namespace {

std::string name(rel::StreamType stream, int64_t column) { return stream.getColumns()[static_cast<size_t>(column)].getName().str(); }

template <typename Op> rel::StreamType inputOf(Op op) { return rel::streamOf(op->getOperand(0)); }

// `partitionBy=[a, b], `, without partition nothing.
template <typename Op> std::string partitionText(Op op) {
  return op.getPartition().empty() ? "" : fmt::format("partitionBy=[{}], ", rel::columnNames(inputOf(op), op.getPartition()));
}
template <typename Op> std::string orderBy(Op op) { return fmt::format("orderBy=[{}]", rel::orderText(inputOf(op), op.getOrder())); }
template <typename Op> std::string rankRange(Op op) { return fmt::format("rankRange=[rankStart={}, rankEnd={}]", op.getStart(), op.getEnd()); }

const char *strategyName(rel::RankStrategy strategy) {
  switch (strategy) {
  case rel::RankStrategy::Retract: return "RetractStrategy";
  case rel::RankStrategy::UpdateFast: return "UpdateFastStrategy";
  default: return "AppendFastStrategy";
  }
}

// The row of a key that a deduplication keeps: Flink's name for ranks of one row by time.
template <typename Op> std::string keptRow(Op op) {
  rel::TimeKind time = rel::timeOrder(op.getInput(), op.getOrder());
  return fmt::format("keep=[{}Row], key=[{}], order=[{}]", rel::sortColumns(op.getOrder())[0].getDescending() ? "Last" : "First",
                     rel::columnNames(inputOf(op), op.getPartition()), time == rel::TimeKind::RowTime ? "ROWTIME" : "PROCTIME");
}
template <typename Op> bool isDeduplication(Op op) {
  return op.getFunction() == rel::RankFunction::RowNumber && op.getStart() == 1 && op.getEnd() == 1 && !op.getNumber() && rel::timeOrder(op.getInput(), op.getOrder()) != rel::TimeKind::None;
}

Description describe(rel::RankOp op) {
  rel::RankPlan plan = rel::planRank(op);
  std::string strategy = strategyName(plan.strategy);
  if (op.getLimit())
    return {"SortLimit", fmt::format("{}, offset=[{}], fetch=[{}], strategy=[{}]", orderBy(op), op.getStart() - 1, op.getEnd() - op.getStart() + 1, strategy)};
  if (!op.getEndColumn() && isDeduplication(op) && plan.strategy != rel::RankStrategy::Retract && plan.strategy != rel::RankStrategy::UpdateFast)
    return {"Deduplicate", keptRow(op)};
  std::string range = op.getEndColumn() ? fmt::format("rankRange=[rankEnd={}]", name(inputOf(op), *op.getEndColumn())) : rankRange(op);
  return {"Rank", fmt::format("strategy=[{}], rankType=[{}], {}, {}{}, outputRankNumber=[{}]", strategy, rel::rankName(op.getFunction()), range, partitionText(op), orderBy(op),
                              op.getNumber() ? "true" : "false")};
}

Description describe(rel::WindowRankOp op) {
  rel::StreamType input = inputOf(op);
  std::string window = fmt::format("window=[win_start=[{}], win_end=[{}]], ", name(input, op.getWindowStart()), name(input, op.getWindowEnd()));
  if (isDeduplication(op))
    return {"WindowDeduplicate", window + keptRow(op)};
  return {"WindowRank", fmt::format("{}rankType=[{}], {}, {}{}", window, rel::rankName(op.getFunction()), rankRange(op), partitionText(op), orderBy(op))};
}

Description describe(rel::OverOp op) {
  bool isRows = op.getRows();
  std::string from = op.getPreceding() < 0 ? "UNBOUNDED" : std::to_string(op.getPreceding());
  std::string select;
  for (auto call : op.getCalls().getAsRange<rel::OverCallAttr>()) {
    std::string arguments = call.getArguments().empty() ? "*" : rel::columnNames(inputOf(op), call.getArguments());
    std::string offset = call.getFunction().getValue() == "LAG" ? fmt::format(", {}", call.getOffset()) : "";
    select += fmt::format("{}{}({}{}{})", select.empty() ? "" : ", ", call.getFunction().getValue().str(), call.getDistinct() ? "DISTINCT " : "", arguments, offset);
  }
  return {"OverAggregate", fmt::format("{}{}, window=[{} BETWEEN {} PRECEDING AND CURRENT ROW], select=[{}]", partitionText(op), orderBy(op),
                                       isRows ? "ROWS" : "RANGE", from, select)};
}

} // namespace

std::optional<Description> describeOrdered(Operation *op) {
  if (auto rank = dyn_cast<rel::RankOp>(op))
    return describe(rank);
  if (auto rank = dyn_cast<rel::WindowRankOp>(op))
    return describe(rank);
  if (auto over = dyn_cast<rel::OverOp>(op))
    return describe(over);
  if (auto sort = dyn_cast<rel::SortOp>(op))
    return Description{"TemporalSort", orderBy(sort)};
  if (auto limit = dyn_cast<rel::LimitOp>(op))
    return Description{"Limit", fmt::format("offset=[{}], fetch=[{}]", limit.getOffset(), limit.getFetch())};
  if (auto set = dyn_cast<rel::SetOperationOp>(op))
    return Description{set.getExcept() ? "Except" : "Intersect", "all=[false]"};
  if (auto replicate = dyn_cast<rel::ReplicateOp>(op)) {
    rel::StreamType input = inputOf(replicate);
    return Description{"Replicate", fmt::format("count=[{}]", name(input, static_cast<int64_t>(input.getColumns().size()) - 1))};
  }
  return std::nullopt;
}

} // namespace millrace::flow
