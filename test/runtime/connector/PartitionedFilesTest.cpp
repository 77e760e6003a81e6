// Partitioned directories: what is written where, and what is read back from the paths.
#include "runtime/abi/FormatAbi.h"
#include "runtime/abi/PartitionText.h"
#include "runtime/connector/filesystem/PartitionPath.h"
#include "runtime/connector/filesystem/PartitionedSink.h"
#include "test/runtime/connector/ConnectorHarness.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

using test::ConnectorHarness;

const std::vector<std::string> kKeys = {"dt", "hm"};

/// Rows as generated code gives them: record, path, size of the path.
struct Rows {
  std::string bytes;
  std::vector<uint32_t> ends;

  Rows &add(std::string_view record, std::string_view path) {
    bytes.append(record).append(path);
    auto size = static_cast<uint32_t>(path.size());
    bytes.append(reinterpret_cast<const char *>(&size), sizeof(size));
    ends.push_back(static_cast<uint32_t>(bytes.size()));
    return *this;
  }
};

struct PartitionedHarness : ConnectorHarness {
  std::unique_ptr<Sink> sink;

  explicit PartitionedHarness(OptionMap with = {}) : ConnectorHarness{.options = {{"path", "/out"}}, .format = {"lines", nullptr, true, "h\n"}} {
    options.insert(options.end(), with.begin(), with.end());
    ConnectorOptions all = connectorOptions();
    all.partitionKeys = kKeys;
    sink = std::move(mrConnectorFilesystem.makeSink(all, env)).value();
  }
  std::unique_ptr<SinkWriter> writer(uint32_t shard) { return std::move(sink->makeWriter(shard)).value(); }
  static Status write(SinkWriter &writer, uint64_t epoch, const Rows &rows) { return writer.write(epoch, {rows.bytes, rows.ends}); }
};

TEST(PartitionedFiles, rowsLieInTheDirectoryOfTheirPartitionFromTheCommitOn) {
  PartitionedHarness harness;
  auto writer = harness.writer(2);
  Rows rows;
  rows.add("a", "dt=1/hm=x/").add("b", "dt=1/hm=y/").add("c", "dt=1/hm=x/").add("", "dt=2/hm=x/");
  ASSERT_TRUE(harness.write(*writer, 1, rows).isOk());
  ASSERT_TRUE(writer->prepare(1).isOk());
  ASSERT_TRUE(harness.write(*writer, 2, Rows().add("d", "dt=1/hm=x/")).isOk());
  EXPECT_FALSE(harness.env.file("/out/dt=1/hm=x/part-2-0").isOk());
  ASSERT_TRUE(writer->commit(1).isOk());
  EXPECT_EQ(harness.env.file("/out/dt=1/hm=x/part-2-0").value(), "h\na\nc\n");
  EXPECT_EQ(harness.env.file("/out/dt=1/hm=y/part-2-0").value(), "h\nb\n");
  EXPECT_EQ(harness.env.file("/out/dt=2/hm=x/part-2-0").value(), "h\n\n");
  EXPECT_FALSE(harness.env.file("/out/dt=1/hm=x/part-2-1").isOk());
  ASSERT_TRUE(writer->commit(1).isOk()); // may be repeated
  ASSERT_TRUE(writer->prepare(2).isOk());
  ASSERT_TRUE(writer->commit(2).isOk());
  EXPECT_EQ(harness.env.file("/out/dt=1/hm=x/part-2-1").value(), "h\nd\n");
  ASSERT_TRUE(writer->close().isOk());
  // A second run takes the next numbers.
  auto next = harness.writer(2);
  ASSERT_TRUE(harness.write(*next, 1, Rows().add("e", "dt=1/hm=x/")).isOk());
  ASSERT_TRUE(next->prepare(1).isOk());
  ASSERT_TRUE(next->commit(1).isOk());
  EXPECT_EQ(harness.env.file("/out/dt=1/hm=x/part-2-2").value(), "h\ne\n");
}

TEST(PartitionedFiles, manyRecordsAreAppendedBeforeTheCommitAndRoll) {
  PartitionedHarness harness({{"sink.rolling-policy.file-size", "100kb"}});
  auto writer = harness.writer(0);
  std::string record(1023, 'r');
  for (int i = 0; i < 256; ++i)
    ASSERT_TRUE(harness.write(*writer, 1, Rows().add(record, "dt=1/")).isOk());
  // Four times 64 KiB: the first two make the part too big for a third.
  EXPECT_EQ(harness.env.file("/out/dt=1/.part-0-0").value().size(), 2 + 128 * 1024u);
  EXPECT_EQ(harness.env.file("/out/dt=1/.part-0-1").value().size(), 2 + 128 * 1024u);
  ASSERT_TRUE(writer->prepare(1).isOk());
  ASSERT_TRUE(writer->commit(1).isOk());
  EXPECT_EQ(harness.env.file("/out/dt=1/part-0-1").value().size(), 2 + 128 * 1024u);
}

TEST(PartitionedFiles, aPartAlsoRollsByItsAge) {
  PartitionedHarness harness({{"sink.rolling-policy.rollover-interval", "1 min"}});
  auto writer = harness.writer(0);
  std::string record(kPartitionBytesMax, 'r');
  for (int64_t waitMs : {0, 59'999, 1, 0}) {
    harness.env.advanceMs(waitMs);
    ASSERT_TRUE(harness.write(*writer, 1, Rows().add(record, "dt=1/")).isOk());
  }
  EXPECT_EQ(harness.env.file("/out/dt=1/.part-0-0").value().size(), 2 + 2 * (record.size() + 1));
  EXPECT_EQ(harness.env.file("/out/dt=1/.part-0-1").value().size(), 2 + 2 * (record.size() + 1));
}

/// Readers that wait for a success file must not see it before the rows of every shard.
TEST(PartitionedFiles, successFilesComeWhenAllShardsHaveClosed) {
  PartitionedHarness harness({{"sink.partition-commit.policy.kind", "success-file"}, {"sink.partition-commit.success-file.name", "_DONE"}});
  auto a = harness.writer(0), b = harness.writer(1);
  ASSERT_TRUE(harness.write(*a, 1, Rows().add("a", "dt=1/")).isOk());
  ASSERT_TRUE(harness.write(*b, 1, Rows().add("b", "dt=1/").add("c", "dt=2/")).isOk());
  for (SinkWriter *writer : {a.get(), b.get()}) {
    EXPECT_FALSE(harness.env.file("/out/dt=1/_DONE").isOk());
    ASSERT_TRUE(writer->prepare(1).isOk());
    ASSERT_TRUE(writer->commit(1).isOk());
    ASSERT_TRUE(writer->close().isOk());
  }
  EXPECT_EQ(harness.env.file("/out/dt=1/_DONE").value(), "");
  EXPECT_EQ(harness.env.file("/out/dt=2/_DONE").value(), "");
  EXPECT_EQ(harness.env.file("/out/dt=1/part-1-0").value(), "h\nb\n");
  PartitionedHarness silent;
  auto writer = silent.writer(0);
  ASSERT_TRUE(silent.write(*writer, 1, Rows().add("a", "dt=1/")).isOk());
  ASSERT_TRUE(writer->prepare(1).isOk());
  ASSERT_TRUE(writer->commit(1).isOk());
  ASSERT_TRUE(writer->close().isOk());
  EXPECT_FALSE(silent.env.file("/out/dt=1/_SUCCESS").isOk());
}

TEST(PartitionedFiles, failuresAreTold) {
  for (int64_t operation : {0, 1, 2}) { // write, sync, rename
    PartitionedHarness harness;
    auto writer = harness.writer(0);
    ASSERT_TRUE(harness.write(*writer, 1, Rows().add("a", "dt=1/")).isOk());
    harness.env.failOperation(operation + 1); // behind the prefix
    Status status = writer->prepare(1);
    if (status.isOk())
      status = writer->commit(1);
    EXPECT_NE(status.message().find("/out/dt=1/"), std::string_view::npos) << operation << ": " << status.message();
  }
}

std::string escaped(std::string_view value, std::string_view defaultName = "__DEFAULT_PARTITION__") {
  OutBuffer out;
  out.append("before", 6);
  uint64_t begin = mr_partition_begin(&out);
  out.append(value.data(), value.size());
  StringView name(defaultName);
  mr_partition_value(&out, begin, &name);
  std::string text(out.begin, out.sizeBytes());
  out.release();
  EXPECT_EQ(text.substr(0, 6), "before");
  return text.substr(6);
}

/// PartitionPathUtils: the listed characters, control characters and DEL; nothing beyond ASCII.
TEST(PartitionedFiles, valuesAreEscapedAsFlinkDoes) {
  EXPECT_EQ(escaped("2024-01-01"), "2024-01-01");
  EXPECT_EQ(escaped("10:00"), "10%3A00");
  EXPECT_EQ(escaped(std::string_view("\0\x01\x1f\x7f\n", 5)), "%00%01%1F%7F%0A");
  EXPECT_EQ(escaped("\"#%'*/:=?\\{}[]^"), "%22%23%25%27%2A%2F%3A%3D%3F%5C%7B%7D%5B%5D%5E");
  EXPECT_EQ(escaped("a b_c.d~e!$&()+,;<>@`|"), "a b_c.d~e!$&()+,;<>@`|");
  EXPECT_EQ(escaped("größe/€"), "größe%2F€");
  EXPECT_EQ(escaped(""), "__DEFAULT_PARTITION__");
  EXPECT_EQ(escaped(" "), " ");
  EXPECT_EQ(escaped("", "none"), "none");
  for (std::string_view text : {"/", "a/b%3A", "größe", "%", "%4", "x%zz"}) {
    EXPECT_EQ(escapePathName(text), escaped(text));
    EXPECT_EQ(unescapePathName(escapePathName(text)), text);
  }
  EXPECT_EQ(unescapePathName("100%"), "100%");
  EXPECT_EQ(unescapePathName("%3"), "%3");
  EXPECT_EQ(unescapePathName("%3a%G1"), ":%G1");
  EXPECT_EQ(unescapePathName("%E9"), "é"); // the character of that number
}

std::string readRow(const Schema &schema, const std::string &path, std::string *failure = nullptr) {
  RowBuilder row(schema);
  Result<const uint8_t *> read = partitionOf(path, "__DEFAULT_PARTITION__", row);
  if (failure)
    *failure = read.isOk() ? "" : read.status().toString();
  return read.isOk() ? test::rowText(*read, schema) : "";
}

Type nullable(TypeKind kind, int32_t precision = 0) { return {kind, true, precision, 0, {}}; }

// 19782 is 2024-02-29; 1704103200000 is 2024-01-01 10:00 UTC.
TEST(PartitionedFiles, valuesAreReadFromThePath) {
  Schema schema = {{"s", nullable(TypeKind::VarChar, kMaxLength)}, {"n", nullable(TypeKind::Int)}, {"d", nullable(TypeKind::Date)}};
  EXPECT_EQ(readRow(schema, "/t/s=a%2Fb/n=-7/d=2024-02-29/part-0-0"), "+I[a/b, -7, 19782]");
  EXPECT_EQ(readRow(schema, "/t/d=2024-02-29/x=1/n=+7/s=__DEFAULT_PARTITION__/deeper/part"), "+I[null, 7, 19782]");
  EXPECT_EQ(readRow(schema, "/s=outer/n=1/d=1970-01-01/s=inner/part"), "+I[inner, 1, 0]");
  Schema more = {{"b", nullable(TypeKind::Boolean)}, {"l", nullable(TypeKind::BigInt)}, {"f", nullable(TypeKind::Double)}, {"ts", nullable(TypeKind::Timestamp, 3)}};
  EXPECT_EQ(readRow(more, "/b=TRUE/l=9223372036854775807/f=1.5E10/ts=2024-01-01T10%3A00/p"), "+I[true, 9223372036854775807, 15000000000, 1704103200000]");
  EXPECT_EQ(readRow(more, "/b=yes/l=0/f=NaN/ts=2024-01-01T10%3A00%3A05.25/p"), "+I[false, 0, nan, 1704103205250]");
}

TEST(PartitionedFiles, whatThePathCannotSayFails) {
  std::string failure;
  Schema one = {{"n", nullable(TypeKind::TinyInt)}};
  for (const char *path : {"/t/part", "/t/m=1/part", "/t/n=/part", "/t/n=128/part", "/t/n=x/part", "/t/n= 1/part"}) {
    readRow(one, path, &failure);
    EXPECT_NE(failure.find(path), std::string::npos) << path << ": " << failure;
  }
  one[0].type.nullable = false;
  readRow(one, "/t/n=__DEFAULT_PARTITION__/part", &failure);
  EXPECT_NE(failure.find("NOT NULL"), std::string::npos) << failure;
}

TEST(PartitionedFiles, filesOutsideOfPartitionsAreNoPartOfTheTable) {
  ConnectorHarness harness{.options = {{"path", "/in"}}};
  for (const char *path : {"/in/readme", "/in/dt=1/readme", "/in/dt=1/hm=1/part", "/in/dt=1/hm=1/_SUCCESS", "/in/dt=1/hm=1/.part-0-1", "/in/dt=1/hm=2/deeper/part"})
    harness.env.setFile(path, "x\n");
  ConnectorOptions options = harness.connectorOptions();
  options.partitionKeys = kKeys;
  auto source = mrConnectorFilesystem.makeSource(options, harness.env);
  auto splits = (*source)->discoverSplits(1);
  ASSERT_TRUE(splits.isOk());
  std::vector<std::string> ids;
  for (const Split &split : *splits)
    ids.push_back(split.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"/in/dt=1/hm=1/part#0-2", "/in/dt=1/hm=2/deeper/part#0-2"}));
}

} // namespace
} // namespace millrace
