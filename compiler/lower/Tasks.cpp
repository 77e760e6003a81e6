#include "compiler/lower/Tasks.h"

#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

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

// Gives an operator exchanges of its own: none of its inputs is in its task any more, no other reader shares them.
static void separate(Operation &operation, bool cutForward) {
  mlir::OpBuilder builder(&operation);
  for (mlir::OpOperand &operand : operation.getOpOperands()) {
    auto exchange = operand.get().getDefiningOp<flow::ExchangeOp>();
    if (exchange && !exchange->hasOneUse())
      operand.set(builder.clone(*exchange)->getResult(0));
    else if (!exchange && cutForward)
      operand.set(builder.create<flow::ExchangeOp>(operation.getLoc(), operand.get().getType(), operand.get(), flow::ExchangeKind::Forward,
                                                   llvm::ArrayRef<int32_t>{}));
  }
}

static void breakCircles(mlir::ModuleOp module) {
  for (Operation &operation : llvm::make_early_inc_range(*module.getBody()))
    if (isFlow(operation) && !mlir::isa<flow::ExchangeOp>(operation))
      separate(operation, operation.getNumOperands() > 1);
}

// What feeds a cluster: exchanges and sources.
static llvm::SetVector<Operation *> feedsOf(Operation *operation) {
  llvm::SetVector<Operation *> feeds;
  llvm::SmallPtrSet<Operation *, 16> seen;
  llvm::SmallVector<Operation *> open = {operation};
  while (!open.empty()) {
    Operation *next = open.pop_back_val();
    if (!seen.insert(next).second)
      continue;
    if (mlir::isa<flow::ExchangeOp>(next) || next->getNumOperands() == 0) {
      feeds.insert(next);
      continue;
    }
    for (Value input : next->getOperands())
      open.push_back(input.getDefiningOp());
  }
  return feeds;
}

// Whether the watermark changes what the operator does.
static bool looksAtWatermark(Operation *operation) {
  if (auto process = mlir::dyn_cast<flow::ProcessOp>(operation))
    return !process.getTimers().empty() || process.getOnWatermark() ||
           process.walk([](flow::CurrentWatermarkOp) { return mlir::WalkResult::interrupt(); }).wasInterrupted();
  return mlir::isa<flow::WindowAggregateOp>(operation);
}

// A task has one watermark, the minimum over its inputs. An operator that looks at it and does not read all of them must not wait for the
// others: the operators that join such parts get exchanges. True if anything was cut.
static bool separateWatermarks(mlir::ModuleOp module, Clusters &clusters) {
  llvm::DenseMap<Operation *, llvm::SetVector<Operation *>> feeds;
  for (Operation *operation : clusters.operations)
    if (!mlir::isa<flow::ExchangeOp>(operation))
      feeds[clusters.leader(operation)].set_union(feedsOf(operation));
  llvm::SmallPtrSet<Operation *, 8> mixed;
  for (Operation *operation : clusters.operations)
    if (looksAtWatermark(operation) && feedsOf(operation).size() != feeds[clusters.leader(operation)].size())
      mixed.insert(clusters.leader(operation));
  bool cut = false;
  for (Operation *operation : clusters.operations)
    if (!mlir::isa<flow::ExchangeOp>(operation) && operation->getNumOperands() > 1 && mixed.contains(clusters.leader(operation))) {
      separate(*operation, true);
      cut = true;
    }
  return cut;
}

// An operator that passes the watermark on later ends its task where others behind it look at the watermark.
static void cutBehindDelays(mlir::ModuleOp module) {
  auto looksAtTime = [](auto &self, Value stream) -> bool {
    return llvm::any_of(stream.getUsers(), [&](Operation *user) {
      if (looksAtWatermark(user) || mlir::isa<flow::WatermarkOp>(user))
        return true;
      return !mlir::isa<flow::ExchangeOp>(user) && llvm::any_of(user->getResults(), [&](Value result) { return self(self, result); });
    });
  };
  for (auto process : module.getOps<flow::ProcessOp>()) {
    if (!process->hasAttr(flow::kWatermarkDelayAttr))
      continue;
    for (Value output : process.getOutputs()) {
      if (!looksAtTime(looksAtTime, output))
        continue;
      mlir::OpBuilder builder(process.getContext());
      builder.setInsertionPointAfter(process);
      auto exchange = builder.create<flow::ExchangeOp>(process.getLoc(), output.getType(), output, flow::ExchangeKind::Forward, llvm::ArrayRef<int32_t>{});
      output.replaceAllUsesExcept(exchange.getResult(), exchange);
    }
  }
}

static bool isInput(Operation *operation) { return mlir::isa<flow::SourceOp, flow::ValuesOp>(operation); }

std::vector<TaskPlan> cutIntoTasks(mlir::ModuleOp module) {
  cutBehindDelays(module);
  auto clusters = std::make_unique<Clusters>(module);
  if (separateWatermarks(module, *clusters))
    clusters = std::make_unique<Clusters>(module);
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
