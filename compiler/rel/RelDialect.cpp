// Registers the dialect; its attributes, types and what they mean.
#include "compiler/rel/RelDialect.h"

#include "runtime/abi/Values.h"

#include "compiler/rel/Bracketed.h"

#include "mlir/IR/DialectImplementation.h"
#include "mlir/Transforms/FoldUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#include "compiler/rel/RelDialect.cpp.inc"
#include "compiler/rel/RelEnums.cpp.inc"
#include "compiler/rel/RelInterfaces.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/rel/RelAttributes.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/rel/RelTypes.cpp.inc"

namespace millrace::rel {

void RelDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "compiler/rel/RelAttributes.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "compiler/rel/RelTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "compiler/rel/RelOps.cpp.inc"
      >();
  registerJoins();
  registerOrdered();
  registerSets();
  registerUnnest();
}

std::string kindsText(uint8_t kinds) {
  std::string text;
  static constexpr const char *names[] = {"I", "UB", "UA", "D"};
  for (unsigned bit = 0; bit < 4; ++bit)
    if (kinds & (1u << bit))
      text += (text.empty() ? "" : ",") + std::string(names[bit]);
  return "[" + text + "]";
}

bool haveSameKeyForm(mlir::Type a, mlir::Type b) {
  return a == b || (sql::isNullable(a) == sql::isNullable(b) && ((sql::isString(a) && sql::isString(b)) || (sql::isBytes(a) && sql::isBytes(b))));
}

llvm::SmallVector<mlir::Type> columnTypes(StreamType stream) {
  llvm::SmallVector<mlir::Type> types;
  for (ColumnAttr column : stream.getColumns())
    types.push_back(column.getType());
  return types;
}

std::string columnNames(StreamType stream, llvm::ArrayRef<int32_t> columns) {
  std::string names;
  for (int32_t column : columns)
    names += (names.empty() ? "" : ", ") + stream.getColumns()[column].getName().str();
  return names;
}

std::optional<unsigned> findColumn(StreamType stream, llvm::StringRef name) {
  for (auto [index, column] : llvm::enumerate(stream.getColumns()))
    if (column.getName() == name)
      return index;
  return std::nullopt;
}

Block &addColumnBlock(Region &region, StreamType columns, Location location) {
  Block &block = region.emplaceBlock();
  for (ColumnAttr column : columns.getColumns())
    block.addArgument(column.getType(), location);
  return block;
}

bool isUpsertScan(ScanOp scan) {
  auto kinds = static_cast<uint8_t>(scan.getRowKinds());
  return (kinds & kUpdateAfterKind) && !(kinds & kUpdateBeforeKind) && !scan->hasAttr(kVersionsAttr);
}

// A scan's own `row_kinds` says what its table's format reads.
static constexpr llvm::StringLiteral kSentKindsAttr = "sent_kinds";

uint8_t rowKindsOf(Operation *op) {
  auto scan = dyn_cast<ScanOp>(op);
  if (auto kinds = op->getAttrOfType<IntegerAttr>(scan ? kSentKindsAttr : kRowKindsAttr))
    return static_cast<uint8_t>(kinds.getInt());
  return scan ? scan.producedKinds({}) : kInsertOnly;
}

void setRowKinds(Operation *op, uint8_t kinds) {
  auto scan = dyn_cast<ScanOp>(op);
  if (scan && kinds == scan.producedKinds({}))
    op->removeAttr(kSentKindsAttr);
  else
    op->setAttr(scan ? kSentKindsAttr : kRowKindsAttr, IntegerAttr::get(IntegerType::get(op->getContext(), 32), kinds));
}

} // namespace millrace::rel
