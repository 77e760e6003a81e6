#include "stdlib/regex/Similar.h"

namespace millrace {
namespace {

constexpr std::string_view kRegexSpecials = "[]()|^-+*?{}$\\.";
constexpr std::string_view kSimilarSpecials = "[]()|^-+*_%?{}";

struct ClassName {
  std::string_view sql, regex;
};
constexpr ClassName kSqlClasses[] = {
    {"[:ALPHA:]", "[:alpha:]"}, {"[:alpha:]", "[:alpha:]"}, {"[:UPPER:]", "[:upper:]"},      {"[:upper:]", "[:upper:]"},
    {"[:LOWER:]", "[:lower:]"}, {"[:lower:]", "[:lower:]"}, {"[:DIGIT:]", "0-9"},            {"[:digit:]", "0-9"},
    {"[:SPACE:]", " "},         {"[:space:]", " "},         {"[:WHITESPACE:]", "\\s"},       {"[:whitespace:]", "\\s"},
    {"[:ALNUM:]", "[:alnum:]"}, {"[:alnum:]", "[:alnum:]"},
};
constexpr ClassName kJavaClasses[] = {
    {"\\p{Alpha}", "[:alpha:]"}, {"\\p{Lower}", "[:lower:]"}, {"\\p{Upper}", "[:upper:]"}, {"\\p{Digit}", "[:digit:]"},
    {"\\p{Alnum}", "[:alnum:]"}, {"\\p{Punct}", "[:punct:]"}, {"\\p{Space}", "[:space:]"}, {"\\p{XDigit}", "[:xdigit:]"},
};

bool has(std::string_view characters, char c) { return characters.find(c) != std::string_view::npos; }

void appendLiteral(std::string &out, char c) {
  if (has(kRegexSpecials, c))
    out += '\\';
  out += c;
}

class Translator {
public:
  Translator(std::string_view pattern, std::string_view escape) : pattern_(pattern), escape_(escape) {}

  SimilarPattern run() {
    for (size_t i = 0; i < pattern_.size() && result_.error.empty();)
      i = isEscape(i) ? escaped(i) : plain(i);
    return std::move(result_);
  }

private:
  bool isEscape(size_t i) const { return !escape_.empty() && pattern_[i] == escape_[0]; }

  size_t fail(std::string text) {
    result_.error = std::move(text);
    return pattern_.size();
  }
  size_t invalidExpression() { return fail("Invalid regular expression '" + std::string(pattern_) + "'"); }

  size_t escaped(size_t i) {
    if (i + 1 == pattern_.size() || (!has(kSimilarSpecials, pattern_[i + 1]) && !isEscape(i + 1)))
      return fail("Invalid escape sequence '" + std::string(pattern_) + "', " + std::to_string(i));
    appendLiteral(result_.expression, pattern_[i + 1]);
    return i + 2;
  }

  size_t plain(size_t i) {
    std::string &out = result_.expression;
    switch (char c = pattern_[i]) {
    case '_':
      out += '.';
      return i + 1;
    case '%':
      out += "(?s:.*)";
      return i + 1;
    case '[':
      return enumeration(i);
    case ']':
      return invalidExpression();
    case '\\':
    case '$':
      out += '\\';
      out += c;
      return i + 1;
    default:
      out += c;
      return i + 1;
    }
  }

  size_t enumeration(size_t i) {
    std::string &out = result_.expression;
    out += '[';
    for (++i; i < pattern_.size();) {
      char c = pattern_[i];
      if (c == ']') {
        out += ']';
        return i + 1;
      }
      if (isEscape(i)) {
        i = escaped(i);
      } else if (pattern_.substr(i).starts_with("[:")) {
        i = namedClass(i);
      } else if (c == '-' || c == '^') {
        out += c;
        ++i;
      } else if (has(kSimilarSpecials, c)) {
        return invalidExpression();
      } else {
        out += c;
        ++i;
      }
    }
    return result_.error.empty() ? invalidExpression() : pattern_.size();
  }

  size_t namedClass(size_t i) {
    for (const ClassName &known : kSqlClasses) {
      if (!pattern_.substr(i).starts_with(known.sql))
        continue;
      result_.expression += known.regex;
      return i + known.sql.size();
    }
    return invalidExpression();
  }

  std::string_view pattern_;
  std::string_view escape_;
  SimilarPattern result_;
};

} // namespace

SimilarPattern translateSimilar(std::string_view pattern, std::string_view escape) { return Translator(pattern, escape).run(); }

std::string javaClassesToPosix(std::string_view pattern) {
  std::string out;
  bool inside = false;
  for (size_t i = 0; i < pattern.size();) {
    const ClassName *found = nullptr;
    for (const ClassName &known : kJavaClasses)
      if (pattern.substr(i).starts_with(known.sql))
        found = &known;
    if (found != nullptr) {
      out += inside ? std::string(found->regex) : "[" + std::string(found->regex) + "]";
      i += found->sql.size();
    } else if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      out += pattern.substr(i, 2);
      i += 2;
    } else {
      inside = pattern[i] == '[' || (inside && pattern[i] != ']');
      out += pattern[i++];
    }
  }
  return out;
}

} // namespace millrace
