// docs/guide/functions.md is what the records say. With MILLRACE_UPDATE_DOCS=1 the test writes the page instead of comparing it.
#include "stdlib/AggregateRecord.h"
#include "stdlib/FunctionRecord.h"
#include "stdlib/ResultRules.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace millrace {
namespace {

std::vector<std::string> parametersOf(const FunctionRecord &record) {
  std::vector<std::string> parameters;
  std::stringstream stream{std::string(record.parameters)};
  for (std::string part; std::getline(stream, part, ',');)
    parameters.push_back(part.substr(part.find_first_not_of(' ')));
  return parameters;
}

std::string joined(const std::vector<std::string> &parts, std::string_view separator) {
  std::string text;
  for (const std::string &part : parts)
    text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

/// How SQL writes a call of this overload.
std::string syntaxOf(const FunctionRecord &record) {
  std::string name(record.name);
  std::vector<std::string> parameters = parametersOf(record);
  size_t colon = name.find(':');
  std::string choice = colon == std::string::npos ? "" : name.substr(colon + 1);
  std::string function = name.substr(0, colon);
  if (function == "EXTRACT")
    return "EXTRACT(" + choice + " FROM " + parameters[0] + ")";
  if (function == "TRIM" && !choice.empty())
    return "TRIM(" + choice + " " + parameters[1] + " FROM " + parameters[0] + ")";
  if ((function == "FLOOR" || function == "CEIL") && !choice.empty())
    return function + "(" + parameters[0] + " TO " + choice + ")";
  if (!choice.empty())
    return function + "(" + choice + ", " + joined(parameters, ", ") + ")";
  if (name == "LIKE" || name == "SIMILAR TO")
    return parameters[0] + " " + name + " " + parameters[1] + (parameters.size() > 2 ? " ESCAPE " + parameters[2] : "");
  if (name == "OVERLAY")
    return "OVERLAY(STRING PLACING STRING FROM INT" + std::string(parameters.size() > 3 ? " FOR INT)" : ")");
  if (name == "POSITION")
    return "POSITION(STRING IN STRING)";
  if (name == "||")
    return "STRING || STRING";
  return name + "(" + joined(parameters, ", ") + ")";
}

std::string escaped(std::string_view text) {
  std::string result;
  for (char c : text)
    result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

/// Operators on `+`, `compare` and the like: `decimal +` is DECIMAL + DECIMAL.
std::string operatorOf(const FunctionRecord &record) {
  std::vector<std::string> parameters = parametersOf(record);
  if (record.name.ends_with(" negate"))
    return "-" + parameters[0];
  size_t begin = record.name.find(' ') + 1;
  return parameters[0] + " " + std::string(record.name.substr(begin, record.name.find(' ', begin) - begin)) + " " + parameters[1];
}

std::string row(const std::string &syntax, std::string_view documentation, std::string_view example) {
  return "| `" + escaped(syntax) + "` | " + escaped(documentation) + " | `" + escaped(example) + "` |\n";
}

std::string castMatrix() {
  std::string text = "\n## CAST and TRY_CAST\n\n`i` also without being asked, `x` by CAST, `!` by CAST, which fails for some values: TRY_CAST gives NULL "
                     "for those. A DECIMAL that does not fit is NULL in both.\n\n| from \\ to |";
  constexpr int kFirst = 1, kLast = 18;
  auto shown = [](int kind) { return kind != 10 && kind != 12; }; // CHAR and VARCHAR, BINARY and VARBINARY cast alike
  auto typeOf = [](int kind) {
    Type type;
    type.kind = static_cast<TypeKind>(kind);
    return type;
  };
  std::string rule = "\n|---|";
  for (int to = kFirst; to <= kLast; ++to) {
    if (!shown(to))
      continue;
    text += " " + std::string(castName(static_cast<TypeKind>(to))) + " |";
    rule += "---|";
  }
  text += rule + "\n";
  for (int from = kFirst; from <= kLast; ++from) {
    if (!shown(from))
      continue;
    text += "| " + std::string(castName(static_cast<TypeKind>(from))) + " |";
    for (int to = kFirst; to <= kLast; ++to) {
      if (!shown(to))
        continue;
      CastSupport support = castSupport(typeOf(from), typeOf(to));
      text += support == CastSupport::Implicit ? " i |" : support == CastSupport::Explicit ? " x |" : support == CastSupport::MayFail ? " ! |" : " |";
    }
    text += "\n";
  }
  return text;
}

std::string page() {
  constexpr std::string_view kHead = "| Call | What it gives | Example |\n|---|---|---|\n";
  std::map<std::string, std::string> families;
  std::string operators;
  for (const FunctionRecord &record : functionRecords()) {
    if (record.family == "cast" || record.name == "LIKE:CONTAINS" || record.name == "SINGLE_VALUE:CHECK")
      continue;
    bool isOperator = record.name.find(' ') != std::string_view::npos && record.name != "SIMILAR TO";
    if (isOperator && !record.name.ends_with(" compare"))
      operators += row(operatorOf(record), record.documentation, record.example);
    else if (!isOperator)
      families[std::string(record.family)] += row(syntaxOf(record), record.documentation, record.example);
  }
  std::string text = "# Functions\n\nMade from the records in `stdlib/`; every example runs as a test. STRING takes CHAR and VARCHAR, BYTES takes BINARY "
                     "and VARBINARY; smaller numbers widen by themselves. Unless it says otherwise, a NULL argument gives NULL.\n\n## aggregate\n\n" +
                     std::string(kHead);
  for (const AggregateRecord &record : aggregateRecords())
    text += row(std::string(record.name) + "(" + (record.parameters.empty() ? "*" : std::string(record.parameters)) + ")",
                record.documentation, record.example);
  for (const auto &[family, rows] : families)
    text += "\n## " + family + "\n\n" + std::string(kHead) + rows;
  text += "\n## operators\n\n" + std::string(kHead) + operators;
  return text + castMatrix();
}

TEST(FunctionsPageTest, PageIsUpToDate) {
  std::string path = std::string(MILLRACE_SOURCE_DIR) + "/docs/guide/functions.md";
  if (std::getenv("MILLRACE_UPDATE_DOCS") != nullptr)
    std::ofstream(path) << page();
  std::stringstream found;
  found << std::ifstream(path).rdbuf();
  EXPECT_TRUE(found.str() == page()) << "docs/guide/functions.md is out of date: run testStdlib with MILLRACE_UPDATE_DOCS=1";
}

} // namespace
} // namespace millrace
