#include "runtime/abi/RuntimeAbi.h"
#include "runtime/row/KeyBytes.h"
#include "runtime/row/RowBuilder.h"
#include "runtime/state/KeyHash.h"

#include <cmath>
#include <functional>
#include <gtest/gtest.h>

namespace millrace {
namespace {

Type type(TypeKind kind, bool nullable = true, int32_t precision = 0, int32_t scale = 0) { return {kind, nullable, precision, scale, {}}; }
Type text(bool nullable = true) { return type(TypeKind::VarChar, nullable, kMaxLength); }

// The example of docs/formats/row.md, byte by byte: other programs may read these rows.
TEST(RowBuilderTest, WritesTheDocumentedBytes) {
  RowBuilder rows({{"id", text()}, {"amount", type(TypeKind::Decimal, true, 10, 2)}, {"n", type(TypeKind::Int)}});
  rows.begin(RowKind::UpdateAfter);
  rows.setString(0, "ab");
  rows.setDecimal(1, 1234);
  const uint8_t *row = rows.finish();
  const uint8_t expected[56] = {0x38, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0, 0, 0, 0x30, 0, 0, 0, 2, 0, 0, 0,
                                0xd2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 'b', 0, 0, 0, 0, 0, 0};
  ASSERT_EQ(rows.sizeBytes(), sizeof(expected));
  EXPECT_EQ(std::vector<uint8_t>(row, row + 56), std::vector<uint8_t>(expected, expected + 56));
}

TEST(RowBuilderTest, RowsAndMarksReadBack) {
  Schema schema = {{"a", type(TypeKind::TinyInt)}, {"t", type(TypeKind::Timestamp, true, 9)}, {"d", type(TypeKind::Decimal, true, 38, 0)}, {"s", text()}};
  RowBuilder rows(schema);
  rows.begin(RowKind::Insert);
  rows.set<int8_t>(0, -5);
  rows.setTimestamp(1, {123, 456, 0});
  rows.setDecimal(2, static_cast<Int128>(-7) << 70);
  rows.setString(3, std::string(1000, 'z'));
  rows.finish();
  rows.addWatermark(-42);
  rows.begin(RowKind::Delete);
  rows.abandon();
  rows.begin(RowKind::Delete);
  rows.setString(3, "");
  rows.setString(3, "second");
  rows.finish();
  EXPECT_EQ(rows.rowCount(), 2u);
  int at = 0;
  forEachRow(rows.rows(), rows.sizeBytes(), [&](const RowHeader &header, const uint8_t *bytes) {
    RowReader row(rows.layout(), bytes);
    switch (at++) {
    case 0:
      EXPECT_EQ(row.kind(), RowKind::Insert);
      EXPECT_EQ(row.get<int8_t>(0), -5);
      EXPECT_EQ(row.getTimestamp(1, schema[1].type), (Timestamp{123, 456, 0}));
      EXPECT_TRUE(row.getDecimal(2, schema[2].type) == static_cast<Int128>(-7) << 70);
      EXPECT_EQ(row.getString(3).view(), std::string(1000, 'z'));
      break;
    case 1:
      EXPECT_EQ(header.kind, kMarkWatermark);
      EXPECT_EQ(static_cast<int64_t>(header.keyHash), -42);
      break;
    default:
      EXPECT_EQ(row.kind(), RowKind::Delete);
      EXPECT_TRUE(row.isNull(0) && row.isNull(1) && row.isNull(2));
      EXPECT_EQ(row.getString(3).view(), "second");
    }
  });
  EXPECT_EQ(at, 3);
}

TEST(RowBuilderTest, NestedValues) {
  Type array = type(TypeKind::Array);
  array.children = {{"", text()}};
  Type map = type(TypeKind::Map);
  map.children = {{"", text(false)}, {"", type(TypeKind::Int)}};
  Type row = type(TypeKind::Row);
  row.children = {{"x", type(TypeKind::Int)}, {"tags", array}};
  RowBuilder rows({{"r", row}, {"m", map}});
  ArrayBuilder tags(text());
  tags.begin(70);
  tags.setString(0, "first");
  tags.setString(69, "last");
  NestedRowBuilder inner(row.children);
  inner.begin();
  inner.set<int32_t>(0, 9);
  inner.setNested(1, tags.finish());
  rows.begin(RowKind::Insert);
  rows.setNested(0, inner.finish());
  ArrayBuilder keys(text(false)), values(type(TypeKind::Int));
  keys.begin(2);
  keys.setString(0, "a");
  keys.setString(1, "b");
  values.begin(2);
  values.set<int32_t>(1, 5);
  std::vector<uint8_t> storage;
  rows.setNested(1, buildMap(keys.finish(), values.finish(), storage));
  RowReader reader(rows.layout(), rows.finish());
  RowLayout innerLayout = computeNestedRowLayout(row.children);
  RowReader r(innerLayout, reader.getNested(0).bytes);
  EXPECT_EQ(r.get<int32_t>(0), 9);
  ArrayReader t(r.getNested(1));
  ASSERT_EQ(t.count(), 70u);
  EXPECT_FALSE(t.isNull(0));
  EXPECT_TRUE(t.isNull(1) && t.isNull(64));
  EXPECT_EQ(loadString(t.slot(69, 8), t.base()).view(), "last");
  MapReader m(reader.getNested(1));
  ArrayReader k(m.keys), v(m.values);
  EXPECT_EQ(loadString(k.slot(1, 8), k.base()).view(), "b");
  EXPECT_TRUE(v.isNull(0));
  EXPECT_EQ(loadAs<int32_t>(v.slot(1, 4)), 5);
}

std::vector<uint8_t> keyBytes(const Type &keyType, const std::function<void(RowBuilder &)> &set) {
  RowBuilder rows({{"k", keyType}});
  rows.begin(RowKind::Insert);
  set(rows);
  std::vector<uint8_t> key;
  uint32_t columns[] = {0};
  writeKeyBytes(rows.schema(), RowReader(rows.layout(), rows.finish()), columns, key);
  return key;
}

// Interface (h): equal values have equal keys whatever their bytes were; NULL is no value; one NaN; -0.0 is 0.0.
TEST(KeyBytesTest, AreAFunctionOfValues) {
  using Bytes = std::vector<uint8_t>;
  Type number = type(TypeKind::Double, false);
  auto of = [&](double value) { return keyBytes(number, [&](RowBuilder &rows) { rows.set(0, value); }); };
  EXPECT_EQ(of(-0.0), of(0.0));
  EXPECT_EQ(of(0.0), (Bytes(8, 0)));
  EXPECT_EQ(of(NAN), of(-NAN));
  EXPECT_EQ(of(NAN), (Bytes{0, 0, 0, 0, 0, 0, 0xf8, 0x7f}));
  EXPECT_NE(of(1.0), of(-1.0));
  EXPECT_EQ(keyBytes(text(false), [](RowBuilder &rows) { rows.setString(0, "ab"); }), (Bytes{'a', 'b'}));
  EXPECT_EQ(keyBytes(text(), [](RowBuilder &rows) { rows.setString(0, "ab"); }), (Bytes{0, 2, 0, 0, 0, 'a', 'b'}));
  EXPECT_EQ(keyBytes(text(), [](RowBuilder &) {}), (Bytes{1}));
  EXPECT_EQ(keyBytes(type(TypeKind::Int, false), [](RowBuilder &rows) { rows.set<int32_t>(0, -2); }), (Bytes{0xfe, 0xff, 0xff, 0xff}));
  EXPECT_EQ(mr_canonical_double_bits(-0.0), 0u);
  EXPECT_EQ(mr_canonical_float_bits(-NAN), 0x7fc00000u);
  int32_t four = -2;
  EXPECT_EQ(mr_hash_key_4(static_cast<uint32_t>(four)), mr_hash_key(reinterpret_cast<uint8_t *>(&four), 4));
}

// Key groups follow Flink's ranges: contiguous, all covered, none twice.
TEST(KeyBytesTest, KeyGroupRangesPartition) {
  for (uint32_t max : {1u, 7u, 128u, 32768u})
    for (uint32_t parallelism : {1u, 2u, 3u, 7u}) {
      if (parallelism > max)
        continue;
      for (uint32_t group = 0; group < max; ++group)
        for (uint32_t shard = 0; shard < parallelism; ++shard)
          ASSERT_EQ(keyGroupsOfShard(shard, parallelism, max).contains(group), shardOfKeyGroup(group, parallelism, max) == shard);
    }
}

} // namespace
} // namespace millrace
