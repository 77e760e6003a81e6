// Functions of cpp-places.test.sql and cpp-nulls.test.sql.
#include <millrace/Function.h>

int32_t hundredBy(int32_t n) { return 100 / n; }
MILLRACE_FUNCTION(hundred_by, hundredBy)

int64_t addUp(int64_t a, int64_t b) { return a + b; }
MILLRACE_FUNCTION(add_up, addUp)

std::string firstLetter(std::string_view name) { return std::string(name.substr(0, 1)); }
MILLRACE_FUNCTION(first_letter, firstLetter)

bool isLong(std::string_view text) { return text.size() > 3; }
MILLRACE_FUNCTION(is_long, isLong)

std::string_view orElse(std::optional<std::string_view> text, std::string_view other) { return text.value_or(other); }
MILLRACE_FUNCTION(or_else, orElse)

std::optional<int32_t> evenHalf(int32_t n) { return n % 2 == 0 ? std::optional(n / 2) : std::nullopt; }
MILLRACE_FUNCTION(even_half, evenHalf)

std::optional<std::string> nameOf(std::optional<int32_t> number) {
  if (!number)
    return "none";
  if (*number == 0)
    return std::nullopt;
  return std::to_string(*number);
}
MILLRACE_FUNCTION(name_of, nameOf)

int32_t answer() { return 42; }
MILLRACE_FUNCTION(answer)

/// A static of the function is made at its first call.
int64_t lengthInWords(int32_t digit) {
  static const std::array<std::string, 3> kWords = {"zero", "one with some more letters than fit", "two"};
  return digit < 0 || digit > 2 ? -1 : static_cast<int64_t>(kWords[static_cast<size_t>(digit)].size());
}
MILLRACE_FUNCTION(length_in_words, lengthInWords)
