/// The part of rel-push-down-filter that is about joins: conditions move to the input that they are about, and outer joins whose missing rows a filter drops
/// become inner ones.
///
/// Source:  Flink's FlinkFilterJoinRule, Calcite's RelOptUtil.classifyFilters and simplifyJoin.
#ifndef MILLRACE_COMPILER_REL_FILTERJOINS_H
#define MILLRACE_COMPILER_REL_FILTERJOINS_H

#include "mlir/IR/PatternMatch.h"

namespace millrace::rel {

void addJoinFilterPatterns(mlir::RewritePatternSet &patterns);

} // namespace millrace::rel

#endif
