// What each `rel` operator answers to the questions of RelInterfaces.td.
#include "compiler/rel/RelDialect.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

using Kinds = llvm::ArrayRef<uint8_t>;

// Stateless operators pass every row kind on; whether -U may go is their consumer's business.
#define MR_PASSES_KINDS(op)                                                                                            \
  uint8_t op::producedKinds(Kinds inputs) { return inputs[0]; }                                                        \
  uint8_t op::requiredKinds(unsigned, uint8_t wanted) { return wanted; }
MR_PASSES_KINDS(WatermarkOp)
MR_PASSES_KINDS(ProjectOp)
MR_PASSES_KINDS(WindowOp)

uint8_t FilterOp::producedKinds(Kinds inputs) { return inputs[0]; }
// Without -U a filter would pass a +U on and drop the later one that no longer fits, and the old row would stay for ever.
uint8_t FilterOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }

uint8_t UnionAllOp::producedKinds(Kinds inputs) {
  uint8_t all = 0;
  for (uint8_t kinds : inputs)
    all |= kinds;
  return all;
}
uint8_t UnionAllOp::requiredKinds(unsigned, uint8_t wanted) { return wanted; }

uint8_t ScanOp::producedKinds(Kinds) { return isUpsertScan(*this) ? kAllKinds : static_cast<uint8_t>(getRowKinds()); }
uint8_t ScanOp::requiredKinds(unsigned, uint8_t wanted) { return wanted; }
uint8_t ValuesOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t ValuesOp::requiredKinds(unsigned, uint8_t wanted) { return wanted; }

// Flink's FlinkChangelogModeInferenceProgram: every GROUP BY may update, DISTINCT and aggregates without keys too.
uint8_t AggregateOp::producedKinds(Kinds inputs) {
  uint8_t made = kInsertKind | kUpdateBeforeKind | kUpdateAfterKind;
  return isUpdating(inputs[0]) ? made | kDeleteKind : made;
}
uint8_t AggregateOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
llvm::SmallVector<llvm::SmallVector<int32_t>> AggregateOp::upsertKeys() {
  return {llvm::to_vector(llvm::seq<int32_t>(0, static_cast<int32_t>(getKeys().size())))};
}

static std::string keyNames(StreamType input, llvm::ArrayRef<int32_t> keys) {
  std::string names;
  for (int32_t key : keys)
    names += (names.empty() ? "" : ", ") + input.getColumns()[key].getName().str();
  return names;
}

std::string AggregateOp::stateBound() {
  if (auto ttl = (*this)->getAttrOfType<IntegerAttr>("state_ttl_ms"); ttl && ttl.getInt() > 0)
    return fmt::format("TTL {} ms", ttl.getInt());
  return getKeys().empty() ? "one row" : fmt::format("unbounded (one row per {})", keyNames(streamOf(getInput()), getKeys()));
}

uint8_t WindowAggregateOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t WindowAggregateOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
std::string WindowAggregateOp::stateBound() {
  bool isProcessingTime = streamOf(getInput()).getColumns()[getWindow().getTimeColumn()].getTime() == TimeKind::ProcTime;
  const char *clock = isProcessingTime ? "clock" : "watermark";
  if (getWindow().getKind() == WindowKind::Session)
    return fmt::format("sessions until {} ms without rows are past the {}", getWindow().getSizeMs(), clock);
  return fmt::format("window {} ms past the {}", getWindow().getSizeMs(), clock);
}

uint8_t SinkOp::producedKinds(Kinds inputs) { return inputs[0]; }
uint8_t SinkOp::requiredKinds(unsigned, uint8_t wanted) { return wanted; }

} // namespace millrace::rel
