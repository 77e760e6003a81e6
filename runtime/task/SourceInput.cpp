#include "runtime/task/SourceInput.h"
#include "runtime/task/Shard.h"
#include "runtime/task/Task.h"

namespace millrace {
namespace {

/// One unit of budget is so many chunks or so many bytes, whichever is reached first: files give big chunks, topics single records.
constexpr uint32_t kChunksPerBudget = 64;
constexpr uint64_t kBytesPerBudget = 64 * 1024;

} // namespace

SourceInput::SourceInput(Task &task, SourceParts parts)
    : task_(task), parts_(std::move(parts)), rows_(parts_.descriptor->physicalSchema),
      isSequential_(parts_.source->splitOrder() == SplitOrder::Sequential) {
  for (Split &split : parts_.splits) {
    OpenSplit &open = splits_.emplace_back();
    open.split = std::move(split);
    open.channel = isSequential_ ? 0 : static_cast<uint32_t>(splits_.size() - 1);
    open.cursor.split = static_cast<uint32_t>(splits_.size() - 1);
  }
}

uint32_t SourceInput::channelCount() const {
  return isSequential_ || splits_.empty() ? 1 : static_cast<uint32_t>(splits_.size());
}

void SourceInput::useChannels(uint32_t firstChannel) {
  firstChannel_ = firstChannel;
  int64_t now = task_.shard().env().monotonicNs();
  for (OpenSplit &split : splits_)
    split.lastRecordNs = now;
}

WatermarkChannel &SourceInput::channelOf(const OpenSplit &split) {
  return task_.context().channels[firstChannel_ + split.channel];
}

SourceStep SourceInput::fail(Status status, const OpenSplit &split) {
  StatusContext where;
  where.connector = parts_.descriptor->connector;
  where.partition = split.split.id;
  task_.fail(std::move(status).at(where));
  return SourceStep::Failed;
}

SourceStep SourceInput::step(uint32_t budget) {
  bool progress = false;
  stepBytes_ = 0;
  for (uint64_t chunks = static_cast<uint64_t>(budget) * kChunksPerBudget; chunks > 0; --chunks) {
    SourceStep result = SourceStep::Ended;
    if (isSequential_) {
      while (next_ < splits_.size() && splits_[next_].hasEnded)
        ++next_;
      if (next_ < splits_.size())
        result = stepSplit(splits_[next_]);
    } else {
      // All splits in turn; the round is over when none has anything.
      for (size_t i = 0; i < splits_.size(); ++i) {
        OpenSplit &split = splits_[(turn_ + i) % splits_.size()];
        SourceStep one = split.hasEnded ? SourceStep::Ended : stepSplit(split);
        if (one == SourceStep::Progress || one == SourceStep::Failed) {
          result = one;
          turn_ = static_cast<uint32_t>((turn_ + i + 1) % splits_.size());
          break;
        }
        if (one == SourceStep::NotReady)
          result = SourceStep::NotReady;
      }
    }
    if (result == SourceStep::Failed)
      return result;
    if (result == SourceStep::Ended)
      return endAll();
    if (result == SourceStep::NotReady)
      break;
    progress = true;
    if (task_.context().mustYield || stepBytes_ >= budget * kBytesPerBudget)
      break;
  }
  return progress ? SourceStep::Progress : SourceStep::NotReady;
}

SourceStep SourceInput::endAll() {
  hasEnded_ = true;
  bool promisesEnd = !isStopping_ || task_.shard().options().drainFiresWindows;
  for (uint32_t i = 0; i < channelCount(); ++i) {
    WatermarkChannel &channel = task_.context().channels[firstChannel_ + i];
    if (promisesEnd)
      channel.watermark = kEndOfTime;
    channel.isIdle = !promisesEnd;
  }
  return SourceStep::Ended;
}

SourceStep SourceInput::stepSplit(OpenSplit &split) {
  if (isStopping_ && split.cursor.position == split.cursor.end)
    return endSplit(split);
  if (!split.reader) {
    Result<std::unique_ptr<SplitReader>> reader = parts_.source->open(split.split);
    if (!reader.isOk())
      return fail(std::move(reader).status(), split);
    split.reader = std::move(*reader);
  }
  return parts_.decoder ? stepBytes(split) : stepRows(split);
}

SourceStep SourceInput::stepBytes(OpenSplit &split) {
  if (split.cursor.position == split.cursor.end) {
    split.cursor.recordCount = 0;
    Result<ReadState> state = split.reader->readBytes(split.cursor);
    if (!state.isOk())
      return fail(std::move(state).status(), split);
    if (*state == ReadState::End)
      return endSplit(split);
    if (*state == ReadState::NotReady)
      return SourceStep::NotReady;
    auto chunkBytes = static_cast<uint64_t>(split.cursor.end - split.cursor.position);
    TaskCounters::add(task_.context().counters.bytesIn, chunkBytes);
    stepBytes_ += chunkBytes;
    noteRecords(split);
  }
  return decodeChunk(split);
}

SourceStep SourceInput::decodeChunk(OpenSplit &split) {
  TaskContext &context = task_.context();
  DecodeCursor &cursor = split.cursor;
  uint64_t recordsBefore = cursor.recordCount;
  parts_.decoder->useCursor(cursor);
  context.cursor = &cursor;
  if (parts_.descriptor->hasGeneratedDecoder) {
    context.formatState = parts_.decoder->fastState();
    if (task_.callDecode(parts_.input, firstChannel_ + split.channel, cursor) != 0) {
      if (task_.shard().hasFailed())
        return SourceStep::Failed;
      Status reason = parts_.decoder->takeFailure();
      return fail(reason.isOk() ? Status(StatusCode::BadRecord, "a record cannot be decoded") : std::move(reason), split);
    }
  } else {
    while (cursor.position != cursor.end) {
      RowSink sink{rows_};
      rows_.clear();
      if (Status status = parts_.decoder->decode(cursor, sink); !status.isOk())
        return fail(std::move(status), split);
      if (SourceStep result = runRows(split); result == SourceStep::Failed)
        return result;
      if (context.mustYield)
        break;
    }
  }
  TaskCounters::add(context.counters.rowsIn, cursor.recordCount - recordsBefore);
  return task_.shard().hasFailed() ? SourceStep::Failed : SourceStep::Progress;
}

SourceStep SourceInput::stepRows(OpenSplit &split) {
  RowSink sink{rows_};
  rows_.clear();
  task_.context().cursor = nullptr;
  Result<ReadState> state = split.reader->readRows(sink);
  if (!state.isOk())
    return fail(std::move(state).status(), split);
  if (rows_.sizeBytes() > 0) {
    noteRecords(split);
    stepBytes_ += rows_.sizeBytes();
    TaskCounters::add(task_.context().counters.rowsIn, rows_.rowCount());
    if (runRows(split) == SourceStep::Failed)
      return SourceStep::Failed;
  }
  if (*state == ReadState::End)
    return endSplit(split);
  return *state == ReadState::Ready || rows_.sizeBytes() > 0 ? SourceStep::Progress : SourceStep::NotReady;
}

SourceStep SourceInput::runRows(OpenSplit &split) {
  if (rows_.sizeBytes() == 0)
    return SourceStep::Progress;
  int32_t status = task_.callRows(parts_.input, firstChannel_ + split.channel, rows_.rows(), rows_.sizeBytes());
  return status == 0 && !task_.shard().hasFailed() ? SourceStep::Progress : SourceStep::Failed;
}

SourceStep SourceInput::endSplit(OpenSplit &split) {
  if (split.reader) {
    Result<std::string> position = split.reader->position(split.cursor);
    if (!position.isOk())
      return fail(std::move(position).status(), split);
    split.lastPosition = std::move(*position);
    split.bytesRead = split.reader->bytesRead();
  } else {
    split.lastPosition = split.split.position;
  }
  split.reader.reset();
  split.hasEnded = true;
  bool isLast = true;
  for (const OpenSplit &other : splits_)
    isLast &= other.hasEnded;
  // While others go on, an ended split's watermark is left out; at the end of the source all channels end together.
  if (!isSequential_ && !isLast) {
    channelOf(split).isIdle = true;
    task_.updateIdleness();
  }
  return task_.shard().hasFailed() ? SourceStep::Failed : isLast ? SourceStep::Ended : SourceStep::Progress;
}

void SourceInput::noteRecords(OpenSplit &split) {
  if (parts_.idleTimeoutMs > 0)
    split.lastRecordNs = task_.shard().env().monotonicNs();
  WatermarkChannel &channel = channelOf(split);
  if (channel.isIdle) {
    channel.isIdle = false;
    channel.isBehind = channel.watermark < task_.context().watermark;
    task_.updateIdleness();
  }
}

bool SourceInput::flushObserved(int64_t nowNs, bool isDry) {
  if (parts_.intervalMs <= 0 || (nowNs < nextFlushNs_ && !isDry))
    return false;
  nextFlushNs_ = nowNs + parts_.intervalMs * 1'000'000;
  bool moved = false;
  for (uint32_t i = 0; i < channelCount(); ++i)
    moved |= millrace::flushObserved(task_.context().channels[firstChannel_ + i], parts_.intervalMs);
  return moved;
}

bool SourceInput::updateIdleness(int64_t nowNs) {
  if (parts_.idleTimeoutMs <= 0)
    return false;
  bool changed = false;
  for (uint32_t i = 0; i < channelCount(); ++i) {
    WatermarkChannel &channel = task_.context().channels[firstChannel_ + i];
    int64_t lastNs = INT64_MIN;
    for (const OpenSplit &split : splits_)
      if (split.channel == i && split.lastRecordNs > lastNs)
        lastNs = split.lastRecordNs;
    if (channel.isIdle || splits_.empty() || nowNs - lastNs < parts_.idleTimeoutMs * 1'000'000)
      continue;
    channel.isIdle = true;
    changed = true;
  }
  return changed;
}

Result<std::vector<SplitPosition>> SourceInput::positions() const {
  std::vector<SplitPosition> all;
  for (const OpenSplit &split : splits_) {
    SplitPosition where = {parts_.descriptor->table, split.split.id, split.split.position, split.hasEnded};
    if (split.hasEnded) {
      where.position = split.lastPosition;
    } else if (split.reader) {
      MR_ASSIGN(where.position, split.reader->position(split.cursor));
    }
    all.push_back(std::move(where));
  }
  return all;
}

uint64_t SourceInput::bytesRead() const {
  uint64_t bytes = 0;
  for (const OpenSplit &split : splits_)
    bytes += split.reader ? split.reader->bytesRead() : split.bytesRead;
  return bytes;
}

} // namespace millrace
