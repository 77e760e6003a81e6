/// How far one shard of a running pipeline is, for sources that wait until nothing is on its way: those of tests.
///
/// Threads: written by the shard, read by any. A round is one Shard::step; what it did is counted before the round is.
#pragma once
#include <atomic>
#include <cstdint>

namespace millrace {

struct alignas(64) ShardActivity {
  std::atomic<uint64_t> roundsWithProgress{0};
  std::atomic<uint64_t> rounds{0};
  std::atomic<bool> hasEnded{false};

  void endRound(bool progress) {
    // Stores, no exchanges: nobody else writes, and every round pays for this.
    if (progress)
      roundsWithProgress.store(roundsWithProgress.load(std::memory_order_relaxed) + 1, std::memory_order_release);
    rounds.store(rounds.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }
};

} // namespace millrace
