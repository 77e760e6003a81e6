/// The state of `flow-from-rel`, and the conversion of each kind of operator, one file each.
///
/// Shape:   operators are converted in the module's order; `converted` maps a rel stream to its flow stream.
#ifndef MILLRACE_COMPILER_FLOW_RELCONVERSION_H
#define MILLRACE_COMPILER_FLOW_RELCONVERSION_H

#include "compiler/diagnostics/DiagnosticBag.h"
#include "compiler/flow/FlowDialect.h"
#include "compiler/sql/ScalarBuilder.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace millrace::rel {
class IntervalJoinOp;
class JoinOp;
class LookupJoinOp;
class TemporalJoinOp;
class UnnestOp;
class WindowJoinOp;
} // namespace millrace::rel

namespace millrace::flow {

/// On flow.exchange: which input of the operator that asked for it; absent: the first.
inline constexpr llvm::StringLiteral kOperandAttr = "operand";

struct RelConversion {
  RelConversion(mlir::MLIRContext *context, diagnostics::DiagnosticBag *bag) : builder(context), bag(bag) {}

  mlir::OpBuilder builder;
  diagnostics::DiagnosticBag *bag; ///< null: errors are MLIR's
  int64_t stateTtlMs = 0;
  llvm::DenseMap<mlir::Value, mlir::Value> converted;
  llvm::DenseMap<mlir::Value, std::string> meanings; ///< per flow stream: the operators that made it, for operator ids
  llvm::StringMap<unsigned> idCounts;

  /// What made a flow stream, for the meaning of an operator of several inputs. A long one stands as its hash: a table that is joined with itself again
  /// and again would double it each time.
  std::string meaningOf(mlir::Value stream) const;
  /// A stable id from what an operator means: kind, keys, calls and the meaning of its inputs.
  std::string operatorId(llvm::StringRef meaning);
  /// The columns `keys` by name and type, as operator ids see them.
  static std::string describeKeys(StreamType stream, llvm::ArrayRef<int32_t> keys);
  static std::string describeCalls(StreamType stream, mlir::ArrayAttr calls);

  /// Hash exchange by `keys`, or one shard for all without keys. `operand`: for which input of the operator at `location`.
  mlir::Value exchange(mlir::Location location, mlir::Value input, llvm::ArrayRef<int32_t> keys, unsigned operand = 0);
  mlir::ArrayAttr tableList(llvm::ArrayRef<TableAttr> tables);
};

/// Copies the operations of a region of scalar work to the builder's place with `arguments` for its block arguments; gives what
/// it yields.
llvm::SmallVector<mlir::Value> inlineRegion(mlir::OpBuilder &builder, mlir::Region &region, mlir::ValueRange arguments);

/// A chain over `input` whose body `body` writes: (code, row kind, columns).
using ChainBody = llvm::function_ref<void(sql::ScalarBuilder &, mlir::Value, mlir::ValueRange)>;
mlir::Value makeChain(RelConversion &conversion, mlir::Location location, mlir::Value input, StreamType result, ChainBody body);

/// Completes the changelog of an upsert scan from the last row per primary key.
mlir::Value completeUpserts(RelConversion &conversion, rel::ScanOp op, mlir::Value source);
mlir::Value convertJoin(RelConversion &conversion, rel::JoinOp op);
mlir::Value convertIntervalJoin(RelConversion &conversion, rel::IntervalJoinOp op);
mlir::Value convertWindowJoin(RelConversion &conversion, rel::WindowJoinOp op);
mlir::Value convertLookupJoin(RelConversion &conversion, rel::LookupJoinOp op);
mlir::Value convertTemporalJoin(RelConversion &conversion, rel::TemporalJoinOp op);
/// INTERSECT and EXCEPT; null for another operator.
mlir::Value convertSet(RelConversion &conversion, mlir::Operation *op);
mlir::Value convertAggregate(RelConversion &conversion, rel::AggregateOp op, mlir::Value input);
/// As `convertAggregate`, for rows that are in a window: it ends with that. Precondition: the aggregate has a `window`.
mlir::Value convertAttachedAggregate(RelConversion &conversion, rel::AggregateOp op, mlir::Value input);
mlir::Value convertUnnest(RelConversion &conversion, rel::UnnestOp op, mlir::Value input);
mlir::Value convertWindow(RelConversion &conversion, rel::WindowOp op, mlir::Value input);
mlir::Value convertSessionWindow(RelConversion &conversion, rel::SessionWindowOp op, mlir::Value input);
mlir::Value convertExpand(RelConversion &conversion, rel::ExpandOp op, mlir::Value input);
mlir::Value convertWindowAggregate(RelConversion &conversion, rel::WindowAggregateOp op, mlir::Value input);
/// As `convertWindowAggregate`, for aggregates whose state is more than one accumulator row: a timer per key and window.
mlir::Value convertWindowByTimers(RelConversion &conversion, rel::WindowAggregateOp op, mlir::Value input);
/// The same over processing time: a timer per key, at the end of its window.
mlir::Value convertWindowByClock(RelConversion &conversion, rel::WindowAggregateOp op, mlir::Value input);

class AggregatePlan;
/// As `convertWindowAggregate`, for sessions.
mlir::Value convertSessionAggregate(RelConversion &conversion, rel::WindowAggregateOp op, mlir::Value input, const AggregatePlan &plan);

/// The columns that a window TVF appends to a row: the last three of `result`.
llvm::SmallVector<mlir::Value> windowColumns(sql::ScalarBuilder &code, StreamType result, mlir::Value startMs, mlir::Value endMs);
/// The window properties of a result row, from the window's bounds in ms of local time (i64).
llvm::SmallVector<mlir::Value> windowProperties(sql::ScalarBuilder &code, rel::WindowAggregateOp op, mlir::Value startMs, mlir::Value endMs);

/// Calls `window` in generated code for each window that holds the row: (start ms, end ms, whether it is the last to close).
/// `time`: the row's NOT NULL time column.
using WindowBody = llvm::function_ref<void(mlir::Value, mlir::Value, mlir::Value)>;
void forEachWindow(sql::ScalarBuilder &code, rel::WindowAttr window, mlir::Value time, WindowBody body);
/// The instant (ms) at which windows over a time column of this type have passed local ms: the later of two; for skipped ones when the clock changes.
mlir::Value instantMs(sql::ScalarBuilder &code, mlir::Value ms, mlir::Type timeType);
/// The event time (ms) at which a window closes. `endsAt`: its TIMESTAMP end, not NULL, local time if `isInstant`.
mlir::Value closeMs(sql::ScalarBuilder &code, mlir::Value endsAt, bool isInstant);
/// Milliseconds of local time: what windows of TIMESTAMP_LTZ are aligned to.
mlir::Value localMs(sql::ScalarBuilder &code, mlir::Value time);
/// Milliseconds of a time that is not NULL.
mlir::Value timeMs(sql::ScalarBuilder &code, mlir::Value time);

} // namespace millrace::flow

#endif
