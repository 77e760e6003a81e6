#include "runtime/state/KeyHash.h"
#include "runtime/state/MapTable.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <thread>

namespace millrace {
namespace {

/// A table string → (int64 count, string last) with its model beside it.
class StringTable {
public:
  explicit StringTable(MemoryAccount &account) : table_(makeEntryShape(0, 24, {8}), account) {}
  StateTable &table() { return table_; }
  void put(const std::string &key, int64_t count, const std::string &last) {
    bool inserted;
    uint8_t *value = mr_table_find_or_insert(&table_, hash(key), bytes(key), size(key), &inserted);
    ASSERT_EQ(inserted, model.count(key) == 0);
    if (inserted)
      for (int i = 0; i < 24; ++i)
        ASSERT_EQ(value[i], 0) << "a new value is all zero";
    std::memcpy(value, &count, 8);
    mr_state_store_bytes(&table_, value + 8, bytes(last), size(last));
    model[key] = {count, last};
  }
  void erase(const std::string &key) {
    ASSERT_EQ(mr_table_erase(&table_, hash(key), bytes(key), size(key)), model.erase(key) == 1);
  }
  using Content = std::map<std::string, std::pair<int64_t, std::string>>;
  static Content read(EntryReader reader) {
    Content content;
    for (uint32_t entry = reader.next(0); entry != kNoEntry; entry = reader.next(entry + 1)) {
      uint32_t keySize;
      const uint8_t *key = reader.key(entry, &keySize);
      int64_t count;
      StringView last;
      std::memcpy(&count, reader.value(entry), 8);
      std::memcpy(&last, reader.value(entry) + 8, 16);
      bool isNew = content.emplace(std::string(reinterpret_cast<const char *>(key), keySize),
                                   std::pair(count, std::string(last.view())))
                       .second;
      EXPECT_TRUE(isNew) << "a key occurs twice";
    }
    return content;
  }
  void check() {
    ASSERT_EQ(mr_table_count(&table_), model.size());
    ASSERT_EQ(read(table_.reader()), model);
    for (auto &[key, value] : model)
      ASSERT_NE(mr_table_find(&table_, hash(key), bytes(key), size(key)), nullptr);
  }
  static const uint8_t *bytes(const std::string &text) { return reinterpret_cast<const uint8_t *>(text.data()); }
  static uint32_t size(const std::string &text) { return static_cast<uint32_t>(text.size()); }
  static uint64_t hash(const std::string &text) { return hashKey(bytes(text), text.size()); }

  Content model;

private:
  StateTable table_;
};

std::string randomText(std::mt19937_64 &random) {
  size_t size = random() % 10 == 0 ? random() % 70'000 : random() % 40;
  return std::string(size, static_cast<char>('a' + random() % 26));
}

// Losing, doubling or mixing up entries is a wrong result without any sign of it.
TEST(StateTableTest, BehavesLikeAMap) {
  MemoryAccount account("table");
  {
    StringTable table(account);
    std::mt19937_64 random(7);
    for (int step = 0; step < 20'000; ++step) {
      std::string key = "k" + std::to_string(random() % 3000);
      if (random() % 3 == 0)
        table.erase(key);
      else
        table.put(key, static_cast<int64_t>(random()), randomText(random));
      if (step % 5000 == 0)
        table.check();
    }
    table.check();
    EXPECT_GT(account.bytes(), 0);
    table.table().clear();
    table.model.clear();
    table.check();
    table.put("again", 1, "x");
    table.check();
  }
  EXPECT_EQ(account.bytes(), 0) << "every byte that was taken is given back";
}

// A window's table is emptied and filled again every few seconds: it must not give its memory back and ask for it again.
TEST(StateTableTest, ClearingKeepsTheMemory) {
  MemoryAccount account("table");
  StringTable table(account);
  auto fill = [&] {
    for (int i = 0; i < 3000; ++i)
      table.put("a key that is longer than an inline one, number " + std::to_string(i), i, std::string(static_cast<size_t>(i % 300), 'x'));
    table.check();
  };
  fill();
  int64_t full = account.bytes();
  mr_table_clear(&table.table());
  table.model.clear();
  table.check();
  EXPECT_EQ(account.bytes(), full);
  fill();
  EXPECT_EQ(account.bytes(), full);
}

TEST(StateTableTest, MissingKeysAreNotFound) {
  MemoryAccount account("table");
  StringTable table(account);
  EXPECT_EQ(mr_table_find(&table.table(), 1, nullptr, 0), nullptr);
  table.put("", 1, "");
  table.check();
  EXPECT_EQ(mr_table_find(&table.table(), StringTable::hash("a"), StringTable::bytes("a"), 1), nullptr);
}

// Hashes that collide in all 64 bits must still be told apart by their keys, and erased without losing each other.
TEST(StateTableTest, KeysOfOneHashStayApart) {
  MemoryAccount account("table");
  StateTable table(makeEntryShape(8, 8, {}), account);
  for (uint64_t key = 0; key < 100; ++key) {
    bool inserted;
    uint8_t *value = mr_table_find_or_insert(&table, 42, reinterpret_cast<uint8_t *>(&key), 8, &inserted);
    EXPECT_TRUE(inserted);
    std::memcpy(value, &key, 8);
  }
  for (uint64_t key = 0; key < 100; key += 2)
    EXPECT_TRUE(mr_table_erase(&table, 42, reinterpret_cast<uint8_t *>(&key), 8));
  for (uint64_t key = 0; key < 100; ++key) {
    const uint8_t *value = mr_table_find(&table, 42, reinterpret_cast<uint8_t *>(&key), 8);
    ASSERT_EQ(value != nullptr, key % 2 == 1);
    if (value)
      EXPECT_EQ(std::memcmp(value, &key, 8), 0);
  }
}

// Interface (e): a table frozen at N is read exactly by another thread while its rows go on changing.
TEST(StateTableTest, FrozenViewIsExactWhileRowsChange) {
  MemoryAccount account("table");
  {
    StringTable table(account);
    std::mt19937_64 random(11);
    auto change = [&](int steps) {
      for (int step = 0; step < steps; ++step) {
        std::string key = "k" + std::to_string(random() % 2000);
        if (random() % 4 == 0)
          table.erase(key);
        else
          table.put(key, step, randomText(random).substr(0, 300));
      }
    };
    change(4000);
    for (int round = 0; round < 5; ++round) {
      StringTable::Content expected = table.model;
      std::unique_ptr<FrozenTable> view = table.table().freeze();
      StringTable::Content seen;
      std::thread reader([&] {
        for (int again = 0; again < 3; ++again)
          seen = StringTable::read(view->reader());
        view.reset();
      });
      change(4000);
      if (round == 3) {
        table.table().clear();
        table.model.clear();
      }
      change(1000);
      reader.join();
      ASSERT_EQ(seen, expected) << "round " << round;
      table.check();
    }
    table.table().collect();
  }
  EXPECT_EQ(account.bytes(), 0);
}

// Two views of different epochs at once see their own.
TEST(StateTableTest, ViewsOfSeveralEpochs) {
  MemoryAccount account("table");
  StringTable table(account);
  table.put("a", 1, "one");
  auto first = table.table().freeze();
  table.put("a", 2, "two");
  auto second = table.table().freeze();
  table.put("a", 3, "three");
  table.put("b", 1, "");
  using Content = StringTable::Content;
  EXPECT_EQ(StringTable::read(first->reader()), (Content{{"a", {1, "one"}}}));
  EXPECT_EQ(StringTable::read(second->reader()), (Content{{"a", {2, "two"}}}));
  first.reset();
  table.put("a", 4, "four");
  EXPECT_EQ(StringTable::read(second->reader()), (Content{{"a", {2, "two"}}}));
}

// A map's entries come back in insertion order per key, and a key's end takes only its own.
TEST(MapTableTest, BehavesLikeOrderedMapsPerKey) {
  MemoryAccount account("map");
  {
    MapTable map(MapShape{.inlineKeyBytes = 8, .inlineMapKeyBytes = 8, .valueBytes = 8}, account);
    std::map<uint64_t, std::vector<std::pair<uint64_t, uint64_t>>> model;
    std::mt19937_64 random(3);
    auto bytes = [](const uint64_t &n) { return reinterpret_cast<const uint8_t *>(&n); };
    for (int step = 0; step < 20'000; ++step) {
      uint64_t key = random() % 50, mapKey = random() % 40, hash = mr_hash_key_8(key);
      auto &entries = model[key];
      auto at = std::find_if(entries.begin(), entries.end(), [&](auto &e) { return e.first == mapKey; });
      switch (random() % 8) {
      case 0:
        mr_map_erase_key(&map, hash, bytes(key), 8);
        entries.clear();
        break;
      case 1:
      case 2:
        ASSERT_EQ(mr_map_erase(&map, hash, bytes(key), 8, bytes(mapKey), 8), at != entries.end());
        if (at != entries.end())
          entries.erase(at);
        break;
      default: {
        bool inserted;
        uint64_t value = random();
        std::memcpy(mr_map_find_or_insert(&map, hash, bytes(key), 8, bytes(mapKey), 8, &inserted), &value, 8);
        ASSERT_EQ(inserted, at == entries.end());
        if (inserted)
          entries.emplace_back(mapKey, value);
        else
          at->second = value;
      }
      }
      ASSERT_EQ(mr_map_count(&map, hash, bytes(key), 8), entries.size());
      std::vector<std::pair<uint64_t, uint64_t>> seen;
      for (uint32_t e = mr_map_first(&map, hash, bytes(key), 8); e != kNoEntry; e = mr_map_next(&map, e)) {
        uint32_t size;
        uint64_t k, v;
        std::memcpy(&k, mr_map_entry_key(&map, e, &size), 8);
        std::memcpy(&v, mr_map_entry_value(&map, e), 8);
        ASSERT_EQ(size, 8u);
        seen.emplace_back(k, v);
      }
      ASSERT_EQ(seen, entries);
    }
    uint64_t key = 99;
    for (uint64_t i = 0; i < 5; ++i)
      std::memcpy(mr_list_append(&map, mr_hash_key_8(key), bytes(key), 8), &i, 8);
    uint64_t next = 0;
    for (uint32_t e = mr_map_first(&map, mr_hash_key_8(key), bytes(key), 8); e != kNoEntry; e = mr_map_next(&map, e)) {
      EXPECT_EQ(std::memcmp(mr_map_entry_value(&map, e), bytes(next), 8), 0);
      ++next;
    }
    EXPECT_EQ(next, 5u);
  }
  EXPECT_EQ(account.bytes(), 0);
}

} // namespace
} // namespace millrace
