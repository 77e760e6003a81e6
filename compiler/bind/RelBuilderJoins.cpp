// The joins of RelBuilder.
#include "compiler/bind/RelBuilder.h"
#include "compiler/bind/ScalarEmitter.h"
#include "compiler/rel/RelJoins.h"

namespace millrace::bind {

void RelBuilder::fillJoinCondition(mlir::Region &region, const Relation &left, const Relation &right, const ScalarPtr &condition) {
  mlir::OpBuilder inner(&state_.context);
  mlir::Location location = state_.location(condition->range);
  llvm::SmallVector<mlir::Value> row = rel::beginJoinScalars(inner, region, rel::streamOf(left.value), rel::streamOf(right.value), location);
  mlir::Value value = ScalarEmitter(state_, inner, row).emit(condition);
  inner.create<sql::YieldOp>(location, value);
}

Relation RelBuilder::join(rel::JoinKind kind, const Relation &left, const Relation &right, const ScalarPtr &condition, std::vector<RelationColumn> columns,
                          SourceRange range, std::optional<AsOf> asOf) {
  Relation result;
  result.columns = std::move(columns);
  result.columnsKnown = left.columnsKnown && right.columnsKnown;
  if (!left.value || !right.value)
    return result;
  auto make = [&](auto op) {
    if (condition)
      fillJoinCondition(op.getCondition(), left, right, condition);
    result.value = op;
  };
  llvm::ArrayRef<int32_t> none;
  llvm::ArrayRef<bool> nowhere;
  mlir::Location location = state_.location(range);
  if (asOf && asOf->rightTime)
    make(builder_.create<rel::TemporalJoinOp>(location, streamType(result.columns), left.value, right.value, kind, none, none, nowhere, asOf->leftTime,
                                              *asOf->rightTime));
  else if (asOf)
    make(builder_.create<rel::LookupJoinOp>(location, streamType(result.columns), left.value, right.value, kind, none, none, nowhere));
  else
    make(builder_.create<rel::JoinOp>(location, streamType(result.columns), left.value, right.value, kind, none, none, nowhere));
  return result;
}

} // namespace millrace::bind
