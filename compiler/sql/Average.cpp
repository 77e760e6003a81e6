#include "compiler/sql/Average.h"

#include "stdlib/ResultRules.h"

using namespace mlir;

namespace millrace::sql {

Value average(ScalarBuilder &code, Value sum, Value count, mlir::Type type) {
  if (isDecimal(sum.getType())) {
    millrace::Type countType = asDecimal(toAbi(count.getType()));
    Value divisor = code.convert(count, fromAbi(type.getContext(), countType));
    millrace::Type divided = decimalDivideType(toAbi(sum.getType()), countType);
    divided.nullable = true;
    sum = code.create<DivOp>(fromAbi(type.getContext(), divided), sum, divisor);
  } else {
    sum = code.create<DivOp>(sum.getType(), sum, code.convert(count, withoutNull(sum.getType())));
  }
  return code.convert(sum, type);
}

} // namespace millrace::sql
