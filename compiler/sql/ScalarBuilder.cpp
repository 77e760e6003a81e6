#include "compiler/sql/ScalarBuilder.h"

using namespace mlir;

namespace millrace::sql {

Value ScalarBuilder::integer(mlir::Type type, int64_t value) {
  return create<ConstantOp>(type, builder_.getIntegerAttr(withoutNull(type), value));
}

Value ScalarBuilder::zero(mlir::Type type) {
  mlir::Type plain = withoutNull(type);
  Attribute value;
  if (isFloat(plain))
    value = builder_.getFloatAttr(plain, 0.0);
  else if (isDecimal(plain))
    value = builder_.getIntegerAttr(builder_.getIntegerType(128), 0);
  else if (isa<IntervalMonthType>(plain))
    value = builder_.getI32IntegerAttr(0);
  else if (isa<IntervalDayType>(plain))
    value = builder_.getI64IntegerAttr(0);
  else
    value = builder_.getIntegerAttr(plain, 0);
  return create<ConstantOp>(type, value);
}

Value ScalarBuilder::null(mlir::Type nullableType) { return create<ConstantOp>(nullableType, builder_.getUnitAttr()); }

Value ScalarBuilder::compare(Predicate predicate, Value a, Value b) {
  mlir::Type type = withNullability(builder_.getI1Type(), isNullable(a.getType()) || isNullable(b.getType()));
  return create<CompareOp>(type, predicate, a, b);
}

Value ScalarBuilder::isTrue(Value a) { return isNullable(a.getType()) ? Value(create<IsTrueOp>(builder_.getI1Type(), a)) : a; }

Value ScalarBuilder::isNull(Value a) {
  return isNullable(a.getType()) ? Value(create<IsNullOp>(builder_.getI1Type(), a)) : boolean(false);
}

Value ScalarBuilder::assumeNotNull(Value a) {
  return isNullable(a.getType()) ? Value(create<AssumeNotNullOp>(withoutNull(a.getType()), a)) : a;
}

Value ScalarBuilder::toNullable(Value a) {
  return isNullable(a.getType()) ? a : Value(create<ToNullableOp>(asNullable(a.getType()), a));
}

Value ScalarBuilder::convert(Value a, mlir::Type type) {
  if (a.getType() == type)
    return a;
  if (withoutNull(a.getType()) != withoutNull(type))
    a = create<CastOp>(withNullability(type, isNullable(a.getType())), a, UnitAttr());
  return isNullable(type) ? toNullable(a) : assumeNotNull(a);
}

ScalarBuilder::Values ScalarBuilder::choose(Value condition, TypeRange types, Body yes, Body no) {
  auto branch = create<scf::IfOp>(types, condition, true, true);
  OpBuilder::InsertionGuard guard(builder_);
  for (auto [body, region] : {std::pair(yes, &branch.getThenRegion()), std::pair(no, &branch.getElseRegion())}) {
    Block &block = region->front();
    builder_.setInsertionPointToEnd(&block);
    Values values = body();
    create<scf::YieldOp>(values);
  }
  return Values(branch.getResults());
}

void ScalarBuilder::when(Value condition, llvm::function_ref<void()> yes) {
  auto branch = create<scf::IfOp>(TypeRange(), condition, true, false);
  OpBuilder::InsertionGuard guard(builder_);
  builder_.setInsertionPointToEnd(&branch.getThenRegion().front());
  yes();
  create<scf::YieldOp>();
}

} // namespace millrace::sql
