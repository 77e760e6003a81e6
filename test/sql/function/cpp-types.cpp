// Functions of cpp-types.test.sql: one for each type, in both directions.
#include <millrace/Function.h>

#include <algorithm>

namespace {

constexpr int64_t kDayMs = 86'400'000;

bool negate(bool x) { return !x; }
int8_t tiny(int8_t x) { return static_cast<int8_t>(x + 1); }
int16_t small(int16_t x) { return static_cast<int16_t>(x + 1); }
int32_t whole(int32_t x) { return x + 1; }
long long big(int64_t x) { return x + 1; }
float single(float x) { return x * 2; }
double twofold(const double &x) { return x * 2; }

std::string_view firstWord(std::string_view text) { return text.substr(0, text.find(' ')); }
std::string twice(std::string_view text) { return std::string(text) + std::string(text); }
std::string_view shout(millrace::Context &context, std::string_view text) {
  char *bytes = context.allocate(text.size() + 1);
  std::copy(text.begin(), text.end(), bytes);
  bytes[text.size()] = '!';
  return {bytes, text.size() + 1};
}

std::vector<uint8_t> reversed(std::span<const uint8_t> bytes) { return {bytes.rbegin(), bytes.rend()}; }
std::span<const uint8_t> tail(std::span<const uint8_t> bytes) { return bytes.subspan(bytes.empty() ? 0 : 1); }

millrace::Date nextDay(millrace::Date date) { return {date.days + 1}; }
millrace::Time noon(millrace::Time time) { return {(time.ms + 43'200'000) % 86'400'000}; }
millrace::Timestamp later(millrace::Timestamp at) { return {at.ms + kDayMs, at.nanoOfMs}; }
millrace::TimestampLtz laterThere(millrace::TimestampLtz at) { return {{at.ms + kDayMs, at.nanoOfMs}}; }
millrace::DecimalOf<12, 2> twicePrice(millrace::DecimalOf<10, 2> price) { return {price.unscaled * 2}; }

} // namespace

MILLRACE_FUNCTION(cpp_negate, negate)
MILLRACE_FUNCTION(cpp_tiny, tiny)
MILLRACE_FUNCTION(cpp_small, small)
MILLRACE_FUNCTION(cpp_whole, whole)
MILLRACE_FUNCTION(cpp_big, big)
MILLRACE_FUNCTION(cpp_single, single)
MILLRACE_FUNCTION(cpp_twofold, twofold)
MILLRACE_FUNCTION(first_word, firstWord)
MILLRACE_FUNCTION(twice)
MILLRACE_FUNCTION(shout)
MILLRACE_FUNCTION(reversed)
MILLRACE_FUNCTION(tail)
MILLRACE_FUNCTION(next_day, nextDay)
MILLRACE_FUNCTION(noon)
MILLRACE_FUNCTION(later)
MILLRACE_FUNCTION(later_there, laterThere)
MILLRACE_FUNCTION(twice_price, twicePrice)
