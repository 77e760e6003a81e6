#include "compiler/rel/Conjuncts.h"

#include "compiler/sql/ScalarBuilder.h"
#include "stdlib/FunctionRecord.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;

namespace millrace::rel {

namespace {

std::optional<bool> constantOf(Value value) {
  auto constant = value.getDefiningOp<sql::ConstantOp>();
  auto boolean = constant ? dyn_cast<BoolAttr>(constant.getValue()) : BoolAttr();
  return boolean ? std::optional(boolean.getValue()) : std::nullopt;
}

Value yieldOf(Region &region) { return region.front().getTerminator()->getOperand(0); }

void collect(Value value, llvm::SmallVector<Value> &conjuncts) {
  if (auto both = value.getDefiningOp<sql::AndOp>()) {
    collect(both.getLhs(), conjuncts);
    return collect(both.getRhs(), conjuncts);
  }
  if (auto test = value.getDefiningOp<sql::IsTrueOp>())
    return collect(test.getValue(), conjuncts);
  if (auto guard = value.getDefiningOp<scf::IfOp>(); guard && guard.getNumResults() == 1) {
    Value yes = yieldOf(guard.getThenRegion()), no = yieldOf(guard.getElseRegion());
    // if (a) { b } else { FALSE }
    if (constantOf(no) == false) {
      collect(guard.getCondition(), conjuncts);
      return collect(yes, conjuncts);
    }
    // if (a is FALSE) { a } else { a AND b }: what the binder writes for a right side that may fail.
    auto isFalse = guard.getCondition().getDefiningOp<sql::IsFalseOp>();
    auto rest = no.getDefiningOp<sql::AndOp>();
    if (isFalse && rest && rest.getLhs() == isFalse.getValue()) {
      collect(isFalse.getValue(), conjuncts);
      return collect(rest.getRhs(), conjuncts);
    }
  }
  if (constantOf(value) != true)
    conjuncts.push_back(value);
}

// The operands of an operation and of those inside its regions, as far as they come from outside.
void forEachOperand(Operation *op, llvm::function_ref<void(Value)> visit) {
  op->walk([&](Operation *inner) {
    for (Value operand : inner->getOperands())
      if (!op->isAncestor(operand.getParentBlock()->getParentOp()))
        visit(operand);
  });
}

// The operations that compute a value; those of regions among them count as part of the operation around them.
void collectOperations(Value value, llvm::SetVector<Operation *> &operations) {
  Operation *op = value.getDefiningOp();
  if (op && operations.insert(op))
    forEachOperand(op, [&](Value operand) { collectOperations(operand, operations); });
}

} // namespace

bool mayFail(Value value) {
  llvm::SetVector<Operation *> operations;
  collectOperations(value, operations);
  return llvm::any_of(operations, [](Operation *op) { return !isPure(op); });
}

llvm::SmallVector<Value> conjunctsOf(Region &condition) {
  llvm::SmallVector<Value> conjuncts;
  collect(condition.front().getTerminator()->getOperand(0), conjuncts);
  return conjuncts;
}

llvm::BitVector argumentsOf(Value value, Region &region) {
  llvm::BitVector used(region.getNumArguments());
  auto note = [&](Value operand) {
    auto argument = dyn_cast<BlockArgument>(operand);
    if (argument && argument.getOwner() == &region.front())
      used.set(argument.getArgNumber());
  };
  note(value);
  llvm::SetVector<Operation *> operations;
  collectOperations(value, operations);
  for (Operation *op : operations)
    forEachOperand(op, note);
  return used;
}

Value copyValue(OpBuilder &builder, Value value, IRMapping &mapping) {
  Operation *op = value.getDefiningOp();
  if (!op || mapping.contains(value))
    return mapping.lookupOrDefault(value);
  forEachOperand(op, [&](Value operand) { copyValue(builder, operand, mapping); });
  builder.clone(*op, mapping);
  return mapping.lookup(value);
}

Value copyConjunction(OpBuilder &builder, Location location, llvm::ArrayRef<Value> conjuncts, IRMapping &mapping) {
  sql::ScalarBuilder code(builder, location);
  if (conjuncts.empty())
    return code.boolean(true);
  Value all = code.isTrue(copyValue(builder, conjuncts.front(), mapping));
  for (size_t next = 1; next < conjuncts.size(); ++next) {
    if (mayFail(conjuncts[next])) {
      // Copies made inside the branch are not seen outside of it.
      return code.choose(
          all, builder.getI1Type(),
          [&] {
            IRMapping inside(mapping);
            return sql::ScalarBuilder::Values{copyConjunction(builder, location, conjuncts.drop_front(next), inside)};
          },
          [&] { return sql::ScalarBuilder::Values{code.boolean(false)}; })[0];
    }
    all = code.both(all, code.isTrue(copyValue(builder, conjuncts[next], mapping)));
  }
  return all;
}

namespace {

/// What is known of values where some columns are NULL.
struct NullColumns {
  const llvm::BitVector &columns;

  bool isNull(Value value) const {
    if (auto argument = dyn_cast<BlockArgument>(value))
      return isa<RelDialect>(argument.getOwner()->getParentOp()->getDialect()) && columns.test(argument.getArgNumber());
    Operation *op = value.getDefiningOp();
    if (auto constant = dyn_cast<sql::ConstantOp>(op))
      return isa<UnitAttr>(constant.getValue());
    auto anyOperand = [&] { return llvm::any_of(op->getOperands(), [&](Value operand) { return isNull(operand); }); };
    if (auto call = dyn_cast<sql::CallOp>(op))
      return isStrict(call) && anyOperand();
    if (isa<sql::AndOp, sql::OrOp>(op))
      return isNull(op->getOperand(0)) && isNull(op->getOperand(1));
    return isa<sql::AddOp, sql::SubOp, sql::MulOp, sql::DivOp, sql::RemOp, sql::NegOp, sql::CompareOp, sql::NotOp, sql::CastOp, sql::FieldOp, sql::ToMsOp,
               sql::FromMsOp, sql::ToNullableOp>(op) &&
           anyOperand();
  }
  bool isFalse(Value value) const {
    if (constantOf(value) == false)
      return true;
    Operation *op = value.getDefiningOp();
    if (auto no = dyn_cast_or_null<sql::NotOp>(op))
      return isTrue(no.getValue());
    if (auto test = dyn_cast_or_null<sql::IsTrueOp>(op))
      return isNotTrue(test.getValue());
    return isa_and_nonnull<sql::IsFalseOp>(op) && isNull(op->getOperand(0));
  }
  bool isTrue(Value value) const {
    auto test = value.getDefiningOp<sql::IsNullOp>();
    return constantOf(value) == true || (test && isNull(test.getValue()));
  }
  bool isNotTrue(Value value) const {
    if (isNull(value) || isFalse(value))
      return true;
    if (auto both = value.getDefiningOp<sql::AndOp>())
      return isNotTrue(both.getLhs()) || isNotTrue(both.getRhs());
    if (auto either = value.getDefiningOp<sql::OrOp>())
      return isNotTrue(either.getLhs()) && isNotTrue(either.getRhs());
    auto branch = value.getDefiningOp<scf::IfOp>();
    if (!branch || branch.getNumResults() != 1)
      return false;
    bool no = isNotTrue(yieldOf(branch.getElseRegion()));
    return no && (isNotTrue(branch.getCondition()) || isNotTrue(yieldOf(branch.getThenRegion())));
  }

private:
  static bool isStrict(sql::CallOp call) {
    llvm::StringRef name = call.getFunction();
    for (const FunctionRecord *record : findFunction(std::string_view(name.data(), name.size())))
      if (llvm::StringRef(record->symbol.data(), record->symbol.size()) == call.getSymbol())
        return record->nulls != NullRule::CalledOnNull;
    return false;
  }
};

} // namespace

bool rejectsNulls(Value value, const llvm::BitVector &columns) { return NullColumns{columns}.isNotTrue(value); }

} // namespace millrace::rel
