#include "runtime/connector/test/Quiet.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

TEST(QuietTest, ComesWhenEveryShardLookedAtAllAndFoundNothing) {
  std::vector<ShardActivity> shards(2);
  Quiet quiet(shards);
  quiet.begin();
  for (int round = 0; round < 100; ++round) {
    shards[0].endRound(false);
    EXPECT_FALSE(quiet.hasCome()) << "the other shard has not looked yet";
  }
  shards[1].endRound(false);
  EXPECT_FALSE(quiet.hasCome()) << "this round may have looked before the rows were given";
  shards[1].endRound(false);
  EXPECT_TRUE(quiet.hasCome());
}

TEST(QuietTest, WaitsOneMorePhaseForEveryRoundWithProgress) {
  std::vector<ShardActivity> shards(2);
  Quiet quiet(shards);
  quiet.begin();
  for (int hop = 0; hop < 20; ++hop) {
    shards[hop % 2].endRound(true);
    for (int round = 0; round < 2; ++round)
      for (ShardActivity &shard : shards)
        shard.endRound(false);
    EXPECT_FALSE(quiet.hasCome()) << hop;
  }
  for (int round = 0; round < 2; ++round)
    for (ShardActivity &shard : shards)
      shard.endRound(false);
  EXPECT_TRUE(quiet.hasCome());
}

TEST(QuietTest, DoesNotWaitForShardsThatEnded) {
  std::vector<ShardActivity> shards(2);
  Quiet quiet(shards);
  quiet.begin();
  shards[1].hasEnded = true;
  shards[0].endRound(false);
  shards[0].endRound(false);
  EXPECT_TRUE(quiet.hasCome());
}

// A table that never stops, beside tables of the script, must not stop the script.
TEST(QuietTest, GivesUpOnAShardThatNeverRests) {
  std::vector<ShardActivity> shards(1);
  Quiet quiet(shards);
  quiet.begin();
  int asked = 0;
  for (; asked < 1000 && !quiet.hasCome(); ++asked)
    shards[0].endRound(true);
  EXPECT_LT(asked, 1000);
}

} // namespace
} // namespace millrace
