// The SQL/JSON functions.
#include "compiler/parse/AstBuilder.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;

namespace {

using P = generated::FlinkSqlParser;

JsonCall::Function functionOf(P::JsonCallContext *c) {
  switch (c->start->getType()) {
  case P::JSON_EXISTS: return JsonCall::Function::Exists;
  case P::JSON_VALUE: return JsonCall::Function::Value;
  case P::JSON_QUERY: return JsonCall::Function::Query;
  case P::JSON_OBJECT: return JsonCall::Function::Object;
  case P::JSON_ARRAY: return JsonCall::Function::Array;
  case P::JSON_OBJECTAGG: return JsonCall::Function::ObjectAgg;
  default: return JsonCall::Function::ArrayAgg;
  }
}

JsonCall::Behavior behaviorOf(P::JsonBehaviorContext *c) {
  if (c->DEFAULT())
    return JsonCall::Behavior::Default;
  switch (c->start->getType()) {
  case P::NULL_: return JsonCall::Behavior::Null;
  case P::ERROR: return JsonCall::Behavior::Error;
  default: break;
  }
  return c->ARRAY()    ? JsonCall::Behavior::EmptyArray
         : c->OBJECT() ? JsonCall::Behavior::EmptyObject
                       : JsonCall::Behavior::Empty;
}

JsonCall::Behavior existsBehavior(P::JsonCallContext *c) {
  if (c->ERROR().empty())
    return JsonCall::Behavior::None;
  return c->TRUE()      ? JsonCall::Behavior::True
         : c->FALSE()   ? JsonCall::Behavior::False
         : c->UNKNOWN() ? JsonCall::Behavior::Unknown
                        : JsonCall::Behavior::Error;
}

} // namespace

ExprPtr AstBuilder::jsonCall(P::JsonCallContext *c) {
  auto call = std::make_unique<JsonCall>(functionOf(c), range(c));
  call->args = expressions(c->expression());
  for (P::JsonEntryContext *entry : c->jsonEntry())
    for (P::ExpressionContext *part : entry->expression())
      call->args.push_back(expression(part));
  if (call->function == JsonCall::Function::Exists)
    call->onError.behavior = existsBehavior(c);
  jsonClauses(*call, c);
  return call;
}

void AstBuilder::jsonClauses(JsonCall &call, P::JsonCallContext *c) {
  if (c->jsonReturning())
    call.returning = typeName(c->jsonReturning()->typeName());
  if (auto *wrapper = c->jsonWrapper())
    call.wrapper = wrapper->WITHOUT()       ? JsonCall::Wrapper::Without
                   : wrapper->CONDITIONAL() ? JsonCall::Wrapper::Conditional
                                            : JsonCall::Wrapper::Unconditional;
  for (P::JsonBehaviorContext *behavior : c->jsonBehavior()) {
    // The last word says which clause it is: … ON EMPTY, … ON ERROR.
    bool onEmpty = behavior->stop->getType() == P::EMPTY;
    JsonCall::OnClause &clause = onEmpty ? call.onEmpty : call.onError;
    if (clause.behavior != JsonCall::Behavior::None)
      fail(DiagnosticId::SyntaxError, range(behavior), onEmpty ? "a second `ON EMPTY`" : "a second `ON ERROR`");
    clause.behavior = behaviorOf(behavior);
    if (behavior->expression())
      clause.defaultValue = expression(behavior->expression());
  }
  if (auto *onNull = c->jsonOnNull())
    call.nullOnNull = onNull->ABSENT() == nullptr;
  if (c->filterClause())
    call.filter = expression(c->filterClause()->expression());
}

} // namespace millrace::parse
