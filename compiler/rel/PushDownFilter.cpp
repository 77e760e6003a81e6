/// rel-push-down-filter: filters move to where their columns are made, at best into the scan's decoder; below joins see FilterJoins.h.
///
/// Watermark: Flink's filter runs after the watermark assigner, and a row that is filtered out still moves the watermark. So a filter stops
///            above rel.watermark, and only a scan without one takes it in.
#include "compiler/rel/FilterJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_PUSHDOWNFILTER
#include "compiler/rel/RelPasses.h.inc"

namespace {

template <typename Op> Op onlyInput(FilterOp filter) {
  auto op = filter.getInput().getDefiningOp<Op>();
  return op && filter.getInput().hasOneUse() ? op : Op();
}

// A filter over `input` whose condition sees `arguments(row)` where it saw the old columns.
FilterOp moveFilter(PatternRewriter &rewriter, FilterOp filter, Value input,
                    llvm::function_ref<llvm::SmallVector<Value>(llvm::ArrayRef<Value>)> arguments) {
  auto moved = rewriter.create<FilterOp>(filter.getLoc(), input.getType(), input);
  OpBuilder::InsertionGuard guard(rewriter);
  llvm::SmallVector<Value> row = beginScalars(rewriter, moved.getCondition(), streamOf(input), filter.getLoc());
  endScalars(rewriter, filter.getLoc(), inlineScalars(rewriter, filter.getCondition(), arguments(row)));
  return moved;
}

struct ThroughProject : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto project = onlyInput<ProjectOp>(filter);
    if (!project || hasPerRowValues(project.getExpressions()) || hasPerRowValues(filter.getCondition()))
      return failure();
    rewriter.setInsertionPoint(project);
    FilterOp moved = moveFilter(rewriter, filter, project.getInput(), [&](llvm::ArrayRef<Value> row) {
      return inlineScalars(rewriter, project.getExpressions(), row);
    });
    rewriter.modifyOpInPlace(project, [&] { project.getInputMutable().assign(moved.getResult()); });
    rewriter.replaceOp(filter, project.getResult());
    return success();
  }
};

struct ThroughUnion : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto all = onlyInput<UnionAllOp>(filter);
    if (!all)
      return failure();
    rewriter.setInsertionPoint(all);
    llvm::SmallVector<Value> inputs;
    for (Value input : all.getInputs())
      inputs.push_back(moveFilter(rewriter, filter, input, [](llvm::ArrayRef<Value> row) { return llvm::to_vector(row); }));
    rewriter.modifyOpInPlace(all, [&] { all.getInputsMutable().assign(inputs); });
    rewriter.replaceOp(filter, all.getResult());
    return success();
  }
};

struct ThroughWindow : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto window = onlyInput<WindowOp>(filter);
    if (!window || hasPerRowValues(filter.getCondition()))
      return failure();
    size_t below = streamOf(window.getInput()).getColumns().size();
    llvm::BitVector used = usedColumns(filter.getCondition());
    if (used.find_last() >= static_cast<int>(below))
      return failure();
    rewriter.setInsertionPoint(window);
    FilterOp moved = moveFilter(rewriter, filter, window.getInput(), [&](llvm::ArrayRef<Value> row) {
      llvm::SmallVector<Value> arguments(row);
      arguments.resize(below + 3, row.front()); // unused ones
      return arguments;
    });
    rewriter.modifyOpInPlace(window, [&] { window.getInputMutable().assign(moved.getResult()); });
    rewriter.replaceOp(filter, window.getResult());
    return success();
  }
};

// Metadata columns come from the connector, not from the record's bytes.
bool isPhysical(ScanOp scan, unsigned column) {
  auto table = SymbolTable::lookupNearestSymbolFrom<TableOp>(scan, scan.getTableAttr());
  return table && cast<StringAttr>(table.getMetadata()[scan.getColumns()[column]]).getValue().empty();
}

struct IntoScan : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto scan = onlyInput<ScanOp>(filter);
    // A key's rows must all be seen to complete an upsert changelog, whatever the filter says of single ones.
    if (!scan || isUpsertScan(scan) || !scan.getFilter().empty() || hasPerRowValues(filter.getCondition()))
      return failure();
    llvm::BitVector used = usedColumns(filter.getCondition()); // set_bits() refers to it
    for (unsigned column : used.set_bits())
      if (!isPhysical(scan, column))
        return failure();
    rewriter.modifyOpInPlace(scan, [&] { scan.getFilter().takeBody(filter.getCondition()); });
    rewriter.replaceOp(filter, scan.getResult());
    return success();
  }
};

struct PushDownFilter : impl::PushDownFilterBase<PushDownFilter> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<ThroughProject, ThroughUnion, ThroughWindow, IntoScan>(&getContext());
    addJoinFilterPatterns(patterns);
    GreedyRewriteConfig config;
    config.enableRegionSimplification = GreedySimplifyRegionLevel::Disabled;
    (void)applyPatternsAndFoldGreedily(getOperation(), std::move(patterns), config);
  }
};

} // namespace
} // namespace millrace::rel
