#include "runtime/env/SimulatedEnv.h"

#include <cstring>

namespace millrace {

/// Reads a copy taken at opening.
class SimulatedReadableFile final : public ReadableFile {
public:
  explicit SimulatedReadableFile(std::string content) : content_(std::move(content)) {}
  Result<size_t> read(char *buffer, size_t sizeBytes) override {
    Result<size_t> got = readAt(position_, buffer, sizeBytes);
    position_ += *got;
    return got;
  }
  Result<size_t> readAt(uint64_t offsetBytes, char *buffer, size_t sizeBytes) override {
    if (offsetBytes >= content_.size())
      return size_t{0};
    size_t size = std::min(sizeBytes, content_.size() - static_cast<size_t>(offsetBytes));
    std::memcpy(buffer, content_.data() + offsetBytes, size);
    return size;
  }
  Status seek(uint64_t offsetBytes) override {
    position_ = offsetBytes;
    return Status::ok();
  }
  bool isReadable() override { return true; }

private:
  std::string content_;
  uint64_t position_ = 0;
};

class SimulatedWritableFile final : public WritableFile {
public:
  SimulatedWritableFile(SimulatedEnv &env, std::string path) : env_(env), path_(std::move(path)) {}
  Status write(std::string_view bytes) override {
    std::lock_guard<std::mutex> lock(env_.mutex_);
    MR_RETURN_IF_ERROR(env_.countOperation("write", path_));
    env_.files_[path_] += bytes;
    return Status::ok();
  }
  Status sync() override {
    std::lock_guard<std::mutex> lock(env_.mutex_);
    return env_.countOperation("sync", path_);
  }
  Status close() override { return Status::ok(); }

private:
  SimulatedEnv &env_;
  std::string path_;
};

SimulatedEnv::SimulatedEnv(uint64_t seed)
    : randomState_(seed), input_(std::make_unique<SimulatedReadableFile>("")),
      output_(std::make_unique<SimulatedWritableFile>(*this, "stdout")),
      errorOutput_(std::make_unique<SimulatedWritableFile>(*this, "stderr")) {}
SimulatedEnv::~SimulatedEnv() = default;

Status SimulatedEnv::countOperation(const char *what, const std::string &path) {
  if (failAfter_ < 0 || failAfter_-- > 0)
    return Status::ok();
  return makeStatus(StatusCode::Io, "cannot %s `%s`: Input/output error", what, path.c_str());
}

void SimulatedEnv::setFile(const std::string &path, std::string content) {
  std::lock_guard<std::mutex> lock(mutex_);
  files_[path] = std::move(content);
}

Result<std::string> SimulatedEnv::file(const std::string &path) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto found = files_.find(path);
  if (found == files_.end())
    return makeStatus(StatusCode::NotFound, "cannot open file `%s`: No such file or directory", path.c_str());
  return found->second;
}

void SimulatedEnv::setInput(std::string content) { input_ = std::make_unique<SimulatedReadableFile>(std::move(content)); }

std::string SimulatedEnv::output() {
  std::lock_guard<std::mutex> lock(mutex_);
  return files_["stdout"];
}

std::string SimulatedEnv::errorOutput() {
  std::lock_guard<std::mutex> lock(mutex_);
  return files_["stderr"];
}

void SimulatedEnv::setWallMs(int64_t ms) {
  std::lock_guard<std::mutex> lock(mutex_);
  wallMs_ = ms;
}

void SimulatedEnv::advanceMs(int64_t ms) {
  std::lock_guard<std::mutex> lock(mutex_);
  wallMs_ += ms;
  monotonicNs_ += ms * 1'000'000;
}

void SimulatedEnv::failOperation(int64_t k) {
  std::lock_guard<std::mutex> lock(mutex_);
  failAfter_ = k;
}

int64_t SimulatedEnv::wallMs() {
  std::lock_guard<std::mutex> lock(mutex_);
  return wallMs_;
}

int64_t SimulatedEnv::monotonicNs() {
  std::lock_guard<std::mutex> lock(mutex_);
  return monotonicNs_;
}

void SimulatedEnv::sleepNs(int64_t ns) {
  std::lock_guard<std::mutex> lock(mutex_);
  int64_t before = monotonicNs_;
  monotonicNs_ += ns;
  wallMs_ += monotonicNs_ / 1'000'000 - before / 1'000'000;
}

// splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
uint64_t SimulatedEnv::random() {
  std::lock_guard<std::mutex> lock(mutex_);
  uint64_t z = randomState_ += 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

Result<std::unique_ptr<ReadableFile>> SimulatedEnv::openForReading(const std::string &path) {
  MR_ASSIGN(std::string content, file(path));
  return std::unique_ptr<ReadableFile>(new SimulatedReadableFile(std::move(content)));
}

Result<std::unique_ptr<WritableFile>> SimulatedEnv::openForWriting(const std::string &path, WriteMode mode) {
  std::lock_guard<std::mutex> lock(mutex_);
  MR_RETURN_IF_ERROR(countOperation("open", path));
  if (mode == WriteMode::CreateNew && files_.count(path))
    return makeStatus(StatusCode::Io, "cannot write file `%s`: File exists", path.c_str());
  if (mode == WriteMode::Append)
    files_[path];
  else
    files_[path].clear();
  return std::unique_ptr<WritableFile>(new SimulatedWritableFile(*this, path));
}

std::string SimulatedEnv::absolutePath(const std::string &path) { return normalPath("/" + path); }

Result<FileStat> SimulatedEnv::stat(const std::string &path) {
  std::lock_guard<std::mutex> lock(mutex_);
  FileStat result;
  std::string prefix = path.empty() || path.back() == '/' ? path : path + "/";
  auto inside = files_.lower_bound(prefix);
  if (auto found = files_.find(path); found != files_.end() && path.back() != '/') {
    result.sizeBytes = found->second.size();
    result.isRegular = true;
  } else if (inside != files_.end() && inside->first.compare(0, prefix.size(), prefix) == 0) {
    result.isDirectory = true;
  } else {
    return makeStatus(StatusCode::NotFound, "cannot open file `%s`: No such file or directory", path.c_str());
  }
  result.modifiedMs = wallMs_;
  return result;
}

Result<std::vector<std::string>> SimulatedEnv::list(const std::string &directory) {
  std::lock_guard<std::mutex> lock(mutex_);
  std::string prefix = directory.back() == '/' ? directory : directory + "/";
  if (prefix == "./")
    prefix.clear();
  std::vector<std::string> names;
  bool found = false;
  for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.compare(0, prefix.size(), prefix) == 0; ++at) {
    found = true;
    std::string name = at->first.substr(prefix.size());
    name = name.substr(0, name.find('/'));
    if (!name.empty() && (names.empty() || names.back() != name))
      names.push_back(name);
  }
  if (!found)
    return makeStatus(StatusCode::NotFound, "cannot list directory `%s`: No such file or directory", directory.c_str());
  return names;
}

Status SimulatedEnv::makeDirectories(const std::string &path) {
  std::lock_guard<std::mutex> lock(mutex_);
  files_[path.back() == '/' ? path : path + "/"];
  return Status::ok();
}

Status SimulatedEnv::rename(const std::string &from, const std::string &to) {
  std::lock_guard<std::mutex> lock(mutex_);
  MR_RETURN_IF_ERROR(countOperation("rename", from));
  auto found = files_.extract(from);
  if (found.empty())
    return makeStatus(StatusCode::NotFound, "cannot rename `%s`: No such file or directory", from.c_str());
  files_[to] = std::move(found.mapped());
  return Status::ok();
}

Status SimulatedEnv::remove(const std::string &path) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (files_.erase(path) == 0)
    return makeStatus(StatusCode::NotFound, "cannot remove `%s`: No such file or directory", path.c_str());
  return Status::ok();
}

Status SimulatedEnv::syncDirectory(const std::string &path) {
  std::lock_guard<std::mutex> lock(mutex_);
  return countOperation("sync directory", path);
}

ReadableFile &SimulatedEnv::standardInput() { return *input_; }
WritableFile &SimulatedEnv::standardOutput() { return *output_; }
WritableFile &SimulatedEnv::standardError() { return *errorOutput_; }
bool SimulatedEnv::isTerminal(int) { return false; }

} // namespace millrace
