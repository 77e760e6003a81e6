#include "compiler/lower/Code.h"


#include "llvm/Support/ErrorHandling.h"


namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

void require(bool holds, const char *what) {
  if (!holds)
    llvm::report_fatal_error(what);
}

Code::Code(ModuleCode &module, LLVM::LLVMFuncOp function, TaskDescriptor *task)
    : module_(module), function_(function), task_(task), builder_(module.context()), location_(builder_.getUnknownLoc()) {
  if (function_.getBody().empty())
    function_.addEntryBlock(builder_);
  builder_.setInsertionPointToEnd(&function_.getBody().front());
}

Value Code::integer(mlir::Type type, const llvm::APInt &value) {
  return builder_.create<LLVM::ConstantOp>(location_, type, builder_.getIntegerAttr(type, value.sextOrTrunc(type.getIntOrFloatBitWidth())));
}
Value Code::integer(mlir::Type type, int64_t value) {
  return integer(type, llvm::APInt(64, static_cast<uint64_t>(value), true));
}
Value Code::floating(mlir::FloatAttr value) { return builder_.create<LLVM::ConstantOp>(location_, value.getType(), value); }
Value Code::zero(mlir::Type type) {
  if (mlir::isa<LLVM::LLVMPointerType>(type))
    return builder_.create<LLVM::ZeroOp>(location_, type);
  if (mlir::isa<mlir::FloatType>(type))
    return floating(builder_.getFloatAttr(type, 0.0));
  return integer(type, 0);
}
Scalar Code::zeroScalar(const Form &form, bool isNull) {
  Scalar scalar;
  for (mlir::Type part : form.parts)
    scalar.parts.push_back(zero(part));
  if (form.nullable)
    scalar.isNull = i1(isNull);
  return scalar;
}
Value Code::textPointer(llvm::StringRef bytes) {
  return builder_.create<LLVM::AddressOfOp>(location_, module_.text(bytes));
}
Scalar Code::textScalar(llvm::StringRef bytes) {
  uint64_t head = bytes.size();
  for (size_t i = 0; i < std::min<size_t>(4, bytes.size()); ++i)
    head |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[i])) << (32 + 8 * i);
  return {{i64(static_cast<int64_t>(head)), textPointer(bytes)}, {}};
}

Value Code::compare(LLVM::ICmpPredicate predicate, Value a, Value b) {
  return builder_.create<LLVM::ICmpOp>(location_, predicate, a, b);
}
Value Code::select(Value condition, Value a, Value b) {
  return a == b ? a : builder_.create<LLVM::SelectOp>(location_, condition, a, b).getResult();
}
Value Code::signExtend(Value a, mlir::Type type) {
  return a.getType() == type ? a : builder_.create<LLVM::SExtOp>(location_, type, a).getResult();
}
Value Code::zeroExtend(Value a, mlir::Type type) {
  return a.getType() == type ? a : builder_.create<LLVM::ZExtOp>(location_, type, a).getResult();
}
Value Code::truncate(Value a, mlir::Type type) {
  return a.getType() == type ? a : builder_.create<LLVM::TruncOp>(location_, type, a).getResult();
}
Value Code::resize(Value a, mlir::Type type) {
  return a.getType().getIntOrFloatBitWidth() < type.getIntOrFloatBitWidth() ? signExtend(a, type) : truncate(a, type);
}
Value Code::bitcast(Value a, mlir::Type type) { return builder_.create<LLVM::BitcastOp>(location_, type, a); }
Value Code::intrinsic(llvm::StringRef name, mlir::Type result, mlir::ValueRange arguments) {
  return builder_
      .create<LLVM::CallIntrinsicOp>(location_, mlir::TypeRange(result), builder_.getStringAttr(name), arguments,
                                     LLVM::FastmathFlagsAttr())
      ->getResult(0);
}

Value Code::stack(uint64_t sizeBytes) {
  mlir::OpBuilder::InsertionGuard guard(builder_);
  builder_.setInsertionPointToStart(&function_.getBody().front());
  Value count = builder_.create<LLVM::ConstantOp>(location_, intType(64), builder_.getI64IntegerAttr(static_cast<int64_t>(sizeBytes)));
  return builder_.create<LLVM::AllocaOp>(location_, pointerType(), intType(8), count, 16);
}
Value Code::offset(Value pointer, int64_t bytes) {
  if (bytes == 0)
    return pointer;
  return builder_.create<LLVM::GEPOp>(location_, pointerType(), intType(8), pointer, llvm::ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(bytes)});
}
Value Code::offset(Value pointer, Value bytes) {
  return builder_.create<LLVM::GEPOp>(location_, pointerType(), intType(8), pointer, llvm::ArrayRef<LLVM::GEPArg>{bytes});
}
Value Code::load(mlir::Type type, Value pointer, int64_t at, unsigned alignment) {
  if (type.isInteger(1)) // a bool is one byte 0 or 1
    return truncate(load(intType(8), pointer, at, alignment), type);
  return builder_.create<LLVM::LoadOp>(location_, type, offset(pointer, at), alignment);
}
void Code::store(Value value, Value pointer, int64_t at, unsigned alignment) {
  if (value.getType().isInteger(1))
    value = zeroExtend(value, intType(8));
  builder_.create<LLVM::StoreOp>(location_, value, offset(pointer, at), alignment);
}
void Code::copy(Value to, Value from, Value sizeBytes) {
  builder_.create<LLVM::MemcpyOp>(location_, to, from, sizeBytes, /*isVolatile=*/false);
}
void Code::fill(Value to, uint8_t byte, Value sizeBytes) {
  builder_.create<LLVM::MemsetOp>(location_, to, i8(byte), sizeBytes, /*isVolatile=*/false);
}

Value Code::call(llvm::StringRef abiName, mlir::ValueRange arguments) {
  LLVM::LLVMFuncOp callee = module_.abiFunction(abiName);
  require(callee.getNumArguments() == arguments.size(), "argument count of an ABI call");
  auto made = builder_.create<LLVM::CallOp>(location_, callee, arguments);
  return made.getNumResults() ? made.getResult() : Value();
}
void Code::callChecked(LLVM::LLVMFuncOp callee, mlir::ValueRange arguments) {
  llvm::SmallVector<Value> all = {task()};
  all.append(arguments.begin(), arguments.end());
  returnIfNonzero(builder_.create<LLVM::CallOp>(location_, callee, all).getResult());
}
void Code::callKernel(LLVM::LLVMFuncOp kernel, mlir::ValueRange arguments) {
  builder_.create<LLVM::CallOp>(location_, kernel, arguments);
}

mlir::Block *Code::newBlock(mlir::TypeRange arguments) {
  mlir::Block *block = new mlir::Block;
  function_.getBody().push_back(block);
  for (mlir::Type argument : arguments)
    block->addArgument(argument, location_);
  return block;
}
void Code::jump(mlir::Block *to, mlir::ValueRange arguments) { builder_.create<LLVM::BrOp>(location_, arguments, to); }
void Code::branch(Value condition, mlir::Block *yes, mlir::Block *no) { branch(condition, yes, {}, no, {}); }
void Code::branch(Value condition, mlir::Block *yes, mlir::ValueRange yesArguments, mlir::Block *no, mlir::ValueRange noArguments) {
  builder_.create<LLVM::CondBrOp>(location_, condition, yes, yesArguments, no, noArguments);
}
void Code::leave(Value status) { builder_.create<LLVM::ReturnOp>(location_, status); }

void Code::returnIfNonzero(Value status) {
  mlir::Block *on = newBlock();
  mlir::Block *out = newBlock();
  branch(isZero(status), on, out);
  enter(out);
  leave(status);
  enter(on);
}
void Code::failIf(Value condition) {
  if (!failed_) {
    mlir::OpBuilder::InsertionGuard guard(builder_);
    failed_ = newBlock();
    enter(failed_);
    leave(i32(1));
  }
  mlir::Block *on = newBlock();
  branch(condition, failed_, on);
  enter(on);
}
void Code::failFunctionIf(Value condition) {
  mlir::Block *on = newBlock();
  mlir::Block *out = newBlock();
  branch(condition, out, on);
  enter(out);
  leave(call("mr_fail_function", {task(), failureSite()}));
  enter(on);
}

static void describe(mlir::Location location, FailureSite &site) {
  if (auto at = mlir::dyn_cast<mlir::FileLineColLoc>(location)) {
    site.line = at.getLine();
    site.column = at.getColumn();
  } else if (auto named = mlir::dyn_cast<mlir::NameLoc>(location)) {
    site.what = named.getName().str();
    describe(named.getChildLoc(), site);
  } else if (auto fused = mlir::dyn_cast<mlir::FusedLoc>(location)) {
    for (mlir::Location part : fused.getLocations())
      if (!site.line)
        describe(part, site);
  } else if (auto call = mlir::dyn_cast<mlir::CallSiteLoc>(location)) {
    describe(call.getCallee(), site);
  }
}

Value Code::failureSite() {
  require(task_, "a failure needs a task to record its site in");
  FailureSite site;
  describe(location_, site);
  auto &sites = task_->failureSites;
  for (size_t i = 0; i < sites.size(); ++i)
    if (sites[i].line == site.line && sites[i].column == site.column && sites[i].what == site.what)
      return i32(static_cast<int64_t>(i));
  sites.push_back(site);
  return i32(static_cast<int64_t>(sites.size() - 1));
}

void Code::when(Value condition, llvm::function_ref<void()> body) {
  mlir::Block *inside = newBlock();
  mlir::Block *after = newBlock();
  branch(condition, inside, after);
  enter(inside);
  body();
  jump(after);
  enter(after);
}

void Code::loop(Value from, Value to, llvm::function_ref<void(Value)> body) {
  mlir::Block *head = newBlock(intType(64));
  mlir::Block *inside = newBlock();
  mlir::Block *after = newBlock();
  jump(head, from);
  enter(head);
  Value index = head->getArgument(0);
  branch(compare(LLVM::ICmpPredicate::slt, index, to), inside, after);
  enter(inside);
  body(index);
  jump(head, add(index, i64(1)));
  enter(after);
}

} // namespace millrace::lower
