#include "compiler/parse/AstBuilder.h"
#include "compiler/parse/Literals.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;

namespace {

using P = generated::FlinkSqlParser;

/// AND and OR chains up to this length lean to the left as written; longer ones are balanced to bound the tree's depth.
constexpr size_t kMaxLeaning = 64;

size_t typeOf(antlr4::tree::ParseTree *tree) {
  auto *terminal = dynamic_cast<antlr4::tree::TerminalNode *>(tree);
  return terminal ? terminal->getSymbol()->getType() : antlr4::Token::INVALID_TYPE;
}

BinaryOp comparisonOp(P::ComparisonOperatorContext *c) {
  switch (c->start->getType()) {
  case P::Equal: return BinaryOp::Equal;
  case P::NotEqual: return BinaryOp::NotEqual;
  case P::Less: return BinaryOp::Less;
  case P::LessEqual: return BinaryOp::LessEqual;
  case P::Greater: return BinaryOp::Greater;
  default: return BinaryOp::GreaterEqual;
  }
}

BinaryOp arithmeticOp(size_t type) {
  switch (type) {
  case P::Plus: return BinaryOp::Add;
  case P::Minus: return BinaryOp::Subtract;
  case P::Star: return BinaryOp::Multiply;
  case P::Slash: return BinaryOp::Divide;
  case P::Percent: return BinaryOp::Modulo;
  default: return BinaryOp::Concat;
  }
}

IsTest::Test testOf(P::IsTestContext *c) {
  if (c->JSON())
    return c->VALUE()    ? IsTest::Test::JsonValue
           : c->OBJECT() ? IsTest::Test::JsonObject
           : c->ARRAY()  ? IsTest::Test::JsonArray
           : c->SCALAR() ? IsTest::Test::JsonScalar
                         : IsTest::Test::Json;
  return c->NULL_() ? IsTest::Test::Null
         : c->TRUE() ? IsTest::Test::True
         : c->FALSE() ? IsTest::Test::False
                      : IsTest::Test::Unknown;
}

} // namespace

/// Rules with one child only pass it on; stepping over them here keeps recursion to one frame per written level.
ExprPtr AstBuilder::expression(Tree *c) {
  while (c->children.size() == 1 && c->getRuleIndex() != P::RuleNameOrCall && c->getRuleIndex() != P::RuleJoinedString) {
    auto *child = dynamic_cast<Tree *>(c->children.front());
    if (!child)
      break;
    c = child;
  }
  return dispatch(c);
}

ExprPtr AstBuilder::dispatch(Tree *c) {
  switch (c->getRuleIndex()) {
  case P::RuleExpression: return logical(c, BinaryOp::Or);
  case P::RuleAndExpression: return logical(c, BinaryOp::And);
  case P::RuleNotExpression:
    return std::make_unique<Unary>(UnaryOp::Not, expression(static_cast<P::NotExpressionContext *>(c)->notExpression()), range(c));
  case P::RuleIsExpression: return isTests(static_cast<P::IsExpressionContext *>(c));
  case P::RuleComparison: return comparison(static_cast<P::ComparisonContext *>(c));
  case P::RuleMatching: return matching(static_cast<P::MatchingContext *>(c));
  case P::RuleAdditive:
  case P::RuleMultiplicative: return arithmetic(c);
  case P::RuleSignedOperand: return sign(static_cast<P::SignedOperandContext *>(c));
  case P::RuleAccess: return access(static_cast<P::AccessContext *>(c));
  case P::RuleNameOrCall: return nameOrCall(static_cast<P::NameOrCallContext *>(c));
  case P::RulePrimary: return primary(static_cast<P::PrimaryContext *>(c));
  case P::RuleLiteral: return literal(static_cast<P::LiteralContext *>(c));
  case P::RuleJoinedString: return joinedString(static_cast<P::JoinedStringContext *>(c));
  case P::RuleIntervalLiteral: return interval(static_cast<P::IntervalLiteralContext *>(c));
  case P::RuleCaseExpression: return caseOf(static_cast<P::CaseExpressionContext *>(c));
  case P::RuleCastExpression: return castOf(static_cast<P::CastExpressionContext *>(c));
  case P::RuleSpecialCall: return specialCall(static_cast<P::SpecialCallContext *>(c));
  default: return jsonCall(static_cast<P::JsonCallContext *>(c));
  }
}

ExprPtr AstBuilder::logical(Tree *c, BinaryOp op) {
  std::vector<ExprPtr> operands;
  for (size_t i = 0; i < c->children.size(); i += 2)
    operands.push_back(expression(static_cast<Tree *>(c->children[i])));
  if (operands.size() > kMaxLeaning)
    return balanced(operands, 0, operands.size(), op);
  ExprPtr left = std::move(operands.front());
  for (size_t i = 1; i < operands.size(); ++i) {
    SourceRange whole = join(left->range, operands[i]->range);
    SourceRange opRange = range(static_cast<Terminal *>(c->children[2 * i - 1]));
    left = std::make_unique<Binary>(op, std::move(left), std::move(operands[i]), opRange, whole);
  }
  return left;
}

ExprPtr AstBuilder::balanced(std::vector<ExprPtr> &operands, size_t begin, size_t end, BinaryOp op) {
  if (end - begin == 1)
    return std::move(operands[begin]);
  size_t middle = begin + (end - begin) / 2;
  ExprPtr left = balanced(operands, begin, middle, op);
  ExprPtr right = balanced(operands, middle, end, op);
  SourceRange whole = join(left->range, right->range);
  SourceRange between = {left->range.end, right->range.begin, whole.source};
  return std::make_unique<Binary>(op, std::move(left), std::move(right), between, whole);
}

ExprPtr AstBuilder::isTests(P::IsExpressionContext *c) {
  ExprPtr operand = expression(c->comparison());
  for (P::IsTestContext *test : c->isTest()) {
    SourceRange whole = join(operand->range, range(test));
    operand = std::make_unique<IsTest>(testOf(test), test->NOT() != nullptr, std::move(operand), whole);
  }
  return operand;
}

ExprPtr AstBuilder::comparison(P::ComparisonContext *c) {
  ExprPtr left = expression(c->matching());
  for (P::ComparisonTailContext *tail : c->comparisonTail())
    left = compared(std::move(left), tail);
  return left;
}

ExprPtr AstBuilder::compared(ExprPtr left, P::ComparisonTailContext *c) {
  SourceRange whole = join(left->range, range(c));
  if (auto *set = c->quantifiedSet()) {
    auto quantified = std::make_unique<Quantified>(whole);
    quantified->op = comparisonOp(c->comparisonOperator());
    quantified->quantifier = c->ALL() ? Quantified::Quantifier::All : Quantified::Quantifier::Any;
    quantified->operand = std::move(left);
    if (set->query())
      quantified->query = query(set->query());
    quantified->items = expressions(set->expression());
    return quantified;
  }
  SourceRange opRange;
  BinaryOp op = BinaryOp::Overlaps;
  if (c->comparisonOperator()) {
    op = comparisonOp(c->comparisonOperator());
    opRange = range(c->comparisonOperator());
  } else if (c->IS()) {
    op = c->NOT() ? BinaryOp::IsNotDistinctFrom : BinaryOp::IsDistinctFrom;
    opRange = join(range(c->IS()), range(c->FROM()));
  } else {
    opRange = range(c->OVERLAPS());
  }
  return std::make_unique<Binary>(op, std::move(left), expression(c->matching()), opRange, whole);
}

ExprPtr AstBuilder::matching(P::MatchingContext *c) {
  ExprPtr operand = expression(c->additive());
  for (P::MatchingTailContext *tail : c->matchingTail())
    operand = matched(std::move(operand), tail);
  return operand;
}

ExprPtr AstBuilder::matched(ExprPtr operand, P::MatchingTailContext *c) {
  if (c->IN())
    return memberOf(std::move(operand), c);
  SourceRange whole = join(operand->range, range(c));
  bool negated = c->NOT() != nullptr;
  if (c->BETWEEN()) {
    auto between = std::make_unique<Between>(whole);
    between->negated = negated;
    between->symmetric = c->SYMMETRIC() != nullptr;
    between->operand = std::move(operand);
    between->low = expression(c->additive(0));
    between->high = expression(c->additive(1));
    return between;
  }
  Like::Form form = c->LIKE()    ? Like::Form::Like
                    : c->ILIKE() ? Like::Form::ILike
                    : c->RLIKE() ? Like::Form::RLike
                                 : Like::Form::SimilarTo;
  ExprPtr escape = c->ESCAPE() ? expression(c->additive(1)) : nullptr;
  return std::make_unique<Like>(form, negated, std::move(operand), expression(c->additive(0)), std::move(escape), whole);
}

ExprPtr AstBuilder::memberOf(ExprPtr operand, P::MatchingTailContext *c) {
  SourceRange whole = join(operand->range, range(c));
  bool negated = c->NOT() != nullptr;
  if (c->query()) {
    auto in = std::make_unique<InSubquery>(whole);
    in->negated = negated;
    in->operand = std::move(operand);
    in->query = query(c->query());
    return in;
  }
  auto in = std::make_unique<InList>(whole);
  in->negated = negated;
  in->operand = std::move(operand);
  in->items = expressions(c->expression());
  return in;
}

ExprPtr AstBuilder::arithmetic(Tree *c) {
  ExprPtr left = expression(static_cast<Tree *>(c->children.front()));
  for (size_t i = 1; i + 1 < c->children.size(); i += 2) {
    ExprPtr right = expression(static_cast<Tree *>(c->children[i + 1]));
    SourceRange whole = join(left->range, right->range);
    SourceRange opRange = range(static_cast<Terminal *>(c->children[i]));
    left = std::make_unique<Binary>(arithmeticOp(typeOf(c->children[i])), std::move(left), std::move(right), opRange, whole);
  }
  return left;
}

ExprPtr AstBuilder::sign(P::SignedOperandContext *c) {
  UnaryOp op = c->Minus() ? UnaryOp::Minus : UnaryOp::Plus;
  return std::make_unique<Unary>(op, expression(c->signedOperand()), range(c));
}

ExprPtr AstBuilder::access(P::AccessContext *c) {
  if (c->primary())
    return suffixed(expression(c->primary()), c->accessSuffix());
  ExprPtr operand = c->nameOrCall() ? nameOrCall(c->nameOrCall()) : reservedCall(c->reservedFunction(), c->callSuffix());
  return std::make_unique<MatchSemantics>(c->FINAL() != nullptr, std::move(operand), range(c));
}

ExprPtr AstBuilder::reservedCall(P::ReservedFunctionContext *name, P::CallSuffixContext *suffix) {
  SourceRange at = range(name);
  return call(CompoundIdentifier{{{spelled(at), false, at}}, at}, suffix);
}

ExprPtr AstBuilder::suffixed(ExprPtr base, const std::vector<P::AccessSuffixContext *> &suffixes) {
  for (P::AccessSuffixContext *suffix : suffixes) {
    SourceRange whole = join(base->range, range(suffix));
    if (suffix->expression()) {
      base = std::make_unique<ItemAccess>(std::move(base), expression(suffix->expression()), whole);
    } else {
      std::optional<Identifier> field;
      if (suffix->identifier())
        field = identifier(suffix->identifier());
      base = std::make_unique<FieldAccess>(std::move(base), std::move(field), whole);
    }
  }
  return base;
}

ExprPtr AstBuilder::nameOrCall(P::NameOrCallContext *c) {
  CompoundIdentifier name = compound(c->identifier());
  if (c->callSuffix()) {
    ExprPtr result = asDescriptor(call(std::move(name), c->callSuffix()));
    return suffixed(std::move(result), c->accessSuffix());
  }
  if (c->Star()) {
    auto star = std::make_unique<Star>(range(c));
    star->qualifier = std::move(name);
    return star;
  }
  ExprPtr base = std::make_unique<ColumnRef>(std::move(name));
  if (c->expression()) {
    SourceRange whole = join(base->range, range(c->RightBracket()));
    base = std::make_unique<ItemAccess>(std::move(base), expression(c->expression()), whole);
  }
  return suffixed(std::move(base), c->accessSuffix());
}

ExprPtr AstBuilder::primary(P::PrimaryContext *c) {
  if (c->ARRAY() || c->MapConstructor() || c->MULTISET())
    return collection(c);
  if (c->query()) {
    if (c->EXISTS())
      return std::make_unique<Exists>(query(c->query()), range(c));
    return std::make_unique<ScalarSubquery>(query(c->query()), range(c));
  }
  if (c->reservedFunction())
    return reservedCall(c->reservedFunction(), c->callSuffix());
  if (auto *variable = c->ContextVariable()) {
    auto result = keywordCall(variable, range(c));
    result->withoutParentheses = c->LeftParen() == nullptr;
    if (auto *precision = c->IntegerLiteral()) {
      auto number = std::make_unique<NumericLiteral>(spelled(range(precision)), NumericLiteral::Form::Integer, range(precision));
      result->args.push_back({std::nullopt, std::move(number)});
    }
    return result;
  }
  if (auto *special = c->specialCall()) {
    ExprPtr result = specialCall(special);
    if (c->overClause()) {
      result->range = range(c);
      llvm::cast<Call>(result.get())->over = over(c->overClause());
    }
    return result;
  }
  if (c->ROW())
    return std::make_unique<Row>(false, expressions(c->expression()), range(c));
  if (c->expression().size() == 1) {
    ExprPtr inner = expression(c->expression(0));
    inner->range = range(c); // what surrounds it underlines whole parentheses
    return inner;
  }
  return std::make_unique<Row>(true, expressions(c->expression()), range(c));
}

ExprPtr AstBuilder::collection(P::PrimaryContext *c) {
  auto fill = [&](auto node) -> ExprPtr {
    node->items = expressions(c->expression());
    if (c->query())
      node->query = query(c->query());
    return node;
  };
  if (c->ARRAY())
    return fill(std::make_unique<Array>(range(c)));
  if (c->MapConstructor())
    return fill(std::make_unique<Map>(range(c)));
  return fill(std::make_unique<Multiset>(range(c)));
}

ExprPtr AstBuilder::caseOf(P::CaseExpressionContext *c) {
  auto result = std::make_unique<Case>(range(c));
  // CASE operand? WHEN … ELSE otherwise END: the operand stands before the first WHEN.
  for (P::ExpressionContext *part : c->expression()) {
    bool isOperand = part->start->getTokenIndex() < c->whenClause(0)->start->getTokenIndex();
    (isOperand ? result->operand : result->otherwise) = expression(part);
  }
  for (P::WhenClauseContext *when : c->whenClause()) {
    std::vector<ExprPtr> parts = expressions(when->expression());
    ExprPtr value = std::move(parts.back());
    parts.pop_back();
    if (parts.size() > 1 && !result->operand)
      fail(DiagnosticId::SyntaxError, parts[1]->range, "`WHEN` of a `CASE` without operand takes one condition");
    result->whens.push_back({std::move(parts), std::move(value)});
  }
  return result;
}

ExprPtr AstBuilder::castOf(P::CastExpressionContext *c) {
  return std::make_unique<Cast>(c->TRY_CAST() != nullptr, expression(c->expression()), typeName(c->typeName()), range(c));
}

} // namespace millrace::parse
