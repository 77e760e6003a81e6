/// rel.window_aggregate -> flow.window_aggregate, single phase: one accumulator row per key and slice. Sessions: SessionAggregate.cpp.
#include "compiler/flow/WindowResult.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

static void writeRegion(OpBuilder &builder, Location location, Region &region, llvm::ArrayRef<mlir::Type> arguments,
                        llvm::function_ref<Values(ScalarBuilder &, ValueRange)> body) {
  OpBuilder::InsertionGuard guard(builder);
  Block &block = region.emplaceBlock();
  block.addArguments(arguments, llvm::SmallVector<Location>(arguments.size(), location));
  builder.setInsertionPointToStart(&block);
  ScalarBuilder code(builder, location);
  Values yielded = body(code, block.getArguments());
  code.create<sql::YieldOp>(yielded);
}

static std::string meaningOf(RelConversion &conversion, rel::WindowAggregateOp op, Value input) {
  StreamType stream = rel::streamOf(input);
  rel::WindowAttr window = op.getWindow();
  return fmt::format("window_aggregate({} {} {} {} on {}, keys=[{}], calls=[{}], input={})", rel::stringifyWindowKind(window.getKind()).str(),
                     window.getSizeMs(), window.getSlideMs(), window.getOffsetMs(),
                     RelConversion::describeKeys(stream, {window.getTimeColumn()}), RelConversion::describeKeys(stream, op.getKeys()),
                     RelConversion::describeCalls(stream, op.getCalls()), conversion.meanings[input]);
}

Value convertWindowAggregate(RelConversion &conversion, rel::WindowAggregateOp op, Value input) {
  bool retracting = isRetracting(op);
  StreamType stream = rel::streamOf(input);
  AggregatePlan plan(stream, op.getCalls(), retracting);
  if (op.getWindow().getKind() == rel::WindowKind::Session)
    return convertSessionAggregate(conversion, op, input, plan);
  if (plan.needsMaps() && stream.getColumns()[op.getWindow().getTimeColumn()].getTime() == rel::TimeKind::ProcTime)
    return convertWindowByClock(conversion, op, input);
  if (plan.needsMaps())
    return convertWindowByTimers(conversion, op, input);
  OpBuilder &builder = conversion.builder;
  Location location = op.getLoc();
  std::string meaning = meaningOf(conversion, op, input);
  Value exchanged = conversion.exchange(location, input, op.getKeys());
  const auto &accumulator = plan.accumulatorTypes();
  auto result = builder.create<WindowAggregateOp>(location, op.getType(), exchanged, op.getWindow(), op.getKeysAttr(),
                                                  builder.getTypeArrayAttr(accumulator), builder.getStringAttr("single"), IntegerAttr(), UnitAttr(),
                                                  builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()));
  conversion.meanings[result.getResult()] = meaning;

  llvm::SmallVector<mlir::Type> row{builder.getI8Type()};
  llvm::append_range(row, rel::columnTypes(stream));
  size_t rowSize = row.size(), accumulatorSize = accumulator.size();
  llvm::append_range(row, accumulator);
  llvm::SmallVector<mlir::Type> pair(accumulator), final;
  llvm::append_range(pair, accumulator);
  for (int32_t key : op.getKeys())
    final.push_back(stream.getColumns()[key].getType());
  llvm::append_range(final, accumulator);
  final.append({builder.getI64Type(), builder.getI64Type()});

  writeRegion(builder, location, result.getInit(), {}, [&](ScalarBuilder &code, ValueRange) { return plan.initial(code); });
  writeRegion(builder, location, result.getAccumulate(), row, [&](ScalarBuilder &code, ValueRange arguments) {
    return plan.applyByKind(code, arguments[0], arguments.slice(1, rowSize - 1), arguments.drop_front(rowSize));
  });
  writeRegion(builder, location, result.getMerge(), pair, [&](ScalarBuilder &code, ValueRange arguments) {
    return plan.merge(code, arguments.take_front(accumulatorSize), arguments.drop_front(accumulatorSize));
  });
  writeRegion(builder, location, result.getResultBody(), final, [&](ScalarBuilder &code, ValueRange arguments) {
    size_t keyCount = op.getKeys().size();
    emitWindow(code, op, plan, arguments.take_front(keyCount), arguments.slice(keyCount, accumulatorSize), arguments[keyCount + accumulatorSize], arguments.back());
    return Values();
  });
  return result.getResult();
}

namespace {

constexpr llvm::StringLiteral kClose = "close";

// The columns that the chain below a timer-driven window appends to the input's.
struct WindowColumns {
  unsigned start, end, fire, last;
};

} // namespace

// (columns...) -> (columns..., window start, window end, event time at which it closes, whether it is the row's last window)
static std::pair<Value, WindowColumns> assignWindows(RelConversion &conversion, rel::WindowAggregateOp op, Value input) {
  OpBuilder &builder = conversion.builder;
  StreamType stream = rel::streamOf(input);
  llvm::SmallVector<rel::ColumnAttr> columns(stream.getColumns());
  unsigned first = columns.size();
  auto append = [&](llvm::StringRef name, mlir::Type type) {
    columns.push_back(rel::ColumnAttr::get(builder.getContext(), builder.getStringAttr(name), type, rel::TimeKind::None));
  };
  append("$window_start_ms", builder.getI64Type());
  append("$window_end_ms", builder.getI64Type());
  append("$window_close_ms", builder.getI64Type());
  append("$window_last", builder.getI1Type());
  auto type = StreamType::get(builder.getContext(), columns);
  Value assigned = makeChain(conversion, op.getLoc(), input, type, [&](ScalarBuilder &code, Value kind, ValueRange row) {
    Value time = row[op.getWindow().getTimeColumn()];
    auto assign = [&] {
      forEachWindow(code, op.getWindow(), code.assumeNotNull(time), [&](Value start, Value end, Value last) {
        Value close = instantMs(code, code.sub(end, code.int64(1)), time.getType());
        Values values(row);
        values.append({start, end, close, last});
        code.create<EmitOp>(kind, values, 0);
      });
    };
    if (sql::isNullable(time.getType()))
      code.when(code.isPresent(time), assign);
    else
      assign();
  });
  return {assigned, {first, first + 1, first + 2, first + 3}};
}

Value convertWindowByTimers(RelConversion &conversion, rel::WindowAggregateOp op, Value input) {
  bool retracting = isRetracting(op);
  OpBuilder &builder = conversion.builder;
  Location location = op.getLoc();
  std::string meaning = meaningOf(conversion, op, input);
  AggregatePlan plan(rel::streamOf(input), op.getCalls(), retracting);
  size_t inputSize = rel::streamOf(input).getColumns().size(), keyCount = op.getKeys().size();
  auto [assigned, window] = assignWindows(conversion, op, input);
  llvm::SmallVector<int32_t> keys(op.getKeys());
  keys.append({static_cast<int32_t>(window.start), static_cast<int32_t>(window.end)});
  Value exchanged = conversion.exchange(location, assigned, keys);
  llvm::SmallVector<TableAttr> tables = plan.mapTables(0);
  KeptAccumulator kept(op.getContext(), plan);
  tables.insert(tables.begin(), kept.table());
  Attribute timer = TimerAttr::get(builder.getContext(), builder.getStringAttr(kClose), true);
  auto process = builder.create<ProcessOp>(location, TypeRange{op.getType()}, ValueRange{exchanged}, ValueRange(),
                                           builder.getArrayAttr({builder.getDenseI32ArrayAttr(keys)}), conversion.tableList(tables),
                                           builder.getArrayAttr({timer}), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)),
                                           builder.getStringAttr(op.stateBound()), /*bodies=*/2);
  conversion.meanings[process.getResult(0)] = meaning;

  llvm::SmallVector<mlir::Type> row{builder.getI8Type()};
  llvm::append_range(row, rel::columnTypes(rel::streamOf(assigned)));
  writeRegion(builder, location, process.getBodies()[0], row, [&](ScalarBuilder &code, ValueRange arguments) {
    ValueRange columns = arguments.drop_front();
    Value watermark = code.create<CurrentWatermarkOp>(builder.getI64Type());
    Value late = code.compare(sql::Predicate::Le, columns[window.fire], watermark);
    code.when(code.both(late, columns[window.last]), [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] {
      LookupOp entry = kept.lookup(code, /*create=*/true);
      Values before = code.choose(
          entry.getFound(), plan.accumulatorTypes(), [&] { return kept.load(code, entry); },
          [&] {
            code.create<SetTimerOp>(kClose, columns[window.fire]);
            return plan.initial(code);
          });
      kept.store(code, entry, plan.applyByKind(code, arguments[0], columns.take_front(inputSize), before));
    });
    return Values();
  });
  llvm::SmallVector<mlir::Type> fired;
  for (int32_t key : keys)
    fired.push_back(rel::streamOf(assigned).getColumns()[key].getType());
  fired.push_back(builder.getI64Type());
  writeRegion(builder, location, process.getBodies()[1], fired, [&](ScalarBuilder &code, ValueRange arguments) {
    LookupOp entry = kept.lookup(code, /*create=*/false);
    code.when(entry.getFound(), [&] {
      emitWindow(code, op, plan, arguments.take_front(keyCount), kept.load(code, entry), arguments[keyCount], arguments[keyCount + 1]);
      KeptAccumulator::erase(code);
      plan.eraseMaps(code);
    });
    return Values();
  });
  return process.getResult(0);
}

} // namespace millrace::flow
