/// Bytes that encoders append: what generated code and the encoding kernels write a sink's records into.
///
/// Shape:   begin <= position <= end; [begin, position) is filled.
/// Bounds:  grows without limit; the connector empties it at batch ends, so it holds one batch's text.
/// Threads: one shard; not thread-safe.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace millrace {

struct OutBuffer {
  char *begin = nullptr;
  char *position = nullptr;
  char *end = nullptr;

  /// Room for `size` more bytes at `position`. Never null; `position` is not moved.
  char *reserve(size_t size) {
    if (__builtin_expect(static_cast<size_t>(end - position) < size, 0))
      grow(size);
    return position;
  }
  void append(const char *bytes, size_t size) {
    if (size == 0)
      return; // `bytes` may be null
    std::memcpy(reserve(size), bytes, size);
    position += size;
  }
  void push(char c) {
    *reserve(1) = c;
    ++position;
  }
  size_t sizeBytes() const { return static_cast<size_t>(position - begin); }
  /// Forgets the bytes, keeps the memory.
  void clear() { position = begin; }
  void grow(size_t size);
  void release();
};

/// Slow path (runtime/format/OutBuffer.cpp): at least doubles the memory.
extern "C" void mr_out_grow(OutBuffer *out, uint64_t sizeBytes);
inline void OutBuffer::grow(size_t size) { mr_out_grow(this, size); }

} // namespace millrace
