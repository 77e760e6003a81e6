#include "runtime/state/StateBytes.h"
#include "runtime/status/Check.h"

#include <bit>
#include <cstdlib>
#include <utility>

namespace millrace {

uint32_t StateBytes::classOf(uint64_t sizeBytes) {
  if (sizeBytes <= 256)
    return static_cast<uint32_t>((sizeBytes + 15) / 16) - 1; // 0..15
  return 16 + static_cast<uint32_t>(std::bit_width(sizeBytes - 1)) - 9; // 512: 16 … 32768: 22
}

uint64_t StateBytes::classSizeBytes(uint32_t sizeClass) {
  return sizeClass < 16 ? (sizeClass + 1) * 16ull : 512ull << (sizeClass - 16);
}

StateBytes &StateBytes::operator=(StateBytes &&other) noexcept {
  release();
  account_ = other.account_;
  std::memcpy(freeLists_, other.freeLists_, sizeof(freeLists_));
  std::memset(other.freeLists_, 0, sizeof(freeLists_));
  position_ = std::exchange(other.position_, nullptr);
  end_ = std::exchange(other.end_, nullptr);
  chunks_ = std::exchange(other.chunks_, nullptr);
  spare_ = std::exchange(other.spare_, nullptr);
  large_ = std::exchange(other.large_, nullptr);
  return *this;
}

StateBytes::Chunk *StateBytes::addChunk(Chunk *&list, uint64_t payloadBytes) {
  uint64_t size = sizeof(Chunk) + payloadBytes;
  auto *chunk = static_cast<Chunk *>(std::malloc(size));
  MR_CHECK(chunk, "out of memory");
  *chunk = {list, nullptr, size, 0};
  if (list)
    list->previous = chunk;
  list = chunk;
  account_->add(static_cast<int64_t>(size));
  return chunk;
}

uint8_t *StateBytes::allocate(uint64_t sizeBytes) {
  if (sizeBytes == 0)
    sizeBytes = 1;
  if (sizeBytes > kLargestClassBytes)
    return reinterpret_cast<uint8_t *>(addChunk(large_, sizeBytes) + 1);
  uint32_t sizeClass = classOf(sizeBytes);
  if (uint8_t *block = freeLists_[sizeClass]) {
    std::memcpy(&freeLists_[sizeClass], block, sizeof(uint8_t *));
    return block;
  }
  uint64_t size = classSizeBytes(sizeClass);
  if (static_cast<uint64_t>(end_ - position_) < size) {
    Chunk *chunk = spare_;
    if (chunk != nullptr) {
      spare_ = chunk->next;
      chunk->next = chunks_;
      chunks_ = chunk;
    } else {
      chunk = addChunk(chunks_, kChunkBytes - sizeof(Chunk));
    }
    position_ = reinterpret_cast<uint8_t *>(chunk + 1);
    end_ = reinterpret_cast<uint8_t *>(chunk) + kChunkBytes;
  }
  uint8_t *block = position_;
  position_ += size;
  return block;
}

void StateBytes::free(uint8_t *block, uint64_t sizeBytes) {
  if (sizeBytes == 0)
    sizeBytes = 1;
  if (sizeBytes > kLargestClassBytes) {
    Chunk *chunk = reinterpret_cast<Chunk *>(block) - 1;
    (chunk->previous ? chunk->previous->next : large_) = chunk->next;
    if (chunk->next)
      chunk->next->previous = chunk->previous;
    account_->add(-static_cast<int64_t>(chunk->sizeBytes));
    std::free(chunk);
    return;
  }
  uint32_t sizeClass = classOf(sizeBytes);
  std::memcpy(block, &freeLists_[sizeClass], sizeof(uint8_t *));
  freeLists_[sizeClass] = block;
}

void StateBytes::freeList(Chunk *&list, MemoryAccount &account) {
  while (Chunk *chunk = list) {
    list = chunk->next;
    account.add(-static_cast<int64_t>(chunk->sizeBytes));
    std::free(chunk);
  }
}

void StateBytes::clear() {
  while (Chunk *chunk = chunks_) {
    chunks_ = chunk->next;
    chunk->next = spare_;
    spare_ = chunk;
  }
  freeList(large_, *account_);
  std::memset(freeLists_, 0, sizeof(freeLists_));
  position_ = end_ = nullptr;
}

void StateBytes::release() {
  for (Chunk **list : {&chunks_, &spare_, &large_})
    freeList(*list, *account_);
  std::memset(freeLists_, 0, sizeof(freeLists_));
  position_ = end_ = nullptr;
}

} // namespace millrace
