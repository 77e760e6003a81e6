// OVER, ORDER BY, LIMIT and set operations.
#include "compiler/bind/RelBuilder.h"

#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelSets.h"

namespace millrace::bind {

mlir::ArrayAttr RelBuilder::orderAttribute(const std::vector<SortColumn> &order) {
  llvm::SmallVector<mlir::Attribute> columns;
  for (const SortColumn &item : order)
    columns.push_back(rel::SortColumnAttr::get(&state_.context, static_cast<int32_t>(item.column), item.flags.descending, item.flags.nullsLast));
  return builder_.getArrayAttr(columns);
}

Relation RelBuilder::over(const Relation &input, const OverSpecification &over, SourceRange range) {
  Relation result = input;
  result.table = nullptr;
  for (size_t i = 0; i < over.calls.size(); ++i)
    result.columns.push_back({"w0$o" + std::to_string(i), over.calls[i].type});
  if (!input.value)
    return result;
  // The operator passes its input on unchanged, with the time attributes that the operator below says.
  llvm::SmallVector<rel::ColumnAttr> types(rel::streamOf(input.value).getColumns());
  llvm::SmallVector<mlir::Attribute> calls;
  for (size_t i = 0; i < over.calls.size(); ++i) {
    const OverCall &call = over.calls[i];
    mlir::Type type = sql::fromAbi(&state_.context, call.type);
    types.push_back(rel::ColumnAttr::get(&state_.context, builder_.getStringAttr("w0$o" + std::to_string(i)), type, rel::TimeKind::None));
    llvm::SmallVector<int32_t> arguments(call.arguments.begin(), call.arguments.end());
    calls.push_back(rel::OverCallAttr::get(&state_.context, builder_.getStringAttr(call.function), arguments, call.distinct, call.offset, type));
  }
  llvm::SmallVector<int32_t> partition(over.partition.begin(), over.partition.end());
  result.value = builder_.create<rel::OverOp>(state_.location(range), rel::StreamType::get(&state_.context, types), input.value, partition,
                                              orderAttribute(over.order), over.isRows, over.preceding, builder_.getArrayAttr(calls));
  return result;
}

Relation RelBuilder::sortLimit(const Relation &input, const std::vector<SortColumn> &order, int64_t offset, int64_t fetch, SourceRange range,
                               const std::vector<uint32_t> &partition) {
  Relation result = input;
  llvm::SmallVector<int32_t> keys(partition.begin(), partition.end());
  if (input.value)
    result.value = builder_.create<rel::RankOp>(state_.location(range), input.value.getType(), input.value, keys, orderAttribute(order), offset + 1,
                                                offset + fetch, mlir::IntegerAttr(), /*number=*/false, /*limit=*/partition.empty(), rel::RankFunction::RowNumber);
  return result;
}

Relation RelBuilder::limit(const Relation &input, int64_t offset, int64_t fetch, SourceRange range) {
  Relation result = input;
  if (input.value)
    result.value = builder_.create<rel::LimitOp>(state_.location(range), input.value.getType(), input.value, offset, fetch);
  return result;
}

Relation RelBuilder::sort(const Relation &input, const std::vector<SortColumn> &order, SourceRange range) {
  Relation result = input;
  if (input.value)
    result.value = builder_.create<rel::SortOp>(state_.location(range), input.value.getType(), input.value, orderAttribute(order));
  return result;
}

Relation RelBuilder::setOperation(const Relation &left, const Relation &right, bool isExcept, std::vector<RelationColumn> columns, SourceRange range) {
  Relation result;
  result.columns = std::move(columns);
  if (left.value && right.value)
    result.value = builder_.create<rel::SetOperationOp>(state_.location(range), streamType(result.columns), left.value, right.value, isExcept);
  return result;
}

Relation RelBuilder::replicate(const Relation &input, SourceRange range) {
  Relation result = input;
  result.columns.pop_back();
  if (input.value)
    result.value = builder_.create<rel::ReplicateOp>(state_.location(range), streamType(result.columns), input.value);
  return result;
}

} // namespace millrace::bind
