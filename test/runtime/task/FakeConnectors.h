/// Connectors and entry points for tests of the runtime alone: a row source from vectors, a sink that remembers epochs.
#pragma once
#include "runtime/abi/RuntimeAbi.h"
#include "runtime/row/KeyBytes.h"
#include "runtime/task/RunningPipeline.h"

#include <map>
#include <mutex>

namespace millrace {

/// (key BIGINT NOT NULL, value BIGINT NOT NULL, time BIGINT NOT NULL), all tests' schema.
Schema fakeSchema();

struct FakeRow {
  int64_t key, value, timeMs;
  bool operator==(const FakeRow &) const = default;
};

/// What sources give and sinks got; one per test.
struct FakeWorld {
  std::vector<std::vector<FakeRow>> splits;
  SplitOrder order = SplitOrder::Concurrent;
  bool bounded = true;
  /// Rows that unbounded splits may give so far; -1: all.
  std::atomic<int64_t> released{-1};

  std::mutex mutex;
  std::vector<std::string> lines;    // committed or not, in order of arrival
  std::vector<std::string> calls;    // of shard 0's writer: `write 1`, `prepare 1`, `commit 1`, `close`
  std::map<uint64_t, uint64_t> rowsByEpoch;
};
/// The world of the running test; connectors are plain functions and find it here.
extern FakeWorld *fakeWorld;
extern const ConnectorFactory fakeConnector;

/// A descriptor with one source task, one exchange and one sink task; entry points by the order of `fakeEntryPoints`.
PipelineDescriptor fakePipeline(ExchangeKind exchange);

/// source_rows: observes watermarks (value column passed on), emits every row to output 0 by key.
/// sink_rows: writes `shard key value` lines to sink 0 and `W watermark`, when `fakeLogsWatermarks`.
/// count_rows: keyed counts in a value table per key; at the end (watermark INT64_MAX) writes `key count sum` lines.
/// hold_rows: as source_rows, but keeps the rows until flush_held. sink_clock: writes `C wallMs`.
extern const std::vector<EntryPoint> fakeEntryPoints;
enum FakeEntry : uint32_t {
  kSourceRows, kForwardWatermark, kSinkRows, kSinkWatermark, kCountRows, kCountWatermark, kHoldRows, kFlushHeld, kSinkClock
};
extern bool fakeLogsWatermarks;

} // namespace millrace
