// Registers the dialect; its attributes, types and the relations between regions and the operators around them.
#include "compiler/flow/FlowDialect.h"

#include "compiler/rel/Bracketed.h"

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#include "compiler/flow/FlowDialect.cpp.inc"
#include "compiler/flow/FlowEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/flow/FlowAttributes.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/flow/FlowTypes.cpp.inc"

namespace millrace::flow {

void FlowDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "compiler/flow/FlowAttributes.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "compiler/flow/FlowTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "compiler/flow/FlowOps.cpp.inc"
      >();
  registerSorted();
}

StreamType outputOf(Operation *op, unsigned index) { return cast<StreamType>(op->getResult(index).getType()); }

TableAttr findTable(Operation *op, llvm::StringRef name) {
  auto process = op->getParentOfType<ProcessOp>();
  if (!process)
    return {};
  for (auto table : process.getTables().getAsRange<TableAttr>())
    if (table.getName() == name)
      return table;
  return {};
}

Block &addRowBlock(Region &region, StreamType columns, Location location) {
  Block &block = region.emplaceBlock();
  block.addArgument(IntegerType::get(columns.getContext(), 8), location);
  for (rel::ColumnAttr column : columns.getColumns())
    block.addArgument(column.getType(), location);
  return block;
}

} // namespace millrace::flow
