/// Window state: for each open slice, a table key → accumulator. A slice fires and is freed as a whole.
///
/// Bounds:  slice (end - sliceMs, end]; which windows hold it follows from the WindowSpec. A window has fired when its end is at or
///          below `firedUntil`; rows of its slices that come later count only for windows that have not fired.
/// Cost:    open slices are few (window size / slice and the out-of-order span); the last one used is remembered.
/// Threads: one shard.
#pragma once
#include "runtime/abi/PipelineDescriptor.h"
#include "runtime/state/StateTable.h"

namespace millrace {

constexpr int64_t kNoWindow = INT64_MAX;

struct OpenSlice {
  int64_t end;
  StateTable *table;
};

/// Floor of division, so that times before 1970 fall into the right window.
constexpr int64_t floorTo(int64_t timeMs, int64_t stepMs, int64_t offsetMs) {
  int64_t shifted = timeMs - offsetMs;
  int64_t rest = shifted % stepMs;
  return timeMs - (rest < 0 ? rest + stepMs : rest);
}

struct Slices {
  Slices(const WindowSpec &window, EntryShape shape, MemoryAccount &account);
  ~Slices();
  Slices(const Slices &) = delete;
  Slices &operator=(const Slices &) = delete;

  WindowSpec window;
  OpenSlice *open = nullptr; // by end, ascending
  uint32_t openCount = 0, openCapacity = 0;
  uint32_t last = 0; // index of the slice used last
  int64_t firedUntil = INT64_MIN; // windows that end at or before this have fired, empty ones too
  EntryShape shape;
  MemoryAccount *account;
  std::vector<std::unique_ptr<StateTable>> tables; // all ever made
  std::vector<StateTable *> spare;                 // emptied ones
  StateTable *scratch = nullptr;

  StateTable *find(int64_t sliceEnd) {
    if (last < openCount && open[last].end == sliceEnd)
      return open[last].table;
    for (uint32_t i = openCount; i-- > 0;) {
      if (open[i].end == sliceEnd) {
        last = i;
        return open[i].table;
      }
      if (open[i].end < sliceEnd)
        break;
    }
    return nullptr;
  }

  int64_t windowStart(int64_t windowEnd) const {
    if (window.kind == WindowKind::Cumulate)
      return floorTo(windowEnd - 1, window.sizeMs, window.offsetMs);
    return windowEnd - window.sizeMs;
  }
  /// End of the last window that holds the slice.
  int64_t lastWindowEnd(int64_t sliceEnd) const {
    int64_t sliceStart = sliceEnd - window.sliceMs;
    if (window.kind == WindowKind::Tumble)
      return sliceEnd;
    if (window.kind == WindowKind::Cumulate)
      return floorTo(sliceStart, window.sizeMs, window.offsetMs) + window.sizeMs;
    return floorTo(sliceStart, window.slideMs, window.offsetMs) + window.sizeMs;
  }
  /// End of the first window that holds the slice and has not fired; kNoWindow: all have.
  int64_t firstUnfiredWindow(int64_t sliceEnd) const {
    int64_t first = sliceEnd; // TUMBLE, CUMULATE: a window ends where the slice ends
    if (window.kind == WindowKind::Hop) { // ends ≡ offset + size (mod slide)
      int64_t phase = window.offsetMs + window.sizeMs;
      first = floorTo(sliceEnd - 1, window.slideMs, phase) + window.slideMs;
      // Holes between windows (slide > size): the slice belongs to no window.
      if (first - window.sizeMs >= sliceEnd)
        return kNoWindow;
    }
    if (firedUntil == INT64_MAX)
      return kNoWindow;
    if (first <= firedUntil)
      first = floorTo(firedUntil, window.slideMs, first) + window.slideMs;
    return first <= lastWindowEnd(sliceEnd) ? first : kNoWindow;
  }
  int64_t nextWindow(int64_t watermark) {
    int64_t next = kNoWindow;
    for (uint32_t i = 0; i < openCount; ++i) {
      int64_t end = firstUnfiredWindow(open[i].end);
      if (end < next)
        next = end;
      if (open[i].end > next)
        break;
    }
    if (next != kNoWindow && next - 1 <= watermark)
      return next;
    int64_t passed = watermark == INT64_MAX ? INT64_MAX : watermark + 1;
    firedUntil = passed > firedUntil ? passed : firedUntil;
    return kNoWindow;
  }

  StateTable *openSlice(int64_t sliceEnd);
  void closeWindow(int64_t windowEnd);
  StateTable *takeTable();
};

} // namespace millrace
