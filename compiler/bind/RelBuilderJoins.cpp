// The joins of RelBuilder.
#include "compiler/bind/RelBuilder.h"
#include "compiler/bind/ScalarEmitter.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelUnnest.h"

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

Relation RelBuilder::unnest(const Relation &input, uint32_t passed, uint32_t collection, bool withOrdinality, bool isLeft, const ScalarPtr &condition,
                            SourceRange range) {
  Relation result;
  result.columns.assign(input.columns.begin(), input.columns.begin() + passed);
  const Type &type = input.columns[collection].type;
  for (const Field &part : type.children)
    result.columns.push_back({part.name, withNull(part.type, part.type.nullable || isLeft)});
  if (withOrdinality)
    result.columns.push_back({"ordinality", simpleType(TypeKind::Int, isLeft)});
  llvm::SmallVector<int32_t> columns;
  for (uint32_t i = 0; i < passed; ++i)
    columns.push_back(static_cast<int32_t>(i));
  auto op = builder_.create<rel::UnnestOp>(state_.location(range), streamType(result.columns), input.value, collection, columns, isLeft, withOrdinality);
  if (condition)
    fillRegion(op.getCondition(), {op.getResult(), result.columns}, {condition}, condition->range);
  result.value = op;
  return result;
}

} // namespace millrace::bind
