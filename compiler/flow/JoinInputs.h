/// What all joins do with their inputs before the rows meet: keys of one type on both sides, exchanges by them, and the condition.
///
/// Shape:   a row with a NULL in a key that NULL does not equal has no match. Where such rows do not come out they go before the exchange, and the key
///          columns are NOT NULL behind it.
#ifndef MILLRACE_COMPILER_FLOW_JOININPUTS_H
#define MILLRACE_COMPILER_FLOW_JOININPUTS_H

#include "compiler/flow/RelConversion.h"
#include "compiler/rel/RelJoins.h"

namespace millrace::flow {

/// What a join op says of itself, whichever it is.
struct JoinShape {
  mlir::Operation *op;
  rel::JoinKind kind;
  llvm::SmallVector<int32_t> keys[2];
  llvm::SmallVector<bool> nullEqual; ///< per key
  mlir::Region *condition;           ///< empty: none

  template <typename Op> explicit JoinShape(Op join)
      : op(join), kind(join.getKind()), keys{llvm::to_vector(join.getLeftKeys()), llvm::to_vector(join.getRightKeys())},
        nullEqual(join.getNullEqual()), condition(&join.getCondition()) {
    nullEqual.resize(keys[0].size(), false);
  }

  StreamType input(unsigned side) const { return rel::streamOf(op->getOperand(side)); }
  StreamType result() const { return rel::streamOf(op->getResult(0)); }
  /// Whether rows of this input come out without a match.
  bool keepsUnmatched(unsigned side) const {
    return side == 0 ? rel::keepsLeft(kind) || kind == rel::JoinKind::Anti : rel::keepsRight(kind);
  }
};

/// The exchanged inputs of a join; their columns are the rel inputs', the keys' types apart.
struct JoinInputs {
  mlir::Value streams[2];
  std::string meaning; ///< kind, keys, condition and inputs, for operator ids
};
JoinInputs exchangeInputs(RelConversion &conversion, const JoinShape &shape);

/// Whether a key that NULL does not equal is NULL in this row of `side`; none if that cannot be.
std::optional<mlir::Value> hasNullKey(sql::ScalarBuilder &code, const JoinShape &shape, unsigned side, mlir::ValueRange row);
/// Keys whose column has exactly the key's value on both sides, so that state need not hold it again.
llvm::SmallVector<unsigned> heldKeys(const JoinShape &shape);
/// Their columns in rows of `side`.
llvm::SmallVector<int32_t> heldColumns(const JoinShape &shape, unsigned side);
/// Their values in a row of `side`.
sql::ScalarBuilder::Values heldValues(const JoinShape &shape, unsigned side, mlir::ValueRange row);
/// The condition over a row of each input, an i1; none without one.
std::optional<mlir::Value> meetsCondition(sql::ScalarBuilder &code, const JoinShape &shape, mlir::ValueRange left, mlir::ValueRange right);
/// A result row; an input without row gives NULLs.
sql::ScalarBuilder::Values joinedRow(sql::ScalarBuilder &code, const JoinShape &shape, std::optional<mlir::ValueRange> left,
                                     std::optional<mlir::ValueRange> right);

} // namespace millrace::flow

#endif
