#include "runtime/task/Shard.h"

#include <chrono>

namespace millrace {
namespace {

/// How often clock-driven work is looked at: wall-clock watermarks, idleness, processing-time timers.
constexpr int64_t kClockNs = 5'000'000;

} // namespace

Task &Shard::addTask(std::unique_ptr<Task> task) {
  tasks_.push_back(std::move(task));
  return *tasks_.back();
}

int32_t Shard::fail(Status status) {
  MR_CHECK(!status.isOk(), "fail() needs a failure");
  if (failure_.isOk())
    failure_ = std::move(status);
  return static_cast<int32_t>(failure_.code());
}

ShardState Shard::step(uint32_t budget) {
  ShardState state = runRound(budget);
  if (state == ShardState::Done)
    activity_.hasEnded.store(true, std::memory_order_release);
  activity_.endRound(state == ShardState::Progress);
  return state;
}

ShardState Shard::runRound(uint32_t budget) {
  int stop = options_.stop ? options_.stop->level.load(std::memory_order_relaxed) : 0;
  if (stop >= 1 && !isStopping_) {
    isStopping_ = true;
    for (auto &task : tasks_)
      task->stopReading();
  }
  uint64_t wanted = wantedBarrier_.load(std::memory_order_acquire);
  if (wanted > injectedBarrier_) {
    injectedBarrier_ = wanted;
    for (auto &task : tasks_)
      task->injectBarrier(wanted);
  }
  bool progress = false, allEnded = true;
  for (auto &task : tasks_) {
    progress |= task->step(budget);
    if (hasFailed())
      return ShardState::Failed;
  }
  if (int64_t now = env_.monotonicNs(); now >= nextClockNs_) {
    nextClockNs_ = now + kClockNs;
    for (auto &task : tasks_) {
      progress |= task->runClock();
      if (Status status; task->isOverBudget(status))
        fail(std::move(status));
    }
  }
  if (!progress && !hasFailed())
    for (auto &task : tasks_)
      progress |= task->runDry();
  if (hasFailed())
    return ShardState::Failed;
  for (auto &task : tasks_)
    allEnded &= task->hasEnded() && task->hasDelivered();
  return allEnded ? ShardState::Done : progress ? ShardState::Progress : ShardState::Idle;
}

void Shard::park(int64_t ns) {
  std::unique_lock<std::mutex> lock(parkMutex_);
  isParked_.store(true, std::memory_order_seq_cst);
  if (!isWoken_)
    parkCondition_.wait_for(lock, std::chrono::nanoseconds(ns), [this] { return isWoken_; });
  isWoken_ = false;
  isParked_.store(false, std::memory_order_relaxed);
}

// A push that falls between the consumer's last look and its parking is found when park() times out.
void Shard::wake() {
  if (!isParked_.load(std::memory_order_seq_cst))
    return;
  std::lock_guard<std::mutex> lock(parkMutex_);
  isWoken_ = true;
  parkCondition_.notify_one();
}

} // namespace millrace
