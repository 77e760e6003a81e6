#include "compiler/parse/AstBuilder.h"
#include "compiler/parse/Keywords.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;

namespace {

using P = generated::FlinkSqlParser;

CallArg positional(ExprPtr value) { return {std::nullopt, std::move(value)}; }

} // namespace

std::unique_ptr<Call> AstBuilder::keywordCall(Terminal *name, SourceRange whole) {
  SourceRange at = range(name);
  return std::make_unique<Call>(CompoundIdentifier{{{spelled(at), false, at}}, at}, whole);
}

std::unique_ptr<Call> AstBuilder::call(CompoundIdentifier name, P::CallSuffixContext *c) {
  SourceRange whole = name.parts.empty() ? range(c) : join(name.range, range(c));
  auto result = std::make_unique<Call>(std::move(name), whole);
  if (c->callArguments())
    arguments(*result, c->callArguments());
  if (c->withinGroup())
    result->withinGroup = orderBy(c->withinGroup()->orderBy());
  if (auto *nulls = c->nullTreatment())
    result->nulls = nulls->RESPECT() ? Call::NullTreatment::Respect : Call::NullTreatment::Ignore;
  if (c->filterClause())
    result->filter = expression(c->filterClause()->expression());
  if (c->overClause())
    result->over = over(c->overClause());
  return result;
}

void AstBuilder::arguments(Call &call, P::CallArgumentsContext *c) {
  if (c->Star()) {
    call.args.push_back(positional(std::make_unique<Star>(range(c->Star()))));
    return;
  }
  if (c->DISTINCT() || c->ALL())
    call.quantifier = c->DISTINCT() ? Call::Quantifier::Distinct : Call::Quantifier::All;
  std::vector<P::CallArgumentContext *> list = c->callArgument();
  for (size_t i = 0; i < list.size(); ++i)
    call.args.push_back(argument(call, list[i], i + 1 == list.size()));
}

/// PARTITION BY and ORDER BY belong to a table argument; after the last scalar argument, ORDER BY is the aggregate's.
CallArg AstBuilder::argument(Call &call, P::CallArgumentContext *c, bool isLast) {
  CallArg arg;
  if (c->identifier())
    arg.name = identifier(c->identifier());
  arg.value = argumentValue(c->callValue());
  auto *table = llvm::dyn_cast<TableArg>(arg.value.get());
  if (c->PARTITION()) {
    if (!table && llvm::isa<ScalarSubquery>(*arg.value)) {
      auto replaced = std::make_unique<TableArg>(arg.value->range);
      replaced->query = std::move(llvm::cast<ScalarSubquery>(*arg.value).query);
      arg.value = std::move(replaced);
      table = llvm::cast<TableArg>(arg.value.get());
    }
    ExprPtr keys = expression(c->expression());
    auto *list = llvm::dyn_cast<Row>(keys.get());
    if (!table)
      fail(DiagnosticId::SyntaxError, keys->range, "only a table argument takes `PARTITION BY`");
    else if (list && list->implicit)
      table->partitionBy = std::move(list->items);
    else
      table->partitionBy.push_back(std::move(keys));
  }
  if (c->orderBy()) {
    if (!table && !isLast)
      fail(DiagnosticId::SyntaxError, range(c->orderBy()), "`ORDER BY` stands after the last argument");
    (table ? table->orderBy : call.orderBy) = orderBy(c->orderBy());
  }
  if (table)
    table->range = join(table->range, range(c));
  return arg;
}

ExprPtr AstBuilder::argumentValue(P::CallValueContext *c) {
  if (c->TABLE()) {
    auto table = std::make_unique<TableArg>(range(c));
    if (c->query())
      table->query = query(c->query());
    else
      table->name = compound(c->compoundIdentifier());
    return table;
  }
  if (c->MODEL())
    return std::make_unique<ModelArg>(compound(c->compoundIdentifier()), range(c));
  if (c->DEFAULT())
    return std::make_unique<DefaultArg>(range(c));
  return expression(c->expression());
}

/// DESCRIPTOR is no reserved word: a call of that name over plain columns is one.
ExprPtr AstBuilder::asDescriptor(std::unique_ptr<Call> call) {
  bool named = call->name.parts.size() == 1 && !call->name.last().quoted && upperCase(call->name.last().text) == "DESCRIPTOR";
  if (!named)
    return call;
  auto descriptor = std::make_unique<DescriptorArg>(call->range);
  for (CallArg &arg : call->args) {
    auto *column = llvm::dyn_cast<ColumnRef>(arg.value.get());
    if (!column || column->name.parts.size() != 1) {
      fail(DiagnosticId::SyntaxError, arg.value->range, "`DESCRIPTOR` takes plain column names");
      return descriptor;
    }
    descriptor->columns.push_back(column->name.last());
  }
  return descriptor;
}

ExprPtr AstBuilder::specialCall(P::SpecialCallContext *c) {
  if (c->TRIM())
    return trim(c);
  auto result = keywordCall(static_cast<Terminal *>(c->children.front()), range(c));
  auto add = [&](ExprPtr value) { result->args.push_back(positional(std::move(value))); };
  // The unit stands first in EXTRACT and TIMESTAMPADD, last in FLOOR and CEIL.
  bool unitLast = c->FLOOR() || c->CEIL();
  if (c->timeUnit() && !unitLast)
    add(timeUnit(c->timeUnit()));
  if (c->additive())
    add(expression(c->additive()));
  for (P::ExpressionContext *argument : c->expression())
    add(expression(argument));
  if (c->timeUnit() && unitLast)
    add(timeUnit(c->timeUnit()));
  return result;
}

ExprPtr AstBuilder::trim(P::SpecialCallContext *c) {
  auto result = keywordCall(c->TRIM(), range(c));
  TrimSideArg::Side side = c->LEADING()    ? TrimSideArg::Side::Leading
                           : c->TRAILING() ? TrimSideArg::Side::Trailing
                                           : TrimSideArg::Side::Both;
  Terminal *word = c->LEADING() ? c->LEADING() : c->TRAILING() ? c->TRAILING() : c->BOTH();
  if (c->FROM())
    result->args.push_back(positional(std::make_unique<TrimSideArg>(side, word ? range(word) : range(c->TRIM()))));
  for (P::ExpressionContext *argument : c->expression())
    result->args.push_back(positional(expression(argument)));
  return result;
}

OverClause AstBuilder::over(P::OverClauseContext *c) {
  OverClause result;
  result.range = range(c);
  if (c->identifier())
    result.name = identifier(c->identifier());
  else
    result.spec = std::make_unique<WindowSpec>(windowSpec(c->windowSpec()));
  return result;
}

WindowSpec AstBuilder::windowSpec(P::WindowSpecContext *c) {
  WindowSpec spec;
  spec.range = range(c);
  if (c->identifier())
    spec.base = identifier(c->identifier());
  spec.partitionBy = expressions(c->expression());
  if (c->orderBy())
    spec.orderBy = orderBy(c->orderBy());
  if (auto *frame = c->windowFrame()) {
    spec.frame = WindowFrame();
    spec.frame->isRange = frame->RANGE() != nullptr;
    spec.frame->range = range(frame);
    spec.frame->lower = frameBound(frame->frameBound(0));
    if (frame->BETWEEN())
      spec.frame->upper = frameBound(frame->frameBound(1));
  }
  return spec;
}

FrameBound AstBuilder::frameBound(P::FrameBoundContext *c) {
  FrameBound bound;
  bound.range = range(c);
  bool preceding = c->PRECEDING() != nullptr;
  if (c->CURRENT()) {
    bound.kind = FrameBound::Kind::CurrentRow;
  } else if (c->UNBOUNDED()) {
    bound.kind = preceding ? FrameBound::Kind::UnboundedPreceding : FrameBound::Kind::UnboundedFollowing;
  } else {
    bound.kind = preceding ? FrameBound::Kind::Preceding : FrameBound::Kind::Following;
    bound.offset = expression(c->additive());
  }
  return bound;
}

std::vector<OrderItem> AstBuilder::orderBy(P::OrderByContext *c) {
  std::vector<OrderItem> items;
  for (P::OrderItemContext *item : c->orderItem()) {
    OrderItem order;
    order.expr = expression(item->expression());
    order.descending = item->DESC() != nullptr;
    if (item->NULLS())
      order.nullsFirst = item->FIRST() != nullptr;
    order.range = range(item);
    items.push_back(std::move(order));
  }
  return items;
}

std::unique_ptr<Call> AstBuilder::tableFunction(P::CompoundIdentifierContext *name, P::CallArgumentsContext *args,
                                                SourceRange whole) {
  auto result = std::make_unique<Call>(compound(name), whole);
  if (args)
    arguments(*result, args);
  return result;
}

} // namespace millrace::parse
