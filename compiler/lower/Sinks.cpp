// What a sink does with a row: enforce NOT NULL, encode, end the record.
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/SinkEncoder.h"
#include "compiler/lower/TaskEmitter.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

// `blackhole` writes nothing, but every column must have been made.
static void consume(Code &code, const Operand &column) {
  if (column.scalar.isNull)
    code.call("mr_consume_bits", code.zeroExtend(column.scalar.isNull, code.intType(64)));
  if (column.form.shape == Shape::Text || column.form.shape == Shape::Nested) {
    code.call("mr_consume_bytes", {column.scalar.parts[1], code.sizeBytesOf(column.scalar)});
    return;
  }
  for (Value part : column.scalar.parts) {
    if (mlir::isa<mlir::FloatType>(part.getType()))
      part = code.bitcast(part, code.intType(part.getType().getIntOrFloatBitWidth()));
    if (part.getType().isInteger(128)) {
      code.call("mr_consume_bits", code.truncate(code.shiftRight(part, 64), code.intType(64)));
      part = code.truncate(part, code.intType(64));
    }
    code.call("mr_consume_bits", code.zeroExtend(part, code.intType(64)));
  }
}

// The result of a SELECT: packed rows of the sink's schema.
static void collect(Code &code, const SinkDescriptor &sink, const Row &row, llvm::ArrayRef<Form> forms, Value out) {
  SlotPlan plan = rowPlan(sink.schema);
  Value size = packedSize(code, plan, forms, row.columns);
  Value bytes = code.call("mr_arena_allocate", {code.task(), size});
  code.store(code.i64(0), code.offset(bytes, code.sub(size, code.i64(8))), 0, 8);
  code.store(size, bytes, 0, 8); // the kind and the reserved bytes are zero
  code.store(row.kind, bytes, offsetof(RowHeader, kind));
  code.store(code.i64(0), bytes, offsetof(RowHeader, keyHash), 8);
  writePacked(code, plan, forms, row.columns, bytes);
  code.call("mr_put_bytes", {out, bytes, code.truncate(size, code.intType(32))});
}

// Columns of the row that may be NULL where the table says NOT NULL.
static llvm::SmallVector<unsigned> columnsToCheck(rel::TableOp table, llvm::ArrayRef<Form> forms) {
  llvm::SmallVector<unsigned> columns;
  for (unsigned i = 0; table && i < forms.size(); ++i)
    if (forms[i].nullable && !sql::isNullable(mlir::cast<rel::ColumnAttr>(table.getColumns()[i]).getType()))
      columns.push_back(i);
  return columns;
}

// A metadata value behind the record's text, as SinkBytes says.
static mlir::LogicalResult putMetadata(Code &code, flow::SinkOp op, const Operand &column, Value out) {
  const Scalar &value = column.scalar;
  Value isNull = value.parts.empty() ? code.i1(true) : value.isNull ? value.isNull : code.i1(false);
  Value slot = code.stack(8);
  if (column.form.kind() == TypeKind::TimestampLtz && column.form.shape == Shape::Single) {
    code.store(value.parts.empty() ? code.i64(INT64_MIN) : code.select(isNull, code.i64(INT64_MIN), value.parts[0]), slot, 0, 8);
    code.call("mr_put_bytes", {out, slot, code.i32(8)});
    return success();
  }
  if (column.form.shape != Shape::Nested)
    return op.emitOpError("writes metadata of type ") << toString(column.form.type) << ", which no connector takes";
  Value size = value.parts.empty() ? code.i32(0) : code.select(isNull, code.i32(0), code.truncate(value.parts[0], code.intType(32)));
  if (!value.parts.empty())
    code.call("mr_put_bytes", {out, value.parts[1], size});
  code.store(size, slot, 0, 8);
  code.call("mr_put_bytes", {out, slot, code.i32(4)});
  return success();
}

// The record, then what the connector takes beside it.
static mlir::LogicalResult encode(Code &code, flow::SinkOp op, const SinkDescriptor &sink, const Row &row, rel::TableOp table, Value out) {
  llvm::SmallVector<Form> forms, allForms = formsOf(rel::streamOf(op.getInput()));
  llvm::SmallVector<Scalar> columns;
  llvm::SmallVector<Operand> metadata, keys;
  for (unsigned column : inRecord(table, static_cast<unsigned>(allForms.size()))) {
    forms.push_back(allForms[column]);
    columns.push_back(row.columns[column]);
  }
  for (int32_t key : table.getPartitionKeys())
    keys.push_back({allForms[key], row.columns[key]});
  ScalarEmitter scalars(code, [](ScalarEmitter &, mlir::Operation *) { return failure(); });
  SinkEncoder encoder(scalars, op, sink, out);
  if (mlir::failed(encoder.record(row.kind, forms, columns)))
    return failure();
  for (auto [index, form] : llvm::enumerate(allForms))
    if (isMetadata(table, static_cast<uint32_t>(index)) && mlir::failed(putMetadata(code, op, {form, row.columns[index]}, out)))
      return failure();
  return keys.empty() ? success() : encoder.partition(keys);
}

mlir::LogicalResult TaskEmitter::emitSink(Code &code, flow::SinkOp op, const Row &row) {
  uint32_t place = static_cast<uint32_t>(llvm::find(plan_.sinks, op) - plan_.sinks.begin());
  const SinkDescriptor &sink = pipeline_.descriptor.sinks[task_.sinks[place]];
  llvm::SmallVector<Form> forms = formsOf(rel::streamOf(op.getInput()));
  mlir::Block *after = code.newBlock();
  bool dropsNulls = optionOr(pipeline_.descriptor.sessionOptions, "table.exec.sink.not-null-enforcer", "ERROR") == "DROP";
  rel::TableOp table = tableNamed(pipeline_.flow, op.getTableAttr());
  for (unsigned column : columnsToCheck(table, forms)) {
    mlir::Block *null = code.newBlock(), *on = code.newBlock();
    code.branch(row.columns[column].isNull, null, on);
    code.enter(null);
    llvm::StringRef name = mlir::cast<rel::ColumnAttr>(table.getColumns()[column]).getName();
    if (dropsNulls)
      code.jump(after);
    else
      code.leave(code.call("mr_fail_not_null", {code.task(), code.failureSite(), code.textPointer(name), code.i32(static_cast<int64_t>(name.size()))}));
    code.enter(on);
  }
  bool isUpsert = optionOr(sink.formatOptions, "mode", "all") == "upsert" && sink.format == "changelog-json";
  if (isUpsert) {
    mlir::Block *on = code.newBlock();
    code.branch(code.equal(row.kind, code.i8(static_cast<int8_t>(RowKind::UpdateBefore))), after, on);
    code.enter(on);
  }
  if (sink.connector == "blackhole") {
    for (auto [form, column] : llvm::zip_equal(forms, row.columns))
      consume(code, {form, column});
    code.jump(after);
    code.enter(after);
    return success();
  }
  Value out = code.call("mr_sink_buffer", {code.task(), code.i32(place)});
  if (sink.connector == "collect") {
    collect(code, sink, row, forms, out);
  } else {
    if (mlir::failed(encode(code, op, sink, row, table, out)))
      return failure();
  }
  code.returnIfNonzero(code.call("mr_sink_row", {code.task(), code.i32(place)}));
  code.jump(after);
  code.enter(after);
  return success();
}

} // namespace millrace::lower
