// flow-from-rel: every rel operator becomes physical ones.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/FlowPasses.h"
#include "compiler/flow/Ordered.h"
#include "compiler/flow/RelConversion.h"
#include "compiler/rel/RelJoins.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/RelUnnest.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/TypeSwitch.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

#define GEN_PASS_DEF_FROMREL
#include "compiler/flow/FlowPasses.h.inc"

namespace {

// Without -U: each is left to the +U behind it or, where none may come, deletes.
Value withoutUpdateBefore(RelConversion &conversion, Location location, Value input, bool deletes) {
  return makeChain(conversion, location, input, rel::streamOf(input), [&](sql::ScalarBuilder &code, Value kind, ValueRange row) {
    Value isBefore = code.compare(sql::Predicate::Eq, kind, rowKind(code, RowKind::UpdateBefore));
    code.when(code.invert(isBefore), [&] { code.create<EmitOp>(kind, row, 0); });
    if (deletes)
      code.when(isBefore, [&] { code.create<EmitOp>(rowKind(code, RowKind::Delete), row, 0); });
  });
}

Value convertScan(RelConversion &conversion, rel::ScanOp op) {
  OpBuilder &builder = conversion.builder;
  std::string meaning = fmt::format("source({})", op.getTable().str());
  auto source = builder.create<SourceOp>(op.getLoc(), op.getType(), op.getTableAttr(), op.getColumnsAttr(), op.getPathsAttr(),
                                         builder.getStringAttr(conversion.operatorId(meaning)));
  IRMapping mapping;
  op.getFilter().cloneInto(&source.getFilter(), mapping);
  conversion.meanings[source.getResult()] = meaning;
  if (rel::isUpsertScan(op))
    return completeUpserts(conversion, op, source.getResult());
  bool dropsBefore = (op.producedKinds({}) & rel::kUpdateBeforeKind) && !(rel::rowKindsOf(op) & rel::kUpdateBeforeKind);
  return dropsBefore ? withoutUpdateBefore(conversion, op.getLoc(), source.getResult(), /*deletes=*/false) : source.getResult();
}

Value convertValues(RelConversion &conversion, rel::ValuesOp op) {
  OpBuilder &builder = conversion.builder;
  auto values = builder.create<ValuesOp>(op.getLoc(), op.getType(), op.getRowsAttr(), builder.getStringAttr(conversion.operatorId("values")));
  conversion.meanings[values.getResult()] = "values";
  return values.getResult();
}

Value convertWatermark(RelConversion &conversion, rel::WatermarkOp op, Value input) {
  auto watermark = conversion.builder.create<WatermarkOp>(op.getLoc(), op.getType(), input, op.getColumn(), op.getIntervalMs(), op.getIdleTimeoutMs());
  IRMapping mapping;
  op.getDelay().cloneInto(&watermark.getDelay(), mapping);
  conversion.meanings[watermark.getResult()] = conversion.meanings.lookup(input);
  return watermark.getResult();
}

Value convertFilter(RelConversion &conversion, rel::FilterOp op, Value input) {
  return makeChain(conversion, op.getLoc(), input, op.getType(), [&](sql::ScalarBuilder &code, Value kind, ValueRange row) {
    Value condition = inlineRegion(code.builder(), op.getCondition(), row)[0];
    code.when(code.isTrue(condition), [&] { code.create<EmitOp>(kind, row, 0); });
  });
}

Value convertProject(RelConversion &conversion, rel::ProjectOp op, Value input) {
  return makeChain(conversion, op.getLoc(), input, op.getType(), [&](sql::ScalarBuilder &code, Value kind, ValueRange row) {
    code.create<EmitOp>(kind, inlineRegion(code.builder(), op.getExpressions(), row), 0);
  });
}

Value convertUnion(RelConversion &conversion, rel::UnionAllOp op) {
  llvm::SmallVector<Value> inputs;
  std::string meaning = "union(";
  for (Value input : op.getInputs()) {
    inputs.push_back(conversion.converted.at(input));
    meaning += conversion.meaningOf(inputs.back()) + ",";
  }
  auto result = conversion.builder.create<UnionOp>(op.getLoc(), op.getType(), inputs);
  conversion.meanings[result.getResult()] = meaning + ")";
  return result.getResult();
}

void convertSink(RelConversion &conversion, rel::SinkOp op) {
  Value input = conversion.converted.at(op.getInput());
  std::string meaning = fmt::format("sink({}, input={})", op.getTable() ? op.getTable()->str() : "", conversion.meanings[input]);
  OpBuilder &builder = conversion.builder;
  bool takesBefore = !op->hasAttr(rel::kRowKindsAttr) || (rel::rowKindsOf(op) & rel::kUpdateBeforeKind);
  if (!takesBefore && (rel::rowKindsOf(op.getInput().getDefiningOp()) & rel::kUpdateBeforeKind))
    input = withoutUpdateBefore(conversion, op.getLoc(), input, op->hasAttr(rel::kDeletesUpdateBeforeAttr));
  auto sink = builder.create<SinkOp>(op.getLoc(), input, op.getTableAttr(), builder.getStringAttr(conversion.operatorId(meaning)));
  for (NamedAttribute attribute : op->getDiscardableAttrs())
    sink->setDiscardableAttr(attribute.getName(), attribute.getValue());
}

Value convert(RelConversion &conversion, Operation *op) {
  auto input = [&] { return conversion.converted.at(op->getOperand(0)); };
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<rel::ScanOp>([&](auto scan) { return convertScan(conversion, scan); })
      .Case<rel::ValuesOp>([&](auto values) { return convertValues(conversion, values); })
      .Case<rel::WatermarkOp>([&](auto watermark) { return convertWatermark(conversion, watermark, input()); })
      .Case<rel::FilterOp>([&](auto filter) { return convertFilter(conversion, filter, input()); })
      .Case<rel::ProjectOp>([&](auto project) { return convertProject(conversion, project, input()); })
      .Case<rel::UnionAllOp>([&](auto all) { return convertUnion(conversion, all); })
      .Case<rel::WindowOp>([&](auto window) { return convertWindow(conversion, window, input()); })
      .Case<rel::SessionWindowOp>([&](auto session) { return convertSessionWindow(conversion, session, input()); })
      .Case<rel::ExpandOp>([&](auto expand) { return convertExpand(conversion, expand, input()); })
      .Case<rel::UnnestOp>([&](auto unnest) { return convertUnnest(conversion, unnest, input()); })
      .Case<rel::JoinOp>([&](auto join) { return convertJoin(conversion, join); })
      .Case<rel::IntervalJoinOp>([&](auto join) { return convertIntervalJoin(conversion, join); })
      .Case<rel::WindowJoinOp>([&](auto join) { return convertWindowJoin(conversion, join); })
      .Case<rel::LookupJoinOp>([&](auto join) { return convertLookupJoin(conversion, join); })
      .Case<rel::TemporalJoinOp>([&](auto join) { return convertTemporalJoin(conversion, join); })
      .Case<rel::AggregateOp>([&](auto aggregate) { return convertAggregate(conversion, aggregate, input()); })
      .Case<rel::WindowAggregateOp>([&](auto aggregate) { return convertWindowAggregate(conversion, aggregate, input()); })
      .Default([&](Operation *other) {
        Value ordered = convertOrdered(conversion, other);
        return ordered ? ordered : convertSet(conversion, other);
      });
}

struct FromRel : impl::FromRelBase<FromRel> {
  FromRel() = default;
  explicit FromRel(diagnostics::DiagnosticBag &bag) : bag(&bag) {}

  void runOnOperation() override {
    ModuleOp module = getOperation();
    RelConversion conversion(module.getContext(), bag);
    if (auto ttl = module->getAttrOfType<IntegerAttr>("rel.state_ttl_ms"))
      conversion.stateTtlMs = ttl.getInt();
    llvm::SmallVector<Operation *> old;
    for (Operation &op : *module.getBody())
      if (isa<rel::RelDialect>(op.getDialect()) && !isa<rel::TableOp>(op))
        old.push_back(&op);
    for (Operation *op : old) {
      conversion.builder.setInsertionPoint(op);
      if (auto sink = dyn_cast<rel::SinkOp>(op))
        convertSink(conversion, sink);
      else if (Value result = convert(conversion, op))
        conversion.converted[op->getResult(0)] = result;
      else if (bag && bag->hasErrors()) // said already
        return signalPassFailure();
      else
        return op->emitError("has no physical operator"), signalPassFailure();
    }
    for (Operation *op : llvm::reverse(old))
      op->erase();
  }

  diagnostics::DiagnosticBag *bag = nullptr;
};

} // namespace

std::unique_ptr<Pass> createFromRel(diagnostics::DiagnosticBag &bag) { return std::make_unique<FromRel>(bag); }

} // namespace millrace::flow
