/// Writes LLVM dialect, one function at a time: short names for the ops that lowering needs, and calls checked against the ABI.
///
/// Shape:  every function but the string constants takes the task context first and returns an i32 status, 0 = ok.
/// Errors: `failIf*` leave the function through one cold block with status 1; `returnIfNonzero` passes a callee's status on.
#ifndef MILLRACE_COMPILER_LOWER_CODE_H
#define MILLRACE_COMPILER_LOWER_CODE_H

#include "compiler/lower/Forms.h"
#include "runtime/abi/PipelineDescriptor.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

namespace millrace::lower {

/// Stops the compiler: a bug of ours, not reachable from the user's program.
void require(bool holds, const char *what);

/// The module being written and what its functions share.
class ModuleCode {
public:
  explicit ModuleCode(mlir::ModuleOp module) : module_(module) {}

  mlir::ModuleOp module() const { return module_; }
  mlir::MLIRContext *context() const { return module_->getContext(); }
  /// Declares a function of RuntimeAbi.def, FormatAbi.def or LowerAbi.def.
  mlir::LLVM::LLVMFuncOp abiFunction(llvm::StringRef name);
  /// Declares a function record's kernel: `pointers` pointers, then `constants` int32.
  mlir::LLVM::LLVMFuncOp kernel(llvm::StringRef symbol, llvm::ArrayRef<mlir::Type> arguments);
  /// Makes `int32_t name(ptr context, arguments…)`.
  mlir::LLVM::LLVMFuncOp makeFunction(llvm::StringRef name, llvm::ArrayRef<mlir::Type> arguments, bool isEntry);
  /// A constant in the module; equal texts share one.
  mlir::LLVM::GlobalOp text(llvm::StringRef bytes);

private:
  mlir::ModuleOp module_;
  llvm::StringMap<mlir::LLVM::GlobalOp> texts_;
};

class Code {
public:
  /// Starts writing at the end of the function's entry block, which is made if it is missing.
  Code(ModuleCode &module, mlir::LLVM::LLVMFuncOp function, TaskDescriptor *task);

  ModuleCode &module() { return module_; }
  mlir::MLIRContext *context() { return module_.context(); }
  mlir::Value argument(unsigned index) { return function_.getBody().front().getArgument(index); }
  mlir::Value task() { return argument(0); }
  mlir::ValueRange arguments() { return function_.getBody().front().getArguments(); }
  void setLocation(mlir::Location at) { location_ = at; }
  mlir::Location location() const { return location_; }

  mlir::Type intType(unsigned bits) { return builder_.getIntegerType(bits); }
  mlir::Type pointerType() { return mlir::LLVM::LLVMPointerType::get(context()); }

  // ---- constants
  mlir::Value integer(mlir::Type type, const llvm::APInt &value);
  mlir::Value integer(mlir::Type type, int64_t value);
  mlir::Value i1(bool value) { return integer(intType(1), value ? 1 : 0); }
  mlir::Value i8(int64_t value) { return integer(intType(8), value); }
  mlir::Value i32(int64_t value) { return integer(intType(32), value); }
  mlir::Value i64(int64_t value) { return integer(intType(64), value); }
  mlir::Value floating(mlir::FloatAttr value);
  mlir::Value zero(mlir::Type type);
  Scalar zeroScalar(const Form &form, bool isNull);
  mlir::Value textPointer(llvm::StringRef bytes);
  /// The register form of a constant string.
  Scalar textScalar(llvm::StringRef bytes);

  // ---- operations
  template <typename Op> mlir::Value binary(mlir::Value a, mlir::Value b) { return builder_.create<Op>(location_, a, b); }
  mlir::Value add(mlir::Value a, mlir::Value b) { return binary<mlir::LLVM::AddOp>(a, b); }
  mlir::Value sub(mlir::Value a, mlir::Value b) { return binary<mlir::LLVM::SubOp>(a, b); }
  mlir::Value mul(mlir::Value a, mlir::Value b) { return binary<mlir::LLVM::MulOp>(a, b); }
  mlir::Value both(mlir::Value a, mlir::Value b) { return binary<mlir::LLVM::AndOp>(a, b); }
  mlir::Value either(mlir::Value a, mlir::Value b) { return binary<mlir::LLVM::OrOp>(a, b); }
  mlir::Value invert(mlir::Value a) { return binary<mlir::LLVM::XOrOp>(a, i1(true)); }
  mlir::Value shiftLeft(mlir::Value a, int64_t bits) { return binary<mlir::LLVM::ShlOp>(a, integer(a.getType(), bits)); }
  mlir::Value shiftRight(mlir::Value a, int64_t bits) { return binary<mlir::LLVM::LShrOp>(a, integer(a.getType(), bits)); }
  mlir::Value compare(mlir::LLVM::ICmpPredicate predicate, mlir::Value a, mlir::Value b);
  mlir::Value equal(mlir::Value a, mlir::Value b) { return compare(mlir::LLVM::ICmpPredicate::eq, a, b); }
  mlir::Value isZero(mlir::Value a) { return equal(a, zero(a.getType())); }
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b);
  mlir::Value signExtend(mlir::Value a, mlir::Type type);
  mlir::Value zeroExtend(mlir::Value a, mlir::Type type);
  mlir::Value truncate(mlir::Value a, mlir::Type type);
  /// Sign-extends or truncates.
  mlir::Value resize(mlir::Value a, mlir::Type type);
  mlir::Value bitcast(mlir::Value a, mlir::Type type);
  /// Bytes of a text or a nested value, i64: without the prefix that stands above the size in its first part.
  mlir::Value sizeBytesOf(const Scalar &value) { return both(value.parts[0], i64(0xFFFFFFFF)); }
  /// An intrinsic with one result.
  mlir::Value intrinsic(llvm::StringRef name, mlir::Type result, mlir::ValueRange arguments);
  mlir::OpBuilder &builder() { return builder_; }

  // ---- memory
  /// In the entry block, so that loops do not grow the stack.
  mlir::Value stack(uint64_t sizeBytes);
  mlir::Value offset(mlir::Value pointer, int64_t bytes);
  mlir::Value offset(mlir::Value pointer, mlir::Value bytes);
  /// Unaligned by default: packed bytes.
  mlir::Value load(mlir::Type type, mlir::Value pointer, int64_t at = 0, unsigned alignment = 1);
  void store(mlir::Value value, mlir::Value pointer, int64_t at = 0, unsigned alignment = 1);
  void copy(mlir::Value to, mlir::Value from, mlir::Value sizeBytes);
  void fill(mlir::Value to, uint8_t byte, mlir::Value sizeBytes);

  // ---- calls
  /// Calls an ABI function; booleans are i1 here. No value for void.
  mlir::Value call(llvm::StringRef abiName, mlir::ValueRange arguments);
  /// Calls a generated function `(context, arguments…)` and leaves with its status if that is nonzero.
  void callChecked(mlir::LLVM::LLVMFuncOp callee, mlir::ValueRange arguments);
  void callKernel(mlir::LLVM::LLVMFuncOp kernel, mlir::ValueRange arguments);

  // ---- control flow
  mlir::Block *newBlock(mlir::TypeRange arguments = {});
  void enter(mlir::Block *block) { builder_.setInsertionPointToEnd(block); }
  void jump(mlir::Block *to, mlir::ValueRange arguments = {});
  void branch(mlir::Value condition, mlir::Block *yes, mlir::Block *no);
  void branch(mlir::Value condition, mlir::Block *yes, mlir::ValueRange yesArguments, mlir::Block *no, mlir::ValueRange noArguments);
  void leave(mlir::Value status);
  void leaveOk() { leave(i32(0)); }
  void returnIfNonzero(mlir::Value status);
  /// Leaves with status 1.
  void failIf(mlir::Value condition);
  /// Leaves through mr_fail_function with the current location as failure site.
  void failFunctionIf(mlir::Value condition);
  /// Index of the current location among the task's failure sites.
  mlir::Value failureSite();
  /// Runs `body` where the condition holds, then goes on.
  void when(mlir::Value condition, llvm::function_ref<void()> body);
  /// for (i = from; i < to; ++i), all i64.
  void loop(mlir::Value from, mlir::Value to, llvm::function_ref<void(mlir::Value)> body);

private:
  ModuleCode &module_;
  mlir::LLVM::LLVMFuncOp function_;
  TaskDescriptor *task_;
  mlir::OpBuilder builder_;
  mlir::Location location_;
  mlir::Block *failed_ = nullptr;
};

} // namespace millrace::lower

#endif
