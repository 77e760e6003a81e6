/// `filesystem`: files, directories, patterns, standard input and output.
///
/// Splits:   byte ranges of regular files, cut anywhere: a range's records are those that begin in it. Where a format's records may hold
///           line ends (RecordBoundary) a range whose neighbourhood has quotes finds its first record by walking over the file before it
///           (docs/decisions/0005-csv-line-ends.md). Pipes and standard input are one split.
/// Position: the byte offset of the next record; opening there gives the rest. Standard input has none to go back to.
/// Sinks:    a directory gets part files `part-<shard>-<number>` that carry a `.` before their name until their epoch is
///           committed; a path that is an existing file, has an extension, or is a device or `-` is written as one stream by
///           one shard at a time, whole batches each.
/// Partitions: the values of partition columns stand in the paths of files (PartitionedSink.h, PartitionPath.h).
/// Threads:  as runtime/connector/Connector.h.
#pragma once
#include "runtime/connector/filesystem/PartFiles.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace millrace {

constexpr size_t kFileBufferBytes = 512 * 1024;
constexpr uint64_t kMinSplitBytes = 1024 * 1024;

/// Makes a format's RecordBoundary; null: lines are records.
using MakeBoundary = std::function<std::unique_ptr<RecordBoundary>()>;

/// How the files of a source say their partition.
struct PartitionedFiles {
  uint32_t keyCount = 0; // files lie so many directories below `path`, or more; others are no part of the table
  Schema schema;         // of the keys that are read
  std::string defaultName;
};

class FileSource final : public Source {
public:
  FileSource(Env &env, std::string path, MakeBoundary makeBoundary, PartitionedFiles partitions = {})
      : env_(env), path_(std::move(path)), makeBoundary_(std::move(makeBoundary)), partitions_(std::move(partitions)) {}
  bool isBounded() const override { return true; }
  bool givesRows() const override { return false; }
  Result<std::vector<Split>> discoverSplits(uint32_t parallelism) override;
  Result<std::unique_ptr<SplitReader>> open(const Split &split) override;

private:
  Status addFile(const std::string &path, std::vector<std::string> &files, uint32_t depth);
  Env &env_;
  const std::string path_;
  const MakeBoundary makeBoundary_;
  const PartitionedFiles partitions_;
  uint32_t leastDepth_ = 0; // of a file, in steps from `path`
};

/// The range of a file that a reader reads.
struct FileRange {
  uint64_t begin = 0, end = 0; // `end`: UINT64_MAX for streams
  uint64_t next = 0;           // where reading starts
  bool isAtRecord = false;     // `next` is a record's first byte; else the first record that begins at or behind it is looked for
};

/// Reads the records that begin in a range of a file, whole ones, many at a time.
class FileSplitReader final : public SplitReader {
public:
  FileSplitReader(Env &env, std::string path, const FileRange &range, std::unique_ptr<RecordBoundary> boundary);
  ~FileSplitReader() override;
  /// `partitions`: as long as the reader lives.
  Status openFile(const PartitionedFiles &partitions);
  Result<ReadState> readBytes(DecodeCursor &cursor) override;
  Result<std::string> position(const DecodeCursor &cursor) override;
  uint64_t bytesRead() const override { return nextOffset_ - range_.begin; }

private:
  Result<size_t> fill();
  Status growBuffer();
  Result<size_t> nextRecords(uint64_t end);
  void giveChunk(DecodeCursor &cursor, size_t sizeBytes);
  void pass(size_t sizeBytes);
  Status findFirstRecord();
  Status skipPartialLine();
  Result<uint64_t> recordBefore(uint64_t offset);

  Env &env_;
  const std::string path_;
  const FileRange range_;
  const std::unique_ptr<RecordBoundary> boundary_; // null: lines are records
  uint64_t nextOffset_;   // of the next byte to hand over
  int64_t nextLine_ = 0;  // of that byte; 0: unknown (not the file's first split)
  ReadableFile *file_ = nullptr;
  std::unique_ptr<ReadableFile> owned_;
  std::vector<char> buffer_;
  size_t begun_ = 0, filled_ = 0; // the bytes in the buffer that were not handed over
  size_t plainSize_ = 0;          // of them so many were found to be plain
  bool atEnd_ = false, isStream_ = false;
  std::string absolutePath_, name_;
  SourceFile about_;
  std::optional<RowBuilder> partition_;
};

class FileSink final : public Sink {
public:
  FileSink(Env &env, std::string path, PartOptions options) : env_(env), path_(std::move(path)), options_(std::move(options)) {}
  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override;

private:
  friend class StreamWriter;
  Status openStream();
  Env &env_;
  const std::string path_;
  const PartOptions options_;
  std::mutex streamMutex_; // one batch at a time
  std::unique_ptr<WritableFile> ownedStream_;
  WritableFile *stream_ = nullptr;
  bool isSynced_ = false; // a regular file
  uint32_t openWriters_ = 0;
};

} // namespace millrace
