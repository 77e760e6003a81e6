// From a source's packed rows to the columns of its stream.
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/TaskEmitter.h"

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

mlir::LogicalResult TaskEmitter::emitSourceRow(Code &code, flow::SourceOp op, const Schema &physical, Value row, Value kind) {
  SlotPlan plan = rowPlan(physical);
  return emitSourceColumns(code, op, physical, kind, [&](uint32_t place) {
    return loadColumn(code, formOf(context(), physical[place].type), row, plan.slotOffsets[place], plan.nullBitsOffset, place, SlotKind::Relative);
  });
}

mlir::LogicalResult TaskEmitter::emitSourceColumns(Code &code, flow::SourceOp op, const Schema &physical, Value kind, llvm::function_ref<Scalar(uint32_t)> column) {
  rel::TableOp table = tableNamed(pipeline_.flow, op.getTableAttr());
  SourceColumns columns = columnsOf(op, table, pipeline_.live);
  if (!columns.metadata.empty())
    return op.emitOpError("reads metadata columns, which cannot be lowered yet");
  ScalarEmitter scalars(code, [](ScalarEmitter &, mlir::Operation *operation) {
    return operation->emitOpError("cannot stand in a source's filter");
  });
  llvm::SmallVector<Form> forms = formsOf(rel::streamOf(op.getResult()));
  Row made{kind, {}, llvm::SmallVector<Scalar>(forms.size())};
  llvm::SmallVector<std::optional<Scalar>> loaded(columns.physical.size());
  for (unsigned index : pipeline_.live.of(op.getResult())) {
    std::vector<std::string> path = pathOf(op, index);
    const DecodedColumn *holder = findHolder(columns, static_cast<uint32_t>(op.getColumns()[index]), path);
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
