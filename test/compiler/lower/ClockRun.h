/// Compiles one query over rows that come as the test says, and runs it by a simulated clock: for tests of what happens at processing times.
///
/// Threads: one run at a time; the rows to come are global.
#ifndef MILLRACE_TEST_COMPILER_LOWER_CLOCKRUN_H
#define MILLRACE_TEST_COMPILER_LOWER_CLOCKRUN_H

#include "compiler/diagnostics/Render.h"
#include "compiler/driver/Compiler.h"
#include "runtime/connector/collect/CollectConnector.h"
#include "runtime/env/SimulatedEnv.h"
#include "runtime/task/RunningPipeline.h"
#include "test/compiler/codegen/TestModules.h"

namespace millrace::lower::test {

/// Rows of one BIGINT column that the test gives as it goes.
struct Feed {
  std::vector<int64_t> keys;
  bool hasEnded = false;
};
inline Feed feed;

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

inline Result<std::unique_ptr<Source>> makeFeed(const ConnectorOptions &options, Env &) {
  return std::unique_ptr<Source>(new FeedSource(!options.physicalSchema.empty()));
}
inline const ConnectorFactory kFeed = {"datagen", makeFeed, nullptr};

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

} // namespace millrace::lower::test

#endif
