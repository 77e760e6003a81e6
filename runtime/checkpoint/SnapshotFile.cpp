#include "runtime/checkpoint/SnapshotFile.h"

#include <algorithm>
#include <tuple>

namespace millrace {
namespace {

constexpr char kMagic[8] = {'M', 'R', 'S', 'T', 'A', 'T', 'E', '1'};
constexpr char kEndMagic[8] = {'M', 'R', 'S', 'T', 'E', 'N', 'D', '1'};
constexpr uint32_t kFormatVersion = 1;
constexpr size_t kHeaderBytes = 8 + 4 + 4 + 8 + 4 + 4;
constexpr size_t kFooterBytes = 8 + 8 + 8;
constexpr size_t kBlockHeaderBytes = 4 + 8;
constexpr size_t kBlockBytesWanted = 64 * 1024;

RecordBytes headerBytes(const SnapshotHeader &header) {
  RecordBytes out;
  out.raw(kMagic, sizeof(kMagic));
  out.number(kFormatVersion);
  out.number(header.maxParallelism);
  out.number(header.epoch);
  out.number(header.groups.first);
  out.number(header.groups.end);
  return out;
}

/// Binds the footer to the header, so that parts of two files do not pass for one.
uint64_t footerHash(std::vector<uint8_t> header, uint64_t indexOffset) {
  const auto *bytes = reinterpret_cast<const uint8_t *>(&indexOffset);
  header.insert(header.end(), bytes, bytes + sizeof(indexOffset));
  return hashKey(header.data(), header.size());
}

} // namespace

Result<std::unique_ptr<SnapshotWriter>> SnapshotWriter::create(Env &env, const std::string &path, const SnapshotHeader &header) {
  MR_ASSIGN(std::unique_ptr<WritableFile> file, env.openForWriting(path, WriteMode::CreateNew));
  std::unique_ptr<SnapshotWriter> writer(new SnapshotWriter(std::move(file), header));
  MR_RETURN_IF_ERROR(writer->write(headerBytes(header).bytes));
  return writer;
}

Status SnapshotWriter::write(const std::vector<uint8_t> &bytes) {
  offset_ += bytes.size();
  return file_->write({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
}

Status SnapshotWriter::writeBlock(const std::vector<uint8_t> &payload, uint64_t &offset) {
  offset = offset_;
  RecordBytes block;
  block.number(static_cast<uint32_t>(payload.size()));
  block.number(hashKey(payload.data(), payload.size()));
  block.raw(payload.data(), payload.size());
  return write(block.bytes);
}

uint32_t SnapshotWriter::addTable(std::string name) {
  tables_.push_back(std::move(name));
  return static_cast<uint32_t>(tables_.size() - 1);
}

Status SnapshotWriter::add(uint32_t table, uint32_t keyGroup, const RecordBytes &record) {
  std::vector<uint8_t> &waiting = waiting_[{keyGroup, table}];
  waiting.insert(waiting.end(), record.bytes.begin(), record.bytes.end());
  if (waiting.size() < kBlockBytesWanted)
    return Status::ok();
  BlockEntry &entry = index_.emplace_back(BlockEntry{keyGroup, table, 0});
  Status status = writeBlock(waiting, entry.offset);
  waiting.clear();
  return status;
}

Status SnapshotWriter::finish() {
  for (auto &[where, waiting] : waiting_) {
    if (waiting.empty())
      continue;
    BlockEntry &entry = index_.emplace_back(BlockEntry{where.first, where.second, 0});
    MR_RETURN_IF_ERROR(writeBlock(waiting, entry.offset));
  }
  std::sort(index_.begin(), index_.end(), [](const BlockEntry &a, const BlockEntry &b) {
    return std::tie(a.keyGroup, a.table, a.offset) < std::tie(b.keyGroup, b.table, b.offset);
  });
  RecordBytes index;
  index.number(static_cast<uint32_t>(index_.size()));
  for (const BlockEntry &entry : index_) {
    index.number(entry.keyGroup);
    index.number(entry.table);
    index.number(entry.offset);
  }
  index.number(static_cast<uint32_t>(tables_.size()));
  for (const std::string &name : tables_)
    index.counted(name.data(), static_cast<uint32_t>(name.size()));
  uint64_t indexOffset = 0;
  MR_RETURN_IF_ERROR(writeBlock(index.bytes, indexOffset));
  RecordBytes footer;
  footer.number(indexOffset);
  footer.number(footerHash(headerBytes(header_).bytes, indexOffset));
  footer.raw(kEndMagic, sizeof(kEndMagic));
  MR_RETURN_IF_ERROR(write(footer.bytes));
  MR_RETURN_IF_ERROR(file_->sync());
  return file_->close();
}

Status SnapshotReader::corrupt(uint64_t offset, const char *what) const {
  Status status = makeStatus(StatusCode::Corrupt, "snapshot is damaged: %s", what);
  status.context().file = path_;
  status.context().offset = static_cast<int64_t>(offset);
  return status;
}

Status SnapshotReader::readExactly(uint64_t offset, void *to, size_t sizeBytes) {
  auto *at = static_cast<char *>(to);
  for (size_t done = 0; done < sizeBytes;) {
    MR_ASSIGN(size_t got, file_->readAt(offset + done, at + done, sizeBytes - done));
    if (got == 0)
      return corrupt(offset + done, "the file is too short");
    done += got;
  }
  return Status::ok();
}

Status SnapshotReader::readBlock(uint64_t offset, std::vector<uint8_t> &payload) {
  uint8_t header[kBlockHeaderBytes];
  MR_RETURN_IF_ERROR(readExactly(offset, header, sizeof(header)));
  RecordCursor cursor({header, sizeof(header)});
  auto sizeBytes = cursor.number<uint32_t>();
  auto hash = cursor.number<uint64_t>();
  if (offset + kBlockHeaderBytes + sizeBytes > indexOffset_ && offset != indexOffset_)
    return corrupt(offset, "a block's length is wrong");
  payload.resize(sizeBytes);
  MR_RETURN_IF_ERROR(readExactly(offset + kBlockHeaderBytes, payload.data(), payload.size()));
  if (hashKey(payload.data(), payload.size()) != hash)
    return corrupt(offset, "a block's checksum does not fit");
  return Status::ok();
}

Result<std::unique_ptr<SnapshotReader>> SnapshotReader::open(Env &env, const std::string &path) {
  MR_ASSIGN(FileStat stat, env.stat(path));
  MR_ASSIGN(std::unique_ptr<ReadableFile> file, env.openForReading(path));
  std::unique_ptr<SnapshotReader> reader(new SnapshotReader(path, std::move(file)));
  if (stat.sizeBytes < kHeaderBytes + kBlockHeaderBytes + kFooterBytes)
    return reader->corrupt(0, "the file is too short");
  MR_RETURN_IF_ERROR(reader->readIndex(stat.sizeBytes));
  return reader;
}

Status SnapshotReader::readIndex(uint64_t sizeBytes) {
  std::vector<uint8_t> header(kHeaderBytes), footer(kFooterBytes);
  MR_RETURN_IF_ERROR(readExactly(0, header.data(), header.size()));
  MR_RETURN_IF_ERROR(readExactly(sizeBytes - kFooterBytes, footer.data(), footer.size()));
  RecordCursor begin(header), end(footer);
  if (std::memcmp(begin.raw(sizeof(kMagic)).data(), kMagic, sizeof(kMagic)) != 0)
    return corrupt(0, "this is no state snapshot");
  if (uint32_t version = begin.number<uint32_t>(); version != kFormatVersion)
    return corrupt(8, "it is of another format version");
  header_.maxParallelism = begin.number<uint32_t>();
  header_.epoch = begin.number<uint64_t>();
  header_.groups.first = begin.number<uint32_t>();
  header_.groups.end = begin.number<uint32_t>();
  indexOffset_ = end.number<uint64_t>();
  if (end.number<uint64_t>() != footerHash(header, indexOffset_) ||
      std::memcmp(end.raw(sizeof(kEndMagic)).data(), kEndMagic, sizeof(kEndMagic)) != 0)
    return corrupt(sizeBytes - kFooterBytes, "the header and the footer do not fit");
  std::vector<uint8_t> payload;
  // The index block must fill the space up to the footer exactly.
  uint32_t indexBytes = 0;
  MR_RETURN_IF_ERROR(readExactly(indexOffset_, &indexBytes, sizeof(indexBytes)));
  if (indexOffset_ + kBlockHeaderBytes + indexBytes + kFooterBytes != sizeBytes)
    return corrupt(indexOffset_, "the index has a wrong length");
  MR_RETURN_IF_ERROR(readBlock(indexOffset_, payload));
  RecordCursor cursor(payload);
  for (uint32_t count = cursor.number<uint32_t>(); count > 0 && !cursor.failed; --count) {
    BlockEntry entry;
    entry.keyGroup = cursor.number<uint32_t>();
    entry.table = cursor.number<uint32_t>();
    entry.offset = cursor.number<uint64_t>();
    index_.push_back(entry);
  }
  for (uint32_t count = cursor.number<uint32_t>(); count > 0 && !cursor.failed; --count) {
    std::span<const uint8_t> name = cursor.counted();
    tables_.emplace_back(name.begin(), name.end());
  }
  for (const BlockEntry &entry : index_)
    if (entry.table >= tables_.size() || entry.offset < kHeaderBytes || entry.offset >= indexOffset_)
      cursor.failed = true;
  return cursor.failed || !cursor.isAtEnd() ? corrupt(indexOffset_, "the index does not fit") : Status::ok();
}

Status SnapshotReader::forEachBlock(const std::string &table, KeyGroupRange groups,
                                    const std::function<Status(RecordCursor &)> &visit) {
  std::vector<uint8_t> payload;
  for (const BlockEntry &entry : index_) {
    if (!groups.contains(entry.keyGroup) || tables_[entry.table] != table)
      continue;
    MR_RETURN_IF_ERROR(readBlock(entry.offset, payload));
    RecordCursor cursor(payload);
    MR_RETURN_IF_ERROR(visit(cursor));
    if (cursor.failed || !cursor.isAtEnd())
      return corrupt(entry.offset, "a record does not fit its block");
  }
  return Status::ok();
}

} // namespace millrace
