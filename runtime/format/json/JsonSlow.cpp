// What the fast kernels (runtime/kernels/JsonDecode.h, JsonValues.h) leave to calls: unusual values, unread containers, learning.
#include "runtime/format/json/JsonDecoder.h"
#include "runtime/kernels/JsonValues.h"
#include "runtime/kernels/TemporalText.h"
#include "runtime/kernels/Utf8.h"

namespace millrace {

namespace {

using json::kAlseWord, json::kNullWord, json::kTrueWord, json::load32, json::nullOrSurprise;

JsonDecoder &decoderOf(JsonReader *reader) { return *static_cast<JsonDecoder *>(reader->decoder); }

/// Where the record at `position` ends: its line end, or the input's end.
const char *recordEnd(const JsonReader *reader, const char *position, const char *end) {
  if (position >= end)
    return position;
  const void *line = reader->isMessage ? nullptr : std::memchr(position, '\n', static_cast<size_t>(end - position));
  return line ? static_cast<const char *>(line) : end;
}

/// The quote that closes the string at `position` before `end`; null if there is none, or a backslash in front of it.
const char *closingQuote(const char *position, const char *end) {
  if (end - position < 2)
    return nullptr;
  const void *quote = std::memchr(position + 1, '"', static_cast<size_t>(end - position - 1));
  auto close = static_cast<const char *>(quote);
  return close && !std::memchr(position, '\\', static_cast<size_t>(close - position)) ? close : nullptr;
}

/// A number token without an exponent.
struct NumberToken {
  const char *begin, *end; // without quotes
  uint64_t mantissa;       // its digits as one integer
  uint32_t fractionCount;
  bool negative;
  bool exact; // `mantissa` holds: at most 18 digits
};

/// Moves behind a number in JSON's grammar, quoted or not, of at most 18 digits on each side of the point.
int32_t readNumber(const char *&position, NumberToken &token) {
  const char *at = position;
  bool quoted = *at == '"';
  at += quoted;
  token.begin = at;
  token.negative = *at == '-';
  at += token.negative;
  char first = *at;
  uint32_t integerCount;
  token.mantissa = readDigits(at, integerCount);
  token.fractionCount = 0;
  token.exact = true;
  if (integerCount == 0)
    return nullOrSurprise(position);
  if ((first == '0' && integerCount > 1) || integerCount > 18)
    return kDecodeSurprise;
  if (*at == '.') {
    ++at;
    uint64_t fraction = readDigits(at, token.fractionCount);
    if (token.fractionCount == 0 || token.fractionCount > 18)
      return kDecodeSurprise;
    token.exact = integerCount + token.fractionCount <= 18;
    if (token.exact)
      token.mantissa = token.mantissa * kPowersOfTen64[token.fractionCount] + fraction;
  }
  token.end = at;
  if ((*at | 0x20) == 'e' || (quoted && *at != '"'))
    return kDecodeSurprise;
  position = at + quoted;
  return kDecodeOk;
}

/// The text of a string without escapes and control characters, in ASCII.
int32_t plainText(const char *&position, const char *end, const char *&begin, const char *&textEnd) {
  if (*position != '"')
    return nullOrSurprise(position);
  begin = textEnd = position + 1;
  if (!json::findPlainEnd(textEnd, end))
    return kDecodeSurprise;
  position = textEnd + 1;
  return kDecodeOk;
}

/// A guess that is wrong this often costs more than waiting for the value's end.
constexpr uint64_t kRecordsPerMissMin = 6;
constexpr uint32_t kMissesMin = 16;

} // namespace

extern "C" {

void mr_json_open_slow(JsonReader *reader) {
  if (reader->scratch.position != nullptr)
    reader->scratch.reset();
  if (reader->isMessage || reader->orderCount == 0)
    return;
  for (JsonStep *step = reader->orders[reader->preferred];; ++step) {
    step->missCount = step->lastMiss = 0;
    if (step->valueSizeBytes == kUnknownSize)
      step->valueSizeBytes = 0;
    if (step->field == kJsonEnd)
      return;
  }
}

int32_t mr_json_begin_slow(JsonCursor *cursor) {
  JsonReader *reader = cursor->reader;
  const char *position = cursor->position, *end = cursor->end;
  auto isLineEnd = [&] { return *position == '\n' || (*position == '\r' && position + 1 < end && position[1] == '\n'); };
  while (!reader->isMessage && position < end && isLineEnd())
    ++position;
  if (position >= end || (reader->isMessage && cursor->recordCount > 0)) {
    cursor->position = end;
    return kRecordNone;
  }
  cursor->position = cursor->recordBegin = cursor->expected = position;
  cursor->recordCount += 1;
  cursor->attempts = 1;
  if (reader->orderCount == 0)
    return kRecordSlow;
  cursor->step = reader->orders[reader->preferred];
  return kRecordFast;
}

void mr_json_size_missed(JsonStep *step, int64_t sizeBytes, uint64_t recordCount) {
  // One value out of line is no new length; two in a row are.
  if (recordCount - step->lastMiss <= 1)
    step->valueSizeBytes = sizeBytes;
  step->lastMiss = static_cast<uint32_t>(recordCount);
  step->missCount += 1;
  if (step->missCount >= kMissesMin && step->missCount * kRecordsPerMissMin > recordCount)
    step->valueSizeBytes = kUnknownSize;
}

int32_t mr_json_record_slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  JsonDecoder &decoder = decoderOf(cursor->reader);
  const char *position = cursor->recordBegin;
  bool decoded = decoder.decodeAndLearn(position, cursor->end);
  cursor->position = position;
  *rows = decoder.rows().rows();
  *sizeBytes = decoded ? decoder.rows().sizeBytes() : 0;
  return decoded ? 0 : static_cast<int32_t>(StatusCode::BadRecord);
}

const char *mr_json_skip_slow(JsonReader *reader, const char *position, const char *end) {
  uint32_t word = load32(position);
  if (word == kTrueWord || word == kNullWord)
    return position + 4;
  if (*position == 'f' && load32(position + 1) == kAlseWord)
    return position + 5;
  json::UsualNumber number;
  if (*position != '"' && json::readUsualNumber(position, number) && (*number.end | 0x20) != 'e')
    return number.end;
  end = recordEnd(reader, position, end);
  if (*position == '"')
    if (const char *close = closingQuote(position, end))
      return close + 1;
  JsonParser parser(position, end, reader->scratch);
  return parser.skipValue() ? parser.position() : nullptr;
}

int32_t mr_json_string_slow(JsonReader *reader, const char **position, const char *end, StringView *value) {
  if (**position != '"')
    return nullOrSurprise(*position);
  end = recordEnd(reader, *position, end);
  if (const char *close = closingQuote(*position, end)) {
    const char *begin = *position + 1;
    if (!isUtf8(begin, close))
      return kDecodeSurprise;
    *value = StringView(begin, static_cast<uint32_t>(close - begin));
    *position = close + 1;
    return kDecodeOk;
  }
  JsonParser parser(*position, end, reader->scratch);
  JsonToken token;
  if (!parser.token(token) || token.kind != JsonKind::String)
    return kDecodeSurprise;
  *value = StringView(token.text);
  *position = parser.position();
  return kDecodeOk;
}

int32_t mr_json_bytes_slow(JsonReader *reader, const char **position, const char *end, StringView *value) {
  const char *begin = *position;
  StringView text;
  int32_t code = mr_json_string_slow(reader, position, end, &text);
  if (code != kDecodeOk)
    return code;
  char *bytes = reader->scratch.allocate(text.sizeBytes + 3);
  uint32_t size;
  if (!decodeBase64(text.view(), bytes, size)) {
    *position = begin;
    return kDecodeSurprise;
  }
  *value = StringView(bytes, size);
  return kDecodeOk;
}

int32_t mr_json_nested_slow(JsonReader *reader, const char **position, const char *end, int32_t field, NestedView *value) {
  return decoderOf(reader).nestedValue(*position, recordEnd(reader, *position, end), static_cast<uint32_t>(field), *value);
}

int32_t mr_json_integer_slow(const char **position, int64_t *value) {
  NumberToken token;
  int32_t code = readNumber(*position, token);
  if (code != kDecodeOk)
    return code;
  if (token.fractionCount > 0)
    return kDecodeSurprise;
  *value = json::withSign(token.mantissa, token.negative);
  return kDecodeOk;
}

int32_t mr_json_decimal_slow(const char **position, Decimal *value, int32_t precision, int32_t scale) {
  NumberToken token;
  int32_t code = readNumber(*position, token);
  if (code != kDecodeOk)
    return code;
  // The grammar was checked: what does not fit has more digits than the precision.
  return parseDecimal(token.begin, token.end, precision, scale, value->unscaled) == DecimalText::Ok ? kDecodeOk : kDecodeNull;
}

int32_t mr_json_double_slow(const char **position, double *value) {
  NumberToken token;
  int32_t code = readNumber(*position, token);
  if (code != kDecodeOk)
    return code;
  if (token.exact && token.mantissa <= (1ull << 53)) {
    double magnitude = static_cast<double>(static_cast<int64_t>(token.mantissa)) / static_cast<double>(kPowersOfTen64[token.fractionCount]);
    *value = token.negative ? -magnitude : magnitude;
    return kDecodeOk;
  }
  return mr_text_double_slow(token.begin, token.end, value) ? kDecodeOk : kDecodeSurprise;
}

int32_t mr_json_float_slow(const char **position, float *value) {
  NumberToken token;
  int32_t code = readNumber(*position, token);
  if (code != kDecodeOk)
    return code;
  return mr_text_float_slow(token.begin, token.end, value) ? kDecodeOk : kDecodeSurprise;
}

int32_t mr_json_date_slow(const char **position, const char *end, int32_t *days) {
  const char *begin, *textEnd;
  int32_t code = plainText(*position, end, begin, textEnd);
  return code != kDecodeOk ? code : parseDate(begin, textEnd, *days) ? kDecodeOk : kDecodeSurprise;
}

int32_t mr_json_time_slow(const char **position, const char *end, int32_t *millisOfDay) {
  const char *begin, *textEnd;
  int32_t code = plainText(*position, end, begin, textEnd);
  return code != kDecodeOk ? code : parseTimeSql(begin, textEnd, *millisOfDay) ? kDecodeOk : kDecodeSurprise;
}

int32_t mr_json_timestamp_slow(const char **position, const char *end, Timestamp *value, int32_t standard, int32_t utc) {
  const char *begin, *textEnd;
  int32_t code = plainText(*position, end, begin, textEnd);
  if (code != kDecodeOk)
    return code;
  TimestampText form = standard == kTimestampIso ? (utc ? TimestampText::IsoUtc : TimestampText::Iso)
                                                 : (utc ? TimestampText::SqlUtc : TimestampText::Sql);
  return parseTimestamp(begin, textEnd, form, *value) ? kDecodeOk : kDecodeSurprise;
}

} // extern "C"

} // namespace millrace
