// Registers the dialect; verifiers of its operations.
#include "compiler/sql/SqlDialect.h"

#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;

#include "compiler/sql/SqlDialect.cpp.inc"
#include "compiler/sql/SqlEnums.cpp.inc"

#define GET_OP_CLASSES
#include "compiler/sql/SqlOps.cpp.inc"

namespace millrace::sql {

void SqlDialect::initialize() {
  registerTypes();
  addOperations<
#define GET_OP_LIST
#include "compiler/sql/SqlOps.cpp.inc"
      >();
}

Operation *SqlDialect::materializeConstant(OpBuilder &builder, Attribute value, mlir::Type type, Location location) {
  return isConstantOf(value, type) ? builder.create<ConstantOp>(location, type, value) : nullptr;
}

bool isConstantOf(Attribute value, mlir::Type type) {
  if (isa<UnitAttr>(value))
    return isNullable(type);
  if (!isSqlType(type))
    return false;
  type = withoutNull(type);
  auto integerOf = [&](unsigned bits) {
    auto integer = dyn_cast<IntegerAttr>(value);
    return integer && integer.getType().isInteger(bits);
  };
  if (isString(type) || isBytes(type))
    return isa<StringAttr>(value);
  if (isDecimal(type))
    return integerOf(128);
  if (isa<DateType, TimeType, IntervalMonthType>(type))
    return integerOf(32);
  if (isa<IntervalDayType>(type))
    return integerOf(64);
  if (isTimestamp(type)) {
    auto parts = dyn_cast<DenseI64ArrayAttr>(value);
    return parts && parts.size() == 2 && parts[1] >= 0 && parts[1] <= 999'999;
  }
  auto typed = dyn_cast<TypedAttr>(value);
  return typed && (type.isIntOrFloat()) && typed.getType() == type;
}

// Types whose values have one representation: strings of any length, decimals of any precision, timestamps on one side of the
// compact bound.
static bool areComparable(mlir::Type a, mlir::Type b) {
  a = withoutNull(a);
  b = withoutNull(b);
  if (a == b)
    return true;
  if ((isDecimal(a) && isDecimal(b)) || (isString(a) && isString(b)) || (isBytes(a) && isBytes(b)))
    return true;
  if (isa<TimeType>(a) && isa<TimeType>(b))
    return true;
  millrace::Type left = toAbi(a), right = toAbi(b);
  return isTimestamp(a) && left.kind == right.kind &&
         (left.precision <= kCompactTimestampPrecision) == (right.precision <= kCompactTimestampPrecision);
}

static LogicalResult verifyOperands(Operation *op, mlir::Type a, mlir::Type b) {
  for (mlir::Type type : {a, b})
    if (!isSqlType(type) || isa<NullType>(type))
      return op->emitOpError() << "takes typed SQL values, not " << type;
  if (!areComparable(a, b))
    return op->emitOpError() << "operands differ in type: " << a << " and " << b;
  return success();
}

static LogicalResult verifyNullability(Operation *op, bool anyNullable, mlir::Type result) {
  if (anyNullable && !isNullable(result))
    return op->emitOpError() << "has a nullable operand, but the result " << result << " is not nullable";
  return success();
}

static LogicalResult verifyBinary(Operation *op) {
  mlir::Type a = op->getOperand(0).getType(), b = op->getOperand(1).getType(), result = op->getResult(0).getType();
  if (failed(verifyOperands(op, a, b)) || failed(verifyNullability(op, isNullable(a) || isNullable(b), result)))
    return failure();
  if (isDecimal(a) != isDecimal(result) || (!isDecimal(a) && withoutNull(a) != withoutNull(result)))
    return op->emitOpError() << "makes " << result << " of " << a << " and " << b;
  return success();
}

LogicalResult ConstantOp::verify() {
  if (!isConstantOf(getValue(), getType()))
    return emitOpError() << "value " << getValue() << " is no constant of type " << getType();
  return success();
}

static LogicalResult verifyArithmetic(Operation *op) {
  mlir::Type type = op->getOperand(0).getType();
  if (!isInteger(type) && !isFloat(type) && !isDecimal(type) && !isa<IntervalDayType, IntervalMonthType>(withoutNull(type)))
    return op->emitOpError() << "computes with numbers and intervals, not " << type;
  return verifyBinary(op);
}
LogicalResult AddOp::verify() { return verifyArithmetic(*this); }
LogicalResult SubOp::verify() { return verifyArithmetic(*this); }
LogicalResult MulOp::verify() { return verifyArithmetic(*this); }
LogicalResult DivOp::verify() { return verifyArithmetic(*this); }
LogicalResult RemOp::verify() { return verifyArithmetic(*this); }

static LogicalResult verifyLogic(Operation *op) {
  for (mlir::Type type : op->getOperandTypes())
    if (!withoutNull(type).isInteger(1))
      return op->emitOpError() << "takes BOOLEAN, not " << type;
  if (!withoutNull(op->getResult(0).getType()).isInteger(1))
    return op->emitOpError() << "gives BOOLEAN, not " << op->getResult(0).getType();
  bool anyNullable = llvm::any_of(op->getOperandTypes(), isNullable);
  return verifyNullability(op, anyNullable, op->getResult(0).getType());
}
LogicalResult AndOp::verify() { return verifyLogic(*this); }
LogicalResult OrOp::verify() { return verifyLogic(*this); }
LogicalResult NotOp::verify() { return verifyLogic(*this); }

LogicalResult NegOp::verify() {
  if (withoutNull(getValue().getType()) != withoutNull(getType()))
    return emitOpError() << "makes " << getType() << " of " << getValue().getType();
  return verifyNullability(*this, isNullable(getValue().getType()), getType());
}

LogicalResult CompareOp::verify() {
  if (failed(verifyOperands(*this, getLhs().getType(), getRhs().getType())))
    return failure();
  if (!withoutNull(getType()).isInteger(1))
    return emitOpError() << "gives BOOLEAN, not " << getType();
  return verifyNullability(*this, isNullable(getLhs().getType()) || isNullable(getRhs().getType()), getType());
}
LogicalResult InOp::verify() {
  mlir::Type type = withoutNull(getValue().getType());
  for (Attribute constant : getConstants())
    if (isa<UnitAttr>(constant) || !isConstantOf(constant, type))
      return emitOpError() << constant << " is no constant of type " << type;
  if (!withoutNull(getType()).isInteger(1))
    return emitOpError() << "gives BOOLEAN, not " << getType();
  return verifyNullability(*this, isNullable(getValue().getType()), getType());
}
LogicalResult NotDistinctOp::verify() { return verifyOperands(*this, getLhs().getType(), getRhs().getType()); }

LogicalResult ToNullableOp::verify() {
  mlir::Type from = getValue().getType();
  if (!isa<NullableType>(getType()))
    return emitOpError() << "gives a nullable type, not " << getType();
  if (isa<NullType>(from) || withoutNull(from) == withoutNull(getType()))
    return success();
  return emitOpError() << "cannot turn " << from << " into " << getType();
}

LogicalResult AssumeNotNullOp::verify() {
  if (!isa<NullableType>(getValue().getType()) || withoutNull(getValue().getType()) != getType())
    return emitOpError() << "cannot turn " << getValue().getType() << " into " << getType();
  return success();
}

static LogicalResult verifyMs(Operation *op, mlir::Type timestamp, mlir::Type ms) {
  if (!isTimestamp(timestamp) || !withoutNull(ms).isInteger(64))
    return op->emitOpError() << "converts between a timestamp and i64, not " << timestamp << " and " << ms;
  return verifyNullability(op, isNullable(op->getOperand(0).getType()), op->getResult(0).getType());
}
LogicalResult ToMsOp::verify() { return verifyMs(*this, getValue().getType(), getType()); }
LogicalResult FromMsOp::verify() { return verifyMs(*this, getType(), getValue().getType()); }

LogicalResult CastOp::verify() {
  if (!isSqlType(getValue().getType()) || !isSqlType(getType()))
    return emitOpError() << "casts between SQL types, not " << getValue().getType() << " to " << getType();
  return verifyNullability(*this, getTryCast() || isNullable(getValue().getType()), getType());
}

LogicalResult CallOp::verify() {
  if (getSymbol().empty())
    return emitOpError() << "names no kernel";
  for (mlir::Type type : getOperands().getTypes())
    if (!isSqlType(type))
      return emitOpError() << "takes SQL values, not " << type;
  return isSqlType(getType()) ? success() : LogicalResult(emitOpError() << "gives an SQL value, not " << getType());
}

void CallOp::getEffects(llvm::SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>> &effects) {
  // An allocation of the result alone: an unused call may go, two equal calls are two values.
  if (getPerRow())
    effects.emplace_back(MemoryEffects::Allocate::get(), getOperation()->getOpResult(0));
}

LogicalResult FieldOp::verify() {
  auto row = dyn_cast<RowType>(withoutNull(getRow().getType()));
  if (!row)
    return emitOpError() << "takes a ROW, not " << getRow().getType();
  if (getIndex() >= row.getTypes().size())
    return emitOpError() << "index " << getIndex() << " is out of range: the ROW has " << row.getTypes().size() << " fields";
  mlir::Type field = row.getTypes()[getIndex()];
  mlir::Type wanted = withNullability(field, isNullable(field) || isNullable(getRow().getType()));
  if (getType() != wanted)
    return emitOpError() << "gives " << wanted << ", not " << getType();
  return success();
}

LogicalResult ItemOp::verify() {
  mlir::Type collection = withoutNull(getCollection().getType()), key = withoutNull(getKey().getType()), item;
  if (auto array = dyn_cast<ArrayType>(collection)) {
    if (!isa<IntegerType>(key))
      return emitOpError() << "takes the place of an element as an integer, not " << getKey().getType();
    item = array.getElement();
  } else if (auto map = dyn_cast<MapType>(collection)) {
    mlir::Type wanted = withoutNull(map.getKey());
    if (key != wanted && !(isa<CharType, VarCharType>(key) && isa<CharType, VarCharType>(wanted)))
      return emitOpError() << "looks for a key of type " << map.getKey() << ", not " << getKey().getType();
    item = map.getValue();
  } else {
    return emitOpError() << "takes an ARRAY or a MAP, not " << getCollection().getType();
  }
  if (getType() != withNullability(item, true))
    return emitOpError() << "gives " << withNullability(item, true) << ", not " << getType();
  return success();
}

LogicalResult MakeOp::verify() {
  mlir::Type type = withoutNull(getType());
  auto row = dyn_cast<RowType>(type);
  if (row && row.getTypes() != llvm::ArrayRef<mlir::Type>(llvm::to_vector(getElements().getTypes())))
    return emitOpError() << "elements do not have the types of the ROW's fields";
  if (auto map = dyn_cast<MapType>(type)) {
    if (getElements().size() % 2 != 0)
      return emitOpError() << "has a map key without a value";
    for (auto [index, element] : llvm::enumerate(getElements()))
      if (element.getType() != (index % 2 == 0 ? map.getKey() : map.getValue()))
        return emitOpError() << "element " << index << " does not have the map's type";
  }
  if (auto array = dyn_cast<ArrayType>(type))
    for (mlir::Type element : getElements().getTypes())
      if (element != array.getElement())
        return emitOpError() << "element of type " << element << " in " << type;
  return isa<RowType, MapType, ArrayType>(type) ? success() : LogicalResult(emitOpError() << "cannot make " << type);
}

Predicate mirrored(Predicate predicate) {
  switch (predicate) {
  case Predicate::Lt: return Predicate::Gt;
  case Predicate::Le: return Predicate::Ge;
  case Predicate::Gt: return Predicate::Lt;
  case Predicate::Ge: return Predicate::Le;
  case Predicate::Eq:
  case Predicate::Ne: return predicate;
  }
  llvm_unreachable("all predicates are handled");
}

} // namespace millrace::sql

#if __has_feature(address_sanitizer)
/// Instrumented code of every binary that holds this dialect shares LLVM's slabs with the plain libLLVM, which poisons them without our side's knowledge.
extern "C" const char *__asan_default_options() { return "allow_user_poisoning=0"; }
#endif
