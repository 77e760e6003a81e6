// Registers the operator of UNNEST, verifies it and answers the questions of RelInterfaces.td.
#include "compiler/rel/RelUnnest.h"
#include "compiler/rel/Pruning.h"
#include "compiler/rel/Regions.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "compiler/rel/RelUnnest.cpp.inc"

namespace millrace::rel {

using Kinds = llvm::ArrayRef<uint8_t>;

void RelDialect::registerUnnest() {
  addOperations<
#define GET_OP_LIST
#include "compiler/rel/RelUnnest.cpp.inc"
      >();
}

llvm::SmallVector<mlir::Type> partTypes(mlir::Type collection) {
  mlir::Type type = sql::withoutNull(collection);
  if (auto array = dyn_cast<sql::ArrayType>(type))
    return {array.getElement()};
  if (auto map = dyn_cast<sql::MapType>(type))
    return {map.getKey(), map.getValue()};
  return {};
}

// The types of the columns behind the passed ones.
static llvm::SmallVector<mlir::Type> ownTypes(UnnestOp op) {
  llvm::SmallVector<mlir::Type> types = partTypes(streamOf(op.getInput()).getColumns()[op.getCollection()].getType());
  if (op.getOrdinality())
    types.push_back(IntegerType::get(op.getContext(), 32));
  for (mlir::Type &type : types)
    type = sql::withNullability(type, op.getLeft() || sql::isNullable(type));
  return types;
}

LogicalResult UnnestOp::verify() {
  llvm::ArrayRef<ColumnAttr> input = streamOf(getInput()).getColumns();
  if (getCollection() >= input.size() || partTypes(input[getCollection()].getType()).empty())
    return emitOpError() << "column " << getCollection() << " is no ARRAY or MAP of " << getInput().getType();
  llvm::SmallVector<mlir::Type> expected;
  for (int32_t column : getPassed()) {
    if (column < 0 || column >= static_cast<int32_t>(input.size()))
      return emitOpError() << "passes column " << column << ", which is not one of " << getInput().getType();
    expected.push_back(input[column].getType());
  }
  llvm::append_range(expected, ownTypes(*this));
  llvm::SmallVector<mlir::Type> given = columnTypes(getType());
  if (given != expected)
    return emitOpError() << "result must have (" << expected << "), not " << getType();
  if (getCondition().empty())
    return success();
  auto yield = getCondition().hasOneBlock() ? dyn_cast<sql::YieldOp>(getCondition().front().getTerminator()) : sql::YieldOp();
  bool isCondition = yield && yield.getValues().size() == 1 && sql::withoutNull(yield.getValues()[0].getType()).isInteger(1);
  if (!isCondition || getCondition().front().getArgumentTypes() != TypeRange(given))
    return emitOpError() << "condition must yield one BOOLEAN over the result's columns";
  return success();
}

// Every row, taken back or not, is sent once per element; how many elements an update's rows have may differ.
uint8_t UnnestOp::producedKinds(Kinds inputs) { return inputs[0]; }
uint8_t UnnestOp::requiredKinds(unsigned, uint8_t) { return kAllKinds; }
bool UnnestOp::hasLoneBefore(llvm::ArrayRef<bool>) { return rowKindsOf(getInput().getDefiningOp()) & kUpdateBeforeKind; }

// ---- pruning

namespace {

/// What of the input an UNNEST reads, and which leaves of its result the passed columns are then.
struct UnnestUse {
  LeafList input, passed;

  UnnestUse(Pruning &pruning, UnnestOp op) {
    LeafSet result, read = {Leaf{op.getCollection(), {}}};
    auto add = [&](const LeafSet &leaves) {
      for (const Leaf &leaf : leaves)
        if (leaf.column < op.getPassed().size()) {
          result.insert(leaf);
          read.insert({static_cast<unsigned>(op.getPassed()[leaf.column]), leaf.path});
        }
    };
    add(pruning.needed[op.getResult()]);
    if (!op.getCondition().empty())
      add(Pruning::regionUse(op.getCondition()).leaves);
    input = withoutCovered(read);
    for (Leaf leaf : withoutCovered(result)) {
      leaf.path = input[place(op, leaf)].path; // the collection itself is read whole
      if (passed.empty() || !(passed.back() == leaf))
        passed.push_back(leaf);
    }
  }
  size_t place(UnnestOp op, const Leaf &leaf) const {
    return coveringLeaf(input, {static_cast<unsigned>(op.getPassed()[leaf.column]), leaf.path});
  }
};

} // namespace

void UnnestOp::collectUse(Pruning &pruning) {
  UnnestUse use(pruning, *this);
  pruning.need(getInput(), LeafSet(use.input.begin(), use.input.end()));
}

void UnnestOp::rebuild(Pruning &pruning) {
  UnnestUse use(pruning, *this);
  Value input = pruning.narrowed(getInput(), use.input, getLoc());
  llvm::SmallVector<int32_t> passed;
  for (const Leaf &leaf : use.passed)
    passed.push_back(static_cast<int32_t>(use.place(*this, leaf)));
  auto collection = static_cast<uint32_t>(coveringLeaf(use.input, {getCollection(), {}}));
  LeafList leaves = use.passed;
  for (unsigned column = getPassed().size(); column < getType().getColumns().size(); ++column)
    leaves.push_back({column, {}});
  auto now = pruning.builder.create<UnnestOp>(getLoc(), pruning.streamType(getResult(), leaves), input, collection, passed, getLeft(), getOrdinality());
  if (!getCondition().empty()) {
    OpBuilder::InsertionGuard guard(pruning.builder);
    llvm::SmallVector<Value> row = beginScalars(pruning.builder, now.getCondition(), now.getType(), getLoc());
    pruning.copyScalars(getCondition(), leaves, row);
  }
  pruning.finish(getResult(), leaves, now.getResult());
}

} // namespace millrace::rel
