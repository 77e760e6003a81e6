#include "runtime/state/StateTable.h"
#include "runtime/status/Check.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace millrace {
namespace {

constexpr uint32_t kPageBytesWanted = 64 * 1024;
constexpr uint32_t kFirstIndexSize = 16;
constexpr uint32_t kFirstPageEntries = 8; // smallest page, for large entries

IndexSlot *allocateIndex(uint32_t size) {
  auto *slots = static_cast<IndexSlot *>(std::malloc(sizeof(IndexSlot) * size));
  MR_CHECK(slots, "out of memory");
  std::memset(slots, 0xff, sizeof(IndexSlot) * size);
  return slots;
}

} // namespace

/// Pages and variable bytes that were replaced or freed while views existed.
struct StateTable::Retired {
  std::vector<uint8_t *> pages;
  std::vector<std::pair<uint8_t *, uint64_t>> blocks;
  std::vector<StateBytes> bytes; // whole memories of a cleared table
};

EntryShape makeEntryShape(uint32_t inlineKeyBytes, uint32_t valueBytes, std::vector<uint32_t> variableOffsets) {
  EntryShape shape;
  shape.inlineKeyBytes = inlineKeyBytes;
  shape.keyArea = inlineKeyBytes != 0 ? (inlineKeyBytes + 7) / 8 * 8 : sizeof(StringView);
  shape.valueOffset = 8 + shape.keyArea;
  shape.valueBytes = valueBytes;
  shape.entryBytes = shape.valueOffset + (valueBytes + 7) / 8 * 8;
  uint32_t perPage = std::max(std::bit_floor(kPageBytesWanted / shape.entryBytes), kFirstPageEntries);
  shape.entryShift = static_cast<uint32_t>(std::countr_zero(perPage));
  shape.entryMask = perPage - 1;
  shape.entriesOffset = (perPage + 63) / 64 * 8;
  shape.pageBytes = shape.entriesOffset + perPage * shape.entryBytes;
  shape.variableOffsets = std::move(variableOffsets);
  return shape;
}

StateTable::StateTable(EntryShape entryShape, MemoryAccount &memory)
    : shape(std::move(entryShape)), account(&memory), bytes(memory), retired(std::make_unique<Retired>()) {
  index = allocateIndex(kFirstIndexSize);
  indexMask = kFirstIndexSize - 1;
  growAt = kFirstIndexSize / 4 * 3;
  account->add(sizeof(IndexSlot) * kFirstIndexSize);
}

StateTable::~StateTable() {
  collect();
  MR_CHECK(views.load(std::memory_order_acquire) == 0, "a frozen view outlives its table");
  for (uint32_t page = 0; page < pageCount; ++page)
    freePage(pages[page].bytes);
  account->add(-static_cast<int64_t>(sizeof(IndexSlot) * (indexMask + 1ull) + sizeof(StatePage) * pageCapacity));
  std::free(index);
  std::free(pages);
}

void StateTable::freePage(uint8_t *page) {
  std::free(page);
  account->add(-static_cast<int64_t>(shape.pageBytes));
}

void StateTable::addPage() {
  if (pageCount == pageCapacity) {
    uint32_t capacity = pageCapacity ? pageCapacity * 2 : 4;
    pages = static_cast<StatePage *>(std::realloc(pages, sizeof(StatePage) * capacity));
    MR_CHECK(pages, "out of memory");
    account->add(sizeof(StatePage) * (capacity - pageCapacity));
    pageCapacity = capacity;
  }
  auto *page = static_cast<uint8_t *>(std::malloc(shape.pageBytes));
  MR_CHECK(page, "out of memory");
  std::memset(page, 0, shape.entriesOffset);
  account->add(shape.pageBytes);
  pages[pageCount++] = {page, epoch};
}

void mr_table_copy_page(StateTable *table, uint32_t page) {
  StatePage &old = table->pages[page];
  table->collect();
  if (table->views.load(std::memory_order_acquire) == 0) { // nobody looks any more
    old.epoch = table->epoch;
    return;
  }
  auto *copy = static_cast<uint8_t *>(std::malloc(table->shape.pageBytes));
  MR_CHECK(copy, "out of memory");
  std::memcpy(copy, old.bytes, table->shape.pageBytes);
  table->account->add(table->shape.pageBytes);
  table->retired->pages.push_back(old.bytes);
  old = {copy, table->epoch};
}

void StateTable::place(uint64_t hash, uint32_t entry) {
  uint32_t tag = static_cast<uint32_t>(hash);
  uint32_t at = tag & indexMask;
  while (index[at].entry != kNoEntry)
    at = (at + 1) & indexMask;
  index[at] = {tag, entry};
}

void StateTable::growIndex() {
  uint32_t oldSize = indexMask + 1;
  MR_CHECK(oldSize < 1u << 31, "a state table's index is full");
  IndexSlot *old = index;
  index = allocateIndex(oldSize * 2);
  indexMask = oldSize * 2 - 1;
  growAt = oldSize / 2 * 3;
  account->add(sizeof(IndexSlot) * static_cast<int64_t>(oldSize));
  for (uint32_t i = 0; i < oldSize; ++i)
    if (old[i].entry != kNoEntry)
      place(old[i].tag, old[i].entry);
  std::free(old);
}

uint32_t mr_table_add_entry(StateTable *table, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  if (table->count >= table->growAt && table->isIndexed)
    table->growIndex();
  uint32_t entry = table->firstFree;
  if (entry != kNoEntry) {
    table->firstFree = static_cast<uint32_t>(table->reader().hash(entry));
  } else {
    entry = table->used++;
    MR_CHECK(entry != kNoEntry, "a state table is full");
    if ((entry >> table->shape.entryShift) == table->pageCount)
      table->addPage();
  }
  uint8_t *bytes = table->writable(entry);
  const EntryShape &shape = table->shape;
  std::memcpy(bytes, &hash, 8);
  std::memset(bytes + 8, 0, shape.entryBytes - 8);
  if (shape.inlineKeyBytes != 0) {
    MR_CHECK(keySizeBytes <= shape.inlineKeyBytes, "key size");
    std::memcpy(bytes + 8, key, keySizeBytes);
  } else {
    table->storeBytes(bytes + 8, key, keySizeBytes);
  }
  uint32_t slot = entry & shape.entryMask;
  table->pages[entry >> shape.entryShift].bytes[slot / 8] |= static_cast<uint8_t>(1u << (slot % 8));
  if (table->isIndexed)
    table->place(hash, entry);
  ++table->count;
  return entry;
}

// Backward shift: Knuth, TAOCP 3, 6.4, algorithm R.
void StateTable::removeFromIndex(uint64_t hash, uint32_t entry) {
  uint32_t hole = static_cast<uint32_t>(hash) & indexMask;
  while (index[hole].entry != entry)
    hole = (hole + 1) & indexMask;
  for (uint32_t at = hole;;) {
    at = (at + 1) & indexMask;
    if (index[at].entry == kNoEntry)
      break;
    uint32_t home = index[at].tag & indexMask;
    if (((at - home) & indexMask) >= ((at - hole) & indexMask)) {
      index[hole] = index[at];
      hole = at;
    }
  }
  index[hole].entry = kNoEntry;
}

uint8_t *StateTable::findOrInsertForWriteSlowly(uint64_t hash, const uint8_t *key, uint32_t keySizeBytes, bool *inserted) {
  return valueForWrite(findOrInsert(hash, key, keySizeBytes, inserted));
}

void StateTable::eraseEntry(uint32_t entry) {
  if (isIndexed)
    removeFromIndex(reader().hash(entry), entry);
  uint8_t *at = writable(entry);
  auto freeSlot = [this](const uint8_t *slot) {
    StringView old;
    std::memcpy(&old, slot, sizeof(old));
    if (old.sizeBytes > 0)
      mr_table_free_bytes(this, reinterpret_cast<uint8_t *>(const_cast<char *>(old.bytes)), old.sizeBytes);
  };
  if (shape.inlineKeyBytes == 0)
    freeSlot(at + 8);
  for (uint32_t offset : shape.variableOffsets)
    freeSlot(at + shape.valueOffset + offset);
  uint64_t next = firstFree;
  std::memcpy(at, &next, 8);
  firstFree = entry;
  uint32_t slot = entry & shape.entryMask;
  pages[entry >> shape.entryShift].bytes[slot / 8] &= static_cast<uint8_t>(~(1u << (slot % 8)));
  --count;
}

bool mr_table_erase_entry(StateTable *table, uint32_t entry) {
  table->eraseEntry(entry);
  return true;
}

uint8_t *mr_table_allocate_bytes(StateTable *table, uint64_t sizeBytes) { return table->bytes.allocate(sizeBytes); }

void mr_table_free_bytes(StateTable *table, uint8_t *block, uint64_t sizeBytes) {
  if (table->views.load(std::memory_order_acquire) != 0)
    table->retired->blocks.emplace_back(block, sizeBytes);
  else
    table->bytes.free(block, sizeBytes);
}

void mr_table_clear(StateTable *table) { table->clear(); }

void StateTable::clear() {
  collect();
  if (count == 0 && used == 0)
    return;
  if (views.load(std::memory_order_acquire) != 0) {
    for (uint32_t page = 0; page < pageCount; ++page)
      retired->pages.push_back(pages[page].bytes);
    pageCount = 0;
    retired->blocks.clear(); // they lie in the memory that is retired as a whole
    retired->bytes.push_back(std::move(bytes));
    bytes = StateBytes(*account);
  } else {
    for (uint32_t page = 0; page < pageCount; ++page) {
      std::memset(pages[page].bytes, 0, shape.entriesOffset);
      pages[page].epoch = epoch;
    }
    bytes.clear();
  }
  std::memset(index, 0xff, sizeof(IndexSlot) * (indexMask + 1ull));
  used = 0;
  count = 0;
  firstFree = kNoEntry;
}

void StateTable::collect() {
  if (views.load(std::memory_order_acquire) != 0)
    return;
  for (uint8_t *page : retired->pages)
    freePage(page);
  for (auto [block, sizeBytes] : retired->blocks)
    bytes.free(block, sizeBytes);
  retired->pages.clear();
  retired->blocks.clear();
  retired->bytes.clear();
}

std::unique_ptr<FrozenTable> StateTable::freeze() {
  collect();
  ++epoch;
  return std::make_unique<FrozenTable>(*this, std::vector<StatePage>(pages, pages + pageCount), used);
}

FrozenTable::FrozenTable(StateTable &table, std::vector<StatePage> pages, uint32_t used)
    : table_(table), pages_(std::move(pages)), used_(used) {
  table_.views.fetch_add(1, std::memory_order_relaxed);
}

FrozenTable::~FrozenTable() { table_.views.fetch_sub(1, std::memory_order_release); }

} // namespace millrace
