/// Rewrites over `rel`, and the order in which they run.
///
/// Threads: as MLIR: one thread per context.
#ifndef MILLRACE_COMPILER_REL_RELPASSES_H
#define MILLRACE_COMPILER_REL_RELPASSES_H

#include "compiler/diagnostics/DiagnosticBag.h"
#include "compiler/rel/RelDialect.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

#include <memory>

namespace millrace::rel {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "compiler/rel/RelPasses.h.inc"

/// On a rel.sink by key: -U rows are not dropped but sent as -D, because no +U may follow them (rel-infer-changelog).
inline constexpr llvm::StringLiteral kDeletesUpdateBeforeAttr = "deletes_update_before";

/// As without `bag`, with errors of the user's program reported to `bag`, which must outlive the pass.
std::unique_ptr<mlir::Pass> createInferChangelog(diagnostics::DiagnosticBag &bag);

/// As `createCheckTimes()`, with errors of the user's program reported to `bag`, which must outlive the pass.
std::unique_ptr<mlir::Pass> createCheckTimes(diagnostics::DiagnosticBag &bag);
std::unique_ptr<mlir::Pass> createRecognizeRank(diagnostics::DiagnosticBag &bag);
std::unique_ptr<mlir::Pass> createCheckTemporalJoins(diagnostics::DiagnosticBag &bag);

/// All passes in their order; the last one annotates row kinds. A program that is refused fails the pipeline and leaves its
/// reasons in `bag`, which must outlive the pass manager.
void addRelPasses(mlir::OpPassManager &passes, diagnostics::DiagnosticBag &bag);

} // namespace millrace::rel

#endif
