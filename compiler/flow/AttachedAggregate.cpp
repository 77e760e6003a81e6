/// rel.aggregate of windowed rows by both bounds of their window -> flow.process: an accumulator row per key, of which the window is a part, and a timer that sends
/// it when the window closes.
///
/// Emission: one +I per key and window; then the key is forgotten.
/// Late:     rows of a window that has closed are counted and dropped.
/// Source:   Flink's WindowAggOperator over SliceAssigners.WindowedSliceAssigner.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/KeyedProcess.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kAccumulators = "accumulators", kClose = "close";

struct AttachedAggregate {
  rel::AggregateOp op;
  const AggregatePlan &plan;
  ScalarBuilder &code;

  LookupOp lookup(bool create) {
    auto slot = SlotType::get(op.getContext(), plan.accumulatorTypes());
    return code.create<LookupOp>(slot, code.builder().getI1Type(), kAccumulators, ValueRange(), create);
  }
  Values load(LookupOp entry) {
    Values values;
    for (auto [index, type] : llvm::enumerate(plan.accumulatorTypes()))
      values.push_back(code.create<LoadOp>(type, entry.getSlot(), index));
    return values;
  }

  void accumulate(ValueRange row) {
    Value close = closeMs(code, row[op.getKeys()[op.getWindow()[1]]], op.getInstant());
    Value late = code.compare(sql::Predicate::Le, close, code.create<CurrentWatermarkOp>(code.builder().getI64Type()));
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] {
      LookupOp entry = lookup(true);
      Values before = code.choose(
          entry.getFound(), plan.accumulatorTypes(), [&] { return load(entry); },
          [&] {
            code.create<SetTimerOp>(kClose, close);
            return plan.initial(code);
          });
      for (auto [index, value] : llvm::enumerate(plan.apply(code, row, before, AggregatePlan::Step::Accumulate)))
        code.create<StoreOp>(entry.getSlot(), index, value);
    });
  }

  void send(ValueRange keys) {
    LookupOp entry = lookup(false);
    code.when(entry.getFound(), [&] {
      Values sent(keys);
      sent.append(plan.results(code, load(entry)));
      code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
      code.create<EraseOp>(kAccumulators, ValueRange());
      plan.eraseMaps(code);
    });
  }
};

} // namespace

Value convertAttachedAggregate(RelConversion &conversion, rel::AggregateOp op, Value input) {
  StreamType stream = rel::streamOf(input);
  MLIRContext *context = op.getContext();
  AggregatePlan plan(stream, op.getCalls(), /*retracting=*/false);
  llvm::SmallVector<TableAttr> tables = plan.mapTables(0);
  tables.insert(tables.begin(), TableAttr::get(context, StringAttr::get(context, kAccumulators), TableKind::Value, {}, plan.accumulatorTypes(), 0));
  KeyedProcess process(conversion, {op.getLoc(), op.getType(), input, llvm::to_vector(op.getKeys()), tables,
                                    {TimerAttr::get(context, StringAttr::get(context, kClose), /*eventTime=*/true)},
                                    fmt::format("attached_aggregate(calls=[{}]", RelConversion::describeCalls(stream, op.getCalls())), op.stateBound()});
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) { AttachedAggregate{op, plan, code}.accumulate(row); });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value) { AttachedAggregate{op, plan, code}.send(keys); });
  return process.result();
}

} // namespace millrace::flow
