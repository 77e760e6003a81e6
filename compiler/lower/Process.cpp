// flow.process: bodies of inputs, timers and watermarks over declared state tables.
#include "compiler/lower/ProcessBody.h"

#include "compiler/flow/FlowSorted.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::lower {

namespace LLVM = mlir::LLVM;
using mlir::failure;
using mlir::success;
using mlir::Value;

static StateKind kindOf(flow::TableKind kind) {
  switch (kind) {
  case flow::TableKind::Map:
    return StateKind::Map;
  case flow::TableKind::List:
    return StateKind::List;
  case flow::TableKind::Sorted:
    return StateKind::Sorted;
  default:
    return StateKind::Value;
  }
}

static Schema namedColumns(llvm::ArrayRef<mlir::Type> types, const char *prefix) {
  Schema schema;
  for (auto [index, type] : llvm::enumerate(types))
    schema.push_back({prefix + std::to_string(index), sql::toAbi(type)});
  return schema;
}

// The key columns, named as the first keyed input names them.
static Schema keySchema(flow::ProcessOp op) {
  Schema key;
  if (op.getKeys().empty())
    return key;
  auto columns = rel::streamOf(op.getInputs()[0]).getColumns();
  for (int32_t index : mlir::cast<mlir::DenseI32ArrayAttr>(op.getKeys()[0]).asArrayRef())
    key.push_back({columns[static_cast<size_t>(index)].getName().str(), sql::toAbi(columns[static_cast<size_t>(index)].getType())});
  return key;
}

// `<timer> time`: where a key's timer stands, so that setting it again moves it and clearing finds it.
static StateTableDescriptor timesTable(flow::ProcessOp op, flow::TimerAttr timer, const Schema &key) {
  StateTableDescriptor table;
  table.kind = StateKind::Value;
  table.name = timer.getName().str() + " time";
  table.operatorId = op.getOperatorId().str();
  table.account = "process";
  table.bound = op.getStateBound().str();
  table.key = key;
  table.value = {{"time", Type{TypeKind::BigInt, false, 0, 0, {}}}};
  return table;
}

mlir::LogicalResult TaskEmitter::declareProcess(flow::ProcessOp op) {
  Schema key = keySchema(op);
  for (const Field &field : key)
    if (mlir::failed(checkKey(op.getLoc(), field.type)))
      return mlir::failure();
  auto add = [&](StateTableDescriptor table) {
    tables_.push_back(describeTable(context(), static_cast<uint32_t>(task_.tables.size()), table));
    task_.tables.push_back(std::move(table));
    return tables_.back().index;
  };
  firstTable_[op] = static_cast<uint32_t>(tables_.size());
  for (auto declared : op.getTables().getAsRange<flow::TableAttr>()) {
    if (declared.getKind() == flow::TableKind::Slices)
      return op.emitOpError("declares table `") << declared.getName().getValue() << "` of a kind that cannot be lowered yet";
    StateTableDescriptor table;
    table.kind = kindOf(declared.getKind());
    table.name = declared.getName().str();
    table.operatorId = op.getOperatorId().str();
    table.account = "process";
    table.bound = op.getStateBound().str();
    table.key = key;
    table.mapKey = namedColumns(declared.getMapKey(), "k");
    table.value = namedColumns(declared.getValue(), "v");
    table.ttlMs = static_cast<uint64_t>(declared.getTtlMs());
    for (const Field &field : table.mapKey)
      if (mlir::failed(checkKey(op.getLoc(), field.type)))
        return mlir::failure();
    add(std::move(table));
    tables_.back().order.assign(declared.getOrder().begin(), declared.getOrder().end());
  }
  firstTimer_[op] = static_cast<uint32_t>(timers_.size());
  for (auto [index, timer] : llvm::enumerate(op.getTimers().getAsRange<flow::TimerAttr>())) {
    timers_.push_back({op, static_cast<unsigned>(index), add(timesTable(op, timer, key))});
    task_.timers.push_back({timer.getName().str(), op.getOperatorId().str(),
                            timer.getEventTime() ? TimeDomain::EventTime : TimeDomain::ProcessingTime, key});
  }
  return success();
}

ProcessBody::ProcessBody(TaskEmitter &task, Code &code, flow::ProcessOp op)
    : task_(task), code_(code), op_(op),
      scalars_(code, [this](ScalarEmitter &, mlir::Operation *operation) { return emit(operation); }) {}

const TableUse *ProcessBody::tableNamed(llvm::StringRef name) {
  for (auto [index, table] : llvm::enumerate(op_.getTables().getAsRange<flow::TableAttr>()))
    if (table.getName() == name)
      return &task_.tables_[task_.firstTable_[op_] + index];
  return nullptr;
}

Value ProcessBody::tablePointer(const TableUse &use) {
  return code_.call(forKind(use.kind, "mr_state_table", "mr_state_map", "mr_state_sorted"), {code_.task(), code_.i32(use.index)});
}

llvm::SmallVector<Value> ProcessBody::keyed(Value table, const KeyBytes &key) { return {table, key.hash, key.pointer, key.sizeBytes}; }

KeyBytes ProcessBody::mapKey(const TableUse &use, mlir::ValueRange values) {
  llvm::SmallVector<Scalar> columns;
  for (auto [value, form] : llvm::zip_equal(values, use.mapKey))
    columns.push_back(scalars_.as(value, form));
  return makeKeyBytes(code_, use.mapKey, columns);
}

// The table a slot belongs to: it comes from a lookup or from the loop over a map.
const TableUse *ProcessBody::tableOf(Value slot) {
  auto argument = mlir::dyn_cast<mlir::BlockArgument>(slot);
  mlir::Operation *made = argument ? argument.getOwner()->getParentOp() : slot.getDefiningOp();
  return llvm::TypeSwitch<mlir::Operation *, const TableUse *>(made)
      .Case<flow::LookupOp, flow::ForEachOp, flow::SortedInsertOp, flow::SortedAtOp, flow::SortedForEachOp>([&](auto op) { return tableNamed(op.getTable()); })
      .Default([](mlir::Operation *) { return nullptr; });
}

bool isWritten(Value slot) {
  return llvm::any_of(slot.getUsers(), [](mlir::Operation *user) { return mlir::isa<flow::StoreOp>(user); });
}

mlir::LogicalResult ProcessBody::emit(mlir::Operation *operation) {
  return llvm::TypeSwitch<mlir::Operation *, mlir::LogicalResult>(operation)
      .Case<flow::EmitOp>([&](auto op) { return task_.emitFlowEmit(scalars_, op); })
      .Case<flow::LookupOp>([&](auto op) { return lookup(op); })
      .Case<flow::LoadOp, flow::StoreOp>([&](auto op) { return access(op); })
      .Case<flow::EraseOp>([&](auto op) { return erase(op); })
      .Case<flow::EraseEntryOp>([&](auto op) { return eraseEntry(op); })
      .Case<flow::ForEachOp>([&](auto op) { return forEach(op); })
      .Case<flow::SetTimerOp>([&](flow::SetTimerOp op) {
        setTimer(op.getTimer(), scalars_.get(op.getTimeMs()).parts[0], op.getEarliest());
        return success();
      })
      .Case<flow::ClearTimerOp>([&](flow::ClearTimerOp op) {
        setTimer(op.getTimer(), {}, /*earliest=*/false);
        return success();
      })
      .Case<flow::CurrentWatermarkOp>([&](flow::CurrentWatermarkOp op) {
        scalars_.set(op.getMs(), {{code_.call("mr_watermark_current", code_.task())}, {}});
        return success();
      })
      .Case<flow::CountLateOp>([&](auto) {
        code_.call("mr_count_late", {code_.task(), code_.i64(1)});
        return success();
      })
      .Default([&](mlir::Operation *op) { return emitSorted(op); });
}

mlir::LogicalResult ProcessBody::lookup(flow::LookupOp op) {
  const TableUse &use = *tableNamed(op.getTable());
  if (!key_)
    return op.emitOpError("looks up keyed state where there is no key");
  Value table = tablePointer(use);
  llvm::SmallVector<Value> arguments = keyed(table, *key_);
  if (use.kind == StateKind::List) {
    if (!op.getCreate())
      return op.emitOpError("looks up an element of a list, which has no keys");
    scalars_.set(op.getSlot(), {{code_.call("mr_list_append", arguments)}, {}});
    scalars_.set(op.getFound(), {{code_.i1(false)}, {}});
    return success();
  }
  bool isMap = use.kind == StateKind::Map;
  if (isMap) {
    KeyBytes inner = mapKey(use, op.getMapKey());
    arguments.append({inner.pointer, inner.sizeBytes});
  }
  Value pointer, found;
  if (op.getCreate()) {
    Value inserted = code_.stack(1);
    arguments.push_back(inserted);
    pointer = code_.call(isMap ? "mr_map_find_or_insert" : "mr_table_find_or_insert", arguments);
    found = code_.invert(code_.load(code_.intType(1), inserted));
  } else {
    bool write = isWritten(op.getSlot());
    pointer = code_.call(isMap ? (write ? "mr_map_find_for_write" : "mr_map_find") : (write ? "mr_table_find_for_write" : "mr_table_find"), arguments);
    found = code_.invert(code_.isZero(pointer));
  }
  scalars_.set(op.getSlot(), {{pointer}, {}});
  scalars_.set(op.getFound(), {{found}, {}});
  return success();
}

// Whether the body around `loading` stores into the table's variable columns or erases its entries. No other body runs meanwhile.
bool ProcessBody::isChanged(const TableUse &use, mlir::Operation *loading) {
  mlir::Region *body = loading->getParentRegion();
  while (body->getParentOp() != op_.getOperation())
    body = body->getParentOp()->getParentRegion();
  return body
      ->walk([&](mlir::Operation *operation) {
        if (auto erase = mlir::dyn_cast<flow::EraseOp>(operation); erase && tableNamed(erase.getTable()) == &use)
          return mlir::WalkResult::interrupt();
        if (auto erase = mlir::dyn_cast<flow::EraseEntryOp>(operation); erase && tableOf(erase.getSlot()) == &use)
          return mlir::WalkResult::interrupt();
        if (auto erase = mlir::dyn_cast<flow::SortedEraseOp>(operation); erase && tableNamed(erase.getTable()) == &use)
          return mlir::WalkResult::interrupt();
        auto store = mlir::dyn_cast<flow::StoreOp>(operation);
        if (!store || tableOf(store.getSlot()) != &use)
          return mlir::WalkResult::advance();
        Shape shape = use.value[store.getColumn()].shape;
        return shape == Shape::Text || shape == Shape::Nested ? mlir::WalkResult::interrupt() : mlir::WalkResult::advance();
      })
      .wasInterrupted();
}

Value ProcessBody::copyToArena(const Scalar &scalar) {
  Value size = code_.sizeBytesOf(scalar);
  Value copy = code_.call("mr_arena_allocate", {code_.task(), size});
  code_.copy(copy, scalar.parts[1], size);
  return copy;
}

mlir::LogicalResult ProcessBody::access(mlir::Operation *operation) {
  auto store = mlir::dyn_cast<flow::StoreOp>(operation);
  Value slot = store ? store.getSlot() : mlir::cast<flow::LoadOp>(operation).getSlot();
  const TableUse *use = tableOf(slot);
  if (!use)
    return operation->emitOpError("uses an entry that comes neither from a lookup nor from a loop over a map");
  StateValue value{*use, scalars_.get(slot).parts[0], {}};
  if (store) {
    value.table = tablePointer(*use);
    storeState(code_, value, store.getColumn(), scalars_.as(store.getValue(), use->value[store.getColumn()]));
    return success();
  }
  auto load = mlir::cast<flow::LoadOp>(operation);
  Scalar loaded = loadState(code_, value, load.getColumn());
  // A later store or erase frees the bytes that a loaded string points at; the value itself must stay.
  bool isVariable = use->value[load.getColumn()].shape == Shape::Text || use->value[load.getColumn()].shape == Shape::Nested;
  if (isVariable && isChanged(*use, operation))
    loaded.parts[1] = copyToArena(loaded);
  scalars_.set(load.getValue(), loaded);
  return success();
}

mlir::LogicalResult ProcessBody::erase(flow::EraseOp op) {
  const TableUse &use = *tableNamed(op.getTable());
  if (!key_)
    return op.emitOpError("erases keyed state where there is no key");
  llvm::SmallVector<Value> arguments = keyed(tablePointer(use), *key_);
  if (use.kind == StateKind::Value) {
    code_.call("mr_table_erase", arguments);
  } else if (use.kind == StateKind::Sorted) {
    code_.call("mr_sorted_erase_key", arguments);
  } else if (op.getMapKey().empty()) {
    code_.call("mr_map_erase_key", arguments);
  } else {
    KeyBytes inner = mapKey(use, op.getMapKey());
    arguments.append({inner.pointer, inner.sizeBytes});
    code_.call("mr_map_erase", arguments);
  }
  return success();
}

mlir::LogicalResult ProcessBody::eraseEntry(flow::EraseEntryOp op) {
  code_.call("mr_map_erase_entry", {tablePointer(*tableOf(op.getSlot())), loopEntries_.lookup(op.getSlot())});
  return success();
}

ProcessBody::Carried ProcessBody::carriedBy(mlir::ValueRange inits) {
  Carried carried;
  for (Value init : inits) {
    carried.forms.push_back(formOf(init.getType()));
    carried.types.append(carried.forms.back().flattened());
    scalars_.as(init, carried.forms.back()).flattenInto(carried.start);
  }
  return carried;
}

void ProcessBody::setResults(mlir::ResultRange results, llvm::ArrayRef<Form> forms, mlir::Block *after) {
  mlir::ValueRange arguments = after->getArguments();
  for (auto [result, form] : llvm::zip_equal(results, forms))
    scalars_.set(result, takeScalar(form, arguments));
}

mlir::LogicalResult ProcessBody::forEach(flow::ForEachOp op) {
  const TableUse &use = *tableNamed(op.getTable());
  if (!key_)
    return op.emitOpError("reads keyed state where there is no key");
  mlir::Block &block = op.getBody().front();
  Carried carried = carriedBy(op.getInits());
  Value map = tablePointer(use);
  llvm::SmallVector<Value> start = {code_.call("mr_map_first", keyed(map, *key_))};
  start.append(carried.start);
  llvm::SmallVector<mlir::Type> headTypes = {code_.intType(32)};
  headTypes.append(carried.types);
  mlir::Block *head = code_.newBlock(headTypes), *inside = code_.newBlock(), *after = code_.newBlock(carried.types);
  code_.jump(head, start);
  code_.enter(head);
  Value entry = head->getArgument(0);
  mlir::ValueRange state = head->getArguments().drop_front();
  code_.branch(code_.equal(entry, code_.i32(-1)), after, state, inside, {});
  code_.enter(inside);
  Value next = code_.call("mr_map_next", {map, entry}); // before the body may erase the entry
  llvm::SmallVector<Scalar> columns;
  if (!use.mapKey.empty()) {
    Value size = code_.stack(4);
    Value keyPointer = code_.call("mr_map_entry_key", {map, entry, size});
    columns = readKey(code_, use.mapKey, keyPointer, code_.load(code_.intType(32), size, 0, 4));
  }
  Value slot = block.getArgument(static_cast<unsigned>(columns.size()));
  loopEntries_[slot] = entry;
  columns.push_back({{code_.call(isWritten(slot) ? "mr_map_entry_value_for_write" : "mr_map_entry_value", {map, entry})}, {}});
  for (const Form &form : carried.forms)
    columns.push_back(takeScalar(form, state));
  for (auto [argument, column] : llvm::zip_equal(block.getArguments(), columns))
    scalars_.set(argument, column);
  if (mlir::failed(scalars_.emitBlock(block)))
    return failure();
  mlir::ValueRange yielded = block.getTerminator()->getOperands();
  llvm::SmallVector<Value> results, onward = {next};
  for (auto [value, form] : llvm::zip_equal(yielded.drop_front(), carried.forms))
    scalars_.as(value, form).flattenInto(results);
  onward.append(results);
  code_.branch(scalars_.get(yielded.front()).parts[0], head, onward, after, results);
  code_.enter(after);
  setResults(op.getResults(), carried.forms, after);
  return success();
}

// Moves the key's timer to `timeMs`, `earliest` only if that is before where it stands, or takes it back when there is no time.
void ProcessBody::setTimer(llvm::StringRef name, Value timeMs, bool earliest) {
  unsigned timer = task_.firstTimer_[op_];
  for (auto attribute : op_.getTimers().getAsRange<flow::TimerAttr>()) {
    if (attribute.getName() == name)
      break;
    ++timer;
  }
  Value times = code_.call("mr_state_table", {code_.task(), code_.i32(task_.timers_[timer].timesTable)});
  Value index = code_.i32(timer);
  auto timerCall = [&](llvm::StringRef function, Value time) {
    code_.call(function, {code_.task(), index, time, key_->hash, key_->pointer, key_->sizeBytes});
  };
  if (!timeMs) {
    Value known = code_.call("mr_table_find", keyed(times, *key_));
    code_.when(code_.invert(code_.isZero(known)), [&] {
      timerCall("mr_timer_clear", code_.load(code_.intType(64), known, 0, 8));
      code_.call("mr_table_erase", keyed(times, *key_));
    });
    return;
  }
  Value inserted = code_.stack(1);
  llvm::SmallVector<Value> arguments = keyed(times, *key_);
  arguments.push_back(inserted);
  Value slot = code_.call("mr_table_find_or_insert", arguments);
  Value before = code_.load(code_.intType(64), slot, 0, 8);
  Value isNew = code_.load(code_.intType(1), inserted);
  Value differs = code_.compare(earliest ? LLVM::ICmpPredicate::sgt : LLVM::ICmpPredicate::ne, before, timeMs);
  code_.when(code_.either(isNew, differs), [&] {
    code_.when(code_.invert(isNew), [&] { timerCall("mr_timer_clear", before); });
    code_.store(timeMs, slot, 0, 8);
    timerCall("mr_timer_set", timeMs);
  });
}

mlir::LogicalResult TaskEmitter::emitProcessInput(Code &code, flow::ProcessOp op, unsigned input, const Row &row) {
  ProcessBody body(*this, code, op);
  if (input < op.getInputs().size()) {
    auto keys = mlir::cast<mlir::DenseI32ArrayAttr>(op.getKeys()[input]).asArrayRef();
    llvm::SmallVector<Form> all = formsOf(rel::streamOf(op.getInputs()[input])), forms;
    llvm::SmallVector<Scalar> columns;
    for (int32_t key : keys) {
      forms.push_back(all[static_cast<size_t>(key)]);
      columns.push_back(row.columns[static_cast<size_t>(key)]);
    }
    auto exchange = op.getInputs()[input].getDefiningOp<flow::ExchangeOp>();
    body.useKey(makeKey(code, forms, columns, exchange && exchange.getKeys() == keys ? row.hash : Value()));
  }
  mlir::Block &block = op.getBodies()[input].front();
  body.scalars().set(block.getArgument(0), {{row.kind}, {}});
  bindColumns(body.scalars(), block, 1, row);
  return body.scalars().emitBlock(block);
}

mlir::LogicalResult TaskEmitter::defineTimer(flow::ProcessOp op, unsigned timer, LLVM::LLVMFuncOp function) {
  Code code(pipeline_.module, function, &task_);
  code.setLocation(op.getLoc());
  Value time = code.argument(1);
  KeyBytes key{code.argument(3), code.argument(4), code.argument(2)};
  Value times = code.call("mr_state_table", {code.task(), code.i32(timers_[timer].timesTable)});
  code.call("mr_table_erase", {times, key.hash, key.pointer, key.sizeBytes});
  ProcessBody body(*this, code, op);
  body.useKey(key);
  llvm::SmallVector<Form> forms;
  for (const Field &field : keySchema(op))
    forms.push_back(formOf(context(), field.type));
  llvm::SmallVector<Scalar> columns = readKey(code, forms, key.pointer, key.sizeBytes);
  columns.push_back({{time}, {}});
  mlir::Block &block = op.getBodies()[op->getNumOperands() + timers_[timer].region].front();
  for (auto [argument, column] : llvm::zip_equal(block.getArguments(), columns))
    body.scalars().set(argument, column);
  if (mlir::failed(body.scalars().emitBlock(block)))
    return failure();
  code.leaveOk();
  return success();
}

mlir::LogicalResult TaskEmitter::fireProcess(Code &code, flow::ProcessOp op, Value watermark) {
  if (!op.getOnWatermark())
    return success();
  ProcessBody body(*this, code, op);
  mlir::Block &block = op.getBodies().back().front();
  body.scalars().set(block.getArgument(0), {{watermark}, {}});
  return body.scalars().emitBlock(block);
}

} // namespace millrace::lower
