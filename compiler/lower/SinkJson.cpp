// json, changelog-json and debezium-json records (Flink's RowDataToJsonConverters, DebeziumJsonSerializationSchema).
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/SinkEncoder.h"
#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/TypeBytes.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::LogicalResult;
using mlir::success;
using mlir::Value;

// A key with its quotes and colon, escaped as Jackson does.
static std::string keyText(std::string_view name) {
  std::string text = "\"";
  for (unsigned char c : name) {
    if (c == '"' || c == '\\') {
      text += '\\';
      text += static_cast<char>(c);
    } else if (c < 0x20) {
      static const char *const kHex = "0123456789ABCDEF";
      const char *shortForm = c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : c == '\b' ? "\\b" : c == '\f' ? "\\f" : nullptr;
      text += shortForm ? std::string(shortForm) : std::string("\\u00") + kHex[c >> 4] + kHex[c & 15];
    } else {
      text += static_cast<char>(c);
    }
  }
  return text + "\":";
}

LogicalResult SinkEncoder::jsonObject() {
  bool dropNulls = flag("encode.ignore-null-fields");
  constant("{");
  for (auto [index, column] : llvm::enumerate(columns_)) {
    std::string key = keyText(sink_.schema[index].name);
    if (!dropNulls) {
      constant((index ? "," : "") + key);
      if (mlir::failed(orNull(column, "null", [&] { return putJson(column); })))
        return failure();
      continue;
    }
    auto field = [&]() -> LogicalResult {
      constant(key);
      if (mlir::failed(putJson(column)))
        return failure();
      constant(",");
      return success();
    };
    if (mlir::failed(orNull(column, "", field)))
      return failure();
  }
  if (dropNulls)
    callPut("mr_json_close_object", {});
  else
    constant("}");
  return success();
}

LogicalResult SinkEncoder::changelogJson(Value kind) {
  constant("{\"op\":\"");
  callPut("mr_print_kind", code_.zeroExtend(kind, code_.intType(32)));
  constant("\",\"data\":");
  if (mlir::failed(jsonObject()))
    return failure();
  constant("}");
  return success();
}

// -U and -D are deletions, +I and +U creations.
LogicalResult SinkEncoder::debeziumJson(Value kind) {
  flush();
  mlir::Block *gone = code_.newBlock(), *there = code_.newBlock(), *after = code_.newBlock();
  Value retracts = code_.either(code_.equal(kind, code_.i8(1)), code_.equal(kind, code_.i8(3)));
  code_.branch(retracts, gone, there);
  for (bool isGone : {true, false}) {
    code_.enter(isGone ? gone : there);
    constant(isGone ? "{\"before\":" : "{\"before\":null,\"after\":");
    if (mlir::failed(jsonObject()))
      return failure();
    constant(isGone ? ",\"after\":null,\"op\":\"d\"}" : ",\"op\":\"c\"}");
    flush();
    code_.jump(after);
  }
  code_.enter(after);
  return success();
}

LogicalResult SinkEncoder::putJson(const Operand &column) {
  Value x = column.scalar.parts[0];
  bool isIso = optionOr(sink_.formatOptions, "timestamp-format.standard", "SQL") == "ISO-8601";
  bool isPlain = flag("encode.decimal-as-plain-number");
  bool isLong = column.form.shape == Shape::LongTimestamp;
  Value standard = code_.i32(isIso ? kTimestampIso : kTimestampSql);
  switch (column.form.kind()) {
  case TypeKind::Boolean:
    return callPut("mr_json_put_bool", x), success();
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::IntervalMonth:
    return callPut("mr_json_put_i32", code_.signExtend(x, code_.intType(32))), success();
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
    return callPut("mr_json_put_i64", x), success();
  case TypeKind::Float:
    return callPut("mr_json_put_float", x), success();
  case TypeKind::Double:
    return callPut("mr_json_put_double", x), success();
  case TypeKind::Decimal:
    if (x.getType().isInteger(64))
      callPut("mr_json_put_decimal64", {x, code_.i32(column.form.type.scale), code_.i32(isPlain)});
    else
      callPut("mr_json_put_decimal128", {pointerTo(column), code_.i32(column.form.type.scale), code_.i32(isPlain)});
    return success();
  case TypeKind::Char:
  case TypeKind::VarChar:
    return callPut("mr_json_put_string", pointerTo(column)), success();
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return callPut("mr_json_put_bytes", pointerTo(column)), success();
  case TypeKind::Date:
    return callPut("mr_json_put_date", x), success();
  case TypeKind::Time:
    return callPut("mr_json_put_time", x), success();
  case TypeKind::Timestamp:
    return callPut(isLong ? "mr_json_put_timestamp" : "mr_json_put_timestamp_ms", {isLong ? pointerTo(column) : x, standard}), success();
  case TypeKind::TimestampLtz:
    return callPut(isLong ? "mr_json_put_timestamp_ltz" : "mr_json_put_timestamp_ltz_ms", {isLong ? pointerTo(column) : x, standard}), success();
  case TypeKind::Null:
    return unsupported(column);
  default:
    break;
  }
  std::string_view mode = optionOr(sink_.formatOptions, "map-null-key.mode", "FAIL");
  int32_t flags = (isIso ? kJsonPutIso : 0) | (isPlain ? kJsonPutPlainDecimal : 0) | (flag("encode.ignore-null-fields") ? kJsonPutIgnoreNull : 0) |
                  (mode == "DROP" ? kJsonPutNullKeyDrop : 0) | (mode == "LITERAL" ? kJsonPutNullKeyLiteral : 0);
  Value literal = mode == "LITERAL" ? constantView(optionOr(sink_.formatOptions, "map-null-key.literal", "null")) : code_.zero(code_.pointerType());
  flush();
  Value status = code_.call("mr_json_put_nested", {out_, pointerTo(column), code_.textPointer(typeBytes(column.form.type)), code_.i32(flags), literal});
  Value failed = code_.invert(code_.isZero(status));
  code_.when(failed, [&] { code_.call("mr_null_map_key", code_.call("mr_function_context", code_.task())); });
  code_.failFunctionIf(failed);
  return success();
}

} // namespace millrace::lower
