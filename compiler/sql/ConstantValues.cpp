#include "compiler/sql/ConstantValues.h"

#include "stdlib/CallKernel.h"
#include "stdlib/ResultRules.h"

#include "llvm/ADT/StringMap.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::sql {

size_t kernelSizeBytes(mlir::Type type) {
  type = withoutNull(type);
  if (type.isInteger(1))
    return 1;
  if (type.isIntOrFloat())
    return type.getIntOrFloatBitWidth() / 8;
  if (isa<DateType, TimeType, IntervalMonthType>(type))
    return 4;
  if (isa<IntervalDayType>(type))
    return 8;
  return isDecimal(type) || isString(type) || isBytes(type) || isTimestamp(type) ? 16 : 0;
}

ConstantValue valueFromConstant(mlir::Type type, Attribute attribute) {
  ConstantValue value;
  type = withoutNull(type);
  auto put = [&](auto part) { std::memcpy(value.bytes, &part, sizeof(part)); };
  if (auto text = dyn_cast<StringAttr>(attribute)) {
    put(StringView(text.getValue()));
  } else if (auto parts = dyn_cast<DenseI64ArrayAttr>(attribute)) {
    put(millrace::Timestamp{parts[0], static_cast<int32_t>(parts[1]), 0});
  } else if (auto number = dyn_cast<FloatAttr>(attribute)) {
    if (type.isF32())
      put(number.getValue().convertToFloat());
    else
      put(number.getValue().convertToDouble());
  } else if (type.isInteger(1)) {
    put(!cast<IntegerAttr>(attribute).getValue().isZero());
  } else {
    llvm::APInt bits = cast<IntegerAttr>(attribute).getValue().sextOrTrunc(128);
    std::memcpy(value.bytes, bits.getRawData(), 16);
  }
  return value;
}

Attribute constantFromValue(mlir::Type type, const void *value) {
  MLIRContext *context = type.getContext();
  type = withoutNull(type);
  if (isString(type) || isBytes(type)) {
    StringView text;
    std::memcpy(&text, value, sizeof(text));
    return StringAttr::get(context, text.view());
  }
  if (isTimestamp(type)) {
    millrace::Timestamp time;
    std::memcpy(&time, value, sizeof(time));
    return DenseI64ArrayAttr::get(context, {time.ms, time.nanoOfMs});
  }
  size_t size = kernelSizeBytes(type);
  if (size == 0)
    return {};
  if (type.isF32() || type.isF64()) {
    double number = 0;
    if (type.isF32()) {
      float narrow;
      std::memcpy(&narrow, value, 4);
      number = narrow;
    } else {
      std::memcpy(&number, value, 8);
    }
    return FloatAttr::get(type, number);
  }
  if (type.isInteger(1))
    return BoolAttr::get(context, *static_cast<const char *>(value) != 0);
  uint64_t words[2] = {0, 0};
  std::memcpy(words, value, size);
  llvm::APInt bits(128, words);
  return IntegerAttr::get(IntegerType::get(context, size * 8), bits.trunc(size * 8));
}

const FunctionRecord *findKernel(llvm::StringRef symbol) {
  static const llvm::StringMap<const FunctionRecord *> records = [] {
    llvm::StringMap<const FunctionRecord *> map;
    for (const FunctionRecord &record : functionRecords())
      map.try_emplace(record.symbol, &record);
    return map;
  }();
  return records.lookup(symbol);
}

const FunctionRecord *findCast(mlir::Type from, mlir::Type to, bool isTry) {
  std::string_view source = castName(toAbi(from).kind), target = castName(toAbi(to).kind);
  auto found = findFunction(fmt::format("{}CAST:{}:{}", isTry ? "TRY_" : "", source, target));
  return found.empty() ? nullptr : found.front();
}

std::optional<llvm::SmallVector<int32_t>> typeConstants(const FunctionRecord &record, llvm::ArrayRef<mlir::Type> arguments, mlir::Type result) {
  llvm::SmallVector<int32_t> constants;
  llvm::SmallVector<llvm::StringRef> tokens;
  llvm::StringRef(record.typeArguments).split(tokens, ' ', -1, false);
  for (llvm::StringRef token : tokens) {
    millrace::Type type = toAbi(result);
    if (token.substr(1) != "r") {
      unsigned index;
      if (token.substr(1).getAsInteger(10, index) || index >= arguments.size())
        return std::nullopt;
      type = toAbi(arguments[index]);
    }
    switch (token[0]) {
    case 'p': constants.push_back(type.precision); break;
    case 's': constants.push_back(type.scale); break;
    case 'k': constants.push_back(static_cast<int32_t>(type.kind)); break;
    default: return std::nullopt;
    }
  }
  return constants;
}

std::optional<Attribute> evaluate(const FunctionRecord &record, llvm::ArrayRef<mlir::Type> types, llvm::ArrayRef<Attribute> arguments,
                                  llvm::ArrayRef<int32_t> constants, mlir::Type result) {
  size_t resultSize = kernelSizeBytes(result);
  if (record.determinism != Determinism::Deterministic || resultSize == 0 || arguments.size() + constants.size() > 8)
    return std::nullopt;
  bool seesNull = record.nulls == NullRule::CalledOnNull;
  llvm::SmallVector<ConstantValue> values;
  for (auto [type, argument] : llvm::zip(types, arguments)) {
    size_t size = kernelSizeBytes(type);
    bool isNull = isa<UnitAttr>(argument);
    if (size == 0)
      return std::nullopt;
    if (isNull && !seesNull)
      return UnitAttr::get(result.getContext());
    values.push_back(isNull ? ConstantValue() : valueFromConstant(type, argument));
    values.back().bytes[size] = isNull;
  }
  llvm::SmallVector<const void *> pointers;
  for (const ConstantValue &value : values)
    pointers.push_back(value.bytes);
  FunctionContext context;
  ConstantValue made;
  bool isNull = false;
  callKernel(record, context, made.bytes, &isNull, pointers, constants);
  isNull |= seesNull && isNullable(result) && made.bytes[resultSize] != 0;
  std::optional<Attribute> folded;
  if (context.failed == 0)
    folded = isNull ? UnitAttr::get(result.getContext()) : constantFromValue(result, made.bytes);
  context.arena.release();
  return folded;
}

std::optional<int> compareConstants(mlir::Type type, Attribute a, Attribute b) {
  auto order = [](const auto &x, const auto &y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (auto x = dyn_cast<StringAttr>(a))
    return order(x.getValue(), cast<StringAttr>(b).getValue());
  if (auto x = dyn_cast<DenseI64ArrayAttr>(a)) {
    auto y = cast<DenseI64ArrayAttr>(b);
    return order(std::pair(x[0], x[1]), std::pair(y[0], y[1]));
  }
  if (auto x = dyn_cast<FloatAttr>(a)) {
    llvm::APFloat::cmpResult result = x.getValue().compare(cast<FloatAttr>(b).getValue());
    if (result == llvm::APFloat::cmpUnordered)
      return std::nullopt;
    return result == llvm::APFloat::cmpLessThan ? -1 : result == llvm::APFloat::cmpGreaterThan ? 1 : 0;
  }
  llvm::APInt x = cast<IntegerAttr>(a).getValue(), y = cast<IntegerAttr>(b).getValue();
  if (withoutNull(type).isInteger(1))
    return order(x.getZExtValue(), y.getZExtValue());
  return x.slt(y) ? -1 : x == y ? 0 : 1;
}

} // namespace millrace::sql
