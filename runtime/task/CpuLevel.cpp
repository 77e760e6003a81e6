#include "runtime/task/CpuLevel.h"

namespace millrace {

std::string missingCpuFeature(std::string_view level) {
  int wanted = level == "x86-64-v4" ? 4 : level == "x86-64-v3" ? 3 : level == "x86-64-v2" ? 2 : 1;
  __builtin_cpu_init();
#define MR_NEEDS(levelNumber, feature)                                                                                 \
  if (wanted >= levelNumber && !__builtin_cpu_supports(feature))                                                       \
    return feature;
  MR_NEEDS(2, "sse4.2")
  MR_NEEDS(2, "popcnt")
  MR_NEEDS(3, "avx2")
  MR_NEEDS(3, "bmi2")
  MR_NEEDS(3, "fma")
  MR_NEEDS(4, "avx512f")
  MR_NEEDS(4, "avx512bw")
  MR_NEEDS(4, "avx512vl")
#undef MR_NEEDS
  return {};
}

} // namespace millrace
