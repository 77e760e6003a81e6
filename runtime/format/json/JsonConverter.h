/// Converts one JSON value to a SQL value of a type and puts it into a row, nested row or array.
///
/// Shape:   a tree of converters mirrors the type; each owns the builder of its nested values.
/// Source:  Flink's JsonParserToRowDataConverters (`json.decode.json-parser.enabled` = true, the default): numbers and strings
///          convert both ways as its Java calls do.
/// Errors:  Mismatch: the value has the wrong form, `mismatch()` says which type was expected; Syntax: see the parser.
/// Threads: one decoder.
#pragma once
#include "runtime/format/json/JsonParser.h"
#include "runtime/row/RowBuilder.h"

#include <memory>
#include <vector>

namespace millrace {

struct JsonDecodeOptions {
  bool failOnMissingField = false;
  bool ignoreParseErrors = false;
  int32_t timestampStandard = 0; // kTimestampSql, kTimestampIso
  bool decimalsAsText = false;   // some column is a DECIMAL: numbers inside JSON read as text keep all digits (Jackson's BigDecimal)
};

enum class Conversion : uint8_t { Ok, Mismatch, Syntax };

/// What did not fit where.
struct JsonMismatch {
  const char *at = nullptr; // first byte of the value
  std::string message;
  std::string field; // path of nested fields, from the converter's own value
};

class JsonConverter {
public:
  JsonConverter(const Type &type, const JsonDecodeOptions &options);
  ~JsonConverter();
  JsonConverter(JsonConverter &&) noexcept;

  /// Takes the value at the parser. With ignore-parse-errors a mismatch is NULL.
  Conversion convert(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch);
  const Type &type() const { return type_; }

private:
  struct Nested;
  Conversion convertNotNull(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch);
  bool convertScalar(const JsonToken &token, SlotWriter &out, uint32_t slot);
  Conversion convertText(JsonParser &parser, const char *begin, const JsonToken &token, SlotWriter &out, uint32_t slot);
  Conversion convertArray(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch);
  Conversion convertMap(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch);
  Conversion convertRow(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch);
  Conversion wrong(const char *at, std::string_view found, JsonMismatch &mismatch) const;

  Type type_;
  const JsonDecodeOptions options_;
  std::unique_ptr<Nested> nested_; // null for scalars
};

/// Base64 with padding, white space skipped; false: not base64. `out` has room for 3/4 of the text.
bool decodeBase64(std::string_view text, char *out, uint32_t &sizeBytes);

/// The value from `begin`, compact, as Jackson's JsonNode.toString gives it.
bool compactJson(JsonParser &parser, bool decimalsAsText, std::string &out);

} // namespace millrace
