/// One source of a task on one shard: its splits, their readers, and the way of their records into the task.
///
/// Order:   a connector's splits are read one after the other or all in turn (SplitOrder). One after the other they share a
///          watermark channel, as a Flink reader does; in turn each has its own.
/// Threads: one shard.
#pragma once
#include "runtime/abi/PipelineDescriptor.h"
#include "runtime/connector/Connector.h"
#include "runtime/task/TaskContext.h"

namespace millrace {

class Task;

/// Where a split stands: part of a checkpoint.
struct SplitPosition {
  std::string table;
  std::string split;
  std::string position;
  bool isFinished = false;
};

struct SourceParts {
  const SourceDescriptor *descriptor = nullptr;
  Source *source = nullptr; // outlives the run
  std::vector<Split> splits; // of this shard
  std::unique_ptr<BadRecords> badRecords;
  std::unique_ptr<Decoder> decoder; // null for row sources
  uint32_t input = 0;
  int64_t intervalMs = 0; // of its watermark generator; -1: it has none
  int64_t idleTimeoutMs = 0;
};

enum class SourceStep : uint8_t { Progress, NotReady, Ended, Failed };

class SourceInput {
public:
  SourceInput(Task &task, SourceParts parts);

  /// How many watermark channels it needs; they start at `firstChannel` of the task's.
  uint32_t channelCount() const;
  void useChannels(uint32_t firstChannel);
  /// Reads, decodes and runs up to `budget` chunks of splits that are ready.
  SourceStep step(uint32_t budget);
  /// Drain: no more is read. What was read is processed already, but for a chunk that the decoder left unfinished.
  void stopReading() { isStopping_ = true; }
  bool hasEnded() const { return hasEnded_; }
  bool hasSplits() const { return !splits_.empty(); }
  bool isBounded() const { return parts_.source->isBounded(); }
  const SourceDescriptor &descriptor() const { return *parts_.descriptor; }
  Result<std::vector<SplitPosition>> positions() const;
  uint64_t bytesRead() const;

  /// Wall-clock emission: promises what generators observed, once per interval or (`isDry`: nothing is left to read) at once. True when
  /// a channel moved.
  bool flushObserved(int64_t nowNs, bool isDry = false);
  /// Marks splits idle that gave nothing for the idle timeout. True when a channel changed.
  bool updateIdleness(int64_t nowNs);

private:
  struct OpenSplit {
    Split split;
    std::unique_ptr<SplitReader> reader; // null: not opened yet, or ended
    DecodeCursor cursor;
    uint32_t channel = 0;
    int64_t lastRecordNs = 0;
    uint64_t bytesRead = 0;
    bool hasEnded = false;
    std::string lastPosition; // after the end
  };
  SourceStep stepSplit(OpenSplit &split);
  SourceStep stepBytes(OpenSplit &split);
  SourceStep stepRows(OpenSplit &split);
  SourceStep decodeChunk(OpenSplit &split);
  SourceStep runRows(OpenSplit &split);
  SourceStep endSplit(OpenSplit &split);
  SourceStep endAll();
  SourceStep fail(Status status, const OpenSplit &split);
  void noteRecords(OpenSplit &split);
  WatermarkChannel &channelOf(const OpenSplit &split);

  Task &task_;
  SourceParts parts_;
  std::vector<OpenSplit> splits_;
  RowBuilder rows_;
  bool isSequential_;
  bool isStopping_ = false;
  bool hasEnded_ = false;
  uint32_t firstChannel_ = 0;
  uint32_t turn_ = 0;
  uint32_t next_ = 0; // sequential: the split being read
  int64_t nextFlushNs_ = 0;
  uint64_t stepBytes_ = 0; // taken in this step
};

} // namespace millrace
