/// rel-recognize-windows: GROUP BY window_start, window_end over a window TVF becomes rel.window_aggregate, which the legacy form is already.
///
/// Shape:  keys and calls may be computed by one project between the two, as long as only keys read the window's columns; between that and the
///         aggregate rows may be expanded to grouping sets that all hold the window. The result's columns get names that do not depend on the
///         form, so that both forms of a query become the same operators.
/// Keeps:  sessions whose rows are grouped by other keys than those that they were made by.
/// Source: Flink's WindowUtil.isValidWindowAggregate, ExpandWindowTableFunctionTransposeRule, PullUpWindowTableFunctionIntoWindowAggregateRule.
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"
#include "compiler/rel/RelUnnest.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_RECOGNIZEWINDOWS
#include "compiler/rel/RelPasses.h.inc"

namespace {

// What stands between the window and the aggregate.
struct Middle {
  Operation *window = nullptr; // rel.window or rel.session_window
  ProjectOp project;           // may be null
  ExpandOp expand;             // above the project; may be null

  explicit Middle(Value stream) {
    if ((expand = stream.getDefiningOp<ExpandOp>()))
      stream = expand.getInput();
    if ((project = stream.getDefiningOp<ProjectOp>()))
      stream = project.getInput();
    if (isa<WindowOp, SessionWindowOp>(stream.getDefiningOp()))
      window = stream.getDefiningOp();
  }

  Value input() { return window->getOperand(0); }
  StreamType windowed() { return streamOf(window->getResult(0)); }
  size_t inputSize() { return streamOf(input()).getColumns().size(); }
  WindowAttr attribute() {
    auto session = dyn_cast<SessionWindowOp>(window);
    return session ? session.getWindow() : cast<WindowOp>(window).getWindow();
  }
  // Columns from here on are made by the expansion: keys, then the number of the set.
  unsigned expandedFrom() { return expand ? streamOf(expand.getInput()).getColumns().size() : ~0u; }

  Value value(unsigned column) { return project ? yieldedValues(project.getExpressions())[column] : Value(); }
  // The window's result column that `column` is, if it is one unchanged.
  std::optional<unsigned> origin(unsigned column) {
    if (column >= expandedFrom())
      return std::nullopt;
    return project ? columnOf(value(column)) : std::optional<unsigned>(column);
  }
};

bool readsWindow(Value value, size_t inputSize, llvm::DenseSet<Operation *> &visited) {
  if (std::optional<unsigned> column = columnOf(value))
    return *column >= inputSize;
  Operation *op = value.getDefiningOp();
  if (!op || !visited.insert(op).second)
    return false;
  bool reads = false;
  op->walk([&](Operation *inner) {
    for (Value operand : inner->getOperands())
      reads |= readsWindow(operand, inputSize, visited);
  });
  return reads;
}

bool readsWindow(Middle &middle, unsigned column) {
  if (column >= middle.expandedFrom()) {
    unsigned key = column - middle.expandedFrom();
    return key < middle.expand.getKeys().size() && readsWindow(middle, middle.expand.getKeys()[key]);
  }
  if (!middle.project)
    return column >= middle.inputSize();
  llvm::DenseSet<Operation *> visited;
  return readsWindow(middle.value(column), middle.inputSize(), visited);
}

bool isSameSet(llvm::ArrayRef<int32_t> a, llvm::ArrayRef<int32_t> b) {
  return llvm::all_of(a, [&](int32_t column) { return llvm::is_contained(b, column); }) &&
         llvm::all_of(b, [&](int32_t column) { return llvm::is_contained(a, column); });
}

// Rows of one group of the aggregate, which has these other keys, are those of one group of sessions.
bool isOfSession(Middle &middle, llvm::ArrayRef<unsigned> keys) {
  auto session = dyn_cast<SessionWindowOp>(middle.window);
  if (!session)
    return true;
  llvm::SmallVector<int32_t> grouped;
  for (unsigned key : keys) {
    std::optional<unsigned> origin = middle.origin(key);
    if (!origin)
      return false;
    grouped.push_back(static_cast<int32_t>(*origin));
  }
  return isSameSet(grouped, session.getPartition());
}

ColumnAttr named(ColumnAttr column, llvm::StringRef name, TimeKind time) {
  return ColumnAttr::get(column.getContext(), StringAttr::get(column.getContext(), name), column.getType(), time);
}

llvm::StringRef propertyName(WindowProperty property) {
  switch (property) {
  case WindowProperty::Start: return "window_start";
  case WindowProperty::End: return "window_end";
  default: return "window_time";
  }
}

// What replaces the window and all above it but the aggregate.
struct Below {
  Value stream;
  llvm::DenseMap<unsigned, int32_t> places; // column of the aggregate's old input -> column of `stream`
  int32_t timePlace;
};

// A project over the window's input with the columns that the aggregate, or the expansion below it, reads.
Below projectBelow(OpBuilder &builder, Middle &middle, StreamType old, llvm::ArrayRef<unsigned> wanted) {
  StreamType input = streamOf(middle.input());
  Location location = middle.project ? middle.project.getLoc() : middle.window->getLoc();
  llvm::SmallVector<ColumnAttr> columns;
  Below below;
  for (unsigned column : wanted)
    if (below.places.try_emplace(column, columns.size()).second)
      columns.push_back(old.getColumns()[column]);
  int32_t time = middle.attribute().getTimeColumn();
  below.timePlace = columns.size();
  columns.push_back(input.getColumns()[time]);
  auto project = builder.create<ProjectOp>(location, StreamType::get(builder.getContext(), columns), middle.input());
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Value> row = beginScalars(builder, project.getExpressions(), input, location), yielded(columns.size());
  llvm::SmallVector<Value> windowRow(row);
  // Nothing that is kept reads the window's columns; their stand-ins are dead code.
  for (ColumnAttr column : middle.windowed().getColumns().take_back(3))
    windowRow.push_back(builder.create<sql::ConstantOp>(location, column.getType(), builder.getDenseI64ArrayAttr({0, 0})));
  llvm::SmallVector<Value> values = middle.project ? inlineScalars(builder, middle.project.getExpressions(), windowRow) : windowRow;
  for (auto [column, place] : below.places)
    yielded[place] = values[column];
  yielded[below.timePlace] = row[time];
  endScalars(builder, location, yielded);
  below.stream = project.getResult();
  return below;
}

// The expansion again, below the window.
Below expandBelow(OpBuilder &builder, Middle &middle, llvm::ArrayRef<unsigned> wanted) {
  unsigned first = middle.expandedFrom();
  llvm::SmallVector<unsigned> read;
  llvm::copy_if(wanted, std::back_inserter(read), [&](unsigned column) { return column < first; });
  for (int32_t key : middle.expand.getKeys())
    read.push_back(static_cast<unsigned>(key));
  Below below = projectBelow(builder, middle, streamOf(middle.expand.getInput()), read);
  llvm::SmallVector<ColumnAttr> columns(streamOf(below.stream).getColumns());
  llvm::ArrayRef<ColumnAttr> made = middle.expand.getType().getColumns().drop_front(first);
  for (unsigned index = 0; index < made.size(); ++index)
    below.places[first + index] = static_cast<int32_t>(columns.size() + index);
  llvm::append_range(columns, made);
  llvm::SmallVector<int32_t> keys = remapColumns(middle.expand.getKeys(), [&](int32_t key) { return below.places.lookup(key); });
  below.stream = builder.create<ExpandOp>(middle.expand.getLoc(), StreamType::get(builder.getContext(), columns), below.stream, keys, middle.expand.getSets());
  return below;
}

struct RecognizeWindows : impl::RecognizeWindowsBase<RecognizeWindows> {
  void runOnOperation() override {
    for (auto op : llvm::make_early_inc_range(getOperation().getOps<UnnestOp>()))
      unnestBelow(op);
    for (auto op : llvm::make_early_inc_range(getOperation().getOps<AggregateOp>()))
      recognize(op);
    for (auto op : llvm::make_early_inc_range(getOperation().getOps<WindowAggregateOp>()))
      normalizeNames(op);
  }

  // A window's rows unnested are the windows of the unnested rows, where an aggregate may recognize them.
  static void unnestBelow(UnnestOp op) {
    auto window = op.getInput().getDefiningOp<WindowOp>();
    auto project = op.getResult().hasOneUse() ? dyn_cast<ProjectOp>(*op.getResult().user_begin()) : ProjectOp();
    Value result = project ? project.getResult() : op.getResult();
    bool isAggregated = result.hasOneUse() && isa<AggregateOp>(*result.user_begin());
    if (!window || !window.getResult().hasOneUse() || !isAggregated || !op.getCondition().empty())
      return;
    StreamType input = streamOf(window.getInput());
    auto count = static_cast<int32_t>(input.getColumns().size());
    if (static_cast<int32_t>(op.getCollection()) >= count)
      return;
    OpBuilder builder(op);
    llvm::ArrayRef<ColumnAttr> own = op.getType().getColumns().drop_front(op.getPassed().size());
    llvm::SmallVector<ColumnAttr> columns(input.getColumns());
    columns.append(own.begin(), own.end());
    auto below = builder.create<UnnestOp>(op.getLoc(), StreamType::get(builder.getContext(), columns), window.getInput(), op.getCollection(),
                                          llvm::to_vector(llvm::seq<int32_t>(0, count)), op.getLeft(), op.getOrdinality());
    llvm::append_range(columns, window.getType().getColumns().take_back(3));
    auto above = builder.create<WindowOp>(window.getLoc(), StreamType::get(builder.getContext(), columns), below.getResult(), window.getWindow());
    // Where each column of the old result is: the window's bounds now stand behind the elements.
    auto ownCount = static_cast<int32_t>(own.size());
    llvm::SmallVector<int32_t> places;
    for (int32_t column : op.getPassed())
      places.push_back(column < count ? column : column + ownCount);
    for (int32_t i = 0; i < ownCount; ++i)
      places.push_back(count + i);
    ProjectOp replaced = project ? projectThrough(builder, project, above.getResult(), places) : projectColumns(builder, op.getLoc(), above.getResult(), places);
    replaced.getResult().setType(streamOf(result));
    result.replaceAllUsesWith(replaced.getResult());
    if (project)
      project.erase();
    op.erase();
    window.erase();
  }

  // `project` over another input, of which column `places[i]` is its old input's column i.
  static ProjectOp projectThrough(OpBuilder &builder, ProjectOp project, Value input, llvm::ArrayRef<int32_t> places) {
    auto moved = builder.create<ProjectOp>(project.getLoc(), project.getType(), input);
    OpBuilder::InsertionGuard guard(builder);
    llvm::SmallVector<Value> row = beginScalars(builder, moved.getExpressions(), streamOf(input), project.getLoc()), old;
    for (int32_t place : places)
      old.push_back(row[place]);
    endScalars(builder, project.getLoc(), inlineScalars(builder, project.getExpressions(), old));
    return moved;
  }

  static void recognize(AggregateOp op) {
    Middle middle(op.getInput());
    if (!middle.window)
      return;
    size_t inputSize = middle.inputSize();
    llvm::SmallVector<unsigned> wanted;                       // columns of the aggregate's input that stay
    llvm::SmallVector<std::optional<WindowProperty>> keyKinds; // per key: the window property that it is
    bool hasStart = false, hasEnd = false;
    bool isProcessingTime = middle.windowed().getColumns().back().getTime() == TimeKind::ProcTime;
    WindowProperty time = isProcessingTime ? WindowProperty::ProcTime : WindowProperty::RowTime;
    for (int32_t key : op.getKeys()) {
      std::optional<unsigned> origin = middle.origin(key);
      if (!origin || *origin < inputSize) {
        if (readsWindow(middle, key))
          return;
        keyKinds.push_back(std::nullopt);
        wanted.push_back(key);
        continue;
      }
      bool isTime = *origin == inputSize + 2;
      hasStart |= *origin == inputSize;
      hasEnd |= *origin == inputSize + 1;
      keyKinds.push_back(isTime ? time : *origin == inputSize ? WindowProperty::Start : WindowProperty::End);
    }
    if (!hasStart || !hasEnd || !isOfSession(middle, wanted))
      return;
    size_t keyCount = wanted.size();
    for (auto call : op.getCalls().getAsRange<AggregateCallAttr>()) {
      for (int32_t argument : call.getArguments())
        wanted.push_back(argument);
      if (call.getFilter() >= 0)
        wanted.push_back(call.getFilter());
    }
    for (unsigned column : llvm::ArrayRef<unsigned>(wanted).drop_front(keyCount))
      if (readsWindow(middle, column))
        return;
    replace(op, middle, wanted, keyCount, keyKinds);
  }

  static void replace(AggregateOp op, Middle &middle, llvm::ArrayRef<unsigned> wanted, size_t keyCount,
                      llvm::ArrayRef<std::optional<WindowProperty>> keyKinds) {
    OpBuilder builder(op);
    Below below = middle.expand ? expandBelow(builder, middle, wanted) : projectBelow(builder, middle, streamOf(op.getInput()), wanted);
    llvm::SmallVector<ColumnAttr> columns;
    llvm::SmallVector<int32_t> keys, properties, order(op.getType().getColumns().size());
    llvm::ArrayRef<ColumnAttr> old = op.getType().getColumns();
    for (auto [index, kind] : llvm::enumerate(keyKinds))
      if (!kind) {
        order[index] = columns.size();
        keys.push_back(below.places.lookup(op.getKeys()[index]));
        columns.push_back(old[index]);
      }
    for (size_t call = 0; call < op.getCalls().size(); ++call) {
      order[keyKinds.size() + call] = columns.size();
      columns.push_back(old[keyKinds.size() + call]);
    }
    for (WindowProperty property : {WindowProperty::Start, WindowProperty::End, WindowProperty::RowTime, WindowProperty::ProcTime}) {
      std::optional<int32_t> place;
      for (auto [index, kind] : llvm::enumerate(keyKinds)) {
        if (kind != property)
          continue;
        if (!place) {
          place = columns.size();
          properties.push_back(static_cast<int32_t>(property));
          TimeKind kind = property == WindowProperty::RowTime ? TimeKind::RowTime : property == WindowProperty::ProcTime ? TimeKind::ProcTime : TimeKind::None;
          columns.push_back(named(old[index], old[index].getName(), kind));
        }
        order[index] = *place;
      }
    }
    WindowAttr window = middle.attribute();
    auto at = WindowAttr::get(builder.getContext(), window.getKind(), below.timePlace, window.getSizeMs(), window.getSlideMs(), window.getOffsetMs());
    auto aggregate = builder.create<WindowAggregateOp>(op.getLoc(), StreamType::get(builder.getContext(), columns), below.stream, at, keys,
                                                       remapCalls(op.getCalls(), [&](int32_t column) { return below.places.lookup(column); }), properties);
    ProjectOp ordered = projectColumns(builder, op.getLoc(), aggregate.getResult(), order);
    ordered.getResult().setType(op.getType());
    op.getResult().replaceAllUsesWith(ordered.getResult());
    op.erase();
    for (Operation *old : {middle.expand.getOperation(), middle.project.getOperation(), middle.window})
      if (old && old->use_empty())
        old->erase();
  }

  static void normalizeNames(WindowAggregateOp op) {
    llvm::SmallVector<ColumnAttr> columns;
    llvm::ArrayRef<ColumnAttr> old = op.getType().getColumns();
    for (int32_t key : op.getKeys())
      columns.push_back(named(old[columns.size()], streamOf(op.getInput()).getColumns()[key].getName(), old[columns.size()].getTime()));
    for (size_t call = 0; call < op.getCalls().size(); ++call)
      columns.push_back(named(old[columns.size()], fmt::format("$f{}", columns.size()), TimeKind::None));
    for (int32_t property : op.getWindowProperties())
      columns.push_back(named(old[columns.size()], propertyName(static_cast<WindowProperty>(property)), old[columns.size()].getTime()));
    auto type = StreamType::get(op.getContext(), columns);
    StreamType before = op.getType();
    if (type == before)
      return;
    op.getResult().setType(type);
    OpBuilder builder(op->getContext());
    builder.setInsertionPointAfter(op);
    llvm::SmallVector<int32_t> all(columns.size());
    for (size_t index = 0; index < all.size(); ++index)
      all[index] = static_cast<int32_t>(index);
    ProjectOp renamed = projectColumns(builder, op.getLoc(), op.getResult(), all);
    renamed.getResult().setType(before);
    op.getResult().replaceAllUsesExcept(renamed.getResult(), renamed);
  }
};

} // namespace
} // namespace millrace::rel
