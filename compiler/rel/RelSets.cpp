// Registers the operators of INTERSECT and EXCEPT, verifies them and answers the questions of RelInterfaces.td.
#include "compiler/rel/RelSets.h"
#include "compiler/rel/Pruning.h"
#include "compiler/rel/UpsertKeys.h"

#include <fmt/format.h>

using namespace mlir;

#define GET_OP_CLASSES
#include "compiler/rel/RelSets.cpp.inc"

namespace millrace::rel {

using Kinds = llvm::ArrayRef<uint8_t>;

void RelDialect::registerSets() {
  addOperations<
#define GET_OP_LIST
#include "compiler/rel/RelSets.cpp.inc"
      >();
}

// ---- set_operation

LogicalResult SetOperationOp::verify() {
  llvm::SmallVector<mlir::Type> expected = columnTypes(getType());
  for (Value input : getOperands())
    if (columnTypes(streamOf(input)) != expected)
      return emitOpError() << "input " << input.getType() << " does not have the columns of the result, " << getType();
  return success();
}

// Flink's plans end with a GROUP BY of the whole row, which may update as far as it knows.
uint8_t SetOperationOp::producedKinds(Kinds inputs) {
  constexpr uint8_t updates = kInsertKind | kUpdateBeforeKind | kUpdateAfterKind;
  return getExcept() || isUpdating(inputs[0]) || isUpdating(inputs[1]) ? kAllKinds : updates;
}
uint8_t SetOperationOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
bool SetOperationOp::hasLoneBefore(llvm::ArrayRef<bool>) { return false; }
UpsertKeys SetOperationOp::upsertKeys() {
  return {llvm::to_vector(llvm::seq<int32_t>(0, static_cast<int32_t>(getType().getColumns().size())))};
}
std::string SetOperationOp::stateBound() {
  int64_t ttlMs = stateTtlMs(*this);
  return ttlMs > 0 ? fmt::format("TTL {} ms", ttlMs) : "unbounded (two counts per distinct row)";
}

void SetOperationOp::collectUse(Pruning &pruning) {
  for (Value input : getOperands())
    pruning.needAll(input);
}
void SetOperationOp::rebuild(Pruning &pruning) {
  LeafList leaves;
  for (unsigned column = 0; column < getType().getColumns().size(); ++column)
    leaves.push_back({column, {}});
  Value left = pruning.narrowed(getLeft(), leaves, getLoc()), right = pruning.narrowed(getRight(), leaves, getLoc());
  auto now = pruning.builder.create<SetOperationOp>(getLoc(), getType(), left, right, getExceptAttr());
  pruning.finish(getResult(), leaves, now.getResult());
}

// ---- replicate

static unsigned countColumn(ReplicateOp op) { return static_cast<unsigned>(streamOf(op.getInput()).getColumns().size()) - 1; }

LogicalResult ReplicateOp::verify() {
  llvm::SmallVector<mlir::Type> input = columnTypes(streamOf(getInput()));
  if (input.empty() || !sql::withoutNull(input.back()).isInteger(64))
    return emitOpError() << "the input's last column must be a BIGINT";
  input.pop_back();
  if (columnTypes(getType()) != input)
    return emitOpError() << "result must be the input without its last column, not " << getType();
  return success();
}

uint8_t ReplicateOp::producedKinds(Kinds inputs) { return inputs[0]; }
uint8_t ReplicateOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }

static LeafSet useOf(Pruning &pruning, ReplicateOp op) {
  LeafSet use = pruning.needed[op.getResult()];
  use.insert(Leaf{countColumn(op), {}});
  return use;
}

void ReplicateOp::collectUse(Pruning &pruning) { pruning.need(getInput(), useOf(pruning, *this)); }
void ReplicateOp::rebuild(Pruning &pruning) {
  LeafList leaves = withoutCovered(useOf(pruning, *this)), kept(leaves.begin(), std::prev(leaves.end()));
  Value input = pruning.narrowed(getInput(), leaves, getLoc());
  auto now = pruning.builder.create<ReplicateOp>(getLoc(), pruning.streamType(getResult(), kept), input);
  pruning.finish(getResult(), kept, now.getResult());
}

} // namespace millrace::rel
