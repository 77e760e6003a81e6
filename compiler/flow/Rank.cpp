// rel.rank and rel.limit -> flow.process, by the strategy that their input allows.
#include "compiler/flow/Deduplicate.h"
#include "compiler/flow/Ordered.h"

using namespace mlir;

namespace millrace::flow {

static Value convertTopN(RelConversion &conversion, const TopNSpec &spec, const rel::RankPlan &plan) {
  if (spec.function != rel::RankFunction::RowNumber)
    return convertTiedTopN(conversion, spec, plan.strategy == rel::RankStrategy::Retract);
  switch (plan.strategy) {
  case rel::RankStrategy::Append: return convertAppendTopN(conversion, spec);
  case rel::RankStrategy::FirstRows: return convertFirstRows(conversion, spec);
  case rel::RankStrategy::KeepFirst: return convertKeepFirst(conversion, spec);
  case rel::RankStrategy::KeepLast:
  case rel::RankStrategy::BestRow: return convertOneRow(conversion, spec, plan.strategy);
  case rel::RankStrategy::UpdateFast: return convertUpdateTopN(conversion, spec, plan.upsertKey);
  case rel::RankStrategy::Retract: return convertRetractTopN(conversion, spec);
  }
  llvm_unreachable("all strategies are handled");
}

Value convertRank(RelConversion &conversion, rel::RankOp op, Value input) {
  TopNSpec spec;
  spec.op = op;
  spec.input = input;
  spec.partition.assign(op.getPartition().begin(), op.getPartition().end());
  spec.order = rel::sortColumns(op.getOrder());
  spec.start = op.getStart();
  spec.end = op.getEnd();
  if (op.getEndColumn())
    spec.endColumn = static_cast<int32_t>(*op.getEndColumn());
  spec.number = op.getNumber();
  spec.function = op.getFunction();
  spec.bound = op.stateBound();
  return convertTopN(conversion, spec, rel::planRank(op));
}

Value convertLimit(RelConversion &conversion, rel::LimitOp op, Value input) {
  TopNSpec spec;
  spec.op = op;
  spec.input = input;
  spec.start = op.getOffset() + 1;
  spec.end = op.getOffset() + op.getFetch();
  spec.bound = op.stateBound();
  bool isUpdating = rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp()));
  return convertTopN(conversion, spec, {isUpdating ? rel::RankStrategy::Retract : rel::RankStrategy::FirstRows, {}});
}

} // namespace millrace::flow
