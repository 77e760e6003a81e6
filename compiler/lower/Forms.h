/// Says how a SQL value lies in registers, in rows and in kernel arguments of generated code.
///
/// Registers: `parts` (one LLVM value; strings and nested values {size | prefix << 32, pointer}; TIMESTAMP(p > 3) {ms, nano of ms}).
///            NULL travels beside them as an i1, only for nullable types. An untyped NULL has no parts.
/// Slots:     what rows, keys and state hold (docs/formats/row.md).
/// Kernels:   the C++ form of runtime/abi/Values.h: compact decimals and timestamps widened to 16 bytes.
#ifndef MILLRACE_COMPILER_LOWER_FORMS_H
#define MILLRACE_COMPILER_LOWER_FORMS_H

#include "runtime/abi/Schema.h"

#include "mlir/IR/Types.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

namespace millrace::lower {

enum class Shape : uint8_t { None, Single, Text, LongTimestamp, Nested };

struct Form {
  Shape shape = Shape::None;
  bool nullable = true;
  Type type;                             ///< kind Null for values that are not SQL's (an index, a state entry)
  llvm::SmallVector<mlir::Type, 2> parts;

  /// parts, then i1 if nullable: how values are passed between functions and blocks.
  llvm::SmallVector<mlir::Type, 3> flattened() const;
  TypeKind kind() const { return type.kind; }
  bool isFloating() const { return kind() == TypeKind::Float || kind() == TypeKind::Double; }
  /// Two's complement numbers that wrap: TINYINT to BIGINT and intervals.
  bool isWrapping() const;
  bool isText() const { return shape == Shape::Text; }
};

/// The form of a value of the sql dialect's (or a builtin) type; a state entry (`!flow.slot`) is one pointer.
Form formOf(mlir::Type type);
Form formOf(mlir::MLIRContext *context, const Type &type);

/// Size in bytes of the C++ form that kernels take; `Nullable<T>` has its flag right behind.
uint32_t kernelSizeBytes(const Type &type);

/// One SQL value in generated code. `isNull` is empty for types that cannot be NULL.
struct Scalar {
  llvm::SmallVector<mlir::Value, 2> parts;
  mlir::Value isNull;

  void flattenInto(llvm::SmallVectorImpl<mlir::Value> &out) const;
};

/// Takes a scalar of this form off the front of `values`.
Scalar takeScalar(const Form &form, mlir::ValueRange &values);

} // namespace millrace::lower

#endif
