#include "runtime/format/Options.h"
#include "runtime/format/json/JsonDecoder.h"

namespace millrace {

namespace {

bool hasDecimal(const Type &type) {
  if (type.kind == TypeKind::Decimal)
    return true;
  for (const Field &child : type.children)
    if (hasDecimal(child.type))
      return true;
  return false;
}

bool hasOddMapKey(const Type &type) {
  if ((type.kind == TypeKind::Map || type.kind == TypeKind::Multiset) && !isString(type.children[0].type.kind))
    return true;
  for (const Field &child : type.children)
    if (hasOddMapKey(child.type))
      return true;
  return false;
}

const Field *findField(const Schema &schema, std::string_view name) {
  for (const Field &field : schema)
    if (field.name == name)
      return &field;
  return nullptr;
}

/// Splits `a.b.c` along ROW columns of the schema; empty when it is no such path.
std::vector<std::string> splitPath(const Schema &schema, std::string_view path) {
  for (const Field &field : schema) {
    if (field.type.kind != TypeKind::Row || path.size() <= field.name.size() || !path.starts_with(field.name) ||
        path[field.name.size()] != '.')
      continue;
    std::string_view rest = path.substr(field.name.size() + 1);
    std::vector<std::string> below;
    if (findField(field.type.children, rest))
      below = {std::string(rest)};
    else
      below = splitPath(field.type.children, rest);
    if (below.empty())
      continue;
    below.insert(below.begin(), field.name);
    return below;
  }
  return {};
}

} // namespace

Result<JsonDecodeOptions> jsonDecodeOptions(const OptionMap &options, const Schema &schema) {
  JsonDecodeOptions result;
  MR_ASSIGN(result.failOnMissingField, optionBoolean(options, "fail-on-missing-field", false));
  MR_ASSIGN(result.ignoreParseErrors, optionBoolean(options, "ignore-parse-errors", false));
  if (result.failOnMissingField && result.ignoreParseErrors)
    return Status(StatusCode::InvalidArgument,
                  "options `fail-on-missing-field` and `ignore-parse-errors` cannot both be true");
  std::string_view standard = option(options, "timestamp-format.standard", "SQL");
  if (standard != "SQL" && standard != "ISO-8601")
    return Status(StatusCode::InvalidArgument,
                  "option `timestamp-format.standard` is `" + std::string(standard) + "`, expected SQL or ISO-8601");
  result.timestampStandard = standard == "SQL" ? kTimestampSql : kTimestampIso;
  for (const Field &field : schema) {
    result.decimalsAsText |= hasDecimal(field.type);
    if (hasOddMapKey(field.type))
      return Status(StatusCode::NotSupported, "JSON has no keys that are not strings; column `" + field.name + "` is " +
                                                  toString(field.type));
  }
  return result;
}

JsonPlan::Key *JsonPlan::find(std::string_view name) {
  if (expected < keys.size() && keys[expected].name == name)
    return &keys[expected++];
  for (uint32_t i = 0; i < keys.size(); ++i)
    if (keys[i].name == name) {
      expected = i + 1;
      return &keys[i];
    }
  return nullptr;
}

JsonRowReader::JsonRowReader(const Schema &physicalSchema, const Schema &fullSchema, const JsonDecodeOptions &options)
    : options_(options) {
  for (uint32_t column = 0; column < physicalSchema.size(); ++column) {
    const Field &field = physicalSchema[column];
    converters_.emplace_back(field.type, options);
    std::vector<std::string> path;
    if (!findField(fullSchema, field.name))
      path = splitPath(fullSchema, field.name);
    if (path.empty())
      path = {field.name};
    JsonPlan *plan = &plan_;
    for (size_t depth = 0; depth + 1 < path.size(); ++depth) {
      JsonPlan::Key *key = plan->find(path[depth]);
      if (key == nullptr) {
        plan->keys.push_back({path[depth], -1, std::make_unique<JsonPlan>(), 0});
        key = &plan->keys.back();
      } else if (!key->object) {
        key->object = std::make_unique<JsonPlan>(); // the object is a column and entered too
      }
      plan = key->object.get();
    }
    if (JsonPlan::Key *key = plan->find(path.back()))
      key->column = static_cast<int32_t>(column);
    else
      plan->keys.push_back({path.back(), static_cast<int32_t>(column), nullptr, 0});
  }
}

Conversion JsonRowReader::readObject(JsonParser &parser, RowBuilder &row, JsonMismatch &mismatch, Learned *learned) {
  ++recordNumber_;
  JsonToken token;
  const char *begin = parser.position();
  if (!parser.token(token))
    return Conversion::Syntax;
  if (token.kind != JsonKind::Object) {
    mismatch = {begin, "expected a JSON object, found `" + std::string(token.raw.substr(0, 60)) + "`", {}};
    if (token.kind == JsonKind::Array)
      parser.leave();
    return Conversion::Mismatch;
  }
  Conversion result = walk(parser, plan_, row, mismatch, learned);
  if (result != Conversion::Ok)
    return result;
  if (learned != nullptr)
    learned->steps.push_back({std::string(learned->last, parser.position()), kJsonEnd});
  return Conversion::Ok;
}

void JsonRowReader::clearColumns(const JsonPlan &plan, RowBuilder &row) {
  for (const JsonPlan::Key &key : plan.keys) {
    if (key.column >= 0)
      row.setNull(static_cast<uint32_t>(key.column));
    if (key.object)
      clearColumns(*key.object, row);
  }
}

bool JsonRowReader::findMissing(const JsonPlan &plan, JsonMismatch &mismatch) const {
  for (const JsonPlan::Key &key : plan.keys) {
    if (key.seenIn != recordNumber_) {
      mismatch.message = "the field is missing";
      mismatch.field = key.name;
      return true;
    }
  }
  return false;
}

Conversion JsonRowReader::walk(JsonParser &parser, JsonPlan &plan, RowBuilder &row, JsonMismatch &mismatch,
                               Learned *learned) {
  plan.expected = 0;
  const char *begin = parser.position();
  std::string_view name;
  bool done, first = true;
  for (; parser.nextKey(first, name, done); first = false) {
    JsonPlan::Key *key = plan.find(name);
    if (key == nullptr) {
      const char *skipped = parser.position();
      if (!parser.skipValue())
        return Conversion::Syntax;
      if (learned != nullptr) {
        learned->steps.push_back({std::string(learned->last, skipped), kJsonSkip});
        learned->last = parser.position();
      }
      continue;
    }
    if (key->seenIn == recordNumber_) { // a duplicate: the last one wins whole
      if (learned != nullptr)
        learned->usable = false;
      if (key->object)
        clearColumns(*key->object, row);
    }
    key->seenIn = recordNumber_;
    Conversion result = value(parser, *key, row, mismatch, learned);
    if (result != Conversion::Ok) {
      if (result == Conversion::Mismatch)
        mismatch.field = key->name + (mismatch.field.empty() ? "" : "." + mismatch.field);
      return result;
    }
  }
  if (!done)
    return Conversion::Syntax;
  if (options_.failOnMissingField && findMissing(plan, mismatch)) {
    mismatch.at = begin;
    return Conversion::Mismatch;
  }
  return Conversion::Ok;
}

Conversion JsonRowReader::value(JsonParser &parser, JsonPlan::Key &key, RowBuilder &row, JsonMismatch &mismatch,
                                Learned *learned) {
  const char *begin = parser.position();
  if (key.column >= 0) {
    uint32_t column = static_cast<uint32_t>(key.column);
    Conversion result = converters_[column].convert(parser, row, column, mismatch);
    if (result != Conversion::Ok)
      return result;
    if (learned != nullptr) {
      learned->steps.push_back({std::string(learned->last, begin), key.column});
      learned->last = parser.position();
    }
    if (!key.object)
      return Conversion::Ok;
    parser.seek(begin); // a column and an entered object at once: walk it again for its fields
    if (learned != nullptr)
      learned->usable = false;
    learned = nullptr;
  }
  JsonToken token;
  if (!parser.token(token))
    return Conversion::Syntax;
  if (token.kind == JsonKind::Object)
    return walk(parser, *key.object, row, mismatch, learned);
  if (token.kind == JsonKind::Array)
    parser.leave();
  if (token.kind == JsonKind::Null || options_.ignoreParseErrors) {
    parser.seek(begin);
    if (!parser.skipValue())
      return Conversion::Syntax;
    // A `null` here becomes part of the bytes between values: a record with an object at this place has another order.
    if (learned != nullptr && token.kind != JsonKind::Null)
      learned->usable = false;
    return Conversion::Ok;
  }
  mismatch = {begin, "expected a JSON object, found `" + std::string(token.raw.substr(0, 60)) + "`", {}};
  return Conversion::Mismatch;
}

} // namespace millrace
