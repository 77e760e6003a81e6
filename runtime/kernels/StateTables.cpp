// Value, map and slice access for generated code; RuntimeAbi.def documents each function.
#include "runtime/state/KeyHash.h"
#include "runtime/state/LocalSlices.h"
#include "runtime/state/MapTable.h"
#include "runtime/state/SortedTable.h"
#include "runtime/task/TaskContext.h"

namespace millrace {

__attribute__((always_inline)) static inline uint8_t *findOrInsert(Slices *slices, int64_t sliceEnd, uint64_t hash, const uint8_t *key,
                                                                   uint32_t keySizeBytes, bool *inserted) {
  StateTable *table = slices->find(sliceEnd);
  if (__builtin_expect(table == nullptr, 0))
    table = mr_slices_open(slices, sliceEnd);
  return table->findOrInsertForWrite(hash, key, keySizeBytes, inserted);
}

extern "C" {

uint64_t mr_hash_key(const uint8_t *key, uint64_t sizeBytes) { return hashKey(key, sizeBytes); }
uint64_t mr_hash_key_8(uint64_t key) { return hashKey(reinterpret_cast<const uint8_t *>(&key), sizeof(key)); }
uint64_t mr_hash_key_4(uint32_t key) { return hashKey(reinterpret_cast<const uint8_t *>(&key), sizeof(key)); }

uint64_t mr_canonical_double_bits(double value) {
  if (value != value)
    return 0x7ff8000000000000ull;
  value += 0.0;
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

uint32_t mr_canonical_float_bits(float value) {
  if (value != value)
    return 0x7fc00000u;
  value += 0.0f;
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

StateTable *mr_state_table(TaskContext *context, uint32_t table) { return static_cast<StateTable *>(context->tables[table]); }
MapTable *mr_state_map(TaskContext *context, uint32_t table) { return static_cast<MapTable *>(context->tables[table]); }
SortedTable *mr_state_sorted(TaskContext *context, uint32_t table) { return static_cast<SortedTable *>(context->tables[table]); }
Slices *mr_state_slices(TaskContext *context, uint32_t table) { return static_cast<Slices *>(context->tables[table]); }

void mr_table_prefetch(StateTable *table, uint64_t hash) { table->prefetch(hash); }

const uint8_t *mr_table_find(StateTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t entry = table->find(hash, key, keySizeBytes);
  return entry == kNoEntry ? nullptr : table->reader().value(entry);
}

uint8_t *mr_table_find_for_write(StateTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t entry = table->find(hash, key, keySizeBytes);
  return entry == kNoEntry ? nullptr : table->valueForWrite(entry);
}

uint8_t *mr_table_find_or_insert(StateTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes,
                                 bool *inserted) {
  return table->findOrInsertForWrite(hash, key, keySizeBytes, inserted);
}

bool mr_table_erase(StateTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t entry = table->find(hash, key, keySizeBytes);
  return entry != kNoEntry && mr_table_erase_entry(table, entry);
}

uint64_t mr_table_count(StateTable *table) { return table->count; }
uint32_t mr_table_next(StateTable *table, uint32_t from) { return table->reader().next(from); }

const uint8_t *mr_table_entry_key(StateTable *table, uint32_t entry, uint32_t *keySizeBytes) {
  return table->reader().key(entry, keySizeBytes);
}
uint64_t mr_table_entry_hash(StateTable *table, uint32_t entry) { return table->reader().hash(entry); }
const uint8_t *mr_table_entry_value(StateTable *table, uint32_t entry) { return table->reader().value(entry); }
uint8_t *mr_table_entry_value_for_write(StateTable *table, uint32_t entry) { return table->valueForWrite(entry); }

void mr_state_store_bytes(StateTable *table, uint8_t *slot, const uint8_t *bytes, uint32_t sizeBytes) {
  table->storeBytes(slot, bytes, sizeBytes);
}
void mr_state_release_bytes(StateTable *table, uint8_t *slot) { table->storeBytes(slot, nullptr, 0); }

void mr_map_prefetch(MapTable *map, uint64_t hash) { map->outer.prefetch(hash); }

uint32_t mr_map_count(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t of = map->outer.find(hash, key, keySizeBytes);
  return of == kNoEntry ? 0 : map->head(of)->count;
}

uint32_t mr_map_first(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t of = map->outer.find(hash, key, keySizeBytes);
  return of == kNoEntry || map->head(of)->count == 0 ? kNoEntry : map->head(of)->first;
}

uint32_t mr_map_next(MapTable *map, uint32_t entry) { return map->link(entry).next; }

const uint8_t *mr_map_entry_key(MapTable *map, uint32_t entry, uint32_t *keySizeBytes) {
  return map->mapKey(entry, keySizeBytes);
}
const uint8_t *mr_map_entry_value(MapTable *map, uint32_t entry) { return map->value(entry); }
uint8_t *mr_map_entry_value_for_write(MapTable *map, uint32_t entry) { return map->valueForWrite(entry); }

void mr_map_store_bytes(MapTable *map, uint8_t *slot, const uint8_t *bytes, uint32_t sizeBytes) {
  map->inner.storeBytes(slot, bytes, sizeBytes);
}
void mr_map_release_bytes(MapTable *map, uint8_t *slot) { map->inner.storeBytes(slot, nullptr, 0); }

void mr_sorted_prefetch(SortedTable *table, uint64_t hash) { table->outer.prefetch(hash); }

uint32_t mr_sorted_count(SortedTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t of = table->find(hash, key, keySizeBytes);
  return of == kNoEntry ? 0 : table->head(of)->count;
}
uint32_t mr_sorted_next(SortedTable *table, uint32_t entry) { return table->reader().next(entry); }
const uint8_t *mr_sorted_value(SortedTable *table, uint32_t entry) { return table->value(entry); }
uint8_t *mr_sorted_value_for_write(SortedTable *table, uint32_t entry) { return table->valueForWrite(entry); }
void mr_sorted_store_bytes(SortedTable *table, uint8_t *slot, const uint8_t *bytes, uint32_t sizeBytes) {
  table->inner.storeBytes(slot, bytes, sizeBytes);
}
void mr_sorted_release_bytes(SortedTable *table, uint8_t *slot) { table->inner.storeBytes(slot, nullptr, 0); }

uint64_t mr_sort_key_put_text(uint8_t *to, const StringView *text, bool isDescending) {
  uint8_t inverted = isDescending ? 0xff : 0;
  uint8_t *at = to;
  for (uint32_t i = 0; i < text->sizeBytes; ++i) {
    auto byte = static_cast<uint8_t>(text->bytes[i]);
    *at++ = byte ^ inverted;
    if (byte == 0)
      *at++ = static_cast<uint8_t>(0xff ^ inverted);
  }
  *at++ = inverted;
  *at++ = inverted;
  return static_cast<uint64_t>(at - to);
}

int64_t mr_slice_end(int64_t timeMs, int64_t sliceMs, int64_t offsetMs) {
  return floorTo(timeMs, sliceMs, offsetMs) + sliceMs;
}
int64_t mr_slices_now(Slices *slices, int64_t clockMs) { return clockMs < slices->firedUntil ? slices->firedUntil : clockMs; }
int64_t mr_slices_last_window_end(Slices *slices, int64_t sliceEnd) { return slices->lastWindowEnd(sliceEnd); }

uint8_t *mr_slices_find_or_insert(Slices *slices, int64_t sliceEnd, uint64_t hash, const uint8_t *key,
                                  uint32_t keySizeBytes, bool *inserted) {
  return findOrInsert(slices, sliceEnd, hash, key, keySizeBytes, inserted);
}

void mr_slices_prefetch(Slices *slices, int64_t sliceEnd, uint64_t hash) {
  if (StateTable *table = slices->find(sliceEnd))
    table->prefetch(hash);
}
StateTable *mr_slices_table(Slices *slices, int64_t sliceEnd) { return slices->find(sliceEnd); }
int64_t mr_slices_next_window(Slices *slices, int64_t watermark) { return slices->nextWindow(watermark); }
int64_t mr_slices_window_start(Slices *slices, int64_t windowEnd) { return slices->windowStart(windowEnd); }

bool mr_local_passes(Slices *slices) { return static_cast<LocalSlices *>(slices)->passes(); }
uint8_t *mr_local_find_or_insert(Slices *slices, int64_t sliceEnd, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes,
                                 bool *inserted) {
  return findOrInsert(slices, sliceEnd, hash, key, keySizeBytes, inserted);
}
bool mr_local_is_full(Slices *slices) { return static_cast<LocalSlices *>(slices)->isFull(); }
bool mr_local_is_due(Slices *slices, int64_t watermark) { return static_cast<LocalSlices *>(slices)->isDue(watermark); }

StateTable *mr_local_next_table(Slices *slices, int64_t *sliceEnd) {
  for (uint32_t i = 0; i < slices->openCount; ++i)
    if (slices->open[i].end > *sliceEnd) {
      *sliceEnd = slices->open[i].end;
      return slices->open[i].table;
    }
  return nullptr;
}

} // extern "C"
} // namespace millrace
