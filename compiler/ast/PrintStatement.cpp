#include "compiler/ast/Printer.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::ast::printer {

namespace {

std::string insert(const Insert &s) {
  static constexpr const char *kConflicts[] = {"", "error", "nothing", "deduplicate"};
  Node node(s.overwrite ? "insert-overwrite" : "insert");
  node.add(name(s.target)).add(hints(s.hints)).add(partition(s.partition));
  if (!s.columns.empty()) {
    Node columns("columns");
    for (const CompoundIdentifier &column : s.columns)
      columns.add(name(column));
    node.add(columns.done());
  }
  node.add(query(*s.query));
  if (s.onConflict != Insert::Conflict::None)
    node.add(Node("on-conflict").add(kConflicts[static_cast<size_t>(s.onConflict)]).done());
  return node.done();
}

std::string explain(const Explain &s) {
  static constexpr const char *kDetails[] = {"estimated-cost", "changelog-mode", "plan-advice", "json-execution-plan"};
  Node node("explain");
  for (Explain::Detail detail : s.details)
    node.add(kDetails[static_cast<size_t>(detail)]);
  return node.add(statement(*s.statement)).done();
}

std::string show(const Show &s) {
  Node node(std::string("show ") + spelling(s.subject));
  if (s.name)
    node.add(name(*s.name));
  node.add(partition(s.partition));
  if (s.pattern) {
    Node like(std::string(s.pattern->negated ? "not-" : "") + (s.pattern->ignoreCase ? "ilike" : "like"));
    node.add(like.add(text(s.pattern->pattern)).done());
  }
  return node.done();
}

std::string describe(const Describe &s) {
  static constexpr const char *kSubjects[] = {"describe", "describe catalog", "describe database", "describe function",
                                              "describe job"};
  Node node(kSubjects[static_cast<size_t>(s.subject)]);
  node.addIf(s.extended, "extended");
  return node.add(s.subject == Describe::Subject::Job ? text(s.job) : name(s.name)).done();
}

std::string use(const Use &s) {
  if (s.subject == Use::Subject::Modules)
    return names("use modules", s.modules);
  return Node(s.subject == Use::Subject::Catalog ? "use catalog" : "use").add(name(s.name)).done();
}

std::string compilePlan(const CompilePlan &s) {
  Node node(s.execute ? "compile-and-execute-plan" : "compile-plan");
  return node.add(text(s.path)).addIf(s.ifNotExists, "if-not-exists").add(statement(*s.statement)).done();
}

} // namespace

std::string text(const QuotedText &text) { return quoted(text.value); }

std::string options(const std::vector<Option> &options) {
  if (options.empty())
    return "";
  Node node("options");
  for (const Option &option : options)
    node.add(Node("=").add(text(option.key)).add(text(option.value)).done());
  return node.done();
}

std::string partition(const std::vector<PartitionItem> &items) {
  if (items.empty())
    return "";
  Node node("partition");
  for (const PartitionItem &item : items)
    node.add(item.value ? Node("=").add(name(item.name)).add(expr(*item.value)).done() : name(item.name));
  return node.done();
}

std::string statement(const Statement &s) {
  std::string created = ddl(s);
  if (!created.empty())
    return created;
  return llvm::TypeSwitch<const Statement *, std::string>(&s)
      .Case([](const QueryStatement *q) { return query(*q->query); })
      .Case([](const Insert *i) { return insert(*i); })
      .Case([](const StatementSet *set) {
        Node node("statement-set");
        for (const std::unique_ptr<Insert> &one : set->inserts)
          node.add(insert(*one));
        return node.done();
      })
      .Case([](const Explain *e) { return explain(*e); })
      .Case([](const Set *set) {
        Node node("set");
        return (set->option ? node.add(text(set->option->key)).add(text(set->option->value)) : node).done();
      })
      .Case([](const Reset *reset) { return Node("reset").add(reset->key ? text(*reset->key) : "").done(); })
      .Case([](const Show *sh) { return show(*sh); })
      .Case([](const Describe *d) { return describe(*d); })
      .Case([](const Use *u) { return use(*u); })
      .Case([](const Module *m) {
        return Node(m->load ? "load-module" : "unload-module").add(name(m->name)).add(options(m->options)).done();
      })
      .Case([](const Jar *j) { return Node(j->add ? "add-jar" : "remove-jar").add(text(j->path)).done(); })
      .Case([](const CompilePlan *c) { return compilePlan(*c); })
      .Case([](const ExecutePlan *e) { return Node("execute-plan").add(text(e->path)).done(); })
      .Case([](const StopJob *j) {
        Node node("stop-job");
        return node.add(text(j->job)).addIf(j->withSavepoint, "with-savepoint").addIf(j->withDrain, "with-drain").done();
      })
      .Case([](const CallProcedure *c) { return Node("call").add(call(*c->call)).done(); });
}

} // namespace millrace::ast::printer
