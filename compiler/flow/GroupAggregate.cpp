/// rel.aggregate -> flow.process: one accumulator row per key, changed rows told as Flink's GroupAggFunction tells them.
///
/// Emission: first row of a key +I; later -U (where wanted) and +U, or nothing if the result is equal and there is no state TTL; the last
///           row taken back: -D. A row taken back without an accumulator is ignored.
/// Source:   Flink's GroupAggHelper.processElement.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/RelConversion.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kAccumulators = "accumulators";

struct GroupAggregate {
  RelConversion &conversion;
  rel::AggregateOp op;
  AggregatePlan plan;
  bool retracting, sendsUpdateBefore;
  ScalarBuilder &code;

  Values keys(ValueRange row) {
    Values values;
    for (int32_t key : op.getKeys())
      values.push_back(row[key]);
    return values;
  }

  void emit(RowKind kind, const Values &keys, const Values &results) {
    Values row(keys);
    row.append(results);
    code.create<EmitOp>(rowKind(code, kind), row, 0);
  }

  LookupOp lookup(bool create) {
    auto slot = SlotType::get(code.builder().getContext(), plan.accumulatorTypes());
    return code.create<LookupOp>(slot, code.builder().getI1Type(), kAccumulators, ValueRange(), create);
  }

  Values loadOrInit(LookupOp entry) {
    return code.choose(
        entry.getFound(), plan.accumulatorTypes(),
        [&] {
          Values loaded;
          for (auto [index, type] : llvm::enumerate(plan.accumulatorTypes()))
            loaded.push_back(code.create<LoadOp>(type, entry.getSlot(), index));
          return loaded;
        },
        [&] { return plan.initial(code); });
  }

  void store(LookupOp entry, const Values &accumulator) {
    for (auto [index, value] : llvm::enumerate(accumulator))
      code.create<StoreOp>(entry.getSlot(), index, value);
  }

  void emitUpdate(Value found, const Values &keys, const Values &before, const Values &after) {
    Values beforeResults = plan.results(code, before), afterResults = plan.results(code, after);
    auto branch = code.create<scf::IfOp>(TypeRange(), found, true, true);
    OpBuilder::InsertionGuard guard(code.builder());
    code.builder().setInsertionPointToEnd(&branch.getThenRegion().front());
    auto send = [&] {
      if (sendsUpdateBefore)
        emit(RowKind::UpdateBefore, keys, beforeResults);
      emit(RowKind::UpdateAfter, keys, afterResults);
    };
    if (conversion.stateTtlMs > 0) {
      send(); // an equal row keeps the state of later operators alive
    } else if (!afterResults.empty()) {
      Value equal;
      for (auto [a, b] : llvm::zip(beforeResults, afterResults)) {
        Value same = code.notDistinct(a, b);
        equal = equal ? code.both(equal, same) : same;
      }
      code.when(code.invert(equal), send);
    }
    code.create<scf::YieldOp>();
    code.builder().setInsertionPointToEnd(&branch.getElseRegion().front());
    emit(RowKind::Insert, keys, afterResults);
    code.create<scf::YieldOp>();
  }

  void appendOnlyBody(Value kind, ValueRange row) {
    LookupOp entry = lookup(true);
    Values before = loadOrInit(entry);
    Values after = plan.apply(code, row, before, AggregatePlan::Step::Accumulate);
    // Stored last: `before` looks into the entry until the row taken back has been sent.
    emitUpdate(entry.getFound(), keys(row), before, after);
    store(entry, after);
  }

  void retractingBody(Value kind, ValueRange row) {
    LookupOp entry = lookup(false);
    Value found = entry.getFound();
    code.when(code.either(found, code.invert(isRetraction(code, kind))), [&] {
      Values before = loadOrInit(entry);
      Values after = plan.applyByKind(code, kind, row, before);
      Value empty = code.compare(sql::Predicate::Eq, plan.rowCount(after), code.int64(0));
      code.when(code.invert(empty), [&] {
        emitUpdate(found, keys(row), before, after);
        store(lookup(true), after);
      });
      code.when(empty, [&] {
        code.when(found, [&] { emit(RowKind::Delete, keys(row), plan.results(code, before)); });
        code.create<EraseOp>(kAccumulators, ValueRange());
        plan.eraseMaps(code);
      });
    });
  }
};

} // namespace

Value convertAggregate(RelConversion &conversion, rel::AggregateOp op, Value input) {
  if (rel::closesWithWindow(op))
    return convertAttachedAggregate(conversion, op, input);
  bool retracting = rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp()));
  AggregatePlan plan(rel::streamOf(input), op.getCalls(), retracting);
  OpBuilder &builder = conversion.builder;
  Location location = op.getLoc();
  Value exchanged = conversion.exchange(location, input, op.getKeys());
  llvm::SmallVector<TableAttr> tables = plan.mapTables(conversion.stateTtlMs);
  tables.insert(tables.begin(), TableAttr::get(builder.getContext(), builder.getStringAttr(kAccumulators), TableKind::Value, {},
                                               plan.accumulatorTypes(), conversion.stateTtlMs));
  std::string meaning =
      fmt::format("aggregate(keys=[{}], calls=[{}], retracting={}, input={})", RelConversion::describeKeys(rel::streamOf(input), op.getKeys()),
                  RelConversion::describeCalls(rel::streamOf(input), op.getCalls()), retracting, conversion.meanings[input]);
  auto process = builder.create<ProcessOp>(
      location, TypeRange{op.getType()}, ValueRange{exchanged}, ValueRange(), builder.getArrayAttr({op.getKeysAttr()}),
      conversion.tableList(tables), builder.getArrayAttr({}), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)),
      builder.getStringAttr(op.stateBound()), /*bodies=*/1);
  conversion.meanings[process.getResult(0)] = meaning;

  OpBuilder::InsertionGuard guard(builder);
  Block &block = addRowBlock(process.getBodies()[0], rel::streamOf(input), location);
  builder.setInsertionPointToStart(&block);
  ScalarBuilder code(builder, location);
  bool sendsUpdateBefore = rel::rowKindsOf(op) & rel::kUpdateBeforeKind;
  GroupAggregate aggregate{conversion, op, plan, retracting, sendsUpdateBefore, code};
  ValueRange row = block.getArguments().drop_front();
  if (retracting)
    aggregate.retractingBody(block.getArgument(0), row);
  else
    aggregate.appendOnlyBody(block.getArgument(0), row);
  code.create<sql::YieldOp>(ValueRange());
  return process.getResult(0);
}

} // namespace millrace::flow
