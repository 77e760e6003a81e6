/// rel.interval_join -> flow.process with a table per input in order of time, and a timer per key and input that lets rows go.
///
/// Row:     joins the other input's rows whose time is in its interval; is kept while the other input may still bring one.
/// Outer:   a row of a kept input without a match comes out with NULLs when it is let go, or at once when it comes too late to be kept.
/// Delay:   results are up to the interval older than the watermark, so the watermark goes on that much later.
/// Clock:   over processing time a row's time is when it comes, and the clock stands for the watermark.
/// Source:  Flink's TimeIntervalJoin, RowTimeIntervalJoin, ProcTimeIntervalJoin.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/JoinInputs.h"
#include "compiler/flow/KeyedProcess.h"
#include "compiler/flow/RelConversion.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::Predicate;
using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kTables[2] = {"left", "right"};

/// One input: what its table holds of a row.
struct IntervalSide {
  StreamType rows;
  int32_t time;
  llvm::SmallVector<int32_t> held, stored; ///< columns: in the key; in the table's values
  bool keeps;                              ///< unmatched rows come out
  int64_t staysMs;                         ///< a row of time t may meet rows of the other input up to t + this

  mlir::Type type(int32_t column) const { return rows.getColumns()[column].getType(); }
  llvm::SmallVector<mlir::Type> types() const {
    llvm::SmallVector<mlir::Type> types;
    for (int32_t column : stored)
      types.push_back(type(column));
    if (keeps)
      types.push_back(IntegerType::get(rows.getContext(), 1));
    return types;
  }
  unsigned matchedColumn() const { return stored.size(); }
  SlotType slotType() const { return SlotType::get(rows.getContext(), types()); }
};

struct IntervalJoin {
  const JoinShape &shape;
  const IntervalSide *sides;
  bool isEventTime;
  int64_t lowerMs[2], upperMs[2]; ///< per side: the other row's time - the own time
  ScalarBuilder &code;

  mlir::Type i64() { return code.builder().getI64Type(); }
  mlir::Type i1() { return code.builder().getI1Type(); }
  Value now() { return isEventTime ? Value(code.create<CurrentWatermarkOp>(i64())) : code.create<ProcessingTimeOp>(i64()); }
  Value count(unsigned side) { return code.create<SortedCountOp>(i64(), kTables[side]); }
  Value position(unsigned side, Value time, bool after) { return code.create<SortedPositionOp>(i64(), kTables[side], ValueRange{time}, after); }

  // A stored row; `held`: the values of its held columns.
  Values load(unsigned side, Value slot, ValueRange held) {
    Values row(sides[side].rows.getColumns().size());
    for (auto [column, value] : llvm::zip(sides[side].held, held))
      row[column] = value;
    for (auto [index, column] : llvm::enumerate(sides[side].stored))
      row[column] = code.create<LoadOp>(sides[side].type(column), slot, index);
    return row;
  }

  void send(unsigned side, std::optional<ValueRange> row, std::optional<ValueRange> other) {
    code.create<EmitOp>(rowKind(code, RowKind::Insert), side == 0 ? joinedRow(code, shape, row, other) : joinedRow(code, shape, other, row), 0);
  }

  // Joins a row with the other input's; whether it met one.
  Value meet(unsigned side, ValueRange row, Value time) {
    unsigned other = 1 - side;
    Value first = position(other, code.add(time, code.int64(lowerMs[side])), /*after=*/false);
    Value end = position(other, code.add(time, code.int64(upperMs[side])), /*after=*/true);
    Values held = heldValues(shape, side, row);
    return forEachRow(code, kTables[other], sides[other].slotType(), first, end, ValueRange{code.boolean(false)},
                      [&](Value, Value slot, ValueRange before, Value &) {
                        Values partner = load(other, slot, held);
                        auto join = [&] {
                          send(side, row, ValueRange(partner));
                          if (sides[other].keeps)
                            code.create<StoreOp>(slot, sides[other].matchedColumn(), code.boolean(true));
                          return Values{code.boolean(true)};
                        };
                        std::optional<Value> condition =
                            side == 0 ? meetsCondition(code, shape, row, partner) : meetsCondition(code, shape, partner, row);
                        return condition ? code.choose(*condition, i1(), join, [&] { return Values{before[0]}; }) : join();
                      })[0];
  }

  void setTimer(unsigned side, Value time) {
    code.create<SetTimerOp>(kTables[side], code.add(time, code.int64(sides[side].staysMs + 1)), /*earliest=*/true);
  }

  void keep(unsigned side, ValueRange row, Value time, Value met) {
    auto entry = code.create<SortedInsertOp>(sides[side].slotType(), i64(), kTables[side], ValueRange{time});
    for (auto [index, column] : llvm::enumerate(sides[side].stored))
      code.create<StoreOp>(entry.getSlot(), index, column == sides[side].time ? timeColumn(side, row, time) : row[column]);
    if (sides[side].keeps)
      code.create<StoreOp>(entry.getSlot(), sides[side].matchedColumn(), met);
    setTimer(side, time);
  }

  // What the row's time column is kept as.
  Value timeColumn(unsigned side, ValueRange row, Value time) {
    mlir::Type type = sides[side].type(sides[side].time);
    return isEventTime ? row[sides[side].time] : code.convert(code.create<sql::FromMsOp>(sql::withoutNull(type), time), type);
  }

  // `alone`: whether it can have no partner; none: it can.
  void writeRow(unsigned side, ValueRange row, std::optional<Value> alone) {
    Value time = isEventTime ? timeMs(code, row[sides[side].time]) : now();
    auto meetOthers = [&] { return Values{meet(side, row, time)}; };
    Value met = alone ? code.choose(*alone, i1(), [&] { return Values{code.boolean(false)}; }, meetOthers)[0] : meetOthers()[0];
    Value inTime = code.compare(Predicate::Lt, now(), code.add(time, code.int64(sides[side].staysMs)));
    code.when(inTime, [&] { keep(side, row, time, met); });
    if (sides[side].keeps)
      code.when(code.both(code.invert(inTime), code.invert(met)), [&] { send(side, row, std::nullopt); });
  }

  void writeBody(unsigned side, ValueRange row) {
    // Without a time or with a NULL key there is no partner. By event time the row need not wait; by the clock one can tell that it did not.
    std::optional<Value> alone = hasNullKey(code, shape, side, row);
    if (!isEventTime)
      return writeRow(side, row, alone);
    if (sql::isNullable(row[sides[side].time].getType())) {
      Value isNull = code.isNull(row[sides[side].time]);
      alone = alone ? code.either(*alone, isNull) : isNull;
    }
    if (!alone)
      return writeRow(side, row, std::nullopt);
    if (sides[side].keeps)
      code.when(*alone, [&] { send(side, row, std::nullopt); });
    code.when(code.invert(*alone), [&] { writeRow(side, row, std::nullopt); });
  }

  // How many rows have no partner to come: all at the end of time, where nothing can be subtracted.
  Value goneCount(unsigned side) {
    Value time = now(), atEnd = code.compare(Predicate::Eq, time, code.int64(INT64_MAX));
    Value limit = code.choose(
        atEnd, i64(), [&] { return Values{time}; }, [&] { return Values{code.sub(time, code.int64(sides[side].staysMs))}; })[0];
    return position(side, limit, /*after=*/false);
  }

  // Lets rows go whose partners would be late; `keys`: the key's columns.
  void writeTimer(unsigned side, ValueRange keys) {
    Values held;
    llvm::SmallVector<unsigned> heldOf = heldKeys(shape);
    for (auto [column, key] : llvm::zip(sides[side].held, heldOf))
      held.push_back(code.convert(keys[key], sides[side].type(column)));
    Value gone = goneCount(side), isLeft = code.compare(Predicate::Lt, gone, count(side));
    if (sides[side].keeps)
      forEachRow(code, kTables[side], sides[side].slotType(), code.int64(0), gone, ValueRange(), [&](Value, Value slot, ValueRange, Value &) {
        Value matched = code.create<LoadOp>(i1(), slot, sides[side].matchedColumn());
        code.when(code.invert(matched), [&] { send(side, ValueRange(load(side, slot, held)), std::nullopt); });
        return Values();
      });
    code.create<SortedEraseOp>(kTables[side], code.int64(0), gone);
    code.when(isLeft, [&] {
      Value slot = code.create<SortedAtOp>(sides[side].slotType(), kTables[side], code.int64(0));
      setTimer(side, timeMs(code, load(side, slot, held)[sides[side].time]));
    });
  }
};

IntervalSide describe(const JoinShape &shape, unsigned side, StreamType rows, int32_t time, int64_t staysMs) {
  IntervalSide described{rows, time, heldColumns(shape, side), {}, shape.keepsUnmatched(side), staysMs};
  for (int32_t column = 0; column < static_cast<int32_t>(rows.getColumns().size()); ++column)
    if (!llvm::is_contained(described.held, column))
      described.stored.push_back(column);
  return described;
}

} // namespace

Value convertIntervalJoin(RelConversion &conversion, rel::IntervalJoinOp op) {
  OpBuilder &builder = conversion.builder;
  JoinShape shape(op);
  JoinInputs inputs = exchangeInputs(conversion, shape);
  StreamType streams[2] = {rel::streamOf(inputs.streams[0]), rel::streamOf(inputs.streams[1])};
  int64_t lower = op.getLowerMs(), upper = op.getUpperMs();
  IntervalSide sides[2] = {describe(shape, 0, streams[0], op.getLeftTime(), -lower), describe(shape, 1, streams[1], op.getRightTime(), upper)};
  bool isEventTime = !op.isOverProcessingTime();
  std::string meaning = fmt::format("interval_join({}{} - {}, bounds=[{}, {}], {})", isEventTime ? "" : "clock, ",
                                    RelConversion::describeKeys(streams[0], {static_cast<int32_t>(op.getLeftTime())}), RelConversion::describeKeys(streams[1], {static_cast<int32_t>(op.getRightTime())}),
                                    lower, upper, inputs.meaning);
  Attribute tables[2], timers[2];
  for (unsigned side = 0; side < 2; ++side) {
    StringAttr name = builder.getStringAttr(kTables[side]);
    tables[side] = TableAttr::get(builder.getContext(), name, TableKind::Sorted, {builder.getI64Type()}, sides[side].types(), 0, {0});
    timers[side] = TimerAttr::get(builder.getContext(), name, isEventTime);
  }
  auto process = builder.create<ProcessOp>(
      op.getLoc(), TypeRange{op.getType()}, ValueRange(inputs.streams), ValueRange(),
      builder.getArrayAttr({builder.getDenseI32ArrayAttr(shape.keys[0]), builder.getDenseI32ArrayAttr(shape.keys[1])}), builder.getArrayAttr(tables),
      builder.getArrayAttr(timers), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()),
      /*bodies=*/4);
  if (isEventTime)
    process->setAttr(kWatermarkDelayAttr, builder.getI64IntegerAttr(std::max(-lower, upper)));
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  for (unsigned side = 0; side < 2; ++side) {
    auto write = [&](Region &region, llvm::function_ref<void(IntervalJoin &, Block &)> body) {
      builder.setInsertionPointToStart(&region.front());
      ScalarBuilder code(builder, op.getLoc());
      // left - right in [lower, upper]: right - left in [-upper, -lower].
      IntervalJoin join{shape, sides, isEventTime, {-upper, lower}, {-lower, upper}, code};
      body(join, region.front());
      builder.setInsertionPointToEnd(&region.front());
      code.create<sql::YieldOp>(ValueRange());
    };
    Region &rows = process.getBodies()[side], &timer = process.getBodies()[2 + side];
    addRowBlock(rows, streams[side], op.getLoc());
    write(rows, [&](IntervalJoin &join, Block &block) { join.writeBody(side, block.getArguments().drop_front()); });
    Block &timerBlock = timer.emplaceBlock();
    for (int32_t key : shape.keys[0])
      timerBlock.addArgument(streams[0].getColumns()[key].getType(), op.getLoc());
    timerBlock.addArgument(builder.getI64Type(), op.getLoc());
    write(timer, [&](IntervalJoin &join, Block &block) { join.writeTimer(side, block.getArguments().drop_back()); });
  }
  return process.getResult(0);
}

} // namespace millrace::flow
