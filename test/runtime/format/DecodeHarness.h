/// Runs decoders over text in the two ways that the runtime does: the complete decoder alone, and the loop of fast kernels
/// that generated code is, with the complete decoder behind it.
#pragma once
#include "runtime/abi/FormatAbi.h"
#include "runtime/format/Format.h"
#include "test/runtime/format/RowText.h"

namespace millrace {
extern const FormatFactory mrFormatJson, mrFormatCsv, mrFormatRaw, mrFormatChangelogJson, mrFormatDebeziumJson;
}

namespace millrace::test {

inline Type type(TypeKind kind, int32_t precision = 0, int32_t scale = 0, bool nullable = true) {
  Type result;
  result.kind = kind;
  result.nullable = nullable;
  result.precision = precision;
  result.scale = scale;
  return result;
}
inline Type stringType() { return type(TypeKind::VarChar, kMaxLength); }

/// Counts bad records, or fails with the first.
class RecordedBadRecords final : public BadRecords {
public:
  bool fails = true;
  std::vector<std::string> reasons;
  Status report(const DecodeCursor &, std::string_view, Status reason) override {
    StatusContext where;
    where.file = "input";
    where.line = 1;
    reason.at(where);
    reasons.push_back(reason.toString());
    return fails ? std::move(reason) : Status::ok();
  }
};

/// What came out: rows as text, or the failure.
struct Decoded {
  std::vector<std::string> rows;
  std::string failure;
  std::vector<std::string> skipped;
  uint64_t slowRecords = 0; // fast path only
  bool operator==(const Decoded &other) const {
    return rows == other.rows && failure.empty() == other.failure.empty() && skipped.size() == other.skipped.size();
  }
};

struct DecodeSetup {
  const FormatFactory *format = &mrFormatJson;
  Schema schema;
  Schema fullSchema = {}; // empty: schema
  OptionMap options = {};
  bool isMessage = false;
  bool skipsBadRecords = false;
};

class DecodeHarness {
public:
  explicit DecodeHarness(DecodeSetup setup) : setup_(std::move(setup)) {
    if (setup_.fullSchema.empty())
      setup_.fullSchema = setup_.schema;
    badRecords_.fails = !setup_.skipsBadRecords;
    auto made = setup_.format->makeDecoder({setup_.options, setup_.schema, setup_.fullSchema, session_, badRecords_});
    if (made.isOk())
      decoder_ = std::move(*made);
    else
      failure_ = made.status().toString();
  }
  const std::string &makeFailure() const { return failure_; }

  Decoded complete(std::string_view text) {
    Decoded result;
    RowBuilder builder(setup_.schema);
    Padded padded(text);
    DecodeCursor cursor = cursorOver(padded);
    while (cursor.position < cursor.end) {
      builder.clear();
      RowSink sink{builder};
      Status status = decoder_->decode(cursor, sink);
      append(result.rows, rowTexts(builder.rows(), builder.sizeBytes(), setup_.schema));
      if (!status.isOk()) {
        result.failure = status.toString();
        break;
      }
    }
    result.skipped = std::move(badRecords_.reasons);
    badRecords_.reasons.clear();
    return result;
  }

  /// As generated code does it (FormatAbi.def shows the loop).
  Decoded fast(std::string_view text) {
    Decoded result;
    Padded padded(text);
    DecodeCursor input = cursorOver(padded);
    decoder_->useCursor(input);
    bool good = setup_.format == &mrFormatCsv ? fastCsv(input, result) : fastJson(input, result);
    if (!good)
      result.failure = decoder_->takeFailure().toString();
    result.skipped = std::move(badRecords_.reasons);
    badRecords_.reasons.clear();
    return result;
  }

private:
  /// Text with readable bytes behind it that would mislead a decoder which used them.
  struct Padded {
    explicit Padded(std::string_view text) : bytes(text), size(text.size()) {
      while (bytes.size() < size + kReadPaddingBytes)
        bytes += "\"},1";
      bytes.resize(size + kReadPaddingBytes);
    }
    std::string bytes;
    size_t size;
  };

  DecodeCursor cursorOver(const Padded &padded) {
    DecodeCursor cursor;
    cursor.begin = cursor.position = padded.bytes.data();
    cursor.end = cursor.position + padded.size;
    cursor.isMessage = setup_.isMessage;
    cursor.line = 1;
    return cursor;
  }

  static void append(std::vector<std::string> &to, std::vector<std::string> from) {
    to.insert(to.end(), from.begin(), from.end());
  }

  bool missesColumn(const RowBuilder &row) const {
    for (uint32_t i = 0; i < setup_.schema.size(); ++i)
      if (!setup_.schema[i].type.nullable && (row.rows()[row.layout().nullBitsOffset + i / 8] >> (i % 8) & 1))
        return true;
    return false;
  }

  /// One record along the learned order that is set up; false: a surprise.
  bool fastFields(JsonCursor &cursor, RowBuilder &row) {
    for (int32_t field = mr_json_step(&cursor);;) {
      if (field == kJsonEnd)
        return mr_json_finish(&cursor) == kDecodeOk;
      if (field == kJsonSkip) {
        field = mr_json_skip(&cursor);
        continue;
      }
      if (field == kJsonSurprise || (field >= 0 && jsonValue(cursor, static_cast<uint32_t>(field), row) == kDecodeSurprise))
        return false;
      field = mr_json_step(&cursor);
    }
  }

  bool fastJson(const DecodeCursor &input, Decoded &result) {
    JsonCursor cursor;
    mr_json_open(&cursor, static_cast<JsonReader *>(decoder_->fastState()), input.position, input.end);
    RowBuilder row(setup_.schema);
    for (;;) {
      int32_t begun = mr_json_begin(&cursor);
      if (begun == kRecordNone)
        return true;
      bool slow = begun == kRecordSlow;
      while (!slow) {
        row.clear();
        row.begin(RowKind::Insert);
        bool good = fastFields(cursor, row);
        if (good) {
          row.finish();
          slow = missesColumn(row);
          if (!slow)
            result.rows.push_back(rowText(row.rows(), setup_.schema));
          break;
        }
        slow = mr_json_retry(&cursor) == 0;
      }
      if (!slow)
        continue;
      ++result.slowRecords;
      const uint8_t *rows;
      uint64_t size;
      if (mr_json_slow(&cursor, &rows, &size) != 0)
        return false;
      append(result.rows, rowTexts(rows, size, setup_.schema));
    }
  }

  template <typename T> static int32_t put(int32_t code, RowBuilder &row, uint32_t column, T value) {
    if (code == kDecodeOk)
      row.set(column, value);
    return code;
  }

  int32_t jsonValue(JsonCursor &c, uint32_t column, RowBuilder &row) {
    const Type &type = setup_.schema[column].type;
    int32_t standard = 0;
    for (const auto &[key, value] : setup_.options)
      if (key == "timestamp-format.standard" && value == "ISO-8601")
        standard = 1;
    bool small = type.precision <= kCompactTimestampPrecision;
    switch (type.kind) {
    case TypeKind::Boolean: { bool v = false; int32_t code = mr_json_bool(&c, &v); return put(code, row, column, static_cast<uint8_t>(v)); }
    case TypeKind::TinyInt: { int8_t v = 0; int32_t code = mr_json_i8(&c, &v); return put(code, row, column, v); }
    case TypeKind::SmallInt: { int16_t v = 0; int32_t code = mr_json_i16(&c, &v); return put(code, row, column, v); }
    case TypeKind::Int: { int32_t v = 0; int32_t code = mr_json_i32(&c, &v); return put(code, row, column, v); }
    case TypeKind::BigInt: { int64_t v = 0; int32_t code = mr_json_i64(&c, &v); return put(code, row, column, v); }
    case TypeKind::Float: { float v = 0; int32_t code = mr_json_float(&c, &v); return put(code, row, column, v); }
    case TypeKind::Double: { double v = 0; int32_t code = mr_json_double(&c, &v); return put(code, row, column, v); }
    case TypeKind::Date: { int32_t v = 0; int32_t code = mr_json_date(&c, &v); return put(code, row, column, v); }
    case TypeKind::Time: { int32_t v = 0; int32_t code = mr_json_time(&c, &v); return put(code, row, column, v); }
    case TypeKind::Decimal: {
      if (type.precision <= kCompactDecimalPrecision) {
        int64_t v = 0;
        int32_t code = mr_json_decimal64(&c, &v, type.precision, type.scale);
        return put(code, row, column, v);
      }
      Decimal v;
      int32_t code = mr_json_decimal128(&c, &v, type.precision, type.scale);
      return put(code, row, column, v.unscaled);
    }
    case TypeKind::Timestamp: {
      Timestamp v;
      int32_t code = small ? mr_json_timestamp_ms(&c, &v.ms, standard) : mr_json_timestamp(&c, &v, standard);
      return small ? put(code, row, column, v.ms) : put(code, row, column, v);
    }
    case TypeKind::TimestampLtz: {
      Timestamp v;
      int32_t code = small ? mr_json_timestamp_ltz_ms(&c, &v.ms, standard) : mr_json_timestamp_ltz(&c, &v, standard);
      return small ? put(code, row, column, v.ms) : put(code, row, column, v);
    }
    case TypeKind::Char:
    case TypeKind::VarChar: {
      StringView v;
      int32_t code = mr_json_string(&c, &v);
      if (code == kDecodeOk) row.setString(column, v.view());
      return code;
    }
    case TypeKind::Binary:
    case TypeKind::VarBinary: {
      StringView v;
      int32_t code = mr_json_bytes(&c, &v);
      if (code == kDecodeOk) row.setString(column, v.view());
      return code;
    }
    default: {
      NestedView v;
      int32_t code = mr_json_nested(&c, static_cast<int32_t>(column), &v);
      if (code == kDecodeOk) row.setNested(column, v);
      return code;
    }
    }
  }

  bool fastCsv(const DecodeCursor &input, Decoded &result) {
    CsvCursor cursor;
    mr_csv_open(&cursor, static_cast<CsvReader *>(decoder_->fastState()), input.position, input.end);
    RowBuilder row(setup_.schema);
    for (;;) {
      int32_t begun = mr_csv_begin(&cursor);
      if (begun == kRecordNone)
        return true;
      bool slow = begun == kRecordSlow;
      if (!slow) {
        row.clear();
        row.begin(RowKind::Insert);
        int32_t code = kDecodeOk;
        for (const Field &field : setup_.fullSchema) {
          uint32_t column = 0;
          while (column < setup_.schema.size() && setup_.schema[column].name != field.name)
            ++column;
          code = column == setup_.schema.size() ? mr_csv_skip(&cursor) : csvValue(cursor, column, row);
          if (code == kDecodeSurprise)
            break;
        }
        slow = code == kDecodeSurprise || mr_csv_end(&cursor) == kDecodeSurprise;
        row.finish();
        slow = slow || missesColumn(row);
        if (!slow)
          result.rows.push_back(rowText(row.rows(), setup_.schema));
      }
      if (!slow)
        continue;
      ++result.slowRecords;
      const uint8_t *rows;
      uint64_t size;
      if (mr_csv_slow(&cursor, &rows, &size) != 0)
        return false;
      append(result.rows, rowTexts(rows, size, setup_.schema));
    }
  }

  int32_t csvValue(CsvCursor &c, uint32_t column, RowBuilder &row) {
    const Type &type = setup_.schema[column].type;
    bool small = type.precision <= kCompactTimestampPrecision;
    switch (type.kind) {
    case TypeKind::Boolean: { bool v = false; int32_t code = mr_csv_bool(&c, &v); return put(code, row, column, static_cast<uint8_t>(v)); }
    case TypeKind::TinyInt: { int8_t v = 0; int32_t code = mr_csv_i8(&c, &v); return put(code, row, column, v); }
    case TypeKind::SmallInt: { int16_t v = 0; int32_t code = mr_csv_i16(&c, &v); return put(code, row, column, v); }
    case TypeKind::Int: { int32_t v = 0; int32_t code = mr_csv_i32(&c, &v); return put(code, row, column, v); }
    case TypeKind::BigInt: { int64_t v = 0; int32_t code = mr_csv_i64(&c, &v); return put(code, row, column, v); }
    case TypeKind::Float: { float v = 0; int32_t code = mr_csv_float(&c, &v); return put(code, row, column, v); }
    case TypeKind::Double: { double v = 0; int32_t code = mr_csv_double(&c, &v); return put(code, row, column, v); }
    case TypeKind::Date: { int32_t v = 0; int32_t code = mr_csv_date(&c, &v); return put(code, row, column, v); }
    case TypeKind::Time: { int32_t v = 0; int32_t code = mr_csv_time(&c, &v, type.precision); return put(code, row, column, v); }
    case TypeKind::Decimal: {
      if (type.precision <= kCompactDecimalPrecision) {
        int64_t v = 0;
        int32_t code = mr_csv_decimal64(&c, &v, type.precision, type.scale);
        return put(code, row, column, v);
      }
      Decimal v;
      int32_t code = mr_csv_decimal128(&c, &v, type.precision, type.scale);
      return put(code, row, column, v.unscaled);
    }
    case TypeKind::Timestamp: {
      Timestamp v;
      int32_t code = small ? mr_csv_timestamp_ms(&c, &v.ms) : mr_csv_timestamp(&c, &v);
      return small ? put(code, row, column, v.ms) : put(code, row, column, v);
    }
    case TypeKind::Char:
    case TypeKind::VarChar: {
      StringView v;
      int32_t code = mr_csv_string(&c, &v);
      if (code == kDecodeOk) row.setString(column, v.view());
      return code;
    }
    default:
      return mr_csv_surprise(&c);
    }
  }

  DecodeSetup setup_;
  OptionMap session_;
  RecordedBadRecords badRecords_;
  std::unique_ptr<Decoder> decoder_;
  std::string failure_;
};

} // namespace millrace::test
