/// What generated decoders keep on their stack, and the codes that the decode kernels answer.
///
/// Lifetime: a cursor lives for one call of a task's decode function; strings it hands out point into the input
///           buffer or the reader's scratch memory and die with that call.
/// Bounds:   at least kDecodePaddingBytes bytes after `end` must be readable (their content does not matter).
#pragma once
#include <cstdint>

namespace millrace {

struct JsonReader; // runtime/format/JsonReader.h: plan, learned key orders, scratch memory of one source on one shard
struct JsonStep;
struct CsvReader; // runtime/format/CsvReader.h

constexpr uint32_t kDecodePaddingBytes = 128;

/// Answers of the value kernels (`mr_json_i64`, `mr_csv_i64`, …).
constexpr int32_t kDecodeOk = 0;
constexpr int32_t kDecodeNull = 1;     // SQL NULL; the output is untouched
constexpr int32_t kDecodeSurprise = 2; // leave the fast path for this record

/// Answers of `mr_json_step` and `mr_json_skip` besides a column's index.
constexpr int32_t kJsonEnd = -1;      // the step's bytes close the record: mr_json_finish is next
constexpr int32_t kJsonSurprise = -2; // leave the fast path for this record
constexpr int32_t kJsonSkip = -3;     // nobody reads the value behind the step: mr_json_skip is next
constexpr int32_t kJsonMore = -4;     // the bytes go on in the next step: mr_json_step is next

/// Answers of `mr_json_begin` and `mr_csv_begin`.
constexpr int32_t kRecordNone = 0;  // no record left before `end`
constexpr int32_t kRecordFast = 1;  // walk it with the fast kernels
constexpr int32_t kRecordSlow = 2;  // nothing learned yet: hand it to `mr_json_slow` at once

/// `timestamp-format.standard`.
constexpr int32_t kTimestampSql = 0;
constexpr int32_t kTimestampIso = 1;

/// 64 bytes, alignment 8; generated code allocates it and reads only `position` (offset 0) and `recordCount` (48).
struct JsonCursor {
  const char *position;    // the next byte to read
  const char *end;         // of the input
  const char *recordBegin; // first byte of the current record
  JsonStep *step;          // the learned step that comes next
  JsonReader *reader;
  const char *expected; // where the step begins if the value before it is as long as the last one was
  uint64_t recordCount; // records begun since mr_json_open; generated code adds it to DecodeCursor::recordCount
  uint64_t attempts;    // orders tried for this record
};
static_assert(sizeof(JsonCursor) == 64);

/// 64 bytes, alignment 8; generated code allocates it and reads only `position` (offset 0) and `recordCount` (40).
struct CsvCursor {
  const char *position;
  const char *end;
  const char *recordBegin;
  CsvReader *reader;
  char delimiter;
  char quote;      // 0: disabled
  char escape;     // 0: disabled
  uint8_t flags;   // kCsv*
  uint32_t column; // fields read of the current record
  uint64_t recordCount; // as in JsonCursor
  uint64_t reserved[2];
};
static_assert(sizeof(CsvCursor) == 64);

} // namespace millrace
