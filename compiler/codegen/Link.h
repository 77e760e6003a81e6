/// Links an object with the runtime archive into one executable, without a C++ compiler on the machine.
///
/// Shape:   position independent, unused sections dropped; libstdc++ and the runtime static, libc and libm dynamic. A feature that
///          Debian ships only as a shared library (Kafka) is added to DT_NEEDED and reported.
/// Errors:  what LLD says; a missing link input; a path that cannot be written. No file is left then.
/// Threads: any; calls wait for each other, LLD is one program with global state.
#ifndef MILLRACE_COMPILER_CODEGEN_LINK_H
#define MILLRACE_COMPILER_CODEGEN_LINK_H

#include "compiler/codegen/Installation.h"
#include "compiler/codegen/Target.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

#include <span>

namespace millrace::codegen {

struct LinkOptions {
  std::string outputPath;
  std::span<const std::string> connectors = {}; ///< decide which shared libraries are needed
  bool stripAll = false;                   ///< no symbols at all; else only debug information is dropped
  Sanitizer sanitizer = Sanitizer::None;   ///< of the runtime archive
};

/// A shared library that the executable needs on the user's machine beside libc and libm.
struct SharedNeed {
  std::string library;       ///< `librdkafka.so.1`
  std::string debianPackage; ///< `librdkafka1`
};

/// Gives the shared libraries that were added.
[[nodiscard]] llvm::Expected<std::vector<SharedNeed>> linkExecutable(llvm::MemoryBufferRef object,
                                                                     const Installation &installation,
                                                                     const LinkOptions &options);

/// The files every link takes.
[[nodiscard]] std::vector<std::string> linkInputs(const Installation &installation);

} // namespace millrace::codegen

#endif
