// flow.unnest: a loop over the elements of an ARRAY or the entries of a MAP.
#include "compiler/lower/NestedCode.h"
#include "compiler/lower/TaskEmitter.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

// The arrays that hold the parts: that of the elements, or those of keys and values.
static llvm::SmallVector<Value> partArrays(Code &code, const Operand &collection) {
  if (collection.form.kind() == TypeKind::Array)
    return {collection.scalar.parts[1]};
  MapArrays arrays = mapArrays(code, collection.scalar);
  return {arrays.keys, arrays.values};
}

mlir::LogicalResult emitUnnest(ScalarEmitter &scalars, flow::UnnestOp op) {
  Code &code = scalars.code();
  mlir::Block &body = op.getBody().front();
  llvm::SmallVector<Value> arrays = partArrays(code, scalars.operand(op.getCollection()));
  Value count = arrayCount(code, arrays[0]);
  llvm::SmallVector<Value> slots;
  for (Value array : arrays)
    slots.push_back(firstSlot(code, array));
  size_t carriedFrom = 1 + arrays.size();
  llvm::SmallVector<Form> forms;
  llvm::SmallVector<mlir::Type> types = {code.intType(64)};
  llvm::SmallVector<Value> start = {code.i64(0)};
  for (Value init : op.getInits()) {
    forms.push_back(formOf(init.getType()));
    types.append(forms.back().flattened());
    scalars.as(init, forms.back()).flattenInto(start);
  }
  mlir::Block *head = code.newBlock(types), *inside = code.newBlock(), *after = code.newBlock();
  code.jump(head, start);
  code.enter(head);
  Value index = head->getArgument(0);
  code.branch(code.compare(LLVM::ICmpPredicate::slt, index, count), inside, after);
  auto bindCarried = [&](mlir::ValueRange targets) {
    mlir::ValueRange flattened = head->getArguments().drop_front();
    for (auto [target, form] : llvm::zip_equal(targets, forms))
      scalars.set(target, takeScalar(form, flattened));
  };
  code.enter(inside);
  if (!body.getArgument(0).use_empty())
    scalars.set(body.getArgument(0), {{code.add(code.truncate(index, code.intType(32)), code.i32(1))}, {}});
  for (auto [part, array] : llvm::enumerate(arrays)) {
    Value argument = body.getArgument(1 + part);
    if (!argument.use_empty())
      scalars.set(argument, loadElement(code, formOf(argument.getType()), array, slots[part], index));
  }
  bindCarried(body.getArguments().drop_front(carriedFrom));
  if (mlir::failed(scalars.emitBlock(body)))
    return mlir::failure();
  code.setLocation(op.getLoc());
  llvm::SmallVector<Value> next = {code.add(index, code.i64(1))};
  for (auto [value, form] : llvm::zip_equal(body.getTerminator()->getOperands(), forms))
    scalars.as(value, form).flattenInto(next);
  code.jump(head, next);
  code.enter(after);
  bindCarried(op.getResults());
  return mlir::success();
}

} // namespace millrace::lower
