#include "compiler/flow/RelConversion.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/Support/xxhash.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

std::string RelConversion::meaningOf(Value stream) const {
  constexpr size_t kLongest = 1000;
  std::string meaning = meanings.lookup(stream);
  return meaning.size() <= kLongest ? meaning : fmt::format("#{:016x}", llvm::xxh3_64bits(meaning));
}

std::string RelConversion::operatorId(llvm::StringRef meaning) {
  std::string id = fmt::format("{:016x}", llvm::xxh3_64bits(meaning));
  // Operators of one meaning differ only in what stands between them; their order in the program tells them apart.
  if (unsigned again = idCounts[id]++)
    id += fmt::format("-{}", again + 1);
  return id;
}

static std::string text(mlir::Type type) { return toString(sql::toAbi(type)); }

std::string RelConversion::describeKeys(StreamType stream, llvm::ArrayRef<int32_t> keys) {
  std::string result;
  for (int32_t key : keys) {
    rel::ColumnAttr column = stream.getColumns()[key];
    result += fmt::format("{}{} {}", result.empty() ? "" : ", ", column.getName().getValue().str(), text(column.getType()));
  }
  return result;
}

std::string RelConversion::describeCalls(StreamType stream, ArrayAttr calls) {
  std::string result;
  for (auto call : calls.getAsRange<rel::AggregateCallAttr>()) {
    result += fmt::format("{}{}({}{})", result.empty() ? "" : ", ", call.getFunction().getValue().str(), call.getDistinct() ? "DISTINCT " : "",
                          describeKeys(stream, call.getArguments()));
    if (call.getFilter() >= 0)
      result += " FILTER " + stream.getColumns()[call.getFilter()].getName().str();
  }
  return result;
}

Value RelConversion::exchange(Location location, Value input, llvm::ArrayRef<int32_t> keys, unsigned operand) {
  ExchangeKind kind = keys.empty() ? ExchangeKind::Singleton : ExchangeKind::Hash;
  auto exchange = builder.create<ExchangeOp>(location, input.getType(), input, kind, keys);
  if (operand > 0)
    exchange->setAttr(kOperandAttr, builder.getI32IntegerAttr(static_cast<int32_t>(operand)));
  meanings[exchange.getResult()] = meanings.lookup(input);
  return exchange.getResult();
}

ArrayAttr RelConversion::tableList(llvm::ArrayRef<TableAttr> tables) {
  return builder.getArrayAttr(llvm::SmallVector<Attribute>(tables.begin(), tables.end()));
}

llvm::SmallVector<Value> inlineRegion(OpBuilder &builder, Region &region, ValueRange arguments) {
  IRMapping mapping;
  Block &block = region.front();
  for (auto [from, to] : llvm::zip(block.getArguments(), arguments))
    mapping.map(from, to);
  for (Operation &op : block.without_terminator())
    builder.clone(op, mapping);
  llvm::SmallVector<Value> yielded;
  for (Value value : block.getTerminator()->getOperands())
    yielded.push_back(mapping.lookupOrDefault(value));
  return yielded;
}

Value makeChain(RelConversion &conversion, Location location, Value input, StreamType result, ChainBody body) {
  OpBuilder &builder = conversion.builder;
  auto chain = builder.create<ChainOp>(location, result, input);
  OpBuilder::InsertionGuard guard(builder);
  Block &block = addRowBlock(chain.getBody(), rel::streamOf(input), location);
  builder.setInsertionPointToStart(&block);
  sql::ScalarBuilder code(builder, location);
  body(code, block.getArgument(0), block.getArguments().drop_front());
  builder.setInsertionPointToEnd(&block);
  code.create<sql::YieldOp>(ValueRange());
  conversion.meanings[chain.getResult()] = conversion.meanings.lookup(input);
  return chain.getResult();
}

} // namespace millrace::flow
