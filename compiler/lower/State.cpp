#include "compiler/lower/State.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::Value;

TableUse describeTable(mlir::MLIRContext *context, uint32_t index, const StateTableDescriptor &table) {
  TableUse use{index, table.kind, computeStateLayout(table.value), {}, {}, {}};
  for (const Field &field : table.value)
    use.value.push_back(formOf(context, field.type));
  for (const Field &field : table.mapKey)
    use.mapKey.push_back(formOf(context, field.type));
  return use;
}

const char *forKind(StateKind kind, const char *value, const char *map, const char *sorted) {
  return kind == StateKind::Sorted ? sorted : kind == StateKind::Value || kind == StateKind::Slices ? value : map;
}

static bool isVariableForm(const Form &form) { return form.shape == Shape::Text || form.shape == Shape::Nested; }

Scalar loadState(Code &code, const StateValue &value, unsigned column) {
  const TableUse &use = value.use;
  return loadColumn(code, use.value[column], value.pointer, use.layout.slotOffsets[column], use.layout.nullBitsOffset, column, SlotKind::Absolute);
}

llvm::SmallVector<Scalar> loadAllState(Code &code, const StateValue &value) {
  llvm::SmallVector<Scalar> columns;
  for (unsigned column = 0; column < value.use.value.size(); ++column)
    columns.push_back(loadState(code, value, column));
  return columns;
}

static void storeBytes(Code &code, const StateValue &value, Value slot, const Form &form, const Scalar &scalar) {
  StateKind kind = value.use.kind;
  auto store = [&] {
    // Unchanged bytes are left where they are.
    Value oldHead = code.load(code.intType(64), slot, 0, 8), oldBytes = code.load(code.pointerType(), slot, 8, 8);
    Value same = code.call(form.isText() ? "mr_text_equal" : "mr_nested_equal", {oldHead, oldBytes, scalar.parts[0], scalar.parts[1]});
    mlir::Block *changed = code.newBlock(), *after = code.newBlock();
    code.branch(same, after, changed);
    code.enter(changed);
    code.call(forKind(kind, "mr_state_store_bytes", "mr_map_store_bytes", "mr_sorted_store_bytes"),
              {value.table, slot, scalar.parts[1], code.truncate(scalar.parts[0], code.intType(32))});
    code.jump(after);
    code.enter(after);
  };
  if (!scalar.isNull)
    return store();
  mlir::Block *present = code.newBlock(), *null = code.newBlock(), *after = code.newBlock();
  code.branch(scalar.isNull, null, present);
  code.enter(null);
  code.call(forKind(kind, "mr_state_release_bytes", "mr_map_release_bytes", "mr_sorted_release_bytes"), {value.table, slot});
  code.jump(after);
  code.enter(present);
  store();
  code.jump(after);
  code.enter(after);
}

// The slot alone, not the NULL bit.
static void storeSlot(Code &code, const StateValue &value, unsigned column, const Scalar &scalar) {
  const Form &form = value.use.value[column];
  if (form.shape == Shape::None)
    return;
  Value slot = code.offset(value.pointer, value.use.layout.slotOffsets[column]);
  if (isVariableForm(form))
    return storeBytes(code, value, slot, form, scalar);
  auto present = [&](Value part) { return scalar.isNull ? code.select(scalar.isNull, code.zero(part.getType()), part) : part; };
  code.store(present(scalar.parts[0]), slot, 0, std::min<unsigned>(8, slotSizeBytes(form.type)));
  if (form.shape == Shape::LongTimestamp)
    code.store(code.zeroExtend(present(scalar.parts[1]), code.intType(64)), slot, 8, 8);
}

void storeState(Code &code, const StateValue &value, unsigned column, const Scalar &scalar) {
  storeSlot(code, value, column, scalar);
  if (!value.use.value[column].nullable || !scalar.isNull)
    return;
  uint32_t at = value.use.layout.nullBitsOffset + column / 8;
  uint8_t mask = static_cast<uint8_t>(1u << (column % 8));
  Value others = code.both(code.load(code.intType(8), value.pointer, at), code.i8(static_cast<int8_t>(~mask)));
  Value bit = code.shiftLeft(code.zeroExtend(scalar.isNull, code.intType(8)), column % 8);
  code.store(code.either(others, bit), value.pointer, at);
}

void storeAllState(Code &code, const StateValue &value, llvm::ArrayRef<Scalar> columns, llvm::ArrayRef<Scalar> before) {
  for (unsigned column = 0; column < columns.size(); ++column) {
    const Scalar &scalar = columns[column];
    if (isVariableForm(value.use.value[column]) && !before.empty()) {
      Value changed = code.compare(LLVM::ICmpPredicate::ne, scalar.parts[1], before[column].parts[1]);
      changed = code.either(changed, code.compare(LLVM::ICmpPredicate::ne, scalar.parts[0], before[column].parts[0]));
      if (scalar.isNull)
        changed = code.either(changed, code.compare(LLVM::ICmpPredicate::ne, scalar.isNull, before[column].isNull));
      code.when(changed, [&] { storeSlot(code, value, column, scalar); });
    } else {
      storeSlot(code, value, column, scalar);
    }
  }
  for (size_t byte = 0; byte * 8 < columns.size(); ++byte) {
    Value bits;
    for (size_t i = byte * 8; i < std::min(columns.size(), byte * 8 + 8); ++i) {
      if (!columns[i].isNull)
        continue;
      Value bit = code.shiftLeft(code.zeroExtend(columns[i].isNull, code.intType(8)), static_cast<int64_t>(i % 8));
      bits = bits ? code.either(bits, bit) : bit;
    }
    if (bits)
      code.store(bits, value.pointer, static_cast<int64_t>(value.use.layout.nullBitsOffset + byte));
  }
}

} // namespace millrace::lower
