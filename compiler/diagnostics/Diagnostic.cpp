#include "compiler/diagnostics/Diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace millrace::diagnostics {

namespace {

constexpr std::array kRecords = {
#define MR_DIAGNOSTIC(number, name, severity, title, explanation)                                                                \
  DiagnosticRecord{DiagnosticId::name, #name, Severity::severity, title, explanation},
#include "compiler/diagnostics/DiagnosticIds.def"
};

constexpr bool ascending() {
  for (size_t i = 1; i < kRecords.size(); ++i)
    if (kRecords[i - 1].id >= kRecords[i].id)
      return false;
  return true;
}
static_assert(ascending(), "DiagnosticIds.def is ordered by number, each used once");

} // namespace

std::span<const DiagnosticRecord> allDiagnostics() { return kRecords; }

const DiagnosticRecord &recordOf(DiagnosticId id) {
  return *std::lower_bound(kRecords.begin(), kRecords.end(), id,
                           [](const DiagnosticRecord &record, DiagnosticId wanted) { return record.id < wanted; });
}

std::string codeOf(DiagnosticId id) { return fmt::format("MR{:04}", static_cast<uint16_t>(id)); }

const DiagnosticRecord *findDiagnostic(std::string_view code) {
  std::string upper(code);
  for (char &c : upper)
    c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  for (const DiagnosticRecord &record : kRecords)
    if (codeOf(record.id) == upper)
      return &record;
  return nullptr;
}

Diagnostic &Diagnostic::withLabel(std::string text) {
  label = std::move(text);
  return *this;
}

Diagnostic &Diagnostic::withSecondary(SourceRange at, std::string text) {
  secondary.push_back({at, std::move(text)});
  return *this;
}

Diagnostic &Diagnostic::withNote(std::string text) {
  notes.push_back({std::move(text), std::nullopt});
  return *this;
}

Diagnostic &Diagnostic::withNote(SourceRange at, std::string text) {
  notes.push_back({std::move(text), at});
  return *this;
}

Diagnostic &Diagnostic::withHelp(std::string text) {
  helps.push_back({std::move(text), std::nullopt});
  return *this;
}

Diagnostic &Diagnostic::withHelp(std::string text, SourceRange replaced, std::string replacement) {
  helps.push_back({std::move(text), Replacement{replaced, std::move(replacement)}});
  return *this;
}

} // namespace millrace::diagnostics
