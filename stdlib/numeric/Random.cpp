// The generator's state is the context's: one per shard, seeded by the runtime. Source: Vigna, xorshift128+.
#include "stdlib/Function.h"

namespace millrace {
namespace {

uint64_t next(FunctionContext &context) {
  uint64_t first = context.randomState[0], second = context.randomState[1];
  if ((first | second) == 0)
    first = 0x9E3779B97F4A7C15; // the all-zero state would stay zero
  context.randomState[0] = second;
  first ^= first << 23;
  context.randomState[1] = first ^ second ^ (first >> 17) ^ (second >> 26);
  return context.randomState[1] + second;
}

double rand(FunctionContext &context) { return static_cast<double>(next(context) >> 11) * 0x1.0p-53; }

int32_t randInteger(FunctionContext &context, int32_t bound) {
  if (bound <= 0) {
    context.fail(FunctionError::InvalidArgument, StringView(std::string_view("bound must be positive")));
    return 0;
  }
  return static_cast<int32_t>((static_cast<unsigned __int128>(next(context)) * static_cast<uint32_t>(bound)) >> 64);
}

/// Version 4, variant 1 (RFC 4122).
StringView uuid(FunctionContext &context) {
  uint64_t high = (next(context) & ~uint64_t{0xF000}) | 0x4000;
  uint64_t low = (next(context) & ~(uint64_t{3} << 62)) | uint64_t{2} << 62;
  char *out = context.arena.allocate(36);
  char *position = out;
  for (int32_t i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20)
      *position++ = '-';
    uint64_t half = i < 16 ? high : low;
    *position++ = "0123456789abcdef"[(half >> (60 - 4 * (i % 16))) & 15];
  }
  return {out, 36};
}

} // namespace
} // namespace millrace

using namespace millrace;
MR_FUNCTION(mr_fn_rand, millrace::rand)
MR_FUNCTION(mr_fn_rand_integer, randInteger)
MR_FUNCTION(mr_fn_uuid, uuid)
