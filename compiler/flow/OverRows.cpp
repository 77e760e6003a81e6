#include "compiler/flow/OverRows.h"

#include "compiler/flow/Ordered.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

OverRows::OverRows(RelConversion &conversion, rel::OverOp op, Value input, bool retracting)
    : conversion(conversion), op(op), input(input), stream(rel::streamOf(input)), plan(stream, op, retracting), rows(stream, op.getPartition()),
      rowTypes(rows.types()), stateTypes(plan.types()) {}

TableAttr OverRows::sortedTable(llvm::ArrayRef<mlir::Type> sortTypes, llvm::ArrayRef<int32_t> order) {
  MLIRContext *context = op.getContext();
  return TableAttr::get(context, StringAttr::get(context, kRows), TableKind::Sorted, sortTypes, rowTypes, conversion.stateTtlMs, order);
}

TableAttr OverRows::stateTable() {
  MLIRContext *context = op.getContext();
  return TableAttr::get(context, StringAttr::get(context, kState), TableKind::Value, llvm::ArrayRef<mlir::Type>(), stateTypes, conversion.stateTtlMs);
}

KeyedProcess OverRows::process(llvm::ArrayRef<TableAttr> tables, llvm::ArrayRef<TimerAttr> timers, llvm::StringRef how) {
  std::string calls;
  for (auto call : op.getCalls().getAsRange<rel::OverCallAttr>())
    calls += fmt::format("{}{}({}{} {})", calls.empty() ? "" : ", ", call.getFunction().getValue().str(), call.getDistinct() ? "DISTINCT " : "",
                         RelConversion::describeKeys(stream, call.getArguments()), call.getOffset());
  std::string meaning = fmt::format("over({} {} {}, order=[{}], calls=[{}]", how.str(), op.getRows() ? "rows" : "range", op.getPreceding(),
                                    describeOrder(stream, rel::sortColumns(op.getOrder())), calls);
  llvm::SmallVector<TableAttr> all(tables);
  llvm::append_range(all, plan.mapTables(conversion.stateTtlMs));
  return KeyedProcess(conversion, {op.getLoc(), op.getType(), input, llvm::to_vector(op.getPartition()), all, llvm::to_vector(timers), meaning, op.stateBound()});
}

LookupOp OverRows::state(ScalarBuilder &code, bool create) {
  return code.create<LookupOp>(SlotType::get(op.getContext(), stateTypes), code.builder().getI1Type(), kState, ValueRange(), create);
}

Values OverRows::loadState(ScalarBuilder &code, LookupOp entry) {
  return code.choose(
      entry.getFound(), stateTypes,
      [&] {
        Values loaded;
        for (auto [index, type] : llvm::enumerate(stateTypes))
          loaded.push_back(code.create<LoadOp>(type, entry.getSlot(), index));
        return loaded;
      },
      [&] {
        Values initial(stateTypes.size() - plan.types().size(), code.int64(0));
        initial.append(plan.initial(code));
        return initial;
      });
}

void OverRows::storeState(ScalarBuilder &code, LookupOp entry, ValueRange values) {
  for (auto [index, value] : llvm::enumerate(values))
    code.create<StoreOp>(entry.getSlot(), index, value);
}

Values OverRows::accumulateRows(ScalarBuilder &code, ValueRange keys, Value first, Value end, ValueRange accumulator) {
  return each(code, first, end, accumulator, [&](Value, Value slot, ValueRange carried, Value &) {
    return plan.accumulate(code, rows.load(code, slot, keys), carried);
  });
}

void OverRows::emit(ScalarBuilder &code, Value kind, ValueRange row, ValueRange results) {
  Values sent(row);
  sent.append(results.begin(), results.end());
  code.create<EmitOp>(kind, sent, 0);
}

Value convertOver(RelConversion &conversion, rel::OverOp op, Value input) {
  bool isByTime = rel::timeOrder(op.getInput(), op.getOrder()) != rel::TimeKind::None;
  return isByTime ? convertTimeOver(conversion, op, input) : convertSortedOver(conversion, op, input);
}

} // namespace millrace::flow
