#include "runtime/env/SimulatedEnv.h"
#include "test/runtime/task/FakeConnectors.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace millrace {
namespace {

/// Two sources into one task: what a join or UNION ALL looks like to the runtime.
PipelineDescriptor twoInputs() {
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Hash);
  pipeline.exchanges.push_back(pipeline.exchanges[0]);
  TaskDescriptor second = pipeline.tasks[0];
  second.name = "second";
  second.outputs = {1};
  pipeline.tasks.insert(pipeline.tasks.begin() + 1, second);
  pipeline.tasks[2].inputs.push_back({InputKind::Exchange, 1, kNoIndex});
  return pipeline;
}

struct CountingListener final : BarrierListener {
  std::map<std::string, uint64_t> readBefore; // source task → rows before the barrier
  int alignedSinks = 0;
  Status onBarrier(Task &task, uint64_t) override {
    auto positions = task.sourcePositions();
    if (!positions.isOk())
      return positions.status();
    for (auto &where : *positions)
      readBefore[task.descriptor().name] += where.position.empty() ? 0 : std::stoull(where.position);
    alignedSinks += task.descriptor().name == "sink";
    return Status::ok();
  }
};

// Interface (a): a two-input operator takes nothing behind barrier 1 of one input before barrier 1 of the other has come, though the
// inputs are read at very different speeds; and nothing that was held back is lost.
TEST(TwoInputsTest, BarriersAlign) {
  for (uint32_t parallelism : {1u, 2u})
    for (uint64_t seed = 1; seed <= 5; ++seed) {
      FakeWorld world;
      fakeWorld = &world;
      fakeLogsWatermarks = false;
      for (int64_t split = 0; split < 2; ++split) {
        auto &rows = world.splits.emplace_back();
        for (int64_t i = 0; i < 40'000; ++i)
          rows.push_back({i % 17, i, i});
      }
      SimulatedEnv env;
      const ConnectorFactory *connectors[] = {&fakeConnector};
      std::string bytes = serialize(twoInputs());
      RunOptions options;
      options.parallelism = parallelism;
      options.channelBytesMax = 4096;
      auto running = RunningPipeline::open({bytes, fakeEntryPoints, connectors, {}}, options, env);
      ASSERT_TRUE(running.isOk()) << running.status().toString();
      CountingListener listener;
      for (auto &shard : (*running)->shards())
        shard->listener = &listener;
      std::mt19937_64 random(seed);
      bool done = false;
      // Only the first source gets its barrier at once; the second goes on reading until later.
      for (int round = 0; round < 100'000 && !done; ++round) {
        done = true;
        for (auto &shard : (*running)->shards()) {
          if (round == 2)
            shard->tasks()[0]->injectBarrier(1);
          if (round == 2 + static_cast<int>(seed)) {
            ASSERT_FALSE(shard->tasks()[1]->hasEnded()) << "the test needs more rows";
            shard->tasks()[1]->injectBarrier(1);
          }
          if (random() % 2 == 0)
            shard->step(1);
          ShardState state = shard->step(1);
          ASSERT_NE(state, ShardState::Failed);
          done &= state == ShardState::Done;
        }
      }
      ASSERT_TRUE(done) << "p=" << parallelism << " seed " << seed;
      EXPECT_EQ(listener.alignedSinks, static_cast<int>(parallelism));
      EXPECT_EQ(world.rowsByEpoch[1], listener.readBefore["source"] + listener.readBefore["second"]);
      EXPECT_EQ(world.rowsByEpoch[1] + world.rowsByEpoch[2], 160'000u);
    }
}

// A barrier that waited for an input which is not read yet would never go on, and nothing would say so.
TEST(TwoInputsTest, NoBarrierWhilePreloading) {
  FakeWorld world;
  fakeWorld = &world;
  world.splits = {{{1, 0, 100}}};
  PipelineDescriptor pipeline = twoInputs();
  pipeline.tasks[2].inputs[0].isPreloaded = true;
  SimulatedEnv env;
  const ConnectorFactory *connectors[] = {&fakeConnector};
  std::string bytes = serialize(pipeline);
  auto running = RunningPipeline::open({bytes, fakeEntryPoints, connectors, {}}, {}, env);
  ASSERT_TRUE(running.isOk()) << running.status().toString();
  EXPECT_DEATH((*running)->shards()[0]->tasks()[0]->injectBarrier(1), "a barrier before the preloaded inputs have ended");
}

std::vector<std::string> *firedTimers = nullptr;

int32_t timerRows(TaskContext *context, uint32_t input, const uint8_t *rows, uint64_t sizeBytes) {
  int32_t status = 0;
  forEachRow(rows, sizeBytes, [&](const RowHeader &header, const uint8_t *row) {
    if (header.kind == kMarkWatermark) {
      int64_t watermark = mr_watermark_merge(context, input, static_cast<int64_t>(header.keyHash));
      if (watermark != kNoWatermark)
        status |= mr_timers_fire(context, watermark);
      return;
    }
    auto value = loadAs<int64_t>(row + 32);
    mr_timer_set(context, static_cast<uint32_t>(value % 2), loadAs<int64_t>(row + 40) + 10, header.keyHash, row + 24, 8);
  });
  return status;
}

int32_t timerWatermark(TaskContext *context, int64_t watermark) { return mr_timers_fire(context, watermark); }

int32_t onTimer(TaskContext *context, uint32_t timer, int64_t timeMs, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  EXPECT_EQ(hash, mr_hash_key(key, keySizeBytes));
  firedTimers->push_back(std::to_string(timeMs) + " timer" + std::to_string(timer) + " key" + std::to_string(loadAs<int64_t>(key)));
  if (timeMs == 110) // a timer that sets another which is due at once, and one that is not
    mr_timer_set(context, 1, 111, hash, key, keySizeBytes);
  return 0;
}

// Timers of several declarations fire in order of time, between the rows where the watermark says so.
TEST(TwoInputsTest, TimersFireInOrderOfTime) {
  FakeWorld world;
  fakeWorld = &world;
  world.splits = {{{1, 0, 100}, {2, 1, 105}, {3, 1, 103}, {4, 0, 120}, {5, 0, 500}}};
  std::vector<std::string> fired;
  firedTimers = &fired;
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Hash);
  TaskDescriptor &task = pipeline.tasks[1];
  Schema key = {fakeSchema()[0]};
  task.timers = {{"a", "op", TimeDomain::EventTime, key}, {"b", "op", TimeDomain::EventTime, key}};
  std::vector<EntryPoint> entries = fakeEntryPoints;
  task.entries.rows = static_cast<uint32_t>(entries.size());
  entries.push_back({"timer_rows", reinterpret_cast<void *>(timerRows)});
  task.entries.watermark = static_cast<uint32_t>(entries.size());
  entries.push_back({"timer_watermark", reinterpret_cast<void *>(timerWatermark)});
  task.entries.timer = static_cast<uint32_t>(entries.size());
  entries.push_back({"timer_timer", reinterpret_cast<void *>(onTimer)});
  SimulatedEnv env;
  const ConnectorFactory *connectors[] = {&fakeConnector};
  std::string bytes = serialize(pipeline);
  auto running = RunningPipeline::open({bytes, entries, connectors, {}}, {}, env);
  ASSERT_TRUE(running.isOk()) << running.status().toString();
  for (int i = 0; i < 20; ++i)
    ASSERT_NE((*running)->shards()[0]->step(1), ShardState::Failed);
  EXPECT_EQ(fired, (std::vector<std::string>{"110 timer0 key1", "111 timer1 key1", "113 timer1 key3", "115 timer1 key2", "130 timer0 key4",
                                             "510 timer0 key5"}));
}

} // namespace
} // namespace millrace
