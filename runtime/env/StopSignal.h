/// Asks a run to end. Drain: sources stop, what was read is processed and written. Stop: as soon as possible, output is lost.
///
/// Threads: any, signal handlers too.
#pragma once
#include <atomic>

namespace millrace {

struct StopSignal {
  std::atomic<int> level{0}; // 0 none, 1 drain, 2 stop
  bool isSet() const { return level.load(std::memory_order_relaxed) > 0; }
};

} // namespace millrace
