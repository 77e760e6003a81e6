/// `changelog-json`: one JSON object a line, `{"op":"+I","data":{…}}`, every row kind.
///
/// Options: json's, and `mode` = all | upsert. `upsert`: no `-U`, and a `-D` may hold the primary key only.
#include "runtime/format/Options.h"
#include "runtime/format/changelog/Envelope.h"

namespace millrace {

namespace {

class ChangelogJsonDecoder final : public EnvelopeDecoder {
public:
  ChangelogJsonDecoder(const DecoderOptions &options, const JsonDecodeOptions &decodeOptions, bool isUpsert)
      : EnvelopeDecoder(options, decodeOptions), isUpsert_(isUpsert) {}

private:
  Status decodeRecord(std::string_view record, RowBuilder &rows) override {
    EnvelopeMember members[2] = {{"op"}, {"data"}};
    MR_RETURN_IF_ERROR(findMembers(record, record.data(), members));
    std::string_view op;
    MR_RETURN_IF_ERROR(readString(record, members[0], op));
    RowKind kind;
    if (op == "+I")
      kind = RowKind::Insert;
    else if (op == "-U")
      kind = RowKind::UpdateBefore;
    else if (op == "+U")
      kind = RowKind::UpdateAfter;
    else if (op == "-D")
      kind = RowKind::Delete;
    else
      return badRecord(record, members[0].value, "expected +I, -U, +U or -D, found `" + std::string(op.substr(0, 60)) + "`", "op");
    if (isUpsert_ && kind == RowKind::UpdateBefore)
      return badRecord(record, members[0].value, "a changelog in mode `upsert` holds no -U", "op");
    return readRow(record, members[1], kind, isUpsert_ && kind == RowKind::Delete, rows);
  }

  const bool isUpsert_;
};

Result<std::unique_ptr<Decoder>> makeChangelogJson(const DecoderOptions &options) {
  MR_ASSIGN(JsonDecodeOptions decodeOptions, jsonDecodeOptions(options.options, options.physicalSchema));
  std::string_view mode = option(options.options, "mode", "all");
  if (mode != "all" && mode != "upsert")
    return Status(StatusCode::InvalidArgument,
                  "option `changelog-json.mode` is `" + std::string(mode) + "`, expected all or upsert");
  return std::unique_ptr<Decoder>(new ChangelogJsonDecoder(options, decodeOptions, mode == "upsert"));
}

} // namespace

extern const FormatFactory mrFormatChangelogJson;
const FormatFactory mrFormatChangelogJson = {"changelog-json", makeChangelogJson, true, {}};

} // namespace millrace
