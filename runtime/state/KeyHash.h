/// XXH3_64bits of canonical key bytes (docs/formats/row.md), and the key group and shard that follow from it.
#pragma once
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>

namespace millrace {

/// One call for keys beyond two registers: generated code would compile 400 instructions of XXH3 for each of its own otherwise.
[[gnu::noinline]] inline uint64_t hashLongKey(const uint8_t *key, uint64_t sizeBytes) { return XXH3_64bits(key, sizeBytes); }

[[gnu::always_inline]] inline uint64_t hashKey(const uint8_t *key, uint64_t sizeBytes) {
  if (__builtin_expect(sizeBytes > 16, 0))
    return hashLongKey(key, sizeBytes);
  __builtin_assume(sizeBytes <= 16);
  return XXH3_64bits(key, sizeBytes);
}

constexpr uint32_t keyGroupOf(uint64_t hash, uint32_t maxParallelism) {
  return static_cast<uint32_t>(hash >> 32) % maxParallelism;
}
constexpr uint32_t shardOfKeyGroup(uint32_t keyGroup, uint32_t parallelism, uint32_t maxParallelism) {
  return static_cast<uint32_t>(static_cast<uint64_t>(keyGroup) * parallelism / maxParallelism);
}

/// Half-open range of key groups.
struct KeyGroupRange {
  uint32_t first = 0, end = 0;
  bool contains(uint32_t keyGroup) const { return keyGroup >= first && keyGroup < end; }
};
/// The groups whose shardOfKeyGroup is `shard`.
constexpr KeyGroupRange keyGroupsOfShard(uint32_t shard, uint32_t parallelism, uint32_t maxParallelism) {
  auto firstOf = [&](uint64_t s) { return static_cast<uint32_t>((s * maxParallelism + parallelism - 1) / parallelism); };
  return {firstOf(shard), firstOf(shard + 1ull)};
}

} // namespace millrace
