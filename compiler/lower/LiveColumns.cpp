#include "compiler/lower/Tasks.h"
#include "compiler/lower/WindowCode.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace millrace::lower {

using mlir::Operation;
using mlir::Value;

llvm::BitVector &LiveColumns::bits(Value stream) {
  llvm::BitVector &found = live_[stream];
  found.resize(mlir::cast<flow::StreamType>(stream.getType()).getColumns().size());
  return found;
}

void LiveColumns::addAll(Value read, Value stream) {
  llvm::BitVector columns = bits(read); // a copy: the next call may move all of them
  bits(stream) |= columns;
}

bool LiveColumns::isLive(Value stream, unsigned column) const {
  auto found = live_.find(stream);
  return found != live_.end() && found->second.test(column);
}

llvm::SmallVector<unsigned> LiveColumns::of(Value stream) const {
  llvm::SmallVector<unsigned> columns;
  if (auto found = live_.find(stream); found != live_.end())
    columns.append(found->second.set_bits_begin(), found->second.set_bits_end());
  return columns;
}

LiveColumns::LiveColumns(mlir::ModuleOp module) {
  for (Operation &operation : llvm::reverse(*module.getBody())) {
    if (operation.getName().getDialectNamespace() != "flow")
      continue;
    for (Value result : operation.getResults())
      bits(result);
    pruneEmits(&operation);
    markOperands(&operation);
  }
}

static void eraseDead(mlir::Region &region) {
  for (bool erased = true; erased;) {
    erased = false;
    llvm::SmallVector<Operation *> operations;
    region.walk([&](Operation *operation) { operations.push_back(operation); }); // inner ones first
    for (Operation *operation : llvm::reverse(operations)) {
      if (!mlir::isOpTriviallyDead(operation))
        continue;
      bool hadRegions = operation->getNumRegions() > 0;
      operation->erase();
      erased = true;
      if (hadRegions) // the list still names what stood inside
        break;
    }
  }
}

void LiveColumns::pruneEmits(Operation *operation) {
  for (mlir::Region &region : operation->getRegions()) {
    region.walk([&](flow::EmitOp emit) {
      Value stream = operation->getResult(emit.getOutput());
      mlir::OpBuilder builder(emit);
      for (auto [index, operand] : llvm::enumerate(emit.getValuesMutable()))
        if (!isLive(stream, static_cast<unsigned>(index)))
          operand.set(builder.create<sql::ConstantOp>(emit.getLoc(), sql::NullType::get(builder.getContext()), builder.getUnitAttr()));
    });
    eraseDead(region);
  }
}

void LiveColumns::markArguments(Value stream, mlir::Block &block, unsigned firstColumn) {
  llvm::BitVector &columns = bits(stream);
  for (unsigned i = 0; i < columns.size(); ++i)
    if (!block.getArgument(firstColumn + i).use_empty())
      columns.set(i);
}

void LiveColumns::markProcess(flow::ProcessOp op) {
  for (auto [index, input] : llvm::enumerate(op->getOperands())) {
    markArguments(input, op.getBodies()[index].front(), 1);
    if (index < op.getInputs().size())
      for (int32_t key : mlir::cast<mlir::DenseI32ArrayAttr>(op.getKeys()[index]).asArrayRef())
        bits(input).set(static_cast<unsigned>(key));
  }
}

void LiveColumns::markWindow(flow::WindowAggregateOp op) {
  if (op.getPhase() == "global") {
    bits(op.getInput()).set();
    return;
  }
  markArguments(op.getInput(), op.getAccumulate().front(), 1);
  for (int32_t key : op.getKeys())
    bits(op.getInput()).set(static_cast<unsigned>(key));
  if (!isOfProcessingTime(op)) // else the clock is read, not the column
    bits(op.getInput()).set(static_cast<unsigned>(op.getWindow().getTimeColumn()));
}

void LiveColumns::markOperands(Operation *operation) {
  if (auto op = mlir::dyn_cast<flow::SourceOp>(operation)) {
    if (!op.getFilter().empty())
      markArguments(op.getResult(), op.getFilter().front(), 0);
  } else if (auto op = mlir::dyn_cast<flow::ChainOp>(operation)) {
    markArguments(op.getInput(), op.getBody().front(), 1);
  } else if (auto op = mlir::dyn_cast<flow::WatermarkOp>(operation)) {
    addAll(op.getResult(), op.getInput());
    bits(op.getInput()).set(op.getColumn());
    markArguments(op.getInput(), op.getDelay().front(), 0);
  } else if (auto op = mlir::dyn_cast<flow::ExchangeOp>(operation)) {
    for (int32_t key : op.getKeys())
      bits(op.getResult()).set(static_cast<unsigned>(key));
    addAll(op.getResult(), op.getInput());
  } else if (auto op = mlir::dyn_cast<flow::UnionOp>(operation)) {
    for (Value input : op.getInputs())
      addAll(op.getResult(), input);
  } else if (auto op = mlir::dyn_cast<flow::SinkOp>(operation)) {
    bits(op.getInput()).set();
  } else if (auto op = mlir::dyn_cast<flow::ProcessOp>(operation)) {
    markProcess(op);
  } else if (auto op = mlir::dyn_cast<flow::WindowAggregateOp>(operation)) {
    markWindow(op);
  }
}

} // namespace millrace::lower
