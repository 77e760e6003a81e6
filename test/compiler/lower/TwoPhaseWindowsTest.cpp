// Windows aggregated before and after the exchange must give what an independent count of the same rows gives, late rows and their number included,
// whatever makes the first phase send on: full tables, keys that do not repeat, watermarks.
#include "test/compiler/lower/ScriptRun.h"

#include <algorithm>
#include <fmt/format.h>
#include <random>
#include <set>

namespace millrace::lower {
namespace {

using test::ScriptResult;
using test::ScriptRun;

struct Bid {
  int64_t key, value, timeMs;
};

/// `keyCount` keys over a minute or so, out of order by up to 3 s where the watermark allows 1 s, some by more: a part is late.
std::vector<Bid> bids(size_t count, uint64_t keyCount, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Bid> made;
  for (size_t i = 0; i < count; ++i) {
    int64_t late = static_cast<int64_t>(random() % (random() % 50 == 0 ? 20'000 : random() % 10 == 0 ? 3'000 : 1));
    made.push_back({static_cast<int64_t>(random() % keyCount), static_cast<int64_t>(random() % 1000) - 500, 600'000 + static_cast<int64_t>(i * 60'000 / count) - late});
  }
  return made;
}

struct Expected {
  std::multiset<std::string> rows;
  uint64_t lateRows = 0;
};

/// HOP windows of `sizeMs` every `slideMs` by the book: a row is in each of its windows that the watermark has not closed; late if in none.
Expected expect(const std::vector<Bid> &bids, int64_t sizeMs, int64_t slideMs) {
  std::map<std::pair<int64_t, int64_t>, std::pair<int64_t, int64_t>> windows; // (start, key) -> (count, sum)
  Expected expected;
  int64_t watermark = INT64_MIN;
  for (const Bid &bid : bids) {
    bool counts = false;
    for (int64_t start = bid.timeMs / slideMs * slideMs; start > bid.timeMs - sizeMs; start -= slideMs) {
      if (start + sizeMs - 1 <= watermark)
        continue;
      auto &[rows, sum] = windows[{start, bid.key}];
      ++rows;
      sum += bid.value;
      counts = true;
    }
    expected.lateRows += !counts;
    watermark = std::max(watermark, bid.timeMs - 1000);
  }
  for (const auto &[window, result] : windows)
    expected.rows.insert(fmt::format("+I[{}, {}, {}, {}]", window.second, window.first, result.first, result.second));
  return expected;
}

void check(const std::vector<Bid> &rows, int64_t sizeMs, int64_t slideMs, uint32_t parallelism) {
  std::vector<std::string> records;
  for (const Bid &bid : rows)
    records.push_back(fmt::format(R"({{"k":{},"v":{},"t":"1970-01-01 00:{:02}:{:02}.{:03}"}})", bid.key, bid.value, bid.timeMs / 60'000, bid.timeMs / 1000 % 60, bid.timeMs % 1000));
  ScriptRun script{.sql = fmt::format("SET 'pipeline.auto-watermark-interval' = '0';"
                                      "CREATE TABLE bids (k BIGINT, v BIGINT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '1' SECOND)"
                                      " WITH ('connector'='test', 'format'='json');"
                                      "SELECT k, TIMESTAMPDIFF(SECOND, TIMESTAMP '1970-01-01 00:00:00', window_start) * 1000, COUNT(*), SUM(v) "
                                      "FROM TABLE(HOP(TABLE bids, DESCRIPTOR(t), INTERVAL '{}' SECOND, INTERVAL '{}' SECOND)) GROUP BY k, window_start, window_end;",
                                      slideMs / 1000, sizeMs / 1000),
                   .inputs = {{"bids", records}},
                   .parallelism = parallelism};
  Expected expected = expect(rows, sizeMs, slideMs);
  ScriptResult result = script.run();
  ASSERT_EQ(result.failure, "");
  EXPECT_EQ(std::multiset<std::string>(result.rows.begin(), result.rows.end()), expected.rows);
  EXPECT_EQ(result.lateRows, expected.lateRows);
  EXPECT_GT(expected.lateRows, 0u) << "the rows must try lateness";
}

TEST(TwoPhaseWindowsTest, fewKeysAreCombined) {
  check(bids(20'000, 7, 1), 10'000, 10'000, 1);
  check(bids(20'000, 7, 2), 10'000, 5'000, 3);
}

TEST(TwoPhaseWindowsTest, tablesFillUp) { check(bids(60'000, 9'000, 3), 30'000, 30'000, 2); }

TEST(TwoPhaseWindowsTest, rowsPassWhereKeysDoNotRepeat) {
  check(bids(30'000, 1'000'000, 4), 20'000, 20'000, 1);
  check(bids(30'000, 1'000'000, 5), 20'000, 10'000, 3);
}

} // namespace
} // namespace millrace::lower
