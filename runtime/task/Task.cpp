#include "runtime/task/Task.h"
#include "runtime/task/Shard.h"

#include <algorithm>

namespace millrace {

Task::Task(Shard &shard, const TaskDescriptor &descriptor, TaskCode code, MemoryAccount *budget)
    : shard_(shard), descriptor_(descriptor), code_(code) {
  for (const StateTableDescriptor &table : descriptor.tables)
    makeState(table, *accounts_.emplace_back(std::make_unique<MemoryAccount>(table.account, 0, budget)));
  for (const TimerDescriptor &timer : descriptor.timers) {
    MemoryAccount &account = *accounts_.emplace_back(std::make_unique<MemoryAccount>(timer.name, 0, budget));
    timers_.push_back(std::make_unique<Timers>(inlineKeySizeBytes(timer.key), account));
  }
  for (const WatermarkGeneratorDescriptor &generator : descriptor.generators)
    generatorIntervals_.push_back(generator.intervalMs);
}

Task::~Task() {
  for (Output &output : outputs_)
    for (BatchWriter &writer : output.writers)
      if (writer.batch)
        shard_.batches().give(writer.batch);
  for (InputChannel &channel : channels_)
    for (Batch *batch : channel.pending)
      shard_.batches().give(batch);
  for (TaskSink &sink : sinkViews_) {
    sink.buffer.release();
    delete[] sink.rowEnds;
  }
  context_.functions.arena.release();
}

void Task::makeState(const StateTableDescriptor &table, MemoryAccount &account) {
  StateLayout layout = computeStateLayout(table.value);
  std::vector<uint32_t> variable;
  for (uint32_t column : layout.variableColumns)
    variable.push_back(layout.slotOffsets[column]);
  uint32_t keyBytes = inlineKeySizeBytes(table.key);
  switch (table.kind) {
  case StateKind::Value:
    valueTables_.push_back(
        std::make_unique<StateTable>(makeEntryShape(keyBytes, layout.sizeBytes, std::move(variable)), account));
    tablePointers_.push_back(valueTables_.back().get());
    return;
  case StateKind::Map:
  case StateKind::List: {
    bool isMap = table.kind == StateKind::Map;
    MapShape shape{keyBytes, isMap ? inlineKeySizeBytes(table.mapKey) : 8, layout.sizeBytes, std::move(variable), isMap};
    mapTables_.push_back(std::make_unique<MapTable>(std::move(shape), account));
    tablePointers_.push_back(mapTables_.back().get());
    return;
  }
  case StateKind::Sorted:
    sortedTables_.push_back(std::make_unique<SortedTable>(
        SortedShape{keyBytes, inlineSortKeySizeBytes(table.mapKey), layout.sizeBytes, std::move(variable)}, account));
    tablePointers_.push_back(sortedTables_.back().get());
    return;
  case StateKind::Slices: {
    EntryShape shape = makeEntryShape(keyBytes, layout.sizeBytes, std::move(variable));
    if (table.isKeyed) {
      tablePointers_.push_back(sliceTables_.emplace_back(std::make_unique<Slices>(table.window, std::move(shape), account)).get());
      return;
    }
    auto &local = localTables_.emplace_back(std::make_unique<LocalSlices>(table.window, std::move(shape), account));
    tablePointers_.push_back(static_cast<Slices *>(local.get()));
    return;
  }
  }
}

void Task::addSource(SourceParts parts) {
  const InputDescriptor &input = descriptor_.inputs[parts.input];
  if (input.generator != kNoIndex) {
    parts.intervalMs = descriptor_.generators[input.generator].intervalMs;
    parts.idleTimeoutMs = descriptor_.generators[input.generator].idleTimeoutMs;
  } else {
    parts.intervalMs = -1;
  }
  sources_.push_back(std::make_unique<SourceInput>(*this, std::move(parts)));
}

void Task::addSink(std::unique_ptr<SinkWriter> writer) {
  sinks_.push_back({std::move(writer), false});
  TaskSink view;
  view.rowCapacity = 4096;
  view.rowEnds = new uint32_t[view.rowCapacity];
  view.buffer.reserve(kSinkBytes + kSinkRecordBytes); // untouched pages cost nothing
  sinkViews_.push_back(view);
}

uint32_t Task::addInputChannel(uint32_t input, Channel *channel, bool isSilent) {
  auto number = static_cast<uint32_t>(channels_.size());
  watermarkChannels_.emplace_back().isIdle = isSilent;
  channels_.push_back({input, number, channel, {}});
  return number;
}

void Task::addOutput(std::vector<Destination> destinations, const uint16_t *shardOfGroup, uint32_t maxParallelism,
                     bool isBroadcast) {
  Output output;
  output.writers.resize(shardOfGroup ? destinations.size() : 1);
  output.destinations = std::move(destinations);
  output.isBroadcast = isBroadcast;
  outputs_.push_back(std::move(output));
  TaskOutput view;
  view.maxParallelism = maxParallelism;
  view.shardOfGroup = shardOfGroup;
  outputViews_.push_back(view);
}

void Task::start() {
  for (auto &source : sources_) {
    source->useChannels(static_cast<uint32_t>(watermarkChannels_.size()));
    watermarkChannels_.resize(watermarkChannels_.size() + source->channelCount());
  }
  for (size_t i = 0; i < outputs_.size(); ++i) {
    outputViews_[i].writers = outputs_[i].writers.data();
    outputViews_[i].writerCount = static_cast<uint32_t>(outputs_[i].writers.size());
  }
  updatePreloading();
  context_.task = this;
  context_.outputs = outputViews_.data();
  context_.outputCount = static_cast<uint32_t>(outputViews_.size());
  context_.tables = tablePointers_.data();
  context_.channels = watermarkChannels_.data();
  context_.channelCount = static_cast<uint32_t>(watermarkChannels_.size());
  context_.generatorIntervalMs = generatorIntervals_.data();
  context_.sinks = sinkViews_.data();
  context_.functions.randomState[0] = shard_.env().random();
  context_.functions.randomState[1] = shard_.env().random();
}

int32_t Task::fail(Status status) {
  context_.mustYield = 1;
  return shard_.fail(std::move(status));
}

void Task::beginCall(uint32_t watermarkChannel) {
  context_.currentChannel = watermarkChannel;
  context_.processingTimeMs = context_.functions.nowMs = shard_.env().wallMs();
  flushPending_ = true;
}

int32_t Task::endCall(int32_t status) {
  if (context_.functions.arena.blocks)
    context_.functions.arena.reset();
  if (status != 0 && !shard_.hasFailed())
    fail(makeStatus(StatusCode::Evaluation, "task `%s` failed without a reason", descriptor_.name.c_str()));
  return status;
}

int32_t Task::callRows(uint32_t input, uint32_t watermarkChannel, const uint8_t *rows, uint64_t sizeBytes) {
  beginCall(watermarkChannel);
  return endCall(code_.rows(&context_, input, rows, sizeBytes));
}

/// The caller asks the decoder for the reason of a failure before endCall gives up on one.
int32_t Task::callDecode(uint32_t input, uint32_t watermarkChannel, DecodeCursor &cursor) {
  beginCall(watermarkChannel);
  int32_t status = code_.decode(&context_, input, &cursor);
  if (context_.functions.arena.blocks)
    context_.functions.arena.reset();
  return status;
}

int32_t Task::callWatermark(int64_t watermark) {
  beginCall(context_.currentChannel);
  return endCall(code_.watermark(&context_, watermark));
}

int64_t Task::recomputeWatermark() {
  int64_t merged = mergedWatermark(context_.channels, context_.channelCount, context_.watermark);
  if (merged <= context_.watermark)
    return kNoWatermark;
  context_.watermark = merged;
  return merged;
}

void Task::advanceWatermark() {
  int64_t advanced = recomputeWatermark();
  if (advanced != kNoWatermark && !shard_.hasFailed())
    callWatermark(advanced);
}

int32_t Task::fireTimers(TimeDomain domain, int64_t limitMs) {
  while (true) {
    Timers *earliest = nullptr;
    uint32_t timer = 0;
    for (uint32_t i = 0; i < timers_.size(); ++i) {
      if (descriptor_.timers[i].domain != domain || timers_[i]->count() == 0)
        continue;
      if (!earliest || timers_[i]->nextDueBound() < earliest->nextDueBound()) {
        earliest = timers_[i].get();
        timer = i;
      }
    }
    if (!earliest || earliest->nextDueBound() > limitMs)
      return 0;
    // Up to the bound only: a wheel knows its earliest time exactly once it stands there, and another may then be earlier.
    if (!earliest->popDue(earliest->nextDueBound(), due_))
      continue;
    DueTimer fired = std::move(due_);
    // A watermark may fire any number of timers: each gives its memory back, unless it needed a new block.
    Arena &arena = context_.functions.arena;
    const Arena before = arena;
    int32_t status = code_.timer(&context_, timer, fired.timeMs, fired.hash, fired.key.data(),
                                 static_cast<uint32_t>(fired.key.size()));
    due_.key = std::move(fired.key);
    if (arena.blocks == before.blocks)
      arena.position = before.position;
    if (status != 0)
      return endCall(status);
  }
}

bool Task::isOverBudget(Status &status) const {
  for (const auto &account : accounts_) {
    if (!account->isOver())
      continue;
    const MemoryAccount *largest = account.get();
    for (const auto &other : accounts_)
      if (other->bytes() > largest->bytes())
        largest = other.get();
    status = makeStatus(StatusCode::StateBudget, "state is over its limit of %llu bytes; the largest user is `%s` with %lld bytes",
                        static_cast<unsigned long long>(largest->limitBytes()), largest->name().c_str(),
                        static_cast<long long>(largest->bytes()));
    return true;
  }
  return false;
}

Result<std::vector<SplitPosition>> Task::sourcePositions() const {
  std::vector<SplitPosition> all;
  for (const auto &source : sources_) {
    MR_ASSIGN(std::vector<SplitPosition> some, source->positions());
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

int32_t mr_timers_fire(TaskContext *context, int64_t watermark) {
  return context->task->fireTimers(TimeDomain::EventTime, watermark);
}

void mr_timer_set(TaskContext *context, uint32_t timer, int64_t timeMs, uint64_t hash, const uint8_t *key,
                  uint32_t keySizeBytes) {
  context->task->timers(timer).set(timeMs, hash, key, keySizeBytes);
}

void mr_timer_clear(TaskContext *context, uint32_t timer, int64_t timeMs, uint64_t hash, const uint8_t *key,
                    uint32_t keySizeBytes) {
  context->task->timers(timer).clear(timeMs, hash, key, keySizeBytes);
}

int64_t mr_watermark_recompute(TaskContext *context) { return context->task->recomputeWatermark(); }

} // namespace millrace
