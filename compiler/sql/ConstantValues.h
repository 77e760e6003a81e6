/// Constants between their two forms: attributes of `sql.constant`, and values in memory as kernels see them.
///
/// Bounds:  one value is at most 16 bytes; strings point into the attribute or the arena that made them.
#ifndef MILLRACE_COMPILER_SQL_CONSTANTVALUES_H
#define MILLRACE_COMPILER_SQL_CONSTANTVALUES_H

#include "compiler/sql/SqlDialect.h"
#include "stdlib/FunctionRecord.h"

namespace millrace::sql {

/// Room for a value and, behind it, the flag of `Nullable<T>`.
struct alignas(16) ConstantValue {
  char bytes[32] = {};
};

/// Bytes of a value in its kernel form; 0 for types without constants (ARRAY, MAP, ROW).
size_t kernelSizeBytes(mlir::Type type);
/// Precondition: `isConstantOf(attribute, type)`, not NULL.
ConstantValue valueFromConstant(mlir::Type type, mlir::Attribute attribute);

/// Runs a record's body on constants. No value: the body failed, or its result is not known before the run.
std::optional<mlir::Attribute> evaluate(const FunctionRecord &record, llvm::ArrayRef<mlir::Type> types, llvm::ArrayRef<mlir::Attribute> arguments,
                                        llvm::ArrayRef<int32_t> typeConstants, mlir::Type result);
/// The values that a record's `typeArguments` name for these types.
std::optional<llvm::SmallVector<int32_t>> typeConstants(const FunctionRecord &record, llvm::ArrayRef<mlir::Type> arguments, mlir::Type result);
/// The record whose kernel has this symbol; null if there is none.
const FunctionRecord *findKernel(llvm::StringRef symbol);
const FunctionRecord *findCast(mlir::Type from, mlir::Type to, bool isTry);

/// <0, 0, >0; none where the order of constants is not known here (DECIMALs of different scale, NaN).
std::optional<int> compareConstants(mlir::Type type, mlir::Attribute a, mlir::Attribute b);

} // namespace millrace::sql

#endif
