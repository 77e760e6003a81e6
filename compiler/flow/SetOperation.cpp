/// rel.set_operation -> flow.process: per distinct row how often each input has it; rel.replicate -> a chain that repeats rows.
///
/// Emission: +I when a row comes into the result, -D when it leaves; between these nothing.
/// Source:   Flink's SemiJoin or AntiJoin with a GROUP BY of all columns; ReplicateRowsFunction.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/KeyedProcess.h"
#include "compiler/rel/RelSets.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

static constexpr llvm::StringLiteral kCounts = "counts";

namespace {

struct SetOperation {
  bool isExcept;
  ScalarBuilder &code;

  Value isIn(ValueRange counts) {
    Value left = code.compare(sql::Predicate::Gt, counts[0], code.int64(0)), right = code.compare(sql::Predicate::Gt, counts[1], code.int64(0));
    return code.both(left, isExcept ? code.invert(right) : right);
  }

  void writeBody(unsigned side, Value kind, ValueRange row) {
    mlir::Type i64 = code.builder().getI64Type();
    auto slotType = SlotType::get(code.builder().getContext(), {i64, i64});
    auto lookup = code.create<LookupOp>(slotType, code.builder().getI1Type(), kCounts, ValueRange(), true);
    Value slot = lookup.getSlot(), missing = code.invert(lookup.getFound());
    code.when(missing, [&] {
      for (unsigned input = 0; input < 2; ++input)
        code.create<StoreOp>(slot, input, code.int64(0));
    });
    Values before{code.create<LoadOp>(i64, slot, 0u), code.create<LoadOp>(i64, slot, 1u)}, after = before;
    // What was forgotten (state TTL) is not taken back.
    Value less = code.sub(before[side], code.int64(1)), none = code.compare(sql::Predicate::Le, before[side], code.int64(0));
    after[side] = code.choose(
        isRetraction(code, kind), i64, [&] { return code.choose(none, i64, [&] { return Values{code.int64(0)}; }, [&] { return Values{less}; }); },
        [&] { return Values{code.add(before[side], code.int64(1))}; })[0];
    code.create<StoreOp>(slot, side, after[side]);
    Value was = isIn(before), is = isIn(after);
    code.when(code.both(is, code.invert(was)), [&] { code.create<EmitOp>(rowKind(code, RowKind::Insert), row, 0); });
    code.when(code.both(was, code.invert(is)), [&] { code.create<EmitOp>(rowKind(code, RowKind::Delete), row, 0); });
    Value gone = code.both(code.compare(sql::Predicate::Eq, after[0], code.int64(0)), code.compare(sql::Predicate::Eq, after[1], code.int64(0)));
    code.when(gone, [&] { code.create<EraseOp>(kCounts, ValueRange()); });
  }
};

Value convertSetOperation(RelConversion &conversion, rel::SetOperationOp op) {
  OpBuilder &builder = conversion.builder;
  llvm::SmallVector<int32_t> keys = op.upsertKeys()[0];
  llvm::SmallVector<Value> inputs;
  std::string meaning = op.getExcept() ? "except(" : "intersect(";
  for (auto [operand, input] : llvm::enumerate(op->getOperands())) {
    inputs.push_back(conversion.exchange(op.getLoc(), conversion.converted.at(input), keys, operand));
    meaning += (operand ? ", " : "") + conversion.meaningOf(inputs.back());
  }
  meaning += ")";
  mlir::Type i64 = builder.getI64Type();
  auto counts = TableAttr::get(op.getContext(), builder.getStringAttr(kCounts), TableKind::Value, llvm::ArrayRef<mlir::Type>(), {i64, i64}, conversion.stateTtlMs);
  Attribute columns = builder.getDenseI32ArrayAttr(keys);
  auto process = builder.create<ProcessOp>(op.getLoc(), TypeRange{op.getType()}, inputs, ValueRange(), builder.getArrayAttr({columns, columns}),
                                           conversion.tableList({counts}), builder.getArrayAttr({}), UnitAttr(),
                                           builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()), /*bodies=*/2);
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  for (unsigned side = 0; side < 2; ++side) {
    Block &block = addRowBlock(process.getBodies()[side], rel::streamOf(inputs[side]), op.getLoc());
    builder.setInsertionPointToStart(&block);
    ScalarBuilder code(builder, op.getLoc());
    SetOperation{op.getExcept(), code}.writeBody(side, block.getArgument(0), block.getArguments().drop_front());
    code.create<sql::YieldOp>(ValueRange());
  }
  return process.getResult(0);
}

Value convertReplicate(RelConversion &conversion, rel::ReplicateOp op) {
  Value input = conversion.converted.at(op.getInput());
  return makeChain(conversion, op.getLoc(), input, op.getType(), [&](ScalarBuilder &code, Value kind, ValueRange row) {
    Value count = row.back();
    if (sql::isNullable(count.getType()))
      count = code.assumeNotNull(count);
    forEachIndex(code, code.int64(0), count, [&](Value) { code.create<EmitOp>(kind, row.drop_back(), 0); });
  });
}

} // namespace

Value convertSet(RelConversion &conversion, Operation *op) {
  if (auto set = dyn_cast<rel::SetOperationOp>(op))
    return convertSetOperation(conversion, set);
  auto replicate = dyn_cast<rel::ReplicateOp>(op);
  return replicate ? convertReplicate(conversion, replicate) : Value();
}

} // namespace millrace::flow
