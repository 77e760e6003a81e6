#include "compiler/parse/Tokenize.h"

#include "compiler/parse/Keywords.h"

#include "FlinkSqlLexer.h"

namespace millrace::parse {

namespace {

using L = generated::FlinkSqlLexer;
using diagnostics::DiagnosticId;

/// Size of the well-formed UTF-8 character at `at`; 0 if it is not one (RFC 3629).
size_t utf8Size(std::string_view text, size_t at) {
  auto byte = [&](size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  auto continues = [&](size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  unsigned lead = byte(0);
  if (lead < 0x80)
    return 1;
  if (lead >= 0xC2 && lead < 0xE0)
    return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead < 0xF0) {
    bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    bool overlong = lead == 0xF0 && byte(1) < 0x90;
    bool tooLarge = lead == 0xF4 && byte(1) >= 0x90;
    return continues(1) && continues(2) && continues(3) && !overlong && !tooLarge ? 4 : 0;
  }
  return 0;
}

/// Byte offset of every character, and of the end; empty for ASCII text, where they are equal.
struct CharacterOffsets {
  std::vector<uint32_t> offsets;
  size_t validBytes;

  explicit CharacterOffsets(std::string_view text) : validBytes(text.size()) {
    bool ascii = true;
    for (char c : text)
      ascii &= static_cast<unsigned char>(c) < 0x80;
    if (ascii)
      return;
    size_t at = 0;
    while (at < text.size()) {
      size_t size = utf8Size(text, at);
      if (size == 0)
        break;
      offsets.push_back(static_cast<uint32_t>(at));
      at += size;
    }
    offsets.push_back(static_cast<uint32_t>(at));
    validBytes = at;
  }
  [[nodiscard]] uint32_t byteOf(size_t character) const {
    return offsets.empty() ? static_cast<uint32_t>(character) : offsets[character];
  }
};

bool isStatementSetHead(std::span<const Lexeme> rest) {
  // EXPLAIN, COMPILE PLAN 'f' IF NOT EXISTS FOR and EXECUTE may stand before STATEMENT SET BEGIN.
  constexpr size_t kLongestPrefix = 16;
  if (rest.size() >= 3 && rest[0].type == L::BEGIN && rest[1].type == L::STATEMENT && rest[2].type == L::SET)
    return true;
  bool mayHold = !rest.empty() && (rest[0].type == L::EXECUTE || rest[0].type == L::EXPLAIN || rest[0].type == L::COMPILE);
  for (size_t i = 0; mayHold && i < kLongestPrefix && i + 2 < rest.size() && rest[i].type != L::Semicolon; ++i)
    if (rest[i].type == L::STATEMENT && rest[i + 1].type == L::SET && rest[i + 2].type == L::BEGIN)
      return true;
  return false;
}

/// Index of the `;` that ends the statement at the front, or the size.
size_t statementEnd(std::span<const Lexeme> rest) {
  bool inSet = isStatementSetHead(rest);
  for (size_t i = 0; i < rest.size(); ++i) {
    if (rest[i].type != L::Semicolon)
      continue;
    if (!inSet || (i > 0 && rest[i - 1].type == L::END && i > 1 && rest[i - 2].type == L::Semicolon))
      return i;
    // A set goes on with INSERT or END; anything else means that END was forgotten.
    if (i + 1 < rest.size() && rest[i + 1].type != L::INSERT && rest[i + 1].type != L::END)
      return i;
  }
  return rest.size();
}

} // namespace

Tokens tokenize(std::string_view text) {
  CharacterOffsets characters(text);
  Tokens tokens;
  if (characters.validBytes < text.size())
    tokens.badOffset = static_cast<uint32_t>(characters.validBytes);
  antlr4::ANTLRInputStream input(std::string(text.substr(0, characters.validBytes)));
  L lexer(&input);
  lexer.removeErrorListeners();
  for (const std::unique_ptr<antlr4::Token> &token : lexer.getAllTokens()) {
    Lexeme lexeme{token->getType(), characters.byteOf(token->getStartIndex()), characters.byteOf(token->getStopIndex() + 1)};
    if (lexeme.type == L::Identifier)
      lexeme.type = keywordType(text.substr(lexeme.begin, lexeme.end - lexeme.begin)).value_or(L::Identifier);
    tokens.lexemes.push_back(lexeme);
  }
  return tokens;
}

std::vector<Piece> splitStatements(const Lexemes &lexemes) {
  std::vector<Piece> pieces;
  std::span<const Lexeme> rest(lexemes);
  while (!rest.empty()) {
    size_t end = statementEnd(rest);
    if (end > 0)
      pieces.push_back({Lexemes(rest.begin(), rest.begin() + static_cast<ptrdiff_t>(end)), end < rest.size()});
    rest = rest.subspan(std::min(end + 1, rest.size()));
  }
  return pieces;
}

bool reportLexicalErrors(const Lexemes &lexemes, const source::SourceText &text, diagnostics::DiagnosticBag &bag) {
  for (const Lexeme &lexeme : lexemes) {
    source::SourceRange range = text.range(lexeme.begin, lexeme.end);
    std::string spelled(text.text(range));
    switch (lexeme.type) {
    case L::UnterminatedString:
      bag.report(DiagnosticId::UnterminatedString, range, "string is not closed")
          .withLabel("this quote has no partner")
          .withHelp("a quote inside a string is doubled: 'it''s'");
      return true;
    case L::UnterminatedIdentifier:
      bag.report(DiagnosticId::UnterminatedQuotedIdentifier, range, "quoted name is not closed on its line")
          .withLabel("this back-tick has no partner");
      return true;
    case L::UnterminatedComment:
      bag.report(DiagnosticId::UnterminatedComment, range, "comment is not closed").withLabel("needs `*/` further on");
      return true;
    case L::DoubleQuoted: {
      bool closed = spelled.size() > 1 && spelled.ends_with('"');
      std::string inside = spelled.substr(1, spelled.size() - (closed ? 2 : 1));
      auto &d = bag.report(DiagnosticId::DoubleQuotedText, range, "double quotes are not used in Flink SQL");
      if (closed && !inside.empty())
        d.withHelp("strings stand in single quotes", range, "'" + inside + "'")
            .withHelp("names stand in back-ticks", range, "`" + inside + "`");
      return true;
    }
    case L::UnexpectedCharacter:
      bag.report(DiagnosticId::UnexpectedCharacter, range, "character `" + spelled + "` has no meaning here")
          .withHelp("characters like this stand only in strings, back-ticks and comments");
      return true;
    default: break;
    }
  }
  return false;
}

} // namespace millrace::parse
