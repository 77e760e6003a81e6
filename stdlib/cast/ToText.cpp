// Casts to CHAR, VARCHAR, BINARY and VARBINARY.
#include "runtime/kernels/TemporalText.h"
#include "stdlib/cast/Fit.h"
#include "stdlib/temporal/Calendar.h"
#include "stdlib/temporal/SqlText.h"

namespace millrace::cast {
namespace {

constexpr size_t kRoomBytes = 64; // more than any number or time point takes

template <typename Put> StringView written(FunctionContext &context, TypeConstant kr, TypeConstant pr, Put put) {
  char *begin = context.arena.allocate(kRoomBytes);
  char *end = put(begin);
  return fitText(context, StringView(begin, static_cast<uint32_t>(end - begin)), kr, pr);
}

template <typename T> StringView integerToText(FunctionContext &context, T value, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return putInteger(out, value); });
}
StringView floatToText(FunctionContext &context, float value, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return out + mr_text_put_float(out, value); });
}
StringView doubleToText(FunctionContext &context, double value, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return out + mr_text_put_double(out, value); });
}
StringView decimalToText(FunctionContext &context, Decimal value, TypeConstant s0, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return putDecimalPlain(out, value.unscaled, s0); });
}
StringView booleanToText(FunctionContext &context, bool value, TypeConstant kr, TypeConstant pr) {
  return fitText(context, value ? StringView("TRUE", 4) : StringView("FALSE", 5), kr, pr);
}
StringView dateToText(FunctionContext &context, int32_t value, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return putDate(out, value); });
}
StringView timeToText(FunctionContext &context, int32_t value, TypeConstant p0, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return temporal::putSqlTime(out, value, p0); });
}
StringView timestampToText(FunctionContext &context, Timestamp value, TypeConstant p0, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return temporal::putSqlTimestamp(out, value, p0); });
}
StringView ltzToText(FunctionContext &context, Timestamp value, TypeConstant p0, TypeConstant kr, TypeConstant pr) {
  value.ms = temporal::sessionZone(context).toLocalMs(value.ms);
  return timestampToText(context, value, p0, kr, pr);
}
StringView intervalMonthToText(FunctionContext &context, int32_t value, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return temporal::putIntervalMonth(out, value); });
}
StringView intervalDayToText(FunctionContext &context, int64_t value, TypeConstant kr, TypeConstant pr) {
  return written(context, kr, pr, [&](char *out) { return temporal::putIntervalDay(out, value); });
}
StringView textToText(FunctionContext &context, StringView value, TypeConstant kr, TypeConstant pr) {
  return fitText(context, value, kr, pr);
}
StringView toBytes(FunctionContext &context, StringView value, TypeConstant kr, TypeConstant pr) {
  return fitBytes(context, value, kr, pr);
}

/// Bytes of the well-formed character at `offset`; 0 if there is none. `bad` is how many bytes one U+FFFD stands for.
uint32_t wellFormed(StringView bytes, uint32_t offset, uint32_t &bad) {
  auto at = [&](uint32_t i) { return offset + i < bytes.sizeBytes ? static_cast<uint8_t>(bytes.bytes[offset + i]) : 0u; };
  uint32_t first = at(0);
  bad = 1;
  if (first < 0x80)
    return 1;
  uint32_t size = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  if (size == 0)
    return 0;
  // No overlong forms, surrogates or codes past U+10FFFF: only the second byte's range differs.
  uint32_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80, high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  for (uint32_t i = 1; i < size; ++i, low = 0x80, high = 0xBF) {
    if (at(i) < low || at(i) > high)
      return 0;
    ++bad;
  }
  return size;
}

/// new String(bytes, UTF_8): malformed bytes become U+FFFD.
StringView bytesToText(FunctionContext &context, StringView value, TypeConstant kr, TypeConstant pr) {
  uint32_t bad, valid = 0;
  while (valid < value.sizeBytes) {
    uint32_t size = wellFormed(value, valid, bad);
    if (size == 0)
      break;
    valid += size;
  }
  if (valid == value.sizeBytes)
    return fitText(context, value, kr, pr);
  if (!text::checkSize(context, uint64_t{value.sizeBytes} * 3))
    return {};
  text::Writer writer(context, uint64_t{value.sizeBytes} * 3);
  for (uint32_t i = 0; i < value.sizeBytes;) {
    uint32_t size = wellFormed(value, i, bad);
    if (size != 0)
      writer.put(text::part(value, i, i + size));
    else
      writer.position = text::encodeCharacter(writer.position, 0xFFFD);
    i += size != 0 ? size : bad;
  }
  return fitText(context, writer.finish(), kr, pr);
}

} // namespace
} // namespace millrace::cast

using namespace millrace::cast;
MR_FUNCTION(mr_fn_cast_tinyint_string, integerToText<int8_t>)
MR_FUNCTION(mr_fn_cast_smallint_string, integerToText<int16_t>)
MR_FUNCTION(mr_fn_cast_int_string, integerToText<int32_t>)
MR_FUNCTION(mr_fn_cast_bigint_string, integerToText<int64_t>)
MR_FUNCTION(mr_fn_cast_float_string, floatToText)
MR_FUNCTION(mr_fn_cast_double_string, doubleToText)
MR_FUNCTION(mr_fn_cast_decimal_string, decimalToText)
MR_FUNCTION(mr_fn_cast_boolean_string, booleanToText)
MR_FUNCTION(mr_fn_cast_date_string, dateToText)
MR_FUNCTION(mr_fn_cast_time_string, timeToText)
MR_FUNCTION(mr_fn_cast_timestamp_string, timestampToText)
MR_FUNCTION(mr_fn_cast_ltz_string, ltzToText)
MR_FUNCTION(mr_fn_cast_interval_month_string, intervalMonthToText)
MR_FUNCTION(mr_fn_cast_interval_day_string, intervalDayToText)
MR_FUNCTION(mr_fn_cast_string_string, textToText)
MR_FUNCTION(mr_fn_cast_bytes_string, bytesToText)
MR_FUNCTION(mr_fn_cast_bytes, toBytes)
