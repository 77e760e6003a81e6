/// rel-split-distinct: an aggregate with DISTINCT becomes two, so that the values of one hot key are spread over all shards.
///
/// Shape:   partial aggregates by (keys, bucket of the DISTINCT column), then a final one by the keys over what they send. Without a second DISTINCT column one
///          partial aggregate does all calls; each further column has its own, over the same rows, and their results are united.
///          COUNT: a sum of counts; AVG: a sum and a count; SUM, MIN, MAX: themselves. Of a window aggregate the partial ones are over the window, and the final one
///          is attached to it.
/// Asked:   by `rel.split_distinct` on the module, the number of buckets.
/// Keeps:   aggregates with another function (FIRST_VALUE has an order, which buckets lose), of sessions (a bucket's may be others than the key's) and of windows of
///          processing time, and such whose result could not say that one of several partial aggregates has sent nothing yet.
/// Source:  Flink's SplitAggregateRule.
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelPasses.h"
#include "compiler/sql/Average.h"

#include "llvm/ADT/StringSwitch.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_SPLITDISTINCT
#include "compiler/rel/RelPasses.h.inc"

namespace {

using sql::ScalarBuilder;

enum class Merge : uint8_t { Add, Least, Greatest, Average };

std::optional<Merge> mergeOf(AggregateCallAttr call) {
  return llvm::StringSwitch<std::optional<Merge>>(call.getFunction().getValue())
      .Cases("COUNT", "SUM", Merge::Add)
      .Case("MIN", Merge::Least)
      .Case("MAX", Merge::Greatest)
      .Case("AVG", Merge::Average)
      .Default(std::nullopt);
}

bool isCount(AggregateCallAttr call) { return call.getFunction() == "COUNT"; }

// MIN and MAX of different values are those of all.
bool isDistinct(AggregateCallAttr call) {
  Merge merge = *mergeOf(call);
  return call.getDistinct() && !call.getArguments().empty() && merge != Merge::Least && merge != Merge::Greatest;
}

bool isNumber(mlir::Type type) { return sql::isInteger(type) || sql::isFloat(type) || sql::isDecimal(type); }

/// A column that a partial aggregate sends, and how the final one merges it.
struct Partial {
  unsigned call;        ///< of the aggregate that is split
  unsigned branch;      ///< index of the partial aggregate
  llvm::StringRef function, merge;
  mlir::Type type;      ///< nullable
};

template <typename Op> struct Split {
  static constexpr bool kIsWindowed = std::is_same_v<Op, WindowAggregateOp>;

  Op op;
  int64_t buckets;
  OpBuilder builder;
  llvm::SmallVector<int32_t> columns; ///< the DISTINCT columns, one per partial aggregate
  llvm::SmallVector<Partial> partials;
  llvm::SmallVector<int32_t> properties; ///< of the window, that the partial aggregates send: start, end and, if it is asked for, time

  Split(Op op, int64_t buckets) : op(op), buckets(buckets), builder(op) {
    if constexpr (kIsWindowed) {
      properties = {static_cast<int32_t>(WindowProperty::Start), static_cast<int32_t>(WindowProperty::End)};
      if (constexpr auto kTime = static_cast<int32_t>(WindowProperty::RowTime); llvm::is_contained(op.getWindowProperties(), kTime))
        properties.push_back(kTime);
    }
  }

  StreamType input() { return streamOf(op.getInput()); }
  llvm::SmallVector<AggregateCallAttr> calls() { return llvm::to_vector(op.getCalls().template getAsRange<AggregateCallAttr>()); }
  size_t keyCount() { return op.getKeys().size(); }

  /// Whether its groups end in a way that two aggregates would not share.
  bool hasOwnEnd() {
    if constexpr (kIsWindowed)
      return op.getWindow().getKind() == WindowKind::Session || input().getColumns()[op.getWindow().getTimeColumn()].getTime() == TimeKind::ProcTime;
    else
      return closesWithWindow(op);
  }

  bool fits() {
    if (hasOwnEnd() || !llvm::all_of(calls(), mergeOf))
      return false;
    for (AggregateCallAttr call : calls())
      if (isDistinct(call) && !llvm::is_contained(op.getKeys(), call.getArguments()[0]) && !llvm::is_contained(columns, call.getArguments()[0]))
        columns.push_back(call.getArguments()[0]);
    bool mayLack = !kIsWindowed && llvm::any_of(calls(), [](AggregateCallAttr call) { return !sql::isNullable(call.getType()) && !isNumber(call.getType()); });
    return !columns.empty() && (columns.size() == 1 || !mayLack);
  }

  // The type of AVG's sum.
  mlir::Type sumType(mlir::Type value) {
    MLIRContext *context = op.getContext();
    if (auto decimal = dyn_cast<sql::DecimalType>(sql::withoutNull(value)))
      return sql::DecimalType::get(context, 38, decimal.getScale());
    return sql::isFloat(sql::withoutNull(value)) ? mlir::Type(builder.getF64Type()) : mlir::Type(builder.getI64Type());
  }

  void listPartials() {
    for (auto [index, call] : llvm::enumerate(calls())) {
      auto own = isDistinct(call) ? llvm::find(columns, call.getArguments()[0]) : columns.begin();
      unsigned branch = own == columns.end() ? 0 : static_cast<unsigned>(own - columns.begin());
      auto add = [&](llvm::StringRef function, llvm::StringRef merge, mlir::Type type) {
        partials.push_back({static_cast<unsigned>(index), branch, function, merge, sql::withNullability(type, true)});
      };
      switch (*mergeOf(call)) {
      case Merge::Add: add(call.getFunction(), "SUM", call.getType()); break;
      case Merge::Least: add("MIN", "MIN", call.getType()); break;
      case Merge::Greatest: add("MAX", "MAX", call.getType()); break;
      case Merge::Average:
        add("SUM", "SUM", sumType(input().getColumns()[call.getArguments()[0]].getType()));
        add("COUNT", "SUM", builder.getI64Type());
        break;
      }
    }
  }

  ColumnAttr column(const llvm::Twine &name, mlir::Type type) {
    return ColumnAttr::get(op.getContext(), builder.getStringAttr(name), type, TimeKind::None);
  }
  llvm::SmallVector<ColumnAttr> keyColumns() {
    llvm::SmallVector<ColumnAttr> result;
    for (int32_t key : op.getKeys())
      result.push_back(column(input().getColumns()[key].getName().getValue(), input().getColumns()[key].getType()));
    return result;
  }
  ColumnAttr propertyColumn(int32_t property) {
    if constexpr (kIsWindowed)
      for (auto [index, asked] : llvm::enumerate(op.getWindowProperties()))
        if (asked == property)
          return op.getType().getColumns()[keyCount() + op.getCalls().size() + index];
    return column(property == 0 ? "window_start" : "window_end", sql::TimestampType::get(op.getContext(), 3));
  }
  // Operators of one query are told apart by their locations.
  Location location(unsigned branch) { return FusedLoc::get({op.getLoc()}, builder.getI32IntegerAttr(static_cast<int32_t>(branch)), op.getContext()); }

  ProjectOp project(Location at, Value from, llvm::ArrayRef<ColumnAttr> to, llvm::function_ref<llvm::SmallVector<Value>(ScalarBuilder &, ValueRange)> values) {
    auto result = builder.create<ProjectOp>(at, StreamType::get(op.getContext(), to), from);
    OpBuilder::InsertionGuard guard(builder);
    llvm::SmallVector<Value> row = beginScalars(builder, result.getExpressions(), streamOf(from), at);
    ScalarBuilder code(builder, at);
    endScalars(builder, at, values(code, row));
    return result;
  }

  /// The input of a partial aggregate: keys, bucket, all columns, and what AVG adds up.
  struct Spread {
    Value stream;
    llvm::DenseMap<unsigned, int32_t> averaged; ///< call -> column with its values as the sum's type
  };
  Spread spread(unsigned branch) {
    llvm::SmallVector<ColumnAttr> to = keyColumns();
    to.push_back(column("$bucket", builder.getI32Type()));
    llvm::append_range(to, input().getColumns());
    Spread result;
    for (const Partial &partial : partials)
      if (partial.branch == branch && *mergeOf(calls()[partial.call]) == Merge::Average && partial.function == "SUM") {
        result.averaged[partial.call] = static_cast<int32_t>(to.size());
        bool nullable = sql::isNullable(input().getColumns()[calls()[partial.call].getArguments()[0]].getType());
        to.push_back(column("$avg" + llvm::Twine(partial.call), averagedType(partial, nullable)));
      }
    result.stream = project(location(branch), op.getInput(), to, [&](ScalarBuilder &code, ValueRange row) {
      llvm::SmallVector<Value> values;
      for (int32_t key : op.getKeys())
        values.push_back(row[key]);
      values.push_back(code.convert(code.rem(code.create<sql::HashOp>(row[columns[branch]]), code.int64(buckets)), builder.getI32Type()));
      llvm::append_range(values, row);
      for (unsigned index = values.size(); index < to.size(); ++index)
        for (auto [call, place] : result.averaged)
          if (place == static_cast<int32_t>(index))
            values.push_back(code.convert(row[calls()[call].getArguments()[0]], to[index].getType()));
      return values;
    });
    return result;
  }
  // A decimal's sum has digits enough for its values as they are.
  mlir::Type averagedType(const Partial &partial, bool nullable) {
    mlir::Type value = input().getColumns()[calls()[partial.call].getArguments()[0]].getType();
    return sql::isDecimal(value) ? value : sql::withNullability(sql::withoutNull(partial.type), nullable);
  }

  /// Keys, bucket, then the columns of the branch.
  Value partialAggregate(unsigned branch) {
    Spread from = spread(branch);
    auto first = static_cast<int32_t>(keyCount()) + 1;
    llvm::SmallVector<ColumnAttr> to = keyColumns();
    to.push_back(column("$bucket", builder.getI32Type()));
    llvm::SmallVector<int32_t> keys = llvm::to_vector(llvm::seq<int32_t>(0, first));
    llvm::SmallVector<Attribute> made;
    for (const Partial &partial : partials) {
      if (partial.branch != branch)
        continue;
      AggregateCallAttr call = calls()[partial.call];
      auto averaged = from.averaged.find(partial.call);
      llvm::SmallVector<int32_t> arguments;
      for (int32_t argument : call.getArguments())
        arguments.push_back(averaged != from.averaged.end() ? averaged->second : first + argument);
      int32_t filter = call.getFilter() < 0 ? -1 : first + call.getFilter();
      mlir::Type type = partial.function == "COUNT" ? mlir::Type(builder.getI64Type()) : partial.type;
      made.push_back(AggregateCallAttr::get(op.getContext(), builder.getStringAttr(partial.function), arguments, isDistinct(call), filter, type));
      to.push_back(column("$p" + llvm::Twine(to.size()), type));
    }
    for (int32_t property : properties)
      to.push_back(propertyColumn(property));
    auto type = StreamType::get(op.getContext(), to);
    if constexpr (kIsWindowed) {
      WindowAttr old = op.getWindow();
      auto window = WindowAttr::get(op.getContext(), old.getKind(), first + old.getTimeColumn(), old.getSizeMs(), old.getSlideMs(), old.getOffsetMs());
      return builder.create<WindowAggregateOp>(location(branch), type, from.stream, window, keys, builder.getArrayAttr(made), properties);
    } else {
      return builder.create<AggregateOp>(location(branch), type, from.stream, keys, builder.getArrayAttr(made), llvm::ArrayRef<int32_t>(), false);
    }
  }

  /// Keys, window, then every partial column, NULL where it is of another branch.
  Value widened(unsigned branch) {
    Value from = partialAggregate(branch);
    llvm::SmallVector<ColumnAttr> to = keyColumns();
    for (int32_t property : properties)
      to.push_back(propertyColumn(property));
    for (auto [index, partial] : llvm::enumerate(partials))
      to.push_back(column("$p" + llvm::Twine(index), partial.type));
    return project(location(branch), from, to, [&](ScalarBuilder &code, ValueRange row) {
      llvm::SmallVector<Value> values(row.take_front(keyCount()));
      llvm::append_range(values, row.take_back(properties.size()));
      unsigned next = keyCount() + 1;
      for (const Partial &partial : partials)
        values.push_back(partial.branch == branch ? code.convert(row[next++], partial.type) : code.null(partial.type));
      return values;
    });
  }

  Value merged() {
    llvm::SmallVector<Value> branches;
    for (unsigned branch = 0; branch < columns.size(); ++branch)
      branches.push_back(widened(branch));
    Value all = branches[0];
    if (branches.size() > 1)
      all = builder.create<UnionAllOp>(op.getLoc(), all.getType(), branches);
    llvm::SmallVector<ColumnAttr> to = keyColumns();
    for (int32_t property : properties)
      to.push_back(propertyColumn(property));
    auto keySize = static_cast<int32_t>(to.size());
    llvm::SmallVector<Attribute> made;
    for (auto [index, partial] : llvm::enumerate(partials)) {
      auto argument = keySize + static_cast<int32_t>(index);
      made.push_back(AggregateCallAttr::get(op.getContext(), builder.getStringAttr(partial.merge), {argument}, false, -1, partial.type));
      to.push_back(column("$p" + llvm::Twine(index), partial.type));
    }
    llvm::SmallVector<int32_t> keys = llvm::to_vector(llvm::seq<int32_t>(0, keySize)), window;
    bool isInstant = false;
    if constexpr (kIsWindowed) {
      window = {static_cast<int32_t>(keyCount()), static_cast<int32_t>(keyCount()) + 1};
      isInstant = isa<sql::TimestampLtzType>(sql::withoutNull(input().getColumns()[op.getWindow().getTimeColumn()].getType()));
    }
    return builder.create<AggregateOp>(op.getLoc(), StreamType::get(op.getContext(), to), all, keys, builder.getArrayAttr(made), window, isInstant);
  }

  /// 0 for a value that is not there yet, if the type has no NULL.
  static Value orNothing(ScalarBuilder &code, Value value, mlir::Type type, llvm::function_ref<Value(Value)> present) {
    return code.choose(
        code.isNull(value), type, [&] { return llvm::SmallVector<Value>{sql::isNullable(type) ? code.null(type) : code.zero(type)}; },
        [&] { return llvm::SmallVector<Value>{present(code.assumeNotNull(value))}; })[0];
  }
  static Value resultOf(ScalarBuilder &code, AggregateCallAttr call, Value value, Value count) {
    mlir::Type type = call.getType();
    if (!sql::isNullable(type) && !isNumber(type)) // of one partial aggregate, which has sent it
      return code.convert(code.assumeNotNull(value), type);
    if (*mergeOf(call) != Merge::Average)
      return isCount(call) || !sql::isNullable(type) ? orNothing(code, value, type, [&](Value present) { return code.convert(present, type); }) : value;
    return orNothing(code, count, type, [&](Value many) {
      Value none = code.compare(sql::Predicate::Eq, many, code.int64(0));
      return code.choose(
          none, type, [&] { return llvm::SmallVector<Value>{sql::isNullable(type) ? code.null(type) : code.zero(type)}; },
          [&] { return llvm::SmallVector<Value>{sql::average(code, value, many, type)}; })[0];
    });
  }

  void run() {
    listPartials();
    Value from = merged();
    ProjectOp result = project(op.getLoc(), from, op.getType().getColumns(), [&](ScalarBuilder &code, ValueRange row) {
      llvm::SmallVector<Value> values(row.take_front(keyCount()));
      unsigned next = keyCount() + properties.size();
      for (AggregateCallAttr call : calls()) {
        bool isPair = *mergeOf(call) == Merge::Average;
        values.push_back(resultOf(code, call, row[next], isPair ? row[next + 1] : Value()));
        next += isPair ? 2 : 1;
      }
      if constexpr (kIsWindowed)
        for (int32_t property : op.getWindowProperties())
          values.push_back(row[keyCount() + (llvm::find(properties, property) - properties.begin())]);
      return values;
    });
    op.getResult().replaceAllUsesWith(result.getResult());
    op.erase();
  }
};

struct SplitDistinct : impl::SplitDistinctBase<SplitDistinct> {
  void runOnOperation() override {
    auto buckets = getOperation()->getAttrOfType<IntegerAttr>("rel.split_distinct");
    if (!buckets)
      return;
    splitAll<AggregateOp>(buckets.getInt());
    splitAll<WindowAggregateOp>(buckets.getInt());
  }

  template <typename Op> void splitAll(int64_t buckets) {
    for (Op op : llvm::to_vector(getOperation().template getOps<Op>()))
      if (Split<Op> split(op, buckets); split.fits())
        split.run();
  }
};

} // namespace
} // namespace millrace::rel
