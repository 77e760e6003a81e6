/// rel-recognize-rank: ROW_NUMBER, RANK or DENSE_RANK with a filter that gives it an upper bound becomes rel.rank, or rel.window_rank where rows of one window are ranked.
///
/// Shape:   the filter stands on rel.over whose only call is the rank; its other conditions stay above. `rn = 3` makes the rank a constant column. A filter that is
///          never TRUE leaves no rows.
/// Errors:  MR0402 for the OVERs that are left and cannot be computed.
/// Source:  Flink's FlinkLogicalRankRule, RankUtil.extractRankRange, ConstantRankNumberColumnRemoveRule, StreamExecOverAggregate.
#include "compiler/rel/Conjuncts.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/TimeAttributes.h"
#include "compiler/sql/Location.h"
#include "compiler/sql/ScalarBuilder.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_RECOGNIZERANK
#include "compiler/rel/RelPasses.h.inc"

namespace {

/// What a filter says of the rank.
struct Ranks {
  int64_t start = 1;
  int64_t end = INT64_MAX;
  std::optional<int32_t> endColumn;
  llvm::SmallVector<Value> rest; ///< its other conditions
};

std::optional<int64_t> constantOf(Value value) {
  auto constant = value.getDefiningOp<sql::ConstantOp>();
  auto integer = constant ? dyn_cast<IntegerAttr>(constant.getValue()) : IntegerAttr();
  return integer && isa<IntegerType>(sql::withoutNull(constant.getType())) ? std::optional(integer.getInt()) : std::nullopt;
}

// The column of integers that a value is, apart from its width.
std::optional<unsigned> integerColumn(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    bool isWidened = isa<sql::CastOp>(op) && isa<IntegerType>(sql::withoutNull(op->getOperand(0).getType()));
    if (!isWidened && !isa<sql::ToNullableOp>(op))
      return std::nullopt;
    value = op->getOperand(0);
  }
  mlir::Type type = sql::withoutNull(value.getType());
  return type.isInteger(16) || type.isInteger(32) || type.isInteger(64) ? columnOf(value) : std::nullopt;
}

// Narrows `ranks` by one condition; false if it says something else.
bool narrow(Ranks &ranks, Value condition, unsigned rankColumn) {
  auto compare = condition.getDefiningOp<sql::CompareOp>();
  if (!compare)
    return false;
  Value other = compare.getRhs();
  sql::Predicate predicate = compare.getPredicate();
  if (integerColumn(compare.getLhs()) != rankColumn) {
    if (integerColumn(other) != rankColumn)
      return false;
    other = compare.getLhs();
    predicate = sql::mirrored(predicate);
  }
  if (std::optional<int64_t> bound = constantOf(other)) {
    if (predicate == sql::Predicate::Ne)
      return false;
    if (predicate == sql::Predicate::Eq || predicate == sql::Predicate::Le || predicate == sql::Predicate::Lt)
      ranks.end = std::min(ranks.end, predicate == sql::Predicate::Lt ? *bound - 1 : *bound);
    if (predicate == sql::Predicate::Eq || predicate == sql::Predicate::Ge || predicate == sql::Predicate::Gt)
      ranks.start = std::max(ranks.start, predicate == sql::Predicate::Gt ? *bound + 1 : *bound);
    return true;
  }
  std::optional<unsigned> column = integerColumn(other);
  if (!column || *column == rankColumn || predicate != sql::Predicate::Le || ranks.endColumn)
    return false;
  ranks.endColumn = static_cast<int32_t>(*column);
  return true;
}

std::optional<Ranks> ranksOf(FilterOp filter, unsigned rankColumn) {
  Ranks ranks;
  for (Value condition : conjunctsOf(filter.getCondition()))
    if (!narrow(ranks, condition, rankColumn))
      ranks.rest.push_back(condition);
  bool isConstant = ranks.end != INT64_MAX;
  // A number of rows per partition, or a constant one; not both, and no variable end behind an offset.
  if (isConstant == ranks.endColumn.has_value() || (ranks.endColumn && ranks.start > 1))
    return std::nullopt;
  return ranks;
}

std::optional<RankFunction> rankFunction(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<RankFunction>>(name)
      .Case("ROW_NUMBER", RankFunction::RowNumber)
      .Case("RANK", RankFunction::Rank)
      .Case("DENSE_RANK", RankFunction::DenseRank)
      .Default(std::nullopt);
}

// NULL or FALSE for every row: folding has seen that the bounds of the rank exclude each other.
bool isNeverTrue(FilterOp filter) {
  auto constant = yieldedValues(filter.getCondition())[0].getDefiningOp<sql::ConstantOp>();
  auto value = constant ? dyn_cast<BoolAttr>(constant.getValue()) : BoolAttr();
  return constant && !(value && value.getValue());
}

ValuesOp noRows(OpBuilder &builder, Location location, mlir::Type type) { return builder.create<ValuesOp>(location, type, builder.getArrayAttr({})); }

struct RecognizeRank : impl::RecognizeRankBase<RecognizeRank> {
  RecognizeRank() = default;
  explicit RecognizeRank(diagnostics::DiagnosticBag &bag) : bag(&bag) {}

  void runOnOperation() override {
    for (FilterOp filter : llvm::to_vector(getOperation().getOps<FilterOp>())) {
      OverOp over = numberedBelow(filter.getInput());
      if (over && lowerTo(filter, over))
        recognize(filter, over);
    }
    for (auto over : llvm::make_early_inc_range(getOperation().getOps<OverOp>()))
      if (over.use_empty())
        over.erase();
      else
        check(over);
    for (auto sort : getOperation().getOps<SortOp>())
      if (timeKindOf(sort.getInput(), sortColumns(sort.getOrder())[0].getColumn()) == TimeKind::None)
        report(sort, "a stream without end cannot be sorted by a time that comes through a join, which holds rows back", "add LIMIT",
               diagnostics::DiagnosticId::OrderByNotSupported);
    if (failed)
      signalPassFailure();
  }

  // The OVER below projections.
  static OverOp numberedBelow(Value stream) {
    while (auto project = stream.getDefiningOp<ProjectOp>())
      stream = project.getInput();
    return stream.getDefiningOp<OverOp>();
  }

  // Filter push-down leaves a filter above projections that others read too; here it goes below a copy of them. False: it cannot.
  static bool lowerTo(FilterOp &filter, OverOp over) {
    while (auto project = filter.getInput().getDefiningOp<ProjectOp>()) {
      if (hasPerRowValues(project.getExpressions()) || hasPerRowValues(filter.getCondition()))
        return false;
      OpBuilder builder(filter);
      Location location = filter.getLoc();
      auto lowered = builder.create<FilterOp>(location, project.getInput().getType(), project.getInput());
      auto copy = cast<ProjectOp>(builder.clone(*project));
      copy.getInputMutable().assign(lowered.getResult());
      llvm::SmallVector<Value> row = beginScalars(builder, lowered.getCondition(), streamOf(project.getInput()), location);
      endScalars(builder, location, inlineScalars(builder, filter.getCondition(), inlineScalars(builder, project.getExpressions(), row)));
      filter.getResult().replaceAllUsesWith(copy.getResult());
      filter.erase();
      if (project->use_empty())
        project.erase();
      filter = lowered;
    }
    return filter.getInput().getDefiningOp() == over;
  }

  void recognize(FilterOp filter, OverOp over) {
    if (over.getCalls().size() != 1 || over.getPreceding() >= 0)
      return;
    std::optional<RankFunction> function = rankFunction(cast<OverCallAttr>(over.getCalls()[0]).getFunction().getValue());
    if (!function)
      return;
    OpBuilder builder(filter);
    if (isNeverTrue(filter)) {
      filter.getResult().replaceAllUsesWith(noRows(builder, filter.getLoc(), filter.getType()).getResult());
      filter.erase();
      return;
    }
    auto rankColumn = static_cast<unsigned>(streamOf(over.getInput()).getColumns().size());
    std::optional<Ranks> ranks = ranksOf(filter, rankColumn);
    if (!ranks)
      return;
    Value ranked = makeRank(builder, over, *function, *ranks);
    if (ranked && !ranks->rest.empty()) {
      auto rest = builder.create<FilterOp>(filter.getLoc(), ranked.getType(), ranked);
      OpBuilder::InsertionGuard guard(builder);
      llvm::SmallVector<Value> row = beginScalars(builder, rest.getCondition(), streamOf(ranked), filter.getLoc());
      IRMapping mapping;
      mapping.map(filter.getCondition().getArguments(), row);
      endScalars(builder, filter.getLoc(), copyConjunction(builder, filter.getLoc(), ranks->rest, mapping));
      ranked = rest.getResult();
    }
    if (!ranked)
      return;
    filter.getResult().replaceAllUsesWith(ranked);
    filter.erase();
  }

  // A stream of the type that `over` has; none after an error.
  Value makeRank(OpBuilder &builder, OverOp over, RankFunction function, const Ranks &ranks) {
    Location location = over.getLoc();
    if (!ranks.endColumn && ranks.end < ranks.start)
      return noRows(builder, location, over.getType()).getResult();
    bool isOneRank = !ranks.endColumn && ranks.start == ranks.end;
    StreamType type = isOneRank ? streamOf(over.getInput()) : over.getType();
    std::optional<WindowColumns> window = windowColumnsOf(over.getInput());
    std::optional<std::pair<int32_t, int32_t>> bounds = window ? window->among(over.getPartition()) : std::nullopt;
    Value ranked;
    if (bounds && !ranks.endColumn) {
      if (window->isProcessingTime) {
        report(over, "a Top-N over windows of processing time is not supported", "windows of event time are");
        return {};
      }
      ranked = builder.create<WindowRankOp>(location, type, over.getInput(), over.getPartition(), over.getOrder(), ranks.start, ranks.end, !isOneRank,
                                            static_cast<uint32_t>(bounds->first), static_cast<uint32_t>(bounds->second), window->isZoned, function);
    } else {
      IntegerAttr endColumn = ranks.endColumn ? builder.getI32IntegerAttr(*ranks.endColumn) : IntegerAttr();
      ranked = builder.create<RankOp>(location, type, over.getInput(), over.getPartition(), over.getOrder(), ranks.start, ranks.endColumn ? 0 : ranks.end,
                                      endColumn, !isOneRank, /*limit=*/false, function);
    }
    return isOneRank ? appendRank(builder, ranked, over, ranks.start) : ranked;
  }

  static Value appendRank(OpBuilder &builder, Value ranked, OverOp over, int64_t rank) {
    auto project = builder.create<ProjectOp>(over.getLoc(), over.getType(), ranked);
    OpBuilder::InsertionGuard guard(builder);
    llvm::SmallVector<Value> row = beginScalars(builder, project.getExpressions(), streamOf(ranked), over.getLoc());
    row.push_back(sql::ScalarBuilder(builder, over.getLoc()).int64(rank));
    endScalars(builder, over.getLoc(), row);
    return project.getResult();
  }

  // Flink's rules for OVER aggregation of streams.
  void check(OverOp over) {
    bool numbers = llvm::all_of(over.getCalls().getAsRange<OverCallAttr>(), [](OverCallAttr call) { return rankFunction(call.getFunction().getValue()).has_value(); });
    const char *help = numbers ? "a Top-N filters the number from above: WHERE rn <= 10" : nullptr;
    if (over.getOrder().size() != 1)
      return report(over, "an OVER aggregate is ordered by one column", help);
    SortColumnAttr order = sortColumns(over.getOrder())[0];
    if (order.getDescending())
      return report(over, "an OVER aggregate is ordered ascending", help);
    if (timeOrder(over.getInput(), over.getOrder()) != TimeKind::None)
      return;
    if (over.getPreceding() >= 0 && !over.getRows())
      return report(over, "a frame that begins a time before the row must be ordered by a time attribute", nullptr);
    for (auto call : over.getCalls().getAsRange<OverCallAttr>())
      if (call.getDistinct())
        return report(over, "DISTINCT in OVER must be ordered by a time attribute", nullptr);
  }

  // Without a bag (in millrace-opt) the message is MLIR's.
  void report(Operation *op, const std::string &message, const char *help, diagnostics::DiagnosticId id = diagnostics::DiagnosticId::OverNotSupported) {
    failed = true;
    if (!bag) {
      op->emitError(message);
      return;
    }
    auto range = sql::rangeOf(op->getLoc());
    auto &diagnostic = range ? bag->report(id, *range, message) : bag->report(id, message);
    if (help)
      diagnostic.withHelp(help);
  }

  diagnostics::DiagnosticBag *bag = nullptr;
  bool failed = false;
};

} // namespace

std::unique_ptr<Pass> createRecognizeRank(diagnostics::DiagnosticBag &bag) { return std::make_unique<RecognizeRank>(bag); }

} // namespace millrace::rel
