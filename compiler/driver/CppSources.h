/// Compiles the C++ sources that functions name, and keeps their code for the session.
///
/// Shape:    a source is compiled again when it, or a file of the user's that it includes, has changed.
/// Errors:   MR0343, MR0344, MR0346 to MR0348, those of clang with their places in the C++ text.
/// Lifetime: functions and bitcode live as long as this object, those of older versions of a source too.
/// Threads:  one.
#ifndef MILLRACE_COMPILER_DRIVER_CPPSOURCES_H
#define MILLRACE_COMPILER_DRIVER_CPPSOURCES_H

#include "compiler/catalog/CppFunction.h"
#include "compiler/diagnostics/DiagnosticBag.h"

#include "mlir/IR/BuiltinOps.h"

#include "llvm/ADT/StringMap.h"

#include <map>
#include <memory>

namespace millrace::driver {

class CppSources {
public:
  explicit CppSources(source::SourceSet &texts) : texts_(texts) {}

  /// What the source offers; null after a report. `at`: where the SQL text names it.
  [[nodiscard]] const catalog::CppFunctions *compile(const std::string &path, source::SourceRange at, diagnostics::DiagnosticBag &bag);
  /// The modules of the functions that `module`, of the LLVM dialect, calls.
  [[nodiscard]] std::vector<std::string> bitcodeFor(mlir::ModuleOp module) const;

private:
  struct File {
    std::string path;
    int64_t writtenNs = 0;
    uint64_t sizeBytes = 0;
    friend bool operator==(const File &, const File &) = default;
  };
  struct Compiled {
    catalog::CppFunctions functions;
    std::vector<File> files; ///< the source and what it includes
  };

  [[nodiscard]] static std::vector<File> look(const std::vector<std::string> &paths);
  [[nodiscard]] bool isCurrent(const Compiled &compiled) const;

  source::SourceSet &texts_;
  std::map<std::string, std::vector<std::unique_ptr<Compiled>>> compiled_; ///< by path, the last one is the newest
  std::vector<std::string> modules_;
  llvm::StringMap<size_t> moduleOf_; ///< of each kernel's symbol, in `modules_`
};

} // namespace millrace::driver

#endif
