#include "runtime/kernels/JsonEncode.h"
#include "runtime/abi/FormatAbi.h"

namespace millrace {

extern "C" {

void mr_put_bytes(OutBuffer *out, const char *bytes, uint32_t sizeBytes) { out->append(bytes, sizeBytes); }
void mr_json_put_null(OutBuffer *out) { text::putLiteral(out, "null"); }
void mr_json_put_bool(OutBuffer *out, bool value) { text::putBoolean(out, value); }
void mr_json_put_i32(OutBuffer *out, int32_t value) { text::putInteger(out, value); }
void mr_json_put_i64(OutBuffer *out, int64_t value) { text::putInteger(out, value); }
void mr_json_put_float(OutBuffer *out, float value) { json::putFloating(out, value); }
void mr_json_put_double(OutBuffer *out, double value) { json::putFloating(out, value); }
void mr_json_put_decimal64(OutBuffer *out, int64_t unscaled, int32_t scale, int32_t plain) {
  json::putDecimal(out, unscaled, scale, plain != 0);
}
void mr_json_put_decimal128(OutBuffer *out, const Decimal *value, int32_t scale, int32_t plain) {
  json::putDecimal(out, value->unscaled, scale, plain != 0);
}
void mr_json_put_string(OutBuffer *out, const StringView *value) {
  json::putString(out, value->bytes, value->sizeBytes);
}
void mr_json_put_bytes(OutBuffer *out, const StringView *value) {
  out->push('"');
  text::putBase64(out, *value);
  out->push('"');
}
void mr_json_put_date(OutBuffer *out, int32_t days) { json::putQuotedDate(out, days); }
void mr_json_put_time(OutBuffer *out, int32_t millisOfDay) { json::putQuotedTime(out, millisOfDay); }
void mr_json_put_timestamp_ms(OutBuffer *out, int64_t ms, int32_t standard) {
  json::putQuotedTimestamp(out, {ms, 0, 0}, standard, false);
}
void mr_json_put_timestamp(OutBuffer *out, const Timestamp *value, int32_t standard) {
  json::putQuotedTimestamp(out, *value, standard, false);
}
void mr_json_put_timestamp_ltz_ms(OutBuffer *out, int64_t ms, int32_t standard) {
  json::putQuotedTimestamp(out, {ms, 0, 0}, standard, true);
}
void mr_json_put_timestamp_ltz(OutBuffer *out, const Timestamp *value, int32_t standard) {
  json::putQuotedTimestamp(out, *value, standard, true);
}
void mr_json_close_object(OutBuffer *out) {
  if (out->position[-1] == ',')
    out->position[-1] = '}';
  else
    out->push('}');
}

} // extern "C"

} // namespace millrace
