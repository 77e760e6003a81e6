#include "compiler/lower/Scalars.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::FailureOr;
using mlir::Value;

llvm::APInt powerOfTen(int32_t exponent) {
  llvm::APInt power(128, 1);
  for (int32_t i = 0; i < exponent; ++i)
    power *= 10;
  return power;
}

mlir::LogicalResult ScalarEmitter::emitBinary(mlir::Operation *op) {
  Form result = formOf(op->getResult(0).getType());
  Operand a = operand(op->getOperand(0)), b = operand(op->getOperand(1));
  if (a.scalar.parts.empty() || b.scalar.parts.empty()) {
    set(op->getResult(0), code_.zeroScalar(result, true));
    return mlir::success();
  }
  FailureOr<Scalar> computed = mlir::failure();
  if (mlir::isa<sql::AddOp, sql::SubOp>(op))
    computed = emitAddSub(op, a, b, result, mlir::isa<sql::AddOp>(op));
  else if (mlir::isa<sql::MulOp>(op))
    computed = emitMul(op, a, b, result);
  else
    computed = emitDivRem(op, a, b, result, mlir::isa<sql::DivOp>(op));
  if (mlir::failed(computed))
    return mlir::failure();
  if (result.nullable && !computed->isNull)
    computed->isNull = code_.i1(false);
  if (!result.nullable)
    computed->isNull = {};
  set(op->getResult(0), *computed);
  return mlir::success();
}

// The unscaled value at a larger scale, in 128 bits; the caller knows that it fits.
Value ScalarEmitter::decimal128(const Operand &operand, int32_t scale) {
  mlir::Type wide = code_.intType(128);
  Value value = code_.signExtend(operand.scalar.parts[0], wide);
  if (int32_t digits = scale - operand.form.type.scale)
    value = code_.mul(value, code_.integer(wide, powerOfTen(digits)));
  return value;
}

// A 128-bit unscaled value as a decimal of the result type: NULL where it does not fit.
Scalar ScalarEmitter::fitDecimal(Value wide, Value overflow, const Form &result) {
  Value limit = code_.integer(wide.getType(), powerOfTen(result.type.precision));
  Value negative = code_.sub(code_.zero(wide.getType()), limit);
  Value outside = code_.either(code_.compare(LLVM::ICmpPredicate::sge, wide, limit), code_.compare(LLVM::ICmpPredicate::sle, wide, negative));
  if (overflow)
    outside = code_.either(outside, overflow);
  Value kept = code_.truncate(wide, result.parts[0]);
  return {{code_.select(outside, code_.zero(kept.getType()), kept)}, outside};
}

static int32_t digitsAtScale(const Type &type, int32_t scale) { return type.precision + (scale - type.scale); }

FailureOr<Scalar> ScalarEmitter::emitAddSub(mlir::Operation *op, const Operand &a, const Operand &b, const Form &result, bool isAdd) {
  Value null = anyNull({a, b});
  Value x = a.scalar.parts[0], y = b.scalar.parts[0];
  if (result.isWrapping())
    return Scalar{{isAdd ? code_.add(x, y) : code_.sub(x, y)}, null};
  if (result.isFloating())
    return Scalar{{isAdd ? code_.binary<LLVM::FAddOp>(x, y) : code_.binary<LLVM::FSubOp>(x, y)}, null};
  if (result.kind() != TypeKind::Decimal)
    return op->emitOpError("has operands that are not numbers or intervals");
  int32_t scale = result.type.scale;
  int32_t digits = std::max(digitsAtScale(a.form.type, scale), digitsAtScale(b.form.type, scale));
  if (a.form.type.scale > scale || b.form.type.scale > scale || digits > 38)
    return callNamed(op, isAdd ? "decimal +" : "decimal -", {a, b}, result);
  if (digits < kCompactDecimalPrecision && digits < result.type.precision && result.parts[0].isInteger(64)) {
    auto scaled = [&](const Operand &operand) {
      return code_.mul(operand.scalar.parts[0], code_.integer(code_.intType(64), powerOfTen(scale - operand.form.type.scale)));
    };
    return Scalar{{isAdd ? code_.add(scaled(a), scaled(b)) : code_.sub(scaled(a), scaled(b))}, null};
  }
  // Two values below 10^38 may sum to more than 127 bits hold.
  Value wideA = decimal128(a, scale), wideB = decimal128(b, scale);
  Value sum = isAdd ? code_.add(wideA, wideB) : code_.sub(wideA, wideB);
  Value flipped = isAdd ? code_.both(code_.binary<LLVM::XOrOp>(wideA, sum), code_.binary<LLVM::XOrOp>(wideB, sum))
                        : code_.both(code_.binary<LLVM::XOrOp>(wideA, wideB), code_.binary<LLVM::XOrOp>(wideA, sum));
  Value overflow = code_.compare(LLVM::ICmpPredicate::slt, flipped, code_.zero(flipped.getType()));
  Scalar fitted = fitDecimal(sum, overflow, result);
  if (null)
    fitted.isNull = code_.either(fitted.isNull, null);
  return fitted;
}

FailureOr<Scalar> ScalarEmitter::emitMul(mlir::Operation *op, const Operand &a, const Operand &b, const Form &result) {
  Value null = anyNull({a, b});
  Value x = a.scalar.parts[0], y = b.scalar.parts[0];
  if (result.isWrapping() && x.getType() == y.getType())
    return Scalar{{code_.mul(x, y)}, null};
  if (result.isFloating())
    return Scalar{{code_.binary<LLVM::FMulOp>(x, y)}, null};
  if (result.kind() != TypeKind::Decimal)
    return op->emitOpError("has operands that are not numbers");
  int32_t digits = a.form.type.precision + b.form.type.precision;
  if (a.form.type.scale + b.form.type.scale != result.type.scale || digits > 38 || digits > result.type.precision)
    return callNamed(op, "decimal *", {a, b}, result);
  mlir::Type type = result.parts[0];
  return Scalar{{code_.mul(code_.signExtend(x, type), code_.signExtend(y, type))}, null};
}

FailureOr<Scalar> ScalarEmitter::emitDivRem(mlir::Operation *op, const Operand &a, const Operand &b, const Form &result, bool isDiv) {
  Value x = a.scalar.parts[0], y = b.scalar.parts[0];
  if (result.isFloating())
    return Scalar{{isDiv ? code_.binary<LLVM::FDivOp>(x, y) : code_.binary<LLVM::FRemOp>(x, y)}, anyNull({a, b})};
  if (result.kind() == TypeKind::Decimal)
    return callNamed(op, isDiv ? "decimal /" : "decimal %", {a, b}, result);
  if (!result.isWrapping())
    return op->emitOpError("has operands that are not numbers");
  return strictly({a, b}, result, [&] {
    code_.when(code_.isZero(y), [&] { code_.call("mr_division_by_zero", {code_.call("mr_function_context", {code_.task()})}); });
    code_.failFunctionIf(code_.isZero(y));
    // The smallest number divided by -1 wraps in Java and traps on x86.
    Value minusOne = code_.equal(y, code_.integer(y.getType(), -1));
    Value divisor = code_.select(minusOne, code_.integer(y.getType(), 1), y);
    Value zero = code_.zero(x.getType());
    if (isDiv)
      return Scalar{{code_.select(minusOne, code_.sub(zero, x), code_.binary<LLVM::SDivOp>(x, divisor))}, {}};
    return Scalar{{code_.select(minusOne, zero, code_.binary<LLVM::SRemOp>(x, divisor))}, {}};
  });
}

mlir::LogicalResult ScalarEmitter::emitNeg(sql::NegOp op) {
  Form form = formOf(op.getResult().getType());
  Scalar scalar = as(op.getValue(), form);
  if (form.shape != Shape::Single && form.shape != Shape::None)
    return op.emitOpError("negates what is not a number");
  if (form.isFloating())
    scalar.parts[0] = code_.builder().create<LLVM::FNegOp>(code_.location(), scalar.parts[0]);
  else if (form.shape == Shape::Single)
    scalar.parts[0] = code_.sub(code_.zero(scalar.parts[0].getType()), scalar.parts[0]);
  set(op.getResult(), scalar);
  return mlir::success();
}

} // namespace millrace::lower
