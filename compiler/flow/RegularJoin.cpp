/// rel.join -> flow.process with one table per input. Emission as Flink's operators, row for row.
///
/// Inner:   a row is joined with every matching row of the other input and sent on in its own kind.
/// Outer:   a row without a match comes out with NULLs, as +I; the first match takes it back by -D, the loss of the last one sends it again. Each row of a kept
///          input counts its matches.
/// Semi:    a left row is sent on while it has a match; anti: while it has none.
/// Upserts: where -U is not wanted, a +U replaces the row of its upsert key, and matches are counted once.
/// Source:  Flink's StreamingJoinOperator, StreamingSemiAntiJoinOperator.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/JoinInputs.h"
#include "compiler/flow/JoinState.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

struct RegularJoin {
  const JoinShape &shape;
  JoinState states[2];
  bool isRetracting[2];     ///< rows of the input may be taken back
  bool isReplacing[2];      ///< a +U of the input comes without its -U
  bool sendsUpdateBefore;
  ScalarBuilder &code;

  bool counts(unsigned side) const { return countsMatches(shape.kind, side); }
  static bool countsMatches(rel::JoinKind kind, unsigned side) {
    return side == 0 ? rel::keepsLeft(kind) || rel::isExistence(kind) : rel::keepsRight(kind);
  }

  void send(Value kind, unsigned side, std::optional<ValueRange> row, std::optional<ValueRange> other) {
    code.create<EmitOp>(kind, side == 0 ? joinedRow(code, shape, row, other) : joinedRow(code, shape, other, row), 0);
  }
  void send(RowKind kind, unsigned side, std::optional<ValueRange> row, std::optional<ValueRange> other) {
    send(rowKind(code, kind), side, row, other);
  }

  // Visits the rows of the other input that match; gives how many there are if `countsVisits`.
  Value forMatches(unsigned side, ValueRange row, bool countsVisits, llvm::function_ref<void(const JoinState::Stored &)> visit) {
    mlir::Type i32 = code.builder().getI32Type();
    Values carried;
    if (countsVisits)
      carried.push_back(code.integer(i32, 0));
    Values result = states[1 - side].forEach(code, heldValues(shape, side, row), carried, [&](const JoinState::Stored &stored, const Values &now) {
      ValueRange other = stored.columns;
      std::optional<Value> condition = side == 0 ? meetsCondition(code, shape, row, other) : meetsCondition(code, shape, other, row);
      auto matched = [&] {
        visit(stored);
        return countsVisits ? Values{code.add(now[0], code.integer(i32, 1))} : Values();
      };
      if (!condition)
        return matched();
      return code.choose(*condition, ValueRange(now).getTypes(), matched, [&] { return now; });
    });
    return countsVisits ? result[0] : Value();
  }

  Value isCount(Value matches, int64_t count) { return code.compare(sql::Predicate::Eq, matches, code.integer(matches.getType(), count)); }
  void changeMatches(unsigned side, const JoinState::Stored &stored, int64_t by) {
    states[side].setMatches(code, stored.slot, code.add(stored.matches, code.integer(stored.matches.getType(), by)));
  }

  // ---- inner and outer joins
  void accumulate(unsigned side, Value kind, ValueRange row) {
    bool isOuter = counts(side), otherIsOuter = counts(1 - side);
    JoinState::Added added = states[side].add(code, row);
    Value matches = forMatches(side, row, isOuter, [&](const JoinState::Stored &other) {
      ValueRange columns = other.columns;
      if (otherIsOuter) {
        code.when(isCount(other.matches, 0), [&] { send(RowKind::Delete, 1 - side, columns, std::nullopt); });
        auto increase = [&] { changeMatches(1 - side, other, 1); };
        isReplacing[side] ? code.when(code.invert(added.found), increase) : increase();
      }
      isOuter || otherIsOuter ? send(RowKind::Insert, side, row, columns) : send(kind, side, row, columns);
    });
    if (!isOuter)
      return;
    code.when(isCount(matches, 0), [&] { send(RowKind::Insert, side, row, std::nullopt); });
    states[side].setMatches(code, added.slot, matches);
  }

  void retract(unsigned side, Value kind, ValueRange row) {
    bool isOuter = counts(side), otherIsOuter = counts(1 - side);
    states[side].retract(code, row);
    Value matches = forMatches(side, row, isOuter, [&](const JoinState::Stored &other) {
      ValueRange columns = other.columns;
      isOuter ? send(RowKind::Delete, side, row, columns) : send(kind, side, row, columns);
      if (!otherIsOuter)
        return;
      code.when(isCount(other.matches, 1), [&] { send(RowKind::Insert, 1 - side, columns, std::nullopt); });
      changeMatches(1 - side, other, -1);
    });
    if (isOuter)
      code.when(isCount(matches, 0), [&] { send(RowKind::Delete, side, row, std::nullopt); });
  }

  // ---- semi and anti joins
  void existenceLeft(Value kind, ValueRange row, bool isRetraction) {
    Value matches = forMatches(0, row, true, [](const JoinState::Stored &) {});
    Value none = isCount(matches, 0);
    code.when(shape.kind == rel::JoinKind::Anti ? none : code.invert(none), [&] { send(kind, 0, row, std::nullopt); });
    if (isRetraction)
      states[0].retract(code, row);
    else
      states[0].setMatches(code, states[0].add(code, row).slot, matches);
  }

  void existenceRight(Value kind, ValueRange row, bool isRetraction) {
    bool isAnti = shape.kind == rel::JoinKind::Anti;
    Value found;
    if (isRetraction)
      states[1].retract(code, row);
    else
      found = states[1].add(code, row).found;
    auto visit = [&] {
      forMatches(1, row, false, [&](const JoinState::Stored &left) {
        ValueRange columns = left.columns;
        code.when(isCount(left.matches, isRetraction ? 1 : 0), [&] {
          isAnti ? send(isRetraction ? RowKind::Insert : RowKind::Delete, 0, columns, std::nullopt) : send(kind, 0, columns, std::nullopt);
        });
        changeMatches(0, left, isRetraction ? -1 : 1);
      });
    };
    isReplacing[1] && !isRetraction ? code.when(code.invert(found), visit) : visit();
  }

  void change(unsigned side, Value kind, ValueRange row, bool isRetraction) {
    if (rel::isExistence(shape.kind))
      return side == 0 ? existenceLeft(kind, row, isRetraction) : existenceRight(kind, row, isRetraction);
    isRetraction ? retract(side, kind, row) : accumulate(side, kind, row);
  }

  // A row that can have no match: it comes out by itself, and nobody will look for it.
  void unmatched(unsigned side, Value kind, ValueRange row) {
    if (shape.kind == rel::JoinKind::Anti)
      return send(kind, 0, row, std::nullopt);
    Value out = rowKind(code, RowKind::Insert);
    if (isRetracting[side])
      out = code.choose(
          isRetraction(code, kind), out.getType(), [&] { return Values{rowKind(code, RowKind::Delete)}; },
          [&] { return Values{rowKind(code, RowKind::Insert)}; })[0];
    send(out, side, row, std::nullopt);
  }

  void writeRow(unsigned side, Value kind, ValueRange row) {
    if (!isRetracting[side])
      return change(side, kind, row, false);
    Value retraction = isRetraction(code, kind);
    code.when(retraction, [&] { change(side, kind, row, true); });
    code.when(code.invert(retraction), [&] { change(side, kind, row, false); });
  }

  void writeBody(unsigned side, Value kind, ValueRange row) {
    auto any = [&] {
      std::optional<Value> nullKey = hasNullKey(code, shape, side, row);
      if (!nullKey)
        return writeRow(side, kind, row);
      code.when(*nullKey, [&] { unmatched(side, kind, row); });
      code.when(code.invert(*nullKey), [&] { writeRow(side, kind, row); });
    };
    // Its +U replaces it.
    bool skipsBefore = isReplacing[side] && isRetracting[side];
    skipsBefore ? code.when(code.compare(sql::Predicate::Ne, kind, rowKind(code, RowKind::UpdateBefore)), any) : any();
  }
};

JoinState makeState(const JoinShape &shape, unsigned side, StreamType rows, bool isRetracting) {
  return JoinState({side == 0 ? "left" : "right", rows, rel::describeSide(shape.op->getOperand(side), shape.keys[side]), heldColumns(shape, side),
                    isRetracting, RegularJoin::countsMatches(shape.kind, side)});
}

} // namespace

Value convertJoin(RelConversion &conversion, rel::JoinOp op) {
  OpBuilder &builder = conversion.builder;
  JoinShape shape(op);
  JoinInputs inputs = exchangeInputs(conversion, shape);
  uint8_t kinds[2] = {rel::rowKindsOf(op.getLeft().getDefiningOp()), rel::rowKindsOf(op.getRight().getDefiningOp())};
  StreamType streams[2] = {rel::streamOf(inputs.streams[0]), rel::streamOf(inputs.streams[1])};
  bool sendsUpdateBefore = rel::rowKindsOf(op) & rel::kUpdateBeforeKind;
  bool isRetracting[2], isReplacing[2];
  for (unsigned side = 0; side < 2; ++side) {
    isRetracting[side] = rel::isUpdating(kinds[side]);
    isReplacing[side] = (kinds[side] & rel::kUpdateAfterKind) && (!(kinds[side] & rel::kUpdateBeforeKind) || !sendsUpdateBefore);
  }
  JoinState states[2] = {makeState(shape, 0, streams[0], isRetracting[0]), makeState(shape, 1, streams[1], isRetracting[1])};
  MLIRContext *context = builder.getContext();
  std::string meaning = "join(" + inputs.meaning + ")";
  auto process = builder.create<ProcessOp>(
      op.getLoc(), TypeRange{op.getType()}, ValueRange(inputs.streams), ValueRange(),
      builder.getArrayAttr({builder.getDenseI32ArrayAttr(shape.keys[0]), builder.getDenseI32ArrayAttr(shape.keys[1])}),
      conversion.tableList({states[0].table(context, conversion.stateTtlMs), states[1].table(context, conversion.stateTtlMs)}), builder.getArrayAttr({}),
      UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)), builder.getStringAttr(op.stateBound()), /*bodies=*/2);
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  for (unsigned side = 0; side < 2; ++side) {
    Block &block = addRowBlock(process.getBodies()[side], streams[side], op.getLoc());
    builder.setInsertionPointToStart(&block);
    ScalarBuilder code(builder, op.getLoc());
    RegularJoin join{shape, {states[0], states[1]}, {isRetracting[0], isRetracting[1]}, {isReplacing[0], isReplacing[1]}, sendsUpdateBefore, code};
    join.writeBody(side, block.getArgument(0), block.getArguments().drop_front());
    code.create<sql::YieldOp>(ValueRange());
  }
  return process.getResult(0);
}

} // namespace millrace::flow
