/// Sorted state: key → rows in order of their sort keys, rows of equal sort keys in the order in which they came.
///
/// Shape:   an outer StateTable of keys and an unindexed inner one of rows, which are the nodes of one search tree per key
///          (docs/formats/state.md), linked in their order. Sort keys are bytes whose order is that of the rows.
/// Cost:    insert, erase, row by index, index of a sort key: logarithmic in the key's rows; at its ends and for the next row, constant.
/// Threads: one shard.
/// Source:  Seidel, Aragon, "Randomized search trees" (Algorithmica 1996); a row's priority is a hash of its entry number.
#pragma once
#include "runtime/state/StateTable.h"

namespace millrace {

/// Value area of the outer table.
struct SortedHead {
  uint32_t root, first, last; // inner entries; meaningless when count is 0
  uint32_t count;
};

/// First bytes of the inner table's value area.
struct SortedNode {
  uint32_t left, right, parent; // inner entries or kNoEntry
  uint32_t size;                // rows of the subtree
  uint32_t previous, next;      // in order: inner entries or kNoEntry
};

struct SortedShape {
  uint32_t inlineKeyBytes = 0;
  uint32_t inlineSortKeyBytes = 0; // 0: sort keys are stored by reference
  uint32_t valueBytes = 0;
  std::vector<uint32_t> variableOffsets; // as in EntryShape
};

/// Read access common to the live table and frozen views.
struct SortedReader {
  EntryReader inner;

  SortedNode node(uint32_t entry) const {
    SortedNode node;
    std::memcpy(&node, inner.value(entry), sizeof(node));
    return node;
  }
  /// The row behind, or kNoEntry.
  uint32_t next(uint32_t entry) const { return node(entry).next; }
};

struct SortedTable {
  SortedTable(SortedShape shape, MemoryAccount &account);

  StateTable outer;
  StateTable inner;

  const SortedHead *head(uint32_t outerEntry) const {
    return reinterpret_cast<const SortedHead *>(outer.reader().value(outerEntry));
  }
  SortedReader reader() const { return {inner.reader()}; }
  const uint8_t *value(uint32_t entry) const { return inner.reader().value(entry) + sizeof(SortedNode); }
  uint8_t *valueForWrite(uint32_t entry) { return inner.valueForWrite(entry) + sizeof(SortedNode); }

  /// Outer entry of a key, or kNoEntry.
  uint32_t find(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
    EntryReader reader = outer.reader();
    if (last_ == kNoEntry || reader.hash(last_) != hash || !outer.keyEquals(reader.at(last_), key, keySizeBytes))
      last_ = outer.find(hash, key, keySizeBytes);
    return last_;
  }
  uint32_t outerEntry(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes);

  /// How many rows sort before the sort key; `isAfter`: before it or like it.
  uint32_t position(uint32_t outerEntry, const uint8_t *sortKey, uint32_t sizeBytes, bool isAfter) const;
  /// A new row behind those that sort before or like it: its inner entry. `index`: where it stands now.
  uint32_t insert(uint32_t outerEntry, const uint8_t *sortKey, uint32_t sizeBytes, uint32_t *index);
  /// The row at an index. Precondition: index < count.
  uint32_t at(uint32_t outerEntry, uint32_t index) const;
  /// Rows [first, end). A key without rows is gone.
  void erase(uint32_t outerEntry, uint32_t first, uint32_t end);
  void eraseKey(uint32_t outerEntry) { erase(outerEntry, 0, head(outerEntry)->count); }
  void clear();

private:
  const SortedNode *node(uint32_t entry) const { return reinterpret_cast<const SortedNode *>(inner.reader().value(entry)); }
  SortedNode *nodeForWrite(uint32_t entry) { return reinterpret_cast<SortedNode *>(inner.valueForWrite(entry)); }
  SortedHead *headForWrite(uint32_t outerEntry) { return reinterpret_cast<SortedHead *>(outer.valueForWrite(outerEntry)); }
  uint32_t sizeOf(uint32_t entry) const { return entry == kNoEntry ? 0 : node(entry)->size; }
  int compare(const uint8_t *sortKey, uint32_t sizeBytes, uint32_t entry) const;
  void link(uint32_t previous, uint32_t next);
  void replaceChild(uint32_t outerEntry, uint32_t parent, uint32_t child, uint32_t by);
  void rotateUp(uint32_t outerEntry, uint32_t entry);
  void eraseRow(uint32_t outerEntry, uint32_t entry);

  uint32_t last_ = kNoEntry; // outer entry that was found last: a row asks for its key several times
};

} // namespace millrace
