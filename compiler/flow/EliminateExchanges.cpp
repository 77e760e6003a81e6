/// flow-eliminate-exchanges: rows that are already distributed by an exchange's keys do not move again.
///
/// Shape:  a stream's distribution says, per key of the last exchange in key order, which of its columns hold that key; an operator keeps it if every
///         row it sends carries the key unchanged in some column. A join of two inputs has the keys of both.
/// Time:   processes over event time keep their exchanges, and so do windows of what is sent at a watermark: it must reach them while theirs is the one before.
#include "compiler/flow/FlowPasses.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace millrace::flow {

#define GEN_PASS_DEF_ELIMINATEEXCHANGES
#include "compiler/flow/FlowPasses.h.inc"

namespace {

// A key that an exchange distributes rows by, and the columns that hold it now. Its type decides how it is hashed; a column's may differ in nullability.
struct DistributionKey {
  mlir::Type type;
  llvm::SmallVector<int32_t, 2> columns;
};
// No keys: all rows on one shard; none: unknown.
using Distribution = std::optional<llvm::SmallVector<DistributionKey>>;

bool isBy(const Distribution &distribution, StreamType stream, llvm::ArrayRef<int32_t> columns) {
  return distribution && distribution->size() == columns.size() && llvm::all_of(llvm::zip(*distribution, columns), [&](auto pair) {
           auto &[key, column] = pair;
           return llvm::is_contained(key.columns, column) && rel::haveSameKeyForm(key.type, stream.getColumns()[column].getType());
         });
}

Distribution byColumns(StreamType stream, llvm::ArrayRef<int32_t> columns) {
  llvm::SmallVector<DistributionKey> keys;
  for (int32_t column : columns)
    keys.push_back({stream.getColumns()[column].getType(), {column}});
  return keys;
}

// A region that sends rows, and per key the arguments that hold it.
struct Sender {
  Region *region;
  llvm::SmallVector<llvm::SmallVector<Value>> keys;
};

// The region of an input's rows: its columns stand behind the row kind.
Sender ofRows(Region &region, const Distribution &input) {
  Sender sender{&region, {}};
  for (const DistributionKey &key : *input) {
    sender.keys.emplace_back();
    for (int32_t column : key.columns)
      sender.keys.back().push_back(region.getArgument(column + 1));
  }
  return sender;
}

// A region that is called for a key: the key's columns come first.
Sender ofKeys(Region &region, size_t count) {
  Sender sender{&region, {}};
  for (size_t key = 0; key < count; ++key)
    sender.keys.push_back({region.getArgument(key)});
  return sender;
}

// A changed nullability does not change the value.
Value withoutNullability(Value value) {
  while (isa_and_nonnull<sql::ToNullableOp, sql::AssumeNotNullOp>(value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return value;
}

// The result columns that every sent row fills with the key.
llvm::SmallVector<int32_t, 2> resultColumns(Operation *op, llvm::ArrayRef<Sender> senders, size_t key) {
  llvm::BitVector holds(outputOf(op, 0).getColumns().size(), true);
  for (const Sender &sender : senders)
    sender.region->walk([&](EmitOp emit) {
      for (unsigned column : holds.set_bits())
        if (!llvm::is_contained(sender.keys[key], withoutNullability(emit.getValues()[column])))
          holds.reset(column);
    });
  return {holds.set_bits_begin(), holds.set_bits_end()};
}

Distribution ofResult(Operation *op, llvm::ArrayRef<Sender> senders, const Distribution &input) {
  llvm::SmallVector<DistributionKey> result;
  for (auto [index, key] : llvm::enumerate(*input)) {
    result.push_back({key.type, resultColumns(op, senders, index)});
    if (result.back().columns.empty())
      return std::nullopt;
  }
  return result;
}

using Distributions = llvm::DenseMap<Value, Distribution>;

Distribution ofChain(ChainOp chain, const Distributions &distributions) {
  Distribution input = distributions.lookup(chain.getInput());
  return input ? ofResult(chain, {ofRows(chain.getBody(), input)}, input) : std::nullopt;
}

Distribution ofWindow(WindowAggregateOp window, const Distributions &distributions) {
  Distribution input = distributions.lookup(window.getInput());
  if (!isBy(input, rel::streamOf(window.getInput()), window.getKeys()))
    return std::nullopt;
  return ofResult(window, {ofKeys(window.getResultBody(), input->size())}, input);
}

Distribution ofProcess(ProcessOp process, const Distributions &distributions) {
  if (!process.getBroadcastInputs().empty() || process.getOnWatermark() || process.getOutputs().size() != 1)
    return std::nullopt;
  llvm::SmallVector<Sender> senders;
  Distribution input;
  for (auto [index, stream] : llvm::enumerate(process.getInputs())) {
    input = distributions.lookup(stream);
    if (!isBy(input, rel::streamOf(stream), cast<DenseI32ArrayAttr>(process.getKeys()[index])))
      return std::nullopt;
    senders.push_back(ofRows(process.getBodies()[index], input));
  }
  if (!input)
    return std::nullopt;
  for (Region &timer : process.getBodies().drop_front(senders.size()))
    senders.push_back(ofKeys(timer, input->size()));
  return ofResult(process, senders, input);
}

bool isTimed(Operation *op) {
  auto process = dyn_cast<ProcessOp>(op);
  return process && !process.getTimers().empty();
}

// Whether some rows are sent when the watermark moves, without an exchange since.
bool isSentAtWatermark(Value stream) {
  llvm::SetVector<Operation *> open;
  open.insert(stream.getDefiningOp());
  for (size_t next = 0; next < open.size(); ++next) {
    Operation *op = open[next];
    if (isTimed(op) || isa<WindowAggregateOp>(op))
      return true;
    if (!isa<ExchangeOp>(op))
      for (Value input : op->getOperands())
        open.insert(input.getDefiningOp());
  }
  return false;
}

// Whether rows that are sent at a watermark must come before the reader sees that watermark, or they are late there.
bool needsOrder(ExchangeOp exchange) {
  return llvm::any_of(exchange->getUsers(), [&](Operation *user) {
    return isTimed(user) || (isa<WindowAggregateOp>(user) && isSentAtWatermark(exchange.getInput()));
  });
}

struct EliminateExchanges : impl::EliminateExchangesBase<EliminateExchanges> {
  void runOnOperation() override {
    Distributions distributions;
    for (Operation &op : llvm::make_early_inc_range(*getOperation().getBody()))
      visit(op, distributions);
  }

  static void visit(Operation &op, Distributions &distributions) {
    llvm::TypeSwitch<Operation *>(&op)
        .Case<ExchangeOp>([&](ExchangeOp exchange) {
          Value input = exchange.getInput();
          if (exchange.getKind() != ExchangeKind::Hash && exchange.getKind() != ExchangeKind::Singleton)
            return;
          if (isBy(distributions.lookup(input), exchange.getType(), exchange.getKeys()) && !needsOrder(exchange)) {
            exchange.getResult().replaceAllUsesWith(input);
            exchange.erase();
          } else {
            distributions[exchange.getResult()] = byColumns(exchange.getType(), exchange.getKeys());
          }
        })
        .Case<WatermarkOp>([&](WatermarkOp watermark) {
          Distribution input = distributions.lookup(watermark.getInput());
          distributions[watermark.getResult()] = input;
        })
        .Case<ChainOp>([&](ChainOp chain) { distributions[chain.getResult()] = ofChain(chain, distributions); })
        .Case<WindowAggregateOp>([&](WindowAggregateOp window) { distributions[window.getResult()] = ofWindow(window, distributions); })
        .Case<ProcessOp>([&](ProcessOp process) {
          if (Distribution result = ofProcess(process, distributions))
            distributions[process.getOutputs()[0]] = result;
        });
  }
};

} // namespace
} // namespace millrace::flow
