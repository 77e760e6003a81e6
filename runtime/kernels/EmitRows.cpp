// Context access, row emission and sinks for generated code; RuntimeAbi.def documents each function.
#include "runtime/abi/RowLayout.h"
#include "runtime/task/TaskContext.h"

namespace millrace {

extern "C" {

FunctionContext *mr_function_context(TaskContext *context) { return &context->functions; }

uint8_t *mr_arena_allocate(TaskContext *context, uint64_t sizeBytes) {
  return reinterpret_cast<uint8_t *>(context->functions.arena.allocate(sizeBytes));
}

void mr_arena_reset(TaskContext *context) {
  if (context->functions.arena.blocks != nullptr)
    context->functions.arena.reset();
}

bool mr_should_yield(TaskContext *context) { return context->mustYield != 0; }

void mr_count_late(TaskContext *context, uint64_t rows) { TaskCounters::add(context->counters.lateRowsDropped, rows); }

uint8_t *mr_emit_reserve(TaskContext *context, uint32_t output, uint64_t keyHash, uint32_t sizeBytes) {
  TaskOutput &to = context->outputs[output];
  uint32_t target = 0;
  if (to.shardOfGroup != nullptr)
    target = to.shardOfGroup[static_cast<uint32_t>(keyHash >> 32) % to.maxParallelism];
  BatchWriter &writer = to.writers[target];
  uint8_t *row = writer.position;
  if (__builtin_expect(static_cast<uint64_t>(writer.end - row) < sizeBytes || writer.rowCount >= kBatchRowsMax, 0))
    row = mr_emit_make_room(context, output, target, sizeBytes);
  writer.position = row + sizeBytes;
  ++writer.rowCount;
  uint64_t zero = 0;
  std::memcpy(row + sizeBytes - 8, &zero, 8);
  uint64_t sizeAndKind = sizeBytes; // kind +I and the reserved bytes are zero
  std::memcpy(row, &sizeAndKind, 8);
  std::memcpy(row + 8, &keyHash, 8);
  return row;
}

void mr_emit_watermark(TaskContext *context, int64_t watermark) {
  for (uint32_t output = 0; output < context->outputCount; ++output) {
    TaskOutput &to = context->outputs[output];
    for (uint32_t target = 0; target < to.writerCount; ++target) {
      BatchWriter &writer = to.writers[target];
      uint8_t *mark = writer.position;
      if (writer.end - mark < static_cast<int64_t>(sizeof(RowHeader)))
        mark = mr_emit_make_room(context, output, target, sizeof(RowHeader));
      writer.position = mark + sizeof(RowHeader);
      RowHeader header = {sizeof(RowHeader), kMarkWatermark, {}, static_cast<uint64_t>(watermark)};
      std::memcpy(mark, &header, sizeof(header));
    }
  }
}

void *mr_source_reader(TaskContext *context, uint32_t) { return context->formatState; }

const DecodeCursor *mr_source_cursor(TaskContext *context) { return context->cursor; }

OutBuffer *mr_sink_buffer(TaskContext *context, uint32_t sink) { return &context->sinks[sink].buffer; }

int32_t mr_sink_row(TaskContext *context, uint32_t sink) {
  TaskSink &to = context->sinks[sink];
  uint32_t end = static_cast<uint32_t>(to.buffer.sizeBytes());
  to.rowEnds[to.rowCount++] = end;
  if (__builtin_expect(end >= kSinkBytes || to.rowCount == to.rowCapacity, 0))
    return mr_sink_hand_over(context, sink);
  return 0;
}

} // extern "C"
} // namespace millrace
