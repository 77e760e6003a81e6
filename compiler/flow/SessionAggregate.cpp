/// rel.window_aggregate over sessions -> flow.process: per key a map of its open sessions, start -> (end, accumulator).
///
/// Bounds:  a row at t makes [t, t + gap); sessions that overlap or touch become one.
/// Late:    a row is late if its session, together with all that it touches, has ended: counted and dropped. So a row that comes after its
///          own end still counts where it touches an open session.
/// Timers:  one per key, at the earliest end of its sessions.
/// Source:  Flink's SessionWindowAssigner, MergingWindowSet, MergingWindowProcessFunction, TimeWindow.intersects.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/RelConversion.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

constexpr llvm::StringLiteral kSessions = "sessions", kClose = "close";
constexpr int64_t kNever = INT64_MAX;

struct SessionAggregate {
  rel::WindowAggregateOp op;
  const AggregatePlan &plan;
  bool retracting;
  ScalarBuilder &code;

  mlir::Type ms() { return code.builder().getI64Type(); }
  rel::ColumnAttr timeColumn() { return rel::streamOf(op.getInput()).getColumns()[op.getWindow().getTimeColumn()]; }
  bool isProcessingTime() { return timeColumn().getTime() == rel::TimeKind::ProcTime; }
  SlotType slot() {
    llvm::SmallVector<mlir::Type> columns{ms()};
    llvm::append_range(columns, plan.accumulatorTypes());
    return SlotType::get(op.getContext(), columns);
  }
  Value end(Value at) { return code.create<LoadOp>(ms(), at, 0); }
  Values accumulator(Value at) {
    Values values;
    for (auto [index, type] : llvm::enumerate(plan.accumulatorTypes()))
      values.push_back(code.create<LoadOp>(type, at, index + 1));
    return values;
  }
  LookupOp lookup(Value start, bool create) { return code.create<LookupOp>(slot(), code.builder().getI1Type(), kSessions, ValueRange(start), create); }
  Value least(Value a, Value b) {
    return code.choose(code.compare(sql::Predicate::Lt, a, b), ms(), [&] { return Values{a}; }, [&] { return Values{b}; })[0];
  }
  Value greatest(Value a, Value b) {
    return code.choose(code.compare(sql::Predicate::Gt, a, b), ms(), [&] { return Values{a}; }, [&] { return Values{b}; })[0];
  }
  /// When a session that ends then fires: the watermark that includes its last millisecond, or the clock once that is over.
  Value fireTime(Value end) {
    Value last = instantMs(code, code.sub(end, code.int64(1)), timeColumn().getType());
    return isProcessingTime() ? code.add(last, code.int64(1)) : last;
  }

  /// Runs `body` (start, slot, carried values) -> carried values for the key's open sessions.
  Values forEachSession(Values inits, llvm::function_ref<Values(Value, Value, ValueRange)> body) {
    llvm::SmallVector<mlir::Type> types(ValueRange(inits).getTypes());
    auto loop = code.create<ForEachOp>(types, kSessions, inits);
    Block &block = loop.getBody().emplaceBlock();
    Value start = block.addArgument(ms(), code.location()), at = block.addArgument(slot(), code.location());
    for (mlir::Type type : types)
      block.addArgument(type, code.location());
    OpBuilder::InsertionGuard guard(code.builder());
    code.builder().setInsertionPointToEnd(&block);
    Values yielded{code.boolean(true)};
    yielded.append(body(start, at, block.getArguments().drop_front(2)));
    code.create<sql::YieldOp>(yielded);
    return Values(loop.getResults());
  }

  Value touches(Value start, Value at, Value from, Value to) {
    return code.both(code.compare(sql::Predicate::Le, start, to), code.compare(sql::Predicate::Ge, end(at), from));
  }

  void row(Value kind, ValueRange columns) {
    Value time = columns[op.getWindow().getTimeColumn()];
    if (isProcessingTime())
      return rowAt(kind, columns, localMs(code, code.create<sql::FromMsOp>(sql::withoutNull(time.getType()), code.create<ProcessingTimeOp>(ms()))));
    if (!sql::isNullable(time.getType()))
      return rowAt(kind, columns, localMs(code, time));
    code.when(code.isPresent(time), [&] { rowAt(kind, columns, localMs(code, code.assumeNotNull(time))); });
  }

  void rowAt(Value kind, ValueRange columns, Value from) {
    Value to = code.add(from, code.int64(op.getWindow().getSizeMs()));
    // Bounds of the row's session with all that it touches, how many these are, and the earliest end of the others.
    Values seen = forEachSession({from, to, code.int64(0), code.int64(kNever)}, [&](Value start, Value at, ValueRange carried) {
      return code.choose(
          touches(start, at, from, to), TypeRange(carried),
          [&] { return Values{least(start, carried[0]), greatest(end(at), carried[1]), code.add(carried[2], code.int64(1)), carried[3]}; },
          [&] { return Values{carried[0], carried[1], carried[2], least(end(at), carried[3])}; });
    });
    auto put = [&] { putRow(kind, columns, from, to, seen); };
    if (isProcessingTime())
      return put();
    Value late = code.compare(sql::Predicate::Le, fireTime(seen[1]), code.create<CurrentWatermarkOp>(ms()));
    code.when(late, [&] { code.create<CountLateOp>(); });
    code.when(code.invert(late), put);
  }

  void putRow(Value kind, ValueRange columns, Value from, Value to, const Values &seen) {
    Value start = seen[0];
    LookupOp known = lookup(start, false);
    Values before = code.choose(
        known.getFound(), plan.accumulatorTypes(), [&] { return accumulator(known.getSlot()); }, [&] { return plan.initial(code); });
    // The session that starts first takes in the others. `left`: how many there are, so that one alone costs no second loop.
    Value left = code.choose(known.getFound(), ms(), [&] { return Values{code.sub(seen[2], code.int64(1))}; }, [&] { return Values{seen[2]}; })[0];
    Values carriedOn{left};
    carriedOn.append(before);
    auto absorb = [&] {
      return forEachSession(carriedOn, [&](Value other, Value at, ValueRange carried) {
        Value joins = code.both(touches(other, at, from, to), code.compare(sql::Predicate::Ne, other, start));
        return code.choose(
            joins, TypeRange(carried),
            [&] {
              Values merged{carried[0]};
              merged.append(plan.merge(code, carried.drop_front(), accumulator(at)));
              code.create<EraseOp>(kSessions, ValueRange(other));
              return merged;
            },
            [&] { return Values(carried); });
      });
    };
    Values joined = code.choose(code.compare(sql::Predicate::Gt, left, code.int64(0)), TypeRange(ValueRange(carriedOn)), absorb, [&] { return carriedOn; });
    Values after = plan.applyByKind(code, kind, columns, ValueRange(joined).drop_front());
    LookupOp entry = lookup(start, true);
    code.create<StoreOp>(entry.getSlot(), 0, seen[1]);
    for (auto [index, value] : llvm::enumerate(after))
      code.create<StoreOp>(entry.getSlot(), index + 1, value);
    code.create<SetTimerOp>(kClose, fireTime(least(seen[1], seen[3])));
  }

  void fire(ValueRange keys, Value time) {
    Values next = forEachSession({code.int64(kNever)}, [&](Value start, Value at, ValueRange carried) {
      Value to = end(at);
      return code.choose(
          code.compare(sql::Predicate::Le, fireTime(to), time), ms(),
          [&] {
            emit(keys, start, to, accumulator(at));
            code.create<EraseOp>(kSessions, ValueRange(start));
            return Values{carried[0]};
          },
          [&] { return Values{least(to, carried[0])}; });
    });
    code.when(code.compare(sql::Predicate::Ne, next[0], code.int64(kNever)), [&] { code.create<SetTimerOp>(kClose, fireTime(next[0])); });
  }

  void emit(ValueRange keys, Value start, Value to, const Values &values) {
    auto send = [&] {
      Values sent(keys);
      sent.append(plan.results(code, values));
      sent.append(windowProperties(code, op, start, to));
      code.create<EmitOp>(rowKind(code, RowKind::Insert), sent, 0);
    };
    if (retracting)
      code.when(code.compare(sql::Predicate::Ne, plan.rowCount(values), code.int64(0)), send);
    else
      send();
  }
};

} // namespace

Value convertSessionAggregate(RelConversion &conversion, rel::WindowAggregateOp op, Value input, const AggregatePlan &plan, const std::string &meaning) {
  bool retracting = rel::isUpdating(rel::rowKindsOf(op.getInput().getDefiningOp()));
  OpBuilder &builder = conversion.builder;
  Location location = op.getLoc();
  StreamType stream = rel::streamOf(input);
  Value exchanged = conversion.exchange(location, input, op.getKeys());
  bool isEventTime = stream.getColumns()[op.getWindow().getTimeColumn()].getTime() != rel::TimeKind::ProcTime;
  llvm::SmallVector<mlir::Type> session{builder.getI64Type()};
  llvm::append_range(session, plan.accumulatorTypes());
  auto table = TableAttr::get(builder.getContext(), builder.getStringAttr(kSessions), TableKind::Map, {builder.getI64Type()}, session, 0);
  Attribute timer = TimerAttr::get(builder.getContext(), builder.getStringAttr(kClose), isEventTime);
  auto process = builder.create<ProcessOp>(location, TypeRange{op.getType()}, ValueRange{exchanged}, ValueRange(),
                                           builder.getArrayAttr({op.getKeysAttr()}), conversion.tableList({table}), builder.getArrayAttr({timer}),
                                           UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()),
                                           /*bodies=*/2);
  conversion.meanings[process.getResult(0)] = meaning;

  OpBuilder::InsertionGuard guard(builder);
  ScalarBuilder code(builder, location);
  SessionAggregate sessions{op, plan, retracting, code};
  Block &row = addRowBlock(process.getBodies()[0], stream, location);
  builder.setInsertionPointToStart(&row);
  sessions.row(row.getArgument(0), row.getArguments().drop_front());
  code.create<sql::YieldOp>(ValueRange());

  Block &fired = process.getBodies()[1].emplaceBlock();
  for (int32_t key : op.getKeys())
    fired.addArgument(stream.getColumns()[key].getType(), location);
  Value time = fired.addArgument(builder.getI64Type(), location);
  builder.setInsertionPointToStart(&fired);
  sessions.fire(fired.getArguments().drop_back(), time);
  code.create<sql::YieldOp>(ValueRange());
  return process.getResult(0);
}

} // namespace millrace::flow
