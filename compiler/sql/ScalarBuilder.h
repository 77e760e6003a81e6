/// Writes `sql` operations in short form for passes that compute with values: types of results follow from the operands.
///
/// Shape:   a value's type says whether it may be NULL; logic and comparisons of NOT NULL values give `i1`.
#ifndef MILLRACE_COMPILER_SQL_SCALARBUILDER_H
#define MILLRACE_COMPILER_SQL_SCALARBUILDER_H

#include "compiler/sql/SqlDialect.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace millrace::sql {

class ScalarBuilder {
public:
  using Values = llvm::SmallVector<mlir::Value>;
  using Body = llvm::function_ref<Values()>;

  ScalarBuilder(mlir::OpBuilder &builder, mlir::Location location) : builder_(builder), location_(location) {}

  mlir::OpBuilder &builder() { return builder_; }
  mlir::Location location() const { return location_; }
  template <typename Op, typename... Args> Op create(Args &&...args) {
    return builder_.create<Op>(location_, std::forward<Args>(args)...);
  }

  mlir::Value integer(mlir::Type type, int64_t value); ///< i1 ... i64
  mlir::Value int64(int64_t value) { return integer(builder_.getI64Type(), value); }
  mlir::Value boolean(bool value) { return integer(builder_.getI1Type(), value); }
  /// 0 of a number type: integers, floats, DECIMAL, INTERVAL; `type` may be nullable.
  mlir::Value zero(mlir::Type type);
  mlir::Value null(mlir::Type nullableType);

  mlir::Value add(mlir::Value a, mlir::Value b) { return create<AddOp>(a.getType(), a, b); }
  mlir::Value sub(mlir::Value a, mlir::Value b) { return create<SubOp>(a.getType(), a, b); }
  mlir::Value mul(mlir::Value a, mlir::Value b) { return create<MulOp>(a.getType(), a, b); }
  mlir::Value rem(mlir::Value a, mlir::Value b) { return create<RemOp>(a.getType(), a, b); }
  mlir::Value compare(Predicate predicate, mlir::Value a, mlir::Value b);
  mlir::Value notDistinct(mlir::Value a, mlir::Value b) { return create<NotDistinctOp>(builder_.getI1Type(), a, b); }
  mlir::Value both(mlir::Value a, mlir::Value b) { return create<AndOp>(builder_.getI1Type(), a, b); }   ///< of NOT NULL
  mlir::Value either(mlir::Value a, mlir::Value b) { return create<OrOp>(builder_.getI1Type(), a, b); } ///< of NOT NULL
  mlir::Value invert(mlir::Value a) { return create<NotOp>(a.getType(), a); }
  mlir::Value isTrue(mlir::Value a);
  /// `i1`; a constant for NOT NULL types.
  mlir::Value isNull(mlir::Value a);
  mlir::Value isPresent(mlir::Value a) { return invert(isNull(a)); }
  mlir::Value assumeNotNull(mlir::Value a);
  mlir::Value toNullable(mlir::Value a);
  /// Casts, and makes nullable where `type` is; a value of that type is returned as it is.
  mlir::Value convert(mlir::Value a, mlir::Type type);

  /// `scf.if` whose branches yield values of `types`.
  Values choose(mlir::Value condition, mlir::TypeRange types, Body yes, Body no);
  void when(mlir::Value condition, llvm::function_ref<void()> yes);

private:
  mlir::OpBuilder &builder_;
  mlir::Location location_;
};

} // namespace millrace::sql

#endif
