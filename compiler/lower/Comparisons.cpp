#include "compiler/lower/Scalars.h"

#include "runtime/abi/ConstantSet.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using LLVM::FCmpPredicate;
using LLVM::ICmpPredicate;
using mlir::FailureOr;
using mlir::Value;
using sql::Predicate;

static ICmpPredicate signedPredicate(Predicate predicate) {
  switch (predicate) {
  case Predicate::Eq:
    return ICmpPredicate::eq;
  case Predicate::Ne:
    return ICmpPredicate::ne;
  case Predicate::Lt:
    return ICmpPredicate::slt;
  case Predicate::Le:
    return ICmpPredicate::sle;
  case Predicate::Gt:
    return ICmpPredicate::sgt;
  case Predicate::Ge:
    return ICmpPredicate::sge;
  }
  return ICmpPredicate::eq;
}

// FALSE < TRUE.
static ICmpPredicate unsignedPredicate(Predicate predicate) {
  switch (predicate) {
  case Predicate::Lt:
    return ICmpPredicate::ult;
  case Predicate::Le:
    return ICmpPredicate::ule;
  case Predicate::Gt:
    return ICmpPredicate::ugt;
  case Predicate::Ge:
    return ICmpPredicate::uge;
  default:
    return signedPredicate(predicate);
  }
}

// Java's operators: every comparison with a NaN is false but `!=`.
static FCmpPredicate floatPredicate(Predicate predicate) {
  switch (predicate) {
  case Predicate::Eq:
    return FCmpPredicate::oeq;
  case Predicate::Ne:
    return FCmpPredicate::une;
  case Predicate::Lt:
    return FCmpPredicate::olt;
  case Predicate::Le:
    return FCmpPredicate::ole;
  case Predicate::Gt:
    return FCmpPredicate::ogt;
  case Predicate::Ge:
    return FCmpPredicate::oge;
  }
  return FCmpPredicate::oeq;
}

// A record that answers -1, 0 or 1.
static FailureOr<Value> orderByRecord(ScalarEmitter &scalars, mlir::Operation *at, llvm::StringRef name, Predicate predicate,
                                      Operand a, Operand b) {
  Code &code = scalars.code();
  Type order{TypeKind::Int, false, 0, 0, {}};
  a.scalar.isNull = b.scalar.isNull = {};
  a.form.nullable = b.form.nullable = false;
  FailureOr<Scalar> compared = scalars.callNamed(at, name, {a, b}, formOf(code.context(), order));
  if (mlir::failed(compared))
    return mlir::failure();
  return code.compare(signedPredicate(predicate), compared->parts[0], code.i32(0));
}

static Value compareTimestamps(Code &code, Predicate predicate, const Operand &a, const Operand &b) {
  auto nanos = [&](const Operand &operand) {
    return operand.form.shape == Shape::LongTimestamp ? operand.scalar.parts[1] : code.i32(0);
  };
  Value x = a.scalar.parts[0], y = b.scalar.parts[0];
  if (a.form.shape == Shape::Single && b.form.shape == Shape::Single)
    return code.compare(signedPredicate(predicate), x, y);
  Value sameMs = code.equal(x, y);
  Value byNanos = code.compare(signedPredicate(predicate), nanos(a), nanos(b));
  return code.select(sameMs, byNanos, code.compare(signedPredicate(predicate), x, y));
}

FailureOr<Value> ScalarEmitter::comparePayload(mlir::Operation *at, Predicate predicate, const Operand &a, const Operand &b) {
  TypeKind kind = a.form.kind();
  Value x = a.scalar.parts[0], y = b.scalar.parts[0];
  if (a.form.isFloating())
    return code_.builder().create<LLVM::FCmpOp>(code_.location(), floatPredicate(predicate), x, y).getResult();
  if (kind == TypeKind::Timestamp || kind == TypeKind::TimestampLtz)
    return compareTimestamps(code_, predicate, a, b);
  if (kind == TypeKind::Decimal) {
    int32_t scale = std::max(a.form.type.scale, b.form.type.scale);
    auto digits = [&](const Operand &operand) { return operand.form.type.precision + scale - operand.form.type.scale; };
    if (a.form.type.scale == b.form.type.scale && x.getType() == y.getType())
      return code_.compare(signedPredicate(predicate), x, y);
    if (std::max(digits(a), digits(b)) <= 38)
      return code_.compare(signedPredicate(predicate), decimal128(a, scale), decimal128(b, scale));
    return orderByRecord(*this, at, "decimal compare", predicate, a, b);
  }
  if (a.form.shape == Shape::Text) {
    if (predicate == Predicate::Eq || predicate == Predicate::Ne) {
      Value equal = equalPayload(a, b);
      return predicate == Predicate::Eq ? equal : code_.invert(equal);
    }
    return orderByRecord(*this, at, "string compare", predicate, a, b);
  }
  if (a.form.shape == Shape::Nested) {
    if (predicate != Predicate::Eq && predicate != Predicate::Ne)
      return at->emitOpError("orders values of a type without an order");
    Value equal = equalPayload(a, b);
    return predicate == Predicate::Eq ? equal : code_.invert(equal);
  }
  if (x.getType() != y.getType())
    return at->emitOpError("compares values of different types");
  return code_.compare(kind == TypeKind::Boolean ? unsignedPredicate(predicate) : signedPredicate(predicate), x, y);
}

Value ScalarEmitter::equalPayload(const Operand &a, const Operand &b) {
  if (a.form.shape == Shape::Text || a.form.shape == Shape::Nested)
    return code_.call(a.form.isText() ? "mr_text_equal" : "mr_nested_equal", {a.scalar.parts[0], a.scalar.parts[1], b.scalar.parts[0], b.scalar.parts[1]});
  return *comparePayload(nullptr, Predicate::Eq, a, b);
}

mlir::LogicalResult ScalarEmitter::emitCompare(sql::CompareOp op) {
  Form result = formOf(op.getResult().getType());
  Operand a = operand(op.getLhs()), b = operand(op.getRhs());
  if (a.scalar.parts.empty() || b.scalar.parts.empty()) {
    set(op.getResult(), code_.zeroScalar(result, true));
    return mlir::success();
  }
  FailureOr<Value> compared = comparePayload(op, op.getPredicate(), a, b);
  if (mlir::failed(compared))
    return mlir::failure();
  Scalar scalar{{*compared}, result.nullable ? anyNull({a, b}) : Value()};
  if (result.nullable && !scalar.isNull)
    scalar.isNull = code_.i1(false);
  set(op.getResult(), scalar);
  return mlir::success();
}

// The words of ConstantSet.h. Only decimals of 128 bits have a second one that is not 0.
static NumberWords wordsOf(mlir::Attribute constant, const Form &form) {
  if (auto time = mlir::dyn_cast<mlir::DenseI64ArrayAttr>(constant))
    return {time[0], time[1]};
  if (auto number = mlir::dyn_cast<mlir::FloatAttr>(constant)) {
    llvm::APFloat value = number.getValue();
    if (value.isZero())
      value.clearSign();
    return {value.bitcastToAPInt().getZExtValue(), 0};
  }
  llvm::APInt value = mlir::cast<mlir::IntegerAttr>(constant).getValue().sextOrTrunc(128);
  return {value.extractBitsAsZExtValue(64, 0), form.parts[0].isInteger(128) ? value.extractBitsAsZExtValue(64, 64) : 0};
}

static std::pair<Value, Value> wordsOf(Code &code, const Operand &operand) {
  Value first = operand.scalar.parts[0], none = code.i64(0);
  if (operand.form.shape == Shape::LongTimestamp)
    return {first, code.zeroExtend(operand.scalar.parts[1], code.intType(64))};
  if (operand.form.isFloating()) {
    Value plain = code.binary<LLVM::FAddOp>(first, code.zero(first.getType())); // -0.0 + 0.0 is 0.0
    return {code.zeroExtend(code.bitcast(plain, code.intType(plain.getType().getIntOrFloatBitWidth())), code.intType(64)), none};
  }
  if (first.getType().isInteger(128))
    return {code.truncate(first, code.intType(64)), code.truncate(code.shiftRight(first, 64), code.intType(64))};
  return {code.signExtend(first, code.intType(64)), none};
}

static std::string constantSet(mlir::ArrayAttr constants, const Form &form) {
  if (form.isText()) {
    llvm::SmallVector<std::string_view> texts;
    for (auto constant : constants.getAsRange<mlir::StringAttr>())
      texts.push_back(constant.getValue());
    return makeConstantSet(texts);
  }
  llvm::SmallVector<NumberWords> numbers;
  for (mlir::Attribute constant : constants)
    numbers.push_back(wordsOf(constant, form));
  return makeConstantSet(numbers);
}

void ScalarEmitter::emitIn(sql::InOp op) {
  Operand value = operand(op.getValue());
  set(op.getResult(), strictly({value}, formOf(op.getResult().getType()), [&]() -> Scalar {
        Value constants = code_.textPointer(constantSet(op.getConstants(), value.form));
        if (value.form.isText())
          return {{code_.call("mr_set_has_text", {constants, value.scalar.parts[0], value.scalar.parts[1]})}, {}};
        auto [low, high] = wordsOf(code_, value);
        return {{code_.call("mr_set_has_number", {constants, low, high})}, {}};
      }));
}

void ScalarEmitter::emitNotDistinct(sql::NotDistinctOp op) {
  Operand a = operand(op.getLhs()), b = operand(op.getRhs());
  Value nullA = a.scalar.isNull ? a.scalar.isNull : code_.i1(a.scalar.parts.empty());
  Value nullB = b.scalar.isNull ? b.scalar.isNull : code_.i1(b.scalar.parts.empty());
  if (a.scalar.parts.empty() || b.scalar.parts.empty()) {
    set(op.getResult(), {{code_.both(nullA, nullB)}, {}});
    return;
  }
  Value equal = equalPayload(a, b);
  Value neither = code_.invert(code_.either(nullA, nullB));
  set(op.getResult(), {{code_.either(code_.both(nullA, nullB), code_.both(neither, equal))}, {}});
}

} // namespace millrace::lower
