#include "compiler/bind/ScalarEmitter.h"

#include "compiler/sql/SqlDialect.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace millrace::bind {

using mlir::Location;
using mlir::Value;

namespace {

unsigned integerWidth(TypeKind kind) {
  switch (kind) {
  case TypeKind::TinyInt:
    return 8;
  case TypeKind::SmallInt:
    return 16;
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
    return 64;
  default:
    return 32;
  }
}

std::optional<sql::Predicate> predicateOf(ScalarOp op) {
  switch (op) {
  case ScalarOp::Equal:
    return sql::Predicate::Eq;
  case ScalarOp::NotEqual:
    return sql::Predicate::Ne;
  case ScalarOp::Less:
    return sql::Predicate::Lt;
  case ScalarOp::LessEqual:
    return sql::Predicate::Le;
  case ScalarOp::Greater:
    return sql::Predicate::Gt;
  case ScalarOp::GreaterEqual:
    return sql::Predicate::Ge;
  default:
    return std::nullopt;
  }
}

} // namespace

mlir::Attribute constantAttribute(mlir::MLIRContext &context, const Type &type, const Constant &value) {
  mlir::Builder builder(&context);
  if (std::holds_alternative<std::monostate>(value))
    return builder.getUnitAttr();
  if (const auto *boolean = std::get_if<bool>(&value))
    return builder.getBoolAttr(*boolean);
  if (const auto *integer = std::get_if<int64_t>(&value))
    return builder.getIntegerAttr(builder.getIntegerType(integerWidth(type.kind)), *integer);
  if (const auto *decimal = std::get_if<Int128>(&value)) {
    uint64_t words[2] = {static_cast<uint64_t>(*decimal), static_cast<uint64_t>(*decimal >> 64)};
    return builder.getIntegerAttr(builder.getIntegerType(128), llvm::APInt(128, words));
  }
  if (const auto *floating = std::get_if<double>(&value))
    return builder.getFloatAttr(type.kind == TypeKind::Float ? mlir::Type(builder.getF32Type()) : builder.getF64Type(), *floating);
  if (const auto *text = std::get_if<std::string>(&value))
    return builder.getStringAttr(*text);
  const auto &time = std::get<Timestamp>(value);
  return builder.getDenseI64ArrayAttr({time.ms, time.nanoOfMs});
}

mlir::Type ScalarEmitter::typeOf(const Scalar &scalar) { return sql::fromAbi(&state_.context, scalar.type); }

Value ScalarEmitter::emit(const ScalarPtr &scalar) {
  if (auto found = emitted_.find(scalar.get()); found != emitted_.end())
    return found->second;
  Value value = emitNew(*scalar);
  emitted_[scalar.get()] = value;
  return value;
}

Value ScalarEmitter::withNullability(Value value, mlir::Type type, Location location) {
  if (value.getType() == type)
    return value;
  if (sql::isNullable(type))
    return builder_.create<sql::ToNullableOp>(location, type, value);
  return builder_.create<sql::AssumeNotNullOp>(location, type, value);
}

Value ScalarEmitter::emitNew(const Scalar &scalar) {
  Location location = state_.location(scalar.range);
  mlir::Type type = typeOf(scalar);
  switch (scalar.op) {
  case ScalarOp::Constant:
    return builder_.create<sql::ConstantOp>(location, type, constantAttribute(state_.context, scalar.type, scalar.value));
  case ScalarOp::Column:
    return columns_[scalar.index];
  case ScalarOp::Cast:
  case ScalarOp::TryCast:
    if (scalar.args[0]->type.kind == TypeKind::Null)
      return builder_.create<sql::ConstantOp>(location, type, builder_.getUnitAttr());
    if (sameValueType(scalar.args[0]->type, scalar.type))
      return withNullability(emit(scalar.args[0]), type, location);
    return builder_.create<sql::CastOp>(location, type, emit(scalar.args[0]), scalar.op == ScalarOp::TryCast);
  case ScalarOp::Neg:
    return builder_.create<sql::NegOp>(location, type, emit(scalar.args[0]));
  case ScalarOp::Not:
    return builder_.create<sql::NotOp>(location, type, emit(scalar.args[0]));
  case ScalarOp::IsNull:
    return builder_.create<sql::IsNullOp>(location, emit(scalar.args[0]));
  case ScalarOp::IsTrue:
    return builder_.create<sql::IsTrueOp>(location, emit(scalar.args[0]));
  case ScalarOp::IsFalse:
    return builder_.create<sql::IsFalseOp>(location, emit(scalar.args[0]));
  case ScalarOp::And:
  case ScalarOp::Or:
    return emitLogic(scalar);
  case ScalarOp::If:
    return emitIf(scalar);
  case ScalarOp::Call:
    return emitCall(scalar);
  case ScalarOp::Field:
    return builder_.create<sql::FieldOp>(location, type, emit(scalar.args[0]), scalar.index);
  case ScalarOp::Item:
    return builder_.create<sql::ItemOp>(location, type, emit(scalar.args[0]), emit(scalar.args[1]));
  case ScalarOp::Make: {
    llvm::SmallVector<Value> elements;
    for (size_t i = 0; i < scalar.args.size(); ++i) {
      // Fields of a ROW have their own types; elements of ARRAY and MAP the common one.
      const Type &wanted = scalar.type.children[scalar.type.kind == TypeKind::Row ? i : i % scalar.type.children.size()].type;
      elements.push_back(withNullability(emit(scalar.args[i]), sql::fromAbi(&state_.context, wanted), location));
    }
    return builder_.create<sql::MakeOp>(location, type, elements);
  }
  default:
    return emitBinary(scalar);
  }
}

Value ScalarEmitter::emitBinary(const Scalar &scalar) {
  Location location = state_.location(scalar.range);
  mlir::Type type = typeOf(scalar);
  Value left = emit(scalar.args[0]), right = emit(scalar.args[1]);
  if (auto predicate = predicateOf(scalar.op))
    return builder_.create<sql::CompareOp>(location, type, *predicate, left, right);
  switch (scalar.op) {
  case ScalarOp::Add:
    return builder_.create<sql::AddOp>(location, type, left, right);
  case ScalarOp::Sub:
    return builder_.create<sql::SubOp>(location, type, left, right);
  case ScalarOp::Mul:
    return builder_.create<sql::MulOp>(location, type, left, right);
  case ScalarOp::Div:
    return builder_.create<sql::DivOp>(location, type, left, right);
  case ScalarOp::Rem:
    return builder_.create<sql::RemOp>(location, type, left, right);
  case ScalarOp::NotDistinct:
    return builder_.create<sql::NotDistinctOp>(location, left, right);
  default:
    llvm_unreachable("aggregates and window properties are replaced by columns before");
  }
}

Value ScalarEmitter::emitBranch(const ScalarPtr &scalar, mlir::Type type, Location location) {
  auto outside = emitted_;
  Value value = withNullability(emit(scalar), type, location);
  builder_.create<mlir::scf::YieldOp>(location, value);
  emitted_ = std::move(outside);
  return value;
}

Value ScalarEmitter::emitLogic(const Scalar &scalar) {
  Location location = state_.location(scalar.range);
  mlir::Type type = typeOf(scalar);
  bool isAnd = scalar.op == ScalarOp::And;
  Value left = emit(scalar.args[0]);
  auto combine = [&](Value right) -> Value {
    if (isAnd)
      return builder_.create<sql::AndOp>(location, type, left, right);
    return builder_.create<sql::OrOp>(location, type, left, right);
  };
  if (!mayFail(*scalar.args[1]))
    return combine(emit(scalar.args[1]));
  // The left side decides alone: FALSE for AND, TRUE for OR.
  Value decided = isAnd ? Value(builder_.create<sql::IsFalseOp>(location, left)) : Value(builder_.create<sql::IsTrueOp>(location, left));
  auto branch = builder_.create<mlir::scf::IfOp>(location, type, decided, /*withElseRegion=*/true);
  mlir::OpBuilder::InsertionGuard guard(builder_);
  builder_.setInsertionPointToStart(branch.thenBlock());
  builder_.create<mlir::scf::YieldOp>(location, withNullability(left, type, location));
  builder_.setInsertionPointToStart(branch.elseBlock());
  auto outside = emitted_;
  Value right = emit(scalar.args[1]);
  builder_.create<mlir::scf::YieldOp>(location, combine(right));
  emitted_ = std::move(outside);
  return branch.getResult(0);
}

Value ScalarEmitter::emitIf(const Scalar &scalar) {
  Location location = state_.location(scalar.range);
  mlir::Type type = typeOf(scalar);
  Value condition = emit(scalar.args[0]);
  if (sql::isNullable(condition.getType()))
    condition = builder_.create<sql::IsTrueOp>(location, condition);
  auto branch = builder_.create<mlir::scf::IfOp>(location, type, condition, /*withElseRegion=*/true);
  mlir::OpBuilder::InsertionGuard guard(builder_);
  builder_.setInsertionPointToStart(branch.thenBlock());
  emitBranch(scalar.args[1], type, location);
  builder_.setInsertionPointToStart(branch.elseBlock());
  emitBranch(scalar.args[2], type, location);
  return branch.getResult(0);
}

Value ScalarEmitter::emitCall(const Scalar &scalar) {
  Location location = state_.location(scalar.range);
  llvm::SmallVector<Value> operands;
  for (const ScalarPtr &arg : scalar.args) {
    // A NULL without type has no C++ form; any type does for a function that takes anything.
    if (arg->type.kind == TypeKind::Null)
      operands.push_back(emit(castTo(arg, simpleType(TypeKind::Int, true))));
    else
      operands.push_back(emit(arg));
  }
  const FunctionRecord &record = *scalar.function;
  auto flag = [&](bool isSet) { return isSet ? builder_.getUnitAttr() : mlir::UnitAttr(); };
  bool isCpp = !record.body;
  return builder_.create<sql::CallOp>(location, typeOf(scalar), builder_.getStringAttr(llvm::StringRef(record.name.data(), record.name.size())),
                                      builder_.getStringAttr(llvm::StringRef(record.symbol.data(), record.symbol.size())), operands,
                                      builder_.getDenseI32ArrayAttr(scalar.typeConstants),
                                      flag(record.determinism != Determinism::Deterministic), flag(isCpp), flag(isCpp && record.mayFail));
}

} // namespace millrace::bind
