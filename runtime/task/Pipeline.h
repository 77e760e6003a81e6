/// Runs a compiled pipeline: the one way for JIT, AOT and tests.
///
/// Threads: `runPipeline` blocks its caller, which becomes the control thread; shards run on threads of their own. StopSignal may
///          be set from a signal handler.
/// Errors:  the first failure of any shard stops all; it comes back as the Result.
#pragma once
#include "runtime/abi/PipelineDescriptor.h"
#include "runtime/connector/Connector.h"
#include "runtime/env/Env.h"
#include "runtime/env/StopSignal.h"

#include <functional>
#include <span>

namespace millrace {

struct CompiledPipeline {
  std::string_view descriptor; // serialize(PipelineDescriptor)
  std::span<const EntryPoint> entryPoints;
  std::span<const ConnectorFactory *const> connectors;
  std::span<const FormatFactory *const> formats;
};

struct RunProgress {
  uint64_t rowsIn = 0;
  uint64_t bytesIn = 0, bytesTotal = 0; // total 0: unbounded or unknown
  double elapsedSeconds = 0;
};

struct RunOptions {
  uint32_t parallelism = 0; // 0: `SET 'parallelism.default'`, else 1
  uint32_t maxParallelism = 128;
  bool pinThreads = false;
  uint64_t channelBytesMax = 4 * 1024 * 1024; // per channel between two shards
  uint64_t stateBytesMax = 0;                  // all shards together; 0: no limit
  StopSignal *stop = nullptr;
  std::function<void(const RunProgress &)> progress = {}; // control thread, about 5 times a second
  std::function<void(std::string_view)> log = {};         // warnings, one line each without '\n'; control thread or a shard
  bool drainFiresWindows = true; // a drained run ends with watermark INT64_MAX, as bounded input does
};

struct RunSummary {
  uint64_t rowsIn = 0, rowsOut = 0; // from sources, to sinks
  uint64_t bytesIn = 0;
  uint64_t lateRowsDropped = 0;
  uint64_t badRecordsSkipped = 0;
  double elapsedSeconds = 0;
  bool wasStopped = false; // by StopSignal
};

Result<RunSummary> runPipeline(const CompiledPipeline &pipeline, const RunOptions &options, Env &env);

} // namespace millrace
