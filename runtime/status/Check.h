/// MR_CHECK: our own bugs. Stays on in release builds and is never reachable from input.
#pragma once

namespace millrace {
/// Prints `file:line: check failed: condition: text` to stderr and aborts.
[[noreturn, gnu::cold, gnu::noinline]] void checkFailed(const char *file, int line, const char *condition, const char *text);
} // namespace millrace

#if MILLRACE_CHECKS
#define MR_CHECK(condition, text)                                                                                      \
  (__builtin_expect(static_cast<bool>(condition), 1)                                                                   \
       ? static_cast<void>(0)                                                                                          \
       : ::millrace::checkFailed(__FILE__, __LINE__, #condition, text))
#else
#define MR_CHECK(condition, text) static_cast<void>(sizeof(static_cast<bool>(condition)))
#endif
