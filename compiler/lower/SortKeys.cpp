// Sort key bytes: their order is the order of the columns (docs/formats/state.md).
#include "compiler/lower/Keys.h"

#include "compiler/flow/FlowSorted.h"
#include "runtime/abi/StateLayout.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

namespace {

/// Writes one sort key front to back.
struct SortKeyWriter {
  Code &code;
  Value start;
  Value cursor;

  void byte(Value value) {
    code.store(value, cursor);
    cursor = code.offset(cursor, 1);
  }

  // Big-endian, inverted where descending, zero where NULL.
  void word(Value value, bool isDescending, Value isNull) {
    unsigned bits = value.getType().getIntOrFloatBitWidth();
    if (isDescending)
      value = code.binary<LLVM::XOrOp>(value, code.integer(value.getType(), llvm::APInt::getAllOnes(bits)));
    if (isNull)
      value = code.select(isNull, code.zero(value.getType()), value);
    if (bits > 8)
      value = code.intrinsic("llvm.bswap", value.getType(), value);
    code.store(value, cursor);
    cursor = code.offset(cursor, static_cast<int64_t>(bits / 8));
  }

  void column(const Form &form, int32_t order, const Scalar &column);
  void text(const Form &form, bool isDescending, const Scalar &column);
};

// Two's complement, whose order is that of unsigned numbers once the sign bit is inverted.
Value withSignInverted(Code &code, Value value) {
  unsigned bits = value.getType().getIntOrFloatBitWidth();
  return code.binary<LLVM::XOrOp>(value, code.integer(value.getType(), llvm::APInt::getSignMask(bits)));
}

Value orderedBits(Code &code, const Form &form, Value part) {
  if (form.kind() == TypeKind::Boolean)
    return code.zeroExtend(part, code.intType(8));
  if (!form.isFloating())
    return withSignInverted(code, part);
  Value bits = code.call(form.kind() == TypeKind::Double ? "mr_canonical_double_bits" : "mr_canonical_float_bits", part);
  unsigned width = bits.getType().getIntOrFloatBitWidth();
  Value sign = code.binary<LLVM::AShrOp>(bits, code.integer(bits.getType(), width - 1)); // all ones where negative
  return code.binary<LLVM::XOrOp>(bits, code.either(sign, code.integer(bits.getType(), llvm::APInt::getSignMask(width))));
}

void SortKeyWriter::text(const Form &form, bool isDescending, const Scalar &column) {
  Value view = code.stack(16);
  code.store(column.parts[0], view, 0, 8);
  code.store(column.parts[1], view, 8, 8);
  auto put = [&] { return code.offset(cursor, code.call("mr_sort_key_put_text", {cursor, view, code.i1(isDescending)})); };
  if (!form.nullable) {
    cursor = put();
    return;
  }
  mlir::Block *present = code.newBlock(), *after = code.newBlock(code.pointerType());
  Value unchanged = cursor;
  code.branch(column.isNull, after, unchanged, present, {});
  code.enter(present);
  code.jump(after, put());
  code.enter(after);
  cursor = after->getArgument(0);
}

void SortKeyWriter::column(const Form &form, int32_t order, const Scalar &column) {
  bool isDescending = order & flow::kDescending;
  Value isNull = form.nullable ? column.isNull : Value();
  if (isNull) {
    Value flag = order & flow::kNullsLast ? isNull : code.invert(isNull);
    byte(code.zeroExtend(flag, code.intType(8)));
  }
  if (form.isText())
    return text(form, isDescending, column);
  word(orderedBits(code, form, column.parts[0]), isDescending, isNull);
  if (form.shape == Shape::LongTimestamp)
    word(column.parts[1], isDescending, isNull);
}

} // namespace

KeyBytes makeSortKey(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<int32_t> order, llvm::ArrayRef<Scalar> columns) {
  uint64_t fixed = 16;
  Value texts;
  for (auto [form, column] : llvm::zip_equal(forms, columns)) {
    fixed += 3 + (form.isText() ? 0 : slotSizeBytes(form.type));
    if (!form.isText())
      continue;
    Value size = code.shiftLeft(code.sizeBytesOf(column), 1);
    if (form.nullable)
      size = code.select(column.isNull, code.i64(0), size);
    texts = texts ? code.add(texts, size) : size;
  }
  Value start = texts ? code.call("mr_arena_allocate", {code.task(), code.add(texts, code.i64(static_cast<int64_t>(fixed)))}) : code.stack(fixed);
  SortKeyWriter writer{code, start, start};
  int64_t size = 0;
  for (auto [form, bits, column] : llvm::zip_equal(forms, order, columns)) {
    writer.column(form, bits, column);
    size += form.isText() ? 0 : sortKeySizeBytes(form.type) + form.nullable;
  }
  if (!texts)
    return {start, code.i32(size), {}};
  auto address = [&](Value pointer) { return code.builder().create<LLVM::PtrToIntOp>(code.location(), code.intType(64), pointer).getResult(); };
  return {start, code.truncate(code.sub(address(writer.cursor), address(start)), code.intType(32)), {}};
}

} // namespace millrace::lower
