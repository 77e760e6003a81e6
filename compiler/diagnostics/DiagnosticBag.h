/// Collects the diagnostics of one compilation, so that one run shows several.
///
/// Bounds:  keeps the first `kMaxDiagnostics`; later ones are counted in `droppedCount()` and still make `hasErrors()`.
/// Shape:   `sorted()` orders by source, begin, id; equal (id, range, message) are given once.
/// Threads: not thread-safe.
#ifndef MILLRACE_COMPILER_DIAGNOSTICS_DIAGNOSTICBAG_H
#define MILLRACE_COMPILER_DIAGNOSTICS_DIAGNOSTICBAG_H

#include "compiler/diagnostics/Diagnostic.h"

#include <cstddef>
#include <deque>

namespace millrace::diagnostics {

class DiagnosticBag {
public:
  static constexpr size_t kMaxDiagnostics = 100;

  /// The reference stays valid until the next report past the limit, or `clear()`.
  Diagnostic &report(DiagnosticId id, SourceRange range, std::string message);
  /// For what has no place in a text: a missing file, a flag.
  Diagnostic &report(DiagnosticId id, std::string message);

  [[nodiscard]] bool hasErrors() const { return errorCount() > 0; }
  [[nodiscard]] size_t errorCount() const;
  [[nodiscard]] size_t droppedCount() const { return droppedCount_; }
  [[nodiscard]] bool empty() const { return diagnostics_.empty(); }
  [[nodiscard]] size_t size() const { return diagnostics_.size(); }
  /// In the order of reporting.
  [[nodiscard]] const std::deque<Diagnostic> &all() const { return diagnostics_; }
  [[nodiscard]] std::vector<const Diagnostic *> sorted() const;
  void clear();

private:
  Diagnostic &keep(Diagnostic diagnostic);

  std::deque<Diagnostic> diagnostics_;
  std::deque<Diagnostic> overflow_; ///< the last one past the limit, so that its reporter can decorate it
  size_t droppedCount_ = 0;
  size_t droppedErrorCount_ = 0;
};

} // namespace millrace::diagnostics

#endif
