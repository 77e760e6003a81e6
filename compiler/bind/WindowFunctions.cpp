// The window table functions TUMBLE, HOP, CUMULATE and SESSION, and what all windows check.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"

#include <algorithm>

namespace millrace::bind {

using llvm::cast;
using llvm::dyn_cast;

namespace {

struct WindowForm {
  const char *name;
  rel::WindowKind kind;
  const char *slide; ///< name of the argument before the size; null without
  const char *usage;

  [[nodiscard]] bool isSession() const { return kind == rel::WindowKind::Session; }
};
constexpr WindowForm kForms[] = {
    {"TUMBLE", rel::WindowKind::Tumble, nullptr, "TUMBLE(TABLE t, DESCRIPTOR(time), size [, offset])"},
    {"HOP", rel::WindowKind::Hop, "SLIDE", "HOP(TABLE t, DESCRIPTOR(time), slide, size [, offset])"},
    {"CUMULATE", rel::WindowKind::Cumulate, "STEP", "CUMULATE(TABLE t, DESCRIPTOR(time), step, size [, offset])"},
    {"SESSION", rel::WindowKind::Session, nullptr, "SESSION(TABLE t [PARTITION BY keys], DESCRIPTOR(time), gap)"},
};

/// Arguments in the order DATA, TIMECOL, [SLIDE or STEP,] SIZE, [OFFSET], or DATA, TIMECOL, GAP; null where not given.
struct WindowArguments {
  std::vector<std::string> names;
  std::vector<const ast::Expr *> values;
};

bool orderArguments(BindState &state, const WindowForm &form, const ast::Call &call, WindowArguments &arguments) {
  arguments.names = {"DATA", "TIMECOL"};
  if (form.slide)
    arguments.names.emplace_back(form.slide);
  arguments.names.emplace_back(form.isSession() ? "GAP" : "SIZE");
  size_t needed = arguments.names.size();
  if (!form.isSession())
    arguments.names.emplace_back("OFFSET");
  arguments.values.assign(arguments.names.size(), nullptr);
  bool named = !call.args.empty() && call.args[0].name.has_value();
  for (size_t i = 0; i < call.args.size(); ++i) {
    const ast::CallArg &arg = call.args[i];
    if (arg.name.has_value() != named) {
      state.report(DiagnosticId::InvalidWindowArguments, arg.value->range, std::string(form.name) + " mixes named arguments and others");
      return false;
    }
    size_t at = i;
    if (named) {
      auto found = std::find(arguments.names.begin(), arguments.names.end(), upperCase(arg.name->text));
      at = static_cast<size_t>(found - arguments.names.begin());
      if (found == arguments.names.end()) {
        auto &diagnostic = state.report(DiagnosticId::InvalidWindowArguments, arg.name->range,
                                        std::string(form.name) + " has no argument named `" + arg.name->text + "`");
        suggestReplacing(diagnostic, *arg.name, arguments.names);
        return false;
      }
    }
    if (at >= arguments.values.size() || arguments.values[at]) {
      state.report(DiagnosticId::InvalidWindowArguments, arg.value->range,
                   named ? "argument `" + arguments.names[at] + "` is given twice" : "too many arguments for " + std::string(form.name))
          .withHelp(form.usage);
      return false;
    }
    arguments.values[at] = arg.value.get();
  }
  for (size_t i = 0; i < needed; ++i)
    if (!arguments.values[i]) {
      state.report(DiagnosticId::InvalidWindowArguments, call.range, std::string(form.name) + " lacks its argument `" + arguments.names[i] + "`")
          .withHelp(form.usage);
      return false;
    }
  return true;
}

std::string durationText(int64_t ms) {
  struct Unit {
    int64_t ms;
    const char *name;
  };
  static constexpr Unit kUnits[] = {{86400000, "day"}, {3600000, "hour"}, {60000, "minute"}, {1000, "second"}, {1, "millisecond"}};
  for (const Unit &unit : kUnits)
    if (ms % unit.ms == 0) {
      int64_t count = ms / unit.ms;
      return std::to_string(count) + " " + unit.name + (count == 1 ? "" : "s");
    }
  return std::to_string(ms) + " milliseconds";
}

/// Where a line for a WATERMARK clause goes: behind the last column of the declaration. Source: the STYLE of MR0312.
void helpWithWatermark(BindState &state, Diagnostic &diagnostic, const RelationColumn &column, const catalog::Table &table) {
  bool timestamp = isTimestampKind(column.type.kind) && column.type.precision <= 3;
  if (!timestamp || table.watermark || !table.definition || table.definition->columns.empty())
    return;
  const source::SourceText &text = state.sources.get(table.nameRange.source);
  std::string clause = "WATERMARK FOR " + column.name + " AS " + column.name + " - INTERVAL '5' SECOND";
  uint32_t columnsEnd = table.definition->columns.back().range.end;
  uint32_t lastLine = text.lineColumn(columnsEnd).line;
  if (lastLine == text.lineColumn(table.nameRange.begin).line) {
    diagnostic.withHelp("declare how late rows may be", text.range(columnsEnd, columnsEnd), ", " + clause);
    return;
  }
  uint32_t at = text.lineStart(lastLine + 1);
  diagnostic.withHelp("declare how late rows may be", text.range(at, at), "  " + clause + "\n");
}

} // namespace

std::optional<int64_t> bindIntervalMs(BindState &state, const ast::Expr &expr, const std::string &what) {
  Scope nothing;
  if (expr.kind() == ast::Expr::Kind::ColumnRef) {
    state.report(DiagnosticId::NotConstant, expr.range, what + " must be a constant interval").withHelp("write it as INTERVAL '1' MINUTE");
    return std::nullopt;
  }
  ScalarPtr value = ExprBinder(state, nothing, Place::WindowArgument).bind(expr);
  if (!value)
    return std::nullopt;
  if (value->type.kind == TypeKind::IntervalMonth) {
    state.report(DiagnosticId::InvalidWindowSize, expr.range, what + " cannot be an interval of months or years")
        .withNote("months have no fixed length; use days, hours, minutes or seconds");
    return std::nullopt;
  }
  if (value->type.kind != TypeKind::IntervalDay) {
    state.report(DiagnosticId::InvalidWindowArguments, expr.range, what + " must be an interval")
        .withLabel("this is " + typeText(value->type))
        .withHelp("write it as INTERVAL '1' MINUTE");
    return std::nullopt;
  }
  const auto *ms = std::get_if<int64_t>(&value->value);
  if (value->op != ScalarOp::Constant || !ms) {
    state.report(DiagnosticId::NotConstant, expr.range, what + " must be a constant interval");
    return std::nullopt;
  }
  return *ms;
}

bool checkWindowSize(BindState &state, const WindowSpecification &window, bool needsMultiple, const std::string &name, SourceRange range) {
  if (window.sizeMs <= 0 || window.slideMs <= 0) {
    state.report(DiagnosticId::InvalidWindowSize, range, name + " needs intervals greater than zero");
    return false;
  }
  if (needsMultiple && window.sizeMs % window.slideMs != 0) {
    const char *step = window.kind == rel::WindowKind::Cumulate ? "step" : "slide";
    state.report(DiagnosticId::InvalidWindowSize, range, name + " needs a size that is a multiple of its " + step)
        .withLabel("size " + durationText(window.sizeMs) + ", " + step + " " + durationText(window.slideMs));
    return false;
  }
  return true;
}

void reportNoTimeAttribute(BindState &state, const std::string &windowOver, SourceRange range, const RelationColumn &column,
                           const catalog::Table *table) {
  auto &diagnostic = state.report(DiagnosticId::WindowNeedsTimeAttribute, range,
                                  "window over " + (windowOver.empty() ? std::string("a query") : "`" + windowOver + "`") + " needs an event-time column");
  bool timestamp = isTimestampKind(column.type.kind);
  diagnostic.withLabel("`" + column.name + "` is " + typeText(column.type) + (timestamp ? table ? " without a watermark" : ", but no event time here" : ""));
  if (table) {
    diagnostic.withNote(table->nameRange, "`" + table->path.object + "` is declared here");
    helpWithWatermark(state, diagnostic, column, *table);
    if (table->watermark)
      diagnostic.withHelp("the event time of `" + table->path.object + "` is `" + table->columns[table->watermark->column].name + "`");
  } else if (timestamp) {
    diagnostic.withNote("event time ends where a column is computed, cast or aggregated; window_time carries it on");
  }
}

Relation QueryBinder::bindTableArgument(const ast::Expr &expr, std::string &name, bool isPartitioned) {
  if (const auto *query = dyn_cast<ast::ScalarSubquery>(&expr))
    return QueryBinder(state_, target_, this).bindQuery(*query->query);
  const auto *argument = dyn_cast<ast::TableArg>(&expr);
  if (!argument) {
    if (const auto *column = dyn_cast<ast::ColumnRef>(&expr))
      state_.report(DiagnosticId::InvalidWindowArguments, expr.range, "the first argument of a window function is a table")
          .withHelp("write TABLE before its name", expr.range, "TABLE " + state_.text(column->range));
    else
      state_.report(DiagnosticId::InvalidWindowArguments, expr.range, "the first argument of a window function is a table");
    return unknownRelation();
  }
  if (!argument->partitionBy.empty() && !isPartitioned) {
    state_.report(DiagnosticId::InvalidWindowArguments, expr.range, "only session windows are partitioned here").withHelp("group by the keys instead");
    return unknownRelation();
  }
  if (!argument->orderBy.empty()) {
    state_.report(DiagnosticId::InvalidWindowArguments, expr.range, "a window function reads its table in the order of time, not in that of ORDER BY");
    return unknownRelation();
  }
  if (argument->query)
    return QueryBinder(state_, target_, this).bindQuery(*argument->query);
  name = argument->name.last().text;
  std::optional<catalog::ObjectPath> path;
  return readNamed(argument->name, path, argument->name.range);
}

/// The columns of PARTITION BY; false after an error.
static bool bindPartition(BindState &state, const ast::TableArg &argument, const Relation &input, const std::string &tableName, std::vector<uint32_t> &partition) {
  bool ok = true;
  for (const ast::ExprPtr &expr : argument.partitionBy) {
    const auto *column = dyn_cast<ast::ColumnRef>(expr.get());
    if (!column || column->name.parts.size() != 1) {
      state.report(DiagnosticId::InvalidWindowArguments, expr->range, "PARTITION BY of a table argument takes its columns");
      ok = false;
      continue;
    }
    const ast::Identifier &name = column->name.parts[0];
    auto found = std::find_if(input.columns.begin(), input.columns.end(), [&](const RelationColumn &item) { return item.name == name.text; });
    if (found == input.columns.end()) {
      auto &diagnostic = state.report(DiagnosticId::UnknownColumn, name.range, (tableName.empty() ? "the query" : "`" + tableName + "`") + " has no column `" + name.text + "`");
      suggestReplacing(diagnostic, name, input.columnNames());
      ok = false;
      continue;
    }
    ok &= found->known;
    auto place = static_cast<uint32_t>(found - input.columns.begin());
    if (std::find(partition.begin(), partition.end(), place) == partition.end())
      partition.push_back(place);
  }
  return ok;
}

Relation QueryBinder::bindWindowFunction(const ast::Call &call, const std::string &name) {
  const WindowForm &form = *std::find_if(std::begin(kForms), std::end(kForms), [&](const WindowForm &item) { return name == item.name; });
  WindowArguments arguments;
  if (!orderArguments(state_, form, call, arguments))
    return unknownRelation();
  std::string tableName;
  Relation input = bindTableArgument(*arguments.values[0], tableName, form.isSession());
  WindowSpecification window;
  window.kind = form.kind;
  bool ok = true;
  auto interval = [&](size_t at, int64_t &target) {
    if (!arguments.values[at])
      return;
    auto ms = bindIntervalMs(state_, *arguments.values[at], "`" + arguments.names[at] + "` of " + name);
    ok &= ms.has_value();
    target = ms.value_or(0);
  };
  size_t next = 2;
  if (form.slide)
    interval(next++, window.slideMs);
  interval(next, window.sizeMs);
  SourceRange sizeRange = source::join(arguments.values[2]->range, arguments.values[next]->range);
  if (!form.isSession())
    interval(next + 1, window.offsetMs);
  if (!form.slide)
    window.slideMs = window.sizeMs;
  ok = ok && checkWindowSize(state_, window, form.slide != nullptr, name, sizeRange);

  const auto *descriptor = dyn_cast<ast::DescriptorArg>(arguments.values[1]);
  if (!descriptor || descriptor->columns.size() != 1) {
    state_.report(DiagnosticId::InvalidWindowArguments, arguments.values[1]->range, "the time column is named by DESCRIPTOR(column)");
    return unknownRelation();
  }
  const ast::Identifier &timeName = descriptor->columns[0];
  if (!input.columnsKnown)
    return input;
  auto found = std::find_if(input.columns.begin(), input.columns.end(), [&](const RelationColumn &column) { return column.name == timeName.text; });
  Relation failed = unknownRelation();
  if (found == input.columns.end()) {
    auto &diagnostic = state_.report(DiagnosticId::UnknownColumn, timeName.range,
                                     (tableName.empty() ? "the query" : "`" + tableName + "`") + " has no column `" + timeName.text + "`");
    suggestReplacing(diagnostic, timeName, input.columnNames());
    return failed;
  }
  if (!found->known)
    return failed;
  window.timeColumn = static_cast<uint32_t>(found - input.columns.begin());
  bool isProcessingTime = found->time == TimeAttribute::ProcessingTime;
  if (found->time == TimeAttribute::None) {
    reportNoTimeAttribute(state_, tableName, timeName.range, *found, input.table.get());
    ok = false;
  }
  if (form.isSession())
    ok &= bindPartition(state_, cast<ast::TableArg>(*arguments.values[0]), input, tableName, window.partition);
  std::vector<RelationColumn> columns = input.columns;
  for (RelationColumn &column : columns)
    column.role = WindowRole::None;
  columns[window.timeColumn].time = TimeAttribute::None;
  columns.push_back({"window_start", simpleType(TypeKind::Timestamp, false, 3), TimeAttribute::None, WindowRole::Start});
  columns.push_back({"window_end", simpleType(TypeKind::Timestamp, false, 3), TimeAttribute::None, WindowRole::End});
  Type timeType = withNull(found->type, false);
  columns.push_back({"window_time", isTimestampKind(timeType.kind) ? timeType : simpleType(TypeKind::Timestamp, false, 3),
                     isProcessingTime ? TimeAttribute::ProcessingTime : TimeAttribute::EventTime, WindowRole::Time});
  if (!ok)
    input.value = {};
  return builder_.window(input, window, columns, call.range);
}

} // namespace millrace::bind
