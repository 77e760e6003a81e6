#include "compiler/sql/Location.h"

#include "mlir/IR/BuiltinAttributes.h"

namespace millrace::sql {

namespace {

constexpr size_t kQuoteBytesMax = 64;

/// The SQL text of a range on one line, cut at a character's start.
std::string quoted(std::string_view text) {
  std::string line;
  for (char c : text) {
    bool isBlank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!isBlank)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
    if (line.size() > kQuoteBytesMax)
      break;
  }
  if (line.size() <= kQuoteBytesMax)
    return line;
  size_t size = kQuoteBytesMax;
  while (size > 0 && (static_cast<unsigned char>(line[size]) & 0xC0) == 0x80)
    --size;
  return line.substr(0, size) + "…";
}

} // namespace

mlir::Location toLocation(mlir::MLIRContext *context, const source::SourceText &text, source::SourceRange range) {
  source::LineColumn at = text.lineColumn(range.begin);
  mlir::Location place = mlir::FileLineColLoc::get(context, text.name(), at.line, at.column);
  std::string what = quoted(std::string_view(text.text()).substr(range.begin, range.end - range.begin));
  if (!what.empty())
    place = mlir::NameLoc::get(mlir::StringAttr::get(context, what), place);
  auto bounds = mlir::DenseI64ArrayAttr::get(
      context, {static_cast<int64_t>(range.begin), static_cast<int64_t>(range.end), static_cast<int64_t>(range.source)});
  return mlir::FusedLoc::get(context, {place}, bounds);
}

std::optional<source::SourceRange> rangeOf(mlir::Location location) {
  std::optional<source::SourceRange> found;
  location->walk([&](mlir::Location inner) {
    auto fused = mlir::dyn_cast<mlir::FusedLoc>(inner);
    auto bounds = fused ? mlir::dyn_cast_or_null<mlir::DenseI64ArrayAttr>(fused.getMetadata()) : nullptr;
    if (!bounds || bounds.size() != 3)
      return mlir::WalkResult::advance();
    found = source::SourceRange{static_cast<uint32_t>(bounds[0]), static_cast<uint32_t>(bounds[1]),
                                static_cast<source::SourceId>(bounds[2])};
    return mlir::WalkResult::interrupt();
  });
  return found;
}

} // namespace millrace::sql
