// How a task's rows leave it: batches to other tasks, records to sinks.
#include "runtime/task/Shard.h"
#include "runtime/task/Task.h"

namespace millrace {

Batch *Task::takeBatch(const Destination &destination, uint32_t sizeBytes) {
  if (destination.remote && sizeBytes <= kBatchBytes)
    if (Batch *batch = destination.remote->recycle())
      shard_.batches().give(batch);
  return shard_.batches().take(sizeBytes);
}

uint8_t *Task::makeRoom(uint32_t output, uint32_t writer, uint32_t sizeBytes) {
  Output &to = outputs_[output];
  BatchWriter &filled = to.writers[writer];
  if (filled.batch)
    sendBatch(to, writer);
  Batch *batch = takeBatch(to.destinations[to.writers.size() == 1 ? 0 : writer], sizeBytes);
  filled = {batch->bytes, batch->bytes + batch->capacity, 0, batch};
  if (shard_.hasFailed() || isBlocked())
    context_.mustYield = 1;
  return filled.position;
}

/// Hands the writer's batch, with its mark, to whoever is to have it; the writer is left without one.
void Task::sendBatch(Output &output, uint32_t writer) {
  BatchWriter filled = output.writers[writer];
  output.writers[writer] = {};
  Batch *batch = filled.batch;
  batch->sizeBytes = static_cast<uint32_t>(filled.position - batch->bytes);
  batch->rowCount = filled.rowCount;
  TaskCounters::add(context_.counters.rowsEmitted, filled.rowCount);
  if (shard_.hasFailed()) { // nobody may be called any more
    shard_.batches().give(batch);
    return;
  }
  if (!output.isBroadcast)
    return sendTo(output.destinations[output.writers.size() == 1 ? 0 : writer], batch);
  for (size_t i = 1; i < output.destinations.size(); ++i) {
    Batch *copy = takeBatch(output.destinations[i], batch->sizeBytes);
    std::memcpy(copy->bytes, batch->bytes, batch->sizeBytes);
    copy->sizeBytes = batch->sizeBytes;
    copy->rowCount = batch->rowCount;
    copy->mark = batch->mark;
    copy->payload = batch->payload;
    sendTo(output.destinations[i], copy);
  }
  sendTo(output.destinations[0], batch);
}

void Task::sendTo(const Destination &destination, Batch *batch) {
  if (!destination.remote)
    return destination.consumer->deliver(destination.channel, batch);
  destination.remote->push(batch);
  destination.consumerShard->wake();
}

bool Task::flushOutputs() {
  bool sent = false;
  for (Output &output : outputs_) {
    for (uint32_t writer = 0; writer < output.writers.size(); ++writer) {
      const BatchWriter &filled = output.writers[writer];
      if (!filled.batch || filled.position == filled.batch->bytes)
        continue;
      sendBatch(output, writer);
      sent = true;
    }
  }
  return sent;
}

void Task::sendMark(TailMark mark, uint64_t payload) {
  for (Output &output : outputs_) {
    for (uint32_t writer = 0; writer < output.writers.size(); ++writer) {
      BatchWriter &filled = output.writers[writer];
      if (!filled.batch) {
        Batch *batch = takeBatch(output.destinations[output.writers.size() == 1 ? 0 : writer], kBatchBytes);
        filled = {batch->bytes, batch->bytes + batch->capacity, 0, batch};
      }
      filled.batch->mark = mark;
      filled.batch->payload = payload;
      sendBatch(output, writer);
    }
  }
}

int32_t Task::handOverSink(uint32_t sink) {
  TaskSink &view = sinkViews_[sink];
  if (view.rowCount == 0)
    return 0;
  SinkBytes rows = {{view.buffer.begin, view.buffer.sizeBytes()}, {view.rowEnds, view.rowCount}};
  TaskCounters::add(context_.counters.rowsToSinks, view.rowCount);
  Status status = sinks_[sink].writer->write(epoch_, rows);
  sinks_[sink].isDirty = true;
  view.buffer.clear();
  view.rowCount = 0;
  return status.isOk() ? 0 : fail(std::move(status));
}

bool Task::flushSinks() {
  bool sent = false;
  for (uint32_t sink = 0; sink < sinks_.size() && !shard_.hasFailed(); ++sink) {
    sent |= sinkViews_[sink].rowCount > 0;
    if (handOverSink(sink) != 0)
      break;
  }
  return sent;
}

uint8_t *mr_emit_make_room(TaskContext *context, uint32_t output, uint32_t writer, uint32_t sizeBytes) {
  return context->task->makeRoom(output, writer, sizeBytes);
}

int32_t mr_sink_hand_over(TaskContext *context, uint32_t sink) { return context->task->handOverSink(sink); }

} // namespace millrace
