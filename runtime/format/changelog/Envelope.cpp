#include "runtime/format/changelog/Envelope.h"

namespace millrace {

Status EnvelopeDecoder::findMembers(std::string_view record, const char *begin, std::span<EnvelopeMember> members) {
  JsonParser parser(begin, record.data() + record.size(), scratch_);
  JsonToken token;
  if (!parser.token(token))
    return badRecord(record, parser.failedAt(), parser.reason());
  if (token.kind != JsonKind::Object)
    return badRecord(record, begin, "expected a JSON object, found `" + std::string(token.raw.substr(0, 60)) + "`");
  std::string_view name;
  bool done, first = true;
  for (; parser.nextKey(first, name, done); first = false) {
    const char *value = parser.peek() == 'n' ? nullptr : parser.position();
    for (EnvelopeMember &member : members)
      if (member.name == name)
        member.value = value;
    if (!parser.skipValue())
      return badRecord(record, parser.failedAt(), parser.reason());
  }
  return done ? Status::ok() : badRecord(record, parser.failedAt(), parser.reason());
}

Status EnvelopeDecoder::readString(std::string_view record, const EnvelopeMember &member, std::string_view &text) {
  if (member.value == nullptr)
    return badRecord(record, record.data(), "the record has no `" + std::string(member.name) + "`", std::string(member.name));
  JsonParser parser(member.value, record.data() + record.size(), scratch_);
  JsonToken token;
  if (!parser.token(token))
    return badRecord(record, parser.failedAt(), parser.reason());
  if (token.kind != JsonKind::String)
    return badRecord(record, member.value, "expected a string, found `" + std::string(token.raw.substr(0, 60)) + "`",
                     std::string(member.name));
  text = token.text;
  return Status::ok();
}

Status EnvelopeDecoder::readRow(std::string_view record, const EnvelopeMember &member, RowKind kind, bool mayLackColumns,
                                RowBuilder &rows) {
  if (member.value == nullptr)
    return badRecord(record, record.data(), "the record has no `" + std::string(member.name) + "`", std::string(member.name));
  JsonParser parser(member.value, record.data() + record.size(), scratch_);
  uint64_t start = rows.sizeBytes();
  rows.begin(kind);
  JsonMismatch mismatch;
  Conversion result = rowReader_.readObject(parser, rows, mismatch, nullptr);
  if (result != Conversion::Ok) {
    rows.abandon();
    mismatch.field = std::string(member.name) + (mismatch.field.empty() ? "" : "." + mismatch.field);
    return jsonFailure(record, parser, result, mismatch);
  }
  if (int32_t column = mayLackColumns ? -1 : findForbiddenNull(rows, start); column >= 0) {
    rows.abandon();
    return badRecord(record, member.value, "the column is NOT NULL and the record has no value for it",
                     std::string(member.name) + "." + schema()[static_cast<uint32_t>(column)].name);
  }
  rows.finish();
  return Status::ok();
}

} // namespace millrace
