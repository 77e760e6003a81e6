#include "compiler/lower/Lower.h"
#include "compiler/lower/Descriptor.h"
#include "compiler/lower/TaskEmitter.h"

#include "llvm/Support/xxhash.h"

#include <set>

namespace millrace::lower {

using mlir::failure;
using mlir::FailureOr;
using mlir::success;

static bool isPreloaded(flow::ExchangeOp exchange) {
  return llvm::any_of(exchange->getUses(), [](mlir::OpOperand &use) {
    auto operand = use.getOwner()->getAttrOfType<mlir::IntegerAttr>(flow::kPreloadAttr);
    return operand && operand.getInt() == use.getOperandNumber();
  });
}

// Inputs, outputs and sinks of a task, by index into the pipeline's lists.
static mlir::LogicalResult describeTask(PipelineCode &pipeline, const TaskPlan &plan, TaskDescriptor &task) {
  auto watermarks = plan.all<flow::WatermarkOp>();
  for (auto op : watermarks) {
    auto column = rel::streamOf(op.getInput()).getColumns()[op.getColumn()];
    task.generators.push_back({static_cast<int64_t>(op.getIntervalMs()), static_cast<int64_t>(op.getIdleTimeoutMs()), column.getName().str()});
  }
  // The generator above which an input's rows pass.
  auto generatorOf = [&](mlir::Operation *input) -> uint32_t {
    for (auto [index, op] : llvm::enumerate(watermarks)) {
      mlir::Operation *above = op.getInput().getDefiningOp();
      while (auto chain = mlir::dyn_cast_or_null<flow::ChainOp>(above))
        above = chain.getInput().getDefiningOp();
      if (above == input)
        return static_cast<uint32_t>(index);
    }
    return kNoIndex;
  };
  for (mlir::Operation *input : plan.inputs) {
    if (mlir::isa<flow::ExchangeOp>(input)) {
      task.inputs.push_back({InputKind::Exchange, pipeline.exchangeIndex[input], kNoIndex, isPreloaded(mlir::cast<flow::ExchangeOp>(input))});
      continue;
    }
    uint32_t index = static_cast<uint32_t>(pipeline.descriptor.sources.size());
    if (auto values = mlir::dyn_cast<flow::ValuesOp>(input)) {
      pipeline.descriptor.sources.push_back(describeValues(values));
      task.isSingleton = true;
    } else {
      auto source = describeSource(mlir::cast<flow::SourceOp>(input), pipeline.flow, pipeline.live);
      if (mlir::failed(source))
        return failure();
      pipeline.descriptor.sources.push_back(std::move(*source));
    }
    task.inputs.push_back({InputKind::Source, index, generatorOf(input)});
  }
  for (flow::ExchangeOp output : plan.outputs)
    task.outputs.push_back(pipeline.exchangeIndex[output]);
  for (flow::SinkOp op : plan.sinks) {
    auto sink = describeSink(op, pipeline.flow);
    if (mlir::failed(sink))
      return failure();
    task.sinks.push_back(static_cast<uint32_t>(pipeline.descriptor.sinks.size()));
    pipeline.descriptor.sinks.push_back(std::move(*sink));
  }
  return success();
}

// A task behind a singleton exchange lives on one shard.
static bool readsSingleton(const TaskPlan &plan) {
  return !plan.inputs.empty() && llvm::all_of(plan.inputs, [](mlir::Operation *input) {
    auto exchange = mlir::dyn_cast<flow::ExchangeOp>(input);
    return exchange && exchange.getKind() == flow::ExchangeKind::Singleton;
  });
}

static void nameTasks(PipelineCode &pipeline, const std::vector<TaskPlan> &plans) {
  std::set<std::string> taken;
  for (auto [plan, task] : llvm::zip_equal(plans, pipeline.descriptor.tasks)) {
    std::string name = taskName(plan);
    task.name = name;
    for (unsigned copy = 2; !taken.insert(task.name).second; ++copy)
      task.name = name + "_" + std::to_string(copy);
    task.operatorId = taskOperatorId(plan);
    task.isSingleton = readsSingleton(plan);
  }
}

static std::vector<std::string> namesOf(const PipelineDescriptor &descriptor, std::string SourceDescriptor::*ofSource, std::string SinkDescriptor::*ofSink) {
  std::set<std::string> names;
  for (const SourceDescriptor &source : descriptor.sources)
    names.insert(source.*ofSource);
  for (const SinkDescriptor &sink : descriptor.sinks)
    names.insert(sink.*ofSink);
  names.erase("");
  return {names.begin(), names.end()};
}

static uint64_t hashOfPlan(mlir::ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream);
  return llvm::xxh3_64bits(llvm::ArrayRef(reinterpret_cast<const uint8_t *>(text.data()), text.size()));
}

FailureOr<LoweredPipeline> lower(mlir::ModuleOp flow, const LowerOptions &options) {
  flow->getContext()->loadDialect<mlir::LLVM::LLVMDialect>();
  LoweredPipeline lowered;
  PipelineDescriptor &descriptor = lowered.descriptor;
  descriptor.name = options.name;
  descriptor.sqlText = options.sqlText;
  descriptor.timeZone = options.timeZone;
  descriptor.cpu = options.cpu;
  descriptor.compilerVersion = options.compilerVersion;
  descriptor.sessionOptions = options.sessionOptions;
  descriptor.planHash = hashOfPlan(flow);

  // Cutting and pruning change the plan; the caller's stays as it is.
  mlir::OwningOpRef<mlir::ModuleOp> plan = flow.clone();
  std::vector<TaskPlan> plans = cutIntoTasks(*plan);
  LiveColumns live(*plan);
  lowered.llvmModule = mlir::ModuleOp::create(flow.getLoc());
  ModuleCode module(*lowered.llvmModule);
  PipelineCode pipeline{module, *plan, live, descriptor, llvm::DenseMap<mlir::Operation *, uint32_t>(), {}, 0};
  for (const TaskPlan &task : plans)
    for (flow::ExchangeOp exchange : task.outputs) {
      pipeline.exchangeIndex[exchange] = static_cast<uint32_t>(descriptor.exchanges.size());
      descriptor.exchanges.push_back(describeExchange(exchange, live));
    }
  descriptor.tasks.resize(plans.size());
  nameTasks(pipeline, plans);
  for (auto [task, described] : llvm::zip_equal(plans, descriptor.tasks))
    if (mlir::failed(describeTask(pipeline, task, described)))
      return failure();
  for (auto [task, described] : llvm::zip_equal(plans, descriptor.tasks))
    if (mlir::failed(TaskEmitter(pipeline, task, described).emit()))
      return failure();
  lowered.entrySymbols = std::move(pipeline.entrySymbols);
  lowered.connectors = namesOf(descriptor, &SourceDescriptor::connector, &SinkDescriptor::connector);
  lowered.formats = namesOf(descriptor, &SourceDescriptor::format, &SinkDescriptor::format);
  return lowered;
}

} // namespace millrace::lower
