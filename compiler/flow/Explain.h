/// Writes a plan for people and for programs: what EXPLAIN prints.
///
/// Shape:   per sink a tree, the sink first, an operator's inputs below it: Flink's operator names, keys, row kinds (`[I,UA,D]`), state
///          bound, exchanges, and per sink what delivery it promises. An operator with several consumers is written once
///          and named (`#3`) where it is used again. JSON: an object with `operators` (id, name, inputs, ...) and `sinks`.
#ifndef MILLRACE_COMPILER_FLOW_EXPLAIN_H
#define MILLRACE_COMPILER_FLOW_EXPLAIN_H

#include "compiler/flow/FlowDialect.h"

#include "mlir/IR/BuiltinOps.h"

#include <string>

namespace millrace::flow {

/// `rel`: after the rel passes (row kinds known); `flow`: the same program after the flow passes.
std::string explain(mlir::ModuleOp rel, mlir::ModuleOp flow);
std::string explainJson(mlir::ModuleOp rel, mlir::ModuleOp flow);

} // namespace millrace::flow

#endif
