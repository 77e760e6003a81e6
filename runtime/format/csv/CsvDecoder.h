/// The `csv` format's complete decoder.
///
/// Shape:   one line (or message) is one record, line ends between quotes included (CsvBoundary.h); fields in the order of the full schema.
/// Errors:  BadRecord with column and field.
/// Source:  Jackson's CsvDecoder and CsvParser for fields, Flink's CsvToRowDataConverters for values.
#pragma once
#include "runtime/format/RecordDecoder.h"
#include "runtime/format/csv/CsvBoundary.h"
#include "runtime/kernels/CsvReader.h"

namespace millrace {

struct CsvDecodeOptions {
  char delimiter = ',', quote = '"', escape = 0; // 0: disabled
  std::string arrayDelimiter = ";";
  std::string nullLiteral;
  bool hasNullLiteral = false;
  bool ignoreParseErrors = false;
  bool allowComments = false;
  bool trimSpaces = false;
  bool ignoreTrailingUnmappable = false;
  bool allowTrailingComma = true;
  bool failOnMissingColumns = false;
  bool emptyStringAsNull = false;

  bool isNull(std::string_view text) const {
    return (hasNullLiteral && text == nullLiteral) || (emptyStringAsNull && text.empty());
  }
};

Result<CsvDecodeOptions> csvDecodeOptions(const OptionMap &options, const Schema &schema);

/// Java's escapes in an option's value: `\t`, `\u0001`, `\\`.
std::string unescapeJava(std::string_view text);

/// One record's fields.
class CsvFields {
public:
  explicit CsvFields(const CsvDecodeOptions &options) : options_(options) {}
  struct Field {
    std::string_view text;
    const char *at; // in the record
  };
  /// Texts point into the record or into `scratch`. False: `reason` and `failedAt` say why.
  bool split(std::string_view record, Arena &scratch);
  /// The field at `position`, which then stands at the delimiter, line end or `end` behind it.
  bool splitOne(const char *&position, const char *end, Arena &scratch);
  const std::vector<Field> &fields() const { return fields_; }
  const char *reason = nullptr;
  const char *failedAt = nullptr;

private:
  bool field(const char *&position, const char *end, Arena &scratch);
  const char *closingQuote(const char *position, const char *end, bool &isPlain) const;
  bool quoted(const char *&position, const char *end, Arena &scratch);
  bool unquoted(const char *&position, const char *end, Arena &scratch);
  bool fail(const char *at, const char *why) {
    failedAt = at;
    reason = why;
    return false;
  }
  const CsvDecodeOptions &options_;
  std::vector<Field> fields_;
};

class CsvDecoder final : public RecordDecoder {
public:
  static Result<std::unique_ptr<Decoder>> make(const DecoderOptions &options);
  ~CsvDecoder() override;
  void *fastState() override { return &reader_; }
  void useCursor(const DecodeCursor &cursor) override;
  /// mr_csv_string_slow: the field at the cursor.
  int32_t stringField(CsvCursor &cursor, StringView &value);

private:
  CsvDecoder(const DecoderOptions &options, CsvDecodeOptions csvOptions);
  Status decodeRecord(std::string_view record, RowBuilder &rows) override;
  const char *recordEnd(const char *begin, const char *end) const override;
  void forgetScratch() override { reader_.scratch.reset(); }
  Status countFields(std::string_view record) const;
  /// Ok with NULL set when the text does not convert and ignore-parse-errors says so.
  Status convertField(std::string_view record, const CsvFields::Field &field, const Schema::value_type &column,
                      SlotWriter &out, uint32_t slot);
  bool convertText(std::string_view text, const Type &type, SlotWriter &out, uint32_t slot);
  bool convertNested(std::string_view text, const Type &type, SlotWriter &out, uint32_t slot);

  const CsvDecodeOptions options_;
  std::vector<uint32_t> sourceFields_; // per physical column: its index in the full schema
  size_t fieldCount_;
  const CsvBoundary boundary_;
  CsvFields fields_, single_;
  CsvReader reader_;
};

} // namespace millrace
