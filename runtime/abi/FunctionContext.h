/// What a function body may use besides its arguments: result memory, the session's zone and clock, errors.
///
/// Lifetime: strings made in the arena live until the batch (a folded constant: until the fold) ends.
/// Errors:   `fail` records the first error of a row; generated code tests `failed` after functions marked `mayFail`.
/// Threads:  one shard; not thread-safe.
#pragma once
#include "runtime/abi/Values.h"

#include <cstddef>

namespace millrace {

struct Arena;
/// Slow paths of Arena; C linkage, because kernels reach them from bitcode.
extern "C" char *mr_arena_grow(Arena *arena, uint64_t sizeBytes);
extern "C" void mr_arena_empty(Arena *arena);

/// Bump memory for variable-length results. The first block is inline in generated code's fast path.
struct Arena {
  char *position = nullptr;
  char *end = nullptr;
  void *blocks = nullptr; // owned list; see runtime/row/Arena.cpp

  /// At least `size` bytes, aligned to 8. Never null.
  char *allocate(size_t size) {
    size = (size + 7) & ~static_cast<size_t>(7);
    if (__builtin_expect(static_cast<size_t>(end - position) >= size, 1)) {
      char *result = position;
      position += size;
      return result;
    }
    return mr_arena_grow(this, size);
  }
  /// Forgets every allocation, keeps the largest block.
  void reset() { mr_arena_empty(this); }
  void release();
};

enum class FunctionError : int32_t {
  None = 0,
  DivisionByZero = 1,
  CastFailed = 2,   // message holds the text
  InvalidArgument = 3,
  NotNullViolated = 4,
};

struct FunctionContext {
  Arena arena;
  int32_t failed = 0; // FunctionError
  StringView message; // in the arena
  const void *timeZone = nullptr; // millrace::TimeZone of `table.local-time-zone`
  int64_t nowMs = 0;              // CURRENT_TIMESTAMP of this row: UTC milliseconds, refreshed per batch
  uint64_t randomState[2] = {0, 0};

  void fail(FunctionError error, StringView text) {
    if (failed == 0) {
      failed = static_cast<int32_t>(error);
      message = text;
    }
  }
};

} // namespace millrace
