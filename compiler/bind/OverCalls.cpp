// Calls with OVER, and the windows that they name.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"

#include "stdlib/ResultRules.h"

#include <algorithm>
#include <array>

namespace millrace::bind {

using llvm::dyn_cast;

namespace {

// LAG keeps this many rows per partition.
constexpr int64_t kLagOffsetMax = 1000;

constexpr std::array kRankFunctions = {"ROW_NUMBER", "RANK", "DENSE_RANK"};
constexpr std::array kLookingAhead = {"LEAD", "NTILE", "PERCENT_RANK", "CUME_DIST", "NTH_VALUE"};

bool isOneOf(const auto &names, const std::string &name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// A constant number of rows that is not negative.
std::optional<int64_t> bindRowCount(BindState &state, const ast::Expr &expr) {
  auto count = constantInteger(state, expr, Place::OverArgument);
  if (count && *count >= 0)
    return count;
  state.report(DiagnosticId::InvalidOver, expr.range, "a number of rows must be a constant that is not negative");
  return std::nullopt;
}

/// Reads a frame into the window; false after an error.
bool bindFrame(BindState &state, const ast::WindowFrame &frame, OverWindow &window) {
  using Bound = ast::FrameBound::Kind;
  window.hasFrame = true;
  window.isRows = !frame.isRange;
  window.frameRange = frame.range;
  if (frame.upper && frame.upper->kind != Bound::CurrentRow) {
    state.report(DiagnosticId::OverNotSupported, frame.upper->range, "a frame must end with CURRENT ROW");
    return false;
  }
  switch (frame.lower.kind) {
  case Bound::UnboundedPreceding: return true;
  case Bound::CurrentRow: window.preceding = 0; return true;
  case Bound::Preceding: break;
  default: state.report(DiagnosticId::OverNotSupported, frame.lower.range, "a frame cannot begin behind the row"); return false;
  }
  if (!frame.isRange) {
    auto rows = bindRowCount(state, *frame.lower.offset);
    window.preceding = rows.value_or(0);
    return rows.has_value();
  }
  auto ms = bindIntervalMs(state, *frame.lower.offset, "the begin of a RANGE frame");
  if (ms && *ms < 0)
    state.report(DiagnosticId::InvalidOver, frame.lower.range, "the begin of a RANGE frame cannot be a negative interval");
  window.preceding = ms.value_or(0);
  return ms && *ms >= 0;
}

/// What the window takes over from the one that it is based on; false after an error.
bool takeBase(BindState &state, const Scope &scope, const ast::WindowSpec &spec, OverWindow &window) {
  auto base = scope.windows().find(spec.base->text);
  if (base == scope.windows().end()) {
    std::vector<std::string> names;
    for (const auto &[name, other] : scope.windows())
      names.push_back(name);
    auto &diagnostic = state.report(DiagnosticId::InvalidOver, spec.base->range, "WINDOW defines no `" + spec.base->text + "`");
    suggestReplacing(diagnostic, *spec.base, names);
    return false;
  }
  const char *repeated = !spec.partitionBy.empty() ? "PARTITION BY" : !spec.orderBy.empty() && !base->second.order.empty() ? "a second ORDER BY" : nullptr;
  if (base->second.hasFrame && (repeated || spec.frame))
    repeated = "anything else, for it has a frame";
  window = base->second;
  window.range = spec.range;
  if (!repeated)
    return base->second.ok;
  state.report(DiagnosticId::InvalidOver, spec.range, "a window based on `" + spec.base->text + "` cannot have " + repeated);
  return false;
}

} // namespace

bool isOverFunction(const std::string &name) { return isOneOf(kRankFunctions, name) || isOneOf(kLookingAhead, name) || name == "LAG"; }

OverWindow bindOverWindow(BindState &state, const Scope &scope, const ast::WindowSpec &spec) {
  OverWindow window;
  window.range = spec.range;
  if (spec.base)
    window.ok = takeBase(state, scope, spec, window);
  ExprBinder binder(state, scope, Place::OverArgument);
  for (const ast::ExprPtr &expr : spec.partitionBy)
    window.partition.push_back(binder.bind(*expr));
  for (const ast::OrderItem &item : spec.orderBy) {
    window.order.push_back(binder.bind(*item.expr));
    window.flags.push_back(sortFlags(item));
  }
  auto isNull = [](const ScalarPtr &value) { return !value; };
  window.ok &= std::none_of(window.partition.begin(), window.partition.end(), isNull) && std::none_of(window.order.begin(), window.order.end(), isNull);
  if (spec.frame)
    window.ok &= bindFrame(state, *spec.frame, window);
  return window;
}

bool ExprBinder::mayStand(const ast::Call &call) {
  std::string name = upperCase(call.name.str());
  if (place_ == Place::Select || place_ == Place::Qualify || place_ == Place::OrderBy)
    return true;
  std::string where = place_ == Place::AggregateArgument || place_ == Place::OverArgument ? "inside " : "in ";
  auto &diagnostic = state_.report(DiagnosticId::InvalidOver, call.range, name + " OVER cannot stand " + where + spelling(place_));
  if (place_ == Place::Where || place_ == Place::Having)
    diagnostic.withHelp("filter on it in a query around this one, or with QUALIFY");
  return false;
}

/// LAG(value [, offset [, default]]).
bool ExprBinder::bindLag(const ast::Call &call, OverShape &shape, Scalar &over) {
  if (call.args.empty() || call.args.size() > 3) {
    state_.report(DiagnosticId::WrongArgumentCount, call.range, "LAG takes one to three arguments").withNote("LAG(value [, offset [, default]])");
    return false;
  }
  ExprBinder inner(state_, scope_, Place::OverArgument, hasGroups_);
  ScalarPtr value = inner.bind(*call.args[0].value);
  shape.offset = 1;
  if (call.args.size() > 1) {
    auto offset = bindRowCount(state_, *call.args[1].value);
    if (offset && *offset > kLagOffsetMax)
      state_.report(DiagnosticId::OverNotSupported, call.args[1].value->range, "LAG looks back at most " + std::to_string(kLagOffsetMax) + " rows");
    if (!offset || *offset > kLagOffsetMax)
      return false;
    shape.offset = *offset;
  }
  ScalarPtr other = call.args.size() > 2 ? inner.bind(*call.args[2].value) : nullptr;
  if (!value || (call.args.size() > 2 && !other))
    return false;
  over.type = value->type;
  over.args.push_back(value);
  if (other) {
    std::array types = {value->type, other->type};
    auto common = commonType(types);
    if (!common || !sameValueType(*common, value->type)) {
      state_.report(DiagnosticId::WrongArgumentTypes, other->range, "the default of LAG must be " + typeText(value->type)).withLabel("this is " + typeText(other->type));
      return false;
    }
    over.args.push_back(castTo(other, value->type));
  }
  over.type.nullable |= !other || over.args.back()->type.nullable;
  return true;
}

ScalarPtr ExprBinder::bindOver(const std::string &name, const ast::Call &call) {
  if (!mayStand(call) || refuseClauses(call, true))
    return nullptr;
  if (call.filter) {
    state_.report(DiagnosticId::InvalidOver, call.filter->range, "FILTER cannot stand with OVER").withHelp("use CASE WHEN ... THEN ... END as the argument");
    return nullptr;
  }
  if (isOneOf(kLookingAhead, name)) {
    state_.report(DiagnosticId::OverNotSupported, call.range, name + " looks at rows that come later, which a stream cannot");
    return nullptr;
  }
  if (!isOverFunction(name) && !isAggregate(name)) {
    if (hasFunction(name))
      state_.report(DiagnosticId::InvalidOver, call.range, name + " computes from one row and takes no OVER");
    else
      reportUnknownFunction(state_, name, {call.name.str(), call.name.range, call.range});
    return nullptr;
  }
  auto over = std::make_shared<Scalar>();
  auto shape = std::make_shared<OverShape>();
  over->op = ScalarOp::Over;
  over->range = call.range;
  shape->function = name;
  bool ok = true;
  if (isOneOf(kRankFunctions, name)) {
    over->type = simpleType(TypeKind::BigInt, false);
    if (!call.args.empty())
      state_.report(DiagnosticId::WrongArgumentCount, call.range, name + " takes no arguments");
    ok = call.args.empty();
  } else if (name == "LAG") {
    ok = bindLag(call, *shape, *over);
  } else if (ScalarPtr aggregate = bindAggregate(name, call)) {
    over->type = aggregate->type;
    over->aggregate = aggregate->aggregate;
    over->distinct = aggregate->distinct;
    over->args = aggregate->args;
  } else {
    ok = false;
  }
  OverWindow window;
  if (call.over->spec) {
    window = bindOverWindow(state_, scope_, *call.over->spec);
  } else {
    ast::WindowSpec reference;
    reference.base = call.over->name;
    reference.range = call.over->range;
    window.ok = takeBase(state_, scope_, reference, window);
  }
  if (!ok || !window.ok)
    return nullptr;
  if (window.hasFrame && isOverFunction(name)) {
    state_.report(DiagnosticId::InvalidOver, window.frameRange, name + " takes no ROWS or RANGE");
    return nullptr;
  }
  shape->arguments = over->args.size();
  shape->partition = window.partition.size();
  shape->order = window.flags;
  shape->isRows = window.hasFrame ? window.isRows : name == "ROW_NUMBER";
  shape->preceding = window.preceding;
  over->args.insert(over->args.end(), window.partition.begin(), window.partition.end());
  over->args.insert(over->args.end(), window.order.begin(), window.order.end());
  over->over = shape;
  return over;
}

} // namespace millrace::bind
