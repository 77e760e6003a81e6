/// Takes conditions apart at AND and puts them together again elsewhere.
///
/// Shape:   a condition holds where it is TRUE; NULL counts as FALSE. A conjunct is a value of its region, possibly inside the scf.if that guards it against
///          failing for rows that a conjunct before it drops.
#ifndef MILLRACE_COMPILER_REL_CONJUNCTS_H
#define MILLRACE_COMPILER_REL_CONJUNCTS_H

#include "compiler/rel/RelDialect.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/BitVector.h"

namespace millrace::rel {

/// What must all be TRUE for the region's one yielded value to be TRUE, in the order in which it is computed.
llvm::SmallVector<mlir::Value> conjunctsOf(mlir::Region &condition);

/// The region's arguments that computing `value` reads.
llvm::BitVector argumentsOf(mlir::Value value, mlir::Region &region);

/// Copies what computes `value` to the builder's place; `mapping` holds the region's arguments and learns every copied value.
mlir::Value copyValue(mlir::OpBuilder &builder, mlir::Value value, mlir::IRMapping &mapping);

/// `AND` of copies of all conjuncts, an i1; the later ones run only where the earlier ones hold if they may fail. TRUE without any.
mlir::Value copyConjunction(mlir::OpBuilder &builder, mlir::Location location, llvm::ArrayRef<mlir::Value> conjuncts, mlir::IRMapping &mapping);

/// Whether computing `value` can fail for some row.
bool mayFail(mlir::Value value);

/// Whether `value` cannot be TRUE where all `columns` of its region's arguments are NULL.
bool rejectsNulls(mlir::Value value, const llvm::BitVector &columns);

} // namespace millrace::rel

#endif
