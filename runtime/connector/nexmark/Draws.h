/// Random numbers of one event: draw k of event n is a function of the seed, n and k alone.
///
/// So a column that nobody asks for costs nothing and changes nothing, and events can be made in any order on any shard.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), the mixing function.
#pragma once
#include <cstdint>

namespace millrace::nexmark {

constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;

inline uint64_t mixBits(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

/// [0, bound), from the upper bits of a draw; `bound` > 0.
inline uint64_t below(uint64_t draw, uint64_t bound) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(draw) * bound) >> 64);
}

class Draws {
public:
  Draws() = default;
  Draws(uint64_t seed, uint64_t event) : base_(mixBits(mixBits(seed + kGolden) + event * kGolden)) {}
  uint64_t operator[](uint64_t k) const { return mixBits(base_ + (k + 1) * kGolden); }

private:
  uint64_t base_ = 0;
};

} // namespace millrace::nexmark
