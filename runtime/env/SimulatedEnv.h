/// An Env in memory for tests: files are strings, the clock is set by hand, randomness comes from a seed.
///
/// Threads: all methods lock; the clock may be moved while shards run.
#pragma once
#include "runtime/env/Env.h"

#include <map>
#include <mutex>

namespace millrace {

class SimulatedEnv final : public Env {
public:
  explicit SimulatedEnv(uint64_t seed = 1);
  ~SimulatedEnv() override;

  void setFile(const std::string &path, std::string content);
  /// Fails the test's expectation through Result when the file is missing.
  Result<std::string> file(const std::string &path);
  void setInput(std::string content);
  std::string output();
  std::string errorOutput();
  void setWallMs(int64_t ms);
  void advanceMs(int64_t ms); // wall and monotonic
  /// The k-th write, sync or rename from now (0 = the next) fails with Io; -1: none.
  void failOperation(int64_t k);

  int64_t wallMs() override;
  int64_t monotonicNs() override;
  void sleepNs(int64_t ns) override; // moves the clock
  uint64_t random() override;
  Result<std::unique_ptr<ReadableFile>> openForReading(const std::string &path) override;
  Result<std::unique_ptr<WritableFile>> openForWriting(const std::string &path, WriteMode mode) override;
  Result<FileStat> stat(const std::string &path) override;
  std::string absolutePath(const std::string &path) override; // `/` is the current directory
  Result<std::vector<std::string>> list(const std::string &directory) override;
  Status makeDirectories(const std::string &path) override;
  Status rename(const std::string &from, const std::string &to) override;
  Status remove(const std::string &path) override;
  Status syncDirectory(const std::string &path) override;
  ReadableFile &standardInput() override;
  WritableFile &standardOutput() override;
  WritableFile &standardError() override;
  bool isTerminal(int descriptor) override;

private:
  friend class SimulatedReadableFile;
  friend class SimulatedWritableFile;
  Status countOperation(const char *what, const std::string &path);

  std::mutex mutex_;
  std::map<std::string, std::string> files_; // directories end with '/'
  int64_t wallMs_ = 1'700'000'000'000;
  int64_t monotonicNs_ = 0;
  uint64_t randomState_;
  int64_t failAfter_ = -1;
  std::unique_ptr<ReadableFile> input_;
  std::unique_ptr<WritableFile> output_, errorOutput_;
};

} // namespace millrace
