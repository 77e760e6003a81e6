#include "runtime/state/LocalSlices.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

struct LocalSlicesTest : ::testing::Test {
  MemoryAccount account{"local"};

  /// What generated code does with a row; true: the row was sent on, or made everything go on.
  static bool add(LocalSlices &slices, int64_t sliceEnd, uint64_t key) {
    if (mr_local_passes(&slices))
      return true;
    bool inserted;
    mr_local_find_or_insert(&slices, sliceEnd, mr_hash_key_8(key), reinterpret_cast<uint8_t *>(&key), 8, &inserted);
    bool isFull = inserted && mr_local_is_full(&slices);
    if (isFull)
      mr_local_emptied(&slices);
    return isFull;
  }
  static std::vector<int64_t> openSlices(LocalSlices &slices) {
    std::vector<int64_t> ends;
    int64_t end = INT64_MIN;
    while (mr_local_next_table(&slices, &end))
      ends.push_back(end);
    return ends;
  }
};

constexpr WindowSpec kTumble{WindowKind::Tumble, 10, 10, 0, 10};

// Entries go on before a watermark that closes one of their windows, and stay for any other.
TEST_F(LocalSlicesTest, IsDueWhenAWatermarkClosesAWindow) {
  LocalSlices slices(kTumble, makeEntryShape(8, 8, {}), account);
  add(slices, 20, 1);
  add(slices, 10, 1);
  EXPECT_EQ(openSlices(slices), (std::vector<int64_t>{10, 20}));
  EXPECT_FALSE(mr_local_is_due(&slices, 8));
  EXPECT_TRUE(mr_local_is_due(&slices, 9));
  mr_local_emptied(&slices);
  EXPECT_EQ(openSlices(slices), (std::vector<int64_t>{}));
  EXPECT_FALSE(mr_local_is_due(&slices, 30)) << "nothing is left";
}

// HOP(size 10, slide 5): a row at 7 that comes after watermark 10 has missed [0, 10) but still counts in [5, 15): it must go on
// before watermark 14. One that has missed all its windows waits for whatever comes; the other side drops it.
TEST_F(LocalSlicesTest, LateRowsGoOnBeforeTheirLastWindow) {
  LocalSlices slices(WindowSpec{WindowKind::Hop, 10, 5, 0, 5}, makeEntryShape(8, 8, {}), account);
  EXPECT_FALSE(mr_local_is_due(&slices, 10));
  add(slices, 10, 1);
  EXPECT_FALSE(mr_local_is_due(&slices, 13));
  EXPECT_TRUE(mr_local_is_due(&slices, 14));
  mr_local_emptied(&slices);
  add(slices, 10, 1);
  EXPECT_FALSE(mr_local_is_due(&slices, 100));
  EXPECT_EQ(openSlices(slices), (std::vector<int64_t>{10}));
}

// Keys that repeat are combined until the table is full.
TEST_F(LocalSlicesTest, CombinesRowsUntilFull) {
  LocalSlices slices(kTumble, makeEntryShape(8, 8, {}), account);
  uint64_t sent = 0, rows = 0;
  for (uint64_t round = 0; round < 4; ++round)
    for (uint64_t key = 0; key < 5000; ++key, ++rows)
      sent += add(slices, 10, key);
  EXPECT_EQ(sent, 0u);
  for (uint64_t key = 5000; key < LocalSlices::kEntriesMax; ++key)
    sent += add(slices, 10, key);
  EXPECT_EQ(sent, 1u);
  EXPECT_FALSE(add(slices, 10, 1)) << "four rows an entry were worth it";
}

// Keys that do not: after a full table the rows pass, and later there is another trial, after which more pass.
TEST_F(LocalSlicesTest, LetsRowsPassThatDoNotRepeat) {
  LocalSlices slices(kTumble, makeEntryShape(8, 8, {}), account);
  uint64_t key = 0;
  while (!add(slices, 10, key))
    ++key;
  EXPECT_EQ(key + 1, LocalSlices::kEntriesMax);
  for (uint64_t times : {1, 2, 4, 8, 16, 16}) {
    for (uint64_t row = 0; row < times * LocalSlices::kRowsPassed; ++row)
      ASSERT_TRUE(add(slices, 10, ++key));
    EXPECT_EQ(openSlices(slices), (std::vector<int64_t>{}));
    ASSERT_FALSE(add(slices, 10, ++key));
    while (!add(slices, 10, key))
      ++key;
  }
}

// A few rows say nothing: a window that closes early does not end combining.
TEST_F(LocalSlicesTest, FewRowsDoNotDecide) {
  LocalSlices slices(kTumble, makeEntryShape(8, 8, {}), account);
  for (uint64_t key = 0; key + 1 < LocalSlices::kFewEntries; ++key)
    add(slices, 10, key);
  mr_local_emptied(&slices);
  EXPECT_FALSE(add(slices, 10, 1));
  for (uint64_t key = 2; key < 2 + LocalSlices::kFewEntries; ++key)
    add(slices, 10, key);
  mr_local_emptied(&slices);
  EXPECT_TRUE(add(slices, 10, 1));
}

// Entries may be large: bytes count, too.
TEST_F(LocalSlicesTest, BytesAreBounded) {
  LocalSlices slices(kTumble, makeEntryShape(8, 32 * 1024, {}), account);
  uint64_t key = 0;
  while (!add(slices, 10, key))
    ++key;
  EXPECT_LT(account.bytes(), 2 * LocalSlices::kBytesMax);
  EXPECT_GE(key + 1, LocalSlices::kFewEntries);
}

} // namespace
} // namespace millrace
