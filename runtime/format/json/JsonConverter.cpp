#include "runtime/format/json/JsonConverter.h"

#include "runtime/abi/DecodeKernels.h"
#include "runtime/kernels/CsvDecode.h"

#include <cmath>

namespace millrace {

struct JsonConverter::Nested {
  std::vector<JsonConverter> children;
  std::unique_ptr<NestedRowBuilder> row;
  std::unique_ptr<ArrayBuilder> keys; // of an ARRAY: its elements
  std::unique_ptr<ArrayBuilder> values;
  std::vector<uint8_t> storage;
  struct Entry {
    std::string_view key;
    const char *value;
  };
  std::vector<Entry> entries;
  std::string text;
};

JsonConverter::JsonConverter(const Type &type, const JsonDecodeOptions &options) : type_(type), options_(options) {
  if (type.kind < TypeKind::Array && !isString(type.kind))
    return;
  nested_ = std::make_unique<Nested>();
  for (const Field &child : type.children)
    nested_->children.emplace_back(child.type, options);
  if (type.kind == TypeKind::Multiset) {
    Type count;
    count.kind = TypeKind::Int;
    count.nullable = false;
    nested_->children.emplace_back(count, options);
  }
  if (type.kind == TypeKind::Row)
    nested_->row = std::make_unique<NestedRowBuilder>(type.children);
  else if (!nested_->children.empty())
    nested_->keys = std::make_unique<ArrayBuilder>(nested_->children[0].type());
  if (nested_->children.size() == 2 && type.kind != TypeKind::Row)
    nested_->values = std::make_unique<ArrayBuilder>(nested_->children[1].type());
}

JsonConverter::~JsonConverter() = default;
JsonConverter::JsonConverter(JsonConverter &&) noexcept = default;

Conversion JsonConverter::wrong(const char *at, std::string_view found, JsonMismatch &mismatch) const {
  mismatch.at = at;
  Type shown = type_;
  shown.nullable = true;
  constexpr size_t kShownBytes = 60;
  mismatch.message = "expected " + toString(shown) + ", found `" + std::string(found.substr(0, kShownBytes)) +
                     (found.size() > kShownBytes ? "…" : "") + "`";
  mismatch.field.clear();
  return Conversion::Mismatch;
}

Conversion JsonConverter::convert(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch) {
  if (parser.peek() == 'n') {
    JsonToken token;
    if (!parser.token(token))
      return Conversion::Syntax;
    out.setNull(slot);
    return Conversion::Ok;
  }
  const char *begin = parser.position();
  Conversion result = convertNotNull(parser, out, slot, mismatch);
  if (result == Conversion::Mismatch && options_.ignoreParseErrors) {
    parser.seek(begin);
    if (!parser.skipValue())
      return Conversion::Syntax;
    out.setNull(slot);
    return Conversion::Ok;
  }
  return result;
}

Conversion JsonConverter::convertNotNull(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch) {
  const char *begin = parser.position();
  JsonToken token;
  if (!parser.token(token))
    return Conversion::Syntax;
  if (token.kind == JsonKind::Object || token.kind == JsonKind::Array) {
    if (isString(type_.kind))
      return convertText(parser, begin, token, out, slot);
    if (type_.kind == TypeKind::Array && token.kind == JsonKind::Array)
      return convertArray(parser, out, slot, mismatch);
    if ((type_.kind == TypeKind::Map || type_.kind == TypeKind::Multiset) && token.kind == JsonKind::Object)
      return convertMap(parser, out, slot, mismatch);
    if (type_.kind == TypeKind::Row && token.kind == JsonKind::Object)
      return convertRow(parser, out, slot, mismatch);
    parser.leave();
    if (type_.kind != TypeKind::Boolean)
      return wrong(begin, token.raw, mismatch);
    parser.seek(begin); // Boolean.parseBoolean of anything but `true` is false
    if (!parser.skipValue())
      return Conversion::Syntax;
    out.setBoolean(slot, false);
    return Conversion::Ok;
  }
  if (convertScalar(token, out, slot))
    return Conversion::Ok;
  return wrong(begin, token.raw, mismatch);
}

namespace {

constexpr int64_t maxOf(TypeKind kind) {
  switch (kind) {
  case TypeKind::TinyInt:
    return 127;
  case TypeKind::SmallInt:
    return 32767;
  case TypeKind::Int:
  case TypeKind::IntervalMonth:
    return 2147483647;
  default:
    return INT64_MAX;
  }
}

bool readInteger(const JsonToken &token, TypeKind kind, int64_t &value) {
  const char *begin = token.text.data(), *end = begin + token.text.size();
  int64_t max = maxOf(kind);
  bool wide = kind != TypeKind::TinyInt && kind != TypeKind::SmallInt;
  if (token.kind == JsonKind::Float && wide) { // JsonParser.getIntValue cuts a number's fraction
    double number;
    if (!parseDouble(begin, end, number) || !(number >= -static_cast<double>(max) - 1 && number <= static_cast<double>(max)))
      return false;
    value = number >= static_cast<double>(INT64_MAX) ? INT64_MAX : static_cast<int64_t>(number);
    return true;
  }
  trimJava(begin, end);
  return parseInteger(begin, end, -max - 1, max, value);
}

bool readTimestamp(const JsonToken &token, bool iso, bool utc, Timestamp &value) {
  TimestampText form = iso ? (utc ? TimestampText::IsoUtc : TimestampText::Iso)
                           : (utc ? TimestampText::SqlUtc : TimestampText::Sql);
  return parseTimestamp(token.text.data(), token.text.data() + token.text.size(), form, value);
}

bool setInteger(const JsonToken &token, TypeKind kind, SlotWriter &out, uint32_t slot) {
  int64_t value;
  if (!readInteger(token, kind, value))
    return false;
  if (kind == TypeKind::TinyInt)
    out.set(slot, static_cast<int8_t>(value));
  else if (kind == TypeKind::SmallInt)
    out.set(slot, static_cast<int16_t>(value));
  else if (kind == TypeKind::Int || kind == TypeKind::IntervalMonth)
    out.set(slot, static_cast<int32_t>(value));
  else
    out.set(slot, value);
  return true;
}

bool setDecimal(const JsonToken &token, const Type &type, SlotWriter &out, uint32_t slot) {
  if (token.kind == JsonKind::True || token.kind == JsonKind::False)
    return false;
  const char *begin = token.text.data(), *end = begin + token.text.size();
  trimJava(begin, end);
  Int128 value = 0;
  DecimalText result = parseDecimal(begin, end, type.precision, type.scale, value);
  if (result == DecimalText::Invalid)
    return false;
  if (result == DecimalText::Overflow)
    out.setNull(slot);
  else
    out.setDecimal(slot, value);
  return true;
}

} // namespace

bool JsonConverter::convertScalar(const JsonToken &token, SlotWriter &out, uint32_t slot) {
  const char *begin = token.text.data(), *end = begin + token.text.size();
  switch (type_.kind) {
  case TypeKind::Null:
    out.setNull(slot);
    return true;
  case TypeKind::Boolean:
    out.setBoolean(slot, csv::isTrue(begin, end));
    return true;
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::IntervalMonth:
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
    return setInteger(token, type_.kind, out, slot);
  case TypeKind::Float: {
    float value;
    if (!parseFloat(begin, end, value))
      return false;
    out.set(slot, value);
    return true;
  }
  case TypeKind::Double: {
    double value;
    if (!parseDouble(begin, end, value))
      return false;
    out.set(slot, value);
    return true;
  }
  case TypeKind::Decimal:
    return setDecimal(token, type_, out, slot);
  case TypeKind::Char:
  case TypeKind::VarChar:
    out.setString(slot, token.text);
    return true;
  case TypeKind::Binary:
  case TypeKind::VarBinary: {
    std::string bytes(token.text.size() + 3, '\0');
    uint32_t size;
    if (token.kind != JsonKind::String || !decodeBase64(token.text, bytes.data(), size))
      return false;
    out.setString(slot, std::string_view(bytes).substr(0, size));
    return true;
  }
  case TypeKind::Date: {
    int32_t days;
    if (!parseDate(begin, end, days))
      return false;
    out.set(slot, days);
    return true;
  }
  case TypeKind::Time: {
    int32_t millis;
    if (!parseTimeSql(begin, end, millis))
      return false;
    out.set(slot, millis);
    return true;
  }
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz: {
    Timestamp value;
    if (!readTimestamp(token, options_.timestampStandard == kTimestampIso, type_.kind == TypeKind::TimestampLtz, value))
      return false;
    out.setTimestamp(slot, value);
    return true;
  }
  default:
    return false; // a scalar for an array, map or row
  }
}

Conversion JsonConverter::convertText(JsonParser &parser, const char *begin, const JsonToken &, SlotWriter &out,
                                      uint32_t slot) {
  parser.leave();
  parser.seek(begin);
  nested_->text.clear();
  if (!compactJson(parser, options_.decimalsAsText, nested_->text))
    return Conversion::Syntax;
  out.setString(slot, nested_->text);
  return Conversion::Ok;
}

Conversion JsonConverter::convertArray(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch) {
  const char *first = parser.position();
  uint32_t count = 0;
  bool done;
  for (; parser.nextElement(count == 0, done); ++count)
    if (!parser.skipValue())
      return Conversion::Syntax;
  if (!done)
    return Conversion::Syntax;
  const char *behind = parser.position();
  parser.seek(first);
  if (!parser.enter())
    return Conversion::Syntax;
  nested_->keys->begin(count);
  for (uint32_t i = 0; parser.nextElement(i == 0, done); ++i) {
    Conversion result = nested_->children[0].convert(parser, *nested_->keys, i, mismatch);
    if (result != Conversion::Ok) {
      if (result == Conversion::Mismatch)
        parser.leave();
      return result;
    }
  }
  parser.seek(behind);
  out.setNested(slot, nested_->keys->finish());
  return Conversion::Ok;
}

Conversion JsonConverter::convertMap(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch) {
  if (!isString(nested_->children[0].type().kind))
    return wrong(parser.position(), "{", mismatch); // refused when the decoder is made
  std::vector<Nested::Entry> entries;
  std::string_view key;
  bool done, first = true;
  for (; parser.nextKey(first, key, done); first = false) {
    const char *value = parser.position();
    if (!parser.skipValue())
      return Conversion::Syntax;
    bool known = false;
    for (Nested::Entry &entry : entries)
      if (entry.key == key) {
        entry.value = value;
        known = true;
      }
    if (!known)
      entries.push_back({key, value});
  }
  if (!done)
    return Conversion::Syntax;
  const char *behind = parser.position();
  uint32_t count = static_cast<uint32_t>(entries.size());
  nested_->keys->begin(count);
  nested_->values->begin(count);
  for (uint32_t i = 0; i < count; ++i) {
    nested_->keys->setString(i, entries[i].key);
    parser.seek(entries[i].value);
    if (!parser.enter())
      return Conversion::Syntax;
    Conversion result = nested_->children[1].convert(parser, *nested_->values, i, mismatch);
    parser.leave();
    if (result != Conversion::Ok)
      return result;
  }
  parser.seek(behind);
  out.setNested(slot, buildMap(nested_->keys->finish(), nested_->values->finish(), nested_->storage));
  return Conversion::Ok;
}

Conversion JsonConverter::convertRow(JsonParser &parser, SlotWriter &out, uint32_t slot, JsonMismatch &mismatch) {
  const Schema &fields = type_.children;
  nested_->row->begin();
  std::vector<bool> seen(fields.size());
  std::string_view key;
  bool done, first = true;
  const char *begin = parser.position();
  for (; parser.nextKey(first, key, done); first = false) {
    uint32_t field = 0;
    while (field < fields.size() && fields[field].name != key)
      ++field;
    if (field == fields.size()) {
      if (!parser.skipValue())
        return Conversion::Syntax;
      continue;
    }
    seen[field] = true;
    Conversion result = nested_->children[field].convert(parser, *nested_->row, field, mismatch);
    if (result == Conversion::Mismatch) {
      mismatch.field = fields[field].name + (mismatch.field.empty() ? "" : "." + mismatch.field);
      parser.leave();
    }
    if (result != Conversion::Ok)
      return result;
  }
  if (!done)
    return Conversion::Syntax;
  if (options_.failOnMissingField)
    for (uint32_t field = 0; field < fields.size(); ++field)
      if (!seen[field]) {
        mismatch = {begin, "the field is missing", fields[field].name};
        return Conversion::Mismatch;
      }
  out.setNested(slot, nested_->row->finish());
  return Conversion::Ok;
}

} // namespace millrace
