/// Describes exchanges, sources, sinks and tasks to the runtime.
#ifndef MILLRACE_COMPILER_LOWER_DESCRIPTOR_H
#define MILLRACE_COMPILER_LOWER_DESCRIPTOR_H

#include "compiler/lower/Tasks.h"
#include "runtime/abi/PipelineDescriptor.h"

namespace millrace::lower {

/// Columns of a source as they are decoded.
struct SourceColumns {
  /// Indices of the table's physical columns that are read, ascending: the source's physical schema.
  llvm::SmallVector<uint32_t> physical;
  /// Indices of the table's metadata columns that are read, ascending.
  llvm::SmallVector<uint32_t> metadata;
};
SourceColumns columnsOf(flow::SourceOp op, rel::TableOp table, const LiveColumns &live);

mlir::FailureOr<SourceDescriptor> describeSource(flow::SourceOp op, mlir::ModuleOp module, const LiveColumns &live);
SourceDescriptor describeValues(flow::ValuesOp op);
mlir::FailureOr<SinkDescriptor> describeSink(flow::SinkOp op, mlir::ModuleOp module);
ExchangeDescriptor describeExchange(flow::ExchangeOp op, const LiveColumns &live);

/// What a task does, in lower case with underscores: `source_orders`, `window_aggregate`.
std::string taskName(const TaskPlan &task);
std::string taskOperatorId(const TaskPlan &task);

/// The value of a format or connector option, or `otherwise`.
std::string_view optionOr(const DescriptorOptions &options, std::string_view key, std::string_view otherwise);

} // namespace millrace::lower

#endif
