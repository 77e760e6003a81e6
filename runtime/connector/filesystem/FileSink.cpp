#include "runtime/abi/PartitionText.h"
#include "runtime/connector/filesystem/Filesystem.h"
#include "runtime/connector/filesystem/PartitionedSink.h"

#include "runtime/format/Options.h"

#include <cstdio>

namespace millrace {

/// Several shards share one stream: a file, a device or standard output.
class StreamWriter final : public SinkWriter {
public:
  explicit StreamWriter(FileSink &sink) : sink_(sink) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    std::string_view records = asRecords(rows, sink_.options_.isLineBased, lines_);
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
  return options_.prefix.empty() ? Status::ok() : stream_->write(options_.prefix);
}

Result<std::unique_ptr<SinkWriter>> FileSink::makeWriter(uint32_t shard) {
  if (path_ == "-" || isSingleFile(env_, path_)) {
    if (stream_ == nullptr)
      MR_RETURN_IF_ERROR(openStream());
    ++openWriters_;
    return std::unique_ptr<SinkWriter>(std::make_unique<StreamWriter>(*this));
  }
  MR_RETURN_IF_ERROR(env_.makeDirectories(path_));
  return makePartWriter(env_, path_, options_, shard);
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
  PartitionedFiles partitions;
  partitions.keyCount = static_cast<uint32_t>(options.partitionKeys.size());
  if (options.partitionSchema)
    partitions.schema = *options.partitionSchema;
  partitions.defaultName = option(options.options, kDefaultPartitionKey, kDefaultPartition);
  return std::unique_ptr<Source>(std::make_unique<FileSource>(env, std::move(path), std::move(makeBoundary), std::move(partitions)));
}

Result<std::unique_ptr<Sink>> makeFileSink(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(std::string path, pathOf(options));
  PartOptions parts;
  MR_ASSIGN(parts.rollBytes, optionSizeBytes(options.options, "sink.rolling-policy.file-size", 128ull << 20));
  MR_ASSIGN(parts.rollMs, optionDurationMs(options.options, "sink.rolling-policy.rollover-interval", 30 * 60'000));
  parts.prefix = options.format ? options.format->filePrefix : std::string_view();
  parts.isLineBased = options.format && options.format->isLineBased;
  if (options.partitionKeys.empty())
    return std::unique_ptr<Sink>(std::make_unique<FileSink>(env, std::move(path), std::move(parts)));
  if (path == "-")
    return Status(StatusCode::InvalidArgument, "table `" + std::string(options.table) + "` has partitions: its `path` must be a directory");
  bool tellsSuccess = option(options.options, "sink.partition-commit.policy.kind") == "success-file";
  std::string_view successFile = option(options.options, "sink.partition-commit.success-file.name", "_SUCCESS");
  return std::unique_ptr<Sink>(
      std::make_unique<PartitionedSink>(env, std::move(path), std::move(parts), std::string(tellsSuccess ? successFile : std::string_view())));
}

} // namespace

extern const ConnectorFactory mrConnectorFilesystem;
const ConnectorFactory mrConnectorFilesystem = {"filesystem", makeFileSource, makeFileSink};

} // namespace millrace
