/// One thread's worth of a pipeline: an instance of every task. Steps never block, so that one thread can run all shards in any order.
///
/// Threads: step() by one thread at a time; wake(), injectBarrier() and the atomics by any.
#pragma once
#include "runtime/env/Env.h"
#include "runtime/task/Pipeline.h"
#include "runtime/task/Task.h"

#include <condition_variable>
#include <mutex>

namespace millrace {

enum class ShardState : uint8_t {
  Progress, // something was done; more may be there
  Idle,     // nothing to do until a source or a channel has something
  Done,     // all tasks have ended
  Failed,   // see failure()
};

class Shard {
public:
  Shard(uint32_t index, Env &env, const RunOptions &options, ShardActivity &activity)
      : index_(index), env_(env), options_(options), activity_(activity) {}
  Shard(const Shard &) = delete;
  Shard &operator=(const Shard &) = delete;

  /// Runs every task once, producers before consumers, each on up to `budget` batches or chunks.
  ShardState step(uint32_t budget);
  /// Sleeps until wake(), or `ns` at most. Called by the shard's own thread after Idle.
  void park(int64_t ns);
  void wake();
  /// Barriers are injected at sources at the next step; numbers ascend.
  void injectBarrier(uint64_t barrier) { wantedBarrier_.store(barrier, std::memory_order_release); }

  Task &addTask(std::unique_ptr<Task> task);
  std::vector<std::unique_ptr<Task>> &tasks() { return tasks_; }
  uint32_t index() const { return index_; }
  Env &env() { return env_; }
  const RunOptions &options() const { return options_; }
  BatchPool &batches() { return batches_; }
  BarrierListener *listener = nullptr;

  int32_t fail(Status status);
  bool hasFailed() const { return !failure_.isOk(); }
  /// After Failed, when the shard's thread has stopped.
  const Status &failure() const { return failure_; }

private:
  ShardState runRound(uint32_t budget);

  uint32_t index_;
  Env &env_;
  const RunOptions &options_;
  ShardActivity &activity_;
  BatchPool batches_; // before the tasks: they give batches back when they die
  std::vector<std::unique_ptr<Task>> tasks_;
  Status failure_;
  std::atomic<uint64_t> wantedBarrier_{0};
  uint64_t injectedBarrier_ = 0;
  bool isStopping_ = false;
  int64_t nextClockNs_ = 0;
  std::mutex parkMutex_;
  std::condition_variable parkCondition_;
  std::atomic<bool> isParked_{false};
  bool isWoken_ = false;
};

} // namespace millrace
