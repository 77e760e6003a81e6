#include "compiler/flow/Explain.h"

#include "compiler/flow/DistinctSets.h"
#include "compiler/flow/ExplainJoins.h"
#include "compiler/flow/ExplainOrdered.h"
#include "compiler/flow/ExpressionText.h"
#include "compiler/flow/RelConversion.h"
#include "compiler/rel/RelUnnest.h"

#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

namespace {

std::string allNames(StreamType stream) { return fmt::format("{}", fmt::join(namesOf(stream), ", ")); }

std::string calls(StreamType input, ArrayAttr list) {
  std::string text;
  for (auto call : list.getAsRange<rel::AggregateCallAttr>()) {
    std::string arguments = call.getArguments().empty() ? "*" : rel::columnNames(input, call.getArguments());
    text += fmt::format("{}{}({}{})", text.empty() ? "" : ", ", call.getFunction().getValue().str(), call.getDistinct() ? "DISTINCT " : "", arguments);
    if (call.getFilter() >= 0)
      text += " FILTER " + input.getColumns()[call.getFilter()].getName().str();
  }
  return text;
}

std::string duration(int64_t ms) {
  if (ms % 60000 == 0)
    return fmt::format("{} min", ms / 60000);
  return ms % 1000 == 0 ? fmt::format("{} s", ms / 1000) : fmt::format("{} ms", ms);
}

std::string window(rel::WindowAttr window, StreamType input) {
  std::string time = input.getColumns()[window.getTimeColumn()].getName().str(), size = duration(window.getSizeMs());
  std::string offset = window.getOffsetMs() ? ", offset=[" + duration(window.getOffsetMs()) + "]" : "";
  switch (window.getKind()) {
  case rel::WindowKind::Tumble: return fmt::format("TUMBLE(time=[{}], size=[{}]{})", time, size, offset);
  case rel::WindowKind::Hop: return fmt::format("HOP(time=[{}], size=[{}], slide=[{}]{})", time, size, duration(window.getSlideMs()), offset);
  case rel::WindowKind::Cumulate:
    return fmt::format("CUMULATE(time=[{}], max_size=[{}], step=[{}]{})", time, size, duration(window.getSlideMs()), offset);
  case rel::WindowKind::Session: return fmt::format("SESSION(time=[{}], gap=[{}])", time, size);
  }
  llvm_unreachable("all windows are handled");
}

// The sets of values that DISTINCT calls share.
std::string sets(StreamType input, ArrayAttr calls) {
  std::string text = describeDistinctSets(input, calls);
  return text.empty() ? "" : fmt::format(", distinct=[{}]", text);
}

Description aggregation(rel::AggregateOp op, StreamType input) {
  std::string select = fmt::format("select=[{}]{}", calls(input, op.getCalls()), sets(input, op.getCalls()));
  if (!rel::closesWithWindow(op))
    return {"GroupAggregate", fmt::format("groupBy=[{}], {}", rel::columnNames(input, op.getKeys()), select)};
  llvm::SmallVector<int32_t> others;
  for (auto [place, key] : llvm::enumerate(op.getKeys()))
    if (!llvm::is_contained(op.getWindow(), static_cast<int32_t>(place)))
      others.push_back(key);
  auto bound = [&](size_t index) { return input.getColumns()[op.getKeys()[op.getWindow()[index]]].getName().str(); };
  return {"WindowAggregate", fmt::format("groupBy=[{}], window=[win_start=[{}], win_end=[{}]], {}", rel::columnNames(input, others), bound(0), bound(1), select)};
}

// `{a, b}, {a}, {}`
std::string groupingSets(rel::ExpandOp op) {
  std::string text;
  for (int64_t set : op.getSets()) {
    llvm::SmallVector<int32_t> held;
    for (auto [place, key] : llvm::enumerate(op.getKeys()))
      if (set >> place & 1)
        held.push_back(key);
    text += fmt::format("{}{{{}}}", text.empty() ? "" : ", ", rel::columnNames(rel::streamOf(op.getInput()), held));
  }
  return text;
}

Description describeUnnest(rel::UnnestOp op, StreamType input) {
  std::string ordinality = op.getOrdinality() ? ", ordinality=[true]" : "";
  std::string condition = op.getCondition().empty() ? "" : ", condition=[" + conditionText(op.getCondition(), op.getType()) + "]";
  return {"Unnest", fmt::format("collection=[{}], joinType=[{}]{}{}, select=[{}]", input.getColumns()[op.getCollection()].getName().str(),
                                op.getLeft() ? "LEFT" : "INNER", ordinality, condition, allNames(op.getType()))};
}

Description describe(Operation *op) {
  if (std::optional<Description> join = describeJoin(op))
    return *join;
  if (std::optional<Description> ordered = describeOrdered(op))
    return *ordered;
  StreamType input = op->getNumOperands() > 0 ? rel::streamOf(op->getOperand(0)) : StreamType();
  return llvm::TypeSwitch<Operation *, Description>(op)
      .Case<rel::SinkOp>([&](auto sink) {
        return Description{"Sink", fmt::format("table=[{}], fields=[{}]", sink.getTable() ? sink.getTable()->str() : "*result*", allNames(input))};
      })
      .Case<rel::ScanOp>([](auto scan) {
        std::string filter = scan.getFilter().empty() ? "" : ", filter=[" + conditionText(scan.getFilter(), scan.getType()) + "]";
        return Description{"TableSourceScan", fmt::format("table=[{}{}], fields=[{}]", scan.getTable().str(), filter, allNames(scan.getType()))};
      })
      .Case<rel::ValuesOp>([](auto values) {
        return Description{"Values", fmt::format("rows=[{}], fields=[{}]", values.getRows().size(), allNames(values.getType()))};
      })
      .Case<rel::WatermarkOp>([&](auto watermark) {
        return Description{"WatermarkAssigner", fmt::format("rowtime=[{}], interval=[{} ms]", input.getColumns()[watermark.getColumn()].getName().str(),
                                                            watermark.getIntervalMs())};
      })
      .Case<rel::FilterOp>([&](auto filter) { return Description{"Calc", fmt::format("where=[{}]", conditionText(filter.getCondition(), input))}; })
      .Case<rel::ProjectOp>([&](auto project) {
        return Description{"Calc", fmt::format("select=[{}]", selectText(project.getExpressions(), input, project.getType()))};
      })
      .Case<rel::UnionAllOp>([](auto all) { return Description{"Union", fmt::format("all=[true], union=[{}]", allNames(all.getType()))}; })
      .Case<rel::WindowOp>([&](auto op) { return Description{"WindowTableFunction", fmt::format("window=[{}]", window(op.getWindow(), input))}; })
      .Case<rel::UnnestOp>([&](auto op) { return describeUnnest(op, input); })
      .Case<rel::SessionWindowOp>([&](auto op) {
        return Description{"WindowTableFunction", fmt::format("window=[{}], partition=[{}]", window(op.getWindow(), input), rel::columnNames(input, op.getPartition()))};
      })
      .Case<rel::ExpandOp>([](auto expand) { return Description{"Expand", fmt::format("sets=[{}]", groupingSets(expand))}; })
      .Case<rel::AggregateOp>([&](auto aggregate) { return aggregation(aggregate, input); })
      .Case<rel::WindowAggregateOp>([&](auto aggregate) {
        return Description{"WindowAggregate", fmt::format("groupBy=[{}], window=[{}], select=[{}]{}", rel::columnNames(input, aggregate.getKeys()),
                                                          window(aggregate.getWindow(), input), calls(input, aggregate.getCalls()), sets(input, aggregate.getCalls()))};
      })
      .Default([](Operation *op) { return Description{op->getName().stripDialect().str(), ""}; });
}

std::string stateBound(Operation *op) {
  if (auto bounded = dyn_cast<rel::StateBoundInterface>(op))
    return bounded.stateBound();
  auto scan = dyn_cast<rel::ScanOp>(op);
  return scan && rel::isUpsertScan(scan) ? "unbounded (one row per primary key)" : "none";
}

// Whether the flow plan aggregates in front of the exchange, too.
bool hasLocalPhase(Operation *op, ModuleOp flow) {
  return isa<rel::WindowAggregateOp>(op) && llvm::any_of(flow.getOps<WindowAggregateOp>(), [&](WindowAggregateOp window) {
           return window.getPhase() == "local" && window.getLoc() == op->getLoc();
         });
}

// The exchange that the flow plan has in front of an input of this operator, by its place in the program: exchanges carry the
// location of the operator that asked for them. A subquery's operators have one place; what they read tells them apart.
ExchangeOp findExchange(Operation *op, unsigned operand, ModuleOp flow) {
  ExchangeOp atPlace;
  for (auto exchange : flow.getOps<ExchangeOp>()) {
    auto place = exchange->getAttrOfType<IntegerAttr>(kOperandAttr);
    if (exchange.getLoc() != op->getLoc() || operand != static_cast<unsigned>(place ? place.getInt() : 0))
      continue;
    if (operand < op->getNumOperands() && exchange.getInput().getType() == op->getOperand(operand).getType())
      return exchange;
    if (!atPlace)
      atPlace = exchange;
  }
  return atPlace;
}

std::string exchangeBefore(Operation *op, unsigned operand, ModuleOp flow) {
  ExchangeOp exchange = isa<rel::StateBoundInterface, rel::ScanOp>(op) ? findExchange(op, operand, flow) : ExchangeOp();
  if (!exchange)
    return "";
  if (exchange.getKind() == ExchangeKind::Hash)
    return fmt::format("hash[{}]", rel::columnNames(rel::streamOf(exchange.getInput()), exchange.getKeys()));
  return stringifyExchangeKind(exchange.getKind()).str();
}

constexpr llvm::StringLiteral kDelivery = "at least once";

struct TextPlan {
  explicit TextPlan(ModuleOp flow) : flow(flow) {}

  ModuleOp flow;
  std::string text;
  llvm::DenseMap<Operation *, unsigned> shared;

  void write(Operation *op, unsigned depth) {
    std::string indent(depth * 3, ' ');
    if (depth > 0)
      indent.replace(indent.size() - 3, 3, "+- ");
    bool reused = op->getNumResults() == 1 && !op->getResult(0).hasOneUse();
    if (auto known = shared.find(op); known != shared.end()) {
      text += fmt::format("{}Reused(reference_id=[#{}])\n", indent, known->second);
      return;
    }
    Description description = describe(op);
    bool twoPhases = hasLocalPhase(op, flow);
    text += fmt::format("{}{}{}({}), changelogMode=[{}]", indent, twoPhases ? "Global" : "", description.name, description.detail, kinds(op));
    if (std::string bound = stateBound(op); bound != "none")
      text += fmt::format(", state=[{}]", bound);
    if (isa<rel::SinkOp>(op))
      text += fmt::format(", delivery=[{}]", kDelivery.str());
    if (reused) {
      shared[op] = shared.size() + 1;
      text += fmt::format(", reuse_id=[#{}]", shared[op]);
    }
    text += "\n";
    if (op->getNumOperands() == 0)
      writeExchange(op, 0, depth);
    for (auto [operand, input] : llvm::enumerate(op->getOperands())) {
      unsigned below = depth + writeExchange(op, operand, depth);
      if (twoPhases) {
        text += fmt::format("{}+- Local{}({}), state=[flushed with every window]\n", std::string(below * 3, ' '), description.name, description.detail);
        ++below;
      }
      write(input.getDefiningOp(), below + 1);
    }
  }

  // 1 if there is one.
  unsigned writeExchange(Operation *op, unsigned operand, unsigned depth) {
    std::string exchange = exchangeBefore(op, operand, flow);
    if (exchange.empty())
      return 0;
    text += fmt::format("{}+- Exchange(distribution=[{}])\n", std::string(depth * 3, ' '), exchange);
    return 1;
  }

  static std::string kinds(Operation *op) {
    std::string bracketed = rel::kindsText(rel::rowKindsOf(op));
    return bracketed.substr(1, bracketed.size() - 2);
  }
};

} // namespace

std::string explain(ModuleOp rel, ModuleOp flow) {
  TextPlan plan(flow);
  for (auto sink : rel.getOps<rel::SinkOp>()) {
    if (!plan.text.empty())
      plan.text += "\n";
    plan.write(sink, 0);
  }
  return plan.text;
}

std::string explainJson(ModuleOp rel, ModuleOp flow) {
  llvm::DenseMap<Operation *, int64_t> ids;
  llvm::json::Array operators, sinks;
  for (Operation &op : *rel.getBody()) {
    if (!isa<rel::ChangelogModeInterface>(op))
      continue;
    int64_t id = static_cast<int64_t>(ids.size()) + 1;
    ids[&op] = id;
    llvm::json::Array inputs;
    for (Value input : op.getOperands())
      inputs.push_back(ids.lookup(input.getDefiningOp()));
    Description description = describe(&op);
    llvm::json::Object object{{"id", id},
                              {"name", description.name},
                              {"detail", description.detail},
                              {"changelogMode", TextPlan::kinds(&op)},
                              {"state", stateBound(&op)},
                              {"inputs", std::move(inputs)}};
    if (std::string exchange = exchangeBefore(&op, 0, flow); !exchange.empty())
      object["exchange"] = exchange;
    if (hasLocalPhase(&op, flow))
      object["phases"] = llvm::json::Array{"local", "global"};
    for (unsigned operand = 1; operand < op.getNumOperands(); ++operand)
      if (std::string exchange = exchangeBefore(&op, operand, flow); !exchange.empty())
        object[fmt::format("exchange{}", operand + 1)] = exchange;
    operators.push_back(std::move(object));
    if (auto sink = dyn_cast<rel::SinkOp>(op))
      sinks.push_back(llvm::json::Object{{"id", id}, {"table", sink.getTable() ? sink.getTable()->str() : ""}, {"delivery", kDelivery.str()}});
  }
  llvm::json::Value plan(llvm::json::Object{{"operators", std::move(operators)}, {"sinks", std::move(sinks)}});
  return llvm::formatv("{0:2}", plan).str() + "\n";
}

} // namespace millrace::flow
