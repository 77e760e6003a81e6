#include "runtime/abi/ShortBytes.h"
#include "test/runtime/kernels/GuardedText.h"

#include <string>

namespace millrace::test {
namespace {

/// Every size around the word sizes; one different byte anywhere is seen, none behind the end is touched.
TEST(ShortBytes, everySize) {
  GuardedText source, target;
  for (uint32_t size = 0; size <= 40; ++size) {
    std::string text;
    while (text.size() < size)
      text += static_cast<char>('a' + text.size());
    const char *from = source.place(text, 0, 0);
    std::string copy(size + 2, '#');
    copyShort(copy.data() + 1, from, size);
    EXPECT_EQ(copy, "#" + text + "#");
    EXPECT_TRUE(equalShort(from, target.place(text, 0, 0), size));
    for (uint32_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] ^= 0x40;
      EXPECT_FALSE(equalShort(from, target.place(other, 0, 0), size)) << size << " " << at;
    }
  }
}

} // namespace
} // namespace millrace::test
