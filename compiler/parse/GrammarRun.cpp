#include "compiler/parse/GrammarRun.h"

namespace millrace::parse {

namespace {

using P = generated::FlinkSqlParser;

/// Thrown by StopAtFirstError and caught in GrammarRun::attempt.
struct SyntaxFailure {
  size_t tokenIndex;
};

/// No recovery: the first token that does not fit ends the run. The rest is SyntaxErrors.cpp's work.
class StopAtFirstError : public antlr4::DefaultErrorStrategy {
public:
  void reportError(antlr4::Parser *, const antlr4::RecognitionException &) override {}
  void sync(antlr4::Parser *) override {}

  void recover(antlr4::Parser *parser, std::exception_ptr error) override {
    try {
      std::rethrow_exception(error);
    } catch (const antlr4::RecognitionException &e) {
      throw SyntaxFailure{e.getOffendingToken() ? e.getOffendingToken()->getTokenIndex() : currentIndex(parser)};
    }
  }

  antlr4::Token *recoverInline(antlr4::Parser *parser) override { throw SyntaxFailure{currentIndex(parser)}; }

private:
  static size_t currentIndex(antlr4::Parser *parser) { return parser->getCurrentToken()->getTokenIndex(); }
};

std::vector<std::unique_ptr<antlr4::Token>> antlrTokens(const Lexemes &lexemes, uint32_t endOffset) {
  std::vector<std::unique_ptr<antlr4::Token>> tokens;
  tokens.reserve(lexemes.size() + 1);
  auto add = [&](size_t type, uint32_t begin, uint32_t end) {
    auto token = std::make_unique<antlr4::CommonToken>(type);
    token->setStartIndex(begin);
    // ANTLR's stop is the last character; for an empty token that is one before its start.
    token->setStopIndex(static_cast<size_t>(end) - 1);
    tokens.push_back(std::move(token));
  };
  for (const Lexeme &lexeme : lexemes)
    add(lexeme.type, lexeme.begin, lexeme.end);
  add(antlr4::Token::EOF, endOffset, endOffset);
  return tokens;
}

} // namespace

GrammarRun::GrammarRun(const Lexemes &lexemes, Entry entry, uint32_t endOffset)
    : entry_(entry), source_(std::make_unique<antlr4::ListTokenSource>(antlrTokens(lexemes, endOffset))),
      stream_(std::make_unique<antlr4::CommonTokenStream>(source_.get())), parser_(std::make_unique<P>(stream_.get())) {
  parser_->removeErrorListeners();
  parser_->setErrorHandler(std::make_shared<StopAtFirstError>()); // ANTLR's interface wants shared ownership
}

GrammarRun::~GrammarRun() = default;

bool GrammarRun::attempt(bool fullContext) {
  using antlr4::atn::PredictionMode;
  parser_->reset();
  parser_->getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(fullContext ? PredictionMode::LL
                                                                                            : PredictionMode::SLL);
  try {
    switch (entry_) {
    case Entry::Statement: tree_ = parser_->singleStatement(); break;
    case Entry::Expression: tree_ = parser_->singleExpression(); break;
    case Entry::Type: tree_ = parser_->singleType(); break;
    }
    return true;
  } catch (const SyntaxFailure &failure) {
    tree_ = nullptr;
    failedAt_ = failure.tokenIndex;
    return false;
  }
}

bool GrammarRun::parse() { return attempt(false) || attempt(true); }

bool GrammarRun::tryParse() { return attempt(false); }

bool GrammarRun::parseReporting(antlr4::ANTLRErrorListener &listener) {
  parser_->addErrorListener(&listener);
  bool parsed = attempt(true);
  parser_->removeErrorListeners();
  return parsed;
}

P::StatementContext *GrammarRun::statement() const { return static_cast<P::SingleStatementContext *>(tree_)->statement(); }

antlr4::ParserRuleContext *GrammarRun::expression() const {
  return static_cast<P::SingleExpressionContext *>(tree_)->expression();
}

P::TypeNameContext *GrammarRun::type() const { return static_cast<P::SingleTypeContext *>(tree_)->typeName(); }

} // namespace millrace::parse
