// What the joins answer to the questions of RelInterfaces.td.
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/UpsertKeys.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

using Kinds = llvm::ArrayRef<uint8_t>;

// Source: Flink's FlinkChangelogModeInferenceProgram: inner and semi joins send on the kinds that they get.
static uint8_t joinedKinds(JoinKind kind, Kinds inputs) {
  bool passesOn = kind == JoinKind::Inner || kind == JoinKind::Semi;
  return passesOn ? inputs[0] | inputs[1] : kAllKinds;
}

namespace {

// Whether an update of an input's row replaces all that came of the old row: it stays at its join key, and matches what the old one matched.
template <typename Op> bool replacesResults(Op op, unsigned index) {
  llvm::ArrayRef<int32_t> keys = index == 0 ? op.getLeftKeys() : op.getRightKeys();
  return op.getCondition().empty() && describeSide(op->getOperand(index), keys).uniqueKeyHoldsKeys;
}

UpsertKeys shifted(const UpsertKeys &keys, size_t by) {
  UpsertKeys result(keys);
  for (UpsertKey &key : result)
    for (int32_t &column : key)
      column += static_cast<int32_t>(by);
  return result;
}

UpsertKeys holding(const UpsertKeys &keys, llvm::ArrayRef<int32_t> joinKeys) {
  UpsertKeys result;
  for (const UpsertKey &key : keys)
    if (holdsAll(key, joinKeys))
      result.push_back(key);
  return result;
}

bool isUnique(const UpsertKeys &keys, llvm::ArrayRef<int32_t> joinKeys) {
  return llvm::any_of(keys, [&](const UpsertKey &key) { return holdsAll(joinKeys, key); });
}

void addKey(UpsertKeys &keys, UpsertKey key) {
  llvm::sort(key);
  key.erase(std::unique(key.begin(), key.end()), key.end());
  if (!llvm::is_contained(keys, key))
    keys.push_back(key);
}

// Join keys are equal on both sides, so either column will do where it is not missing.
void addEquivalents(UpsertKeys &keys, llvm::ArrayRef<int32_t> leftKeys, const UpsertKey &rightKeys, JoinKind kind) {
  constexpr size_t kMostKeys = 64;
  for (size_t next = 0; next < keys.size() && keys.size() < kMostKeys; ++next)
    for (auto [left, right] : llvm::zip(leftKeys, rightKeys)) {
      UpsertKey exchanged = keys[next];
      if (!keepsRight(kind)) {
        std::replace(exchanged.begin(), exchanged.end(), right, int32_t(left));
        addKey(keys, exchanged);
      }
      exchanged = keys[next];
      if (!keepsLeft(kind)) {
        std::replace(exchanged.begin(), exchanged.end(), int32_t(left), right);
        addKey(keys, exchanged);
      }
    }
}

// Source: Flink's FlinkRelMdUpsertKeys.getJoinUpsertKeys, FlinkRelMdUniqueKeys.getJoinUniqueKeys.
template <typename Op> UpsertKeys joinedUpsertKeys(Op op) {
  UpsertKeys left = upsertKeysOf(op.getLeft());
  if (isExistence(op.getKind()))
    return holding(left, op.getLeftKeys());
  size_t leftCount = streamOf(op.getLeft()).getColumns().size();
  UpsertKeys right = upsertKeysOf(op.getRight());
  bool leftIsUnique = isUnique(left, op.getLeftKeys()), rightIsUnique = isUnique(right, op.getRightKeys());
  left = holding(left, op.getLeftKeys());
  right = shifted(holding(right, op.getRightKeys()), leftCount);
  UpsertKeys keys;
  if (rightIsUnique && !keepsRight(op.getKind()))
    for (const UpsertKey &key : left)
      addKey(keys, key);
  if (leftIsUnique && !keepsLeft(op.getKind()))
    for (const UpsertKey &key : right)
      addKey(keys, key);
  for (const UpsertKey &leftKey : left)
    for (const UpsertKey &rightKey : right) {
      UpsertKey both = leftKey;
      both.append(rightKey);
      addKey(keys, both);
    }
  UpsertKey rightKeys;
  for (int32_t key : op.getRightKeys())
    rightKeys.push_back(key + static_cast<int32_t>(leftCount));
  addEquivalents(keys, op.getLeftKeys(), rightKeys, op.getKind());
  return keys;
}

std::string sideBound(Value input, llvm::ArrayRef<int32_t> keys) {
  JoinSide side = describeSide(input, keys);
  if (!side.hasUniqueKey)
    return "every row";
  if (side.uniqueKey.empty())
    return "one row";
  return "one row per " + columnNames(streamOf(input), side.uniqueKey);
}

} // namespace

uint8_t JoinOp::producedKinds(Kinds inputs) { return joinedKinds(getKind(), inputs); }
uint8_t JoinOp::requiredKinds(unsigned index, uint8_t wanted) {
  return (wanted & kUpdateBeforeKind) || !replacesResults(*this, index) ? kAllKinds : kAllKinds & ~kUpdateBeforeKind;
}
bool JoinOp::hasLoneBefore(llvm::ArrayRef<bool> inputs) {
  for (unsigned index = 0; index < 2; ++index)
    if (inputs[index] || ((rowKindsOf(getOperand(index).getDefiningOp()) & kUpdateBeforeKind) && !replacesResults(*this, index)))
      return true;
  return false;
}
UpsertKeys JoinOp::upsertKeys() { return joinedUpsertKeys(*this); }

std::string JoinOp::stateBound() {
  if (int64_t ttlMs = stateTtlMs(*this); ttlMs > 0)
    return fmt::format("TTL {} ms", ttlMs);
  return fmt::format("unbounded (left: {}; right: {})", sideBound(getLeft(), getLeftKeys()), sideBound(getRight(), getRightKeys()));
}

uint8_t IntervalJoinOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t IntervalJoinOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
bool IntervalJoinOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
UpsertKeys IntervalJoinOp::upsertKeys() { return joinedUpsertKeys(*this); }
std::string IntervalJoinOp::stateBound() {
  return fmt::format("interval: {} ms (left), {} ms (right) past the {}", std::max<int64_t>(0, -getLowerMs()), std::max<int64_t>(0, getUpperMs()),
                     isOverProcessingTime() ? "clock" : "watermark");
}

uint8_t WindowJoinOp::producedKinds(Kinds) { return kInsertOnly; }
uint8_t WindowJoinOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
bool WindowJoinOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
UpsertKeys WindowJoinOp::upsertKeys() { return {}; }
std::string WindowJoinOp::stateBound() { return fmt::format("window {} ms past the watermark", getSizeMs()); }

uint8_t LookupJoinOp::producedKinds(Kinds inputs) { return inputs[0]; }
// A row's -U and +U may find different rows, so neither can do without the other.
uint8_t LookupJoinOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
bool LookupJoinOp::hasLoneBefore(llvm::ArrayRef<bool>) { return rowKindsOf(getLeft().getDefiningOp()) & kUpdateBeforeKind; }
UpsertKeys LookupJoinOp::upsertKeys() { return isUnique(upsertKeysOf(getRight()), getRightKeys()) ? upsertKeysOf(getLeft()) : UpsertKeys(); }
std::string LookupJoinOp::stateBound() { return "the table's rows"; }

uint8_t TemporalJoinOp::producedKinds(Kinds inputs) { return inputs[0]; }
// A left row's -U and +U may find different versions, so neither can do without the other; on the right a version replaces the one before without its -U.
uint8_t TemporalJoinOp::requiredKinds(unsigned index, uint8_t) { return index == 0 ? kAllKinds : kAllKinds & ~kUpdateBeforeKind; }
bool TemporalJoinOp::hasLoneBefore(llvm::ArrayRef<bool>) { return rowKindsOf(getLeft().getDefiningOp()) & kUpdateBeforeKind; }
UpsertKeys TemporalJoinOp::upsertKeys() { return upsertKeysOf(getLeft()); }
std::string TemporalJoinOp::stateBound() {
  return fmt::format("left: rows until the watermark; right: one version per {} and those after the watermark", columnNames(streamOf(getRight()), getRightKeys()));
}

} // namespace millrace::rel
