#include "runtime/time/TimerWheel.h"
#include "runtime/time/Timers.h"
#include "runtime/state/KeyHash.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace millrace {
namespace {

// A wheel that loses, doubles or reorders a timer makes windows and process functions fire wrongly.
TEST(TimerWheelTest, FiresLikeAnOrderedSet) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 random(seed);
    TimerWheel wheel;
    std::map<uint32_t, int64_t> model;
    int64_t now = static_cast<int64_t>(seed % 3) * 1'700'000'000'000 - 5000;
    EXPECT_EQ(wheel.popDue(now), TimerWheel::kNone);
    for (int step = 0; step < 3000; ++step) {
      uint32_t entry = static_cast<uint32_t>(random() % 200);
      int64_t spread = int64_t{1} << random() % 40;
      auto found = model.find(entry);
      if (random() % 3 != 0) {
        if (found != model.end())
          continue;
        int64_t time = now + static_cast<int64_t>(random() % static_cast<uint64_t>(spread)) - spread / 8;
        wheel.set(entry, time);
        model[entry] = time;
      } else if (random() % 2 == 0) {
        if (found != model.end()) {
          wheel.remove(entry);
          model.erase(found);
        }
      } else {
        now += static_cast<int64_t>(random() % static_cast<uint64_t>(spread));
        std::multiset<int64_t> due, fired;
        for (auto &[id, time] : model)
          if (time <= now)
            due.insert(time);
        int64_t last = INT64_MIN;
        for (uint32_t id; (id = wheel.popDue(now)) != TimerWheel::kNone;) {
          ASSERT_TRUE(model.count(id));
          ASSERT_GE(model[id], last) << "out of order";
          last = model[id];
          fired.insert(last);
          model.erase(id);
        }
        ASSERT_EQ(due, fired) << "seed " << seed << " step " << step;
      }
      ASSERT_EQ(wheel.count(), model.size());
    }
  }
}

// The final watermark is INT64_MAX and local times may lie before 1970: the ends of the range must work.
TEST(TimerWheelTest, HoldsTheWholeRangeOfTimes) {
  TimerWheel wheel;
  wheel.set(0, INT64_MAX);
  wheel.set(1, INT64_MIN);
  wheel.set(2, -1);
  wheel.set(3, 0);
  EXPECT_EQ(wheel.popDue(-2), 1u);
  EXPECT_EQ(wheel.popDue(-2), TimerWheel::kNone);
  EXPECT_EQ(wheel.popDue(INT64_MAX - 1), 2u);
  EXPECT_EQ(wheel.popDue(INT64_MAX - 1), 3u);
  EXPECT_EQ(wheel.popDue(INT64_MAX - 1), TimerWheel::kNone);
  EXPECT_EQ(wheel.popDue(INT64_MAX), 0u);
}

// Setting a timer while timers fire (a process function that re-arms itself) must fire it in the same advance when it is due.
TEST(TimerWheelTest, FiresATimerSetBehindTheClockInOrder) {
  TimerWheel wheel;
  wheel.set(0, 100);
  wheel.set(1, 50);
  EXPECT_EQ(wheel.popDue(200), 1u);
  wheel.set(1, 60);
  EXPECT_EQ(wheel.popDue(200), 1u);
  EXPECT_EQ(wheel.popDue(200), 0u);
  EXPECT_EQ(wheel.popDue(200), TimerWheel::kNone);
  wheel.set(5, 150);
  wheel.set(6, 120);
  EXPECT_EQ(wheel.popDue(200), 6u);
  EXPECT_EQ(wheel.popDue(200), 5u);
}

// One timer per (time, key): Flink's timer service drops a second registration and deletes by both.
TEST(TimersTest, AreUniquePerTimeAndKey) {
  MemoryAccount account("timers");
  {
    Timers timers(8, account);
    auto key = [](uint64_t k) { return std::vector<uint8_t>(reinterpret_cast<uint8_t *>(&k), reinterpret_cast<uint8_t *>(&k) + 8); };
    auto set = [&](int64_t time, uint64_t k) { timers.set(time, hashKey(key(k).data(), 8), key(k).data(), 8); };
    set(10, 1);
    set(10, 1);
    set(20, 1);
    set(10, 2);
    EXPECT_EQ(timers.count(), 3u);
    timers.clear(20, hashKey(key(1).data(), 8), key(1).data(), 8);
    timers.clear(20, hashKey(key(9).data(), 8), key(9).data(), 8);
    DueTimer due;
    std::set<std::vector<uint8_t>> keys;
    while (timers.popDue(15, due)) {
      EXPECT_EQ(due.timeMs, 10);
      EXPECT_EQ(due.hash, hashKey(due.key.data(), due.key.size()));
      keys.insert(due.key);
    }
    EXPECT_EQ(keys, (std::set<std::vector<uint8_t>>{key(1), key(2)}));
    EXPECT_EQ(timers.count(), 0u);
  }
  EXPECT_EQ(account.bytes(), 0);
}

} // namespace
} // namespace millrace
