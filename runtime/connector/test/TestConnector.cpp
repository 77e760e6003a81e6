#include "runtime/connector/test/TestConnector.h"

#include "runtime/connector/test/Quiescence.h"
#include "runtime/env/Env.h"
#include "runtime/format/Format.h"

#include <algorithm>
#include <cinttypes>
#include <map>
#include <mutex>

namespace millrace {

extern const FormatFactory mrFormatChangelogJson;

namespace {

/// Who reads next among the sources of one folder: the one whose next line has the lowest sequence number.
class Turns {
public:
  void set(const std::string &folder, const void *reader, uint64_t nextSequence) {
    std::lock_guard<std::mutex> lock(mutex_);
    next_[folder][reader] = nextSequence;
  }
  void remove(const std::string &folder, const void *reader) {
    std::lock_guard<std::mutex> lock(mutex_);
    next_[folder].erase(reader);
  }
  /// The lowest sequence number that another reader of the folder waits for.
  uint64_t lowestOfOthers(const std::string &folder, const void *reader) {
    std::lock_guard<std::mutex> lock(mutex_);
    uint64_t lowest = UINT64_MAX;
    for (const auto &[other, sequence] : next_[folder])
      if (other != reader)
        lowest = std::min(lowest, sequence);
    return lowest;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::map<const void *, uint64_t>> next_;
};

Turns &turns() {
  static Turns instance;
  return instance;
}

/// A test's input is right or the test is wrong.
class FailOnBadRecord : public BadRecords {
public:
  Status report(const DecodeCursor &cursor, std::string_view record, Status reason) override { return reason; }
};

std::string optionOf(const OptionMap &options, std::string_view key) {
  for (const auto &[name, value] : options)
    if (name == key)
      return value;
  return "";
}

Result<std::string> testFolder(const ConnectorOptions &options) {
  std::string folder = optionOf(options.sessionOptions, kTestFolderOption);
  if (folder.empty())
    return makeStatus(StatusCode::InvalidArgument, "table `%.*s`: the `test` connector works only in `millrace test`",
                      static_cast<int>(options.table.size()), options.table.data());
  return folder;
}

/// Scripts name tables without catalog and database.
std::string objectName(std::string_view table) { return std::string(table.substr(table.rfind('.') + 1)); }

struct Line {
  uint64_t sequence;
  std::string text;
};

Result<std::vector<Line>> readLines(Env &env, const std::string &path) {
  MR_ASSIGN(std::string content, readWholeFile(env, path));
  std::vector<Line> lines;
  for (size_t at = 0; at < content.size();) {
    size_t end = std::min(content.find('\n', at), content.size());
    size_t space = content.find(' ', at);
    if (space == std::string::npos || space > end)
      return makeStatus(StatusCode::Corrupt, "%s: a line without a sequence number", path.c_str());
    lines.push_back({std::strtoull(content.c_str() + at, nullptr, 10), content.substr(space + 1, end - space - 1)});
    at = end + 1;
  }
  return lines;
}

constexpr std::string_view kWatermark = "WATERMARK ";

bool hasWatermarks(const std::vector<Line> &lines) {
  return std::any_of(lines.begin(), lines.end(), [](const Line &line) { return line.text.starts_with(kWatermark); });
}

class TestReader : public SplitReader {
public:
  /// `decoder`: null for a source of bytes.
  TestReader(std::string folder, std::vector<Line> lines, size_t next, std::unique_ptr<Decoder> decoder, std::span<const ShardActivity> shards)
      : folder_(std::move(folder)), lines_(std::move(lines)), next_(next), decoder_(std::move(decoder)), quiescence_(shards) {
    publish();
  }
  ~TestReader() override { turns().remove(folder_, this); }

  Result<ReadState> readRows(RowSink &rows) override {
    if (isSettling())
      return ReadState::NotReady;
    publish();
    if (next_ == lines_.size())
      return ReadState::End;
    uint64_t limit = turns().lowestOfOthers(folder_, this);
    bool gave = false;
    for (; next_ < lines_.size() && lines_[next_].sequence <= limit && !rows.isFull(); ++next_, gave = true)
      MR_RETURN_IF_ERROR(put(lines_[next_].text, rows));
    settleAfter(limit, gave);
    return gave ? ReadState::Ready : ReadState::NotReady;
  }
  Result<ReadState> readBytes(DecodeCursor &cursor) override {
    if (isSettling())
      return ReadState::NotReady;
    publish();
    if (next_ == lines_.size())
      return ReadState::End;
    uint64_t limit = turns().lowestOfOthers(folder_, this);
    chunk_.clear();
    int64_t firstLine = static_cast<int64_t>(next_) + 1;
    for (; next_ < lines_.size() && lines_[next_].sequence <= limit && chunk_.size() < kChunkBytes; ++next_)
      chunk_ += lines_[next_].text + "\n";
    settleAfter(limit, !chunk_.empty());
    if (chunk_.empty())
      return ReadState::NotReady;
    size_t sizeBytes = chunk_.size();
    chunk_.resize(sizeBytes + kReadPaddingBytes, '\0');
    cursor.begin = cursor.position = chunk_.data();
    cursor.end = chunk_.data() + sizeBytes;
    cursor.line = firstLine;
    cursor.offset = 0;
    return ReadState::Ready;
  }

  Result<std::string> position(const DecodeCursor &cursor) override {
    size_t undecoded = decoder_ ? 0 : static_cast<size_t>(std::count(cursor.position, cursor.end, '\n'));
    return std::to_string(next_ - undecoded);
  }

private:
  // Another table's rows may follow only when those given before are through the whole pipeline.
  bool isSettling() {
    isSettling_ = isSettling_ && !quiescence_.isReached();
    return isSettling_;
  }
  void settleAfter(uint64_t limit, bool gave) {
    isSettling_ = gave && limit != UINT64_MAX;
    if (isSettling_)
      quiescence_.startWatching();
  }

  void publish() {
    turns().set(folder_, this, next_ < lines_.size() ? lines_[next_].sequence : UINT64_MAX);
  }

  Status put(const std::string &text, RowSink &rows) {
    if (text.starts_with(kWatermark)) {
      rows.builder.addWatermark(std::strtoll(text.c_str() + kWatermark.size(), nullptr, 10));
      return Status::ok();
    }
    padded_ = text;
    padded_.resize(text.size() + kReadPaddingBytes, '\0');
    DecodeCursor cursor;
    cursor.begin = cursor.position = padded_.data();
    cursor.end = padded_.data() + text.size();
    cursor.isMessage = 1;
    cursor.line = static_cast<int64_t>(next_) + 1;
    RowSink one{rows.builder, UINT64_MAX, UINT64_MAX};
    return decoder_->decode(cursor, one);
  }

  std::string folder_;
  std::vector<Line> lines_;
  size_t next_;
  std::unique_ptr<Decoder> decoder_;
  std::string padded_;
  std::string chunk_;
  Quiescence quiescence_;
  bool isSettling_ = false;
  static constexpr size_t kChunkBytes = 64 * 1024;
};

class TestSource : public Source {
public:
  TestSource(std::string folder, std::vector<Line> lines, const ConnectorOptions &options)
      : folder_(std::move(folder)), lines_(std::move(lines)), givesRows_(hasWatermarks(lines_)), table_(options.table),
        physicalSchema_(options.physicalSchema), fullSchema_(options.fullSchema), sessionOptions_(options.sessionOptions), shards_(options.shards) {}

  bool isBounded() const override { return true; }
  bool givesRows() const override { return givesRows_; }
  ~TestSource() override { turns().remove(folder_, this); }

  // The source waits for its turn until its reader does: readers of other tables may come first.
  Result<std::vector<Split>> discoverSplits(uint32_t) override {
    if (!lines_.empty())
      turns().set(folder_, this, lines_[0].sequence);
    return std::vector<Split>{{table_, "", 0}};
  }

  Result<std::unique_ptr<SplitReader>> open(const Split &split) override {
    std::unique_ptr<Decoder> decoder;
    if (givesRows_) {
      MR_ASSIGN(decoder, mrFormatChangelogJson.makeDecoder(
                             {formatOptions_, physicalSchema_, fullSchema_, sessionOptions_, badRecords_}));
    }
    size_t next = split.position.empty() ? 0 : std::strtoull(split.position.c_str(), nullptr, 10);
    auto reader = std::make_unique<TestReader>(folder_, lines_, next, std::move(decoder), shards_);
    turns().remove(folder_, this);
    return std::unique_ptr<SplitReader>(std::move(reader));
  }

private:
  std::string folder_;
  std::vector<Line> lines_;
  bool givesRows_;
  std::string table_;
  Schema physicalSchema_;
  Schema fullSchema_;
  OptionMap sessionOptions_;
  OptionMap formatOptions_;
  FailOnBadRecord badRecords_;
  std::span<const ShardActivity> shards_;
};

class TestWriter : public SinkWriter {
public:
  explicit TestWriter(std::unique_ptr<WritableFile> file) : file_(std::move(file)) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    std::string lines;
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      std::string_view row = rows.bytes.substr(begin, end - begin);
      lines += row.ends_with('\n') ? row.substr(0, row.size() - 1) : row;
      lines += '\n';
      begin = end;
    }
    return file_->write(lines);
  }
  Status prepare(uint64_t) override { return Status::ok(); }
  Status commit(uint64_t) override { return Status::ok(); }
  Status close() override { return file_->close(); }

private:
  std::unique_ptr<WritableFile> file_;
};

class TestSink : public Sink {
public:
  TestSink(std::string folder, std::string table, Env &env) : folder_(std::move(folder)), table_(std::move(table)), env_(env) {}

  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override {
    MR_ASSIGN(std::unique_ptr<WritableFile> file,
              env_.openForWriting(testRowsFile(folder_, table_, shard), WriteMode::Truncate));
    return std::unique_ptr<SinkWriter>(std::make_unique<TestWriter>(std::move(file)));
  }

private:
  std::string folder_;
  std::string table_;
  Env &env_;
};

Result<std::unique_ptr<Source>> makeTestSource(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(std::string folder, testFolder(options));
  MR_ASSIGN(std::vector<Line> lines, readLines(env, testInputFile(folder, options.table)));
  return std::unique_ptr<Source>(std::make_unique<TestSource>(std::move(folder), std::move(lines), options));
}

Result<std::unique_ptr<Sink>> makeTestSink(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(std::string folder, testFolder(options));
  return std::unique_ptr<Sink>(std::make_unique<TestSink>(std::move(folder), std::string(options.table), env));
}

} // namespace

std::string testRowsFile(const std::string &folder, std::string_view table, uint32_t shard) {
  return folder + "/" + objectName(table) + "." + std::to_string(shard) + ".rows";
}

std::string testInputFile(const std::string &folder, std::string_view table) {
  return folder + "/" + objectName(table) + ".input";
}

const ConnectorFactory mrConnectorTest = {"test", makeTestSource, makeTestSink};

} // namespace millrace
