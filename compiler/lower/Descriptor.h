/// Describes exchanges, sources, sinks and tasks to the runtime.
#ifndef MILLRACE_COMPILER_LOWER_DESCRIPTOR_H
#define MILLRACE_COMPILER_LOWER_DESCRIPTOR_H

#include "compiler/lower/Tasks.h"
#include "runtime/abi/PipelineDescriptor.h"

namespace millrace::lower {

/// A column of a table, or a field below one.
struct DecodedColumn {
  uint32_t column = 0;
  std::vector<std::string> path; ///< names of fields; empty: the whole column

  auto operator<=>(const DecodedColumn &) const = default;
};

/// Columns of a source as they are decoded.
struct SourceColumns {
  /// What is read of the table's physical columns, ascending: the source's physical schema. Formats and connectors that can make a
  /// field alone (json's, nexmark) get it as a column `a.b`, unless something reads what holds it.
  std::vector<DecodedColumn> physical;
  /// Indices of the table's metadata columns that are read, ascending.
  llvm::SmallVector<uint32_t> metadata;
  /// Indices of its partition keys that are read, in the order of the path.
  llvm::SmallVector<uint32_t> partition;
};
/// Whether the connector gives or takes a column beside the record.
bool isMetadata(rel::TableOp table, uint32_t column);
bool isPartitionKey(rel::TableOp table, uint32_t column);
/// Of the table's first `count` columns those that stand in records.
llvm::SmallVector<unsigned> inRecord(rel::TableOp table, unsigned count);
SourceColumns columnsOf(flow::SourceOp op, rel::TableOp table, const LiveColumns &live);
/// The path below its table column that a column of the source's stream is read from.
std::vector<std::string> pathOf(flow::SourceOp op, unsigned column);

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
