#include "compiler/driver/CppErrors.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <set>

namespace millrace::driver {

using codegen::ClangError;
using codegen::ClangNote;
using codegen::CppComplaint;
using codegen::CppPlace;
using diagnostics::Diagnostic;
using diagnostics::DiagnosticId;
using source::SourceRange;

namespace {

constexpr size_t kErrorsShown = 3;

bool isOurs(const CppPlace &place) { return llvm::StringRef(place.file).contains("/millrace/include/millrace/"); }

/// Errors of the macro's checks are about the place that uses it.
CppPlace userPlace(const ClangError &error) {
  if (!isOurs(error.place))
    return error.place;
  for (const ClangNote &note : error.notes)
    if (note.place.line != 0 && !isOurs(note.place))
      return note.place;
  return error.place;
}

/// The text of a check of ours, without how clang says that a static_assert failed.
llvm::StringRef messageOf(const ClangError &error) {
  llvm::StringRef text = error.text;
  if (isOurs(error.place) && text.starts_with("static assertion failed"))
    return text.substr(text.find(text.contains("': ") ? "': " : ": ")).ltrim("': ");
  return text;
}

/// `a parameter is `unsigned int``, where a check of ours speaks of one.
std::string checkedType(const ClangError &error) {
  for (const ClangNote &note : error.notes)
    for (auto [check, what] : {std::pair{"cpp::CheckParameter<", "a parameter is"}, {"cpp::CheckResult<", "the result is"}}) {
      llvm::StringRef text = note.text;
      size_t begin = text.find(check), end = text.find(">' requested here");
      if (text.contains("template class") && begin != llvm::StringRef::npos && end != llvm::StringRef::npos)
        return (what + llvm::Twine(" `") + text.slice(begin + llvm::StringRef(check).size(), end) + "`").str();
    }
  return "";
}

} // namespace

std::optional<SourceRange> CppErrors::rangeOf(const CppPlace &place) {
  auto content = place.line == 0 ? std::make_error_code(std::errc::no_such_file_or_directory) : llvm::MemoryBuffer::getFile(place.file);
  if (!content)
    return std::nullopt;
  // One text for all reports of one version of a file.
  const source::SourceText *text = nullptr;
  for (size_t id = 0; id < texts_.size() && !text; ++id) {
    const source::SourceText &known = texts_.get(static_cast<source::SourceId>(id));
    text = known.name() == place.file && known.text() == std::string_view((*content)->getBuffer()) ? &known : nullptr;
  }
  if (!text)
    text = &texts_.add(place.file, (*content)->getBuffer().str());
  uint32_t begin = text->lineStart(place.line) + std::max(place.column, 1U) - 1, end = begin;
  std::string_view bytes = text->text();
  while (end < bytes.size() && (llvm::isAlnum(bytes[end]) || bytes[end] == '_'))
    ++end;
  return text->range(begin, std::max(end, begin + 1));
}

Diagnostic &CppErrors::reportAt(DiagnosticId id, const CppPlace &place, std::string message) {
  std::optional<SourceRange> range = rangeOf(place);
  Diagnostic &diagnostic = bag_.report(id, range.value_or(named_), std::move(message));
  if (range)
    diagnostic.withNote(named_, "the source of this function");
  else if (!place.file.empty())
    diagnostic.withNote("at " + place.file + ":" + std::to_string(place.line));
  return diagnostic;
}

void CppErrors::reportError(const ClangError &error) {
  Diagnostic &diagnostic = reportAt(DiagnosticId::CppSourceError, userPlace(error), messageOf(error).str());
  if (isOurs(error.place)) {
    diagnostic.withLabel(checkedType(error));
    return;
  }
  for (const ClangNote &note : error.notes)
    if (auto range = isOurs(note.place) ? std::nullopt : rangeOf(note.place)) {
      diagnostic.withNote(*range, note.text);
      return;
    }
}

void CppErrors::report(const codegen::ClangOutput &output) {
  std::set<std::pair<uint32_t, std::string>> seen;
  std::vector<const ClangError *> errors;
  for (const ClangError &error : output.errors) {
    CppPlace place = userPlace(error);
    // What follows at the same line from a check of ours is about the same thing.
    if (seen.insert({place.line, isOurs(error.place) ? "" : error.text}).second)
      errors.push_back(&error);
  }
  for (size_t i = 0; i < std::min(errors.size(), kErrorsShown); ++i)
    reportError(*errors[i]);
  if (errors.empty())
    bag_.report(DiagnosticId::CppSourceError, named_, "clang does not compile `" + path_ + "`").withNote(llvm::StringRef(output.messages).split('\n').first.str());
}

void CppErrors::report(const std::vector<CppComplaint> &complaints) {
  for (const CppComplaint &complaint : complaints)
    switch (complaint.kind) {
    case CppComplaint::Kind::GlobalConstructor:
      reportAt(DiagnosticId::CppGlobalVariable, complaint.place, "a global variable needs code to be made before the first row")
          .withHelp("make it constexpr or constinit, or a static variable of the function that uses it");
      break;
    case CppComplaint::Kind::ThreadLocal:
      reportAt(DiagnosticId::CppGlobalVariable, complaint.place, "`" + complaint.name + "` is thread_local, which functions of SQL cannot have");
      break;
    case CppComplaint::Kind::MissingSymbol:
      reportAt(DiagnosticId::CppSymbolMissing, complaint.place, "nothing defines `" + complaint.name + "`");
      break;
    }
}

} // namespace millrace::driver
