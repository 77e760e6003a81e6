/// Loads the objects of a pipeline into this process and gives the addresses of their functions.
///
/// Shape:    undefined symbols resolve to each other's and then to the process's own (the runtime library and libc).
/// Lifetime: the code lives as long as this object; nothing may run in it afterwards.
/// Memory:   pages are writable while they are filled and executable after, never both.
/// Threads:  loading and lookups on one thread; the code on any.
#ifndef MILLRACE_COMPILER_CODEGEN_JIT_H
#define MILLRACE_COMPILER_CODEGEN_JIT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace millrace::codegen {

/// Whether exceptions may be thrown in the code: only by functions of the user's in C++, which catch them.
enum class Unwinding : uint8_t { None, Registered };

class JitCode {
public:
  [[nodiscard]] static llvm::Expected<std::unique_ptr<JitCode>> load(std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects,
                                                                     Unwinding unwinding = Unwinding::None);
  ~JitCode();

  /// Address of each symbol, in the order asked. The first call links the objects; a symbol that nobody defines is an error that
  /// names it.
  [[nodiscard]] llvm::Expected<std::vector<void *>> lookup(std::span<const std::string> symbols);

private:
  struct Session;
  explicit JitCode(std::unique_ptr<Session> session);
  std::unique_ptr<Session> session_;
};

} // namespace millrace::codegen

#endif
