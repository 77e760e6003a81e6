/// Makes `flow` of `rel`, and rewrites it.
///
/// Shape:   a module of rel.table symbols and rel operators becomes one of rel.table symbols and flow operators, in place.
///          Module attribute `rel.state_ttl_ms` (i64, default 0: none) is `table.exec.state.ttl`; `flow.one_phase` (unit) is
///          `table.optimizer.agg-phase-strategy` = ONE_PHASE.
/// Threads: as MLIR: one thread per context.
#ifndef MILLRACE_COMPILER_FLOW_FLOWPASSES_H
#define MILLRACE_COMPILER_FLOW_FLOWPASSES_H

#include "compiler/diagnostics/DiagnosticBag.h"
#include "compiler/flow/FlowDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

#include <memory>

namespace millrace::flow {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "compiler/flow/FlowPasses.h.inc"

/// As `createFromRel()`, with errors of the user's program reported to `bag`, which must outlive the pass.
std::unique_ptr<mlir::Pass> createFromRel(diagnostics::DiagnosticBag &bag);

/// All passes in their order, from `rel` with its row kinds inferred to the `flow` that is lowered. A program that is refused
/// fails the pipeline and leaves its reasons in `bag`, which must outlive the pass manager.
void addFlowPasses(mlir::OpPassManager &passes, diagnostics::DiagnosticBag &bag);

} // namespace millrace::flow

#endif
