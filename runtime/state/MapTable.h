/// Map and list state: key → (map key → value), each key's entries linked in insertion order.
///
/// Shape:   an outer StateTable of keys and an inner one of (outer entry, map key); docs/formats/state.md. A list's map key is a number that counts
///          up; nobody looks it up, so the inner table has no index.
/// Cost:    find: two probes; append: one; iteration over one key follows links, whatever the other keys hold.
/// Threads: one shard.
#pragma once
#include "runtime/state/StateTable.h"

namespace millrace {

/// Value area of the outer table.
struct MapHead {
  uint32_t first, last; // inner entries; meaningless when count is 0
  uint32_t count;
  uint32_t reserved;
  uint64_t nextListNumber;
};

/// First bytes of the inner table's value area.
struct MapLink {
  uint32_t previous, next; // inner entries or kNoEntry
};

struct MapShape {
  uint32_t inlineKeyBytes = 0;
  uint32_t inlineMapKeyBytes = 0; // of the map key's columns; 8 for lists
  uint32_t valueBytes = 0;
  std::vector<uint32_t> variableOffsets = {}; // as in EntryShape
  bool isMap = true;                          // false: a list
};

struct MapTable {
  MapTable(MapShape shape, MemoryAccount &account);

  StateTable outer;
  StateTable inner;
  std::vector<uint8_t> innerKey; // scratch: outer entry, map key

  /// Invertible in the map key's hash, so that a snapshot can give it back though the key is padded.
  static uint64_t innerHash(uint64_t outerHash, uint64_t mapHash) {
    return mapHash ^ outerHash * 0x9E3779B97F4A7C15ull;
  }
  static uint64_t mapHashOf(uint64_t innerHash, uint64_t outerHash) {
    return innerHash ^ outerHash * 0x9E3779B97F4A7C15ull;
  }
  const MapHead *head(uint32_t outerEntry) const {
    return reinterpret_cast<const MapHead *>(outer.reader().value(outerEntry));
  }
  MapLink link(uint32_t entry) const {
    MapLink link;
    std::memcpy(&link, inner.reader().value(entry), sizeof(link));
    return link;
  }
  const uint8_t *value(uint32_t entry) const { return inner.reader().value(entry) + sizeof(MapLink); }
  uint8_t *valueForWrite(uint32_t entry) { return inner.valueForWrite(entry) + sizeof(MapLink); }
  const uint8_t *mapKey(uint32_t entry, uint32_t *sizeBytes) const {
    const uint8_t *key = inner.reader().key(entry, sizeBytes);
    *sizeBytes -= 4;
    return key + 4;
  }

  uint32_t find(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *mapKey, uint32_t mapKeySizeBytes);
  uint32_t findOrInsert(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *mapKey,
                        uint32_t mapKeySizeBytes, bool *inserted);
  uint32_t append(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes);
  /// Outer entry of a key, made when it is missing.
  uint32_t outerEntry(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes);
  /// A snapshot's entry, behind the others of its key; the map key's hash is the one it had.
  uint32_t appendLoaded(uint32_t outerEntry, uint64_t mapHash, const uint8_t *mapKey, uint32_t mapKeySizeBytes);
  void eraseEntry(uint32_t entry);
  void eraseKey(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes);
  void clear();

private:
  void useInnerKey(uint32_t outerEntry, const uint8_t *mapKey, uint32_t mapKeySizeBytes);
  uint32_t insertLinked(uint32_t outerEntry, uint64_t innerHash);
  void linkLast(uint32_t outerEntry, uint32_t entry);
  MapHead *headForWrite(uint32_t outerEntry) { return reinterpret_cast<MapHead *>(outer.valueForWrite(outerEntry)); }
  MapLink *linkForWrite(uint32_t entry) { return reinterpret_cast<MapLink *>(inner.valueForWrite(entry)); }
};

} // namespace millrace
