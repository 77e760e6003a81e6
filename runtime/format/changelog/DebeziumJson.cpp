/// `debezium-json`: Debezium's envelope, `{"before":{…},"after":{…},"op":"c"}`; `u` gives -U and +U.
///
/// Options: `schema-include` (the envelope is in `payload`), `ignore-parse-errors`, `timestamp-format.standard`.
/// Source:  Flink's DebeziumJsonDeserializationSchema.
#include "runtime/format/Options.h"
#include "runtime/format/changelog/Envelope.h"

namespace millrace {

namespace {

class DebeziumJsonDecoder final : public EnvelopeDecoder {
public:
  DebeziumJsonDecoder(const DecoderOptions &options, const JsonDecodeOptions &decodeOptions, bool schemaInclude)
      : EnvelopeDecoder(options, decodeOptions), schemaInclude_(schemaInclude) {}

private:
  Status decodeRecord(std::string_view record, RowBuilder &rows) override {
    const char *begin = record.data();
    if (schemaInclude_) {
      EnvelopeMember payload[1] = {{"payload"}};
      MR_RETURN_IF_ERROR(findMembers(record, begin, payload));
      if (payload[0].value == nullptr)
        return badRecord(record, begin, "the record has no `payload`", "payload");
      begin = payload[0].value;
    }
    EnvelopeMember members[3] = {{"before"}, {"after"}, {"op"}};
    MR_RETURN_IF_ERROR(findMembers(record, begin, members));
    std::string_view op;
    MR_RETURN_IF_ERROR(readString(record, members[2], op));
    if (op == "c" || op == "r")
      return readRow(record, members[1], RowKind::Insert, false, rows);
    if (op != "u" && op != "d")
      return badRecord(record, members[2].value, "expected c, r, u or d, found `" + std::string(op.substr(0, 60)) + "`", "op");
    if (members[0].value == nullptr)
      return badRecord(record, record.data(),
                       "`before` is null; a PostgreSQL table needs REPLICA IDENTITY FULL for Debezium", "before");
    if (op == "d")
      return readRow(record, members[0], RowKind::Delete, false, rows);
    return update(record, members[0], members[1], rows);
  }

  /// Both rows or none: the new row is read into a builder of its own first.
  Status update(std::string_view record, const EnvelopeMember &before, const EnvelopeMember &after, RowBuilder &rows) {
    after_ = after_ ? std::move(after_) : std::make_unique<RowBuilder>(schema());
    after_->clear();
    MR_RETURN_IF_ERROR(readRow(record, after, RowKind::UpdateAfter, false, *after_));
    MR_RETURN_IF_ERROR(readRow(record, before, RowKind::UpdateBefore, false, rows));
    return readRow(record, after, RowKind::UpdateAfter, false, rows);
  }

  const bool schemaInclude_;
  std::unique_ptr<RowBuilder> after_;
};

Result<std::unique_ptr<Decoder>> makeDebeziumJson(const DecoderOptions &options) {
  MR_ASSIGN(JsonDecodeOptions decodeOptions, jsonDecodeOptions(options.options, options.physicalSchema));
  MR_ASSIGN(bool schemaInclude, optionBoolean(options.options, "schema-include", false));
  return std::unique_ptr<Decoder>(new DebeziumJsonDecoder(options, decodeOptions, schemaInclude));
}

} // namespace

extern const FormatFactory mrFormatDebeziumJson;
const FormatFactory mrFormatDebeziumJson = {"debezium-json", makeDebeziumJson, true, {}};

} // namespace millrace
