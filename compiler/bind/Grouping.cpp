#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/SelectBinder.h"

#include <algorithm>

namespace millrace::bind {

using llvm::dyn_cast;

namespace {

std::optional<GroupWindow> groupWindowOf(const ast::Expr &expr) {
  const auto *call = dyn_cast<ast::Call>(&expr);
  if (!call || call->name.parts.size() != 1)
    return std::nullopt;
  std::string name = upperCase(call->name.last().text);
  if (name == "TUMBLE")
    return GroupWindow::Tumble;
  if (name == "HOP")
    return GroupWindow::Hop;
  if (name == "SESSION")
    return GroupWindow::Session;
  return std::nullopt;
}

const char *windowName(GroupWindow window) {
  static constexpr const char *kNames[] = {"TUMBLE", "HOP", "SESSION"};
  return kNames[static_cast<size_t>(window)];
}

bool sameAll(const std::vector<ScalarPtr> &a, const std::vector<ScalarPtr> &b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ScalarPtr &x, const ScalarPtr &y) { return isSame(*x, *y); });
}

/// Of an operand that is NULL it says TRUE or FALSE.
bool isNullTest(ScalarOp op) { return op == ScalarOp::IsNull || op == ScalarOp::IsTrue || op == ScalarOp::IsFalse || op == ScalarOp::NotDistinct; }

} // namespace

bool Grouping::bindLegacyWindow(const ast::Call &call, GroupWindow window) {
  std::string name = windowName(window);
  if (window_) {
    state_.report(DiagnosticId::InvalidGroupItem, call.range, "GROUP BY has two windows").withSecondary(window_->range, "the first one");
    return false;
  }
  static constexpr const char *kUsages[] = {"TUMBLE(time, size)", "HOP(time, slide, size)", "SESSION(time, gap)"};
  static constexpr rel::WindowKind kKinds[] = {rel::WindowKind::Tumble, rel::WindowKind::Hop, rel::WindowKind::Session};
  size_t wanted = window == GroupWindow::Hop ? 3 : 2;
  if (call.args.size() != wanted) {
    state_.report(DiagnosticId::InvalidWindowArguments, call.range, name + " in GROUP BY takes " + std::to_string(wanted) + " arguments")
        .withHelp(kUsages[static_cast<size_t>(window)]);
    return false;
  }
  ScalarPtr time = ExprBinder(state_, scope_, Place::WindowArgument).bind(*call.args[0].value);
  LegacyWindow legacy{window, {}, {}, time, call.range};
  std::vector<int64_t> intervals;
  bool ok = time != nullptr;
  legacy.args.push_back(time);
  for (size_t i = 1; i < call.args.size(); ++i) {
    const ast::Expr &expr = *call.args[i].value;
    bool isSize = i + 1 == call.args.size();
    const char *what = window == GroupWindow::Session ? "the gap of " : isSize ? "the size of " : "the slide of ";
    auto ms = bindIntervalMs(state_, expr, what + name);
    ok &= ms.has_value();
    intervals.push_back(ms.value_or(0));
    legacy.args.push_back(makeConstant(simpleType(TypeKind::IntervalDay, false), ms.value_or(0), expr.range));
  }
  if (!ok)
    return false;
  legacy.specification.kind = kKinds[static_cast<size_t>(window)];
  legacy.specification.slideMs = intervals.front();
  legacy.specification.sizeMs = intervals.back();
  SourceRange sizes = source::join(call.args[1].value->range, call.args.back().value->range);
  if (!checkWindowSize(state_, legacy.specification, false, name, sizes))
    return false;
  if (time->op != ScalarOp::Column || time->time == TimeAttribute::None) {
    bool isColumn = time->op == ScalarOp::Column;
    RelationColumn column = isColumn ? scope_.input().columns[time->index] : RelationColumn{state_.text(time->range), time->type};
    std::string over = scope_.tables().size() == 1 ? scope_.tables()[0].alias : "";
    reportNoTimeAttribute(state_, over, time->range, column, isColumn ? scope_.input().table.get() : nullptr);
    return false;
  }
  window_ = std::move(legacy);
  return true;
}

bool Grouping::bindKey(const ast::Expr &expr, KeySet &set) {
  if (auto window = groupWindowOf(expr))
    return bindLegacyWindow(llvm::cast<ast::Call>(expr), *window);
  ExprBinder binder(state_, scope_, Place::GroupBy);
  binder.setSubqueries(bindSubquery_);
  ScalarPtr key = binder.bind(expr);
  if (!key)
    return false;
  if (key->type.kind == TypeKind::Null) {
    state_.report(DiagnosticId::InvalidGroupItem, expr.range, "GROUP BY cannot take a NULL without type");
    return false;
  }
  set.insert(addKey(key));
  return true;
}

size_t Grouping::addKey(const ScalarPtr &key) {
  auto found = std::find_if(keys_.begin(), keys_.end(), [&](const ScalarPtr &other) { return isSame(*other, *key); });
  auto place = static_cast<size_t>(found - keys_.begin());
  if (found == keys_.end())
    keys_.push_back(key);
  return place;
}

void Grouping::addHiddenKey(const ScalarPtr &key) {
  size_t place = addKey(key);
  for (KeySet &set : sets_)
    set.insert(place);
}

void Grouping::rewriteKeys(const std::function<ScalarPtr(const ScalarPtr &)> &rewrite) {
  for (ScalarPtr &key : keys_)
    key = rewrite(key);
}

/// Keys and arguments read columns from here on; false after an error.
bool Grouping::joinSubqueries(SubqueryJoiner &joiner) {
  bool ok = true;
  auto resolve = [&](ScalarPtr &scalar) { ok &= (scalar = joiner.resolve(scope_.input(), scalar)) != nullptr; };
  for (ScalarPtr &key : keys_)
    resolve(key);
  for (ScalarPtr &call : aggregates_) {
    auto copy = std::make_shared<Scalar>(*call);
    for (ScalarPtr &arg : copy->args)
      resolve(arg);
    call = copy;
  }
  return ok;
}

bool Grouping::bindKeys(const ast::Select &select) {
  keysKnown_ = bindSets(select);
  return keysKnown_;
}

bool Grouping::hasOnlyFilledGroups() const {
  return window_ || !keysKnown_ || std::none_of(sets_.begin(), sets_.end(), [](const KeySet &set) { return set.empty(); });
}

bool Grouping::isWindowed() const {
  auto has = [&](WindowRole role) {
    for (size_t key = 0; key < keys_.size(); ++key)
      if (keys_[key]->role == role && !varies(key))
        return true;
    return false;
  };
  return has(WindowRole::Start) && has(WindowRole::End);
}

/// A time attribute among the keys becomes a plain value, except the window_time of a windowed aggregation.
TimeAttribute Grouping::keyTime(size_t key) const {
  return keys_[key]->role == WindowRole::Time && isWindowed() && !varies(key) ? keys_[key]->time : TimeAttribute::None;
}

ScalarPtr Grouping::replaceColumn(const Scalar &column) {
  if (!keysKnown_)
    return nullptr;
  if (std::find(reported_.begin(), reported_.end(), column.range) != reported_.end())
    return nullptr;
  reported_.push_back(column.range);
  const std::string &name = scope_.input().columns[column.index].name;
  auto &diagnostic = state_.report(DiagnosticId::NotGrouped, column.range, "column `" + name + "` is neither grouped nor aggregated");
  std::vector<std::string> grouped;
  for (size_t i = 0; i < keys_.size(); ++i)
    if (keys_[i]->op == ScalarOp::Column)
      grouped.push_back(scope_.input().columns[keys_[i]->index].name);
  bool ordinal = std::any_of(keys_.begin(), keys_.end(), [](const ScalarPtr &key) { return key->op == ScalarOp::Constant; });
  if (!grouped.empty())
    diagnostic.withNote("GROUP BY has " + listNames(grouped));
  if (ordinal)
    diagnostic.withNote("a number in GROUP BY is a constant, not the position of a column");
  diagnostic.withHelp("add `" + name + "` to GROUP BY, or aggregate it, as in MAX(" + name + ")");
  return nullptr;
}

ScalarPtr Grouping::replaceProperty(const Scalar &property) {
  if (!keysKnown_)
    return nullptr;
  bool fits = window_ && window_->window == property.window && sameAll(window_->args, property.args);
  bool wantsEventTime = fits && property.ask == WindowAsk::RowTime && window_->time->time == TimeAttribute::ProcessingTime;
  if (!fits || wantsEventTime) {
    std::string name = windowName(property.window);
    auto &diagnostic = state_.report(DiagnosticId::WindowPropertyWithoutWindow, property.range,
                                     wantsEventTime ? "the window of GROUP BY is over processing time"
                                     : window_      ? "the arguments are not those of the window of GROUP BY"
                                                    : "GROUP BY has no " + name + " window");
    if (window_)
      diagnostic.withNote(window_->range, "the window is here");
    return nullptr;
  }
  auto found = std::find(asks_.begin(), asks_.end(), property.ask);
  size_t at = keys_.size() + aggregates_.size() + static_cast<size_t>(found - asks_.begin()); // no grouping sets beside such a window
  if (found == asks_.end())
    asks_.push_back(property.ask);
  return makeColumn(static_cast<uint32_t>(at), property.type, property.time, property.range);
}

void Grouping::collect(const ScalarPtr &scalar) {
  if (!scalar || !collected_.insert(scalar.get()).second)
    return;
  if (scalar->op != ScalarOp::Aggregate) {
    for (const ScalarPtr &arg : scalar->args)
      collect(arg);
  } else if (std::none_of(aggregates_.begin(), aggregates_.end(), [&](const ScalarPtr &item) { return isSame(*item, *scalar); })) {
    aggregates_.push_back(scalar);
  }
}

ScalarPtr Grouping::replace(const ScalarPtr &scalar) {
  if (auto found = replaced_.find(scalar); found != replaced_.end())
    return found->second;
  ScalarPtr result;
  auto key = std::find_if(keys_.begin(), keys_.end(), [&](const ScalarPtr &item) { return isSame(*item, *scalar); });
  if (scalar->op == ScalarOp::Aggregate) {
    auto found = std::find_if(aggregates_.begin(), aggregates_.end(), [&](const ScalarPtr &item) { return isSame(*item, *scalar); });
    uint32_t at = static_cast<uint32_t>(found - aggregates_.begin());
    result = makeColumn(static_cast<uint32_t>(keys_.size() + isExpanded()) + at, scalar->type, TimeAttribute::None, scalar->range);
  } else if (bool isVarying = key != keys_.end() && varies(static_cast<size_t>(key - keys_.begin())); scalar->op == ScalarOp::Constant && !isVarying) {
    result = scalar;
  } else if (key != keys_.end()) {
    size_t at = static_cast<size_t>(key - keys_.begin());
    Type type = withNull(scalar->type, scalar->type.nullable || varies(at));
    auto column = std::make_shared<Scalar>(*makeColumn(static_cast<uint32_t>(at), type, keyTime(at), scalar->range));
    column->role = isWindowed() && !varies(at) ? (*key)->role : WindowRole::None;
    result = column;
  } else if (scalar->op == ScalarOp::WindowProperty) {
    result = replaceProperty(*scalar);
  } else if (scalar->op == ScalarOp::GroupingBits || scalar->op == ScalarOp::GroupId) {
    result = replaceGroupingCall(*scalar);
  } else if (scalar->op == ScalarOp::Column) {
    result = replaceColumn(*scalar);
  } else {
    auto copy = std::make_shared<Scalar>(*scalar);
    bool ok = true;
    bool isConditional = scalar->op == ScalarOp::If;
    for (size_t i = 0; i < copy->args.size(); ++i) {
      ScalarPtr &arg = copy->args[i];
      bool couldBeNull = arg->type.nullable;
      arg = replace(arg);
      ok &= arg != nullptr;
      // A key that a grouping set leaves out is NULL, and so is what is computed from it.
      if (arg && arg->type.nullable && !couldBeNull && !isNullTest(scalar->op) && !(isConditional && i == 0))
        copy->type.nullable = true;
    }
    result = ok ? copy : nullptr;
  }
  replaced_.emplace(scalar, result);
  return result;
}

bool Grouping::needsProjection() const {
  auto isColumn = [](const ScalarPtr &scalar) { return scalar->op == ScalarOp::Column; };
  if (!std::all_of(keys_.begin(), keys_.end(), isColumn))
    return true;
  return !std::all_of(aggregates_.begin(), aggregates_.end(),
                      [&](const ScalarPtr &call) { return std::all_of(call->args.begin(), call->args.end(), isColumn); });
}

uint32_t Grouping::inputColumn(const ScalarPtr &scalar) {
  if (direct_)
    return scalar->index;
  auto found = std::find_if(projected_.begin(), projected_.end(), [&](const ScalarPtr &item) { return isSame(*item, *scalar); });
  if (found != projected_.end()) {
    if (scalar->time != TimeAttribute::None)
      *found = scalar; // CAST(ts AS TIMESTAMP(3)) is the same value, but no time attribute
    return static_cast<uint32_t>(found - projected_.begin());
  }
  projected_.push_back(scalar);
  return static_cast<uint32_t>(projected_.size() - 1);
}

std::string Grouping::keyName(size_t key) const {
  return keys_[key]->op == ScalarOp::Column ? scope_.input().columns[keys_[key]->index].name : "$f" + std::to_string(key);
}

Relation Grouping::aggregate(SubqueryJoiner &joiner, SourceRange range) {
  if (!joinSubqueries(joiner))
    return unknownRelation();
  const Relation &input = scope_.input();
  direct_ = !needsProjection();
  std::vector<uint32_t> keys;
  std::vector<AggregateCall> calls;
  std::vector<RelationColumn> columns;
  for (size_t i = 0; i < keys_.size(); ++i) {
    keys.push_back(inputColumn(keys_[i]));
    bool isWindowColumn = isWindowed() && !varies(i);
    columns.push_back({keyName(i), withNull(keys_[i]->type, keys_[i]->type.nullable || varies(i)), keyTime(i), isWindowColumn ? keys_[i]->role : WindowRole::None});
  }
  if (isExpanded())
    columns.push_back({"$e", simpleType(TypeKind::BigInt, false)});
  for (size_t i = 0; i < aggregates_.size(); ++i) {
    const Scalar &scalar = *aggregates_[i];
    AggregateCall call{scalar.aggregate, {}, scalar.distinct, std::nullopt, scalar.type};
    for (size_t a = 0; a < scalar.args.size(); ++a) {
      uint32_t at = inputColumn(scalar.args[a]);
      if (scalar.hasFilter && a + 1 == scalar.args.size())
        call.filter = at;
      else
        call.arguments.push_back(at);
    }
    calls.push_back(std::move(call));
    columns.push_back({"$a" + std::to_string(i), scalar.type});
  }
  WindowSpecification specification;
  std::vector<rel::WindowProperty> properties;
  if (window_) {
    specification = window_->specification;
    specification.timeColumn = inputColumn(window_->time);
    for (WindowAsk ask : asks_) {
      static constexpr rel::WindowProperty kProperties[] = {rel::WindowProperty::Start, rel::WindowProperty::End, rel::WindowProperty::RowTime,
                                                            rel::WindowProperty::ProcTime};
      static constexpr const char *kNames[] = {"w$start", "w$end", "w$rowtime", "w$proctime"};
      size_t at = static_cast<size_t>(ask);
      properties.push_back(kProperties[at]);
      if (ask == WindowAsk::RowTime)
        columns.push_back({kNames[at], withNull(window_->time->type, false), TimeAttribute::EventTime});
      else if (ask == WindowAsk::ProcTime)
        columns.push_back({kNames[at], simpleType(TypeKind::TimestampLtz, false, 3), TimeAttribute::ProcessingTime});
      else
        columns.push_back({kNames[at], simpleType(TypeKind::Timestamp, false, 3), TimeAttribute::None});
    }
  }
  Relation source = input;
  if (!direct_) {
    std::vector<ProjectedColumn> projected;
    for (size_t i = 0; i < projected_.size(); ++i) {
      bool isColumn = projected_[i]->op == ScalarOp::Column;
      projected.push_back({isColumn ? input.columns[projected_[i]->index].name : "$f" + std::to_string(i), projected_[i]});
    }
    source = builder_.project(input, projected, range);
  }
  if (isExpanded())
    source = expand(source, keys, range);
  if (window_)
    return builder_.windowAggregate(source, specification, keys, calls, properties, columns, range);
  return builder_.aggregate(source, keys, calls, columns, range);
}

} // namespace millrace::bind
