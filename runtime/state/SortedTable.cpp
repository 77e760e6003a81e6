#include "runtime/state/SortedTable.h"

namespace millrace {
namespace {

std::vector<uint32_t> behindNode(std::vector<uint32_t> offsets) {
  for (uint32_t &offset : offsets)
    offset += sizeof(SortedNode);
  return offsets;
}

uint32_t priorityOf(uint32_t entry) {
  uint64_t mixed = (entry + 1ull) * 0x9E3779B97F4A7C15ull;
  return static_cast<uint32_t>(mixed >> 32) ^ static_cast<uint32_t>(mixed);
}

uint64_t bigEndian(const uint8_t *bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return __builtin_bswap64(word);
}

int order(uint64_t a, uint64_t b) { return a < b ? -1 : a > b; }

} // namespace

SortedTable::SortedTable(SortedShape shape, MemoryAccount &account)
    : outer(makeEntryShape(shape.inlineKeyBytes, sizeof(SortedHead), {}), account),
      inner(makeEntryShape(shape.inlineSortKeyBytes, sizeof(SortedNode) + shape.valueBytes,
                           behindNode(std::move(shape.variableOffsets))),
            account) {
  inner.isIndexed = false;
}

uint32_t SortedTable::outerEntry(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  if (find(hash, key, keySizeBytes) == kNoEntry)
    last_ = mr_table_add_entry(&outer, hash, key, keySizeBytes);
  return last_;
}

int SortedTable::compare(const uint8_t *sortKey, uint32_t sizeBytes, uint32_t entry) const {
  const uint8_t *stored = inner.reader().at(entry) + 8;
  uint32_t storedBytes = inner.shape.inlineKeyBytes;
  if (storedBytes == 0) {
    StringView view;
    std::memcpy(&view, stored, sizeof(view));
    uint32_t shorter = sizeBytes < view.sizeBytes ? sizeBytes : view.sizeBytes;
    int differs = shorter == 0 ? 0 : std::memcmp(sortKey, view.bytes, shorter);
    return differs != 0 ? differs : order(sizeBytes, view.sizeBytes);
  }
  if (storedBytes < 8 || storedBytes > 16)
    return std::memcmp(sortKey, stored, storedBytes);
  // Two words that may overlap: what both hold is equal when the first ones are.
  if (int differs = order(bigEndian(sortKey), bigEndian(stored)))
    return differs;
  return order(bigEndian(sortKey + storedBytes - 8), bigEndian(stored + storedBytes - 8));
}

uint32_t SortedTable::position(uint32_t of, const uint8_t *sortKey, uint32_t sizeBytes, bool isAfter) const {
  const SortedHead *rows = head(of);
  if (rows->count == 0)
    return 0;
  auto isBehind = [&](uint32_t entry) { // whether the place is behind this row
    int compared = compare(sortKey, sizeBytes, entry);
    return compared > 0 || (isAfter && compared == 0);
  };
  if (isBehind(rows->last))
    return rows->count;
  uint32_t before = 0;
  for (uint32_t entry = rows->root; entry != kNoEntry;) {
    const SortedNode *at = node(entry);
    if (isBehind(entry)) {
      before += sizeOf(at->left) + 1;
      entry = at->right;
    } else {
      entry = at->left;
    }
  }
  return before;
}

uint32_t SortedTable::insert(uint32_t of, const uint8_t *sortKey, uint32_t sizeBytes, uint32_t *index) {
  uint32_t entry = mr_table_add_entry(&inner, 0, sortKey, sizeBytes);
  *nodeForWrite(entry) = {kNoEntry, kNoEntry, kNoEntry, 1, kNoEntry, kNoEntry};
  SortedHead *rows = headForWrite(of);
  uint32_t before = 0, parent = kNoEntry, previous = kNoEntry, next = kNoEntry;
  bool isRight = false;
  if (rows->count == 0) {
    *rows = {entry, entry, entry, 1};
    *index = 0;
    return entry;
  }
  if (compare(sortKey, sizeBytes, rows->last) >= 0) {
    before = rows->count;
    parent = previous = rows->last;
    isRight = true;
  } else {
    for (uint32_t at = rows->root; at != kNoEntry; at = isRight ? node(at)->right : node(at)->left) {
      parent = at;
      isRight = compare(sortKey, sizeBytes, at) >= 0;
      if (isRight)
        before += sizeOf(node(at)->left) + 1;
      (isRight ? previous : next) = at;
    }
  }
  link(previous, entry);
  link(entry, next);
  (isRight ? nodeForWrite(parent)->right : nodeForWrite(parent)->left) = entry;
  nodeForWrite(entry)->parent = parent;
  for (uint32_t above = parent; above != kNoEntry; above = node(above)->parent)
    ++nodeForWrite(above)->size;
  if (before == rows->count)
    rows->last = entry;
  if (before == 0)
    rows->first = entry;
  ++rows->count;
  while (parent != kNoEntry && priorityOf(entry) > priorityOf(parent)) {
    rotateUp(of, entry);
    parent = node(entry)->parent;
  }
  *index = before;
  return entry;
}

/// Either may be missing.
void SortedTable::link(uint32_t previous, uint32_t next) {
  if (previous != kNoEntry)
    nodeForWrite(previous)->next = next;
  if (next != kNoEntry)
    nodeForWrite(next)->previous = previous;
}

void SortedTable::replaceChild(uint32_t of, uint32_t parent, uint32_t child, uint32_t by) {
  if (parent == kNoEntry)
    headForWrite(of)->root = by;
  else if (node(parent)->left == child)
    nodeForWrite(parent)->left = by;
  else
    nodeForWrite(parent)->right = by;
  if (by != kNoEntry)
    nodeForWrite(by)->parent = parent;
}

void SortedTable::rotateUp(uint32_t of, uint32_t entry) {
  uint32_t down = node(entry)->parent;
  replaceChild(of, node(down)->parent, down, entry);
  SortedNode *child = nodeForWrite(entry), *parent = nodeForWrite(down);
  uint32_t moved;
  if (parent->left == entry) {
    moved = parent->left = child->right;
    child->right = down;
  } else {
    moved = parent->right = child->left;
    child->left = down;
  }
  if (moved != kNoEntry)
    nodeForWrite(moved)->parent = down;
  parent->parent = entry;
  child->size = parent->size;
  parent->size = 1 + sizeOf(parent->left) + sizeOf(parent->right);
}

uint32_t SortedTable::at(uint32_t of, uint32_t index) const {
  const SortedHead *rows = head(of);
  if (index == 0)
    return rows->first;
  if (index + 1 == rows->count)
    return rows->last;
  for (uint32_t entry = rows->root;;) {
    const SortedNode *here = node(entry);
    uint32_t before = sizeOf(here->left);
    if (index == before)
      return entry;
    if (index < before) {
      entry = here->left;
    } else {
      index -= before + 1;
      entry = here->right;
    }
  }
}

void SortedTable::eraseRow(uint32_t of, uint32_t entry) {
  while (node(entry)->left != kNoEntry && node(entry)->right != kNoEntry) {
    uint32_t left = node(entry)->left, right = node(entry)->right;
    rotateUp(of, priorityOf(left) > priorityOf(right) ? left : right);
  }
  SortedNode gone = *node(entry);
  replaceChild(of, gone.parent, entry, gone.left != kNoEntry ? gone.left : gone.right);
  for (uint32_t above = gone.parent; above != kNoEntry; above = node(above)->parent)
    --nodeForWrite(above)->size;
  --headForWrite(of)->count;
  inner.eraseEntry(entry);
}

void SortedTable::erase(uint32_t of, uint32_t first, uint32_t end) {
  uint32_t left = end - first;
  if (left == 0)
    return;
  uint32_t entry = at(of, first), behind = kNoEntry, before = node(entry)->previous;
  for (; left > 0; --left, entry = behind) {
    behind = node(entry)->next;
    eraseRow(of, entry);
  }
  link(before, behind);
  SortedHead *rows = headForWrite(of);
  if (rows->count == 0) {
    outer.eraseEntry(of);
    last_ = kNoEntry;
    return;
  }
  if (before == kNoEntry)
    rows->first = behind;
  if (behind == kNoEntry)
    rows->last = before;
}

void SortedTable::clear() {
  outer.clear();
  inner.clear();
  last_ = kNoEntry;
}

uint32_t mr_sorted_position(SortedTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *sortKey,
                            uint32_t sortKeySizeBytes, bool isAfter) {
  uint32_t of = table->find(hash, key, keySizeBytes);
  return of == kNoEntry ? 0 : table->position(of, sortKey, sortKeySizeBytes, isAfter);
}

uint32_t mr_sorted_insert(SortedTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, const uint8_t *sortKey,
                          uint32_t sortKeySizeBytes, uint32_t *index) {
  return table->insert(table->outerEntry(hash, key, keySizeBytes), sortKey, sortKeySizeBytes, index);
}

uint32_t mr_sorted_at(SortedTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, uint32_t index) {
  return table->at(table->find(hash, key, keySizeBytes), index);
}

void mr_sorted_erase(SortedTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, uint32_t first, uint32_t end) {
  if (first < end)
    table->erase(table->find(hash, key, keySizeBytes), first, end);
}

void mr_sorted_erase_key(SortedTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  if (uint32_t of = table->find(hash, key, keySizeBytes); of != kNoEntry)
    table->eraseKey(of);
}

} // namespace millrace
