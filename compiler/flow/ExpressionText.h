/// Writes scalar work as SQL text for EXPLAIN: `(amount > 1.00)`, `CAST(k AS BIGINT)`.
///
/// Shape:   operators in parentheses, as in Flink's plans; steps that change no value (nullability, TRUE of a condition) are left out.
/// Bounds:  kExpressionBytesMax bytes; what is longer ends in `…`. Values used twice are written twice.
#ifndef MILLRACE_COMPILER_FLOW_EXPRESSIONTEXT_H
#define MILLRACE_COMPILER_FLOW_EXPRESSIONTEXT_H

#include "compiler/rel/RelDialect.h"

#include <string>
#include <vector>

namespace millrace::flow {

inline constexpr size_t kExpressionBytesMax = 400;

/// The names of a stream's columns.
[[nodiscard]] std::vector<std::string> namesOf(rel::StreamType stream);

/// `region`: one block whose arguments are columns named `names`, ending with sql.yield. The text of yielded value `index`.
[[nodiscard]] std::string expressionText(mlir::Region &region, llvm::ArrayRef<std::string> names, unsigned index);

/// `a, UPPER(b) AS c`: what a projection's region yields under the names of its result.
[[nodiscard]] std::string selectText(mlir::Region &region, rel::StreamType input, rel::StreamType result);

/// The condition of a filter's region over `input`.
[[nodiscard]] std::string conditionText(mlir::Region &region, rel::StreamType input);

} // namespace millrace::flow

#endif
