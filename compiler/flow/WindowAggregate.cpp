/// rel.window_aggregate -> flow.window_aggregate, single phase: one accumulator row per key and slice. Sessions: SessionAggregate.cpp.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/RelConversion.h"
#include "compiler/sql/Location.h"

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

// Aggregates whose state is more than one accumulator row, where windows do not have it yet.
static Value refuseMaps(RelConversion &conversion, rel::WindowAggregateOp op, diagnostics::DiagnosticId id, llvm::StringRef where) {
  std::string what = fmt::format("DISTINCT, or MIN or MAX of rows that may be taken back, in {} is not supported yet", where.str());
  std::optional<source::SourceRange> range = sql::rangeOf(op.getLoc());
  if (!conversion.bag || !range)
    op.emitError(what);
  else
    conversion.bag->report(id, *range, what);
  return {};
}

Value convertWindowAggregate(RelConversion &conversion, rel::WindowAggregateOp op, Value input) {
  bool retracting = rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp()));
  StreamType stream = rel::streamOf(input);
  AggregatePlan plan(stream, op.getCalls(), retracting);
  using diagnostics::DiagnosticId;
  bool isSession = op.getWindow().getKind() == rel::WindowKind::Session;
  if (plan.needsMaps() && isSession)
    return refuseMaps(conversion, op, DiagnosticId::SessionWindowNotSupported, "session windows");
  // A timer per key and window would read the clock where the row is, not where its window is.
  if (plan.needsMaps() && stream.getColumns()[op.getWindow().getTimeColumn()].getTime() == rel::TimeKind::ProcTime)
    return refuseMaps(conversion, op, DiagnosticId::ProcessingTimeWindowNotSupported, "processing-time windows");
  if (plan.needsMaps())
    return convertWindowByTimers(conversion, op, input);
  if (isSession)
    return convertSessionAggregate(conversion, op, input, plan, meaningOf(conversion, op, input));
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
    ValueRange values = arguments.slice(keyCount, accumulatorSize);
    auto emit = [&] {
      Values sent(arguments.take_front(keyCount));
      sent.append(plan.results(code, values));
      sent.append(windowProperties(code, op, arguments[keyCount + accumulatorSize], arguments.back()));
      code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
    };
    // A window whose rows were all taken back does not fire (Flink's WindowRecordCounter).
    if (retracting)
      code.when(code.compare(sql::Predicate::Ne, plan.rowCount(values), code.int64(0)), emit);
    else
      emit();
    return Values();
  });
  return result.getResult();
}

namespace {

constexpr llvm::StringLiteral kAccumulators = "accumulators", kClose = "close";

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
  bool retracting = rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp()));
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
  tables.insert(tables.begin(), TableAttr::get(builder.getContext(), builder.getStringAttr(kAccumulators), TableKind::Value, {}, plan.accumulatorTypes(), 0));
  Attribute timer = TimerAttr::get(builder.getContext(), builder.getStringAttr(kClose), true);
  auto process = builder.create<ProcessOp>(location, TypeRange{op.getType()}, ValueRange{exchanged}, ValueRange(),
                                           builder.getArrayAttr({builder.getDenseI32ArrayAttr(keys)}), conversion.tableList(tables),
                                           builder.getArrayAttr({timer}), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)),
                                           builder.getStringAttr(op.stateBound()), /*bodies=*/2);
  conversion.meanings[process.getResult(0)] = meaning;

  auto slot = SlotType::get(builder.getContext(), plan.accumulatorTypes());
  auto load = [&](ScalarBuilder &code, LookupOp entry) {
    Values values;
    for (auto [index, type] : llvm::enumerate(plan.accumulatorTypes()))
      values.push_back(code.create<LoadOp>(type, entry.getSlot(), index));
    return values;
  };
  llvm::SmallVector<mlir::Type> row{builder.getI8Type()};
  llvm::append_range(row, rel::columnTypes(rel::streamOf(assigned)));
  writeRegion(builder, location, process.getBodies()[0], row, [&](ScalarBuilder &code, ValueRange arguments) {
    ValueRange columns = arguments.drop_front();
    Value watermark = code.create<CurrentWatermarkOp>(builder.getI64Type());
    Value late = code.compare(sql::Predicate::Le, columns[window.fire], watermark);
    code.when(code.both(late, columns[window.last]), [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), [&] {
      auto entry = code.create<LookupOp>(slot, builder.getI1Type(), kAccumulators, ValueRange(), true);
      Values before = code.choose(
          entry.getFound(), plan.accumulatorTypes(), [&] { return load(code, entry); },
          [&] {
            code.create<SetTimerOp>(kClose, columns[window.fire]);
            return plan.initial(code);
          });
      Values after = plan.applyByKind(code, arguments[0], columns.take_front(inputSize), before);
      for (auto [index, value] : llvm::enumerate(after))
        code.create<StoreOp>(entry.getSlot(), index, value);
    });
    return Values();
  });
  llvm::SmallVector<mlir::Type> fired;
  for (int32_t key : keys)
    fired.push_back(rel::streamOf(assigned).getColumns()[key].getType());
  fired.push_back(builder.getI64Type());
  writeRegion(builder, location, process.getBodies()[1], fired, [&](ScalarBuilder &code, ValueRange arguments) {
    auto entry = code.create<LookupOp>(slot, builder.getI1Type(), kAccumulators, ValueRange(), false);
    code.when(entry.getFound(), [&] {
      Values accumulator = load(code, entry);
      auto emit = [&] {
        Values sent(arguments.take_front(keyCount));
        sent.append(plan.results(code, accumulator));
        sent.append(windowProperties(code, op, arguments[keyCount], arguments[keyCount + 1]));
        code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
      };
      if (retracting)
        code.when(code.compare(sql::Predicate::Ne, plan.rowCount(accumulator), code.int64(0)), emit);
      else
        emit();
      code.create<EraseOp>(kAccumulators, ValueRange());
      plan.eraseMaps(code);
    });
    return Values();
  });
  return process.getResult(0);
}

} // namespace millrace::flow
