// rel-merge-projections: project over project, filter over filter, aggregates over projects that only pick columns.
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_MERGEPROJECTIONS
#include "compiler/rel/RelPasses.h.inc"

namespace {

// An operator that others read too is computed once and stays.
template <typename Op> Op onlyInput(Value input) {
  auto op = input.getDefiningOp<Op>();
  return op && input.hasOneUse() ? op : Op();
}

struct MergeProjects : OpRewritePattern<ProjectOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ProjectOp outer, PatternRewriter &rewriter) const override {
    auto inner = onlyInput<ProjectOp>(outer.getInput());
    // A value made per row and used twice must stay one value; copies are made per use only by other patterns.
    if (!inner)
      return failure();
    Location location = rewriter.getFusedLoc({inner.getLoc(), outer.getLoc()});
    auto merged = rewriter.create<ProjectOp>(location, outer.getType(), inner.getInput());
    llvm::SmallVector<Value> row = beginScalars(rewriter, merged.getExpressions(), streamOf(inner.getInput()), location);
    llvm::SmallVector<Value> middle = inlineScalars(rewriter, inner.getExpressions(), row);
    endScalars(rewriter, location, inlineScalars(rewriter, outer.getExpressions(), middle));
    rewriter.replaceOp(outer, merged);
    rewriter.eraseOp(inner);
    return success();
  }
};

struct MergeFilters : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp outer, PatternRewriter &rewriter) const override {
    auto inner = onlyInput<FilterOp>(outer.getInput());
    if (!inner)
      return failure();
    Location location = rewriter.getFusedLoc({inner.getLoc(), outer.getLoc()});
    auto merged = rewriter.create<FilterOp>(location, outer.getType(), inner.getInput());
    llvm::SmallVector<Value> row = beginScalars(rewriter, merged.getCondition(), streamOf(inner.getInput()), location);
    Value first = inlineScalars(rewriter, inner.getCondition(), row)[0];
    mlir::Type boolean = rewriter.getI1Type();
    if (first.getType() != boolean)
      first = rewriter.create<sql::IsTrueOp>(location, boolean, first);
    // The second condition may fail on rows that the first one drops, so it runs only for the others.
    auto branch = rewriter.create<scf::IfOp>(location, TypeRange{boolean}, first, true, true);
    rewriter.setInsertionPointToEnd(&branch.getThenRegion().front());
    Value second = inlineScalars(rewriter, outer.getCondition(), row)[0];
    if (second.getType() != boolean)
      second = rewriter.create<sql::IsTrueOp>(location, boolean, second);
    rewriter.create<scf::YieldOp>(location, second);
    rewriter.setInsertionPointToEnd(&branch.getElseRegion().front());
    Value no = rewriter.create<sql::ConstantOp>(location, boolean, rewriter.getBoolAttr(false));
    rewriter.create<scf::YieldOp>(location, no);
    rewriter.setInsertionPointAfter(branch);
    endScalars(rewriter, location, branch.getResult(0));
    rewriter.replaceOp(outer, merged);
    rewriter.eraseOp(inner);
    return success();
  }
};

struct DropIdentity : OpRewritePattern<ProjectOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ProjectOp op, PatternRewriter &rewriter) const override {
    std::optional<llvm::SmallVector<unsigned>> columns = passedColumns(op.getExpressions());
    if (op.getType() != op.getInput().getType() || !columns)
      return failure();
    for (auto [index, column] : llvm::enumerate(*columns))
      if (index != column)
        return failure();
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
};

// Keys, arguments and filters of an aggregate that its project only picks are read below the project.
template <typename Op> struct AggregateBelowProject : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    auto project = onlyInput<ProjectOp>(op.getInput());
    std::optional<llvm::SmallVector<unsigned>> columns;
    if (project)
      columns = passedColumns(project.getExpressions());
    if (!columns)
      return failure();
    // A time attribute that the project turned into a plain timestamp stays one: the key's type is the same either way.
    rewriter.modifyOpInPlace(op, [&] {
      op.getInputMutable().assign(project.getInput());
      remapAggregate(op, [&](int32_t column) { return static_cast<int32_t>((*columns)[column]); });
    });
    rewriter.eraseOp(project);
    return success();
  }
};

struct MergeProjections : impl::MergeProjectionsBase<MergeProjections> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<MergeProjects, MergeFilters, DropIdentity, AggregateBelowProject<AggregateOp>, AggregateBelowProject<WindowAggregateOp>>(&getContext());
    GreedyRewriteConfig config;
    config.enableRegionSimplification = GreedySimplifyRegionLevel::Disabled;
    (void)applyPatternsAndFoldGreedily(getOperation(), std::move(patterns), config);
  }
};

} // namespace
} // namespace millrace::rel
