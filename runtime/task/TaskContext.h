/// One task's instance on one shard as kernels see it. Generated code holds only the pointer.
///
/// Lifetime: as long as the run; the vectors behind the pointers do not move after the start.
/// Threads:  one shard.
#pragma once
#include "runtime/abi/RuntimeAbi.h"
#include "runtime/exchange/Batch.h"
#include "runtime/time/Watermarks.h"

#include <atomic>

namespace millrace {

class Task;

/// Rows on their way to one consumer: the batch being filled.
struct BatchWriter {
  uint8_t *position = nullptr;
  uint8_t *end = nullptr;
  uint32_t rowCount = 0;
  Batch *batch = nullptr;
};

struct TaskOutput {
  BatchWriter *writers = nullptr; // one per consumer; forward, broadcast and singleton: one
  uint32_t writerCount = 0;
  uint32_t maxParallelism = 1;
  const uint16_t *shardOfGroup = nullptr; // null: always writer 0
};

struct TaskSink {
  OutBuffer buffer;
  uint32_t *rowEnds = nullptr;
  uint32_t rowCount = 0, rowCapacity = 0;
};

/// A sink's records go to its connector at this size, at batch ends and when the input runs dry.
constexpr uint32_t kSinkBytes = 64 * 1024;
/// Room for the record that passes that size; a longer one makes the buffer grow.
constexpr uint32_t kSinkRecordBytes = 16 * 1024;

/// Written by the shard, read by the control thread; single writer, so no read-modify-write is needed.
struct TaskCounters {
  std::atomic<uint64_t> rowsIn{0}, bytesIn{0}, rowsEmitted{0}, rowsToSinks{0}, lateRowsDropped{0}, badRecords{0};
  static void add(std::atomic<uint64_t> &counter, uint64_t n) {
    counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
  }
};

struct TaskContext {
  FunctionContext functions;
  TaskOutput *outputs = nullptr;
  uint32_t outputCount = 0;
  uint32_t mustYield = 0;
  void **tables = nullptr; // StateTable, MapTable, SortedTable or Slices, as declared
  WatermarkChannel *channels = nullptr; // of all inputs
  uint32_t channelCount = 0;
  uint32_t currentChannel = 0; // what the running entry point reads
  const int64_t *generatorIntervalMs = nullptr;
  int64_t watermark = kNoWatermark;
  int64_t processingTimeMs = 0;
  TaskSink *sinks = nullptr;
  void *formatState = nullptr; // Decoder::fastState of the split being read
  const DecodeCursor *cursor = nullptr; // of that split; null for row sources
  TaskCounters counters;
  Task *task = nullptr;
};

} // namespace millrace
