#include "runtime/state/KeyHash.h"
#include "runtime/state/SortedTable.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <thread>

namespace millrace {
namespace {

struct Row {
  std::string sortKey;
  uint64_t number;
  std::string text;
  bool operator==(const Row &) const = default;
};
using Model = std::map<uint64_t, std::vector<Row>>;

const uint8_t *bytes(const std::string &text) { return reinterpret_cast<const uint8_t *>(text.data()); }
uint32_t size(const std::string &text) { return static_cast<uint32_t>(text.size()); }

/// A table BIGINT → (sort key of `width` bytes, 0: of any length; u64 number, string text), with its model beside it.
struct ModelledTable {
  SortedTable table;
  uint32_t width;
  Model model;
  std::mt19937_64 random;

  ModelledTable(uint32_t width, uint64_t seed, MemoryAccount &account)
      : table({8, width, 24, {8}}, account), width(width), random(seed) {}

  static const uint8_t *keyBytes(const uint64_t &key) { return reinterpret_cast<const uint8_t *>(&key); }

  // Few different ones, so that many are equal; they differ at both ends.
  std::string randomSortKey() {
    std::string key(width ? width : random() % 12, static_cast<char>(random() % 2));
    if (!key.empty())
      (random() % 2 ? key.front() : key.back()) = static_cast<char>(random() % 5 * 60);
    return key;
  }

  size_t place(const std::vector<Row> &rows, const std::string &sortKey, bool isAfter) {
    auto less = [](const std::string &a, const std::string &b) {
      int differs = std::memcmp(a.data(), b.data(), std::min(a.size(), b.size()));
      return differs != 0 ? differs < 0 : a.size() < b.size();
    };
    auto at = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return isAfter ? less(sortKey, row.sortKey) : !less(row.sortKey, sortKey); });
    return static_cast<size_t>(at - rows.begin());
  }

  void insert(uint64_t key) {
    std::string sortKey = randomSortKey();
    uint64_t hash = mr_hash_key_8(key), number = random();
    std::string text(random() % 5 == 0 ? random() % 9000 : random() % 20, 't');
    std::vector<Row> &rows = model[key];
    for (bool isAfter : {false, true})
      ASSERT_EQ(mr_sorted_position(&table, hash, keyBytes(key), 8, bytes(sortKey), size(sortKey), isAfter), place(rows, sortKey, isAfter));
    uint32_t index;
    uint32_t entry = mr_sorted_insert(&table, hash, keyBytes(key), 8, bytes(sortKey), size(sortKey), &index);
    uint8_t *value = mr_sorted_value_for_write(&table, entry);
    for (int i = 0; i < 24; ++i)
      ASSERT_EQ(value[i], 0) << "a new value is all zero";
    std::memcpy(value, &number, 8);
    mr_sorted_store_bytes(&table, value + 8, bytes(text), size(text));
    ASSERT_EQ(index, place(rows, sortKey, true));
    rows.insert(rows.begin() + index, {sortKey, number, text});
  }

  void erase(uint64_t key) {
    std::vector<Row> &rows = model[key];
    size_t first = rows.empty() ? 0 : random() % rows.size();
    size_t end = first + (rows.empty() ? 0 : random() % 3 == 0 ? random() % (rows.size() - first + 1) : 1);
    mr_sorted_erase(&table, mr_hash_key_8(key), keyBytes(key), 8, static_cast<uint32_t>(first), static_cast<uint32_t>(end));
    rows.erase(rows.begin() + static_cast<ptrdiff_t>(first), rows.begin() + static_cast<ptrdiff_t>(end));
  }

  void change(int steps, uint64_t keys) {
    for (int step = 0; step < steps; ++step) {
      uint64_t key = random() % keys;
      switch (random() % 40) {
      case 0:
        mr_sorted_erase_key(&table, mr_hash_key_8(key), keyBytes(key), 8);
        model[key].clear();
        break;
      case 1 ... 17:
        erase(key);
        break;
      default:
        insert(key);
      }
      if (testing::Test::HasFatalFailure())
        return;
    }
  }

  Row rowOf(const EntryReader &inner, uint32_t entry) const {
    uint32_t keySize;
    Row row;
    const uint8_t *sortKey = inner.key(entry, &keySize);
    StringView text;
    std::memcpy(&row.number, inner.value(entry) + sizeof(SortedNode), 8);
    std::memcpy(&text, inner.value(entry) + sizeof(SortedNode) + 8, 16);
    row.sortKey.assign(reinterpret_cast<const char *>(sortKey), keySize);
    row.text = text.view();
    return row;
  }

  /// By the links from the first row on.
  Model read(const EntryReader &outer, const EntryReader &inner) const {
    Model content;
    for (uint32_t of = outer.next(0); of != kNoEntry; of = outer.next(of + 1)) {
      uint32_t keySize;
      uint64_t key;
      SortedHead head;
      std::memcpy(&key, outer.key(of, &keySize), 8);
      std::memcpy(&head, outer.value(of), sizeof(head));
      std::vector<Row> &rows = content[key];
      uint32_t at = head.first;
      for (uint32_t i = 0; i < head.count; ++i, at = SortedReader{inner}.next(at))
        rows.push_back(rowOf(inner, at));
      EXPECT_EQ(at, kNoEntry) << "the last row has none behind it";
    }
    return content;
  }

  Model nonEmpty() const {
    Model content = model;
    std::erase_if(content, [](const auto &item) { return item.second.empty(); });
    return content;
  }

  void check() {
    ASSERT_EQ(read(table.outer.reader(), table.inner.reader()), nonEmpty());
    for (const auto &[key, rows] : model) {
      ASSERT_EQ(mr_sorted_count(&table, mr_hash_key_8(key), keyBytes(key), 8), rows.size());
      for (uint32_t i = 0; i < rows.size(); ++i)
        ASSERT_EQ(rowOf(table.inner.reader(), mr_sorted_at(&table, mr_hash_key_8(key), keyBytes(key), 8, i)), rows[i]);
    }
  }
};

// A row out of order, lost or found at a wrong index is a wrong rank.
TEST(SortedTableTest, BehavesLikeSortedVectorsPerKey) {
  for (uint32_t width : {0u, 3u, 8u, 9u, 16u, 21u}) {
    MemoryAccount account("sorted");
    {
      ModelledTable rows(width, width + 1, account);
      for (int round = 0; round < 20; ++round) {
        rows.change(400, 12);
        ASSERT_NO_FATAL_FAILURE(rows.check()) << "width " << width;
      }
    }
    EXPECT_EQ(account.bytes(), 0) << "every byte that was taken is given back";
  }
}

// A key whose rows come in order, at either end, must not become slow: the depth of its tree stays logarithmic.
TEST(SortedTableTest, OrderedInputKeepsTheTreeFlat) {
  MemoryAccount account("sorted");
  for (bool isAscending : {false, true}) {
    SortedTable table({8, 8, 8, {}}, account);
    uint64_t key = 1, hash = mr_hash_key_8(key);
    constexpr uint64_t kRows = 100'000;
    for (uint64_t i = 0; i < kRows; ++i) {
      uint64_t sortKey = __builtin_bswap64(isAscending ? i : kRows - i);
      uint32_t index;
      mr_sorted_insert(&table, hash, ModelledTable::keyBytes(key), 8, reinterpret_cast<uint8_t *>(&sortKey), 8, &index);
      ASSERT_EQ(index, isAscending ? i : 0);
    }
    uint32_t deepest = 0;
    for (uint32_t entry = 0; entry < kRows; entry += 37) {
      uint32_t depth = 0;
      for (uint32_t at = entry; at != kNoEntry; at = table.reader().node(at).parent)
        ++depth;
      deepest = std::max(deepest, depth);
    }
    EXPECT_LT(deepest, 64u); // about 2 ln n expected, 4.3 ln n is far out
    for (uint64_t i = 0; i < kRows; ++i) // from the front, as a queue
      mr_sorted_erase(&table, hash, ModelledTable::keyBytes(key), 8, 0, 1);
    EXPECT_EQ(table.outer.count, 0u);
    EXPECT_EQ(table.inner.count, 0u);
  }
}

// Interface (e): what another thread reads of a frozen table is what it was, links and all.
TEST(SortedTableTest, FrozenViewIsExactWhileRowsChange) {
  MemoryAccount account("sorted");
  {
    ModelledTable rows(9, 5, account);
    rows.change(3000, 40);
    for (int round = 0; round < 4; ++round) {
      Model expected = rows.nonEmpty(), seen;
      auto outer = rows.table.outer.freeze(), inner = rows.table.inner.freeze();
      std::thread reader([&] {
        seen = rows.read(outer->reader(), inner->reader());
        outer.reset();
        inner.reset();
      });
      rows.change(2000, 40);
      reader.join();
      ASSERT_EQ(seen, expected) << "round " << round;
      rows.check();
    }
    rows.table.outer.collect();
    rows.table.inner.collect();
  }
  EXPECT_EQ(account.bytes(), 0);
}

// Descending strings are inverted bytes: a prefix sorts behind the longer one, and zero bytes do not end a string early.
TEST(SortedTableTest, TextsSortByTheirBytes) {
  auto encode = [](std::string_view text, bool isDescending) {
    std::string out(2 * text.size() + 2, '\0');
    StringView view(text);
    out.resize(mr_sort_key_put_text(reinterpret_cast<uint8_t *>(out.data()), &view, isDescending));
    return out + "next column";
  };
  using namespace std::string_view_literals;
  std::vector<std::string_view> texts = {""sv, "\0"sv, "\0\0"sv, "\0a"sv, "\1"sv, "a"sv, "a\0"sv, "a\0b"sv, "ab"sv, "b"sv, "\xc3\xa9"sv, "\xff"sv};
  for (size_t i = 0; i < texts.size(); ++i)
    for (size_t j = 0; j < texts.size(); ++j) {
      EXPECT_EQ(encode(texts[i], false) < encode(texts[j], false), i < j) << i << " " << j;
      EXPECT_EQ(encode(texts[i], true) < encode(texts[j], true), i > j) << i << " " << j;
    }
}

} // namespace
} // namespace millrace
