// Types of the `sql` dialect and their relation to the runtime's types.
#include "compiler/sql/SqlDialect.h"

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace millrace::sql {

bool isNullable(mlir::Type type) { return isa<NullableType, NullType>(type); }

mlir::Type withoutNull(mlir::Type type) {
  auto nullable = dyn_cast<NullableType>(type);
  return nullable ? nullable.getValue() : type;
}

mlir::Type asNullable(mlir::Type type) { return isNullable(type) ? type : mlir::Type(NullableType::get(type.getContext(), type)); }

mlir::Type withNullability(mlir::Type type, bool nullable) { return nullable ? asNullable(type) : withoutNull(type); }

bool isSqlType(mlir::Type type) {
  type = withoutNull(type);
  return type.isInteger(1) || isInteger(type) || isFloat(type) || isa<SqlDialect>(type.getDialect());
}
bool isString(mlir::Type type) { return isa<CharType, VarCharType>(withoutNull(type)); }
bool isBytes(mlir::Type type) { return isa<BinaryType, VarBinaryType>(withoutNull(type)); }
bool isInteger(mlir::Type type) {
  type = withoutNull(type);
  return type.isInteger(8) || type.isInteger(16) || type.isInteger(32) || type.isInteger(64);
}
bool isFloat(mlir::Type type) {
  type = withoutNull(type);
  return type.isF32() || type.isF64();
}
bool isDecimal(mlir::Type type) { return isa<DecimalType>(withoutNull(type)); }
bool isTimestamp(mlir::Type type) { return isa<TimestampType, TimestampLtzType>(withoutNull(type)); }

static TypeKind builtinKind(mlir::Type type) {
  if (type.isInteger(1))
    return TypeKind::Boolean;
  if (type.isInteger(8))
    return TypeKind::TinyInt;
  if (type.isInteger(16))
    return TypeKind::SmallInt;
  if (type.isInteger(32))
    return TypeKind::Int;
  if (type.isInteger(64))
    return TypeKind::BigInt;
  return type.isF32() ? TypeKind::Float : TypeKind::Double;
}

millrace::Type toAbi(mlir::Type type) {
  millrace::Type result;
  result.nullable = isNullable(type);
  auto set = [&](TypeKind kind, int32_t precision = 0, int32_t scale = 0) {
    result.kind = kind;
    result.precision = precision;
    result.scale = scale;
  };
  auto child = [&](std::string name, mlir::Type part) { result.children.push_back({std::move(name), toAbi(part)}); };
  llvm::TypeSwitch<mlir::Type>(withoutNull(type))
      .Case<NullType>([&](auto) { set(TypeKind::Null); })
      .Case<DecimalType>([&](auto t) { set(TypeKind::Decimal, t.getPrecision(), t.getScale()); })
      .Case<CharType>([&](auto t) { set(TypeKind::Char, t.getLength()); })
      .Case<VarCharType>([&](auto t) { set(TypeKind::VarChar, t.getLength()); })
      .Case<BinaryType>([&](auto t) { set(TypeKind::Binary, t.getLength()); })
      .Case<VarBinaryType>([&](auto t) { set(TypeKind::VarBinary, t.getLength()); })
      .Case<DateType>([&](auto) { set(TypeKind::Date); })
      .Case<TimeType>([&](auto t) { set(TypeKind::Time, t.getPrecision()); })
      .Case<TimestampType>([&](auto t) { set(TypeKind::Timestamp, t.getPrecision()); })
      .Case<TimestampLtzType>([&](auto t) { set(TypeKind::TimestampLtz, t.getPrecision()); })
      .Case<IntervalMonthType>([&](auto) { set(TypeKind::IntervalMonth); })
      .Case<IntervalDayType>([&](auto) { set(TypeKind::IntervalDay); })
      .Case<ArrayType>([&](auto t) {
        set(TypeKind::Array);
        child("element", t.getElement());
      })
      .Case<MultisetType>([&](auto t) {
        set(TypeKind::Multiset);
        child("element", t.getElement());
      })
      .Case<MapType>([&](auto t) {
        set(TypeKind::Map);
        child("key", t.getKey());
        child("value", t.getValue());
      })
      .Case<RowType>([&](auto t) {
        set(TypeKind::Row);
        for (auto [name, field] : llvm::zip(t.getNames(), t.getTypes()))
          child(name.str(), field);
      })
      .Default([&](mlir::Type t) { set(builtinKind(t)); });
  return result;
}

static mlir::Type fromAbiNotNull(MLIRContext *context, const millrace::Type &type) {
  auto child = [&](size_t index) { return fromAbi(context, type.children[index].type); };
  switch (type.kind) {
  case TypeKind::Null: return NullType::get(context);
  case TypeKind::Boolean: return IntegerType::get(context, 1);
  case TypeKind::TinyInt: return IntegerType::get(context, 8);
  case TypeKind::SmallInt: return IntegerType::get(context, 16);
  case TypeKind::Int: return IntegerType::get(context, 32);
  case TypeKind::BigInt: return IntegerType::get(context, 64);
  case TypeKind::Float: return Float32Type::get(context);
  case TypeKind::Double: return Float64Type::get(context);
  case TypeKind::Decimal: return DecimalType::get(context, type.precision, type.scale);
  case TypeKind::Char: return CharType::get(context, type.precision);
  case TypeKind::VarChar: return VarCharType::get(context, type.precision);
  case TypeKind::Binary: return BinaryType::get(context, type.precision);
  case TypeKind::VarBinary: return VarBinaryType::get(context, type.precision);
  case TypeKind::Date: return DateType::get(context);
  case TypeKind::Time: return TimeType::get(context, type.precision);
  case TypeKind::Timestamp: return TimestampType::get(context, type.precision);
  case TypeKind::TimestampLtz: return TimestampLtzType::get(context, type.precision);
  case TypeKind::IntervalMonth: return IntervalMonthType::get(context);
  case TypeKind::IntervalDay: return IntervalDayType::get(context);
  case TypeKind::Array: return ArrayType::get(context, child(0));
  case TypeKind::Multiset: return MultisetType::get(context, child(0));
  case TypeKind::Map: return MapType::get(context, child(0), child(1));
  case TypeKind::Row: break;
  }
  llvm::SmallVector<StringAttr> names;
  llvm::SmallVector<mlir::Type> types;
  for (const Field &field : type.children) {
    names.push_back(StringAttr::get(context, field.name));
    types.push_back(fromAbi(context, field.type));
  }
  return RowType::get(context, names, types);
}

mlir::Type fromAbi(MLIRContext *context, const millrace::Type &type) {
  mlir::Type result = fromAbiNotNull(context, type);
  return type.nullable ? asNullable(result) : result;
}

using Emit = llvm::function_ref<InFlightDiagnostic()>;

LogicalResult NullableType::verify(Emit emit, mlir::Type value) {
  if (isNullable(value))
    return emit() << "nullable of " << value << ", which may be NULL already";
  return isSqlType(value) ? success() : LogicalResult(emit() << value << " is not an SQL type");
}
LogicalResult DecimalType::verify(Emit emit, int32_t precision, int32_t scale) {
  if (precision < 1 || precision > 38)
    return emit() << "decimal precision " << precision << " is not in 1..38";
  if (scale < 0 || scale > precision)
    return emit() << "decimal scale " << scale << " is not in 0.." << precision;
  return success();
}

// A literal '' has the type CHAR(0).
static LogicalResult verifyLength(Emit emit, int32_t length) {
  return length < 0 ? LogicalResult(emit() << "length " << length << " is negative") : success();
}
LogicalResult CharType::verify(Emit emit, int32_t length) { return verifyLength(emit, length); }
LogicalResult VarCharType::verify(Emit emit, int32_t length) { return verifyLength(emit, length); }
LogicalResult BinaryType::verify(Emit emit, int32_t length) { return verifyLength(emit, length); }
LogicalResult VarBinaryType::verify(Emit emit, int32_t length) { return verifyLength(emit, length); }

static LogicalResult verifyPrecision(Emit emit, int32_t precision) {
  return precision < 0 || precision > 9 ? LogicalResult(emit() << "precision " << precision << " is not in 0..9") : success();
}
LogicalResult TimeType::verify(Emit emit, int32_t precision) { return verifyPrecision(emit, precision); }
LogicalResult TimestampType::verify(Emit emit, int32_t precision) { return verifyPrecision(emit, precision); }
LogicalResult TimestampLtzType::verify(Emit emit, int32_t precision) { return verifyPrecision(emit, precision); }

LogicalResult RowType::verify(Emit emit, llvm::ArrayRef<StringAttr> names, llvm::ArrayRef<mlir::Type> types) {
  if (names.size() != types.size())
    return emit() << names.size() << " field names for " << types.size() << " field types";
  return success();
}

} // namespace millrace::sql

#define GET_TYPEDEF_CLASSES
#include "compiler/sql/SqlTypes.cpp.inc"

void millrace::sql::SqlDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "compiler/sql/SqlTypes.cpp.inc"
      >();
}
