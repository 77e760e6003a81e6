/// rel.interval_join -> flow.process with a list per input in order of time, and a timer per key and input that lets rows go.
///
/// Row:     joins the other input's rows whose time is in its interval; is kept while the other input may still bring one.
/// Outer:   a row of a kept input without a match comes out with NULLs when it is let go, or at once when it comes too late to be kept.
/// Delay:   results are up to the interval older than the watermark, so the watermark goes on that much later.
/// Source:  Flink's TimeIntervalJoin, RowTimeIntervalJoin.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/JoinInputs.h"
#include "compiler/flow/RelConversion.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kLists[2] = {"left", "right"};

/// One input: what its list holds of a row.
struct IntervalSide {
  StreamType rows;
  int32_t time;
  llvm::SmallVector<int32_t> held, stored; ///< columns: in the key; in the list's values (the time is its map key)
  bool keeps;                              ///< unmatched rows come out
  int64_t staysMs;                         ///< a row of time t may meet rows of the other input up to t + this

  llvm::SmallVector<mlir::Type> types() const {
    llvm::SmallVector<mlir::Type> types;
    for (int32_t column : stored)
      types.push_back(rows.getColumns()[column].getType());
    if (keeps)
      types.push_back(IntegerType::get(rows.getContext(), 1));
    return types;
  }
  unsigned matchedColumn() const { return stored.size(); }
};

struct IntervalJoin {
  const JoinShape &shape;
  const IntervalSide *sides;
  int64_t lowerMs[2], upperMs[2]; ///< per side: the other row's time - the own time
  ScalarBuilder &code;

  mlir::Type i64() { return code.builder().getI64Type(); }
  mlir::Type i1() { return code.builder().getI1Type(); }
  SlotType slotType(unsigned side) { return SlotType::get(code.builder().getContext(), sides[side].types()); }

  // A stored row; `held`: the values of its held columns.
  Values load(unsigned side, Value time, Value slot, ValueRange held) {
    Values row(sides[side].rows.getColumns().size());
    mlir::Type timeType = sides[side].rows.getColumns()[sides[side].time].getType();
    row[sides[side].time] = code.convert(code.create<sql::FromMsOp>(sql::withoutNull(timeType), time), timeType);
    for (auto [column, value] : llvm::zip(sides[side].held, held))
      row[column] = value;
    for (auto [index, column] : llvm::enumerate(sides[side].stored))
      row[column] = code.create<LoadOp>(sides[side].rows.getColumns()[column].getType(), slot, index);
    return row;
  }

  void send(unsigned side, std::optional<ValueRange> row, std::optional<ValueRange> other) {
    code.create<EmitOp>(rowKind(code, RowKind::Insert), side == 0 ? joinedRow(code, shape, row, other) : joinedRow(code, shape, other, row), 0);
  }

  // for_each over the list of `side`: visit(time, slot, carried) -> (continue, carried).
  Values forEach(unsigned side, const Values &carried, llvm::function_ref<Values(Value, Value, ValueRange)> visit) {
    llvm::SmallVector<mlir::Type> types(ValueRange(carried).getTypes());
    auto loop = code.create<ForEachOp>(types, kLists[side], carried);
    OpBuilder::InsertionGuard guard(code.builder());
    Block &block = loop.getBody().emplaceBlock();
    block.addArgument(i64(), code.location());
    block.addArgument(slotType(side), code.location());
    for (mlir::Type type : types)
      block.addArgument(type, code.location());
    code.builder().setInsertionPointToEnd(&block);
    code.create<sql::YieldOp>(visit(block.getArgument(0), block.getArgument(1), block.getArguments().drop_front(2)));
    return Values(loop.getResults());
  }

  // Joins a row with the other input's; whether it met one.
  Value meet(unsigned side, ValueRange row, Value time) {
    unsigned other = 1 - side;
    Value from = code.add(time, code.int64(lowerMs[side])), to = code.add(time, code.int64(upperMs[side]));
    Values held = heldValues(shape, side, row);
    return forEach(other, {code.boolean(false)}, [&](Value otherTime, Value slot, ValueRange before) {
      Value inside = code.compare(sql::Predicate::Le, otherTime, to);
      Value isPartner = code.both(inside, code.compare(sql::Predicate::Ge, otherTime, from));
      Values met = code.choose(
          isPartner, i1(),
          [&] {
            Values partner = load(other, otherTime, slot, held);
            auto join = [&] {
              send(side, row, ValueRange(partner));
              if (sides[other].keeps)
                code.create<StoreOp>(slot, sides[other].matchedColumn(), code.boolean(true));
              return Values{code.boolean(true)};
            };
            std::optional<Value> condition = side == 0 ? meetsCondition(code, shape, row, partner) : meetsCondition(code, shape, partner, row);
            return condition ? code.choose(*condition, i1(), join, [&] { return Values{before[0]}; }) : join();
          },
          [&] { return Values{before[0]}; });
      return Values{inside, met[0]};
    })[0];
  }

  void keep(unsigned side, ValueRange row, Value time, Value met) {
    // The timer stands at the earliest row's end; a row before it moves it.
    Value first = forEach(side, {code.int64(INT64_MAX)}, [&](Value earliest, Value, ValueRange) { return Values{code.boolean(false), earliest}; })[0];
    code.when(code.compare(sql::Predicate::Lt, time, first), [&] {
      code.create<SetTimerOp>(kLists[side], code.add(time, code.int64(sides[side].staysMs + 1)));
    });
    auto entry = code.create<LookupOp>(slotType(side), i1(), kLists[side], ValueRange{time}, /*create=*/true);
    for (auto [index, column] : llvm::enumerate(sides[side].stored))
      code.create<StoreOp>(entry.getSlot(), index, row[column]);
    if (sides[side].keeps)
      code.create<StoreOp>(entry.getSlot(), sides[side].matchedColumn(), met);
  }

  void writeRow(unsigned side, ValueRange row) {
    Value time = timeMs(code, row[sides[side].time]);
    Value met = meet(side, row, time);
    Value watermark = code.create<CurrentWatermarkOp>(i64());
    Value inTime = code.compare(sql::Predicate::Lt, watermark, code.add(time, code.int64(sides[side].staysMs)));
    code.when(inTime, [&] { keep(side, row, time, met); });
    if (sides[side].keeps)
      code.when(code.both(code.invert(inTime), code.invert(met)), [&] { send(side, row, std::nullopt); });
  }

  void writeBody(unsigned side, ValueRange row) {
    // Without a time or with a NULL key there is no partner.
    std::optional<Value> alone = hasNullKey(code, shape, side, row);
    if (sql::isNullable(row[sides[side].time].getType())) {
      Value isNull = code.isNull(row[sides[side].time]);
      alone = alone ? code.either(*alone, isNull) : isNull;
    }
    if (!alone)
      return writeRow(side, row);
    if (sides[side].keeps)
      code.when(*alone, [&] { send(side, row, std::nullopt); });
    code.when(code.invert(*alone), [&] { writeRow(side, row); });
  }

  // Lets rows go whose partners would be late; `keys`: the key's columns.
  void writeTimer(unsigned side, ValueRange keys) {
    Value watermark = code.create<CurrentWatermarkOp>(i64());
    Values held;
    llvm::SmallVector<unsigned> heldOf = heldKeys(shape);
    for (auto [column, key] : llvm::zip(sides[side].held, heldOf))
      held.push_back(code.convert(keys[key], sides[side].rows.getColumns()[column].getType()));
    forEach(side, {}, [&](Value time, Value slot, ValueRange) {
      Value end = code.add(time, code.int64(sides[side].staysMs));
      Value isOver = code.compare(sql::Predicate::Lt, end, watermark);
      code.when(isOver, [&] {
        if (sides[side].keeps) {
          Value matched = code.create<LoadOp>(i1(), slot, sides[side].matchedColumn());
          code.when(code.invert(matched), [&] { send(side, ValueRange(load(side, time, slot, held)), std::nullopt); });
        }
        code.create<EraseEntryOp>(slot);
      });
      code.when(code.invert(isOver), [&] { code.create<SetTimerOp>(kLists[side], code.add(end, code.int64(1))); });
      return Values{isOver};
    });
  }
};

IntervalSide describe(const JoinShape &shape, unsigned side, StreamType rows, int32_t time, int64_t staysMs) {
  IntervalSide described{rows, time, heldColumns(shape, side), {}, shape.keepsUnmatched(side), staysMs};
  for (int32_t column = 0; column < static_cast<int32_t>(rows.getColumns().size()); ++column)
    if (column != time && !llvm::is_contained(described.held, column))
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
  std::string meaning = fmt::format("interval_join(bounds=[{}, {}], {})", lower, upper, inputs.meaning);
  Attribute tables[2], timers[2];
  for (unsigned side = 0; side < 2; ++side) {
    StringAttr name = builder.getStringAttr(kLists[side]);
    tables[side] = TableAttr::get(builder.getContext(), name, TableKind::TimeList, {}, sides[side].types(), 0);
    timers[side] = TimerAttr::get(builder.getContext(), name, /*eventTime=*/true);
  }
  auto process = builder.create<ProcessOp>(
      op.getLoc(), TypeRange{op.getType()}, ValueRange(inputs.streams), ValueRange(),
      builder.getArrayAttr({builder.getDenseI32ArrayAttr(shape.keys[0]), builder.getDenseI32ArrayAttr(shape.keys[1])}), builder.getArrayAttr(tables),
      builder.getArrayAttr(timers), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()),
      /*bodies=*/4);
  process->setAttr(kWatermarkDelayAttr, builder.getI64IntegerAttr(std::max(-lower, upper)));
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  for (unsigned side = 0; side < 2; ++side) {
    auto write = [&](Region &region, llvm::function_ref<void(IntervalJoin &, Block &)> body) {
      builder.setInsertionPointToStart(&region.front());
      ScalarBuilder code(builder, op.getLoc());
      // left - right in [lower, upper]: right - left in [-upper, -lower].
      IntervalJoin join{shape, sides, {-upper, lower}, {-lower, upper}, code};
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
