/// Orders numbered entries by time: a hierarchical timing wheel.
///
/// Shape:   11 levels of 64 slots, 1 ms at the lowest, so every int64 fits. An entry lies at the level of the highest 6-bit digit in
///          which its time differs from the wheel's.
/// Cost:    set and remove O(1); each entry moves down at most 10 times in its life.
/// Order:   by time; entries of one time in the order in which they were set.
/// Threads: one shard.
/// Source:  Varghese, Lauck, "Hashed and hierarchical timing wheels" (SOSP 1987).
#pragma once
#include <cstdint>
#include <vector>

namespace millrace {

class TimerWheel {
public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  TimerWheel();
  /// `entry` is a small number of the caller's; it is not set at the moment.
  void set(uint32_t entry, int64_t timeMs);
  /// `entry` is set.
  void remove(uint32_t entry);
  /// Takes the earliest entry with time <= limit, or kNone; then the wheel stands at `limit`.
  uint32_t popDue(int64_t limitMs);
  /// A time at or before which nothing is due (exact when near); INT64_MAX: empty.
  int64_t nextDueBound() const;
  uint64_t count() const { return count_; }
  void clear();

private:
  static constexpr uint32_t kLevels = 11;
  static constexpr uint32_t kDueList = kLevels * 64;
  struct Node {
    uint64_t time = 0; // biased: order of int64 as unsigned
    uint32_t previous = kNone, next = kNone;
    uint32_t list = kNone;
  };
  struct List {
    uint32_t first = kNone, last = kNone;
  };
  static uint64_t bias(int64_t timeMs) { return static_cast<uint64_t>(timeMs) ^ (1ull << 63); }
  static int64_t unbias(uint64_t time) { return static_cast<int64_t>(time ^ (1ull << 63)); }
  uint32_t listFor(uint64_t time) const;
  void link(uint32_t entry);
  void unlink(uint32_t entry);
  bool earliestSlot(uint32_t &list, uint64_t &startsAt) const;
  void moveDown(uint32_t list);

  std::vector<Node> nodes_;
  List lists_[kLevels * 64 + 1];
  uint64_t occupied_[kLevels] = {};
  uint64_t now_ = 0;
  uint64_t count_ = 0;
};

} // namespace millrace
