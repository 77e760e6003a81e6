/// Writes one row as a record's text: constants and one kernel call per column.
///
/// Shape:   constants between columns are joined, so that a record costs one copy per gap.
/// Formats: print, json, csv, raw, changelog-json, debezium-json; record ends (`\n`) are the connector's.
/// Errors:  a type that the format cannot write is an MLIR error.
#ifndef MILLRACE_COMPILER_LOWER_SINKENCODER_H
#define MILLRACE_COMPILER_LOWER_SINKENCODER_H

#include "compiler/lower/Scalars.h"
#include "runtime/abi/PipelineDescriptor.h"

#include <string>

namespace millrace::lower {

class SinkEncoder {
public:
  SinkEncoder(ScalarEmitter &scalars, mlir::Operation *at, const SinkDescriptor &sink, mlir::Value out);

  /// The whole record. `columns` as the sink's schema; `forms` say how they come.
  mlir::LogicalResult record(mlir::Value kind, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns);
  /// Behind it, the path of the row's partition; `keys` as the sink's partition keys.
  mlir::LogicalResult partition(llvm::ArrayRef<Operand> keys);

private:
  mlir::LogicalResult print(mlir::Value kind);
  mlir::LogicalResult jsonObject();
  mlir::LogicalResult changelogJson(mlir::Value kind);
  mlir::LogicalResult debeziumJson(mlir::Value kind);
  mlir::LogicalResult csv();
  mlir::LogicalResult raw();
  mlir::LogicalResult putJson(const Operand &column);
  mlir::LogicalResult putCsv(const Operand &column);
  mlir::LogicalResult putPrint(const Operand &column);
  mlir::LogicalResult putRaw(const Operand &column);
  /// `present` for a value, the text for NULL.
  mlir::LogicalResult orNull(const Operand &column, llvm::StringRef nullText, llvm::function_ref<mlir::LogicalResult()> present);
  void constant(llvm::StringRef text) { pending_ += text.str(); }
  void flush();
  void callPut(llvm::StringRef function, mlir::ValueRange arguments);
  mlir::Value pointerTo(const Operand &column);
  mlir::Value constantView(std::string_view text);
  bool flag(std::string_view option, bool otherwise = false) const;
  mlir::LogicalResult unsupported(const Operand &column);

  ScalarEmitter &scalars_;
  Code &code_;
  mlir::Operation *at_;
  const SinkDescriptor &sink_;
  mlir::Value out_;
  llvm::SmallVector<Operand> columns_;
  std::string pending_;
};

} // namespace millrace::lower

#endif
