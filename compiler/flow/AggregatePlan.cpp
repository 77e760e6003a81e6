#include "compiler/flow/AggregatePlan.h"

#include "compiler/flow/AggregateSteps.h"
#include "compiler/flow/FlowSorted.h"
#include "stdlib/ResultRules.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

Value rowKind(ScalarBuilder &code, RowKind kind) {
  return code.create<KindOp>(code.builder().getI8Type(), code.builder().getI8IntegerAttr(static_cast<int8_t>(kind)));
}

Value isRetraction(ScalarBuilder &code, Value kind) {
  Value before = code.compare(sql::Predicate::Eq, kind, rowKind(code, RowKind::UpdateBefore));
  return code.either(before, code.compare(sql::Predicate::Eq, kind, rowKind(code, RowKind::Delete)));
}

AggregatePlan::AggregatePlan(StreamType input, ArrayAttr calls, bool retracting)
    : retracting_(retracting), sets_(distinctSets(input, calls, retracting)) {
  for (auto call : calls.getAsRange<rel::AggregateCallAttr>()) {
    bool countsRows = call.getFunction() == "COUNT" && call.getArguments().empty() && call.getFilter() < 0;
    if (countsRows)
      rowCountColumn_ = types_.size();
    addCall(call, input);
  }
  if (retracting && !rowCountColumn_) {
    ownsRowCount_ = true;
    rowCountColumn_ = types_.size();
    types_.push_back(IntegerType::get(input.getContext(), 64));
  }
}

void AggregatePlan::addCall(rel::AggregateCallAttr attribute, StreamType input) {
  llvm::SmallVector<millrace::Type> arguments;
  for (int32_t argument : attribute.getArguments())
    arguments.push_back(sql::toAbi(input.getColumns()[argument].getType()));
  const AggregateRecord *record = findAggregate(attribute.getFunction().getValue(), arguments);
  if (!record)
    llvm::report_fatal_error("aggregate call without a record: " + llvm::Twine(attribute.getFunction().getValue()));
  const AggregateForm &form = retracting_ ? record->retracting : record->appendOnly;
  Call call{attribute, &form, record->skipsNulls, static_cast<unsigned>(types_.size()), {}, 0, {}, {}};
  for (const AccumulatorColumn &column : form.columns) {
    std::optional<millrace::Type> type = resultType(column.type, arguments, {});
    if (!type)
      llvm::report_fatal_error("aggregate record with a column type that fits no argument");
    mlir::Type columnType = sql::fromAbi(input.getContext(), *type);
    bool mayBeNull = column.initial == InitialValue::Null || sql::isDecimal(columnType);
    types_.push_back(sql::withNullability(columnType, mayBeNull));
  }
  if (keepsDistinctSet(input, attribute)) {
    auto *set = llvm::find_if(sets_, [&](const DistinctSet &known) { return known.argument() == attribute.getArguments()[0]; });
    call.distinctSet = static_cast<unsigned>(set - sets_.begin());
    call.filterPlace = set->addFilter(attribute.getFilter());
  }
  if (form.needsValueCounts) {
    call.valuesMap = maps_.size();
    maps_.push_back({fmt::format("values_{}", maps_.size()), sql::withoutNull(input.getColumns()[attribute.getArguments()[0]].getType())});
  }
  if (form.needsValueOrder) {
    call.valuesList = lists_.size();
    lists_.push_back({fmt::format("order_{}", lists_.size()), types_[call.firstColumn]});
  }
  calls_.push_back(call);
}

bool AggregatePlan::dependsOnOrder() const {
  return llvm::any_of(calls_, [](const Call &call) {
    return llvm::any_of(call.form->columns,
                        [](const AccumulatorColumn &column) { return column.merge == AggregateStep::TakeFirst || column.merge == AggregateStep::TakeLast; });
  });
}

llvm::SmallVector<TableAttr> AggregatePlan::mapTables(int64_t ttlMs) const {
  llvm::SmallVector<TableAttr> tables;
  for (const DistinctSet &set : sets_)
    tables.push_back(set.table(ttlMs));
  for (const Map &map : maps_) {
    MLIRContext *context = map.key.getContext();
    mlir::Type count = IntegerType::get(context, 64);
    tables.push_back(TableAttr::get(context, StringAttr::get(context, map.name), TableKind::Map, {map.key}, {count}, ttlMs));
  }
  for (const List &list : lists_) {
    MLIRContext *context = list.value.getContext();
    tables.push_back(TableAttr::get(context, StringAttr::get(context, list.name), TableKind::Sorted, llvm::ArrayRef<mlir::Type>(), {list.value}, ttlMs));
  }
  return tables;
}

Values AggregatePlan::initial(ScalarBuilder &code) const {
  Values values;
  for (const Call &call : calls_)
    for (const AccumulatorColumn &column : call.form->columns) {
      mlir::Type type = types_[values.size()];
      values.push_back(column.initial == InitialValue::Null ? code.null(type) : code.zero(type));
    }
  if (ownsRowCount_)
    values.push_back(code.int64(0));
  return values;
}

// Adds 1 to (or takes 1 from) the count of `value` and gives the count before and after. A count of 0 is no entry.
static std::pair<Value, Value> changeCount(ScalarBuilder &code, llvm::StringRef table, Value value, AggregatePlan::Step step) {
  mlir::Type count = code.builder().getI64Type();
  auto slot = SlotType::get(count.getContext(), {count});
  auto lookup = code.create<LookupOp>(slot, code.builder().getI1Type(), table, ValueRange(value), /*create=*/true);
  Value before = code.choose(
      lookup.getFound(), count, [&] { return Values{code.create<LoadOp>(count, lookup.getSlot(), 0)}; },
      [&] { return Values{code.int64(0)}; })[0];
  Value after = step == AggregatePlan::Step::Accumulate ? code.add(before, code.int64(1)) : code.sub(before, code.int64(1));
  code.create<StoreOp>(lookup.getSlot(), 0, after);
  code.when(code.compare(sql::Predicate::Eq, after, code.int64(0)),
            [&] { code.create<EraseOp>(table, ValueRange(value)); });
  return {before, after};
}

Values AggregatePlan::apply(ScalarBuilder &code, ValueRange row, ValueRange accumulator, Step step) const {
  Values values(accumulator);
  llvm::SmallVector<Values> counted;
  for (const DistinctSet &set : sets_)
    counted.push_back(set.change(code, row, step == Step::Retract));
  for (const Call &call : calls_)
    applyCall(code, call, row, values, step, counted);
  if (ownsRowCount_) {
    Value one = code.int64(1), &count = values.back();
    count = step == Step::Accumulate ? code.add(count, one) : code.sub(count, one);
  }
  return values;
}

void AggregatePlan::applyCall(ScalarBuilder &code, const Call &call, ValueRange row, Values &accumulator, Step step,
                              llvm::ArrayRef<Values> counted) const {
  llvm::ArrayRef<int32_t> arguments = call.attribute.getArguments();
  Value operand = arguments.empty() ? Value() : row[arguments[0]];
  Value guard;
  auto require = [&](Value condition) { guard = guard ? code.both(guard, condition) : condition; };
  if (call.distinctSet) {
    require(counted[*call.distinctSet][call.filterPlace]);
  } else {
    if (call.attribute.getFilter() >= 0)
      require(code.isTrue(row[call.attribute.getFilter()]));
    if (operand && call.skipsNulls && sql::isNullable(operand.getType()))
      require(code.isPresent(operand));
  }
  Values columns(llvm::ArrayRef<Value>(accumulator).slice(call.firstColumn, call.form->columns.size()));
  auto change = [&] {
    Value present = operand && call.skipsNulls ? code.assumeNotNull(operand) : operand;
    if (call.valuesList)
      return stepWithOrder(code, call, present, columns, step);
    return call.valuesMap ? stepWithValues(code, call, present, columns, step) : stepColumns(code, call, present, columns, step);
  };
  Values changed = guard ? code.choose(guard, TypeRange(ValueRange(columns)), change, [&] { return columns; }) : change();
  llvm::copy(changed, accumulator.begin() + call.firstColumn);
}

Values AggregatePlan::stepColumns(ScalarBuilder &code, const Call &call, Value operand, ValueRange columns, Step step) const {
  Values result;
  for (auto [description, column] : llvm::zip(call.form->columns, columns))
    result.push_back(stepColumn(code, step == Step::Accumulate ? description.accumulate : description.retract, column, operand));
  return result;
}

// MIN or MAX beside a map of its values: when the current one goes for good, the next is searched among the map's keys.
Values AggregatePlan::stepWithValues(ScalarBuilder &code, const Call &call, Value operand, ValueRange columns, Step step) const {
  const Map &map = maps_[*call.valuesMap];
  auto [before, after] = changeCount(code, map.name, operand, step);
  if (step == Step::Accumulate)
    return stepColumns(code, call, operand, columns, step);
  Value gone = code.both(code.compare(sql::Predicate::Eq, after, code.int64(0)),
                         code.isTrue(code.compare(sql::Predicate::Eq, columns[0], operand)));
  mlir::Type type = columns[0].getType();
  auto search = [&] {
    auto loop = code.create<ForEachOp>(TypeRange{type}, map.name, ValueRange(code.null(type)));
    mlir::Type count = code.builder().getI64Type();
    Block &body = loop.getBody().emplaceBlock();
    Value key = body.addArgument(map.key, code.location());
    body.addArgument(SlotType::get(type.getContext(), {count}), code.location());
    Value best = body.addArgument(type, code.location());
    OpBuilder::InsertionGuard guard(code.builder());
    code.builder().setInsertionPointToEnd(&body);
    Value next = stepColumn(code, call.form->columns[0].accumulate, best, key);
    code.create<sql::YieldOp>(ValueRange{code.boolean(true), next});
    return Values{loop.getResult(0)};
  };
  return code.choose(gone, type, search, [&] { return Values{columns[0]}; });
}

// FIRST_VALUE or LAST_VALUE beside a table of its values in the order in which they came.
Values AggregatePlan::stepWithOrder(ScalarBuilder &code, const Call &call, Value operand, ValueRange columns, Step step) const {
  const List &list = lists_[*call.valuesList];
  mlir::Type i64 = code.builder().getI64Type(), type = list.value;
  auto slot = SlotType::get(type.getContext(), {type});
  auto valueAt = [&](Value index) { return code.create<LoadOp>(type, code.create<SortedAtOp>(slot, list.name, index), 0); };
  if (step == Step::Accumulate) {
    auto made = code.create<SortedInsertOp>(slot, i64, list.name, ValueRange());
    code.create<StoreOp>(made.getSlot(), 0, code.convert(operand, type));
    return stepColumns(code, call, operand, columns, step);
  }
  Value count = code.create<SortedCountOp>(i64, list.name);
  auto search = code.create<SortedForEachOp>(TypeRange{i64}, list.name, code.int64(0), count, ValueRange(code.int64(-1)));
  {
    OpBuilder::InsertionGuard guard(code.builder());
    Block &body = search.getBody().emplaceBlock();
    Value index = body.addArgument(i64, code.location()), entry = body.addArgument(slot, code.location()), found = body.addArgument(i64, code.location());
    code.builder().setInsertionPointToEnd(&body);
    Value same = code.notDistinct(code.create<LoadOp>(type, entry, 0), code.convert(operand, type));
    Value next = code.choose(
        same, i64, [&] { return Values{index}; }, [&] { return Values{found}; })[0];
    code.create<sql::YieldOp>(ValueRange{code.invert(same), next});
  }
  Value index = search.getResult(0);
  return code.choose(
      code.compare(sql::Predicate::Ge, index, code.int64(0)), type,
      [&] {
        code.create<SortedEraseOp>(list.name, index, code.add(index, code.int64(1)));
        Value left = code.sub(count, code.int64(1));
        bool isLast = call.form->columns[0].accumulate == AggregateStep::TakeLast;
        return code.choose(
            code.compare(sql::Predicate::Gt, left, code.int64(0)), type,
            [&] { return Values{valueAt(isLast ? code.sub(left, code.int64(1)) : code.int64(0))}; }, [&] { return Values{code.null(type)}; });
      },
      [&] { return Values{columns[0]}; });
}

Values AggregatePlan::applyByKind(ScalarBuilder &code, Value kind, ValueRange row, ValueRange accumulator) const {
  if (!retracting_)
    return apply(code, row, accumulator, Step::Accumulate);
  return code.choose(
      isRetraction(code, kind), TypeRange(accumulator), [&] { return apply(code, row, accumulator, Step::Retract); },
      [&] { return apply(code, row, accumulator, Step::Accumulate); });
}

Values AggregatePlan::merge(ScalarBuilder &code, ValueRange accumulator, ValueRange other) const {
  Values values;
  for (const Call &call : calls_)
    for (const AccumulatorColumn &column : call.form->columns) {
      unsigned index = values.size();
      values.push_back(stepColumn(code, column.merge, accumulator[index], other[index]));
    }
  if (ownsRowCount_)
    values.push_back(code.add(accumulator.back(), other.back()));
  return values;
}

Values AggregatePlan::results(ScalarBuilder &code, ValueRange accumulator) const {
  Values values;
  for (const Call &call : calls_) {
    ValueRange columns = accumulator.slice(call.firstColumn, call.form->columns.size());
    values.push_back(resultOf(code, call.form->result, columns, call.attribute.getType()));
  }
  return values;
}

void AggregatePlan::eraseMaps(ScalarBuilder &code) const {
  for (const DistinctSet &set : sets_)
    code.create<EraseOp>(set.name(), ValueRange());
  for (const Map &map : maps_)
    code.create<EraseOp>(map.name, ValueRange());
  for (const List &list : lists_)
    code.create<EraseOp>(list.name, ValueRange());
}

} // namespace millrace::flow
