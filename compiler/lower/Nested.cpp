// ROW fields, and ROW(...), ARRAY[...] and MAP[...] packed into the arena.
#include "compiler/lower/NestedCode.h"
#include "compiler/lower/Scalars.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

Scalar ScalarEmitter::fieldOf(const Operand &row, uint32_t index, const Form &field) {
  SlotPlan plan = nestedRowPlan(row.form.type.children);
  Form declared = formOf(code_.context(), row.form.type.children[index].type);
  return strictly(row, field, [&] {
    Scalar scalar = loadColumn(code_, declared, row.scalar.parts[1], plan.slotOffsets[index], plan.nullBitsOffset, index, SlotKind::Relative);
    if (!field.nullable)
      scalar.isNull = {};
    return scalar;
  });
}

void ScalarEmitter::emitField(sql::FieldOp op) {
  set(op.getResult(), fieldOf(operand(op.getRow()), static_cast<uint32_t>(op.getIndex()), formOf(op.getResult().getType())));
}

static Scalar packIntoArena(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, uint32_t count, bool isArray) {
  Value size = packedSize(code, plan, forms, columns);
  Value bytes = code.call("mr_arena_allocate", {code.task(), size});
  code.store(code.i64(0), code.offset(bytes, code.sub(size, code.i64(8))), 0, 8);
  if (isArray)
    code.store(code.i64(count), bytes, 0, 8);
  writePacked(code, plan, forms, columns, bytes);
  return {{size, bytes}, {}};
}

Scalar packRow(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns) {
  return packIntoArena(code, plan, forms, columns, 0, false);
}

Scalar packArray(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, uint32_t count) {
  return packIntoArena(code, plan, forms, columns, count, true);
}

Scalar joinMap(Code &code, const Scalar &keys, const Scalar &values) {
  Value keysSize = code.sizeBytesOf(keys), valuesSize = code.sizeBytesOf(values);
  Value size = code.add(code.add(keysSize, valuesSize), code.i64(8));
  Value bytes = code.call("mr_arena_allocate", {code.task(), size});
  code.store(keysSize, bytes, 0, 8);
  code.copy(code.offset(bytes, 8), keys.parts[1], keysSize);
  code.copy(code.offset(code.offset(bytes, 8), keysSize), values.parts[1], valuesSize);
  return {{size, bytes}, {}};
}

mlir::LogicalResult ScalarEmitter::emitMake(sql::MakeOp op) {
  Form result = formOf(op.getResult().getType());
  const Type &type = result.type;
  auto array = [&](const Type &element, mlir::ValueRange values) {
    Form form = formOf(code_.context(), element);
    llvm::SmallVector<Form> forms(values.size(), form);
    llvm::SmallVector<Scalar> columns;
    for (Value value : values)
      columns.push_back(as(value, form));
    uint32_t count = static_cast<uint32_t>(values.size());
    return packArray(code_, arrayPlan(element, count), forms, columns, count);
  };
  Scalar made;
  if (type.kind == TypeKind::Row) {
    llvm::SmallVector<Form> forms;
    llvm::SmallVector<Scalar> columns;
    for (auto [field, value] : llvm::zip_equal(type.children, op.getElements())) {
      forms.push_back(formOf(code_.context(), field.type));
      columns.push_back(as(value, forms.back()));
    }
    made = packRow(code_, nestedRowPlan(type.children), forms, columns);
  } else if (type.kind == TypeKind::Array) {
    made = array(type.children[0].type, op.getElements());
  } else if (type.kind == TypeKind::Map) {
    llvm::SmallVector<Value> keys, values;
    for (auto [index, element] : llvm::enumerate(op.getElements()))
      (index % 2 ? values : keys).push_back(element);
    made = joinMap(code_, array(type.children[0].type, keys), array(type.children[1].type, values));
  } else {
    return op.emitOpError("makes a value of a type that is not constructed");
  }
  if (result.nullable)
    made.isNull = code_.i1(false);
  set(op.getResult(), made);
  return mlir::success();
}

} // namespace millrace::lower
