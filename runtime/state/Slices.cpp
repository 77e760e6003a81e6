#include "runtime/state/LocalSlices.h"
#include "runtime/status/Check.h"

#include <algorithm>
#include <cstdlib>

namespace millrace {

Slices::Slices(const WindowSpec &spec, EntryShape entryShape, MemoryAccount &memory)
    : window(spec), shape(std::move(entryShape)), account(&memory) {
  MR_CHECK(window.sliceMs > 0 && window.slideMs > 0 && window.sizeMs > 0, "window sizes are positive");
}

Slices::~Slices() { std::free(open); }

StateTable *Slices::takeTable() {
  if (!spare.empty()) {
    StateTable *table = spare.back();
    spare.pop_back();
    return table;
  }
  return tables.emplace_back(std::make_unique<StateTable>(shape, *account)).get();
}

StateTable *Slices::openSlice(int64_t sliceEnd) {
  if (StateTable *table = find(sliceEnd))
    return table;
  if (openCount == openCapacity) {
    openCapacity = openCapacity ? openCapacity * 2 : 8;
    open = static_cast<OpenSlice *>(std::realloc(open, sizeof(OpenSlice) * openCapacity));
    MR_CHECK(open, "out of memory");
  }
  OpenSlice *at = std::lower_bound(open, open + openCount, sliceEnd,
                                   [](const OpenSlice &slice, int64_t end) { return slice.end < end; });
  std::memmove(at + 1, at, static_cast<size_t>(open + openCount - at) * sizeof(OpenSlice));
  *at = {sliceEnd, takeTable()};
  ++openCount;
  last = static_cast<uint32_t>(at - open);
  return at->table;
}

void Slices::closeWindow(int64_t windowEnd) {
  firedUntil = std::max(firedUntil, windowEnd);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < openCount; ++i) {
    if (firstUnfiredWindow(open[i].end) != kNoWindow) {
      open[kept++] = open[i];
      continue;
    }
    open[i].table->clear();
    spare.push_back(open[i].table);
  }
  openCount = kept;
  last = 0;
}

StateTable *mr_slices_open(Slices *slices, int64_t sliceEnd) { return slices->openSlice(sliceEnd); }

StateTable *mr_slices_next_table(Slices *slices, int64_t windowEnd, int64_t *sliceEnd) {
  int64_t start = slices->windowStart(windowEnd);
  for (uint32_t i = 0; i < slices->openCount; ++i) {
    const OpenSlice &slice = slices->open[i];
    if (slice.end <= start || slice.end <= *sliceEnd)
      continue;
    if (slice.end > windowEnd)
      break;
    *sliceEnd = slice.end;
    return slice.table;
  }
  return nullptr;
}

StateTable *mr_slices_scratch(Slices *slices) {
  if (!slices->scratch)
    slices->scratch = slices->takeTable();
  slices->scratch->clear();
  return slices->scratch;
}

void mr_local_emptied(Slices *slices) { static_cast<LocalSlices *>(slices)->emptied(); }

void mr_slices_close_window(Slices *slices, int64_t windowEnd) { slices->closeWindow(windowEnd); }

} // namespace millrace
