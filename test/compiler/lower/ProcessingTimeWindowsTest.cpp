// Windows over processing time, by a simulated clock: they hold the rows that come while they last and fire when they end, rows or no rows.
#include "test/compiler/lower/ClockRun.h"

namespace millrace::lower {
namespace {

using test::ClockRun;
using Rows = ClockRun::Rows;

constexpr const char *kTumble = "SELECT k, COUNT(*), TUMBLE_START(p, INTERVAL '10' SECOND), TUMBLE_END(p, INTERVAL '10' SECOND) FROM bids "
                                "GROUP BY k, TUMBLE(p, INTERVAL '10' SECOND)";
constexpr const char *kFirst = " 2001-09-09T01:46:40 2001-09-09T01:46:50", *kSecond = " 2001-09-09T01:46:50 2001-09-09T01:47";

TEST(ProcessingTimeWindowsTest, aTumblingWindowFiresWhenItsTimeIsOver) {
  for (codegen::Tier tier : {codegen::Tier::O0, codegen::Tier::O3})
    for (uint32_t parallelism : {1u, 3u}) {
      ClockRun run(kTumble, tier, parallelism);
      EXPECT_EQ(run.after(0, {1, 2, 1}), Rows{});
      EXPECT_EQ(run.after(9'000, {2}), Rows{}) << "at " << run.now();
      ASSERT_LT(run.now(), 10'000);
      EXPECT_EQ(run.after(10'000 - run.now(), {1}), (Rows{std::string("1 2") + kFirst, std::string("2 2") + kFirst})) << "the source is idle, then late";
      EXPECT_EQ(run.after(10'000), (Rows{std::string("1 1") + kSecond}));
      EXPECT_EQ(run.after(60'000), Rows{}) << "no rows, no window";
    }
}

// Flink: timers of processing time that have not fired when the input ends never do.
TEST(ProcessingTimeWindowsTest, theEndOfInputFiresNothing) {
  ClockRun run(kTumble);
  EXPECT_EQ(run.after(0, {1, 2, 1}), Rows{});
  EXPECT_EQ(run.end(), Rows{});
}

// As a table function, with HOP: a row is in size / slide windows; window_start and window_end are the session zone's.
TEST(ProcessingTimeWindowsTest, aRowIsInAllWindowsThatHoldItsTime) {
  ClockRun run("SET 'table.local-time-zone' = 'Asia/Kolkata'; SELECT COUNT(*), window_start, window_end FROM "
               "TABLE(HOP(TABLE bids, DESCRIPTOR(p), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end");
  EXPECT_EQ(run.after(1'000, {7, 7}), Rows{});
  EXPECT_EQ(run.after(4'000, {8}), (Rows{"2 2001-09-09T07:16:35 2001-09-09T07:16:45"}));
  EXPECT_EQ(run.after(5'000), (Rows{"3 2001-09-09T07:16:40 2001-09-09T07:16:50"}));
  EXPECT_EQ(run.after(5'000), (Rows{"1 2001-09-09T07:16:45 2001-09-09T07:16:55"}));
}

// CUMULATE fires every step with all rows since its start; a second window over the first one's window_time counts what it fired.
TEST(ProcessingTimeWindowsTest, cumulatingAndCascadedWindows) {
  ClockRun run("CREATE VIEW inner_windows AS SELECT COUNT(*) AS n, window_start AS s, window_end AS e, window_time AS w FROM "
               "TABLE(CUMULATE(TABLE bids, DESCRIPTOR(p), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time;"
               "SELECT COUNT(*), SUM(n) FROM TABLE(TUMBLE(TABLE inner_windows, DESCRIPTOR(w), INTERVAL '20' SECOND)) GROUP BY window_start, window_end");
  EXPECT_EQ(run.after(1'000, {7, 7}), Rows{});
  EXPECT_EQ(run.after(5'000, {8}), Rows{});
  EXPECT_EQ(run.after(5'000), Rows{});
  EXPECT_EQ(run.after(10'000), (Rows{"2 5"})) << "2 after 5 s, 3 after 10 s";
}

// A session over processing time ends once the gap is over, with no row to tell it; a row before that keeps it open.
TEST(ProcessingTimeWindowsTest, aSessionEndsAfterItsGap) {
  for (uint32_t parallelism : {1u, 3u}) {
    ClockRun run("SELECT k, COUNT(*), SESSION_START(p, INTERVAL '10' SECOND), SESSION_END(p, INTERVAL '10' SECOND) FROM bids GROUP BY k, SESSION(p, INTERVAL '10' SECOND)",
                 codegen::Tier::O0, parallelism);
    EXPECT_EQ(run.after(0, {1, 2}), Rows{});
    EXPECT_EQ(run.after(9'000, {1}), Rows{}) << "at 9.04 s";
    EXPECT_EQ(run.after(1'000), (Rows{"2 1 2001-09-09T01:46:40 2001-09-09T01:46:50"}));
    EXPECT_EQ(run.after(9'000), (Rows{"1 2 2001-09-09T01:46:40 2001-09-09T01:46:59.040"}));
    EXPECT_EQ(run.after(60'000), Rows{});
  }
}

// Values are counted once per window, also where a row comes when its window's predecessor is over but has not fired.
TEST(ProcessingTimeWindowsTest, distinctValuesOfATumblingWindow) {
  for (uint32_t parallelism : {1u, 3u}) {
    ClockRun run("SELECT COUNT(DISTINCT k), COUNT(*), TUMBLE_START(p, INTERVAL '10' SECOND), TUMBLE_END(p, INTERVAL '10' SECOND) FROM bids "
                 "GROUP BY TUMBLE(p, INTERVAL '10' SECOND)",
                 codegen::Tier::O0, parallelism);
    EXPECT_EQ(run.after(0, {1, 2, 1}), Rows{});
    EXPECT_EQ(run.after(9'000, {2, 3}), Rows{});
    EXPECT_EQ(run.after(10'000 - run.now(), {1}), (Rows{std::string("3 5") + kFirst}));
    EXPECT_EQ(run.after(10'000), (Rows{std::string("1 1") + kSecond}));
    EXPECT_EQ(run.after(60'000), Rows{});
  }
}

TEST(ProcessingTimeWindowsTest, distinctValuesOfOverlappingWindows) {
  ClockRun hop("SELECT COUNT(DISTINCT k), COUNT(*), window_start, window_end FROM "
               "TABLE(HOP(TABLE bids, DESCRIPTOR(p), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end");
  EXPECT_EQ(hop.after(1'000, {7, 7}), Rows{});
  EXPECT_EQ(hop.after(4'000, {8}), (Rows{"1 2 2001-09-09T01:46:35 2001-09-09T01:46:45"}));
  EXPECT_EQ(hop.after(5'000), (Rows{"2 3 2001-09-09T01:46:40 2001-09-09T01:46:50"}));
  EXPECT_EQ(hop.after(5'000), (Rows{"1 1 2001-09-09T01:46:45 2001-09-09T01:46:55"}));
  ClockRun cumulate("SELECT COUNT(DISTINCT k), COUNT(*), window_start, window_end FROM "
                    "TABLE(CUMULATE(TABLE bids, DESCRIPTOR(p), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end");
  EXPECT_EQ(cumulate.after(1'000, {7, 7}), Rows{});
  EXPECT_EQ(cumulate.after(5'000, {8}), (Rows{"1 2 2001-09-09T01:46:40 2001-09-09T01:46:45"}));
  EXPECT_EQ(cumulate.after(5'000), (Rows{"2 3 2001-09-09T01:46:40 2001-09-09T01:46:50"}));
  EXPECT_EQ(cumulate.after(10'000), Rows{});
}

// SESSION in FROM: its rows come when it ends, and so do aggregates that are computed from them.
TEST(ProcessingTimeWindowsTest, rowsAndDistinctValuesOfASession) {
  for (uint32_t parallelism : {1u, 3u}) {
    ClockRun rows("SELECT k, window_start, window_end FROM SESSION(TABLE bids PARTITION BY k, DESCRIPTOR(p), INTERVAL '10' SECOND)", codegen::Tier::O0, parallelism);
    EXPECT_EQ(rows.after(0, {1, 2}), Rows{});
    EXPECT_EQ(rows.after(9'000, {1}), Rows{}) << "at 9.04 s";
    EXPECT_EQ(rows.after(1'000), (Rows{"2 2001-09-09T01:46:40 2001-09-09T01:46:50"}));
    const std::string first = "1 2001-09-09T01:46:40 2001-09-09T01:46:59.040";
    EXPECT_EQ(rows.after(9'000), (Rows{first, first}));
  }
  ClockRun distinct("SELECT COUNT(DISTINCT k), COUNT(*), window_start FROM SESSION(TABLE bids, DESCRIPTOR(p), INTERVAL '10' SECOND) GROUP BY window_start, window_end");
  EXPECT_EQ(distinct.after(0, {1, 2, 1}), Rows{});
  EXPECT_EQ(distinct.after(20'000, {3}), (Rows{"2 3 2001-09-09T01:46:40"})) << "the timer fires before the row is read, or the row makes a session of its own";
  EXPECT_EQ(distinct.after(20'000), (Rows{"1 1 2001-09-09T01:47:00.040"}));
}

} // namespace
} // namespace millrace::lower
