/// rel.over in order of a column that is no time attribute: a row that comes or goes changes what later rows of its partition were sent with.
///
/// Emission: a row that comes is sent with its kind, one that goes is -D; rows whose results change are -U and +U, in order. Where an accumulator is what it
///           was, all behind it are too.
/// State:    all rows, each with its accumulator; with its results where the frame begins some rows before it.
/// Source:   Flink's NonTimeRangeUnboundedPrecedingFunction, NonTimeRowsUnboundedPrecedingFunction. Frames that begin some rows before are our own.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/OverRows.h"

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

struct SortedOver : OverRows {
  llvm::SmallVector<rel::SortColumnAttr> order;
  bool sendsUpdateBefore;
  unsigned firstOwn; ///< column of an entry behind the row's

  SortedOver(RelConversion &conversion, rel::OverOp op, Value input)
      : OverRows(conversion, op, input, /*retracting=*/false), order(rel::sortColumns(op.getOrder())),
        sendsUpdateBefore(rel::rowKindsOf(op) & rel::kUpdateBeforeKind), firstOwn(static_cast<unsigned>(rowTypes.size())) {
    if (op.getPreceding() >= 0)
      for (auto call : op.getCalls().getAsRange<rel::OverCallAttr>())
        rowTypes.push_back(call.getType());
    else
      llvm::append_range(rowTypes, plan.types());
  }

  TableAttr table() { return sortedTable({stream.getColumns()[order[0].getColumn()].getType()}, orderBits(order)); }

  // ---- entries
  Values own(ScalarBuilder &code, Value slot) {
    Values values;
    for (unsigned column = firstOwn; column < rowTypes.size(); ++column)
      values.push_back(code.create<LoadOp>(rowTypes[column], slot, column));
    return values;
  }
  void storeOwn(ScalarBuilder &code, Value slot, ValueRange values) {
    for (auto [index, value] : llvm::enumerate(values))
      code.create<StoreOp>(slot, firstOwn + static_cast<unsigned>(index), value);
  }
  Value position(ScalarBuilder &code, Value sortValue, bool isAfter) {
    return code.create<SortedPositionOp>(code.builder().getI64Type(), kRows, ValueRange{sortValue}, isAfter);
  }
  Value equal(ScalarBuilder &code, ValueRange a, ValueRange b) {
    Value same = code.boolean(true);
    for (auto [x, y] : llvm::zip(a, b))
      same = code.both(same, code.notDistinct(x, y));
    return same;
  }
  void tell(ScalarBuilder &code, ValueRange row, ValueRange before, ValueRange after) {
    if (sendsUpdateBefore)
      emit(code, rowKind(code, RowKind::UpdateBefore), row, before);
    emit(code, rowKind(code, RowKind::UpdateAfter), row, after);
  }
  // The accumulator in front of the row at `index`.
  Values accumulatorBefore(ScalarBuilder &code, Value index) {
    return code.choose(
        code.compare(Predicate::Gt, index, code.int64(0)), plan.types(), [&] { return own(code, slotAt(code, code.sub(index, code.int64(1)))); },
        [&] { return plan.initial(code); });
  }
  void insertEntry(ScalarBuilder &code, ValueRange row, ValueRange values) {
    auto made = code.create<SortedInsertOp>(rowSlot(), code.builder().getI64Type(), kRows, sortValues(order, row));
    rows.store(code, made.getSlot(), row);
    storeOwn(code, made.getSlot(), values);
  }
  void eraseEntry(ScalarBuilder &code, Value index) { code.create<SortedEraseOp>(kRows, index, code.add(index, code.int64(1))); }

  // The first row of these columns; -1: none.
  Value find(ScalarBuilder &code, ValueRange row) {
    Value sortValue = row[order[0].getColumn()];
    return findRow(code, kRows, rowSlot(), position(code, sortValue, false), position(code, sortValue, true),
                   [&](Value slot) { return rows.isSame(code, slot, row); });
  }

  // ---- ROWS from the partition's first row: one accumulator per row
  // Tells the rows from `first` on; `accumulator`: of the row in front of them.
  void retellRows(ScalarBuilder &code, ValueRange keys, Value first, ValueRange accumulator) {
    each(code, first, count(code), accumulator, [&](Value, Value slot, ValueRange carried, Value &goesOn) {
      Values row = rows.load(code, slot, keys), before = own(code, slot), after = plan.accumulate(code, row, carried);
      goesOn = code.invert(equal(code, before, after));
      code.when(goesOn, [&] {
        tell(code, row, plan.results(code, before), plan.results(code, after));
        storeOwn(code, slot, after);
      });
      return after;
    });
  }

  void insertRow(ScalarBuilder &code, Value kind, ValueRange row) {
    Values keys = rows.keysOf(row);
    Value index = position(code, row[order[0].getColumn()], true);
    Values after = plan.accumulate(code, row, accumulatorBefore(code, index));
    emit(code, kind, row, plan.results(code, after));
    insertEntry(code, row, after);
    retellRows(code, keys, code.add(index, code.int64(1)), after);
  }

  void removeRow(ScalarBuilder &code, Value index, ValueRange row) {
    Values keys = rows.keysOf(row), before = accumulatorBefore(code, index);
    emit(code, rowKind(code, RowKind::Delete), row, plan.results(code, own(code, slotAt(code, index))));
    eraseEntry(code, index);
    retellRows(code, keys, index, before);
  }

  // ---- RANGE from the partition's first row: one accumulator for rows that sort alike
  // Tells the rows [first, end), which sort alike, that their accumulator is another one.
  void retellPeers(ScalarBuilder &code, ValueRange keys, Value first, Value end, ValueRange before, ValueRange after) {
    Values was = plan.results(code, before), is = plan.results(code, after);
    each(code, first, end, ValueRange(), [&](Value, Value slot, ValueRange, Value &) {
      tell(code, rows.load(code, slot, keys), was, is);
      storeOwn(code, slot, after);
      return Values();
    });
  }

  // Group by group from `first` on, until a group's accumulator stays.
  void retellGroups(ScalarBuilder &code, ValueRange keys, Value first, ValueRange accumulator) {
    Values inits{first, code.boolean(true)};
    inits.append(accumulator.begin(), accumulator.end());
    llvm::SmallVector<Location> locations(inits.size(), code.location());
    auto loop = code.create<scf::WhileOp>(TypeRange(ValueRange(inits)), inits);
    OpBuilder::InsertionGuard guard(code.builder());
    Block *head = code.builder().createBlock(&loop.getBefore(), {}, TypeRange(ValueRange(inits)), locations);
    Value any = code.both(head->getArgument(1), code.compare(Predicate::Lt, head->getArgument(0), count(code)));
    code.create<scf::ConditionOp>(any, head->getArguments());
    Block *body = code.builder().createBlock(&loop.getAfter(), {}, TypeRange(ValueRange(inits)), locations);
    Value at = body->getArgument(0), slot = slotAt(code, at);
    Values before = own(code, slot);
    Value end = position(code, rows.loadColumn(code, slot, keys, order[0].getColumn()), true);
    Values after = accumulateRows(code, keys, at, end, plan.beginPeers(code, body->getArguments().drop_front(2)));
    Value changed = code.invert(equal(code, before, after));
    code.when(changed, [&] { retellPeers(code, keys, at, end, before, after); });
    Values next{end, changed};
    next.append(after);
    code.create<scf::YieldOp>(next);
  }

  void insertPeer(ScalarBuilder &code, Value kind, ValueRange row) {
    Values keys = rows.keysOf(row);
    Value sortValue = row[order[0].getColumn()];
    Value first = position(code, sortValue, false), end = position(code, sortValue, true);
    Values peers = accumulateRows(code, keys, first, end, plan.beginPeers(code, accumulatorBefore(code, first)));
    Values after = plan.accumulate(code, row, peers);
    code.when(code.compare(Predicate::Lt, first, end), [&] {
      Values before = own(code, slotAt(code, first));
      code.when(code.invert(equal(code, before, after)), [&] { retellPeers(code, keys, first, end, before, after); });
    });
    emit(code, kind, row, plan.results(code, after));
    insertEntry(code, row, after);
    retellGroups(code, keys, code.add(end, code.int64(1)), after);
  }

  void removePeer(ScalarBuilder &code, Value index, ValueRange row) {
    Values keys = rows.keysOf(row);
    Value sortValue = row[order[0].getColumn()], one = code.int64(1), behind = code.add(index, one);
    Value first = position(code, sortValue, false), end = position(code, sortValue, true);
    Values start = accumulatorBefore(code, first), before = own(code, slotAt(code, first));
    Values after = accumulateRows(code, keys, behind, end, accumulateRows(code, keys, first, index, plan.beginPeers(code, start)));
    Value changed = code.invert(equal(code, before, after));
    code.when(changed, [&] { retellPeers(code, keys, first, index, before, after); });
    emit(code, rowKind(code, RowKind::Delete), row, plan.results(code, before));
    code.when(changed, [&] { retellPeers(code, keys, behind, end, before, after); });
    eraseEntry(code, index);
    // Without peers left the next group goes on from the one before.
    Value isAlone = code.compare(Predicate::Eq, code.sub(end, first), one);
    Values on = code.choose(
        isAlone, plan.types(), [&] { return start; }, [&] { return after; });
    retellGroups(code, keys, code.sub(end, one), on);
  }

  // ---- ROWS from some rows before: what a row was sent with stays beside it
  Values frameResults(ScalarBuilder &code, ValueRange keys, Value index) {
    Value begin = code.sub(index, code.int64(op.getPreceding()));
    Value first = code.choose(
        code.compare(Predicate::Gt, begin, code.int64(0)), begin.getType(), [&] { return Values{begin}; }, [&] { return Values{code.int64(0)}; })[0];
    return plan.results(code, accumulateRows(code, keys, first, code.add(index, code.int64(1)), plan.initial(code)));
  }

  // Tells the rows [first, end) as far as they change.
  void retellFrames(ScalarBuilder &code, ValueRange keys, Value first, Value end) {
    forEachIndex(code, first, lesser(code, end, count(code)), [&](Value index) {
      Values after = frameResults(code, keys, index);
      Value slot = slotAt(code, index);
      Values before = own(code, slot);
      code.when(code.invert(equal(code, before, after)), [&] {
        tell(code, rows.load(code, slot, keys), before, after);
        storeOwn(code, slot, after);
      });
    });
  }

  void insertFrame(ScalarBuilder &code, Value kind, ValueRange row) {
    Values keys = rows.keysOf(row);
    auto made = code.create<SortedInsertOp>(rowSlot(), code.builder().getI64Type(), kRows, sortValues(order, row));
    rows.store(code, made.getSlot(), row);
    Value index = made.getIndex();
    Values results = frameResults(code, keys, index);
    storeOwn(code, slotAt(code, index), results);
    emit(code, kind, row, results);
    retellFrames(code, keys, code.add(index, code.int64(1)), code.add(index, code.int64(op.getPreceding() + 1)));
  }

  void removeFrame(ScalarBuilder &code, Value index, ValueRange row) {
    Values keys = rows.keysOf(row);
    emit(code, rowKind(code, RowKind::Delete), row, own(code, slotAt(code, index)));
    eraseEntry(code, index);
    retellFrames(code, keys, index, code.add(index, code.int64(op.getPreceding())));
  }

  void change(ScalarBuilder &code, Value kind, ValueRange row) {
    bool isFramed = op.getPreceding() >= 0, isByRow = op.getRows();
    Value retraction = isRetraction(code, kind);
    code.when(code.invert(retraction), [&] {
      if (isFramed)
        insertFrame(code, kind, row);
      else if (isByRow)
        insertRow(code, kind, row);
      else
        insertPeer(code, kind, row);
    });
    if (!rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp())))
      return;
    code.when(retraction, [&] {
      Value index = find(code, row);
      code.when(code.compare(Predicate::Ge, index, code.int64(0)), [&] {
        if (isFramed)
          removeFrame(code, index, row);
        else if (isByRow)
          removeRow(code, index, row);
        else
          removePeer(code, index, row);
      });
    });
  }
};

} // namespace

Value convertSortedOver(RelConversion &conversion, rel::OverOp op, Value input) {
  SortedOver over(conversion, op, input);
  KeyedProcess process = over.process({over.table()}, {}, "sorted");
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) { over.change(code, kind, row); });
  return process.result();
}

} // namespace millrace::flow
