/// CSV values as Flink's csv format writes them through Jackson.
///
/// Source: RowDataToCsvConverters; Jackson's CsvEncoder: a text is quoted when it has more than 24 characters, or one below
///         max(delimiter, quote) + 1, or the escape character; numbers and booleans never are.
#pragma once
#include "runtime/kernels/TextWrite.h"

namespace millrace::csv {

constexpr uint32_t kMaxUnquotedLength = 24; // UTF-16 units

/// How text is quoted: characters, 0 for none.
struct Quoting {
  int32_t delimiter, quote, escape;
};

inline bool needsQuotes(const char *text, uint32_t size, Quoting quoting) {
  if (quoting.quote == 0)
    return false;
  unsigned char minSafe = static_cast<unsigned char>(
      (quoting.delimiter > quoting.quote ? quoting.delimiter : quoting.quote) + 1);
  uint32_t length = 0;
  for (uint32_t i = 0; i < size; ++i) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < minSafe || (quoting.escape != 0 && c == quoting.escape))
      return true;
    length += (c & 0xC0) != 0x80;
    length += c >= 0xF0; // beyond the BMP: two UTF-16 units
  }
  return length > kMaxUnquotedLength;
}

inline void putText(OutBuffer *out, const char *text, uint32_t size, Quoting quoting) {
  if (!needsQuotes(text, size, quoting)) {
    out->append(text, size);
    return;
  }
  char quote = static_cast<char>(quoting.quote);
  char *position = out->reserve(2 * static_cast<size_t>(size) + 2);
  *position++ = quote;
  for (uint32_t i = 0; i < size; ++i) {
    char c = text[i];
    if (c == quote || (quoting.escape != 0 && c == static_cast<char>(quoting.escape)))
      *position++ = c;
    *position++ = c;
  }
  *position++ = quote;
  out->position = position;
}

inline void putDecimal(OutBuffer *out, Int128 unscaled, int32_t scale, bool plain) {
  text::putDecimal(out, unscaled, scale, plain ? text::DecimalForm::Plain : text::DecimalForm::Stripped);
}

inline void putDate(OutBuffer *out, int64_t days, Quoting quoting) {
  char text[24];
  putText(out, text, static_cast<uint32_t>(millrace::putDate(text, days) - text), quoting);
}

/// ISO_LOCAL_TIME's formatter: seconds always, as many fraction digits as needed.
inline void putTime(OutBuffer *out, int32_t millisOfDay, Quoting quoting) {
  char text[24];
  char *end = millrace::putTime(text, static_cast<int64_t>(millisOfDay) * 1000000, FractionText::Shortest, false);
  putText(out, text, static_cast<uint32_t>(end - text), quoting);
}

inline void putTimestamp(OutBuffer *out, const Timestamp &value, bool utc, Quoting quoting) {
  char text[48];
  char *end = putTimestampText(text, value, utc ? TimestampText::SqlUtc : TimestampText::Sql);
  putText(out, text, static_cast<uint32_t>(end - text), quoting);
}

/// Base64 text, quoted like any other.
inline void putBytes(OutBuffer *out, const StringView &value, Quoting quoting) {
  size_t start = out->sizeBytes();
  text::putBase64(out, value);
  uint32_t size = static_cast<uint32_t>(out->sizeBytes() - start);
  if (!needsQuotes(out->begin + start, size, quoting))
    return;
  // The base64 alphabet holds no quote; an escape character may be in it, so write it again through putText.
  out->reserve(3 * static_cast<size_t>(size) + 2);
  char *copy = out->position + 2 * size + 2;
  std::memmove(copy, out->begin + start, size);
  out->position = out->begin + start;
  putText(out, copy, size, quoting);
}

} // namespace millrace::csv
