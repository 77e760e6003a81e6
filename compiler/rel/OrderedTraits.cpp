// What the operators that look at rows in an order answer to the questions of RelInterfaces.td.
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/TimeAttributes.h"
#include "compiler/rel/UpsertKeys.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

using Kinds = llvm::ArrayRef<uint8_t>;

constexpr uint8_t kUpdates = kInsertKind | kUpdateBeforeKind | kUpdateAfterKind;

llvm::SmallVector<SortColumnAttr> sortColumns(ArrayAttr order) { return llvm::to_vector(order.getAsRange<SortColumnAttr>()); }

TimeKind timeOrder(Value stream, ArrayAttr order) {
  if (order.size() != 1)
    return TimeKind::None;
  return timeKindOf(stream, cast<SortColumnAttr>(order[0]).getColumn());
}

std::string orderText(StreamType stream, ArrayAttr order) {
  std::string text;
  for (SortColumnAttr column : sortColumns(order)) {
    // Flink's default: NULL is the least value.
    const char *nulls = column.getNullsLast() == column.getDescending() ? "" : column.getNullsLast() ? " NULLS LAST" : " NULLS FIRST";
    text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", stream.getColumns()[column.getColumn()].getName().str(),
                        column.getDescending() ? "DESC" : "ASC", nulls);
  }
  return text;
}

std::string rankName(RankFunction function) {
  switch (function) {
  case RankFunction::RowNumber: return "ROW_NUMBER";
  case RankFunction::Rank: return "RANK";
  case RankFunction::DenseRank: return "DENSE_RANK";
  }
  llvm_unreachable("all functions are handled");
}

std::string orderedText(Operation *op) {
  if (isa<OverOp>(op))
    return "an OVER aggregate";
  if (auto rank = dyn_cast<RankOp>(op))
    return rank.getLimit() ? "ORDER BY ... LIMIT" : rankName(rank.getFunction());
  if (auto rank = dyn_cast<WindowRankOp>(op))
    return rankName(rank.getFunction()) + " within a window";
  if (isa<SortOp>(op))
    return "ORDER BY";
  return isa<LimitOp>(op) ? "LIMIT" : "";
}

static std::string perPartition(Operation *op, const std::string &what, llvm::ArrayRef<int32_t> partition) {
  if (int64_t ttlMs = stateTtlMs(op); ttlMs > 0)
    return fmt::format("TTL {} ms", ttlMs);
  if (partition.empty())
    return what;
  return fmt::format("unbounded ({} per {})", what, columnNames(streamOf(op->getOperand(0)), partition));
}

static std::string rowCount(int64_t count) { return count == 1 ? "one row" : fmt::format("{} rows", count); }

// A changelog of their own: no -U without its +U.
bool OverOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
bool RankOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
bool WindowRankOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
bool SortOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
bool LimitOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }

// ---- over

static bool isOrderedByTime(OverOp op) { return timeOrder(op.getInput(), op.getOrder()) != TimeKind::None; }

uint8_t OverOp::acceptedKinds(unsigned) { return isOrderedByTime(*this) ? kInsertOnly : kAllKinds; }
uint8_t OverOp::producedKinds(Kinds) { return isOrderedByTime(*this) ? kInsertOnly : kAllKinds; }
uint8_t OverOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
UpsertKeys OverOp::upsertKeys() { return upsertKeysOf(getInput()); }

std::string OverOp::stateBound() {
  if (!isOrderedByTime(*this))
    return perPartition(*this, "all rows", getPartition());
  if (getPreceding() < 0)
    return perPartition(*this, "one accumulator", getPartition());
  if (getRows())
    return perPartition(*this, rowCount(getPreceding() + 1), getPartition());
  bool isEventTime = timeOrder(getInput(), getOrder()) == TimeKind::RowTime;
  return fmt::format("range {} ms past the {}", getPreceding(), isEventTime ? "watermark" : "clock");
}

// ---- rank

static bool tellsRanks(RankOp op) { return op.getNumber() || op.getStart() > 1; }

uint8_t RankOp::acceptedKinds(unsigned) { return kAllKinds; }
uint8_t RankOp::producedKinds(Kinds) {
  // A row that comes may drive out all rows of the last rank.
  if (getFunction() != RankFunction::RowNumber)
    return getNumber() ? kAllKinds : kInsertKind | kDeleteKind;
  switch (planRank(*this).strategy) {
  case RankStrategy::FirstRows:
  case RankStrategy::KeepFirst: return kInsertOnly;
  case RankStrategy::KeepLast:
  case RankStrategy::BestRow: return kUpdates;
  case RankStrategy::Append: return tellsRanks(*this) ? kUpdates : kInsertKind | kDeleteKind;
  case RankStrategy::UpdateFast: return tellsRanks(*this) ? kUpdates : kAllKinds;
  case RankStrategy::Retract: return tellsRanks(*this) ? kAllKinds : kInsertKind | kDeleteKind;
  }
  llvm_unreachable("all strategies are handled");
}
uint8_t RankOp::requiredKinds(unsigned, uint8_t) {
  return planRank(*this).strategy == RankStrategy::Retract ? kAllKinds : kAllKinds & ~kUpdateBeforeKind;
}

UpsertKeys RankOp::upsertKeys() {
  if (getFunction() != RankFunction::RowNumber)
    return upsertKeysOf(getInput());
  UpsertKey key(getPartition());
  if (getNumber())
    key.push_back(static_cast<int32_t>(getType().getColumns().size()) - 1);
  bool isOneRow = !getEndColumn() && getStart() == getEnd();
  return getNumber() || isOneRow ? UpsertKeys{key} : upsertKeysOf(getInput());
}

static std::string rankCount(int64_t count) { return count == 1 ? "the best rank" : fmt::format("the {} best ranks", count); }

// The rows of few ranks may be many: nothing bounds them, with or without a partition.
static std::string tiedBound(RankOp op) {
  bool keepsAll = planRank(op).strategy == RankStrategy::Retract;
  std::string rows = keepsAll ? "all rows" : fmt::format("every row of {}", op.getEndColumn() ? "the best ranks" : rankCount(op.getEnd()));
  return op.getPartition().empty() && stateTtlMs(op) == 0 ? fmt::format("unbounded ({})", rows) : perPartition(op, rows, op.getPartition());
}

std::string RankOp::stateBound() {
  if (getFunction() != RankFunction::RowNumber)
    return tiedBound(*this);
  switch (planRank(*this).strategy) {
  case RankStrategy::FirstRows: return perPartition(*this, "a count", getPartition());
  case RankStrategy::KeepFirst: return perPartition(*this, "a flag", getPartition());
  case RankStrategy::Retract: return perPartition(*this, "all rows", getPartition());
  default: return perPartition(*this, getEndColumn() ? "the best rows" : rowCount(getEnd()), getPartition());
  }
}

// ---- window_rank

uint8_t WindowRankOp::acceptedKinds(unsigned) { return kInsertOnly; }
uint8_t WindowRankOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t WindowRankOp::requiredKinds(unsigned, uint8_t) { return kInsertOnly; }
UpsertKeys WindowRankOp::upsertKeys() {
  if (getFunction() != RankFunction::RowNumber)
    return upsertKeysOf(getInput());
  UpsertKey key(getPartition());
  if (getNumber())
    key.push_back(static_cast<int32_t>(getType().getColumns().size()) - 1);
  return getNumber() || getStart() == getEnd() ? UpsertKeys{key} : upsertKeysOf(getInput());
}
std::string WindowRankOp::stateBound() {
  switch (getFunction()) {
  case RankFunction::RowNumber: return fmt::format("{} per window past the watermark", rowCount(getEnd()));
  case RankFunction::Rank: return fmt::format("every row of {} per window past the watermark", rankCount(getEnd()));
  case RankFunction::DenseRank: return "all rows per window past the watermark";
  }
  llvm_unreachable("all functions are handled");
}

// ---- sort, limit

uint8_t SortOp::acceptedKinds(unsigned) { return kInsertOnly; }
uint8_t SortOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t SortOp::requiredKinds(unsigned, uint8_t) { return kInsertOnly; }
UpsertKeys SortOp::upsertKeys() { return upsertKeysOf(getInput()); }
std::string SortOp::stateBound() {
  bool isEventTime = streamOf(getInput()).getColumns()[sortColumns(getOrder())[0].getColumn()].getTime() == TimeKind::RowTime;
  return isEventTime ? "rows past the watermark" : "rows past the clock";
}

uint8_t LimitOp::acceptedKinds(unsigned) { return kAllKinds; }
uint8_t LimitOp::producedKinds(Kinds inputs) {
  if (!isUpdating(inputs[0]))
    return kInsertOnly;
  return getOffset() > 0 ? kAllKinds : kInsertKind | kDeleteKind;
}
uint8_t LimitOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
UpsertKeys LimitOp::upsertKeys() { return upsertKeysOf(getInput()); }
std::string LimitOp::stateBound() { return isUpdating(rowKindsOf(getInput().getDefiningOp())) ? "all rows" : "a count"; }

} // namespace millrace::rel
