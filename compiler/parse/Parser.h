/// Turns SQL text into AST statements.
///
/// Shape:   statements come in the order of the text. One that does not parse is left out, reported once, and the rest
///          after its `;` is parsed as if nothing had happened.
/// Bounds:  nesting up to `kMaxNesting` levels of parentheses, brackets, CASE, type arguments and prefix operators.
/// Errors:  MR01xx in `diagnostics`; never throws.
/// Threads: any; calls share nothing but ANTLR's caches, which lock themselves.
#ifndef MILLRACE_COMPILER_PARSE_PARSER_H
#define MILLRACE_COMPILER_PARSE_PARSER_H

#include "compiler/ast/Ddl.h"
#include "compiler/diagnostics/DiagnosticBag.h"

namespace millrace::parse {

inline constexpr uint32_t kMaxNesting = 500;

[[nodiscard]] std::vector<ast::StatementPtr> parseScript(const source::SourceText &text, diagnostics::DiagnosticBag &bag);

/// One scalar expression and nothing else: function records and the DSL. Null after an error.
[[nodiscard]] ast::ExprPtr parseExpression(const source::SourceText &text, diagnostics::DiagnosticBag &bag);

/// One type and nothing else: `DECIMAL(10, 2)`, `ROW<a INT NOT NULL>`. Null after an error.
[[nodiscard]] ast::TypeNamePtr parseType(const source::SourceText &text, diagnostics::DiagnosticBag &bag);

/// For the REPL: true if `text` holds at least one statement and its last one is closed by `;` outside strings, comments and
/// statement sets. Says nothing about its grammar.
[[nodiscard]] bool isCompleteStatement(std::string_view text);

/// True if Flink SQL reserves `word`, so that it must stand in back-ticks to be a name. Not case-sensitive.
[[nodiscard]] bool isReservedWord(std::string_view word);

/// `name`, or `` `name` `` where it is reserved or no plain identifier.
[[nodiscard]] std::string quoteIfNeeded(std::string_view name);

/// What the grammar's prediction did, for tests: a full-context fallback is a slow spot in the grammar.
struct PredictionCounts {
  uint64_t fullContextCount = 0;
  uint64_t ambiguityCount = 0;
  std::vector<std::string> places; ///< `rule near 'text'` of each
};
[[nodiscard]] PredictionCounts countPredictionFallbacks(const source::SourceText &text);

} // namespace millrace::parse

#endif
