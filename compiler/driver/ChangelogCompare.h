/// Compares the changelog that a sink received with what a test expects.
///
/// Shape:   rows are changelog-json lines `{"op":"+I","data":{…}}`; objects compare by member, numbers by exact value (1.50 = 1.5),
///          everything else by content.
/// Errors:  a line that is no JSON is a difference like any other.
/// Threads: any.
#ifndef MILLRACE_COMPILER_DRIVER_CHANGELOGCOMPARE_H
#define MILLRACE_COMPILER_DRIVER_CHANGELOGCOMPARE_H

#include "compiler/driver/TestScript.h"

#include <string>
#include <vector>

namespace millrace::driver {

/// One form for equal rows: members sorted, numbers without exponent, leading and trailing zeros. A line that is no JSON stays
/// itself.
[[nodiscard]] std::string canonicalRow(const std::string &line);

/// The rows left over after all changes, sorted. `keyColumns` (a primary key): +I, +U replace the row of that key, and -D takes it
/// away whatever its other columns; without them -U and -D take one equal row away.
[[nodiscard]] std::vector<std::string> materialize(const std::vector<std::string> &lines,
                                                   const std::vector<std::string> &keyColumns);

/// Empty if `actual` is as expected; else the difference, one row a line: `- ` missing, `+ ` unexpected, `  ` the same.
[[nodiscard]] std::string compareChangelog(ExpectMode mode, const std::vector<std::string> &expected,
                                           const std::vector<std::string> &actual,
                                           const std::vector<std::string> &keyColumns);

/// For a run whose shards interleave freely: the same multiset, and for every key the same sequence of changes.
[[nodiscard]] std::string compareParallel(const std::vector<std::string> &expected, const std::vector<std::string> &actual,
                                          const std::vector<std::string> &keyColumns);

} // namespace millrace::driver

#endif
