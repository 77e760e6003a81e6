#include "runtime/time/Watermarks.h"

#include <gtest/gtest.h>
#include <vector>

namespace millrace {
namespace {

// Flink emits after a row only once the watermark has passed the last emitted one by more than the interval.
TEST(WatermarksTest, EmitsWhenTheIntervalIsPassed) {
  WatermarkChannel channel;
  EXPECT_TRUE(observeWatermark(channel, 1000, 200));
  EXPECT_FALSE(observeWatermark(channel, 1200, 200)) << "exactly the interval is not more";
  EXPECT_EQ(channel.watermark, 1000);
  EXPECT_TRUE(observeWatermark(channel, 1201, 200));
  EXPECT_FALSE(observeWatermark(channel, 500, 200)) << "never back";
  EXPECT_EQ(channel.watermark, 1201);
}

TEST(WatermarksTest, IntervalZeroEmitsAfterEveryRowThatAdvances) {
  WatermarkChannel channel;
  EXPECT_TRUE(observeWatermark(channel, 5, 0));
  EXPECT_FALSE(observeWatermark(channel, 5, 0));
  EXPECT_TRUE(observeWatermark(channel, 6, 0));
}

// Without the wall-clock timer the last rows of a quiet source would never fire their window.
TEST(WatermarksTest, WallClockTimerPromisesWhatWasObserved) {
  WatermarkChannel channel;
  observeWatermark(channel, 1000, 200);
  observeWatermark(channel, 1100, 200);
  EXPECT_TRUE(flushObserved(channel, 200));
  EXPECT_EQ(channel.watermark, 1100);
  EXPECT_FALSE(flushObserved(channel, 200));
}

TEST(WatermarksTest, MergesByMinimumOfWhatIsActive) {
  std::vector<WatermarkChannel> channels(3);
  auto merged = [&](int64_t current) { return mergedWatermark(channels.data(), 3, current); };
  channels[0].watermark = 100;
  channels[1].watermark = 50;
  EXPECT_EQ(merged(kNoWatermark), kNoWatermark) << "the third has promised nothing";
  channels[2].isIdle = true;
  EXPECT_EQ(merged(kNoWatermark), 50);
  channels[0].isIdle = channels[1].isIdle = true;
  EXPECT_EQ(merged(50), 100) << "all idle: the largest, as Flink's valve";
}

// A channel that comes back from idleness behind the others must not hold them until it has caught up.
TEST(WatermarksTest, ReturningChannelCountsOnceItHasCaughtUp) {
  std::vector<WatermarkChannel> channels(2);
  channels[0].watermark = 100;
  channels[1].watermark = 10;
  channels[1].isBehind = true;
  EXPECT_EQ(mergedWatermark(channels.data(), 2, 100), 100);
  channels[0].watermark = 200;
  channels[1].watermark = 150;
  EXPECT_EQ(mergedWatermark(channels.data(), 2, 100), 150);
}

// An ended channel beside an idle one must not end time for the idle one's rows.
TEST(WatermarksTest, EndOfTimeNeedsAllChannels) {
  std::vector<WatermarkChannel> channels(2);
  channels[0].watermark = kEndOfTime;
  channels[1].watermark = 40;
  channels[1].isIdle = true;
  EXPECT_EQ(mergedWatermark(channels.data(), 2, 40), 40);
  channels[1].watermark = kEndOfTime;
  EXPECT_EQ(mergedWatermark(channels.data(), 2, 40), kEndOfTime);
}

} // namespace
} // namespace millrace
