/// Turns what MLIR reports while a pass or the lowering runs into diagnostics of the user's program.
///
/// Shape:   lives around one stage. A sentence of ours with a range of the SQL text becomes MR0420 there; anything else (a broken verifier,
///          an operation in quotes) is our bug and becomes MR0601 with the sentence as a note.
/// Threads: one context, one thread.
#ifndef MILLRACE_COMPILER_DRIVER_LATEERRORS_H
#define MILLRACE_COMPILER_DRIVER_LATEERRORS_H

#include "compiler/diagnostics/DiagnosticBag.h"

#include "mlir/IR/Diagnostics.h"

namespace millrace::driver {

class LateErrors {
public:
  LateErrors(mlir::MLIRContext &context, diagnostics::DiagnosticBag &bag);

  /// A stage failed: if nobody said why, says so, naming the stage.
  void stageFailed(std::string_view stage);

private:
  void add(mlir::Diagnostic &diagnostic);

  diagnostics::DiagnosticBag &bag_;
  mlir::ScopedDiagnosticHandler scope_;
};

} // namespace millrace::driver

#endif
