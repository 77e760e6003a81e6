#include "compiler/codegen/StageTimes.h"

#include <fmt/format.h>

#include <algorithm>

namespace millrace::codegen {

void StageTimes::add(std::string_view stage, int64_t durationUs) {
  auto found = std::find_if(stages_.begin(), stages_.end(), [&](const StageTime &known) { return known.stage == stage; });
  if (found == stages_.end())
    stages_.push_back({stage, durationUs});
  else
    found->durationUs += durationUs;
}

int64_t StageTimes::totalUs() const {
  int64_t total = 0;
  for (const StageTime &stage : stages_)
    total += stage.durationUs;
  return total;
}

std::string StageTimes::toString() const {
  std::string text;
  for (const StageTime &stage : stages_)
    text += fmt::format("{:<14} {:>9.2f} ms\n", stage.stage, static_cast<double>(stage.durationUs) / 1000);
  return text + fmt::format("{:<14} {:>9.2f} ms\n", "total", static_cast<double>(totalUs()) / 1000);
}

} // namespace millrace::codegen
