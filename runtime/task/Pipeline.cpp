#include "runtime/task/Pipeline.h"
#include "runtime/task/RunningPipeline.h"

#include <pthread.h>
#include <sched.h>

#include <chrono>
#include <thread>

namespace millrace {
namespace {

/// Batches or chunks per task and step: long enough to stay in cache, short enough to answer a stop.
constexpr uint32_t kStepBudget = 16;
/// How long an idle shard sleeps at most. A push from another shard wakes it; sources are looked at this often.
constexpr int64_t kParkNs = 500'000;
constexpr int kSpinsBeforeParking = 64;
constexpr std::chrono::milliseconds kProgressInterval{200};

/// What the shard threads and the control thread share.
struct Run {
  const RunOptions &options;
  std::atomic<bool> hasFailed{false};
  std::mutex mutex = {};
  std::condition_variable ended = {};
  uint32_t runningCount = 0;
};

bool mustStopNow(const Run &run) {
  return run.hasFailed.load(std::memory_order_relaxed) ||
         (run.options.stop && run.options.stop->level.load(std::memory_order_relaxed) >= 2);
}

void pinTo(uint32_t core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core % std::max(1u, std::thread::hardware_concurrency()), &set);
  pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

void runShard(Shard &shard, Run &run) {
  if (run.options.pinThreads)
    pinTo(shard.index());
  int idleCount = 0;
  while (!mustStopNow(run)) {
    ShardState state = shard.step(kStepBudget);
    if (state == ShardState::Done)
      break;
    if (state == ShardState::Failed) {
      run.hasFailed.store(true, std::memory_order_relaxed);
      break;
    }
    if (state == ShardState::Progress)
      idleCount = 0;
    else if (++idleCount > kSpinsBeforeParking)
      shard.park(kParkNs);
    else
      std::this_thread::yield();
  }
  std::lock_guard<std::mutex> lock(run.mutex);
  --run.runningCount;
  run.ended.notify_one();
}

} // namespace

Result<RunSummary> runPipeline(const CompiledPipeline &pipeline, const RunOptions &options, Env &env) {
  MR_ASSIGN(std::unique_ptr<RunningPipeline> running, RunningPipeline::open(pipeline, options, env));
  Run run{options};
  run.runningCount = static_cast<uint32_t>(running->shards().size());
  std::vector<std::thread> threads;
  for (auto &shard : running->shards())
    threads.emplace_back([&shard, &run] { runShard(*shard, run); });
  {
    std::unique_lock<std::mutex> lock(run.mutex);
    while (!run.ended.wait_for(lock, kProgressInterval, [&] { return run.runningCount == 0; })) {
      if (!options.progress)
        continue;
      lock.unlock();
      options.progress(running->progress());
      lock.lock();
    }
  }
  for (std::thread &thread : threads)
    thread.join();
  MR_RETURN_IF_ERROR(running->failure());
  MR_RETURN_IF_ERROR(running->close());
  return running->summary();
}

} // namespace millrace
