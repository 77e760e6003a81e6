/// Top-N of one row, and of the rows that come first: one row, flag or count per partition.
///
/// Emission: best row: +I, then -U and +U when a better one comes. Keep last by event time: also when one of the same time comes; by processing time: when one
///           comes that differs (with state TTL: always). Keep first by event time: +I once the watermark says that no earlier row can come. First rows: +I.
/// Late:     keep first: rows before the watermark are counted and dropped.
/// Source:   Flink's FastTop1Function, RowTimeDeduplicateFunction, ProcTimeDeduplicateKeepLastRowFunction, RowTimeDeduplicateKeepFirstRowFunction,
///           ProcTimeDeduplicateKeepFirstRowFunction, AppendOnlyFirstNFunction, StreamExecLimit.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/Deduplicate.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kRow = "row", kSent = "sent", kCount = "count", kDue = "due";

TableAttr scalarTable(MLIRContext *context, llvm::StringRef name, mlir::Type type, int64_t ttlMs) {
  return TableAttr::get(context, StringAttr::get(context, name), TableKind::Value, llvm::ArrayRef<mlir::Type>(), {type}, ttlMs);
}

LookupOp lookup(ScalarBuilder &code, llvm::StringRef table, SlotType slot, bool create) {
  return code.create<LookupOp>(slot, code.builder().getI1Type(), table, ValueRange(), create);
}

std::string meaning(const TopNSpec &spec, llvm::StringRef how) {
  return fmt::format("deduplicate({} order=[{}]", how.str(), describeOrder(rel::streamOf(spec.input), spec.order));
}

// Whether `row` takes the place of the kept one.
Value replaces(ScalarBuilder &code, const TopNSpec &spec, const KeptRows &rows, rel::RankStrategy strategy, Value slot, ValueRange row, const Values &keys,
               int64_t ttlMs) {
  StreamType stream = rel::streamOf(spec.input);
  if (strategy == rel::RankStrategy::KeepLast && stream.getColumns()[spec.order[0].getColumn()].getTime() == rel::TimeKind::ProcTime) {
    if (ttlMs > 0)
      return code.boolean(true); // an equal row keeps the state of later operators alive
    return code.invert(rows.isSame(code, slot, row, [&](int32_t column) { return stream.getColumns()[column].getTime() == rel::TimeKind::ProcTime; }));
  }
  Values before;
  for (rel::SortColumnAttr column : spec.order)
    before.push_back(rows.loadColumn(code, slot, keys, column.getColumn()));
  return sortsBefore(code, spec.order, sortValues(spec.order, row), before, /*orEqual=*/strategy == rel::RankStrategy::KeepLast);
}

} // namespace

Value convertOneRow(RelConversion &conversion, const TopNSpec &spec, rel::RankStrategy strategy) {
  KeptRows rows(rel::streamOf(spec.input), spec.partition);
  KeyedProcess process(conversion, {spec.op->getLoc(), rel::streamOf(spec.op->getResult(0)), spec.input, spec.partition,
                                    {rows.valueTable(kRow, conversion.stateTtlMs)}, {},
                                    meaning(spec, strategy == rel::RankStrategy::KeepLast ? "last" : "best"), spec.bound});
  bool sendsUpdateBefore = rel::rowKindsOf(spec.op) & rel::kUpdateBeforeKind;
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    // Of an update the +U says all; a -U comes only where another reader of the input wants it.
    code.when(code.compare(Predicate::Ne, kind, rowKind(code, RowKind::UpdateBefore)), [&] {
      Values keys = rows.keysOf(row);
      LookupOp entry = lookup(code, kRow, rows.slotType(), true);
      code.when(code.invert(entry.getFound()), [&] {
        rows.store(code, entry.getSlot(), row);
        code.create<EmitOp>(rowKind(code, RowKind::Insert), row, 0);
      });
      code.when(entry.getFound(), [&] {
        code.when(replaces(code, spec, rows, strategy, entry.getSlot(), row, keys, conversion.stateTtlMs), [&] {
          if (sendsUpdateBefore)
            code.create<EmitOp>(rowKind(code, RowKind::UpdateBefore), rows.load(code, entry.getSlot(), keys), 0);
          rows.store(code, entry.getSlot(), row);
          code.create<EmitOp>(rowKind(code, RowKind::UpdateAfter), row, 0);
        });
      });
    });
  });
  return process.result();
}

// The row that waits for the watermark is gone once it was sent; a flag stays.
Value convertKeepFirst(RelConversion &conversion, const TopNSpec &spec) {
  MLIRContext *context = spec.op->getContext();
  mlir::Type flag = IntegerType::get(context, 1);
  KeptRows rows(rel::streamOf(spec.input), spec.partition);
  int32_t timeColumn = spec.order[0].getColumn();
  KeyedProcess process(conversion, {spec.op->getLoc(), rel::streamOf(spec.op->getResult(0)), spec.input, spec.partition,
                                    {rows.valueTable(kRow, 0), scalarTable(context, kSent, flag, conversion.stateTtlMs)},
                                    {TimerAttr::get(context, StringAttr::get(context, kDue), true)}, meaning(spec, "first"), spec.bound});
  SlotType sentSlot = SlotType::get(context, {flag});
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) {
    Value ms = timeMs(code, row[timeColumn]);
    Value late = code.compare(Predicate::Lt, ms, code.create<CurrentWatermarkOp>(code.builder().getI64Type()));
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] {
      code.when(code.invert(lookup(code, kSent, sentSlot, false).getFound()), [&] {
        Values keys = rows.keysOf(row);
        LookupOp entry = lookup(code, kRow, rows.slotType(), true);
        Value earlier = code.choose(
            entry.getFound(), flag,
            [&] { return Values{code.compare(Predicate::Lt, ms, timeMs(code, rows.loadColumn(code, entry.getSlot(), keys, timeColumn)))}; },
            [&] { return Values{code.boolean(true)}; })[0];
        code.when(earlier, [&] {
          rows.store(code, entry.getSlot(), row);
          code.create<SetTimerOp>(kDue, ms);
        });
      });
    });
  });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value) {
    LookupOp entry = lookup(code, kRow, rows.slotType(), false);
    code.when(entry.getFound(), [&] {
      code.create<EmitOp>(rowKind(code, RowKind::Insert), rows.load(code, entry.getSlot(), keys), 0);
      code.create<EraseOp>(kRow, ValueRange());
      code.create<StoreOp>(lookup(code, kSent, sentSlot, true).getSlot(), 0, code.boolean(true));
    });
  });
  return process.result();
}

Value convertFirstRows(RelConversion &conversion, const TopNSpec &spec) {
  MLIRContext *context = spec.op->getContext();
  mlir::Type i64 = IntegerType::get(context, 64);
  llvm::SmallVector<TableAttr> tables{scalarTable(context, kCount, i64, conversion.stateTtlMs)};
  KeyedProcess process(conversion, {spec.op->getLoc(), rel::streamOf(spec.op->getResult(0)), spec.input, spec.partition, tables, {},
                                    meaning(spec, fmt::format("first {}-{}{}", spec.start, spec.end, spec.number ? " with rank" : "")), spec.bound});
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) {
    LookupOp entry = lookup(code, kCount, SlotType::get(context, {i64}), true);
    Value before = code.create<LoadOp>(i64, entry.getSlot(), 0); // a new entry's is 0
    code.when(code.compare(Predicate::Lt, before, code.int64(spec.end)), [&] {
      Value rank = code.add(before, code.int64(1));
      code.create<StoreOp>(entry.getSlot(), 0, rank);
      code.when(code.compare(Predicate::Ge, rank, code.int64(spec.start)), [&] {
        Values sent(row);
        if (spec.number)
          sent.push_back(rank);
        code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
      });
    });
  });
  return process.result();
}

} // namespace millrace::flow
