#include "compiler/diagnostics/DiagnosticBag.h"

#include <algorithm>
#include <tuple>

namespace millrace::diagnostics {

namespace {

/// Diagnostics without a place come first.
auto sortKey(const Diagnostic &d) {
  SourceRange range = d.range.value_or(SourceRange{});
  return std::tuple(d.range.has_value(), range.source, range.begin, d.id, range.end, std::string_view(d.message));
}

} // namespace

Diagnostic &DiagnosticBag::report(DiagnosticId id, SourceRange range, std::string message) {
  return keep(Diagnostic(id, std::move(message), range));
}

Diagnostic &DiagnosticBag::report(DiagnosticId id, std::string message) {
  return keep(Diagnostic(id, std::move(message), std::nullopt));
}

Diagnostic &DiagnosticBag::keep(Diagnostic diagnostic) {
  if (diagnostics_.size() < kMaxDiagnostics)
    return diagnostics_.emplace_back(std::move(diagnostic));
  ++droppedCount_;
  droppedErrorCount_ += diagnostic.severity() == Severity::Error;
  // The caller still gets something to decorate; a deque of one keeps the reference valid until the next dropped report.
  overflow_.clear();
  return overflow_.emplace_back(std::move(diagnostic));
}

size_t DiagnosticBag::errorCount() const {
  auto isError = [](const Diagnostic &d) { return d.severity() == Severity::Error; };
  return static_cast<size_t>(std::count_if(diagnostics_.begin(), diagnostics_.end(), isError)) + droppedErrorCount_;
}

std::vector<const Diagnostic *> DiagnosticBag::sorted() const {
  std::vector<const Diagnostic *> result;
  for (const Diagnostic &d : diagnostics_)
    result.push_back(&d);
  std::sort(result.begin(), result.end(),
                   [](const Diagnostic *a, const Diagnostic *b) { return sortKey(*a) < sortKey(*b); });
  auto same = [](const Diagnostic *a, const Diagnostic *b) { return sortKey(*a) == sortKey(*b); };
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

void DiagnosticBag::clear() {
  diagnostics_.clear();
  overflow_.clear();
  droppedCount_ = 0;
  droppedErrorCount_ = 0;
}

} // namespace millrace::diagnostics
