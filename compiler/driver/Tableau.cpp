#include "compiler/driver/Tableau.h"

#include <fmt/format.h>
#include <llvm/Support/Unicode.h>

#include <algorithm>

namespace millrace::driver {

namespace {

constexpr size_t kMaxWidth = 30;
constexpr std::string_view kNull = "<NULL>";
constexpr std::string_view kCut = "...";

size_t widthOf(const Type &type) {
  switch (type.kind) {
  case TypeKind::TinyInt: return 4;
  case TypeKind::SmallInt: return 6;
  case TypeKind::Int: return 11;
  case TypeKind::BigInt: return 20;
  case TypeKind::Decimal: return static_cast<size_t>(type.precision) + 2;
  case TypeKind::Boolean: return 5;
  case TypeKind::Date: return 10;
  case TypeKind::Time: return type.precision == 0 ? 8 : static_cast<size_t>(type.precision) + 9;
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz: return type.precision == 0 ? 19 : static_cast<size_t>(type.precision) + 20;
  default: return kMaxWidth;
  }
}

std::string borderLine(const std::vector<size_t> &widths) {
  std::string line = "+";
  for (size_t width : widths)
    line += std::string(width + 2, '-') + "+";
  return line + "\n";
}

/// The longest prefix of whole characters that takes at most `width` columns.
std::string_view prefixOf(std::string_view text, size_t width) {
  size_t end = 0;
  for (size_t next = 0; next < text.size(); end = next) {
    do
      ++next;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80);
    if (displayWidth(text.substr(0, next)) > width)
      break;
  }
  return text.substr(0, end);
}

std::string rowLine(const std::vector<std::string_view> &cells, const std::vector<size_t> &widths) {
  std::string line = "|";
  for (size_t i = 0; i < cells.size(); ++i) {
    std::string cell(cells[i]);
    // A cell is one line; Flink prints the line end and breaks the frame.
    std::replace(cell.begin(), cell.end(), '\n', ' ');
    if (displayWidth(cell) > widths[i])
      cell = std::string(prefixOf(cell, widths[i] - kCut.size())) + std::string(kCut);
    line += " " + std::string(widths[i] - std::min(widths[i], displayWidth(cell)), ' ') + cell + " |";
  }
  return line + "\n";
}

std::string_view shown(const std::optional<std::string> &cell) { return cell ? std::string_view(*cell) : kNull; }

} // namespace

size_t displayWidth(std::string_view text) {
  int width = llvm::sys::unicode::columnWidthUTF8(llvm::StringRef(text.data(), text.size()));
  return width < 0 ? text.size() : static_cast<size_t>(width);
}

ChangelogTableau::ChangelogTableau(const Schema &schema, Output output) : names_{"op"}, widths_{2}, output_(std::move(output)) {
  for (const Field &field : schema) {
    names_.push_back(field.name);
    widths_.push_back(std::max({displayWidth(field.name), widthOf(field.type), kNull.size()}));
  }
}

void ChangelogTableau::addRow(std::string_view op, const TableauCells &cells) {
  if (rowCount_++ == 0) {
    std::vector<std::string_view> names(names_.begin(), names_.end());
    output_(borderLine(widths_) + rowLine(names, widths_) + borderLine(widths_));
  }
  std::vector<std::string_view> texts = {op};
  for (const auto &cell : cells)
    texts.push_back(shown(cell));
  output_(rowLine(texts, widths_));
}

void ChangelogTableau::finish(double elapsedSeconds) {
  if (rowCount_ == 0)
    return output_(fmt::format("Empty set ({:.3f} seconds)\n", elapsedSeconds));
  output_(borderLine(widths_) +
          fmt::format("Received a total of {} {} ({:.3f} seconds)\n", rowCount_, rowCount_ == 1 ? "row" : "rows", elapsedSeconds));
}

std::string drawTable(const std::vector<std::string> &columns, const std::vector<TableauCells> &rows) {
  if (rows.empty())
    return "Empty set\n";
  std::vector<size_t> widths;
  for (const std::string &name : columns)
    widths.push_back(displayWidth(name));
  for (const TableauCells &row : rows)
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], displayWidth(shown(row[i])));
  std::vector<std::string_view> names(columns.begin(), columns.end());
  std::string text = borderLine(widths) + rowLine(names, widths) + borderLine(widths);
  for (const TableauCells &row : rows) {
    std::vector<std::string_view> texts;
    for (const auto &cell : row)
      texts.push_back(shown(cell));
    text += rowLine(texts, widths);
  }
  return text + borderLine(widths) + fmt::format("{} {} in set\n", rows.size(), rows.size() == 1 ? "row" : "rows");
}

} // namespace millrace::driver
