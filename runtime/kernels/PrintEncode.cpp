#include "runtime/kernels/PrintEncode.h"
#include "runtime/abi/FormatAbi.h"

namespace millrace {

extern "C" {

void mr_print_kind(OutBuffer *out, int32_t kind) { print::putKind(out, kind); }
void mr_print_null(OutBuffer *out) { text::putLiteral(out, "null"); }
void mr_print_bool(OutBuffer *out, bool value) { text::putBoolean(out, value); }
void mr_print_i64(OutBuffer *out, int64_t value) { text::putInteger(out, value); }
void mr_print_float(OutBuffer *out, float value) { text::putFloat(out, value); }
void mr_print_double(OutBuffer *out, double value) { text::putDouble(out, value); }
void mr_print_decimal64(OutBuffer *out, int64_t unscaled, int32_t scale) {
  text::putDecimal(out, unscaled, scale, text::DecimalForm::Java);
}
void mr_print_decimal128(OutBuffer *out, const Decimal *value, int32_t scale) {
  text::putDecimal(out, value->unscaled, scale, text::DecimalForm::Java);
}
void mr_print_string(OutBuffer *out, const StringView *value) { out->append(value->bytes, value->sizeBytes); }
void mr_print_bytes(OutBuffer *out, const StringView *value) { print::putBytes(out, *value); }
void mr_print_date(OutBuffer *out, int32_t days) { out->position = putDate(out->reserve(24), days); }
void mr_print_time(OutBuffer *out, int32_t millisOfDay) { print::putTime(out, millisOfDay); }
void mr_print_timestamp_ms(OutBuffer *out, int64_t ms) { print::putTimestamp(out, {ms, 0, 0}, false); }
void mr_print_timestamp(OutBuffer *out, const Timestamp *value) { print::putTimestamp(out, *value, false); }
void mr_print_timestamp_ltz_ms(OutBuffer *out, int64_t ms) { print::putTimestamp(out, {ms, 0, 0}, true); }
void mr_print_timestamp_ltz(OutBuffer *out, const Timestamp *value) { print::putTimestamp(out, *value, true); }
void mr_print_interval_month(OutBuffer *out, int32_t months) { print::putIntervalMonth(out, months); }
void mr_print_interval_day(OutBuffer *out, int64_t ms) { print::putIntervalDay(out, ms); }

} // extern "C"

} // namespace millrace
