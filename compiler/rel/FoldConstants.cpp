// rel-fold-constants: folds scalar work in all regions, drops filters that are always TRUE. Works on `flow` bodies too.
#include "compiler/rel/RelPasses.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_FOLDCONSTANTS
#include "compiler/rel/RelPasses.h.inc"

namespace {

std::optional<bool> constantCondition(Value value) {
  BoolAttr condition;
  if (matchPattern(value, m_Constant(&condition)))
    return condition.getValue();
  return std::nullopt;
}

// Only folders and these patterns: scf's own canonicalisations would bring in `arith` operations.
struct InlineDecidedIf : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    std::optional<bool> condition = constantCondition(op.getCondition());
    if (!condition)
      return failure();
    Region &taken = *condition ? op.getThenRegion() : op.getElseRegion();
    if (taken.empty()) {
      rewriter.eraseOp(op);
      return success();
    }
    Operation *yield = taken.front().getTerminator();
    llvm::SmallVector<Value> results(yield->getOperands());
    rewriter.eraseOp(yield);
    rewriter.inlineBlockBefore(&taken.front(), op);
    rewriter.replaceOp(op, results);
    return success();
  }
};

// if (c) { yield x, a } else { yield x, b }: x needs no branch.
struct DropEqualYields : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    if (op.getNumResults() == 0 || op.getElseRegion().empty())
      return failure();
    bool changed = false;
    for (auto [result, yes, no] : llvm::zip(op.getResults(), op.thenYield().getOperands(), op.elseYield().getOperands()))
      if (yes == no && !result.use_empty()) {
        rewriter.replaceAllUsesWith(result, yes);
        changed = true;
      }
    return success(changed);
  }
};

struct DropTrueFilter : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp op, PatternRewriter &rewriter) const override {
    auto yield = cast<sql::YieldOp>(op.getCondition().front().getTerminator());
    if (constantCondition(yield.getValues()[0]) != true)
      return failure();
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
};

struct FoldConstants : impl::FoldConstantsBase<FoldConstants> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<InlineDecidedIf, DropEqualYields, DropTrueFilter>(&getContext());
    // No region simplification: it would merge blocks that mean something to nobody but itself.
    GreedyRewriteConfig config;
    config.enableRegionSimplification = GreedySimplifyRegionLevel::Disabled;
    // Not converging is no error: what is left is only not folded.
    (void)applyPatternsAndFoldGreedily(getOperation(), std::move(patterns), config);
  }
};

} // namespace
} // namespace millrace::rel
