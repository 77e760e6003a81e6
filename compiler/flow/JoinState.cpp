#include "compiler/flow/JoinState.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

JoinState::JoinState(Options options) : options_(std::move(options)) {
  llvm::ArrayRef<rel::ColumnAttr> columns = options_.rows.getColumns();
  llvm::SmallVector<int32_t> stored;
  for (int32_t column = 0; column < static_cast<int32_t>(columns.size()); ++column)
    if (!llvm::is_contained(options_.heldColumns, column))
      stored.push_back(column);
  if (options_.side.keysHoldUniqueKey)
    kind_ = Kind::OneRow;
  else if (options_.side.hasUniqueKey)
    kind_ = Kind::ByUniqueKey;
  else if (stored.empty())
    kind_ = Kind::Count;
  else
    kind_ = options_.isRetracting ? Kind::CountedRows : Kind::List;
  for (int32_t column : stored) {
    bool isMapKey = kind_ == Kind::CountedRows || (kind_ == Kind::ByUniqueKey && llvm::is_contained(options_.side.uniqueKey, column));
    (isMapKey ? mapKeyColumns_ : valueColumns_).push_back(column);
    (isMapKey ? mapKeyTypes_ : valueTypes_).push_back(columns[column].getType());
  }
  if (std::optional<unsigned> count = countColumn())
    valueTypes_.push_back(IntegerType::get(options_.rows.getContext(), 64));
  if (options_.countsMatches)
    valueTypes_.push_back(IntegerType::get(options_.rows.getContext(), 32));
}

std::optional<unsigned> JoinState::countColumn() const {
  if (kind_ != Kind::CountedRows && kind_ != Kind::Count)
    return std::nullopt;
  return valueColumns_.size();
}

unsigned JoinState::matchesColumn() const { return valueTypes_.size() - 1; }

TableAttr JoinState::table(MLIRContext *context, int64_t ttlMs) const {
  TableKind kind = kind_ == Kind::List ? TableKind::List : mapKeyTypes_.empty() ? TableKind::Value : TableKind::Map;
  return TableAttr::get(context, StringAttr::get(context, options_.name), kind, mapKeyTypes_, valueTypes_, ttlMs);
}

SlotType JoinState::slotType(MLIRContext *context) const { return SlotType::get(context, valueTypes_); }

Values JoinState::mapKeyOf(ValueRange row) const {
  Values key;
  for (int32_t column : mapKeyColumns_)
    key.push_back(row[column]);
  return key;
}

void JoinState::storeColumns(ScalarBuilder &code, Value slot, ValueRange row) const {
  for (auto [index, column] : llvm::enumerate(valueColumns_))
    code.create<StoreOp>(slot, index, row[column]);
}

JoinState::Added JoinState::add(ScalarBuilder &code, ValueRange row) const {
  auto entry = code.create<LookupOp>(slotType(code.builder().getContext()), code.builder().getI1Type(), options_.name, mapKeyOf(row), /*create=*/true);
  storeColumns(code, entry.getSlot(), row);
  if (std::optional<unsigned> count = countColumn()) {
    mlir::Type type = valueTypes_[*count];
    Value now = code.choose(
        entry.getFound(), type,
        [&] { return Values{code.add(code.create<LoadOp>(type, entry.getSlot(), *count), code.int64(1))}; }, [&] { return Values{code.int64(1)}; })[0];
    code.create<StoreOp>(entry.getSlot(), *count, now);
  }
  return {entry.getSlot(), entry.getFound()};
}

void JoinState::setMatches(ScalarBuilder &code, Value slot, Value matches) const { code.create<StoreOp>(slot, matchesColumn(), matches); }

void JoinState::retract(ScalarBuilder &code, ValueRange row) const {
  Values mapKey = mapKeyOf(row);
  std::optional<unsigned> count = countColumn();
  if (!count) {
    code.create<EraseOp>(options_.name, mapKey);
    return;
  }
  auto entry = code.create<LookupOp>(slotType(code.builder().getContext()), code.builder().getI1Type(), options_.name, mapKey, /*create=*/false);
  code.when(entry.getFound(), [&] {
    Value before = code.create<LoadOp>(valueTypes_[*count], entry.getSlot(), *count);
    Value isLast = code.compare(sql::Predicate::Le, before, code.int64(1));
    code.when(isLast, [&] { code.create<EraseOp>(options_.name, mapKey); });
    code.when(code.invert(isLast), [&] { code.create<StoreOp>(entry.getSlot(), *count, code.sub(before, code.int64(1))); });
  });
}

JoinState::Stored JoinState::load(ScalarBuilder &code, Value slot, ValueRange mapKey, const Values &held) const {
  Stored stored;
  stored.slot = slot;
  stored.columns.resize(options_.rows.getColumns().size());
  for (auto [column, value] : llvm::zip(options_.heldColumns, held))
    stored.columns[column] = value;
  for (auto [index, column] : llvm::enumerate(mapKeyColumns_))
    stored.columns[column] = mapKey[index];
  for (auto [index, column] : llvm::enumerate(valueColumns_))
    stored.columns[column] = code.create<LoadOp>(valueTypes_[index], slot, index);
  if (options_.countsMatches)
    stored.matches = code.create<LoadOp>(valueTypes_[matchesColumn()], slot, matchesColumn());
  return stored;
}

// One visit, or as many as the row is there times.
Values JoinState::visitSlot(ScalarBuilder &code, Value slot, ValueRange mapKey, const Values &held, const Values &carried, Visit visit) const {
  Stored stored = load(code, slot, mapKey, held);
  std::optional<unsigned> count = countColumn();
  if (!count)
    return visit(stored, carried);
  Value times = code.create<LoadOp>(valueTypes_[*count], slot, *count);
  auto loop = code.create<scf::ForOp>(code.int64(0), times, code.int64(1), carried);
  OpBuilder::InsertionGuard guard(code.builder());
  if (carried.empty())
    loop.getBody()->getTerminator()->erase();
  code.builder().setInsertionPointToEnd(loop.getBody());
  code.create<scf::YieldOp>(visit(stored, Values(loop.getRegionIterArgs())));
  return Values(loop.getResults());
}

Values JoinState::forEach(ScalarBuilder &code, const Values &held, const Values &carried, Visit visit) const {
  MLIRContext *context = code.builder().getContext();
  llvm::SmallVector<mlir::Type> types(ValueRange(carried).getTypes());
  if (kind_ == Kind::OneRow || kind_ == Kind::Count) {
    auto entry = code.create<LookupOp>(slotType(context), code.builder().getI1Type(), options_.name, ValueRange(), /*create=*/false);
    return code.choose(
        entry.getFound(), types, [&] { return visitSlot(code, entry.getSlot(), {}, held, carried, visit); }, [&] { return carried; });
  }
  auto loop = code.create<ForEachOp>(types, options_.name, carried);
  OpBuilder::InsertionGuard guard(code.builder());
  Block &block = loop.getBody().emplaceBlock();
  for (mlir::Type type : mapKeyTypes_)
    block.addArgument(type, code.location());
  block.addArgument(slotType(context), code.location());
  for (mlir::Type type : types)
    block.addArgument(type, code.location());
  code.builder().setInsertionPointToEnd(&block);
  ValueRange arguments = block.getArguments();
  size_t keyCount = mapKeyTypes_.size();
  Values results = visitSlot(code, arguments[keyCount], arguments.take_front(keyCount), held, Values(arguments.drop_front(keyCount + 1)), visit);
  results.insert(results.begin(), code.boolean(true));
  code.create<sql::YieldOp>(results);
  return Values(loop.getResults());
}

} // namespace millrace::flow
