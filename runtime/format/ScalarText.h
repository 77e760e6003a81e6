/// Writes a scalar from its slot as text: one place knows what slots hold, each format how a value of a kind is written.
///
/// Shape:   putScalar(slot, base, type, texts) calls texts.integer(…), texts.decimal(…), … with the value in its C++ form.
/// Bounds:  not for NULL, ARRAY, MAP, MULTISET and ROW: texts.none() is called.
/// Lifetime: strings point into the row that `base` belongs to.
#pragma once
#include "runtime/abi/FormatAbi.h"
#include "runtime/kernels/JsonEncode.h"
#include "runtime/kernels/PrintEncode.h"
#include "runtime/row/RowReader.h"

namespace millrace {

template <typename Texts> void putScalar(const uint8_t *slot, const uint8_t *base, const Type &type, const Texts &texts) {
  switch (type.kind) {
  case TypeKind::Boolean:
    return texts.boolean(*slot != 0);
  case TypeKind::TinyInt:
    return texts.integer(loadAs<int8_t>(slot));
  case TypeKind::SmallInt:
    return texts.integer(loadAs<int16_t>(slot));
  case TypeKind::Int:
    return texts.integer(loadAs<int32_t>(slot));
  case TypeKind::BigInt:
    return texts.integer(loadAs<int64_t>(slot));
  case TypeKind::IntervalMonth:
    return texts.months(loadAs<int32_t>(slot));
  case TypeKind::IntervalDay:
    return texts.interval(loadAs<int64_t>(slot));
  case TypeKind::Float:
    return texts.floating(loadAs<float>(slot));
  case TypeKind::Double:
    return texts.floating(loadAs<double>(slot));
  case TypeKind::Decimal:
    return texts.decimal(loadDecimal(slot, type), type.scale);
  case TypeKind::Char:
  case TypeKind::VarChar:
    return texts.string(loadString(slot, base));
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return texts.bytes(loadString(slot, base));
  case TypeKind::Date:
    return texts.date(loadAs<int32_t>(slot));
  case TypeKind::Time:
    return texts.time(loadAs<int32_t>(slot));
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz:
    return texts.timestamp(loadTimestamp(slot, type), type.kind == TypeKind::TimestampLtz);
  default:
    return texts.none();
  }
}

struct JsonScalars {
  OutBuffer *out;
  bool isIso = false;          // `timestamp-format.standard` = ISO-8601
  bool isPlainDecimal = false; // `encode.decimal-as-plain-number`

  void none() const { text::putLiteral(out, "null"); }
  void boolean(bool value) const { text::putBoolean(out, value); }
  void integer(int64_t value) const { text::putInteger(out, value); }
  void months(int32_t value) const { text::putInteger(out, value); }
  void interval(int64_t value) const { text::putInteger(out, value); }
  template <typename T> void floating(T value) const { json::putFloating(out, value); }
  void decimal(Int128 unscaled, int32_t scale) const { json::putDecimal(out, unscaled, scale, isPlainDecimal); }
  void string(const StringView &value) const { json::putString(out, value.bytes, value.sizeBytes); }
  void bytes(const StringView &value) const { mr_json_put_bytes(out, &value); }
  void date(int32_t days) const { json::putQuotedDate(out, days); }
  void time(int32_t millisOfDay) const { json::putQuotedTime(out, millisOfDay); }
  void timestamp(const Timestamp &value, bool isUtc) const { json::putQuotedTimestamp(out, value, isIso ? kTimestampIso : kTimestampSql, isUtc); }
};

/// As Row.toString.
struct PrintScalars {
  OutBuffer *out;

  void none() const { text::putLiteral(out, "null"); }
  void boolean(bool value) const { text::putBoolean(out, value); }
  void integer(int64_t value) const { text::putInteger(out, value); }
  void months(int32_t value) const { print::putIntervalMonth(out, value); }
  void interval(int64_t value) const { print::putIntervalDay(out, value); }
  void floating(float value) const { text::putFloat(out, value); }
  void floating(double value) const { text::putDouble(out, value); }
  void decimal(Int128 unscaled, int32_t scale) const { text::putDecimal(out, unscaled, scale, text::DecimalForm::Java); }
  void string(const StringView &value) const { out->append(value.bytes, value.sizeBytes); }
  void bytes(const StringView &value) const { print::putBytes(out, value); }
  void date(int32_t days) const { mr_print_date(out, days); }
  void time(int32_t millisOfDay) const { print::putTime(out, millisOfDay); }
  void timestamp(const Timestamp &value, bool isUtc) const { print::putTimestamp(out, value, isUtc); }
};

} // namespace millrace
