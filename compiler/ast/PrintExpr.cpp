#include "compiler/ast/Printer.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::ast::printer {

namespace {

std::string negatable(bool negated, std::string_view word) { return (negated ? "NOT " : "") + std::string(word); }

std::string withItems(Node node, const std::vector<ExprPtr> &items) {
  for (const ExprPtr &item : items)
    node.add(expr(*item));
  return node.done();
}

std::string collection(std::string_view head, const std::vector<ExprPtr> &items, const std::unique_ptr<Query> &source) {
  Node node(head);
  if (source)
    node.add(query(*source));
  return withItems(std::move(node), items);
}

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text = "x'";
  for (char byte : bytes) {
    auto value = static_cast<unsigned char>(byte);
    text += {kDigits[value >> 4], kDigits[value & 15]};
  }
  return text + "'";
}

std::string dateTime(const DateTimeLiteral &e) {
  static constexpr const char *kHeads[] = {"date", "time", "timestamp", "timestamp_ltz"};
  return Node(kHeads[static_cast<size_t>(e.type)]).add(quoted(e.text)).done();
}

std::string like(const Like &e) {
  static constexpr const char *kForms[] = {"LIKE", "ILIKE", "RLIKE", "SIMILAR TO"};
  Node node(negatable(e.negated, kForms[static_cast<size_t>(e.form)]));
  return node.add(expr(*e.operand)).add(expr(*e.pattern)).add(optionalExpr("escape", e.escape)).done();
}

std::string quantified(const Quantified &e) {
  Node node(std::string(spelling(e.op)) + (e.quantifier == Quantified::Quantifier::Any ? " ANY" : " ALL"));
  node.add(expr(*e.operand));
  if (e.query)
    node.add(query(*e.query));
  return withItems(std::move(node), e.items);
}

std::string caseOf(const Case &e) {
  Node node("case");
  if (e.operand)
    node.add(expr(*e.operand));
  for (const Case::When &when : e.whens) {
    Node branch("when");
    for (const ExprPtr &condition : when.conditions)
      branch.add(expr(*condition));
    node.add(branch.add("then").add(expr(*when.result)).done());
  }
  return node.add(optionalExpr("else", e.otherwise)).done();
}

std::string tableArg(const TableArg &e) {
  Node node("table");
  node.add(e.query ? query(*e.query) : name(e.name));
  if (!e.partitionBy.empty())
    node.add(exprs("partition-by", e.partitionBy));
  return node.add(orderBy("order-by", e.orderBy)).done();
}

std::string frameBound(const FrameBound &bound) {
  switch (bound.kind) {
  case FrameBound::Kind::UnboundedPreceding: return "unbounded-preceding";
  case FrameBound::Kind::Preceding: return Node("preceding").add(expr(*bound.offset)).done();
  case FrameBound::Kind::CurrentRow: return "current-row";
  case FrameBound::Kind::Following: return Node("following").add(expr(*bound.offset)).done();
  case FrameBound::Kind::UnboundedFollowing: return "unbounded-following";
  }
  return "";
}

} // namespace

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (char c : text)
    result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

std::string name(const Identifier &identifier) {
  if (!identifier.quoted)
    return identifier.text;
  std::string result = "`";
  for (char c : identifier.text)
    result += c == '`' ? "``" : std::string(1, c);
  return result + "`";
}

std::string name(const CompoundIdentifier &identifier) {
  std::string text;
  for (const Identifier &part : identifier.parts)
    text += (text.empty() ? "" : ".") + name(part);
  return text;
}

std::string names(std::string_view head, std::span<const Identifier> identifiers) {
  Node node(head);
  for (const Identifier &identifier : identifiers)
    node.add(name(identifier));
  return node.done();
}

std::string exprs(std::string_view head, const std::vector<ExprPtr> &items) { return withItems(Node(head), items); }

std::string optionalExpr(std::string_view head, const ExprPtr &item) {
  return item ? Node(head).add(expr(*item)).done() : "";
}

std::string intervalQualifier(const IntervalQualifier &q) {
  std::string text = spelling(q.from);
  if (q.leadingPrecision) {
    text += "(" + std::to_string(*q.leadingPrecision);
    if (!q.to && q.fractionPrecision)
      text += ", " + std::to_string(*q.fractionPrecision);
    text += ")";
  }
  if (q.to) {
    text += std::string(" TO ") + spelling(*q.to);
    if (q.fractionPrecision)
      text += "(" + std::to_string(*q.fractionPrecision) + ")";
  }
  return text;
}

std::string orderBy(std::string_view head, const std::vector<OrderItem> &items) {
  if (items.empty())
    return "";
  Node node(head);
  for (const OrderItem &item : items) {
    std::string text = expr(*item.expr);
    bool plain = !item.descending && !item.nullsFirst;
    if (!plain) {
      Node wrapped(item.descending ? "desc" : "asc");
      wrapped.add(text);
      if (item.nullsFirst)
        wrapped.add(*item.nullsFirst ? "nulls-first" : "nulls-last");
      text = wrapped.done();
    }
    node.add(text);
  }
  return node.done();
}

std::string windowSpec(std::string_view head, const WindowSpec &spec) {
  Node node(head);
  if (spec.base)
    node.add(name(*spec.base));
  if (!spec.partitionBy.empty())
    node.add(exprs("partition-by", spec.partitionBy));
  node.add(orderBy("order-by", spec.orderBy));
  if (spec.frame) {
    Node frame(spec.frame->isRange ? "range" : "rows");
    frame.add(frameBound(spec.frame->lower));
    if (spec.frame->upper)
      frame.add(frameBound(*spec.frame->upper));
    node.add(frame.done());
  }
  return node.done();
}

std::string expr(const Expr &e) {
  using S = std::string;
  return llvm::TypeSwitch<const Expr *, S>(&e)
      .Case([](const NullLiteral *) { return S("null"); })
      .Case([](const BooleanLiteral *b) { return S(!b->value ? "unknown" : *b->value ? "true" : "false"); })
      .Case([](const NumericLiteral *n) { return n->text; })
      .Case([](const StringLiteral *s) { return quoted(s->value); })
      .Case([](const BinaryLiteral *b) { return hex(b->bytes); })
      .Case([](const DateTimeLiteral *d) { return dateTime(*d); })
      .Case([](const IntervalLiteral *i) {
        return Node("interval").add((i->negative ? "-" : "") + quoted(i->text)).add(intervalQualifier(i->qualifier)).done();
      })
      .Case([](const ColumnRef *c) { return name(c->name); })
      .Case([](const Star *s) { return s->qualifier ? name(*s->qualifier) + ".*" : S("*"); })
      .Case([](const Unary *u) { return Node(spelling(u->op)).add(expr(*u->operand)).done(); })
      .Case([](const Binary *b) { return Node(spelling(b->op)).add(expr(*b->left)).add(expr(*b->right)).done(); })
      .Case([](const IsTest *t) { return Node("IS " + negatable(t->negated, spelling(t->test))).add(expr(*t->operand)).done(); })
      .Case([](const Like *l) { return like(*l); })
      .Case([](const Between *b) {
        Node node(negatable(b->negated, b->symmetric ? "BETWEEN SYMMETRIC" : "BETWEEN"));
        return node.add(expr(*b->operand)).add(expr(*b->low)).add(expr(*b->high)).done();
      })
      .Case([](const InList *i) { return withItems(Node(negatable(i->negated, "IN")).add(expr(*i->operand)), i->items); })
      .Case([](const InSubquery *i) {
        return Node(negatable(i->negated, "IN")).add(expr(*i->operand)).add(query(*i->query)).done();
      })
      .Case([](const Exists *x) { return Node("EXISTS").add(query(*x->query)).done(); })
      .Case([](const ScalarSubquery *s) { return query(*s->query); })
      .Case([](const Quantified *q) { return quantified(*q); })
      .Case([](const Case *c) { return caseOf(*c); })
      .Case([](const Cast *c) { return Node(c->isTry ? "try_cast" : "cast").add(expr(*c->operand)).add(type(*c->type)).done(); })
      .Case([](const Call *c) { return call(*c); })
      .Case([](const JsonCall *j) { return jsonCall(*j); })
      .Case([](const TimeUnitArg *u) { return S("#") + spelling(u->unit); })
      .Case([](const TrimSideArg *t) {
        static constexpr const char *kSides[] = {"#BOTH", "#LEADING", "#TRAILING"};
        return S(kSides[static_cast<size_t>(t->side)]);
      })
      .Case([](const TableArg *t) { return tableArg(*t); })
      .Case([](const DescriptorArg *d) { return names("descriptor", d->columns); })
      .Case([](const ModelArg *m) { return Node("model").add(name(m->name)).done(); })
      .Case([](const DefaultArg *) { return S("default"); })
      .Case([](const Row *r) { return exprs(r->implicit ? "tuple" : "row", r->items); })
      .Case([](const Array *a) { return collection("array", a->items, a->query); })
      .Case([](const Map *m) { return collection("map", m->items, m->query); })
      .Case([](const Multiset *m) { return collection("multiset", m->items, m->query); })
      .Case([](const ItemAccess *i) { return Node("item").add(expr(*i->base)).add(expr(*i->index)).done(); })
      .Case([](const FieldAccess *f) { return Node("field").add(expr(*f->base)).add(f->field ? name(*f->field) : "*").done(); })
      .Case([](const MatchSemantics *m) { return Node(m->isFinal ? "final" : "running").add(expr(*m->operand)).done(); });
}

} // namespace millrace::ast::printer
