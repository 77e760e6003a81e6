/// rel.window_rank -> flow.process: the best rows per window and partition, sent when the watermark passes the window's end.
///
/// Emission: +I, best rank first.
/// Ranks:    RANK keeps all rows of the last rank, DENSE_RANK all rows of the window: which of them rank shows when it closes.
/// Late:     rows of a window that has closed are counted and dropped.
/// Source:   Flink's WindowRankOperator, RowTimeWindowDeduplicateOperator (one row by a time attribute: the last of one time stays, the first by first).
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/KeyedProcess.h"
#include "compiler/flow/Ordered.h"
#include "compiler/flow/TiedRanks.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kRows = "rows", kClose = "close";

struct WindowRank {
  rel::WindowRankOp op;
  StreamType stream;
  KeptRows rows;
  llvm::SmallVector<rel::SortColumnAttr> order;

  explicit WindowRank(rel::WindowRankOp op, Value input)
      : op(op), stream(rel::streamOf(input)), rows(stream, op.getPartition()), order(rel::sortColumns(op.getOrder())) {}

  bool sharesRanks() { return op.getFunction() != rel::RankFunction::RowNumber; }

  void insert(ScalarBuilder &code, ValueRange row, Value close) { sharesRanks() ? insertTied(code, row, close) : insertNumbered(code, row, close); }

  void add(ScalarBuilder &code, ValueRange row) {
    auto made = code.create<SortedInsertOp>(rows.slotType(), code.builder().getI64Type(), kRows, sortValues(order, row));
    rows.store(code, made.getSlot(), row);
  }

  Value count(ScalarBuilder &code) { return code.create<SortedCountOp>(code.builder().getI64Type(), kRows); }

  void insertTied(ScalarBuilder &code, ValueRange row, Value close) {
    mlir::Type i64 = code.builder().getI64Type();
    Value end = code.int64(op.getEnd());
    bool isDense = op.getFunction() == rel::RankFunction::DenseRank;
    Value better = code.create<SortedPositionOp>(i64, kRows, sortValues(order, row), /*after=*/false);
    code.when(isDense ? code.boolean(true) : code.compare(Predicate::Lt, better, end), [&] {
      code.when(code.compare(Predicate::Eq, count(code), code.int64(0)), [&] { code.create<SetTimerOp>(kClose, close); });
      add(code, row);
      Value now = count(code);
      if (isDense)
        return;
      code.when(code.compare(Predicate::Gt, now, end), [&] {
        Value last = code.create<SortedAtOp>(rows.slotType(), kRows, code.int64(op.getEnd() - 1));
        Values sortKey, keys = rows.keysOf(row);
        for (rel::SortColumnAttr column : order)
          sortKey.push_back(rows.loadColumn(code, last, keys, column.getColumn()));
        Value kept = code.create<SortedPositionOp>(i64, kRows, sortKey, /*after=*/true);
        code.when(code.compare(Predicate::Lt, kept, now), [&] { code.create<SortedEraseOp>(kRows, kept, now); });
      });
    });
  }

  void insertNumbered(ScalarBuilder &code, ValueRange row, Value close) {
    mlir::Type i64 = code.builder().getI64Type();
    // Among rows of one time the last one is the last.
    bool replacesEqual = op.getEnd() == 1 && !op.getNumber() && rel::timeOrder(op.getInput(), op.getOrder()) != rel::TimeKind::None && order[0].getDescending();
    Value index = code.create<SortedPositionOp>(i64, kRows, sortValues(order, row), !replacesEqual);
    code.when(code.compare(Predicate::Lt, index, code.int64(op.getEnd())), [&] {
      Value count = code.create<SortedCountOp>(i64, kRows);
      code.when(code.compare(Predicate::Eq, count, code.int64(0)), [&] { code.create<SetTimerOp>(kClose, close); });
      code.when(code.compare(Predicate::Eq, count, code.int64(op.getEnd())),
                [&] { code.create<SortedEraseOp>(kRows, code.int64(op.getEnd() - 1), code.int64(op.getEnd())); });
      add(code, row);
    });
  }

  void send(ScalarBuilder &code, ValueRange keys) {
    sharesRanks() ? sendTied(code, keys) : sendNumbered(code, keys);
    code.create<EraseOp>(kRows, ValueRange());
  }

  void sendTied(ScalarBuilder &code, ValueRange keys) {
    RankWalk walk{kRows, rows, order, op.getFunction(), code.int64(0), count(code), code.int64(0)};
    forEachRank(code, walk, keys, [&](ValueRange row, Value rank) {
      Value isAsked = code.both(code.compare(Predicate::Ge, rank, code.int64(op.getStart())), code.compare(Predicate::Le, rank, code.int64(op.getEnd())));
      code.when(isAsked, [&] {
        Values sent(row);
        if (op.getNumber())
          sent.push_back(rank);
        code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
      });
    });
  }

  void sendNumbered(ScalarBuilder &code, ValueRange keys) {
    forEachRow(code, kRows, rows.slotType(), code.int64(op.getStart() - 1), count(code), ValueRange(), [&](Value index, Value slot, ValueRange, Value &) {
      Values sent = rows.load(code, slot, keys);
      if (op.getNumber())
        sent.push_back(code.add(index, code.int64(1)));
      code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
      return Values();
    });
  }
};

} // namespace

Value convertWindowRank(RelConversion &conversion, rel::WindowRankOp op, Value input) {
  WindowRank rank(op, input);
  std::string meaning = fmt::format("window_rank({}{}-{}{}, order=[{}]", rank.sharesRanks() ? rel::rankName(op.getFunction()) + " " : "", op.getStart(), op.getEnd(), op.getNumber() ? " with rank" : "",
                                    describeOrder(rank.stream, rank.order));
  KeyedProcess process(conversion, {op.getLoc(), op.getType(), input, llvm::to_vector(op.getPartition()), {rank.rows.sortedTable(kRows, rank.order, 0)},
                                    {TimerAttr::get(op.getContext(), StringAttr::get(op.getContext(), kClose), true)}, meaning, op.stateBound()});
  process.onRow([&](ScalarBuilder &code, Value, ValueRange row) {
    Value close = closeMs(code, row[op.getWindowEnd()], op.getZoned());
    Value late = code.compare(Predicate::Le, close, code.create<CurrentWatermarkOp>(code.builder().getI64Type()));
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] { rank.insert(code, row, close); });
  });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange keys, Value) { rank.send(code, keys); });
  return process.result();
}

} // namespace millrace::flow
