// Registers the operations on sorted state tables and verifies them.
#include "compiler/flow/FlowSorted.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "compiler/flow/FlowSorted.cpp.inc"

namespace millrace::flow {

void FlowDialect::registerSorted() {
  addOperations<
#define GET_OP_LIST
#include "compiler/flow/FlowSorted.cpp.inc"
      >();
}

static LogicalResult verifyTable(Operation *op, llvm::StringRef name) {
  TableAttr table = findTable(op, name);
  if (!table || table.getKind() != TableKind::Sorted)
    return op->emitOpError() << "`" << name << "` is not a declared sorted table";
  return success();
}

static LogicalResult verifySortKey(Operation *op, llvm::StringRef name, TypeRange sortKey) {
  if (failed(verifyTable(op, name)))
    return failure();
  if (llvm::to_vector(sortKey) != llvm::to_vector(findTable(op, name).getMapKey()))
    return op->emitOpError() << "sort key (" << sortKey << ") is not that of table `" << name << "`";
  return success();
}

static LogicalResult verifySlot(Operation *op, llvm::StringRef name, SlotType slot) {
  if (slot.getColumns() != findTable(op, name).getValue())
    return op->emitOpError() << "slot does not have the columns of table `" << name << "`";
  return success();
}

LogicalResult SortedCountOp::verify() { return verifyTable(*this, getTable()); }
LogicalResult SortedEraseOp::verify() { return verifyTable(*this, getTable()); }
LogicalResult SortedPositionOp::verify() { return verifySortKey(*this, getTable(), getSortKey().getTypes()); }

LogicalResult SortedInsertOp::verify() {
  return failed(verifySortKey(*this, getTable(), getSortKey().getTypes())) ? failure() : verifySlot(*this, getTable(), getSlot().getType());
}

LogicalResult SortedAtOp::verify() {
  return failed(verifyTable(*this, getTable())) ? failure() : verifySlot(*this, getTable(), getSlot().getType());
}

LogicalResult SortedForEachOp::verify() {
  if (failed(verifyTable(*this, getTable())))
    return failure();
  llvm::SmallVector<mlir::Type> loop(getInits().getTypes());
  if (llvm::to_vector(getResultTypes()) != loop)
    return emitOpError() << "results differ from the initial values";
  llvm::SmallVector<mlir::Type> arguments{IntegerType::get(getContext(), 64), SlotType::get(getContext(), findTable(*this, getTable()).getValue())};
  llvm::SmallVector<mlir::Type> yielded{IntegerType::get(getContext(), 1)};
  llvm::append_range(arguments, loop);
  llvm::append_range(yielded, loop);
  Block &block = getBody().front();
  if (llvm::to_vector(block.getArgumentTypes()) != arguments)
    return emitOpError() << "body region's arguments are (" << block.getArgumentTypes() << "), expected (" << arguments << ")";
  auto yield = block.empty() ? sql::YieldOp() : dyn_cast<sql::YieldOp>(block.back());
  if (!yield || llvm::to_vector(yield.getValues().getTypes()) != yielded)
    return emitOpError() << "body region must yield (" << yielded << ")";
  return success();
}

} // namespace millrace::flow
