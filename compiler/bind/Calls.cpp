// Calls: scalar functions, aggregates, properties of group windows.
#include "compiler/bind/ExprBinder.h"

#include "compiler/bind/UserFunctions.h"
#include "stdlib/ResultRules.h"

#include <algorithm>

namespace millrace::bind {

using ast::Expr;
using llvm::dyn_cast;

namespace {

struct WindowFunction {
  const char *name;
  GroupWindow window;
  WindowAsk ask;
};
constexpr WindowFunction kWindowFunctions[] = {
    {"TUMBLE_START", GroupWindow::Tumble, WindowAsk::Start},       {"TUMBLE_END", GroupWindow::Tumble, WindowAsk::End},
    {"TUMBLE_ROWTIME", GroupWindow::Tumble, WindowAsk::RowTime},   {"TUMBLE_PROCTIME", GroupWindow::Tumble, WindowAsk::ProcTime},
    {"HOP_START", GroupWindow::Hop, WindowAsk::Start},             {"HOP_END", GroupWindow::Hop, WindowAsk::End},
    {"HOP_ROWTIME", GroupWindow::Hop, WindowAsk::RowTime},         {"HOP_PROCTIME", GroupWindow::Hop, WindowAsk::ProcTime},
    {"SESSION_START", GroupWindow::Session, WindowAsk::Start},     {"SESSION_END", GroupWindow::Session, WindowAsk::End},
    {"SESSION_ROWTIME", GroupWindow::Session, WindowAsk::RowTime}, {"SESSION_PROCTIME", GroupWindow::Session, WindowAsk::ProcTime},
};

bool isGroupWindowName(const std::string &name) { return name == "TUMBLE" || name == "HOP" || name == "SESSION" || name == "CUMULATE"; }

/// Names of functions that records know under another one.
struct Alias {
  const char *name;
  const char *record;
};
constexpr Alias kAliases[] = {
    {"YEAR", "EXTRACT:YEAR"},       {"QUARTER", "EXTRACT:QUARTER"},  {"MONTH", "EXTRACT:MONTH"},      {"WEEK", "EXTRACT:WEEK"},
    {"DAYOFYEAR", "EXTRACT:DOY"},   {"DAYOFMONTH", "EXTRACT:DAY"},   {"DAYOFWEEK", "EXTRACT:DOW"},    {"HOUR", "EXTRACT:HOUR"},
    {"MINUTE", "EXTRACT:MINUTE"},   {"SECOND", "EXTRACT:SECOND"},    {"SUBSTR", "SUBSTRING"},         {"CHARACTER_LENGTH", "CHAR_LENGTH"},
    {"CEILING", "CEIL"},            {"PROCTIME", "CURRENT_ROW_TIMESTAMP"}, {"NOW", "CURRENT_TIMESTAMP"},
};

std::string recordName(const std::string &name) {
  if (hasFunction(name))
    return name;
  for (const Alias &alias : kAliases)
    if (name == alias.name && hasFunction(alias.record))
      return alias.record;
  return name;
}

} // namespace

bool takesAggregates(Place place) {
  return place == Place::Select || place == Place::Having || place == Place::OverArgument || place == Place::Qualify || place == Place::OrderBy;
}

/// Clauses that only some calls take; true if one was refused.
bool ExprBinder::refuseClauses(const ast::Call &call, bool isAggregate) {
  std::string name = call.name.str();
  bool refused = false;
  auto refuse = [&](bool present, const std::string &what) {
    if (present)
      state_.unsupported(DiagnosticId::ExpressionNotSupported, call.range, what);
    refused |= present;
  };
  refuse(!call.orderBy.empty() || !call.withinGroup.empty(), "ORDER BY inside " + name);
  refuse(call.nulls != ast::Call::NullTreatment::None, "RESPECT or IGNORE NULLS");
  refuse(std::any_of(call.args.begin(), call.args.end(), [](const ast::CallArg &arg) { return arg.name.has_value(); }), "a named argument of " + name);
  if (!isAggregate && !refused && (call.filter || call.quantifier == ast::Call::Quantifier::Distinct)) {
    state_.report(DiagnosticId::WrongArgumentTypes, call.range, name + " is no aggregate function")
        .withLabel(call.filter ? "FILTER needs an aggregate function" : "DISTINCT needs an aggregate function");
    refused = true;
  }
  return refused;
}

/// Binds values; a time unit or trim side becomes part of the record's name.
bool ExprBinder::bindArguments(const ast::Call &call, std::string &name, std::vector<ScalarPtr> &args) {
  bool ok = true;
  std::string suffix;
  for (const ast::CallArg &arg : call.args) {
    if (const auto *unit = dyn_cast<ast::TimeUnitArg>(arg.value.get())) {
      suffix = std::string(":") + ast::spelling(unit->unit);
      continue;
    }
    if (const auto *side = dyn_cast<ast::TrimSideArg>(arg.value.get())) {
      static constexpr const char *kSides[] = {":BOTH", ":LEADING", ":TRAILING"};
      suffix = kSides[static_cast<size_t>(side->side)];
      continue;
    }
    args.push_back(bind(*arg.value));
    ok &= args.back() != nullptr;
  }
  if (name == "TRIM") {
    // The record takes (text, characters).
    if (suffix.empty())
      suffix = ":BOTH";
    if (args.size() == 1)
      args.push_back(makeConstant(simpleType(TypeKind::Char, false, 1), std::string(" "), call.range));
    else if (args.size() == 2)
      std::swap(args[0], args[1]);
  }
  name += suffix;
  return ok;
}

ScalarPtr ExprBinder::bindUserCall(const ast::Call &call, const std::shared_ptr<const catalog::Function> &function) {
  if (refuseClauses(call, false))
    return nullptr;
  std::vector<ScalarPtr> args;
  bool ok = true;
  for (const ast::CallArg &arg : call.args) {
    args.push_back(bind(*arg.value));
    ok &= args.back() != nullptr;
  }
  if (!ok)
    return nullptr;
  return inlineFunction(state_, function, std::move(args), {call.name.str(), call.name.range, call.range});
}

ScalarPtr ExprBinder::bindCall(const ast::Call &call) {
  std::string name = upperCase(call.name.last().text);
  CallSite site{call.name.str(), call.name.range, call.range};
  if (isBodyOf(state_, call.name)) {
    state_.report(DiagnosticId::RecursiveFunction, call.range, "function `" + site.spelled + "` calls itself");
    return nullptr;
  }
  if (auto function = findUserFunction(state_, call.name))
    return bindUserCall(call, function);
  if (state_.brokenObjects.contains("function " + lowerCase(call.name.last().text)))
    return nullptr;
  if (call.name.parts.size() > 1) {
    state_.report(DiagnosticId::UnknownFunction, call.name.range, "no function is named `" + site.spelled + "`")
        .withNote("built-in functions are called without catalog and database");
    return nullptr;
  }
  if (call.over)
    return bindOver(name, call);
  if (isOverFunction(name)) {
    state_.report(DiagnosticId::InvalidOver, call.range, name + " needs an OVER window").withHelp(name + "(...) OVER (PARTITION BY ... ORDER BY ...)");
    return nullptr;
  }
  bool isAggregateCall = isAggregate(name);
  if (refuseClauses(call, isAggregateCall || !hasFunction(recordName(name))))
    return nullptr;
  if (isAggregateCall)
    return bindAggregate(name, call);
  if (name == "GROUPING" || name == "GROUPING_ID" || name == "GROUP_ID")
    return bindGroupingCall(name, call);
  for (const WindowFunction &function : kWindowFunctions)
    if (name == function.name)
      return bindWindowProperty(call, function.window, function.ask);
  if (isGroupWindowName(name)) {
    state_.report(DiagnosticId::WindowPropertyWithoutWindow, call.range, name + " cannot stand in " + spelling(place_))
        .withHelp("group by it, GROUP BY " + name + "(...), or read it in FROM, FROM TABLE(" + name + "(...))");
    return nullptr;
  }
  bool known = false;
  ScalarPtr composed = bindComposed(name, call, known);
  if (known)
    return composed;
  std::vector<ScalarPtr> args;
  std::string record = recordName(name);
  if (!bindArguments(call, record, args))
    return nullptr;
  if (!hasFunction(record)) {
    reportUnknownFunction(state_, name, site);
    return nullptr;
  }
  ScalarPtr value = bindFunction(state_, record, args, site);
  if (!value || name != "PROCTIME")
    return value;
  auto time = std::make_shared<Scalar>(*value);
  time->time = TimeAttribute::ProcessingTime;
  return time;
}

ScalarPtr ExprBinder::bindAggregate(const std::string &name, const ast::Call &call) {
  if (!call.over && !takesAggregates(place_)) {
    auto &diagnostic = state_.report(DiagnosticId::AggregateNotAllowed, call.range, "aggregate function " + name + " cannot stand " +
                                        (place_ == Place::AggregateArgument ? std::string("inside another one") : std::string("in ") + spelling(place_)));
    if (place_ == Place::Where)
      diagnostic.withHelp("filter groups with HAVING");
    return nullptr;
  }
  ExprBinder inner(state_, scope_, call.over ? Place::OverArgument : Place::AggregateArgument, hasGroups_);
  if (!call.over)
    inner.setSubqueries(subquery_);
  std::vector<ScalarPtr> args;
  bool ok = true, star = false;
  for (const ast::CallArg &arg : call.args) {
    if (arg.value->kind() == Expr::Kind::Star && name == "COUNT" && call.args.size() == 1) {
      star = true;
      continue;
    }
    args.push_back(inner.bind(*arg.value));
    ok &= args.back() != nullptr;
  }
  ScalarPtr filter;
  if (call.filter) {
    ExprBinder filterBinder(state_, scope_, Place::Filter);
    if (!call.over)
      filterBinder.setSubqueries(subquery_);
    filter = filterBinder.bindCondition(*call.filter, "FILTER");
    ok &= filter != nullptr;
  }
  if (!ok)
    return nullptr;
  if (args.empty() && !star) {
    state_.report(DiagnosticId::WrongArgumentCount, call.range, name + " takes one argument");
    return nullptr;
  }
  std::vector<Type> types;
  for (ScalarPtr &arg : args) {
    if (arg->type.kind == TypeKind::Null)
      arg = castTo(arg, simpleType(TypeKind::Int, true));
    types.push_back(arg->type);
  }
  const AggregateRecord *record = findAggregate(name, types);
  auto result = record ? resultType(record->result, types, {}) : std::nullopt;
  if (!result) {
    state_.report(args.size() > 1 ? DiagnosticId::WrongArgumentCount : DiagnosticId::WrongArgumentTypes, call.range,
                  name + " does not take (" + typeList(args) + ")");
    return nullptr;
  }
  auto aggregate = std::make_shared<Scalar>();
  aggregate->op = ScalarOp::Aggregate;
  aggregate->aggregate = record;
  aggregate->distinct = call.quantifier == ast::Call::Quantifier::Distinct && !record->ignoresDistinct;
  aggregate->range = call.range;
  bool argNullable = std::any_of(types.begin(), types.end(), [](const Type &type) { return type.nullable; });
  aggregate->type = withNull(*result, !record->neverNull && (argNullable || filter || (!hasGroups_ && !call.over) || record->appendOnly.result == AggregateResult::SoleRow));
  if (filter) {
    aggregate->hasFilter = true;
    args.push_back(filter);
  }
  aggregate->args = std::move(args);
  return aggregate;
}

ScalarPtr ExprBinder::bindWindowProperty(const ast::Call &call, GroupWindow window, WindowAsk ask) {
  if (!takesAggregates(place_)) {
    state_.report(DiagnosticId::WindowPropertyWithoutWindow, call.range, upperCase(call.name.str()) + " cannot stand in " + spelling(place_))
        .withNote("it stands in SELECT or HAVING beside the window of GROUP BY");
    return nullptr;
  }
  ExprBinder inner(state_, scope_, Place::WindowArgument);
  std::vector<ScalarPtr> args;
  for (const ast::CallArg &arg : call.args) {
    args.push_back(inner.bind(*arg.value));
    if (!args.back())
      return nullptr;
  }
  if (args.empty()) {
    state_.report(DiagnosticId::WrongArgumentCount, call.range, upperCase(call.name.str()) + " takes the arguments of the window of GROUP BY");
    return nullptr;
  }
  auto property = std::make_shared<Scalar>();
  property->op = ScalarOp::WindowProperty;
  property->window = window;
  property->ask = ask;
  property->range = call.range;
  property->type = simpleType(TypeKind::Timestamp, false, 3);
  if (ask == WindowAsk::RowTime) {
    property->type = withNull(args[0]->type, false);
    property->time = TimeAttribute::EventTime;
  }
  if (ask == WindowAsk::ProcTime) {
    property->type = simpleType(TypeKind::TimestampLtz, false, 3);
    property->time = TimeAttribute::ProcessingTime;
  }
  property->args = std::move(args);
  return property;
}

} // namespace millrace::bind
