#include "runtime/kernels/CsvDecode.h"
#include "runtime/abi/FormatAbi.h"

namespace millrace {

extern "C" {

void mr_csv_open(CsvCursor *cursor, CsvReader *reader, const char *position, const char *end) {
  *cursor = CsvCursor{};
  cursor->position = position;
  cursor->end = end;
  cursor->recordBegin = position;
  cursor->reader = reader;
  cursor->delimiter = reader->delimiter;
  cursor->quote = reader->quote;
  cursor->escape = reader->escape;
  if (reader->scratch.position != nullptr) {
    CsvCursor copy = *cursor;
    mr_csv_open_slow(&copy);
  }
}
int32_t mr_csv_slow(CsvCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  CsvCursor copy = *cursor;
  const uint8_t *madeRows;
  uint64_t madeBytes;
  int32_t code = mr_csv_record_slow(&copy, &madeRows, &madeBytes);
  cursor->position = copy.position;
  *rows = madeRows;
  *sizeBytes = madeBytes;
  return code;
}
int32_t mr_csv_begin(CsvCursor *cursor) { return csv::begin(cursor); }
int32_t mr_csv_end(CsvCursor *cursor) { return csv::end(cursor); }
int32_t mr_csv_surprise(CsvCursor *cursor) { return kDecodeSurprise; }
int32_t mr_csv_skip(CsvCursor *cursor) {
  csv::Field field;
  return csv::next(cursor, field) == kDecodeSurprise ? kDecodeSurprise : kDecodeOk;
}
int32_t mr_csv_bool(CsvCursor *cursor, bool *value) { return csv::boolean(cursor, value); }
int32_t mr_csv_i8(CsvCursor *cursor, int8_t *value) { return csv::integer(cursor, value); }
int32_t mr_csv_i16(CsvCursor *cursor, int16_t *value) { return csv::integer(cursor, value); }
int32_t mr_csv_i32(CsvCursor *cursor, int32_t *value) { return csv::integer(cursor, value); }
int32_t mr_csv_i64(CsvCursor *cursor, int64_t *value) { return csv::integer(cursor, value); }
int32_t mr_csv_float(CsvCursor *cursor, float *value) { return csv::floating(cursor, value); }
int32_t mr_csv_double(CsvCursor *cursor, double *value) { return csv::floating(cursor, value); }
int32_t mr_csv_decimal64(CsvCursor *cursor, int64_t *unscaled, int32_t precision, int32_t scale) {
  Int128 wide = 0;
  int32_t code = csv::decimal(cursor, wide, precision, scale);
  if (code == kDecodeOk)
    *unscaled = static_cast<int64_t>(wide);
  return code;
}
int32_t mr_csv_decimal128(CsvCursor *cursor, Decimal *value, int32_t precision, int32_t scale) {
  Int128 wide = 0;
  int32_t code = csv::decimal(cursor, wide, precision, scale);
  if (code == kDecodeOk)
    value->unscaled = wide;
  return code;
}
int32_t mr_csv_string(CsvCursor *cursor, StringView *value) { return csv::string(cursor, value); }
int32_t mr_csv_date(CsvCursor *cursor, int32_t *days) {
  csv::Field field;
  int32_t code = csv::next(cursor, field);
  if (code != kDecodeOk)
    return code;
  return parseDateJdbc(field.begin, field.end, *days) ? kDecodeOk : kDecodeSurprise;
}
int32_t mr_csv_time(CsvCursor *cursor, int32_t *millisOfDay, int32_t precision) {
  csv::Field field;
  int32_t code = csv::next(cursor, field);
  if (code != kDecodeOk)
    return code;
  return parseTimeIso(field.begin, field.end, precision, *millisOfDay) ? kDecodeOk : kDecodeSurprise;
}
int32_t mr_csv_timestamp(CsvCursor *cursor, Timestamp *value) { return csv::timestamp(cursor, value, false); }
int32_t mr_csv_timestamp_ltz(CsvCursor *cursor, Timestamp *value) { return csv::timestamp(cursor, value, true); }
int32_t mr_csv_timestamp_ms(CsvCursor *cursor, int64_t *ms) {
  Timestamp value;
  int32_t code = csv::timestamp(cursor, &value, false);
  if (code == kDecodeOk)
    *ms = value.ms;
  return code;
}
int32_t mr_csv_timestamp_ltz_ms(CsvCursor *cursor, int64_t *ms) {
  Timestamp value;
  int32_t code = csv::timestamp(cursor, &value, true);
  if (code == kDecodeOk)
    *ms = value.ms;
  return code;
}

} // extern "C"

} // namespace millrace
