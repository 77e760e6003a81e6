// From a source's decoded columns and its metadata to the columns of its stream.
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/TaskEmitter.h"
#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/DecodeCursor.h"

namespace millrace::lower {

using mlir::failure;
using mlir::success;
using mlir::Value;

// The value at a path of field names below a value.
static mlir::FailureOr<Scalar> follow(ScalarEmitter &scalars, flow::SourceOp op, Operand from, llvm::ArrayRef<std::string> path, const Form &result) {
  for (const std::string &name : path) {
    const auto &fields = from.form.type.children;
    auto field = llvm::find_if(fields, [&](const Field &candidate) { return candidate.name == name; });
    if (from.form.kind() != TypeKind::Row || field == fields.end())
      return op.emitOpError("reads field `") << name << "`, which its column does not have";
    Type type = field->type;
    type.nullable |= from.form.nullable;
    Form form = formOf(scalars.code().context(), type);
    from = {form, scalars.fieldOf(from, static_cast<uint32_t>(field - fields.begin()), form)};
  }
  if (result.nullable && !from.scalar.isNull)
    from.scalar.isNull = scalars.code().i1(false);
  else if (!result.nullable)
    from.scalar.isNull = Value();
  return from.scalar;
}

// The decoded column that is or holds a stream's column.
static const DecodedColumn *findHolder(const SourceColumns &columns, uint32_t column, llvm::ArrayRef<std::string> path) {
  for (const DecodedColumn &decoded : columns.physical)
    if (decoded.column == column && decoded.path.size() <= path.size() && std::equal(decoded.path.begin(), decoded.path.end(), path.begin()))
      return &decoded;
  return nullptr;
}

// What the connector says of a record beside its bytes.
static mlir::FailureOr<Scalar> loadMetadata(Code &code, flow::SourceOp op, rel::TableOp table, uint32_t column, const Form &form) {
  llvm::StringRef connector = table.getConnector(), key = mlir::cast<mlir::StringAttr>(table.getMetadata()[column]).getValue();
  const ConnectorRecord *record = findConnectorRecord(std::string_view(connector));
  const MetadataRecord *found = nullptr;
  for (const MetadataRecord &metadata : record ? record->metadata : std::span<const MetadataRecord>())
    if (key == llvm::StringRef(metadata.key))
      found = &metadata;
  if (!found)
    return op.emitOpError("reads metadata `") << key << "`, which connector `" << connector << "` does not have";
  Value from = code.call("mr_source_cursor", {code.task()});
  if (found->place.isOfFile)
    from = code.load(code.pointerType(), from, offsetof(DecodeCursor, file), 8);
  Scalar scalar = loadSlot(code, form, from, found->place.offset, SlotKind::Absolute);
  if (form.nullable)
    scalar.isNull = code.i1(false);
  return scalar;
}

// What the path of the record's file says; `place` among the partition keys that are read.
static Scalar loadPartitionKey(Code &code, const SourceColumns &columns, rel::TableOp table, unsigned place) {
  Schema schema;
  for (uint32_t column : columns.partition)
    schema.push_back({"", sql::toAbi(mlir::cast<rel::ColumnAttr>(table.getColumns()[column]).getType())});
  SlotPlan plan = rowPlan(schema);
  Value file = code.load(code.pointerType(), code.call("mr_source_cursor", {code.task()}), offsetof(DecodeCursor, file), 8);
  Value row = code.load(code.pointerType(), file, offsetof(SourceFile, partition), 8);
  return loadColumn(code, formOf(code.context(), schema[place].type), row, plan.slotOffsets[place], plan.nullBitsOffset, place, SlotKind::Relative);
}

mlir::LogicalResult TaskEmitter::emitSourceRow(Code &code, flow::SourceOp op, const Schema &physical, Value row, Value kind) {
  SlotPlan plan = rowPlan(physical);
  return emitSourceColumns(code, op, physical, kind, [&](uint32_t place) {
    return loadColumn(code, formOf(context(), physical[place].type), row, plan.slotOffsets[place], plan.nullBitsOffset, place, SlotKind::Relative);
  });
}

mlir::LogicalResult TaskEmitter::emitSourceColumns(Code &code, flow::SourceOp op, const Schema &physical, Value kind, llvm::function_ref<Scalar(uint32_t)> column) {
  rel::TableOp table = tableNamed(pipeline_.flow, op.getTableAttr());
  SourceColumns columns = columnsOf(op, table, pipeline_.live);
  ScalarEmitter scalars(code, [](ScalarEmitter &, mlir::Operation *operation) {
    return operation->emitOpError("cannot stand in a source's filter");
  });
  llvm::SmallVector<Form> forms = formsOf(rel::streamOf(op.getResult()));
  Row made{kind, {}, llvm::SmallVector<Scalar>(forms.size())};
  llvm::SmallVector<std::optional<Scalar>> loaded(columns.physical.size());
  for (unsigned index : pipeline_.live.of(op.getResult())) {
    std::vector<std::string> path = pathOf(op, index);
    uint32_t ofTable = static_cast<uint32_t>(op.getColumns()[index]);
    if (llvm::is_contained(columns.metadata, ofTable)) {
      auto metadata = loadMetadata(code, op, table, ofTable, forms[index]);
      if (mlir::failed(metadata))
        return failure();
      made.columns[index] = *metadata;
      continue;
    }
    if (auto key = llvm::find(columns.partition, ofTable); key != columns.partition.end()) {
      made.columns[index] = loadPartitionKey(code, columns, table, static_cast<unsigned>(key - columns.partition.begin()));
      continue;
    }
    const DecodedColumn *holder = findHolder(columns, ofTable, path);
    require(holder, "a source's column is not decoded");
    uint32_t place = static_cast<uint32_t>(holder - columns.physical.data());
    if (!loaded[place])
      loaded[place] = column(place);
    Operand from{formOf(context(), physical[place].type), *loaded[place]};
    auto leaf = follow(scalars, op, from, llvm::ArrayRef(path).drop_front(holder->path.size()), forms[index]);
    if (mlir::failed(leaf))
      return failure();
    made.columns[index] = *leaf;
  }
  if (op.getFilter().empty()) {
    callStream(code, op.getResult(), made);
    return success();
  }
  mlir::Block &filter = op.getFilter().front();
  bindColumns(scalars, filter, 0, made);
  if (mlir::failed(scalars.emitBlock(filter)))
    return failure();
  const Scalar &kept = scalars.get(filter.getTerminator()->getOperand(0));
  Value keep = kept.isNull ? code.both(kept.parts[0], code.invert(kept.isNull)) : kept.parts[0];
  code.when(keep, [&] { callStream(code, op.getResult(), made); });
  return success();
}

} // namespace millrace::lower
