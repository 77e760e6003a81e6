/// Watermarks of a task: one channel per producing shard of an exchange, per split of a source; merged by minimum.
///
/// Rule:    idle channels are left out; when all are idle the task's watermark becomes the largest of them, as Flink's valve does.
/// Bounds:  ms; INT64_MIN before the first, INT64_MAX after the end. A task's watermark never goes back.
/// Source:  Flink, WatermarkAssignerOperator (emission after a row), StatusWatermarkValve (merging).
#pragma once
#include <cstdint>

namespace millrace {

constexpr int64_t kNoWatermark = INT64_MIN;
constexpr int64_t kEndOfTime = INT64_MAX;

struct WatermarkChannel {
  int64_t watermark = kNoWatermark; // what this channel promises
  int64_t observed = kNoWatermark;  // generators: the largest candidate so far
  int64_t emitAbove = kNoWatermark; // generators: emit once `observed` is above this (last emitted + interval)
  bool isIdle = false;   // left out: idle, ended, not opened yet
  bool isBehind = false; // left out after idleness until it has caught up with the task's watermark
};

/// Records a candidate after a row; true when the channel's watermark moved (the interval was passed).
inline bool observeWatermark(WatermarkChannel &channel, int64_t candidateMs, int64_t intervalMs) {
  if (candidateMs > channel.observed)
    channel.observed = candidateMs;
  if (channel.observed <= channel.emitAbove)
    return false;
  channel.watermark = channel.observed;
  if (__builtin_add_overflow(channel.observed, intervalMs, &channel.emitAbove))
    channel.emitAbove = INT64_MAX;
  return true;
}

/// The wall-clock timer: what was observed is promised whatever the interval.
inline bool flushObserved(WatermarkChannel &channel, int64_t intervalMs) {
  if (channel.observed <= channel.watermark)
    return false;
  channel.emitAbove = kNoWatermark;
  return observeWatermark(channel, channel.observed, intervalMs);
}

/// Minimum of the channels that count, or the maximum when none is active; kNoWatermark for no channels. Channels at the end of
/// time count only when all are there. `current` is the task's watermark: a channel that was idle counts again from there.
inline int64_t mergedWatermark(WatermarkChannel *channels, uint32_t count, int64_t current) {
  int64_t lowest = INT64_MAX, highest = INT64_MIN;
  bool anyCounts = false, anyActive = false, allEnded = count > 0;
  for (uint32_t i = 0; i < count; ++i) {
    WatermarkChannel &channel = channels[i];
    if (channel.watermark == kEndOfTime)
      continue;
    allEnded = false;
    if (channel.watermark > highest)
      highest = channel.watermark;
    anyActive |= !channel.isIdle;
    if (channel.watermark >= current)
      channel.isBehind = false;
    if (channel.isIdle || channel.isBehind)
      continue;
    anyCounts = true;
    if (channel.watermark < lowest)
      lowest = channel.watermark;
  }
  return allEnded ? kEndOfTime : anyCounts ? lowest : anyActive ? current : highest;
}

} // namespace millrace
