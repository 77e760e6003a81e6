#include "compiler/lower/Tasks.h"

#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

namespace millrace::lower {

using mlir::Operation;
using mlir::Value;

static bool isFlow(Operation &operation) { return operation.getName().getDialectNamespace() == "flow"; }

namespace {

struct Clusters {
  llvm::EquivalenceClasses<Operation *> classes;
  llvm::SmallVector<Operation *> operations; // in the module's order, exchanges included

  explicit Clusters(mlir::ModuleOp module) {
    for (Operation &operation : *module.getBody()) {
      if (!isFlow(operation))
        continue;
      operations.push_back(&operation);
      if (mlir::isa<flow::ExchangeOp>(operation))
        continue;
      classes.insert(&operation);
      for (Value input : operation.getOperands())
        if (Operation *producer = input.getDefiningOp(); producer && !mlir::isa<flow::ExchangeOp>(producer))
          classes.unionSets(producer, &operation);
    }
    for (Operation *operation : operations) {
      if (!mlir::isa<flow::ExchangeOp>(operation))
        continue;
      Operation *first = nullptr;
      for (Operation *reader : operation->getUsers()) {
        Operation *member = memberOf(reader);
        if (first)
          classes.unionSets(first, member);
        first = member;
      }
    }
  }

  // Two exchanges in a row: the second is cut from a chain that does nothing; it is its own producer's member.
  Operation *memberOf(Operation *reader) {
    if (mlir::isa<flow::ExchangeOp>(reader))
      classes.insert(reader);
    return reader;
  }
  Operation *leader(Operation *operation) { return classes.getLeaderValue(operation); }
};

} // namespace

// The task that writes into an exchange.
static Operation *writerOf(Clusters &clusters, flow::ExchangeOp exchange) {
  Operation *producer = exchange.getInput().getDefiningOp();
  return clusters.leader(mlir::isa<flow::ExchangeOp>(producer) ? exchange.getOperation() : producer);
}

// Producers first; fewer than all leaders if there is a circle.
static llvm::SmallVector<Operation *> orderTasks(Clusters &clusters) {
  llvm::MapVector<Operation *, llvm::SetVector<Operation *>> waitsFor;
  for (Operation *operation : clusters.operations)
    if (clusters.classes.findValue(operation) != clusters.classes.end())
      waitsFor[clusters.leader(operation)];
  for (Operation *operation : clusters.operations)
    if (auto exchange = mlir::dyn_cast<flow::ExchangeOp>(operation))
      for (Operation *reader : exchange->getUsers())
        waitsFor[clusters.leader(reader)].insert(writerOf(clusters, exchange));
  llvm::SmallVector<Operation *> order;
  llvm::SmallPtrSet<Operation *, 16> done;
  for (bool moved = true; moved;) {
    moved = false;
    for (auto &[leader, needed] : waitsFor) {
      if (done.contains(leader) || !llvm::all_of(needed, [&](Operation *other) { return done.contains(other); }))
        continue;
      order.push_back(leader);
      done.insert(leader);
      moved = true;
    }
  }
  return order.size() == waitsFor.size() ? order : llvm::SmallVector<Operation *>();
}

// Every operator with several inputs gets an exchange of its own before each of them.
static void breakCircles(mlir::ModuleOp module) {
  mlir::OpBuilder builder(module.getContext());
  for (Operation &operation : llvm::make_early_inc_range(*module.getBody())) {
    if (!isFlow(operation) || mlir::isa<flow::ExchangeOp>(operation))
      continue;
    builder.setInsertionPoint(&operation);
    for (mlir::OpOperand &operand : operation.getOpOperands()) {
      auto exchange = operand.get().getDefiningOp<flow::ExchangeOp>();
      if (exchange && !exchange->hasOneUse())
        operand.set(builder.clone(*exchange)->getResult(0));
      else if (!exchange && operation.getNumOperands() > 1)
        operand.set(builder.create<flow::ExchangeOp>(operation.getLoc(), operand.get().getType(), operand.get(), flow::ExchangeKind::Forward, llvm::ArrayRef<int32_t>{}));
    }
  }
}

static bool isInput(Operation *operation) { return mlir::isa<flow::SourceOp, flow::ValuesOp>(operation); }

std::vector<TaskPlan> cutIntoTasks(mlir::ModuleOp module) {
  auto clusters = std::make_unique<Clusters>(module);
  llvm::SmallVector<Operation *> order = orderTasks(*clusters);
  if (order.empty() && !clusters->operations.empty()) {
    breakCircles(module);
    clusters = std::make_unique<Clusters>(module);
    order = orderTasks(*clusters);
  }
  std::vector<TaskPlan> tasks(order.size());
  llvm::DenseMap<Operation *, size_t> indexOf;
  for (auto [index, leader] : llvm::enumerate(order))
    indexOf[leader] = index;
  auto taskOf = [&](Operation *operation) -> TaskPlan & { return tasks[indexOf[clusters->leader(operation)]]; };
  for (Operation *operation : clusters->operations) {
    if (auto exchange = mlir::dyn_cast<flow::ExchangeOp>(operation)) {
      if (exchange->use_empty())
        continue;
      tasks[indexOf[writerOf(*clusters, exchange)]].outputs.push_back(exchange);
      taskOf(*exchange->getUsers().begin()).inputs.push_back(exchange);
      continue;
    }
    TaskPlan &task = taskOf(operation);
    task.operations.push_back(operation);
    if (isInput(operation))
      task.inputs.push_back(operation);
    if (auto sink = mlir::dyn_cast<flow::SinkOp>(operation))
      task.sinks.push_back(sink);
  }
  return tasks;
}

} // namespace millrace::lower
