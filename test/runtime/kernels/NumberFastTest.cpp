#include "runtime/kernels/NumberFast.h"
#include "test/runtime/kernels/GuardedText.h"

#include <random>
#include <string>

namespace millrace::test {
namespace {

std::string digits(std::mt19937 &random, size_t count) {
  std::string text;
  while (text.size() < count)
    text += static_cast<char>('0' + random() % 10);
  return text;
}

/// Every split of up to 17 characters into digits before and behind a point, whatever follows, at the end of readable memory.
TEST(NumberFast, numbersOfEveryShape) {
  GuardedText memory;
  std::mt19937 random(1);
  for (size_t integer = 0; integer <= 17; ++integer)
    for (size_t fraction = 0; fraction <= 17; ++fraction)
      for (bool hasPoint : {false, true})
        for (char next : {',', '}', 'e', '\0', '/', ':', '\x7f', '\x80', '\xff', '.', '-'}) {
          if ((!hasPoint && fraction > 0) || (!hasPoint && next == '.'))
            continue;
          std::string before = digits(random, integer), behind = digits(random, fraction);
          std::string text = before + (hasPoint ? "." : "") + behind;
          SCOPED_TRACE(text + next);
          bool isShort = text.size() < 16;
          const char *at = memory.place(text, isShort ? 16 - text.size() : 1, next);
          ShortNumber number;
          ASSERT_EQ(readShortNumber(at, number), isShort);
          if (!isShort)
            continue;
          std::string all = before + behind;
          EXPECT_EQ(number.mantissa, all.empty() ? 0 : std::stoull(all));
          EXPECT_EQ(number.integerCount, integer);
          EXPECT_EQ(number.fractionCount, fraction);
          EXPECT_EQ(number.endsWithPoint, hasPoint && fraction == 0);
          EXPECT_EQ(number.end, at + text.size());
        }
}

TEST(NumberFast, digitsOfEveryCount) {
  GuardedText memory;
  std::mt19937 random(2);
  for (size_t count = 0; count <= 17; ++count)
    for (int next = 0; next < 256; ++next) {
      if (next >= '0' && next <= '9')
        continue;
      std::string text = digits(random, count);
      bool isShort = count < 16;
      const char *at = memory.place(text, isShort ? 16 - count : 1, static_cast<char>(next));
      uint64_t value;
      uint32_t found;
      ASSERT_EQ(readShortDigits(at, value, found), isShort) << text << " before " << next;
      if (!isShort)
        continue;
      EXPECT_EQ(found, count) << text << " before " << next;
      EXPECT_EQ(value, count == 0 ? 0 : std::stoull(text));
    }
}

} // namespace
} // namespace millrace::test
