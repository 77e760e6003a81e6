#include "compiler/ast/Printer.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::ast::printer {

namespace {

std::string onClause(std::string_view head, const JsonCall::OnClause &clause) {
  static constexpr const char *kBehaviors[] = {"",      "null",    "error", "true",       "false",
                                               "unknown", "empty", "empty-array", "empty-object", "default"};
  if (clause.behavior == JsonCall::Behavior::None)
    return "";
  Node node(head);
  node.add(kBehaviors[static_cast<size_t>(clause.behavior)]);
  if (clause.defaultValue)
    node.add(expr(*clause.defaultValue));
  return node.done();
}

std::string fields(std::string_view head, const std::vector<TypeField> &fields) {
  std::string text(head);
  bool first = head.ends_with('<');
  for (const TypeField &field : fields) {
    text += first ? "" : ", ";
    first = false;
    text += name(field.name) + (field.name.text.empty() ? "" : " ") + type(*field.type);
    if (field.comment)
      text += " " + quoted(*field.comment);
  }
  return text + ">";
}

std::string simple(const SimpleTypeName &t) {
  std::string size;
  if (t.precision)
    size = "(" + std::to_string(*t.precision) + (t.scale ? ", " + std::to_string(*t.scale) : "") + ")";
  if (t.type == SimpleType::TimestampWithTimeZone)
    return "TIMESTAMP" + size + " WITH TIME ZONE";
  return spelling(t.type) + size;
}

} // namespace

std::string call(const Call &c) {
  Node node(c.withoutParentheses ? "bare " + name(c.name) : name(c.name));
  node.addIf(c.quantifier == Call::Quantifier::Distinct, "distinct");
  node.addIf(c.quantifier == Call::Quantifier::All, "all");
  for (const CallArg &arg : c.args)
    node.add(arg.name ? Node("=>").add(name(*arg.name)).add(expr(*arg.value)).done() : expr(*arg.value));
  node.add(orderBy("order-by", c.orderBy)).add(orderBy("within-group", c.withinGroup));
  node.addIf(c.nulls == Call::NullTreatment::Respect, "respect-nulls");
  node.addIf(c.nulls == Call::NullTreatment::Ignore, "ignore-nulls");
  node.add(optionalExpr("filter", c.filter));
  if (c.over)
    node.add(c.over->name ? Node("over").add(name(*c.over->name)).done() : windowSpec("over", *c.over->spec));
  return node.done();
}

std::string jsonCall(const JsonCall &c) {
  static constexpr const char *kWrappers[] = {"", "without-wrapper", "conditional-wrapper", "unconditional-wrapper"};
  Node node(spelling(c.function));
  for (const ExprPtr &arg : c.args)
    node.add(expr(*arg));
  if (c.returning)
    node.add(Node("returning").add(type(*c.returning)).done());
  node.add(kWrappers[static_cast<size_t>(c.wrapper)]);
  node.add(onClause("on-empty", c.onEmpty)).add(onClause("on-error", c.onError));
  if (c.nullOnNull)
    node.add(*c.nullOnNull ? "null-on-null" : "absent-on-null");
  return node.add(optionalExpr("filter", c.filter)).done();
}

std::string type(const TypeName &t) {
  std::string text =
      llvm::TypeSwitch<const TypeName *, std::string>(&t)
          .Case([](const SimpleTypeName *s) { return simple(*s); })
          .Case([](const IntervalTypeName *i) { return "INTERVAL " + intervalQualifier(i->qualifier); })
          .Case([](const ArrayTypeName *a) { return "ARRAY<" + type(*a->element) + ">"; })
          .Case([](const MultisetTypeName *m) { return "MULTISET<" + type(*m->element) + ">"; })
          .Case([](const MapTypeName *m) { return "MAP<" + type(*m->key) + ", " + type(*m->value) + ">"; })
          .Case([](const RowTypeName *r) { return fields("ROW<", r->fields); })
          .Case([](const RawTypeName *r) { return "RAW(" + quoted(r->className) + ", " + quoted(r->snapshot) + ")"; })
          .Case([](const StructuredTypeName *s) { return fields("STRUCTURED<" + quoted(s->className), s->fields); })
          .Case([](const UserTypeName *u) { return name(u->name); });
  if (t.nullable)
    text += *t.nullable ? " NULL" : " NOT NULL";
  return text;
}

} // namespace millrace::ast::printer
