#include "runtime/env/Env.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace millrace {
namespace {

class PosixReadableFile final : public ReadableFile {
public:
  PosixReadableFile(int descriptor, std::string path, bool owned)
      : descriptor_(descriptor), path_(std::move(path)), owned_(owned) {}
  ~PosixReadableFile() override {
    if (owned_)
      ::close(descriptor_);
  }
  PosixReadableFile(const PosixReadableFile &) = delete;
  PosixReadableFile &operator=(const PosixReadableFile &) = delete;

  Result<size_t> read(char *buffer, size_t sizeBytes) override {
    while (true) {
      ssize_t got = ::read(descriptor_, buffer, sizeBytes);
      if (got >= 0)
        return static_cast<size_t>(got);
      if (errno != EINTR)
        return statusFromErrno(errno, "cannot read `" + path_ + "`");
    }
  }
  Result<size_t> readAt(uint64_t offsetBytes, char *buffer, size_t sizeBytes) override {
    while (true) {
      ssize_t got = ::pread(descriptor_, buffer, sizeBytes, static_cast<off_t>(offsetBytes));
      if (got >= 0)
        return static_cast<size_t>(got);
      if (errno != EINTR)
        return statusFromErrno(errno, "cannot read `" + path_ + "`");
    }
  }
  Status seek(uint64_t offsetBytes) override {
    if (::lseek(descriptor_, static_cast<off_t>(offsetBytes), SEEK_SET) < 0)
      return statusFromErrno(errno, "cannot seek in `" + path_ + "`");
    return Status::ok();
  }
  bool isReadable() override {
    pollfd wanted = {descriptor_, POLLIN, 0};
    return ::poll(&wanted, 1, 0) != 0; // errors and hang-ups: read() tells
  }

private:
  int descriptor_;
  std::string path_;
  bool owned_;
};

class PosixWritableFile final : public WritableFile {
public:
  PosixWritableFile(int descriptor, std::string path, bool owned)
      : descriptor_(descriptor), path_(std::move(path)), owned_(owned) {}
  ~PosixWritableFile() override {
    if (owned_ && descriptor_ >= 0)
      ::close(descriptor_);
  }
  PosixWritableFile(const PosixWritableFile &) = delete;
  PosixWritableFile &operator=(const PosixWritableFile &) = delete;

  Status write(std::string_view bytes) override {
    std::lock_guard<std::mutex> lock(mutex_); // whole writes of several shards do not mix
    while (!bytes.empty()) {
      ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written >= 0) {
        bytes.remove_prefix(static_cast<size_t>(written));
      } else if (errno == EAGAIN) {
        pollfd wanted = {descriptor_, POLLOUT, 0};
        ::poll(&wanted, 1, -1);
      } else if (errno != EINTR) {
        return statusFromErrno(errno, "cannot write `" + path_ + "`");
      }
    }
    return Status::ok();
  }
  Status sync() override {
    if (::fsync(descriptor_) != 0)
      return statusFromErrno(errno, "cannot sync `" + path_ + "`");
    return Status::ok();
  }
  Status close() override {
    if (!owned_ || descriptor_ < 0)
      return Status::ok();
    int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0)
      return statusFromErrno(errno, "cannot close `" + path_ + "`");
    return Status::ok();
  }

private:
  std::mutex mutex_;
  int descriptor_;
  std::string path_;
  bool owned_;
};

int64_t readClock(clockid_t clock, int64_t unitNs) {
  timespec now;
  ::clock_gettime(clock, &now);
  return (static_cast<int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec) / unitNs;
}

class PosixEnv final : public Env {
public:
  int64_t wallMs() override { return readClock(CLOCK_REALTIME, 1'000'000); }
  int64_t monotonicNs() override { return readClock(CLOCK_MONOTONIC, 1); }
  void sleepNs(int64_t ns) override {
    timespec wanted = {ns / 1'000'000'000, static_cast<long>(ns % 1'000'000'000)};
    ::nanosleep(&wanted, nullptr);
  }
  uint64_t random() override {
    uint64_t value = 0;
    if (::getrandom(&value, sizeof(value), 0) != sizeof(value))
      value = static_cast<uint64_t>(monotonicNs()) * 0x9E3779B97F4A7C15ull;
    return value;
  }

  Result<std::unique_ptr<ReadableFile>> openForReading(const std::string &path) override {
    int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
      return statusFromErrno(errno, "cannot open file `" + path + "`");
    return std::unique_ptr<ReadableFile>(new PosixReadableFile(descriptor, path, true));
  }
  Result<std::unique_ptr<WritableFile>> openForWriting(const std::string &path, WriteMode mode) override {
    int flags = mode == WriteMode::Truncate ? O_TRUNC : mode == WriteMode::Append ? O_APPEND : O_EXCL;
    int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
    if (descriptor < 0)
      return statusFromErrno(errno, "cannot write file `" + path + "`");
    return std::unique_ptr<WritableFile>(new PosixWritableFile(descriptor, path, true));
  }
  Result<FileStat> stat(const std::string &path) override {
    struct ::stat found;
    if (::stat(path.c_str(), &found) != 0)
      return statusFromErrno(errno, "cannot open file `" + path + "`");
    FileStat result;
    result.sizeBytes = static_cast<uint64_t>(found.st_size);
    result.modifiedMs = static_cast<int64_t>(found.st_mtim.tv_sec) * 1000 + found.st_mtim.tv_nsec / 1'000'000;
    result.isDirectory = S_ISDIR(found.st_mode);
    result.isRegular = S_ISREG(found.st_mode);
    return result;
  }
  std::string absolutePath(const std::string &path) override {
    if (path.starts_with('/'))
      return normalPath(path);
    char current[PATH_MAX];
    return ::getcwd(current, sizeof(current)) ? normalPath(std::string(current) + "/" + path) : path;
  }
  Result<std::vector<std::string>> list(const std::string &directory) override {
    DIR *handle = ::opendir(directory.c_str());
    if (!handle)
      return statusFromErrno(errno, "cannot list directory `" + directory + "`");
    std::vector<std::string> names;
    while (dirent *entry = ::readdir(handle))
      if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
        names.emplace_back(entry->d_name);
    ::closedir(handle);
    std::sort(names.begin(), names.end());
    return names;
  }
  Status makeDirectories(const std::string &path) override {
    for (size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
      std::string prefix = path.substr(0, end);
      if (::mkdir(prefix.c_str(), 0777) != 0 && errno != EEXIST)
        return statusFromErrno(errno, "cannot make directory `" + prefix + "`");
      if (end == std::string::npos)
        return Status::ok();
    }
  }
  Status rename(const std::string &from, const std::string &to) override {
    if (::rename(from.c_str(), to.c_str()) != 0)
      return statusFromErrno(errno, "cannot rename `" + from + "` to `" + to + "`");
    return Status::ok();
  }
  Status remove(const std::string &path) override {
    if (::unlink(path.c_str()) != 0)
      return statusFromErrno(errno, "cannot remove `" + path + "`");
    return Status::ok();
  }
  Status syncDirectory(const std::string &path) override {
    int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
      return statusFromErrno(errno, "cannot open directory `" + path + "`");
    int failed = ::fsync(descriptor) != 0 ? errno : 0;
    ::close(descriptor);
    return failed ? statusFromErrno(failed, "cannot sync directory `" + path + "`") : Status::ok();
  }
  ReadableFile &standardInput() override { return input_; }
  WritableFile &standardOutput() override { return output_; }
  WritableFile &standardError() override { return errorOutput_; }
  bool isTerminal(int descriptor) override { return ::isatty(descriptor) == 1; }

private:
  PosixReadableFile input_{0, "stdin", false};
  PosixWritableFile output_{1, "stdout", false};
  PosixWritableFile errorOutput_{2, "stderr", false};
};

} // namespace

Env &posixEnv() {
  static PosixEnv env;
  return env;
}

} // namespace millrace
