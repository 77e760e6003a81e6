#include "compiler/flow/JoinInputs.h"

#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

mlir::Type columnType(StreamType stream, int32_t column) { return stream.getColumns()[column].getType(); }

// Whether a key column must be able to hold NULL behind the exchange: where NULL equals NULL, or rows come out with it.
bool keepsNullKeys(const JoinShape &shape, size_t key) {
  for (unsigned side = 0; side < 2; ++side)
    if (sql::isNullable(columnType(shape.input(side), shape.keys[side][key])) && (shape.nullEqual[key] || shape.keepsUnmatched(side)))
      return true;
  return false;
}

// Which keys can hold NULL: a column that stands in two keys has one type, so then both can.
llvm::SmallVector<bool> keysWithNull(const JoinShape &shape) {
  size_t count = shape.keys[0].size();
  llvm::SmallVector<bool> found;
  for (size_t key = 0; key < count; ++key)
    found.push_back(keepsNullKeys(shape, key));
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t a = 0; a < count; ++a)
      for (size_t b = 0; b < count; ++b)
        if (found[a] && !found[b] && (shape.keys[0][a] == shape.keys[0][b] || shape.keys[1][a] == shape.keys[1][b]))
          found[b] = changed = true;
  }
  return found;
}

// The input with its key columns as both sides have them, without rows that can neither match nor come out.
Value prepareInput(RelConversion &conversion, const JoinShape &shape, unsigned side) {
  Value input = conversion.converted.at(shape.op->getOperand(side));
  llvm::SmallVector<rel::ColumnAttr> columns(shape.input(side).getColumns());
  llvm::SmallVector<int32_t> mustBePresent;
  llvm::SmallVector<bool> withNull = keysWithNull(shape);
  bool changes = false;
  for (auto [key, column] : llvm::enumerate(shape.keys[side])) {
    rel::ColumnAttr old = columns[column];
    bool nullable = sql::isNullable(old.getType());
    if (nullable && !shape.nullEqual[key] && !shape.keepsUnmatched(side))
      mustBePresent.push_back(column);
    mlir::Type type = sql::withNullability(old.getType(), withNull[key]);
    changes |= type != old.getType();
    columns[column] = rel::ColumnAttr::get(old.getContext(), old.getName(), type, old.getTime());
  }
  if (!changes && mustBePresent.empty())
    return input;
  StreamType result = StreamType::get(conversion.builder.getContext(), columns);
  return makeChain(conversion, shape.op->getLoc(), input, result, [&](ScalarBuilder &code, Value kind, ValueRange row) {
    auto send = [&] {
      Values values;
      for (auto [value, column] : llvm::zip(row, columns))
        values.push_back(code.convert(value, column.getType()));
      code.create<EmitOp>(kind, values, 0);
    };
    Value present;
    for (int32_t column : mustBePresent)
      present = present ? code.both(present, code.isPresent(row[column])) : code.isPresent(row[column]);
    present ? code.when(present, send) : send();
  });
}

std::string textOf(Region &region) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  for (Operation &op : region.front())
    op.print(stream, OpPrintingFlags().useLocalScope());
  return text;
}

} // namespace

JoinInputs exchangeInputs(RelConversion &conversion, const JoinShape &shape) {
  JoinInputs inputs;
  std::string keys;
  for (unsigned side = 0; side < 2; ++side) {
    Value prepared = prepareInput(conversion, shape, side);
    inputs.streams[side] = conversion.exchange(shape.op->getLoc(), prepared, shape.keys[side], side);
    inputs.meaning += fmt::format(", input={}", conversion.meaningOf(prepared));
    keys += fmt::format("{}[{}]", side ? " = " : "", RelConversion::describeKeys(shape.input(side), shape.keys[side]));
  }
  std::string condition = shape.condition->empty() ? "" : fmt::format(", condition={:016x}", llvm::xxh3_64bits(textOf(*shape.condition)));
  inputs.meaning = fmt::format("kind={}, keys={}{}{}", rel::stringifyJoinKind(shape.kind).str(), keys, condition, inputs.meaning);
  return inputs;
}

std::optional<Value> hasNullKey(ScalarBuilder &code, const JoinShape &shape, unsigned side, ValueRange row) {
  std::optional<Value> any;
  for (auto [key, column] : llvm::enumerate(shape.keys[side])) {
    // Types of the original input: a column that only became nullable is never NULL.
    if (shape.nullEqual[key] || !shape.keepsUnmatched(side) || !sql::isNullable(columnType(shape.input(side), column)))
      continue;
    Value isNull = code.isNull(row[column]);
    any = any ? code.either(*any, isNull) : isNull;
  }
  return any;
}

llvm::SmallVector<unsigned> heldKeys(const JoinShape &shape) {
  llvm::SmallVector<unsigned> held;
  for (unsigned key = 0; key < shape.keys[0].size(); ++key) {
    mlir::Type left = columnType(shape.input(0), shape.keys[0][key]), right = columnType(shape.input(1), shape.keys[1][key]);
    // Floats have one form as keys (-0.0, NaN) and several as values.
    if (sql::withoutNull(left) == sql::withoutNull(right) && !sql::isFloat(left))
      held.push_back(key);
  }
  return held;
}

llvm::SmallVector<int32_t> heldColumns(const JoinShape &shape, unsigned side) {
  llvm::SmallVector<int32_t> columns;
  for (unsigned key : heldKeys(shape))
    columns.push_back(shape.keys[side][key]);
  return columns;
}

Values heldValues(const JoinShape &shape, unsigned side, ValueRange row) {
  Values values;
  for (int32_t column : heldColumns(shape, side))
    values.push_back(row[column]);
  return values;
}

std::optional<Value> meetsCondition(ScalarBuilder &code, const JoinShape &shape, ValueRange left, ValueRange right) {
  if (shape.condition->empty())
    return std::nullopt;
  Values arguments(left);
  arguments.append(right.begin(), right.end());
  for (auto [argument, wanted] : llvm::zip(arguments, shape.condition->getArgumentTypes()))
    argument = code.convert(argument, wanted);
  return code.isTrue(inlineRegion(code.builder(), *shape.condition, arguments)[0]);
}

Values joinedRow(ScalarBuilder &code, const JoinShape &shape, std::optional<ValueRange> left, std::optional<ValueRange> right) {
  Values row;
  size_t leftCount = shape.input(0).getColumns().size();
  for (auto [index, column] : llvm::enumerate(shape.result().getColumns())) {
    const std::optional<ValueRange> &side = index < leftCount ? left : right;
    row.push_back(side ? code.convert((*side)[index < leftCount ? index : index - leftCount], column.getType()) : code.null(column.getType()));
  }
  return row;
}

} // namespace millrace::flow
