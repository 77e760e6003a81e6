#include "runtime/abi/FormatRecords.h"

namespace millrace {

namespace {

#define MR_JSON_READ_OPTIONS                                                                                           \
  {"ignore-parse-errors", OptionKind::Boolean, "false", false, "",                                                     \
   "fields that do not convert become NULL and records that cannot be read are left out"},                             \
  {"timestamp-format.standard", OptionKind::Word, "SQL", false, "SQL,ISO-8601",                                        \
   "timestamps as `2020-01-01 00:00:00.123` (SQL) or `2020-01-01T00:00:00.123` (ISO-8601)"}
#define MR_JSON_WRITE_OPTIONS                                                                                          \
  {"map-null-key.mode", OptionKind::Word, "FAIL", false, "FAIL,DROP,LITERAL", "what happens to a NULL key of a MAP"},   \
      {"map-null-key.literal", OptionKind::Text, "null", false, "", "the key written for a NULL key in mode LITERAL"}, \
      {"encode.decimal-as-plain-number", OptionKind::Boolean, "false", false, "",                                      \
       "DECIMAL values with all digits of their scale, never as 1E+2"},                                                \
  {"encode.ignore-null-fields", OptionKind::Boolean, "false", false, "", "NULL columns are left out"}

constexpr OptionRecord kJson[] = {
    {"fail-on-missing-field", OptionKind::Boolean, "false", false, "", "a record that lacks a column is a bad record"},
    MR_JSON_READ_OPTIONS,
    MR_JSON_WRITE_OPTIONS,
    {"decode.json-parser.enabled", OptionKind::Boolean, "true", false, "",
     "accepted for Flink's scripts; conversions are those of true"},
};

constexpr OptionRecord kChangelogJson[] = {
    {"mode", OptionKind::Word, "all", false, "all,upsert",
     "all row kinds, or upsert: no -U, rows normalised by PRIMARY KEY, a -D may hold the key only"},
    {"fail-on-missing-field", OptionKind::Boolean, "false", false, "", "a record that lacks a column is a bad record"},
    MR_JSON_READ_OPTIONS,
    MR_JSON_WRITE_OPTIONS,
};

constexpr OptionRecord kDebeziumJson[] = {
    {"schema-include", OptionKind::Boolean, "false", false, "", "the envelope is in the member `payload` beside `schema`"},
    MR_JSON_READ_OPTIONS,
    MR_JSON_WRITE_OPTIONS,
};

constexpr OptionRecord kCsv[] = {
    {"field-delimiter", OptionKind::Text, ",", false, "", "character between fields; Java's escapes such as `\\t` are known"},
    {"disable-quote-character", OptionKind::Boolean, "false", false, "", "no character encloses fields"},
    {"quote-character", OptionKind::Character, "\"", false, "", "character that encloses fields"},
    {"allow-comments", OptionKind::Boolean, "false", false, "", "lines that begin with `#` are left out"},
    {"ignore-parse-errors", OptionKind::Boolean, "false", false, "",
     "fields that do not convert become NULL and records that cannot be read are left out"},
    {"array-element-delimiter", OptionKind::Text, ";", false, "", "text between the elements of an ARRAY or ROW"},
    {"escape-character", OptionKind::Character, "", false, "", "character that takes the next one literally"},
    {"null-literal", OptionKind::Text, "", false, "", "text that is read and written as NULL"},
    {"write-bigdecimal-in-scientific-notation", OptionKind::Boolean, "true", false, "",
     "DECIMAL values without trailing zeros, perhaps as 1E+5; false: with all digits of their scale"},
    {"trim-spaces", OptionKind::Boolean, "false", false, "", "blanks around fields that are not enclosed are dropped"},
    {"ignore-trailing-unmappable", OptionKind::Boolean, "false", false, "", "fields behind the last column are left out"},
    {"allow-trailing-comma", OptionKind::Boolean, "true", false, "", "a delimiter may follow the last field"},
    {"fail-on-missing-columns", OptionKind::Boolean, "false", false, "", "a record with too few fields is a bad record"},
    {"empty-string-as-null", OptionKind::Boolean, "false", false, "", "empty fields are read as NULL"},
};

constexpr OptionRecord kRaw[] = {
    {"charset", OptionKind::Text, "UTF-8", false, "", "character set of a text: UTF-8, US-ASCII or ISO-8859-1"},
    {"endianness", OptionKind::Word, "big-endian", false, "big-endian,little-endian", "byte order of numbers"},
    {"line-delimiter", OptionKind::Text, "", false, "",
     "splits a message (not a file's line) into rows; Java's escapes are known; not written"},
};

constexpr FormatRecord kFormats[] = {
    {"changelog-json", FormatChangelog::All, false, "mrFormatChangelogJson", kChangelogJson,
     "one JSON object a line, `{\"op\":\"+I\",\"data\":{…}}`, for every row kind", true},
    {"csv", FormatChangelog::AppendOnly, true, "mrFormatCsv", kCsv, "comma-separated values, one record a line"},
    {"debezium-json", FormatChangelog::All, false, "mrFormatDebeziumJson", kDebeziumJson,
     "Debezium's change events, `{\"before\":…,\"after\":…,\"op\":\"u\"}`", true},
    {"json", FormatChangelog::AppendOnly, true, "mrFormatJson", kJson, "one JSON object a record", true},
    {"raw", FormatChangelog::AppendOnly, false, "mrFormatRaw", kRaw, "the bytes of a single column"},
};

} // namespace

std::span<const FormatRecord> formatRecords() { return kFormats; }

const FormatRecord *findFormatRecord(std::string_view name) {
  for (const FormatRecord &record : kFormats)
    if (record.name == name)
      return &record;
  return nullptr;
}

namespace {

/// Whether `key` is what `pattern` says; `#` is one or more names.
bool matches(std::string_view pattern, std::string_view key) {
  if (pattern.ends_with('*'))
    return key.size() > pattern.size() - 1 && key.starts_with(pattern.substr(0, pattern.size() - 1));
  size_t hash = pattern.find('#');
  if (hash == std::string_view::npos)
    return pattern == key;
  std::string_view before = pattern.substr(0, hash), after = pattern.substr(hash + 1);
  return key.size() > before.size() + after.size() && key.starts_with(before) && key.ends_with(after);
}

} // namespace

const OptionRecord *findOption(std::span<const OptionRecord> options, std::string_view key) {
  for (const OptionRecord &option : options)
    if (matches(option.key, key))
      return &option;
  return nullptr;
}

} // namespace millrace
