/// Fast CSV value kernels: one field after the other, found by vector compares.
///
/// Bounds:  loads reach at most 64 bytes behind CsvCursor::end; a field never reaches past `end`.
/// Source:  Jackson's CsvDecoder for fields, Flink's CsvToRowDataConverters for values. What is unusual (escapes, doubled
///          quotes in typed values, blanks after a closing quote, too few or too many fields) is a surprise.
#pragma once
#include "runtime/kernels/CsvReader.h"
#include "runtime/kernels/TemporalFast.h"
#include "runtime/kernels/TemporalText.h"
#include "runtime/kernels/Utf8.h"

namespace millrace {

extern "C" {
int32_t mr_csv_string_slow(CsvCursor *cursor, StringView *value);
int32_t mr_csv_record_slow(CsvCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes);
}

namespace csv {

struct Field {
  const char *begin, *end;
  bool nonAscii;
};

inline void closeField(CsvCursor *cursor, const char *stop) {
  if (stop < cursor->end && *stop == cursor->delimiter)
    ++stop;
  else
    cursor->flags |= kCsvAtEnd;
  cursor->position = stop;
  cursor->column += 1;
}

/// Whether the byte at `stop` ends a field: the delimiter, a line end or the input's end.
inline bool endsField(const CsvCursor *cursor, const char *stop) {
  return stop >= cursor->end || *stop == cursor->delimiter || *stop == '\n' ||
         (*stop == '\r' && stop + 1 < cursor->end && stop[1] == '\n');
}

/// The text between quotes, line ends included; the cursor is at the opening one.
inline int32_t quotedField(CsvCursor *cursor, Field &field) {
  const char *position = cursor->position + 1;
  field.begin = position;
  const __m256i quote = _mm256_set1_epi8(cursor->quote);
  const __m256i escape = _mm256_set1_epi8(cursor->escape == 0 ? cursor->quote : cursor->escape);
  uint32_t high = 0;
  for (;; position += 32) {
    if (position >= cursor->end)
      return kDecodeSurprise;
    __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
    __m256i stops = _mm256_or_si256(_mm256_cmpeq_epi8(chunk, quote), _mm256_cmpeq_epi8(chunk, escape));
    uint32_t stop = static_cast<uint32_t>(_mm256_movemask_epi8(stops));
    uint32_t bits = static_cast<uint32_t>(_mm256_movemask_epi8(chunk));
    if (stop == 0) {
      high |= bits;
      continue;
    }
    uint32_t at = static_cast<uint32_t>(__builtin_ctz(stop));
    high |= _bzhi_u32(bits, at);
    position += at;
    break;
  }
  if (position >= cursor->end || *position != cursor->quote || !endsField(cursor, position + 1))
    return kDecodeSurprise;
  field.end = position;
  field.nonAscii = high != 0;
  closeField(cursor, position + 1);
  return kDecodeOk;
}

/// The next field's text. kDecodeNull: the null literal.
inline int32_t next(CsvCursor *cursor, Field &field) {
  if (__builtin_expect((cursor->flags & kCsvAtEnd) != 0, 0))
    return kDecodeSurprise;
  const char *position = cursor->position;
  if (cursor->quote != 0 && *position == cursor->quote && position < cursor->end) {
    int32_t code = quotedField(cursor, field);
    if (code != kDecodeOk)
      return code;
  } else {
    field.begin = position;
    const __m256i delimiter = _mm256_set1_epi8(cursor->delimiter), line = _mm256_set1_epi8('\n'),
                  carriage = _mm256_set1_epi8('\r'),
                  escape = _mm256_set1_epi8(cursor->escape == 0 ? cursor->delimiter : cursor->escape);
    uint32_t high = 0;
    for (;; position += 32) {
      if (position >= cursor->end) {
        position = cursor->end;
        break;
      }
      __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
      __m256i stops = _mm256_or_si256(
          _mm256_or_si256(_mm256_cmpeq_epi8(chunk, delimiter), _mm256_cmpeq_epi8(chunk, line)),
          _mm256_or_si256(_mm256_cmpeq_epi8(chunk, carriage), _mm256_cmpeq_epi8(chunk, escape)));
      uint32_t stop = static_cast<uint32_t>(_mm256_movemask_epi8(stops));
      uint32_t bits = static_cast<uint32_t>(_mm256_movemask_epi8(chunk));
      if (stop == 0) {
        high |= bits;
        continue;
      }
      uint32_t at = static_cast<uint32_t>(__builtin_ctz(stop));
      high |= _bzhi_u32(bits, at);
      position += at;
      break;
    }
    if (position > cursor->end)
      position = cursor->end;
    if (!endsField(cursor, position))
      return kDecodeSurprise; // an escape, or a carriage return alone
    field.end = position;
    field.nonAscii = high != 0;
    closeField(cursor, position);
  }
  CsvReader *reader = cursor->reader;
  size_t size = static_cast<size_t>(field.end - field.begin);
  if (__builtin_expect(reader->hasNullLiteral, 0) && size == reader->nullLiteral.sizeBytes &&
      std::memcmp(field.begin, reader->nullLiteral.bytes, size) == 0)
    return kDecodeNull;
  if (__builtin_expect(reader->emptyIsNull && size == 0, 0))
    return kDecodeNull;
  return kDecodeOk;
}

inline int32_t string(CsvCursor *cursor, StringView *value) {
  Field field;
  const char *start = cursor->position;
  int32_t code = next(cursor, field);
  if (__builtin_expect(code != kDecodeOk, 0)) {
    if (code == kDecodeNull || (cursor->flags & kCsvAtEnd) != 0)
      return code;
    CsvCursor copy = *cursor; // the cursor itself never escapes
    copy.position = start;
    StringView unescaped;
    code = mr_csv_string_slow(&copy, &unescaped);
    *value = unescaped;
    cursor->position = copy.position;
    cursor->flags = copy.flags;
    cursor->column = copy.column;
    return code;
  }
  if (__builtin_expect(field.nonAscii, 0) && !isUtf8(field.begin, field.end))
    return kDecodeSurprise;
  *value = StringView(field.begin, static_cast<uint32_t>(field.end - field.begin));
  return kDecodeOk;
}

template <typename T> int32_t integer(CsvCursor *cursor, T *value) {
  Field field;
  int32_t code = next(cursor, field);
  if (code != kDecodeOk)
    return code;
  constexpr int64_t kMax = static_cast<int64_t>(~static_cast<std::make_unsigned_t<T>>(0) >> 1);
  const char *position = field.begin;
  bool negative = *position == '-';
  position += negative;
  uint32_t count;
  uint64_t magnitude = readDigits(position, count);
  int64_t wide = static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
  if (__builtin_expect(count - 1 > 17 || position != field.end, 0)) {
    const char *begin = field.begin, *end = field.end;
    trimJava(begin, end);
    if (!parseInteger(begin, end, -kMax - 1, kMax, wide))
      return kDecodeSurprise;
  }
  if (wide < -kMax - 1 || wide > kMax)
    return kDecodeSurprise;
  *value = static_cast<T>(wide);
  return kDecodeOk;
}

template <typename T> int32_t floating(CsvCursor *cursor, T *value) {
  Field field;
  int32_t code = next(cursor, field);
  if (code != kDecodeOk)
    return code;
  if constexpr (sizeof(T) == 8)
    return parseDouble(field.begin, field.end, *value) ? kDecodeOk : kDecodeSurprise;
  else
    return parseFloat(field.begin, field.end, *value) ? kDecodeOk : kDecodeSurprise;
}

inline int32_t decimal(CsvCursor *cursor, Int128 &value, int32_t precision, int32_t scale) {
  Field field;
  int32_t code = next(cursor, field);
  if (code != kDecodeOk)
    return code;
  switch (parseDecimal(field.begin, field.end, precision, scale, value)) {
  case DecimalText::Ok:
    return kDecodeOk;
  case DecimalText::Overflow:
    return kDecodeNull;
  case DecimalText::Invalid:
    return kDecodeSurprise;
  }
  return kDecodeSurprise;
}

/// Boolean.parseBoolean(text.trim()): everything but `true` in any case is false.
inline bool isTrue(const char *begin, const char *end) {
  trimJava(begin, end);
  if (end - begin != 4)
    return false;
  uint32_t word;
  std::memcpy(&word, begin, 4);
  return (word | 0x20202020) == ('t' | 'r' << 8 | 'u' << 16 | 'e' << 24);
}

inline int32_t boolean(CsvCursor *cursor, bool *value) {
  Field field;
  int32_t code = next(cursor, field);
  if (code == kDecodeOk)
    *value = isTrue(field.begin, field.end);
  return code;
}

inline int32_t timestamp(CsvCursor *cursor, Timestamp *value, bool utc) {
  Field field;
  int32_t code = next(cursor, field);
  if (code != kDecodeOk)
    return code;
  value->nanoOfMs = 0;
  value->reserved = 0;
  const char *position = field.begin;
  if (__builtin_expect(readUsualTimestamp(position, {' ', utc, false}, value->ms) && position == field.end, 1))
    return kDecodeOk;
  trimJava(field.begin, field.end);
  return parseTimestamp(field.begin, field.end, utc ? TimestampText::SqlUtc : TimestampText::Sql, *value) ? kDecodeOk
                                                                                                          : kDecodeSurprise;
}

inline int32_t begin(CsvCursor *cursor) {
  CsvReader *reader = cursor->reader;
  if (cursor->position >= cursor->end || (reader->isMessage && cursor->recordCount > 0)) {
    cursor->position = cursor->end;
    return kRecordNone;
  }
  cursor->recordBegin = cursor->position;
  cursor->recordCount += 1;
  cursor->column = 0;
  cursor->flags = 0;
  return reader->onlySlow ? kRecordSlow : kRecordFast;
}

inline int32_t end(CsvCursor *cursor) {
  if ((cursor->flags & kCsvAtEnd) == 0)
    return kDecodeSurprise;
  const char *position = cursor->position;
  if (position < cursor->end && *position == '\r')
    ++position;
  if (position < cursor->end && *position == '\n')
    ++position;
  cursor->position = position;
  return kDecodeOk;
}

} // namespace csv
} // namespace millrace
