#include "compiler/lower/Scalars.h"

#include "compiler/flow/FlowDialect.h"
#include "compiler/lower/Keys.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

const Scalar &ScalarEmitter::get(Value value) const {
  auto found = values_.find(value);
  require(found != values_.end(), "a value is used before it was lowered");
  return found->second;
}

Scalar ScalarEmitter::as(Value value, const Form &target) {
  const Scalar &scalar = get(value);
  if (scalar.parts.empty() && !target.parts.empty()) // the untyped NULL
    return code_.zeroScalar(target, true);
  Scalar result{scalar.parts, target.nullable ? scalar.isNull : Value()};
  if (target.nullable && !result.isNull)
    result.isNull = code_.i1(false);
  return result;
}

mlir::LogicalResult ScalarEmitter::emitBlock(mlir::Block &block) {
  for (mlir::Operation &operation : block) {
    if (operation.hasTrait<mlir::OpTrait::IsTerminator>())
      continue;
    code_.setLocation(operation.getLoc());
    if (mlir::failed(emit(&operation)))
      return failure();
  }
  return success();
}

mlir::LogicalResult ScalarEmitter::emit(mlir::Operation *operation) {
  if (emitSimple(operation))
    return success();
  return llvm::TypeSwitch<mlir::Operation *, mlir::LogicalResult>(operation)
      .Case<sql::ConstantOp>([&](auto op) { return emitConstant(op); })
      .Case<sql::AddOp, sql::SubOp, sql::MulOp, sql::DivOp, sql::RemOp>([&](auto op) { return emitBinary(op); })
      .Case<sql::AndOp>([&](auto op) { return emitLogic(op, true); })
      .Case<sql::OrOp>([&](auto op) { return emitLogic(op, false); })
      .Case<sql::NegOp>([&](auto op) { return emitNeg(op); })
      .Case<sql::CompareOp>([&](auto op) { return emitCompare(op); })
      .Case<sql::CastOp>([&](auto op) { return emitCast(op); })
      .Case<sql::CallOp>([&](auto op) { return emitCall(op); })
      .Case<sql::MakeOp>([&](auto op) { return emitMake(op); })
      .Case<mlir::scf::IfOp>([&](auto op) { return emitIf(op); })
      .Case<mlir::scf::ForOp>([&](auto op) { return emitFor(op); })
      .Case<mlir::scf::WhileOp>([&](auto op) { return emitWhile(op); })
      .Default([&](mlir::Operation *op) {
        if (op->getName().getDialectNamespace() == "arith")
          return emitArith(op);
        return other_(*this, op);
      });
}

bool ScalarEmitter::emitSimple(mlir::Operation *operation) {
  auto one = [&](Value result) {
    set(operation->getResult(0), {{result}, {}});
    return true;
  };
  auto nullFlag = [&](Value value) {
    const Scalar &scalar = get(value);
    return scalar.isNull ? scalar.isNull : code_.i1(false);
  };
  if (auto op = mlir::dyn_cast<sql::IsNullOp>(operation))
    return one(nullFlag(op.getValue()));
  if (auto op = mlir::dyn_cast<sql::IsTrueOp>(operation)) {
    const Scalar &scalar = get(op.getValue());
    if (scalar.parts.empty())
      return one(code_.i1(false));
    return one(scalar.isNull ? code_.both(scalar.parts[0], code_.invert(scalar.isNull)) : scalar.parts[0]);
  }
  if (auto op = mlir::dyn_cast<sql::IsFalseOp>(operation)) {
    const Scalar &scalar = get(op.getValue());
    if (scalar.parts.empty())
      return one(code_.i1(false));
    return one(code_.invert(scalar.isNull ? code_.either(scalar.parts[0], scalar.isNull) : scalar.parts[0]));
  }
  if (auto op = mlir::dyn_cast<sql::NotOp>(operation)) {
    Form form = formOf(op.getResult().getType());
    Scalar scalar = as(op.getValue(), form);
    if (!scalar.parts.empty())
      scalar.parts[0] = code_.invert(scalar.parts[0]);
    set(op.getResult(), scalar);
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::ToNullableOp>(operation)) {
    set(op.getResult(), as(op.getValue(), formOf(op.getResult().getType())));
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::AssumeNotNullOp>(operation)) {
    set(op.getResult(), as(op.getValue(), formOf(op.getResult().getType())));
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::ToMsOp>(operation)) {
    Form form = formOf(op.getResult().getType());
    Scalar scalar = as(op.getValue(), form);
    scalar.parts.resize(1);
    set(op.getResult(), scalar);
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::FromMsOp>(operation)) {
    Form form = formOf(op.getResult().getType());
    Scalar scalar = as(op.getValue(), form);
    if (form.shape == Shape::LongTimestamp)
      scalar.parts = {scalar.parts[0], code_.i32(0)};
    set(op.getResult(), scalar);
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::HashOp>(operation)) {
    Form form = formOf(op.getValue().getType());
    Value hash = makeKey(code_, {form}, {as(op.getValue(), form)}, {}).hash;
    return one(code_.binary<LLVM::LShrOp>(hash, code_.i64(1)));
  }
  if (auto op = mlir::dyn_cast<sql::InOp>(operation)) {
    emitIn(op);
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::NotDistinctOp>(operation)) {
    emitNotDistinct(op);
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::FieldOp>(operation)) {
    emitField(op);
    return true;
  }
  if (auto op = mlir::dyn_cast<sql::ItemOp>(operation)) {
    emitItem(op);
    return true;
  }
  if (auto op = mlir::dyn_cast<flow::KindOp>(operation))
    return one(code_.i8(op.getValue()));
  if (mlir::isa<flow::ProcessingTimeOp>(operation))
    return one(code_.call("mr_processing_time", code_.task()));
  return false;
}

mlir::LogicalResult ScalarEmitter::emitConstant(sql::ConstantOp op) {
  Form form = formOf(op.getResult().getType());
  mlir::Attribute value = op.getValue();
  Scalar scalar;
  if (mlir::isa<mlir::UnitAttr>(value)) {
    scalar = code_.zeroScalar(form, true);
    set(op.getResult(), scalar);
    return success();
  }
  if (auto boolean = mlir::dyn_cast<mlir::BoolAttr>(value))
    scalar.parts = {code_.i1(boolean.getValue())};
  else if (auto integer = mlir::dyn_cast<mlir::IntegerAttr>(value))
    scalar.parts = {code_.integer(form.parts[0], integer.getValue())};
  else if (auto floating = mlir::dyn_cast<mlir::FloatAttr>(value))
    scalar.parts = {code_.floating(floating)};
  else if (auto text = mlir::dyn_cast<mlir::StringAttr>(value))
    scalar = code_.textScalar(text.getValue());
  else if (auto time = mlir::dyn_cast<mlir::DenseI64ArrayAttr>(value)) {
    scalar.parts = {code_.i64(time[0])};
    if (form.shape == Shape::LongTimestamp)
      scalar.parts.push_back(code_.i32(time[1]));
  } else
    return op.emitOpError("has a value that no type's constant has");
  if (form.nullable)
    scalar.isNull = code_.i1(false);
  set(op.getResult(), scalar);
  return success();
}

Value ScalarEmitter::anyNull(llvm::ArrayRef<Operand> operands) {
  Value any;
  for (const Operand &operand : operands)
    if (operand.scalar.isNull)
      any = any ? code_.either(any, operand.scalar.isNull) : operand.scalar.isNull;
  return any;
}

Scalar ScalarEmitter::strictly(llvm::ArrayRef<Operand> operands, const Form &result, llvm::function_ref<Scalar()> compute) {
  Value null = anyNull(operands);
  if (!null)
    return compute();
  auto types = result.flattened();
  mlir::Block *present = code_.newBlock();
  mlir::Block *after = code_.newBlock(types);
  llvm::SmallVector<Value> values;
  code_.zeroScalar(result, true).flattenInto(values);
  code_.branch(null, after, values, present, {});
  code_.enter(present);
  Scalar computed = compute();
  if (result.nullable && !computed.isNull)
    computed.isNull = code_.i1(false);
  values.clear();
  computed.flattenInto(values);
  code_.jump(after, values);
  code_.enter(after);
  mlir::ValueRange arguments = after->getArguments();
  return takeScalar(result, arguments);
}

// Three-valued logic on payloads where a NULL's payload is 0: AND is NULL unless one side is FALSE or both are known.
mlir::LogicalResult ScalarEmitter::emitLogic(mlir::Operation *op, bool isAnd) {
  Form form = formOf(op->getResult(0).getType());
  auto known = [&](Value value, Value &isNull) {
    const Scalar &scalar = get(value);
    isNull = scalar.isNull ? scalar.isNull : code_.i1(false);
    return scalar.parts.empty() ? code_.i1(false) : scalar.parts[0];
  };
  Value nullA, nullB;
  Value a = known(op->getOperand(0), nullA), b = known(op->getOperand(1), nullB);
  Scalar result;
  Value trueA = code_.both(a, code_.invert(nullA)), trueB = code_.both(b, code_.invert(nullB));
  Value falseA = code_.invert(code_.either(a, nullA)), falseB = code_.invert(code_.either(b, nullB));
  Value isTrue = isAnd ? code_.both(trueA, trueB) : code_.either(trueA, trueB);
  Value isFalse = isAnd ? code_.either(falseA, falseB) : code_.both(falseA, falseB);
  result.parts = {isTrue};
  if (form.nullable)
    result.isNull = code_.invert(code_.either(isTrue, isFalse));
  set(op->getResult(0), result);
  return success();
}

} // namespace millrace::lower
