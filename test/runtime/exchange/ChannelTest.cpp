#include "runtime/exchange/Channel.h"

#include <gtest/gtest.h>
#include <thread>

namespace millrace {
namespace {

// Batches and their marks arrive in the order in which they were pushed, also beyond the ring's size.
TEST(ChannelTest, KeepsOrderThroughOverflow) {
  Channel channel(1 << 30);
  BatchPool pool;
  for (uint64_t i = 0; i < 1000; ++i) {
    Batch *batch = pool.take();
    batch->mark = TailMark::Barrier;
    batch->payload = i;
    channel.push(batch);
  }
  for (uint64_t i = 0; i < 1000; ++i) {
    Batch *batch = channel.pop();
    if (!batch) {
      channel.drainOverflow();
      batch = channel.pop();
    }
    ASSERT_NE(batch, nullptr);
    ASSERT_EQ(batch->payload, i);
    channel.giveBack(batch, pool);
  }
  EXPECT_EQ(channel.pop(), nullptr);
  EXPECT_TRUE(channel.isEmpty());
}

TEST(ChannelTest, LimitCountsBytes) {
  Channel channel(1000);
  BatchPool pool;
  EXPECT_FALSE(channel.isOverLimit());
  Batch *batch = pool.take();
  batch->sizeBytes = 990;
  channel.push(batch);
  EXPECT_TRUE(channel.isOverLimit());
  pool.give(channel.pop());
  EXPECT_FALSE(channel.isOverLimit());
}

// Two threads: nothing is lost or reordered, batches go round. (tsan looks for races here.)
TEST(ChannelTest, OneProducerOneConsumer) {
  Channel channel(64 * 1024);
  constexpr uint64_t kCount = 50'000;
  std::thread consumer([&] {
    BatchPool pool;
    for (uint64_t expected = 0; expected < kCount;) {
      Batch *batch = channel.pop();
      if (!batch) {
        std::this_thread::yield();
        continue;
      }
      ASSERT_EQ(batch->payload, expected);
      ASSERT_EQ(*reinterpret_cast<uint64_t *>(batch->bytes), expected);
      ++expected;
      channel.giveBack(batch, pool);
    }
  });
  BatchPool pool;
  for (uint64_t i = 0; i < kCount; ++i) {
    while (channel.isOverLimit()) {
      channel.drainOverflow();
      std::this_thread::yield();
    }
    if (Batch *back = channel.recycle())
      pool.give(back);
    Batch *batch = pool.take();
    batch->payload = i;
    *reinterpret_cast<uint64_t *>(batch->bytes) = i;
    batch->sizeBytes = 8;
    channel.push(batch);
  }
  while (!channel.drainOverflow())
    std::this_thread::yield();
  consumer.join();
}

} // namespace
} // namespace millrace
