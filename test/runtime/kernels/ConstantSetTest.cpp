#include "runtime/abi/ConstantSet.h"
#include "runtime/abi/LowerAbi.h"
#include "test/runtime/kernels/GuardedText.h"

#include <random>
#include <set>
#include <vector>

namespace millrace::test {
namespace {

bool hasText(const std::string &set, const char *bytes, uint32_t sizeBytes) { return mr_set_has_text(set.data(), mr_text_head(bytes, sizeBytes), bytes); }
bool hasNumber(const std::string &set, NumberWords words) { return mr_set_has_number(set.data(), words.first, words.second); }

TEST(ConstantSet, textsOfEverySizeAndThoseThatDifferInOneByte) {
  std::vector<std::string> texts;
  for (size_t size = 0; size <= 40; ++size)
    texts.push_back(std::string(size, 'x'));
  std::string set = makeConstantSet(std::vector<std::string_view>(texts.begin(), texts.end()));
  GuardedText guarded;
  for (const std::string &text : texts) {
    uint32_t size = static_cast<uint32_t>(text.size());
    EXPECT_TRUE(hasText(set, guarded.place(text, 0, 0), size)) << size;
    for (size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = 'y';
      EXPECT_FALSE(hasText(set, guarded.place(other, 0, 0), size)) << size << " " << at;
    }
  }
  std::string longer(41, 'x');
  EXPECT_FALSE(hasText(set, longer.data(), 41));
}

TEST(ConstantSet, randomNumbersAsAStdSetHasThem) {
  std::mt19937_64 random(7);
  for (size_t count : {0u, 1u, 2u, 3u, 16u, 1000u}) {
    std::set<NumberWords> wanted;
    while (wanted.size() < count)
      wanted.insert({random() % (4 * count), random() % 2 ? 0 : UINT64_MAX});
    std::string set = makeConstantSet(std::vector<NumberWords>(wanted.begin(), wanted.end()));
    for (uint64_t low = 0; low < 4 * count + 4; ++low)
      for (uint64_t high : {uint64_t(0), uint64_t(1), UINT64_MAX})
        EXPECT_EQ(hasNumber(set, {low, high}), wanted.contains({low, high})) << count << ": " << low << ", " << high;
  }
}

/// Values whose hashes agree in the bits that choose the slot: the search must go round the end of the slots, and end at an empty one.
TEST(ConstantSet, oneSlotForAll) {
  std::vector<NumberWords> alike;
  for (uint64_t low = 1; alike.size() < 9; ++low)
    if ((constantSetHash(NumberWords(low, 0)) & 31) == 31)
      alike.push_back({low, 0});
  NumberWords absent = alike.back();
  alike.pop_back();
  std::string set = makeConstantSet(alike);
  for (NumberWords words : alike)
    EXPECT_TRUE(hasNumber(set, words));
  EXPECT_FALSE(hasNumber(set, absent));
}

TEST(ConstantSet, equalValuesMayStandTwice) {
  std::vector<std::string_view> twice{"a", "b", "a", "a"};
  std::string set = makeConstantSet(twice);
  EXPECT_TRUE(hasText(set, "a", 1));
  EXPECT_TRUE(hasText(set, "b", 1));
  EXPECT_FALSE(hasText(set, "c", 1));
}

} // namespace
} // namespace millrace::test
