#include "compiler/flow/Ordered.h"

using namespace mlir;

namespace millrace::flow {

Value convertOrdered(RelConversion &conversion, Operation *op) {
  if (!isa<rel::RankOp, rel::WindowRankOp, rel::OverOp, rel::SortOp, rel::LimitOp>(op))
    return {};
  Value input = conversion.converted.at(op->getOperand(0));
  if (auto rank = dyn_cast<rel::RankOp>(op))
    return convertRank(conversion, rank, input);
  if (auto rank = dyn_cast<rel::WindowRankOp>(op))
    return convertWindowRank(conversion, rank, input);
  if (auto over = dyn_cast<rel::OverOp>(op))
    return convertOver(conversion, over, input);
  if (auto sort = dyn_cast<rel::SortOp>(op))
    return convertSort(conversion, sort, input);
  return convertLimit(conversion, cast<rel::LimitOp>(op), input);
}

} // namespace millrace::flow
