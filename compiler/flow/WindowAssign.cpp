/// Which windows hold a row, as code: rel.window -> flow.chain that emits the row once per window.
///
/// Bounds:   [start, start + size), start ≡ offset (mod slide); CUMULATE: start ≡ offset (mod size), ends every step.
/// NULL:     a row without event time is in no window and is dropped.
/// Clock:    a window of processing time holds the rows that come while it lasts; a processing-time column of the result is the time at which
///           the row is made (Flink's PROCTIME_MATERIALIZE).
/// Source:   Flink's TimeWindowUtil.toEpochMillsForTimer, TimeWindow.getWindowStartWithOffset, SlidingWindowAssigner (latest window first), CumulativeWindowAssigner.
#include "compiler/flow/RelConversion.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;

Value localMs(ScalarBuilder &code, Value time) {
  if (auto instant = dyn_cast<sql::TimestampLtzType>(time.getType())) {
    auto local = sql::TimestampType::get(time.getContext(), instant.getPrecision());
    time = code.create<sql::CastOp>(local, time, UnitAttr());
  }
  return timeMs(code, time);
}

Value timeMs(ScalarBuilder &code, Value time) { return code.create<sql::ToMsOp>(code.builder().getI64Type(), code.assumeNotNull(time)); }

// The instant of local ms as CAST has it: the earlier of two; skipped ones move on by the gap.
static Value castToInstant(ScalarBuilder &code, Value ms) {
  Value local = code.create<sql::FromMsOp>(sql::TimestampType::get(ms.getContext(), 3), ms);
  return timeMs(code, code.create<sql::CastOp>(sql::TimestampLtzType::get(ms.getContext(), 3), local, UnitAttr()));
}

static Value closingInstant(ScalarBuilder &code, Value ms) {
  using Values = ScalarBuilder::Values;
  Value hour = code.int64(3600 * 1000);
  Value instant = castToInstant(code, ms), hourLater = castToInstant(code, code.add(ms, hour));
  Value isSkipped = code.compare(sql::Predicate::Eq, instant, hourLater), occursTwice = code.compare(sql::Predicate::Gt, code.sub(hourLater, instant), hour);
  auto unlessSkipped = [&] {
    return code.choose(
        occursTwice, instant.getType(), [&] { return Values{code.add(instant, hour)}; }, [&] { return Values{instant}; });
  };
  return code.choose(
      isSkipped, instant.getType(), [&] { return Values{code.sub(instant, code.rem(instant, hour))}; }, unlessSkipped)[0];
}

Value instantMs(ScalarBuilder &code, Value ms, mlir::Type timeType) {
  return isa<sql::TimestampLtzType>(sql::withoutNull(timeType)) ? closingInstant(code, ms) : ms;
}

Value closeMs(ScalarBuilder &code, Value endsAt, bool isInstant) {
  Value last = code.sub(timeMs(code, endsAt), code.int64(1));
  return isInstant ? closingInstant(code, last) : last;
}

// start of the period of `sizeMs` that holds `ms`, right for times before 1970 too.
static Value periodStart(ScalarBuilder &code, Value ms, int64_t sizeMs, int64_t offsetMs) {
  Value size = code.int64(sizeMs);
  Value rest = code.rem(code.sub(ms, code.int64(offsetMs)), size);
  Value positive = code.rem(code.add(rest, size), size);
  return code.sub(ms, positive);
}

// for (i = from; i < to; i += step) body(i)
static void loop(ScalarBuilder &code, Value from, Value to, int64_t step, llvm::function_ref<void(Value)> body) {
  auto loop = code.create<scf::ForOp>(from, to, code.int64(step));
  OpBuilder::InsertionGuard guard(code.builder());
  code.builder().setInsertionPointToStart(loop.getBody());
  body(loop.getInductionVar());
}

void forEachWindow(ScalarBuilder &code, rel::WindowAttr window, Value time, WindowBody body) {
  Value ms = localMs(code, time);
  int64_t size = window.getSizeMs(), slide = window.getSlideMs(), offset = window.getOffsetMs();
  if (window.getKind() == rel::WindowKind::Tumble) {
    Value start = periodStart(code, ms, size, offset);
    return body(start, code.add(start, code.int64(size)), code.boolean(true));
  }
  if (window.getKind() == rel::WindowKind::Cumulate) {
    Value start = periodStart(code, ms, size, offset), last = code.add(start, code.int64(size));
    Value first = code.add(periodStart(code, ms, slide, offset), code.int64(slide));
    return loop(code, first, code.add(last, code.int64(1)), slide,
                [&](Value end) { body(start, end, code.compare(sql::Predicate::Eq, end, last)); });
  }
  Value latest = periodStart(code, ms, slide, offset);
  loop(code, code.int64(0), code.int64((size + slide - 1) / slide), 1, [&](Value index) {
    Value start = code.sub(latest, code.mul(index, code.int64(slide)));
    Value end = code.add(start, code.int64(size));
    auto inWindow = [&] { body(start, end, code.compare(sql::Predicate::Eq, index, code.int64(0))); };
    code.when(code.compare(sql::Predicate::Gt, end, ms), inWindow);
  });
}

static Value timestamp(ScalarBuilder &code, Value ms, mlir::Type type) {
  auto instant = dyn_cast<sql::TimestampLtzType>(sql::withoutNull(type));
  mlir::Type local = instant ? sql::TimestampType::get(type.getContext(), instant.getPrecision()) : sql::withoutNull(type);
  Value time = code.create<sql::FromMsOp>(local, ms);
  return code.convert(time, type);
}

static Value now(ScalarBuilder &code, mlir::Type type) {
  return code.create<sql::FromMsOp>(sql::withoutNull(type), code.create<ProcessingTimeOp>(code.builder().getI64Type()));
}

llvm::SmallVector<Value> windowColumns(ScalarBuilder &code, StreamType result, Value startMs, Value endMs) {
  auto columns = result.getColumns().take_back(3);
  bool isProcessingTime = columns[2].getTime() == rel::TimeKind::ProcTime;
  Value time = isProcessingTime ? now(code, columns[2].getType()) : timestamp(code, code.sub(endMs, code.int64(1)), columns[2].getType());
  return {timestamp(code, startMs, columns[0].getType()), timestamp(code, endMs, columns[1].getType()), time};
}

Value convertWindow(RelConversion &conversion, rel::WindowOp op, Value input) {
  bool isProcessingTime = op.getType().getColumns().back().getTime() == rel::TimeKind::ProcTime;
  return makeChain(conversion, op.getLoc(), input, op.getType(), [&](ScalarBuilder &code, Value kind, ValueRange row) {
    Value time = row[op.getWindow().getTimeColumn()];
    if (isProcessingTime)
      time = now(code, time.getType());
    auto assign = [&] {
      forEachWindow(code, op.getWindow(), code.assumeNotNull(time), [&](Value start, Value end, Value) {
        ScalarBuilder::Values values(row);
        values.append(windowColumns(code, op.getType(), start, end));
        code.create<EmitOp>(kind, values, 0);
      });
    };
    if (sql::isNullable(time.getType()))
      code.when(code.isPresent(time), assign);
    else
      assign();
  });
}

llvm::SmallVector<Value> windowProperties(ScalarBuilder &code, rel::WindowAggregateOp op, Value startMs, Value endMs) {
  llvm::SmallVector<Value> values;
  auto columns = op.getType().getColumns().take_back(op.getWindowProperties().size());
  for (auto [property, column] : llvm::zip(op.getWindowProperties(), columns)) {
    Value ms = endMs;
    if (property == static_cast<int32_t>(rel::WindowProperty::ProcTime)) {
      values.push_back(now(code, column.getType()));
      continue;
    }
    if (property == static_cast<int32_t>(rel::WindowProperty::Start))
      ms = startMs;
    else if (property != static_cast<int32_t>(rel::WindowProperty::End))
      ms = code.sub(endMs, code.int64(1));
    values.push_back(timestamp(code, ms, column.getType()));
  }
  return values;
}

} // namespace millrace::flow
