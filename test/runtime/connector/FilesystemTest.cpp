#include "runtime/connector/filesystem/Filesystem.h"
#include "test/runtime/connector/ConnectorHarness.h"
#include "test/runtime/format/DecodeHarness.h"

#include <gtest/gtest.h>

namespace millrace::test {
namespace {

struct Opened {
  std::unique_ptr<Source> source;
  std::vector<Split> splits;
  std::string failure;
};

Opened openSource(ConnectorHarness &harness, uint32_t parallelism = 1) {
  Opened opened;
  auto source = mrConnectorFilesystem.makeSource(harness.connectorOptions(), harness.env);
  if (!source.isOk()) {
    opened.failure = source.status().toString();
    return opened;
  }
  opened.source = std::move(*source);
  auto splits = opened.source->discoverSplits(parallelism);
  if (splits.isOk())
    opened.splits = std::move(*splits);
  else
    opened.failure = splits.status().toString();
  return opened;
}

/// Everything from a split's position on; `stopAfter` lines give the position there.
std::string readSplit(Source &source, const Split &split, std::string *position = nullptr, int stopAfter = -1) {
  auto reader = source.open(split);
  EXPECT_TRUE(reader.isOk()) << reader.status().toString();
  std::string text;
  DecodeCursor cursor;
  for (;;) {
    auto state = (*reader)->readBytes(cursor);
    EXPECT_TRUE(state.isOk()) << state.status().toString();
    if (!state.isOk() || *state == ReadState::End)
      break;
    if (*state == ReadState::NotReady)
      continue;
    while (cursor.position < cursor.end) {
      if (position != nullptr && stopAfter-- == 0) {
        *position = (*reader)->position(cursor).value();
        return text;
      }
      const char *line = static_cast<const char *>(std::memchr(cursor.position, '\n', static_cast<size_t>(cursor.end - cursor.position)));
      const char *next = line ? line + 1 : cursor.end;
      text.append(cursor.position, next);
      cursor.position = next;
    }
  }
  if (position != nullptr)
    *position = (*reader)->position(cursor).value();
  return text;
}

std::string manyLines(int count, bool lastHasEnd) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "line " + std::to_string(i) + std::string(static_cast<size_t>(i * 7919 % 301), 'x') + "\n";
  if (!lastHasEnd)
    text.pop_back();
  return text;
}

TEST(Filesystem, splitsGiveEveryLineOnceInOrder) {
  for (bool lastHasEnd : {true, false}) {
    std::string text = manyLines(40000, lastHasEnd); // 6 MB
    for (uint32_t parallelism : {1u, 2u, 3u, 5u}) {
      ConnectorHarness harness{.options = {{"path", "/in.json"}}};
      harness.env.setFile("/in.json", text);
      Opened opened = openSource(harness, parallelism);
      EXPECT_EQ(opened.splits.size(), parallelism);
      std::string all;
      for (const Split &split : opened.splits)
        all += readSplit(*opened.source, split);
      EXPECT_TRUE(all == text) << parallelism;
    }
  }
}

TEST(Filesystem, splitsAtEveryByteOfAFile) {
  // What would break: a boundary on, before or behind a line end loses or repeats a line.
  std::string text = "a\nbb\n\nccc\nd";
  ConnectorHarness harness{.options = {{"path", "/in"}}};
  harness.env.setFile("/in", text);
  Opened opened = openSource(harness);
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    std::string end = std::to_string(text.size()), middle = std::to_string(cut);
    EXPECT_EQ(readSplit(*opened.source, {"/in#0-" + middle, {}, 0}) + readSplit(*opened.source, {"/in#" + middle + "-" + end, {}, 0}), text) << cut;
  }
}

TEST(Filesystem, positionsReopenAtExactlyTheRest) {
  std::string text = "a\nbb\n\nccc\nd";
  ConnectorHarness harness{.options = {{"path", "/in"}}};
  harness.env.setFile("/in", text);
  Opened opened = openSource(harness);
  for (const Split &split : {opened.splits[0], Split{"/in#3-8", {}, 0}}) {
    std::string whole = readSplit(*opened.source, split);
    for (int stop = 0; stop <= 6; ++stop) {
      std::string position;
      std::string first = readSplit(*opened.source, split, &position, stop);
      EXPECT_EQ(first + readSplit(*opened.source, {split.id, position, 0}), whole) << split.id << " after " << stop;
    }
  }
  EXPECT_FALSE(opened.source->open({"/in#0-5", "x", 0}).isOk());
  EXPECT_FALSE(opened.source->open({"nonsense", {}, 0}).isOk());
}

/// Record starts by a slow reading of the rule: a quote opens at a field's first byte only, a line end outside of quotes ends a record.
std::vector<size_t> csvStarts(const std::string &text) {
  std::vector<size_t> starts = {0};
  bool isQuoted = false, isFieldStart = true;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (isQuoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"')
        ++i;
      else if (c == '"')
        isQuoted = false;
      continue;
    }
    if (c == '\n' && i + 1 < text.size())
      starts.push_back(i + 1);
    isQuoted = c == '"' && isFieldStart;
    isFieldStart = c == ',' || c == '\n';
  }
  return starts;
}

/// What would break: a range that begins inside of quotes takes a line end there for a record's, or a range loses or repeats records.
void expectRecords(FileSource &source, const std::string &path, const std::string &text, const std::vector<size_t> &cuts) {
  std::vector<size_t> starts = csvStarts(text);
  std::string all;
  for (size_t i = 0; i + 1 < cuts.size(); ++i) {
    std::string some = readSplit(source, {path + "#" + std::to_string(cuts[i]) + "-" + std::to_string(cuts[i + 1]), {}, 0});
    auto first = std::lower_bound(starts.begin(), starts.end(), cuts[i]);
    size_t begin = first == starts.end() ? text.size() : *first;
    auto behind = std::lower_bound(starts.begin(), starts.end(), cuts[i + 1]);
    size_t end = behind == starts.end() ? text.size() : *behind;
    EXPECT_TRUE(some == text.substr(begin, end - begin)) << cuts[i] << "-" << cuts[i + 1];
    all += some;
  }
  EXPECT_TRUE(all == text);
}

TEST(Filesystem, quotedLineEndsAtEveryByte) {
  std::string text = "a,\"x\ny\"\n\"b\"\"\n\",c\nd,5\" pipe,e\n\n\"last\nline\",\n\"\"\"\n\"";
  ConnectorHarness harness{.options = {{"path", "/in"}}, .format = mrFormatCsv};
  harness.env.setFile("/in", text);
  Opened opened = openSource(harness);
  for (size_t cut = 0; cut <= text.size(); ++cut)
    expectRecords(static_cast<FileSource &>(*opened.source), "/in", text, {0, cut, text.size()});
  for (size_t start : csvStarts(text)) // a position is a record's first byte
    EXPECT_EQ(readSplit(*opened.source, {"/in#0-" + std::to_string(text.size()), std::to_string(start), 0}), text.substr(start));
  // Without quotes in the format every line end counts.
  harness.formatOptions = {{"disable-quote-character", "true"}};
  opened = openSource(harness);
  EXPECT_EQ(readSplit(*opened.source, {"/in#4-" + std::to_string(text.size()), {}, 0}), text.substr(5));
}

TEST(Filesystem, quotedLineEndsInBigFiles) {
  // Quotes near a cut, far before it, behind it only, and nowhere; fields longer than the reader's buffer.
  std::string plain = manyLines(9000, true), longField = "\"" + manyLines(4000, true) + "\",x\n"; // 1.3 MB and 0.6 MB
  std::string mixed;
  for (int i = 0; i < 20000; ++i)
    mixed += std::to_string(i) + ",\"line\n" + std::string(static_cast<size_t>(i * 7919 % 97), 'y') + (i % 3 ? "\"\"" : "") + "\",z\n" + (i % 500 ? "" : "5\" pipe,\"\n\"\n");
  for (const std::string &text : {plain + longField + plain, longField + plain + plain, plain + plain + mixed, mixed + plain, mixed}) {
    ConnectorHarness harness{.options = {{"path", "/in"}}, .format = mrFormatCsv};
    harness.env.setFile("/in", text);
    for (size_t parts : {1u, 2u, 3u, 7u}) {
      std::vector<size_t> cuts;
      for (size_t i = 0; i <= parts; ++i)
        cuts.push_back(text.size() * i / parts);
      expectRecords(static_cast<FileSource &>(*openSource(harness).source), "/in", text, cuts);
    }
  }
}

TEST(Filesystem, aQuoteThatIsNotClosedIsNamed) {
  ConnectorHarness harness{.options = {{"path", "/in"}}, .format = mrFormatCsv};
  harness.env.setFile("/in", "a\n\"b\n" + std::string(17 * 1024 * 1024, 'x') + "\n");
  Opened opened = openSource(harness);
  auto reader = opened.source->open(opened.splits[0]);
  DecodeCursor cursor;
  Status failure = Status::ok();
  for (int chunk = 0; chunk < 3 && failure.isOk(); ++chunk) {
    auto state = (*reader)->readBytes(cursor);
    failure = state.isOk() ? Status::ok() : state.status();
    cursor.position = cursor.end;
  }
  EXPECT_NE(failure.toString().find("/in:2"), std::string::npos) << failure.toString();
  EXPECT_NE(failure.toString().find("a quote is not closed"), std::string::npos) << failure.toString();
}

TEST(Filesystem, directoriesPatternsAndHiddenFiles) {
  ConnectorHarness harness{.options = {{"path", "/d"}}};
  for (const char *name : {"/d/b.json", "/d/a.json", "/d/sub/c.json", "/d/.part", "/d/_SUCCESS"})
    harness.env.setFile(name, std::string(name) + "\n");
  Opened opened = openSource(harness);
  std::string all;
  for (const Split &split : opened.splits)
    all += readSplit(*opened.source, split);
  EXPECT_EQ(all, "/d/a.json\n/d/b.json\n/d/sub/c.json\n");
  harness.options = {{"path", "/d/*.json"}};
  EXPECT_EQ(openSource(harness).splits.size(), 2u);
  harness.options = {{"path", "/d/*.csv"}};
  EXPECT_NE(openSource(harness).failure.find("no file matches"), std::string::npos);
  harness.options = {{"path", "/missing"}};
  EXPECT_NE(openSource(harness).failure.find("/missing"), std::string::npos);
  harness.options = {{"path", "hdfs://x/y"}};
  EXPECT_NE(openSource(harness).failure.find("only local files"), std::string::npos);
  harness.options = {};
  EXPECT_NE(openSource(harness).failure.find("`path`"), std::string::npos);
  harness.options = {{"path", "file:///d/a.json"}};
  EXPECT_EQ(openSource(harness).splits.size(), 1u);
}

TEST(Filesystem, standardInputAndLongLines) {
  ConnectorHarness harness{.options = {{"path", "-"}}};
  std::string text = "short\n" + std::string(3 * 1024 * 1024, 'x') + "\nlast";
  harness.env.setInput(text);
  Opened opened = openSource(harness);
  ASSERT_EQ(opened.splits.size(), 1u);
  EXPECT_TRUE(readSplit(*opened.source, opened.splits[0]) == text);
  harness.env.setFile("/long", std::string(17 * 1024 * 1024, 'x') + "\n");
  harness.options = {{"path", "/long"}};
  opened = openSource(harness);
  auto reader = opened.source->open(opened.splits[0]);
  DecodeCursor cursor;
  EXPECT_NE((*reader)->readBytes(cursor).status().toString().find("16 MiB"), std::string::npos);
}

/// Lines of every length and none: what a chunk says of its first line is what one counts.
TEST(Filesystem, chunksKnowTheirLineAndFile) {
  for (const std::string &text : {manyLines(10000, true), std::string(1200000, '\n'), std::string(600000, '\n') + manyLines(3000, true)}) {
    ConnectorHarness harness{.options = {{"path", "/in.json"}}};
    harness.env.setFile("/in.json", text);
    Opened opened = openSource(harness);
    auto reader = opened.source->open(opened.splits[0]);
    DecodeCursor cursor;
    int64_t line = 1, offset = 0;
    while (*(*reader)->readBytes(cursor) == ReadState::Ready) {
      EXPECT_EQ(cursor.line, line);
      EXPECT_EQ(cursor.offset, offset);
      EXPECT_EQ(cursor.file->name.view(), "in.json");
      EXPECT_EQ(cursor.file->path.view(), "/in.json");
      line += std::count(cursor.position, cursor.end, '\n');
      offset += cursor.end - cursor.position;
      cursor.position = cursor.end;
    }
    EXPECT_EQ(offset, static_cast<int64_t>(text.size()));
    EXPECT_EQ(line, 1 + std::count(text.begin(), text.end(), '\n'));
  }
}

void write(SinkWriter &writer, uint64_t epoch, const std::string &text) {
  uint32_t end = static_cast<uint32_t>(text.size());
  Status status = writer.write(epoch, {text, {&end, 1}});
  EXPECT_TRUE(status.isOk()) << status.toString();
}

TEST(Filesystem, partFilesAppearAtTheirCommit) {
  ConnectorHarness harness{.options = {{"path", "/out"}}, .format = {"lines", nullptr, true, "h\n"}};
  auto sink = mrConnectorFilesystem.makeSink(harness.connectorOptions(), harness.env);
  auto writer = (*sink)->makeWriter(2);
  ASSERT_TRUE(writer.isOk());
  write(**writer, 1, "a");
  ASSERT_TRUE((*writer)->prepare(1).isOk());
  write(**writer, 2, "b");
  EXPECT_FALSE(harness.env.file("/out/part-2-0").isOk());
  ASSERT_TRUE((*writer)->commit(1).isOk());
  EXPECT_EQ(harness.env.file("/out/part-2-0").value(), "h\na\n");
  EXPECT_FALSE(harness.env.file("/out/part-2-1").isOk());
  ASSERT_TRUE((*writer)->commit(1).isOk()); // may be repeated
  ASSERT_TRUE((*writer)->prepare(2).isOk());
  ASSERT_TRUE((*writer)->commit(2).isOk());
  EXPECT_EQ(harness.env.file("/out/part-2-1").value(), "h\nb\n");
  auto next = (*sink)->makeWriter(2); // a second run takes the next numbers
  write(**next, 1, "c");
  ASSERT_TRUE((*next)->prepare(1).isOk());
  ASSERT_TRUE((*next)->commit(1).isOk());
  EXPECT_EQ(harness.env.file("/out/part-2-2").value(), "h\nc\n");
}

/// Records of formats that are not lines stand one after the other, as they are.
TEST(Filesystem, onlyLinesGetLineEnds) {
  ConnectorHarness harness{.options = {{"path", "/o/out.bin"}}};
  for (bool isLineBased : {true, false}) {
    harness.format.isLineBased = isLineBased;
    auto sink = mrConnectorFilesystem.makeSink(harness.connectorOptions(), harness.env);
    auto writer = (*sink)->makeWriter(0);
    std::string bytes = "abc";
    uint32_t ends[] = {1, 1, 3};
    ASSERT_TRUE((*writer)->write(1, {bytes, ends}).isOk());
    ASSERT_TRUE((*writer)->close().isOk());
    EXPECT_EQ(harness.env.file("/o/out.bin").value(), isLineBased ? "a\n\nbc\n" : "abc");
  }
}

TEST(Filesystem, partFilesRollAndFailuresAreTold) {
  ConnectorHarness harness{.options = {{"path", "/out"}, {"sink.rolling-policy.file-size", "3b"}}};
  auto sink = mrConnectorFilesystem.makeSink(harness.connectorOptions(), harness.env);
  auto writer = (*sink)->makeWriter(0);
  for (const char *text : {"aaa", "bbb"})
    write(**writer, 1, text);
  harness.env.failOperation(0); // the sync
  EXPECT_FALSE((*writer)->prepare(1).isOk());
  harness.env.failOperation(-1);
  ASSERT_TRUE((*writer)->commit(1).isOk());
  EXPECT_EQ(harness.env.file("/out/part-0-0").value(), "aaa\n");
  EXPECT_EQ(harness.env.file("/out/part-0-1").value(), "bbb\n");
}

TEST(Filesystem, singleFilesAndStandardOutputTakeAllShards) {
  ConnectorHarness harness{.options = {{"path", "/o/out.csv"}}, .format = {"lines", nullptr, true, "h\n"}};
  auto sink = mrConnectorFilesystem.makeSink(harness.connectorOptions(), harness.env);
  auto a = (*sink)->makeWriter(0), b = (*sink)->makeWriter(1);
  write(**a, 1, "a");
  write(**b, 1, "b");
  ASSERT_TRUE((*a)->close().isOk());
  ASSERT_TRUE((*b)->close().isOk());
  EXPECT_EQ(harness.env.file("/o/out.csv").value(), "h\na\nb\n");
  harness.options = {{"path", "-"}};
  auto out = mrConnectorFilesystem.makeSink(harness.connectorOptions(), harness.env);
  write(**(*out)->makeWriter(0), 1, "x");
  EXPECT_EQ(harness.env.output(), "h\nx\n");
}

} // namespace
} // namespace millrace::test
