/// Writes each row into the directory of its partition: `<path>/dt=2024-01-01/hm=10%3A00/part-<shard>-<number>`.
///
/// Files:   records wait in memory and are appended when they are many; no file stays open, however many partitions there are.
/// Bounds:  kPartitionBytesMax of waiting records a partition, kWaitingBytesMax a shard; a few hundred bytes for every partition that
///          has rows of an epoch that is not committed, and its path to the end of the run where success files are wanted.
/// Success: once all shards have closed, a success file in every partition that was written; none after a failure.
/// Errors:  Io with the path.
/// Threads: as runtime/connector/Connector.h.
/// Source:  TableBucketAssigner, SuccessFileCommitPolicy.
#pragma once
#include "runtime/connector/filesystem/PartFiles.h"

#include <mutex>
#include <set>

namespace millrace {

constexpr size_t kPartitionBytesMax = 64 * 1024;
constexpr size_t kWaitingBytesMax = 16 * 1024 * 1024;

class PartitionedSink final : public Sink {
public:
  /// `successFile`: its name; empty: none is written.
  PartitionedSink(Env &env, std::string path, PartOptions options, std::string successFile)
      : env_(env), path_(std::move(path)), options_(std::move(options)), successFile_(std::move(successFile)) {}
  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override;

private:
  friend class PartitionedWriter;
  void noteWritten(const std::string &directory);
  Status closeWriter();

  Env &env_;
  const std::string path_;
  const PartOptions options_;
  const std::string successFile_;
  std::mutex mutex_;
  std::set<std::string> written_; // directories that get a success file
  uint32_t openWriters_ = 0;
};

} // namespace millrace
