// What each `rel` operator answers to the questions of RelInterfaces.td.
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelDialect.h"
#include "compiler/rel/UpsertKeys.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

using Kinds = llvm::ArrayRef<uint8_t>;

int64_t stateTtlMs(Operation *op) {
  auto ttl = op->getParentOp() ? op->getParentOp()->getAttrOfType<IntegerAttr>("rel.state_ttl_ms") : IntegerAttr();
  return ttl ? ttl.getInt() : 0;
}

// `known`: streams that several operators read are asked once.
static bool hasLoneBefore(Value stream, llvm::DenseMap<Value, bool> &known) {
  if (auto found = known.find(stream); found != known.end())
    return found->second;
  auto op = cast<ChangelogModeInterface>(stream.getDefiningOp());
  llvm::SmallVector<bool> inputs;
  for (Value input : op->getOperands())
    inputs.push_back(hasLoneBefore(input, known));
  bool result = op.hasLoneBefore(inputs);
  known[stream] = result;
  return result;
}

bool hasLoneBefore(Value stream) {
  llvm::DenseMap<Value, bool> known;
  return hasLoneBefore(stream, known);
}

// Stateless operators pass every row kind on; whether -U may go is their consumer's business.
#define MR_PASSES_KINDS(op)                                                                                            \
  uint8_t op::producedKinds(Kinds inputs) { return inputs[0]; }                                                        \
  uint8_t op::requiredKinds(unsigned, uint8_t wanted) { return wanted; }
MR_PASSES_KINDS(WatermarkOp)
MR_PASSES_KINDS(ProjectOp)
MR_PASSES_KINDS(WindowOp)
MR_PASSES_KINDS(SessionWindowOp)
MR_PASSES_KINDS(ExpandOp)

std::string SessionWindowOp::stateBound() {
  bool isProcessingTime = getType().getColumns().back().getTime() == TimeKind::ProcTime;
  return fmt::format("rows of sessions until {} ms without rows are past the {}", getWindow().getSizeMs(), isProcessingTime ? "clock" : "watermark");
}

// One row of the input is one per set.
UpsertKeys ExpandOp::upsertKeys() {
  UpsertKeys keys = upsertKeysOf(getInput());
  for (UpsertKey &key : keys)
    key.push_back(static_cast<int32_t>(getType().getColumns().size()) - 1);
  return keys;
}

uint8_t FilterOp::producedKinds(Kinds inputs) { return inputs[0]; }
// Without -U a filter would pass a +U on and drop the later one that no longer fits, and the old row would stay for ever.
uint8_t FilterOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }

// A filter may pass a -U and drop its +U, unless it decides by the key of the update alone.
bool FilterOp::hasLoneBefore(llvm::ArrayRef<bool> inputs) {
  if (inputs[0] || !(rowKindsOf(getInput().getDefiningOp()) & kUpdateBeforeKind))
    return inputs[0];
  llvm::SmallVector<int32_t> used(usedColumns(getCondition()).set_bits());
  return llvm::none_of(upsertKeysOf(getInput()), [&](const UpsertKey &key) { return holdsAll(key, used); });
}

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
  if (closesWithWindow(*this))
    return kInsertOnly;
  uint8_t made = kInsertKind | kUpdateBeforeKind | kUpdateAfterKind;
  return isUpdating(inputs[0]) ? made | kDeleteKind : made;
}
uint8_t AggregateOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
bool AggregateOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
llvm::SmallVector<llvm::SmallVector<int32_t>> AggregateOp::upsertKeys() {
  return {llvm::to_vector(llvm::seq<int32_t>(0, static_cast<int32_t>(getKeys().size())))};
}

/// The columns whose values a group keeps: those of DISTINCT, and those that MIN and MAX must find again when rows are taken back.
static llvm::SmallVector<int32_t> keptColumns(AggregateOp op) {
  bool takesBack = isUpdating(rowKindsOf(op.getInput().getDefiningOp()));
  llvm::SmallSetVector<int32_t, 4> columns;
  for (auto call : op.getCalls().getAsRange<AggregateCallAttr>()) {
    llvm::StringRef name = call.getFunction().getValue();
    if (call.getDistinct() || (takesBack && (name == "MIN" || name == "MAX")))
      columns.insert(call.getArguments().begin(), call.getArguments().end());
  }
  return columns.takeVector();
}

std::string AggregateOp::stateBound() {
  if (closesWithWindow(*this))
    return "windows until they are past the watermark";
  if (int64_t ttlMs = stateTtlMs(*this); ttlMs > 0)
    return fmt::format("TTL {} ms", ttlMs);
  StreamType input = streamOf(getInput());
  llvm::SmallVector<int32_t> kept = keptColumns(*this);
  std::string values = kept.empty() ? "" : fmt::format(", with the values of {}", columnNames(input, kept));
  if (getKeys().empty())
    return kept.empty() ? "one row" : fmt::format("unbounded (one row{})", values);
  return fmt::format("unbounded (one row per {}{})", columnNames(input, getKeys()), values);
}

// Sessions are merged where an accumulator is all that their aggregates need.
static bool keepsSessionRows(WindowAggregateOp op) {
  bool takesBack = isUpdating(rowKindsOf(op.getInput().getDefiningOp()));
  return llvm::any_of(op.getCalls().getAsRange<AggregateCallAttr>(), [&](AggregateCallAttr call) {
    llvm::StringRef name = call.getFunction().getValue();
    return call.getDistinct() || name == "FIRST_VALUE" || name == "LAST_VALUE" || (takesBack && (name == "MIN" || name == "MAX"));
  });
}

uint8_t WindowAggregateOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t WindowAggregateOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
std::string WindowAggregateOp::stateBound() {
  bool isProcessingTime = streamOf(getInput()).getColumns()[getWindow().getTimeColumn()].getTime() == TimeKind::ProcTime;
  const char *clock = isProcessingTime ? "clock" : "watermark";
  if (getWindow().getKind() == WindowKind::Session)
    return fmt::format("{}sessions until {} ms without rows are past the {}", keepsSessionRows(*this) ? "rows of " : "", getWindow().getSizeMs(), clock);
  return fmt::format("window {} ms past the {}", getWindow().getSizeMs(), clock);
}

uint8_t SinkOp::producedKinds(Kinds inputs) { return inputs[0]; }
uint8_t SinkOp::requiredKinds(unsigned, uint8_t wanted) { return wanted; }

} // namespace millrace::rel
