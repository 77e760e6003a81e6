#include "runtime/abi/LowerAbi.h"
#include "runtime/state/KeyHash.h"
#include "test/runtime/kernels/GuardedText.h"

#include <string>

namespace millrace::test {
namespace {

/// The kernel for one nullable text gives the bytes of docs/formats/row.md and their XXH3, wherever the text lies.
TEST(KeyText, shortTexts) {
  GuardedText memory;
  for (uint32_t size = 1; size <= 11; ++size)
    for (uint32_t behind = 0; behind <= 40; ++behind)
      for (int round = 0; round < 8; ++round) {
        std::string text;
        while (text.size() < size)
          text += static_cast<char>(text.size() * 37 + behind * 101 + static_cast<uint32_t>(round) * 59);
        const char *bytes = memory.place(text, behind, '\xFF');
        std::string expected(1, '\0');
        expected.append(reinterpret_cast<const char *>(&size), 4);
        expected += text;
        uint8_t key[16];
        uint64_t head;
        StringView view(bytes, size);
        std::memcpy(&head, &view, 8);
        uint64_t hash = mr_key_of_text(key, head, bytes);
        EXPECT_EQ(std::string(reinterpret_cast<const char *>(key), size + 5), expected);
        EXPECT_EQ(hash, hashKey(reinterpret_cast<const uint8_t *>(expected.data()), expected.size())) << size;
        // The same key put together piece by piece.
        uint8_t pieces[32] = {};
        EXPECT_EQ(mr_key_put_text(pieces + 1, head, bytes), pieces + 5 + size);
        EXPECT_EQ(std::memcmp(pieces, key, size + 5), 0);
      }
}

} // namespace
} // namespace millrace::test
