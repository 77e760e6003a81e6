#include "compiler/driver/ChangelogCompare.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace millrace::driver {

namespace {

using nlohmann::json;

/// Digits without sign and point, and how many of them stand after the point, so that equal numbers have equal text.
std::string canonicalNumber(std::string_view text) {
  bool negative = text.starts_with('-');
  if (negative)
    text.remove_prefix(1);
  std::string digits;
  int64_t exponent = 0;
  bool afterPoint = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.') {
      afterPoint = true;
    } else if (text[i] == 'e' || text[i] == 'E') {
      exponent += std::strtoll(std::string(text.substr(i + 1)).c_str(), nullptr, 10);
      break;
    } else {
      digits += text[i];
      exponent -= afterPoint;
    }
  }
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty())
    return "0";
  return (negative ? "-" : "") + digits + (exponent == 0 ? "" : "e" + std::to_string(exponent));
}

/// Builds a value whose numbers are their canonical text behind a mark that no JSON text of ours begins with.
class NumberKeepingReader : public json::json_sax_t {
public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put("\x01" + canonicalNumber(std::to_string(value))); }
  bool number_unsigned(number_unsigned_t value) override { return put("\x01" + canonicalNumber(std::to_string(value))); }
  bool number_float(number_float_t, const string_t &text) override { return put("\x01" + canonicalNumber(text)); }
  bool string(string_t &value) override { return put(value); }
  bool binary(binary_t &) override { return false; }
  bool start_object(size_t) override { return open(json::object()); }
  bool key(string_t &value) override {
    keys_.back() = value;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(json::array()); }
  bool end_array() override { return close(); }
  bool parse_error(size_t, const std::string &, const json::exception &) override { return false; }

  json result;

private:
  bool put(json value) {
    if (open_.empty())
      result = std::move(value);
    else if (open_.back().is_object())
      open_.back()[keys_.back()] = std::move(value);
    else
      open_.back().push_back(std::move(value));
    return true;
  }
  bool open(json container) {
    open_.push_back(std::move(container));
    keys_.emplace_back();
    return true;
  }
  bool close() {
    json container = std::move(open_.back());
    open_.pop_back();
    keys_.pop_back();
    return put(std::move(container));
  }

  std::vector<json> open_;
  std::vector<std::string> keys_; ///< one per open container; the next member's name in objects
};

std::string withoutMarks(std::string text) {
  // dump() writes the mark as \u0001 and a number in quotes.
  for (size_t at = text.find("\"\\u0001"); at != std::string::npos; at = text.find("\"\\u0001", at)) {
    text.erase(at, 7);
    text.erase(text.find('"', at), 1);
  }
  return text;
}

std::optional<json> readRow(const std::string &line) {
  NumberKeepingReader reader;
  if (!json::sax_parse(line, &reader))
    return std::nullopt;
  return std::move(reader.result);
}

std::string textOf(const json &value) { return withoutMarks(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

struct Change {
  std::string op;
  std::string row; ///< canonical
  std::string key; ///< of the key columns; the whole row without any
};

std::optional<Change> readChange(const std::string &line, const std::vector<std::string> &keyColumns) {
  std::optional<json> value = readRow(line);
  if (!value || !value->is_object() || !value->contains("op") || !value->contains("data") || !(*value)["op"].is_string())
    return std::nullopt;
  const json &columns = (*value)["data"];
  Change change{(*value)["op"].get<std::string>(), textOf(columns), ""};
  for (const std::string &column : keyColumns)
    change.key += (columns.contains(column) ? textOf(columns[column]) : "null") + ",";
  if (keyColumns.empty())
    change.key = change.row;
  return change;
}

std::vector<std::string> canonicalRows(const std::vector<std::string> &lines) {
  std::vector<std::string> rows;
  for (const std::string &line : lines)
    rows.push_back(canonicalRow(line));
  return rows;
}

/// Longest common subsequence, so that one missing row does not mark all that follow. Falls back to position by position for
/// changelogs too long for the table.
std::string orderedDifference(const std::vector<std::string> &expected, const std::vector<std::string> &actual) {
  if (expected == actual)
    return "";
  size_t n = expected.size(), m = actual.size();
  if (n * m > 4'000'000)
    return "  " + std::to_string(n) + " rows expected, " + std::to_string(m) + " found, in another order or with other values\n";
  std::vector<std::vector<uint32_t>> longest(n + 1, std::vector<uint32_t>(m + 1, 0));
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;)
      longest[i][j] = expected[i] == actual[j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
  std::string text;
  for (size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && expected[i] == actual[j]) {
      text += "  " + expected[i++] + "\n";
      ++j;
    } else if (j == m || (i < n && longest[i + 1][j] >= longest[i][j + 1])) {
      text += "- " + expected[i++] + "\n";
    } else {
      text += "+ " + actual[j++] + "\n";
    }
  }
  return text;
}

std::string unorderedDifference(std::vector<std::string> expected, std::vector<std::string> actual) {
  std::sort(expected.begin(), expected.end());
  std::sort(actual.begin(), actual.end());
  return orderedDifference(expected, actual);
}

} // namespace

std::string canonicalRow(const std::string &line) {
  std::optional<json> value = readRow(line);
  return value ? textOf(*value) : line;
}

std::vector<std::string> materialize(const std::vector<std::string> &lines, const std::vector<std::string> &keyColumns) {
  std::multimap<std::string, std::string> rows;
  std::vector<std::string> left;
  for (const std::string &line : lines) {
    std::optional<Change> change = readChange(line, keyColumns);
    if (!change) {
      left.push_back(line);
      continue;
    }
    bool adds = change->op == "+I" || change->op == "+U";
    auto found = rows.find(change->key);
    if (!adds && found == rows.end())
      left.push_back(change->op + " of a row that is not there: " + change->row);
    else if (!adds)
      rows.erase(found);
    else if (found != rows.end() && !keyColumns.empty())
      found->second = change->row;
    else
      rows.emplace(change->key, change->row);
  }
  for (auto &[key, row] : rows)
    left.push_back(row);
  std::sort(left.begin(), left.end());
  return left;
}

std::string compareChangelog(ExpectMode mode, const std::vector<std::string> &expected,
                             const std::vector<std::string> &actual, const std::vector<std::string> &keyColumns) {
  switch (mode) {
  case ExpectMode::Ordered:
    return orderedDifference(canonicalRows(expected), canonicalRows(actual));
  case ExpectMode::Multiset:
    return unorderedDifference(canonicalRows(expected), canonicalRows(actual));
  case ExpectMode::Final:
    return orderedDifference(materialize(expected, keyColumns), materialize(actual, keyColumns));
  }
  return "";
}

std::string compareParallel(const std::vector<std::string> &expected, const std::vector<std::string> &actual,
                            const std::vector<std::string> &keyColumns) {
  std::string difference = unorderedDifference(canonicalRows(expected), canonicalRows(actual));
  if (!difference.empty() || keyColumns.empty())
    return difference;
  std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> byKey;
  for (const std::string &line : expected)
    if (auto change = readChange(line, keyColumns))
      byKey[change->key].first.push_back(canonicalRow(line));
  for (const std::string &line : actual)
    if (auto change = readChange(line, keyColumns))
      byKey[change->key].second.push_back(canonicalRow(line));
  for (const auto &[key, sequences] : byKey)
    difference += orderedDifference(sequences.first, sequences.second);
  return difference;
}

} // namespace millrace::driver
