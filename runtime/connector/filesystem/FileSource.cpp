#include "runtime/connector/filesystem/Filesystem.h"
#include "runtime/connector/filesystem/PartitionPath.h"

#include "runtime/kernels/NumberText.h"

#include <algorithm>
#include <immintrin.h>

namespace millrace {

namespace {

constexpr uint32_t kMaxDirectoryDepth = 32;
constexpr uint64_t kStreamEnd = UINT64_MAX;
constexpr size_t kMaxLineBytes = 16 * 1024 * 1024 + 2; // a record of the limit and its line end

std::string lastPart(const std::string &path) {
  size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// `path#begin-end`; the path may hold any character.
std::string splitId(const std::string &path, uint64_t begin, uint64_t end) {
  return path + "#" + std::to_string(begin) + "-" + (end == kStreamEnd ? "" : std::to_string(end));
}

/// Sums bytes that are equal in vectors; the compiler's loop over std::count widens every byte to 64 bits.
int64_t countLineEnds(const char *position, const char *end) {
  const __m256i line = _mm256_set1_epi8('\n');
  int64_t count = 0;
  while (end - position >= 32) {
    __m256i sums = _mm256_setzero_si256(); // a byte holds 255 of them
    const char *stop = position + std::min<ptrdiff_t>((end - position) / 32, 255) * 32;
    for (; position < stop; position += 32)
      sums = _mm256_sub_epi8(sums, _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(position)), line));
    __m256i four = _mm256_sad_epu8(sums, _mm256_setzero_si256());
    count += _mm256_extract_epi64(four, 0) + _mm256_extract_epi64(four, 1) + _mm256_extract_epi64(four, 2) + _mm256_extract_epi64(four, 3);
  }
  return count + std::count(position, end, '\n');
}

bool parseSplitId(const std::string &id, std::string &path, uint64_t &begin, uint64_t &end) {
  size_t hash = id.find_last_of('#');
  size_t dash = hash == std::string::npos ? hash : id.find('-', hash);
  int64_t from = 0, to = 0;
  if (dash == std::string::npos ||
      !parseInteger(id.data() + hash + 1, id.data() + dash, 0, INT64_MAX, from))
    return false;
  bool isStream = dash + 1 == id.size();
  if (!isStream && !parseInteger(id.data() + dash + 1, id.data() + id.size(), 0, INT64_MAX, to))
    return false;
  path = id.substr(0, hash);
  begin = static_cast<uint64_t>(from);
  end = isStream ? kStreamEnd : static_cast<uint64_t>(to);
  return true;
}

} // namespace

Status FileSource::addFile(const std::string &path, std::vector<std::string> &files, uint32_t depth) {
  MR_ASSIGN(FileStat stat, env_.stat(path));
  if (!stat.isDirectory) {
    if (depth >= leastDepth_)
      files.push_back(path);
    return Status::ok();
  }
  if (depth > kMaxDirectoryDepth)
    return Status(StatusCode::Io, "directories below `" + path_ + "` are nested deeper than 32 levels");
  MR_ASSIGN(std::vector<std::string> names, env_.list(path));
  for (const std::string &name : names) // Flink leaves hidden files and those of writers in progress out
    if (!name.starts_with('.') && !name.starts_with('_'))
      MR_RETURN_IF_ERROR(addFile(path + (path.ends_with('/') ? "" : "/") + name, files, depth + 1));
  return Status::ok();
}

Result<std::vector<Split>> FileSource::discoverSplits(uint32_t parallelism) {
  if (path_ == "-")
    return std::vector<Split>{{splitId("-", 0, kStreamEnd), {}, 0}};
  MR_ASSIGN(std::vector<std::string> named, glob(env_, path_));
  // Below a pattern it is not known how many of the partition's directories are passed; the paths of files must tell.
  bool isRoot = named.size() == 1 && named[0] == path_;
  leastDepth_ = isRoot && partitions_.keyCount > 0 ? partitions_.keyCount + 1 : 0;
  std::vector<std::string> files;
  for (const std::string &path : named)
    MR_RETURN_IF_ERROR(addFile(path, files, 0));
  if (named.empty())
    return Status(StatusCode::NotFound, "no file matches `" + path_ + "`");
  std::vector<FileStat> stats;
  uint64_t total = 0;
  for (const std::string &file : files) {
    MR_ASSIGN(FileStat stat, env_.stat(file));
    total += stat.sizeBytes;
    stats.push_back(stat);
  }
  uint64_t wanted = std::max(total / std::max(parallelism, 1u) + 1, kMinSplitBytes);
  std::vector<Split> splits;
  for (size_t i = 0; i < files.size(); ++i) {
    if (!stats[i].isRegular) {
      splits.push_back({splitId(files[i], 0, kStreamEnd), {}, 0});
      continue;
    }
    uint64_t size = stats[i].sizeBytes;
    uint64_t count = std::max<uint64_t>((size + wanted / 2) / wanted, 1);
    for (uint64_t k = 0; k < count; ++k) {
      uint64_t begin = size / count * k, end = k + 1 == count ? size : size / count * (k + 1);
      splits.push_back({splitId(files[i], begin, end), {}, end - begin});
    }
  }
  return splits;
}

Result<std::unique_ptr<SplitReader>> FileSource::open(const Split &split) {
  std::string path;
  uint64_t begin, end;
  if (!parseSplitId(split.id, path, begin, end))
    return Status(StatusCode::Corrupt, "`" + split.id + "` is no split of files");
  uint64_t next = begin;
  if (!split.position.empty()) {
    int64_t offset;
    if (!parseInteger(split.position.data(), split.position.data() + split.position.size(), 0, INT64_MAX, offset))
      return Status(StatusCode::Corrupt, "`" + split.position + "` is no position in a file");
    if (end == kStreamEnd && offset > 0)
      return Status(StatusCode::NotSupported, "`" + path + "` is a stream, reading cannot go on at byte " + split.position);
    next = static_cast<uint64_t>(offset);
  }
  bool isContinued = !split.position.empty();
  FileRange range = {isContinued && next > begin ? next : begin, end, next, isContinued || next == 0};
  auto reader = std::make_unique<FileSplitReader>(env_, path, range, makeBoundary_ ? makeBoundary_() : nullptr);
  if (Status status = reader->openFile(partitions_); !status.isOk())
    return status;
  return std::unique_ptr<SplitReader>(std::move(reader));
}

FileSplitReader::FileSplitReader(Env &env, std::string path, const FileRange &range, std::unique_ptr<RecordBoundary> boundary)
    : env_(env), path_(std::move(path)), range_(range), boundary_(std::move(boundary)), nextOffset_(range.next) {}

FileSplitReader::~FileSplitReader() = default;

Status FileSplitReader::openFile(const PartitionedFiles &partitions) {
  isStream_ = range_.end == kStreamEnd;
  buffer_.resize(kFileBufferBytes + kReadPaddingBytes);
  absolutePath_ = path_ == "-" ? path_ : env_.absolutePath(path_);
  name_ = lastPart(path_);
  about_.shown = StringView(path_);
  about_.path = StringView(absolutePath_);
  about_.name = StringView(name_);
  if (path_ == "-") {
    file_ = &env_.standardInput();
  } else {
    MR_ASSIGN(owned_, env_.openForReading(path_));
    file_ = owned_.get();
    MR_ASSIGN(FileStat stat, env_.stat(path_));
    about_.sizeBytes = static_cast<int64_t>(stat.sizeBytes);
    about_.modifiedMs = stat.modifiedMs;
  }
  if (!partitions.schema.empty()) {
    partition_.emplace(partitions.schema);
    MR_ASSIGN(about_.partition, partitionOf(absolutePath_, partitions.defaultName, *partition_));
  }
  if (nextOffset_ == 0)
    nextLine_ = 1;
  return range_.isAtRecord ? (nextOffset_ > 0 ? file_->seek(nextOffset_) : Status::ok()) : findFirstRecord();
}

/// A record that covers the range's first byte belongs to the range before, unless it begins exactly here.
Status FileSplitReader::findFirstRecord() {
  if (!boundary_)
    return skipPartialLine();
  uint64_t end = nextOffset_;
  MR_ASSIGN(nextOffset_, recordBefore(end));
  nextLine_ = nextOffset_ == 0 ? 1 : 0;
  MR_RETURN_IF_ERROR(file_->seek(nextOffset_));
  while (nextOffset_ < end) {
    MR_ASSIGN(size_t size, nextRecords(end));
    if (size == 0)
      return Status::ok();
    pass(size);
  }
  return Status::ok();
}

/// The first byte of a record at or before an offset: of the line there when the bytes before it are plain, else of the file. No record is
/// longer than kMaxLineBytes, so what stands further before an offset does not reach it.
Result<uint64_t> FileSplitReader::recordBefore(uint64_t offset) {
  uint64_t least = offset > kMaxLineBytes ? offset - kMaxLineBytes : 0;
  std::optional<uint64_t> line;
  for (uint64_t at = offset; at > least;) {
    size_t size = static_cast<size_t>(std::min<uint64_t>(at - least, kFileBufferBytes));
    at -= size;
    char *bytes = buffer_.data();
    for (size_t got = 0; got < size;) {
      MR_ASSIGN(size_t some, file_->readAt(at + got, bytes + got, size - got));
      if (some == 0)
        return makeStatus(StatusCode::Io, "`%s` became shorter while it was read", path_.c_str());
      got += some;
    }
    if (!boundary_->isPlain(bytes, bytes + size))
      return uint64_t{0};
    if (const void *last = line ? nullptr : memrchr(bytes, '\n', size))
      line = at + static_cast<uint64_t>(static_cast<const char *>(last) + 1 - bytes);
  }
  return line.value_or(least);
}

Status FileSplitReader::skipPartialLine() {
  MR_RETURN_IF_ERROR(file_->seek(nextOffset_ - 1));
  --nextOffset_;
  for (;;) {
    MR_ASSIGN(size_t got, fill());
    const char *from = buffer_.data() + begun_;
    const char *line = static_cast<const char *>(std::memchr(from, '\n', filled_ - begun_));
    size_t passed = line ? static_cast<size_t>(line + 1 - from) : filled_ - begun_;
    begun_ += passed;
    nextOffset_ += passed;
    if (line != nullptr || (got == 0 && atEnd_))
      return Status::ok();
    begun_ = filled_ = 0;
  }
}

Result<size_t> FileSplitReader::fill() {
  if (begun_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begun_, filled_ - begun_);
    filled_ -= begun_;
    begun_ = 0;
  }
  size_t room = buffer_.size() - kReadPaddingBytes - filled_;
  if (!isStream_) // one line may reach past the range; beyond that nothing is needed
    room = std::min<uint64_t>(room, kFileBufferBytes);
  MR_ASSIGN(size_t got, file_->read(buffer_.data() + filled_, room));
  atEnd_ = got == 0;
  filled_ += got;
  return got;
}

Status FileSplitReader::growBuffer() {
  if (buffer_.size() >= kMaxLineBytes + kReadPaddingBytes) {
    StatusContext context;
    context.file = path_;
    context.line = nextLine_ > 0 ? nextLine_ : -1;
    context.offset = static_cast<int64_t>(nextOffset_);
    return Status(StatusCode::BadRecord, boundary_ ? "the record has more than 16 MiB; perhaps a quote is not closed" : "the line has more than 16 MiB",
                  std::move(context));
  }
  buffer_.resize(std::min(buffer_.size() * 2, kMaxLineBytes + kReadPaddingBytes));
  return Status::ok();
}

void FileSplitReader::giveChunk(DecodeCursor &cursor, size_t sizeBytes) {
  cursor.begin = cursor.position = buffer_.data() + begun_;
  cursor.end = cursor.begin + sizeBytes;
  cursor.offset = static_cast<int64_t>(nextOffset_);
  cursor.line = nextLine_;
  cursor.isMessage = 0;
  cursor.file = &about_;
  pass(sizeBytes);
}

void FileSplitReader::pass(size_t sizeBytes) {
  const char *from = buffer_.data() + begun_;
  begun_ += sizeBytes;
  plainSize_ -= std::min(plainSize_, sizeBytes);
  nextOffset_ += sizeBytes;
  if (nextLine_ > 0)
    nextLine_ += countLineEnds(from, from + sizeBytes);
}

/// The size of the next whole records that begin before `end`; 0: at the end of the file, or (streams) nothing is there now.
Result<size_t> FileSplitReader::nextRecords(uint64_t end) {
  for (;;) {
    const char *from = buffer_.data() + begun_;
    size_t have = filled_ - begun_;
    if (boundary_ && plainSize_ < have && boundary_->isPlain(from + plainSize_, from + have))
      plainSize_ = have;
    bool areLines = !boundary_ || plainSize_ == have;
    // The records that begin before `end`: up to the first record end at or behind the range's last byte.
    uint64_t left = end - nextOffset_;
    if (have >= left) {
      const char *behind;
      if (areLines) {
        const void *line = std::memchr(from + left - 1, '\n', have - (left - 1));
        behind = line ? static_cast<const char *>(line) + 1 : nullptr;
      } else {
        behind = boundary_->firstEnd(from, from + have, left);
      }
      if (behind != nullptr || atEnd_)
        return behind ? static_cast<size_t>(behind - from) : have;
    }
    size_t usable = static_cast<size_t>(std::min<uint64_t>(have, left));
    const char *last = nullptr;
    if (!areLines)
      last = boundary_->lastEnd(from, from + usable);
    else if (const void *line = usable > 0 ? memrchr(from, '\n', usable) : nullptr)
      last = static_cast<const char *>(line) + 1;
    if (last != nullptr || atEnd_)
      return last ? static_cast<size_t>(last - from) : have;
    if (isStream_ && !file_->isReadable())
      return size_t{0};
    if (begun_ == 0 && filled_ + kReadPaddingBytes == buffer_.size())
      MR_RETURN_IF_ERROR(growBuffer());
    if (Result<size_t> got = fill(); !got.isOk())
      return std::move(got).status();
  }
}

Result<ReadState> FileSplitReader::readBytes(DecodeCursor &cursor) {
  if (nextOffset_ >= range_.end)
    return ReadState::End;
  MR_ASSIGN(size_t size, nextRecords(range_.end));
  if (size == 0)
    return atEnd_ ? ReadState::End : ReadState::NotReady;
  giveChunk(cursor, size);
  return ReadState::Ready;
}

Result<std::string> FileSplitReader::position(const DecodeCursor &cursor) {
  if (cursor.begin == nullptr)
    return std::to_string(nextOffset_);
  return std::to_string(static_cast<uint64_t>(cursor.offset) + static_cast<uint64_t>(cursor.position - cursor.begin));
}

} // namespace millrace
