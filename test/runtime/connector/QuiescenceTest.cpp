#include "runtime/connector/test/Quiescence.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

class QuiescenceTest : public testing::Test {
protected:
  QuiescenceTest() { quiescence.startWatching(); }

  void idleRounds(ShardActivity &shard, int count) {
    for (int round = 0; round < count; ++round)
      shard.endRound(false);
  }

  std::vector<ShardActivity> shards{2};
  Quiescence quiescence{shards};
};

TEST_F(QuiescenceTest, EveryShardMustLookAtAllAndFindNothing) {
  for (int round = 0; round < 100; ++round) {
    idleRounds(shards[0], 1);
    EXPECT_FALSE(quiescence.isReached()) << "the other shard has not looked yet";
  }
  idleRounds(shards[1], 1);
  EXPECT_FALSE(quiescence.isReached()) << "this round may have looked before the rows were given";
  idleRounds(shards[1], 1);
  EXPECT_TRUE(quiescence.isReached());
}

TEST_F(QuiescenceTest, EveryRoundWithProgressStartsAnotherPhase) {
  for (int hop = 0; hop < 20; ++hop) {
    shards[hop % 2].endRound(true);
    idleRounds(shards[0], 2);
    idleRounds(shards[1], 2);
    EXPECT_FALSE(quiescence.isReached()) << hop;
  }
  idleRounds(shards[0], 2);
  EXPECT_FALSE(quiescence.isReached());
  idleRounds(shards[1], 2);
  EXPECT_TRUE(quiescence.isReached());
}

TEST_F(QuiescenceTest, ShardsThatEndedAreNotWaitedFor) {
  shards[1].hasEnded = true;
  idleRounds(shards[0], 2);
  EXPECT_TRUE(quiescence.isReached());
}

// A table that never stops, beside tables of the script, must not stop the script, and hold it up for longer than rows are on their way.
TEST_F(QuiescenceTest, AShardThatNeverRestsIsGivenUp) {
  shards[1].hasEnded = true;
  int asked = 0;
  for (; asked < 1000 && !quiescence.isReached(); ++asked)
    shards[0].endRound(true);
  EXPECT_GT(asked, 100);
  EXPECT_LT(asked, 1000);
}

} // namespace
} // namespace millrace
