#include "compiler/lower/Rows.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

// `slot`: the slot's address less `at`.
static Scalar loadFrom(Code &code, const Form &form, Value base, Value slot, uint32_t at, SlotKind kind) {
  bool isVariable = form.shape == Shape::Text || form.shape == Shape::Nested;
  if (isVariable && kind == SlotKind::Relative) {
    Value where = code.zeroExtend(code.load(code.intType(32), slot, at, 4), code.intType(64));
    Value size = code.load(code.intType(32), slot, at + 4, 4);
    Value bytes = code.offset(base, where);
    if (form.shape == Shape::Nested)
      return {{code.zeroExtend(size, code.intType(64)), bytes}, {}};
    return {{code.call("mr_text_head", {bytes, size}), bytes}, {}};
  }
  Scalar scalar{{code.load(form.parts[0], slot, at, std::min<unsigned>(8, slotSizeBytes(form.type)))}, {}};
  if (form.parts.size() == 2)
    scalar.parts.push_back(code.load(form.parts[1], slot, at + 8, 4));
  return scalar;
}

Scalar loadSlot(Code &code, const Form &form, Value base, uint32_t slotOffset, SlotKind kind) { return loadFrom(code, form, base, base, slotOffset, kind); }

Scalar loadSlot(Code &code, const Form &form, Value base, Value slot) { return loadFrom(code, form, base, slot, 0, SlotKind::Relative); }

Value loadNullBit(Code &code, Value base, uint32_t nullBitsOffset, uint32_t column) {
  Value byte = code.load(code.intType(8), base, nullBitsOffset + column / 8);
  return code.invert(code.isZero(code.both(byte, code.i8(static_cast<int8_t>(1u << (column % 8))))));
}

Scalar loadColumn(Code &code, const Form &form, Value base, uint32_t slotOffset, uint32_t nullBitsOffset, uint32_t column, SlotKind kind) {
  if (form.shape == Shape::None)
    return {{}, code.i1(true)};
  Scalar scalar = loadSlot(code, form, base, slotOffset, kind);
  if (form.nullable)
    scalar.isNull = loadNullBit(code, base, nullBitsOffset, column);
  return scalar;
}

SlotPlan rowPlan(const Schema &schema) {
  RowLayout layout = computeRowLayout(schema);
  return {layout.nullBitsOffset, layout.fixedSizeBytes, layout.slotOffsets};
}

SlotPlan nestedRowPlan(const std::vector<Field> &fields) {
  SlotPlan plan = rowPlan(fields);
  plan.nullBitsOffset -= sizeof(RowHeader);
  plan.fixedSizeBytes -= sizeof(RowHeader);
  for (uint32_t &offset : plan.slotOffsets)
    offset -= sizeof(RowHeader);
  return plan;
}

SlotPlan arrayPlan(const Type &element, uint32_t count) {
  SlotPlan plan;
  plan.nullBitsOffset = 8;
  uint32_t slots = 8 + (count + 63) / 64 * 8, size = slotSizeBytes(element);
  for (uint32_t i = 0; i < count; ++i)
    plan.slotOffsets.push_back(slots + i * size);
  plan.fixedSizeBytes = (slots + count * size + 7) / 8 * 8;
  return plan;
}

// Bytes of a variable value; 0 for NULL.
static Value variableSize(Code &code, const Scalar &column) {
  Value size = code.sizeBytesOf(column);
  return column.isNull ? code.select(column.isNull, code.i64(0), size) : size;
}

static Value alignUp(Code &code, Value size) { return code.both(code.add(size, code.i64(7)), code.i64(-8)); }

Value packedSize(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns) {
  Value size = code.i64(plan.fixedSizeBytes);
  bool isVariable = false;
  for (auto [form, column] : llvm::zip_equal(forms, columns)) {
    if (form.shape != Shape::Text && form.shape != Shape::Nested)
      continue;
    isVariable = true;
    if (form.shape == Shape::Nested)
      size = alignUp(code, size);
    size = code.add(size, variableSize(code, column));
  }
  return isVariable ? alignUp(code, size) : size;
}

static void writeNullBits(Code &code, const SlotPlan &plan, llvm::ArrayRef<Scalar> columns, Value base) {
  size_t words = (columns.size() + 63) / 64;
  for (size_t word = 0; word < words; ++word) {
    Value bits;
    for (size_t i = word * 64; i < std::min(columns.size(), word * 64 + 64); ++i) {
      if (!columns[i].isNull)
        continue;
      Value bit = code.shiftLeft(code.zeroExtend(columns[i].isNull, code.intType(64)), static_cast<int64_t>(i % 64));
      bits = bits ? code.either(bits, bit) : bit;
    }
    code.store(bits ? bits : code.i64(0), base, plan.nullBitsOffset + 8 * word, 8);
  }
}

// Slots end where the padding to fixedSizeBytes begins; it is zero.
static void clearSlotPadding(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, Value base) {
  uint32_t end = plan.nullBitsOffset;
  for (auto [form, offset] : llvm::zip_equal(forms, plan.slotOffsets))
    end = std::max(end, offset + slotSizeBytes(form.type));
  if (end % 8 && plan.fixedSizeBytes >= 8)
    code.store(code.i64(0), base, plan.fixedSizeBytes - 8, 8);
}

void writePacked(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, Value base) {
  writeNullBits(code, plan, columns, base);
  clearSlotPadding(code, plan, forms, base);
  Value end = code.i64(plan.fixedSizeBytes);
  for (auto [form, column, slot] : llvm::zip_equal(forms, columns, plan.slotOffsets)) {
    auto present = [&](Value part) { return column.isNull ? code.select(column.isNull, code.zero(part.getType()), part) : part; };
    switch (form.shape) {
    case Shape::None:
      code.store(code.i8(0), base, slot);
      break;
    case Shape::Single:
      code.store(present(column.parts[0]), base, slot, std::min<unsigned>(8, slotSizeBytes(form.type)));
      break;
    case Shape::LongTimestamp:
      code.store(present(column.parts[0]), base, slot, 8);
      code.store(code.zeroExtend(present(column.parts[1]), code.intType(64)), base, slot + 8, 8);
      break;
    case Shape::Text:
    case Shape::Nested: {
      Value size = variableSize(code, column);
      if (form.shape == Shape::Nested) {
        Value aligned = alignUp(code, end);
        code.fill(code.offset(base, end), 0, code.sub(aligned, end));
        end = aligned;
      }
      code.copy(code.offset(base, end), column.parts[1], size);
      code.store(present(code.truncate(end, code.intType(32))), base, slot, 4);
      code.store(code.truncate(size, code.intType(32)), base, slot + 4, 4);
      end = code.add(end, size);
      break;
    }
    }
  }
}

} // namespace millrace::lower
