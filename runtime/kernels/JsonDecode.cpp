#include "runtime/kernels/JsonDecode.h"

namespace millrace {

// All are inlined: one call that is none would put the cursor into memory for all.
extern "C" {

MR_HOT void mr_json_open(JsonCursor *cursor, JsonReader *reader, const char *position, const char *end) {
  json::open(cursor, reader, position, end);
}
MR_HOT int32_t mr_json_begin(JsonCursor *cursor) { return json::begin(cursor); }
MR_HOT int32_t mr_json_step(JsonCursor *cursor) { return json::step(cursor); }
MR_HOT int32_t mr_json_skip(JsonCursor *cursor) { return json::skip(cursor); }
MR_HOT int32_t mr_json_finish(JsonCursor *cursor) { return json::finish(cursor); }
int32_t mr_json_retry(JsonCursor *cursor) { return json::retry(cursor); }
MR_HOT int32_t mr_json_bool(JsonCursor *cursor, bool *value) { return json::boolean(cursor, value); }
MR_HOT int32_t mr_json_i8(JsonCursor *cursor, int8_t *value) { return json::integerAs(cursor, value); }
MR_HOT int32_t mr_json_i16(JsonCursor *cursor, int16_t *value) { return json::integerAs(cursor, value); }
MR_HOT int32_t mr_json_i32(JsonCursor *cursor, int32_t *value) { return json::integerAs(cursor, value); }
MR_HOT int32_t mr_json_i64(JsonCursor *cursor, int64_t *value) { return json::integerAs(cursor, value); }
MR_HOT int32_t mr_json_float(JsonCursor *cursor, float *value) { return json::floating(cursor, value); }
MR_HOT int32_t mr_json_double(JsonCursor *cursor, double *value) { return json::floating(cursor, value); }
MR_HOT int32_t mr_json_decimal64(JsonCursor *cursor, int64_t *unscaled, int32_t precision, int32_t scale) {
  return json::decimal64(cursor, unscaled, precision, scale);
}
MR_HOT int32_t mr_json_decimal128(JsonCursor *cursor, Decimal *value, int32_t precision, int32_t scale) {
  return json::decimal128(cursor, value, precision, scale);
}
MR_HOT int32_t mr_json_string(JsonCursor *cursor, StringView *value) { return json::string(cursor, value); }
MR_HOT int32_t mr_json_bytes(JsonCursor *cursor, StringView *value) {
  return json::onCopy(cursor, value, [&](const char **position, StringView *bytes) { return mr_json_bytes_slow(cursor->reader, position, cursor->end, bytes); });
}
MR_HOT int32_t mr_json_nested(JsonCursor *cursor, int32_t field, NestedView *value) {
  return json::onCopy(cursor, value, [&](const char **position, NestedView *nested) { return mr_json_nested_slow(cursor->reader, position, cursor->end, field, nested); });
}
int32_t mr_json_slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  return json::slow(cursor, rows, sizeBytes);
}
MR_HOT int32_t mr_json_date(JsonCursor *cursor, int32_t *days) {
  return json::onCopy(cursor, days, [&](const char **position, int32_t *made) { return mr_json_date_slow(position, cursor->end, made); });
}
MR_HOT int32_t mr_json_time(JsonCursor *cursor, int32_t *millisOfDay) {
  return json::onCopy(cursor, millisOfDay, [&](const char **position, int32_t *made) { return mr_json_time_slow(position, cursor->end, made); });
}
MR_HOT int32_t mr_json_timestamp_ms(JsonCursor *cursor, int64_t *ms, int32_t standard) {
  return json::timestampMs(cursor, ms, standard, false);
}
MR_HOT int32_t mr_json_timestamp(JsonCursor *cursor, Timestamp *value, int32_t standard) {
  return json::timestamp(cursor, value, standard, false);
}
MR_HOT int32_t mr_json_timestamp_ltz_ms(JsonCursor *cursor, int64_t *ms, int32_t standard) {
  return json::timestampMs(cursor, ms, standard, true);
}
MR_HOT int32_t mr_json_timestamp_ltz(JsonCursor *cursor, Timestamp *value, int32_t standard) {
  return json::timestamp(cursor, value, standard, true);
}

} // extern "C"

} // namespace millrace
