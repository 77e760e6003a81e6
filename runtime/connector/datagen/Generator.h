/// Makes one column's values for `datagen`.
///
/// Source: Flink's RandomGeneratorVisitor, SequenceGeneratorVisitor and DataGenVisitorBase: the same bounds, defaults and lengths.
///         Values differ from run to run as Flink's do (Env::random seeds them; a simulated Env repeats them).
/// Threads: one split.
#pragma once
#include "runtime/env/Env.h"
#include "runtime/format/Format.h"

namespace millrace {

/// xoshiro256++. Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021).
class Random {
public:
  explicit Random(uint64_t seed);
  uint64_t next();
  /// [0, 1)
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// [low, high]; low <= high
  int64_t between(int64_t low, int64_t high);

private:
  uint64_t state_[4];
};

struct GeneratorContext {
  Random &random;
  int64_t nowMs; // wall clock
};

class Generator {
public:
  /// `path`: the column's name, or `column.element`, `column.key`, `column.field` inside it. `options`: those of `datagen`.
  static Result<Generator> make(const std::string &path, const Type &type, const OptionMap &options);
  Generator(Generator &&) noexcept;
  ~Generator();

  /// Sets the value of row `row` (counted over all splits) into a slot.
  void generate(uint64_t row, GeneratorContext &context, SlotWriter &out, uint32_t slot);
  /// Rows that a sequence can give; UINT64_MAX for random columns.
  uint64_t rowLimit() const;

private:
  struct State;
  explicit Generator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace millrace
