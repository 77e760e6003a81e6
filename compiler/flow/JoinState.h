/// The rows of one input of a join in state, and the code that keeps and visits them.
///
/// Shape:   one table whose key is the join's. Columns that the key holds are not stored again. With an upsert key the table is a map by it (a value table
///          if the join key holds it); without one it is a list of rows, or a map row -> count where rows may be taken back.
/// Source:  Flink's JoinRecordStateViews, OuterJoinRecordStateViews.
#ifndef MILLRACE_COMPILER_FLOW_JOINSTATE_H
#define MILLRACE_COMPILER_FLOW_JOINSTATE_H

#include "compiler/flow/FlowDialect.h"
#include "compiler/sql/ScalarBuilder.h"
#include "compiler/rel/RelJoins.h"

namespace millrace::flow {

class JoinState {
public:
  using Values = sql::ScalarBuilder::Values;

  struct Options {
    std::string name;
    StreamType rows;     ///< of the process's input
    rel::JoinSide side;  ///< columns as in `rows`
    llvm::SmallVector<int32_t> heldColumns; ///< keys that need not be stored: the key has their value
    bool isRetracting;   ///< rows may be taken back
    bool countsMatches;  ///< beside each row: how many rows of the other input match it
  };
  explicit JoinState(Options options);

  TableAttr table(mlir::MLIRContext *context, int64_t ttlMs) const;

  /// A row that was added, until the next one.
  struct Added {
    mlir::Value slot;
    mlir::Value found; ///< i1: a row of the same upsert key was there, and is replaced
  };
  Added add(sql::ScalarBuilder &code, mlir::ValueRange row) const;
  /// Precondition: countsMatches.
  void setMatches(sql::ScalarBuilder &code, mlir::Value slot, mlir::Value matches) const;
  /// Takes a row back; nothing if it is not there.
  void retract(sql::ScalarBuilder &code, mlir::ValueRange row) const;

  /// A stored row; `matches` is null without countsMatches.
  struct Stored {
    Values columns;
    mlir::Value slot, matches;
  };
  /// Visits the rows of the current key; `held`: the values of the held columns. `carried` goes from visit to visit.
  using Visit = llvm::function_ref<Values(const Stored &, const Values &carried)>;
  Values forEach(sql::ScalarBuilder &code, const Values &held, const Values &carried, Visit visit) const;

private:
  enum class Kind : uint8_t { OneRow, ByUniqueKey, List, CountedRows, Count };

  SlotType slotType(mlir::MLIRContext *context) const;
  std::optional<unsigned> countColumn() const;
  unsigned matchesColumn() const;
  Values mapKeyOf(mlir::ValueRange row) const;
  void storeColumns(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange row) const;
  Stored load(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange mapKey, const Values &held) const;
  Values visitSlot(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange mapKey, const Values &held, const Values &carried, Visit visit) const;

  Options options_;
  Kind kind_;
  llvm::SmallVector<mlir::Type> mapKeyTypes_, valueTypes_;
  llvm::SmallVector<int32_t> mapKeyColumns_, valueColumns_; ///< of the rows
};

} // namespace millrace::flow

#endif
