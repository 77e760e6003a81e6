/// Allocates the variable bytes of one state table: strings, bytes, nested values.
///
/// Shape:   blocks of size classes (16-byte steps to 256, then powers of two to 32 KiB) out of 64 KiB chunks; larger ones by themselves.
///          A freed block goes to its class's list and serves again. Blocks never move.
/// Threads: one shard.
#pragma once
#include "runtime/metrics/MemoryAccount.h"

#include <cstdint>
#include <cstring>

namespace millrace {

class StateBytes {
public:
  explicit StateBytes(MemoryAccount &account) : account_(&account) {}
  ~StateBytes() { release(); }
  StateBytes(StateBytes &&other) noexcept { *this = static_cast<StateBytes &&>(other); }
  StateBytes &operator=(StateBytes &&other) noexcept;

  /// Aligned to 16. Never null.
  uint8_t *allocate(uint64_t sizeBytes);
  void free(uint8_t *block, uint64_t sizeBytes);
  /// Forgets all blocks, keeps the chunks for the next ones.
  void clear();
  void release();

private:
  static constexpr uint32_t kClassCount = 23;
  static constexpr uint64_t kLargestClassBytes = 32 * 1024;
  static constexpr uint64_t kChunkBytes = 64 * 1024;
  struct Chunk {
    Chunk *next;
    Chunk *previous;
    uint64_t sizeBytes; // whole
    uint64_t reserved;
  };
  static uint32_t classOf(uint64_t sizeBytes);
  static uint64_t classSizeBytes(uint32_t sizeClass);
  Chunk *addChunk(Chunk *&list, uint64_t payloadBytes);
  static void freeList(Chunk *&list, MemoryAccount &account);

  MemoryAccount *account_ = nullptr;
  uint8_t *freeLists_[kClassCount] = {};
  uint8_t *position_ = nullptr, *end_ = nullptr;
  Chunk *chunks_ = nullptr;
  Chunk *spare_ = nullptr; // chunks without blocks
  Chunk *large_ = nullptr;
};

} // namespace millrace
