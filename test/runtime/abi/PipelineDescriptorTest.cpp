#include "runtime/abi/PipelineDescriptor.h"
#include "runtime/abi/StateLayout.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

PipelineDescriptor sample() {
  PipelineDescriptor p;
  p.name = "orders";
  p.sqlText = "SELECT 1;";
  p.planHash = 0xFEDCBA9876543210ull;
  p.sessionOptions = {{"a", "b"}};
  Type row{TypeKind::Row, true, 0, 0, {{"x", {TypeKind::Decimal, false, 38, 4, {}}}}};
  p.exchanges.push_back({ExchangeKind::Hash, {{"k", {TypeKind::VarChar, true, kMaxLength, 0, {}}}, {"r", row}}, {0}});
  SourceDescriptor source;
  source.table = "t";
  source.connector = "filesystem";
  source.options = {{"path", "x"}};
  source.physicalSchema = p.exchanges[0].schema;
  source.partitionKeys = {"p", "q"};
  source.partitionSchema = {{"q", row}};
  source.hasGeneratedDecoder = true;
  p.sources.push_back(source);
  p.sinks.emplace_back().partitionKeys = {"dt", "hm"};
  p.sinks[0].metadataColumns = {"timestamp"};
  TaskDescriptor a, b;
  a.name = "a";
  a.inputs.push_back({InputKind::Source, 0, 0});
  a.outputs = {0};
  a.entries.watermark = 0;
  a.generators.push_back({-1, 5, "ts"});
  b.inputs.push_back({InputKind::Exchange, 0, kNoIndex});
  b.sinks = {0};
  b.entries.watermark = 1;
  StateTableDescriptor table;
  table.kind = StateKind::Slices;
  table.window = {WindowKind::Hop, 30, 10, -5, 10};
  b.tables.push_back(table);
  b.failureSites.push_back({"CAST(x AS INT)", 3, 4});
  p.tasks = {a, b};
  return p;
}

// What the compiler says is what the runtime reads: a field forgotten in the bytes would be silently zero.
TEST(PipelineDescriptorTest, RoundTrip) {
  std::string bytes = serialize(sample());
  auto read = deserialize(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(serialize(*read), bytes);
  EXPECT_EQ(read->planHash, 0xFEDCBA9876543210ull);
  EXPECT_EQ(read->exchanges[0].schema, sample().exchanges[0].schema);
  EXPECT_EQ(read->tasks[0].generators[0].intervalMs, -1);
  EXPECT_EQ(read->tasks[0].inputs[0].generator, 0u);
  EXPECT_EQ(read->tasks[1].inputs[0].generator, kNoIndex);
  EXPECT_EQ(read->tasks[1].tables[0].window.offsetMs, -5);
  EXPECT_EQ(read->tasks[1].tables[0].window.kind, WindowKind::Hop);
  EXPECT_TRUE(read->sources[0].hasGeneratedDecoder);
  EXPECT_EQ(read->sinks[0].partitionKeys, sample().sinks[0].partitionKeys);
  EXPECT_EQ(read->sources[0].partitionKeys, sample().sources[0].partitionKeys);
  EXPECT_EQ(read->sources[0].partitionSchema, sample().sources[0].partitionSchema);
  EXPECT_EQ(read->sinks[0].metadataColumns, sample().sinks[0].metadataColumns);
  EXPECT_EQ(read->tasks[1].failureSites[0].column, 4u);
}

TEST(PipelineDescriptorTest, ShortBytesAreRefused) {
  std::string bytes = serialize(sample());
  for (size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(deserialize(std::string_view(bytes).substr(0, size)).has_value()) << size;
  EXPECT_FALSE(deserialize(bytes + '\0').has_value());
}

// Damaged bytes may be refused or read as something else that is whole, but not crash (asan looks).
TEST(PipelineDescriptorTest, DamagedBytesDoNotCrash) {
  std::string bytes = serialize(sample());
  for (size_t i = 0; i < bytes.size(); ++i)
    for (int value : {0, 1, 0x7f, 0xff}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(value);
      if (auto read = deserialize(damaged))
        EXPECT_TRUE(verify(*read).empty());
    }
}

TEST(PipelineDescriptorTest, VerifyFindsWhatPointsNowhere) {
  auto wrong = [](auto change) {
    PipelineDescriptor p = sample();
    change(p);
    return verify(p);
  };
  EXPECT_EQ(verify(sample()), "");
  EXPECT_NE(wrong([](auto &p) { p.tasks[0].outputs[0] = 1; }), "");
  EXPECT_NE(wrong([](auto &p) { p.tasks[1].sinks[0] = 1; }), "");
  EXPECT_NE(wrong([](auto &p) { p.tasks[0].inputs[0].index = 1; }), "");
  EXPECT_NE(wrong([](auto &p) { p.tasks[0].inputs[0].generator = 1; }), "");
  EXPECT_NE(wrong([](auto &p) { p.exchanges[0].keyColumns = {2}; }), "");
  EXPECT_NE(wrong([](auto &p) { std::swap(p.tasks[0], p.tasks[1]); }), "") << "a consumer before its producer";
  EXPECT_NE(wrong([](auto &p) { p.tasks[1].inputs.clear(); }), "");
  EXPECT_NE(wrong([](auto &p) { p.tasks[1].tables[0].window.sliceMs = 0; }), "");
}

// A value area has no holes, and slots are aligned to their size (at most 8).
TEST(StateLayoutTest, SlotsBySizeThenNullBits) {
  Schema value = {{"b", {TypeKind::Boolean, true, 0, 0, {}}},
                  {"s", {TypeKind::VarChar, true, kMaxLength, 0, {}}},
                  {"i", {TypeKind::Int, true, 0, 0, {}}},
                  {"l", {TypeKind::BigInt, true, 0, 0, {}}}};
  StateLayout layout = computeStateLayout(value);
  EXPECT_EQ(layout.slotOffsets, (std::vector<uint32_t>{28, 0, 24, 16}));
  EXPECT_EQ(layout.nullBitsOffset, 29u);
  EXPECT_EQ(layout.sizeBytes, 32u);
  EXPECT_EQ(layout.variableColumns, (std::vector<uint32_t>{1}));
  EXPECT_EQ(inlineKeySizeBytes({value[2], value[3]}), 14u) << "two NULL flags";
  EXPECT_EQ(inlineKeySizeBytes({value[1]}), 0u);
}

} // namespace
} // namespace millrace
