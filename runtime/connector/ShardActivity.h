/// How far one shard of a running pipeline is, for sources that wait until nothing is on its way: those of tests.
///
/// Threads: written by the shard, read by any. A round is one Shard::step; a round that did something counts before it ends.
#pragma once
#include <atomic>
#include <cstdint>

namespace millrace {

struct alignas(64) ShardActivity {
  std::atomic<uint64_t> roundsWithProgress{0};
  std::atomic<uint64_t> rounds{0};
  std::atomic<bool> hasEnded{false};

  void endRound(bool progress) {
    if (progress)
      roundsWithProgress.fetch_add(1, std::memory_order_release);
    rounds.fetch_add(1, std::memory_order_release);
  }
};

} // namespace millrace
