/// Measures how long each stage of one compilation takes: wall-clock microseconds by stage, in the order they ran.
///
/// Shape:   `auto timed = times.measure("parse");` ends with its scope. A stage measured twice adds up.
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
};

class StageTimes {
public:
  class [[nodiscard]] Scope {
  public:
    Scope(StageTimes &times, std::string_view stage)
        : times_(times), stage_(stage), begin_(std::chrono::steady_clock::now()) {}
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;
    ~Scope() {
      times_.add(stage_, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin_)
                             .count());
    }

  private:
    StageTimes &times_;
    std::string_view stage_;
    std::chrono::steady_clock::time_point begin_;
  };

  Scope measure(std::string_view stage) { return Scope(*this, stage); }
  void add(std::string_view stage, int64_t durationUs);
  [[nodiscard]] const std::vector<StageTime> &stages() const { return stages_; }
  [[nodiscard]] int64_t totalUs() const;
  /// One line a stage, milliseconds right-aligned, and the total.
  [[nodiscard]] std::string toString() const;

private:
  std::vector<StageTime> stages_;
};

} // namespace millrace::codegen

#endif
