// scf.if, scf.for and scf.while as blocks; the few arith operations that their bounds need.
#include "compiler/lower/Scalars.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

static llvm::SmallVector<mlir::Type> flattenTypes(mlir::TypeRange types) {
  llvm::SmallVector<mlir::Type> all;
  for (mlir::Type type : types)
    all.append(formOf(type).flattened());
  return all;
}

// Operands as values of these types (a block may yield a NOT NULL value as a nullable one).
static llvm::SmallVector<Value> flatten(ScalarEmitter &scalars, mlir::ValueRange values, mlir::TypeRange types) {
  llvm::SmallVector<Value> all;
  for (auto [value, type] : llvm::zip_equal(values, types))
    scalars.as(value, formOf(type)).flattenInto(all);
  return all;
}

static void bind(ScalarEmitter &scalars, mlir::ValueRange targets, mlir::ValueRange flattened) {
  for (Value target : targets)
    scalars.set(target, takeScalar(formOf(target.getType()), flattened));
}

mlir::LogicalResult ScalarEmitter::emitIf(mlir::scf::IfOp op) {
  mlir::Block *yes = code_.newBlock(), *no = code_.newBlock();
  mlir::Block *after = code_.newBlock(flattenTypes(op.getResultTypes()));
  code_.branch(get(op.getCondition()).parts[0], yes, no);
  for (auto [block, region] : {std::pair(yes, &op.getThenRegion()), std::pair(no, &op.getElseRegion())}) {
    code_.enter(block);
    llvm::SmallVector<Value> yielded;
    if (!region->empty()) {
      if (mlir::failed(emitBlock(region->front())))
        return failure();
      code_.setLocation(op.getLoc());
      yielded = flatten(*this, region->front().getTerminator()->getOperands(), op.getResultTypes());
    }
    code_.jump(after, yielded);
  }
  code_.enter(after);
  bind(*this, op.getResults(), after->getArguments());
  return success();
}

mlir::LogicalResult ScalarEmitter::emitFor(mlir::scf::ForOp op) {
  Value from = get(op.getLowerBound()).parts[0], to = get(op.getUpperBound()).parts[0], step = get(op.getStep()).parts[0];
  llvm::SmallVector<mlir::Type> carried = {from.getType()};
  carried.append(flattenTypes(op.getResultTypes()));
  mlir::Block *head = code_.newBlock(carried), *body = code_.newBlock();
  mlir::Block *after = code_.newBlock();
  llvm::SmallVector<Value> start = {from};
  start.append(flatten(*this, op.getInitArgs(), op.getResultTypes()));
  code_.jump(head, start);
  code_.enter(head);
  Value index = head->getArgument(0);
  code_.branch(code_.compare(LLVM::ICmpPredicate::slt, index, to), body, after);
  code_.enter(body);
  set(op.getInductionVar(), {{index}, {}});
  bind(*this, op.getRegionIterArgs(), head->getArguments().drop_front());
  if (mlir::failed(emitBlock(*op.getBody())))
    return failure();
  llvm::SmallVector<Value> next = {code_.add(index, step)};
  next.append(flatten(*this, op.getBody()->getTerminator()->getOperands(), op.getResultTypes()));
  code_.jump(head, next);
  code_.enter(after);
  bind(*this, op.getResults(), head->getArguments().drop_front());
  return success();
}

mlir::LogicalResult ScalarEmitter::emitWhile(mlir::scf::WhileOp op) {
  mlir::Block &before = op.getBefore().front(), &inside = op.getAfter().front();
  mlir::Block *head = code_.newBlock(flattenTypes(before.getArgumentTypes()));
  mlir::Block *body = code_.newBlock(flattenTypes(inside.getArgumentTypes()));
  mlir::Block *after = code_.newBlock(flattenTypes(op.getResultTypes()));
  code_.jump(head, flatten(*this, op.getInits(), before.getArgumentTypes()));
  code_.enter(head);
  bind(*this, before.getArguments(), head->getArguments());
  if (mlir::failed(emitBlock(before)))
    return failure();
  auto condition = mlir::cast<mlir::scf::ConditionOp>(before.getTerminator());
  code_.branch(get(condition.getCondition()).parts[0], body, flatten(*this, condition.getArgs(), inside.getArgumentTypes()), after,
               flatten(*this, condition.getArgs(), op.getResultTypes()));
  code_.enter(body);
  bind(*this, inside.getArguments(), body->getArguments());
  if (mlir::failed(emitBlock(inside)))
    return failure();
  code_.jump(head, flatten(*this, inside.getTerminator()->getOperands(), before.getArgumentTypes()));
  code_.enter(after);
  bind(*this, op.getResults(), after->getArguments());
  return success();
}

mlir::LogicalResult ScalarEmitter::emitArith(mlir::Operation *op) {
  namespace arith = mlir::arith;
  auto in = [&](unsigned index) { return get(op->getOperand(index)).parts[0]; };
  Value made = llvm::TypeSwitch<mlir::Operation *, Value>(op)
                   .Case<arith::ConstantOp>([&](arith::ConstantOp constant) -> Value {
                     mlir::Type type = formOf(constant.getType()).parts[0];
                     if (auto integer = mlir::dyn_cast<mlir::IntegerAttr>(constant.getValue()))
                       return code_.integer(type, type.isInteger(1) ? llvm::APInt(64, integer.getValue().getBoolValue()) : integer.getValue());
                     if (auto floating = mlir::dyn_cast<mlir::FloatAttr>(constant.getValue()))
                       return code_.floating(floating);
                     return {};
                   })
                   .Case<arith::AddIOp>([&](auto) { return code_.add(in(0), in(1)); })
                   .Case<arith::SubIOp>([&](auto) { return code_.sub(in(0), in(1)); })
                   .Case<arith::MulIOp>([&](auto) { return code_.mul(in(0), in(1)); })
                   .Case<arith::AndIOp>([&](auto) { return code_.both(in(0), in(1)); })
                   .Case<arith::OrIOp>([&](auto) { return code_.either(in(0), in(1)); })
                   .Case<arith::XOrIOp>([&](auto) { return code_.binary<LLVM::XOrOp>(in(0), in(1)); })
                   .Case<arith::CmpIOp>([&](arith::CmpIOp compare) {
                     return code_.compare(static_cast<LLVM::ICmpPredicate>(compare.getPredicate()), in(0), in(1));
                   })
                   .Case<arith::IndexCastOp, arith::ExtSIOp, arith::TruncIOp>([&](mlir::Operation *cast) {
                     return code_.resize(in(0), formOf(cast->getResult(0).getType()).parts[0]);
                   })
                   .Default([](mlir::Operation *) { return Value(); });
  if (auto select = mlir::dyn_cast<arith::SelectOp>(op)) {
    Form form = formOf(select.getType());
    Scalar a = as(select.getTrueValue(), form), b = as(select.getFalseValue(), form), picked;
    for (auto [x, y] : llvm::zip_equal(a.parts, b.parts))
      picked.parts.push_back(code_.select(in(0), x, y));
    if (form.nullable)
      picked.isNull = code_.select(in(0), a.isNull, b.isNull);
    set(select.getResult(), picked);
    return success();
  }
  if (!made)
    return op->emitOpError("cannot be lowered inside a flow operator");
  set(op->getResult(0), {{made}, {}});
  return success();
}

} // namespace millrace::lower
