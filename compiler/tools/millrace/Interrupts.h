/// Turns Ctrl-C into a stop signal of the pipeline that runs.
///
/// Shape:   while a `InterruptScope` lives, SIGINT and SIGTERM raise its level: drain first, stop at the second; `immediate`: stop at once.
///          Without one the signal ends the process (a compilation, say), but for the REPL at a terminal: there it drops the line being typed.
/// Threads: scopes do not overlap; signals may come to any thread.
#ifndef MILLRACE_COMPILER_TOOLS_MILLRACE_INTERRUPTS_H
#define MILLRACE_COMPILER_TOOLS_MILLRACE_INTERRUPTS_H

#include "runtime/task/Pipeline.h"

namespace millrace::cli {

class InterruptScope {
public:
  InterruptScope(StopSignal &stop, bool immediate);
  ~InterruptScope();
  InterruptScope(const InterruptScope &) = delete;
  InterruptScope &operator=(const InterruptScope &) = delete;
};

/// Installs the handler; SIGPIPE becomes an error of `write`.
void installSignalHandlers();
/// From now on a signal that comes while no pipeline runs only counts as an interrupt.
void keepProcessAtPrompt();
/// Whether SIGINT came since the last call.
[[nodiscard]] bool takeInterrupt();
/// The same without forgetting it.
[[nodiscard]] bool isInterruptPending();

} // namespace millrace::cli

#endif
