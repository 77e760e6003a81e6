/// Reads and writes columns in memory: packed rows, nested values and state values (docs/formats/row.md, state.md).
#ifndef MILLRACE_COMPILER_LOWER_ROWS_H
#define MILLRACE_COMPILER_LOWER_ROWS_H

#include "compiler/lower/Code.h"
#include "runtime/abi/RowLayout.h"
#include "runtime/abi/StateLayout.h"

namespace millrace::lower {

/// Whether a variable slot holds an offset from the value's start (rows) or a StringView or NestedView (state).
enum class SlotKind : uint8_t { Relative, Absolute };

/// The value in a slot, NULL not looked at.
Scalar loadSlot(Code &code, const Form &form, mlir::Value base, uint32_t slotOffset, SlotKind kind);
/// As above, in an array's slot, which is relative to the array.
Scalar loadSlot(Code &code, const Form &form, mlir::Value base, mlir::Value slot);
/// The NULL bit of a column as i1.
mlir::Value loadNullBit(Code &code, mlir::Value base, uint32_t nullBitsOffset, uint32_t column);
/// A column with its NULL bit if its form can be NULL.
Scalar loadColumn(Code &code, const Form &form, mlir::Value base, uint32_t slotOffset, uint32_t nullBitsOffset, uint32_t column,
                  SlotKind kind);

/// Where the parts of a row, or of a nested ROW or ARRAY, lie.
struct SlotPlan {
  uint32_t nullBitsOffset = 0;
  uint32_t fixedSizeBytes = 0; ///< variable part begins here
  std::vector<uint32_t> slotOffsets;
};
SlotPlan rowPlan(const Schema &schema);
SlotPlan nestedRowPlan(const std::vector<Field> &fields);
SlotPlan arrayPlan(const Type &element, uint32_t count);

/// Size in bytes (i64, a multiple of 8) of the value that these columns make.
mlir::Value packedSize(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns);
/// Writes null bits, slots and variable part at `base`. The last 8 bytes of the value must be zero before.
void writePacked(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, mlir::Value base);

} // namespace millrace::lower

#endif
