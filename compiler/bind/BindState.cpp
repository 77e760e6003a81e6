#include "compiler/bind/BindState.h"

#include "compiler/diagnostics/NearestName.h"
#include "compiler/parse/Parser.h"
#include "compiler/sql/Location.h"

#include <algorithm>

namespace millrace::bind {

mlir::Location BindState::location(SourceRange range) const {
  return sql::toLocation(&context, sources.get(range.source), range);
}

Diagnostic &BindState::report(DiagnosticId id, SourceRange range, std::string message) {
  Diagnostic &diagnostic = bag.report(id, range, std::move(message));
  for (size_t i = inlinedAt.size(); i-- > 0;)
    diagnostic.withNote(inlinedAt[i], "in the body of the function called here");
  return diagnostic;
}

bool BindState::mayBeDeclared(const catalog::ObjectPath &path) const {
  // MR0107 comes from the binder too and hides no statement.
  bool unread = std::any_of(bag.all().begin(), bag.all().end(), [](const Diagnostic &diagnostic) {
    return static_cast<int>(diagnostic.id) < 200 && diagnostic.id != DiagnosticId::InvalidLiteral;
  });
  return unread || brokenObjects.contains(path.str());
}

void suggest(Diagnostic &diagnostic, std::string_view wanted, const std::vector<std::string> &candidates) {
  std::string hint = diagnostics::didYouMean(diagnostics::nearestNames(wanted, candidates));
  if (!hint.empty())
    diagnostic.withHelp(hint);
}

void suggestReplacing(Diagnostic &diagnostic, const ast::Identifier &wanted, const std::vector<std::string> &candidates) {
  auto nearest = diagnostics::nearestNames(wanted.text, candidates);
  if (nearest.empty())
    return;
  std::string hint = diagnostics::didYouMean(nearest);
  if (nearest.size() == 1)
    diagnostic.withHelp(hint, wanted.range, parse::quoteIfNeeded(nearest[0]));
  else
    diagnostic.withHelp(hint);
}

std::string listNames(const std::vector<std::string> &names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i)
    text += std::string(i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + "`" + names[i] + "`";
  return text;
}

} // namespace millrace::bind
