#include "test/runtime/format/DecodeHarness.h"
#include "test/runtime/format/ReferenceJson.h"

#include <gtest/gtest.h>
#include <random>

namespace millrace::test {
namespace {

const Schema kSchema = {{"l", type(TypeKind::BigInt)},         {"i", type(TypeKind::Int)}, {"f", type(TypeKind::Double)},
                        {"b", type(TypeKind::Boolean)},        {"s", stringType()},        {"d", type(TypeKind::Decimal, 18, 2)},
                        {"t", type(TypeKind::Timestamp, 3)}};

class RecordMaker {
public:
  explicit RecordMaker(uint32_t seed) : random_(seed) {}

  std::string record() {
    std::string text;
    if (pick(40) == 0)
      return noise();
    std::vector<std::string> keys = {"l", "i", "f", "b", "s", "d", "t"};
    if (pick(15) == 0)
      std::shuffle(keys.begin(), keys.end(), random_);
    if (pick(20) == 0)
      keys.erase(keys.begin() + pick(7));
    if (pick(20) == 0)
      keys.insert(keys.begin() + pick(6), pick(2) ? "x" : keys[pick(6)]);
    text = "{";
    for (size_t i = 0; i < keys.size(); ++i)
      text += (i > 0 ? "," : "") + gap() + "\"" + keys[i] + "\":" + gap() + value(keys[i]);
    text += gap() + "}";
    if (pick(30) == 0)
      text[pick(static_cast<uint32_t>(text.size()))] = "\"{}[]:,\\x1 e."[pick(13)];
    if (pick(60) == 0)
      text.resize(pick(static_cast<uint32_t>(text.size())));
    return text;
  }

private:
  uint32_t pick(uint32_t below) { return static_cast<uint32_t>(random_()) % below; }
  std::string gap() { return pick(400) == 0 ? " " : ""; }
  std::string noise() {
    static const char *kTexts[] = {"", "[]", "{}", "null", "1", "[{\"i\":1},{\"i\":2}]", "{\"l\":[1,{\"s\":2}]}", "{\"s\":{\"a\":1}}", "{\"x\":\"\\ud800\"}"};
    return kTexts[pick(9)];
  }
  std::string digits(uint32_t most) {
    std::string text;
    for (uint32_t n = 1 + pick(most); n > 0; --n)
      text += static_cast<char>('0' + pick(10));
    return text;
  }
  std::string number() {
    std::string text = std::string(pick(4) == 0 ? "-" : "") + digits(pick(60) == 0 ? 22 : 6);
    if (pick(60) != 0) {
      size_t first = text[0] == '-';
      while (text.size() > first + 1 && text[first] == '0')
        text.erase(first, 1);
    }
    if (pick(3) == 0)
      text += "." + digits(pick(30) == 0 ? 20 : 3);
    if (pick(80) == 0)
      text += std::string(pick(2) ? "e" : "E") + (pick(2) ? "-" : "") + digits(2);
    return text;
  }
  std::string value(const std::string &key) {
    if (pick(60) == 0) {
      static const char *kOdd[] = {"null", "true", "false", "\"\"", "\" 7 \"", "[1,2]", "{\"a\":{}}", "\"NaN\"", "\"true\"", "\"+5\"", "\"1e2\"", "\"0x1p3\""};
      return kOdd[pick(12)];
    }
    if (key == "b")
      return pick(2) ? "true" : "false";
    if (key == "s") {
      std::string text = "\"";
      static const char *kParts[] = {"abc", "\xC3\xA9", "\\n", "\\u00e9", "\\ud83d\\ude00", "0123456789012345678901234567890123456789", " ", "\\\"", "\xFF"};
      for (uint32_t n = pick(4); n > 0; --n)
        text += kParts[pick(pick(10) == 0 ? 9 : 8)];
      return text + "\"";
    }
    if (key == "t") {
      // Now and then one past the greatest value.
      auto two = [&](uint32_t least, uint32_t most) {
        uint32_t n = least + pick(most - least + 1 + (pick(60) == 0));
        return std::string(1, static_cast<char>('0' + n / 10)) + static_cast<char>('0' + n % 10);
      };
      std::string text = "\"" + std::string(pick(2) ? "20" : "19") + two(0, 99) + "-" + two(1, 12) + "-" + two(1, 31) + " " + two(0, 23) + ":" + two(0, 59) + ":" + two(0, 59);
      if (pick(2))
        text += "." + digits(pick(20) == 0 ? 10 : 3);
      return text + "\"";
    }
    return pick(6) == 0 ? "\"" + number() + "\"" : number();
  }

  std::mt19937 random_;
};

/// The fast loop, the complete decoder and the plain one agree on every record, whatever came before it.
TEST(JsonDifferential, threeDecodersAgree) {
  DecodeHarness harness({.schema = kSchema, .skipsBadRecords = true});
  ReferenceJson reference(kSchema);
  RecordMaker maker(7);
  uint64_t slow = 0, rows = 0;
  for (int batch = 0; batch < 4000; ++batch) {
    std::string text;
    std::vector<std::string> expected;
    bool isCompared = true;
    for (int i = 0; i < 10; ++i) {
      std::string line = maker.record();
      text += line + "\n";
      if (line.empty())
        continue;
      if (auto made = reference.decode(line))
        for (std::string &row : *made) {
          isCompared &= row.find("?container") == std::string::npos;
          expected.push_back(std::move(row));
        }
      else
        isCompared &= line[0] != '['; // rows before a bad element stand
    }
    Decoded complete = harness.complete(text), fast = harness.fast(text);
    ASSERT_EQ(complete.rows, fast.rows) << text;
    ASSERT_EQ(complete.skipped.size(), fast.skipped.size()) << text;
    if (isCompared)
      ASSERT_EQ(complete.rows, expected) << text;
    slow += fast.slowRecords;
    rows += fast.rows.size();
  }
  EXPECT_LT(slow, rows); // the fast path is what is tested
  EXPECT_GT(rows, 20000u);
}

} // namespace
} // namespace millrace::test
