/// A compiled pipeline made ready to run: connectors opened, splits dealt out, shards with their tasks wired up.
///
/// Driving: give each shard a thread (runPipeline), or step them on one thread in any order (tests, simulation).
/// Threads: open(), summary() and the destructor on the control thread; each shard on one thread at a time.
#pragma once
#include "runtime/task/BadRecordLog.h"
#include "runtime/task/Shard.h"

namespace millrace {

class RunningPipeline {
public:
  static Result<std::unique_ptr<RunningPipeline>> open(const CompiledPipeline &pipeline, const RunOptions &options, Env &env);

  std::vector<std::unique_ptr<Shard>> &shards() { return shards_; }
  const PipelineDescriptor &descriptor() const { return descriptor_; }
  uint32_t parallelism() const { return options_.parallelism; }
  RunProgress progress() const;
  RunSummary summary() const;
  /// The failure that came first, or ok.
  Status failure() const;
  /// After all shards are done.
  Status close();

private:
  RunningPipeline(PipelineDescriptor descriptor, const RunOptions &options, Env &env);
  Status openSources(const CompiledPipeline &pipeline);
  Status openSinks(const CompiledPipeline &pipeline);
  Status makeShards(const CompiledPipeline &pipeline);
  Status makeTask(const CompiledPipeline &pipeline, Shard &shard, const TaskDescriptor &task);
  Status addSource(const CompiledPipeline &pipeline, Shard &shard, Task &task, uint32_t input);
  void connect();
  void connectExchange(uint32_t exchange, uint32_t producer, uint32_t consumer, uint32_t input);

  struct SourceEnd {
    std::unique_ptr<Source> source;
    std::vector<Split> splits;
  };

  PipelineDescriptor descriptor_;
  RunOptions options_;
  Env &env_;
  int64_t startNs_;
  std::unique_ptr<MemoryAccount> budget_;
  std::unique_ptr<DeadLetterFile> deadLetters_;
  BadRecordPolicy badRecordPolicy_ = BadRecordPolicy::Fail;
  std::vector<ShardActivity> activity_; // of the shards; before the sources, which may look at it
  std::vector<SourceEnd> sources_;
  std::vector<std::unique_ptr<Sink>> sinks_;
  std::vector<uint16_t> shardOfGroup_;
  uint64_t bytesTotal_ = 0;
  std::vector<std::unique_ptr<Channel>> channels_; // outlive the shards' tasks
  std::vector<std::unique_ptr<Shard>> shards_;
};

} // namespace millrace
