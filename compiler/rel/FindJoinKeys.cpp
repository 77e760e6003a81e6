/// rel-find-join-keys: conjuncts `left = right` of a join's condition become its keys.
///
/// Shape:   a side that is no plain column is computed in a project below the join; a project above gives the result its old columns.
///          IS NOT DISTINCT FROM makes a key by which NULL equals NULL.
#include "compiler/rel/Conjuncts.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"
#include "compiler/sql/ScalarBuilder.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_FINDJOINKEYS
#include "compiler/rel/RelPasses.h.inc"

namespace {

Value withoutNullability(Value value) {
  while (auto nullable = value.getDefiningOp<sql::ToNullableOp>())
    value = nullable.getValue();
  return value;
}

// The DECIMAL that holds all values of both; none if that takes more than 38 digits.
mlir::Type commonDecimal(mlir::Type a, mlir::Type b) {
  auto x = dyn_cast<sql::DecimalType>(sql::withoutNull(a)), y = dyn_cast<sql::DecimalType>(sql::withoutNull(b));
  if (!x || !y)
    return {};
  int32_t scale = std::max(x.getScale(), y.getScale());
  int32_t precision = scale + std::max(x.getPrecision() - x.getScale(), y.getPrecision() - y.getScale());
  return precision <= 38 ? sql::DecimalType::get(a.getContext(), precision, scale) : mlir::Type();
}

/// One side of a key: a column, or what computes it.
struct KeySide {
  Value value;     ///< in the condition
  mlir::Type cast; ///< what it is cast to; null: nothing
};

struct JoinKey {
  KeySide left, right;
  bool nullEqual;
};

struct KeyFinder {
  Region &condition;
  unsigned leftCount;

  // 0: left only, 1: right only, -1: neither.
  int sideOf(Value value) {
    llvm::BitVector used = argumentsOf(value, condition);
    if (used.none())
      return -1;
    if (used.find_last() < static_cast<int>(leftCount))
      return 0;
    return used.find_first() >= static_cast<int>(leftCount) ? 1 : -1;
  }

  std::optional<JoinKey> keyOf(Value conjunct) {
    auto compare = conjunct.getDefiningOp<sql::CompareOp>();
    auto same = conjunct.getDefiningOp<sql::NotDistinctOp>();
    if (!same && (!compare || compare.getPredicate() != sql::Predicate::Eq))
      return std::nullopt;
    Operation *op = conjunct.getDefiningOp();
    Value a = withoutNullability(op->getOperand(0)), b = withoutNullability(op->getOperand(1));
    int sideA = sideOf(a), sideB = sideOf(b);
    if (sideA < 0 || sideB < 0 || sideA == sideB)
      return std::nullopt;
    if (sideA == 1)
      std::swap(a, b);
    JoinKey key{{a, {}}, {b, {}}, static_cast<bool>(same)};
    if (haveSameKeyForm(sql::asNullable(a.getType()), sql::asNullable(b.getType())))
      return key;
    mlir::Type common = commonDecimal(a.getType(), b.getType());
    if (!common)
      return std::nullopt;
    for (KeySide *side : {&key.left, &key.right})
      if (sql::withoutNull(side->value.getType()) != common)
        side->cast = sql::withNullability(common, sql::isNullable(side->value.getType()));
    return key;
  }
};

/// An input with the columns that its keys need behind its own.
struct KeyedInput {
  Value stream;
  llvm::SmallVector<int32_t> keys;
};

template <typename Op> KeyedInput withKeys(OpBuilder &builder, Op join, Value input, unsigned firstArgument, llvm::ArrayRef<KeySide> sides) {
  Region &region = join.getCondition();
  llvm::SmallVector<ColumnAttr> columns(streamOf(input).getColumns());
  size_t count = columns.size();
  KeyedInput keyed{input, {}};
  llvm::SmallVector<KeySide> computed;
  for (const KeySide &side : sides) {
    auto argument = dyn_cast<BlockArgument>(side.value);
    if (argument && argument.getOwner() == &region.front() && !side.cast) {
      keyed.keys.push_back(static_cast<int32_t>(argument.getArgNumber() - firstArgument));
      continue;
    }
    keyed.keys.push_back(static_cast<int32_t>(columns.size()));
    columns.push_back(ColumnAttr::get(join.getContext(), builder.getStringAttr("$k" + std::to_string(computed.size())),
                                      side.cast ? side.cast : side.value.getType(), TimeKind::None));
    computed.push_back(side);
  }
  if (computed.empty())
    return keyed;
  auto project = builder.create<ProjectOp>(join.getLoc(), StreamType::get(join.getContext(), columns), input);
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginScalars(builder, project.getExpressions(), streamOf(input), join.getLoc()), values = row;
  IRMapping mapping;
  for (size_t column = 0; column < count; ++column)
    mapping.map(region.getArgument(firstArgument + static_cast<unsigned>(column)), row[column]);
  for (const KeySide &side : computed) {
    Value value = copyValue(builder, side.value, mapping);
    values.push_back(side.cast ? sql::ScalarBuilder(builder, join.getLoc()).convert(value, side.cast) : value);
  }
  endScalars(builder, join.getLoc(), values);
  keyed.stream = project.getResult();
  return keyed;
}

template <typename Op> void fillRest(OpBuilder &builder, Op now, Op old, llvm::ArrayRef<Value> rest, unsigned leftCount) {
  if (rest.empty())
    return;
  OpBuilder::InsertionGuard guard(builder);
  StreamType left = streamOf(now.getLeft());
  llvm::SmallVector<Value> row = beginJoinScalars(builder, now.getCondition(), left, streamOf(now.getRight()), old.getLoc());
  IRMapping mapping;
  for (BlockArgument argument : old.getCondition().getArguments()) {
    unsigned number = argument.getArgNumber();
    mapping.map(argument, row[number < leftCount ? number : number - leftCount + left.getColumns().size()]);
  }
  endScalars(builder, old.getLoc(), copyConjunction(builder, old.getLoc(), rest, mapping));
}

// The join over inputs whose first columns are the old ones.
template <typename Op>
Op makeJoin(OpBuilder &builder, Op old, StreamType type, const KeyedInput &left, const KeyedInput &right, llvm::ArrayRef<bool> nullEqual) {
  if constexpr (std::is_same_v<Op, TemporalJoinOp>)
    return builder.create<Op>(old.getLoc(), type, left.stream, right.stream, old.getKind(), left.keys, right.keys, nullEqual, old.getLeftTime(),
                              old.getRightTime());
  else
    return builder.create<Op>(old.getLoc(), type, left.stream, right.stream, old.getKind(), left.keys, right.keys, nullEqual);
}

template <typename Op> void findKeys(Op join) {
  if (join.getCondition().empty())
    return;
  unsigned leftCount = streamOf(join.getLeft()).getColumns().size(), rightCount = streamOf(join.getRight()).getColumns().size();
  KeyFinder finder{join.getCondition(), leftCount};
  llvm::SmallVector<Value> rest;
  llvm::SmallVector<KeySide> leftSides, rightSides;
  llvm::SmallVector<bool> nullEqual;
  for (Value conjunct : conjunctsOf(join.getCondition())) {
    std::optional<JoinKey> key = finder.keyOf(conjunct);
    if (!key) {
      rest.push_back(conjunct);
      continue;
    }
    leftSides.push_back(key->left);
    rightSides.push_back(key->right);
    nullEqual.push_back(key->nullEqual);
  }
  if (leftSides.empty())
    return;
  OpBuilder builder(join);
  KeyedInput left = withKeys(builder, join, join.getLeft(), 0, leftSides), right = withKeys(builder, join, join.getRight(), leftCount, rightSides);
  // Keys that the join has already stay the first ones.
  left.keys.insert(left.keys.begin(), join.getLeftKeys().begin(), join.getLeftKeys().end());
  right.keys.insert(right.keys.begin(), join.getRightKeys().begin(), join.getRightKeys().end());
  llvm::SmallVector<bool> before(join.getNullEqual());
  before.resize(join.getLeftKeys().size(), false);
  nullEqual.insert(nullEqual.begin(), before.begin(), before.end());
  if (!llvm::is_contained(nullEqual, true))
    nullEqual.clear();
  llvm::SmallVector<ColumnAttr> columns(join.getType().getColumns());
  unsigned leftNow = streamOf(left.stream).getColumns().size(), rightNow = streamOf(right.stream).getColumns().size();
  if (leftNow != leftCount || rightNow != rightCount) {
    columns = joinedColumns(join.getKind(), streamOf(left.stream), streamOf(right.stream), /*keepsTime=*/false);
    for (auto [index, column] : llvm::enumerate(join.getType().getColumns()))
      columns[index < leftCount ? index : index - leftCount + leftNow] = column;
  }
  Op now = makeJoin(builder, join, StreamType::get(join.getContext(), columns), left, right, nullEqual);
  fillRest(builder, now, join, rest, leftCount);
  Value result = now.getResult();
  if (now.getType() != join.getType()) {
    llvm::SmallVector<int32_t> places;
    for (unsigned index = 0; index < join.getType().getColumns().size(); ++index)
      places.push_back(static_cast<int32_t>(index < leftCount ? index : index - leftCount + leftNow));
    result = projectColumns(builder, join.getLoc(), result, places).getResult();
  }
  join.getResult().replaceAllUsesWith(result);
  join.erase();
}

struct FindJoinKeys : impl::FindJoinKeysBase<FindJoinKeys> {
  void runOnOperation() override {
    for (auto join : llvm::make_early_inc_range(getOperation().getOps<JoinOp>()))
      findKeys(join);
    for (auto join : llvm::make_early_inc_range(getOperation().getOps<LookupJoinOp>()))
      findKeys(join);
    for (auto join : llvm::make_early_inc_range(getOperation().getOps<TemporalJoinOp>()))
      findKeys(join);
  }
};

} // namespace
} // namespace millrace::rel
