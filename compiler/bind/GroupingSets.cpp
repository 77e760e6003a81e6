/// GROUPING SETS, ROLLUP and CUBE: the sets that GROUP BY multiplies out to, the rows made for each of them, and the functions that ask for a row's set.
///
/// Shape:   sets stay as they are written; equal ones are groups of their own, which GROUP_ID tells apart, unless GROUP BY DISTINCT makes them one.
/// Source:  Calcite's SqlValidatorUtil.analyzeGroupItem, RelBuilder.rewriteAggregateWithDuplicateGroupSets; Flink's DecomposeGroupingSetsRule.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/SelectBinder.h"

#include <algorithm>

namespace millrace::bind {

namespace {

/// CUBE of 12: every row of the input is as many rows.
constexpr size_t kMaxSets = 4096;
/// A set is a bit mask over the keys that some set leaves out.
constexpr size_t kMaxVaryingKeys = 63;

const char *spelling(ast::GroupItem::Kind kind) {
  switch (kind) {
  case ast::GroupItem::Kind::Rollup:
    return "ROLLUP";
  case ast::GroupItem::Kind::Cube:
    return "CUBE";
  default:
    return "GROUPING SETS";
  }
}

bool isSimple(const ast::GroupItem &item) { return item.kind == ast::GroupItem::Kind::Expression || item.kind == ast::GroupItem::Kind::Grouping; }

} // namespace

bool Grouping::checkSetCount(size_t count, SourceRange range) {
  if (count <= kMaxSets)
    return true;
  state_.report(DiagnosticId::InvalidGroupItem, range, "GROUP BY asks for more than " + std::to_string(kMaxSets) + " grouping sets")
      .withNote("each row of the input would be as many rows");
  return false;
}

/// ROLLUP and CUBE: the first keys, or any, of a list of expressions and lists.
bool Grouping::expandList(const ast::GroupItem &item, std::vector<KeySet> &sets) {
  std::vector<KeySet> elements;
  bool ok = true;
  for (const ast::GroupItem &child : item.children) {
    if (!isSimple(child)) {
      state_.report(DiagnosticId::InvalidGroupItem, child.range, std::string(spelling(child.kind)) + " cannot stand in " + spelling(item.kind))
          .withHelp("it can stand in GROUPING SETS and beside it in GROUP BY");
      ok = false;
      continue;
    }
    KeySet &element = elements.emplace_back();
    for (const ast::ExprPtr &expr : child.exprs)
      ok &= bindKey(*expr, element);
  }
  if (!ok)
    return false;
  if (item.kind == ast::GroupItem::Kind::Rollup) {
    for (size_t count = elements.size() + 1; count-- > 0;) {
      KeySet &set = sets.emplace_back();
      for (size_t i = 0; i < count; ++i)
        set.insert(elements[i].begin(), elements[i].end());
    }
    return true;
  }
  if (!checkSetCount(size_t(1) << std::min<size_t>(elements.size(), 32), item.range))
    return false;
  for (size_t mask = size_t(1) << elements.size(); mask-- > 0;) {
    KeySet &set = sets.emplace_back();
    for (size_t i = 0; i < elements.size(); ++i)
      if (mask >> (elements.size() - 1 - i) & 1)
        set.insert(elements[i].begin(), elements[i].end());
  }
  return true;
}

bool Grouping::expandItem(const ast::GroupItem &item, std::vector<KeySet> &sets) {
  bool ok = true;
  switch (item.kind) {
  case ast::GroupItem::Kind::Expression:
  case ast::GroupItem::Kind::Grouping: {
    KeySet set;
    for (const ast::ExprPtr &expr : item.exprs)
      ok &= bindKey(*expr, set);
    sets.push_back(std::move(set));
    return ok;
  }
  case ast::GroupItem::Kind::Rollup:
  case ast::GroupItem::Kind::Cube:
    return expandList(item, sets);
  case ast::GroupItem::Kind::GroupingSets:
    for (const ast::GroupItem &child : item.children)
      ok &= expandItem(child, sets);
    return ok;
  }
  return ok;
}

bool Grouping::bindSets(const ast::Select &select) {
  sets_.assign(1, {});
  bool ok = true;
  for (const ast::GroupItem &item : select.groupBy) {
    std::vector<KeySet> sets, product;
    ok &= expandItem(item, sets) && checkSetCount(sets_.size() * sets.size(), item.range);
    if (!ok)
      continue;
    for (const KeySet &left : sets_)
      for (const KeySet &right : sets) {
        KeySet &both = product.emplace_back(left);
        both.insert(right.begin(), right.end());
      }
    sets_ = std::move(product);
  }
  if (select.groupByDistinct) {
    std::vector<KeySet> unique;
    for (KeySet &set : sets_)
      if (std::find(unique.begin(), unique.end(), set) == unique.end())
        unique.push_back(std::move(set));
    sets_ = std::move(unique);
  }
  if (!ok) {
    sets_.assign(1, {});
    return false;
  }
  if (window_ && isExpanded()) {
    state_.report(DiagnosticId::GroupingSetsNotSupported, window_->range, "grouping sets beside a window of GROUP BY are not supported")
        .withHelp("read the window in FROM and group by window_start and window_end: FROM TUMBLE(TABLE t, DESCRIPTOR(time), size)");
    sets_.assign(1, {});
    return false;
  }
  size_t varying = 0;
  for (size_t key = 0; key < keys_.size(); ++key)
    varying += varies(key);
  if (varying > kMaxVaryingKeys) {
    state_.report(DiagnosticId::InvalidGroupItem, select.groupByRange, "grouping sets leave out more than " + std::to_string(kMaxVaryingKeys) + " keys");
    return false;
  }
  return true;
}

bool Grouping::varies(size_t key) const {
  return isExpanded() && !std::all_of(sets_.begin(), sets_.end(), [&](const KeySet &set) { return set.contains(key); });
}

static void collectNotNull(const Scalar &scalar, std::set<uint32_t> &columns, std::set<const Scalar *> &seen) {
  if (!seen.insert(&scalar).second)
    return;
  if (scalar.op == ScalarOp::Column && !scalar.type.nullable)
    columns.insert(scalar.index);
  for (const ScalarPtr &arg : scalar.args)
    collectNotNull(*arg, columns, seen);
}

std::set<uint32_t> Grouping::columnsLeftOut() const {
  std::set<uint32_t> columns;
  std::set<const Scalar *> seen;
  for (size_t key = 0; key < keys_.size(); ++key)
    if (varies(key))
      collectNotNull(*keys_[key], columns, seen);
  return columns;
}

/// `keys`: the keys' columns of `source`; afterwards of the result, with the number of the set behind them.
Relation Grouping::expand(const Relation &source, std::vector<uint32_t> &keys, SourceRange range) {
  std::vector<uint32_t> varying;
  std::vector<int64_t> sets(sets_.size(), 0);
  for (size_t key = 0; key < keys_.size(); ++key) {
    if (!varies(key))
      continue;
    for (size_t set = 0; set < sets_.size(); ++set)
      if (sets_[set].contains(key))
        sets[set] |= int64_t(1) << varying.size();
    varying.push_back(keys[key]);
    keys[key] = static_cast<uint32_t>(source.columns.size() + varying.size() - 1);
  }
  keys.push_back(static_cast<uint32_t>(source.columns.size() + varying.size()));
  return builder_.expand(source, varying, sets, range);
}

int64_t Grouping::groupId(size_t set) const {
  return std::count(sets_.begin(), sets_.begin() + static_cast<ptrdiff_t>(set), sets_[set]);
}

/// The value of the row's set, one of [first, last): a tree of comparisons with the number of the set.
ScalarPtr Grouping::perSet(const std::vector<int64_t> &values, size_t first, size_t last, SourceRange range) const {
  Type type = simpleType(TypeKind::BigInt, false);
  if (std::all_of(values.begin() + static_cast<ptrdiff_t>(first), values.begin() + static_cast<ptrdiff_t>(last),
                  [&](int64_t value) { return value == values[first]; }))
    return makeConstant(type, values[first], range);
  size_t middle = first + (last - first) / 2;
  ScalarPtr set = makeColumn(static_cast<uint32_t>(keys_.size()), type, TimeAttribute::None, range);
  ScalarPtr isBefore = makeScalar(ScalarOp::Less, simpleType(TypeKind::Boolean, false), range, {set, makeConstant(type, static_cast<int64_t>(middle), range)});
  return makeScalar(ScalarOp::If, type, range, {isBefore, perSet(values, first, middle, range), perSet(values, middle, last, range)});
}

ScalarPtr Grouping::replaceGroupingCall(const Scalar &call) {
  if (!keysKnown_)
    return nullptr;
  std::vector<int64_t> values(sets_.size(), 0);
  for (size_t set = 0; set < sets_.size() && call.op == ScalarOp::GroupId; ++set)
    values[set] = groupId(set);
  for (const ScalarPtr &arg : call.args) {
    auto key = std::find_if(keys_.begin(), keys_.end(), [&](const ScalarPtr &item) { return isSame(*item, *arg); });
    if (key == keys_.end()) {
      state_.report(DiagnosticId::NotGrouped, arg->range, "GROUPING asks for what is not in GROUP BY")
          .withNote("it says of an expression of GROUP BY whether the row's grouping set leaves it out");
      return nullptr;
    }
    for (size_t set = 0; set < sets_.size(); ++set)
      values[set] = values[set] * 2 + !sets_[set].contains(static_cast<size_t>(key - keys_.begin()));
  }
  return perSet(values, 0, values.size(), call.range);
}

ScalarPtr ExprBinder::bindGroupingCall(const std::string &name, const ast::Call &call) {
  if (refuseClauses(call, /*isAggregate=*/false))
    return nullptr;
  if (!takesAggregates(place_)) {
    state_.report(DiagnosticId::AggregateNotAllowed, call.range, name + " cannot stand in " + spelling(place_))
        .withNote("it stands in SELECT, HAVING and ORDER BY of a query with GROUP BY");
    return nullptr;
  }
  bool takesKeys = name != "GROUP_ID";
  if (call.args.empty() == takesKeys) {
    state_.report(DiagnosticId::WrongArgumentCount, call.range, takesKeys ? name + " takes one or more expressions of GROUP BY" : name + " takes no arguments");
    return nullptr;
  }
  ExprBinder inner(state_, scope_, Place::GroupBy);
  std::vector<ScalarPtr> args;
  for (const ast::CallArg &arg : call.args) {
    args.push_back(inner.bind(*arg.value));
    if (!args.back())
      return nullptr;
  }
  return makeScalar(takesKeys ? ScalarOp::GroupingBits : ScalarOp::GroupId, simpleType(TypeKind::BigInt, false), call.range, std::move(args));
}

} // namespace millrace::bind
