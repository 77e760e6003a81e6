/// The conversions of operators that look at rows in an order, from `rel` to `flow`.
#ifndef MILLRACE_COMPILER_FLOW_ORDERED_H
#define MILLRACE_COMPILER_FLOW_ORDERED_H

#include "compiler/flow/RelConversion.h"
#include "compiler/rel/RelOrdered.h"

namespace millrace::flow {

mlir::Value convertRank(RelConversion &conversion, rel::RankOp op, mlir::Value input);
mlir::Value convertLimit(RelConversion &conversion, rel::LimitOp op, mlir::Value input);
mlir::Value convertWindowRank(RelConversion &conversion, rel::WindowRankOp op, mlir::Value input);
mlir::Value convertSort(RelConversion &conversion, rel::SortOp op, mlir::Value input);
mlir::Value convertOver(RelConversion &conversion, rel::OverOp op, mlir::Value input);

/// What these operators are to `flow-from-rel`; null for another operator.
mlir::Value convertOrdered(RelConversion &conversion, mlir::Operation *op);

} // namespace millrace::flow

#endif
