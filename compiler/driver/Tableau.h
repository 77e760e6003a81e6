/// Draws rows as Flink's tableau: a frame, right-aligned cells, the op column first for changelogs.
///
/// Shape:   with types, widths come from them and rows are drawn as they arrive; without, from all rows (SHOW, DESCRIBE).
/// Bounds:  cells of types without a natural width are cut at 30 columns with `...`. Wide characters take two columns.
/// Threads: one.
/// Source:  Flink's TableauStyle.
#ifndef MILLRACE_COMPILER_DRIVER_TABLEAU_H
#define MILLRACE_COMPILER_DRIVER_TABLEAU_H

#include "runtime/abi/Schema.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::driver {

using TableauCells = std::vector<std::optional<std::string>>; ///< no value: NULL

/// A changelog, row by row.
class ChangelogTableau {
public:
  using Output = std::function<void(std::string_view)>;

  ChangelogTableau(const Schema &schema, Output output);
  /// The header goes out with the first row.
  void addRow(std::string_view op, const TableauCells &cells);
  /// The closing line and `N rows in set (0.12 seconds)`, or `Empty set`.
  void finish(double elapsedSeconds);
  [[nodiscard]] uint64_t rowCount() const { return rowCount_; }

private:
  std::vector<std::string> names_;
  std::vector<size_t> widths_;
  Output output_;
  uint64_t rowCount_ = 0;
};

/// A whole table with widths from its content.
[[nodiscard]] std::string drawTable(const std::vector<std::string> &columns, const std::vector<TableauCells> &rows);

/// Terminal columns that UTF-8 text takes.
[[nodiscard]] size_t displayWidth(std::string_view text);

} // namespace millrace::driver

#endif
