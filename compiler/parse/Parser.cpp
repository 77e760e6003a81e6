#include "compiler/parse/Parser.h"

#include "compiler/parse/AstBuilder.h"
#include "compiler/parse/GrammarRun.h"
#include "compiler/parse/SyntaxErrors.h"
#include "compiler/parse/Tokenize.h"

#include <algorithm>

namespace millrace::parse {

namespace {

using diagnostics::DiagnosticBag;
using diagnostics::DiagnosticId;
using source::SourceText;

class PieceParser {
public:
  PieceParser(const SourceText &text, DiagnosticBag &bag) : text_(text), bag_(bag) {}

  /// Calls `build` with a builder and the successful run; false after an error, which is reported.
  template <class Build> bool parse(Piece piece, Entry entry, Build build) {
    if (reportLexicalErrors(piece.lexemes, text_, bag_))
      return false;
    classifyInContext(piece.lexemes);
    if (TooDeep deep = findTooDeep(piece.lexemes, kMaxNesting); deep.lexeme) {
      bag_.report(DiagnosticId::NestingTooDeep, text_.range(deep.lexeme->begin, deep.lexeme->end),
                  (deep.isChain ? "operators in a row are nested more than " : "nested more than ") + std::to_string(deep.limit) + " levels deep")
          .withHelp("split the statement with views or `WITH`");
      return false;
    }
    uint32_t end = piece.lexemes.empty() ? 0 : piece.lexemes.back().end;
    GrammarRun run(piece.lexemes, entry, end);
    if (!run.parse()) {
      reportSyntaxError(piece.lexemes, run.failedAt(), entry, end, text_, bag_);
      return false;
    }
    AstBuilder builder(text_, bag_);
    build(builder, run);
    return !builder.failed();
  }

private:
  const SourceText &text_;
  DiagnosticBag &bag_;
};

/// False, with a report, if the text is not UTF-8; what stands before the bad byte is in `tokens` all the same.
bool readTokens(const SourceText &text, Tokens &tokens, DiagnosticBag &bag) {
  tokens = tokenize(text.text());
  if (!tokens.badOffset)
    return true;
  bag.report(DiagnosticId::InvalidUtf8, text.range(*tokens.badOffset, *tokens.badOffset + 1), "text is not valid UTF-8")
      .withLabel("first invalid byte");
  return false;
}

bool isOneOf(size_t type, std::initializer_list<size_t> types) { return std::find(types.begin(), types.end(), type) != types.end(); }

class FallbackCounter : public antlr4::BaseErrorListener {
public:
  void reportAmbiguity(antlr4::Parser *recognizer, const antlr4::dfa::DFA &dfa, size_t start, size_t stop, bool,
                       const antlrcpp::BitSet &, antlr4::atn::ATNConfigSet *) override {
    ++counts.ambiguityCount;
    note("ambiguity", recognizer, dfa, start, stop);
  }
  void reportAttemptingFullContext(antlr4::Parser *recognizer, const antlr4::dfa::DFA &dfa, size_t start, size_t stop,
                                   const antlrcpp::BitSet &, antlr4::atn::ATNConfigSet *) override {
    ++counts.fullContextCount;
    note("full context", recognizer, dfa, start, stop);
  }

  explicit FallbackCounter(const SourceText &text) : text_(text) {}
  PredictionCounts counts;

private:
  void note(const char *what, antlr4::Parser *parser, const antlr4::dfa::DFA &dfa, size_t start, size_t stop) {
    auto *tokens = parser->getTokenStream();
    auto begin = static_cast<uint32_t>(tokens->get(start)->getStartIndex());
    auto end = static_cast<uint32_t>(tokens->get(stop)->getStopIndex() + 1);
    counts.places.push_back(std::string(what) + " in " + parser->getRuleNames()[dfa.atnStartState->ruleIndex] + " near '" +
                            std::string(text_.text(text_.range(begin, end))) + "'");
  }

  const SourceText &text_;
};

} // namespace

std::vector<ast::StatementPtr> parseScript(const SourceText &text, DiagnosticBag &bag) {
  std::vector<ast::StatementPtr> statements;
  Tokens tokens;
  // After a bad byte only what stands before it is known, and its last statement is cut off.
  bool whole = readTokens(text, tokens, bag);
  for (Piece &piece : splitStatements(tokens.lexemes)) {
    if (!whole && !piece.terminated)
      break;
    ast::StatementPtr statement;
    bool parsed = PieceParser(text, bag).parse(std::move(piece), Entry::Statement, [&](AstBuilder &builder, GrammarRun &run) {
      statement = builder.statement(run.statement());
    });
    if (parsed)
      statements.push_back(std::move(statement));
  }
  return statements;
}

ast::ExprPtr parseExpression(const SourceText &text, DiagnosticBag &bag) {
  Tokens tokens;
  ast::ExprPtr result;
  if (!readTokens(text, tokens, bag))
    return nullptr;
  bool parsed = PieceParser(text, bag).parse({std::move(tokens.lexemes), false}, Entry::Expression,
                                             [&](AstBuilder &b, GrammarRun &run) { result = b.expression(run.expression()); });
  return parsed ? std::move(result) : nullptr;
}

ast::TypeNamePtr parseType(const SourceText &text, DiagnosticBag &bag) {
  Tokens tokens;
  ast::TypeNamePtr result;
  if (!readTokens(text, tokens, bag))
    return nullptr;
  bool parsed = PieceParser(text, bag).parse({std::move(tokens.lexemes), false}, Entry::Type,
                                             [&](AstBuilder &b, GrammarRun &run) { result = b.typeName(run.type()); });
  return parsed ? std::move(result) : nullptr;
}

bool isCompleteStatement(std::string_view text) {
  using P = generated::FlinkSqlParser;
  Tokens tokens = tokenize(text);
  for (const Lexeme &lexeme : tokens.lexemes)
    if (isOneOf(lexeme.type, {P::UnterminatedString, P::UnterminatedComment}))
      return false;
  std::vector<Piece> pieces = splitStatements(tokens.lexemes);
  if (pieces.empty() || !pieces.back().terminated)
    return false;
  // The `;` after an INSERT of a statement set ends the INSERT only.
  const Lexemes &last = pieces.back().lexemes;
  bool isSet = false;
  for (size_t i = 0; i + 2 < last.size(); ++i)
    isSet |= last[i].type == P::STATEMENT && last[i + 1].type == P::SET && (last[i + 2].type == P::BEGIN || i == 1);
  return !isSet || last.back().type == P::END;
}

PredictionCounts countPredictionFallbacks(const SourceText &text) {
  FallbackCounter counter(text);
  for (Piece &piece : splitStatements(tokenize(text.text()).lexemes)) {
    classifyInContext(piece.lexemes);
    GrammarRun run(piece.lexemes, Entry::Statement, piece.lexemes.back().end);
    if (!run.parseReporting(counter))
      counter.counts.places.push_back("does not parse near offset " + std::to_string(piece.lexemes.front().begin));
  }
  return std::move(counter.counts);
}

} // namespace millrace::parse
