// rel-recognize-in: a value that is compared with many constants is looked up in a set of them. As comparisons, each constant is code: a thousand
// of them compile for a second, and the time grows with their square.
#include "compiler/rel/RelPasses.h"
#include "compiler/sql/ScalarBuilder.h"

#include "mlir/IR/Iterators.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_RECOGNIZEIN
#include "compiler/rel/RelPasses.h.inc"

namespace {

/// Fewer comparisons are as fast as a look-up.
constexpr size_t kSetSizeMin = 16;

/// The constant as one of the value's type. None where the value cannot equal it: a DECIMAL with other digits.
std::optional<Attribute> asConstantOf(mlir::Type type, sql::ConstantOp constant) {
  auto to = dyn_cast<sql::DecimalType>(sql::withoutNull(type));
  if (!to)
    return constant.getValue();
  int32_t shift = to.getScale() - cast<sql::DecimalType>(sql::withoutNull(constant.getType())).getScale();
  llvm::APInt digits = cast<IntegerAttr>(constant.getValue()).getValue().sext(512), ten(512, 10), power(512, 1), limit(512, 1);
  for (int32_t i = 0; i < std::abs(shift); ++i)
    power *= ten;
  for (int32_t i = 0; i < to.getPrecision(); ++i)
    limit *= ten;
  if (shift < 0 && !digits.srem(power).isZero())
    return std::nullopt;
  digits = shift < 0 ? digits.sdiv(power) : digits * power;
  if (digits.abs().uge(limit))
    return std::nullopt;
  return IntegerAttr::get(IntegerType::get(type.getContext(), 128), digits.trunc(128));
}

bool canBeInSet(sql::ConstantOp constant) {
  auto number = dyn_cast<FloatAttr>(constant.getValue());
  return !isa<UnitAttr>(constant.getValue()) && !sql::withoutNull(constant.getType()).isInteger(1) && !(number && number.getValue().isNaN());
}

/// `sql.or` of =, or `sql.and` of <>.
template <typename Logic> constexpr sql::Predicate kCompares = std::is_same_v<Logic, sql::OrOp> ? sql::Predicate::Eq : sql::Predicate::Ne;

template <typename Logic> class Chain {
public:
  explicit Chain(Logic root) : root_(root) {}

  void recognize() {
    gather();
    llvm::erase_if(leaves_, [&](Value leaf) { return isInSet(leaf); });
    if (leaves_.size() == gathered_)
      return;
    OpBuilder builder(root_);
    builder_.emplace(builder, root_.getLoc());
    for (auto &[value, constants] : constants_)
      if (compared_[value] >= kSetSizeMin)
        leaves_.push_back(lookUp(value, constants.getArrayRef()));
    Value result = joined(leaves_);
    root_.getResult().replaceAllUsesWith(builder_->convert(result, root_.getType()));
  }

private:
  void gather() {
    llvm::SmallVector<Value> pending{root_.getRhs(), root_.getLhs()};
    while (!pending.empty()) {
      Value value = pending.pop_back_val();
      auto inner = value.getDefiningOp<Logic>();
      if (inner && value.hasOneUse()) {
        pending.append({inner.getRhs(), inner.getLhs()});
        continue;
      }
      leaves_.push_back(value);
      if (auto [other, constant] = comparison(value); constant) {
        ++compared_[other];
        if (std::optional<Attribute> same = asConstantOf(other.getType(), constant))
          constants_[other].insert(*same);
        else
          (void)constants_[other];
      }
    }
    gathered_ = leaves_.size();
  }

  static std::pair<Value, sql::ConstantOp> comparison(Value leaf) {
    auto compare = leaf.getDefiningOp<sql::CompareOp>();
    if (!compare || compare.getPredicate() != kCompares<Logic>)
      return {};
    for (auto [value, other] : {std::pair(compare.getLhs(), compare.getRhs()), std::pair(compare.getRhs(), compare.getLhs())})
      if (auto constant = other.getDefiningOp<sql::ConstantOp>(); constant && canBeInSet(constant))
        return {value, constant};
    return {};
  }
  bool isInSet(Value leaf) {
    auto [value, constant] = comparison(leaf);
    return constant && compared_[value] >= kSetSizeMin;
  }

  Value lookUp(Value value, llvm::ArrayRef<Attribute> constants) {
    mlir::Type type = sql::withNullability(builder_->builder().getI1Type(), sql::isNullable(value.getType()));
    Value found = builder_->create<sql::InOp>(type, value, builder_->builder().getArrayAttr(constants));
    return std::is_same_v<Logic, sql::OrOp> ? found : builder_->invert(found);
  }

  Value joined(llvm::ArrayRef<Value> values) {
    if (values.size() == 1)
      return values[0];
    Value left = joined(values.take_front(values.size() / 2)), right = joined(values.drop_front(values.size() / 2));
    bool nullable = sql::isNullable(left.getType()) || sql::isNullable(right.getType());
    return builder_->create<Logic>(sql::withNullability(builder_->builder().getI1Type(), nullable), left, right);
  }

  Logic root_;
  std::optional<sql::ScalarBuilder> builder_;
  llvm::SmallVector<Value> leaves_; ///< in order; from `recognize` on, those that stay
  size_t gathered_ = 0;
  llvm::MapVector<Value, llvm::SetVector<Attribute>> constants_; ///< by the value they are compared with
  llvm::DenseMap<Value, size_t> compared_;
};

template <typename Logic> bool isRoot(Logic op) { return !(op->hasOneUse() && isa<Logic>(*op->user_begin())); }

struct RecognizeIn : impl::RecognizeInBase<RecognizeIn> {
  void runOnOperation() override {
    llvm::SmallVector<sql::OrOp> ors;
    llvm::SmallVector<sql::AndOp> ands;
    getOperation().walk([&](Operation *op) {
      if (auto either = dyn_cast<sql::OrOp>(op); either && isRoot(either))
        ors.push_back(either);
      if (auto both = dyn_cast<sql::AndOp>(op); both && isRoot(both))
        ands.push_back(both);
    });
    for (sql::OrOp op : ors)
      Chain(op).recognize();
    for (sql::AndOp op : ands)
      Chain(op).recognize();
    getOperation().walk<WalkOrder::PostOrder, ReverseIterator>([](Operation *op) {
      if (isa<sql::SqlDialect>(op->getDialect()) && isOpTriviallyDead(op))
        op->erase();
    });
  }
};

} // namespace
} // namespace millrace::rel
