// Watermarks for generated code; RuntimeAbi.def documents each function.
#include "runtime/task/TaskContext.h"

namespace millrace {

extern "C" {

int64_t mr_watermark_merge(TaskContext *context, uint32_t, int64_t watermark) {
  WatermarkChannel &channel = context->channels[context->currentChannel];
  if (watermark <= channel.watermark)
    return kNoWatermark;
  channel.watermark = watermark;
  if (context->channelCount != 1)
    return mr_watermark_recompute(context);
  if (watermark <= context->watermark)
    return kNoWatermark;
  context->watermark = watermark;
  return watermark;
}

int64_t mr_watermark_observe(TaskContext *context, uint32_t generator, int64_t candidateMs) {
  WatermarkChannel &channel = context->channels[context->currentChannel];
  if (!observeWatermark(channel, candidateMs, context->generatorIntervalMs[generator]))
    return kNoWatermark;
  return mr_watermark_recompute(context);
}

int64_t mr_watermark_current(TaskContext *context) { return context->watermark; }
int64_t mr_processing_time(TaskContext *context) { return context->processingTimeMs; }

} // extern "C"
} // namespace millrace
