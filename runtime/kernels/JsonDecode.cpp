#include "runtime/kernels/JsonDecode.h"
#include "runtime/abi/FormatAbi.h"

namespace millrace {

extern "C" {

void mr_json_open(JsonCursor *cursor, JsonReader *reader, const char *position, const char *end) {
  json::open(cursor, reader, position, end);
}
int32_t mr_json_begin(JsonCursor *cursor) { return json::begin(cursor); }
int32_t mr_json_next(JsonCursor *cursor) { return json::next(cursor); }
int32_t mr_json_retry(JsonCursor *cursor) { return json::retry(cursor); }
int32_t mr_json_bool(JsonCursor *cursor, bool *value) { return json::boolean(cursor, value); }
int32_t mr_json_i8(JsonCursor *cursor, int8_t *value) { return json::integerAs(cursor, value); }
int32_t mr_json_i16(JsonCursor *cursor, int16_t *value) { return json::integerAs(cursor, value); }
int32_t mr_json_i32(JsonCursor *cursor, int32_t *value) { return json::integerAs(cursor, value); }
int32_t mr_json_i64(JsonCursor *cursor, int64_t *value) { return json::integerAs(cursor, value); }
int32_t mr_json_float(JsonCursor *cursor, float *value) { return json::floating(cursor, value); }
int32_t mr_json_double(JsonCursor *cursor, double *value) { return json::floating(cursor, value); }
int32_t mr_json_decimal64(JsonCursor *cursor, int64_t *unscaled, int32_t precision, int32_t scale) {
  return json::decimal64(cursor, unscaled, precision, scale);
}
int32_t mr_json_decimal128(JsonCursor *cursor, Decimal *value, int32_t precision, int32_t scale) {
  return json::decimal128(cursor, value, precision, scale);
}
int32_t mr_json_string(JsonCursor *cursor, StringView *value) { return json::string(cursor, value); }
int32_t mr_json_bytes(JsonCursor *cursor, StringView *value) {
  if (*cursor->position != '"')
    return json::nullOrSurprise(cursor);
  StringView bytes;
  int32_t code = json::onCopy(cursor, [&](JsonCursor *copy) { return mr_json_bytes_slow(copy, &bytes); });
  *value = bytes;
  return code;
}
int32_t mr_json_nested(JsonCursor *cursor, int32_t field, NestedView *value) {
  NestedView nested;
  int32_t code = json::onCopy(cursor, [&](JsonCursor *copy) { return mr_json_nested_slow(copy, field, &nested); });
  *value = nested;
  return code;
}
int32_t mr_json_slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  return json::slow(cursor, rows, sizeBytes);
}
int32_t mr_json_date(JsonCursor *cursor, int32_t *days) { return json::date(cursor, days); }
int32_t mr_json_time(JsonCursor *cursor, int32_t *millisOfDay) { return json::time(cursor, millisOfDay); }
int32_t mr_json_timestamp_ms(JsonCursor *cursor, int64_t *ms, int32_t standard) {
  return json::timestampMs(cursor, ms, standard, false);
}
int32_t mr_json_timestamp(JsonCursor *cursor, Timestamp *value, int32_t standard) {
  return json::timestamp(cursor, value, standard, false);
}
int32_t mr_json_timestamp_ltz_ms(JsonCursor *cursor, int64_t *ms, int32_t standard) {
  return json::timestampMs(cursor, ms, standard, true);
}
int32_t mr_json_timestamp_ltz(JsonCursor *cursor, Timestamp *value, int32_t standard) {
  return json::timestamp(cursor, value, standard, true);
}

} // extern "C"

} // namespace millrace
