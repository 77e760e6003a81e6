#include "compiler/flow/ExplainJoins.h"

#include "compiler/flow/ExpressionText.h"
#include "compiler/rel/RelJoins.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

namespace {

const char *nameOf(rel::JoinKind kind) {
  switch (kind) {
  case rel::JoinKind::Inner: return "InnerJoin";
  case rel::JoinKind::Left: return "LeftOuterJoin";
  case rel::JoinKind::Right: return "RightOuterJoin";
  case rel::JoinKind::Full: return "FullOuterJoin";
  case rel::JoinKind::Semi: return "LeftSemiJoin";
  case rel::JoinKind::Anti: return "LeftAntiJoin";
  }
  llvm_unreachable("all kinds are handled");
}

std::string allNames(rel::StreamType stream) { return fmt::format("{}", fmt::join(namesOf(stream), ", ")); }

template <typename Op> std::string where(Op op) {
  std::string text;
  auto add = [&](const std::string &part) { text += (text.empty() ? "" : ", ") + part; };
  for (auto [key, pair] : llvm::enumerate(llvm::zip(op.getLeftKeys(), op.getRightKeys()))) {
    auto name = [](Value input, int32_t column) { return rel::streamOf(input).getColumns()[column].getName().str(); };
    bool nullEqual = !op.getNullEqual().empty() && op.getNullEqual()[key];
    add(fmt::format("{} {} {}", name(op.getLeft(), std::get<0>(pair)), nullEqual ? "IS NOT DISTINCT FROM" : "=", name(op.getRight(), std::get<1>(pair))));
  }
  if (!op.getCondition().empty()) {
    std::vector<std::string> names = namesOf(rel::streamOf(op.getLeft())), right = namesOf(rel::streamOf(op.getRight()));
    names.insert(names.end(), right.begin(), right.end());
    add(expressionText(op.getCondition(), names, 0));
  }
  return text.empty() ? "true" : text;
}

// Flink's names for how an input's rows are told apart.
std::string inputSpec(Value input, llvm::ArrayRef<int32_t> keys) {
  rel::JoinSide side = rel::describeSide(input, keys);
  return !side.hasUniqueKey ? "NoUniqueKey" : side.keysHoldUniqueKey ? "JoinKeyContainsUniqueKey" : "HasUniqueKey";
}

Description describe(rel::JoinOp op) {
  return {"Join", fmt::format("joinType=[{}], where=[{}], select=[{}], leftInputSpec=[{}], rightInputSpec=[{}]", nameOf(op.getKind()), where(op),
                              allNames(op.getType()), inputSpec(op.getLeft(), op.getLeftKeys()), inputSpec(op.getRight(), op.getRightKeys()))};
}

Description describe(rel::IntervalJoinOp op) {
  return {"IntervalJoin",
          fmt::format("joinType=[{}], windowBounds=[isRowTime={}, leftLowerBound={}, leftUpperBound={}, leftTimeIndex={}, rightTimeIndex={}], where=[{}], "
                      "select=[{}]",
                      nameOf(op.getKind()), !op.isOverProcessingTime(), static_cast<int64_t>(op.getLowerMs()), static_cast<int64_t>(op.getUpperMs()),
                      op.getLeftTime(), op.getRightTime(), where(op), allNames(op.getType()))};
}

Description describe(rel::WindowJoinOp op) {
  return {"WindowJoin", fmt::format("joinType=[{}], where=[{}], select=[{}]", nameOf(op.getKind()), where(op), allNames(op.getType()))};
}

Description describe(rel::LookupJoinOp op) {
  return {"LookupJoin", fmt::format("joinType=[{}], lookup=[{}], cache=[FULL], select=[{}]", nameOf(op.getKind()), where(op), allNames(op.getType()))};
}

Description describe(rel::TemporalJoinOp op) {
  auto name = [](Value input, uint32_t column) { return rel::streamOf(input).getColumns()[column].getName().str(); };
  return {"TemporalJoin", fmt::format("joinType=[{}], where=[{}], asOf=[{}], validFrom=[{}], select=[{}]", nameOf(op.getKind()), where(op),
                                      name(op.getLeft(), op.getLeftTime()), name(op.getRight(), op.getRightTime()), allNames(op.getType()))};
}

} // namespace

std::optional<Description> describeJoin(Operation *op) {
  if (auto join = dyn_cast<rel::IntervalJoinOp>(op))
    return describe(join);
  if (auto join = dyn_cast<rel::WindowJoinOp>(op))
    return describe(join);
  if (auto join = dyn_cast<rel::LookupJoinOp>(op))
    return describe(join);
  if (auto join = dyn_cast<rel::TemporalJoinOp>(op))
    return describe(join);
  if (auto join = dyn_cast<rel::JoinOp>(op))
    return describe(join);
  return std::nullopt;
}

} // namespace millrace::flow
