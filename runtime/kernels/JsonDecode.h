/// Fast JSON value kernels: typed values at the cursor, no per-byte loops on the usual shapes.
///
/// Bounds:  loads reach at most 64 bytes behind JsonCursor::end. A value that runs past its record's end is a surprise at the
///          next step.
/// Lines:   the record's end is found first (it does not wait for the values, so the processor works on several records at
///          once); every step starts at or before it, so a record never reaches into the next line.
/// Calls:   slow paths get a copy of the cursor: it never escapes, and lives in registers where the kernels are inlined.
/// Source:  Flink's JsonParserToRowDataConverters for what converts to what; everything unusual is left to it (the
///          complete parser, runtime/format/json) by kDecodeSurprise.
#pragma once
#include "runtime/kernels/JsonReader.h"
#include "runtime/kernels/TemporalFast.h"
#include "runtime/kernels/Utf8.h"

namespace millrace {

extern "C" {
int32_t mr_json_record_slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes);
int32_t mr_json_nested_slow(JsonCursor *cursor, int32_t field, NestedView *value);
int32_t mr_json_string_slow(JsonCursor *cursor, StringView *value);
int32_t mr_json_bytes_slow(JsonCursor *cursor, StringView *value);
int32_t mr_json_skip_slow(JsonCursor *cursor);
void mr_json_open_slow(JsonCursor *cursor);
}

namespace json {

inline uint32_t load32(const char *text) {
  uint32_t word;
  std::memcpy(&word, text, 4);
  return word;
}
constexpr uint32_t kNullWord = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
constexpr uint32_t kTrueWord = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
constexpr uint32_t kAlseWord = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;

/// A slow path on a copy of the cursor.
template <typename Call> MR_HOT inline int32_t onCopy(JsonCursor *cursor, Call call) {
  JsonCursor copy = *cursor;
  int32_t code = call(&copy);
  cursor->position = copy.position;
  return code;
}

/// Takes `null` if it is there.
MR_HOT inline int32_t nullOrSurprise(JsonCursor *cursor) {
  if (load32(cursor->position) != kNullWord)
    return kDecodeSurprise;
  cursor->position += 4;
  return kDecodeNull;
}

/// From behind an opening quote to the first `"` or `\`, or null past `end`. Sets `nonAscii` if a byte >= 0x80 passed.
///
/// The next value waits for the quote's place alone: backslashes are compared beside that chain.
MR_HOT inline const char *scanString(const char *position, const char *end, bool &nonAscii) {
  const __m256i quote = _mm256_set1_epi8('"'), backslash = _mm256_set1_epi8('\\');
  uint32_t high = 0;
  for (;;) {
    __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
    uint32_t quotes = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(chunk, quote)));
    uint32_t escapes = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(chunk, backslash)));
    uint32_t bits = static_cast<uint32_t>(_mm256_movemask_epi8(chunk));
    if (__builtin_expect(quotes != 0, 1)) {
      uint32_t before = quotes ^ (quotes - 1); // up to the quote, itself included
      if (__builtin_expect((escapes & before) != 0, 0)) {
        uint32_t at = static_cast<uint32_t>(__builtin_ctz(escapes));
        nonAscii = (high | _bzhi_u32(bits, at)) != 0;
        return position + at;
      }
      nonAscii = (high | (bits & before)) != 0;
      return position + __builtin_ctz(quotes);
    }
    if (escapes != 0) {
      uint32_t at = static_cast<uint32_t>(__builtin_ctz(escapes));
      nonAscii = (high | _bzhi_u32(bits, at)) != 0;
      return position + at;
    }
    high |= bits;
    position += 32;
    if (position >= end)
      return nullptr;
  }
}

/// A string without escapes at the cursor.
inline int32_t plainString(JsonCursor *cursor, const char *&begin, const char *&end) {
  if (__builtin_expect(*cursor->position != '"', 0))
    return nullOrSurprise(cursor);
  begin = cursor->position + 1;
  bool nonAscii;
  end = scanString(begin, cursor->recordEnd, nonAscii);
  if (__builtin_expect(end == nullptr || *end != '"', 0))
    return kDecodeSurprise;
  if (__builtin_expect(nonAscii, 0) && !isUtf8(begin, end))
    return kDecodeSurprise;
  cursor->position = end + 1;
  return kDecodeOk;
}

MR_HOT inline int32_t string(JsonCursor *cursor, StringView *value) {
  if (__builtin_expect(*cursor->position != '"', 0))
    return nullOrSurprise(cursor);
  const char *begin = cursor->position + 1;
  bool nonAscii;
  const char *end = scanString(begin, cursor->recordEnd, nonAscii);
  if (__builtin_expect(end == nullptr || *end != '"', 0))
    return end == nullptr || *end != '\\' ? kDecodeSurprise : onCopy(cursor, [&](JsonCursor *copy) {
      StringView unescaped;
      int32_t code = mr_json_string_slow(copy, &unescaped);
      *value = unescaped;
      return code;
    });
  if (__builtin_expect(nonAscii, 0) && !isUtf8(begin, end))
    return kDecodeSurprise;
  // The prefix is loaded whole: the closing quote and what follows are readable, and masked away.
  uint32_t size = static_cast<uint32_t>(end - begin);
  value->sizeBytes = size;
  value->prefix = load32(begin) & (size >= 4 ? 0xFFFFFFFFu : (1u << (8 * size)) - 1);
  value->bytes = begin;
  cursor->position = end + 1;
  return kDecodeOk;
}

/// A whole number in [min, max], quoted or not. Everything else (exponents, `+`, blanks) is left to the complete parser.
MR_HOT inline int32_t integer(JsonCursor *cursor, int64_t min, int64_t max, int64_t &value) {
  const char *position = cursor->position;
  bool quoted = *position == '"';
  position += quoted;
  bool negative = *position == '-';
  position += negative;
  char first = *position;
  uint32_t count;
  uint64_t magnitude = readDigits(position, count);
  if (__builtin_expect(count - 1 > 17, 0))
    return nullOrSurprise(cursor);
  if (__builtin_expect(first == '0' && count > 1, 0))
    return kDecodeSurprise;
  if (quoted) {
    if (*position != '"')
      return kDecodeSurprise;
    ++position;
  }
  int64_t result = static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
  if (result < min || result > max)
    return kDecodeSurprise;
  value = result;
  cursor->position = position;
  return kDecodeOk;
}

template <typename T> MR_HOT inline int32_t integerAs(JsonCursor *cursor, T *value) {
  constexpr int64_t kMax = static_cast<int64_t>(~static_cast<std::make_unsigned_t<T>>(0) >> 1);
  int64_t wide;
  int32_t code = integer(cursor, -kMax - 1, kMax, wide);
  if (code == kDecodeOk)
    *value = static_cast<T>(wide);
  return code;
}

/// A number token: its bytes, its digits as one integer when there are at most 18, and the power of ten of the last digit.
struct NumberToken {
  const char *begin, *end; // without quotes
  uint64_t mantissa;
  int32_t exponent; // value = mantissa * 10^exponent
  bool negative;
  bool exact; // mantissa and exponent hold
};

/// number() for more than 15 characters.
[[gnu::noinline]] inline int32_t longNumberAt(JsonCursor *cursor, NumberToken *token, const char *position, bool quoted) {
  char first = *position;
  uint32_t integerCount, fractionCount = 0;
  token->mantissa = readDigits(position, integerCount);
  if ((first == '0' && integerCount > 1) || integerCount > 18)
    return kDecodeSurprise;
  token->exact = true;
  if (*position == '.') {
    ++position;
    uint64_t fraction = readDigits(position, fractionCount);
    if (fractionCount == 0 || fractionCount > 18)
      return kDecodeSurprise;
    if (integerCount + fractionCount <= 18)
      token->mantissa = token->mantissa * kPowersOfTen64[fractionCount] + fraction;
    else
      token->exact = false;
  }
  token->exponent = -static_cast<int32_t>(fractionCount);
  if ((*position | 0x20) == 'e')
    return kDecodeSurprise;
  token->end = position;
  if (quoted) {
    if (*position != '"')
      return kDecodeSurprise;
    ++position;
  }
  cursor->position = position;
  return kDecodeOk;
}

inline int32_t longNumber(JsonCursor *cursor, NumberToken &token, const char *position, bool quoted) {
  NumberToken copy = token;
  int32_t code = onCopy(cursor, [&](JsonCursor *cursorCopy) { return longNumberAt(cursorCopy, &copy, position, quoted); });
  token = copy;
  return code;
}

/// JSON's number grammar, quoted or not. kDecodeOk moves the cursor behind it.
MR_HOT inline int32_t number(JsonCursor *cursor, NumberToken &token) {
  const char *position = cursor->position;
  bool quoted = *position == '"';
  position += quoted;
  token.begin = position;
  token.negative = *position == '-';
  position += token.negative;
  ShortNumber shape;
  if (__builtin_expect(!readShortNumber(position, shape), 0))
    return longNumber(cursor, token, position, quoted);
  if (__builtin_expect(shape.integerCount == 0, 0))
    return nullOrSurprise(cursor);
  if (__builtin_expect((*position == '0' && shape.integerCount > 1) || (shape.hasPoint && shape.fractionCount == 0), 0))
    return kDecodeSurprise;
  token.mantissa = shape.mantissa;
  token.exponent = -static_cast<int32_t>(shape.fractionCount);
  token.exact = true;
  // The next value waits for the end of this one: it is found in one word where that is enough, and checked against the
  // vector's answer, which comes later.
  const char *end = shape.end;
  uint64_t word = loadWord(position);
  uint64_t stops = ((word + 0x4646464646464646ull) | (word - 0x2E2E2E2E2E2E2E2Eull)) & 0x8080808080808080ull;
  if (__builtin_expect_with_probability(stops != 0, 1, 0.9)) {
    const char *early = position + (__builtin_ctzll(stops) >> 3), *checked = early;
    asm("" : "+r"(early)); // or the compiler takes the equal pointer that comes later
    if (__builtin_expect(checked != end, 0))
      return kDecodeSurprise;
    end = early;
  }
  position = token.end = end;
  if (__builtin_expect((*position | 0x20) == 'e', 0))
    return kDecodeSurprise;
  if (quoted) {
    if (*position != '"')
      return kDecodeSurprise;
    ++position;
  }
  cursor->position = position;
  return kDecodeOk;
}

MR_HOT inline int32_t decimal64(JsonCursor *cursor, int64_t *unscaled, int32_t precision, int32_t scale) {
  NumberToken token;
  int32_t code = number(cursor, token);
  if (__builtin_expect(code != kDecodeOk, 0))
    return code;
  int32_t shift = scale + token.exponent;
  // Below 10^18 * 10^shift stays in 64 bits while digits + shift <= 18, which mantissa < 10^(18 - shift) says.
  if (__builtin_expect(token.exact && shift >= 0 && token.mantissa < kPowersOfTen64[18 - shift], 1)) {
    uint64_t magnitude = token.mantissa * kPowersOfTen64[shift];
    if (__builtin_expect(magnitude >= kPowersOfTen64[precision], 0))
      return kDecodeNull;
    *unscaled = static_cast<int64_t>(token.negative ? 0 - magnitude : magnitude);
    return kDecodeOk;
  }
  Int128 wide = 0;
  if (parseDecimal(token.begin, token.end, precision, scale, wide) != DecimalText::Ok)
    return kDecodeNull; // the grammar was checked: more digits than the precision
  *unscaled = static_cast<int64_t>(wide);
  return kDecodeOk;
}

inline int32_t decimal128(JsonCursor *cursor, Decimal *value, int32_t precision, int32_t scale) {
  NumberToken token;
  int32_t code = number(cursor, token);
  if (code != kDecodeOk)
    return code;
  Int128 wide = 0;
  if (parseDecimal(token.begin, token.end, precision, scale, wide) != DecimalText::Ok)
    return kDecodeNull;
  value->unscaled = wide;
  return kDecodeOk;
}

constexpr double kExactPowers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                     1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Source: Clinger, "How to read floating point numbers accurately" (PLDI 1990): both operands exact, one rounding.
MR_HOT inline int32_t floating(JsonCursor *cursor, double *value) {
  NumberToken token;
  int32_t code = number(cursor, token);
  if (code != kDecodeOk)
    return code;
  if (__builtin_expect(token.exact && token.mantissa <= (1ull << 53), 1)) {
    double magnitude = static_cast<double>(token.mantissa) / kExactPowers[-token.exponent];
    *value = token.negative ? -magnitude : magnitude;
    return kDecodeOk;
  }
  return mr_text_double_slow(token.begin, token.end, value) ? kDecodeOk : kDecodeSurprise;
}

inline int32_t floating(JsonCursor *cursor, float *value) {
  NumberToken token;
  int32_t code = number(cursor, token);
  if (code != kDecodeOk)
    return code;
  if (__builtin_expect(token.exact && token.mantissa <= (1ull << 24) && token.exponent >= -10, 1)) {
    float magnitude = static_cast<float>(token.mantissa) / static_cast<float>(kExactPowers[-token.exponent]);
    *value = token.negative ? -magnitude : magnitude;
    return kDecodeOk;
  }
  return mr_text_float_slow(token.begin, token.end, value) ? kDecodeOk : kDecodeSurprise;
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
  return nullOrSurprise(cursor);
}

/// A quoted timestamp of the usual shape.
MR_HOT inline bool usualTimestamp(JsonCursor *cursor, char separator, bool utc, int64_t &ms) {
  if (*cursor->position != '"')
    return false;
  const char *end = readUsualTimestamp(cursor->position + 1, separator, utc, ms);
  if (end == nullptr || *end != '"')
    return false;
  cursor->position = end + 1;
  return true;
}

/// A timestamp of another shape than the usual one.
[[gnu::noinline]] inline int32_t oddTimestamp(JsonCursor *cursor, Timestamp *value, int32_t standard, bool utc) {
  const char *begin, *end, *position = cursor->position;
  int32_t code = plainString(cursor, begin, end);
  if (code != kDecodeOk)
    return code;
  TimestampText form = standard == kTimestampIso ? (utc ? TimestampText::IsoUtc : TimestampText::Iso)
                                                 : (utc ? TimestampText::SqlUtc : TimestampText::Sql);
  if (parseTimestamp(begin, end, form, *value))
    return kDecodeOk;
  cursor->position = position;
  return kDecodeSurprise;
}

MR_HOT inline int32_t timestamp(JsonCursor *cursor, Timestamp *value, int32_t standard, bool utc) {
  int64_t ms;
  if (__builtin_expect(usualTimestamp(cursor, standard == kTimestampIso ? 'T' : ' ', utc, ms), 1)) {
    *value = {ms, 0, 0};
    return kDecodeOk;
  }
  Timestamp odd;
  int32_t code = onCopy(cursor, [&](JsonCursor *copy) { return oddTimestamp(copy, &odd, standard, utc); });
  *value = odd;
  return code;
}

MR_HOT inline int32_t timestampMs(JsonCursor *cursor, int64_t *ms, int32_t standard, bool utc) {
  Timestamp value;
  int32_t code = timestamp(cursor, &value, standard, utc);
  if (code == kDecodeOk)
    *ms = value.ms;
  return code;
}

inline int32_t date(JsonCursor *cursor, int32_t *days) {
  const char *begin, *end;
  int32_t code = plainString(cursor, begin, end);
  if (code != kDecodeOk)
    return code;
  return parseDate(begin, end, *days) ? kDecodeOk : kDecodeSurprise;
}

inline int32_t time(JsonCursor *cursor, int32_t *millis) {
  const char *begin, *end;
  int32_t code = plainString(cursor, begin, end);
  if (code != kDecodeOk)
    return code;
  return parseTimeSql(begin, end, *millis) ? kDecodeOk : kDecodeSurprise;
}

/// Behind a value that nobody reads, checked for structure only; null: a surprise.
[[gnu::noinline]] inline const char *skipValueAt(JsonCursor *cursor, const char *position) {
  char first = *position;
  if (first == '-' || isDigit(first)) {
    cursor->position = position;
    NumberToken token;
    if (number(cursor, token) == kDecodeOk)
      return cursor->position;
  } else if (load32(position) == kTrueWord || load32(position) == kNullWord) {
    return position + 4;
  } else if (first == 'f' && load32(position + 1) == kAlseWord) {
    return position + 5;
  }
  cursor->position = position;
  return mr_json_skip_slow(cursor) == kDecodeOk ? cursor->position : nullptr;
}

MR_HOT inline const char *skipValue(JsonCursor *cursor, const char *position) {
  if (*position == '"') {
    bool nonAscii;
    const char *end = scanString(position + 1, cursor->recordEnd, nonAscii);
    if (__builtin_expect(end != nullptr && *end == '"', 1))
      return end + 1;
  }
  JsonCursor copy = *cursor;
  return skipValueAt(&copy, position);
}

inline void open(JsonCursor *cursor, JsonReader *reader, const char *position, const char *end) {
  cursor->position = position;
  cursor->end = end;
  cursor->recordBegin = position;
  cursor->step = nullptr;
  cursor->reader = reader;
  cursor->order = 0;
  cursor->attempts = 0;
  cursor->recordCount = 0;
  cursor->recordEnd = position;
  if (reader->scratch.position != nullptr) {
    JsonCursor copy = *cursor;
    mr_json_open_slow(&copy);
  }
}

/// The first line end at or behind `position`, or `end`.
MR_HOT inline const char *findLineEnd(const char *position, const char *end) {
  const __m256i line = _mm256_set1_epi8('\n');
  for (; position < end; position += 32) {
    __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
    uint32_t found = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(chunk, line)));
    if (found != 0) {
      position += __builtin_ctz(found);
      break;
    }
  }
  return position < end ? position : end;
}

MR_HOT inline int32_t begin(JsonCursor *cursor) {
  const char *position = cursor->position;
  JsonReader *reader = cursor->reader;
  while (!reader->isMessage && position < cursor->end && (*position == '\n' || (*position == '\r' && position + 1 < cursor->end && position[1] == '\n')))
    ++position;
  if (__builtin_expect(position >= cursor->end || (reader->isMessage && cursor->recordCount > 0), 0)) {
    cursor->position = cursor->end;
    return kRecordNone;
  }
  cursor->position = cursor->recordBegin = position;
  cursor->recordEnd = reader->isMessage ? cursor->end : findLineEnd(position, cursor->end);
  cursor->recordCount += 1;
  if (__builtin_expect(reader->orderCount == 0, 0))
    return kRecordSlow;
  cursor->order = reader->preferred;
  cursor->attempts = 1;
  cursor->step = reader->orders[cursor->order];
  return kRecordFast;
}

inline int32_t retry(JsonCursor *cursor) {
  JsonReader *reader = cursor->reader;
  if (cursor->attempts >= reader->orderCount)
    return 0;
  cursor->attempts += 1;
  cursor->order = cursor->order + 1 == reader->orderCount ? 0 : cursor->order + 1;
  cursor->step = reader->orders[cursor->order];
  cursor->position = cursor->recordBegin;
  return 1;
}

/// Behind the closing brace: nothing but the line's end may follow.
MR_HOT inline int32_t finish(JsonCursor *cursor, const char *position) {
  const char *recordEnd = cursor->recordEnd;
  if (__builtin_expect(position != recordEnd, 0) && !(position + 1 == recordEnd && (*position == '\r' || *position == '\n')))
    return kJsonSurprise;
  cursor->position = recordEnd + (recordEnd < cursor->end);
  cursor->reader->preferred = cursor->order;
  return kJsonEnd;
}

MR_HOT inline int32_t next(JsonCursor *cursor) {
  const JsonStep *step = cursor->step;
  const char *position = cursor->position;
  for (;;) {
    if (__builtin_expect(position > cursor->recordEnd, 0))
      return kJsonSurprise;
    __m256i seen = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
    __m256i expected = _mm256_load_si256(reinterpret_cast<const __m256i *>(step->text));
    uint32_t equal = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(seen, expected)));
    if (__builtin_expect((~equal & step->mask) != 0, 0))
      return kJsonSurprise;
    position += step->size;
    if (__builtin_expect(step->restSize != 0, 0)) {
      if (position + step->restSize > cursor->recordEnd || std::memcmp(position, step->rest, step->restSize) != 0)
        return kJsonSurprise;
      position += step->restSize;
    }
    if (__builtin_expect(position > cursor->recordEnd, 0))
      return kJsonSurprise;
    int32_t field = step->field;
    ++step;
    if (field >= 0) {
      cursor->position = position;
      cursor->step = step;
      return field;
    }
    if (field == kJsonStepEnd)
      return finish(cursor, position);
    position = skipValue(cursor, position);
    if (__builtin_expect(position == nullptr, 0))
      return kJsonSurprise;
  }
}

inline int32_t slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  const uint8_t *madeRows;
  uint64_t madeBytes;
  int32_t code = onCopy(cursor, [&](JsonCursor *copy) { return mr_json_record_slow(copy, &madeRows, &madeBytes); });
  *rows = madeRows;
  *sizeBytes = madeBytes;
  return code;
}

} // namespace json
} // namespace millrace
