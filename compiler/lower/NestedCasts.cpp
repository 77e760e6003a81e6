// CAST between ARRAYs, MAPs and ROWs: part by part, unless the bytes stay as they are.
#include "compiler/lower/NestedCode.h"
#include "compiler/lower/Scalars.h"
#include "runtime/abi/TypeBytes.h"

namespace millrace::lower {

using mlir::failure;
using mlir::FailureOr;
using mlir::Value;

static bool isNested(TypeKind kind) { return kind == TypeKind::Array || kind == TypeKind::Map || kind == TypeKind::Row; }

// Whether a value of `from` is one of `to`, byte for byte. NULL bits are there whatever the types say, and names stand in no value.
static bool keepsBytes(const Type &from, const Type &to) {
  if ((isString(from.kind) && to.kind == TypeKind::VarChar) || (isBytes(from.kind) && to.kind == TypeKind::VarBinary))
    return from.precision <= to.precision;
  if (from.kind != to.kind || from.children.size() != to.children.size())
    return false;
  for (auto [a, b] : llvm::zip_equal(from.children, to.children))
    if (!keepsBytes(a.type, b.type))
      return false;
  bool isWiderAllowed = from.kind == TypeKind::Decimal || from.kind == TypeKind::Timestamp || from.kind == TypeKind::TimestampLtz;
  bool fits = isWiderAllowed ? from.precision <= to.precision && slotSizeBytes(from) == slotSizeBytes(to) : from.precision == to.precision;
  return fits && from.scale == to.scale;
}

bool ScalarEmitter::castsNested(const Form &from, const Form &to) { return isNested(from.kind()) && from.kind() == to.kind(); }

// One part. TRY_CAST notes in `lost` that a value became NULL.
FailureOr<Scalar> ScalarEmitter::castPart(mlir::Operation *at, const Operand &part, const Form &to, Value lost) {
  FailureOr<Scalar> made = castValue(at, part, to, static_cast<bool>(lost));
  if (mlir::failed(made) || !lost || !made->isNull)
    return made;
  Value isLost = part.scalar.isNull ? code_.both(made->isNull, code_.invert(part.scalar.isNull)) : made->isNull;
  code_.store(code_.either(code_.load(code_.intType(8), lost), code_.zeroExtend(isLost, code_.intType(8))), lost);
  return made;
}

// The parts' form behind the cast: what may be NULL before may be after.
static Form formBehind(mlir::MLIRContext *context, const Type &from, Type to, bool isTry) {
  to.nullable = from.nullable || isTry;
  return formOf(context, to);
}

FailureOr<Scalar> ScalarEmitter::castElements(mlir::Operation *at, Value array, const Type &from, const Type &to, Value lost) {
  Form before = formOf(code_.context(), from), behind = formBehind(code_.context(), from, to, static_cast<bool>(lost));
  Value count = arrayCount(code_, array);
  Value values = code_.call("mr_arena_allocate", {code_.task(), code_.shiftLeft(count, 4)});
  Value nulls = code_.call("mr_arena_allocate", {code_.task(), count});
  bool failed = false;
  code_.loop(code_.i64(0), count, [&](Value index) {
    FailureOr<Scalar> made = castPart(at, {before, loadElement(code_, before, array, index)}, behind, lost);
    failed |= mlir::failed(made);
    if (failed)
      return;
    Value slot = code_.stack(16); // aligned as kernels' form wants it
    storeKernelForm({behind, *made}, slot);
    code_.copy(code_.offset(values, code_.shiftLeft(index, 4)), slot, code_.i64(16));
    code_.store(made->isNull ? code_.zeroExtend(made->isNull, code_.intType(8)) : code_.i8(0), code_.offset(nulls, index));
  });
  if (failed)
    return failure();
  Value view = code_.stack(16);
  code_.call("mr_pack_array", {code_.call("mr_function_context", {code_.task()}), code_.textPointer(typeBytes(to)), count, values, nulls, view});
  return Scalar{{code_.zeroExtend(code_.load(code_.intType(32), view, 0, 4), code_.intType(64)), code_.load(code_.pointerType(), view, 8, 8)}, {}};
}

FailureOr<Scalar> ScalarEmitter::castParts(mlir::Operation *at, const Operand &value, const Type &to, Value lost) {
  const Type &from = value.form.type;
  if (from.kind == TypeKind::Array)
    return castElements(at, value.scalar.parts[1], from.children[0].type, to.children[0].type, lost);
  if (from.kind == TypeKind::Map) {
    MapArrays arrays = mapArrays(code_, value.scalar);
    FailureOr<Scalar> keys = castElements(at, arrays.keys, from.children[0].type, to.children[0].type, lost);
    FailureOr<Scalar> values = castElements(at, arrays.values, from.children[1].type, to.children[1].type, lost);
    if (mlir::failed(keys) || mlir::failed(values))
      return failure();
    return joinMap(code_, *keys, *values);
  }
  llvm::SmallVector<Form> forms;
  llvm::SmallVector<Scalar> columns;
  for (auto [index, field] : llvm::enumerate(from.children)) {
    Form before = formOf(code_.context(), field.type);
    Operand part{before, fieldOf(value, static_cast<uint32_t>(index), before)};
    forms.push_back(formBehind(code_.context(), field.type, to.children[index].type, static_cast<bool>(lost)));
    FailureOr<Scalar> made = castPart(at, part, forms.back(), lost);
    if (mlir::failed(made))
      return failure();
    columns.push_back(*made);
  }
  return packRow(code_, nestedRowPlan(to.children), forms, columns);
}

FailureOr<Scalar> ScalarEmitter::castNested(mlir::Operation *at, const Operand &value, const Form &to, bool isTry) {
  if (keepsBytes(value.form.type, to.type))
    return value.scalar;
  Value lost = isTry ? code_.stack(1) : Value();
  if (lost)
    code_.store(code_.i8(0), lost);
  bool failed = false;
  Form bare = value.form;
  bare.nullable = false;
  Scalar made = strictly(value, to, [&]() -> Scalar {
    FailureOr<Scalar> parts = castParts(at, {bare, {value.scalar.parts, {}}}, to.type, lost);
    failed = mlir::failed(parts);
    if (failed)
      return code_.zeroScalar(to, true);
    if (lost)
      parts->isNull = code_.invert(code_.isZero(code_.load(code_.intType(8), lost)));
    return *parts;
  });
  if (failed)
    return failure();
  return made;
}

} // namespace millrace::lower
