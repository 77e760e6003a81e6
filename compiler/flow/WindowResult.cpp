#include "compiler/flow/WindowResult.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

static constexpr llvm::StringLiteral kAccumulators = "accumulators";

KeptAccumulator::KeptAccumulator(MLIRContext *context, const AggregatePlan &plan, llvm::ArrayRef<mlir::Type> before)
    : context_(context), types_(before), first_(before.size()) {
  llvm::append_range(types_, plan.accumulatorTypes());
}

TableAttr KeptAccumulator::table() const {
  return TableAttr::get(context_, StringAttr::get(context_, kAccumulators), TableKind::Value, llvm::ArrayRef<mlir::Type>(), types_, 0);
}

LookupOp KeptAccumulator::lookup(ScalarBuilder &code, bool create) const {
  auto slot = SlotType::get(context_, types_);
  return code.create<LookupOp>(slot, code.builder().getI1Type(), kAccumulators, ValueRange(), create);
}

Value KeptAccumulator::loadBefore(ScalarBuilder &code, LookupOp entry, unsigned column) const {
  return code.create<LoadOp>(types_[column], entry.getSlot(), column);
}

Values KeptAccumulator::load(ScalarBuilder &code, LookupOp entry) const {
  Values values;
  for (unsigned column = first_; column < types_.size(); ++column)
    values.push_back(loadBefore(code, entry, column));
  return values;
}

void KeptAccumulator::store(ScalarBuilder &code, LookupOp entry, ValueRange accumulator) const {
  for (auto [index, value] : llvm::enumerate(accumulator))
    code.create<StoreOp>(entry.getSlot(), first_ + index, value);
}

void KeptAccumulator::erase(ScalarBuilder &code) { code.create<EraseOp>(kAccumulators, ValueRange()); }

bool isRetracting(rel::WindowAggregateOp op) { return rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp())); }

void emitWindow(ScalarBuilder &code, rel::WindowAggregateOp op, const AggregatePlan &plan, ValueRange keys, ValueRange accumulator, Value startMs, Value endMs) {
  auto send = [&] {
    Values sent(keys);
    sent.append(plan.results(code, accumulator));
    sent.append(windowProperties(code, op, startMs, endMs));
    code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
  };
  if (isRetracting(op))
    code.when(code.compare(sql::Predicate::Ne, plan.rowCount(accumulator), code.int64(0)), send);
  else
    send();
}

} // namespace millrace::flow
