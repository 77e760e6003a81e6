/// Per-key timers of one declaration: a state table of (time, key), so that they are frozen, written and rescaled like other state,
/// and a wheel that orders its entries.
///
/// Shape:   one timer per (time, key); fired in order of time.
/// Threads: one shard.
#pragma once
#include "runtime/state/StateTable.h"
#include "runtime/time/TimerWheel.h"

namespace millrace {

struct DueTimer {
  int64_t timeMs;
  uint64_t hash;
  std::vector<uint8_t> key; // reused between calls of popDue
};

class Timers {
public:
  /// `inlineKeyBytes`: of the key's columns.
  Timers(uint32_t inlineKeyBytes, MemoryAccount &account);

  void set(int64_t timeMs, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes);
  void clear(int64_t timeMs, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes);
  /// Takes the earliest timer at or before the limit out of state.
  bool popDue(int64_t limitMs, DueTimer &due);
  int64_t nextDueBound() const { return wheel_.nextDueBound(); }
  uint64_t count() const { return wheel_.count(); }
  StateTable &table() { return table_; }

private:
  void useKey(int64_t timeMs, const uint8_t *key, uint32_t keySizeBytes);
  static uint64_t mix(int64_t timeMs, uint64_t hash);

  StateTable table_;
  TimerWheel wheel_;
  std::vector<uint8_t> key_; // scratch
};

} // namespace millrace
