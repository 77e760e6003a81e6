/// Finds the names a user may have meant.
///
/// Bounds:  case-blind edit distance (insert, delete, replace, swap of neighbours) of at most a third of the wanted
///          name's length, at least 1; all names at the smallest distance are given, in the order of `candidates`.
#ifndef MILLRACE_COMPILER_DIAGNOSTICS_NEARESTNAME_H
#define MILLRACE_COMPILER_DIAGNOSTICS_NEARESTNAME_H

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::diagnostics {

[[nodiscard]] std::vector<std::string> nearestNames(std::string_view wanted, std::span<const std::string> candidates);

/// "did you mean `a`?", "did you mean `a` or `b`?", "did you mean `a`, `b` or `c`?"; empty for no names.
[[nodiscard]] std::string didYouMean(std::span<const std::string> names);

} // namespace millrace::diagnostics

#endif
