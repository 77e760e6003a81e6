/// rel.window_join -> flow.process with a list per input and window, whose bounds are part of the key, and a timer that joins them when the window closes.
///
/// Row:     waits in its window's list; one of a window that has closed is counted as late and dropped.
/// Close:   left rows in the order in which they came, each with its partners; a right join goes by right rows; a full join ends with the right rows that
///          met nobody. Then the window is forgotten.
/// Source:  Flink's WindowJoinOperator.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/JoinInputs.h"
#include "compiler/flow/RelConversion.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kLists[2] = {"left", "right"}, kClose = "close";

struct WindowJoin {
  const JoinShape &shape;
  StreamType rows[2];
  llvm::SmallVector<int32_t> held[2], stored[2]; ///< columns: in the key; in the list's values
  unsigned endKey;                               ///< the key that is window_end
  bool isInstant;                                ///< windows of TIMESTAMP_LTZ: bounds are local times
  ScalarBuilder &code;

  mlir::Type i1() { return code.builder().getI1Type(); }
  bool marks(unsigned side) const { return side == 1 && shape.kind == rel::JoinKind::Full; }
  SlotType slotType(unsigned side) {
    llvm::SmallVector<mlir::Type> types;
    for (int32_t column : stored[side])
      types.push_back(rows[side].getColumns()[column].getType());
    if (marks(side))
      types.push_back(i1());
    return SlotType::get(code.builder().getContext(), types);
  }

  void send(unsigned side, std::optional<ValueRange> row, std::optional<ValueRange> other) {
    code.create<EmitOp>(rowKind(code, RowKind::Insert), side == 0 ? joinedRow(code, shape, row, other) : joinedRow(code, shape, other, row), 0);
  }

  void writeRow(unsigned side, ValueRange row) {
    Value end = row[shape.keys[side][endKey]];
    if (!shape.keepsUnmatched(side) || !sql::isNullable(end.getType()))
      return writeInWindow(side, row);
    // Without a window a row is not late, and meets nobody.
    Value isNull = code.isNull(end);
    code.when(isNull, [&] { send(side, row, std::nullopt); });
    code.when(code.invert(isNull), [&] { writeInWindow(side, row); });
  }

  void writeInWindow(unsigned side, ValueRange row) {
    Value close = closeMs(code, row[shape.keys[side][endKey]], isInstant);
    Value isLate = code.compare(sql::Predicate::Le, close, code.create<CurrentWatermarkOp>(code.builder().getI64Type()));
    code.when(isLate, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(isLate), [&] {
      std::optional<Value> nullKey = hasNullKey(code, shape, side, row);
      auto keep = [&] {
        auto entry = code.create<LookupOp>(slotType(side), i1(), kLists[side], ValueRange(), /*create=*/true);
        for (auto [index, column] : llvm::enumerate(stored[side]))
          code.create<StoreOp>(entry.getSlot(), index, row[column]);
        if (marks(side))
          code.create<StoreOp>(entry.getSlot(), stored[side].size(), code.boolean(false));
        code.create<SetTimerOp>(kClose, close);
      };
      if (!nullKey)
        return keep();
      code.when(*nullKey, [&] { send(side, row, std::nullopt); });
      code.when(code.invert(*nullKey), keep);
    });
  }

  // for_each over a list: visit(row, slot, carried) -> carried.
  Values forEach(unsigned side, ValueRange keys, const Values &carried, llvm::function_ref<Values(const Values &, Value, ValueRange)> visit) {
    llvm::SmallVector<mlir::Type> types(ValueRange(carried).getTypes());
    auto loop = code.create<ForEachOp>(types, kLists[side], carried);
    OpBuilder::InsertionGuard guard(code.builder());
    Block &block = loop.getBody().emplaceBlock();
    block.addArgument(slotType(side), code.location());
    for (mlir::Type type : types)
      block.addArgument(type, code.location());
    code.builder().setInsertionPointToEnd(&block);
    Values row(rows[side].getColumns().size());
    llvm::SmallVector<unsigned> heldOf = heldKeys(shape);
    for (auto [column, key] : llvm::zip(held[side], heldOf))
      row[column] = code.convert(keys[key], rows[side].getColumns()[column].getType());
    for (auto [index, column] : llvm::enumerate(stored[side]))
      row[column] = code.create<LoadOp>(rows[side].getColumns()[column].getType(), block.getArgument(0), index);
    Values results = visit(row, block.getArgument(0), block.getArguments().drop_front());
    results.insert(results.begin(), code.boolean(true));
    code.create<sql::YieldOp>(results);
    return Values(loop.getResults());
  }

  // Joins each row of `outer` with those of the other list.
  void joinBy(unsigned outer, ValueRange keys) {
    bool isExistence = rel::isExistence(shape.kind);
    forEach(outer, keys, {}, [&](const Values &row, Value, ValueRange) {
      Value met = forEach(1 - outer, keys, {code.boolean(false)}, [&](const Values &other, Value slot, ValueRange before) {
        auto matched = [&] {
          if (!isExistence)
            send(outer, ValueRange(row), ValueRange(other));
          if (marks(1 - outer))
            code.create<StoreOp>(slot, stored[1 - outer].size(), code.boolean(true));
          return Values{code.boolean(true)};
        };
        std::optional<Value> condition = outer == 0 ? meetsCondition(code, shape, row, other) : meetsCondition(code, shape, other, row);
        return condition ? code.choose(*condition, i1(), matched, [&] { return Values{before[0]}; }) : matched();
      })[0];
      if (shape.kind == rel::JoinKind::Semi)
        code.when(met, [&] { send(outer, ValueRange(row), std::nullopt); });
      else if (shape.keepsUnmatched(outer))
        code.when(code.invert(met), [&] { send(outer, ValueRange(row), std::nullopt); });
      return Values();
    });
  }

  void writeClose(ValueRange keys) {
    joinBy(shape.kind == rel::JoinKind::Right ? 1 : 0, keys);
    if (marks(1))
      forEach(1, keys, {}, [&](const Values &row, Value slot, ValueRange) {
        Value matched = code.create<LoadOp>(i1(), slot, stored[1].size());
        code.when(code.invert(matched), [&] { send(1, ValueRange(row), std::nullopt); });
        return Values();
      });
    for (llvm::StringLiteral list : kLists)
      code.create<EraseOp>(list, ValueRange());
  }
};

} // namespace

Value convertWindowJoin(RelConversion &conversion, rel::WindowJoinOp op) {
  OpBuilder &builder = conversion.builder;
  JoinShape shape(op);
  JoinInputs inputs = exchangeInputs(conversion, shape);
  StreamType streams[2] = {rel::streamOf(inputs.streams[0]), rel::streamOf(inputs.streams[1])};
  llvm::SmallVector<int32_t> held[2], stored[2];
  for (unsigned side = 0; side < 2; ++side) {
    held[side] = heldColumns(shape, side);
    for (int32_t column = 0; column < static_cast<int32_t>(streams[side].getColumns().size()); ++column)
      if (!llvm::is_contained(held[side], column))
        stored[side].push_back(column);
  }
  std::string meaning = "window_join(" + inputs.meaning + ")";
  auto make = [&](ScalarBuilder &code) {
    return WindowJoin{shape, {streams[0], streams[1]}, {held[0], held[1]}, {stored[0], stored[1]}, op.getEndKey(), op.getInstant(), code};
  };
  ScalarBuilder outside(builder, op.getLoc());
  WindowJoin types = make(outside);
  Attribute tables[2];
  for (unsigned side = 0; side < 2; ++side)
    tables[side] = TableAttr::get(builder.getContext(), builder.getStringAttr(kLists[side]), TableKind::List, {}, types.slotType(side).getColumns(), 0);
  Attribute timer = TimerAttr::get(builder.getContext(), builder.getStringAttr(kClose), /*eventTime=*/true);
  auto process = builder.create<ProcessOp>(
      op.getLoc(), TypeRange{op.getType()}, ValueRange(inputs.streams), ValueRange(),
      builder.getArrayAttr({builder.getDenseI32ArrayAttr(shape.keys[0]), builder.getDenseI32ArrayAttr(shape.keys[1])}), builder.getArrayAttr(tables),
      builder.getArrayAttr(timer), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()), /*bodies=*/3);
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  for (unsigned body = 0; body < 3; ++body) {
    Region &region = process.getBodies()[body];
    Block &block = body < 2 ? addRowBlock(region, streams[body], op.getLoc()) : region.emplaceBlock();
    if (body == 2) {
      for (int32_t key : shape.keys[0])
        block.addArgument(streams[0].getColumns()[key].getType(), op.getLoc());
      block.addArgument(builder.getI64Type(), op.getLoc());
    }
    builder.setInsertionPointToStart(&block);
    ScalarBuilder code(builder, op.getLoc());
    WindowJoin join = make(code);
    if (body < 2)
      join.writeRow(body, block.getArguments().drop_front());
    else
      join.writeClose(block.getArguments().drop_back());
    code.create<sql::YieldOp>(ValueRange());
  }
  return process.getResult(0);
}

} // namespace millrace::flow
