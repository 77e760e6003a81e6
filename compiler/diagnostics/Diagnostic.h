/// States what is wrong with the user's program: one id, one message, ranges, notes and fixes.
///
/// Shape:   message is lower case without a full stop, names in back-ticks, SQL words only. The primary label says
///          what stands at the primary range; notes add causes; `help` is given only when a way out is known.
/// Threads: one compilation; not thread-safe.
#ifndef MILLRACE_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H
#define MILLRACE_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H

#include "compiler/source/SourceText.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::diagnostics {

using source::SourceRange;

enum class Severity : uint8_t { Error, Warning };

/// One enumerator per record of DiagnosticIds.def; its value is the number after `MR`.
enum class DiagnosticId : uint16_t {
#define MR_DIAGNOSTIC(number, name, severity, title, explanation) name = number,
#include "compiler/diagnostics/DiagnosticIds.def"
};

/// A record of DiagnosticIds.def.
struct DiagnosticRecord {
  DiagnosticId id;
  std::string_view name;        ///< `UnknownColumn`
  Severity severity;
  std::string_view title;       ///< one line, for lists
  std::string_view explanation; ///< what `millrace docs MR0302` prints
};

/// All records, ascending by number.
[[nodiscard]] std::span<const DiagnosticRecord> allDiagnostics();
[[nodiscard]] const DiagnosticRecord &recordOf(DiagnosticId id);
/// `MR0302`.
[[nodiscard]] std::string codeOf(DiagnosticId id);
/// Finds `MR0302` or `mr0302`; nullptr for anything else.
[[nodiscard]] const DiagnosticRecord *findDiagnostic(std::string_view code);

struct Label {
  SourceRange range;
  std::string text; ///< may be empty: only `^^^` is drawn
};

struct Note {
  std::string text;
  std::optional<SourceRange> range;
};

/// Text that replaces `range`; an empty range inserts. Text that begins at a line's start and ends with a
/// newline inserts whole lines.
struct Replacement {
  SourceRange range;
  std::string text;
};

struct Help {
  std::string text;
  std::optional<Replacement> replacement; ///< only when pasting it is certain to be right
};

/// Setters return the diagnostic itself, so that a report reads as one sentence.
struct Diagnostic {
  DiagnosticId id;
  std::string message;
  std::optional<SourceRange> range; ///< none only for errors outside any text (a missing file, a wrong flag)
  std::string label;
  std::vector<Label> secondary;
  std::vector<Note> notes;
  std::vector<Help> helps;

  Diagnostic(DiagnosticId id, std::string message, std::optional<SourceRange> range)
      : id(id), message(std::move(message)), range(range) {}

  [[nodiscard]] Severity severity() const { return recordOf(id).severity; }

  Diagnostic &withLabel(std::string text);
  Diagnostic &withSecondary(SourceRange at, std::string text);
  Diagnostic &withNote(std::string text);
  Diagnostic &withNote(SourceRange at, std::string text);
  Diagnostic &withHelp(std::string text);
  Diagnostic &withHelp(std::string text, SourceRange replaced, std::string replacement);
};

} // namespace millrace::diagnostics

#endif
