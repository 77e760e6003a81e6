/// rel-recognize-interval-joins: joins whose condition bounds the distance of two event times, or of two processing times, forget rows that can have no
/// partner any more.
///
/// Shape:   conjuncts `left.time OP right.time + interval` of both directions; the others stay in the condition. Only where both inputs insert.
///          Equal event times among the keys are such an interval, too; they stay keys.
/// Source:  Flink's IntervalJoinUtil.extractWindowBoundsFromPredicate.
#include "compiler/rel/Conjuncts.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/TimeAttributes.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_RECOGNIZEINTERVALJOINS
#include "compiler/rel/RelPasses.h.inc"

namespace {

/// A time column plus a constant.
struct TimePoint {
  unsigned column; ///< of the condition's arguments
  int64_t offsetMs = 0;
};

std::optional<int64_t> constantMs(Value value) {
  auto constant = value.getDefiningOp<sql::ConstantOp>();
  auto ms = constant && isa<sql::IntervalDayType>(sql::withoutNull(constant.getType())) ? dyn_cast<IntegerAttr>(constant.getValue()) : IntegerAttr();
  return ms ? std::optional(ms.getInt()) : std::nullopt;
}

std::optional<TimePoint> timePoint(Value value) {
  if (auto nullable = value.getDefiningOp<sql::ToNullableOp>())
    return timePoint(nullable.getValue());
  if (std::optional<unsigned> column = columnOf(value))
    return TimePoint{*column, 0};
  auto call = value.getDefiningOp<sql::CallOp>();
  if (!call || call.getOperands().size() != 2)
    return std::nullopt;
  bool adds = call.getFunction() == "timestamp + interval_day" || call.getFunction() == "timestamp_ltz + interval_day";
  bool takes = call.getFunction() == "timestamp - interval_day" || call.getFunction() == "timestamp_ltz - interval_day";
  std::optional<int64_t> ms = constantMs(call.getOperands()[1]);
  std::optional<TimePoint> point = ms && (adds || takes) ? timePoint(call.getOperands()[0]) : std::nullopt;
  if (!point || (adds ? llvm::AddOverflow(point->offsetMs, *ms, point->offsetMs) : llvm::SubOverflow(point->offsetMs, *ms, point->offsetMs)))
    return std::nullopt;
  return point;
}

/// left time - right time lies in [lowerMs, upperMs].
struct Bounds {
  std::optional<int64_t> lowerMs, upperMs;
  std::optional<unsigned> leftTime, rightTime;

  void above(int64_t ms) { lowerMs = std::max(lowerMs.value_or(ms), ms); }
  void below(int64_t ms) { upperMs = std::min(upperMs.value_or(ms), ms); }
};

struct IntervalFinder {
  JoinOp join;
  TimeKind kind;
  unsigned leftCount;
  Bounds bounds;
  llvm::SmallVector<Value> rest; ///< conjuncts that are no bounds

  IntervalFinder(JoinOp join, TimeKind kind) : join(join), kind(kind), leftCount(streamOf(join.getLeft()).getColumns().size()) {
    if (kind == TimeKind::RowTime)
      takeKeys();
    if (!join.getCondition().empty())
      for (Value conjunct : conjunctsOf(join.getCondition()))
        if (!take(conjunct))
          rest.push_back(conjunct);
  }

  bool isFound() const { return bounds.lowerMs && bounds.upperMs && *bounds.lowerMs <= *bounds.upperMs; }

  bool isTime(unsigned column) {
    bool isLeft = column < leftCount;
    return timeKindOf(isLeft ? join.getLeft() : join.getRight(), static_cast<int32_t>(isLeft ? column : column - leftCount)) == kind;
  }

  void takeKeys() {
    for (auto [key, pair] : llvm::enumerate(llvm::zip(join.getLeftKeys(), join.getRightKeys()))) {
      auto [left, right] = pair;
      bool nullEqual = !join.getNullEqual().empty() && join.getNullEqual()[key];
      if (bounds.leftTime || nullEqual || !isTime(left) || !isTime(right + leftCount))
        continue;
      bounds.leftTime = left;
      bounds.rightTime = right;
      bounds.above(0);
      bounds.below(0);
    }
  }

  // Takes a conjunct into the bounds; false if it is about something else.
  bool take(Value conjunct) {
    auto compare = conjunct.getDefiningOp<sql::CompareOp>();
    if (!compare || compare.getPredicate() == sql::Predicate::Ne)
      return false;
    std::optional<TimePoint> a = timePoint(compare.getLhs()), b = timePoint(compare.getRhs());
    if (!a || !b || (a->column < leftCount) == (b->column < leftCount) || !isTime(a->column) || !isTime(b->column))
      return false;
    sql::Predicate predicate = compare.getPredicate();
    if (a->column >= leftCount) {
      std::swap(a, b);
      predicate = sql::mirrored(predicate);
    }
    if ((bounds.leftTime && *bounds.leftTime != a->column) || (bounds.rightTime && *bounds.rightTime != b->column - leftCount))
      return false;
    // left + x OP right + y: left - right OP y - x. What is next to the limits of int64 is no bound.
    int64_t distance;
    if (llvm::SubOverflow(b->offsetMs, a->offsetMs, distance) || distance == INT64_MIN || distance == INT64_MAX)
      return false;
    bounds.leftTime = a->column;
    bounds.rightTime = b->column - leftCount;
    switch (predicate) {
    case sql::Predicate::Eq:
      bounds.above(distance);
      bounds.below(distance);
      break;
    case sql::Predicate::Ge: bounds.above(distance); break;
    case sql::Predicate::Gt: bounds.above(distance + 1); break;
    case sql::Predicate::Le: bounds.below(distance); break;
    case sql::Predicate::Lt: bounds.below(distance - 1); break;
    case sql::Predicate::Ne: break;
    }
    return true;
  }
};

void fillCondition(OpBuilder &builder, IntervalJoinOp now, JoinOp old, llvm::ArrayRef<Value> rest) {
  if (rest.empty())
    return;
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginJoinScalars(builder, now.getCondition(), streamOf(now.getLeft()), streamOf(now.getRight()), old.getLoc());
  IRMapping mapping;
  for (auto [argument, value] : llvm::zip(old.getCondition().getArguments(), row))
    mapping.map(argument, value);
  endScalars(builder, old.getLoc(), copyConjunction(builder, old.getLoc(), rest, mapping));
}

void recognize(JoinOp join) {
  if (isExistence(join.getKind()))
    return;
  IntervalFinder finder(join, TimeKind::RowTime);
  if (!finder.isFound())
    finder = IntervalFinder(join, TimeKind::ProcTime);
  if (!finder.isFound() || isUpdating(possibleKinds(join.getLeft())) || isUpdating(possibleKinds(join.getRight())))
    return;
  const Bounds &bounds = finder.bounds;
  OpBuilder builder(join);
  auto now = builder.create<IntervalJoinOp>(join.getLoc(), join.getType(), join.getLeft(), join.getRight(), join.getKind(), join.getLeftKeys(),
                                            join.getRightKeys(), join.getNullEqual(), static_cast<int32_t>(*bounds.leftTime),
                                            static_cast<int32_t>(*bounds.rightTime), *bounds.lowerMs, *bounds.upperMs);
  fillCondition(builder, now, join, finder.rest);
  join.getResult().replaceAllUsesWith(now.getResult());
  join.erase();
}

struct RecognizeIntervalJoins : impl::RecognizeIntervalJoinsBase<RecognizeIntervalJoins> {
  void runOnOperation() override {
    for (auto join : llvm::make_early_inc_range(getOperation().getOps<JoinOp>()))
      recognize(join);
  }
};

} // namespace
} // namespace millrace::rel
