#include "runtime/connector/filesystem/PartFiles.h"

namespace millrace {

Result<std::unique_ptr<WritableFile>> PartFolder::begin(uint64_t epoch) {
  std::string name;
  do
    name = "part-" + std::to_string(shard_) + "-" + std::to_string(nextPart_++);
  while (env_.stat(directory_ + "/" + name).isOk());
  MR_ASSIGN(std::unique_ptr<WritableFile> file, env_.openForWriting(directory_ + "/." + name, WriteMode::Truncate));
  parts_.push_back({epoch, std::move(name), false});
  return file;
}

Result<std::unique_ptr<WritableFile>> PartFolder::resume() {
  MR_CHECK(!parts_.empty(), "no part was begun");
  return env_.openForWriting(directory_ + "/." + parts_.back().name, WriteMode::Append);
}

Result<bool> PartFolder::commit(uint64_t epoch) {
  bool any = false;
  for (Part &part : parts_)
    if (part.epoch <= epoch && !part.isCommitted) {
      MR_RETURN_IF_ERROR(env_.rename(directory_ + "/." + part.name, directory_ + "/" + part.name));
      part.isCommitted = any = true;
    }
  std::erase_if(parts_, [](const Part &part) { return part.isCommitted; });
  if (any)
    MR_RETURN_IF_ERROR(env_.syncDirectory(directory_));
  return any;
}

std::string_view asRecords(const SinkBytes &rows, bool isLineBased, std::string &lines) {
  if (!isLineBased)
    return rows.bytes;
  lines.clear();
  uint32_t begin = 0;
  for (uint32_t end : rows.rowEnds) {
    lines.append(rows.bytes.substr(begin, end - begin)).push_back('\n');
    begin = end;
  }
  return lines;
}

namespace {

class PartWriter final : public SinkWriter {
public:
  PartWriter(Env &env, std::string directory, const PartOptions &options, uint32_t shard)
      : env_(env), options_(options), folder_(env, std::move(directory), shard) {}

  Status write(uint64_t epoch, const SinkBytes &rows) override {
    int64_t nowNs = env_.monotonicNs();
    if (!part_ || partEpoch_ != epoch || partBytes_ >= options_.rollBytes || (nowNs - begunNs_) / 1'000'000 >= options_.rollMs) {
      MR_RETURN_IF_ERROR(closePart());
      MR_ASSIGN(part_, folder_.begin(epoch));
      partEpoch_ = epoch;
      begunNs_ = nowNs;
      partBytes_ = options_.prefix.size();
      if (!options_.prefix.empty())
        MR_RETURN_IF_ERROR(part_->write(options_.prefix));
    }
    std::string_view records = asRecords(rows, options_.isLineBased, lines_);
    partBytes_ += records.size();
    return part_->write(records);
  }
  Status prepare(uint64_t) override { return closePart(); }
  Status commit(uint64_t epoch) override { return folder_.commit(epoch).status(); }
  Status close() override { return closePart(); }

private:
  Status closePart() {
    if (!part_)
      return Status::ok();
    std::unique_ptr<WritableFile> part = std::move(part_);
    MR_RETURN_IF_ERROR(part->sync());
    return part->close();
  }

  Env &env_;
  const PartOptions options_;
  PartFolder folder_;
  std::string lines_;
  std::unique_ptr<WritableFile> part_;
  uint64_t partEpoch_ = 0, partBytes_ = 0;
  int64_t begunNs_ = 0;
};

} // namespace

std::unique_ptr<SinkWriter> makePartWriter(Env &env, std::string directory, const PartOptions &options, uint32_t shard) {
  return std::make_unique<PartWriter>(env, std::move(directory), options, shard);
}

} // namespace millrace
