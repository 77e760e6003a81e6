/// Reads and makes ARRAY, MAP and ROW values in generated code (docs/formats/row.md, "Nested values").
#ifndef MILLRACE_COMPILER_LOWER_NESTEDCODE_H
#define MILLRACE_COMPILER_LOWER_NESTEDCODE_H

#include "compiler/lower/Rows.h"

namespace millrace::lower {

/// Elements of an ARRAY, i64.
mlir::Value arrayCount(Code &code, mlir::Value array);
/// Where an ARRAY's elements begin, behind their NULL bits.
mlir::Value firstSlot(Code &code, mlir::Value array);
/// The element at an index that is in bounds (i64, from 0), with its NULL bit if its form can be NULL.
Scalar loadElement(Code &code, const Form &element, mlir::Value array, mlir::Value index);
/// Likewise, where `firstSlot` is known: loops ask for it once.
Scalar loadElement(Code &code, const Form &element, mlir::Value array, mlir::Value slots, mlir::Value index);

/// The key array and the value array of a MAP.
struct MapArrays {
  mlir::Value keys, values;
};
MapArrays mapArrays(Code &code, const Scalar &map);

/// A value of these parts in the arena; `count`: of an ARRAY's elements.
Scalar packRow(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns);
Scalar packArray(Code &code, const SlotPlan &plan, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, uint32_t count);
/// A MAP of its two arrays.
Scalar joinMap(Code &code, const Scalar &keys, const Scalar &values);

} // namespace millrace::lower

#endif
