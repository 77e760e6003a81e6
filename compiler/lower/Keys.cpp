#include "compiler/lower/Keys.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

mlir::LogicalResult checkKey(mlir::Location at, const Type &type) {
  if (type.kind < TypeKind::Array && type.kind != TypeKind::Null)
    return mlir::success();
  return mlir::emitError(at, "rows cannot be brought together by values of ROW, ARRAY, MAP and MULTISET yet");
}

static bool isSingleText(llvm::ArrayRef<Form> forms) { return forms.size() == 1 && forms[0].isText() && !forms[0].nullable; }

// -0.0 and NaNs in one form each, as integers.
static Value canonical(Code &code, const Form &form, Value part) {
  if (form.kind() == TypeKind::Double)
    return code.call("mr_canonical_double_bits", part);
  if (form.kind() == TypeKind::Float)
    return code.call("mr_canonical_float_bits", part);
  return part;
}

static void storeFixed(Code &code, const Form &form, const Scalar &column, Value at) {
  code.store(canonical(code, form, column.parts[0]), at);
  if (form.shape == Shape::LongTimestamp)
    code.store(code.zeroExtend(column.parts[1], code.intType(64)), at, 8);
}

static Value appendColumn(Code &code, const Form &form, const Scalar &column, Value cursor) {
  if (form.nullable) {
    code.store(column.isNull, cursor);
    cursor = code.offset(cursor, 1);
  }
  Value isNull = form.nullable ? column.isNull : Value();
  if (form.isText()) {
    Value head = isNull ? code.select(isNull, code.i64(0), column.parts[0]) : column.parts[0];
    Value end = code.call("mr_key_put_text", {cursor, head, column.parts[1]});
    return isNull ? code.select(isNull, cursor, end) : end;
  }
  storeFixed(code, form, column, cursor);
  int64_t size = slotSizeBytes(form.type);
  return code.offset(cursor, isNull ? code.select(isNull, code.i64(0), code.i64(size)) : code.i64(size));
}

/// Keys of up to this many bytes lie on the stack, where the next row's overwrites them.
static constexpr int64_t kStackKeyBytes = 128;

// Largest size of the fixed parts, and the sum of the texts' sizes.
static Value scratchFor(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns) {
  int64_t fixed = 8; // a NULL's zero payload may be written behind the last column
  Value texts;
  for (auto [form, column] : llvm::zip_equal(forms, columns)) {
    fixed += 1 + (form.isText() ? 4 : slotSizeBytes(form.type));
    if (!form.isText())
      continue;
    Value size = code.sizeBytesOf(column);
    texts = texts ? code.add(texts, size) : size;
  }
  if (!texts)
    return code.stack(static_cast<uint64_t>(fixed) + 16);
  Value size = code.add(texts, code.i64(fixed));
  mlir::Block *large = code.newBlock(), *ready = code.newBlock(code.pointerType());
  code.branch(code.compare(LLVM::ICmpPredicate::ule, size, code.i64(kStackKeyBytes)), ready, code.stack(kStackKeyBytes), large, {});
  code.enter(large);
  code.jump(ready, code.call("mr_arena_allocate", {code.task(), size}));
  code.enter(ready);
  return ready->getArgument(0);
}

KeyBytes makeKeyBytes(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns) {
  if (forms.empty())
    return {code.stack(8), code.i32(0), {}};
  if (isSingleText(forms))
    return {columns[0].parts[1], code.truncate(columns[0].parts[0], code.intType(32)), {}};
  Value start = scratchFor(code, forms, columns);
  bool isStatic = llvm::all_of(forms, [](const Form &form) { return !form.nullable && !form.isText(); });
  if (isStatic) {
    int64_t at = 0;
    for (auto [form, column] : llvm::zip_equal(forms, columns)) {
      storeFixed(code, form, column, code.offset(start, at));
      at += slotSizeBytes(form.type);
    }
    return {start, code.i32(at), {}};
  }
  Value cursor = start;
  for (auto [form, column] : llvm::zip_equal(forms, columns))
    cursor = appendColumn(code, form, column, cursor);
  auto address = [&](Value pointer) { return code.builder().create<LLVM::PtrToIntOp>(code.location(), code.intType(64), pointer).getResult(); };
  return {start, code.truncate(code.sub(address(cursor), address(start)), code.intType(32)), {}};
}

// One nullable text: most are of the sizes that have a kernel of their own.
static KeyBytes makeTextKey(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns) {
  constexpr int64_t kLeast = 1, kSizes = 11, kFixedBytes = 5; // NULL flag and size
  Value head = columns[0].parts[0], size = code.truncate(head, code.intType(32));
  mlir::Block *shortText = code.newBlock(), *any = code.newBlock(), *ready = code.newBlock({code.pointerType(), code.intType(32), code.intType(64)});
  Value fits = code.compare(LLVM::ICmpPredicate::ult, code.sub(size, code.i32(kLeast)), code.i32(kSizes));
  code.branch(code.both(fits, code.invert(columns[0].isNull)), shortText, any);
  code.enter(shortText);
  Value bytes = code.stack(16), hash = code.call("mr_key_of_text", {bytes, head, columns[0].parts[1]});
  code.jump(ready, {bytes, code.add(size, code.i32(kFixedBytes)), hash});
  code.enter(any);
  KeyBytes key = makeKeyBytes(code, forms, columns);
  code.jump(ready, {key.pointer, key.sizeBytes, code.call("mr_hash_key", {key.pointer, code.zeroExtend(key.sizeBytes, code.intType(64))})});
  code.enter(ready);
  return {ready->getArgument(0), ready->getArgument(1), ready->getArgument(2)};
}

KeyBytes makeKey(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, Value hash) {
  if (!hash && forms.size() == 1 && forms[0].isText() && forms[0].nullable)
    return makeTextKey(code, forms, columns);
  KeyBytes key = makeKeyBytes(code, forms, columns);
  if (hash || forms.empty()) {
    key.hash = forms.empty() ? code.i64(0) : hash;
    return key;
  }
  bool isOneFixed = forms.size() == 1 && !forms[0].nullable && forms[0].shape == Shape::Single;
  uint32_t size = isOneFixed ? slotSizeBytes(forms[0].type) : 0;
  if (size == 8)
    key.hash = code.call("mr_hash_key_8", code.load(code.intType(64), key.pointer, 0, 8));
  else if (size == 4)
    key.hash = code.call("mr_hash_key_4", code.load(code.intType(32), key.pointer, 0, 4));
  else
    key.hash = code.call("mr_hash_key", {key.pointer, code.zeroExtend(key.sizeBytes, code.intType(64))});
  return key;
}

llvm::SmallVector<Scalar> readKey(Code &code, llvm::ArrayRef<Form> forms, Value pointer, Value sizeBytes) {
  llvm::SmallVector<Scalar> columns;
  if (isSingleText(forms)) {
    columns.push_back({{code.call("mr_text_head", {pointer, sizeBytes}), pointer}, {}});
    return columns;
  }
  Value zeros;
  Value cursor = pointer;
  for (const Form &form : forms) {
    Scalar column;
    if (form.nullable) {
      column.isNull = code.load(code.intType(1), cursor);
      cursor = code.offset(cursor, 1);
      if (!zeros) {
        zeros = code.stack(16);
        code.fill(zeros, 0, code.i64(16));
      }
    }
    // A NULL has no bytes: reading behind it could leave the key.
    Value at = form.nullable ? code.select(column.isNull, zeros, cursor) : cursor;
    Value size;
    if (form.isText()) {
      Value textSize = code.load(code.intType(32), at);
      Value bytes = code.offset(at, 4);
      column.parts = {code.call("mr_text_head", {bytes, textSize}), bytes};
      size = code.add(code.zeroExtend(textSize, code.intType(64)), code.i64(4));
    } else {
      column.parts = {code.load(form.parts[0], at)};
      if (form.shape == Shape::LongTimestamp)
        column.parts.push_back(code.load(form.parts[1], at, 8));
      size = code.i64(slotSizeBytes(form.type));
    }
    cursor = code.offset(cursor, form.nullable ? code.select(column.isNull, code.i64(0), size) : size);
    columns.push_back(column);
  }
  return columns;
}

} // namespace millrace::lower
