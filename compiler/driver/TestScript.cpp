#include "compiler/driver/TestScript.h"

#include <algorithm>

namespace millrace::driver {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

/// Takes the first word off `text`; a name in back-ticks is one word without them.
std::string takeWord(std::string_view &text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '`') {
    size_t end = text.find('`', 1);
    std::string name(text.substr(1, end == std::string_view::npos ? end : end - 1));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return name;
  }
  size_t end = std::min(text.find_first_of(" \t"), text.size());
  std::string word(text.substr(0, end));
  text.remove_prefix(end);
  return word;
}

class ScriptReader {
public:
  ScriptReader(std::string_view text, TestScriptError &error) : text_(text), error_(error) {}

  std::optional<TestScript> read() {
    for (size_t at = 0; at < text_.size() && !failed_;) {
      size_t end = std::min(text_.find('\n', at), text_.size());
      ++line_;
      readLine(text_.substr(at, end - at));
      at = end + 1;
    }
    if (!failed_ && !hasHeader_) {
      line_ = 1;
      fail("no `-- flink: same | differs <id> | no <reason>` line");
    }
    return failed_ ? std::nullopt : std::optional(std::move(script_));
  }

private:
  enum class Block : uint8_t { None, Input, Expect };

  void fail(std::string message) {
    if (!failed_)
      error_ = {line_, std::move(message)};
    failed_ = true;
  }

  void readLine(std::string_view line) {
    std::string_view content = trimmed(line);
    if (content.empty())
      block_ = Block::None;
    bool isBlockLine = !content.empty() && (readBlockHead(line) || (block_ != Block::None && readBlockLine(content)));
    // Blanked, not removed: diagnostics keep the file's lines and columns.
    script_.statements += isBlockLine ? std::string(line.size(), ' ') : std::string(line);
    script_.statements += '\n';
    if (!isBlockLine && content.starts_with("-- flink:"))
      readHeader(content.substr(9));
  }

  void readHeader(std::string_view text) {
    std::string word = takeWord(text);
    script_.flinkReason = trimmed(text);
    hasHeader_ = true;
    if (word == "same" && script_.flinkReason.empty())
      script_.flink = FlinkRelation::Same;
    else if (word == "differs" && !script_.flinkReason.empty())
      script_.flink = FlinkRelation::Differs;
    else if (word == "no" && !script_.flinkReason.empty())
      script_.flink = FlinkRelation::NotRun;
    else
      fail("expected `-- flink: same`, `differs <id>` or `no <reason>`");
  }

  bool readBlockHead(std::string_view line) {
    std::string_view rest = line;
    std::string word = takeWord(rest);
    if (line.front() == ' ' || (word != "INPUT" && word != "WATERMARK" && word != "EXPECT"))
      return false;
    if (word == "INPUT") {
      table_ = takeWord(rest);
      script_.inputs[table_];
      block_ = Block::Input;
    } else if (word == "WATERMARK") {
      readWatermark(rest);
    } else {
      readExpect(rest);
    }
    if (!trimmed(rest).empty())
      fail("unexpected `" + std::string(trimmed(rest)) + "` after " + word);
    return true;
  }

  void readWatermark(std::string_view &rest) {
    std::string table = takeWord(rest);
    rest = trimmed(rest);
    size_t end = rest.find('\'', 1);
    if (table.empty() || rest.empty() || rest.front() != '\'' || end == std::string_view::npos)
      return fail("expected WATERMARK table 'timestamp'");
    addInput(table, "WATERMARK " + std::string(rest.substr(1, end - 1)));
    rest.remove_prefix(end + 1);
    block_ = Block::None;
  }

  void readExpect(std::string_view &rest) {
    Expectation expectation;
    expectation.line = line_;
    std::string word = takeWord(rest);
    bool hasMode = true;
    if (word == "ORDERED")
      expectation.mode = ExpectMode::Ordered;
    else if (word == "FINAL")
      expectation.mode = ExpectMode::Final;
    else if (word != "MULTISET")
      hasMode = false;
    expectation.sink = hasMode ? takeWord(rest) : word;
    if (expectation.sink.empty())
      return fail("expected EXPECT [ORDERED|MULTISET|FINAL] sink");
    script_.expectations.push_back(std::move(expectation));
    block_ = Block::Expect;
  }

  bool readBlockLine(std::string_view content) {
    if (content.starts_with("--"))
      return true;
    if (!content.starts_with("{")) {
      block_ = Block::None;
      return false;
    }
    if (block_ == Block::Input)
      addInput(table_, std::string(content));
    else
      script_.expectations.back().lines.emplace_back(content);
    return true;
  }

  void addInput(const std::string &table, std::string text) {
    if (table.empty())
      return fail("expected a table's name after INPUT");
    script_.inputs[table].push_back({std::move(text), sequence_++});
  }

  std::string_view text_;
  TestScriptError &error_;
  TestScript script_;
  Block block_ = Block::None;
  std::string table_; ///< of the INPUT block
  uint32_t line_ = 0;
  uint64_t sequence_ = 0;
  bool hasHeader_ = false;
  bool failed_ = false;
};

} // namespace

const char *TestScript::formatOf(const std::string &table) const {
  auto found = inputs.find(table);
  bool onlyInserts = found != inputs.end() && std::all_of(found->second.begin(), found->second.end(), [](const InputLine &line) {
                       return line.text.starts_with(R"({"op":"+I","data":{)") && line.text.ends_with("}}");
                     });
  return onlyInserts ? "json" : "changelog-json";
}

std::optional<TestScript> parseTestScript(std::string_view text, TestScriptError &error) {
  return ScriptReader(text, error).read();
}

} // namespace millrace::driver
