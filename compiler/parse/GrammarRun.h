/// Runs the generated parser over one statement's lexemes. Private to this folder.
///
/// Shape:   a run gives either a parse tree, which lives as long as the run, or the index of the first lexeme that no
///          derivation can take (the count of lexemes for the end of the statement).
/// Errors:  ANTLR's exceptions end here.
#ifndef MILLRACE_COMPILER_PARSE_GRAMMARRUN_H
#define MILLRACE_COMPILER_PARSE_GRAMMARRUN_H

#include "compiler/parse/Tokenize.h"

#include "FlinkSqlParser.h"

#include <memory>

namespace millrace::parse {

enum class Entry : uint8_t { Statement, Expression, Type };

class GrammarRun {
public:
  /// `endOffset` is where an error at the end points: behind the last lexeme or at the `;`.
  GrammarRun(const Lexemes &lexemes, Entry entry, uint32_t endOffset);
  GrammarRun(const GrammarRun &) = delete;
  GrammarRun &operator=(const GrammarRun &) = delete;
  ~GrammarRun();

  /// SLL first; LL, which is slower and never wrong, only when SLL fails.
  [[nodiscard]] bool parse();
  /// SLL only, for trials: a text that needs LL would merely lose a hint.
  [[nodiscard]] bool tryParse();
  /// LL with ANTLR's ambiguity reports going to `listener`.
  [[nodiscard]] bool parseReporting(antlr4::ANTLRErrorListener &listener);

  [[nodiscard]] size_t failedAt() const { return failedAt_; }
  [[nodiscard]] generated::FlinkSqlParser::StatementContext *statement() const;
  [[nodiscard]] antlr4::ParserRuleContext *expression() const;
  [[nodiscard]] generated::FlinkSqlParser::TypeNameContext *type() const;

private:
  bool attempt(bool fullContext);

  Entry entry_;
  std::unique_ptr<antlr4::ListTokenSource> source_;
  std::unique_ptr<antlr4::CommonTokenStream> stream_;
  std::unique_ptr<generated::FlinkSqlParser> parser_;
  antlr4::ParserRuleContext *tree_ = nullptr;
  size_t failedAt_ = 0;
};

} // namespace millrace::parse

#endif
