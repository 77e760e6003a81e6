/// Keeps the open sessions of a key in generated code, and on demand their rows.
///
/// Bounds:  a row at t makes [t, t + gap); sessions that overlap or touch become one, so those of a key are apart.
/// State:   a map, start -> (end, accumulator). Of rows a list in the order in which they came; a row is of the session that holds its time.
/// Late:    a row is late if its session, together with all that it touches, has ended: counted and dropped. So a row that comes after its
///          own end still counts where it touches an open session.
/// Timers:  one per key, at the earliest end of its sessions.
/// Source:  Flink's SessionWindowAssigner, MergingWindowSet, MergingWindowProcessFunction, TimeWindow.intersects, UnalignedWindowTableFunctionOperator.
#ifndef MILLRACE_COMPILER_FLOW_SESSIONS_H
#define MILLRACE_COMPILER_FLOW_SESSIONS_H

#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/KeyedProcess.h"

namespace millrace::flow {

class Sessions {
public:
  using Values = sql::ScalarBuilder::Values;
  using Emit = llvm::function_ref<void(mlir::Value startMs, mlir::Value endMs, const Values &accumulator)>;

  /// `input`: of the operator. Precondition: `plan`, which must outlive this, needs no maps; without calls sessions have no accumulator.
  Sessions(StreamType input, rel::WindowAttr window, const AggregatePlan &plan, sql::ScalarBuilder &code)
      : time_(input.getColumns()[window.getTimeColumn()]), window_(window), plan_(plan), code_(code) {}

  static TableAttr table(mlir::MLIRContext *context, const AggregatePlan &plan);
  static TimerAttr timer(StreamType input, rel::WindowAttr window);

  /// Adds a row to its session. `keep` is called with the row's time in local ms unless the row is late.
  void addRow(mlir::Value kind, mlir::ValueRange columns, llvm::function_ref<void(mlir::Value)> keep = nullptr);
  /// Body of the timer: sends the sessions that have ended, forgets them and sets the next timer.
  void fire(mlir::Value timeMs, Emit emit);

private:
  [[nodiscard]] mlir::Type ms() const { return code_.builder().getI64Type(); }
  [[nodiscard]] bool isProcessingTime() const { return time_.getTime() == rel::TimeKind::ProcTime; }
  [[nodiscard]] SlotType slot() const;
  mlir::Value end(mlir::Value at) { return code_.create<LoadOp>(ms(), at, 0); }
  Values accumulator(mlir::Value at);
  LookupOp lookup(mlir::Value start, bool create);
  mlir::Value greater(mlir::Value a, mlir::Value b);
  mlir::Value fireTime(mlir::Value end);
  Values forEachSession(const Values &inits, llvm::function_ref<Values(mlir::Value, mlir::Value, mlir::ValueRange)> body);
  mlir::Value touches(mlir::Value start, mlir::Value at, mlir::Value from, mlir::Value to);
  void addRowAt(mlir::Value kind, mlir::ValueRange columns, mlir::Value from, llvm::function_ref<void(mlir::Value)> keep);
  void put(mlir::Value kind, mlir::ValueRange columns, mlir::Value from, mlir::Value to, const Values &seen);

  rel::ColumnAttr time_;
  rel::WindowAttr window_;
  const AggregatePlan &plan_;
  sql::ScalarBuilder &code_;
};

/// The rows of a key's sessions, with their kinds.
class SessionRows {
public:
  using Values = sql::ScalarBuilder::Values;
  using Visit = llvm::function_ref<void(mlir::Value kind, mlir::ValueRange row)>;

  SessionRows(StreamType input, llvm::ArrayRef<int32_t> keys);

  [[nodiscard]] TableAttr table() const;
  void append(sql::ScalarBuilder &code, mlir::Value kind, mlir::ValueRange row, mlir::Value timeMs) const;
  /// Visits the rows from `start` to before `end`, in the order in which they came.
  void forEach(sql::ScalarBuilder &code, mlir::Value start, mlir::Value end, mlir::ValueRange keys, Visit visit) const;
  /// Forgets these rows.
  void erase(sql::ScalarBuilder &code, mlir::Value start, mlir::Value end) const;

private:
  void forEachSlot(sql::ScalarBuilder &code, mlir::Value start, mlir::Value end, llvm::function_ref<void(mlir::Value)> visit) const;

  KeptRows kept_;
  llvm::SmallVector<mlir::Type> types_; ///< of the kept columns, the time in ms, the kind
};

} // namespace millrace::flow

#endif
