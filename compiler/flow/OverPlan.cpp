#include "compiler/flow/OverPlan.h"

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

OverPlan::Function OverPlan::functionOf(rel::OverCallAttr call) {
  llvm::StringRef name = call.getFunction().getValue();
  if (name == "ROW_NUMBER")
    return Function::RowNumber;
  if (name == "RANK")
    return Function::Rank;
  if (name == "DENSE_RANK")
    return Function::DenseRank;
  return name == "LAG" ? Function::Lag : Function::Aggregate;
}

ArrayAttr OverPlan::aggregateCalls(rel::OverOp op) {
  llvm::SmallVector<Attribute> calls;
  for (auto call : op.getCalls().getAsRange<rel::OverCallAttr>())
    if (functionOf(call) == Function::Aggregate)
      calls.push_back(rel::AggregateCallAttr::get(op.getContext(), call.getFunction(), call.getArguments(), call.getDistinct(), /*filter=*/-1, call.getType()));
  return ArrayAttr::get(op.getContext(), calls);
}

// LAG keeps `offset + 1` values, the oldest first, how many there are, and what the last row gives in place of one that is not there.
OverPlan::OverPlan(StreamType input, rel::OverOp op, bool retracting) : aggregates_(input, aggregateCalls(op), retracting) {
  types_ = aggregates_.accumulatorTypes();
  mlir::Type i64 = IntegerType::get(op.getContext(), 64);
  unsigned aggregates = 0;
  for (auto call : op.getCalls().getAsRange<rel::OverCallAttr>()) {
    Function function = functionOf(call);
    calls_.push_back({call, function, function == Function::Aggregate ? aggregates++ : static_cast<unsigned>(types_.size())});
    if (function == Function::Aggregate)
      continue;
    types_.append(function == Function::Rank ? 2 : 1, i64);
    if (function == Function::Lag)
      types_.append(static_cast<size_t>(call.getOffset()) + 2, sql::asNullable(input.getColumns()[call.getArguments()[0]].getType()));
  }
}

Values OverPlan::initial(ScalarBuilder &code) const {
  Values values = aggregates_.initial(code);
  for (mlir::Type type : llvm::ArrayRef<mlir::Type>(types_).drop_front(values.size()))
    values.push_back(sql::isNullable(type) ? code.null(type) : code.int64(0));
  return values;
}

// RANK: how many rows came before, and the rank of the current peers.
Values OverPlan::beginPeers(ScalarBuilder &code, ValueRange accumulator) const {
  Values values(accumulator);
  for (const Call &call : calls_) {
    if (call.function == Function::Rank)
      values[call.first + 1] = code.add(values[call.first], code.int64(1));
    if (call.function == Function::DenseRank)
      values[call.first] = code.add(values[call.first], code.int64(1));
  }
  return values;
}

Values OverPlan::shifted(ScalarBuilder &code, const Call &call, ValueRange row, ValueRange accumulator) const {
  auto kept = static_cast<unsigned>(call.attribute.getOffset()) + 1;
  mlir::Type type = types_[call.first + 1];
  llvm::ArrayRef<int32_t> arguments = call.attribute.getArguments();
  Values values{code.add(accumulator[call.first], code.int64(1))};
  for (unsigned index = 1; index < kept; ++index)
    values.push_back(accumulator[call.first + 1 + index]);
  values.push_back(code.convert(row[arguments[0]], type));
  values.push_back(arguments.size() > 1 ? code.convert(row[arguments[1]], type) : code.null(type));
  return values;
}

Values OverPlan::accumulate(ScalarBuilder &code, ValueRange row, ValueRange accumulator) const {
  size_t count = aggregates_.accumulatorTypes().size();
  Values values = aggregates_.apply(code, row, accumulator.take_front(count), AggregatePlan::Step::Accumulate);
  llvm::append_range(values, accumulator.drop_front(count));
  for (const Call &call : calls_) {
    if (call.function == Function::RowNumber || call.function == Function::Rank)
      values[call.first] = code.add(values[call.first], code.int64(1));
    if (call.function == Function::Lag)
      llvm::copy(shifted(code, call, row, accumulator), values.begin() + call.first);
  }
  return values;
}

// Only aggregates have frames that rows leave.
Values OverPlan::retract(ScalarBuilder &code, ValueRange row, ValueRange accumulator) const {
  return aggregates_.apply(code, row, accumulator, AggregatePlan::Step::Retract);
}

Value OverPlan::lagged(ScalarBuilder &code, const Call &call, ValueRange accumulator) const {
  int64_t offset = call.attribute.getOffset();
  mlir::Type type = types_[call.first + 1];
  Value hasCome = code.compare(Predicate::Gt, accumulator[call.first], code.int64(offset));
  Value value = code.choose(
      hasCome, type, [&] { return Values{accumulator[call.first + 1]}; }, [&] { return Values{accumulator[call.first + 2 + static_cast<unsigned>(offset)]}; })[0];
  return code.convert(value, call.attribute.getType());
}

Values OverPlan::results(ScalarBuilder &code, ValueRange accumulator) const {
  size_t count = aggregates_.accumulatorTypes().size();
  Values aggregates = aggregates_.results(code, accumulator.take_front(count)), values;
  for (const Call &call : calls_) {
    switch (call.function) {
    case Function::Aggregate: values.push_back(aggregates[call.first]); break;
    case Function::RowNumber:
    case Function::DenseRank: values.push_back(code.convert(accumulator[call.first], call.attribute.getType())); break;
    case Function::Rank: values.push_back(code.convert(accumulator[call.first + 1], call.attribute.getType())); break;
    case Function::Lag: values.push_back(lagged(code, call, accumulator)); break;
    }
  }
  return values;
}

} // namespace millrace::flow
