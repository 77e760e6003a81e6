// Windows over processing time, by a simulated clock: they hold the rows that come while they last and fire when they end, rows or no rows.
#include "compiler/diagnostics/Render.h"
#include "compiler/driver/Compiler.h"
#include "runtime/connector/collect/CollectConnector.h"
#include "runtime/env/SimulatedEnv.h"
#include "runtime/task/RunningPipeline.h"
#include "test/compiler/codegen/TestModules.h"

namespace millrace::lower {
namespace {

/// Rows of one BIGINT column that the test gives as it goes.
struct Feed {
  std::vector<int64_t> keys;
  bool hasEnded = false;
} feed;

class FeedReader final : public SplitReader {
public:
  explicit FeedReader(bool hasColumn) : hasColumn_(hasColumn) {}
  Result<ReadState> readRows(RowSink &sink) override {
    if (at_ == feed.keys.size())
      return feed.hasEnded ? ReadState::End : ReadState::NotReady;
    for (; at_ < feed.keys.size(); ++at_) {
      sink.builder.begin(RowKind::Insert);
      if (hasColumn_)
        sink.builder.set(0, feed.keys[at_]);
      sink.builder.finish();
    }
    return ReadState::Ready;
  }
  Result<std::string> position(const DecodeCursor &) override { return std::to_string(at_); }

private:
  bool hasColumn_; // else nobody reads it
  size_t at_ = 0;
};

class FeedSource final : public Source {
public:
  explicit FeedSource(bool hasColumn) : hasColumn_(hasColumn) {}
  bool isBounded() const override { return false; }
  bool givesRows() const override { return true; }
  Result<std::vector<Split>> discoverSplits(uint32_t) override { return std::vector<Split>{{"feed", "", 0}}; }
  Result<std::unique_ptr<SplitReader>> open(const Split &) override { return std::unique_ptr<SplitReader>(new FeedReader(hasColumn_)); }

private:
  bool hasColumn_;
};

Result<std::unique_ptr<Source>> makeFeed(const ConnectorOptions &options, Env &) {
  return std::unique_ptr<Source>(new FeedSource(!options.physicalSchema.empty()));
}
const ConnectorFactory kFeed = {"datagen", makeFeed, nullptr};

/// One query over `bids (k BIGINT NOT NULL, p AS PROCTIME())`.
class ClockRun {
public:
  explicit ClockRun(const std::string &query, codegen::Tier tier = codegen::Tier::O0, uint32_t parallelism = 1) {
    feed = {};
    env_.setWallMs(1'000'000'000'000); // 2001-09-09 01:46:40
    session_.internalOptions = {{kResultFormatOption, collector_.id()}};
    driver::Reports reports;
    driver::CompileOptions options;
    options.native = {.tier = tier, .target = llvm::cantFail(codegen::hostTarget())};
    std::string sql = "CREATE TABLE bids (k BIGINT NOT NULL, p AS PROCTIME()) WITH ('connector' = 'datagen');" + query + ";";
    auto compiled = driver::compileScript(session_, session_.sources.add("q.sql", sql), options, reports);
    if (!compiled || !compiled->pipeline) {
      ADD_FAILURE() << diagnostics::renderText(reports.bag, session_.sources);
      return;
    }
    schema_ = compiled->pipeline->descriptor.sinks[0].schema;
    loaded_ = llvm::cantFail(driver::loadPipeline(*compiled->pipeline, options.native, reports.times));
    CompiledPipeline pipeline = loaded_->view();
    connectors_ = {&kFeed};
    for (const ConnectorFactory *factory : pipeline.connectors)
      if (factory->name != "datagen")
        connectors_.push_back(factory);
    pipeline.connectors = connectors_;
    auto running = RunningPipeline::open(pipeline, {.parallelism = parallelism}, env_);
    EXPECT_TRUE(running.isOk()) << running.status().toString();
    running_ = std::move(*running);
  }

  using Rows = std::vector<std::string>;
  /// The clock moves, rows of these keys come, and all that can happen happens: the rows made since the last call, sorted.
  Rows after(int64_t ms, const std::vector<int64_t> &keys = {}) {
    env_.advanceMs(ms);
    feed.keys.insert(feed.keys.end(), keys.begin(), keys.end());
    rows_.clear();
    for (int round = 0; round < 8; ++round) {
      for (auto &shard : running_->shards())
        EXPECT_NE(shard->step(16), ShardState::Failed);
      env_.advanceMs(5); // the clock is looked at that often
      now_ += 5;
    }
    now_ += ms;
    std::sort(rows_.begin(), rows_.end());
    return rows_;
  }
  /// ms since the start.
  int64_t now() const { return now_; }
  Rows end() {
    feed.hasEnded = true;
    return after(0);
  }

private:
  Schema schema_;
  Rows rows_;
  int64_t now_ = 0;
  CollectorRegistration collector_{[this](const RowReader &row) {
    std::string text;
    for (uint32_t i = 0; i < schema_.size(); ++i)
      text += (i ? " " : "") + printColumn(row, schema_, i);
    rows_.push_back(text);
  }};
  SimulatedEnv env_;
  driver::Session session_{"test"};
  std::unique_ptr<driver::LoadedPipeline> loaded_;
  std::vector<const ConnectorFactory *> connectors_;
  std::unique_ptr<RunningPipeline> running_;
};

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
