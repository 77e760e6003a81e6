#include "runtime/connector/filesystem/PartitionedSink.h"

#include <cstring>
#include <unordered_map>

namespace millrace {

class PartitionedWriter final : public SinkWriter {
public:
  PartitionedWriter(PartitionedSink &sink, uint32_t shard) : sink_(sink), env_(sink.env_), options_(sink.options_), shard_(shard) {}

  Status write(uint64_t epoch, const SinkBytes &rows) override {
    epoch_ = epoch;
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      MR_RETURN_IF_ERROR(writeRow(rows.bytes.substr(begin, end - begin)));
      begin = end;
    }
    return Status::ok();
  }

  Status prepare(uint64_t) override {
    MR_RETURN_IF_ERROR(appendAll());
    for (auto &[path, partition] : partitions_)
      MR_RETURN_IF_ERROR(endPart(partition));
    return Status::ok();
  }

  Status commit(uint64_t epoch) override {
    for (auto &[path, partition] : partitions_) {
      MR_ASSIGN(bool any, partition.folder.commit(epoch));
      if (any)
        sink_.noteWritten(partition.folder.directory());
    }
    MR_RETURN_IF_ERROR(syncParents());
    if (epoch >= epoch_) { // nothing is left of a later one
      partitions_.clear();
      last_ = nullptr;
    }
    return Status::ok();
  }

  Status close() override { return sink_.closeWriter(); }

private:
  struct Partition {
    PartFolder folder;
    std::string waiting;  // records that are not in the file yet
    bool hasPart = false; // one was begun and not ended
    uint64_t partBytes = 0;
    int64_t begunNs = 0;
  };

  Status writeRow(std::string_view row) {
    uint32_t pathBytes;
    MR_CHECK(row.size() >= sizeof(pathBytes), "a row without its partition");
    std::memcpy(&pathBytes, row.data() + row.size() - sizeof(pathBytes), sizeof(pathBytes));
    MR_CHECK(row.size() - sizeof(pathBytes) >= pathBytes, "a row without its partition");
    size_t recordBytes = row.size() - sizeof(pathBytes) - pathBytes;
    MR_ASSIGN(Partition * partition, partitionAt(row.substr(recordBytes, pathBytes)));
    partition->waiting.append(row.substr(0, recordBytes));
    if (options_.isLineBased)
      partition->waiting.push_back('\n');
    waitingBytes_ += recordBytes + (options_.isLineBased ? 1 : 0);
    if (partition->waiting.size() >= kPartitionBytesMax)
      return append(*partition);
    return waitingBytes_ >= kWaitingBytesMax ? appendAll() : Status::ok();
  }

  /// `path` ends with a slash.
  Result<Partition *> partitionAt(std::string_view path) {
    if (last_ != nullptr && lastPath_ == path)
      return last_;
    lastPath_ = path;
    auto found = partitions_.find(lastPath_);
    if (found == partitions_.end()) {
      std::string directory = sink_.path_ + "/" + std::string(path.substr(0, path.size() - 1));
      if (!env_.stat(directory).isOk()) {
        for (size_t slash = directory.size(); slash > sink_.path_.size(); slash = directory.find_last_of('/', slash - 1))
          parents_.insert(directory.substr(0, directory.find_last_of('/', slash - 1)));
        MR_RETURN_IF_ERROR(env_.makeDirectories(directory));
      }
      found = partitions_.emplace(lastPath_, Partition{PartFolder(env_, std::move(directory), shard_), {}}).first;
    }
    last_ = &found->second;
    return last_;
  }

  Status append(Partition &partition) {
    if (partition.waiting.empty())
      return Status::ok();
    int64_t nowNs = env_.monotonicNs();
    if (partition.partBytes >= options_.rollBytes || (nowNs - partition.begunNs) / 1'000'000 >= options_.rollMs)
      MR_RETURN_IF_ERROR(endPart(partition));
    bool isNew = !partition.hasPart;
    MR_ASSIGN(std::unique_ptr<WritableFile> file, isNew ? partition.folder.begin(epoch_) : partition.folder.resume());
    if (isNew) {
      partition.hasPart = true;
      partition.partBytes = options_.prefix.size();
      partition.begunNs = nowNs;
      if (!options_.prefix.empty())
        MR_RETURN_IF_ERROR(file->write(options_.prefix));
    }
    MR_RETURN_IF_ERROR(file->write(partition.waiting));
    partition.partBytes += partition.waiting.size();
    waitingBytes_ -= partition.waiting.size();
    std::string().swap(partition.waiting); // its memory, too
    return file->close();
  }

  Status appendAll() {
    for (auto &[path, partition] : partitions_)
      MR_RETURN_IF_ERROR(append(partition));
    return Status::ok();
  }

  Status endPart(Partition &partition) {
    if (!partition.hasPart)
      return Status::ok();
    partition.hasPart = false;
    MR_ASSIGN(std::unique_ptr<WritableFile> file, partition.folder.resume());
    MR_RETURN_IF_ERROR(file->sync());
    return file->close();
  }

  /// A new directory lasts once the one above it is synced.
  Status syncParents() {
    for (const std::string &parent : parents_)
      MR_RETURN_IF_ERROR(env_.syncDirectory(parent));
    parents_.clear();
    return Status::ok();
  }

  PartitionedSink &sink_;
  Env &env_;
  const PartOptions &options_;
  const uint32_t shard_;
  uint64_t epoch_ = 0;
  size_t waitingBytes_ = 0;
  std::unordered_map<std::string, Partition> partitions_; // of epochs that are not committed
  std::string lastPath_;                                  // rows of one partition come together
  Partition *last_ = nullptr;
  std::set<std::string> parents_; // of directories made since the last commit
};

Result<std::unique_ptr<SinkWriter>> PartitionedSink::makeWriter(uint32_t shard) {
  MR_RETURN_IF_ERROR(env_.makeDirectories(path_));
  ++openWriters_;
  return std::unique_ptr<SinkWriter>(std::make_unique<PartitionedWriter>(*this, shard));
}

void PartitionedSink::noteWritten(const std::string &directory) {
  if (successFile_.empty())
    return;
  std::lock_guard<std::mutex> lock(mutex_);
  written_.insert(directory);
}

Status PartitionedSink::closeWriter() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (--openWriters_ > 0)
    return Status::ok();
  for (const std::string &directory : written_) {
    MR_ASSIGN(std::unique_ptr<WritableFile> file, env_.openForWriting(directory + "/" + successFile_, WriteMode::Truncate));
    MR_RETURN_IF_ERROR(file->close());
  }
  return Status::ok();
}

} // namespace millrace
