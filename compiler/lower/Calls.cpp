// Calls of function records' kernels: everything by pointer, in the C++ forms of runtime/abi/Values.h (stdlib/Function.h).
#include "compiler/lower/Scalars.h"
#include "runtime/abi/FunctionContext.h"

#include <cstddef>

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::FailureOr;
using mlir::Value;

void ScalarEmitter::storeKernelForm(const Operand &operand, Value pointer) {
  const Scalar &scalar = operand.scalar;
  if (operand.form.kind() == TypeKind::Decimal)
    return code_.store(code_.signExtend(scalar.parts[0], code_.intType(128)), pointer, 0, 16);
  code_.store(scalar.parts[0], pointer, 0, 1);
  if (operand.form.shape == Shape::Text || operand.form.shape == Shape::Nested)
    return code_.store(scalar.parts[1], pointer, 8, 8);
  if (operand.form.kind() == TypeKind::Timestamp || operand.form.kind() == TypeKind::TimestampLtz) {
    bool isLong = operand.form.shape == Shape::LongTimestamp;
    code_.store(isLong ? scalar.parts[1] : code_.i32(0), pointer, 8, 4);
    code_.store(code_.i32(0), pointer, 12, 4);
  }
}

Scalar ScalarEmitter::loadKernelForm(const Form &form, Value pointer) {
  if (form.kind() == TypeKind::Decimal)
    return {{code_.truncate(code_.load(code_.intType(128), pointer, 0, 16), form.parts[0])}, {}};
  Scalar scalar{{code_.load(form.parts[0], pointer, 0, 1)}, {}};
  if (form.parts.size() == 2)
    scalar.parts.push_back(code_.load(form.parts[1], pointer, 8, 4));
  return scalar;
}

// Parameters before a trailing `...`, or no value.
static std::optional<size_t> variadicFrom(std::string_view parameters) {
  if (!parameters.ends_with("..."))
    return std::nullopt;
  return static_cast<size_t>(std::count(parameters.begin(), parameters.end(), ','));
}

// Memory that SROA takes apart in the short JIT pipeline too, unlike that of Code::stack (docs/decisions/0006-compile-time.md): a few slots, which
// are gone after inlining.
static Value slotOf(Code &code, uint64_t sizeBytes) {
  mlir::OpBuilder &builder = code.builder();
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&builder.getInsertionBlock()->getParent()->front());
  Value one = builder.create<LLVM::ConstantOp>(code.location(), code.intType(64), builder.getI64IntegerAttr(1));
  return builder.create<LLVM::AllocaOp>(code.location(), code.pointerType(), LLVM::LLVMArrayType::get(code.intType(8), sizeBytes), one, 16);
}

FailureOr<Scalar> ScalarEmitter::callRecord(mlir::Operation *at, const FunctionRecord &record, llvm::ArrayRef<Operand> operands,
                                            const Form &result, llvm::ArrayRef<int32_t> constants) {
  bool onNull = record.nulls == NullRule::CalledOnNull;
  auto memory = [&](uint64_t sizeBytes) { return record.body ? code_.stack(sizeBytes) : slotOf(code_, sizeBytes); };
  auto compute = [&]() -> Scalar {
    llvm::SmallVector<Value> arguments = {code_.call("mr_function_context", {code_.task()})};
    Value context = arguments[0];
    Value out = memory(kernelSizeBytes(result.type) + 8);
    arguments.push_back(out);
    Value outNull;
    if (record.nulls == NullRule::StrictNullable)
      arguments.push_back(outNull = code_.stack(1));
    llvm::SmallVector<Value> pointers;
    for (const Operand &operand : operands) {
      uint32_t size = kernelSizeBytes(operand.form.type);
      Value slot = memory(size + 8);
      if (!operand.scalar.parts.empty())
        storeKernelForm(operand, slot);
      if (onNull)
        code_.store(operand.scalar.isNull ? operand.scalar.isNull : code_.i1(operand.scalar.parts.empty()), slot, size);
      pointers.push_back(slot);
    }
    size_t single = variadicFrom(record.parameters).value_or(pointers.size());
    arguments.append(pointers.begin(), pointers.begin() + single);
    if (single < pointers.size() || variadicFrom(record.parameters)) {
      size_t count = pointers.size() - single;
      Value array = code_.stack(8 * std::max<size_t>(count, 1));
      for (size_t i = 0; i < count; ++i)
        code_.store(pointers[single + i], array, static_cast<int64_t>(8 * i), 8);
      arguments.push_back(array);
      arguments.push_back(code_.i32(static_cast<int64_t>(count)));
    }
    for (int32_t constant : constants)
      arguments.push_back(code_.i32(constant));
    llvm::SmallVector<mlir::Type> types;
    for (Value argument : arguments)
      types.push_back(argument.getType());
    code_.callKernel(code_.module().kernel(llvm::StringRef(record.symbol.data(), record.symbol.size()), types), arguments);
    if (record.mayFail) {
      Value failed = code_.load(code_.intType(32), context, offsetof(FunctionContext, failed), 4);
      code_.failFunctionIf(code_.invert(code_.isZero(failed)));
    }
    Scalar made = loadKernelForm(result, out);
    if (!result.nullable)
      return made;
    if (outNull)
      made.isNull = code_.load(code_.intType(1), outNull);
    else if (onNull)
      made.isNull = code_.load(code_.intType(1), out, kernelSizeBytes(result.type));
    return made;
  };
  Scalar made = onNull ? compute() : strictly(operands, result, compute);
  if (result.nullable && !made.isNull)
    made.isNull = code_.i1(false);
  return made;
}

static int32_t typeConstant(std::string_view name, llvm::ArrayRef<Operand> operands, const Form &result) {
  const Type &type = name[1] == 'r' ? result.type : operands[static_cast<size_t>(name[1] - '0')].form.type;
  if (name[0] == 'p')
    return type.precision;
  if (name[0] == 's')
    return type.scale;
  return static_cast<int32_t>(type.kind);
}

FailureOr<Scalar> ScalarEmitter::callNamed(mlir::Operation *at, llvm::StringRef name, llvm::ArrayRef<Operand> operands, const Form &result) {
  auto records = findFunction(std::string_view(name.data(), name.size()));
  if (records.empty())
    return at->emitOpError("needs the function record `") << name << "`, which does not exist";
  const FunctionRecord &record = *records.front();
  llvm::SmallVector<llvm::StringRef> names;
  llvm::StringRef(record.typeArguments.data(), record.typeArguments.size()).split(names, ' ', -1, false);
  llvm::SmallVector<int32_t> constants;
  for (llvm::StringRef constant : names)
    constants.push_back(typeConstant(std::string_view(constant.data(), constant.size()), operands, result));
  return callRecord(at, record, operands, result, constants);
}

static std::string_view viewOf(llvm::StringRef text) { return {text.data(), text.size()}; }

mlir::LogicalResult ScalarEmitter::emitCall(sql::CallOp op) {
  const FunctionRecord *record = nullptr;
  FunctionRecord cpp = {};
  if (op.getCpp()) {
    cpp.name = viewOf(op.getFunction());
    cpp.symbol = viewOf(op.getSymbol());
    cpp.nulls = NullRule::CalledOnNull;
    cpp.mayFail = op.getMayFail();
    record = &cpp;
  }
  for (const FunctionRecord *candidate : findFunction(viewOf(op.getFunction())))
    if (candidate->symbol == viewOf(op.getSymbol()) && !op.getCpp())
      record = candidate;
  if (!record)
    return op.emitOpError("names a function that no record describes");
  llvm::SmallVector<Operand> operands;
  Form result = formOf(op.getResult().getType());
  for (Value value : op.getOperands())
    operands.push_back(operand(value));
  bool untypedNull = llvm::any_of(operands, [](const Operand &operand) { return operand.scalar.parts.empty(); });
  if (untypedNull && record->nulls != NullRule::CalledOnNull) {
    set(op.getResult(), code_.zeroScalar(result, true));
    return mlir::success();
  }
  auto made = callRecord(op, *record, operands, result, op.getConstants());
  if (mlir::failed(made))
    return mlir::failure();
  set(op.getResult(), *made);
  return mlir::success();
}

} // namespace millrace::lower
