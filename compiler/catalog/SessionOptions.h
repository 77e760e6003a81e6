/// Holds the settings of a session: `SET 'key' = 'value'`.
///
/// Errors:  MR0214 for a value of the wrong kind; MR0213, a warning, for an unknown key, which is kept. `sql-client.*` and
///          `millrace.*` keys that no record names warn like any other.
/// Threads: not thread-safe.
#ifndef MILLRACE_COMPILER_CATALOG_SESSIONOPTIONS_H
#define MILLRACE_COMPILER_CATALOG_SESSIONOPTIONS_H

#include "compiler/ast/Statement.h"
#include "compiler/diagnostics/DiagnosticBag.h"

#include <map>
#include <span>

namespace millrace::catalog {

enum class SettingKind : uint8_t { Boolean, Integer, Duration, Size, Word, Text };

/// A record of SessionOptions.def.
struct SettingRecord {
  std::string_view key;
  SettingKind kind;
  std::string_view defaultValue;
  std::string_view words;
  std::string_view meaning;
};
[[nodiscard]] std::span<const SettingRecord> allSettings();

/// Flink's texts: `10`, `10 ms`, `5s`, `1 min`, `2 h`, `1 d`; a number alone is milliseconds. No value: not a duration.
[[nodiscard]] std::optional<int64_t> parseDurationMs(std::string_view text);
/// `1024`, `1 kb`, `64 mb`, `2 gb`; a number alone is bytes.
[[nodiscard]] std::optional<int64_t> parseSizeBytes(std::string_view text);
[[nodiscard]] std::optional<bool> parseBoolean(std::string_view text);
[[nodiscard]] std::optional<int64_t> parseInteger(std::string_view text);

class SessionOptions {
public:
  /// False after an error.
  bool set(const ast::Option &option, diagnostics::DiagnosticBag &bag);
  void reset(const std::string &key) { values_.erase(key); }
  void resetAll() { values_.clear(); }

  /// What was set, else the record's default, else empty.
  [[nodiscard]] std::string get(const std::string &key) const;
  [[nodiscard]] int64_t durationMs(const std::string &key) const;
  [[nodiscard]] int64_t integer(const std::string &key) const;
  [[nodiscard]] bool boolean(const std::string &key) const;
  [[nodiscard]] bool isSet(const std::string &key) const { return values_.contains(key); }
  /// What was set, sorted by key.
  [[nodiscard]] const std::map<std::string, std::string> &values() const { return values_; }

private:
  std::map<std::string, std::string> values_;
};

} // namespace millrace::catalog

#endif
