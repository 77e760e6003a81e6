#include "runtime/state/Slices.h"

#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <random>
#include <set>

namespace millrace {
namespace {

void add(Slices &slices, int64_t timeMs, uint64_t key) {
  int64_t end = mr_slice_end(timeMs, slices.window.sliceMs, slices.window.offsetMs);
  bool inserted;
  uint8_t *value = mr_slices_find_or_insert(&slices, end, mr_hash_key_8(key), reinterpret_cast<uint8_t *>(&key), 8, &inserted);
  uint64_t count;
  std::memcpy(&count, value, 8);
  ++count;
  std::memcpy(value, &count, 8);
}

using Fired = std::vector<std::pair<int64_t, std::map<uint64_t, uint64_t>>>; // window end → counts

/// The loop that generated code runs at a watermark.
Fired fire(Slices &slices, int64_t watermark) {
  Fired fired;
  for (int64_t end; (end = mr_slices_next_window(&slices, watermark)) != INT64_MAX;) {
    std::map<uint64_t, uint64_t> counts;
    int64_t sliceEnd = INT64_MIN;
    while (StateTable *table = mr_slices_next_table(&slices, end, &sliceEnd))
      for (uint32_t e = mr_table_next(table, 0); e != kNoEntry; e = mr_table_next(table, e + 1)) {
        uint32_t size;
        uint64_t key, count;
        std::memcpy(&key, mr_table_entry_key(table, e, &size), 8);
        std::memcpy(&count, mr_table_entry_value(table, e), 8);
        counts[key] += count;
      }
    fired.emplace_back(end, counts);
    mr_slices_close_window(&slices, end);
  }
  return fired;
}

struct SlicesTest : ::testing::Test {
  MemoryAccount account{"window"};
};

TEST_F(SlicesTest, TumblingFiresOnceAndFrees) {
  Slices slices(WindowSpec{WindowKind::Tumble, 10, 10, 0, 10}, makeEntryShape(8, 8, {}), account);
  add(slices, 0, 1);
  add(slices, 9, 1);
  add(slices, 10, 2);
  EXPECT_TRUE(fire(slices, 8).empty());
  EXPECT_EQ(fire(slices, 9), (Fired{{10, {{1, 2}}}}));
  EXPECT_TRUE(fire(slices, 9).empty());
  EXPECT_EQ(fire(slices, INT64_MAX), (Fired{{20, {{2, 1}}}}));
  EXPECT_EQ(slices.openCount, 0u);
}

// Rows before 1970 belong to the window that holds them, not to the next one.
TEST_F(SlicesTest, NegativeTimesAndOffsets) {
  EXPECT_EQ(mr_slice_end(-1, 10, 0), 0);
  EXPECT_EQ(mr_slice_end(-10, 10, 0), 0);
  EXPECT_EQ(mr_slice_end(-11, 10, 0), -10);
  EXPECT_EQ(mr_slice_end(2, 10, 3), 3);
  EXPECT_EQ(mr_slice_end(3, 10, 3), 13);
  EXPECT_EQ(mr_slice_end(3, 10, -3), 7);
}

// HOP(size 30, slide 10): a row counts in three windows, empty windows in between do not fire.
TEST_F(SlicesTest, HoppingSharesSlices) {
  Slices slices(WindowSpec{WindowKind::Hop, 30, 10, 0, 10}, makeEntryShape(8, 8, {}), account);
  add(slices, 5, 1);
  add(slices, 12, 1);
  EXPECT_EQ(mr_slices_last_window_end(&slices, 10), 30);
  EXPECT_EQ(fire(slices, 19), (Fired{{10, {{1, 1}}}, {20, {{1, 2}}}}));
  // Late for the windows that ended at 10 and 20, in time for the one that ends at 30.
  add(slices, 6, 2);
  EXPECT_EQ(fire(slices, INT64_MAX), (Fired{{30, {{1, 2}, {2, 1}}}, {40, {{1, 1}}}}));
}

// The watermark may have passed windows that held nothing; they must not fire when a late row opens one of their slices.
TEST_F(SlicesTest, WindowsThatPassedEmptyDoNotFire) {
  Slices slices(WindowSpec{WindowKind::Hop, 30, 10, 0, 10}, makeEntryShape(8, 8, {}), account);
  EXPECT_TRUE(fire(slices, 15).empty());
  add(slices, 5, 1);
  EXPECT_TRUE(fire(slices, 15).empty()) << "the window that ends at 10 is over";
  EXPECT_EQ(fire(slices, 29), (Fired{{20, {{1, 1}}}, {30, {{1, 1}}}}));
}

TEST_F(SlicesTest, CumulatingGrowsWithinTheMaximum) {
  Slices slices(WindowSpec{WindowKind::Cumulate, 30, 10, 0, 10}, makeEntryShape(8, 8, {}), account);
  add(slices, 5, 1);
  add(slices, 25, 1);
  add(slices, 31, 1);
  EXPECT_EQ(mr_slices_window_start(&slices, 20), 0);
  EXPECT_EQ(mr_slices_window_start(&slices, 40), 30);
  EXPECT_EQ(fire(slices, INT64_MAX),
            (Fired{{10, {{1, 1}}}, {20, {{1, 1}}}, {30, {{1, 2}}}, {40, {{1, 1}}}, {50, {{1, 1}}}, {60, {{1, 1}}}}));
}

// Against windows assigned row by row, as Flink's documentation defines them; slide need not divide size.
TEST_F(SlicesTest, AgreesWithWindowsAssignedRowByRow) {
  struct Case {
    WindowKind kind;
    int64_t size, slide, offset;
  };
  for (Case c : {Case{WindowKind::Hop, 30, 10, 0}, Case{WindowKind::Hop, 25, 10, 3}, Case{WindowKind::Hop, 12, 9, -4},
                 Case{WindowKind::Tumble, 7, 7, 2}, Case{WindowKind::Cumulate, 28, 7, 5}}) {
    int64_t slice = c.kind == WindowKind::Hop ? std::gcd(c.size, c.slide) : c.slide;
    Slices slices(WindowSpec{c.kind, c.size, c.slide, c.offset, slice}, makeEntryShape(8, 8, {}), account);
    std::map<std::pair<int64_t, uint64_t>, uint64_t> model, seen;
    std::set<int64_t> order;
    std::mt19937_64 random(5);
    int64_t watermark = -1000;
    for (int step = 0; step < 2000; ++step) {
      int64_t time = watermark + static_cast<int64_t>(random() % 80) - 20;
      uint64_t key = random() % 5;
      int64_t end = mr_slice_end(time, slice, c.offset);
      if (mr_slices_last_window_end(&slices, end) - 1 > watermark)
        add(slices, time, key);
      for (int64_t w = time - 100; w <= time + 100; ++w) { // w: a window's end
        bool isEnd, holds;
        if (c.kind == WindowKind::Cumulate) {
          int64_t start = floorTo(w - 1, c.size, c.offset);
          isEnd = (w - start) % c.slide == 0;
          holds = start <= time && time < w;
        } else {
          isEnd = floorTo(w - c.size, c.slide, c.offset) == w - c.size;
          holds = w - c.size <= time && time < w;
        }
        if (isEnd && holds && w - 1 > watermark)
          ++model[{w, key}];
      }
      if (random() % 10 == 0) {
        watermark += static_cast<int64_t>(random() % 30);
        for (auto &[w, counts] : fire(slices, watermark)) {
          EXPECT_LE(w - 1, watermark);
          EXPECT_TRUE(order.insert(w).second) << "a window fires once";
          for (auto &[k, n] : counts)
            seen[{w, k}] += n;
        }
      }
    }
    for (auto &[w, counts] : fire(slices, INT64_MAX))
      for (auto &[k, n] : counts)
        seen[{w, k}] += n;
    EXPECT_EQ(seen, model) << c.size << "/" << c.slide << "/" << c.offset;
  }
}

} // namespace
} // namespace millrace
