/// rel-reorder-joins: inner joins in a row are done in an order that costs nothing and saves something.
///
/// Shape:   a chain of inner joins whose left input is the join before is taken apart into its inputs and the conjuncts of all conditions. An input moves ahead
///          of those before it in the text if they have no equal columns with what is joined already (they would be joined with every row of it), or
///          if it has at most one row for the key that the rows are distributed by already: it adds no rows, and they need not move for it.
/// Order:   otherwise that of the text. The results are the same rows; a project gives them their old columns.
#include "compiler/rel/Conjuncts.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/UpsertKeys.h"
#include "compiler/sql/ScalarBuilder.h"

#include "llvm/ADT/IntEqClasses.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_REORDERJOINS
#include "compiler/rel/RelPasses.h.inc"

namespace {

/// Columns are counted over all inputs in the order of the text, which is how the conditions see them.
struct JoinChain {
  struct Conjunct {
    Value value;
    llvm::BitVector inputs;                               ///< that it reads
    std::optional<std::pair<unsigned, unsigned>> columns; ///< that it says are equal
    bool readsTime = false;                               ///< a time attribute: what bounds an interval
  };

  llvm::SmallVector<JoinOp> joins; ///< the innermost first
  llvm::SmallVector<Value> inputs;
  llvm::SmallVector<unsigned> firstColumn; ///< of each input, and the number of all columns
  llvm::SmallVector<Conjunct> conjuncts;

  unsigned inputOf(unsigned column) const {
    return static_cast<unsigned>(llvm::upper_bound(firstColumn, column) - firstColumn.begin()) - 1;
  }
};

bool isPlain(JoinOp join) {
  return join.getKind() == JoinKind::Inner && join.getLeftKeys().empty() && (join.getCondition().empty() || !hasPerRowValues(join.getCondition()));
}

JoinOp before(JoinOp join) {
  auto left = join.getLeft().getDefiningOp<JoinOp>();
  return left && left->hasOneUse() && isPlain(left) ? left : JoinOp();
}

bool isLastOfChain(JoinOp join) {
  return isPlain(join) && llvm::none_of(join->getUsers(), [&](Operation *user) {
           auto next = dyn_cast<JoinOp>(user);
           return next && isPlain(next) && before(next) == join;
         });
}

std::optional<std::pair<unsigned, unsigned>> equalColumns(Value conjunct, Region &region) {
  auto compare = conjunct.getDefiningOp<sql::CompareOp>();
  if (!compare || compare.getPredicate() != sql::Predicate::Eq)
    return std::nullopt;
  std::optional<unsigned> columns[2];
  for (unsigned side = 0; side < 2; ++side) {
    Value value = compare->getOperand(side);
    if (auto nullable = value.getDefiningOp<sql::ToNullableOp>())
      value = nullable.getValue();
    auto argument = dyn_cast<BlockArgument>(value);
    if (!argument || argument.getOwner() != &region.front())
      return std::nullopt;
    columns[side] = argument.getArgNumber();
  }
  return std::pair(*columns[0], *columns[1]);
}

void addConjuncts(JoinChain &chain, JoinOp join) {
  if (join.getCondition().empty())
    return;
  for (Value value : conjunctsOf(join.getCondition())) {
    JoinChain::Conjunct conjunct{value, llvm::BitVector(chain.inputs.size()), equalColumns(value, join.getCondition())};
    llvm::BitVector columns = argumentsOf(value, join.getCondition());
    for (unsigned column : columns.set_bits()) {
      unsigned input = chain.inputOf(column);
      conjunct.inputs.set(input);
      conjunct.readsTime |= streamOf(chain.inputs[input]).getColumns()[column - chain.firstColumn[input]].getTime() != TimeKind::None;
    }
    chain.conjuncts.push_back(std::move(conjunct));
  }
}

// None if there is nothing to reorder, or if a condition could fail for pairs of rows that the text never compares.
std::optional<JoinChain> chainOf(JoinOp last) {
  JoinChain chain;
  for (JoinOp join = last; join; join = before(join))
    chain.joins.insert(chain.joins.begin(), join);
  if (chain.joins.size() < 2)
    return std::nullopt;
  chain.inputs.push_back(chain.joins.front().getLeft());
  for (JoinOp join : chain.joins)
    chain.inputs.push_back(join.getRight());
  unsigned columns = 0;
  for (Value input : chain.inputs) {
    chain.firstColumn.push_back(columns);
    columns += streamOf(input).getColumns().size();
  }
  for (JoinOp join : chain.joins)
    addConjuncts(chain, join);
  chain.firstColumn.push_back(columns);
  if (llvm::any_of(chain.conjuncts, [](const JoinChain::Conjunct &conjunct) { return mayFail(conjunct.value); }))
    return std::nullopt;
  return chain;
}

/// Chooses the order of a chain's inputs.
class JoinOrder {
public:
  explicit JoinOrder(const JoinChain &chain) : chain_(chain), placed_(chain.inputs.size()), classes_(chain.firstColumn.back()) {
    for (const JoinChain::Conjunct &conjunct : chain.conjuncts)
      if (conjunct.columns)
        classes_.join(conjunct.columns->first, conjunct.columns->second);
    classes_.compress();
    boundsTimes_ = llvm::any_of(chain.conjuncts, [](const JoinChain::Conjunct &conjunct) { return conjunct.readsTime; });
  }

  llvm::SmallVector<unsigned> choose() {
    llvm::SmallVector<unsigned> order, key;
    while (order.size() < chain_.inputs.size()) {
      unsigned next = order.empty() ? 0 : nextInput(key);
      key = keyOf(next).classes;
      placed_.set(next);
      order.push_back(next);
    }
    return order;
  }

private:
  /// What an input and the placed ones have equal.
  struct Key {
    llvm::SmallVector<unsigned> classes; ///< sorted
    UpsertKey columns;                   ///< of the input
  };

  Key keyOf(unsigned input) const {
    Key key;
    for (const JoinChain::Conjunct &conjunct : chain_.conjuncts) {
      if (!conjunct.columns)
        continue;
      auto [own, other] = *conjunct.columns;
      if (chain_.inputOf(own) != input)
        std::swap(own, other);
      if (chain_.inputOf(own) != input || !placed_.test(chain_.inputOf(other)))
        continue;
      key.columns.push_back(static_cast<int32_t>(own - chain_.firstColumn[input]));
      if (!llvm::is_contained(key.classes, classes_[own]))
        key.classes.push_back(classes_[own]);
    }
    llvm::sort(key.classes);
    return key;
  }

  // Equal columns, or times that bound each other.
  bool isConnected(unsigned input) const {
    return llvm::any_of(chain_.conjuncts, [&](const JoinChain::Conjunct &conjunct) {
      if (!conjunct.inputs.test(input) || !(conjunct.columns || conjunct.readsTime))
        return false;
      llvm::BitVector others = conjunct.inputs;
      others.reset(input);
      return others.any() && !others.test(placed_);
    });
  }

  bool addsNoRows(unsigned input, const Key &key) const {
    return llvm::any_of(upsertKeysOf(chain_.inputs[input]), [&](const UpsertKey &unique) { return holdsAll(key.columns, unique); });
  }

  unsigned nextInput(llvm::ArrayRef<unsigned> lastKey) const {
    std::optional<unsigned> connected, staying;
    for (unsigned input = 0; input < chain_.inputs.size(); ++input) {
      if (placed_.test(input))
        continue;
      Key key = keyOf(input);
      bool stays = !key.classes.empty() && llvm::ArrayRef<unsigned>(key.classes) == lastKey;
      if (!connected && isConnected(input)) {
        connected = input;
        if (stays)
          return input;
      }
      if (!staying && stays && !boundsTimes_ && addsNoRows(input, key))
        staying = input;
    }
    if (staying)
      return *staying;
    return connected ? *connected : static_cast<unsigned>(placed_.find_first_unset());
  }

  const JoinChain &chain_;
  llvm::BitVector placed_;
  llvm::IntEqClasses classes_;
  bool boundsTimes_; ///< a join may be one by interval: a regular one in front of it would end its time
};

/// Builds a chain's joins again.
class ChainBuilder {
public:
  explicit ChainBuilder(const JoinChain &chain)
    : chain_(chain), builder_(chain.joins.back()), placed_(chain.inputs.size()), taken_(chain.conjuncts.size()), places_(chain.firstColumn.back()) {}

  Value build(llvm::ArrayRef<unsigned> order) {
    Value result = chain_.inputs[order.front()];
    place(order.front(), 0);
    for (unsigned input : order.drop_front())
      result = add(result, input);
    return withOldColumns(result);
  }

private:
  void place(unsigned input, unsigned at) {
    placed_.set(input);
    for (unsigned column = chain_.firstColumn[input]; column < chain_.firstColumn[input + 1]; ++column)
      places_[column] = at++;
  }

  Value add(Value left, unsigned input) {
    JoinOp old = chain_.joins[input - 1];
    Location location = old.getLoc();
    Value right = chain_.inputs[input];
    StreamType leftType = streamOf(left), rightType = streamOf(right);
    llvm::SmallVector<ColumnAttr> columns = joinedColumns(JoinKind::Inner, leftType, rightType, /*keepsTime=*/true);
    auto join = builder_.create<JoinOp>(location, StreamType::get(builder_.getContext(), columns), left, right, JoinKind::Inner, llvm::ArrayRef<int32_t>(),
                                        llvm::ArrayRef<int32_t>(), llvm::ArrayRef<bool>());
    place(input, leftType.getColumns().size());
    fillCondition(join, leftType, rightType);
    return join.getResult();
  }

  // All conjuncts that can be told now and could not before.
  void fillCondition(JoinOp join, StreamType left, StreamType right) {
    llvm::SmallVector<Value> conjuncts;
    for (auto [index, conjunct] : llvm::enumerate(chain_.conjuncts))
      if (!taken_.test(index) && !conjunct.inputs.test(placed_)) {
        taken_.set(index);
        conjuncts.push_back(conjunct.value);
      }
    if (conjuncts.empty())
      return;
    OpBuilder::InsertionGuard guard(builder_);
    llvm::SmallVector<Value> row = beginJoinScalars(builder_, join.getCondition(), left, right, join.getLoc());
    sql::ScalarBuilder code(builder_, join.getLoc());
    IRMapping mapping;
    for (JoinOp old : chain_.joins)
      if (!old.getCondition().empty())
        for (BlockArgument argument : old.getCondition().getArguments())
          if (placed_.test(chain_.inputOf(argument.getArgNumber())))
            mapping.map(argument, code.convert(row[places_[argument.getArgNumber()]], argument.getType()));
    endScalars(builder_, join.getLoc(), copyConjunction(builder_, join.getLoc(), conjuncts, mapping));
  }

  Value withOldColumns(Value result) {
    JoinOp last = chain_.joins.back();
    auto project = builder_.create<ProjectOp>(last.getLoc(), last.getType(), result);
    OpBuilder::InsertionGuard guard(builder_);
    llvm::SmallVector<Value> row = beginScalars(builder_, project.getExpressions(), streamOf(result), last.getLoc()), values;
    sql::ScalarBuilder code(builder_, last.getLoc());
    for (auto [column, attribute] : llvm::enumerate(last.getType().getColumns()))
      values.push_back(code.convert(row[places_[column]], attribute.getType()));
    endScalars(builder_, last.getLoc(), values);
    return project.getResult();
  }

  const JoinChain &chain_;
  OpBuilder builder_;
  llvm::BitVector placed_, taken_;
  llvm::SmallVector<unsigned> places_; ///< of the chain's columns in what is built
};

struct ReorderJoins : impl::ReorderJoinsBase<ReorderJoins> {
  void runOnOperation() override {
    for (auto join : llvm::make_early_inc_range(getOperation().getOps<JoinOp>()))
      if (isLastOfChain(join))
        reorder(join);
  }

  static void reorder(JoinOp last) {
    std::optional<JoinChain> chain = chainOf(last);
    if (!chain)
      return;
    llvm::SmallVector<unsigned> order = JoinOrder(*chain).choose();
    if (llvm::is_sorted(order))
      return;
    last.getResult().replaceAllUsesWith(ChainBuilder(*chain).build(order));
    for (JoinOp join : llvm::reverse(chain->joins))
      join.erase();
  }
};

} // namespace
} // namespace millrace::rel
