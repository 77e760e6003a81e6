/// flow-eliminate-exchanges: rows that are already distributed by an exchange's keys do not move again.
///
/// Shape:  a stream's distribution is the list of its columns that hold the keys of the last exchange, in key order; an operator
///         keeps it if every row it sends carries these columns unchanged.
/// Time:   processes over event time keep their exchanges: what fires at a watermark must reach them while theirs is the one before.
#include "compiler/flow/FlowPasses.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace millrace::flow {

#define GEN_PASS_DEF_ELIMINATEEXCHANGES
#include "compiler/flow/FlowPasses.h.inc"

namespace {

// Columns that hold the keys; empty: all rows on one shard; none: unknown.
using Distribution = std::optional<llvm::SmallVector<int32_t>>;

// Where each region of `op` has the columns `keys` of input 0 among its arguments; none for regions that do not see them.
llvm::SmallVector<std::pair<Region *, llvm::SmallVector<Value>>> keyArguments(Operation *op, llvm::ArrayRef<int32_t> keys) {
  llvm::SmallVector<std::pair<Region *, llvm::SmallVector<Value>>> result;
  auto add = [&](Region &region, llvm::ArrayRef<int32_t> arguments) {
    llvm::SmallVector<Value> values;
    for (int32_t argument : arguments)
      values.push_back(region.getArgument(argument));
    result.emplace_back(&region, values);
  };
  llvm::SmallVector<int32_t> afterKind, inOrder;
  for (int32_t key : keys) {
    inOrder.push_back(static_cast<int32_t>(inOrder.size()));
    afterKind.push_back(key + 1);
  }
  llvm::TypeSwitch<Operation *>(op)
      .Case<ChainOp>([&](ChainOp chain) { add(chain.getBody(), afterKind); })
      .Case<WindowAggregateOp>([&](WindowAggregateOp window) { add(window.getResultBody(), inOrder); })
      .Case<ProcessOp>([&](ProcessOp process) {
        add(process.getBodies()[0], afterKind);
        for (size_t timer = 0; timer < process.getTimers().size(); ++timer)
          add(process.getBodies()[1 + timer], inOrder);
      });
  return result;
}

// The result column that every sent row fills with the key; none if there is no such column.
std::optional<int32_t> resultColumn(Operation *op, const llvm::SmallVector<std::pair<Region *, llvm::SmallVector<Value>>> &regions,
                                    size_t key) {
  for (int32_t column = 0; column < static_cast<int32_t>(outputOf(op, 0).getColumns().size()); ++column) {
    bool always = true;
    for (auto &[region, values] : regions) {
      Value wanted = values[key];
      region->walk([&](EmitOp emit) { always &= emit.getValues()[column] == wanted; });
    }
    if (always)
      return column;
  }
  return std::nullopt;
}

Distribution through(Operation *op, const Distribution &input, llvm::ArrayRef<int32_t> keys) {
  if (!input)
    return std::nullopt;
  auto regions = keyArguments(op, keys);
  llvm::SmallVector<int32_t> columns;
  for (size_t key = 0; key < input->size(); ++key) {
    std::optional<int32_t> column = resultColumn(op, regions, key);
    if (!column)
      return std::nullopt;
    columns.push_back(*column);
  }
  return columns;
}

bool isBeforeTimedProcess(ExchangeOp exchange) {
  return llvm::any_of(exchange->getUsers(), [](Operation *user) {
    auto process = dyn_cast<ProcessOp>(user);
    return process && !process.getTimers().empty();
  });
}

struct EliminateExchanges : impl::EliminateExchangesBase<EliminateExchanges> {
  void runOnOperation() override {
    llvm::DenseMap<Value, Distribution> distributions;
    for (Operation &op : llvm::make_early_inc_range(*getOperation().getBody()))
      visit(op, distributions);
  }

  static void visit(Operation &op, llvm::DenseMap<Value, Distribution> &distributions) {
    llvm::TypeSwitch<Operation *>(&op)
        .Case<ExchangeOp>([&](ExchangeOp exchange) {
          Distribution wanted = llvm::to_vector(exchange.getKeys());
          Value input = exchange.getInput();
          bool keyed = exchange.getKind() == ExchangeKind::Hash || exchange.getKind() == ExchangeKind::Singleton;
          if (keyed && distributions.lookup(input) == wanted && !isBeforeTimedProcess(exchange)) {
            exchange.getResult().replaceAllUsesWith(input);
            exchange.erase();
          } else if (keyed) {
            distributions[exchange.getResult()] = wanted;
          }
        })
        .Case<WatermarkOp>([&](WatermarkOp watermark) { distributions[watermark.getResult()] = distributions.lookup(watermark.getInput()); })
        .Case<ChainOp>([&](ChainOp chain) {
          Distribution input = distributions.lookup(chain.getInput());
          distributions[chain.getResult()] = through(chain, input, input ? llvm::ArrayRef<int32_t>(*input) : llvm::ArrayRef<int32_t>());
        })
        .Case<WindowAggregateOp>([&](WindowAggregateOp window) {
          Distribution input = distributions.lookup(window.getInput());
          if (input && llvm::ArrayRef<int32_t>(*input) == window.getKeys())
            distributions[window.getResult()] = through(window, input, window.getKeys());
        })
        .Case<ProcessOp>([&](ProcessOp process) {
          if (process.getOperands().size() != 1 || process.getOutputs().size() != 1)
            return;
          Distribution input = distributions.lookup(process.getInputs()[0]);
          auto keys = cast<DenseI32ArrayAttr>(process.getKeys()[0]);
          if (input && llvm::ArrayRef<int32_t>(*input) == keys.asArrayRef())
            distributions[process.getOutputs()[0]] = through(process, input, keys);
        });
  }
};

} // namespace
} // namespace millrace::flow
