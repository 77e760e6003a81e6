/// rel.over in order of a time attribute: each row is sent once, with what its frame holds.
///
/// Event time: rows wait in the table until the watermark passes them, then they are sent in order of time; in a RANGE frame all rows of one time see each
///             other. A bounded frame's rows stay until they leave it, taken back from the accumulator.
/// Processing: a row is sent when it comes; in a bounded RANGE frame when its millisecond is over, with the other rows of it.
/// Late:       unbounded: at or before the watermark. Bounded: at or before the last time that was sent for the key. Counted and dropped.
/// State:      `rows`, `state` {rows of the frame that were sent, the last time that was sent, accumulator}; a bounded RANGE's goes when all rows left the frame.
/// Source:     Flink's RowTimeUnboundedPrecedingOverFunctionV2, RowTimeRowsBoundedPrecedingFunction, RowTimeRangeBoundedPrecedingFunction,
///             ProcTimeUnboundedPrecedingFunction, ProcTimeRowsBoundedPrecedingFunction, ProcTimeRangeBoundedPrecedingFunction.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/OverRows.h"

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

struct TimeOver : OverRows {
  int32_t timeColumn;
  bool isEventTime, isBounded;
  int64_t preceding;

  static bool isBoundedFrame(rel::OverOp op) { return op.getPreceding() >= 0; }

  TimeOver(RelConversion &conversion, rel::OverOp op, Value input)
      : OverRows(conversion, op, input, isBoundedFrame(op)), timeColumn(rel::sortColumns(op.getOrder())[0].getColumn()),
        isEventTime(stream.getColumns()[timeColumn].getTime() == rel::TimeKind::RowTime), isBounded(isBoundedFrame(op)), preceding(op.getPreceding()) {
    mlir::Type i64 = IntegerType::get(op.getContext(), 64);
    if (!isEventTime)
      rowTypes.push_back(i64); // when the row came
    stateTypes.insert(stateTypes.begin(), {i64, i64});
  }

  mlir::Type timeType() { return isEventTime ? stream.getColumns()[timeColumn].getType() : IntegerType::get(op.getContext(), 64); }
  Value fromMs(ScalarBuilder &code, Value ms) {
    return isEventTime ? code.convert(code.create<sql::FromMsOp>(sql::withoutNull(timeType()), ms), timeType()) : ms;
  }
  Value msAt(ScalarBuilder &code, Value index, ValueRange keys) {
    Value slot = slotAt(code, index);
    if (!isEventTime)
      return code.create<LoadOp>(rowTypes.back(), slot, rowTypes.size() - 1);
    return timeMs(code, rows.loadColumn(code, slot, keys, timeColumn));
  }
  // How many rows are before a time, or at it.
  Value rowsUntil(ScalarBuilder &code, Value ms, bool isInclusive) {
    return code.create<SortedPositionOp>(code.builder().getI64Type(), kRows, ValueRange{fromMs(code, ms)}, isInclusive);
  }
  // A row of a millisecond is complete when the watermark has it, or when the clock is past it.
  Value dueAt(ScalarBuilder &code, Value ms) { return isEventTime ? ms : code.add(ms, code.int64(1)); }

  KeyedProcess waitingProcess() {
    TimerAttr due = TimerAttr::get(op.getContext(), StringAttr::get(op.getContext(), kDue), isEventTime);
    return process({sortedTable({timeType()}, {0}), stateTable()}, {due}, "waiting");
  }

  void take(ScalarBuilder &code, ValueRange row) {
    Value ms = isEventTime ? timeMs(code, row[timeColumn]) : Value(code.create<ProcessingTimeOp>(code.builder().getI64Type()));
    Value held = code.int64(0), sentUntil;
    if (isBounded) {
      LookupOp entry = state(code, false);
      Values known = code.choose(
          entry.getFound(), TypeRange{stateTypes[0], stateTypes[1]},
          [&] { return Values{code.create<LoadOp>(stateTypes[0], entry.getSlot(), 0), code.create<LoadOp>(stateTypes[1], entry.getSlot(), 1)}; },
          [&] { return Values{code.int64(0), code.int64(INT64_MIN)}; });
      held = known[0];
      sentUntil = known[1];
    } else {
      sentUntil = code.create<CurrentWatermarkOp>(code.builder().getI64Type());
    }
    auto insert = [&] {
      auto made = code.create<SortedInsertOp>(rowSlot(), code.builder().getI64Type(), kRows, ValueRange{fromMs(code, ms)});
      rows.store(code, made.getSlot(), row);
      if (!isEventTime)
        code.create<StoreOp>(made.getSlot(), rowTypes.size() - 1, ms);
      // The first of those that wait.
      code.when(code.compare(Predicate::Eq, made.getIndex(), held), [&] { code.create<SetTimerOp>(kDue, dueAt(code, ms)); });
    };
    if (!isEventTime)
      return insert();
    Value late = code.compare(Predicate::Le, ms, sentUntil);
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), insert);
  }

  void emitRows(ScalarBuilder &code, ValueRange keys, Value first, Value end, ValueRange results) {
    each(code, first, end, ValueRange(), [&](Value, Value slot, ValueRange, Value &) {
      emit(code, rowKind(code, RowKind::Insert), rows.load(code, slot, keys), results);
      return Values();
    });
  }

  // The rows [first, end) are those of one time. Each gives the accumulator after all of them, or after itself.
  Values sendPeers(ScalarBuilder &code, ValueRange keys, Value first, Value end, ValueRange accumulator) {
    if (!op.getRows()) {
      Values after = accumulateRows(code, keys, first, end, plan.beginPeers(code, accumulator));
      emitRows(code, keys, first, end, plan.results(code, after));
      return after;
    }
    return each(code, first, end, accumulator, [&](Value index, Value slot, ValueRange before, Value &) {
      Values row = rows.load(code, slot, keys), frame(before);
      if (isBounded) {
        Value leaving = code.sub(index, code.int64(preceding + 1));
        frame = code.choose(
            code.compare(Predicate::Ge, leaving, code.int64(0)), before.getTypes(),
            [&] { return plan.retract(code, rows.load(code, slotAt(code, leaving), keys), before); }, [&] { return Values(before); });
      }
      Values after = plan.accumulate(code, row, frame);
      emit(code, rowKind(code, RowKind::Insert), row, plan.results(code, after));
      return after;
    });
  }

  void fire(ScalarBuilder &code, ValueRange keys, Value firedMs) {
    Value time = isEventTime ? firedMs : code.sub(firedMs, code.int64(1));
    LookupOp entry = state(code, true);
    Values known = loadState(code, entry);
    Value held = known[0], end = rowsUntil(code, time, true), gone = end;
    Values accumulator(llvm::ArrayRef<Value>(known).drop_front(2));
    if (isBounded && !op.getRows()) {
      gone = rowsUntil(code, code.sub(time, code.int64(preceding)), false);
      accumulator = each(code, code.int64(0), gone, accumulator, [&](Value, Value slot, ValueRange carried, Value &) {
        return plan.retract(code, rows.load(code, slot, keys), carried);
      });
    }
    accumulator = sendPeers(code, keys, held, end, accumulator);
    if (isBounded && op.getRows()) {
      Value beyond = code.sub(end, code.int64(preceding + 1));
      gone = code.choose(
          code.compare(Predicate::Gt, beyond, code.int64(0)), beyond.getType(), [&] { return Values{beyond}; }, [&] { return Values{code.int64(0)}; })[0];
    }
    Value waits = code.compare(Predicate::Gt, count(code), end), kept = code.sub(end, gone);
    code.create<SortedEraseOp>(kRows, code.int64(0), gone);
    Values after{kept, time};
    after.append(accumulator);
    storeState(code, entry, after);
    code.when(waits, [&] { code.create<SetTimerOp>(kDue, dueAt(code, msAt(code, kept, keys))); });
    if (isBounded && !op.getRows())
      code.when(code.invert(waits), [&] { endRange(code, time, kept); });
  }

  // Nothing waits: when the last row has left the frame, nothing of the key is left.
  void endRange(ScalarBuilder &code, Value time, Value kept) {
    Value isEmpty = code.compare(Predicate::Eq, kept, code.int64(0));
    code.when(code.invert(isEmpty), [&] { code.create<SetTimerOp>(kDue, dueAt(code, code.add(time, code.int64(preceding + 1)))); });
    code.when(isEmpty, [&] {
      code.create<EraseOp>(kState, ValueRange());
      plan.eraseMaps(code);
    });
  }

  // Processing time: the row is sent at once.
  void sendAtOnce(ScalarBuilder &code, ValueRange row) {
    Values keys = rows.keysOf(row);
    LookupOp entry = state(code, true);
    Values known = loadState(code, entry), accumulator(llvm::ArrayRef<Value>(known).drop_front(2));
    if (isBounded) {
      Value isFull = code.compare(Predicate::Gt, count(code), code.int64(preceding));
      accumulator = code.choose(
          isFull, ValueRange(accumulator).getTypes(), [&] { return plan.retract(code, rows.load(code, slotAt(code, code.int64(0)), keys), accumulator); },
          [&] { return accumulator; });
      code.when(isFull, [&] { code.create<SortedEraseOp>(kRows, code.int64(0), code.int64(1)); });
      auto made = code.create<SortedInsertOp>(rowSlot(), code.builder().getI64Type(), kRows, ValueRange());
      rows.store(code, made.getSlot(), row);
    }
    Values after = plan.accumulate(code, row, plan.beginPeers(code, accumulator)), stored{known[0], known[1]};
    stored.append(after);
    emit(code, rowKind(code, RowKind::Insert), row, plan.results(code, after));
    storeState(code, entry, stored);
  }
};

} // namespace

Value convertTimeOver(RelConversion &conversion, rel::OverOp op, Value input) {
  TimeOver over(conversion, op, input);
  if (!over.isEventTime && (!over.isBounded || op.getRows())) {
    llvm::SmallVector<TableAttr> tables{over.stateTable()};
    if (over.isBounded)
      tables.push_back(over.sortedTable({}, {}));
    KeyedProcess process = over.process(tables, {}, "at once");
    process.onRow([&](ScalarBuilder &code, Value, ValueRange row) { over.sendAtOnce(code, row); });
    return process.result();
  }
  KeyedProcess process = over.waitingProcess();
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) { over.take(code, row); });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value firedMs) { over.fire(code, keys, firedMs); });
  return process.result();
}

} // namespace millrace::flow
