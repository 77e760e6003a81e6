// rel-share-subplans: equal operators over equal inputs are one operator; scans of one table read all of their columns at once.
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_SHARESUBPLANS
#include "compiler/rel/RelPasses.h.inc"

namespace {

// A table that is read before the rows that look it up come has a scan of its own: others would wait for themselves.
bool isLookedUp(Value table) {
  return llvm::any_of(table.getUses(), [](OpOperand &use) {
    if (isa<LookupJoinOp>(use.getOwner()))
      return use.getOperandNumber() == 1;
    return isa<ProjectOp, FilterOp, WatermarkOp>(use.getOwner()) && isLookedUp(use.getOwner()->getResult(0));
  });
}

bool isShareable(Operation &op) {
  if (!isa<RelDialect>(op.getDialect()) || isa<SinkOp, TableOp>(op) || isLookedUp(op.getResult(0)))
    return false;
  return llvm::none_of(op.getRegions(), [](Region &region) { return !region.empty() && hasPerRowValues(region); });
}

// Reads the columns of all `scans` once; each of them becomes a project of its own columns.
void mergeScans(llvm::ArrayRef<ScanOp> scans) {
  llvm::SmallVector<int32_t> columns;
  llvm::SmallVector<ColumnAttr> types;
  for (ScanOp scan : scans)
    for (auto [column, type] : llvm::zip(scan.getColumns(), scan.getType().getColumns()))
      if (!llvm::is_contained(columns, column)) {
        columns.push_back(column);
        types.push_back(type);
      }
  ScanOp first = scans.front();
  OpBuilder builder(first);
  auto merged = builder.create<ScanOp>(first.getLoc(), StreamType::get(builder.getContext(), types), first.getTableAttr(),
                                       builder.getDenseI32ArrayAttr(columns), ArrayAttr(), first.getRowKindsAttr());
  for (ScanOp scan : scans) {
    builder.setInsertionPoint(scan);
    llvm::SmallVector<int32_t> places;
    for (int32_t column : scan.getColumns())
      places.push_back(static_cast<int32_t>(llvm::find(columns, column) - columns.begin()));
    ProjectOp project = projectColumns(builder, scan.getLoc(), merged.getResult(), places);
    project.getResult().setType(scan.getType());
    scan.getResult().replaceAllUsesWith(project.getResult());
    scan.erase();
  }
}

struct ShareSubplans : impl::ShareSubplansBase<ShareSubplans> {
  void runOnOperation() override {
    shareEqual();
    llvm::SmallVector<std::pair<StringRef, llvm::SmallVector<ScanOp>>> byTable;
    for (auto scan : getOperation().getOps<ScanOp>()) {
      if (scan.getPaths() || !scan.getFilter().empty() || isLookedUp(scan.getResult()) || scan->hasAttr(kVersionsAttr))
        continue;
      auto *found = llvm::find_if(byTable, [&](auto &entry) { return entry.first == scan.getTable(); });
      if (found == byTable.end())
        byTable.push_back({scan.getTable(), {scan}});
      else
        found->second.push_back(scan);
    }
    for (auto &[table, scans] : byTable)
      if (scans.size() > 1)
        mergeScans(scans);
  }

  void shareEqual() {
    llvm::SmallVector<Operation *> kept;
    for (Operation &op : llvm::make_early_inc_range(*getOperation().getBody())) {
      if (!isShareable(op))
        continue;
      Operation **same = llvm::find_if(kept, [&](Operation *other) {
        return other->getName() == op.getName() &&
               OperationEquivalence::isEquivalentTo(other, &op, OperationEquivalence::IgnoreLocations);
      });
      if (same == kept.end()) {
        kept.push_back(&op);
        continue;
      }
      op.replaceAllUsesWith(*same);
      op.erase();
    }
  }
};

} // namespace
} // namespace millrace::rel
