/// Translates SQL's SIMILAR TO patterns, and Java's class names, into RE2's syntax.
///
/// Source: Flink's SqlLikeUtils.sqlToRegexSimilar; java.util.regex.Pattern (\p{Alpha} and the like).
#pragma once
#include <string>
#include <string_view>

namespace millrace {

struct SimilarPattern {
  std::string expression;
  std::string error; // empty if the pattern is right
};

/// `escape` is empty or one ASCII character.
SimilarPattern translateSimilar(std::string_view pattern, std::string_view escape);

/// `\p{Alpha}` becomes `[[:alpha:]]`, or `[:alpha:]` inside brackets. Everything else stays.
std::string javaClassesToPosix(std::string_view pattern);

} // namespace millrace
