/// rel-prune-columns: what nobody reads is not decoded, carried or computed, down to single fields of rows.
///
/// Shape:  backward, the leaves of each stream that its readers need; forward, every operator again with these leaves only.
/// Keeps:  columns of sinks, keys, event time; one column of a scan whose columns nobody reads (COUNT(*)).
#include "compiler/rel/Pruning.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_PRUNECOLUMNS
#include "compiler/rel/RelPasses.h.inc"

namespace {

struct OperatorPruning : Pruning {
  using Pruning::Pruning;

  // ---- backward
  void collect(Operation *op) {
    if (auto pruned = dyn_cast<ColumnPruningInterface>(op))
      return pruned.collectUse(*this);
    llvm::TypeSwitch<Operation *>(op)
        .Case<SinkOp>([&](SinkOp sink) { needAll(sink.getInput()); })
        .Case<ProjectOp>([&](ProjectOp project) { need(project.getInput(), projectUse(project).leaves); })
        .Case<FilterOp>([&](FilterOp filter) {
          need(filter.getInput(), needed[filter.getResult()]);
          need(filter.getInput(), regionUse(filter.getCondition()).leaves);
        })
        .Case<WatermarkOp>([&](WatermarkOp watermark) {
          need(watermark.getInput(), needed[watermark.getResult()]);
          need(watermark.getInput(), regionUse(watermark.getDelay()).leaves);
          needColumns(watermark.getInput(), {static_cast<int32_t>(watermark.getColumn())});
        })
        .Case<UnionAllOp>([&](UnionAllOp all) {
          for (Value input : all.getInputs())
            need(input, wholeColumns(all.getResult()));
        })
        .Case<WindowOp>([&](WindowOp window) {
          LeafSet leaves = needed[window.getResult()];
          size_t size = streamOf(window.getInput()).getColumns().size();
          std::erase_if(leaves, [&](const Leaf &leaf) { return leaf.column >= size; });
          need(window.getInput(), leaves);
          needColumns(window.getInput(), {window.getWindow().getTimeColumn()});
        })
        .Case<AggregateOp>([&](AggregateOp aggregate) { collectAggregate(aggregate); })
        .Case<WindowAggregateOp>([&](WindowAggregateOp aggregate) {
          collectAggregate(aggregate);
          needColumns(aggregate.getInput(), {aggregate.getWindow().getTimeColumn()});
        });
  }

  template <typename Op> void collectAggregate(Op op) {
    needColumns(op.getInput(), op.getKeys());
    for (unsigned index : keptCalls(op)) {
      auto call = cast<AggregateCallAttr>(op.getCalls()[index]);
      needColumns(op.getInput(), call.getArguments());
      if (call.getFilter() >= 0)
        needColumns(op.getInput(), {call.getFilter()});
    }
  }

  template <typename Op> llvm::SmallVector<unsigned> keptCalls(Op op) {
    llvm::SmallVector<unsigned> calls;
    for (unsigned index = 0; index < op.getCalls().size(); ++index)
      if (isNeeded(op.getResult(), op.getKeys().size() + index))
        calls.push_back(index);
    // Without keys and calls there would be no aggregate left to count the group by.
    if (calls.empty() && op.getKeys().empty() && !op.getCalls().empty())
      calls.push_back(0);
    return calls;
  }

  // The leaves of a project's result: fields are told apart where the project passes a column or field on.
  LeafList projectLeaves(ProjectOp project) {
    LeafSet leaves;
    for (const Leaf &leaf : needed[project.getResult()])
      leaves.insert(leafOf(yieldedValues(project.getExpressions())[leaf.column]) ? leaf : Leaf{leaf.column, {}});
    return withoutCovered(leaves);
  }

  RegionUse projectUse(ProjectOp project) {
    hoistFields(project.getExpressions());
    llvm::SmallVector<Value> computed;
    LeafSet passed;
    for (const Leaf &leaf : projectLeaves(project)) {
      Value value = yieldedValues(project.getExpressions())[leaf.column];
      if (std::optional<Leaf> origin = leafOf(value)) {
        origin->path.append(leaf.path);
        passed.insert(*origin);
      } else {
        computed.push_back(value);
      }
    }
    RegionUse use = usesOf(project.getExpressions(), computed);
    use.leaves.insert(passed.begin(), passed.end());
    return use;
  }

  // ---- forward
  void rebuild(Operation *op) {
    builder.setInsertionPoint(op);
    if (auto pruned = dyn_cast<ColumnPruningInterface>(op))
      return pruned.rebuild(*this);
    llvm::TypeSwitch<Operation *>(op)
        .Case<ScanOp>([&](ScanOp scan) { rebuildScan(scan); })
        .Case<ValuesOp>([&](ValuesOp values) { rebuildValues(values); })
        .Case<WatermarkOp>([&](WatermarkOp watermark) { rebuildWatermark(watermark); })
        .Case<FilterOp>([&](FilterOp filter) {
          Value input = rebuilt[filter.getInput()];
          auto now = builder.create<FilterOp>(filter.getLoc(), input.getType(), input);
          copyRegion(filter.getCondition(), now.getCondition(), filter.getInput());
          finish(filter.getResult(), kept[filter.getInput()], now.getResult());
        })
        .Case<ProjectOp>([&](ProjectOp project) { rebuildProject(project); })
        .Case<UnionAllOp>([&](UnionAllOp all) { rebuildUnion(all); })
        .Case<WindowOp>([&](WindowOp window) { rebuildWindow(window); })
        .Case<AggregateOp>([&](AggregateOp aggregate) { rebuildAggregate(aggregate); })
        .Case<WindowAggregateOp>([&](WindowAggregateOp aggregate) { rebuildWindowAggregate(aggregate); })
        .Case<SinkOp>([&](SinkOp sink) {
          // Everything is kept, in order: fields never replace columns here.
          sink.getInputMutable().assign(rebuilt[sink.getInput()]);
        });
  }

  void rebuildScan(ScanOp scan) {
    LeafSet leaves = needed[scan.getResult()];
    if (!scan.getFilter().empty()) {
      RegionUse use = regionUse(scan.getFilter());
      leaves.insert(use.leaves.begin(), use.leaves.end());
    }
    // Fields below chosen fields are not told apart; an upsert changelog is completed from whole rows.
    bool whole = scan.getPaths() || isUpsertScan(scan);
    unsigned count = whole ? scan.getColumns().size() : std::min<size_t>(leaves.empty(), scan.getColumns().size());
    for (unsigned column = 0; column < count; ++column)
      leaves.insert(Leaf{column, {}});
    LeafList list = withoutCovered(leaves);
    llvm::SmallVector<int32_t> columns;
    llvm::SmallVector<Attribute> paths;
    bool hasPaths = false;
    for (const Leaf &leaf : list) {
      columns.push_back(scan.getColumns()[leaf.column]);
      llvm::SmallVector<llvm::StringRef> names;
      mlir::Type type = streamOf(scan.getResult()).getColumns()[leaf.column].getType();
      for (int32_t field : leaf.path) {
        auto row = cast<sql::RowType>(sql::withoutNull(type));
        names.push_back(row.getNames()[field].getValue());
        type = row.getTypes()[field];
      }
      hasPaths |= !names.empty();
      paths.push_back(builder.getStrArrayAttr(names));
    }
    ArrayAttr pathList = scan.getPaths() ? scan.getPathsAttr() : hasPaths ? builder.getArrayAttr(paths) : ArrayAttr();
    auto now = builder.create<ScanOp>(scan.getLoc(), streamType(scan.getResult(), list), scan.getTableAttr(), builder.getDenseI32ArrayAttr(columns),
                                      pathList, scan.getRowKindsAttr());
    if (scan->hasAttr(kVersionsAttr))
      now->setAttr(kVersionsAttr, builder.getUnitAttr());
    finish(scan.getResult(), list, now.getResult());
    if (!scan.getFilter().empty())
      copyRegion(scan.getFilter(), now.getFilter(), scan.getResult());
  }

  void rebuildValues(ValuesOp values) {
    LeafSet leaves = wholeColumns(values.getResult());
    if (leaves.empty() && !values.getType().getColumns().empty())
      leaves.insert(Leaf{0, {}});
    LeafList list = withoutCovered(leaves);
    llvm::SmallVector<Attribute> rows;
    for (auto row : values.getRows().getAsRange<ArrayAttr>()) {
      llvm::SmallVector<Attribute> cells;
      for (const Leaf &leaf : list)
        cells.push_back(row[leaf.column]);
      rows.push_back(builder.getArrayAttr(cells));
    }
    auto now = builder.create<ValuesOp>(values.getLoc(), streamType(values.getResult(), list), builder.getArrayAttr(rows));
    finish(values.getResult(), list, now.getResult());
  }

  void rebuildWatermark(WatermarkOp op) {
    Value old = op.getInput(), input = rebuilt[old];
    int32_t column = place(old, op.getColumn());
    auto now = builder.create<WatermarkOp>(op.getLoc(), streamType(op.getResult(), kept[old]), input, column, op.getIntervalMs(), op.getIdleTimeoutMs());
    copyRegion(op.getDelay(), now.getDelay(), old);
    finish(op.getResult(), kept[old], now.getResult());
  }

  void rebuildProject(ProjectOp project) {
    Value old = project.getInput();
    LeafList list = projectLeaves(project);
    RegionUse use = projectUse(project);
    auto now = builder.create<ProjectOp>(project.getLoc(), streamType(project.getResult(), list), rebuilt[old]);
    {
      OpBuilder::InsertionGuard guard(builder);
      llvm::SmallVector<Value> row = beginScalars(builder, now.getExpressions(), streamOf(rebuilt[old]), project.getLoc()), values;
      IRMapping mapping;
      copyComputed(project, use, old, row, mapping);
      for (const Leaf &leaf : list) {
        Value value = yieldedValues(project.getExpressions())[leaf.column];
        std::optional<Leaf> origin = leafOf(value);
        if (origin)
          origin->path.append(leaf.path);
        values.push_back(origin ? readLeaf(builder, project.getLoc(), kept[old], row, *origin) : mapping.lookup(value));
      }
      endScalars(builder, project.getLoc(), values);
    }
    finish(project.getResult(), list, now.getResult());
  }

  void copyComputed(ProjectOp project, const RegionUse &use, Value old, ValueRange row, IRMapping &mapping) {
    // Only operations are copied here; passed leaves are read one by one.
    RegionUse computed = use;
    std::erase_if(computed.leaves, [&](const Leaf &leaf) {
      return llvm::none_of(kept[old], [&](const Leaf &have) { return have.covers(leaf); });
    });
    copyUses(builder, project.getExpressions(), computed, kept[old], row, mapping);
  }

  void rebuildUnion(UnionAllOp all) {
    LeafList list = withoutCovered(wholeColumns(all.getResult()));
    llvm::SmallVector<Value> inputs;
    for (Value old : all.getInputs()) {
      llvm::SmallVector<int32_t> columns;
      for (const Leaf &leaf : list)
        columns.push_back(place(old, leaf.column));
      bool same = columns.size() == kept[old].size() && llvm::is_sorted(columns);
      inputs.push_back(same ? rebuilt[old] : projectColumns(builder, all.getLoc(), rebuilt[old], columns).getResult());
    }
    auto now = builder.create<UnionAllOp>(all.getLoc(), streamType(all.getResult(), list), inputs);
    finish(all.getResult(), list, now.getResult());
  }

  WindowAttr windowAt(WindowAttr window, Value old) {
    return WindowAttr::get(builder.getContext(), window.getKind(), place(old, window.getTimeColumn()), window.getSizeMs(), window.getSlideMs(),
                           window.getOffsetMs());
  }

  void rebuildWindow(WindowOp window) {
    Value old = window.getInput();
    LeafList list = kept[old];
    unsigned size = streamOf(old).getColumns().size();
    for (unsigned bound = 0; bound < 3; ++bound)
      list.push_back({size + bound, {}});
    auto now = builder.create<WindowOp>(window.getLoc(), streamType(window.getResult(), list), rebuilt[old], windowAt(window.getWindow(), old));
    finish(window.getResult(), list, now.getResult());
  }

  // Keys, then the calls that are read; `leaves` are the result's so far.
  template <typename Op> ArrayAttr rebuildCalls(Op op, LeafList &leaves) {
    for (unsigned key = 0; key < op.getKeys().size(); ++key)
      leaves.push_back({key, {}});
    llvm::SmallVector<Attribute> calls;
    for (unsigned index : keptCalls(op)) {
      auto call = cast<AggregateCallAttr>(op.getCalls()[index]);
      leaves.push_back({static_cast<unsigned>(op.getKeys().size() + index), {}});
      int32_t filter = call.getFilter() < 0 ? -1 : place(op.getInput(), call.getFilter());
      calls.push_back(AggregateCallAttr::get(builder.getContext(), call.getFunction(), placesOf(op.getInput(), call.getArguments()), call.getDistinct(),
                                             filter, call.getType()));
    }
    return builder.getArrayAttr(calls);
  }

  void rebuildAggregate(AggregateOp op) {
    LeafList list;
    ArrayAttr calls = rebuildCalls(op, list);
    auto now = builder.create<AggregateOp>(op.getLoc(), streamType(op.getResult(), list), rebuilt[op.getInput()], placesOf(op.getInput(), op.getKeys()), calls,
                                           op.getWindow(), op.getInstant());
    finish(op.getResult(), list, now.getResult());
  }

  void rebuildWindowAggregate(WindowAggregateOp op) {
    LeafList list;
    ArrayAttr calls = rebuildCalls(op, list);
    llvm::SmallVector<int32_t> properties;
    for (auto [index, property] : llvm::enumerate(op.getWindowProperties())) {
      unsigned column = op.getKeys().size() + op.getCalls().size() + index;
      if (!isNeeded(op.getResult(), column))
        continue;
      properties.push_back(property);
      list.push_back({column, {}});
    }
    auto now = builder.create<WindowAggregateOp>(op.getLoc(), streamType(op.getResult(), list), rebuilt[op.getInput()], windowAt(op.getWindow(), op.getInput()),
                                                 placesOf(op.getInput(), op.getKeys()), calls, properties, op.getLegacy());
    finish(op.getResult(), list, now.getResult());
  }
};

struct PruneColumns : impl::PruneColumnsBase<PruneColumns> {
  void runOnOperation() override {
    llvm::SmallVector<Operation *> operators;
    for (Operation &op : *getOperation().getBody())
      if (isa<RelDialect>(op.getDialect()) && !isa<TableOp>(op))
        operators.push_back(&op);
    OperatorPruning pruning(&getContext());
    for (Operation *op : llvm::reverse(operators))
      if (isa<SinkOp>(op) || !op->use_empty())
        pruning.collect(op);
    for (Operation *op : operators)
      if (isa<SinkOp>(op) || !op->use_empty())
        pruning.rebuild(op);
    for (Operation *op : llvm::reverse(operators))
      if (!isa<SinkOp>(op))
        op->erase();
  }
};

} // namespace
} // namespace millrace::rel
