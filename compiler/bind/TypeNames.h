/// Turns type names of the AST into types, and literals into constants.
///
/// Errors:  MR0219 for lengths and precisions out of Flink's limits, MR0411 for types that are not supported yet, MR0107 for
///          dates, times and intervals that do not follow their pattern, MR0310 for numbers that no type holds.
#ifndef MILLRACE_COMPILER_BIND_TYPENAMES_H
#define MILLRACE_COMPILER_BIND_TYPENAMES_H

#include "compiler/bind/BindState.h"
#include "compiler/bind/Scalar.h"

namespace millrace::bind {

/// No value after an error.
[[nodiscard]] std::optional<Type> bindType(BindState &state, const ast::TypeName &name);

/// Literals only; nullptr after an error. Precondition: `isLiteral(expr)`.
[[nodiscard]] ScalarPtr bindLiteral(BindState &state, const ast::Expr &expr);
[[nodiscard]] bool isLiteral(const ast::Expr &expr);

} // namespace millrace::bind

#endif
