/// Writes the functions of one task: one emission function per stream, then the entry points.
///
/// Shape:   `stream_<n>(ctx, kind, [hash,] live columns…)` runs all readers of stream n for one row; LLVM inlines those with one
///          caller. `<task>_fire(ctx, watermark)` fires the operators in order and passes the watermark on.
/// Errors:  as ScalarEmitter: an MLIR error and failure.
#ifndef MILLRACE_COMPILER_LOWER_TASKEMITTER_H
#define MILLRACE_COMPILER_LOWER_TASKEMITTER_H

#include "compiler/lower/Keys.h"
#include "compiler/lower/Rows.h"
#include "compiler/lower/Scalars.h"
#include "compiler/lower/Tasks.h"

#include "llvm/ADT/MapVector.h"

namespace millrace::lower {

/// One row in registers; columns that nobody reads are empty.
struct Row {
  mlir::Value kind;
  mlir::Value hash; ///< of the exchange's keys, or empty
  llvm::SmallVector<Scalar> columns;
};

/// A state table of an operator as generated code sees it.
struct TableUse {
  uint32_t index; ///< among the task's tables
  StateKind kind;
  StateLayout layout;
  llvm::SmallVector<Form> value;
  llvm::SmallVector<Form> mapKey;    ///< sorted: the sort columns
  llvm::SmallVector<int32_t> order;  ///< sorted: per sort column its order's bits (compiler/flow/FlowSorted.h)
};

/// What all tasks of a pipeline share.
struct PipelineCode {
  ModuleCode &module;
  mlir::ModuleOp flow;
  const LiveColumns &live;
  PipelineDescriptor &descriptor;
  llvm::DenseMap<mlir::Operation *, uint32_t> exchangeIndex; ///< into the descriptor's exchanges
  std::vector<std::string> entrySymbols;
  uint32_t streamCount = 0;
};

class TaskEmitter {
public:
  TaskEmitter(PipelineCode &pipeline, const TaskPlan &plan, TaskDescriptor &task)
      : pipeline_(pipeline), plan_(plan), task_(task) {}

  mlir::LogicalResult emit();

private:
  // ---- Streams.cpp
  struct StreamFunction {
    mlir::LLVM::LLVMFuncOp function;
    bool takesHash = false;
  };
  void declareStream(mlir::Value stream);
  mlir::LogicalResult defineStream(mlir::Value stream);
  void callStream(Code &code, mlir::Value stream, const Row &row);
  mlir::LogicalResult emitReader(Code &code, mlir::OpOperand &use, const Row &row);
  mlir::LogicalResult emitChain(Code &code, flow::ChainOp op, const Row &row);
  mlir::LogicalResult emitWatermark(Code &code, flow::WatermarkOp op, const Row &row);
  void emitExchange(Code &code, flow::ExchangeOp op, const Row &row);
  void bindColumns(ScalarEmitter &scalars, mlir::Block &block, unsigned first, const Row &row);
  mlir::LogicalResult emitFlowEmit(ScalarEmitter &scalars, flow::EmitOp op, mlir::Value hash = {});
  Row rowOf(ScalarEmitter &scalars, mlir::Value stream, mlir::Value kind, mlir::ValueRange values);

  // ---- Entries.cpp
  void declareFire();
  mlir::LogicalResult defineFire();
  mlir::LogicalResult emitInput(unsigned input, mlir::LLVM::LLVMFuncOp function);
  void emitPrefetch(Code &code, mlir::Value stream, const Schema &schema, mlir::Value rows, mlir::Value sizeBytes);
  void fireIfAdvanced(Code &code, mlir::Value watermark);
  mlir::LogicalResult emitRowsEntry();
  mlir::LogicalResult emitTimerEntry();
  uint32_t addEntry(mlir::LLVM::LLVMFuncOp function);
  mlir::LLVM::LLVMFuncOp makeFunction(const std::string &suffix, llvm::ArrayRef<mlir::Type> arguments, bool isEntry);

  // ---- Sources.cpp
  mlir::LogicalResult emitSourceRow(Code &code, flow::SourceOp op, const Schema &physical, mlir::Value row, mlir::Value kind);
  mlir::LogicalResult emitSourceColumns(Code &code, flow::SourceOp op, const Schema &physical, mlir::Value kind,
                                        llvm::function_ref<Scalar(uint32_t)> column);

  // ---- Decoders.cpp
  /// `inputs`: the functions that take an input's packed rows.
  mlir::LogicalResult emitDecodeEntry(llvm::ArrayRef<mlir::LLVM::LLVMFuncOp> inputs);
  mlir::LogicalResult emitDecoder(unsigned input, mlir::LLVM::LLVMFuncOp function, mlir::LLVM::LLVMFuncOp rows);

  // ---- Sinks.cpp
  mlir::LogicalResult emitSink(Code &code, flow::SinkOp op, const Row &row);

  // ---- Process.cpp
  friend class ProcessBody;
  mlir::LogicalResult declareProcess(flow::ProcessOp op);
  mlir::LogicalResult emitProcessInput(Code &code, flow::ProcessOp op, unsigned input, const Row &row);
  mlir::LogicalResult defineTimer(flow::ProcessOp op, unsigned timer, mlir::LLVM::LLVMFuncOp function);
  mlir::LogicalResult fireProcess(Code &code, flow::ProcessOp op, mlir::Value watermark);

  // ---- Windows.cpp
  friend class WindowCode;
  mlir::LogicalResult declareWindow(flow::WindowAggregateOp op);
  mlir::LogicalResult emitWindowRow(Code &code, flow::WindowAggregateOp op, const Row &row);
  mlir::LogicalResult fireWindow(Code &code, flow::WindowAggregateOp op, mlir::Value watermark);
  mlir::LogicalResult emitClockEntry();

  // ---- LocalWindows.cpp
  mlir::LogicalResult emitFlushEntry();

  mlir::MLIRContext *context() { return pipeline_.module.context(); }

  PipelineCode &pipeline_;
  const TaskPlan &plan_;
  TaskDescriptor &task_;
  llvm::DenseMap<mlir::Value, StreamFunction> streams_;
  llvm::DenseMap<mlir::Operation *, uint32_t> generators_;              ///< flow.watermark
  llvm::DenseMap<mlir::Operation *, uint32_t> firstTable_, firstTimer_; ///< per stateful operator
  std::vector<TableUse> tables_;
  struct TimerUse {
    flow::ProcessOp op;
    unsigned region; ///< of the timer among the operator's timers
    uint32_t timesTable; ///< key → time that is set
  };
  std::vector<TimerUse> timers_;
  llvm::MapVector<mlir::Operation *, mlir::LLVM::LLVMFuncOp> flushes_; ///< per local phase: sends its entries on
  mlir::LLVM::LLVMFuncOp fire_;
  uint32_t firstSink_ = 0; ///< the task's sinks count from 0; the descriptor's from here
};

/// Unnest.cpp
mlir::LogicalResult emitUnnest(ScalarEmitter &scalars, flow::UnnestOp op);

/// The forms of a stream's columns.
llvm::SmallVector<Form> formsOf(flow::StreamType stream);
/// The schema of these columns of a stream.
Schema schemaOf(flow::StreamType stream, llvm::ArrayRef<unsigned> columns);
/// The table a source or sink names; null if it names none.
rel::TableOp tableNamed(mlir::ModuleOp module, mlir::FlatSymbolRefAttr name);

} // namespace millrace::lower

#endif
