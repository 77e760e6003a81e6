/// Functions of one's own in C++: finds the function of the source that CREATE FUNCTION names, and calls it.
///
/// Errors:  MR0343 to MR0348.
#ifndef MILLRACE_COMPILER_BIND_CPPFUNCTIONS_H
#define MILLRACE_COMPILER_BIND_CPPFUNCTIONS_H

#include "compiler/bind/Functions.h"

namespace millrace::bind {

/// Fills in what a function in C++ is; false after a report.
[[nodiscard]] bool defineCpp(BindState &state, catalog::Function &function);

/// A call; the arguments fit by number and type. NULL where an argument is NULL and the function does not take it.
[[nodiscard]] ScalarPtr callCpp(const catalog::Function &function, std::vector<ScalarPtr> args, const CallSite &site);

} // namespace millrace::bind

#endif
