/// `raw`: a record's bytes are the one column's value.
///
/// Options: `charset` (UTF-8, US-ASCII, ISO-8859-1), `endianness` (big-endian, little-endian), `line-delimiter` (splits a message).
/// Errors:  BadRecord when a fixed-size value has another length.
/// Source:  Flink's RawFormatDeserializationSchema: UTF-8 bytes are not checked, a wrong length fails.
#include "runtime/format/Options.h"
#include "runtime/format/RecordDecoder.h"
#include "runtime/format/csv/CsvDecoder.h"

namespace millrace {

namespace {

struct RawOptions {
  bool isLatin1 = false;
  bool isBigEndian = true;
  std::string lineDelimiter;
};

uint32_t fixedSizeBytes(TypeKind kind) {
  switch (kind) {
  case TypeKind::Boolean:
  case TypeKind::TinyInt:
    return 1;
  case TypeKind::SmallInt:
    return 2;
  case TypeKind::Int:
  case TypeKind::Float:
    return 4;
  case TypeKind::BigInt:
  case TypeKind::Double:
    return 8;
  default:
    return 0;
  }
}

class RawDecoder final : public RecordDecoder {
public:
  RawDecoder(const DecoderOptions &options, RawOptions raw)
      : RecordDecoder(options, false, false), raw_(std::move(raw)), type_(options.fullSchema[0].type),
        isRead_(!options.physicalSchema.empty()) {}

private:
  Status decodeRecord(std::string_view record, RowBuilder &rows) override {
    if (raw_.lineDelimiter.empty() || !isMessage())
      return decodePart(record, record, rows);
    for (size_t from = 0; from < record.size();) { // the empty part behind a last delimiter is none
      size_t to = record.find(raw_.lineDelimiter, from);
      MR_RETURN_IF_ERROR(decodePart(record, record.substr(from, to == std::string_view::npos ? to : to - from), rows));
      from = to == std::string_view::npos ? record.size() : to + raw_.lineDelimiter.size();
    }
    return Status::ok();
  }

  Status decodePart(std::string_view record, std::string_view part, RowBuilder &rows) {
    uint32_t size = fixedSizeBytes(type_.kind);
    if (size != 0 && part.size() != size) {
      Type shown = type_;
      shown.nullable = true;
      return badRecord(record, part.data(), "a raw " + toString(shown) + " has " + std::to_string(size) +
                                                " bytes, the record has " + std::to_string(part.size()),
                       isRead_ ? schema()[0].name : std::string());
    }
    rows.begin(RowKind::Insert);
    if (isRead_)
      setValue(part, rows);
    rows.finish();
    return Status::ok();
  }

  void setValue(std::string_view part, RowBuilder &rows) {
    uint64_t bits = 0;
    std::memcpy(&bits, part.data(), std::min<size_t>(part.size(), 8));
    if (raw_.isBigEndian && !part.empty())
      bits = __builtin_bswap64(bits) >> (64 - 8 * std::min<size_t>(part.size(), 8));
    switch (fixedSizeBytes(type_.kind)) {
    case 1:
      if (type_.kind == TypeKind::Boolean)
        return rows.setBoolean(0, bits != 0);
      return rows.set(0, static_cast<int8_t>(bits));
    case 2:
      return rows.set(0, static_cast<int16_t>(bits));
    case 4:
      return rows.set(0, static_cast<uint32_t>(bits));
    case 8:
      return rows.set(0, bits);
    default:
      return rows.setString(0, raw_.isLatin1 && isString(type_.kind) ? latin1(part) : part);
    }
  }

  std::string_view latin1(std::string_view part) {
    text_.clear();
    for (char c : part) {
      unsigned char byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        text_ += c;
      } else {
        text_ += static_cast<char>(0xC0 | byte >> 6);
        text_ += static_cast<char>(0x80 | (byte & 63));
      }
    }
    return text_;
  }

  const RawOptions raw_;
  const Type type_;
  const bool isRead_;
  std::string text_;
};

Result<std::unique_ptr<Decoder>> makeRaw(const DecoderOptions &options) {
  if (options.fullSchema.size() != 1)
    return Status(StatusCode::InvalidArgument, "the raw format needs a table with exactly one physical column, it has " +
                                                   std::to_string(options.fullSchema.size()));
  const Type &type = options.fullSchema[0].type;
  if (fixedSizeBytes(type.kind) == 0 && !isString(type.kind) && !isBytes(type.kind))
    return Status(StatusCode::NotSupported, "the raw format cannot hold " + toString(type));
  RawOptions raw;
  std::string_view charset = option(options.options, "charset", "UTF-8");
  raw.isLatin1 = equalsIgnoringCase(charset, "ISO-8859-1") || equalsIgnoringCase(charset, "latin1");
  if (!raw.isLatin1 && !equalsIgnoringCase(charset, "UTF-8") && !equalsIgnoringCase(charset, "US-ASCII"))
    return Status(StatusCode::NotSupported,
                  "charset `" + std::string(charset) + "` is not supported; UTF-8, US-ASCII and ISO-8859-1 are");
  std::string_view endianness = option(options.options, "endianness", "big-endian");
  if (endianness != "big-endian" && endianness != "little-endian")
    return Status(StatusCode::InvalidArgument, "option `raw.endianness` is `" + std::string(endianness) +
                                                   "`, expected big-endian or little-endian");
  raw.isBigEndian = endianness == "big-endian";
  raw.lineDelimiter = unescapeJava(option(options.options, "line-delimiter"));
  return std::unique_ptr<Decoder>(new RawDecoder(options, std::move(raw)));
}

} // namespace

extern const FormatFactory mrFormatRaw;
const FormatFactory mrFormatRaw = {"raw", makeRaw, true, {}};

} // namespace millrace
