// Casts from CHAR and VARCHAR. CAST fails with Flink's words, TRY_CAST gives NULL.
#include "runtime/kernels/NumberText.h"
#include "stdlib/decimal/Scale.h"
#include "stdlib/string/Utf8.h"
#include "stdlib/temporal/Calendar.h"
#include "stdlib/temporal/SqlText.h"

namespace millrace::cast {
namespace {

/// Why a text is refused: its message stands around the text. `before` null: it is accepted.
struct Refusal {
  const char *before = nullptr;
  const char *after = "'.";
};
constexpr Refusal kAccepted;
constexpr const char *kInput = "For input string: '";

StringView trimBlanks(StringView value) {
  uint32_t begin = 0, end = value.sizeBytes;
  while (begin < end && value.bytes[begin] == ' ')
    ++begin;
  while (end > begin && value.bytes[end - 1] == ' ')
    --end;
  return text::part(value, begin, end);
}

Refusal toBoolean(FunctionContext &, StringView value, bool &result, int32_t, int32_t) {
  char word[5];
  if (value.sizeBytes > 0 && value.sizeBytes <= sizeof(word)) {
    for (uint32_t i = 0; i < value.sizeBytes; ++i) {
      char c = value.bytes[i];
      word[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    std::string_view lower(word, value.sizeBytes);
    result = lower == "t" || lower == "true" || lower == "y" || lower == "yes" || lower == "1";
    if (result || lower == "f" || lower == "false" || lower == "n" || lower == "no" || lower == "0")
      return kAccepted;
  }
  return {"Cannot parse '", "' as BOOLEAN."};
}

/// A sign, digits, and a fraction that is checked and dropped.
template <typename T> Refusal toInteger(FunctionContext &, StringView untrimmed, T &result, int32_t, int32_t) {
  constexpr Refusal kInvalid{kInput, "'. Invalid character found."}, kOverflow{kInput, "'. Overflow."};
  StringView value = trimBlanks(untrimmed);
  if (value.sizeBytes == 0)
    return {kInput, "'. Input is empty."};
  const char *position = value.bytes, *end = position + value.sizeBytes;
  bool negative = *position == '-';
  if (negative || *position == '+') {
    if (++position == end)
      return {kInput, "'. Input has only positive or negative symbol."};
  }
  Int128 number = 0;
  for (; position < end && *position != '.'; ++position) {
    if (!isDigit(*position))
      return kInvalid;
    number = number * 10 + (*position - '0');
    if (number > Int128{INT64_MAX} + 1)
      return kOverflow;
  }
  for (position += position < end; position < end; ++position)
    if (!isDigit(*position))
      return kInvalid;
  if (negative)
    number = -number;
  result = static_cast<T>(number);
  return result == number ? kAccepted : kOverflow;
}

Refusal toFloat(FunctionContext &, StringView value, float &result, int32_t, int32_t) {
  return parseFloat(value.bytes, value.bytes + value.sizeBytes, result) ? kAccepted : Refusal{kInput, "'"};
}
Refusal toDouble(FunctionContext &, StringView value, double &result, int32_t, int32_t) {
  return parseDouble(value.bytes, value.bytes + value.sizeBytes, result) ? kAccepted : Refusal{kInput, "'"};
}

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Flink's short path (precision and size at most 18): it ends at the first character that is no digit and forgives that one.
bool toShortDecimal(StringView value, Decimal &result, int32_t precision, int32_t scale) {
  const char *position = value.bytes, *end = position + value.sizeBytes;
  while (position < end && isBlank(*position))
    ++position;
  if (position == end)
    return false;
  bool negative = *position == '-';
  if ((negative || *position == '+') && ++position == end)
    return false;
  int64_t significand = 0;
  int32_t digits = 0, point = -1;
  char c = 0;
  while (position < end) {
    c = *position++;
    if (isDigit(c)) {
      significand = significand * 10 + (c - '0');
      ++digits;
    } else if (c == '.') {
      if (point >= 0)
        return false;
      point = digits;
    } else {
      break;
    }
  }
  if (point < 0)
    point = digits;
  int32_t exponent = 0;
  if ((c == 'e' || c == 'E') && position < end) {
    bool negativeExponent = *position == '-';
    if ((negativeExponent || *position == '+') && ++position == end)
      return false;
    while (position < end) {
      c = *position++;
      if (!isDigit(c))
        break;
      if (exponent < 40)
        exponent = exponent * 10 + (c - '0');
    }
    if (negativeExponent)
      exponent = -exponent;
  }
  for (; position < end; ++position)
    if (!isBlank(*position))
      return false;
  int32_t change = exponent - (digits - point) + scale;
  if (digits + change > precision || change > 18 || change < -18)
    return false;
  if (negative)
    significand = -significand;
  auto unit = static_cast<int64_t>(kPowersOfTen64[change < 0 ? -change : change]);
  if (change >= 0)
    result.unscaled = significand * unit;
  else
    result.unscaled = (significand + (negative ? -5 : 5) * (unit / 10)) / unit;
  return true;
}

Refusal toDecimal(FunctionContext &, StringView value, Decimal &result, int32_t precision, int32_t scale) {
  constexpr Refusal kOverflow{kInput, "'. Overflow."};
  if (precision <= 18 && value.sizeBytes <= 18)
    return toShortDecimal(value, result, precision, scale) ? kAccepted : kOverflow;
  const char *begin = value.bytes, *end = begin + value.sizeBytes;
  while (begin < end && isBlank(*begin))
    ++begin;
  while (end > begin && isBlank(end[-1]))
    --end;
  switch (parseDecimal(begin, end, precision, scale, result.unscaled)) {
  case DecimalText::Ok:
    return kAccepted;
  case DecimalText::Overflow:
    return kOverflow;
  case DecimalText::Invalid:
    break;
  }
  return {kInput, "'. Invalid character found."};
}

Refusal toDate(FunctionContext &, StringView value, int32_t &result, int32_t, int32_t) {
  return temporal::parseSqlDate(value, result) ? kAccepted : Refusal{kInput, "'."};
}
Refusal toTime(FunctionContext &, StringView value, int32_t &result, int32_t precision, int32_t) {
  if (!temporal::parseSqlTime(value, result))
    return {"Invalid time format: '", "'. Expected format: HH:mm:ss[.fff] where HH is 00-23, mm is 00-59, ss is 00-59"};
  result = temporal::truncatedTime(result, precision);
  return kAccepted;
}
Refusal toTimestamp(FunctionContext &, StringView value, Timestamp &result, int32_t precision, int32_t) {
  return temporal::parseSqlTimestamp(value, precision, result) ? kAccepted
                                                               : Refusal{"Text '", "' could not be parsed as TIMESTAMP"};
}
Refusal toLtz(FunctionContext &context, StringView value, Timestamp &result, int32_t precision, int32_t) {
  if (!temporal::parseSqlTimestamp(value, precision, result))
    return {"Text '", "' could not be parsed as TIMESTAMP_LTZ"};
  result.ms = temporal::sessionZone(context).toUtcMs(result.ms);
  return kAccepted;
}

template <typename T> using Parse = Refusal (*)(FunctionContext &, StringView, T &, int32_t, int32_t);

template <typename T, Parse<T> parse, typename... Constants> T castText(FunctionContext &context, StringView value, Constants... constants) {
  T result{};
  int32_t types[sizeof...(Constants) + 2] = {constants.value...};
  Refusal refusal = parse(context, value, result, types[0], types[1]);
  if (__builtin_expect(refusal.before != nullptr, 0))
    context.fail(FunctionError::CastFailed, text::message(context, refusal.before, value.view(), refusal.after));
  return result;
}

template <typename T, Parse<T> parse, typename... Constants>
Nullable<T> tryCastText(FunctionContext &context, StringView value, Constants... constants) {
  T result{};
  int32_t types[sizeof...(Constants) + 2] = {constants.value...};
  if (parse(context, value, result, types[0], types[1]).before != nullptr)
    return {};
  return result;
}

} // namespace
} // namespace millrace::cast

using namespace millrace;
using namespace millrace::cast;
#define MR_FROM_TEXT(to, ...)                                                                                          \
  MR_FUNCTION(mr_fn_cast_string_##to, castText<__VA_ARGS__>)                                                           \
  MR_FUNCTION(mr_fn_try_cast_string_##to, tryCastText<__VA_ARGS__>)
MR_FROM_TEXT(boolean, bool, toBoolean)
MR_FROM_TEXT(tinyint, int8_t, toInteger<int8_t>)
MR_FROM_TEXT(smallint, int16_t, toInteger<int16_t>)
MR_FROM_TEXT(int, int32_t, toInteger<int32_t>)
MR_FROM_TEXT(bigint, int64_t, toInteger<int64_t>)
MR_FROM_TEXT(float, float, toFloat)
MR_FROM_TEXT(double, double, millrace::cast::toDouble)
MR_FROM_TEXT(decimal, Decimal, toDecimal, TypeConstant, TypeConstant)
MR_FROM_TEXT(date, int32_t, toDate)
MR_FROM_TEXT(time, int32_t, toTime, TypeConstant)
MR_FROM_TEXT(timestamp, Timestamp, toTimestamp, TypeConstant)
MR_FROM_TEXT(ltz, Timestamp, toLtz, TypeConstant)
