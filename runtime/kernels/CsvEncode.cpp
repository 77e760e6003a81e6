#include "runtime/kernels/CsvEncode.h"
#include "runtime/abi/FormatAbi.h"

namespace millrace {

extern "C" {

void mr_csv_put_bool(OutBuffer *out, bool value) { text::putBoolean(out, value); }
void mr_csv_put_i64(OutBuffer *out, int64_t value) { text::putInteger(out, value); }
void mr_csv_put_float(OutBuffer *out, float value) { text::putFloat(out, value); }
void mr_csv_put_double(OutBuffer *out, double value) { text::putDouble(out, value); }
void mr_csv_put_decimal64(OutBuffer *out, int64_t unscaled, int32_t scale, int32_t plain) {
  csv::putDecimal(out, unscaled, scale, plain != 0);
}
void mr_csv_put_decimal128(OutBuffer *out, const Decimal *value, int32_t scale, int32_t plain) {
  csv::putDecimal(out, value->unscaled, scale, plain != 0);
}
void mr_csv_put_string(OutBuffer *out, const StringView *value, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putText(out, value->bytes, value->sizeBytes, {delimiter, quote, escape});
}
void mr_csv_put_bytes(OutBuffer *out, const StringView *value, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putBytes(out, *value, {delimiter, quote, escape});
}
void mr_csv_put_date(OutBuffer *out, int32_t days, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putDate(out, days, {delimiter, quote, escape});
}
void mr_csv_put_time(OutBuffer *out, int32_t millisOfDay, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putTime(out, millisOfDay, {delimiter, quote, escape});
}
void mr_csv_put_timestamp_ms(OutBuffer *out, int64_t ms, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putTimestamp(out, {ms, 0, 0}, false, {delimiter, quote, escape});
}
void mr_csv_put_timestamp(OutBuffer *out, const Timestamp *value, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putTimestamp(out, *value, false, {delimiter, quote, escape});
}
void mr_csv_put_timestamp_ltz_ms(OutBuffer *out, int64_t ms, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putTimestamp(out, {ms, 0, 0}, true, {delimiter, quote, escape});
}
void mr_csv_put_timestamp_ltz(OutBuffer *out, const Timestamp *value, int32_t delimiter, int32_t quote, int32_t escape) {
  csv::putTimestamp(out, *value, true, {delimiter, quote, escape});
}

} // extern "C"

} // namespace millrace
