#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/FormatRecords.h"
#include "runtime/row/RowBuilder.h"
#include "test/runtime/connector/ConnectorHarness.h"

#include <gtest/gtest.h>
#include <set>

namespace millrace::test {
namespace {

Type type(TypeKind kind, int32_t precision = 0, int32_t scale = 0) { return {kind, true, precision, scale, {}}; }

std::string printed(OptionMap options, uint32_t parallelism, uint32_t shard, bool toError = false) {
  ConnectorHarness harness{.options = std::move(options), .parallelism = parallelism};
  auto sink = mrConnectorPrint.makeSink(harness.connectorOptions(), harness.env);
  auto writer = (*sink)->makeWriter(shard);
  std::string text = "+I[1]\n-D[2]";
  uint32_t ends[] = {6, 11};
  EXPECT_TRUE((*writer)->write(1, {text, ends}).isOk());
  return toError ? harness.env.errorOutput() : harness.env.output();
}

/// PrintSinkOutputWriter.open: identifier, `:`, subtask from 1, `> `.
TEST(Print, prefixesAsFlink) {
  EXPECT_EQ(printed({}, 1, 0), "+I[1]\n-D[2]\n");
  EXPECT_EQ(printed({}, 3, 1), "2> +I[1]\n2> -D[2]\n");
  EXPECT_EQ(printed({{"print-identifier", "id"}}, 1, 0), "id> +I[1]\nid> -D[2]\n");
  EXPECT_EQ(printed({{"print-identifier", "id"}}, 2, 1), "id:2> +I[1]\nid:2> -D[2]\n");
  EXPECT_EQ(printed({{"standard-error", "true"}}, 1, 0, true), "+I[1]\n-D[2]\n");
}

struct Generated {
  std::vector<std::string> rows;
  std::string failure;
};

Generated generate(ConnectorHarness &harness, uint32_t parallelism = 1, const std::string &position = {}, int64_t maxRows = 1000000) {
  Generated out;
  auto source = mrConnectorDatagen.makeSource(harness.connectorOptions(), harness.env);
  if (!source.isOk()) {
    out.failure = source.status().toString();
    return out;
  }
  auto splits = (*source)->discoverSplits(parallelism);
  for (Split split : *splits) {
    split.position = position;
    auto reader = (*source)->open(split);
    RowBuilder builder(harness.schema);
    for (;;) {
      builder.clear();
      RowSink sink{builder};
      sink.maxRows = static_cast<uint64_t>(std::min<int64_t>(512, maxRows));
      ReadState state = *(*reader)->readRows(sink);
      for (std::string &row : rowTexts(builder.rows(), builder.sizeBytes(), harness.schema))
        out.rows.push_back(std::move(row));
      if (state == ReadState::End || static_cast<int64_t>(out.rows.size()) >= maxRows)
        break;
      harness.env.advanceMs(100);
    }
  }
  return out;
}

TEST(Datagen, sequencesHaveNoGapsAcrossSplitsAndEnd) {
  ConnectorHarness harness{.options = {{"fields.a.kind", "sequence"}, {"fields.a.start", "5"}, {"fields.a.end", "14"}}, .schema = {{"a", type(TypeKind::BigInt)}}};
  Generated out = generate(harness, 3);
  std::set<std::string> rows(out.rows.begin(), out.rows.end());
  EXPECT_EQ(out.rows.size(), 10u);
  EXPECT_EQ(rows.size(), 10u);
  EXPECT_TRUE(rows.count("+I[5]") && rows.count("+I[14]"));
  EXPECT_EQ(generate(harness, 1, "8").rows, (std::vector<std::string>{"+I[13]", "+I[14]"})); // reopened
}

TEST(Datagen, numberOfRowsAndRate) {
  ConnectorHarness harness{.options = {{"number-of-rows", "25"}, {"rows-per-second", "10"}}, .schema = {{"a", type(TypeKind::Int)}}};
  int64_t before = harness.env.monotonicNs();
  EXPECT_EQ(generate(harness).rows.size(), 25u);
  int64_t seconds = (harness.env.monotonicNs() - before) / 1'000'000'000;
  EXPECT_GE(seconds, 2);
  EXPECT_LE(seconds, 3);
}

TEST(Datagen, boundsLengthsAndNulls) {
  ConnectorHarness harness{.options = {{"number-of-rows", "2000"}, {"rows-per-second", "1000000"}, {"fields.i.min", "-3"}, {"fields.i.max", "3"},
                                       {"fields.s.length", "4"}, {"fields.n.null-rate", "1"}, {"fields.v.length", "9"}, {"fields.v.var-len", "true"}},
                           .schema = {{"i", type(TypeKind::Int)}, {"s", type(TypeKind::VarChar, kMaxLength)}, {"n", type(TypeKind::Int)}, {"v", type(TypeKind::VarChar, 20)}}};
  std::set<std::string> integers, lengths;
  for (const std::string &row : generate(harness).rows) {
    size_t first = row.find(','), second = row.find(',', first + 1), third = row.find(',', second + 1);
    integers.insert(row.substr(3, first - 3));
    EXPECT_EQ(second - first - 2, 4u) << row;
    EXPECT_EQ(row.substr(second + 2, 4), "null");
    lengths.insert(std::to_string(row.size() - third - 3));
  }
  EXPECT_EQ(integers, (std::set<std::string>{"-1", "-2", "-3", "0", "1", "2", "3"}));
  EXPECT_EQ(lengths, (std::set<std::string>{"1", "2", "3", "4", "5", "6", "7", "8"})); // ThreadLocalRandom.nextInt(1, length)
}

TEST(Datagen, makesEveryType) {
  Type array = type(TypeKind::Array), map = type(TypeKind::Map), row = type(TypeKind::Row);
  array.children = {{"", type(TypeKind::Int)}};
  map.children = {{"", type(TypeKind::VarChar, 5)}, {"", type(TypeKind::Double)}};
  row.children = {{"x", type(TypeKind::Date)}, {"y", array}};
  ConnectorHarness harness{.options = {{"number-of-rows", "1"}},
                           .schema = {{"a", array}, {"m", map}, {"r", row}, {"d", type(TypeKind::Decimal, 38, 10)}, {"t", type(TypeKind::TimestampLtz, 9)},
                                      {"b", type(TypeKind::Binary, 3)}, {"f", type(TypeKind::Float)}, {"z", type(TypeKind::Boolean)}, {"y", type(TypeKind::IntervalMonth)}}};
  Generated out = generate(harness);
  ASSERT_EQ(out.rows.size(), 1u) << out.failure;
  EXPECT_EQ(out.rows[0].find("null"), std::string::npos) << out.rows[0];
}

TEST(Datagen, refusesWhatFlinkRefuses) {
  auto failure = [](OptionMap options, Type columnType) {
    ConnectorHarness harness{.options = std::move(options), .schema = {{"a", columnType}}};
    return generate(harness, 1, {}, 1).failure;
  };
  Type text = type(TypeKind::VarChar, 10);
  EXPECT_NE(failure({{"fields.a.kind", "sequence"}, {"fields.a.start", "1"}}, text), "");
  EXPECT_NE(failure({{"fields.a.kind", "other"}}, text), "");
  EXPECT_NE(failure({{"fields.a.length", "11"}}, text), "");
  EXPECT_NE(failure({{"fields.a.length", "5"}}, type(TypeKind::Char, 10)), "");
  EXPECT_NE(failure({{"fields.a.var-len", "true"}}, type(TypeKind::Int)), "");
  EXPECT_NE(failure({{"fields.a.min", "3"}, {"fields.a.max", "2"}}, type(TypeKind::Int)), "");
  EXPECT_NE(failure({{"number-of-rows", "x"}}, text), "");
  EXPECT_NE(failure({{"rows-per-second", "0"}}, text), "");
}

TEST(Values, rowsComeBackFromEveryPosition) {
  Schema schema = {{"a", type(TypeKind::Int)}, {"b", type(TypeKind::VarChar, kMaxLength)}};
  RowBuilder rows(schema);
  for (int i = 0; i < 5; ++i) {
    rows.begin(RowKind::Insert);
    rows.set(0, static_cast<int32_t>(i));
    if (i != 2)
      rows.setString(1, std::string(static_cast<size_t>(i * 9), 'x'));
    rows.finish();
  }
  std::vector<std::string> expected = rowTexts(rows.rows(), rows.sizeBytes(), schema);
  ConnectorHarness harness{.options = {{"rows", std::string(reinterpret_cast<const char *>(rows.rows()), rows.sizeBytes())}}, .schema = schema};
  auto source = mrConnectorValues.makeSource(harness.connectorOptions(), harness.env);
  Split split = (*(*source)->discoverSplits(4)).at(0);
  for (size_t at = 0; at < 5; ++at) {
    auto reader = (*source)->open(split);
    RowBuilder out(schema);
    RowSink sink{out};
    sink.maxRows = 1;
    ASSERT_EQ(*(*reader)->readRows(sink), ReadState::Ready);
    EXPECT_EQ(rowTexts(out.rows(), out.sizeBytes(), schema), std::vector<std::string>{expected[at]});
    split.position = *(*reader)->position({});
  }
  RowBuilder out(schema);
  RowSink sink{out};
  EXPECT_EQ(*(*(*source)->open(split))->readRows(sink), ReadState::End);
  harness.options[0].second.pop_back();
  EXPECT_FALSE(mrConnectorValues.makeSource(harness.connectorOptions(), harness.env).isOk());
}

TEST(Records, namesAreSortedAndPatternsMatch) {
  for (size_t i = 1; i < connectorRecords().size(); ++i)
    EXPECT_LT(connectorRecords()[i - 1].name, connectorRecords()[i].name);
  for (size_t i = 1; i < formatRecords().size(); ++i)
    EXPECT_LT(formatRecords()[i - 1].name, formatRecords()[i].name);
  const ConnectorRecord &datagen = *findConnectorRecord("datagen"), &kafka = *findConnectorRecord("kafka");
  EXPECT_EQ(findOption(datagen.options, "fields.a.b.min")->key, "fields.#.min");
  EXPECT_EQ(findOption(datagen.options, "fields..min"), nullptr);
  EXPECT_EQ(findOption(datagen.options, "fields.a.minimum"), nullptr);
  EXPECT_EQ(findOption(kafka.options, "properties.sasl.mechanism")->key, "properties.*");
  EXPECT_TRUE(findOption(kafka.options, "properties.bootstrap.servers")->isRequired);
  EXPECT_EQ(findOption(kafka.options, "properties."), nullptr);
  EXPECT_EQ(findConnectorRecord("values"), nullptr);
}

} // namespace
} // namespace millrace::test
