#include "compiler/rel/UpsertKeys.h"

#include "compiler/rel/Regions.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;

namespace millrace::rel {

bool holdsAll(llvm::ArrayRef<int32_t> columns, llvm::ArrayRef<int32_t> part) {
  return llvm::all_of(part, [&](int32_t column) { return llvm::is_contained(columns, column); });
}

static UpsertKeys primaryKeyOf(ScanOp scan) {
  auto table = SymbolTable::lookupNearestSymbolFrom<TableOp>(scan, scan.getTableAttr());
  if (!table || table.getPrimaryKey().empty())
    return {};
  UpsertKey key;
  for (int32_t column : table.getPrimaryKey()) {
    const int32_t *place = llvm::find(scan.getColumns(), column);
    auto index = static_cast<int32_t>(place - scan.getColumns().begin());
    if (place == scan.getColumns().end() || (scan.getPaths() && !cast<ArrayAttr>((*scan.getPaths())[index]).empty()))
      return {};
    key.push_back(index);
  }
  return {key};
}

static UpsertKeys throughProject(ProjectOp project) {
  UpsertKeys result;
  for (const UpsertKey &key : upsertKeysOf(project.getInput())) {
    UpsertKey mapped;
    for (int32_t column : key)
      for (auto [index, yielded] : llvm::enumerate(yieldedValues(project.getExpressions())))
        if (sameColumn(yielded) == static_cast<unsigned>(column)) {
          mapped.push_back(static_cast<int32_t>(index));
          break;
        }
    if (mapped.size() == key.size())
      result.push_back(mapped);
  }
  return result;
}

static UpsertKeys findUpsertKeys(Value stream) {
  Operation *op = stream.getDefiningOp();
  if (auto keyed = dyn_cast<UpsertKeyInterface>(op))
    return keyed.upsertKeys();
  if (auto scan = dyn_cast<ScanOp>(op))
    return primaryKeyOf(scan);
  if (isa<FilterOp, WatermarkOp>(op))
    return upsertKeysOf(op->getOperand(0));
  if (auto project = dyn_cast<ProjectOp>(op))
    return throughProject(project);
  return {};
}

// What the question at hand has found out: operators ask about their inputs in turn, and a stream that several of them read is looked at once.
static thread_local llvm::DenseMap<Value, UpsertKeys> *known = nullptr;

UpsertKeys upsertKeysOf(Value stream) {
  if (!known) {
    llvm::DenseMap<Value, UpsertKeys> found;
    known = &found;
    auto forget = llvm::make_scope_exit([] { known = nullptr; });
    return upsertKeysOf(stream);
  }
  if (auto found = known->find(stream); found != known->end())
    return found->second;
  UpsertKeys keys = findUpsertKeys(stream);
  (*known)[stream] = keys;
  return keys;
}

} // namespace millrace::rel
