#include "compiler/flow/AggregateSteps.h"

#include "compiler/sql/Average.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

// a + b or a - b in the column's type. DECIMAL may overflow to NULL, so its result keeps the column's nullability.
template <typename Op> static Value compute(ScalarBuilder &code, mlir::Type column, Value a, Value b) {
  bool nullable = sql::isDecimal(column) || sql::isNullable(a.getType()) || sql::isNullable(b.getType());
  Value result = code.create<Op>(sql::withNullability(column, nullable), a, b);
  return code.convert(result, column);
}

// The operand as the column's type; DECIMAL arithmetic takes any precision, so only the scale matters there.
static Value operandFor(ScalarBuilder &code, mlir::Type column, Value operand) {
  auto from = dyn_cast<sql::DecimalType>(sql::withoutNull(operand.getType()));
  auto to = dyn_cast<sql::DecimalType>(sql::withoutNull(column));
  if (from && to && from.getScale() == to.getScale())
    return operand;
  return code.convert(operand, sql::withNullability(column, sql::isNullable(operand.getType())));
}

// Runs `present` unless the operand is NULL, which keeps the column.
static Value unlessNull(ScalarBuilder &code, Value column, Value operand, llvm::function_ref<Value(Value)> present) {
  if (!sql::isNullable(operand.getType()))
    return present(operand);
  return code.choose(
      code.isNull(operand), column.getType(), [&] { return Values{column}; },
      [&] { return Values{present(code.assumeNotNull(operand))}; })[0];
}

template <typename Op> static Value computeOrTake(ScalarBuilder &code, Value column, Value operand, bool negate) {
  mlir::Type type = column.getType();
  return unlessNull(code, column, operandFor(code, type, operand), [&](Value present) {
    auto take = [&] {
      Value taken = negate ? compute<sql::SubOp>(code, type, code.zero(sql::withoutNull(type)), present) : present;
      return Values{code.convert(taken, type)};
    };
    if (!sql::isNullable(type))
      return compute<Op>(code, type, column, present);
    return code.choose(code.isNull(column), type, take,
                       [&] { return Values{compute<Op>(code, type, code.assumeNotNull(column), present)}; })[0];
  });
}

static Value takeIf(ScalarBuilder &code, sql::Predicate predicate, Value column, Value operand) {
  mlir::Type type = column.getType();
  return unlessNull(code, column, operandFor(code, type, operand), [&](Value present) {
    Value better = code.isTrue(code.compare(predicate, present, column));
    if (sql::isNullable(type))
      better = code.either(code.isNull(column), better);
    return code.choose(
        better, type, [&] { return Values{code.convert(present, type)}; }, [&] { return Values{column}; })[0];
  });
}

Value stepColumn(ScalarBuilder &code, AggregateStep step, Value column, Value operand) {
  mlir::Type type = column.getType();
  switch (step) {
  case AggregateStep::Keep: return column;
  case AggregateStep::Add: return compute<sql::AddOp>(code, type, column, operandFor(code, type, operand));
  case AggregateStep::Subtract: return compute<sql::SubOp>(code, type, column, operandFor(code, type, operand));
  case AggregateStep::AddOrTake: return computeOrTake<sql::AddOp>(code, column, operand, false);
  case AggregateStep::SubtractOrNegate: return computeOrTake<sql::SubOp>(code, column, operand, true);
  case AggregateStep::Increment: return code.add(column, code.integer(type, 1));
  case AggregateStep::Decrement: return code.sub(column, code.integer(type, 1));
  case AggregateStep::TakeGreater: return takeIf(code, sql::Predicate::Gt, column, operand);
  case AggregateStep::TakeLess: return takeIf(code, sql::Predicate::Lt, column, operand);
  case AggregateStep::TakeFirst:
    return code.choose(
        code.isNull(column), type, [&] { return Values{code.convert(operand, type)}; }, [&] { return Values{column}; })[0];
  case AggregateStep::TakeLast:
    return unlessNull(code, column, operandFor(code, type, operand), [&](Value present) { return code.convert(present, type); });
  case AggregateStep::Take: return code.convert(operand, type);
  }
  llvm_unreachable("all steps are handled");
}

// Zero rows have a NULL, which the value's column begins with.
static Value soleRow(ScalarBuilder &code, Value value, Value count, mlir::Type type) {
  Value isOne = code.create<sql::CallOp>(code.builder().getI1Type(), "SINGLE_VALUE:CHECK", "mr_fn_sole_row", ValueRange(count), llvm::ArrayRef<int32_t>(), /*per_row=*/false);
  return code.choose(
      isOne, type, [&] { return Values{code.convert(value, type)}; }, [&] { return Values{code.null(type)}; })[0];
}

Value resultOf(ScalarBuilder &code, AggregateResult result, ValueRange columns, mlir::Type type) {
  if (result == AggregateResult::Column0)
    return code.convert(columns[0], type);
  if (result == AggregateResult::SoleRow)
    return soleRow(code, columns[0], columns[1], type);
  // A NOT NULL result means that there is always a row: its value for no rows is never seen.
  Value none = code.compare(sql::Predicate::Eq, columns[1], code.integer(columns[1].getType(), 0));
  return code.choose(
      none, type, [&] { return Values{sql::isNullable(type) ? code.null(type) : code.zero(type)}; },
      [&] {
        bool divides = result == AggregateResult::Quotient;
        return Values{divides ? sql::average(code, columns[0], columns[1], type) : code.convert(columns[0], type)};
      })[0];
}

} // namespace millrace::flow
