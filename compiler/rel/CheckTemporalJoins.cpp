/// rel-check-temporal-joins: a temporal join finds one version per key and time, so its right side must have a key that its equalities hold.
///
/// Place:   after rel-recognize-rank, which gives views that keep the last row per key their keys.
/// Errors:  MR0370, MR0371, MR0419.
/// Source:  Flink's TemporalJoinRewriteWithUniqueKeyRule, EventTimeTemporalJoinRewriteRule.
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/TimeAttributes.h"
#include "compiler/rel/UpsertKeys.h"
#include "compiler/sql/Location.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_CHECKTEMPORALJOINS
#include "compiler/rel/RelPasses.h.inc"

namespace {

using diagnostics::DiagnosticId;

/// A table read as versions, and what leaves some of them out (null: nothing does).
struct VersionedTable {
  ScanOp scan;
  FilterOp filter;
};

// None for other streams: a filter in front of what keeps the last row per key says which rows there are, not which versions.
std::optional<VersionedTable> versionedTable(Value stream) {
  VersionedTable table;
  for (Operation *op = stream.getDefiningOp();; op = op->getOperand(0).getDefiningOp()) {
    if (auto scan = dyn_cast<ScanOp>(op)) {
      table.scan = scan;
      return table;
    }
    if (auto filter = dyn_cast<FilterOp>(op))
      table.filter = filter;
    else if (!isa<ProjectOp, WatermarkOp>(op))
      return std::nullopt;
  }
}

std::string quotedNames(StreamType stream, llvm::ArrayRef<int32_t> columns) {
  std::string names;
  for (int32_t column : columns)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", stream.getColumns()[column].getName().str());
  return names;
}

struct CheckTemporalJoins : impl::CheckTemporalJoinsBase<CheckTemporalJoins> {
  CheckTemporalJoins() = default;
  explicit CheckTemporalJoins(diagnostics::DiagnosticBag &bag) : bag(&bag) {}

  void runOnOperation() override {
    for (auto join : getOperation().getOps<TemporalJoinOp>())
      check(join);
  }

  void check(TemporalJoinOp join) {
    if (timeKindOf(join.getLeft(), join.getLeftTime()) != TimeKind::RowTime) {
      std::string name = streamOf(join.getLeft()).getColumns()[join.getLeftTime()].getName().str();
      report(DiagnosticId::SystemTimeNotSupported, join, fmt::format("`{}` comes through a join, which ends its event time", name), [](auto &) {});
      return;
    }
    checkVersions(join);
    checkKeys(join);
  }

  void checkVersions(TemporalJoinOp join) {
    std::optional<VersionedTable> table = versionedTable(join.getRight());
    if (table && table->filter)
      report(DiagnosticId::NoVersions, join, "a filter leaves versions of the table out", [&](diagnostics::Diagnostic &diagnostic) {
        if (auto range = sql::rangeOf(table->filter.getLoc()))
          diagnostic.withNote(*range, "where a version does not pass, the one before would seem to go on");
        diagnostic.withHelp("filter what the join gives");
      });
  }

  void checkKeys(TemporalJoinOp join) {
    UpsertKeys keys = upsertKeysOf(join.getRight());
    if (llvm::any_of(keys, [&](const UpsertKey &key) { return holdsAll(join.getRightKeys(), key); }))
      return;
    StreamType right = streamOf(join.getRight());
    if (keys.empty()) {
      report(DiagnosticId::NoVersions, join, "the table has no key, so it has no versions", [](diagnostics::Diagnostic &diagnostic) {
        diagnostic.withHelp("declare its key: PRIMARY KEY (...) NOT ENFORCED")
            .withHelp("or make a view that keeps the last row per key: WHERE ROW_NUMBER() OVER (PARTITION BY key ORDER BY time DESC) = 1");
      });
      return;
    }
    const UpsertKey &key = *llvm::min_element(keys, [](const UpsertKey &a, const UpsertKey &b) { return a.size() < b.size(); });
    UpsertKey missing;
    llvm::copy_if(key, std::back_inserter(missing), [&](int32_t column) { return !llvm::is_contained(join.getRightKeys(), column); });
    report(DiagnosticId::TemporalJoinKey, join, fmt::format("ON must compare the whole key of the versioned table: {}", quotedNames(right, key)),
           [&](diagnostics::Diagnostic &diagnostic) { diagnostic.withLabel(fmt::format("ON has no `=` for {}", quotedNames(right, missing))); });
  }

  // Without a bag (in millrace-opt) the message is MLIR's.
  void report(DiagnosticId id, TemporalJoinOp join, const std::string &message, llvm::function_ref<void(diagnostics::Diagnostic &)> explain) {
    signalPassFailure();
    std::optional<source::SourceRange> range = sql::rangeOf(join.getLoc());
    if (!bag || !range) {
      join.emitError(message);
      return;
    }
    explain(bag->report(id, *range, message));
  }

  diagnostics::DiagnosticBag *bag = nullptr;
};

} // namespace

std::unique_ptr<Pass> createCheckTemporalJoins(diagnostics::DiagnosticBag &bag) { return std::make_unique<CheckTemporalJoins>(bag); }

} // namespace millrace::rel
