#include "compiler/catalog/SessionOptions.h"

#include "compiler/diagnostics/NearestName.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace millrace::catalog {
namespace {

constexpr SettingRecord kSettings[] = {
#define MR_SETTING(key, kind, defaultValue, words, meaning) {key, SettingKind::kind, defaultValue, words, meaning},
#include "compiler/catalog/SessionOptions.def"
};

struct Unit {
  std::string_view name;
  int64_t factor;
};
// A millisecond is the least that settings need; Flink's smaller units are rounded down to it.
constexpr Unit kDurationUnits[] = {
    {"ms", 1},          {"milli", 1},         {"millis", 1},       {"millisecond", 1},  {"milliseconds", 1}, {"s", 1000},
    {"sec", 1000},      {"secs", 1000},       {"second", 1000},    {"seconds", 1000},   {"m", 60000},        {"min", 60000},
    {"minute", 60000},  {"minutes", 60000},   {"h", 3600000},      {"hour", 3600000},   {"hours", 3600000},  {"d", 86400000},
    {"day", 86400000},  {"days", 86400000},   {"", 1},
};
constexpr Unit kSizeUnits[] = {
    {"", 1},           {"b", 1},           {"bytes", 1},      {"k", 1LL << 10},  {"kb", 1LL << 10}, {"kibibytes", 1LL << 10},
    {"m", 1LL << 20},  {"mb", 1LL << 20},  {"mebibytes", 1LL << 20}, {"g", 1LL << 30}, {"gb", 1LL << 30}, {"gibibytes", 1LL << 30},
    {"t", 1LL << 40},  {"tb", 1LL << 40},  {"tebibytes", 1LL << 40},
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::string_view trim(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<int64_t> parseWithUnit(std::string_view text, std::span<const Unit> units) {
  text = trim(text);
  int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0)
    return std::nullopt;
  std::string unit = lower(trim(text.substr(static_cast<size_t>(end - text.data()))));
  for (const Unit &known : units)
    if (known.name == unit && number <= std::numeric_limits<int64_t>::max() / known.factor)
      return number * known.factor;
  return std::nullopt;
}

const SettingRecord *findSetting(std::string_view key) {
  auto found = std::find_if(std::begin(kSettings), std::end(kSettings), [&](const SettingRecord &record) { return record.key == key; });
  return found == std::end(kSettings) ? nullptr : found;
}

bool isOneOf(std::string_view words, std::string_view value) {
  std::string wanted = lower(value);
  std::string all = "," + lower(words) + ",";
  return !wanted.empty() && wanted.find(',') == std::string::npos && all.find("," + wanted + ",") != std::string::npos;
}

/// What the setting wants, for the message; empty if the value fits.
std::string misfit(const SettingRecord &record, std::string_view value) {
  switch (record.kind) {
  case SettingKind::Boolean:
    return parseBoolean(value) ? "" : "`true` or `false`";
  case SettingKind::Integer:
    return parseInteger(value) ? "" : "a whole number";
  case SettingKind::Duration:
    return parseDurationMs(value) ? "" : "a duration such as `200 ms`, `10 s` or `5 min`";
  case SettingKind::Size:
    return parseSizeBytes(value) ? "" : "a size such as `64 mb`";
  case SettingKind::Word:
    return isOneOf(record.words, value) ? "" : "one of " + std::string(record.words);
  case SettingKind::Text:
    return "";
  }
  return "";
}

} // namespace

std::span<const SettingRecord> allSettings() { return kSettings; }

std::optional<int64_t> parseDurationMs(std::string_view text) { return parseWithUnit(text, kDurationUnits); }
std::optional<int64_t> parseSizeBytes(std::string_view text) { return parseWithUnit(text, kSizeUnits); }

std::optional<bool> parseBoolean(std::string_view text) {
  std::string word = lower(text);
  if (word == "true")
    return true;
  if (word == "false")
    return false;
  return std::nullopt;
}

std::optional<int64_t> parseInteger(std::string_view text) {
  text = trim(text);
  int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

bool SessionOptions::set(const ast::Option &option, diagnostics::DiagnosticBag &bag) {
  using diagnostics::DiagnosticId;
  const SettingRecord *record = findSetting(option.key.value);
  if (!record) {
    auto &diagnostic = bag.report(DiagnosticId::UnknownSetting, option.key.range, "no setting is named `" + option.key.value + "`")
                           .withLabel("kept, but nothing reads it");
    std::vector<std::string> keys;
    for (const SettingRecord &known : kSettings)
      keys.emplace_back(known.key);
    std::string hint = diagnostics::didYouMean(diagnostics::nearestNames(option.key.value, keys));
    if (!hint.empty())
      diagnostic.withHelp(hint);
  } else if (std::string wanted = misfit(*record, option.value.value); !wanted.empty()) {
    bag.report(DiagnosticId::InvalidSetting, option.value.range,
               "setting `" + option.key.value + "` cannot be '" + option.value.value + "'")
        .withLabel("wanted " + wanted)
        .withNote(std::string(record->meaning));
    return false;
  }
  values_[option.key.value] = option.value.value;
  return true;
}

std::string SessionOptions::get(const std::string &key) const {
  if (auto found = values_.find(key); found != values_.end())
    return found->second;
  const SettingRecord *record = findSetting(key);
  return record ? std::string(record->defaultValue) : std::string();
}

int64_t SessionOptions::durationMs(const std::string &key) const { return parseDurationMs(get(key)).value_or(0); }
int64_t SessionOptions::integer(const std::string &key) const { return parseInteger(get(key)).value_or(0); }
bool SessionOptions::boolean(const std::string &key) const { return parseBoolean(get(key)).value_or(false); }

} // namespace millrace::catalog
