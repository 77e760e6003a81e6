/// What every part of the binder works with during one statement.
///
/// Lifetime: references outlive the statement; `mlir::Value`s live in the module being built.
/// Threads:  one.
#ifndef MILLRACE_COMPILER_BIND_BINDSTATE_H
#define MILLRACE_COMPILER_BIND_BINDSTATE_H

#include "compiler/catalog/Catalog.h"
#include "compiler/catalog/SessionOptions.h"
#include "compiler/diagnostics/DiagnosticBag.h"

#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"

#include <set>

namespace millrace::bind {

using diagnostics::Diagnostic;
using diagnostics::DiagnosticBag;
using diagnostics::DiagnosticId;
using source::SourceRange;

/// What the C++ source at a path offers; null after a report at the range that names it.
using CppCompiler = std::function<const catalog::CppFunctions *(const std::string &path, SourceRange at)>;

struct BindState {
  mlir::MLIRContext &context;
  const source::SourceSet &sources;
  DiagnosticBag &bag;
  catalog::Catalog &catalog;
  catalog::SessionOptions &options;
  std::vector<std::string> viewsBeingRead = {}; ///< from the outermost: a view must not read itself
  /// Paths whose CREATE was refused: statements that name them give up silently, so that one error is not told twice.
  std::set<std::string> brokenObjects = {};
  std::vector<std::string> functionsBeingRead = {}; ///< from the outermost: a function must not call itself
  std::vector<SourceRange> inlinedAt = {};          ///< calls whose bodies are being bound, from the outermost
  uint32_t inlinedCalls = 0;                        ///< of this statement
  CppCompiler compileCpp = {};                      ///< empty: this program has no C++ compiler behind it

  Diagnostic &report(DiagnosticId id, SourceRange range, std::string message);
  /// MR04xx: `what` is the subject of "… is not supported yet".
  Diagnostic &unsupported(DiagnosticId id, SourceRange range, const std::string &what, bool plural = false) {
    return report(id, range, what + (plural ? " are" : " is") + " not supported yet");
  }
  /// Whether a statement that could not be parsed, or was refused, may be the one that declares `path`.
  [[nodiscard]] bool mayBeDeclared(const catalog::ObjectPath &path) const;
  [[nodiscard]] mlir::Location location(SourceRange range) const;
  /// The SQL text of a range.
  [[nodiscard]] std::string text(SourceRange range) const { return std::string(sources.get(range.source).text(range)); }
};

/// Adds "did you mean" with all nearest of `candidates`; nothing if none is near.
void suggest(Diagnostic &diagnostic, std::string_view wanted, const std::vector<std::string> &candidates);

/// The same, as a replacement when exactly one name is nearest.
void suggestReplacing(Diagnostic &diagnostic, const ast::Identifier &wanted, const std::vector<std::string> &candidates);

/// `a`, `b` and `c`, in back-ticks.
[[nodiscard]] std::string listNames(const std::vector<std::string> &names);

} // namespace millrace::bind

#endif
