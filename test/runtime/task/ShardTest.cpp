#include "runtime/env/SimulatedEnv.h"
#include "test/runtime/task/FakeConnectors.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace millrace {
namespace {

using Lines = std::vector<std::string>;

struct ShardTest : ::testing::Test {
  FakeWorld world;
  SimulatedEnv env;
  const ConnectorFactory *connectors[1] = {&fakeConnector};
  std::string bytes;

  ShardTest() {
    fakeWorld = &world;
    fakeLogsWatermarks = false;
  }
  CompiledPipeline compile(const PipelineDescriptor &descriptor) {
    bytes = serialize(descriptor);
    return {bytes, fakeEntryPoints, connectors, {}};
  }
  /// All shards on one thread, in an order that the seed permutes at every round.
  Status drive(RunningPipeline &running, uint64_t seed, const std::function<void(int)> &atRound = {}) {
    std::mt19937_64 random(seed);
    std::vector<Shard *> order;
    for (auto &shard : running.shards())
      order.push_back(shard.get());
    for (int round = 0; round < 100'000; ++round) {
      if (atRound)
        atRound(round);
      std::shuffle(order.begin(), order.end(), random);
      bool allDone = true;
      for (Shard *shard : order)
        for (uint64_t steps = random() % 4; steps > 0; --steps) {
          ShardState state = shard->step(1 + static_cast<uint32_t>(random() % 3));
          if (state == ShardState::Failed)
            return shard->failure();
          allDone &= state == ShardState::Done;
        }
      for (Shard *shard : order)
        allDone &= shard->step(1) == ShardState::Done;
      if (allDone)
        return running.close();
    }
    return Status(StatusCode::Cancelled, "the shards do not come to an end");
  }
  std::unique_ptr<RunningPipeline> open(const PipelineDescriptor &descriptor, uint32_t parallelism, uint64_t channelBytes = 1 << 20) {
    RunOptions options;
    options.parallelism = parallelism;
    options.channelBytesMax = channelBytes;
    auto running = RunningPipeline::open(compile(descriptor), options, env);
    EXPECT_TRUE(running.isOk()) << running.status().toString();
    return std::move(*running);
  }
  void fill(size_t splits, int64_t rows) {
    for (size_t s = 0; s < splits; ++s) {
      auto &split = world.splits.emplace_back();
      for (int64_t i = 0; i < rows; ++i)
        split.push_back({(i * 7 + static_cast<int64_t>(s)) % 101, i, i});
    }
  }
  Lines expectedRows() {
    Lines lines;
    for (auto &split : world.splits)
      for (auto &row : split)
        lines.push_back(std::to_string(row.key) + " " + std::to_string(row.value));
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  static Lines sorted(Lines lines) {
    std::sort(lines.begin(), lines.end());
    return lines;
  }
};

// Interface (g): whatever the exchange, parallelism and order of shards, each row arrives once (broadcast: once per shard).
TEST_F(ShardTest, EveryExchangeDeliversEveryRow) {
  fill(5, 3000);
  for (ExchangeKind kind : {ExchangeKind::Forward, ExchangeKind::Hash, ExchangeKind::Singleton, ExchangeKind::Broadcast})
    for (uint32_t parallelism : {1u, 3u})
      for (uint64_t seed = 1; seed <= 3; ++seed) {
        world.lines.clear();
        auto running = open(fakePipeline(kind), parallelism, 8 * 1024);
        ASSERT_TRUE(drive(*running, seed).isOk());
        Lines expected = expectedRows();
        if (kind == ExchangeKind::Broadcast) {
          Lines copies;
          for (uint32_t i = 0; i < parallelism; ++i)
            copies.insert(copies.end(), expected.begin(), expected.end());
          expected = sorted(copies);
        }
        ASSERT_EQ(sorted(world.lines), expected) << static_cast<int>(kind) << " p=" << parallelism << " seed " << seed;
      }
}

// Rows of one key keep their order through a hash exchange, and one row after another without parallelism.
TEST_F(ShardTest, OrderWithinAKeyIsKept) {
  fill(1, 20'000);
  for (uint32_t parallelism : {1u, 3u}) {
    world.lines.clear();
    auto running = open(fakePipeline(ExchangeKind::Hash), parallelism, 4 * 1024);
    ASSERT_TRUE(drive(*running, 9).isOk());
    std::map<std::string, int64_t> last;
    for (const std::string &line : world.lines) {
      size_t space = line.find(' ');
      int64_t value = std::stoll(line.substr(space));
      auto [at, isNew] = last.emplace(line.substr(0, space), value);
      ASSERT_TRUE(isNew || at->second < value) << line;
      at->second = value;
    }
  }
}

// Watermarks lie between the rows where they were made: with interval 0 one follows each row that advances time.
TEST_F(ShardTest, WatermarksTravelBetweenRows) {
  fakeLogsWatermarks = true;
  world.splits = {{{1, 10, 100}, {2, 20, 50}, {3, 30, 101}}};
  auto running = open(fakePipeline(ExchangeKind::Hash), 1);
  ASSERT_TRUE(drive(*running, 1).isOk());
  EXPECT_EQ(world.lines, (Lines{"1 10", "W 100", "2 20", "3 30", "W 101", "W " + std::to_string(INT64_MAX)}));
}

// Two splits read in turn: the watermark is the smaller one; at the end it is INT64_MAX once, not once per split.
TEST_F(ShardTest, WatermarksOfSplitsAreMerged) {
  fakeLogsWatermarks = true;
  world.splits = {{{1, 0, 100}}, {{2, 0, 40}}};
  auto running = open(fakePipeline(ExchangeKind::Hash), 1);
  ASSERT_TRUE(drive(*running, 1).isOk());
  Lines marks;
  for (auto &line : world.lines)
    if (line[0] == 'W')
      marks.push_back(line);
  EXPECT_EQ(marks, (Lines{"W 40", "W " + std::to_string(INT64_MAX)}));
}

// A split that is silent holds everything back until its idle timeout; then the others count alone.
TEST_F(ShardTest, IdleSplitIsLeftOut) {
  fakeLogsWatermarks = true;
  world.bounded = false;
  world.splits = {{{1, 0, 100}}, {}};
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Hash);
  pipeline.tasks[0].generators[0].idleTimeoutMs = 1000;
  auto running = open(pipeline, 1);
  Shard &shard = *running->shards()[0];
  for (int i = 0; i < 10; ++i)
    ASSERT_NE(shard.step(1), ShardState::Failed);
  EXPECT_EQ(world.lines, (Lines{"1 0"}));
  env.advanceMs(999);
  for (int i = 0; i < 5; ++i)
    ASSERT_NE(shard.step(1), ShardState::Failed);
  EXPECT_EQ(world.lines, (Lines{"1 0"}));
  env.advanceMs(10);
  for (int i = 0; i < 5; ++i)
    ASSERT_NE(shard.step(1), ShardState::Failed);
  EXPECT_EQ(world.lines, (Lines{"1 0", "W 100"}));
}

// An unbounded source that has nothing must not keep what was already read from its reader: natural batching.
TEST_F(ShardTest, RowsAreFlushedWhenTheSourceRunsDry) {
  world.bounded = false;
  world.released = 3;
  fill(1, 100);
  auto running = open(fakePipeline(ExchangeKind::Hash), 1);
  for (int i = 0; i < 4; ++i)
    ASSERT_NE(running->shards()[0]->step(4), ShardState::Failed);
  EXPECT_EQ(world.lines.size(), 3u);
  world.released = 5;
  for (int i = 0; i < 4; ++i)
    ASSERT_NE(running->shards()[0]->step(4), ShardState::Failed);
  EXPECT_EQ(world.lines.size(), 5u);
}

// What a task holds back for an exchange goes on before everything that closes a stretch of rows: a pause, a barrier, the end. (What must go
// before a watermark is the watermark function's business.)
TEST_F(ShardTest, HeldRowsAreFlushedBeforePausesBarriersAndTheEnd) {
  world.bounded = false;
  world.released = 2;
  world.splits = {{{1, 10, 100}, {2, 20, 200}, {3, 30, 300}, {4, 40, 400}, {5, 50, 500}}};
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Forward);
  pipeline.tasks[0].entries.rows = kHoldRows;
  pipeline.tasks[0].entries.flush = kFlushHeld;
  pipeline.tasks[0].generators[0] = {-1, 1000, "time"};
  auto running = open(pipeline, 1);
  Shard &shard = *running->shards()[0];
  ASSERT_EQ(shard.step(1), ShardState::Progress);
  EXPECT_EQ(world.lines, Lines{}) << "more may come";
  ASSERT_NE(shard.step(1), ShardState::Failed);
  EXPECT_EQ(world.lines, (Lines{"1 10", "2 20"})) << "the input ran dry";
  world.released = 3;
  shard.injectBarrier(1);
  ASSERT_NE(shard.step(1), ShardState::Failed);
  world.released = 4;
  ASSERT_NE(shard.step(1), ShardState::Failed);
  shard.injectBarrier(2);
  ASSERT_NE(shard.step(1), ShardState::Failed);
  EXPECT_EQ(world.rowsByEpoch[2], 2u) << "rows before barrier 2 belong to its epoch";
  world.released = 5;
  ASSERT_EQ(shard.step(1), ShardState::Progress);
  world.bounded = true;
  ASSERT_TRUE(drive(*running, 1).isOk());
  EXPECT_EQ(world.lines, (Lines{"1 10", "2 20", "3 30", "4 40", "5 50"}));
}

// A window must not wait for the wall-clock timer of the watermark while its source is silent: what was observed is promised at once. While
// there are rows, the interval counts.
TEST_F(ShardTest, WatermarkIsPromisedWhenTheSourceRunsDry) {
  fakeLogsWatermarks = true;
  world.bounded = false;
  world.released = 3;
  world.splits = {{{1, 10, 1000}, {2, 20, 1100}, {3, 30, 1150}, {4, 40, 1160}}};
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Hash);
  pipeline.tasks[0].generators[0].intervalMs = 200;
  auto running = open(pipeline, 1);
  for (int i = 0; i < 4; ++i)
    ASSERT_NE(running->shards()[0]->step(4), ShardState::Failed);
  EXPECT_EQ(world.lines, (Lines{"1 10", "W 1000", "2 20", "3 30", "W 1150"}));
  world.released = 4;
  for (int i = 0; i < 4; ++i)
    ASSERT_NE(running->shards()[0]->step(4), ShardState::Failed);
  EXPECT_EQ(world.lines.back(), "W 1160");
}

// Backpressure: while a consumer is not stepped, its producer stops after about the channel's limit.
TEST_F(ShardTest, ProducerStopsAtTheChannelsLimit) {
  fill(1, 200'000);
  auto running = open(fakePipeline(ExchangeKind::Singleton), 2, 64 * 1024);
  // Split 0 is read on shard 0; make shard 1 the reader by moving the rows to split 1.
  world.splits = {{}, std::move(world.splits[0])};
  running = open(fakePipeline(ExchangeKind::Singleton), 2, 64 * 1024);
  Shard &reader = *running->shards()[1];
  for (int i = 0; i < 1000; ++i)
    ASSERT_NE(reader.step(1), ShardState::Failed);
  uint64_t read = running->progress().rowsIn;
  EXPECT_GT(read, 500u);
  EXPECT_LT(read, 10'000u) << "one step may overshoot, a thousand may not";
  ASSERT_TRUE(drive(*running, 3).isOk());
  EXPECT_EQ(world.lines.size(), 200'000u);
}

// Interface (d) at the end of bounded input: prepare, commit, close, once each.
TEST_F(ShardTest, BoundedRunPreparesCommitsAndCloses) {
  fill(1, 10);
  auto running = open(fakePipeline(ExchangeKind::Hash), 1);
  ASSERT_TRUE(drive(*running, 1).isOk());
  EXPECT_EQ(world.calls, (Lines{"write 1", "prepare 1", "commit 1", "close"}));
}

struct RecordingListener final : BarrierListener {
  std::map<std::string, std::vector<SplitPosition>> positions; // by task
  std::map<std::string, int> aligned;
  Status onBarrier(Task &task, uint64_t barrier) override {
    ++aligned[task.descriptor().name + " " + std::to_string(barrier)];
    auto where = task.sourcePositions();
    if (where.isOk())
      for (auto &one : *where)
        positions[task.descriptor().name + " " + std::to_string(barrier)].push_back(one);
    return Status::ok();
  }
};

// Interfaces (a), (c), (d): the rows before barrier 1 at the sinks are exactly those that the sources' positions say were read, on
// every shard and in every order of shards; reopening the splits there gives exactly the rest.
TEST_F(ShardTest, BarriersCutTheStreamWhereThePositionsSay) {
  fill(4, 5000);
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    world.rowsByEpoch.clear();
    world.lines.clear();
    RecordingListener listener;
    auto running = open(fakePipeline(ExchangeKind::Hash), 3, 4 * 1024);
    for (auto &shard : running->shards())
      shard->listener = &listener;
    ASSERT_TRUE(drive(*running, seed, [&](int round) {
                  if (round == 3)
                    for (auto &shard : running->shards())
                      shard->injectBarrier(1);
                }).isOk());
    ASSERT_EQ(listener.aligned["source 1"], 3);
    ASSERT_EQ(listener.aligned["sink 1"], 3);
    uint64_t read = 0;
    for (auto &where : listener.positions["source 1"])
      read += std::stoull(where.position);
    EXPECT_EQ(world.rowsByEpoch[1], read) << "seed " << seed;
    EXPECT_EQ(world.rowsByEpoch[1] + world.rowsByEpoch[2], 20'000u);
  }
}

TEST_F(ShardTest, ReopenedSplitGivesTheRest) {
  fill(1, 1000);
  FakeWorld &w = world;
  auto source = fakeConnector.makeSource({{}, {}, fakeSchema(), fakeSchema(), "t", 1, nullptr, {}}, env);
  ASSERT_TRUE(source.isOk());
  RowBuilder rows(fakeSchema());
  auto reader = (*source)->open({"split-0", "", 0});
  RowSink few{rows, 300};
  ASSERT_TRUE((*reader)->readRows(few).isOk());
  auto position = (*reader)->position({});
  ASSERT_TRUE(position.isOk());
  EXPECT_EQ(*position, "300");
  reader = (*source)->open({"split-0", *position, 0});
  rows.clear();
  RowSink rest{rows, 10'000, 1 << 20};
  ASSERT_TRUE((*reader)->readRows(rest).isOk());
  EXPECT_EQ(rows.rowCount(), 700u);
  EXPECT_EQ(loadAs<int64_t>(rows.rows() + 24), w.splits[0][300].key);
}

// A keyed count: every key lives on one shard, so the result does not depend on the parallelism. On real threads.
TEST_F(ShardTest, KeyedStateGivesTheSameAtEveryParallelism) {
  fill(4, 20'000);
  std::map<int64_t, std::pair<int64_t, int64_t>> counts;
  for (auto &split : world.splits)
    for (auto &row : split) {
      ++counts[row.key].first;
      counts[row.key].second += row.value;
    }
  Lines expected;
  for (auto &[key, value] : counts)
    expected.push_back(std::to_string(key) + " " + std::to_string(value.first) + " " + std::to_string(value.second));
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Hash);
  pipeline.tasks[1].entries.rows = kCountRows;
  pipeline.tasks[1].entries.watermark = kCountWatermark;
  StateTableDescriptor table;
  table.name = "counts";
  table.account = "counts";
  table.key = {fakeSchema()[0]};
  table.value = {fakeSchema()[0], fakeSchema()[1]};
  pipeline.tasks[1].tables.push_back(table);
  for (uint32_t parallelism : {1u, 2u, 3u}) {
    world.lines.clear();
    RunOptions options;
    options.parallelism = parallelism;
    options.channelBytesMax = 32 * 1024;
    auto summary = runPipeline(compile(pipeline), options, posixEnv());
    ASSERT_TRUE(summary.isOk()) << summary.status().toString();
    EXPECT_EQ(summary->rowsIn, 80'000u);
    EXPECT_EQ(sorted(world.lines), sorted(expected)) << "p=" << parallelism;
  }
  RunOptions options;
  options.parallelism = 2;
  options.stateBytesMax = 100;
  auto refused = runPipeline(compile(pipeline), options, posixEnv());
  ASSERT_FALSE(refused.isOk());
  EXPECT_EQ(refused.status().code(), StatusCode::StateBudget);
  EXPECT_NE(refused.status().message().find("counts"), std::string_view::npos) << "says who";
}

// Ctrl-C once: an endless source stops, what was read is finished, and the run ends with time's end.
TEST_F(ShardTest, DrainEndsAnUnboundedRun) {
  world.bounded = false;
  fill(2, 1000);
  StopSignal stop;
  RunOptions options;
  options.parallelism = 2;
  options.stop = &stop;
  std::thread user([&] {
    for (int i = 0; i < 500; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      std::lock_guard<std::mutex> lock(world.mutex);
      if (world.lines.size() == 2000)
        break;
    }
    stop.level = 1;
  });
  auto summary = runPipeline(compile(fakePipeline(ExchangeKind::Hash)), options, posixEnv());
  user.join();
  ASSERT_TRUE(summary.isOk()) << summary.status().toString();
  EXPECT_TRUE(summary->wasStopped);
  EXPECT_EQ(world.lines.size(), 2000u);
  EXPECT_EQ(world.calls.back(), "close");
}

TEST_F(ShardTest, RefusesWhatItCannotRun) {
  fill(1, 1);
  RunOptions options;
  PipelineDescriptor pipeline = fakePipeline(ExchangeKind::Hash);
  pipeline.sources[0].connector = "other";
  EXPECT_EQ(runPipeline(compile(pipeline), options, env).status().code(), StatusCode::NotFound);
  pipeline = fakePipeline(ExchangeKind::Hash);
  CompiledPipeline damaged = compile(pipeline);
  damaged.descriptor.remove_suffix(1);
  EXPECT_EQ(runPipeline(damaged, options, env).status().code(), StatusCode::Corrupt);
  options.parallelism = 200;
  EXPECT_EQ(runPipeline(compile(pipeline), options, env).status().code(), StatusCode::InvalidArgument);
}

} // namespace
} // namespace millrace
