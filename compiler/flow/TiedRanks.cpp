#include "compiler/flow/TiedRanks.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

void forEachRank(ScalarBuilder &code, const RankWalk &walk, ValueRange keys, llvm::function_ref<void(ValueRange, Value)> body) {
  code.when(code.compare(sql::Predicate::Lt, walk.first, walk.end), [&] {
    // Carried: the rank and the sort values of the row before. The first row's stand for it, and its rank is one too low: its group begins there.
    Values before{walk.ranksBefore};
    Value slot = code.create<SortedAtOp>(walk.rows.slotType(), walk.table, walk.first);
    for (rel::SortColumnAttr column : walk.order)
      before.push_back(walk.rows.loadColumn(code, slot, keys, column.getColumn()));
    forEachRow(code, walk.table, walk.rows.slotType(), walk.first, walk.end, before, [&](Value index, Value at, ValueRange carried, Value &) {
      Values row = walk.rows.load(code, at, keys), values = sortValues(walk.order, row);
      Value isTied = code.compare(sql::Predicate::Ne, index, walk.first);
      for (auto [a, b] : llvm::zip(values, carried.drop_front()))
        isTied = code.both(isTied, code.notDistinct(a, b));
      Value rank = code.choose(
          isTied, index.getType(), [&] { return Values{carried[0]}; },
          [&] { return Values{code.add(walk.function == rel::RankFunction::DenseRank ? carried[0] : index, code.int64(1))}; })[0];
      body(row, rank);
      values.insert(values.begin(), rank);
      return values;
    });
  });
}

} // namespace millrace::flow
