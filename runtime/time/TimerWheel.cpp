#include "runtime/time/TimerWheel.h"
#include "runtime/status/Check.h"

#include <bit>

namespace millrace {

TimerWheel::TimerWheel() = default;

uint32_t TimerWheel::listFor(uint64_t time) const {
  if (time <= now_)
    return kDueList;
  uint32_t level = (static_cast<uint32_t>(std::bit_width(time ^ now_)) - 1) / 6;
  return level * 64 + static_cast<uint32_t>(time >> (level * 6) & 63);
}

// Lists are in order of setting; the due list in order of time. Late timers are few, so the walk is short.
void TimerWheel::link(uint32_t entry) {
  Node &node = nodes_[entry];
  node.list = listFor(node.time);
  List &list = lists_[node.list];
  uint32_t after = list.last;
  if (node.list == kDueList)
    while (after != kNone && nodes_[after].time > node.time)
      after = nodes_[after].previous;
  else
    occupied_[node.list / 64] |= 1ull << (node.list % 64);
  node.previous = after;
  uint32_t &fromLeft = after == kNone ? list.first : nodes_[after].next;
  node.next = fromLeft;
  fromLeft = entry;
  (node.next == kNone ? list.last : nodes_[node.next].previous) = entry;
}

void TimerWheel::unlink(uint32_t entry) {
  Node &node = nodes_[entry];
  List &list = lists_[node.list];
  (node.previous == kNone ? list.first : nodes_[node.previous].next) = node.next;
  (node.next == kNone ? list.last : nodes_[node.next].previous) = node.previous;
  if (list.first == kNone && node.list != kDueList)
    occupied_[node.list / 64] &= ~(1ull << (node.list % 64));
  node.list = kNone;
}

void TimerWheel::set(uint32_t entry, int64_t timeMs) {
  if (entry >= nodes_.size())
    nodes_.resize(entry + 1);
  MR_CHECK(nodes_[entry].list == kNone, "the timer is set already");
  nodes_[entry].time = bias(timeMs);
  link(entry);
  ++count_;
}

void TimerWheel::remove(uint32_t entry) {
  MR_CHECK(entry < nodes_.size() && nodes_[entry].list != kNone, "the timer is not set");
  unlink(entry);
  --count_;
}

/// The lowest level that holds anything holds the earliest: its entries share all higher digits with now_.
bool TimerWheel::earliestSlot(uint32_t &list, uint64_t &startsAt) const {
  for (uint32_t level = 0; level < kLevels; ++level) {
    if (occupied_[level] == 0)
      continue;
    auto slot = static_cast<uint64_t>(std::countr_zero(occupied_[level]));
    uint32_t shift = level * 6;
    uint64_t above = shift + 6 >= 64 ? 0 : now_ >> (shift + 6) << (shift + 6);
    startsAt = above | slot << shift;
    list = level * 64 + static_cast<uint32_t>(slot);
    return true;
  }
  return false;
}

void TimerWheel::moveDown(uint32_t list) {
  uint32_t entry = lists_[list].first;
  lists_[list] = List();
  occupied_[list / 64] &= ~(1ull << (list % 64));
  while (entry != kNone) {
    uint32_t next = nodes_[entry].next;
    link(entry);
    entry = next;
  }
}

uint32_t TimerWheel::popDue(int64_t limitMs) {
  uint64_t limit = bias(limitMs);
  while (true) {
    uint32_t due = lists_[kDueList].first;
    if (due != kNone && nodes_[due].time <= limit) {
      remove(due);
      return due;
    }
    uint32_t list;
    uint64_t startsAt;
    if (due != kNone || !earliestSlot(list, startsAt) || startsAt > limit)
      break;
    now_ = startsAt;
    moveDown(list);
  }
  if (limit > now_)
    now_ = limit;
  return kNone;
}

int64_t TimerWheel::nextDueBound() const {
  if (lists_[kDueList].first != kNone)
    return unbias(nodes_[lists_[kDueList].first].time);
  uint32_t list;
  uint64_t startsAt;
  return earliestSlot(list, startsAt) ? unbias(startsAt) : INT64_MAX;
}

void TimerWheel::clear() {
  nodes_.clear();
  for (List &list : lists_)
    list = List();
  for (uint64_t &bits : occupied_)
    bits = 0;
  count_ = 0;
}

} // namespace millrace
