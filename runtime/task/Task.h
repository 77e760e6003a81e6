/// One task on one shard: its state, its inputs and outputs, and the calls of its generated code.
///
/// Step:    takes a few batches or chunks that are there, never waits. Not stepped while one of its outputs is over its limit.
/// Marks:   watermarks lie between rows and are generated code's business; idle, barrier and end come with a batch's tail.
/// Barrier: a channel that has given barrier N is not read until all have; then state may be frozen, sinks prepare, and the barrier
///          goes on.
/// Preload: an input that is marked so is read to its end before any other; the others' channels fill up meanwhile. No barrier may come
///          before that: it would wait for channels that are not read.
/// Threads: one shard.
#pragma once
#include "runtime/abi/PipelineDescriptor.h"
#include "runtime/connector/Connector.h"
#include "runtime/exchange/Channel.h"
#include "runtime/metrics/MemoryAccount.h"
#include "runtime/state/LocalSlices.h"
#include "runtime/state/MapTable.h"
#include "runtime/state/SortedTable.h"
#include "runtime/task/SourceInput.h"
#include "runtime/task/TaskContext.h"
#include "runtime/time/Timers.h"

#include <deque>

namespace millrace {

class Shard;

/// The task's generated functions; null where it has none.
struct TaskCode {
  RowsEntry rows = nullptr;
  DecodeEntry decode = nullptr;
  WatermarkEntry watermark = nullptr;
  TimerEntry timer = nullptr;
  FlushEntry flush = nullptr;
  ClockEntry clock = nullptr;
};

/// Told when a task's inputs are aligned at barrier N, before the barrier goes on. Runs on the shard; must not block.
class BarrierListener {
public:
  virtual ~BarrierListener() = default;
  virtual Status onBarrier(Task &task, uint64_t barrier) = 0;
};

class Task {
public:
  Task(Shard &shard, const TaskDescriptor &descriptor, TaskCode code, MemoryAccount *budget);
  ~Task();
  Task(const Task &) = delete;
  Task &operator=(const Task &) = delete;

  // Wiring, before the first step.
  void addSource(SourceParts parts);
  void addSink(std::unique_ptr<SinkWriter> writer);
  /// A channel from another shard, or (null) from a task of this one. Gives its number, for `Destination::channel`. One that will never
  /// carry rows (`isSilent`: a source without splits there) must not hold the watermark back until its end is heard of.
  uint32_t addInputChannel(uint32_t input, Channel *channel, bool isSilent = false);
  struct Destination {
    Task *consumer;   // on this shard, or null
    uint32_t channel; // of the consumer
    Channel *remote;  // to another shard, or null
    Shard *consumerShard;
  };
  /// `shardOfGroup`: by key hash over several destinations; null: all to writer 0. Broadcast: every batch to every destination.
  void addOutput(std::vector<Destination> destinations, const uint16_t *shardOfGroup, uint32_t maxParallelism, bool isBroadcast);
  void start();

  bool step(uint32_t budget);
  /// The shard found nothing to do: promises the watermarks that sources observed (a window must not wait for a timer while its source
  /// is silent), emits what waits in batches and sinks. True when that was something.
  bool runDry();
  void stopReading();
  void injectBarrier(uint64_t barrier);
  /// Clock-driven work: wall-clock watermarks, idleness, processing-time timers. True when something happened.
  bool runClock();

  bool hasEnded() const { return hasEnded_; }
  /// Nothing is left behind that a channel had no room for.
  bool hasDelivered();
  bool isBlocked() const;
  Shard &shard() { return shard_; }
  const TaskDescriptor &descriptor() const { return descriptor_; }
  TaskContext &context() { return context_; }
  const TaskCounters &counters() const { return context_.counters; }
  uint64_t epoch() const { return epoch_; }
  Result<std::vector<SplitPosition>> sourcePositions() const;
  std::vector<std::unique_ptr<SourceInput>> &sources() { return sources_; }
  bool isOverBudget(Status &status) const;

  // State by index of the descriptor, for snapshots.
  StateTable &table(uint32_t index) { return *static_cast<StateTable *>(tablePointers_[index]); }
  MapTable &map(uint32_t index) { return *static_cast<MapTable *>(tablePointers_[index]); }
  SortedTable &sorted(uint32_t index) { return *static_cast<SortedTable *>(tablePointers_[index]); }
  Slices &slices(uint32_t index) { return *static_cast<Slices *>(tablePointers_[index]); }
  Timers &timers(uint32_t index) { return *timers_[index]; }

  // Called by kernels' slow paths and by SourceInput.
  uint8_t *makeRoom(uint32_t output, uint32_t writer, uint32_t sizeBytes);
  int32_t handOverSink(uint32_t sink);
  int32_t fail(Status status);
  int32_t callRows(uint32_t input, uint32_t watermarkChannel, const uint8_t *rows, uint64_t sizeBytes);
  int32_t callDecode(uint32_t input, uint32_t watermarkChannel, DecodeCursor &cursor);
  int32_t callWatermark(int64_t watermark);
  int32_t fireTimers(TimeDomain domain, int64_t limitMs);
  int64_t recomputeWatermark();
  /// Recomputes and, if the watermark moved, fires and emits.
  void advanceWatermark();
  /// After a channel became idle or active: advances, and tells the consumers when the task as a whole did.
  void updateIdleness();

private:
  struct InputChannel {
    uint32_t input;
    uint32_t watermarkChannel;
    Channel *remote;
    std::deque<Batch *> pending; // local batches that came while the channel was blocked
    bool isBlocked = false;
    bool hasEnded = false;
  };
  struct Output {
    std::vector<Destination> destinations;
    std::vector<BatchWriter> writers;
    bool isBroadcast = false;
  };
  struct SinkEnd {
    std::unique_ptr<SinkWriter> writer;
    bool isDirty = false;
  };

  /// Not to be read now: it waits for a barrier, or for preloaded inputs to end.
  bool isHeld(const InputChannel &channel) const {
    return channel.isBlocked || (isPreloading_ && !descriptor_.inputs[channel.input].isPreloaded);
  }
  void updatePreloading();
  void makeState(const StateTableDescriptor &table, MemoryAccount &account);
  void beginCall(uint32_t watermarkChannel);
  int32_t endCall(int32_t status);
  bool stepChannels(uint32_t budget);
  bool stepSources(uint32_t budget);
  void receive(uint32_t channel, Batch &batch);
  void deliver(uint32_t channel, Batch *batch);
  void applyMark(uint32_t channel, TailMark mark, uint64_t payload);
  void alignBarrier();
  void completeBarrier();
  bool flushLocals();
  void finishIfEnded();
  void finish();
  bool flushOutputs();
  bool flushSinks();
  void sendMark(TailMark mark, uint64_t payload);
  void sendBatch(Output &output, uint32_t writer);
  void sendTo(const Destination &destination, Batch *batch);
  Batch *takeBatch(const Destination &destination, uint32_t sizeBytes);
  bool hasQueuedInput() const;

  Shard &shard_;
  const TaskDescriptor &descriptor_;
  TaskCode code_;
  TaskContext context_;
  std::vector<std::unique_ptr<MemoryAccount>> accounts_;
  std::vector<void *> tablePointers_;
  std::vector<std::unique_ptr<StateTable>> valueTables_;
  std::vector<std::unique_ptr<MapTable>> mapTables_;
  std::vector<std::unique_ptr<SortedTable>> sortedTables_;
  std::vector<std::unique_ptr<Slices>> sliceTables_;
  std::vector<std::unique_ptr<LocalSlices>> localTables_;
  std::vector<std::unique_ptr<Timers>> timers_;
  DueTimer due_;
  std::vector<InputChannel> channels_;
  std::vector<std::unique_ptr<SourceInput>> sources_;
  std::vector<Output> outputs_;
  std::vector<TaskOutput> outputViews_;
  std::vector<SinkEnd> sinks_;
  std::vector<TaskSink> sinkViews_;
  std::vector<WatermarkChannel> watermarkChannels_;
  std::vector<int64_t> generatorIntervals_;
  uint64_t pendingBarrier_ = 0; // 0: none
  bool sourcesBlocked_ = false;
  bool isPreloading_ = false; // some preloaded input has not ended
  uint64_t epoch_ = 1;
  uint32_t turn_ = 0;
  bool isIdle_ = false;
  bool hasEnded_ = false;
  bool isStopping_ = false;
  bool flushPending_ = false; // rows came since <task>_flush
};

} // namespace millrace
