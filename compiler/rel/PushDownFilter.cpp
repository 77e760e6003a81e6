/// rel-push-down-filter: filters move to where their columns are made, at best into the scan's decoder; below joins see FilterJoins.h.
///
/// Watermark: Flink's filter runs after the watermark assigner, and a row that is filtered out still moves the watermark. So a filter stops
///            above rel.watermark, and only a scan without one takes it in.
#include "compiler/rel/FilterJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Conjuncts.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelUnnest.h"

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

// What a filter says of the passed columns alone holds for a row whatever its elements are.
struct ThroughUnnest : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto unnest = onlyInput<UnnestOp>(filter);
    if (!unnest || hasPerRowValues(filter.getCondition()))
      return failure();
    llvm::SmallVector<Value> below, above;
    for (Value conjunct : conjunctsOf(filter.getCondition())) {
      bool isPassed = argumentsOf(conjunct, filter.getCondition()).find_last() < static_cast<int>(unnest.getPassed().size());
      // One behind a conjunct that stays may be guarded by it.
      (isPassed && (above.empty() || !mayFail(conjunct)) ? below : above).push_back(conjunct);
    }
    if (below.empty())
      return failure();
    Region &region = filter.getCondition();
    rewriter.setInsertionPoint(unnest);
    auto moved = filterBy(rewriter, filter.getLoc(), unnest.getInput(), region, below, [&](unsigned argument) { return unnest.getPassed()[argument]; });
    rewriter.modifyOpInPlace(unnest, [&] { unnest.getInputMutable().assign(moved); });
    rewriter.setInsertionPoint(filter);
    Value rest = above.empty() ? unnest.getResult()
                               : filterBy(rewriter, filter.getLoc(), unnest.getResult(), region, above, [](unsigned argument) { return static_cast<int32_t>(argument); });
    rewriter.replaceOp(filter, rest);
    return success();
  }

  // A filter over `input` by conjuncts of `region`, whose arguments are the input's columns that `column` says.
  static Value filterBy(PatternRewriter &rewriter, Location location, Value input, Region &region, llvm::ArrayRef<Value> conjuncts,
                        llvm::function_ref<int32_t(unsigned)> column) {
    auto filter = rewriter.create<FilterOp>(location, input.getType(), input);
    OpBuilder::InsertionGuard guard(rewriter);
    llvm::SmallVector<Value> row = beginScalars(rewriter, filter.getCondition(), streamOf(input), location);
    IRMapping mapping;
    for (Value conjunct : conjuncts) {
      llvm::BitVector used = argumentsOf(conjunct, region); // set_bits() refers to it
      for (unsigned argument : used.set_bits())
        mapping.map(region.getArgument(argument), row[column(argument)]);
    }
    endScalars(rewriter, location, copyConjunction(rewriter, location, conjuncts, mapping));
    return filter.getResult();
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
    patterns.add<ThroughProject, ThroughUnion, ThroughWindow, ThroughUnnest, IntoScan>(&getContext());
    addJoinFilterPatterns(patterns);
    GreedyRewriteConfig config;
    config.enableRegionSimplification = GreedySimplifyRegionLevel::Disabled;
    (void)applyPatternsAndFoldGreedily(getOperation(), std::move(patterns), config);
  }
};

} // namespace
} // namespace millrace::rel
