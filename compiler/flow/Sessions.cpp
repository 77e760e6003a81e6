#include "compiler/flow/Sessions.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

static constexpr llvm::StringLiteral kSessions = "sessions", kClose = "close", kRows = "rows";
static constexpr int64_t kNever = INT64_MAX;

TableAttr Sessions::table(MLIRContext *context, const AggregatePlan &plan) {
  mlir::Type ms = IntegerType::get(context, 64);
  llvm::SmallVector<mlir::Type> session{ms};
  llvm::append_range(session, plan.accumulatorTypes());
  return TableAttr::get(context, StringAttr::get(context, kSessions), TableKind::Map, {ms}, session, 0);
}

TimerAttr Sessions::timer(StreamType input, rel::WindowAttr window) {
  bool isEventTime = input.getColumns()[window.getTimeColumn()].getTime() != rel::TimeKind::ProcTime;
  return TimerAttr::get(input.getContext(), StringAttr::get(input.getContext(), kClose), isEventTime);
}

SlotType Sessions::slot() const {
  llvm::SmallVector<mlir::Type> columns{ms()};
  llvm::append_range(columns, plan_.accumulatorTypes());
  return SlotType::get(code_.builder().getContext(), columns);
}

Values Sessions::accumulator(Value at) {
  Values values;
  for (auto [index, type] : llvm::enumerate(plan_.accumulatorTypes()))
    values.push_back(code_.create<LoadOp>(type, at, index + 1));
  return values;
}

LookupOp Sessions::lookup(Value start, bool create) {
  return code_.create<LookupOp>(slot(), code_.builder().getI1Type(), kSessions, ValueRange(start), create);
}

Value Sessions::greater(Value a, Value b) {
  return code_.choose(
      code_.compare(sql::Predicate::Gt, a, b), ms(), [&] { return Values{a}; }, [&] { return Values{b}; })[0];
}

// When a session that ends then fires: the watermark that includes its last millisecond, or the clock once that is over.
Value Sessions::fireTime(Value end) {
  Value last = instantMs(code_, code_.sub(end, code_.int64(1)), time_.getType());
  return isProcessingTime() ? code_.add(last, code_.int64(1)) : last;
}

// Runs `body` (start, slot, carried values) -> carried values for the key's open sessions.
Values Sessions::forEachSession(const Values &inits, llvm::function_ref<Values(Value, Value, ValueRange)> body) {
  llvm::SmallVector<mlir::Type> types(ValueRange(inits).getTypes());
  auto loop = code_.create<ForEachOp>(types, kSessions, inits);
  Block &block = loop.getBody().emplaceBlock();
  Value start = block.addArgument(ms(), code_.location()), at = block.addArgument(slot(), code_.location());
  for (mlir::Type type : types)
    block.addArgument(type, code_.location());
  OpBuilder::InsertionGuard guard(code_.builder());
  code_.builder().setInsertionPointToEnd(&block);
  Values yielded{code_.boolean(true)};
  yielded.append(body(start, at, block.getArguments().drop_front(2)));
  code_.create<sql::YieldOp>(yielded);
  return Values(loop.getResults());
}

Value Sessions::touches(Value start, Value at, Value from, Value to) {
  return code_.both(code_.compare(sql::Predicate::Le, start, to), code_.compare(sql::Predicate::Ge, end(at), from));
}

void Sessions::addRow(Value kind, ValueRange columns, llvm::function_ref<void(Value)> keep) {
  Value time = columns[window_.getTimeColumn()];
  if (isProcessingTime())
    return addRowAt(kind, columns, localMs(code_, code_.create<sql::FromMsOp>(sql::withoutNull(time.getType()), code_.create<ProcessingTimeOp>(ms()))), keep);
  if (!sql::isNullable(time.getType()))
    return addRowAt(kind, columns, localMs(code_, time), keep);
  code_.when(code_.isPresent(time), [&] { addRowAt(kind, columns, localMs(code_, code_.assumeNotNull(time)), keep); });
}

void Sessions::addRowAt(Value kind, ValueRange columns, Value from, llvm::function_ref<void(Value)> keep) {
  Value to = code_.add(from, code_.int64(window_.getSizeMs()));
  // Bounds of the row's session with all that it touches, how many these are, and the earliest end of the others.
  Values seen = forEachSession({from, to, code_.int64(0), code_.int64(kNever)}, [&](Value start, Value at, ValueRange carried) {
    return code_.choose(
        touches(start, at, from, to), TypeRange(carried),
        [&] {
          return Values{lesser(code_, start, carried[0]), greater(end(at), carried[1]), code_.add(carried[2], code_.int64(1)), carried[3]};
        },
        [&] { return Values{carried[0], carried[1], carried[2], lesser(code_, end(at), carried[3])}; });
  });
  auto add = [&] {
    put(kind, columns, from, to, seen);
    if (keep)
      keep(from);
  };
  if (isProcessingTime())
    return add();
  Value late = code_.compare(sql::Predicate::Le, fireTime(seen[1]), code_.create<CurrentWatermarkOp>(ms()));
  code_.when(late, [&] { code_.create<CountLateOp>(); });
  code_.when(code_.invert(late), add);
}

void Sessions::put(Value kind, ValueRange columns, Value from, Value to, const Values &seen) {
  Value start = seen[0];
  LookupOp known = lookup(start, false);
  Values before = code_.choose(
      known.getFound(), plan_.accumulatorTypes(), [&] { return accumulator(known.getSlot()); }, [&] { return plan_.initial(code_); });
  // The session that starts first takes in the others. `left`: how many there are, so that one alone costs no second loop.
  Value left = code_.choose(
      known.getFound(), ms(), [&] { return Values{code_.sub(seen[2], code_.int64(1))}; }, [&] { return Values{seen[2]}; })[0];
  Values carriedOn{left};
  carriedOn.append(before);
  auto absorb = [&] {
    return forEachSession(carriedOn, [&](Value other, Value at, ValueRange carried) {
      Value joins = code_.both(touches(other, at, from, to), code_.compare(sql::Predicate::Ne, other, start));
      return code_.choose(
          joins, TypeRange(carried),
          [&] {
            Values merged{carried[0]};
            merged.append(plan_.merge(code_, carried.drop_front(), accumulator(at)));
            code_.create<EraseOp>(kSessions, ValueRange(other));
            return merged;
          },
          [&] { return Values(carried); });
    });
  };
  Values joined = code_.choose(code_.compare(sql::Predicate::Gt, left, code_.int64(0)), TypeRange(ValueRange(carriedOn)), absorb, [&] { return carriedOn; });
  Values after = plan_.applyByKind(code_, kind, columns, ValueRange(joined).drop_front());
  LookupOp entry = lookup(start, true);
  code_.create<StoreOp>(entry.getSlot(), 0, seen[1]);
  for (auto [index, value] : llvm::enumerate(after))
    code_.create<StoreOp>(entry.getSlot(), index + 1, value);
  code_.create<SetTimerOp>(kClose, fireTime(lesser(code_, seen[1], seen[3])));
}

void Sessions::fire(Value timeMs, Emit emit) {
  Values next = forEachSession({code_.int64(kNever)}, [&](Value start, Value at, ValueRange carried) {
    Value to = end(at);
    return code_.choose(
        code_.compare(sql::Predicate::Le, fireTime(to), timeMs), ms(),
        [&] {
          emit(start, to, accumulator(at));
          code_.create<EraseOp>(kSessions, ValueRange(start));
          return Values{carried[0]};
        },
        [&] { return Values{lesser(code_, to, carried[0])}; });
  });
  code_.when(code_.compare(sql::Predicate::Ne, next[0], code_.int64(kNever)), [&] { code_.create<SetTimerOp>(kClose, fireTime(next[0])); });
}

SessionRows::SessionRows(StreamType input, llvm::ArrayRef<int32_t> keys) : kept_(input, keys), types_(kept_.types()) {
  types_.push_back(IntegerType::get(input.getContext(), 64));
  types_.push_back(IntegerType::get(input.getContext(), 8));
}

TableAttr SessionRows::table() const {
  MLIRContext *context = types_.back().getContext();
  return TableAttr::get(context, StringAttr::get(context, kRows), TableKind::List, llvm::ArrayRef<mlir::Type>(), types_, 0);
}

void SessionRows::append(ScalarBuilder &code, Value kind, ValueRange row, Value timeMs) const {
  auto slot = SlotType::get(code.builder().getContext(), types_);
  auto entry = code.create<LookupOp>(slot, code.builder().getI1Type(), kRows, ValueRange(), /*create=*/true);
  kept_.store(code, entry.getSlot(), row);
  code.create<StoreOp>(entry.getSlot(), types_.size() - 2, timeMs);
  code.create<StoreOp>(entry.getSlot(), types_.size() - 1, kind);
}

void SessionRows::forEachSlot(ScalarBuilder &code, Value start, Value end, llvm::function_ref<void(Value)> visit) const {
  auto loop = code.create<ForEachOp>(TypeRange(), kRows, ValueRange());
  OpBuilder::InsertionGuard guard(code.builder());
  Block &block = loop.getBody().emplaceBlock();
  Value slot = block.addArgument(SlotType::get(code.builder().getContext(), types_), code.location());
  code.builder().setInsertionPointToEnd(&block);
  Value time = code.create<LoadOp>(code.builder().getI64Type(), slot, types_.size() - 2);
  Value isOfSession = code.both(code.compare(sql::Predicate::Ge, time, start), code.compare(sql::Predicate::Lt, time, end));
  code.when(isOfSession, [&] { visit(slot); });
  code.create<sql::YieldOp>(ValueRange{code.boolean(true)});
}

void SessionRows::forEach(ScalarBuilder &code, Value start, Value end, ValueRange keys, Visit visit) const {
  forEachSlot(code, start, end, [&](Value slot) {
    Value kind = code.create<LoadOp>(code.builder().getI8Type(), slot, types_.size() - 1);
    visit(kind, kept_.load(code, slot, keys));
  });
}

void SessionRows::erase(ScalarBuilder &code, Value start, Value end) const {
  forEachSlot(code, start, end, [&](Value slot) { code.create<EraseEntryOp>(slot); });
}

} // namespace millrace::flow
