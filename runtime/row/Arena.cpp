#include "runtime/abi/FunctionContext.h"
#include "runtime/status/Check.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace millrace {
namespace {

struct Block {
  Block *next;
  size_t sizeBytes; // of what follows
};
constexpr size_t kFirstBlockBytes = 16 * 1024;
constexpr size_t kLargestGrowthBytes = 1024 * 1024;

char *memoryOf(Block *block) { return reinterpret_cast<char *>(block + 1); }

} // namespace

// The current block is the head of the list; older ones follow.
char *mr_arena_grow(Arena *arena, uint64_t size) {
  auto *head = static_cast<Block *>(arena->blocks);
  size_t grown = head ? std::min(head->sizeBytes * 2, kLargestGrowthBytes) : kFirstBlockBytes;
  size_t bytes = std::max(size, grown);
  auto *block = static_cast<Block *>(std::malloc(sizeof(Block) + bytes));
  MR_CHECK(block, "out of memory");
  block->next = head;
  block->sizeBytes = bytes;
  arena->blocks = block;
  arena->position = memoryOf(block) + size;
  arena->end = memoryOf(block) + bytes;
  return memoryOf(block);
}

void mr_arena_empty(Arena *arena) {
  auto *largest = static_cast<Block *>(arena->blocks);
  if (!largest)
    return;
  for (Block *block = largest->next; block;) {
    Block *next = block->next;
    Block *smaller = block->sizeBytes > largest->sizeBytes ? std::exchange(largest, block) : block;
    std::free(smaller);
    block = next;
  }
  largest->next = nullptr;
  arena->blocks = largest;
  arena->position = memoryOf(largest);
  arena->end = arena->position + largest->sizeBytes;
}

void Arena::release() {
  for (auto *block = static_cast<Block *>(blocks); block;) {
    Block *next = block->next;
    std::free(block);
    block = next;
  }
  *this = Arena();
}

} // namespace millrace
