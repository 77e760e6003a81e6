/// rel.lookup_join -> flow.process that first reads its right input to the end, then joins each left row with what is there.
///
/// Emission: the left row's kind; a left join sends a row without a match once, with NULLs.
/// Source:   Flink's LookupJoinRunner; its lookup sources with a full cache.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/JoinInputs.h"
#include "compiler/flow/JoinState.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

static void writeLookup(ScalarBuilder &code, const JoinShape &shape, const JoinState &table, Value kind, ValueRange row) {
  bool isLeft = shape.kind == rel::JoinKind::Left;
  auto sendAlone = [&] { code.create<EmitOp>(kind, joinedRow(code, shape, row, std::nullopt), 0); };
  auto look = [&] {
    Values held = heldValues(shape, 0, row), found;
    if (isLeft)
      found.push_back(code.boolean(false));
    found = table.forEach(code, held, found, [&](const JoinState::Stored &stored, const Values &before) {
      std::optional<Value> condition = meetsCondition(code, shape, row, stored.columns);
      auto matched = [&] {
        code.create<EmitOp>(kind, joinedRow(code, shape, row, ValueRange(stored.columns)), 0);
        return isLeft ? Values{code.boolean(true)} : Values();
      };
      return condition ? code.choose(*condition, ValueRange(before).getTypes(), matched, [&] { return before; }) : matched();
    });
    if (isLeft)
      code.when(code.invert(found[0]), sendAlone);
  };
  std::optional<Value> nullKey = hasNullKey(code, shape, 0, row);
  if (!nullKey)
    return look();
  code.when(*nullKey, sendAlone);
  code.when(code.invert(*nullKey), look);
}

static void writeTable(ScalarBuilder &code, const JoinState &table, bool isRetracting, Value kind, ValueRange row) {
  if (!isRetracting) {
    table.add(code, row);
    return;
  }
  Value retraction = isRetraction(code, kind);
  code.when(retraction, [&] { table.retract(code, row); });
  code.when(code.invert(retraction), [&] { table.add(code, row); });
}

Value convertLookupJoin(RelConversion &conversion, rel::LookupJoinOp op) {
  OpBuilder &builder = conversion.builder;
  JoinShape shape(op);
  JoinInputs inputs = exchangeInputs(conversion, shape);
  StreamType streams[2] = {rel::streamOf(inputs.streams[0]), rel::streamOf(inputs.streams[1])};
  bool isRetracting = rel::isUpdating(rel::rowKindsOf(op.getRight().getDefiningOp()));
  JoinState table({"table", streams[1], rel::describeSide(op.getRight(), shape.keys[1]), heldColumns(shape, 1), isRetracting, /*countsMatches=*/false});
  std::string meaning = "lookup_join(" + inputs.meaning + ")";
  auto process = builder.create<ProcessOp>(
      op.getLoc(), TypeRange{op.getType()}, ValueRange(inputs.streams), ValueRange(),
      builder.getArrayAttr({builder.getDenseI32ArrayAttr(shape.keys[0]), builder.getDenseI32ArrayAttr(shape.keys[1])}),
      conversion.tableList({table.table(builder.getContext(), /*ttlMs=*/0)}), builder.getArrayAttr({}), UnitAttr(),
      builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()), /*bodies=*/2);
  process->setAttr(kPreloadAttr, builder.getI32IntegerAttr(1));
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  for (unsigned side = 0; side < 2; ++side) {
    Block &block = addRowBlock(process.getBodies()[side], streams[side], op.getLoc());
    builder.setInsertionPointToStart(&block);
    ScalarBuilder code(builder, op.getLoc());
    if (side == 0)
      writeLookup(code, shape, table, block.getArgument(0), block.getArguments().drop_front());
    else
      writeTable(code, table, isRetracting, block.getArgument(0), block.getArguments().drop_front());
    code.create<sql::YieldOp>(ValueRange());
  }
  return process.getResult(0);
}

} // namespace millrace::flow
