// `array[1]` and `map['k']`.
#include "compiler/lower/NestedCode.h"
#include "compiler/lower/Scalars.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

Value arrayCount(Code &code, Value array) { return code.zeroExtend(code.load(code.intType(32), array, 0, 4), code.intType(64)); }

Value firstSlot(Code &code, Value array) {
  Value words = code.shiftLeft(code.shiftRight(code.add(arrayCount(code, array), code.i64(63)), 6), 3);
  return code.offset(code.offset(array, 8), words);
}

Scalar loadElement(Code &code, const Form &element, Value array, Value index) { return loadElement(code, element, array, firstSlot(code, array), index); }

Scalar loadElement(Code &code, const Form &element, Value array, Value slots, Value index) {
  Value slot = code.offset(slots, code.mul(index, code.i64(slotSizeBytes(element.type))));
  Scalar scalar = loadSlot(code, element, array, slot);
  if (element.nullable) {
    Value byte = code.load(code.intType(8), code.offset(code.offset(array, 8), code.shiftRight(index, 3)));
    Value bit = code.binary<LLVM::LShrOp>(byte, code.truncate(code.both(index, code.i64(7)), code.intType(8)));
    scalar.isNull = code.truncate(bit, code.intType(1));
  }
  return scalar;
}

MapArrays mapArrays(Code &code, const Scalar &map) {
  Value keysSize = code.zeroExtend(code.load(code.intType(32), map.parts[1], 0, 4), code.intType(64));
  Value keys = code.offset(map.parts[1], 8);
  return {keys, code.offset(keys, keysSize)};
}

static void giveElement(Code &code, const Form &result, Value array, Value index, mlir::Block *after) {
  llvm::SmallVector<Value> values;
  loadElement(code, result, array, index).flattenInto(values);
  code.jump(after, values);
}

static Scalar elementAt(Code &code, const Form &result, Value array, Value index) {
  mlir::Block *inside = code.newBlock(), *after = code.newBlock(result.flattened());
  llvm::SmallVector<Value> none;
  code.zeroScalar(result, true).flattenInto(none);
  code.branch(code.compare(LLVM::ICmpPredicate::ult, index, arrayCount(code, array)), inside, {}, after, none);
  code.enter(inside);
  giveElement(code, result, array, index, after);
  code.enter(after);
  mlir::ValueRange arguments = after->getArguments();
  return takeScalar(result, arguments);
}

// A NULL key finds the entry whose key is NULL, as in Flink.
static Scalar valueOf(ScalarEmitter &scalars, const Form &result, const Operand &map, const Operand &key) {
  Code &code = scalars.code();
  MapArrays arrays = mapArrays(code, map.scalar);
  Form keyForm = formOf(code.context(), map.form.type.children[0].type);
  keyForm.nullable = true;
  mlir::Block *head = code.newBlock(code.intType(64)), *test = code.newBlock(), *found = code.newBlock();
  mlir::Block *after = code.newBlock(result.flattened());
  llvm::SmallVector<Value> none;
  code.zeroScalar(result, true).flattenInto(none);
  Value count = arrayCount(code, arrays.keys);
  code.jump(head, code.i64(0));
  code.enter(head);
  Value index = head->getArgument(0);
  code.branch(code.compare(LLVM::ICmpPredicate::slt, index, count), test, {}, after, none);
  code.enter(test);
  Operand candidate{keyForm, loadElement(code, keyForm, arrays.keys, index)};
  Value keyIsNull = key.scalar.isNull ? key.scalar.isNull : code.i1(false);
  Value isEqual = code.both(scalars.equalPayload(candidate, key), code.invert(keyIsNull));
  code.branch(code.select(candidate.scalar.isNull, keyIsNull, isEqual), found, {}, head, code.add(index, code.i64(1)));
  code.enter(found);
  giveElement(code, result, arrays.values, index, after);
  code.enter(after);
  mlir::ValueRange arguments = after->getArguments();
  return takeScalar(result, arguments);
}

void ScalarEmitter::emitItem(sql::ItemOp op) {
  Form result = formOf(op.getResult().getType());
  Operand collection = operand(op.getCollection()), key = operand(op.getKey());
  Form bare = collection.form;
  bare.nullable = false;
  if (collection.form.kind() == TypeKind::Map) {
    set(op.getResult(), strictly(collection, result, [&] { return valueOf(*this, result, {bare, {collection.scalar.parts, {}}}, key); }));
    return;
  }
  set(op.getResult(), strictly({collection, key}, result, [&] {
        Value index = code_.sub(code_.signExtend(key.scalar.parts[0], code_.intType(64)), code_.i64(1));
        return elementAt(code_, result, collection.scalar.parts[1], index);
      }));
}

} // namespace millrace::lower
