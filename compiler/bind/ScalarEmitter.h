/// Writes scalars as `sql` operations into a block whose arguments are the input's columns.
///
/// Shape:   AND and OR whose right side may fail, CASE and the like become scf.if; a node that stands in several places is
///          written once per path.
/// Errors:  none: what cannot be computed was refused by the binder.
#ifndef MILLRACE_COMPILER_BIND_SCALAREMITTER_H
#define MILLRACE_COMPILER_BIND_SCALAREMITTER_H

#include "compiler/bind/BindState.h"
#include "compiler/bind/Scalar.h"

#include "mlir/IR/Builders.h"

namespace millrace::bind {

class ScalarEmitter {
public:
  /// `builder` stands in the block that `columns` belong to.
  ScalarEmitter(BindState &state, mlir::OpBuilder &builder, mlir::ValueRange columns)
      : state_(state), builder_(builder), columns_(columns) {}

  /// A value of exactly the scalar's type.
  [[nodiscard]] mlir::Value emit(const ScalarPtr &scalar);

private:
  mlir::Value emitNew(const Scalar &scalar);
  mlir::Value emitBinary(const Scalar &scalar);
  mlir::Value emitLogic(const Scalar &scalar);
  mlir::Value emitIf(const Scalar &scalar);
  mlir::Value emitCall(const Scalar &scalar);
  mlir::Value withNullability(mlir::Value value, mlir::Type type, mlir::Location location);
  mlir::Type typeOf(const Scalar &scalar);
  mlir::Value emitBranch(const ScalarPtr &scalar, mlir::Type type, mlir::Location location);

  BindState &state_;
  mlir::OpBuilder &builder_;
  mlir::ValueRange columns_;
  llvm::DenseMap<const Scalar *, mlir::Value> emitted_;
};

/// The attribute that `sql.constant` and `rel.values` want.
[[nodiscard]] mlir::Attribute constantAttribute(mlir::MLIRContext &context, const Type &type, const Constant &value);

} // namespace millrace::bind

#endif
