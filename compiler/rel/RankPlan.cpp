/// Decides how a Top-N is kept, from its input's row kinds, keys and what is known of how its sort columns change.
///
/// Source: Flink's RankProcessStrategy.analyzeRankProcessStrategies, RankUtil.canConvertToDeduplicate, FlinkRelMdModifiedMonotonicity.
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/UpsertKeys.h"

using namespace mlir;

namespace millrace::rel {

namespace {

/// How a column of a row changes when the row is updated.
enum class Change : uint8_t { Never, Grows, Shrinks, Any };
using Changes = std::optional<llvm::SmallVector<Change>>; // none: rows may go, or nothing is known

Changes changesOf(Value stream);

Changes ofAggregate(AggregateOp op) {
  if (isUpdating(rowKindsOf(op.getInput().getDefiningOp())))
    return std::nullopt;
  llvm::SmallVector<Change> changes(op.getKeys().size(), Change::Never);
  for (auto call : op.getCalls().getAsRange<AggregateCallAttr>()) {
    llvm::StringRef name = call.getFunction().getValue();
    changes.push_back(name == "COUNT" || name == "MAX" ? Change::Grows : name == "MIN" ? Change::Shrinks : Change::Any);
  }
  return changes;
}

Changes ofProject(ProjectOp op) {
  Changes input = changesOf(op.getInput());
  if (!input || (rowKindsOf(op.getInput().getDefiningOp()) & kDeleteKind))
    return std::nullopt;
  llvm::SmallVector<Change> changes;
  for (Value value : yieldedValues(op.getExpressions())) {
    std::optional<unsigned> column = sameColumn(value);
    while (Operation *made = value.getDefiningOp<sql::ToNullableOp>())
      value = made->getOperand(0);
    bool isConstant = isa_and_nonnull<sql::ConstantOp>(value.getDefiningOp());
    changes.push_back(column ? (*input)[*column] : isConstant ? Change::Never : Change::Any);
  }
  return changes;
}

// A row that a condition drops after an update is gone, unless the condition looks at what never changes.
Changes ofFilter(FilterOp op) {
  Changes input = changesOf(op.getInput());
  if (!input)
    return std::nullopt;
  llvm::BitVector used = usedColumns(op.getCondition());
  for (unsigned column : used.set_bits())
    if ((*input)[column] != Change::Never)
      return std::nullopt;
  return input;
}

Changes ofRank(RankOp op) {
  Changes input = changesOf(op.getInput());
  if (!input || (rowKindsOf(op) & kDeleteKind) || llvm::any_of(op.getPartition(), [&](int32_t column) { return (*input)[column] != Change::Never; }))
    return std::nullopt;
  llvm::SmallVector<Change> changes(op.getType().getColumns().size(), Change::Any);
  for (int32_t column : op.getPartition())
    changes[column] = Change::Never;
  if (op.getNumber())
    changes.back() = op.getFunction() == RankFunction::RowNumber ? Change::Never : Change::Any;
  if (llvm::SmallVector<SortColumnAttr> order = sortColumns(op.getOrder()); !order.empty()) {
    Change before = (*input)[order[0].getColumn()], better = order[0].getDescending() ? Change::Grows : Change::Shrinks;
    if (before == better || before == Change::Never)
      changes[order[0].getColumn()] = better;
  }
  return changes;
}

Changes changesOf(Value stream) {
  Operation *op = stream.getDefiningOp();
  if (!isUpdating(rowKindsOf(op)))
    return llvm::SmallVector<Change>(streamOf(stream).getColumns().size(), Change::Never);
  if (auto aggregate = dyn_cast<AggregateOp>(op))
    return ofAggregate(aggregate);
  if (auto project = dyn_cast<ProjectOp>(op))
    return ofProject(project);
  if (auto filter = dyn_cast<FilterOp>(op))
    return ofFilter(filter);
  if (auto rank = dyn_cast<RankOp>(op))
    return ofRank(rank);
  return std::nullopt;
}

// Whether an update of a row never makes it rank worse.
bool neverSinks(RankOp op) {
  Changes changes = changesOf(op.getInput());
  if (!changes || op.getOrder().empty())
    return false;
  return llvm::all_of(sortColumns(op.getOrder()), [&](SortColumnAttr column) {
    Change change = (*changes)[column.getColumn()];
    return change == Change::Never || change == (column.getDescending() ? Change::Grows : Change::Shrinks);
  });
}

RankStrategy forInserts(RankOp op, bool isTopRow) {
  TimeKind time = op.getLimit() ? TimeKind::None : timeOrder(op.getInput(), op.getOrder());
  bool isDescending = time != TimeKind::None && sortColumns(op.getOrder())[0].getDescending();
  if (time == TimeKind::ProcTime && !isDescending && !op.getEndColumn())
    return RankStrategy::FirstRows;
  if (isTopRow && time != TimeKind::None)
    return isDescending ? RankStrategy::KeepLast : RankStrategy::KeepFirst;
  return isTopRow ? RankStrategy::BestRow : RankStrategy::Append;
}

} // namespace

RankPlan planRank(RankOp op) {
  // Rows that share a rank: however few ranks there are, their number has no bound, and a row that goes may bring back others that had no rank any more.
  if (op.getFunction() != RankFunction::RowNumber)
    return {isUpdating(rowKindsOf(op.getInput().getDefiningOp())) ? RankStrategy::Retract : RankStrategy::Append, {}};
  bool isTopRow = !op.getEndColumn() && op.getStart() == 1 && op.getEnd() == 1 && !op.getNumber();
  if (!isUpdating(rowKindsOf(op.getInput().getDefiningOp())))
    return {forInserts(op, isTopRow), {}};
  if (!neverSinks(op))
    return {RankStrategy::Retract, {}};
  for (const UpsertKey &key : upsertKeysOf(op.getInput()))
    if (holdsAll(key, op.getPartition()))
      return {isTopRow ? RankStrategy::BestRow : RankStrategy::UpdateFast, key};
  return {RankStrategy::Retract, {}};
}

} // namespace millrace::rel
