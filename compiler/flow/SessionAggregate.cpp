/// rel.window_aggregate over sessions, and rel.session_window -> flow.process: see Sessions.h.
///
/// State:   sessions hold one accumulator each. Aggregates whose state is more than that (DISTINCT, MIN and MAX of rows that may be taken back), or for
///          which it matters which row came first, are computed when a session ends, from its rows, which are kept until then: merging sessions is
///          then merging their bounds.
#include "compiler/flow/Sessions.h"
#include "compiler/flow/WindowResult.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

std::string meaningOf(StreamType stream, rel::WindowAttr window, const std::string &calls) {
  return fmt::format("session(gap={} on {}, calls=[{}]", window.getSizeMs(), RelConversion::describeKeys(stream, {window.getTimeColumn()}), calls);
}

// Computes a session from its rows. The accumulator has a place in state, since its values may refer to rows and maps.
void emitFromRows(ScalarBuilder &code, rel::WindowAggregateOp op, const AggregatePlan &plan, const SessionRows &rows, ValueRange keys, Value start, Value end) {
  KeptAccumulator kept(op.getContext(), plan);
  kept.store(code, kept.lookup(code, /*create=*/true), plan.initial(code));
  rows.forEach(code, start, end, keys, [&](Value kind, ValueRange row) {
    LookupOp entry = kept.lookup(code, /*create=*/true);
    kept.store(code, entry, plan.applyByKind(code, kind, row, kept.load(code, entry)));
  });
  emitWindow(code, op, plan, keys, kept.load(code, kept.lookup(code, /*create=*/true)), start, end);
  rows.erase(code, start, end);
  plan.eraseMaps(code);
  KeptAccumulator::erase(code);
}

} // namespace

Value convertSessionAggregate(RelConversion &conversion, rel::WindowAggregateOp op, Value input, const AggregatePlan &plan) {
  StreamType stream = rel::streamOf(input);
  AggregatePlan none(stream, conversion.builder.getArrayAttr({}), /*retracting=*/false);
  bool fromRows = plan.needsMaps() || plan.dependsOnOrder();
  const AggregatePlan &merged = fromRows ? none : plan;
  SessionRows rows(stream, op.getKeys());
  ProcessSpec spec{op.getLoc(),
                   op.getType(),
                   input,
                   llvm::SmallVector<int32_t>(op.getKeys()),
                   {Sessions::table(op.getContext(), merged)},
                   {Sessions::timer(stream, op.getWindow())},
                   meaningOf(stream, op.getWindow(), RelConversion::describeCalls(stream, op.getCalls())),
                   op.stateBound()};
  if (fromRows) {
    spec.tables.append({rows.table(), KeptAccumulator(op.getContext(), plan).table()});
    llvm::append_range(spec.tables, plan.mapTables(0));
  }
  KeyedProcess process(conversion, spec);
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    Sessions sessions(stream, op.getWindow(), merged, code);
    if (fromRows)
      sessions.addRow(kind, row, [&](Value timeMs) { rows.append(code, kind, row, timeMs); });
    else
      sessions.addRow(kind, row);
  });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value timeMs) {
    Sessions(stream, op.getWindow(), merged, code).fire(timeMs, [&](Value start, Value end, const Values &accumulator) {
      if (fromRows)
        emitFromRows(code, op, plan, rows, keys, start, end);
      else
        emitWindow(code, op, plan, keys, accumulator, start, end);
    });
  });
  return process.result();
}

Value convertSessionWindow(RelConversion &conversion, rel::SessionWindowOp op, Value input) {
  StreamType stream = rel::streamOf(input);
  rel::WindowAttr window = op.getWindow();
  AggregatePlan none(stream, conversion.builder.getArrayAttr({}), /*retracting=*/false);
  SessionRows rows(stream, op.getPartition());
  KeyedProcess process(conversion, {op.getLoc(), op.getType(), input, llvm::SmallVector<int32_t>(op.getPartition()),
                                    {Sessions::table(op.getContext(), none), rows.table()}, {Sessions::timer(stream, window)}, meaningOf(stream, window, "rows"), op.stateBound()});
  // -U that nobody wants end here.
  bool dropsBefore = (rel::rowKindsOf(op.getInput().getDefiningOp()) & rel::kUpdateBeforeKind) && !(rel::rowKindsOf(op) & rel::kUpdateBeforeKind);
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    auto add = [&] { Sessions(stream, window, none, code).addRow(kind, row, [&](Value timeMs) { rows.append(code, kind, row, timeMs); }); };
    if (dropsBefore)
      code.when(code.compare(sql::Predicate::Ne, kind, rowKind(code, RowKind::UpdateBefore)), add);
    else
      add();
  });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value timeMs) {
    Sessions(stream, window, none, code).fire(timeMs, [&](Value start, Value end, const Values &) {
      rows.forEach(code, start, end, keys, [&](Value kind, ValueRange row) {
        Values sent(row);
        sent.append(windowColumns(code, op.getType(), start, end));
        code.create<EmitOp>(kind, sent, 0);
      });
      rows.erase(code, start, end);
    });
  });
  return process.result();
}

} // namespace millrace::flow
