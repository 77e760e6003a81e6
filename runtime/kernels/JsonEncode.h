/// JSON values as Flink's json format writes them through Jackson.
///
/// Source: RowDataToJsonConverters; Jackson's CharTypes.get7BitOutputEscapes (\b \t \n \f \r, else \u00XX in upper case).
#pragma once
#include "runtime/kernels/TextWrite.h"

namespace millrace::json {

inline char *putEscape(char *out, unsigned char c) {
  static constexpr char kHex[17] = "0123456789ABCDEF";
  *out++ = '\\';
  switch (c) {
  case '"':
  case '\\':
    *out++ = static_cast<char>(c);
    return out;
  case '\b':
    *out++ = 'b';
    return out;
  case '\t':
    *out++ = 't';
    return out;
  case '\n':
    *out++ = 'n';
    return out;
  case '\f':
    *out++ = 'f';
    return out;
  case '\r':
    *out++ = 'r';
    return out;
  default:
    std::memcpy(out, "u00", 3);
    out[3] = kHex[c >> 4];
    out[4] = kHex[c & 15];
    return out + 5;
  }
}

/// Bit i: byte i of the 32 at `text` must be escaped.
inline uint32_t escapeBits(const char *text) {
  __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(text));
  __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(chunk, _mm256_set1_epi8(0x1F)), chunk);
  __m256i special = _mm256_or_si256(_mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('"')),
                                    _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('\\')));
  return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(control, special)));
}

/// Escaped text without quotes. The room must have been reserved: 6 bytes per byte and 32.
inline char *putEscaped(char *out, const char *text, size_t size) {
  size_t at = 0;
  while (at + 32 <= size) {
    std::memcpy(out, text + at, 32);
    uint32_t bits = escapeBits(text + at);
    if (bits == 0) {
      out += 32;
      at += 32;
      continue;
    }
    uint32_t plain = static_cast<uint32_t>(__builtin_ctz(bits));
    out = putEscape(out + plain, static_cast<unsigned char>(text[at + plain]));
    at += plain + 1;
  }
  for (; at < size; ++at) {
    unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == '"' || c == '\\')
      out = putEscape(out, c);
    else
      *out++ = static_cast<char>(c);
  }
  return out;
}

inline void putString(OutBuffer *out, const char *text, size_t size) {
  char *position = out->reserve(6 * size + 34);
  *position++ = '"';
  position = putEscaped(position, text, size);
  *position++ = '"';
  out->position = position;
}

/// A number, or the quoted text of NaN and infinities (Jackson's QUOTE_NON_NUMERIC_NUMBERS).
template <typename T> void putFloating(OutBuffer *out, T value) {
  bool finite = value - value == 0;
  if (!finite)
    out->push('"');
  if constexpr (sizeof(T) == 8)
    text::putDouble(out, value);
  else
    text::putFloat(out, value);
  if (!finite)
    out->push('"');
}

inline void putDecimal(OutBuffer *out, Int128 unscaled, int32_t scale, bool plain) {
  text::putDecimal(out, unscaled, scale, plain ? text::DecimalForm::Plain : text::DecimalForm::Stripped);
}

inline void putQuotedDate(OutBuffer *out, int64_t days) {
  char *position = out->reserve(24);
  *position++ = '"';
  position = putDate(position, days);
  *position++ = '"';
  out->position = position;
}

inline void putQuotedTime(OutBuffer *out, int32_t millisOfDay) {
  char *position = out->reserve(24);
  *position++ = '"';
  position = putTime(position, static_cast<int64_t>(millisOfDay) * 1000000, FractionText::Shortest, false);
  *position++ = '"';
  out->position = position;
}

inline TimestampText timestampForm(int32_t standard, bool utc) {
  if (standard == 1)
    return utc ? TimestampText::IsoUtc : TimestampText::Iso;
  return utc ? TimestampText::SqlUtc : TimestampText::Sql;
}

inline void putQuotedTimestamp(OutBuffer *out, const Timestamp &value, int32_t standard, bool utc) {
  char *position = out->reserve(48);
  *position++ = '"';
  position = putTimestampText(position, value, timestampForm(standard, utc));
  *position++ = '"';
  out->position = position;
}

} // namespace millrace::json
