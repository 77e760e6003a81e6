// docs/guide/connectors.md is what the records say. With MILLRACE_UPDATE_DOCS=1 the test writes the page instead of comparing it.
#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/FormatRecords.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace millrace {
namespace {

std::string kindOf(const OptionRecord &option) {
  switch (option.kind) {
  case OptionKind::Text:
    return "text";
  case OptionKind::Integer:
    return "integer";
  case OptionKind::Number:
    return "number";
  case OptionKind::Boolean:
    return "true or false";
  case OptionKind::Duration:
    return "duration";
  case OptionKind::Size:
    return "size";
  case OptionKind::Character:
    return "character";
  case OptionKind::Word: {
    std::string words;
    for (char c : option.words)
      words += c == ',' ? "`, `" : std::string(1, c);
    return "`" + words + "`";
  }
  }
  return {};
}

std::string boundsOf(const OptionRecord &option) {
  std::string unit = option.kind == OptionKind::Duration ? " ms" : option.kind == OptionKind::Size ? " bytes" : "";
  auto [least, most] = option.bounds;
  std::string text;
  if (least != OptionBounds().least)
    text += " from " + std::to_string(least) + unit;
  if (most != OptionBounds().most)
    text += " to " + std::to_string(most) + unit;
  return text;
}

std::string optionTable(std::string_view prefix, std::span<const OptionRecord> options) {
  if (options.empty())
    return "\nNo options.\n";
  std::string text = "\n| option | takes | default | |\n|---|---|---|---|\n";
  for (const OptionRecord &option : options)
    text += "| `" + std::string(prefix) + std::string(option.key) + "` | " + kindOf(option) + boundsOf(option) + " | " +
            (option.isRequired ? "required" : option.defaultText.empty() ? "" : "`" + std::string(option.defaultText) + "`") + " | " +
            std::string(option.documentation) + " |\n";
  return text;
}

std::string page() {
  std::string text = "# Connectors and formats\n\nMade from the records in `runtime/abi/`. Names, types and defaults are Flink's; unknown options are errors. A table takes "
                     "its connector's options and, with `'format' = 'json'`, the format's as `json.…`.\n";
  for (const ConnectorRecord &connector : connectorRecords()) {
    if (connector.name == "test")
      continue;
    text += "\n## " + std::string(connector.name) + "\n\n" + std::string(connector.documentation) + " (" +
            (connector.canRead && connector.canWrite ? "source and sink" : connector.canRead ? "source" : "sink") + ").";
    if (!connector.library.empty())
      text += " Needs " + std::string(connector.library) + ".";
    text += "\n" + optionTable("", connector.options);
    if (connector.metadata.empty())
      continue;
    text += "\n| metadata column | type | |\n|---|---|---|\n";
    for (const MetadataRecord &metadata : connector.metadata)
      text += "| `" + std::string(metadata.key) + "` | " + std::string(metadata.type) + " | " + std::string(metadata.documentation) +
              (metadata.isWritable ? "; a sink writes it where the column is not VIRTUAL" : "") + " |\n";
  }
  for (const FormatRecord &format : formatRecords())
    text += "\n## Format " + std::string(format.name) + "\n\n" + std::string(format.documentation) + ".\n" +
            optionTable(std::string(format.name) + ".", format.options);
  return text;
}

TEST(ConnectorsPageTest, PageIsUpToDate) {
  std::string path = std::string(MILLRACE_SOURCE_DIR) + "/docs/guide/connectors.md";
  if (std::getenv("MILLRACE_UPDATE_DOCS") != nullptr)
    std::ofstream(path) << page();
  std::stringstream found;
  found << std::ifstream(path).rdbuf();
  EXPECT_TRUE(found.str() == page()) << "docs/guide/connectors.md is out of date: run testRuntime with MILLRACE_UPDATE_DOCS=1";
}

} // namespace
} // namespace millrace
