/// Everything outside the process's memory: time, files, standard streams, randomness. One injectable interface, so that
/// the same code runs on the machine and under a simulator with a seed.
///
/// Errors:  Status with the path; never throws, never retries an fsync.
/// Threads: an Env may be used by all threads; a file object by one thread at a time (pread: by several).
#pragma once
#include "runtime/status/Status.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace millrace {

/// A file or stream that is read.
class ReadableFile {
public:
  virtual ~ReadableFile() = default;
  /// Reads up to `sizeBytes` at the current place; 0 at the end. A pipe may give less than there will be.
  virtual Result<size_t> read(char *buffer, size_t sizeBytes) = 0;
  /// Reads at an offset without moving; files only.
  virtual Result<size_t> readAt(uint64_t offsetBytes, char *buffer, size_t sizeBytes) = 0;
  virtual Status seek(uint64_t offsetBytes) = 0;
  /// Whether `read` would not block now. Regular files: always.
  virtual bool isReadable() = 0;
};

/// A file or stream that is written.
class WritableFile {
public:
  virtual ~WritableFile() = default;
  /// Writes all of it or fails. A reader that went away (EPIPE) is StatusCode::Cancelled.
  virtual Status write(std::string_view bytes) = 0;
  /// Once a sync failed the file must be given up.
  virtual Status sync() = 0;
  virtual Status close() = 0;
};

struct FileStat {
  uint64_t sizeBytes = 0;
  int64_t modifiedMs = 0;
  bool isDirectory = false;
  bool isRegular = false; // false for pipes and devices: no seek, no splits
};

enum class WriteMode : uint8_t { Truncate, Append, CreateNew /* fails when it exists */ };

class Env {
public:
  virtual ~Env() = default;

  virtual int64_t wallMs() = 0;       // UTC
  virtual int64_t monotonicNs() = 0;
  virtual void sleepNs(int64_t ns) = 0; // control thread and parked shards only
  virtual uint64_t random() = 0;      // not for secrets

  virtual Result<std::unique_ptr<ReadableFile>> openForReading(const std::string &path) = 0;
  virtual Result<std::unique_ptr<WritableFile>> openForWriting(const std::string &path, WriteMode mode) = 0;
  virtual Result<FileStat> stat(const std::string &path) = 0;
  /// From the root on, without `.`, `..` and doubled slashes; whether the file exists does not matter.
  virtual std::string absolutePath(const std::string &path) = 0;
  /// Names (not paths) in a directory, sorted; without `.` and `..`.
  virtual Result<std::vector<std::string>> list(const std::string &directory) = 0;
  virtual Status makeDirectories(const std::string &path) = 0;
  virtual Status rename(const std::string &from, const std::string &to) = 0;
  virtual Status remove(const std::string &path) = 0;
  virtual Status syncDirectory(const std::string &path) = 0;

  /// 0 = stdin. The object is the Env's; several callers share the stream's place.
  virtual ReadableFile &standardInput() = 0;
  /// Each `write` reaches the stream whole, whichever thread calls.
  virtual WritableFile &standardOutput() = 0;
  virtual WritableFile &standardError() = 0;
  virtual bool isTerminal(int descriptor) = 0;
};

/// Paths that match a pattern with `*`, `?` and `[a-z]` in any part (not across `/`), sorted. Files only. A path without such a
/// character is itself, whether it exists or not.
Result<std::vector<std::string>> glob(Env &env, const std::string &pattern);

/// A path that begins with `/`, without `.`, `..` and doubled slashes.
std::string normalPath(std::string_view path);

/// Whole content; for small files.
Result<std::string> readWholeFile(Env &env, const std::string &path);

/// The machine. One per process; lives as long as the process.
Env &posixEnv();

} // namespace millrace
