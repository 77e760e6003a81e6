#include "compiler/lower/Forms.h"

#include "compiler/flow/FlowDialect.h"
#include "compiler/sql/SqlDialect.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

namespace millrace::lower {

llvm::SmallVector<mlir::Type, 3> Form::flattened() const {
  llvm::SmallVector<mlir::Type, 3> all(parts.begin(), parts.end());
  if (nullable && !parts.empty())
    all.push_back(mlir::IntegerType::get(parts.front().getContext(), 1));
  return all;
}

bool Form::isWrapping() const {
  return (kind() >= TypeKind::TinyInt && kind() <= TypeKind::BigInt) || kind() == TypeKind::IntervalMonth ||
         kind() == TypeKind::IntervalDay;
}

static unsigned singleBits(const Type &type) {
  switch (type.kind) {
  case TypeKind::Boolean:
    return 1;
  case TypeKind::TinyInt:
    return 8;
  case TypeKind::SmallInt:
    return 16;
  case TypeKind::Decimal:
    return type.precision <= kCompactDecimalPrecision ? 64 : 128;
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz:
    return 64;
  default:
    return 32;
  }
}

Form formOf(mlir::MLIRContext *context, const Type &type) {
  Form form;
  form.type = type;
  form.nullable = type.nullable || type.kind == TypeKind::Null;
  auto i64 = mlir::IntegerType::get(context, 64);
  auto pointer = mlir::LLVM::LLVMPointerType::get(context);
  bool isTimestamp = type.kind == TypeKind::Timestamp || type.kind == TypeKind::TimestampLtz;
  if (type.kind == TypeKind::Null)
    return form;
  if (isVariable(type.kind)) {
    form.shape = type.kind >= TypeKind::Array ? Shape::Nested : Shape::Text;
    form.parts = {i64, pointer};
  } else if (isTimestamp && type.precision > kCompactTimestampPrecision) {
    form.shape = Shape::LongTimestamp;
    form.parts = {i64, mlir::IntegerType::get(context, 32)};
  } else {
    form.shape = Shape::Single;
    if (type.kind == TypeKind::Float)
      form.parts = {mlir::Float32Type::get(context)};
    else if (type.kind == TypeKind::Double)
      form.parts = {mlir::Float64Type::get(context)};
    else
      form.parts = {mlir::IntegerType::get(context, singleBits(type))};
  }
  return form;
}

Form formOf(mlir::Type type) {
  mlir::MLIRContext *context = type.getContext();
  if (mlir::isa<flow::SlotType>(type) || mlir::isa<mlir::IndexType>(type)) {
    Form form;
    form.shape = Shape::Single;
    form.nullable = false;
    if (mlir::isa<mlir::IndexType>(type))
      form.parts = {mlir::IntegerType::get(context, 64)};
    else
      form.parts = {mlir::LLVM::LLVMPointerType::get(context)};
    return form;
  }
  return formOf(context, sql::toAbi(type));
}

uint32_t kernelSizeBytes(const Type &type) {
  if (type.kind == TypeKind::Decimal || type.kind == TypeKind::Timestamp || type.kind == TypeKind::TimestampLtz ||
      isVariable(type.kind))
    return 16;
  return slotSizeBytes(type);
}

void Scalar::flattenInto(llvm::SmallVectorImpl<mlir::Value> &out) const {
  out.append(parts.begin(), parts.end());
  if (isNull && !parts.empty())
    out.push_back(isNull);
}

Scalar takeScalar(const Form &form, mlir::ValueRange &values) {
  Scalar scalar;
  size_t count = form.parts.size();
  scalar.parts.append(values.begin(), values.begin() + count);
  values = values.drop_front(count);
  if (form.nullable && count > 0) {
    scalar.isNull = values.front();
    values = values.drop_front();
  }
  return scalar;
}

} // namespace millrace::lower
