/// Top-N that needs no sorted table.
#ifndef MILLRACE_COMPILER_FLOW_DEDUPLICATE_H
#define MILLRACE_COMPILER_FLOW_DEDUPLICATE_H

#include "compiler/flow/TopN.h"

namespace millrace::flow {

/// The best row, or the last one by a time attribute.
mlir::Value convertOneRow(RelConversion &conversion, const TopNSpec &spec, rel::RankStrategy strategy);
/// The first row by event time.
mlir::Value convertKeepFirst(RelConversion &conversion, const TopNSpec &spec);
/// Rows [start, end] in the order in which they come.
mlir::Value convertFirstRows(RelConversion &conversion, const TopNSpec &spec);

} // namespace millrace::flow

#endif
