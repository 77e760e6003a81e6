/// Declares the `sql` dialect: types, operations, and how they relate to the runtime's types.
///
/// Shape:   BOOLEAN ... BIGINT, FLOAT, DOUBLE are builtin types; a type is NOT NULL unless wrapped in `NullableType`.
/// Threads: as MLIR: one thread per context.
#ifndef MILLRACE_COMPILER_SQL_SQLDIALECT_H
#define MILLRACE_COMPILER_SQL_SQLDIALECT_H

#include "runtime/abi/Schema.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "compiler/sql/SqlDialect.h.inc"
#include "compiler/sql/SqlEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/sql/SqlTypes.h.inc"

#define GET_OP_CLASSES
#include "compiler/sql/SqlOps.h.inc"

namespace millrace::sql {

/// Whether a value of this type may be NULL: `nullable<T>` and the type of an untyped NULL.
bool isNullable(mlir::Type type);
/// `nullable<T>` -> T; any other type unchanged.
mlir::Type withoutNull(mlir::Type type);
/// T -> `nullable<T>`; nullable types unchanged.
mlir::Type asNullable(mlir::Type type);
/// `type` without NULL, nullable if `nullable`.
mlir::Type withNullability(mlir::Type type, bool nullable);

/// Whether the dialect knows this type: builtin i1, i8 ... i64, f32, f64 or a type of the dialect.
bool isSqlType(mlir::Type type);
bool isString(mlir::Type type);    ///< CHAR, VARCHAR, nullable or not
bool isBytes(mlir::Type type);     ///< BINARY, VARBINARY, nullable or not
bool isInteger(mlir::Type type);   ///< TINYINT ... BIGINT (not BOOLEAN), nullable or not
bool isFloat(mlir::Type type);     ///< FLOAT, DOUBLE, nullable or not
bool isDecimal(mlir::Type type);   ///< nullable or not
bool isTimestamp(mlir::Type type); ///< TIMESTAMP, TIMESTAMP_LTZ, nullable or not

/// The predicate of the same comparison with its sides exchanged: < for >.
Predicate mirrored(Predicate predicate);

/// The runtime's description of a type. Precondition: `isSqlType(type)`.
millrace::Type toAbi(mlir::Type type);
mlir::Type fromAbi(mlir::MLIRContext *context, const millrace::Type &type);

/// The attribute of `sql.constant` for a C++ value in its kernel form (stdlib/Function.h). Null for constructed types.
mlir::Attribute constantFromValue(mlir::Type type, const void *value);
/// Whether `value` is a constant of `type` as `sql.constant` wants it.
bool isConstantOf(mlir::Attribute value, mlir::Type type);

} // namespace millrace::sql

#endif
