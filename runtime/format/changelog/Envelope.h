/// Decoders of JSON objects around rows: `changelog-json` and `debezium-json`.
///
/// Shape:   finds the envelope's members first (they may stand in any order, the last duplicate wins), then reads the rows.
/// Errors:  BadRecord with column and field, as `json`.
#pragma once
#include "runtime/format/json/JsonDecoder.h"

namespace millrace {

/// One member of an envelope: its name, and where its value begins (null: missing or `null`).
struct EnvelopeMember {
  std::string_view name;
  const char *value = nullptr;
};

class EnvelopeDecoder : public RecordDecoder {
protected:
  EnvelopeDecoder(const DecoderOptions &options, const JsonDecodeOptions &decodeOptions)
      : RecordDecoder(options, decodeOptions.ignoreParseErrors, true), physicalSchema_(options.physicalSchema),
        fullSchema_(options.fullSchema), rowReader_(physicalSchema_, fullSchema_, decodeOptions) {}
  ~EnvelopeDecoder() override { scratch_.release(); }
  void forgetScratch() override { scratch_.reset(); }

  /// Finds the members of the object at `begin`; other members are checked for structure.
  Status findMembers(std::string_view record, const char *begin, std::span<EnvelopeMember> members);
  /// A member's string.
  Status readString(std::string_view record, const EnvelopeMember &member, std::string_view &text);
  /// Appends the row at a member. `mayLackColumns`: NOT NULL columns may be missing (a delete that holds its key only).
  Status readRow(std::string_view record, const EnvelopeMember &member, RowKind kind, bool mayLackColumns, RowBuilder &rows);

private:
  Schema physicalSchema_, fullSchema_;
  JsonRowReader rowReader_;
  Arena scratch_;
};

} // namespace millrace
