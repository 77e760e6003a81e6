/// `filesystem`: files, directories, patterns, standard input and output.
///
/// Splits:   byte ranges of regular files, cut anywhere: a range's records are the lines that begin in it. Pipes, standard input
///           and CSV header files are one split.
/// Position: the byte offset of the next record; opening there gives the rest. Standard input has none to go back to.
/// Sinks:    a directory gets part files `part-<shard>-<number>` that carry a `.` before their name until their epoch is
///           committed; a path that is an existing file, has an extension, or is a device or `-` is written as one stream by
///           one shard at a time, whole batches each.
/// Threads:  as runtime/connector/Connector.h.
#pragma once
#include "runtime/connector/Connector.h"
#include "runtime/env/Env.h"

#include <memory>
#include <mutex>

namespace millrace {

constexpr size_t kFileBufferBytes = 512 * 1024;
constexpr uint64_t kMinSplitBytes = 1024 * 1024;

class FileSource final : public Source {
public:
  FileSource(Env &env, std::string path) : env_(env), path_(std::move(path)) {}
  bool isBounded() const override { return true; }
  bool givesRows() const override { return false; }
  Result<std::vector<Split>> discoverSplits(uint32_t parallelism) override;
  Result<std::unique_ptr<SplitReader>> open(const Split &split) override;

private:
  Status addFile(const std::string &path, std::vector<std::string> &files, uint32_t depth);
  Env &env_;
  const std::string path_;
};

/// Reads the lines that begin in [begin, end) of a file, whole lines at a time.
class FileSplitReader final : public SplitReader {
public:
  /// `end`: UINT64_MAX for streams.
  FileSplitReader(Env &env, std::string path, uint64_t begin, uint64_t end, uint64_t next);
  ~FileSplitReader() override;
  Status openFile();
  Result<ReadState> readBytes(DecodeCursor &cursor) override;
  Result<std::string> position(const DecodeCursor &cursor) override;
  uint64_t bytesRead() const override { return nextOffset_ - begin_; }

private:
  Result<size_t> fill();
  Status growBuffer();
  void giveChunk(DecodeCursor &cursor, size_t sizeBytes);
  Status skipPartialLine();

  Env &env_;
  const std::string path_;
  const uint64_t begin_, end_;
  uint64_t nextOffset_;   // of the next byte to hand over
  int64_t nextLine_ = 0;  // of that byte; 0: unknown (not the file's first split)
  ReadableFile *file_ = nullptr;
  std::unique_ptr<ReadableFile> owned_;
  std::vector<char> buffer_;
  size_t begun_ = 0, filled_ = 0; // the bytes in the buffer that were not handed over
  bool atEnd_ = false, isStream_ = false;
  std::string name_;
  SourceFile about_;
};

class FileSink final : public Sink {
public:
  FileSink(Env &env, std::string path, std::string prefix, bool isLineBased, uint64_t rollBytes)
      : env_(env), path_(std::move(path)), prefix_(std::move(prefix)), isLineBased_(isLineBased), rollBytes_(rollBytes) {}
  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override;

private:
  friend class StreamWriter;
  Status openStream();
  Env &env_;
  const std::string path_, prefix_;
  const bool isLineBased_; // every record gets a line end
  const uint64_t rollBytes_;
  std::mutex streamMutex_; // one batch at a time
  std::unique_ptr<WritableFile> ownedStream_;
  WritableFile *stream_ = nullptr;
  bool isSynced_ = false; // a regular file
  uint32_t openWriters_ = 0;
};

} // namespace millrace
