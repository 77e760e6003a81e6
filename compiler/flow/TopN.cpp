/// Top-N over a sorted table per partition.
///
/// Emission: without ranks a row that comes in is +I, after the -D of the one that it drives out. With ranks each row that changes its rank is told at its
///           new rank, best rank first: -U of who had it, +U of who has it; +I for a rank that nobody had, -D for one that nobody has any more.
/// Source:   Flink's AppendOnlyTopNFunction, UpdatableTopNFunction, RetractableTopNFunction.
#include "compiler/flow/TopN.h"

#include "compiler/flow/AggregatePlan.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

TopNCode::TopNCode(const TopNSpec &spec, const KeptRows &rows, ScalarBuilder &code, ValueRange row)
    : spec(spec), rows(rows), sendsUpdateBefore(rel::rowKindsOf(spec.op) & rel::kUpdateBeforeKind), code(code), row(row), keys(rows.keysOf(row)) {
  end = spec.endColumn ? variableEnd() : code.int64(spec.end);
}

llvm::SmallVector<TableAttr> TopNCode::tables(const TopNSpec &spec, const KeptRows &rows, int64_t ttlMs) {
  llvm::SmallVector<TableAttr> tables{rows.sortedTable(kRows, spec.order, ttlMs)};
  MLIRContext *context = spec.op->getContext();
  if (spec.endColumn)
    tables.push_back(TableAttr::get(context, StringAttr::get(context, kEnds), TableKind::Value, llvm::ArrayRef<mlir::Type>(), {IntegerType::get(context, 64)}, ttlMs));
  return tables;
}

std::string TopNCode::meaning(const TopNSpec &spec, llvm::StringRef how) {
  StreamType stream = rel::streamOf(spec.input);
  std::string end = spec.endColumn ? RelConversion::describeKeys(stream, {*spec.endColumn}) : fmt::format("{}", spec.end);
  std::string function = spec.function == rel::RankFunction::RowNumber ? "" : rel::rankName(spec.function) + " ";
  return fmt::format("top-n({}{} {}-{}{}, order=[{}]", function, how.str(), spec.start, end, spec.number ? " with rank" : "", describeOrder(stream, spec.order));
}

// The first row of a partition says how many rows rank; none if it says NULL.
Value TopNCode::variableEnd() {
  mlir::Type i64 = code.builder().getI64Type();
  auto entry = code.create<LookupOp>(SlotType::get(i64.getContext(), {i64}), code.builder().getI1Type(), kEnds, ValueRange(), true);
  return code.choose(
      entry.getFound(), i64, [&] { return Values{code.create<LoadOp>(i64, entry.getSlot(), 0)}; },
      [&] {
        Value column = row[*spec.endColumn];
        Value first = code.choose(
            code.isNull(column), i64, [&] { return Values{code.int64(0)}; }, [&] { return Values{code.convert(code.assumeNotNull(column), i64)}; })[0];
        code.create<StoreOp>(entry.getSlot(), 0, first);
        return Values{first};
      })[0];
}

Value TopNCode::count() { return code.create<SortedCountOp>(code.builder().getI64Type(), kRows); }

Value TopNCode::position(bool isAfter) {
  return code.create<SortedPositionOp>(code.builder().getI64Type(), kRows, sortValues(spec.order, row), isAfter);
}

void TopNCode::insert() {
  auto made = code.create<SortedInsertOp>(rows.slotType(), code.builder().getI64Type(), kRows, sortValues(spec.order, row));
  rows.store(code, made.getSlot(), row);
}

void TopNCode::erase(Value index) { code.create<SortedEraseOp>(kRows, index, code.add(index, code.int64(1))); }

void TopNCode::emit(RowKind kind, ValueRange values, Value rank) {
  auto send = [&] {
    Values sent(values);
    if (spec.number)
      sent.push_back(rank);
    code.create<EmitOp>(rowKind(code, kind), sent, 0);
  };
  if (rank && spec.start > 1)
    code.when(code.compare(Predicate::Ge, rank, code.int64(spec.start)), send);
  else
    send();
}

void TopNCode::emitUpdate(ValueRange before, ValueRange after, Value rank) {
  if (sendsUpdateBefore)
    emit(RowKind::UpdateBefore, before, rank);
  emit(RowKind::UpdateAfter, after, rank);
}

Values TopNCode::shiftDown(Value index, Value last) {
  return forEachRow(code, kRows, rows.slotType(), index, last, row, [&](Value at, Value slot, ValueRange moved, Value &) {
    Values before = rows.load(code, slot, keys);
    emitUpdate(before, moved, code.add(at, code.int64(1)));
    return before;
  });
}

Values TopNCode::shiftUp(Value index, Value last) {
  Values gone = rowAt(index);
  return forEachRow(code, kRows, rows.slotType(), code.add(index, code.int64(1)), last, gone, [&](Value at, Value slot, ValueRange before, Value &) {
    Values moved = rows.load(code, slot, keys);
    emitUpdate(before, moved, at); // `at` counts from 0, so it is the rank above
    return moved;
  });
}

namespace {

// A row that is better than the worst one, or for which there is room.
void insertBest(TopNCode &top) {
  ScalarBuilder &code = top.code;
  Value index = top.position();
  code.when(code.compare(Predicate::Lt, index, top.end), [&] {
    Value count = top.count();
    Value isFull = code.compare(Predicate::Ge, count, top.end), last = code.sub(top.end, code.int64(1));
    if (top.spec.tellsRanks()) {
      Values moved = top.shiftDown(index, count);
      code.when(code.invert(isFull), [&] { top.emit(RowKind::Insert, moved, code.add(count, code.int64(1))); });
      code.when(isFull, [&] { top.erase(last); });
      top.insert();
      return;
    }
    code.when(isFull, [&] {
      top.emit(RowKind::Delete, top.rowAt(last));
      top.erase(last);
    });
    top.insert();
    top.emit(RowKind::Insert, top.row);
  });
}

KeyedProcess makeProcess(RelConversion &conversion, const TopNSpec &spec, const KeptRows &rows, llvm::StringRef how) {
  return KeyedProcess(conversion, {spec.op->getLoc(), rel::streamOf(spec.op->getResult(0)), spec.input, spec.partition,
                                   TopNCode::tables(spec, rows, conversion.stateTtlMs), {}, TopNCode::meaning(spec, how), spec.bound});
}

// The index of the kept row of this upsert key; -1: none.
Value findUpsert(TopNCode &top, llvm::ArrayRef<int32_t> upsertKey) {
  ScalarBuilder &code = top.code;
  return findRow(code, TopNCode::kRows, top.rows.slotType(), code.int64(0), top.count(), [&](Value slot) {
    Value same = code.boolean(true);
    for (int32_t column : upsertKey)
      if (!llvm::is_contained(top.spec.partition, column))
        same = code.both(same, code.notDistinct(top.rows.loadColumn(code, slot, top.keys, column), top.row[column]));
    return same;
  });
}

// The kept row at `index` is replaced by `row`, which stands at `to` <= index.
void tellMove(TopNCode &top, ValueRange before, Value index, Value to) {
  ScalarBuilder &code = top.code;
  Value rank = code.add(index, code.int64(1)), stays = code.compare(Predicate::Ge, to, index);
  code.when(stays, [&] { top.emitUpdate(before, top.row, rank); });
  code.when(code.invert(stays), [&] {
    // Its old rank is taken back before its new one is told, so that a reader by upsert key sees one row at a time.
    Values first = top.rowAt(to);
    Value better = code.add(to, code.int64(1));
    if (top.sendsUpdateBefore) {
      top.emit(RowKind::UpdateBefore, first, better);
      top.emit(RowKind::UpdateBefore, before, rank);
    }
    top.emit(RowKind::UpdateAfter, top.row, better);
    Values moved = forEachRow(code, TopNCode::kRows, top.rows.slotType(), better, index, first, [&](Value at, Value slot, ValueRange above, Value &) {
      Values here = top.rows.load(code, slot, top.keys);
      top.emitUpdate(here, above, code.add(at, code.int64(1)));
      return here;
    });
    top.emit(RowKind::UpdateAfter, moved, rank);
  });
}

void replaceRow(TopNCode &top, Value index) {
  ScalarBuilder &code = top.code;
  Value slot = top.slotAt(index);
  Values before = top.rows.load(code, slot, top.keys);
  Value isSame = code.boolean(true);
  for (auto [a, b] : llvm::zip(sortValues(top.spec.order, before), sortValues(top.spec.order, top.row)))
    isSame = code.both(isSame, code.notDistinct(a, b));
  if (top.spec.tellsRanks())
    tellMove(top, before, index, code.choose(isSame, index.getType(), [&] { return Values{index}; }, [&] { return Values{top.position()}; })[0]);
  else
    top.emitUpdate(before, top.row, {});
  // A row that does not move keeps its place among its equals.
  code.when(isSame, [&] { top.rows.store(code, top.slotAt(index), top.row); });
  code.when(code.invert(isSame), [&] {
    top.erase(index);
    top.insert();
  });
}

} // namespace

Value convertAppendTopN(RelConversion &conversion, const TopNSpec &spec) {
  KeptRows rows(rel::streamOf(spec.input), spec.partition);
  KeyedProcess process = makeProcess(conversion, spec, rows, "append");
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) {
    TopNCode top(spec, rows, code, row);
    insertBest(top);
  });
  return process.result();
}

Value convertUpdateTopN(RelConversion &conversion, const TopNSpec &spec, llvm::ArrayRef<int32_t> upsertKey) {
  KeptRows rows(rel::streamOf(spec.input), spec.partition);
  KeyedProcess process = makeProcess(conversion, spec, rows, "update");
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    // The +U says all; a -U comes only where another reader of the input wants it.
    code.when(code.compare(Predicate::Ne, kind, rowKind(code, RowKind::UpdateBefore)), [&] {
      TopNCode top(spec, rows, code, row);
      Value index = findUpsert(top, upsertKey);
      Value isKept = code.compare(Predicate::Ge, index, code.int64(0));
      code.when(isKept, [&] { replaceRow(top, index); });
      code.when(code.invert(isKept), [&] { insertBest(top); });
    });
  });
  return process.result();
}

namespace {

void insertRow(TopNCode &top) {
  ScalarBuilder &code = top.code;
  Value index = top.position();
  code.when(code.compare(Predicate::Lt, index, top.end), [&] {
    Value count = top.count();
    Value isFull = code.compare(Predicate::Ge, count, top.end);
    if (top.spec.tellsRanks()) {
      Values moved = top.shiftDown(index, lesser(code, count, top.end));
      code.when(code.invert(isFull), [&] { top.emit(RowKind::Insert, moved, code.add(count, code.int64(1))); });
      return;
    }
    code.when(isFull, [&] { top.emit(RowKind::Delete, top.rowAt(code.sub(top.end, code.int64(1)))); });
    top.emit(RowKind::Insert, top.row);
  });
  top.insert();
}

// The first kept row that is equal in all columns goes; a row that is not kept is ignored.
void retractRow(TopNCode &top) {
  ScalarBuilder &code = top.code;
  Value index = findRow(code, TopNCode::kRows, top.rows.slotType(), top.position(false), top.position(true),
                        [&](Value slot) { return top.rows.isSame(code, slot, top.row); });
  code.when(code.compare(Predicate::Ge, index, code.int64(0)), [&] {
    code.when(code.compare(Predicate::Lt, index, top.end), [&] {
      Value count = top.count();
      Value isBeyond = code.compare(Predicate::Gt, count, top.end);
      if (top.spec.tellsRanks()) {
        // One row beyond the last rank comes to have it.
        Values last = top.shiftUp(index, lesser(code, count, code.add(top.end, code.int64(1))));
        code.when(code.invert(isBeyond), [&] { top.emit(RowKind::Delete, last, count); });
        return;
      }
      top.emit(RowKind::Delete, top.rowAt(index));
      code.when(isBeyond, [&] { top.emit(RowKind::Insert, top.rowAt(top.end)); });
    });
    top.erase(index);
  });
}

} // namespace

Value convertRetractTopN(RelConversion &conversion, const TopNSpec &spec) {
  KeptRows rows(rel::streamOf(spec.input), spec.partition);
  KeyedProcess process = makeProcess(conversion, spec, rows, "retract");
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    TopNCode top(spec, rows, code, row);
    Value retraction = isRetraction(code, kind);
    code.when(retraction, [&] { retractRow(top); });
    code.when(code.invert(retraction), [&] { insertRow(top); });
  });
  return process.result();
}

} // namespace millrace::flow
