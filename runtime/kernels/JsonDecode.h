/// The walk over JSON records along learned key orders (runtime/kernels/JsonReader.h).
///
/// Bounds:  loads reach at most 64 bytes behind JsonCursor::end.
/// Lines:   what is accepted has no line end but between records: steps that come from lines have none, and strings with control
///          characters leave the fast path. So a record never reaches into the next line.
/// Lengths: where a value ends depends on a chain of loads and compares. The next step is looked for where it would be if the value
///          were as long as the last one; only a branch waits for the real end, so that the processor works on all values at once.
#pragma once
#include "runtime/kernels/JsonValues.h"

namespace millrace::json {

MR_HOT inline void open(JsonCursor *cursor, JsonReader *reader, const char *position, const char *end) {
  cursor->position = cursor->recordBegin = cursor->expected = position;
  cursor->end = end;
  cursor->step = nullptr;
  cursor->reader = reader;
  cursor->recordCount = 0;
  cursor->attempts = 0;
  mr_json_open_slow(reader);
}

MR_HOT inline int32_t begin(JsonCursor *cursor) {
  const char *position = cursor->position;
  JsonStep *step = cursor->reader->lineOrder;
  if (__builtin_expect(step != nullptr && position < cursor->end && *position == '{', 1)) {
    cursor->recordBegin = cursor->expected = position;
    cursor->recordCount += 1;
    cursor->attempts = 1;
    cursor->step = step;
    return kRecordFast;
  }
  JsonCursor copy = *cursor;
  int32_t begun = mr_json_begin_slow(&copy);
  *cursor = copy;
  return begun;
}

/// Sets up the next learned order.
inline int32_t retry(JsonCursor *cursor) {
  JsonReader *reader = cursor->reader;
  if (cursor->attempts >= reader->orderCount)
    return 0;
  cursor->attempts += 1;
  reader->prefer(reader->preferred + 1 == reader->orderCount ? 0 : reader->preferred + 1);
  cursor->step = reader->orders[reader->preferred];
  cursor->position = cursor->expected = cursor->recordBegin;
  return 1;
}

/// Behind the closing brace: nothing but the line's end may follow.
MR_HOT inline int32_t finish(JsonCursor *cursor) {
  const char *position = cursor->position, *end = cursor->end;
  if (__builtin_expect(position < end && *position == '\n', 1)) {
    cursor->position = position + 1;
    return kDecodeOk;
  }
  if (position + 1 < end && *position == '\r' && position[1] == '\n')
    position += 2;
  else if (position != end)
    return kDecodeSurprise;
  cursor->position = position;
  return kDecodeOk;
}

MR_HOT inline int32_t step(JsonCursor *cursor) {
  JsonStep *step = cursor->step;
  const char *position = cursor->position;
  if (__builtin_expect(position == cursor->expected, 1)) {
    position = cursor->expected;
    asm("" : "+r"(position)); // or the compiler takes the equal pointer that comes later
  } else if (int64_t guessed = step[-1].valueSizeBytes; guessed != kUnknownSize) {
    mr_json_size_missed(step - 1, guessed + (position - cursor->expected), cursor->recordCount);
  }
  __m256i seen = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
  __m256i wanted = _mm256_load_si256(reinterpret_cast<const __m256i *>(step->text));
  uint32_t equal = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(seen, wanted)));
  if (__builtin_expect((equal | step->unusedMask) != ~0u, 0))
    return kJsonSurprise;
  position += step->sizeBytes;
  if (__builtin_expect(position > cursor->end, 0))
    return kJsonSurprise;
  cursor->position = position;
  cursor->expected = position + step->valueSizeBytes;
  cursor->step = step + 1;
  return step->field;
}

/// Passes a value that nobody reads, checked for structure only, and the step behind it.
MR_HOT inline int32_t skip(JsonCursor *cursor) {
  const char *end = cursor->position + 1;
  if (__builtin_expect(*cursor->position == '"' && findPlainEnd(end, cursor->end), 1)) {
    cursor->position = end + 1;
  } else {
    end = mr_json_skip_slow(cursor->reader, cursor->position, cursor->end);
    if (__builtin_expect(end == nullptr, 0))
      return kJsonSurprise;
    cursor->position = end;
  }
  return step(cursor);
}

inline int32_t slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  JsonCursor copy = *cursor;
  const uint8_t *madeRows;
  uint64_t madeBytes;
  int32_t code = mr_json_record_slow(&copy, &madeRows, &madeBytes);
  *rows = madeRows;
  *sizeBytes = madeBytes;
  cursor->position = copy.position;
  return code;
}

} // namespace millrace::json
