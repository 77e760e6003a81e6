/// Cuts SQL text into lexemes, gives words their keyword's type, and cuts scripts into statements. Private to this folder.
///
/// Bounds:  offsets are bytes; a lexeme list never holds comments or white space.
#ifndef MILLRACE_COMPILER_PARSE_TOKENIZE_H
#define MILLRACE_COMPILER_PARSE_TOKENIZE_H

#include "compiler/diagnostics/DiagnosticBag.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace millrace::parse {

struct Lexeme {
  size_t type; ///< of FlinkSqlLexer
  uint32_t begin;
  uint32_t end;
};
using Lexemes = std::vector<Lexeme>;

/// All lexemes; text that is not UTF-8 gives those before the first bad byte and sets `badOffset`.
struct Tokens {
  Lexemes lexemes;
  std::optional<uint32_t> badOffset;
};
[[nodiscard]] Tokens tokenize(std::string_view text);

/// One statement's lexemes, without its `;`.
struct Piece {
  Lexemes lexemes;
  bool terminated; ///< a `;` followed
};
/// Cuts at `;`, keeping statement sets whole. Empty statements are left out.
[[nodiscard]] std::vector<Piece> splitStatements(const Lexemes &lexemes);

/// Gives lexemes the types that depend on their neighbours: QueryParen, JsonKey, MapConstructor, and the words that are
/// keywords in one place only. Works on any list, also one that a repair has changed.
void classifyInContext(Lexemes &lexemes);

/// Reports tokens that are no SQL: open strings, stray characters, double quotes. True if there was one.
bool reportLexicalErrors(const Lexemes &lexemes, const source::SourceText &text, diagnostics::DiagnosticBag &bag);

struct TooDeep {
  const Lexeme *lexeme = nullptr; ///< null: nothing is
  uint32_t limit = 0;             ///< that it exceeds
  bool isChain = false;           ///< of operators, which nest without brackets
};
/// The lexeme at which nesting exceeds `limit` levels, or whose operator chain would make the tree deeper than four times that.
[[nodiscard]] TooDeep findTooDeep(const Lexemes &lexemes, uint32_t limit);

} // namespace millrace::parse

#endif
