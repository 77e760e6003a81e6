/// `datagen`: random or sequential rows at a rate.
///
/// Splits:   one per shard; split i of n makes the rows i, i + n, i + 2n, … so that sequences have no gaps.
/// Position: the number of rows the split has made; random columns go on with other random values.
/// Rate:     rows-per-second / n each; a split that is behind catches up at most one second's rows.
#include "runtime/connector/StripedSplits.h"
#include "runtime/connector/Connector.h"
#include "runtime/connector/datagen/Generator.h"
#include "runtime/format/Options.h"
#include "runtime/kernels/NumberText.h"

#include <algorithm>

namespace millrace {

namespace {

struct DatagenPlan {
  Schema physicalSchema;
  OptionMap options;
  double rowsPerSecond = 10000;
  uint64_t rowLimit = UINT64_MAX; // of all splits
};

class DatagenReader final : public SplitReader {
public:
  DatagenReader(Env &env, const DatagenPlan &plan, std::vector<Generator> generators, uint64_t split, uint64_t splitCount,
                uint64_t made)
      : env_(env), generators_(std::move(generators)), random_(env.random()), split_(split), splitCount_(splitCount),
        rowLimit_(plan.rowLimit), rowsPerSecond_(plan.rowsPerSecond / static_cast<double>(splitCount)), made_(made),
        lastNs_(env.monotonicNs()) {}

  Result<ReadState> readRows(RowSink &rows) override {
    if (nextRow() >= rowLimit_)
      return ReadState::End;
    earn();
    if (allowed_ < 1)
      return ReadState::NotReady;
    GeneratorContext context{random_, env_.wallMs()};
    for (; allowed_ >= 1 && !rows.isFull() && nextRow() < rowLimit_; allowed_ -= 1, ++made_) {
      rows.builder.begin(RowKind::Insert);
      for (uint32_t column = 0; column < generators_.size(); ++column)
        generators_[column].generate(nextRow(), context, rows.builder, column);
      rows.builder.finish();
    }
    return ReadState::Ready;
  }

  Result<std::string> position(const DecodeCursor &) override { return std::to_string(made_); }

private:
  uint64_t nextRow() const { return made_ * splitCount_ + split_; }

  void earn() {
    int64_t now = env_.monotonicNs();
    allowed_ = std::min(allowed_ + rowsPerSecond_ * static_cast<double>(now - lastNs_) * 1e-9, std::max(rowsPerSecond_, 1.0));
    lastNs_ = now;
  }

  Env &env_;
  std::vector<Generator> generators_;
  Random random_;
  const uint64_t split_, splitCount_, rowLimit_;
  const double rowsPerSecond_;
  uint64_t made_;
  int64_t lastNs_;
  double allowed_ = 1; // rows that may be made now
};

Result<std::vector<Generator>> makeGenerators(const Schema &schema, const OptionMap &options) {
  std::vector<Generator> generators;
  for (const Field &field : schema) {
    Result<Generator> generator = Generator::make(field.name, field.type, options);
    if (!generator.isOk())
      return std::move(generator).status();
    generators.push_back(std::move(*generator));
  }
  return generators;
}

class DatagenSource final : public Source {
public:
  DatagenSource(Env &env, DatagenPlan plan) : env_(env), plan_(std::move(plan)) {}
  bool isBounded() const override { return plan_.rowLimit != UINT64_MAX; }
  bool givesRows() const override { return true; }

  Result<std::vector<Split>> discoverSplits(uint32_t parallelism) override { return stripedSplits(parallelism); }

  Result<std::unique_ptr<SplitReader>> open(const Split &split) override {
    MR_ASSIGN(StripedPosition at, parseStripedSplit(split, "datagen"));
    MR_ASSIGN(std::vector<Generator> generators, makeGenerators(plan_.physicalSchema, plan_.options));
    return std::unique_ptr<SplitReader>(std::make_unique<DatagenReader>(
        env_, plan_, std::move(generators), at.index, at.count, at.made));
  }

private:
  Env &env_;
  const DatagenPlan plan_;
};

Result<std::unique_ptr<Source>> makeDatagen(const ConnectorOptions &options, Env &env) {
  DatagenPlan plan;
  plan.physicalSchema = options.physicalSchema;
  plan.options = options.options;
  MR_ASSIGN(plan.rowsPerSecond, optionDouble(options.options, "rows-per-second", 10000));
  if (!(plan.rowsPerSecond > 0))
    return Status(StatusCode::InvalidArgument, "option `rows-per-second` must be greater than 0");
  MR_ASSIGN(int64_t rows, optionInteger(options.options, "number-of-rows", -1));
  if (hasOption(options.options, "number-of-rows")) {
    if (rows < 0)
      return Status(StatusCode::InvalidArgument, "option `number-of-rows` may not be negative");
    plan.rowLimit = static_cast<uint64_t>(rows);
  }
  // Sequences of columns that nobody reads end the source too.
  MR_ASSIGN(std::vector<Generator> all, makeGenerators(options.fullSchema, options.options));
  for (const Generator &generator : all)
    plan.rowLimit = std::min(plan.rowLimit, generator.rowLimit());
  return std::unique_ptr<Source>(std::make_unique<DatagenSource>(env, std::move(plan)));
}

} // namespace

extern const ConnectorFactory mrConnectorDatagen;
const ConnectorFactory mrConnectorDatagen = {"datagen", makeDatagen, nullptr};

} // namespace millrace
