/// Top-N by RANK and DENSE_RANK over a sorted table per partition.
///
/// Ranks:    of RANK one more than the rows that sort before; of DENSE_RANK one more than the different sort keys before, which a second sorted table holds.
/// Emission: a row that comes is told after the rows that it moves, one that goes before them; moved rows are told best first. With ranks a moved row is
///           -U at its old rank and +U at its new one; +I where it comes in, -D where it drops out. Without, only what comes in and drops out is told.
/// State:    rows that are only inserted: those that rank; else all.
/// Source:   SQL:2016 part 2, 4.16.3 (rank functions). Flink has them in batch mode only.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/TiedRanks.h"
#include "compiler/flow/TopN.h"

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kGroups = "groups"; // the different sort keys of DENSE_RANK

struct TiedTopN {
  TopNCode top;
  ScalarBuilder &code;

  TiedTopN(const TopNSpec &spec, const KeptRows &rows, ScalarBuilder &code, ValueRange row) : top(spec, rows, code, row), code(code) {}

  bool isDense() const { return top.spec.function == rel::RankFunction::DenseRank; }
  bool sendsUpdateBefore() const { return top.sendsUpdateBefore; }
  mlir::Type i64() { return code.builder().getI64Type(); }
  Value less(Value a, Value b) { return code.compare(Predicate::Lt, a, b); }
  Value greater(Value a, Value b) {
    return code.choose(
        less(a, b), i64(), [&] { return Values{b}; }, [&] { return Values{a}; })[0];
  }

  // ---- groups
  static llvm::SmallVector<mlir::Type> sortTypes(const TopNSpec &spec) {
    llvm::SmallVector<mlir::Type> types;
    for (rel::SortColumnAttr column : spec.order)
      types.push_back(rel::streamOf(spec.input).getColumns()[column.getColumn()].getType());
    return types;
  }
  SlotType groupSlot() { return SlotType::get(code.builder().getContext(), sortTypes(top.spec)); }
  Value groupCount() { return code.create<SortedCountOp>(i64(), kGroups); }
  Value groupsBefore() { return code.create<SortedPositionOp>(i64(), kGroups, sortValues(top.spec.order, top.row), false); }
  void insertGroup() {
    auto made = code.create<SortedInsertOp>(groupSlot(), i64(), kGroups, sortValues(top.spec.order, top.row));
    for (auto [index, value] : llvm::enumerate(sortValues(top.spec.order, top.row)))
      code.create<StoreOp>(made.getSlot(), index, value);
  }

  Value positionOf(ValueRange sortKey, bool isAfter) { return code.create<SortedPositionOp>(i64(), TopNCode::kRows, sortKey, isAfter); }

  /// How many rows rank at `rank` or better.
  Value rowsUpTo(Value rank) {
    Value count = isDense() ? groupCount() : top.count();
    return code.choose(
        code.compare(Predicate::Le, count, isDense() ? rank : code.sub(rank, code.int64(1))), i64(), [&] { return Values{top.count()}; },
        [&] {
          if (!isDense())
            return Values{positionOf(sortValues(top.spec.order, top.rowAt(code.sub(rank, code.int64(1)))), true)};
          Value slot = code.create<SortedAtOp>(groupSlot(), kGroups, rank);
          Values sortKey;
          for (auto [index, type] : llvm::enumerate(sortTypes(top.spec)))
            sortKey.push_back(code.create<LoadOp>(type, slot, index));
          return Values{positionOf(sortKey, false)};
        })[0];
  }

  // ---- emission
  Value ranks(Value rank) {
    Value isAbove = code.compare(Predicate::Le, rank, top.end);
    return top.spec.start == 1 ? isAbove : code.both(isAbove, code.compare(Predicate::Ge, rank, code.int64(top.spec.start)));
  }
  /// A row that had `before` has `after` now.
  void tellMove(ValueRange row, Value before, Value after) {
    Value was = ranks(before), is = ranks(after);
    code.when(code.both(was, code.invert(is)), [&] { top.emit(RowKind::Delete, row, before); });
    code.when(code.both(is, code.invert(was)), [&] { top.emit(RowKind::Insert, row, after); });
    if (top.spec.number)
      code.when(code.both(was, is), [&] {
        if (sendsUpdateBefore())
          top.emit(RowKind::UpdateBefore, row, before);
        top.emit(RowKind::UpdateAfter, row, after);
      });
  }
  /// The rows [first, end), before which there are rows of `ranksBefore` ranks, change their ranks by `change`.
  void moveRows(Value first, Value end, Value ranksBefore, int64_t change) {
    RankWalk walk{TopNCode::kRows, top.rows, top.spec.order, top.spec.function, first, end, ranksBefore};
    forEachRank(code, walk, top.keys, [&](ValueRange row, Value rank) { tellMove(row, rank, code.add(rank, code.int64(change))); });
  }

  // ---- rows that come and go
  /// Where the row's equals stand: [first, end).
  std::pair<Value, Value> equals() { return {top.position(false), top.position(true)}; }
  Value ranksBefore(Value first) { return isDense() ? groupsBefore() : first; }
  // Whether the rows behind change their ranks: DENSE_RANK counts the row with its equals.
  void whenOthersMove(Value hasEquals, llvm::function_ref<void()> body) { isDense() ? code.when(code.invert(hasEquals), body) : body(); }

  /// The first row of rank `lowest` or worse behind `first`: without ranks nothing is told of better ones.
  Value firstTold(Value first, Value lowest) {
    if (top.spec.number || top.spec.start > 1)
      return first;
    Value better = code.sub(lowest, code.int64(1));
    return code.choose(
        less(code.int64(0), better), i64(), [&] { return Values{greater(rowsUpTo(better), first)}; }, [&] { return Values{first}; })[0];
  }

  void insert(bool keepsAll) {
    auto [first, behind] = equals();
    Value hasEquals = less(first, behind), before = ranksBefore(first);
    auto keep = [&] {
      top.insert();
      if (isDense())
        code.when(code.invert(hasEquals), [&] { insertGroup(); });
    };
    Value isRanked = less(before, top.end);
    code.when(isRanked, [&] {
      whenOthersMove(hasEquals, [&] { moveBehind(behind, before, hasEquals, rowsUpTo(top.end), top.end, 1); });
      Value rank = code.add(before, code.int64(1));
      code.when(ranks(rank), [&] { top.emit(RowKind::Insert, top.row, rank); });
      if (keepsAll)
        return;
      keep();
      dropBeyond();
    });
    if (keepsAll)
      keep();
  }

  /// Tells of the rows [behind, end) what their moving by one rank changes. `lowest`: the rank at which rows come in or drop out.
  void moveBehind(Value behind, Value before, Value hasEquals, Value end, Value lowest, int64_t change) {
    Value first = firstTold(behind, lowest);
    // Ranks before the first told row: of DENSE_RANK those of the row's equals too, or all below the lowest.
    Value skipped = code.choose(
        code.compare(Predicate::Eq, first, behind), i64(), [&] { return Values{withEquals(before, hasEquals)}; },
        [&] { return Values{code.sub(lowest, code.int64(1))}; })[0];
    moveRows(first, end, isDense() ? skipped : first, change);
  }
  Value withEquals(Value before, Value hasEquals) {
    return code.choose(
        hasEquals, i64(), [&] { return Values{code.add(before, code.int64(1))}; }, [&] { return Values{before}; })[0];
  }

  void dropBeyond() {
    Value kept = rowsUpTo(top.end), count = top.count();
    code.when(less(kept, count), [&] { code.create<SortedEraseOp>(TopNCode::kRows, kept, count); });
    if (!isDense())
      return;
    Value groups = groupCount();
    code.when(less(top.end, groups), [&] { code.create<SortedEraseOp>(kGroups, top.end, groups); });
  }

  /// The first kept row that is equal in all columns goes; a row that is not kept is ignored.
  void retract() {
    auto [first, behind] = equals();
    Value index = findRow(code, TopNCode::kRows, top.rows.slotType(), first, behind, [&](Value slot) { return top.rows.isSame(code, slot, top.row); });
    code.when(code.compare(Predicate::Ge, index, code.int64(0)), [&] {
      Value isAlone = code.compare(Predicate::Eq, code.sub(behind, first), code.int64(1)), before = ranksBefore(first);
      code.when(less(before, top.end), [&] {
        Value rank = code.add(before, code.int64(1)), next = code.add(top.end, code.int64(1));
        code.when(ranks(rank), [&] { top.emit(RowKind::Delete, top.row, rank); });
        // The row still stands among its equals, so that they have the ranks that they had.
        whenOthersMove(code.invert(isAlone), [&] { moveBehind(behind, before, code.boolean(true), rowsUpTo(next), next, -1); });
      });
      top.erase(index);
      if (isDense())
        code.when(isAlone, [&] { code.create<SortedEraseOp>(kGroups, before, code.add(before, code.int64(1))); });
    });
  }
};

llvm::SmallVector<TableAttr> tablesOf(const TopNSpec &spec, const KeptRows &rows, int64_t ttlMs) {
  llvm::SmallVector<TableAttr> tables = TopNCode::tables(spec, rows, ttlMs);
  if (spec.function == rel::RankFunction::DenseRank) {
    MLIRContext *context = spec.op->getContext();
    llvm::SmallVector<mlir::Type> types = TiedTopN::sortTypes(spec);
    tables.push_back(TableAttr::get(context, StringAttr::get(context, kGroups), TableKind::Sorted, types, types, ttlMs, orderBits(spec.order)));
  }
  return tables;
}

} // namespace

Value convertTiedTopN(RelConversion &conversion, const TopNSpec &spec, bool retracting) {
  KeptRows rows(rel::streamOf(spec.input), spec.partition);
  KeyedProcess process(conversion, {spec.op->getLoc(), rel::streamOf(spec.op->getResult(0)), spec.input, spec.partition,
                                    tablesOf(spec, rows, conversion.stateTtlMs), {}, TopNCode::meaning(spec, retracting ? "retract" : "append"), spec.bound});
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    TiedTopN top(spec, rows, code, row);
    if (!retracting)
      return top.insert(/*keepsAll=*/false);
    Value retraction = isRetraction(code, kind);
    code.when(retraction, [&] { top.retract(); });
    code.when(code.invert(retraction), [&] { top.insert(/*keepsAll=*/true); });
  });
  return process.result();
}

} // namespace millrace::flow
