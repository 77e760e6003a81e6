/// Partial aggregates per (slice, key) in front of an exchange: one row of them moves instead of many of the input's.
///
/// Shape:   generated code asks `passes()` for each row: either the row goes on by itself, as a partial aggregate of one row, or it is added to
///          its entry. It sends all entries on when `isFull`, before a watermark that is `isDue`, before barriers, and when the input runs dry.
/// Adapts:  where keys hardly repeat, entries cost more than they save: after a flush that combined too few rows the next ones pass, twice as
///          many each time it happens again. The choice depends on the rows alone.
/// Bounds:  kEntriesMax entries, and from kFewEntries on kBytesMax bytes.
/// Late:    not decided here: the watermark that counts is that of the other side.
/// Threads: one shard.
#pragma once
#include "runtime/state/Slices.h"

namespace millrace {

struct LocalSlices : Slices {
  static constexpr uint32_t kEntriesMax = 8192;
  static constexpr uint32_t kFewEntries = 256;
  static constexpr int64_t kBytesMax = 8 << 20;
  /// A flush must have made this many rows one, or the next kRowsPassed (up to 2^kDoublingsMax times as many) pass.
  static constexpr uint64_t kRowsPerEntryMin = 2;
  static constexpr uint64_t kRowsPassed = 16 * kEntriesMax;
  static constexpr uint32_t kDoublingsMax = 4;

  using Slices::Slices;

  uint64_t rows = 0;     // since the last flush
  uint64_t entries = 0;
  uint64_t passing = 0;  // rows that still pass
  uint32_t doublings = 0;

  bool passes() {
    if (passing > 0) {
      --passing;
      return true;
    }
    ++rows;
    return false;
  }
  /// An entry was added: whether all must be sent on.
  bool isFull() {
    ++entries;
    return entries >= kEntriesMax || (entries >= kFewEntries && account->bytes() > kBytesMax);
  }
  /// Whether this watermark fires a window that holds an open slice.
  bool isDue(int64_t watermark) {
    bool due = false;
    for (uint32_t i = 0; i < openCount && !due; ++i) {
      int64_t end = firstUnfiredWindow(open[i].end);
      due = end != kNoWindow && end - 1 <= watermark;
    }
    int64_t passed = watermark == INT64_MAX ? INT64_MAX : watermark + 1;
    firedUntil = passed > firedUntil ? passed : firedUntil;
    return due;
  }
  void emptied() {
    for (uint32_t i = 0; i < openCount; ++i) {
      open[i].table->clear();
      spare.push_back(open[i].table);
    }
    openCount = last = 0;
    if (entries >= kFewEntries && rows < entries * kRowsPerEntryMin) {
      passing = kRowsPassed << doublings;
      doublings += doublings < kDoublingsMax;
    } else if (entries >= kFewEntries) {
      doublings = 0;
    }
    rows = entries = 0;
  }
};

} // namespace millrace
