#include "runtime/connector/filesystem/Filesystem.h"

#include "runtime/format/Options.h"

#include <cstdio>

namespace millrace {

namespace {

/// Rows as they stand in a file.
std::string_view asRecords(const SinkBytes &rows, bool isLineBased, std::string &lines) {
  if (!isLineBased)
    return rows.bytes;
  lines.clear();
  uint32_t begin = 0;
  for (uint32_t end : rows.rowEnds) {
    lines.append(rows.bytes.substr(begin, end - begin)).push_back('\n');
    begin = end;
  }
  return lines;
}

} // namespace

/// Several shards share one stream: a file, a device or standard output.
class StreamWriter final : public SinkWriter {
public:
  explicit StreamWriter(FileSink &sink) : sink_(sink) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    std::string_view records = asRecords(rows, sink_.isLineBased_, lines_);
    std::lock_guard<std::mutex> lock(sink_.streamMutex_);
    return sink_.stream_->write(records);
  }
  Status prepare(uint64_t) override {
    std::lock_guard<std::mutex> lock(sink_.streamMutex_);
    return sink_.isSynced_ ? sink_.ownedStream_->sync() : Status::ok();
  }
  Status commit(uint64_t) override { return Status::ok(); }
  Status close() override {
    std::lock_guard<std::mutex> lock(sink_.streamMutex_);
    if (--sink_.openWriters_ > 0 || !sink_.ownedStream_)
      return Status::ok();
    return sink_.ownedStream_->close();
  }

private:
  FileSink &sink_;
  std::string lines_;
};

namespace {

/// Part files of one shard in a directory. A part belongs to one epoch; it gets its final name at the commit.
class PartWriter final : public SinkWriter {
public:
  PartWriter(Env &env, std::string directory, std::string prefix, bool isLineBased, uint64_t rollBytes, uint32_t shard)
      : env_(env), directory_(std::move(directory)), prefix_(std::move(prefix)), isLineBased_(isLineBased), rollBytes_(rollBytes), shard_(shard) {}

  Status write(uint64_t epoch, const SinkBytes &rows) override {
    if (!part_ || partEpoch_ != epoch || partBytes_ >= rollBytes_) {
      MR_RETURN_IF_ERROR(closePart());
      MR_RETURN_IF_ERROR(openPart(epoch));
    }
    std::string_view records = asRecords(rows, isLineBased_, lines_);
    partBytes_ += records.size();
    return part_->write(records);
  }
  Status prepare(uint64_t) override { return closePart(); }
  Status commit(uint64_t epoch) override {
    bool any = false;
    for (Part &part : parts_)
      if (part.epoch <= epoch && !part.isCommitted) {
        MR_RETURN_IF_ERROR(env_.rename(directory_ + "/." + part.name, directory_ + "/" + part.name));
        part.isCommitted = any = true;
      }
    std::erase_if(parts_, [](const Part &part) { return part.isCommitted; });
    return any ? env_.syncDirectory(directory_) : Status::ok();
  }
  Status close() override { return closePart(); }

private:
  struct Part {
    uint64_t epoch;
    std::string name;
    bool isCommitted = false;
  };

  Status openPart(uint64_t epoch) {
    // Parts of earlier runs stay: the next free number is taken.
    for (;; ++nextPart_) {
      std::string name = "part-" + std::to_string(shard_) + "-" + std::to_string(nextPart_);
      if (env_.stat(directory_ + "/" + name).isOk())
        continue;
      MR_ASSIGN(part_, env_.openForWriting(directory_ + "/." + name, WriteMode::Truncate));
      parts_.push_back({epoch, name, false});
      break;
    }
    ++nextPart_;
    partEpoch_ = epoch;
    partBytes_ = prefix_.size();
    return prefix_.empty() ? Status::ok() : part_->write(prefix_);
  }

  Status closePart() {
    if (!part_)
      return Status::ok();
    std::unique_ptr<WritableFile> part = std::move(part_);
    MR_RETURN_IF_ERROR(part->sync());
    return part->close();
  }

  Env &env_;
  const std::string directory_, prefix_;
  const bool isLineBased_;
  const uint64_t rollBytes_;
  const uint32_t shard_;
  std::string lines_;
  uint32_t nextPart_ = 0;
  std::unique_ptr<WritableFile> part_;
  uint64_t partEpoch_ = 0, partBytes_ = 0;
  std::vector<Part> parts_;
};

/// Whether the path means one file: it is one already, or its last part has an extension.
bool isSingleFile(Env &env, const std::string &path) {
  Result<FileStat> stat = env.stat(path);
  if (stat.isOk())
    return !stat->isDirectory;
  if (path.ends_with('/'))
    return false;
  size_t slash = path.find_last_of('/');
  return path.find('.', slash == std::string::npos ? 1 : slash + 2) != std::string::npos;
}

} // namespace

Status FileSink::openStream() {
  if (path_ == "-") {
    stream_ = &env_.standardOutput();
  } else {
    size_t slash = path_.find_last_of('/');
    if (slash != std::string::npos && slash > 0)
      MR_RETURN_IF_ERROR(env_.makeDirectories(path_.substr(0, slash)));
    MR_ASSIGN(ownedStream_, env_.openForWriting(path_, WriteMode::Truncate));
    stream_ = ownedStream_.get();
    Result<FileStat> stat = env_.stat(path_);
    isSynced_ = stat.isOk() && stat->isRegular;
  }
  return prefix_.empty() ? Status::ok() : stream_->write(prefix_);
}

Result<std::unique_ptr<SinkWriter>> FileSink::makeWriter(uint32_t shard) {
  if (path_ == "-" || isSingleFile(env_, path_)) {
    if (stream_ == nullptr)
      MR_RETURN_IF_ERROR(openStream());
    ++openWriters_;
    return std::unique_ptr<SinkWriter>(std::make_unique<StreamWriter>(*this));
  }
  MR_RETURN_IF_ERROR(env_.makeDirectories(path_));
  return std::unique_ptr<SinkWriter>(std::make_unique<PartWriter>(env_, path_, prefix_, isLineBased_, rollBytes_, shard));
}

namespace {

/// A plain path; `file:///a` is `/a`, other schemes are refused.
Result<std::string> pathOf(const ConnectorOptions &options) {
  std::string_view path = option(options.options, "path");
  if (path.empty())
    return Status(StatusCode::InvalidArgument, "table `" + std::string(options.table) + "` needs the option `path`");
  if (path.starts_with("file:")) {
    path.remove_prefix(5);
    if (path.starts_with("//"))
      path.remove_prefix(2);
    return std::string(path);
  }
  if (path.find("://") != std::string_view::npos)
    return Status(StatusCode::NotSupported, "`" + std::string(path) + "`: only local files are supported");
  return std::string(path);
}

Result<std::unique_ptr<Source>> makeFileSource(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(std::string path, pathOf(options));
  MakeBoundary makeBoundary;
  if (options.format && options.format->makeBoundary)
    makeBoundary = [make = options.format->makeBoundary, formatOptions = options.formatOptions] { return make(formatOptions); };
  return std::unique_ptr<Source>(std::make_unique<FileSource>(env, std::move(path), std::move(makeBoundary)));
}

Result<std::unique_ptr<Sink>> makeFileSink(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(std::string path, pathOf(options));
  MR_ASSIGN(uint64_t rollBytes, optionSizeBytes(options.options, "sink.rolling-policy.file-size", 128ull << 20));
  return std::unique_ptr<Sink>(
      std::make_unique<FileSink>(env, std::move(path), std::string(options.format ? options.format->filePrefix : std::string_view()),
                                 options.format && options.format->isLineBased, rollBytes));
}

} // namespace

extern const ConnectorFactory mrConnectorFilesystem;
const ConnectorFactory mrConnectorFilesystem = {"filesystem", makeFileSource, makeFileSink};

} // namespace millrace
