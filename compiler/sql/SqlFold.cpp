// Constant folding of `sql` operations. What fails at run time (x / 0, a bad CAST) is left for run time.
#include "compiler/sql/ConstantValues.h"

using namespace mlir;

namespace millrace::sql {

static bool isNullConstant(Attribute value) { return isa_and_nonnull<UnitAttr>(value); }
static Attribute nullOf(MLIRContext *context) { return UnitAttr::get(context); }
static Attribute boolean(Operation *op, bool value) { return BoolAttr::get(op->getContext(), value); }

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

// Exact arithmetic on the bits of integers.
template <typename Compute> static OpFoldResult foldArithmetic(Operation *op, Attribute a, Attribute b, Compute compute) {
  mlir::Type type = op->getResult(0).getType();
  if ((isNullConstant(a) || isNullConstant(b)) && isNullable(type))
    return nullOf(op->getContext());
  auto x = dyn_cast_or_null<IntegerAttr>(a), y = dyn_cast_or_null<IntegerAttr>(b);
  if (!x || !y || isDecimal(type) || x.getType() != y.getType())
    return {};
  return IntegerAttr::get(x.getType(), compute(x.getValue(), y.getValue()));
}

OpFoldResult AddOp::fold(FoldAdaptor adaptor) {
  return foldArithmetic(*this, adaptor.getLhs(), adaptor.getRhs(), [](llvm::APInt a, llvm::APInt b) { return a + b; });
}
OpFoldResult SubOp::fold(FoldAdaptor adaptor) {
  // x - 0: window arithmetic without an offset.
  auto zero = dyn_cast_or_null<IntegerAttr>(adaptor.getRhs());
  if (zero && zero.getValue().isZero() && getLhs().getType() == getType() && isInteger(getType()))
    return getLhs();
  return foldArithmetic(*this, adaptor.getLhs(), adaptor.getRhs(), [](llvm::APInt a, llvm::APInt b) { return a - b; });
}
OpFoldResult MulOp::fold(FoldAdaptor adaptor) {
  return foldArithmetic(*this, adaptor.getLhs(), adaptor.getRhs(), [](llvm::APInt a, llvm::APInt b) { return a * b; });
}

template <typename Compute> static OpFoldResult foldDivision(Operation *op, Attribute a, Attribute b, Compute compute) {
  auto divisor = dyn_cast_or_null<IntegerAttr>(b);
  if (divisor && divisor.getValue().isZero())
    return {};
  return foldArithmetic(op, a, b, compute);
}
OpFoldResult DivOp::fold(FoldAdaptor adaptor) {
  // The least value / -1 wraps, as in Java.
  return foldDivision(*this, adaptor.getLhs(), adaptor.getRhs(), [](llvm::APInt a, llvm::APInt b) { return b.isAllOnes() ? -a : a.sdiv(b); });
}
OpFoldResult RemOp::fold(FoldAdaptor adaptor) {
  return foldDivision(*this, adaptor.getLhs(), adaptor.getRhs(),
                      [](llvm::APInt a, llvm::APInt b) { return b.isAllOnes() ? llvm::APInt::getZero(a.getBitWidth()) : a.srem(b); });
}

OpFoldResult NegOp::fold(FoldAdaptor adaptor) {
  if (isNullConstant(adaptor.getValue()))
    return nullOf(getContext());
  if (auto number = dyn_cast_or_null<FloatAttr>(adaptor.getValue()))
    return FloatAttr::get(number.getType(), -number.getValue());
  auto value = dyn_cast_or_null<IntegerAttr>(adaptor.getValue());
  return value ? OpFoldResult(IntegerAttr::get(value.getType(), -value.getValue())) : OpFoldResult();
}

// Two constants of one representation: decimals only of one scale.
static bool sameForm(mlir::Type a, mlir::Type b) {
  auto x = dyn_cast<DecimalType>(withoutNull(a)), y = dyn_cast<DecimalType>(withoutNull(b));
  return !x || !y || x.getScale() == y.getScale();
}

static bool holds(Predicate predicate, int order) {
  switch (predicate) {
  case Predicate::Eq: return order == 0;
  case Predicate::Ne: return order != 0;
  case Predicate::Lt: return order < 0;
  case Predicate::Le: return order <= 0;
  case Predicate::Gt: return order > 0;
  case Predicate::Ge: return order >= 0;
  }
  llvm_unreachable("all predicates are handled");
}

OpFoldResult CompareOp::fold(FoldAdaptor adaptor) {
  Attribute a = adaptor.getLhs(), b = adaptor.getRhs();
  if (isNullConstant(a) || isNullConstant(b))
    return nullOf(getContext());
  if (!a || !b || !sameForm(getLhs().getType(), getRhs().getType()))
    return {};
  std::optional<int> order = compareConstants(getLhs().getType(), a, b);
  return order ? OpFoldResult(boolean(*this, holds(getPredicate(), *order))) : OpFoldResult();
}

OpFoldResult InOp::fold(FoldAdaptor adaptor) {
  Attribute value = adaptor.getValue();
  if (!value)
    return {};
  if (isNullConstant(value))
    return nullOf(getContext());
  return boolean(*this, llvm::any_of(getConstants(), [&](Attribute constant) { return compareConstants(getValue().getType(), value, constant) == 0; }));
}

OpFoldResult NotDistinctOp::fold(FoldAdaptor adaptor) {
  Attribute a = adaptor.getLhs(), b = adaptor.getRhs();
  // A value equals itself, except NaN, whose rule is the code generator's.
  if (getLhs() == getRhs() && !isFloat(getLhs().getType()) && !isa<RowType, ArrayType, MapType>(withoutNull(getLhs().getType())))
    return boolean(*this, true);
  if (!a || !b || !sameForm(getLhs().getType(), getRhs().getType()))
    return {};
  if (isNullConstant(a) || isNullConstant(b))
    return boolean(*this, isNullConstant(a) && isNullConstant(b));
  std::optional<int> order = compareConstants(getLhs().getType(), a, b);
  return order ? OpFoldResult(boolean(*this, *order == 0)) : OpFoldResult();
}

static std::optional<bool> truth(Attribute value) {
  auto boolean = dyn_cast_or_null<BoolAttr>(value);
  return boolean ? std::optional(boolean.getValue()) : std::nullopt;
}

// `absorbing`: false for AND, true for OR. It decides alone; its opposite leaves the other side.
static OpFoldResult foldLogic(Operation *op, Attribute a, Attribute b, bool absorbing) {
  if (truth(a) == absorbing || truth(b) == absorbing)
    return boolean(op, absorbing);
  mlir::Type type = op->getResult(0).getType();
  for (auto [constant, other] : {std::pair(a, op->getOperand(1)), std::pair(b, op->getOperand(0))})
    if (truth(constant) == !absorbing && other.getType() == type)
      return other;
  if (truth(a) == !absorbing && truth(b) == !absorbing)
    return boolean(op, !absorbing);
  bool known = a && b;
  return known && (isNullConstant(a) || isNullConstant(b)) ? OpFoldResult(nullOf(op->getContext())) : OpFoldResult();
}
OpFoldResult AndOp::fold(FoldAdaptor adaptor) { return foldLogic(*this, adaptor.getLhs(), adaptor.getRhs(), false); }
OpFoldResult OrOp::fold(FoldAdaptor adaptor) { return foldLogic(*this, adaptor.getLhs(), adaptor.getRhs(), true); }

OpFoldResult NotOp::fold(FoldAdaptor adaptor) {
  if (isNullConstant(adaptor.getValue()))
    return nullOf(getContext());
  if (std::optional<bool> value = truth(adaptor.getValue()))
    return boolean(*this, !*value);
  auto inner = getValue().getDefiningOp<NotOp>();
  return inner && inner.getValue().getType() == getType() ? OpFoldResult(inner.getValue()) : OpFoldResult();
}

OpFoldResult IsNullOp::fold(FoldAdaptor adaptor) {
  if (!isNullable(getValue().getType()))
    return boolean(*this, false);
  auto made = getValue().getDefiningOp<ToNullableOp>();
  if (made && !isNullable(made.getValue().getType()))
    return boolean(*this, false);
  return adaptor.getValue() ? OpFoldResult(boolean(*this, isNullConstant(adaptor.getValue()))) : OpFoldResult();
}

// The BOOLEAN before it was made nullable.
static Value plainBoolean(Value value) {
  auto made = value.getDefiningOp<ToNullableOp>();
  Value inner = made ? made.getValue() : value;
  return isNullable(inner.getType()) ? Value() : inner;
}
OpFoldResult IsTrueOp::fold(FoldAdaptor adaptor) {
  if (Value plain = plainBoolean(getValue()))
    return plain;
  return adaptor.getValue() ? OpFoldResult(boolean(*this, truth(adaptor.getValue()) == true)) : OpFoldResult();
}
OpFoldResult IsFalseOp::fold(FoldAdaptor adaptor) {
  return adaptor.getValue() ? OpFoldResult(boolean(*this, truth(adaptor.getValue()) == false)) : OpFoldResult();
}

OpFoldResult ToNullableOp::fold(FoldAdaptor adaptor) {
  if (getValue().getType() == getType())
    return getValue();
  return adaptor.getValue();
}
OpFoldResult AssumeNotNullOp::fold(FoldAdaptor adaptor) {
  auto made = getValue().getDefiningOp<ToNullableOp>();
  if (made && made.getValue().getType() == getType())
    return made.getValue();
  return isNullConstant(adaptor.getValue()) ? OpFoldResult() : OpFoldResult(adaptor.getValue());
}

OpFoldResult ToMsOp::fold(FoldAdaptor adaptor) {
  if (isNullConstant(adaptor.getValue()))
    return nullOf(getContext());
  if (auto parts = dyn_cast_or_null<DenseI64ArrayAttr>(adaptor.getValue()))
    return IntegerAttr::get(IntegerType::get(getContext(), 64), parts[0]);
  auto made = getValue().getDefiningOp<FromMsOp>();
  return made && made.getValue().getType() == getType() ? OpFoldResult(made.getValue()) : OpFoldResult();
}
OpFoldResult FromMsOp::fold(FoldAdaptor adaptor) {
  if (isNullConstant(adaptor.getValue()))
    return nullOf(getContext());
  auto ms = dyn_cast_or_null<IntegerAttr>(adaptor.getValue());
  return ms ? OpFoldResult(DenseI64ArrayAttr::get(getContext(), {ms.getInt(), 0})) : OpFoldResult();
}

// Whether a value of this type depends on the session's zone when it is converted or printed.
static bool seesTimeZone(mlir::Type type) { return isa<TimestampLtzType>(withoutNull(type)); }

OpFoldResult CastOp::fold(FoldAdaptor adaptor) {
  if (getValue().getType() == getType())
    return getValue();
  Attribute value = adaptor.getValue();
  if (isNullConstant(value) && isNullable(getType()))
    return nullOf(getContext());
  if (!value || seesTimeZone(getValue().getType()) || seesTimeZone(getType()))
    return {};
  mlir::Type from = getValue().getType();
  const FunctionRecord *record = findCast(from, getType(), getTryCast());
  auto constants = record ? typeConstants(*record, {from}, getType()) : std::nullopt;
  if (!constants)
    return {};
  std::optional<Attribute> result = evaluate(*record, {from}, {value}, *constants, getType());
  return result && isConstantOf(*result, getType()) ? OpFoldResult(*result) : OpFoldResult();
}

OpFoldResult CallOp::fold(FoldAdaptor adaptor) {
  if (getPerRow() || llvm::any_of(adaptor.getOperands(), [](Attribute value) { return !value; }))
    return {};
  const FunctionRecord *record = findKernel(getSymbol());
  // Temporal functions may read the session's zone, which is not known here.
  if (!record || record->family == "temporal" || seesTimeZone(getType()) || llvm::any_of(getOperands().getTypes(), seesTimeZone))
    return {};
  llvm::SmallVector<mlir::Type> types(getOperands().getTypes());
  std::optional<Attribute> result = evaluate(*record, types, adaptor.getOperands(), getConstants(), getType());
  return result && isConstantOf(*result, getType()) ? OpFoldResult(*result) : OpFoldResult();
}

OpFoldResult FieldOp::fold(FoldAdaptor) {
  auto made = getRow().getDefiningOp<MakeOp>();
  if (!made || isNullable(getRow().getType()))
    return {};
  Value element = made.getElements()[getIndex()];
  return element.getType() == getType() ? OpFoldResult(element) : OpFoldResult();
}

} // namespace millrace::sql
