/// rel.sort -> flow.process on one shard: rows wait until the watermark (or the clock) has passed them, then go in order.
///
/// Emission: +I. By processing time alone rows pass as they come.
/// Late:     rows at or before the last time that was sent are counted and dropped.
/// Source:   Flink's RowTimeSortOperator, ProcTimeSortOperator.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/KeyedProcess.h"
#include "compiler/flow/Ordered.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kRows = "rows", kLast = "last", kDue = "due";

struct TemporalSort {
  rel::SortOp op;
  KeptRows rows;
  llvm::SmallVector<rel::SortColumnAttr> order;
  int32_t timeColumn;
  mlir::Type i64;

  TemporalSort(rel::SortOp op, Value input)
      : op(op), rows(rel::streamOf(input), {}), order(rel::sortColumns(op.getOrder())), timeColumn(order[0].getColumn()),
        i64(IntegerType::get(op.getContext(), 64)) {}

  Value msIn(ScalarBuilder &code, Value slot) { return timeMs(code, rows.loadColumn(code, slot, ValueRange(), timeColumn)); }
  Value count(ScalarBuilder &code) { return code.create<SortedCountOp>(i64, kRows); }
  LookupOp last(ScalarBuilder &code, bool create) {
    return code.create<LookupOp>(SlotType::get(op.getContext(), {i64}), code.builder().getI1Type(), kLast, ValueRange(), create);
  }
  Value insert(ScalarBuilder &code, ValueRange row) {
    auto made = code.create<SortedInsertOp>(rows.slotType(), i64, kRows, sortValues(order, row));
    rows.store(code, made.getSlot(), row);
    return made.getIndex();
  }

  void takeByEventTime(ScalarBuilder &code, ValueRange row) {
    Value time = timeMs(code, row[timeColumn]);
    LookupOp entry = last(code, false);
    Value late = code.choose(
        entry.getFound(), code.builder().getI1Type(), [&] { return Values{code.compare(Predicate::Le, time, code.create<LoadOp>(i64, entry.getSlot(), 0))}; },
        [&] { return Values{code.boolean(false)}; })[0];
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] {
      Value index = insert(code, row);
      code.when(code.compare(Predicate::Eq, index, code.int64(0)), [&] { code.create<SetTimerOp>(kDue, time); });
    });
  }

  // All rows that the watermark has passed, not those of one time alone: there is but one key.
  void sendByEventTime(ScalarBuilder &code, Value fired) {
    Value watermark = code.create<CurrentWatermarkOp>(i64);
    Values sent = forEachRow(code, kRows, rows.slotType(), code.int64(0), count(code), ValueRange{code.int64(0), fired},
                             [&](Value index, Value slot, ValueRange carried, Value &goesOn) {
                               Value time = msIn(code, slot);
                               goesOn = code.compare(Predicate::Le, time, watermark);
                               return code.choose(
                                   goesOn, carried.getTypes(),
                                   [&] {
                                     code.create<EmitOp>(rowKind(code, RowKind::Insert), rows.load(code, slot, ValueRange()), 0);
                                     return Values{code.add(index, code.int64(1)), time};
                                   },
                                   [&] { return Values(carried); });
                             });
    code.create<StoreOp>(last(code, true).getSlot(), 0, sent[1]);
    Value waits = code.compare(Predicate::Gt, count(code), sent[0]);
    code.create<SortedEraseOp>(kRows, code.int64(0), sent[0]);
    code.when(waits, [&] {
      Value first = code.create<SortedAtOp>(rows.slotType(), kRows, code.int64(0));
      code.create<SetTimerOp>(kDue, msIn(code, first));
    });
  }

  void takeByClock(ScalarBuilder &code, ValueRange row) {
    code.when(code.compare(Predicate::Eq, count(code), code.int64(0)),
              [&] { code.create<SetTimerOp>(kDue, code.add(code.create<ProcessingTimeOp>(i64), code.int64(1))); });
    insert(code, row);
  }
  void sendByClock(ScalarBuilder &code) {
    forEachRow(code, kRows, rows.slotType(), code.int64(0), count(code), ValueRange(), [&](Value, Value slot, ValueRange, Value &) {
      code.create<EmitOp>(rowKind(code, RowKind::Insert), rows.load(code, slot, ValueRange()), 0);
      return Values();
    });
    code.create<EraseOp>(kRows, ValueRange());
  }
};

} // namespace

Value convertSort(RelConversion &conversion, rel::SortOp op, Value input) {
  TemporalSort sort(op, input);
  MLIRContext *context = op.getContext();
  bool isEventTime = rel::streamOf(input).getColumns()[sort.timeColumn].getTime() == rel::TimeKind::RowTime;
  std::string meaning = fmt::format("sort(order=[{}]", describeOrder(rel::streamOf(input), sort.order));
  if (!isEventTime) {
    sort.order.erase(sort.order.begin()); // rows of one moment are sorted by the rest
    if (sort.order.empty())
      return conversion.exchange(op.getLoc(), input, {});
  }
  llvm::SmallVector<TableAttr> tables{sort.rows.sortedTable(kRows, sort.order, 0)};
  if (isEventTime)
    tables.push_back(TableAttr::get(context, StringAttr::get(context, kLast), TableKind::Value, llvm::ArrayRef<mlir::Type>(), {sort.i64}, 0));
  KeyedProcess process(conversion, {op.getLoc(), op.getType(), input, {}, tables, {TimerAttr::get(context, StringAttr::get(context, kDue), isEventTime)}, meaning,
                                    op.stateBound()});
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) { isEventTime ? sort.takeByEventTime(code, row) : sort.takeByClock(code, row); });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange, Value firedMs) { isEventTime ? sort.sendByEventTime(code, firedMs) : sort.sendByClock(code); });
  return process.result();
}

} // namespace millrace::flow
