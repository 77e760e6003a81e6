// The fakes are compiled with the tests because test sources are found by the name *Test.cpp.
#include "test/runtime/task/FakeConnectors.h"

#include <gtest/gtest.h>

namespace millrace {

FakeWorld *fakeWorld = nullptr;
bool fakeLogsWatermarks = false;

namespace {

Field bigint(const char *name) { return {name, {TypeKind::BigInt, false, 0, 0, {}}}; }

class FakeReader final : public SplitReader {
public:
  FakeReader(const std::vector<FakeRow> &rows, uint64_t at) : rows_(rows), at_(at) {}
  Result<ReadState> readRows(RowSink &sink) override {
    bool gave = false;
    for (; at_ < rows_.size() && !sink.isFull(); ++at_, gave = true) {
      int64_t released = fakeWorld->released.load();
      if (released >= 0 && at_ >= static_cast<uint64_t>(released))
        return gave ? ReadState::Ready : ReadState::NotReady;
      sink.builder.begin(RowKind::Insert);
      sink.builder.set(0, rows_[at_].key);
      sink.builder.set(1, rows_[at_].value);
      sink.builder.set(2, rows_[at_].timeMs);
      sink.builder.finish();
    }
    if (gave)
      return ReadState::Ready;
    return fakeWorld->bounded ? ReadState::End : ReadState::NotReady;
  }
  Result<std::string> position(const DecodeCursor &) override { return std::to_string(at_); }

private:
  const std::vector<FakeRow> &rows_;
  uint64_t at_;
};

class FakeSource final : public Source {
public:
  bool isBounded() const override { return fakeWorld->bounded; }
  bool givesRows() const override { return true; }
  SplitOrder splitOrder() const override { return fakeWorld->order; }
  Result<std::vector<Split>> discoverSplits(uint32_t) override {
    std::vector<Split> splits;
    for (size_t i = 0; i < fakeWorld->splits.size(); ++i)
      splits.push_back({"split-" + std::to_string(i), "", 0});
    return splits;
  }
  Result<std::unique_ptr<SplitReader>> open(const Split &split) override {
    const auto &rows = fakeWorld->splits[std::stoul(split.id.substr(6))];
    uint64_t at = split.position.empty() ? 0 : std::stoull(split.position);
    return std::unique_ptr<SplitReader>(new FakeReader(rows, at));
  }
};

class FakeWriter final : public SinkWriter {
public:
  explicit FakeWriter(uint32_t shard) : shard_(shard) {}
  Status write(uint64_t epoch, const SinkBytes &rows) override {
    std::lock_guard<std::mutex> lock(fakeWorld->mutex);
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      fakeWorld->lines.emplace_back(rows.bytes.substr(begin, end - begin));
      begin = end;
    }
    EXPECT_EQ(begin, rows.bytes.size());
    fakeWorld->rowsByEpoch[epoch] += rows.rowEnds.size();
    note("write", epoch);
    return Status::ok();
  }
  Status prepare(uint64_t epoch) override { return call("prepare", epoch); }
  Status commit(uint64_t epoch) override { return call("commit", epoch); }
  Status close() override {
    std::lock_guard<std::mutex> lock(fakeWorld->mutex);
    if (shard_ == 0)
      fakeWorld->calls.push_back("close");
    return Status::ok();
  }

private:
  Status call(const char *what, uint64_t epoch) {
    std::lock_guard<std::mutex> lock(fakeWorld->mutex);
    note(what, epoch);
    return Status::ok();
  }
  void note(const char *what, uint64_t epoch) {
    std::string text = std::string(what) + " " + std::to_string(epoch);
    if (shard_ == 0 && (fakeWorld->calls.empty() || fakeWorld->calls.back() != text))
      fakeWorld->calls.push_back(text);
  }
  uint32_t shard_;
};

class FakeSink final : public Sink {
public:
  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override {
    return std::unique_ptr<SinkWriter>(new FakeWriter(shard));
  }
};

int64_t column(const uint8_t *row, uint32_t index) { return loadAs<int64_t>(row + 24 + index * 8); }
std::vector<std::vector<uint8_t>> held; // rows that `hold_rows` keeps until `flush_held`

int32_t writeLine(TaskContext *context, const std::string &line) {
  OutBuffer *out = mr_sink_buffer(context, 0);
  out->append(line.data(), line.size());
  return mr_sink_row(context, 0);
}

int32_t forwardWatermark(TaskContext *context, int64_t watermark) {
  mr_emit_watermark(context, watermark);
  return 0;
}

int32_t sourceRows(TaskContext *context, uint32_t, const uint8_t *rows, uint64_t sizeBytes) {
  forEachRow(rows, sizeBytes, [&](const RowHeader &header, const uint8_t *row) {
    uint64_t hash = mr_hash_key_8(static_cast<uint64_t>(column(row, 0)));
    uint8_t *out = mr_emit_reserve(context, 0, hash, header.sizeBytes);
    std::memcpy(out + sizeof(RowHeader), row + sizeof(RowHeader), header.sizeBytes - sizeof(RowHeader));
    int64_t watermark = mr_watermark_observe(context, 0, column(row, 2));
    if (watermark != kNoWatermark)
      mr_emit_watermark(context, watermark);
  });
  return 0;
}

int32_t holdRows(TaskContext *context, uint32_t, const uint8_t *rows, uint64_t sizeBytes) {
  forEachRow(rows, sizeBytes, [&](const RowHeader &header, const uint8_t *row) {
    held.emplace_back(row, row + header.sizeBytes);
    mr_watermark_observe(context, 0, column(row, 2));
  });
  return 0;
}

int32_t flushHeld(TaskContext *context) {
  for (const std::vector<uint8_t> &row : held) {
    uint8_t *out = mr_emit_reserve(context, 0, 0, static_cast<uint32_t>(row.size()));
    std::memcpy(out + sizeof(RowHeader), row.data() + sizeof(RowHeader), row.size() - sizeof(RowHeader));
  }
  held.clear();
  return 0;
}

int32_t sinkClock(TaskContext *context, int64_t wallMs) { return writeLine(context, "C " + std::to_string(wallMs)); }

int32_t sinkWatermark(TaskContext *context, int64_t watermark) {
  return fakeLogsWatermarks ? writeLine(context, "W " + std::to_string(watermark)) : 0;
}

int32_t sinkRows(TaskContext *context, uint32_t input, const uint8_t *rows, uint64_t sizeBytes) {
  int32_t status = 0;
  forEachRow(rows, sizeBytes, [&](const RowHeader &header, const uint8_t *row) {
    if (header.kind == kMarkWatermark) {
      int64_t watermark = mr_watermark_merge(context, input, static_cast<int64_t>(header.keyHash));
      if (watermark != kNoWatermark)
        status |= sinkWatermark(context, watermark);
      return;
    }
    status |= writeLine(context, std::to_string(column(row, 0)) + " " + std::to_string(column(row, 1)));
  });
  return status;
}

int32_t countWatermark(TaskContext *context, int64_t watermark) {
  if (watermark != INT64_MAX)
    return 0;
  StateTable *table = mr_state_table(context, 0);
  for (uint32_t e = mr_table_next(table, 0); e != kNoEntry; e = mr_table_next(table, e + 1)) {
    uint32_t size;
    const uint8_t *value = mr_table_entry_value(table, e);
    if (int32_t status = writeLine(context, std::to_string(loadAs<int64_t>(mr_table_entry_key(table, e, &size))) + " " +
                                                std::to_string(loadAs<int64_t>(value)) + " " +
                                                std::to_string(loadAs<int64_t>(value + 8))))
      return status;
  }
  return 0;
}

int32_t countRows(TaskContext *context, uint32_t input, const uint8_t *rows, uint64_t sizeBytes) {
  int32_t status = 0;
  forEachRow(rows, sizeBytes, [&](const RowHeader &header, const uint8_t *row) {
    if (header.kind == kMarkWatermark) {
      int64_t watermark = mr_watermark_merge(context, input, static_cast<int64_t>(header.keyHash));
      if (watermark != kNoWatermark)
        status |= countWatermark(context, watermark);
      return;
    }
    bool inserted;
    auto *value = reinterpret_cast<int64_t *>(
        mr_table_find_or_insert(mr_state_table(context, 0), header.keyHash, row + 24, 8, &inserted));
    ++value[0];
    value[1] += column(row, 1);
  });
  return status;
}

} // namespace

Schema fakeSchema() { return {bigint("key"), bigint("value"), bigint("time")}; }

const ConnectorFactory fakeConnector = {
    "fake", [](const ConnectorOptions &, Env &) -> Result<std::unique_ptr<Source>> { return std::unique_ptr<Source>(new FakeSource()); },
    [](const ConnectorOptions &, Env &) -> Result<std::unique_ptr<Sink>> { return std::unique_ptr<Sink>(new FakeSink()); }};

const std::vector<EntryPoint> fakeEntryPoints = {
    {"source_rows", reinterpret_cast<void *>(sourceRows)},   {"forward_watermark", reinterpret_cast<void *>(forwardWatermark)},
    {"sink_rows", reinterpret_cast<void *>(sinkRows)},       {"sink_watermark", reinterpret_cast<void *>(sinkWatermark)},
    {"count_rows", reinterpret_cast<void *>(countRows)},     {"count_watermark", reinterpret_cast<void *>(countWatermark)},
    {"hold_rows", reinterpret_cast<void *>(holdRows)},       {"flush_held", reinterpret_cast<void *>(flushHeld)},
    {"sink_clock", reinterpret_cast<void *>(sinkClock)}};

PipelineDescriptor fakePipeline(ExchangeKind kind) {
  PipelineDescriptor pipeline;
  pipeline.name = "fake";
  pipeline.timeZone = "UTC";
  pipeline.exchanges.push_back({kind, fakeSchema(), {0}});
  SourceDescriptor source;
  source.table = "t";
  source.connector = "fake";
  source.fullSchema = source.physicalSchema = fakeSchema();
  pipeline.sources.push_back(source);
  SinkDescriptor sink;
  sink.table = "s";
  sink.connector = "fake";
  pipeline.sinks.push_back(sink);
  TaskDescriptor from;
  from.name = "source";
  from.inputs.push_back({InputKind::Source, 0, 0});
  from.outputs.push_back(0);
  from.entries.rows = kSourceRows;
  from.entries.watermark = kForwardWatermark;
  from.generators.push_back({0, 0, "time"});
  TaskDescriptor to;
  to.name = "sink";
  to.inputs.push_back({InputKind::Exchange, 0, kNoIndex});
  to.sinks.push_back(0);
  to.entries.rows = kSinkRows;
  to.entries.watermark = kSinkWatermark;
  pipeline.tasks = {from, to};
  return pipeline;
}

} // namespace millrace
