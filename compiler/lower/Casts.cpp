// CAST: what registers can do is inline, the rest are records `CAST:<FROM>:<TO>`.
#include "compiler/lower/Scalars.h"
#include "stdlib/ResultRules.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

static bool isInteger(TypeKind kind) { return kind >= TypeKind::TinyInt && kind <= TypeKind::BigInt; }

// Java's narrowing: NaN is 0, infinities are the ends; TINYINT and SMALLINT go through INT and wrap.
static Value floatToInteger(Code &code, Value value, mlir::Type to) {
  mlir::Type via = to.getIntOrFloatBitWidth() == 64 ? to : code.intType(32);
  std::string name = "llvm.fptosi.sat.i" + std::to_string(via.getIntOrFloatBitWidth()) + (value.getType().isF32() ? ".f32" : ".f64");
  return code.truncate(code.intrinsic(name, via, value), to);
}

static std::optional<Scalar> castNumber(Code &code, const Form &from, const Form &to, Value value) {
  auto made = [&](Value result) { return Scalar{{result}, {}}; };
  mlir::Type type = to.parts[0];
  if (isInteger(from.kind()) && isInteger(to.kind()))
    return made(code.resize(value, type));
  if (isInteger(from.kind()) && to.isFloating())
    return made(code.builder().create<LLVM::SIToFPOp>(code.location(), type, value));
  if (from.isFloating() && isInteger(to.kind()))
    return made(floatToInteger(code, value, type));
  if (from.kind() == TypeKind::Float && to.kind() == TypeKind::Double)
    return made(code.builder().create<LLVM::FPExtOp>(code.location(), type, value));
  if (from.kind() == TypeKind::Double && to.kind() == TypeKind::Float)
    return made(code.builder().create<LLVM::FPTruncOp>(code.location(), type, value));
  if (from.kind() == TypeKind::Boolean && isInteger(to.kind()))
    return made(code.zeroExtend(value, type));
  if (isInteger(from.kind()) && to.kind() == TypeKind::Boolean)
    return made(code.invert(code.isZero(value)));
  return std::nullopt;
}

// Only where every value of `from` fits.
static std::optional<Scalar> widenDecimal(Code &code, const Type &from, const Form &to, Value value) {
  int32_t digits = to.type.scale - from.scale;
  if (digits < 0 || from.precision + digits > to.type.precision)
    return std::nullopt;
  Value wide = code.signExtend(value, to.parts[0]);
  return Scalar{{digits ? code.mul(wide, code.integer(to.parts[0], powerOfTen(digits))) : wide}, {}};
}

std::optional<Scalar> ScalarEmitter::castInline(const Form &from, const Form &to, const Scalar &value) {
  TypeKind source = from.kind(), target = to.kind();
  bool isTimestamp = source == TypeKind::Timestamp || source == TypeKind::TimestampLtz;
  if (source == target && isTimestamp && from.type.precision <= to.type.precision) {
    Scalar result{value.parts, {}};
    if (from.shape == Shape::Single && to.shape == Shape::LongTimestamp)
      result.parts.push_back(code_.i32(0));
    return result;
  }
  if (target == TypeKind::Decimal && (source == TypeKind::Decimal || isInteger(source)))
    return widenDecimal(code_, source == TypeKind::Decimal ? from.type : asDecimal(from.type), to, value.parts[0]);
  if ((isString(source) && target == TypeKind::VarChar) || (isBytes(source) && target == TypeKind::VarBinary))
    return from.type.precision <= to.type.precision ? std::optional(Scalar{value.parts, {}}) : std::nullopt;
  if (source == target && !isTimestamp && source != TypeKind::Decimal) {
    Type bare = from.type;
    bare.nullable = to.type.nullable;
    return bare == to.type ? std::optional(Scalar{value.parts, {}}) : std::nullopt;
  }
  if (from.shape == Shape::Single && to.shape == Shape::Single)
    return castNumber(code_, from, to, value.parts[0]);
  return std::nullopt;
}

mlir::FailureOr<Scalar> ScalarEmitter::castValue(mlir::Operation *at, const Operand &value, const Form &to, bool isTry) {
  auto withFlag = [&](Scalar made, Value isNull) {
    made.isNull = to.nullable && !isNull ? code_.i1(false) : isNull;
    return made;
  };
  if (value.scalar.parts.empty())
    return code_.zeroScalar(to, true);
  if (castsNested(value.form, to)) {
    auto made = castNested(at, value, to, isTry);
    if (mlir::failed(made))
      return mlir::failure();
    return withFlag(*made, made->isNull);
  }
  if (std::optional<Scalar> direct = castInline(value.form, to, value.scalar))
    return withFlag(*direct, value.scalar.isNull);
  std::string_view from = castName(value.form.kind()), target = castName(to.kind());
  if (from.empty() || target.empty())
    return at->emitOpError("converts between types that no cast connects");
  return callNamed(at, (isTry ? "TRY_CAST:" : "CAST:") + std::string(from) + ":" + std::string(target), {value}, to);
}

mlir::LogicalResult ScalarEmitter::emitCast(sql::CastOp op) {
  auto made = castValue(op, operand(op.getValue()), formOf(op.getResult().getType()), op.getTryCast());
  if (mlir::failed(made))
    return mlir::failure();
  set(op.getResult(), *made);
  return mlir::success();
}

} // namespace millrace::lower
