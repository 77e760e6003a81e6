#include "runtime/format/Options.h"

#include "runtime/kernels/NumberText.h"

namespace millrace {

namespace {

Status badOption(std::string_view key, std::string_view value, const char *expected) {
  return Status(StatusCode::InvalidArgument, "option `" + std::string(key) + "` is `" + std::string(value) +
                                                 "`, expected " + expected);
}

const std::string *find(const OptionMap &options, std::string_view key) {
  for (const auto &[name, value] : options)
    if (name == key)
      return &value;
  return nullptr;
}

/// Splits `10 min` into 10 and `min` (lower case).
bool splitUnit(std::string_view text, int64_t &amount, std::string &unit) {
  size_t digits = 0;
  while (digits < text.size() && isDigit(text[digits]))
    ++digits;
  if (!parseInteger(text.data(), text.data() + digits, INT64_MIN, INT64_MAX, amount))
    return false;
  unit.clear();
  for (char c : text.substr(digits))
    if (c != ' ')
      unit += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return true;
}

struct Unit {
  const char *names; // separated and surrounded by spaces
  int64_t factor;
};

bool findUnit(const std::string &unit, std::initializer_list<Unit> units, int64_t &factor) {
  std::string wanted = " " + unit + " ";
  for (const Unit &candidate : units)
    if (std::string_view(candidate.names).find(wanted) != std::string_view::npos) {
      factor = candidate.factor;
      return true;
    }
  return false;
}

} // namespace

std::string_view option(const OptionMap &options, std::string_view key, std::string_view fallback) {
  const std::string *value = find(options, key);
  return value ? std::string_view(*value) : fallback;
}

bool hasOption(const OptionMap &options, std::string_view key) { return find(options, key) != nullptr; }

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size())
    return false;
  for (size_t i = 0; i < a.size(); ++i) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (lower(a[i]) != lower(b[i]))
      return false;
  }
  return true;
}

Result<bool> optionBoolean(const OptionMap &options, std::string_view key, bool fallback) {
  const std::string *value = find(options, key);
  if (!value)
    return fallback;
  if (equalsIgnoringCase(*value, "true"))
    return true;
  if (equalsIgnoringCase(*value, "false"))
    return false;
  return badOption(key, *value, "true or false");
}

Result<int64_t> optionInteger(const OptionMap &options, std::string_view key, int64_t fallback) {
  const std::string *value = find(options, key);
  int64_t parsed = fallback;
  if (value && !parseInteger(value->data(), value->data() + value->size(), INT64_MIN, INT64_MAX, parsed))
    return badOption(key, *value, "a whole number");
  return parsed;
}

Result<double> optionDouble(const OptionMap &options, std::string_view key, double fallback) {
  const std::string *value = find(options, key);
  double parsed = fallback;
  if (value && !parseDouble(value->data(), value->data() + value->size(), parsed))
    return badOption(key, *value, "a number");
  return parsed;
}

Result<int64_t> optionDurationMs(const OptionMap &options, std::string_view key, int64_t fallbackMs) {
  const std::string *value = find(options, key);
  if (!value)
    return fallbackMs;
  int64_t amount, factor;
  std::string unit;
  if (!splitUnit(*value, amount, unit) ||
      !findUnit(unit.empty() ? "ms" : unit,
                {{" ms milli millis millisecond milliseconds ", 1},
                 {" s sec secs second seconds ", 1000},
                 {" m min minute minutes ", 60000},
                 {" h hour hours ", 3600000},
                 {" d day days ", 86400000}},
                factor))
    return badOption(key, *value, "a duration such as `10 s`");
  return amount * factor;
}

Result<uint64_t> optionSizeBytes(const OptionMap &options, std::string_view key, uint64_t fallback) {
  const std::string *value = find(options, key);
  if (!value)
    return fallback;
  int64_t amount, factor;
  std::string unit;
  if (!splitUnit(*value, amount, unit) ||
      !findUnit(unit.empty() ? "b" : unit,
                {{" b bytes ", 1},
                 {" k kb kibibytes ", 1 << 10},
                 {" m mb mebibytes ", 1 << 20},
                 {" g gb gibibytes ", 1 << 30},
                 {" t tb tebibytes ", 1ll << 40}},
                factor))
    return badOption(key, *value, "a size such as `128MB`");
  return static_cast<uint64_t>(amount * factor);
}

} // namespace millrace
