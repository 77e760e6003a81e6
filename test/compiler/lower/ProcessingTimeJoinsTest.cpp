// Interval joins over processing time, by a simulated clock: a row meets those that came within the interval, and goes when none can come any more.
#include "test/compiler/lower/ClockRun.h"

namespace millrace::lower {
namespace {

using test::ClockRun;
using Rows = ClockRun::Rows;

// `a` looks back 10 s: its rows need not be kept, those of `b` are for 10 s.
constexpr const char *kFull = "SELECT a.k, b.k FROM bids AS a FULL JOIN bids AS b ON a.k = b.k + 100 AND a.p BETWEEN b.p AND b.p + INTERVAL '10' SECOND";

TEST(ProcessingTimeJoinsTest, rowsMeetWithinTheIntervalAndGoAfterIt) {
  for (codegen::Tier tier : {codegen::Tier::O0, codegen::Tier::O3})
    for (uint32_t parallelism : {1u, 3u}) {
      ClockRun run(kFull, tier, parallelism);
      EXPECT_EQ(run.after(0, {1}), (Rows{"1 null"})) << "no `b` that may come is behind it";
      EXPECT_EQ(run.after(10'000 - run.now(), {101}), (Rows{"101 1"})) << "just within 10 s";
      EXPECT_EQ(run.after(5'000, {101}), (Rows{"101 null"})) << "`b` 1 is gone";
      EXPECT_EQ(run.after(19'000 - run.now()), Rows{}) << "`b` 101 came at 10 s";
      EXPECT_EQ(run.after(20'001 - run.now()), (Rows{"null 101"})) << "the first one; the other one came later";
      EXPECT_EQ(run.after(60'000), (Rows{"null 101"}));
      EXPECT_EQ(run.after(60'000), Rows{});
    }
}

TEST(ProcessingTimeJoinsTest, aPartnerOfOneMillisecondLaterComesTooLate) {
  ClockRun run(kFull);
  run.after(0, {1});
  EXPECT_EQ(run.after(10'001 - run.now(), {101}), (Rows{"101 null", "null 1"}));
}

// Flink: timers of processing time that have not fired when the input ends never do.
TEST(ProcessingTimeJoinsTest, theEndOfInputSendsNoRowWithoutPartner) {
  ClockRun run(kFull);
  EXPECT_EQ(run.after(0, {1}), (Rows{"1 null"}));
  EXPECT_EQ(run.end(), Rows{});
}

TEST(ProcessingTimeJoinsTest, bothSidesWait) {
  ClockRun run("SELECT a.k, b.k FROM bids AS a LEFT JOIN bids AS b ON a.k = b.k + 100 AND a.p >= b.p - INTERVAL '10' SECOND AND a.p <= b.p + INTERVAL '5' SECOND");
  EXPECT_EQ(run.after(0, {101, 102}), Rows{});
  EXPECT_EQ(run.after(9'000, {1}), (Rows{"101 1"})) << "`a` came 9 s before";
  EXPECT_EQ(run.after(4'000, {101}), (Rows{"101 1", "102 null"})) << "`b` came 4 s before, and `a` 102 is alone for 10 s";
  EXPECT_EQ(run.after(60'000), (Rows{"1 null"}));
}

// Windows over the clock go on behind such a join.
TEST(ProcessingTimeJoinsTest, aWindowOfTheClockStandsBehindIt) {
  ClockRun run("CREATE VIEW pairs AS SELECT a.k, a.p FROM bids AS a JOIN bids AS b ON a.k = b.k AND a.p BETWEEN b.p - INTERVAL '1' SECOND AND b.p + INTERVAL '1' SECOND;"
               "SELECT k, COUNT(*) FROM TABLE(TUMBLE(TABLE pairs, DESCRIPTOR(p), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end");
  EXPECT_EQ(run.after(0, {7}), Rows{});
  EXPECT_EQ(run.after(5'000, {7}), Rows{});
  EXPECT_EQ(run.after(5'000), (Rows{"7 2"}));
}

} // namespace
} // namespace millrace::lower
