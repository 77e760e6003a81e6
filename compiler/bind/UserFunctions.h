/// Functions of one's own with an SQL body: finds them, and writes the body out where one is called.
///
/// Shape:   an argument is evaluated once, however often its parameter stands in the body. A parameter is NULL only if its argument
///          may be; the result is of the type that RETURNS says.
/// Bounds:  kMaxInlinedCalls per statement, kMaxFunctionNesting functions within each other; the expression that results is at most
///          kMaxInlinedDepth levels deep.
/// Errors:  in the body, with a note at each call on the way to it.
#ifndef MILLRACE_COMPILER_BIND_USERFUNCTIONS_H
#define MILLRACE_COMPILER_BIND_USERFUNCTIONS_H

#include "compiler/bind/Functions.h"

namespace millrace::bind {

inline constexpr uint32_t kMaxInlinedCalls = 10000;
inline constexpr uint32_t kMaxFunctionNesting = 100;
inline constexpr uint32_t kMaxInlinedDepth = 2000;

/// The function that a call of `name` means, as Flink looks for it: a temporary system function, then (without catalog and database)
/// what is built in, then one of the database. Null: it is built in, or there is none.
[[nodiscard]] std::shared_ptr<const catalog::Function> findUserFunction(BindState &state, const ast::CompoundIdentifier &name);

/// Whether the body being bound is that of the function that `name` means, or of one that calls it.
[[nodiscard]] bool isBodyOf(BindState &state, const ast::CompoundIdentifier &name);

/// The body of a call. nullptr after an error.
[[nodiscard]] ScalarPtr inlineFunction(BindState &state, const std::shared_ptr<const catalog::Function> &function,
                                       std::vector<ScalarPtr> args, const CallSite &site);

} // namespace millrace::bind

#endif
