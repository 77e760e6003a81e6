// csv records (Flink's CsvRowDataSerializationSchema over Jackson's CsvGenerator).
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/SinkEncoder.h"
#include "runtime/abi/TypeBytes.h"

namespace millrace::lower {

using mlir::failure;
using mlir::LogicalResult;
using mlir::success;
using mlir::Value;

// One character as an option writes it: itself, or a Java escape such as `\t` or `\u0001`.
static int32_t optionCharacter(std::string_view text) {
  if (text.size() >= 2 && text[0] == '\\') {
    switch (text[1]) {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'u': {
      unsigned code = 0;
      return llvm::StringRef(text.data() + 2, text.size() - 2).getAsInteger(16, code) ? 'u' : static_cast<int32_t>(code);
    }
    default:
      return static_cast<unsigned char>(text[1]);
    }
  }
  return text.empty() ? 0 : static_cast<unsigned char>(text[0]);
}

LogicalResult SinkEncoder::csv() {
  std::string delimiter(1, static_cast<char>(optionCharacter(optionOr(sink_.formatOptions, "field-delimiter", ","))));
  std::string_view nullText = optionOr(sink_.formatOptions, "null-literal", "");
  for (auto [index, column] : llvm::enumerate(columns_)) {
    if (index)
      constant(delimiter);
    if (mlir::failed(orNull(column, llvm::StringRef(nullText.data(), nullText.size()), [&] { return putCsv(column); })))
      return failure();
  }
  return success();
}

LogicalResult SinkEncoder::putCsv(const Operand &column) {
  Value x = column.scalar.parts[0];
  bool isLong = column.form.shape == Shape::LongTimestamp;
  bool noQuotes = flag("disable-quote-character");
  Value plain = code_.i32(!flag("write-bigdecimal-in-scientific-notation", true));
  Value delimiter = code_.i32(optionCharacter(optionOr(sink_.formatOptions, "field-delimiter", ",")));
  Value quote = code_.i32(noQuotes ? 0 : optionCharacter(optionOr(sink_.formatOptions, "quote-character", "\"")));
  Value escape = code_.i32(optionCharacter(optionOr(sink_.formatOptions, "escape-character", "")));
  auto quoted = [&](llvm::StringRef function, Value value) { return callPut(function, {value, delimiter, quote, escape}), success(); };
  switch (column.form.kind()) {
  case TypeKind::Boolean:
    return callPut("mr_csv_put_bool", x), success();
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::IntervalMonth:
  case TypeKind::IntervalDay:
    return callPut("mr_csv_put_i64", code_.signExtend(x, code_.intType(64))), success();
  case TypeKind::Float:
    return callPut("mr_csv_put_float", x), success();
  case TypeKind::Double:
    return callPut("mr_csv_put_double", x), success();
  case TypeKind::Decimal:
    if (x.getType().isInteger(64))
      callPut("mr_csv_put_decimal64", {x, code_.i32(column.form.type.scale), plain});
    else
      callPut("mr_csv_put_decimal128", {pointerTo(column), code_.i32(column.form.type.scale), plain});
    return success();
  case TypeKind::Char:
  case TypeKind::VarChar:
    return quoted("mr_csv_put_string", pointerTo(column));
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return quoted("mr_csv_put_bytes", pointerTo(column));
  case TypeKind::Date:
    return quoted("mr_csv_put_date", x);
  case TypeKind::Time:
    return quoted("mr_csv_put_time", x);
  case TypeKind::Timestamp:
    return quoted(isLong ? "mr_csv_put_timestamp" : "mr_csv_put_timestamp_ms", isLong ? pointerTo(column) : x);
  case TypeKind::TimestampLtz:
    return quoted(isLong ? "mr_csv_put_timestamp_ltz" : "mr_csv_put_timestamp_ltz_ms", isLong ? pointerTo(column) : x);
  case TypeKind::Array:
  case TypeKind::Row:
    callPut("mr_csv_put_nested", {pointerTo(column), code_.textPointer(typeBytes(column.form.type)), plain,
                                  constantView(optionOr(sink_.formatOptions, "array-element-delimiter", ";")),
                                  constantView(optionOr(sink_.formatOptions, "null-literal", "")), delimiter, quote, escape});
    return success();
  default:
    return unsupported(column);
  }
}

} // namespace millrace::lower
