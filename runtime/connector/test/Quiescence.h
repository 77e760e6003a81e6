/// Sees when a running pipeline has nothing on its way: from startWatching() on, every shard looked at all that it has, and none had anything to do.
///
/// Threads: one object by one thread, that of a shard.
#pragma once
#include "runtime/connector/ShardActivity.h"

#include <span>
#include <vector>

namespace millrace {

class Quiescence {
public:
  explicit Quiescence(std::span<const ShardActivity> shards) : shards_(shards) {}

  void startWatching() {
    phases_ = 0;
    look();
  }
  /// Asked once a round. Other sources may never rest: after so many phases their rows are no reason to wait.
  bool isReached() {
    bool isIdle = true;
    for (size_t i = 0; i < shards_.size(); ++i) {
      // Two rounds: the first may have begun before the phase.
      if (!shards_[i].hasEnded.load(std::memory_order_acquire) && shards_[i].rounds.load(std::memory_order_acquire) < seen_[i].rounds + 2)
        return false;
      isIdle &= shards_[i].roundsWithProgress.load(std::memory_order_acquire) == seen_[i].roundsWithProgress;
    }
    if (isIdle || ++phases_ == kPhasesMax)
      return true;
    look();
    return false;
  }

private:
  struct Seen {
    uint64_t roundsWithProgress, rounds;
  };

  void look() {
    seen_.clear();
    for (const ShardActivity &shard : shards_) {
      uint64_t progress = shard.roundsWithProgress.load(std::memory_order_acquire);
      seen_.push_back({progress, shard.rounds.load(std::memory_order_acquire)});
    }
  }

  std::span<const ShardActivity> shards_;
  std::vector<Seen> seen_;
  uint32_t phases_ = 0;
  static constexpr uint32_t kPhasesMax = 64;
};

} // namespace millrace
