/// Writes and reads one shard's state of one epoch, by table and key group (docs/formats/state.md, "Snapshot file").
///
/// Shape:   records of bytes; what is in them is TaskSnapshot's business.
/// Errors:  Io from the file; Corrupt, with file and offset, for any byte that does not fit. After a failed write or sync the file is
///          given up.
/// Threads: one at a time; not a shard's, because files block.
#pragma once
#include "runtime/env/Env.h"
#include "runtime/state/KeyHash.h"

#include <cstring>
#include <functional>
#include <map>
#include <span>
#include <vector>

namespace millrace {

struct SnapshotHeader {
  uint64_t epoch = 0;
  uint32_t maxParallelism = 128;
  KeyGroupRange groups; // of the shard that wrote
};

/// Appends numbers and byte strings in the file's form.
class RecordBytes {
public:
  std::vector<uint8_t> bytes;
  template <typename T> void number(T value) { raw(&value, sizeof(value)); }
  void raw(const void *from, size_t sizeBytes) {
    const auto *begin = static_cast<const uint8_t *>(from);
    if (sizeBytes > 0)
      bytes.insert(bytes.end(), begin, begin + sizeBytes);
  }
  void counted(const void *from, uint32_t sizeBytes) {
    number(sizeBytes);
    raw(from, sizeBytes);
  }
};

/// Takes them again; `failed` once something does not fit, and everything after reads as zero or empty.
class RecordCursor {
public:
  explicit RecordCursor(std::span<const uint8_t> bytes) : rest_(bytes) {}
  bool failed = false;
  bool isAtEnd() const { return rest_.empty() || failed; }
  template <typename T> T number() {
    T value{};
    if (std::span<const uint8_t> from = raw(sizeof(T)); !failed)
      std::memcpy(&value, from.data(), sizeof(T));
    return value;
  }
  std::span<const uint8_t> raw(uint64_t sizeBytes) {
    if (failed || sizeBytes > rest_.size()) {
      failed = true;
      return {};
    }
    std::span<const uint8_t> taken = rest_.first(sizeBytes);
    rest_ = rest_.subspan(sizeBytes);
    return taken;
  }
  std::span<const uint8_t> counted() { return raw(number<uint32_t>()); }

private:
  std::span<const uint8_t> rest_;
};

class SnapshotWriter {
public:
  static Result<std::unique_ptr<SnapshotWriter>> create(Env &env, const std::string &path, const SnapshotHeader &header);

  const SnapshotHeader &header() const { return header_; }
  uint32_t addTable(std::string name);
  Status add(uint32_t table, uint32_t keyGroup, const RecordBytes &record);
  /// Writes what waits, the index and the footer; syncs and closes. The file counts only after this was ok.
  Status finish();

private:
  SnapshotWriter(std::unique_ptr<WritableFile> file, const SnapshotHeader &header) : file_(std::move(file)), header_(header) {}
  Status write(const std::vector<uint8_t> &bytes);
  Status writeBlock(const std::vector<uint8_t> &payload, uint64_t &offset);

  struct BlockEntry {
    uint32_t keyGroup, table;
    uint64_t offset;
  };
  std::unique_ptr<WritableFile> file_;
  SnapshotHeader header_;
  uint64_t offset_ = 0;
  std::vector<std::string> tables_;
  std::map<std::pair<uint32_t, uint32_t>, std::vector<uint8_t>> waiting_; // by (key group, table)
  std::vector<BlockEntry> index_;
};

class SnapshotReader {
public:
  /// Checks header, footer and index.
  static Result<std::unique_ptr<SnapshotReader>> open(Env &env, const std::string &path);

  const SnapshotHeader &header() const { return header_; }
  /// Gives each block of a table and key group range to `visit(RecordCursor &)`, which takes all records.
  Status forEachBlock(const std::string &table, KeyGroupRange groups, const std::function<Status(RecordCursor &)> &visit);

private:
  SnapshotReader(std::string path, std::unique_ptr<ReadableFile> file) : path_(std::move(path)), file_(std::move(file)) {}
  Status corrupt(uint64_t offset, const char *what) const;
  Status readExactly(uint64_t offset, void *to, size_t sizeBytes);
  Status readBlock(uint64_t offset, std::vector<uint8_t> &payload);
  Status readIndex(uint64_t sizeBytes);

  struct BlockEntry {
    uint32_t keyGroup, table;
    uint64_t offset;
  };
  std::string path_;
  std::unique_ptr<ReadableFile> file_;
  SnapshotHeader header_;
  uint64_t indexOffset_ = 0;
  std::vector<std::string> tables_;
  std::vector<BlockEntry> index_;
};

} // namespace millrace
