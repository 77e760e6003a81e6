// ORDER BY, LIMIT, OFFSET and FETCH.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/SelectBinder.h"

#include <algorithm>

namespace millrace::bind {

using llvm::dyn_cast;

bool isPosition(const ast::Expr &expr) {
  const auto *number = dyn_cast<ast::NumericLiteral>(&expr);
  return number && number->form == ast::NumericLiteral::Form::Integer;
}

std::optional<int64_t> constantInteger(BindState &state, const ast::Expr &expr, Place place) {
  Scope nothing;
  ScalarPtr value = expr.kind() == ast::Expr::Kind::ColumnRef ? nullptr : ExprBinder(state, nothing, place).bind(expr);
  const auto *integer = value && value->op == ScalarOp::Constant && isIntegerKind(value->type.kind) ? std::get_if<int64_t>(&value->value) : nullptr;
  return integer ? std::optional(*integer) : std::nullopt;
}

namespace {

/// Rows to skip or to take; `fallback` where none is written.
std::optional<int64_t> rowCount(BindState &state, const ast::ExprPtr &expr, int64_t fallback, const char *what) {
  if (!expr)
    return fallback;
  auto count = constantInteger(state, *expr, Place::OrderBy);
  if (count && *count >= 0)
    return count;
  state.report(DiagnosticId::InvalidLimit, expr->range, std::string(what) + " must be a constant that is not negative");
  return std::nullopt;
}

} // namespace

std::optional<size_t> bindPosition(BindState &state, const ast::Expr &expr, size_t count) {
  auto position = constantInteger(state, expr, Place::OrderBy);
  if (position && *position >= 1 && static_cast<size_t>(*position) <= count)
    return static_cast<size_t>(*position) - 1;
  state.report(DiagnosticId::InvalidOrderBy, expr.range, "ORDER BY has no column " + state.text(expr.range))
      .withNote("the query selects " + std::to_string(count) + (count == 1 ? " column" : " columns"));
  return std::nullopt;
}

SortFlags sortFlags(const ast::OrderItem &item) { return {item.descending, item.nullsFirst ? !*item.nullsFirst : item.descending}; }

/// Over what a set operation, VALUES or TABLE gives.
Ordering QueryBinder::bindOrderBy(const std::vector<ast::OrderItem> &orderBy, const Relation &input) {
  Ordering ordering;
  ordering.visible = input.columns.size();
  ordering.ok = input.columnsKnown;
  if (!ordering.ok)
    return ordering;
  Scope scope(input);
  ExprBinder binder(state_, scope, Place::OrderBy);
  for (const ast::OrderItem &item : orderBy) {
    if (isPosition(*item.expr)) {
      auto place = bindPosition(state_, *item.expr, ordering.visible);
      ordering.ok &= place.has_value();
      ordering.columns.push_back({static_cast<uint32_t>(place.value_or(0)), sortFlags(item)});
      continue;
    }
    ScalarPtr value = binder.bind(*item.expr);
    if (value && value->op != ScalarOp::Column)
      state_.report(DiagnosticId::InvalidOrderBy, item.expr->range, "ORDER BY of this query takes its columns only");
    bool isColumn = value && value->op == ScalarOp::Column;
    ordering.ok &= isColumn;
    ordering.columns.push_back({isColumn ? value->index : 0, sortFlags(item)});
  }
  return ordering;
}

Relation QueryBinder::bindOrdered(const ast::Query &query, bool isTop) {
  isLimited = query.limit || query.offset;
  Ordering ordering;
  Relation result;
  const auto *select = dyn_cast<ast::Select>(query.body.get());
  if (select && !query.orderBy.empty()) {
    result = SelectBinder(*this, *select).bind(&query.orderBy, &ordering);
  } else {
    result = bindBody(*query.body);
    ordering = bindOrderBy(query.orderBy, result);
  }
  if (query.limit || query.offset) {
    correlation.isOneRow = false;
    correlation.withoutMatch.clear();
    correlation.isOneRowAtMost |= query.limit && !query.offset && constantInteger(state_, *query.limit, Place::OrderBy) == 1;
  }
  if (!correlation.conditions.empty())
    return orderCorrelated(query, result, ordering);
  result = order(query, result, ordering, isTop);
  if (ordering.visible >= result.columns.size())
    return result;
  std::vector<ProjectedColumn> projected;
  Scope passed(result);
  for (uint32_t i = 0; i < ordering.visible; ++i)
    projected.push_back({result.columns[i].name, passed.column(i, query.range)});
  return builder_.project(result, projected, query.range);
}

/// ORDER BY and LIMIT of a subquery hold for each row around: its rows are ranked by what that row's must be equal to.
Relation QueryBinder::orderCorrelated(const ast::Query &query, const Relation &input, const Ordering &ordering) {
  Relation result = input;
  auto hidden = static_cast<uint32_t>(input.columns.size()) - correlation.columns, visible = hidden;
  if (!query.orderBy.empty())
    visible = static_cast<uint32_t>(ordering.visible);
  if (isLimited && query.orderBy.empty()) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, query.limitRange, "LIMIT without ORDER BY in a correlated query");
    result.value = {};
  } else if (isLimited) {
    std::vector<uint32_t> partition;
    for (uint32_t i = hidden; i < input.columns.size(); ++i)
      partition.push_back(i);
    result = order(query, input, ordering, /*isTop=*/false, partition);
  }
  std::vector<ProjectedColumn> projected;
  Scope passed(result);
  for (uint32_t i = 0; i < result.columns.size(); ++i)
    if (i < visible || i >= hidden)
      projected.push_back({result.columns[i].name, passed.column(i, query.range)});
  for (ScalarPtr &condition : correlation.conditions)
    condition = replaceColumns(condition, [&](const Scalar &column) -> ScalarPtr {
      auto copy = std::make_shared<Scalar>(column);
      if (!column.isOuter && column.index >= hidden)
        copy->index -= hidden - visible;
      return copy;
    });
  return builder_.project(result, projected, query.range);
}

/// The first column must be a time attribute, ascending. Source: Flink's StreamExecSort, StreamExecTemporalSort.
bool QueryBinder::checkTimeOrder(const ast::Query &query, const Relation &input, const Ordering &ordering) {
  const SortColumn &first = ordering.columns[0];
  bool isTime = input.columns[first.column].time != TimeAttribute::None;
  if (isTime && !first.flags.descending)
    return true;
  state_.report(DiagnosticId::OrderByNotSupported, query.orderBy[0].range,
                isTime ? "a stream cannot be sorted by time descending without LIMIT" : "a stream without end cannot be sorted by a column that is no time attribute")
      .withHelp("add LIMIT, or sort by a time attribute first");
  return false;
}

Relation QueryBinder::order(const ast::Query &query, const Relation &input, const Ordering &ordering, bool isTop, const std::vector<uint32_t> &partition) {
  Relation result = input;
  result.table = nullptr;
  auto fail = [&] {
    result.value = {};
    return result;
  };
  auto offset = rowCount(state_, query.offset, 0, "OFFSET"), fetch = rowCount(state_, query.limit, INT64_MAX, "LIMIT");
  if (!ordering.ok || !offset || !fetch)
    return fail();
  if (!query.limit) {
    if (query.offset) {
      state_.report(DiagnosticId::OrderByNotSupported, query.offset->range, "OFFSET needs a LIMIT on a stream");
      return fail();
    }
    // In a query inside another one the order has no meaning.
    if (query.orderBy.empty() || !isTop || !input.value)
      return result;
    SourceRange range = source::join(query.orderBy.front().range, query.orderBy.back().range);
    return checkTimeOrder(query, input, ordering) ? builder_.sort(input, ordering.columns, range) : fail();
  }
  if (!input.value)
    return result;
  if (*fetch == 0)
    return builder_.values(input.columns, {}, query.limitRange);
  if (*fetch > INT64_MAX - *offset) {
    state_.report(DiagnosticId::InvalidLimit, query.limitRange, "LIMIT and OFFSET together exceed a BIGINT");
    return fail();
  }
  if (query.orderBy.empty())
    return builder_.limit(input, *offset, *fetch, query.limitRange);
  return builder_.sortLimit(input, ordering.columns, *offset, *fetch, source::join(query.orderBy.front().range, query.limitRange), partition);
}

} // namespace millrace::bind
