/// rel.temporal_join -> flow.process that keeps left rows until the watermark has passed them, and the right input's versions in order of time.
///
/// Version:  the last right row of the key at or before the left row's time; one that was taken back is none. Of equal times the later one counts.
/// Emission: at the key's timer, all left rows up to the watermark in the order in which they came, in their own kinds.
/// State:    the timer stands at the key's earliest time that no timer has fired for; then versions go that another one follows at or before the watermark.
/// Late:     a left row behind the watermark joins, at the next one, what is still kept of the versions.
/// Source:   Flink's TemporalRowTimeJoinOperator.
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

constexpr llvm::StringLiteral kWaiting = "left", kVersions = "versions", kDue = "due";

/// What state keeps of one input's rows: the columns that the key does not hold, and the row kind where there are several.
struct TemporalSide {
  StreamType rows;
  int32_t time;
  llvm::SmallVector<int32_t> held, stored;
  bool hasKinds;

  mlir::Type type(int32_t column) const { return rows.getColumns()[column].getType(); }
  SlotType slotType() const {
    llvm::SmallVector<mlir::Type> types;
    for (int32_t column : stored)
      types.push_back(type(column));
    if (hasKinds)
      types.push_back(IntegerType::get(rows.getContext(), 8));
    return SlotType::get(rows.getContext(), types);
  }
};

struct TemporalJoin {
  const JoinShape &shape;
  const TemporalSide *sides;
  ScalarBuilder &code;

  mlir::Type i64() { return code.builder().getI64Type(); }
  mlir::Type i1() { return code.builder().getI1Type(); }
  Value positionAfter(Value time) { return code.create<SortedPositionOp>(i64(), kVersions, ValueRange{time}, /*after=*/true); }
  Value versionAt(Value index) { return code.create<SortedAtOp>(sides[1].slotType(), kVersions, index); }

  void store(unsigned side, Value slot, Value kind, ValueRange row) {
    for (auto [index, column] : llvm::enumerate(sides[side].stored))
      code.create<StoreOp>(slot, index, row[column]);
    if (sides[side].hasKinds)
      code.create<StoreOp>(slot, sides[side].stored.size(), kind);
  }
  Value loadKind(unsigned side, Value slot) {
    return sides[side].hasKinds ? Value(code.create<LoadOp>(code.builder().getI8Type(), slot, sides[side].stored.size())) : rowKind(code, RowKind::Insert);
  }
  // `keys`: the key's columns.
  Values load(unsigned side, Value slot, ValueRange keys) {
    Values row(sides[side].rows.getColumns().size());
    llvm::SmallVector<unsigned> heldOf = heldKeys(shape);
    for (auto [column, key] : llvm::zip(sides[side].held, heldOf))
      row[column] = code.convert(keys[key], sides[side].type(column));
    for (auto [index, column] : llvm::enumerate(sides[side].stored))
      row[column] = code.create<LoadOp>(sides[side].type(column), slot, index);
    return row;
  }
  void setTimer(Value time) { code.create<SetTimerOp>(kDue, time, /*earliest=*/true); }

  void sendAlone(Value kind, ValueRange row) { code.create<EmitOp>(kind, joinedRow(code, shape, row, std::nullopt), 0); }

  void takeLeft(Value kind, ValueRange row, Value time) {
    auto entry = code.create<LookupOp>(sides[0].slotType(), i1(), kWaiting, ValueRange(), /*create=*/true);
    store(0, entry.getSlot(), kind, row);
    setTimer(time);
  }

  void takeRight(Value kind, ValueRange row, Value time) {
    Value behind = positionAfter(time), first = code.create<SortedPositionOp>(i64(), kVersions, ValueRange{time}, /*after=*/false);
    Value replaces = code.compare(Predicate::Lt, first, behind);
    code.when(replaces, [&] { store(1, versionAt(first), kind, row); });
    code.when(code.invert(replaces), [&] {
      auto entry = code.create<SortedInsertOp>(sides[1].slotType(), i64(), kVersions, ValueRange{time});
      store(1, entry.getSlot(), kind, row);
    });
    setTimer(time);
  }

  // A row without a time has no version, and is none.
  void writeRow(unsigned side, Value kind, ValueRange row) {
    Value time = row[sides[side].time];
    auto take = [&] { side == 0 ? takeLeft(kind, row, timeMs(code, time)) : takeRight(kind, row, timeMs(code, time)); };
    if (!sql::isNullable(time.getType()))
      return take();
    Value isNull = code.isNull(time);
    code.when(code.invert(isNull), take);
    if (side == 0 && shape.keepsUnmatched(0))
      code.when(isNull, [&] { sendAlone(kind, row); });
  }

  // Joins a left row with its version, whose index is `index`; whether there is one that meets the condition.
  Value joinVersion(Value kind, ValueRange row, Value index, ValueRange keys) {
    Value slot = versionAt(index);
    auto no = [&] { return Values{code.boolean(false)}; };
    auto join = [&] {
      Values version = load(1, slot, keys);
      auto send = [&] {
        code.create<EmitOp>(kind, joinedRow(code, shape, row, ValueRange(version)), 0);
        return Values{code.boolean(true)};
      };
      std::optional<Value> condition = meetsCondition(code, shape, row, version);
      return condition ? code.choose(*condition, i1(), send, no) : send();
    };
    return sides[1].hasKinds ? code.choose(code.invert(isRetraction(code, loadKind(1, slot))), i1(), join, no)[0] : join()[0];
  }

  void sendLeft(Value slot, ValueRange row, Value time, ValueRange keys) {
    Value kind = loadKind(0, slot), behind = positionAfter(time);
    Value met = code.choose(
        code.compare(Predicate::Gt, behind, code.int64(0)), i1(),
        [&] { return Values{joinVersion(kind, row, code.sub(behind, code.int64(1)), keys)}; }, [&] { return Values{code.boolean(false)}; })[0];
    if (shape.keepsUnmatched(0))
      code.when(code.invert(met), [&] { sendAlone(kind, row); });
  }

  // Sends the rows that the watermark has passed; the earliest time of the others, or INT64_MAX.
  Value sendDue(ValueRange keys, Value watermark) {
    auto loop = code.create<ForEachOp>(TypeRange{i64()}, kWaiting, ValueRange{code.int64(INT64_MAX)});
    OpBuilder::InsertionGuard guard(code.builder());
    Block &block = loop.getBody().emplaceBlock();
    block.addArgument(sides[0].slotType(), code.location());
    block.addArgument(i64(), code.location());
    code.builder().setInsertionPointToEnd(&block);
    Value slot = block.getArgument(0), earliest = block.getArgument(1);
    Values row = load(0, slot, keys);
    Value time = timeMs(code, row[sides[0].time]);
    Value next = code.choose(
        code.compare(Predicate::Le, time, watermark), i64(),
        [&] {
          sendLeft(slot, row, time, keys);
          code.create<EraseEntryOp>(slot);
          return Values{earliest};
        },
        [&] { return Values{lesser(code, earliest, time)}; })[0];
    code.create<sql::YieldOp>(ValueRange{code.boolean(true), next});
    return loop.getResults()[0];
  }

  void writeTimer(ValueRange keys) {
    Value watermark = code.create<CurrentWatermarkOp>(i64());
    Value next = sendDue(keys, watermark);
    code.when(code.compare(Predicate::Lt, next, code.int64(INT64_MAX)), [&] { setTimer(next); });
    // The last version at or before the watermark is the one of rows to come.
    Value behind = positionAfter(watermark);
    code.when(code.compare(Predicate::Gt, behind, code.int64(1)),
              [&] { code.create<SortedEraseOp>(kVersions, code.int64(0), code.sub(behind, code.int64(1))); });
  }
};

TemporalSide describe(const JoinShape &shape, unsigned side, StreamType rows, int32_t time) {
  uint8_t kinds = rel::rowKindsOf(shape.op->getOperand(side).getDefiningOp());
  // Of a version only matters whether it was taken back.
  bool hasKinds = side == 0 ? rel::isUpdating(kinds) : (kinds & (rel::kUpdateBeforeKind | rel::kDeleteKind)) != 0;
  TemporalSide described{rows, time, heldColumns(shape, side), {}, hasKinds};
  for (int32_t column = 0; column < static_cast<int32_t>(rows.getColumns().size()); ++column)
    if (!llvm::is_contained(described.held, column))
      described.stored.push_back(column);
  return described;
}

} // namespace

Value convertTemporalJoin(RelConversion &conversion, rel::TemporalJoinOp op) {
  OpBuilder &builder = conversion.builder;
  MLIRContext *context = builder.getContext();
  JoinShape shape(op);
  JoinInputs inputs = exchangeInputs(conversion, shape);
  StreamType streams[2] = {rel::streamOf(inputs.streams[0]), rel::streamOf(inputs.streams[1])};
  TemporalSide sides[2] = {describe(shape, 0, streams[0], op.getLeftTime()), describe(shape, 1, streams[1], op.getRightTime())};
  TableAttr waiting = TableAttr::get(context, builder.getStringAttr(kWaiting), TableKind::List, {}, sides[0].slotType().getColumns(), conversion.stateTtlMs);
  TableAttr versions = TableAttr::get(context, builder.getStringAttr(kVersions), TableKind::Sorted, {builder.getI64Type()}, sides[1].slotType().getColumns(),
                                      conversion.stateTtlMs, {0});
  std::string meaning = fmt::format("temporal_join(at {}, from {}, {})", RelConversion::describeKeys(streams[0], {static_cast<int32_t>(op.getLeftTime())}),
                                    RelConversion::describeKeys(streams[1], {static_cast<int32_t>(op.getRightTime())}), inputs.meaning);
  auto process = builder.create<ProcessOp>(
      op.getLoc(), TypeRange{op.getType()}, ValueRange(inputs.streams), ValueRange(),
      builder.getArrayAttr({builder.getDenseI32ArrayAttr(shape.keys[0]), builder.getDenseI32ArrayAttr(shape.keys[1])}),
      conversion.tableList({waiting, versions}), builder.getArrayAttr({TimerAttr::get(context, builder.getStringAttr(kDue), /*eventTime=*/true)}), UnitAttr(),
      builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()), /*bodies=*/3);
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  auto write = [&](Block &block, llvm::function_ref<void(TemporalJoin &)> body) {
    builder.setInsertionPointToStart(&block);
    ScalarBuilder code(builder, op.getLoc());
    TemporalJoin join{shape, sides, code};
    body(join);
    code.create<sql::YieldOp>(ValueRange());
  };
  for (unsigned side = 0; side < 2; ++side) {
    Block &block = addRowBlock(process.getBodies()[side], streams[side], op.getLoc());
    write(block, [&](TemporalJoin &join) { join.writeRow(side, block.getArgument(0), block.getArguments().drop_front()); });
  }
  Block &timer = process.getBodies()[2].emplaceBlock();
  for (int32_t key : shape.keys[0])
    timer.addArgument(streams[0].getColumns()[key].getType(), op.getLoc());
  timer.addArgument(builder.getI64Type(), op.getLoc());
  write(timer, [&](TemporalJoin &join) { join.writeTimer(timer.getArguments().drop_back()); });
  return process.getResult(0);
}

} // namespace millrace::flow
