/// rel.aggregate of windowed rows by both bounds of their window -> flow.process: an accumulator row per key, of which the window is a part, and a timer that sends
/// it when the window closes.
///
/// Emission: one +I per key and window, unless all of its rows were taken back; then the key is forgotten.
/// Late:     rows of a window that has closed are counted and dropped.
/// Source:   Flink's WindowAggOperator over SliceAssigners.WindowedSliceAssigner, UnsliceAssigners.WindowedUnsliceAssigner.
#include "compiler/flow/KeyedProcess.h"
#include "compiler/flow/WindowResult.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kClose = "close";

struct AttachedAggregate {
  rel::AggregateOp op;
  const AggregatePlan &plan;
  const KeptAccumulator &kept;
  bool retracting;
  ScalarBuilder &code;

  void accumulate(Value kind, ValueRange row) {
    Value close = closeMs(code, row[op.getKeys()[op.getWindow()[1]]], op.getInstant());
    Value late = code.compare(sql::Predicate::Le, close, code.create<CurrentWatermarkOp>(code.builder().getI64Type()));
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] {
      LookupOp entry = kept.lookup(code, /*create=*/true);
      Values before = code.choose(
          entry.getFound(), plan.accumulatorTypes(), [&] { return kept.load(code, entry); },
          [&] {
            code.create<SetTimerOp>(kClose, close);
            return plan.initial(code);
          });
      kept.store(code, entry, plan.applyByKind(code, kind, row, before));
    });
  }

  void send(ValueRange keys) {
    LookupOp entry = kept.lookup(code, /*create=*/false);
    code.when(entry.getFound(), [&] {
      Values accumulator = kept.load(code, entry);
      auto emit = [&] {
        Values sent(keys);
        sent.append(plan.results(code, accumulator));
        code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
      };
      if (retracting)
        code.when(code.compare(sql::Predicate::Ne, plan.rowCount(accumulator), code.int64(0)), emit);
      else
        emit();
      KeptAccumulator::erase(code);
      plan.eraseMaps(code);
    });
  }
};

} // namespace

Value convertAttachedAggregate(RelConversion &conversion, rel::AggregateOp op, Value input) {
  StreamType stream = rel::streamOf(input);
  MLIRContext *context = op.getContext();
  bool retracting = rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp()));
  AggregatePlan plan(stream, op.getCalls(), retracting);
  KeptAccumulator kept(context, plan);
  llvm::SmallVector<TableAttr> tables{kept.table()};
  llvm::append_range(tables, plan.mapTables(0));
  KeyedProcess process(conversion, {op.getLoc(), op.getType(), input, llvm::to_vector(op.getKeys()), tables,
                                    {TimerAttr::get(context, StringAttr::get(context, kClose), /*eventTime=*/true)},
                                    fmt::format("attached_aggregate(at={}, calls=[{}], retracting={}",
                                                RelConversion::describeKeys(stream, {op.getKeys()[op.getWindow()[1]]}), RelConversion::describeCalls(stream, op.getCalls()), retracting), op.stateBound()});
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) { AttachedAggregate{op, plan, kept, retracting, code}.accumulate(kind, row); });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value) { AttachedAggregate{op, plan, kept, retracting, code}.send(keys); });
  return process.result();
}

} // namespace millrace::flow
