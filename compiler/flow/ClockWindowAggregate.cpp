/// rel.window_aggregate over processing time whose aggregates need maps -> flow.process with one open window per key and lane.
///
/// Lanes:  windows that overlap are dealt out to lanes, so that those of one lane do not: window i of HOP is in lane i mod n, and a lane of CUMULATE
///         has the windows with as many steps. A row goes once to each lane, which finds out by its own clock which window it is in.
/// Clock:  a window is over when the timer says so or, sooner, a row that comes after its end. A clock that goes back adds to the open window.
/// State:  per key and lane the window's bounds, the accumulator, its maps.
#include "compiler/flow/KeyedProcess.h"
#include "compiler/flow/WindowResult.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kClose = "close", kLane = "$lane";

int64_t laneCount(rel::WindowAttr window) {
  int64_t size = window.getSizeMs(), slide = window.getSlideMs();
  return window.getKind() == rel::WindowKind::Tumble ? 1 : (size + slide - 1) / slide;
}

// A row per lane, whose number is the last column.
Value dealOut(RelConversion &conversion, Location location, Value input, int64_t lanes) {
  OpBuilder &builder = conversion.builder;
  llvm::SmallVector<rel::ColumnAttr> columns(rel::streamOf(input).getColumns());
  columns.push_back(rel::ColumnAttr::get(builder.getContext(), builder.getStringAttr(kLane), builder.getI64Type(), rel::TimeKind::None));
  return makeChain(conversion, location, input, StreamType::get(builder.getContext(), columns), [&](ScalarBuilder &code, Value kind, ValueRange row) {
    forEachIndex(code, code.int64(0), code.int64(lanes), [&](Value lane) {
      Values sent(row);
      sent.push_back(lane);
      code.create<EmitOp>(kind, sent, 0);
    });
  });
}

struct ClockWindows {
  rel::WindowAggregateOp op;
  const AggregatePlan &plan;
  KeptAccumulator kept; // behind the window's start and end
  mlir::Type timeType;
  ScalarBuilder &code;

  // The latest multiple of `period`, shifted by `offset`, up to `ms`.
  Value periodStart(Value ms, int64_t period, Value offset) {
    Value size = code.int64(period);
    Value rest = code.rem(code.sub(ms, offset), size);
    return code.sub(ms, code.rem(code.add(rest, size), size));
  }

  // Start and end of the lane's latest window that has begun at local `ms`.
  std::pair<Value, Value> window(Value ms, Value lane) {
    rel::WindowAttr window = op.getWindow();
    int64_t size = window.getSizeMs(), slide = window.getSlideMs(), lanes = laneCount(window);
    Value offset = code.int64(window.getOffsetMs());
    if (window.getKind() == rel::WindowKind::Hop) {
      Value start = periodStart(ms, lanes * slide, code.add(offset, code.mul(lane, code.int64(slide))));
      return {start, code.add(start, code.int64(size))};
    }
    Value start = periodStart(ms, size, offset);
    if (window.getKind() == rel::WindowKind::Tumble)
      return {start, code.add(start, code.int64(size))};
    return {start, code.add(start, code.mul(code.add(lane, code.int64(1)), code.int64(slide)))};
  }

  // The instant at which a window that ends then is over.
  Value fireTime(Value end) { return code.add(instantMs(code, code.sub(end, code.int64(1)), timeType), code.int64(1)); }

  void close(LookupOp entry, ValueRange keys) {
    emitWindow(code, op, plan, keys, kept.load(code, entry), kept.loadBefore(code, entry, 0), kept.loadBefore(code, entry, 1));
    KeptAccumulator::erase(code);
    plan.eraseMaps(code);
  }

  void row(Value kind, ValueRange columns, ValueRange keys, Value lane) {
    Value clock = code.create<ProcessingTimeOp>(code.builder().getI64Type());
    Value local = localMs(code, code.create<sql::FromMsOp>(sql::withoutNull(timeType), clock));
    LookupOp open = kept.lookup(code, /*create=*/false);
    Value isOpen = code.choose(
        open.getFound(), code.builder().getI1Type(),
        [&] {
          Value isOver = code.compare(sql::Predicate::Le, fireTime(kept.loadBefore(code, open, 1)), clock);
          code.when(isOver, [&] { close(open, keys); });
          return Values{code.invert(isOver)};
        },
        [&] { return Values{code.boolean(false)}; })[0];
    auto [start, end] = window(local, lane);
    Value isIn = code.compare(sql::Predicate::Lt, local, end);
    code.when(code.either(isOpen, isIn), [&, start = start, end = end] {
      LookupOp entry = kept.lookup(code, /*create=*/true);
      code.when(code.invert(isOpen), [&] {
        code.create<StoreOp>(entry.getSlot(), 0, start);
        code.create<StoreOp>(entry.getSlot(), 1, end);
        kept.store(code, entry, plan.initial(code));
        code.create<SetTimerOp>(kClose, fireTime(end));
      });
      kept.store(code, entry, plan.applyByKind(code, kind, columns, kept.load(code, entry)));
    });
  }

  void fire(ValueRange keys, Value timeMs) {
    LookupOp entry = kept.lookup(code, /*create=*/false);
    code.when(entry.getFound(), [&] {
      Value isOver = code.compare(sql::Predicate::Le, fireTime(kept.loadBefore(code, entry, 1)), timeMs);
      code.when(isOver, [&] { close(entry, keys); });
    });
  }
};

} // namespace

Value convertWindowByClock(RelConversion &conversion, rel::WindowAggregateOp op, Value input) {
  StreamType stream = rel::streamOf(input);
  AggregatePlan plan(stream, op.getCalls(), isRetracting(op));
  rel::WindowAttr window = op.getWindow();
  int64_t lanes = laneCount(window);
  llvm::SmallVector<int32_t> keys(op.getKeys());
  if (lanes > 1) {
    keys.push_back(static_cast<int32_t>(stream.getColumns().size()));
    input = dealOut(conversion, op.getLoc(), input, lanes);
  }
  mlir::Type ms = conversion.builder.getI64Type();
  KeptAccumulator kept(op.getContext(), plan, {ms, ms});
  llvm::SmallVector<TableAttr> tables{kept.table()};
  llvm::append_range(tables, plan.mapTables(0));
  std::string meaning = fmt::format("clock_window({} {} {} {}, calls=[{}]", rel::stringifyWindowKind(window.getKind()).str(), window.getSizeMs(),
                                    window.getSlideMs(), window.getOffsetMs(), RelConversion::describeCalls(stream, op.getCalls()));
  auto timer = TimerAttr::get(op.getContext(), StringAttr::get(op.getContext(), kClose), /*isEventTime=*/false);
  KeyedProcess process(conversion, {op.getLoc(), op.getType(), input, keys, tables, {timer}, meaning, op.stateBound()});
  mlir::Type timeType = stream.getColumns()[window.getTimeColumn()].getType();
  size_t keyCount = op.getKeys().size();
  process.onRow([&](ScalarBuilder &code, Value kind, ValueRange row) {
    ClockWindows windows{op, plan, kept, timeType, code};
    Values groupKeys;
    for (int32_t key : op.getKeys())
      groupKeys.push_back(row[key]);
    windows.row(kind, row.take_front(stream.getColumns().size()), groupKeys, lanes > 1 ? row.back() : code.int64(0));
  });
  process.onTimer(0, [&](ScalarBuilder &code, ValueRange fired, Value timeMs) {
    ClockWindows{op, plan, kept, timeType, code}.fire(fired.take_front(keyCount), timeMs);
  });
  return process.result();
}

} // namespace millrace::flow
