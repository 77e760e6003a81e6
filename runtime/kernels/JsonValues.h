/// Typed JSON values at the cursor, no per-byte loops on the usual shapes.
///
/// Shape:   each kernel answers kDecodeOk with the cursor behind the value, kDecodeNull (the output is untouched), or kDecodeSurprise.
/// Bounds:  loads reach at most 64 bytes behind JsonCursor::end. A value that runs past the end is a surprise at the next step, as is
///          a number with an exponent: no step begins with `e`.
/// Calls:   what is unusual but not surprising is read in runtime/format/json/JsonSlow.cpp. It gets copies of what it needs of the
///          cursor: the cursor never escapes, and lives in registers where the kernels are inlined.
/// Source:  Flink's JsonParserToRowDataConverters for what converts to what; everything unusual is left to it (the
///          complete parser, runtime/format/json) by kDecodeSurprise.
#pragma once
#include "runtime/abi/FormatAbi.h"
#include "runtime/kernels/JsonReader.h"
#include "runtime/kernels/JsonScan.h"
#include "runtime/kernels/TemporalFast.h"

namespace millrace::json {

inline uint32_t load32(const char *text) {
  uint32_t word;
  std::memcpy(&word, text, 4);
  return word;
}
constexpr uint32_t kNullWord = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
constexpr uint32_t kTrueWord = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
constexpr uint32_t kAlseWord = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;

/// Takes `null` if it is there.
MR_HOT inline int32_t nullOrSurprise(const char *&position) {
  if (load32(position) != kNullWord)
    return kDecodeSurprise;
  position += 4;
  return kDecodeNull;
}

/// A slow path on copies: `call(position, value)`, both by address.
template <typename T, typename Call> MR_HOT inline int32_t onCopy(JsonCursor *cursor, T *value, Call call) {
  const char *position = cursor->position;
  T made;
  int32_t code = call(&position, &made);
  if (code == kDecodeOk)
    *value = made;
  cursor->position = position;
  return code;
}

MR_HOT inline int32_t string(JsonCursor *cursor, StringView *value) {
  const char *begin = cursor->position + 1, *end = begin;
  if (__builtin_expect(*cursor->position != '"' || !findPlainEnd(end, cursor->end), 0))
    return onCopy(cursor, value, [&](const char **position, StringView *odd) { return mr_json_string_slow(cursor->reader, position, cursor->end, odd); });
  // The prefix is loaded whole: the closing quote and what follows are readable, and cut away.
  uint32_t size = static_cast<uint32_t>(end - begin);
  value->sizeBytes = size;
  value->prefix = _bzhi_u32(load32(begin), size < 4 ? 8 * size : 32);
  value->bytes = begin;
  cursor->position = end + 1;
  return kDecodeOk;
}

/// A branch on purpose: a column's numbers are quoted or not, and what follows must not wait for the answer.
MR_HOT inline bool skipOpeningQuote(const char *&position) {
  if (*position != '"')
    return false;
  ++position;
  asm("" : "+r"(position));
  return true;
}

/// A digit behind a leading 0, which makes no number.
MR_HOT inline bool hasLeadingZero(const char *digits) {
  return (load32(digits) & 0xF0FF) == 0x3030; // or one of `:;<=>?` behind it, which no number is followed by
}

MR_HOT inline int64_t withSign(uint64_t magnitude, bool negative) {
  return static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
}

/// A whole number in [min, max], quoted or not. Everything else (exponents, `+`, blanks) is left to the complete parser.
MR_HOT inline int32_t integer(JsonCursor *cursor, int64_t min, int64_t max, int64_t &value) {
  const char *position = cursor->position;
  bool quoted = skipOpeningQuote(position);
  bool negative = *position == '-';
  position += negative;
  uint64_t magnitude;
  uint32_t count;
  int32_t code = kDecodeOk;
  if (__builtin_expect(readShortDigits(position, magnitude, count) && count != 0 && !hasLeadingZero(position) && (!quoted || position[count] == '"'), 1)) {
    value = withSign(magnitude, negative);
    cursor->position = position + count + quoted;
  } else {
    code = onCopy(cursor, &value, [&](const char **at, int64_t *odd) { return mr_json_integer_slow(at, odd); });
  }
  return code == kDecodeOk && (value < min || value > max) ? kDecodeSurprise : code;
}

template <typename T> MR_HOT inline int32_t integerAs(JsonCursor *cursor, T *value) {
  constexpr int64_t kMax = static_cast<int64_t>(~static_cast<std::make_unsigned_t<T>>(0) >> 1);
  int64_t wide;
  int32_t code = integer(cursor, -kMax - 1, kMax, wide);
  if (code == kDecodeOk)
    *value = static_cast<T>(wide);
  return code;
}

/// A number of at most 15 characters without sign and quotes.
struct UsualNumber {
  ShortNumber digits;
  bool negative;
  const char *end; // behind the closing quote, if there is one
};

/// JSON's number grammar, quoted or not, without exponents.
MR_HOT inline bool readUsualNumber(const char *position, UsualNumber &number) {
  bool quoted = skipOpeningQuote(position);
  number.negative = *position == '-';
  position += number.negative;
  if (__builtin_expect(!readShortNumber(position, number.digits), 0))
    return false;
  number.end = number.digits.end + quoted;
  return __builtin_expect(number.digits.integerCount != 0 && !hasLeadingZero(position) && !number.digits.endsWithPoint && (!quoted || *number.digits.end == '"'), 1);
}

/// Whether the digits fit DECIMAL(precision, scale) without rounding; sets the power of ten that they lack.
MR_HOT inline bool fitsDecimal(const ShortNumber &digits, int32_t precision, int32_t scale, uint32_t &shift) {
  shift = static_cast<uint32_t>(scale) - digits.fractionCount;
  return digits.integerCount <= static_cast<uint32_t>(precision - scale) && shift <= static_cast<uint32_t>(scale);
}

MR_HOT inline int32_t decimal64(JsonCursor *cursor, int64_t *unscaled, int32_t precision, int32_t scale) {
  UsualNumber number;
  uint32_t shift;
  if (__builtin_expect(readUsualNumber(cursor->position, number) && fitsDecimal(number.digits, precision, scale, shift), 1)) {
    *unscaled = withSign(number.digits.mantissa * kPowersOfTen64[shift], number.negative);
    cursor->position = number.end;
    return kDecodeOk;
  }
  return onCopy(cursor, unscaled, [&](const char **position, int64_t *odd) {
    Decimal wide;
    int32_t code = mr_json_decimal_slow(position, &wide, precision, scale);
    *odd = static_cast<int64_t>(wide.unscaled);
    return code;
  });
}

MR_HOT inline int32_t decimal128(JsonCursor *cursor, Decimal *value, int32_t precision, int32_t scale) {
  UsualNumber number;
  uint32_t shift;
  if (__builtin_expect(readUsualNumber(cursor->position, number) && fitsDecimal(number.digits, precision, scale, shift), 1)) {
    Int128 magnitude = static_cast<Int128>(number.digits.mantissa) * powerOfTen(static_cast<int32_t>(shift));
    value->unscaled = number.negative ? -magnitude : magnitude;
    cursor->position = number.end;
    return kDecodeOk;
  }
  return onCopy(cursor, value, [&](const char **position, Decimal *odd) { return mr_json_decimal_slow(position, odd, precision, scale); });
}

constexpr double kExactPowers[16] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Source: Clinger, "How to read floating point numbers accurately" (PLDI 1990): both operands exact, one rounding.
MR_HOT inline int32_t floating(JsonCursor *cursor, double *value) {
  UsualNumber number;
  if (__builtin_expect(readUsualNumber(cursor->position, number), 1)) {
    double magnitude = static_cast<double>(static_cast<int64_t>(number.digits.mantissa)) / kExactPowers[number.digits.fractionCount];
    *value = number.negative ? -magnitude : magnitude;
    cursor->position = number.end;
    return kDecodeOk;
  }
  return onCopy(cursor, value, [&](const char **position, double *odd) { return mr_json_double_slow(position, odd); });
}

MR_HOT inline int32_t floating(JsonCursor *cursor, float *value) {
  UsualNumber number;
  bool isExact = readUsualNumber(cursor->position, number) && number.digits.mantissa <= (1ull << 24) && number.digits.fractionCount <= 10;
  if (__builtin_expect(isExact, 1)) {
    float magnitude = static_cast<float>(static_cast<int64_t>(number.digits.mantissa)) / static_cast<float>(kExactPowers[number.digits.fractionCount]);
    *value = number.negative ? -magnitude : magnitude;
    cursor->position = number.end;
    return kDecodeOk;
  }
  return onCopy(cursor, value, [&](const char **position, float *odd) { return mr_json_float_slow(position, odd); });
}

MR_HOT inline int32_t boolean(JsonCursor *cursor, bool *value) {
  uint32_t word = load32(cursor->position);
  if (word == kTrueWord) {
    cursor->position += 4;
    *value = true;
    return kDecodeOk;
  }
  if (*cursor->position == 'f' && load32(cursor->position + 1) == kAlseWord) {
    cursor->position += 5;
    *value = false;
    return kDecodeOk;
  }
  return nullOrSurprise(cursor->position);
}

MR_HOT inline int32_t timestamp(JsonCursor *cursor, Timestamp *value, int32_t standard, bool utc) {
  const char *position = cursor->position;
  int64_t ms;
  if (__builtin_expect(readUsualTimestamp(position, {standard == kTimestampIso ? 'T' : ' ', utc, true}, ms), 1)) {
    *value = {ms, 0, 0};
    cursor->position = position;
    return kDecodeOk;
  }
  return onCopy(cursor, value, [&](const char **at, Timestamp *odd) { return mr_json_timestamp_slow(at, cursor->end, odd, standard, utc); });
}

MR_HOT inline int32_t timestampMs(JsonCursor *cursor, int64_t *ms, int32_t standard, bool utc) {
  Timestamp value;
  int32_t code = timestamp(cursor, &value, standard, utc);
  if (code == kDecodeOk)
    *ms = value.ms;
  return code;
}

} // namespace millrace::json
