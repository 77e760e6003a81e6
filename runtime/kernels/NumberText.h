/// Reads and writes numbers as Java and Flink spell them. Inline: the decoders, casts and encoders share it.
///
/// Bounds: parsers read [begin, end) and nothing else; writers need the room their comment names.
/// Source: java.lang.Long.parseLong, java.math.BigDecimal(String) and toString, DecimalData.fromBigDecimal (HALF_UP).
#pragma once
#include "runtime/abi/Values.h"

/// On kernels whose inlining the decode loop's speed rests on: a call would put the cursor into memory.
#define MR_HOT [[gnu::always_inline]]

namespace millrace {

extern "C" int32_t mr_text_double_slow(const char *begin, const char *end, double *value);
extern "C" int32_t mr_text_float_slow(const char *begin, const char *end, float *value);
extern "C" uint32_t mr_text_put_double(char *out, double value);
extern "C" uint32_t mr_text_put_float(char *out, float value);

constexpr uint64_t kPowersOfTen64[20] = {1ull,
                                         10ull,
                                         100ull,
                                         1000ull,
                                         10000ull,
                                         100000ull,
                                         1000000ull,
                                         10000000ull,
                                         100000000ull,
                                         1000000000ull,
                                         10000000000ull,
                                         100000000000ull,
                                         1000000000000ull,
                                         10000000000000ull,
                                         100000000000000ull,
                                         1000000000000000ull,
                                         10000000000000000ull,
                                         100000000000000000ull,
                                         1000000000000000000ull,
                                         10000000000000000000ull};

/// 10^exponent for 0..38.
inline Int128 powerOfTen(int32_t exponent) {
  if (exponent < 19)
    return static_cast<Int128>(kPowersOfTen64[exponent]);
  return static_cast<Int128>(kPowersOfTen64[19]) * static_cast<Int128>(kPowersOfTen64[exponent - 19]);
}

inline bool isDigit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

/// Java's String.trim: drops characters up to U+0020 at both ends.
inline void trimJava(const char *&begin, const char *&end) {
  while (begin < end && static_cast<unsigned char>(*begin) <= ' ')
    ++begin;
  while (begin < end && static_cast<unsigned char>(end[-1]) <= ' ')
    --end;
}

/// Number of leading ASCII digits in the 8 bytes at `text`.
inline uint32_t digitsInWord(uint64_t word) {
  uint64_t notDigit = ((word & 0xF0F0F0F0F0F0F0F0ull) ^ 0x3030303030303030ull) |
                      (((word + 0x0606060606060606ull) & 0xF0F0F0F0F0F0F0F0ull) ^ 0x3030303030303030ull);
  return notDigit == 0 ? 8 : static_cast<uint32_t>(__builtin_ctzll(notDigit)) / 8;
}

/// The value of exactly eight ASCII digits. Source: Lemire, "Quickly parsing eight digits" (2018).
inline uint32_t eightDigits(uint64_t word) {
  word = (word & 0x0F0F0F0F0F0F0F0Full) * 2561 >> 8;
  word = (word & 0x00FF00FF00FF00FFull) * 6553601 >> 16;
  return static_cast<uint32_t>((word & 0x0000FFFF0000FFFFull) * 42949672960001ull >> 32);
}

inline uint64_t loadWord(const char *text) {
  uint64_t word;
  std::memcpy(&word, text, 8);
  return word;
}

/// Reads a run of digits; needs 8 readable bytes after the run. Sets `count`, at most 20; the value is right for count <= 19.
inline uint64_t readDigits(const char *&position, uint32_t &count) {
  uint64_t word = loadWord(position);
  uint32_t digits = digitsInWord(word);
  if (digits < 8) {
    count = digits;
    position += digits;
    if (digits == 0)
      return 0;
    return eightDigits(word << (64 - 8 * digits)); // the zero bytes shifted in below count as the digit 0
  }
  uint64_t value = eightDigits(word);
  const char *begin = position;
  position += 8;
  word = loadWord(position);
  digits = digitsInWord(word);
  if (digits == 8) {
    value = value * 100000000 + eightDigits(word);
    position += 8;
    while (isDigit(*position) && position - begin < 20) {
      value = value * 10 + static_cast<uint64_t>(*position - '0');
      ++position;
    }
  } else if (digits > 0) {
    value = value * kPowersOfTen64[digits] + eightDigits(word << (64 - 8 * digits));
    position += digits;
  }
  count = static_cast<uint32_t>(position - begin);
  return value;
}

/// Long.parseLong, Integer.parseInt, …: sign, at least one digit, nothing else; false outside [min, max].
inline bool parseInteger(const char *begin, const char *end, int64_t min, int64_t max, int64_t &result) {
  bool negative = false;
  if (begin < end && (*begin == '-' || *begin == '+')) {
    negative = *begin == '-';
    ++begin;
  }
  if (begin == end)
    return false;
  uint64_t limit = negative ? 0 - static_cast<uint64_t>(min) : static_cast<uint64_t>(max);
  uint64_t value = 0;
  for (; begin < end; ++begin) {
    uint64_t digit = static_cast<uint64_t>(*begin - '0');
    if (!isDigit(*begin) || digit > limit || value > (limit - digit) / 10)
      return false;
    value = value * 10 + digit;
  }
  result = static_cast<int64_t>(negative ? 0 - value : value);
  return true;
}

enum class DecimalText : uint8_t { Ok, Overflow /* more digits than the precision: Flink's NULL */, Invalid };

/// The pieces of a number in BigDecimal's grammar: [sign] digits [. digits] [e [sign] digits].
struct NumberPieces {
  const char *integerBegin, *integerEnd, *fractionBegin, *fractionEnd;
  int64_t exponent;
  bool negative;
};

inline bool splitNumber(const char *position, const char *end, NumberPieces &pieces) {
  pieces.negative = false;
  if (position < end && (*position == '-' || *position == '+')) {
    pieces.negative = *position == '-';
    ++position;
  }
  pieces.integerBegin = position;
  while (position < end && isDigit(*position))
    ++position;
  pieces.integerEnd = pieces.fractionBegin = pieces.fractionEnd = position;
  if (position < end && *position == '.') {
    pieces.fractionBegin = ++position;
    while (position < end && isDigit(*position))
      ++position;
    pieces.fractionEnd = position;
  }
  if (pieces.integerEnd == pieces.integerBegin && pieces.fractionEnd == pieces.fractionBegin)
    return false;
  pieces.exponent = 0;
  if (position < end && (*position == 'e' || *position == 'E')) {
    ++position;
    if (!parseInteger(position, end, -2147483647, 2147483647, pieces.exponent))
      return false;
    position = end;
  }
  return position == end;
}

/// DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale): rounds HALF_UP to the scale.
[[gnu::noinline]] inline DecimalText parseDecimal(const char *begin, const char *end, int32_t precision, int32_t scale, Int128 &result) {
  NumberPieces pieces;
  if (!splitNumber(begin, end, pieces))
    return DecimalText::Invalid;
  int64_t fractionCount = pieces.fractionEnd - pieces.fractionBegin;
  int64_t integerCount = pieces.integerEnd - pieces.integerBegin;
  int64_t total = integerCount + fractionCount;
  int64_t keep = total + pieces.exponent - fractionCount + scale; // digits (zeros behind included) before the rounding point
  unsigned __int128 value = 0;
  const unsigned __int128 limit = static_cast<unsigned __int128>(powerOfTen(precision));
  bool roundUp = false;
  for (int64_t i = 0; i < total; ++i) {
    char c = i < integerCount ? pieces.integerBegin[i] : pieces.fractionBegin[i - integerCount];
    if (i >= keep) {
      roundUp = i == keep && c >= '5';
      break;
    }
    if (value >= limit / 10)
      return DecimalText::Overflow;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  for (int64_t i = total; i < keep && value != 0; ++i) {
    if (value >= limit / 10)
      return DecimalText::Overflow;
    value *= 10;
  }
  value += roundUp;
  if (value >= limit)
    return DecimalText::Overflow;
  result = pieces.negative ? -static_cast<Int128>(value) : static_cast<Int128>(value);
  return DecimalText::Ok;
}

/// Double.parseDouble(text.trim()).
inline bool parseDouble(const char *begin, const char *end, double &result) {
  trimJava(begin, end);
  return mr_text_double_slow(begin, end, &result) != 0;
}
inline bool parseFloat(const char *begin, const char *end, float &result) {
  trimJava(begin, end);
  return mr_text_float_slow(begin, end, &result) != 0;
}

constexpr char kDigitPairs[201] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
                                  "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

inline char *putTwoDigits(char *out, uint32_t value) {
  std::memcpy(out, kDigitPairs + 2 * value, 2);
  return out + 2;
}

inline uint32_t countDigits(uint64_t value) {
  uint32_t guess = (64 - static_cast<uint32_t>(__builtin_clzll(value | 1))) * 1233 >> 12;
  return guess + 1 - (value < kPowersOfTen64[guess] && guess > 0);
}

/// Up to 20 bytes.
inline char *putUnsigned(char *out, uint64_t value) {
  uint32_t size = countDigits(value);
  char *position = out + size;
  while (value >= 100) {
    position -= 2;
    putTwoDigits(position, static_cast<uint32_t>(value % 100));
    value /= 100;
  }
  if (value >= 10)
    putTwoDigits(position - 2, static_cast<uint32_t>(value));
  else
    position[-1] = static_cast<char>('0' + value);
  return out + size;
}

/// Up to 20 bytes.
inline char *putInteger(char *out, int64_t value) {
  uint64_t magnitude = static_cast<uint64_t>(value);
  if (value < 0) {
    *out++ = '-';
    magnitude = 0 - magnitude;
  }
  return putUnsigned(out, magnitude);
}

/// Up to 39 bytes.
inline char *putUnsigned128(char *out, unsigned __int128 value) {
  constexpr uint64_t kChunk = 10000000000000000000ull;
  if (value < kChunk)
    return putUnsigned(out, static_cast<uint64_t>(value));
  out = putUnsigned128(out, value / kChunk);
  uint64_t low = static_cast<uint64_t>(value % kChunk);
  for (int32_t i = 18; i >= 0; --i, low /= 10)
    out[i] = static_cast<char>('0' + low % 10);
  return out + 19;
}

/// BigDecimal.toPlainString with all `scale` (>= 0) digits. Up to 42 bytes.
inline char *putDecimalPlain(char *out, Int128 unscaled, int32_t scale) {
  unsigned __int128 magnitude = static_cast<unsigned __int128>(unscaled);
  if (unscaled < 0) {
    *out++ = '-';
    magnitude = 0 - magnitude;
  }
  char digits[40];
  int32_t count = static_cast<int32_t>(putUnsigned128(digits, magnitude) - digits);
  if (scale == 0) {
    std::memcpy(out, digits, static_cast<size_t>(count));
    return out + count;
  }
  int32_t integer = count - scale;
  if (integer <= 0) {
    *out++ = '0';
    *out++ = '.';
    for (int32_t i = integer; i < 0; ++i)
      *out++ = '0';
    std::memcpy(out, digits, static_cast<size_t>(count));
    return out + count;
  }
  std::memcpy(out, digits, static_cast<size_t>(integer));
  out += integer;
  *out++ = '.';
  std::memcpy(out, digits + integer, static_cast<size_t>(scale));
  return out + scale;
}

/// BigDecimal.toString: plain while the exponent is at least -6 and the scale is not negative, else scientific. Up to 48 bytes.
inline char *putDecimalJava(char *out, Int128 unscaled, int32_t scale) {
  unsigned __int128 magnitude = static_cast<unsigned __int128>(unscaled);
  if (unscaled < 0)
    magnitude = 0 - magnitude;
  char digits[40];
  int32_t count = static_cast<int32_t>(putUnsigned128(digits, magnitude) - digits);
  int32_t exponent = count - 1 - scale;
  if (scale >= 0 && exponent >= -6)
    return putDecimalPlain(out, unscaled, scale);
  if (unscaled < 0)
    *out++ = '-';
  *out++ = digits[0];
  if (count > 1) {
    *out++ = '.';
    std::memcpy(out, digits + 1, static_cast<size_t>(count - 1));
    out += count - 1;
  }
  *out++ = 'E';
  if (exponent > 0)
    *out++ = '+';
  return putInteger(out, exponent);
}

/// BigDecimal.stripTrailingZeros().toString(). Up to 48 bytes.
inline char *putDecimalStripped(char *out, Int128 unscaled, int32_t scale) {
  if (unscaled == 0) {
    *out = '0';
    return out + 1;
  }
  if (unscaled == static_cast<int64_t>(unscaled)) {
    int64_t small = static_cast<int64_t>(unscaled);
    while (small % 10 == 0) {
      small /= 10;
      --scale;
    }
    unscaled = small;
  }
  while (unscaled % 10 == 0) {
    unscaled /= 10;
    --scale;
  }
  return putDecimalJava(out, unscaled, scale);
}

} // namespace millrace
