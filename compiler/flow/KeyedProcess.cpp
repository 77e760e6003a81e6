#include "compiler/flow/KeyedProcess.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

KeyedProcess::KeyedProcess(RelConversion &conversion, const ProcessSpec &spec) : conversion_(conversion) {
  OpBuilder &builder = conversion.builder;
  std::string meaning = fmt::format("{}, keys=[{}], input={})", spec.meaning, RelConversion::describeKeys(rel::streamOf(spec.input), spec.keys),
                                    conversion.meanings[spec.input]);
  Value exchanged = conversion.exchange(spec.location, spec.input, spec.keys);
  llvm::SmallVector<Attribute> timers(spec.timers.begin(), spec.timers.end());
  op_ = builder.create<ProcessOp>(spec.location, TypeRange{spec.result}, ValueRange{exchanged}, ValueRange(),
                                  builder.getArrayAttr({builder.getDenseI32ArrayAttr(spec.keys)}), conversion.tableList(spec.tables),
                                  builder.getArrayAttr(timers), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)),
                                  builder.getStringAttr(spec.bound), /*bodies=*/static_cast<unsigned>(1 + timers.size()));
  conversion.meanings[op_.getResult(0)] = meaning;
}

void KeyedProcess::onRow(RowBody body) {
  OpBuilder &builder = conversion_.builder;
  OpBuilder::InsertionGuard guard(builder);
  Block &block = addRowBlock(op_.getBodies()[0], rel::streamOf(op_.getInputs()[0]), op_.getLoc());
  builder.setInsertionPointToStart(&block);
  ScalarBuilder code(builder, op_.getLoc());
  body(code, block.getArgument(0), block.getArguments().drop_front());
  code.create<sql::YieldOp>(ValueRange());
}

void KeyedProcess::onTimer(unsigned timer, TimerBody body) {
  OpBuilder &builder = conversion_.builder;
  OpBuilder::InsertionGuard guard(builder);
  Block &block = op_.getBodies()[1 + timer].emplaceBlock();
  StreamType stream = rel::streamOf(op_.getInputs()[0]);
  for (int32_t key : cast<DenseI32ArrayAttr>(op_.getKeys()[0]).asArrayRef())
    block.addArgument(stream.getColumns()[key].getType(), op_.getLoc());
  block.addArgument(builder.getI64Type(), op_.getLoc());
  builder.setInsertionPointToStart(&block);
  ScalarBuilder code(builder, op_.getLoc());
  body(code, block.getArguments().drop_back(), block.getArguments().back());
  code.create<sql::YieldOp>(ValueRange());
}

// Key bytes hold one zero and one NaN for all of them.
static bool isGivenBackByKey(mlir::Type type) { return !sql::isFloat(sql::withoutNull(type)); }

KeptRows::KeptRows(StreamType stream, llvm::ArrayRef<int32_t> keys) : stream_(stream), keys_(keys) {
  for (auto [index, column] : llvm::enumerate(stream.getColumns())) {
    if (llvm::is_contained(keys, static_cast<int32_t>(index)) && isGivenBackByKey(column.getType()))
      continue;
    kept_.push_back(static_cast<int32_t>(index));
    types_.push_back(column.getType());
  }
}

SlotType KeptRows::slotType() const { return SlotType::get(stream_.getContext(), types_); }

TableAttr KeptRows::valueTable(llvm::StringRef name, int64_t ttlMs) const {
  MLIRContext *context = stream_.getContext();
  return TableAttr::get(context, StringAttr::get(context, name), TableKind::Value, llvm::ArrayRef<mlir::Type>(), types_, ttlMs);
}

TableAttr KeptRows::sortedTable(llvm::StringRef name, llvm::ArrayRef<rel::SortColumnAttr> order, int64_t ttlMs) const {
  MLIRContext *context = stream_.getContext();
  llvm::SmallVector<mlir::Type> sortTypes;
  for (rel::SortColumnAttr column : order)
    sortTypes.push_back(stream_.getColumns()[column.getColumn()].getType());
  return TableAttr::get(context, StringAttr::get(context, name), TableKind::Sorted, sortTypes, types_, ttlMs, orderBits(order));
}

Values KeptRows::keysOf(ValueRange row) const {
  Values values;
  for (int32_t key : keys_)
    values.push_back(row[key]);
  return values;
}

void KeptRows::store(ScalarBuilder &code, Value slot, ValueRange row) const {
  for (auto [place, column] : llvm::enumerate(kept_))
    code.create<StoreOp>(slot, place, row[column]);
}

Value KeptRows::loadColumn(ScalarBuilder &code, Value slot, ValueRange keys, int32_t column) const {
  const int32_t *place = llvm::find(kept_, column);
  if (place == kept_.end())
    return keys[static_cast<size_t>(llvm::find(keys_, column) - keys_.begin())];
  return code.create<LoadOp>(stream_.getColumns()[column].getType(), slot, static_cast<uint32_t>(place - kept_.begin()));
}

Values KeptRows::load(ScalarBuilder &code, Value slot, ValueRange keys) const {
  Values row;
  for (size_t column = 0; column < stream_.getColumns().size(); ++column)
    row.push_back(loadColumn(code, slot, keys, static_cast<int32_t>(column)));
  return row;
}

Value KeptRows::isSame(ScalarBuilder &code, Value slot, ValueRange row, llvm::function_ref<bool(int32_t)> except) const {
  Value same = code.boolean(true);
  for (auto [place, column] : llvm::enumerate(kept_))
    if (!except || !except(column))
      same = code.both(same, code.notDistinct(code.create<LoadOp>(types_[place], slot, place), row[column]));
  return same;
}

Values sortValues(llvm::ArrayRef<rel::SortColumnAttr> order, ValueRange row) {
  Values values;
  for (rel::SortColumnAttr column : order)
    values.push_back(row[column.getColumn()]);
  return values;
}

Value sortsBefore(ScalarBuilder &code, llvm::ArrayRef<rel::SortColumnAttr> order, ValueRange a, ValueRange b, bool orEqual) {
  if (order.empty())
    return code.boolean(orEqual);
  sql::Predicate predicate = order[0].getDescending() ? sql::Predicate::Gt : sql::Predicate::Lt;
  Value before, equal;
  if (sql::isNullable(a[0].getType())) {
    Value aNull = code.isNull(a[0]), bNull = code.isNull(b[0]);
    Value nullBefore = order[0].getNullsLast() ? code.both(code.invert(aNull), bNull) : code.both(aNull, code.invert(bNull));
    before = code.either(nullBefore, code.isTrue(code.compare(predicate, a[0], b[0])));
    equal = code.notDistinct(a[0], b[0]);
  } else {
    before = code.compare(predicate, a[0], b[0]);
    equal = code.compare(sql::Predicate::Eq, a[0], b[0]);
  }
  if (order.size() == 1 && !orEqual)
    return before;
  return code.either(before, code.both(equal, sortsBefore(code, order.drop_front(), a.drop_front(), b.drop_front(), orEqual)));
}

llvm::SmallVector<int32_t> orderBits(llvm::ArrayRef<rel::SortColumnAttr> order) {
  llvm::SmallVector<int32_t> bits;
  for (rel::SortColumnAttr column : order)
    bits.push_back((column.getDescending() ? kDescending : 0) | (column.getNullsLast() ? kNullsLast : 0));
  return bits;
}

std::string describeOrder(StreamType stream, llvm::ArrayRef<rel::SortColumnAttr> order) {
  std::string text;
  for (rel::SortColumnAttr column : order)
    text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", RelConversion::describeKeys(stream, {column.getColumn()}),
                        column.getDescending() ? "DESC" : "ASC", column.getNullsLast() ? " NULLS LAST" : "");
  return text;
}

void forEachIndex(ScalarBuilder &code, Value from, Value to, llvm::function_ref<void(Value)> body) {
  auto loop = code.create<scf::ForOp>(from, to, code.int64(1));
  OpBuilder::InsertionGuard guard(code.builder());
  code.builder().setInsertionPointToStart(loop.getBody());
  body(loop.getInductionVar());
}

Values forEachRow(ScalarBuilder &code, llvm::StringRef table, SlotType slot, Value first, Value end, ValueRange inits, SortedBody body) {
  auto loop = code.create<SortedForEachOp>(inits.getTypes(), table, first, end, inits);
  OpBuilder::InsertionGuard guard(code.builder());
  Block &block = loop.getBody().emplaceBlock();
  block.addArgument(code.builder().getI64Type(), code.location());
  block.addArgument(slot, code.location());
  for (mlir::Type type : inits.getTypes())
    block.addArgument(type, code.location());
  code.builder().setInsertionPointToEnd(&block);
  Value goesOn = code.boolean(true);
  Values yielded = body(block.getArgument(0), block.getArgument(1), block.getArguments().drop_front(2), goesOn);
  yielded.insert(yielded.begin(), goesOn);
  code.create<sql::YieldOp>(yielded);
  return Values(loop.getResults());
}

Value findRow(ScalarBuilder &code, llvm::StringRef table, SlotType slot, Value first, Value end, llvm::function_ref<Value(Value)> isIt) {
  return forEachRow(code, table, slot, first, end, ValueRange{code.int64(-1)}, [&](Value index, Value at, ValueRange found, Value &goesOn) {
    Value isFound = isIt(at);
    goesOn = code.invert(isFound);
    return code.choose(
        isFound, index.getType(), [&] { return Values{index}; }, [&] { return Values(found); });
  })[0];
}

Value lesser(ScalarBuilder &code, Value a, Value b) {
  return code.choose(
      code.compare(sql::Predicate::Lt, a, b), a.getType(), [&] { return Values{a}; }, [&] { return Values{b}; })[0];
}

} // namespace millrace::flow
