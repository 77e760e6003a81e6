#include "compiler/parse/Keywords.h"

#include "compiler/parse/Parser.h"

#include "FlinkSqlLexer.h"

#include <algorithm>
#include <unordered_map>

namespace millrace::parse {

namespace {

using generated::FlinkSqlLexer;

enum class WordClass : uint8_t { Reserved, Function, Variable, SimpleType, SizedType };

struct ReservedWord {
  std::string_view word;
  WordClass wordClass;
};

/// Words that are macros (NULL) or names of ANTLR's own end in `_` in the grammar.
constexpr ReservedWord kReservedWords[] = {
#define MR_RESERVED(word, wordClass) {#word, WordClass::wordClass},
#include "compiler/parse/ReservedWords.def"
};

size_t classType(WordClass wordClass) {
  switch (wordClass) {
  case WordClass::Reserved: return FlinkSqlLexer::ReservedWord;
  case WordClass::Function: return FlinkSqlLexer::ReservedFunction;
  case WordClass::Variable: return FlinkSqlLexer::ContextVariable;
  case WordClass::SimpleType: return FlinkSqlLexer::SimpleType;
  case WordClass::SizedType: return FlinkSqlLexer::SizedType;
  }
  return FlinkSqlLexer::ReservedWord;
}

struct KeywordTable {
  std::unordered_map<std::string, size_t> typeOf;
  std::vector<std::string> wordOf;
  std::vector<size_t> types;
  std::vector<bool> reserved;

  KeywordTable() {
    for (const ReservedWord &reserved : kReservedWords)
      typeOf.emplace(reserved.word, classType(reserved.wordClass));
    antlr4::ANTLRInputStream empty;
    FlinkSqlLexer lexer(&empty);
    const auto &vocabulary = lexer.getVocabulary();
    wordOf.resize(vocabulary.getMaxTokenType() + 1);
    reserved.resize(vocabulary.getMaxTokenType() + 1);
    for (auto &[word, type] : typeOf)
      reserved[type] = true;
    for (size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
      std::string symbol = vocabulary.getSymbolicName(type);
      bool isKeyword = std::none_of(symbol.begin(), symbol.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (!isKeyword || symbol.empty())
        continue;
      if (symbol.ends_with('_'))
        symbol.pop_back();
      reserved[type] = typeOf.contains(symbol);
      typeOf[symbol] = type;
      wordOf[type] = symbol;
      types.push_back(type);
    }
  }
};

const KeywordTable &table() {
  static const KeywordTable instance;
  return instance;
}

constexpr bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

} // namespace

std::string upperCase(std::string_view word) {
  std::string upper(word);
  for (char &c : upper)
    c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return upper;
}

std::optional<size_t> keywordType(std::string_view word) {
  auto found = table().typeOf.find(upperCase(word));
  return found == table().typeOf.end() ? std::nullopt : std::optional(found->second);
}

std::string_view keywordOf(size_t tokenType) {
  return tokenType < table().wordOf.size() ? std::string_view(table().wordOf[tokenType]) : std::string_view();
}

bool isReservedWordType(size_t tokenType) { return tokenType < table().reserved.size() && table().reserved[tokenType]; }

const std::vector<size_t> &keywordTypes() { return table().types; }

bool isReservedWord(std::string_view word) {
  std::string upper = upperCase(word);
  return std::any_of(std::begin(kReservedWords), std::end(kReservedWords),
                     [&](const ReservedWord &reserved) { return reserved.word == upper; });
}

std::string quoteIfNeeded(std::string_view name) {
  bool plain = !name.empty() && isLetter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  });
  if (plain && !isReservedWord(name))
    return std::string(name);
  std::string quoted = "`";
  for (char c : name)
    quoted += c == '`' ? std::string("``") : std::string(1, c);
  return quoted + "`";
}

} // namespace millrace::parse
