/// rel.expand -> flow.chain: a row goes on once per grouping set, in one loop.
///
/// Shape:   whether set i holds a key is decided by comparing i with bounds where that changes: one comparison for ROLLUP.
/// Source:  Flink's ExpandUtil, DecomposeGroupingSetsRule.
#include "compiler/flow/KeyedProcess.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

// Whether sets[index] holds the key of this bit, for an index in [first, last).
static Value holdsKey(ScalarBuilder &code, llvm::ArrayRef<int64_t> sets, int64_t first, int64_t last, int64_t bit, Value index) {
  auto holds = [&](int64_t set) { return (sets[set] & bit) != 0; };
  int64_t change = first + 1;
  while (change < last && holds(change) == holds(first))
    ++change;
  if (change == last)
    return code.boolean(holds(first));
  int64_t again = change + 1;
  while (again < last && holds(again) == holds(change))
    ++again;
  if (again == last)
    return code.compare(holds(first) ? sql::Predicate::Lt : sql::Predicate::Ge, index, code.int64(change));
  int64_t middle = first + (last - first) / 2;
  return code.choose(
      code.compare(sql::Predicate::Lt, index, code.int64(middle)), code.builder().getI1Type(),
      [&] { return Values{holdsKey(code, sets, first, middle, bit, index)}; }, [&] { return Values{holdsKey(code, sets, middle, last, bit, index)}; })[0];
}

Value convertExpand(RelConversion &conversion, rel::ExpandOp op, Value input) {
  return makeChain(conversion, op.getLoc(), input, op.getType(), [&](ScalarBuilder &code, Value kind, ValueRange row) {
    llvm::ArrayRef<int64_t> sets = op.getSets();
    auto count = static_cast<int64_t>(sets.size());
    forEachIndex(code, code.int64(0), code.int64(count), [&](Value set) {
      Values sent(row);
      for (auto [place, key] : llvm::enumerate(op.getKeys())) {
        Value value = code.toNullable(row[key]);
        sent.push_back(code.choose(
            holdsKey(code, sets, 0, count, int64_t(1) << place, set), value.getType(), [&] { return Values{value}; },
            [&] { return Values{code.null(value.getType())}; })[0]);
      }
      sent.push_back(set);
      code.create<EmitOp>(kind, sent, 0);
    });
  });
}

} // namespace millrace::flow
