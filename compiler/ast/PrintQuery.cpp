#include "compiler/ast/Printer.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::ast::printer {

namespace {

std::string alias(const TableAlias &a) { return a.columns.empty() ? name(a.name) : names(name(a.name), a.columns); }

std::string tableRef(const TableRef &table);

std::string join(const Join &j) {
  static constexpr const char *kTypes[] = {"join", "left-join", "right-join", "full-join", "cross-join", "comma-join"};
  Node node(kTypes[static_cast<size_t>(j.type)]);
  node.addIf(j.natural, "natural").add(tableRef(*j.left)).add(tableRef(*j.right)).add(optionalExpr("on", j.condition));
  return node.add(j.usingColumns.empty() ? "" : names("using", j.usingColumns)).done();
}

std::string repeatBounds(const MatchPattern &p) {
  std::string text = "{" + std::to_string(p.minCount) + "," + (p.maxCount ? std::to_string(*p.maxCount) : "") + "}";
  return text + (p.reluctant ? "?" : "");
}

std::string pattern(const MatchPattern &p) {
  switch (p.kind) {
  case MatchPattern::Kind::Variable: return name(p.variable);
  case MatchPattern::Kind::Begin: return "^";
  case MatchPattern::Kind::End: return "$";
  case MatchPattern::Kind::Empty: return "()";
  default: break;
  }
  static constexpr const char *kHeads[] = {"", "seq", "alt", "repeat", "permute", "exclude"};
  Node node(kHeads[static_cast<size_t>(p.kind)]);
  for (const MatchPattern &child : p.children)
    node.add(pattern(child));
  node.addIf(p.kind == MatchPattern::Kind::Repeat, repeatBounds(p));
  return node.done();
}

std::string namedExprs(std::string_view head, const std::vector<NamedExpr> &items) {
  if (items.empty())
    return "";
  Node node(head);
  for (const NamedExpr &item : items)
    node.add(Node("as").add(expr(*item.expr)).add(name(item.name)).done());
  return node.done();
}

std::string matchRecognize(const MatchRecognize &m) {
  static constexpr const char *kTargets[] = {"past-last-row", "to-next-row", "to-first", "to-last"};
  Node node("match-recognize");
  node.add(tableRef(*m.input));
  if (!m.partitionBy.empty())
    node.add(exprs("partition-by", m.partitionBy));
  node.add(orderBy("order-by", m.orderBy)).add(namedExprs("measures", m.measures));
  if (m.allRowsPerMatch)
    node.add(*m.allRowsPerMatch ? "all-rows" : "one-row");
  if (m.afterMatch) {
    Node skip("after-match");
    skip.add(kTargets[static_cast<size_t>(m.afterMatch->target)]);
    node.add(skip.add(m.afterMatch->variable ? name(*m.afterMatch->variable) : "").done());
  }
  node.add(Node("pattern").add(pattern(m.pattern)).done()).add(optionalExpr("within", m.within));
  for (const MatchRecognize::Subset &subset : m.subsets)
    node.add(names("subset " + name(subset.name), subset.variables));
  return node.add(namedExprs("define", m.defines)).done();
}

std::string tableRef(const TableRef &table) {
  std::string text =
      llvm::TypeSwitch<const TableRef *, std::string>(&table)
          .Case([](const NamedTable *t) {
            std::string parts = hints(t->hints) + (t->systemTime ? " " + optionalExpr("as-of", t->systemTime) : "");
            return parts.empty() ? name(t->name) : Node("table").add(name(t->name)).add(hints(t->hints))
                                                       .add(optionalExpr("as-of", t->systemTime)).done();
          })
          .Case([](const DerivedTable *t) {
            return t->lateral ? Node("lateral").add(query(*t->query)).done() : query(*t->query);
          })
          .Case([](const FunctionTable *t) {
            std::string inner = call(*t->call);
            if (t->wrapped)
              inner = Node("table").add(inner).add(optionalExpr("as-of", t->systemTime)).done();
            else if (t->systemTime)
              inner = Node("snapshot").add(inner).add(optionalExpr("as-of", t->systemTime)).done();
            return t->lateral ? Node("lateral").add(inner).done() : inner;
          })
          .Case([](const UnnestTable *t) {
            Node node(t->lateral ? "lateral-unnest" : "unnest");
            for (const ExprPtr &collection : t->collections)
              node.add(expr(*collection));
            return node.addIf(t->withOrdinality, "with-ordinality").done();
          })
          .Case([](const Join *t) { return join(*t); })
          .Case([](const MatchRecognize *t) { return matchRecognize(*t); });
  return table.alias ? Node("as").add(text).add(alias(*table.alias)).done() : text;
}

std::string groupItem(const GroupItem &item) {
  if (item.kind == GroupItem::Kind::Expression)
    return expr(*item.exprs.front());
  if (item.kind == GroupItem::Kind::Grouping)
    return exprs("grouping", item.exprs);
  Node node(item.kind == GroupItem::Kind::Rollup ? "rollup" : item.kind == GroupItem::Kind::Cube ? "cube" : "grouping-sets");
  for (const GroupItem &child : item.children)
    node.add(groupItem(child));
  return node.done();
}

std::string select(const Select &s) {
  Node node("select");
  node.addIf(s.distinct, "distinct").add(hints(s.hints));
  for (const SelectItem &item : s.items)
    node.add(item.alias ? Node("as").add(expr(*item.expr)).add(name(*item.alias)).done() : expr(*item.expr));
  if (s.from)
    node.add(Node("from").add(tableRef(*s.from)).done());
  node.add(optionalExpr("where", s.where));
  if (!s.groupBy.empty()) {
    Node group("group-by");
    group.addIf(s.groupByDistinct, "distinct");
    for (const GroupItem &item : s.groupBy)
      group.add(groupItem(item));
    node.add(group.done());
  }
  node.add(optionalExpr("having", s.having));
  for (const NamedWindow &window : s.windows)
    node.add(windowSpec("window " + name(window.name), window.spec));
  return node.add(optionalExpr("qualify", s.qualify)).done();
}

std::string body(const QueryBody &b) {
  return llvm::TypeSwitch<const QueryBody *, std::string>(&b)
      .Case([](const Select *s) { return select(*s); })
      .Case([](const SetOperation *s) {
        static constexpr const char *kOps[] = {"union", "intersect", "except"};
        return Node(kOps[static_cast<size_t>(s->op)]).addIf(s->all, "all").add(body(*s->left)).add(body(*s->right)).done();
      })
      .Case([](const Values *v) {
        Node node("values");
        for (const Values::Line &row : v->rows)
          node.add(exprs("", row.items));
        return node.done();
      })
      .Case([](const ExplicitTable *t) { return Node("table").add(name(t->name)).done(); })
      .Case([](const Parenthesized *p) { return query(*p->query); });
}

} // namespace

std::string hints(const std::vector<Hint> &hints) {
  if (hints.empty())
    return "";
  Node node("hints");
  for (const Hint &hint : hints) {
    Node one(name(hint.name));
    for (const Hint::Option &option : hint.options)
      one.add(option.key.empty() ? quoted(option.value)
                                 : Node("=").add(quoted(option.key)).add(quoted(option.value)).done());
    node.add(one.done());
  }
  return node.done();
}

std::string query(const Query &q) {
  Node node("query");
  if (q.with) {
    Node with(q.with->recursive ? "with-recursive" : "with");
    for (const CommonTable &table : q.with->tables) {
      std::string head = table.columns.empty() ? name(table.name) : names(name(table.name), table.columns);
      with.add(Node("as").add(query(*table.query)).add(head).done());
    }
    node.add(with.done());
  }
  node.add(body(*q.body)).add(orderBy("order-by", q.orderBy));
  return node.add(optionalExpr("limit", q.limit)).add(optionalExpr("offset", q.offset)).done();
}

} // namespace millrace::ast::printer
