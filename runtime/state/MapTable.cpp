#include "runtime/state/MapTable.h"
#include "runtime/state/KeyHash.h"

namespace millrace {
namespace {

std::vector<uint32_t> behindLink(std::vector<uint32_t> offsets) {
  for (uint32_t &offset : offsets)
    offset += sizeof(MapLink);
  return offsets;
}

} // namespace

MapTable::MapTable(MapShape shape, MemoryAccount &account)
    : outer(makeEntryShape(shape.inlineKeyBytes, sizeof(MapHead), {}), account),
      inner(makeEntryShape(shape.inlineMapKeyBytes == 0 ? 0 : shape.inlineMapKeyBytes + 4, sizeof(MapLink) + shape.valueBytes,
                           behindLink(std::move(shape.variableOffsets))),
            account) {
  inner.isIndexed = shape.isMap;
}

void MapTable::useInnerKey(uint32_t outerEntry, const uint8_t *mapKey, uint32_t mapKeySizeBytes) {
  innerKey.resize(4 + static_cast<size_t>(mapKeySizeBytes));
  std::memcpy(innerKey.data(), &outerEntry, 4);
  if (mapKeySizeBytes > 0)
    std::memcpy(innerKey.data() + 4, mapKey, mapKeySizeBytes);
}

uint32_t MapTable::find(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *mapKey,
                        uint32_t mapKeySizeBytes) {
  uint32_t of = outer.find(hash, key, keySizeBytes);
  if (of == kNoEntry)
    return kNoEntry;
  useInnerKey(of, mapKey, mapKeySizeBytes);
  return inner.find(innerHash(hash, hashKey(mapKey, mapKeySizeBytes)), innerKey.data(),
                    static_cast<uint32_t>(innerKey.size()));
}

uint32_t MapTable::outerEntry(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  bool inserted;
  return outer.findOrInsert(hash, key, keySizeBytes, &inserted);
}

void MapTable::linkLast(uint32_t of, uint32_t entry) {
  MapHead *head = headForWrite(of);
  uint32_t previous = head->count ? head->last : kNoEntry;
  *linkForWrite(entry) = {previous, kNoEntry};
  if (previous != kNoEntry)
    linkForWrite(previous)->next = entry;
  else
    head->first = entry;
  head->last = entry;
  ++head->count;
}

uint32_t MapTable::insertLinked(uint32_t of, uint64_t hash) {
  uint32_t entry = mr_table_add_entry(&inner, hash, innerKey.data(), static_cast<uint32_t>(innerKey.size()));
  linkLast(of, entry);
  return entry;
}

uint32_t MapTable::findOrInsert(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *mapKey,
                                uint32_t mapKeySizeBytes, bool *inserted) {
  uint32_t of = outerEntry(hash, key, keySizeBytes);
  useInnerKey(of, mapKey, mapKeySizeBytes);
  uint64_t mixed = innerHash(hash, hashKey(mapKey, mapKeySizeBytes));
  uint32_t entry = inner.find(mixed, innerKey.data(), static_cast<uint32_t>(innerKey.size()));
  *inserted = entry == kNoEntry;
  return *inserted ? insertLinked(of, mixed) : entry;
}

uint32_t MapTable::append(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t of = outerEntry(hash, key, keySizeBytes);
  uint64_t number = headForWrite(of)->nextListNumber++;
  useInnerKey(of, reinterpret_cast<const uint8_t *>(&number), sizeof(number));
  return insertLinked(of, 0);
}

uint32_t MapTable::appendLoaded(uint32_t of, uint64_t mapHash, const uint8_t *mapKey, uint32_t mapKeySizeBytes) {
  useInnerKey(of, mapKey, mapKeySizeBytes);
  return insertLinked(of, innerHash(outer.reader().hash(of), mapHash));
}

void MapTable::eraseEntry(uint32_t entry) {
  uint32_t sizeBytes, of;
  std::memcpy(&of, inner.reader().key(entry, &sizeBytes), 4);
  MapLink around = link(entry);
  MapHead *head = headForWrite(of);
  if (around.previous != kNoEntry)
    linkForWrite(around.previous)->next = around.next;
  else
    head->first = around.next;
  if (around.next != kNoEntry)
    linkForWrite(around.next)->previous = around.previous;
  else
    head->last = around.previous;
  inner.eraseEntry(entry);
  if (--head->count == 0)
    outer.eraseEntry(of);
}

void MapTable::eraseKey(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  uint32_t of = outer.find(hash, key, keySizeBytes);
  if (of == kNoEntry)
    return;
  uint32_t left = head(of)->count;
  for (uint32_t entry = head(of)->first; left > 0; --left) {
    uint32_t next = link(entry).next;
    inner.eraseEntry(entry);
    entry = next;
  }
  outer.eraseEntry(of);
}

void MapTable::clear() {
  outer.clear();
  inner.clear();
}

const uint8_t *mr_map_find(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *mapKey,
                           uint32_t mapKeySizeBytes) {
  uint32_t entry = map->find(hash, key, keySizeBytes, mapKey, mapKeySizeBytes);
  return entry == kNoEntry ? nullptr : map->value(entry);
}

uint8_t *mr_map_find_for_write(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes,
                               const uint8_t *mapKey, uint32_t mapKeySizeBytes) {
  uint32_t entry = map->find(hash, key, keySizeBytes, mapKey, mapKeySizeBytes);
  return entry == kNoEntry ? nullptr : map->valueForWrite(entry);
}

uint8_t *mr_map_find_or_insert(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes,
                               const uint8_t *mapKey, uint32_t mapKeySizeBytes, bool *inserted) {
  return map->valueForWrite(map->findOrInsert(hash, key, keySizeBytes, mapKey, mapKeySizeBytes, inserted));
}

bool mr_map_erase(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *mapKey,
                  uint32_t mapKeySizeBytes) {
  uint32_t entry = map->find(hash, key, keySizeBytes, mapKey, mapKeySizeBytes);
  if (entry == kNoEntry)
    return false;
  map->eraseEntry(entry);
  return true;
}

void mr_map_erase_key(MapTable *map, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  map->eraseKey(hash, key, keySizeBytes);
}

uint8_t *mr_list_append(MapTable *list, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  return list->valueForWrite(list->append(hash, key, keySizeBytes));
}

void mr_map_erase_entry(MapTable *map, uint32_t entry) { map->eraseEntry(entry); }

} // namespace millrace
