#include "compiler/codegen/StageTimes.h"

#include <fmt/format.h>

#include <algorithm>
#include <time.h>

namespace millrace::codegen {

namespace {

std::string line(const StageTime &time) {
  auto ms = [](int64_t us) { return static_cast<double>(us) / 1000; };
  return fmt::format("{:<14} {:>9.2f} ms {:>9.2f} ms cpu\n", time.stage, ms(time.durationUs), ms(time.processorUs));
}

} // namespace

int64_t threadProcessorUs() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<int64_t>(time.tv_sec) * 1000000 + time.tv_nsec / 1000;
}

void StageTimes::add(const StageTime &measured) {
  auto found = std::find_if(stages_.begin(), stages_.end(), [&](const StageTime &known) { return known.stage == measured.stage; });
  if (found == stages_.end()) {
    stages_.push_back(measured);
    return;
  }
  found->durationUs += measured.durationUs;
  found->processorUs += measured.processorUs;
}

StageTime StageTimes::total() const {
  StageTime total{"total"};
  for (const StageTime &stage : stages_) {
    total.durationUs += stage.durationUs;
    total.processorUs += stage.processorUs;
  }
  return total;
}

std::string StageTimes::toString() const {
  std::string text;
  for (const StageTime &stage : stages_)
    text += line(stage);
  return text + line(total());
}

} // namespace millrace::codegen
