/// rel-infer-changelog: which row kinds every operator makes, and whether somebody needs its -U.
///
/// Shape:   forward: kinds made from kinds of the inputs (ChangelogModeInterface); backward: an operator sends -U if a reader needs them, or
///          if no +U may follow them. A sink needs -U unless its table is written by key and the query's rows are updated by that key. What
///          such a sink may get as -U alone (hasLoneBefore), it deletes (kDeletesUpdateBeforeAttr).
/// Errors:  MR0501, MR0502, MR0503, MR0504.
/// Source:  Flink's FlinkChangelogModeInferenceProgram.
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelOrdered.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/UpsertKeys.h"
#include "compiler/sql/Location.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_INFERCHANGELOG
#include "compiler/rel/RelPasses.h.inc"

namespace {

// What a table takes, by its format; connectors without one take every kind.
uint8_t acceptedKinds(TableOp table) {
  if (!table)
    return kAllKinds;
  auto option = [&](llvm::StringRef key) {
    auto value = table.getOptions().getAs<StringAttr>(key);
    return value ? value.getValue() : llvm::StringRef();
  };
  if (table.getConnector() == "upsert-kafka" || option("changelog-json.mode") == "upsert")
    return kAllKinds & ~kUpdateBeforeKind;
  if (!table.getFormat() || *table.getFormat() == "changelog-json" || *table.getFormat() == "debezium-json")
    return kAllKinds;
  return kInsertOnly;
}

// SQL's name for the operator that makes updates.
std::string operatorText(Operation *op) {
  if (auto aggregate = dyn_cast<AggregateOp>(op)) {
    if (aggregate.getCalls().empty())
      return "DISTINCT";
    std::string keys;
    for (int32_t key : aggregate.getKeys())
      keys += (keys.empty() ? "`" : "`, `") + streamOf(aggregate.getInput()).getColumns()[key].getName().str();
    return keys.empty() ? "an aggregate without GROUP BY" : "GROUP BY " + keys + "`";
  }
  if (auto join = dyn_cast<JoinOp>(op))
    return isExistence(join.getKind()) ? "a subquery" : "an outer join";
  if (std::string ordered = orderedText(op); !ordered.empty())
    return ordered;
  auto scan = dyn_cast<ScanOp>(op);
  return scan ? fmt::format("the table `{}`", scan.getTable().str()) : "the query";
}

// The operator nearest to the sources that makes updates of rows that were only inserted.
Operation *originOfUpdates(Operation *op) {
  for (Value input : op->getOperands())
    if (isUpdating(rowKindsOf(input.getDefiningOp())))
      return originOfUpdates(input.getDefiningOp());
  return op;
}

std::string tableName(SinkOp sink) { return sink.getTable() ? sink.getTable()->str() : std::string("the result"); }

struct InferChangelog : impl::InferChangelogBase<InferChangelog> {
  InferChangelog() = default;
  explicit InferChangelog(diagnostics::DiagnosticBag &bag) : bag(&bag) {}

  void runOnOperation() override {
    llvm::SmallVector<Operation *> operators;
    for (Operation &op : *getOperation().getBody())
      if (isa<ChangelogModeInterface>(op))
        operators.push_back(&op);
    bool failed = false;
    for (Operation *op : operators)
      failed |= !inferProduced(op);
    if (failed)
      return signalPassFailure();
    llvm::DenseMap<Value, bool> needsBefore;
    for (Operation *op : llvm::reverse(operators))
      failed |= !inferRequired(op, needsBefore);
    if (failed)
      return signalPassFailure();
    // An operator without state sends on what its inputs send for the sake of other readers.
    for (Operation *op : operators)
      if (!isa<StateBoundInterface, ScanOp, SinkOp>(op))
        inferProduced(op);
  }

  bool inferProduced(Operation *op) {
    llvm::SmallVector<uint8_t> inputs;
    for (Value input : op->getOperands())
      inputs.push_back(rowKindsOf(input.getDefiningOp()));
    if (auto changing = cast<ChangelogModeInterface>(op); !isa<ScanOp>(op))
      setRowKinds(op, changing.producedKinds(inputs));
    if (!takesInputs(op))
      return false;
    auto scan = dyn_cast<ScanOp>(op);
    if (!scan || !isUpsertScan(scan))
      return true;
    auto table = SymbolTable::lookupNearestSymbolFrom<TableOp>(op, scan.getTableAttr());
    if (table && !table.getPrimaryKey().empty())
      return true;
    report(diagnostics::DiagnosticId::UpsertSourceWithoutKey, op,
           fmt::format("`{}` is read as changes without -U but has no primary key", scan.getTable().str()));
    return false;
  }

  bool takesInputs(Operation *op) {
    for (auto [index, input] : llvm::enumerate(op->getOperands())) {
      if (!(rowKindsOf(input.getDefiningOp()) & ~cast<ChangelogModeInterface>(op).acceptedKinds(index)))
        continue;
      Operation *origin = originOfUpdates(input.getDefiningOp());
      auto *diagnostic = report(diagnostics::DiagnosticId::AppendOnlyOperator, op,
                                fmt::format("{} only takes new rows, but {} makes updates", operatorText(op), operatorText(origin)));
      if (auto range = sql::rangeOf(origin->getLoc()); diagnostic && range)
        diagnostic->withNote(*range, "the updates are made here");
      return false;
    }
    return true;
  }

  // Whether the sink needs -U; none: it cannot take the rows at all, which has been reported.
  std::optional<bool> sinkNeedsBefore(SinkOp sink) {
    auto table = sink.getTableAttr() ? SymbolTable::lookupNearestSymbolFrom<TableOp>(sink, sink.getTableAttr()) : TableOp();
    uint8_t carried = rowKindsOf(sink.getInput().getDefiningOp()), accepted = acceptedKinds(table);
    if (!isUpdating(carried))
      return false;
    if (accepted == kInsertOnly) {
      Operation *origin = originOfUpdates(sink.getInput().getDefiningOp());
      auto *diagnostic = report(diagnostics::DiagnosticId::AppendOnlySink, sink,
                                fmt::format("`{}` only takes new rows, but {} makes updates", tableName(sink), operatorText(origin)));
      if (diagnostic) {
        if (auto range = sql::rangeOf(origin->getLoc()))
          diagnostic->withNote(*range, "the updates are made here");
        diagnostic->withHelp("write `" + tableName(sink) + "` in a format that carries changes: 'format' = 'changelog-json' or 'debezium-json'");
        if (isa<AggregateOp>(origin))
          diagnostic->withHelp("aggregate per window (TUMBLE, HOP, CUMULATE): a window's result is final");
      }
      return std::nullopt;
    }
    if (accepted & kUpdateBeforeKind)
      return true;
    llvm::SmallVector<int32_t> primary(table ? table.getPrimaryKey() : llvm::ArrayRef<int32_t>());
    llvm::sort(primary);
    for (UpsertKey key : upsertKeysOf(sink.getInput())) {
      llvm::sort(key);
      if (key == primary)
        return false;
    }
    // Rows that already come by this key (a table with the same key) keep their -U until the sink drops them.
    if (!primary.empty() && isa<ScanOp>(originOfUpdates(sink.getInput().getDefiningOp())))
      return true;
    report(diagnostics::DiagnosticId::UpsertKeyMismatch, sink,
           fmt::format("the primary key of `{}` is not what the query's rows are updated by", tableName(sink)));
    return std::nullopt;
  }

  bool inferRequired(Operation *op, llvm::DenseMap<Value, bool> &needsBefore) {
    uint8_t kinds = rowKindsOf(op);
    if (auto sink = dyn_cast<SinkOp>(op)) {
      std::optional<bool> needs = sinkNeedsBefore(sink);
      if (!needs)
        return false;
      auto table = sink.getTableAttr() ? SymbolTable::lookupNearestSymbolFrom<TableOp>(sink, sink.getTableAttr()) : TableOp();
      uint8_t taken = kinds & acceptedKinds(table);
      if (taken != kinds && hasLoneBefore(sink.getInput())) {
        taken |= kDeleteKind;
        sink->setAttr(kDeletesUpdateBeforeAttr, UnitAttr::get(&getContext()));
      }
      setRowKinds(op, taken);
      needsBefore[sink.getInput()] |= *needs;
      return true;
    }
    if (!needsBefore.lookup(op->getResult(0)) && !hasLoneBefore(op->getResult(0)))
      kinds &= ~kUpdateBeforeKind;
    setRowKinds(op, kinds);
    for (auto [index, input] : llvm::enumerate(op->getOperands()))
      needsBefore[input] |= (cast<ChangelogModeInterface>(op).requiredKinds(index, kinds) & kUpdateBeforeKind) != 0;
    return true;
  }

  // Without a bag (in millrace-opt) the message is MLIR's.
  diagnostics::Diagnostic *report(diagnostics::DiagnosticId id, Operation *op, const std::string &message) {
    if (!bag) {
      op->emitError(message);
      return nullptr;
    }
    if (auto range = sql::rangeOf(op->getLoc()))
      return &bag->report(id, *range, message);
    return &bag->report(id, message);
  }

  diagnostics::DiagnosticBag *bag = nullptr;
};

} // namespace

std::unique_ptr<Pass> createInferChangelog(diagnostics::DiagnosticBag &bag) { return std::make_unique<InferChangelog>(bag); }

} // namespace millrace::rel
