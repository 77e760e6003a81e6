/// Makes canonical key bytes and their hash (docs/formats/row.md), and reads key columns back.
#ifndef MILLRACE_COMPILER_LOWER_KEYS_H
#define MILLRACE_COMPILER_LOWER_KEYS_H

#include "compiler/lower/Code.h"

namespace millrace::lower {

struct KeyBytes {
  mlir::Value pointer;
  mlir::Value sizeBytes; ///< i32
  mlir::Value hash;      ///< i64
};

/// Fails, with an error at `at`, for types of which no key bytes can be made yet: ARRAY, MAP, MULTISET and ROW.
mlir::LogicalResult checkKey(mlir::Location at, const Type &type);

/// The key of these columns. `hash`: known already (a row's header), or empty. The bytes live until the function returns, or
/// in the arena.
KeyBytes makeKey(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns, mlir::Value hash);
/// Key bytes without their hash: what map keys need.
KeyBytes makeKeyBytes(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<Scalar> columns);

/// Sort key bytes (docs/formats/state.md). `order`: per column its bits, compiler/flow/FlowSorted.h. They live as a key's do; without a hash.
KeyBytes makeSortKey(Code &code, llvm::ArrayRef<Form> forms, llvm::ArrayRef<int32_t> order, llvm::ArrayRef<Scalar> columns);

/// The columns of a key. Strings point into the key's bytes.
llvm::SmallVector<Scalar> readKey(Code &code, llvm::ArrayRef<Form> forms, mlir::Value pointer, mlir::Value sizeBytes);

} // namespace millrace::lower

#endif
