/// flow-two-phase-windows: an event-time window aggregation behind an exchange aggregates in front of it, too, so that one row per key and
/// slice moves instead of every row of the input.
///
/// Shape:   window(exchange(x)) -> global(exchange(local(x))). What moves: keys, slice end, accumulator columns, and how many rows they stand
///          for, unless a COUNT(*) of the query says so already.
/// Keeps:   processing time, whose clock must be read in one place; everything under `table.optimizer.agg-phase-strategy` = ONE_PHASE.
/// Source:  Flink's TwoStageOptimizedWindowAggregateRule.
#include "compiler/flow/FlowPasses.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;

namespace millrace::flow {

#define GEN_PASS_DEF_TWOPHASEWINDOWS
#include "compiler/flow/FlowPasses.h.inc"

namespace {

Operation::operand_range yielded(Region &region) { return region.front().getTerminator()->getOperands(); }

bool isConstant(Value value, int64_t number) {
  auto constant = value.getDefiningOp<sql::ConstantOp>();
  auto integer = constant ? dyn_cast<IntegerAttr>(constant.getValue()) : IntegerAttr();
  return integer && integer.getInt() == number;
}

// The accumulator column that starts at 0 and gets 1 more with every row; none if there is none.
std::optional<unsigned> countOfRows(WindowAggregateOp op) {
  size_t inputSize = rel::streamOf(op.getInput()).getColumns().size();
  auto initial = yielded(op.getInit()), next = yielded(op.getAccumulate());
  for (unsigned column = 0; column < next.size(); ++column) {
    auto add = next[column].getDefiningOp<sql::AddOp>();
    Value before = op.getAccumulate().getArgument(1 + inputSize + column);
    if (add && before.getType().isInteger(64) && add.getLhs() == before && isConstant(add.getRhs(), 1) && isConstant(initial[column], 0))
      return column;
  }
  return std::nullopt;
}

struct TwoPhases {
  WindowAggregateOp op;
  ExchangeOp exchange;
  OpBuilder builder;
  llvm::SmallVector<mlir::Type> accumulator, partial; // partial: with the count of rows, if that is a column of its own
  unsigned rowCount;                                  // column of `partial`

  TwoPhases(WindowAggregateOp op, ExchangeOp exchange)
      : op(op), exchange(exchange), builder(exchange), accumulator(op.getAccumulator().getAsValueRange<TypeAttr>()), partial(accumulator) {
    std::optional<unsigned> counted = countOfRows(op);
    if (!counted)
      partial.push_back(builder.getI64Type());
    rowCount = counted.value_or(accumulator.size());
  }

  bool countsApart() const { return partial.size() > accumulator.size(); }
  size_t keyCount() { return op.getKeys().size(); }

  StreamType partialStream(StreamType input) {
    llvm::SmallVector<rel::ColumnAttr> columns;
    auto append = [&](const llvm::Twine &name, mlir::Type type) {
      columns.push_back(rel::ColumnAttr::get(builder.getContext(), builder.getStringAttr(name), type, rel::TimeKind::None));
    };
    for (int32_t key : op.getKeys())
      append(input.getColumns()[key].getName().getValue(), input.getColumns()[key].getType());
    append("$slice_end", builder.getI64Type());
    for (auto [index, type] : llvm::enumerate(partial))
      append("$a" + llvm::Twine(index), type);
    return StreamType::get(builder.getContext(), columns);
  }

  // Copies `from`'s work into the region begun and ends that with what `from` yields and, where rows are counted apart, `count`.
  void copyInto(Region &to, Region &from, ValueRange arguments, llvm::function_ref<Value(OpBuilder &)> count) {
    IRMapping mapping;
    for (auto [old, now] : llvm::zip_equal(from.getArguments(), arguments))
      mapping.map(old, now);
    OpBuilder inner = OpBuilder::atBlockEnd(&to.front());
    for (Operation &operation : from.front().without_terminator())
      inner.clone(operation, mapping);
    llvm::SmallVector<Value> values;
    for (Value value : yielded(from))
      values.push_back(mapping.lookupOrDefault(value));
    if (count && countsApart())
      values.push_back(count(inner));
    inner.create<sql::YieldOp>(op.getLoc(), values);
  }

  ValueRange beginRegion(Region &region, llvm::ArrayRef<mlir::Type> types) {
    Block &block = region.emplaceBlock();
    block.addArguments(types, llvm::SmallVector<Location>(types.size(), op.getLoc()));
    return block.getArguments();
  }

  Value plus(OpBuilder &inner, Value a, Value b) { return inner.create<sql::AddOp>(op.getLoc(), a.getType(), a, b); }
  Value number(OpBuilder &inner, int64_t value) {
    return inner.create<sql::ConstantOp>(op.getLoc(), builder.getI64Type(), inner.getI64IntegerAttr(value));
  }

  WindowAggregateOp makeLocal() {
    Value input = exchange.getInput();
    StreamType type = rel::streamOf(input);
    std::string id = (op.getOperatorId() + "-local").str();
    auto local = builder.create<WindowAggregateOp>(op.getLoc(), partialStream(type), input, op.getWindow(), op.getKeysAttr(), builder.getTypeArrayAttr(partial),
                                                   builder.getStringAttr("local"), IntegerAttr(), UnitAttr(), builder.getStringAttr(id),
                                                   builder.getStringAttr("flushed with every window"));
    llvm::SmallVector<mlir::Type> row{builder.getI8Type()}, pair(partial), result;
    llvm::append_range(row, rel::columnTypes(type));
    size_t rowSize = row.size(), size = accumulator.size();
    llvm::append_range(row, partial);
    llvm::append_range(pair, partial);
    for (int32_t key : op.getKeys())
      result.push_back(type.getColumns()[key].getType());
    llvm::append_range(result, partial);
    result.append(2, builder.getI64Type());

    beginRegion(local.getInit(), {});
    copyInto(local.getInit(), op.getInit(), {}, [&](OpBuilder &inner) { return number(inner, 0); });
    ValueRange arguments = beginRegion(local.getAccumulate(), row);
    copyInto(local.getAccumulate(), op.getAccumulate(), arguments.take_front(rowSize + size),
             [&](OpBuilder &inner) { return plus(inner, arguments.back(), number(inner, 1)); });
    ValueRange both = beginRegion(local.getMerge(), pair);
    llvm::SmallVector<Value> merged(both.take_front(size));
    llvm::append_range(merged, both.slice(partial.size(), size));
    copyInto(local.getMerge(), op.getMerge(), merged, [&](OpBuilder &inner) { return plus(inner, both[size], both.back()); });

    ValueRange all = beginRegion(local.getResultBody(), result);
    OpBuilder inner = OpBuilder::atBlockEnd(&local.getResultBody().front());
    llvm::SmallVector<Value> sent(all.take_front(keyCount()));
    sent.push_back(all.back());
    llvm::append_range(sent, all.slice(keyCount(), partial.size()));
    Value kind = inner.create<KindOp>(op.getLoc(), builder.getI8Type(), builder.getI8IntegerAttr(static_cast<int8_t>(RowKind::Insert)));
    inner.create<EmitOp>(op.getLoc(), kind, sent, 0);
    inner.create<sql::YieldOp>(op.getLoc(), ValueRange());
    return local;
  }

  void makeGlobal(WindowAggregateOp local) {
    llvm::SmallVector<int32_t> keys(keyCount());
    for (size_t key = 0; key < keys.size(); ++key)
      keys[key] = static_cast<int32_t>(key);
    auto moved = builder.create<ExchangeOp>(exchange.getLoc(), local.getType(), local.getResult(), exchange.getKind(), keys);
    rel::WindowAttr old = op.getWindow();
    auto window = rel::WindowAttr::get(builder.getContext(), old.getKind(), static_cast<int32_t>(keys.size()), old.getSizeMs(), old.getSlideMs(), old.getOffsetMs());
    mlir::Type time = rel::streamOf(exchange.getInput()).getColumns()[old.getTimeColumn()].getType();
    bool zoned = isa<sql::TimestampLtzType>(sql::withoutNull(time));
    builder.setInsertionPoint(op);
    auto global = builder.create<WindowAggregateOp>(op.getLoc(), op.getType(), moved.getResult(), window, builder.getDenseI32ArrayAttr(keys),
                                                    op.getAccumulatorAttr(), builder.getStringAttr("global"),
                                                    builder.getI32IntegerAttr(static_cast<int32_t>(keyCount() + 1 + rowCount)),
                                                    zoned ? builder.getUnitAttr() : UnitAttr(), op.getOperatorIdAttr(), op.getStateBoundAttr());
    llvm::SmallVector<mlir::Type> row{builder.getI8Type()};
    llvm::append_range(row, rel::columnTypes(local.getType()));
    llvm::append_range(row, accumulator);
    ValueRange arguments = beginRegion(global.getAccumulate(), row);
    llvm::SmallVector<Value> pair(arguments.take_back(accumulator.size()));
    llvm::append_range(pair, arguments.slice(1 + keyCount() + 1, accumulator.size()));
    copyInto(global.getAccumulate(), op.getMerge(), pair, nullptr);
    global.getInit().takeBody(op.getInit());
    global.getMerge().takeBody(op.getMerge());
    global.getResultBody().takeBody(op.getResultBody());
    op.getResult().replaceAllUsesWith(global.getResult());
    op.erase();
    if (exchange.getResult().use_empty())
      exchange.erase();
  }
};

bool isProcessingTime(WindowAggregateOp op) {
  return rel::streamOf(op.getInput()).getColumns()[op.getWindow().getTimeColumn()].getTime() == rel::TimeKind::ProcTime;
}

struct TwoPhaseWindows : impl::TwoPhaseWindowsBase<TwoPhaseWindows> {
  void runOnOperation() override {
    if (getOperation()->hasAttr("flow.one_phase"))
      return;
    for (auto op : llvm::make_early_inc_range(getOperation().getOps<WindowAggregateOp>())) {
      auto exchange = op.getInput().getDefiningOp<ExchangeOp>();
      bool moves = exchange && (exchange.getKind() == ExchangeKind::Hash || exchange.getKind() == ExchangeKind::Singleton);
      if (!moves || op.getPhase() != "single" || op.getWindow().getKind() == rel::WindowKind::Session || isProcessingTime(op))
        continue;
      TwoPhases phases(op, exchange);
      phases.makeGlobal(phases.makeLocal());
    }
  }
};

} // namespace
} // namespace millrace::flow
