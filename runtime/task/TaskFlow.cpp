// How batches, marks and records move through a task: steps, delivery, barriers, idleness, the end.
#include "runtime/task/Shard.h"
#include "runtime/task/Task.h"

#include <algorithm>

namespace millrace {

bool Task::isBlocked() const {
  for (const Output &output : outputs_)
    for (const Destination &to : output.destinations)
      if (to.remote ? to.remote->isOverLimit() : to.consumer->isHeld(to.consumer->channels_[to.channel]) || to.consumer->isBlocked())
        return true;
  return false;
}

bool Task::hasDelivered() {
  bool delivered = true;
  for (Output &output : outputs_)
    for (Destination &to : output.destinations)
      delivered &= !to.remote || to.remote->drainOverflow();
  return delivered;
}

bool Task::step(uint32_t budget) {
  if (hasEnded_)
    return false;
  if (!hasDelivered() || isBlocked())
    return false;
  context_.mustYield = 0;
  bool progress = stepChannels(budget);
  if (!shard_.hasFailed())
    progress |= stepSources(budget);
  if (shard_.hasFailed())
    return false;
  finishIfEnded();
  if (progress && !hasEnded_ && !hasQueuedInput()) {
    flushOutputs();
    flushSinks();
  }
  return progress || hasEnded_;
}

bool Task::stepChannels(uint32_t budget) {
  bool progress = false;
  auto count = static_cast<uint32_t>(channels_.size());
  for (uint32_t i = 0; i < count && budget > 0; ++i) {
    uint32_t number = (turn_ + i) % count;
    for (; budget > 0 && !context_.mustYield; --budget) {
      InputChannel &channel = channels_[number];
      if (isHeld(channel) || channel.hasEnded)
        break;
      bool isLocal = !channel.pending.empty();
      Batch *batch = isLocal ? channel.pending.front() : channel.remote ? channel.remote->pop() : nullptr;
      if (!batch)
        break;
      if (isLocal)
        channel.pending.pop_front();
      receive(number, *batch);
      if (isLocal)
        shard_.batches().give(batch);
      else
        channel.remote->giveBack(batch, shard_.batches());
      progress = true;
      if (shard_.hasFailed())
        return true;
    }
  }
  ++turn_;
  return progress;
}

bool Task::stepSources(uint32_t budget) {
  if (sourcesBlocked_ || isPreloading_)
    return false;
  bool progress = false;
  for (auto &source : sources_) {
    if (source->hasEnded())
      continue;
    SourceStep result = source->step(budget);
    progress |= result == SourceStep::Progress || result == SourceStep::Ended;
    if (result == SourceStep::Failed)
      return true;
    if (result == SourceStep::Ended && !(isStopping_ && !shard_.options().drainFiresWindows))
      advanceWatermark();
  }
  return progress;
}

void Task::receive(uint32_t number, Batch &batch) {
  InputChannel &channel = channels_[number];
  if (batch.sizeBytes > 0 && callRows(channel.input, channel.watermarkChannel, batch.bytes, batch.sizeBytes) != 0)
    return;
  if (batch.mark != TailMark::None)
    applyMark(number, batch.mark, batch.payload);
}

/// From a task of the same shard: runs at once, unless the channel waits for a barrier. Empties the batch or takes it over.
void Task::deliver(uint32_t number, Batch *batch) {
  InputChannel &channel = channels_[number];
  if (isHeld(channel) || !channel.pending.empty()) {
    channel.pending.push_back(batch);
    return;
  }
  receive(number, *batch);
  shard_.batches().give(batch);
}

void Task::applyMark(uint32_t number, TailMark mark, uint64_t payload) {
  InputChannel &channel = channels_[number];
  WatermarkChannel &watermark = watermarkChannels_[channel.watermarkChannel];
  switch (mark) {
  case TailMark::None:
    return;
  case TailMark::Barrier:
    MR_CHECK(!isPreloading_, "a barrier before the preloaded inputs have ended");
    MR_CHECK(pendingBarrier_ == 0 || pendingBarrier_ == payload, "barriers overtake each other");
    pendingBarrier_ = payload;
    channel.isBlocked = true;
    alignBarrier();
    return;
  case TailMark::Idle:
    watermark.isIdle = true;
    updateIdleness();
    return;
  case TailMark::Active:
    watermark.isIdle = false;
    watermark.isBehind = watermark.watermark < context_.watermark;
    updateIdleness();
    return;
  case TailMark::End:
    channel.hasEnded = true;
    updatePreloading();
    if (watermark.watermark != kEndOfTime) { // a drained run that fires nothing
      watermark.isIdle = true;
      if (std::any_of(channels_.begin(), channels_.end(), [](const InputChannel &c) { return !c.hasEnded; }))
        advanceWatermark();
    }
    alignBarrier();
    return;
  }
}

void Task::updatePreloading() {
  isPreloading_ = std::any_of(channels_.begin(), channels_.end(), [this](const InputChannel &channel) {
    return descriptor_.inputs[channel.input].isPreloaded && !channel.hasEnded;
  });
}

void Task::injectBarrier(uint64_t barrier) {
  if (hasEnded_ || sources_.empty())
    return;
  pendingBarrier_ = barrier;
  sourcesBlocked_ = true;
  alignBarrier();
}

void Task::alignBarrier() {
  if (pendingBarrier_ == 0)
    return;
  for (const InputChannel &channel : channels_)
    if (!channel.isBlocked && !channel.hasEnded)
      return;
  for (const auto &source : sources_)
    if (!source->hasEnded() && !sourcesBlocked_)
      return;
  completeBarrier();
}

void Task::completeBarrier() {
  uint64_t barrier = pendingBarrier_;
  if (!flushLocals())
    return;
  flushSinks();
  for (SinkEnd &sink : sinks_)
    if (Status status = sink.writer->prepare(epoch_); !status.isOk())
      fail(std::move(status));
  if (shard_.listener && !shard_.hasFailed())
    if (Status status = shard_.listener->onBarrier(*this, barrier); !status.isOk())
      fail(std::move(status));
  if (shard_.hasFailed())
    return;
  ++epoch_;
  pendingBarrier_ = 0;
  sourcesBlocked_ = false;
  for (InputChannel &channel : channels_)
    channel.isBlocked = false;
  sendMark(TailMark::Barrier, barrier);
}

/// Sends on what waits in local pre-aggregates. False after a failure.
bool Task::flushLocals() {
  if (!code_.flush || !flushPending_)
    return true;
  beginCall(context_.currentChannel);
  int32_t status = endCall(code_.flush(&context_));
  flushPending_ = false;
  return status == 0;
}

void Task::updateIdleness() {
  advanceWatermark();
  bool anyIdle = false, allIdle = true;
  for (const WatermarkChannel &channel : watermarkChannels_) {
    anyIdle |= channel.isIdle;
    allIdle &= channel.isIdle || channel.watermark == kEndOfTime;
  }
  allIdle &= anyIdle;
  if (allIdle == isIdle_)
    return;
  isIdle_ = allIdle;
  if (!flushLocals()) // an idle task's time may be passed by that of others
    return;
  sendMark(allIdle ? TailMark::Idle : TailMark::Active, 0);
}

void Task::finishIfEnded() {
  if (hasEnded_)
    return;
  for (const InputChannel &channel : channels_)
    if (!channel.hasEnded)
      return;
  for (const auto &source : sources_)
    if (!source->hasEnded())
      return;
  finish();
}

void Task::finish() {
  // A task that nothing reaches on this shard (the others of a singleton) still tells its consumers that time is over.
  if (watermarkChannels_.empty() && context_.watermark != kEndOfTime) {
    context_.watermark = kEndOfTime;
    if (callWatermark(kEndOfTime) != 0)
      return;
  }
  if (!flushLocals())
    return;
  flushSinks();
  for (SinkEnd &sink : sinks_) {
    for (auto end : {&SinkWriter::prepare, &SinkWriter::commit})
      if (Status status = (sink.writer.get()->*end)(epoch_); !status.isOk()) {
        fail(std::move(status));
        return;
      }
    if (Status status = sink.writer->close(); !status.isOk()) {
      fail(std::move(status));
      return;
    }
  }
  hasEnded_ = true;
  sendMark(TailMark::End, 0);
}

bool Task::hasQueuedInput() const {
  for (const InputChannel &channel : channels_)
    if (!isHeld(channel) && !channel.hasEnded && (!channel.pending.empty() || (channel.remote && !channel.remote->isEmpty())))
      return true;
  return false;
}

bool Task::runDry() {
  if (hasEnded_ || shard_.hasFailed() || isBlocked())
    return false;
  if (!flushLocals())
    return false;
  bool moved = false;
  for (auto &source : sources_)
    moved |= !source->hasEnded() && source->flushObserved(shard_.env().monotonicNs(), /*isDry=*/true);
  if (moved)
    advanceWatermark();
  if (shard_.hasFailed())
    return false;
  bool progress = flushOutputs() || moved;
  flushSinks();
  for (SinkEnd &sink : sinks_) {
    if (!sink.isDirty)
      continue;
    sink.isDirty = false;
    if (Status status = sink.writer->flush(); !status.isOk())
      fail(std::move(status));
  }
  return progress;
}

void Task::stopReading() {
  isStopping_ = true;
  for (auto &source : sources_)
    source->stopReading();
}

bool Task::runClock() {
  if (hasEnded_ || shard_.hasFailed() || isBlocked())
    return false;
  bool moved = false, idleChanged = false;
  int64_t nowNs = shard_.env().monotonicNs();
  for (auto &source : sources_) {
    if (source->hasEnded())
      continue;
    moved |= source->flushObserved(nowNs);
    idleChanged |= source->updateIdleness(nowNs);
  }
  if (idleChanged)
    updateIdleness();
  else if (moved)
    advanceWatermark();
  uint64_t waiting = 0;
  for (uint32_t i = 0; i < timers_.size(); ++i)
    if (descriptor_.timers[i].domain == TimeDomain::ProcessingTime)
      waiting += timers_[i]->count();
  if (waiting > 0 && !shard_.hasFailed()) {
    beginCall(context_.currentChannel);
    endCall(fireTimers(TimeDomain::ProcessingTime, context_.processingTimeMs));
  }
  if (code_.clock && !shard_.hasFailed()) {
    beginCall(context_.currentChannel);
    endCall(code_.clock(&context_, context_.processingTimeMs));
  }
  if (!moved && !idleChanged && waiting == 0 && !code_.clock)
    return false;
  bool sent = flushOutputs();
  return flushSinks() || sent || moved || idleChanged;
}

} // namespace millrace
