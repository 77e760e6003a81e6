/// Part files `part-<shard>-<number>` of a directory. Until its epoch is committed a part carries a `.` before its name.
///
/// Errors:  Io with the path.
/// Threads: one shard.
#pragma once
#include "runtime/connector/Connector.h"
#include "runtime/env/Env.h"

#include <memory>
#include <string>
#include <vector>

namespace millrace {

struct PartOptions {
  std::string prefix;       // of every file
  bool isLineBased = false; // every record gets a line end
  uint64_t rollBytes = 0;   // size and age at which a part ends
  int64_t rollMs = 0;
};

/// Names the parts of one shard in one directory, and gives them their final names.
class PartFolder {
public:
  PartFolder(Env &env, std::string directory, uint32_t shard) : env_(env), directory_(std::move(directory)), shard_(shard) {}
  const std::string &directory() const { return directory_; }
  /// Starts the next part, which belongs to `epoch`. Parts of earlier runs stay: the next free number is taken.
  Result<std::unique_ptr<WritableFile>> begin(uint64_t epoch);
  /// The part that was begun last, for appending.
  Result<std::unique_ptr<WritableFile>> resume();
  /// Whether there were parts to commit.
  Result<bool> commit(uint64_t epoch);

private:
  struct Part {
    uint64_t epoch;
    std::string name;
    bool isCommitted = false;
  };
  Env &env_;
  const std::string directory_;
  const uint32_t shard_;
  uint32_t nextPart_ = 0;
  std::vector<Part> parts_;
};

/// Rows as they stand in a file.
std::string_view asRecords(const SinkBytes &rows, bool isLineBased, std::string &lines);

/// Writes all rows of a shard into one directory.
std::unique_ptr<SinkWriter> makePartWriter(Env &env, std::string directory, const PartOptions &options, uint32_t shard);

} // namespace millrace
