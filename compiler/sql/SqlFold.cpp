// Constant folding of `sql` operations.
#include "compiler/sql/SqlDialect.h"

using namespace mlir;

namespace millrace::sql {

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }
#define MR_NO_FOLD(op) OpFoldResult op::fold(FoldAdaptor) { return {}; }
MR_NO_FOLD(AddOp) MR_NO_FOLD(SubOp) MR_NO_FOLD(MulOp) MR_NO_FOLD(DivOp) MR_NO_FOLD(RemOp) MR_NO_FOLD(NegOp) MR_NO_FOLD(CompareOp)
MR_NO_FOLD(NotDistinctOp) MR_NO_FOLD(AndOp) MR_NO_FOLD(OrOp) MR_NO_FOLD(NotOp) MR_NO_FOLD(IsNullOp) MR_NO_FOLD(IsTrueOp) MR_NO_FOLD(IsFalseOp)
MR_NO_FOLD(ToNullableOp) MR_NO_FOLD(AssumeNotNullOp) MR_NO_FOLD(ToMsOp) MR_NO_FOLD(FromMsOp) MR_NO_FOLD(CastOp) MR_NO_FOLD(CallOp) MR_NO_FOLD(FieldOp)

} // namespace millrace::sql
