/// Knows every word that Flink SQL treats specially. Private to this folder.
#ifndef MILLRACE_COMPILER_PARSE_KEYWORDS_H
#define MILLRACE_COMPILER_PARSE_KEYWORDS_H

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::parse {

/// Token type of a word, in any case: its keyword's, its class's, or unset for a plain name.
[[nodiscard]] std::optional<size_t> keywordType(std::string_view word);
/// `SELECT`; empty for a token type that is no keyword.
[[nodiscard]] std::string_view keywordOf(size_t tokenType);
/// Types of all keywords that have a token of their own.
[[nodiscard]] const std::vector<size_t> &keywordTypes();
/// True for the token of a reserved word, also one whose class the grammar names.
[[nodiscard]] bool isReservedWordType(size_t tokenType);
[[nodiscard]] std::string upperCase(std::string_view word);

} // namespace millrace::parse

#endif
