#include "runtime/format/csv/CsvDecoder.h"

#include "runtime/abi/FormatAbi.h"
#include "runtime/format/Options.h"
#include "runtime/format/json/JsonConverter.h"
#include "runtime/kernels/CsvDecode.h"

namespace millrace {

namespace {

/// One ASCII character.
Status oneCharacter(std::string_view key, const std::string &value, char &result) {
  if (value.size() != 1 || static_cast<unsigned char>(value[0]) >= 0x80)
    return Status(StatusCode::InvalidArgument,
                  "option `" + std::string(key) + "` is `" + value + "`, expected one ASCII character");
  result = value[0];
  return Status::ok();
}

Status checkType(const Field &column, const Type &type, bool inside) {
  bool nested = type.kind >= TypeKind::Array;
  if (type.kind == TypeKind::Map || type.kind == TypeKind::Multiset || (inside && nested))
    return Status(StatusCode::NotSupported,
                  "CSV cannot hold column `" + column.name + "` of type " + toString(column.type));
  if (type.kind == TypeKind::Time && type.precision > 3)
    return Status(StatusCode::NotSupported, "CSV holds TIME of precision 0 to 3, column `" + column.name + "` is " +
                                                toString(type));
  for (const Field &child : type.children)
    MR_RETURN_IF_ERROR(checkType(column, child.type, true));
  return Status::ok();
}

} // namespace

Result<CsvDecodeOptions> csvDecodeOptions(const OptionMap &options, const Schema &schema) {
  CsvDecodeOptions result;
  MR_RETURN_IF_ERROR(oneCharacter("field-delimiter", unescapeJava(option(options, "field-delimiter", ",")), result.delimiter));
  MR_ASSIGN(bool noQuote, optionBoolean(options, "disable-quote-character", false));
  if (noQuote && hasOption(options, "quote-character"))
    return Status(StatusCode::InvalidArgument,
                  "option `quote-character` cannot be set when `disable-quote-character` is true");
  if (noQuote)
    result.quote = 0;
  else
    MR_RETURN_IF_ERROR(oneCharacter("quote-character", std::string(option(options, "quote-character", "\"")), result.quote));
  if (hasOption(options, "escape-character"))
    MR_RETURN_IF_ERROR(oneCharacter("escape-character", std::string(option(options, "escape-character")), result.escape));
  result.arrayDelimiter = std::string(option(options, "array-element-delimiter", ";"));
  result.hasNullLiteral = hasOption(options, "null-literal");
  result.nullLiteral = std::string(option(options, "null-literal"));
  MR_ASSIGN(result.ignoreParseErrors, optionBoolean(options, "ignore-parse-errors", false));
  MR_ASSIGN(result.allowComments, optionBoolean(options, "allow-comments", false));
  MR_ASSIGN(result.trimSpaces, optionBoolean(options, "trim-spaces", false));
  MR_ASSIGN(result.ignoreTrailingUnmappable, optionBoolean(options, "ignore-trailing-unmappable", false));
  MR_ASSIGN(result.allowTrailingComma, optionBoolean(options, "allow-trailing-comma", true));
  MR_ASSIGN(result.failOnMissingColumns, optionBoolean(options, "fail-on-missing-columns", false));
  MR_ASSIGN(result.emptyStringAsNull, optionBoolean(options, "empty-string-as-null", false));
  if (result.arrayDelimiter.empty())
    return Status(StatusCode::InvalidArgument, "option `array-element-delimiter` may not be empty");
  for (const Field &column : schema)
    MR_RETURN_IF_ERROR(checkType(column, column.type, false));
  return result;
}

Result<std::unique_ptr<Decoder>> CsvDecoder::make(const DecoderOptions &options) {
  MR_ASSIGN(CsvDecodeOptions csvOptions, csvDecodeOptions(options.options, options.fullSchema));
  return std::unique_ptr<Decoder>(new CsvDecoder(options, std::move(csvOptions)));
}

CsvDecoder::CsvDecoder(const DecoderOptions &options, CsvDecodeOptions csvOptions)
    : RecordDecoder(options, csvOptions.ignoreParseErrors, false), options_(std::move(csvOptions)),
      fieldCount_(options.fullSchema.size()), boundary_(options_, CsvBoundary::LineEnds::CarriageReturnToo), fields_(options_), single_(options_) {
  for (const Field &column : options.physicalSchema)
    for (uint32_t i = 0; i < options.fullSchema.size(); ++i)
      if (options.fullSchema[i].name == column.name)
        sourceFields_.push_back(i);
  MR_CHECK(sourceFields_.size() == options.physicalSchema.size(), "a CSV column that the table does not have");
  reader_.delimiter = options_.delimiter;
  reader_.quote = options_.quote;
  reader_.escape = options_.escape;
  reader_.onlySlow = options_.allowComments || options_.trimSpaces;
  reader_.emptyIsNull = options_.emptyStringAsNull;
  reader_.hasNullLiteral = options_.hasNullLiteral;
  reader_.nullLiteral = StringView(options_.nullLiteral);
  reader_.decoder = this;
}

CsvDecoder::~CsvDecoder() { reader_.scratch.release(); }

void CsvDecoder::useCursor(const DecodeCursor &cursor) {
  RecordDecoder::useCursor(cursor);
  reader_.isMessage = cursor.isMessage != 0;
}

const char *CsvDecoder::recordEnd(const char *begin, const char *end) const {
  const char *behind = boundary_.recordEnd(begin, end);
  return behind ? behind : end;
}

Status CsvDecoder::countFields(std::string_view record) const {
  size_t count = fields_.fields().size();
  if (count < fieldCount_ && (options_.failOnMissingColumns || !options_.ignoreParseErrors))
    return badRecord(record, record.data() + record.size(),
                     "expected " + std::to_string(fieldCount_) + " fields, found " + std::to_string(count));
  if (count <= fieldCount_ || options_.ignoreTrailingUnmappable)
    return Status::ok();
  const CsvFields::Field &extra = fields_.fields()[fieldCount_];
  const char *begin = extra.text.data(), *end = begin + extra.text.size();
  trimJava(begin, end);
  if (options_.allowTrailingComma && count == fieldCount_ + 1 && begin == end)
    return Status::ok();
  return badRecord(record, extra.at, "expected at most " + std::to_string(fieldCount_) + " fields, found " + std::to_string(count));
}

Status CsvDecoder::decodeRecord(std::string_view record, RowBuilder &rows) {
  std::string_view content = record;
  if (options_.allowComments) {
    while (!content.empty() && content.front() == ' ')
      content.remove_prefix(1);
    if (!isMessage() && (content.empty() || content.front() == '#'))
      return Status::ok();
    if (!content.empty() && content.front() == '#')
      return badRecord(record, record.data(), "the message is a comment");
  }
  if (isMessage() && content.empty())
    return badRecord(record, record.data(), "the message is empty");
  if (!fields_.split(content, reader_.scratch))
    return badRecord(record, fields_.failedAt, fields_.reason);
  MR_RETURN_IF_ERROR(countFields(record));
  uint64_t start = rows.sizeBytes();
  rows.begin(RowKind::Insert);
  for (uint32_t column = 0; column < sourceFields_.size(); ++column) {
    if (sourceFields_[column] >= fields_.fields().size())
      continue;
    Status status = convertField(record, fields_.fields()[sourceFields_[column]], schema()[column], rows, column);
    if (!status.isOk()) {
      rows.abandon();
      return status;
    }
  }
  if (int32_t column = findForbiddenNull(rows, start); column >= 0) {
    rows.abandon();
    return badRecord(record, record.data(), "the column is NOT NULL and the record has no value for it",
                     schema()[static_cast<uint32_t>(column)].name);
  }
  rows.finish();
  return Status::ok();
}

Status CsvDecoder::convertField(std::string_view record, const CsvFields::Field &field, const Field &column,
                                SlotWriter &out, uint32_t slot) {
  if (options_.isNull(field.text))
    return Status::ok();
  if (convertText(field.text, column.type, out, slot))
    return Status::ok();
  if (options_.ignoreParseErrors) {
    out.setNull(slot);
    return Status::ok();
  }
  Type shown = column.type;
  shown.nullable = true;
  return badRecord(record, field.at, "expected " + toString(shown) + ", found `" + std::string(field.text.substr(0, 60)) + "`",
                   column.name);
}

namespace {

template <typename T> bool setInteger(const char *begin, const char *end, SlotWriter &out, uint32_t slot) {
  constexpr int64_t kMax = static_cast<int64_t>(~static_cast<std::make_unsigned_t<T>>(0) >> 1);
  int64_t value;
  trimJava(begin, end);
  if (!parseInteger(begin, end, -kMax - 1, kMax, value))
    return false;
  out.set(slot, static_cast<T>(value));
  return true;
}

bool setTemporal(const char *begin, const char *end, const Type &type, SlotWriter &out, uint32_t slot) {
  int32_t value;
  if (type.kind == TypeKind::Date || type.kind == TypeKind::Time) {
    if (type.kind == TypeKind::Date ? !parseDateJdbc(begin, end, value)
                                    : !parseTimeIso(begin, end, type.precision, value))
      return false;
    out.set(slot, value);
    return true;
  }
  Timestamp timestamp;
  trimJava(begin, end);
  if (!parseTimestamp(begin, end, type.kind == TypeKind::TimestampLtz ? TimestampText::SqlUtc : TimestampText::Sql, timestamp))
    return false;
  out.setTimestamp(slot, timestamp);
  return true;
}

bool setDecimal(const char *begin, const char *end, const Type &type, SlotWriter &out, uint32_t slot) {
  Int128 value = 0;
  DecimalText result = parseDecimal(begin, end, type.precision, type.scale, value);
  if (result == DecimalText::Ok)
    out.setDecimal(slot, value);
  else if (result == DecimalText::Overflow)
    out.setNull(slot);
  return result != DecimalText::Invalid;
}

template <typename T> bool setFloating(const char *begin, const char *end, SlotWriter &out, uint32_t slot) {
  T value;
  bool parsed;
  if constexpr (sizeof(T) == 8)
    parsed = parseDouble(begin, end, value);
  else
    parsed = parseFloat(begin, end, value);
  if (parsed)
    out.set(slot, value);
  return parsed;
}

} // namespace

bool CsvDecoder::convertText(std::string_view text, const Type &type, SlotWriter &out, uint32_t slot) {
  const char *begin = text.data(), *end = begin + text.size();
  switch (type.kind) {
  case TypeKind::Null:
    out.setNull(slot);
    return true;
  case TypeKind::Boolean:
    out.setBoolean(slot, csv::isTrue(begin, end));
    return true;
  case TypeKind::TinyInt:
    return setInteger<int8_t>(begin, end, out, slot);
  case TypeKind::SmallInt:
    return setInteger<int16_t>(begin, end, out, slot);
  case TypeKind::Int:
  case TypeKind::IntervalMonth:
    return setInteger<int32_t>(begin, end, out, slot);
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
    return setInteger<int64_t>(begin, end, out, slot);
  case TypeKind::Float:
    return setFloating<float>(begin, end, out, slot);
  case TypeKind::Double:
    return setFloating<double>(begin, end, out, slot);
  case TypeKind::Decimal:
    return setDecimal(begin, end, type, out, slot);
  case TypeKind::Char:
  case TypeKind::VarChar:
    if (!isUtf8(begin, end))
      return false;
    out.setString(slot, text);
    return true;
  case TypeKind::Binary:
  case TypeKind::VarBinary: {
    std::string bytes(text.size() + 3, '\0');
    uint32_t size;
    if (!decodeBase64(text, bytes.data(), size))
      return false;
    out.setString(slot, std::string_view(bytes).substr(0, size));
    return true;
  }
  case TypeKind::Date:
  case TypeKind::Time:
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz:
    return setTemporal(begin, end, type, out, slot);
  default:
    return convertNested(text, type, out, slot);
  }
}

/// ARRAY and ROW: elements between array element delimiters; nothing but blanks is no element.
bool CsvDecoder::convertNested(std::string_view text, const Type &type, SlotWriter &out, uint32_t slot) {
  std::vector<std::string_view> elements;
  if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    for (size_t from = 0;;) {
      size_t to = text.find(options_.arrayDelimiter, from);
      std::string_view element = text.substr(from, to == std::string_view::npos ? to : to - from);
      if (options_.trimSpaces) {
        const char *begin = element.data(), *end = begin + element.size();
        trimJava(begin, end);
        element = {begin, static_cast<size_t>(end - begin)};
      }
      elements.push_back(element);
      if (to == std::string_view::npos)
        break;
      from = to + options_.arrayDelimiter.size();
    }
  }
  auto fill = [&](SlotWriter &writer, uint32_t i, const Type &elementType) {
    if (options_.isNull(elements[i]) || convertText(elements[i], elementType, writer, i))
      return true;
    if (options_.ignoreParseErrors)
      writer.setNull(i);
    return options_.ignoreParseErrors;
  };
  if (type.kind == TypeKind::Array) {
    ArrayBuilder array(type.children[0].type);
    array.begin(static_cast<uint32_t>(elements.size()));
    for (uint32_t i = 0; i < elements.size(); ++i)
      if (!fill(array, i, type.children[0].type))
        return false;
    out.setNested(slot, array.finish());
    return true;
  }
  if (elements.empty()) {
    out.setNull(slot);
    return true;
  }
  if (elements.size() < type.children.size() && !options_.ignoreParseErrors)
    return false;
  NestedRowBuilder row(type.children);
  row.begin();
  for (uint32_t i = 0; i < type.children.size() && i < elements.size(); ++i)
    if (!fill(row, i, type.children[i].type))
      return false;
  out.setNested(slot, row.finish());
  return true;
}

int32_t CsvDecoder::stringField(CsvCursor &cursor, StringView &value) {
  const char *position = cursor.position;
  if (!single_.splitOne(position, cursor.end, reader_.scratch))
    return kDecodeSurprise;
  const CsvFields::Field &field = single_.fields()[0];
  cursor.column += 1;
  if (position < cursor.end && *position == options_.delimiter)
    ++position;
  else if (position < cursor.end && *position == '\r' && !(position + 1 < cursor.end && position[1] == '\n'))
    return kDecodeSurprise;
  else
    cursor.flags |= kCsvAtEnd;
  cursor.position = position;
  if (options_.isNull(field.text))
    return kDecodeNull;
  if (!isUtf8(field.text.data(), field.text.data() + field.text.size()))
    return kDecodeSurprise;
  value = StringView(field.text);
  return kDecodeOk;
}

extern "C" {

int32_t mr_csv_record_slow(CsvCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  CsvDecoder &decoder = *static_cast<CsvDecoder *>(cursor->reader->decoder);
  const char *position = cursor->recordBegin;
  bool decoded = decoder.decodeSlow(position, cursor->end);
  cursor->position = position;
  *rows = decoder.rows().rows();
  *sizeBytes = decoded ? decoder.rows().sizeBytes() : 0;
  return decoded ? 0 : static_cast<int32_t>(StatusCode::BadRecord);
}

int32_t mr_csv_string_slow(CsvCursor *cursor, StringView *value) {
  return static_cast<CsvDecoder *>(cursor->reader->decoder)->stringField(*cursor, *value);
}

void mr_csv_open_slow(CsvCursor *cursor) { cursor->reader->scratch.reset(); }

} // extern "C"

extern const FormatFactory mrFormatCsv;
const FormatFactory mrFormatCsv = {"csv", CsvDecoder::make, true, {}, makeCsvBoundary};

} // namespace millrace
