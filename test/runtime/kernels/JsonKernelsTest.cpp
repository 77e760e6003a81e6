#include "runtime/kernels/JsonDecode.h"
#include "test/runtime/format/DecodeHarness.h"
#include "test/runtime/kernels/GuardedText.h"

namespace millrace::test {
namespace {

/// Strings of every length around the vector's size end at their quote; an odd byte in front of it is seen, one behind it is not.
TEST(JsonKernels, endsOfStrings) {
  GuardedText memory;
  for (size_t size = 0; size <= 100; ++size) {
    std::string text(size, 'a');
    text += '"';
    for (char filler : {'b', '"', '\\', '\n', '\xC3'}) {
      const char *begin = memory.place(text, 32, filler), *end = begin;
      ASSERT_TRUE(json::findPlainEnd(end, begin + text.size())) << size << " before " << int(filler);
      EXPECT_EQ(end, begin + size);
    }
    for (size_t at = 0; at < size; ++at)
      for (char odd : {'\\', '\n', '\x00', '\x1F', '\x7F', '\x80', '\xFF'}) {
        std::string other = text;
        other[at] = odd;
        const char *begin = memory.place(other, 32, ' '), *end = begin;
        EXPECT_EQ(json::findPlainEnd(end, begin + other.size()), odd == '\x7F') << size << " with " << int(odd) << " at " << at;
      }
  }
}

TEST(JsonKernels, stringsThatNeverEnd) {
  GuardedText memory;
  for (size_t size = 0; size <= 100; ++size) {
    const char *begin = memory.place(std::string(size, 'a'), 32, 'b'), *end = begin;
    EXPECT_FALSE(json::findPlainEnd(end, begin + size)) << size;
  }
}

/// The four bytes beside the pointer are part of a string's value: comparisons look at them first.
TEST(JsonKernels, prefixesOfStrings) {
  JsonReader reader;
  for (size_t size = 0; size <= 70; ++size) {
    std::string text = '"' + std::string("zyxwvutsrqponmlkjihgfedcba").substr(0, size) + std::string(size > 26 ? size - 26 : 0, 'A') + '"';
    std::string padded = text + std::string(kReadPaddingBytes, 'P');
    JsonCursor cursor{};
    cursor.reader = &reader;
    cursor.position = padded.data();
    cursor.end = padded.data() + text.size();
    StringView value;
    ASSERT_EQ(mr_json_string(&cursor, &value), kDecodeOk) << size;
    StringView expected(padded.data() + 1, static_cast<uint32_t>(size));
    EXPECT_EQ(value.sizeBytes, expected.sizeBytes);
    EXPECT_EQ(value.prefix, expected.prefix) << size;
    EXPECT_EQ(value.bytes, expected.bytes);
    EXPECT_EQ(cursor.position, cursor.end);
  }
}

/// Keys of every length: a step holds 32 bytes, longer ones go on in the next.
TEST(JsonKernels, keysOfEveryLength) {
  for (size_t size = 1; size <= 100; ++size) {
    std::string key(size, 'k');
    DecodeHarness harness({.schema = {{key, type(TypeKind::Int)}, {"b", stringType()}}});
    std::string a = "{\"" + key + "\":1,\"b\":\"x\"}\n", other = "{\"" + key.substr(1) + "K\":1,\"b\":\"y\"}\n";
    Decoded out = harness.fast(a + a + other + a);
    EXPECT_EQ(out.rows, (std::vector<std::string>{"+I[1, x]", "+I[1, x]", "+I[null, y]", "+I[1, x]"})) << size;
    EXPECT_EQ(out.slowRecords, 2u) << size;
  }
}

/// A last record without a line end, and bytes behind it that look like its continuation.
TEST(JsonKernels, inputEndsInsideARecord) {
  std::string line = "{\"a\":\"x\",\"b\":12}\n";
  DecodeHarness harness({.schema = {{"a", stringType()}, {"b", type(TypeKind::Int)}}, .skipsBadRecords = true});
  for (size_t cut = 1; cut < line.size(); ++cut) {
    std::string text = line + line.substr(0, cut);
    Decoded fast = harness.fast(text), complete = harness.complete(text);
    EXPECT_EQ(fast, complete) << text;
    EXPECT_EQ(fast.rows.size(), cut == line.size() - 1 ? 2u : 1u) << text;
  }
}

/// One value out of line changes no guess; two in a row do; a column that never repeats is not guessed at until the next chunk.
TEST(JsonKernels, guessesOfLengths) {
  JsonStep step;
  step.valueSizeBytes = 10;
  mr_json_size_missed(&step, 12, 100);
  EXPECT_EQ(step.valueSizeBytes, 10);
  mr_json_size_missed(&step, 11, 105);
  EXPECT_EQ(step.valueSizeBytes, 10);
  mr_json_size_missed(&step, 11, 106);
  EXPECT_EQ(step.valueSizeBytes, 11);
  for (uint64_t record = 107; step.valueSizeBytes != kUnknownSize; ++record) {
    ASSERT_LT(record, 200u);
    mr_json_size_missed(&step, static_cast<int64_t>(record), record);
  }
  // Rare misses are no reason to give up.
  JsonStep steady;
  steady.valueSizeBytes = 10;
  for (uint64_t record = 20; record < 20000; record += 20)
    mr_json_size_missed(&steady, 11, record);
  EXPECT_EQ(steady.valueSizeBytes, 10);

  JsonStep order[2] = {step, step};
  order[0].field = 0;
  JsonReader reader;
  reader.orders[0] = order;
  reader.orderCount = 1;
  mr_json_open_slow(&reader);
  EXPECT_NE(order[0].valueSizeBytes, kUnknownSize);
  EXPECT_EQ(order[1].missCount, 0u);
}

/// Lengths that change with every record and with every field stay on the fast path.
TEST(JsonKernels, changingLengths) {
  DecodeHarness harness({.schema = {{"s", stringType()}, {"n", type(TypeKind::BigInt)}, {"t", stringType()}}});
  std::string text;
  std::vector<std::string> expected;
  for (uint32_t i = 0; i < 300; ++i) {
    std::string s(i * 7 % 80, 's'), t(i % 3 == 0 ? i % 50 : 5, 't'), n = std::to_string(uint64_t(1) << (i * 11 % 60));
    text += "{\"s\":\"" + s + "\",\"skipped\":\"" + t + s + "\",\"n\":" + n + ",\"t\":\"" + t + "\"}\n";
    expected.push_back("+I[" + s + ", " + n + ", " + t + "]");
  }
  Decoded out = harness.fast(text);
  EXPECT_EQ(out.rows, expected);
  EXPECT_EQ(out.slowRecords, 1u);
}

} // namespace
} // namespace millrace::test
