/// Shows what is wrong with a C++ source as diagnostics that point into its text.
///
/// Bounds:  three errors of clang, each place once.
#ifndef MILLRACE_COMPILER_DRIVER_CPPERRORS_H
#define MILLRACE_COMPILER_DRIVER_CPPERRORS_H

#include "compiler/codegen/CppModule.h"
#include "compiler/diagnostics/DiagnosticBag.h"

namespace millrace::driver {

class CppErrors {
public:
  /// `named`: where the SQL text names the source at `path`.
  CppErrors(source::SourceSet &texts, diagnostics::DiagnosticBag &bag, std::string path, source::SourceRange named)
      : texts_(texts), bag_(bag), path_(std::move(path)), named_(named) {}

  void report(const codegen::ClangOutput &output);
  void report(const std::vector<codegen::CppComplaint> &complaints);

private:
  void reportError(const codegen::ClangError &error);
  diagnostics::Diagnostic &reportAt(diagnostics::DiagnosticId id, const codegen::CppPlace &place, std::string message);
  /// No value: the file cannot be read.
  std::optional<source::SourceRange> rangeOf(const codegen::CppPlace &place);

  source::SourceSet &texts_;
  diagnostics::DiagnosticBag &bag_;
  std::string path_;
  source::SourceRange named_;
};

} // namespace millrace::driver

#endif
