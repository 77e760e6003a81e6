/// Finds what the compiler needs beside itself: `lib/kernels.bc`, `lib/kernels/*`, `lib/libmillraceRuntime.a`, `lib/millrace/link/*`,
/// `lib/millrace/include/*`.
///
/// Shape:   all of it lies under `lib/` beside the `bin/` that holds the running program.
/// Errors:  a missing part is named by the step that needs it.
#ifndef MILLRACE_COMPILER_CODEGEN_INSTALLATION_H
#define MILLRACE_COMPILER_CODEGEN_INSTALLATION_H

#include <string>
#include <vector>

namespace millrace::codegen {

struct Installation {
  std::string libraryFolder; ///< `<prefix>/lib`

  [[nodiscard]] std::string kernels() const { return libraryFolder + "/kernels.bc"; } ///< all, for executables
  [[nodiscard]] std::string kernelFolder() const { return libraryFolder + "/kernels"; } ///< by source, with an index: for JIT code
  [[nodiscard]] std::string archive(const std::string &name) const { return libraryFolder + "/lib" + name + ".a"; }
  [[nodiscard]] std::string includeFolder() const { return libraryFolder + "/millrace/include"; } ///< for functions in C++
  [[nodiscard]] std::string linkInput(const std::string &name) const { return libraryFolder + "/millrace/link/" + name; }
};

/// Of the running program.
[[nodiscard]] Installation findInstallation();
/// Files that `build` and optimised code need and that are not there; empty: complete.
[[nodiscard]] std::vector<std::string> missingParts(const Installation &installation);

} // namespace millrace::codegen

#endif
