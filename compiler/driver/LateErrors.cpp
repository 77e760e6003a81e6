#include "compiler/driver/LateErrors.h"

#include "compiler/sql/Location.h"

namespace millrace::driver {

using diagnostics::DiagnosticId;

LateErrors::LateErrors(mlir::MLIRContext &context, diagnostics::DiagnosticBag &bag)
    : bag_(bag), scope_(&context, [this](mlir::Diagnostic &diagnostic) {
        add(diagnostic);
        return mlir::success();
      }) {}

void LateErrors::add(mlir::Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() != mlir::DiagnosticSeverity::Error)
    return;
  std::string text = diagnostic.str();
  std::optional<source::SourceRange> range = sql::rangeOf(diagnostic.getLocation());
  // MLIR's own sentences begin with the operation's name in quotes.
  bool isOurs = range && !text.starts_with("'");
  if (isOurs) {
    bag_.report(DiagnosticId::PlanNotSupported, *range, text);
    return;
  }
  std::string message = "the compiler failed on this part of the program";
  diagnostics::Diagnostic &reported =
      range ? bag_.report(DiagnosticId::CompilerFailure, *range, message) : bag_.report(DiagnosticId::CompilerFailure, message);
  reported.withNote(text);
}

void LateErrors::stageFailed(std::string_view stage) {
  if (!bag_.hasErrors())
    bag_.report(DiagnosticId::CompilerFailure, "the compiler failed in its stage `" + std::string(stage) + "`");
}

} // namespace millrace::driver
