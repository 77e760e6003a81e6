/// Measures how long each stage of one compilation takes, by the clock and in processor time of the thread, in the order the stages ran.
///
/// Shape:   `auto timed = times.measure("parse");` ends with its scope. A stage measured twice adds up. On a busy machine the processor time
///          is what to compare: the clock counts the others too.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_STAGETIMES_H
#define MILLRACE_COMPILER_CODEGEN_STAGETIMES_H

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::codegen {

struct StageTime {
  std::string_view stage; ///< a literal
  int64_t durationUs = 0;
  int64_t processorUs = 0;
};

/// Processor time that the calling thread has had, in microseconds.
[[nodiscard]] int64_t threadProcessorUs();

class StageTimes {
public:
  class [[nodiscard]] Scope {
  public:
    Scope(StageTimes &times, std::string_view stage)
        : times_(times), stage_(stage), begin_(std::chrono::steady_clock::now()), processorBeginUs_(threadProcessorUs()) {}
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;
    ~Scope() {
      int64_t processorUs = threadProcessorUs() - processorBeginUs_;
      auto duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin_);
      times_.add({stage_, duration.count(), processorUs});
    }

  private:
    StageTimes &times_;
    std::string_view stage_;
    std::chrono::steady_clock::time_point begin_;
    int64_t processorBeginUs_;
  };

  Scope measure(std::string_view stage) { return Scope(*this, stage); }
  void add(const StageTime &measured);
  [[nodiscard]] const std::vector<StageTime> &stages() const { return stages_; }
  [[nodiscard]] StageTime total() const;
  /// One line a stage, milliseconds right-aligned, and the total; processor time behind it.
  [[nodiscard]] std::string toString() const;

private:
  std::vector<StageTime> stages_;
};

} // namespace millrace::codegen

#endif
