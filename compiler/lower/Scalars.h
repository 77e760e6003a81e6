/// Turns `sql` operations (and the `scf` and `arith` around them) into LLVM dialect.
///
/// Shape:  values live in `Scalar`s by SSA value; one emitter per generated function.
/// NULL:   strict: operators compute on the payload whatever it is and combine the flags; what may fail or calls a kernel is
///         branched around when an argument is NULL. Payloads of NULLs are zero in everything stored.
/// Errors: an operation that cannot be lowered gets an MLIR error at its location; emit functions then return failure.
#ifndef MILLRACE_COMPILER_LOWER_SCALARS_H
#define MILLRACE_COMPILER_LOWER_SCALARS_H

#include "compiler/lower/Code.h"
#include "compiler/sql/SqlDialect.h"
#include "stdlib/FunctionRecord.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/DenseMap.h"

#include <functional>

namespace millrace::lower {

/// An operand with the type it came with.
struct Operand {
  Form form;
  Scalar scalar;
};

class ScalarEmitter {
public:
  /// Lowers operations that are not scalar: flow.emit, flow.lookup, …
  using OtherOp = std::function<mlir::LogicalResult(ScalarEmitter &, mlir::Operation *)>;

  ScalarEmitter(Code &code, OtherOp other) : code_(code), other_(std::move(other)) {}

  Code &code() { return code_; }
  void set(mlir::Value value, Scalar scalar) { values_[value] = std::move(scalar); }
  const Scalar &get(mlir::Value value) const;
  Operand operand(mlir::Value value) const { return {formOf(value.getType()), get(value)}; }
  /// The value as one of another nullability or of the untyped NULL's target type.
  Scalar as(mlir::Value value, const Form &target);

  /// Emits all operations of a block but its terminator.
  mlir::LogicalResult emitBlock(mlir::Block &block);

  // ---- used by several files
  /// The NULL flag of strict operators over these operands; empty if none can be NULL.
  mlir::Value anyNull(llvm::ArrayRef<Operand> operands);
  /// Computes where no operand is NULL, else gives NULL; `compute` may leave the function.
  Scalar strictly(llvm::ArrayRef<Operand> operands, const Form &result, llvm::function_ref<Scalar()> compute);
  /// Calls a record's kernel by its NULL rule. `constants`: the kernel's type constants.
  mlir::FailureOr<Scalar> callRecord(mlir::Operation *at, const FunctionRecord &record, llvm::ArrayRef<Operand> operands, const Form &result,
                                     llvm::ArrayRef<int32_t> constants);
  /// Calls the overload of an operator or cast record for these operands; type constants from the types.
  mlir::FailureOr<Scalar> callNamed(mlir::Operation *at, llvm::StringRef name, llvm::ArrayRef<Operand> operands, const Form &result);
  /// i1: equal (NULLs not looked at).
  mlir::Value equalPayload(const Operand &a, const Operand &b);
  /// i1 for a comparison of payloads; failure for types without an order.
  mlir::FailureOr<mlir::Value> comparePayload(mlir::Operation *at, sql::Predicate predicate, const Operand &a, const Operand &b);
  /// A field of a ROW; NULL where the row is.
  Scalar fieldOf(const Operand &row, uint32_t index, const Form &field);
  /// `from` as a value of `to` (both not NULL), or nothing if that takes a record.
  std::optional<Scalar> castInline(const Form &from, const Form &to, const Scalar &value);

  /// Writes and reads a value in the form that kernels take by pointer.
  void storeKernelForm(const Operand &operand, mlir::Value pointer);
  Scalar loadKernelForm(const Form &form, mlir::Value pointer);

private:
  mlir::LogicalResult emit(mlir::Operation *operation);
  mlir::LogicalResult emitConstant(sql::ConstantOp op);
  mlir::LogicalResult emitBinary(mlir::Operation *op);
  mlir::FailureOr<Scalar> emitAddSub(mlir::Operation *op, const Operand &a, const Operand &b, const Form &result, bool isAdd);
  mlir::FailureOr<Scalar> emitMul(mlir::Operation *op, const Operand &a, const Operand &b, const Form &result);
  mlir::FailureOr<Scalar> emitDivRem(mlir::Operation *op, const Operand &a, const Operand &b, const Form &result, bool isDiv);
  mlir::LogicalResult emitLogic(mlir::Operation *op, bool isAnd);
  mlir::LogicalResult emitNeg(sql::NegOp op);
  mlir::LogicalResult emitCompare(sql::CompareOp op);
  void emitIn(sql::InOp op);
  void emitNotDistinct(sql::NotDistinctOp op);
  mlir::LogicalResult emitCast(sql::CastOp op);
  mlir::FailureOr<Scalar> castValue(mlir::Operation *at, const Operand &value, const Form &to, bool isTry);
  static bool castsNested(const Form &from, const Form &to);
  mlir::FailureOr<Scalar> castNested(mlir::Operation *at, const Operand &value, const Form &to, bool isTry);
  mlir::FailureOr<Scalar> castParts(mlir::Operation *at, const Operand &value, const Type &to, mlir::Value lost);
  mlir::FailureOr<Scalar> castElements(mlir::Operation *at, mlir::Value array, const Type &from, const Type &to, mlir::Value lost);
  mlir::FailureOr<Scalar> castPart(mlir::Operation *at, const Operand &part, const Form &to, mlir::Value lost);
  mlir::LogicalResult emitCall(sql::CallOp op);
  void emitField(sql::FieldOp op);
  void emitItem(sql::ItemOp op);
  mlir::LogicalResult emitMake(sql::MakeOp op);
  mlir::LogicalResult emitArith(mlir::Operation *op);
  mlir::LogicalResult emitIf(mlir::scf::IfOp op);
  mlir::LogicalResult emitFor(mlir::scf::ForOp op);
  mlir::LogicalResult emitWhile(mlir::scf::WhileOp op);
  bool emitSimple(mlir::Operation *op);

  mlir::Value decimal128(const Operand &operand, int32_t scale);
  Scalar fitDecimal(mlir::Value wide, mlir::Value overflow, const Form &result);

  Code &code_;
  OtherOp other_;
  llvm::DenseMap<mlir::Value, Scalar> values_;
};

/// 10^exponent; 0 <= exponent <= 38.
llvm::APInt powerOfTen(int32_t exponent);

} // namespace millrace::lower

#endif
