/// One keyed table in memory: key bytes → fixed value area, open addressing over pages of entries.
///
/// Layout:  docs/formats/state.md. Generated code reaches it through RuntimeAbi.def; the inline functions here are the kernels' bodies.
/// Bounds:  2^32 - 1 entries; key and value sizes are fixed when the table is made.
/// Freeze:  `freeze()` gives a view of the table as it is now and moves it to the next epoch; later writes copy pages first.
/// Errors:  none; bytes are counted on the account, which the task loop checks.
/// Threads: one shard; a FrozenTable may be read and destroyed on one other thread.
#pragma once
#include "runtime/abi/RuntimeAbi.h"
#include "runtime/abi/ShortBytes.h"
#include "runtime/abi/StateLayout.h"
#include "runtime/state/StateBytes.h"

#include <atomic>
#include <memory>
#include <vector>

namespace millrace {

/// How entries are cut up; shared by a table and its frozen views.
struct EntryShape {
  uint32_t inlineKeyBytes = 0; // 0: keys are stored as 16-byte StringViews
  uint32_t keyArea = 0;        // bytes that the key takes in an entry
  uint32_t valueOffset = 0;    // 8 + keyArea
  uint32_t valueBytes = 0;
  uint32_t entryBytes = 0;
  uint32_t entryShift = 0; // log2(entries per page)
  uint32_t entryMask = 0;
  uint32_t entriesOffset = 0; // bytes of the page's bitmap
  uint32_t pageBytes = 0;
  std::vector<uint32_t> variableOffsets; // of 16-byte slots, from the value's start
};

/// `inlineKeyBytes`: inlineKeySizeBytes of the key's columns.
EntryShape makeEntryShape(uint32_t inlineKeyBytes, uint32_t valueBytes, std::vector<uint32_t> variableOffsets);

struct StatePage {
  uint8_t *bytes;
  uint64_t epoch; // in which these bytes were made
};

struct IndexSlot {
  uint32_t tag;   // low half of the hash
  uint32_t entry; // kNoEntry: free
};

/// Read access common to live tables and frozen views.
struct EntryReader {
  const EntryShape *shape;
  const StatePage *pages;
  uint32_t used; // entries ever handed out

  const uint8_t *at(uint32_t entry) const {
    return pages[entry >> shape->entryShift].bytes + shape->entriesOffset +
           static_cast<uint64_t>(entry & shape->entryMask) * shape->entryBytes;
  }
  uint64_t hash(uint32_t entry) const {
    uint64_t hash;
    std::memcpy(&hash, at(entry), 8);
    return hash;
  }
  const uint8_t *key(uint32_t entry, uint32_t *sizeBytes) const {
    const uint8_t *key = at(entry) + 8;
    if (shape->inlineKeyBytes != 0) {
      *sizeBytes = shape->inlineKeyBytes;
      return key;
    }
    StringView view;
    std::memcpy(&view, key, sizeof(view));
    *sizeBytes = view.sizeBytes;
    return reinterpret_cast<const uint8_t *>(view.bytes);
  }
  const uint8_t *value(uint32_t entry) const { return at(entry) + shape->valueOffset; }
  bool isLive(uint32_t entry) const {
    uint32_t slot = entry & shape->entryMask;
    return pages[entry >> shape->entryShift].bytes[slot / 8] >> (slot % 8) & 1;
  }
  /// First live entry with number >= from, or kNoEntry.
  uint32_t next(uint32_t from) const {
    while (from < used) {
      uint32_t slot = from & shape->entryMask;
      uint64_t word;
      std::memcpy(&word, pages[from >> shape->entryShift].bytes + slot / 64 * 8, 8);
      word >>= slot % 64;
      if (word != 0) {
        from += static_cast<uint32_t>(__builtin_ctzll(word));
        return from < used ? from : kNoEntry;
      }
      uint64_t step = 64 - slot % 64;
      uint64_t toPageEnd = static_cast<uint64_t>(shape->entryMask) + 1 - slot;
      uint64_t target = from + (step < toPageEnd ? step : toPageEnd);
      if (target >= used)
        break;
      from = static_cast<uint32_t>(target);
    }
    return kNoEntry;
  }
};

class FrozenTable;

struct StateTable {
  StateTable(EntryShape shape, MemoryAccount &account);
  ~StateTable();
  StateTable(const StateTable &) = delete;
  StateTable &operator=(const StateTable &) = delete;

  EntryShape shape;
  IndexSlot *index = nullptr;
  uint32_t indexMask = 0;
  uint32_t growAt = 0; // entries at which the index doubles
  StatePage *pages = nullptr;
  uint32_t pageCount = 0, pageCapacity = 0;
  uint32_t used = 0;
  uint32_t firstFree = kNoEntry;
  uint32_t count = 0;
  bool isIndexed = true; // false: entries are reached by number only, and find is not called
  uint64_t epoch = 1;
  MemoryAccount *account;
  StateBytes bytes;
  /// Frozen views alive. Views subtract on their own thread.
  std::atomic<uint32_t> views{0};
  struct Retired;
  std::unique_ptr<Retired> retired; // what only views still need

  EntryReader reader() const { return {&shape, pages, used}; }

  [[gnu::always_inline]] bool keyEquals(const uint8_t *entry, const uint8_t *key, uint32_t keySizeBytes) const {
    if (shape.inlineKeyBytes != 0)
      return equalShort(entry + 8, key, keySizeBytes); // a key is no prefix of another: the rest is zero
    StringView stored;
    std::memcpy(&stored, entry + 8, sizeof(stored));
    return stored.sizeBytes == keySizeBytes && equalShort(stored.bytes, key, keySizeBytes);
  }
  [[gnu::always_inline]] uint32_t find(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) const {
    uint32_t tag = static_cast<uint32_t>(hash);
    for (uint32_t at = tag & indexMask;; at = (at + 1) & indexMask) {
      IndexSlot slot = index[at];
      if (slot.entry == kNoEntry)
        return kNoEntry;
      if (slot.tag == tag && keyEquals(reader().at(slot.entry), key, keySizeBytes))
        return slot.entry;
    }
  }
  /// The entry's bytes for writing: copies a page that a view may still read.
  uint8_t *writable(uint32_t entry) {
    uint32_t page = entry >> shape.entryShift;
    if (__builtin_expect(pages[page].epoch != epoch, 0))
      mr_table_copy_page(this, page);
    return pages[page].bytes + shape.entriesOffset + static_cast<uint64_t>(entry & shape.entryMask) * shape.entryBytes;
  }
  uint8_t *valueForWrite(uint32_t entry) { return writable(entry) + shape.valueOffset; }
  [[gnu::always_inline]] uint32_t findOrInsert(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, bool *inserted) {
    uint32_t entry = find(hash, key, keySizeBytes);
    *inserted = entry == kNoEntry;
    return *inserted ? mr_table_add_entry(this, hash, key, keySizeBytes) : entry;
  }
  /// The value of the key's entry, for writing. A short key that is there is found without a call; the rest is left to the library.
  uint8_t *findOrInsertForWrite(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, bool *inserted) {
    uint32_t tag = static_cast<uint32_t>(hash);
    for (uint32_t at = tag & indexMask; keySizeBytes <= 16; at = (at + 1) & indexMask) {
      IndexSlot slot = index[at];
      if (slot.entry == kNoEntry)
        break;
      if (slot.tag != tag)
        continue;
      const StatePage &page = pages[slot.entry >> shape.entryShift];
      uint8_t *entry = page.bytes + shape.entriesOffset + static_cast<uint64_t>(slot.entry & shape.entryMask) * shape.entryBytes;
      const uint8_t *stored = entry + 8;
      if (shape.inlineKeyBytes == 0) {
        StringView view;
        std::memcpy(&view, stored, sizeof(view));
        if (view.sizeBytes != keySizeBytes)
          continue;
        stored = reinterpret_cast<const uint8_t *>(view.bytes);
      }
      if (!equalUpTo16(stored, key, keySizeBytes))
        continue;
      if (__builtin_expect(page.epoch != epoch, 0))
        break;
      *inserted = false;
      return entry + shape.valueOffset;
    }
    return findOrInsertForWriteSlowly(hash, key, keySizeBytes, inserted);
  }
  uint8_t *findOrInsertForWriteSlowly(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, bool *inserted);
  void prefetch(uint64_t hash) const { __builtin_prefetch(&index[static_cast<uint32_t>(hash) & indexMask]); }

  /// Variable column at `slot` of a writable value.
  void storeBytes(uint8_t *slot, const uint8_t *from, uint32_t sizeBytes) {
    StringView old;
    std::memcpy(&old, slot, sizeof(old));
    StringView stored;
    if (sizeBytes > 0) {
      uint8_t *block = mr_table_allocate_bytes(this, sizeBytes);
      std::memcpy(block, from, sizeBytes);
      stored = StringView(reinterpret_cast<const char *>(block), sizeBytes);
    }
    std::memcpy(slot, &stored, sizeof(stored));
    if (old.sizeBytes > 0)
      mr_table_free_bytes(this, reinterpret_cast<uint8_t *>(const_cast<char *>(old.bytes)), old.sizeBytes);
  }

  void eraseEntry(uint32_t entry);
  void clear();
  /// A view of now. The table must outlive it.
  std::unique_ptr<FrozenTable> freeze();
  /// Gives back what only views needed, once there are none. Called by freeze() and by the task loop.
  void collect();

private:
  friend uint32_t mr_table_add_entry(StateTable *, uint64_t, const uint8_t *, uint32_t);
  void growIndex();
  void addPage();
  void place(uint64_t hash, uint32_t entry);
  void removeFromIndex(uint64_t hash, uint32_t entry);
  void freePage(uint8_t *page);
};

/// The table as it was when it was frozen.
///
/// Lifetime: the table lives longer.
/// Threads:  one reader; not the shard's, if one likes.
class FrozenTable {
public:
  FrozenTable(StateTable &table, std::vector<StatePage> pages, uint32_t used);
  ~FrozenTable();
  FrozenTable(const FrozenTable &) = delete;
  FrozenTable &operator=(const FrozenTable &) = delete;

  EntryReader reader() const { return {&table_.shape, pages_.data(), used_}; }
  const EntryShape &shape() const { return table_.shape; }

private:
  StateTable &table_; // its shape and the count of views only
  std::vector<StatePage> pages_;
  uint32_t used_;
};

} // namespace millrace
