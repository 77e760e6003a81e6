#include "compiler/rel/FilterJoins.h"

#include "compiler/rel/Conjuncts.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/sql/ScalarBuilder.h"

using namespace mlir;

namespace millrace::rel {

namespace {

using Conjuncts = llvm::SmallVector<Value>;

// The conjuncts of one region and where they go.
struct Placement {
  Conjuncts left, right, condition, above;
  bool moves = false;
};

// Which input a conjunct is about. One about none goes where the left ones go.
enum class About : uint8_t { Left, Right, Both };

About aboutOf(Value conjunct, Region &region, unsigned leftCount) {
  llvm::BitVector used = argumentsOf(conjunct, region);
  int last = used.find_last();
  if (last < static_cast<int>(leftCount))
    return About::Left;
  return used.find_first() >= static_cast<int>(leftCount) ? About::Right : About::Both;
}

// Pairs of columns that every result row has equal, from conjuncts `l = r`.
struct EqualColumns {
  llvm::SmallVector<std::pair<unsigned, unsigned>> pairs; // left column, right column (counted from 0)

  void add(Value conjunct, Region &region, unsigned leftCount) {
    auto compare = conjunct.getDefiningOp<sql::CompareOp>();
    if (!compare || compare.getPredicate() != sql::Predicate::Eq)
      return;
    std::optional<unsigned> a = plainColumn(compare.getLhs(), region), b = plainColumn(compare.getRhs(), region);
    if (a && b && *b < leftCount)
      std::swap(a, b);
    if (a && b && *a < leftCount && *b >= leftCount)
      pairs.emplace_back(*a, *b - leftCount);
  }

private:
  static std::optional<unsigned> plainColumn(Value value, Region &region) {
    if (auto nullable = value.getDefiningOp<sql::ToNullableOp>())
      value = nullable.getValue();
    auto argument = dyn_cast<BlockArgument>(value);
    return argument && argument.getOwner() == &region.front() ? std::optional(argument.getArgNumber()) : std::nullopt;
  }
};

// `value` as the type of an argument that it stands for; none if that would assume it not to be NULL.
std::optional<Value> asArgument(OpBuilder &builder, Location location, Value value, mlir::Type type) {
  if (value.getType() == type)
    return value;
  if (sql::withoutNull(value.getType()) != sql::withoutNull(type) || !sql::isNullable(type))
    return std::nullopt;
  return sql::ScalarBuilder(builder, location).toNullable(value);
}

// A filter over `input` by conjuncts of `region`, whose argument i is column `i - shift` of the input.
Value filterInput(OpBuilder &builder, Location location, Value input, Region &region, llvm::ArrayRef<Value> conjuncts, unsigned shift) {
  if (conjuncts.empty())
    return input;
  auto filter = builder.create<FilterOp>(location, input.getType(), input);
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginScalars(builder, filter.getCondition(), streamOf(input), location);
  IRMapping mapping;
  for (BlockArgument argument : region.getArguments()) {
    unsigned column = argument.getArgNumber() - shift;
    if (argument.getArgNumber() >= shift && column < row.size())
      if (std::optional<Value> value = asArgument(builder, location, row[column], argument.getType()))
        mapping.map(argument, *value);
  }
  endScalars(builder, location, copyConjunction(builder, location, conjuncts, mapping));
  return filter.getResult();
}

// The same conjuncts over the other input's equal columns, as far as they read nothing else and cannot fail.
Value filterByEquals(OpBuilder &builder, Location location, Value input, Region &region, llvm::ArrayRef<Value> conjuncts, const EqualColumns &equal,
                     bool fromLeft, unsigned leftCount) {
  for (Value conjunct : conjuncts) {
    llvm::BitVector used = argumentsOf(conjunct, region);
    llvm::SmallVector<std::pair<unsigned, unsigned>> places; // argument, column of the other input
    for (unsigned argument : used.set_bits())
      for (auto [left, right] : equal.pairs)
        if (fromLeft ? argument == left : argument == right + leftCount) {
          mlir::Type type = region.getArgument(argument).getType(), other = streamOf(input).getColumns()[fromLeft ? right : left].getType();
          if (type == other || (sql::isNullable(type) && sql::withoutNull(type) == sql::withoutNull(other))) {
            places.emplace_back(argument, fromLeft ? right : left);
            break;
          }
        }
    if (used.none() || places.size() != used.count() || mayFail(conjunct))
      continue;
    auto filter = builder.create<FilterOp>(location, input.getType(), input);
    OpBuilder::InsertionGuard guard(builder);
    llvm::SmallVector<Value> row = beginScalars(builder, filter.getCondition(), streamOf(input), location);
    IRMapping mapping;
    for (auto [argument, column] : places)
      mapping.map(region.getArgument(argument), *asArgument(builder, location, row[column], region.getArgument(argument).getType()));
    endScalars(builder, location, copyConjunction(builder, location, conjunct, mapping));
    input = filter.getResult();
  }
  return input;
}

// A condition over both inputs: conjuncts of the join's own region, then those of a filter above it.
void fillCondition(OpBuilder &builder, Location location, JoinOp join, Region &own, llvm::ArrayRef<Value> ownConjuncts, Region *above,
                   llvm::ArrayRef<Value> aboveConjuncts) {
  if (ownConjuncts.empty() && aboveConjuncts.empty())
    return;
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginJoinScalars(builder, join.getCondition(), streamOf(join.getLeft()), streamOf(join.getRight()), location);
  IRMapping mapping;
  auto map = [&](Region &region) {
    for (auto [argument, value] : llvm::zip(region.getArguments(), row))
      mapping.map(argument, *asArgument(builder, location, value, argument.getType()));
  };
  if (!own.empty())
    map(own);
  if (above && !aboveConjuncts.empty())
    map(*above);
  Conjuncts all(ownConjuncts);
  all.append(aboveConjuncts.begin(), aboveConjuncts.end());
  endScalars(builder, location, copyConjunction(builder, location, all, mapping));
}

JoinKind withoutMissingRows(JoinKind kind, llvm::ArrayRef<Value> above, unsigned leftCount, unsigned columnCount) {
  llvm::BitVector left(columnCount), right(columnCount);
  left.set(0, leftCount);
  right.set(leftCount, columnCount);
  for (Value conjunct : above) {
    if (keepsLeft(kind) && rejectsNulls(conjunct, right))
      kind = kind == JoinKind::Left ? JoinKind::Inner : JoinKind::Right;
    if (keepsRight(kind) && rejectsNulls(conjunct, left))
      kind = kind == JoinKind::Right ? JoinKind::Inner : JoinKind::Left;
  }
  return kind;
}

// WHERE above a join.
struct FilterIntoJoin : OpRewritePattern<FilterOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto join = filter.getInput().getDefiningOp<JoinOp>();
    if (!join || !filter.getInput().hasOneUse() || hasPerRowValues(filter.getCondition()))
      return failure();
    unsigned leftCount = streamOf(join.getLeft()).getColumns().size(), columnCount = join.getType().getColumns().size();
    Conjuncts conjuncts = conjunctsOf(filter.getCondition());
    JoinKind kind = isExistence(join.getKind()) ? join.getKind() : withoutMissingRows(join.getKind(), conjuncts, leftCount, columnCount);
    Placement placed;
    for (Value conjunct : conjuncts) {
      About about = aboutOf(conjunct, filter.getCondition(), leftCount);
      if (about == About::Left && !keepsRight(kind))
        placed.left.push_back(conjunct);
      else if (about == About::Right && !keepsLeft(kind))
        placed.right.push_back(conjunct);
      else
        (kind == JoinKind::Inner ? placed.condition : placed.above).push_back(conjunct);
    }
    if (placed.above.size() == conjuncts.size() && kind == join.getKind())
      return failure();
    rewrite(rewriter, filter, join, kind, placed, leftCount);
    return success();
  }

  static void rewrite(PatternRewriter &rewriter, FilterOp filter, JoinOp join, JoinKind kind, const Placement &placed, unsigned leftCount) {
    Region &region = filter.getCondition();
    Location location = filter.getLoc();
    Conjuncts own = join.getCondition().empty() ? Conjuncts() : conjunctsOf(join.getCondition());
    EqualColumns equal;
    for (Value conjunct : own)
      equal.add(conjunct, join.getCondition(), leftCount);
    for (Value conjunct : placed.condition)
      equal.add(conjunct, region, leftCount);
    rewriter.setInsertionPoint(join);
    Value left = filterInput(rewriter, location, join.getLeft(), region, placed.left, 0);
    Value right = filterInput(rewriter, location, join.getRight(), region, placed.right, leftCount);
    if (!keepsRight(kind) && kind != JoinKind::Anti)
      right = filterByEquals(rewriter, location, right, region, placed.left, equal, /*fromLeft=*/true, leftCount);
    if (kind == JoinKind::Inner || kind == JoinKind::Right)
      left = filterByEquals(rewriter, location, left, region, placed.right, equal, /*fromLeft=*/false, leftCount);
    auto now = rewriter.create<JoinOp>(join.getLoc(), join.getType(), left, right, kind, join.getLeftKeys(), join.getRightKeys(), join.getNullEqual());
    fillCondition(rewriter, join.getLoc(), now, join.getCondition(), own, &region, placed.condition);
    rewriter.setInsertionPoint(filter);
    Value result = filterInput(rewriter, location, now.getResult(), region, placed.above, 0);
    rewriter.replaceOp(filter, result);
    rewriter.eraseOp(join);
  }
};

// Conjuncts of ON that are about one input, unless they decide whether one of its rows counts as matched.
struct ConditionIntoInputs : OpRewritePattern<JoinOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(JoinOp join, PatternRewriter &rewriter) const override {
    Region &region = join.getCondition();
    if (region.empty() || hasPerRowValues(region))
      return failure();
    JoinKind kind = join.getKind();
    unsigned leftCount = streamOf(join.getLeft()).getColumns().size();
    Placement placed;
    EqualColumns equal;
    for (Value conjunct : conjunctsOf(region)) {
      equal.add(conjunct, region, leftCount);
      About about = aboutOf(conjunct, region, leftCount);
      if (about == About::Left && !keepsLeft(kind) && kind != JoinKind::Anti)
        placed.left.push_back(conjunct);
      else if (about == About::Right && !keepsRight(kind))
        placed.right.push_back(conjunct);
      else
        placed.condition.push_back(conjunct);
    }
    if (placed.left.empty() && placed.right.empty())
      return failure();
    Location location = join.getLoc();
    Value left = filterInput(rewriter, location, join.getLeft(), region, placed.left, 0);
    Value right = filterInput(rewriter, location, join.getRight(), region, placed.right, leftCount);
    if (kind == JoinKind::Inner || kind == JoinKind::Semi) {
      right = filterByEquals(rewriter, location, right, region, placed.left, equal, /*fromLeft=*/true, leftCount);
      left = filterByEquals(rewriter, location, left, region, placed.right, equal, /*fromLeft=*/false, leftCount);
    }
    auto now = rewriter.create<JoinOp>(location, join.getType(), left, right, kind, join.getLeftKeys(), join.getRightKeys(), join.getNullEqual());
    fillCondition(rewriter, location, now, region, placed.condition, nullptr, {});
    rewriter.replaceOp(join, now);
    return success();
  }
};

// WHERE above a join AS OF a time, about the left side: each left row goes its own way. On the right, no row may be missing when it is looked for.
template <typename Op> struct FilterIntoLeft : OpRewritePattern<FilterOp> {
  using OpRewritePattern<FilterOp>::OpRewritePattern;
  LogicalResult matchAndRewrite(FilterOp filter, PatternRewriter &rewriter) const override {
    auto join = filter.getInput().template getDefiningOp<Op>();
    Region &region = filter.getCondition();
    if (!join || !filter.getInput().hasOneUse() || hasPerRowValues(region))
      return failure();
    unsigned leftCount = streamOf(join.getLeft()).getColumns().size();
    Conjuncts left, rest;
    for (Value conjunct : conjunctsOf(region))
      (aboutOf(conjunct, region, leftCount) == About::Left ? left : rest).push_back(conjunct);
    if (left.empty())
      return failure();
    rewriter.setInsertionPoint(join);
    Value filtered = filterInput(rewriter, filter.getLoc(), join.getLeft(), region, left, 0);
    rewriter.modifyOpInPlace(join, [&] { join.getLeftMutable().assign(filtered); });
    rewriter.setInsertionPoint(filter);
    rewriter.replaceOp(filter, filterInput(rewriter, filter.getLoc(), join.getResult(), region, rest, 0));
    return success();
  }
};

} // namespace

void addJoinFilterPatterns(RewritePatternSet &patterns) {
  patterns.add<FilterIntoJoin, ConditionIntoInputs, FilterIntoLeft<LookupJoinOp>, FilterIntoLeft<TemporalJoinOp>>(patterns.getContext());
}

} // namespace millrace::rel
