#include "compiler/ast/Printer.h"

#include "llvm/ADT/TypeSwitch.h"

namespace millrace::ast::printer {

namespace {

std::string optionalText(std::string_view head, const std::optional<QuotedText> &value) {
  return value ? Node(head).add(text(*value)).done() : "";
}

std::string column(const ColumnDef &c) {
  Node node("column");
  node.add(name(c.name));
  if (c.type)
    node.add(type(*c.type));
  node.add(optionalExpr("as", c.expr));
  if (c.kind == ColumnDef::Kind::Metadata) {
    Node metadata("metadata");
    metadata.add(c.metadataKey ? text(*c.metadataKey) : "");
    node.add(metadata.addIf(c.isVirtual, "virtual").done());
  }
  node.add(optionalText("comment", c.comment));
  if (c.position)
    node.add(c.position->first ? "first" : Node("after").add(name(c.position->after)).done());
  return node.done();
}

void addElements(Node &node, const std::vector<ColumnDef> &columns, const std::vector<WatermarkDef> &watermarks,
                 const std::vector<ConstraintDef> &constraints) {
  for (const ColumnDef &c : columns)
    node.add(column(c));
  for (const WatermarkDef &w : watermarks)
    node.add(Node("watermark").add(name(w.column)).add(expr(*w.expr)).done());
  for (const ConstraintDef &c : constraints) {
    Node constraint(c.isPrimaryKey ? "primary-key" : "unique");
    if (c.name)
      constraint.add(Node("constraint").add(name(*c.name)).done());
    for (const Identifier &key : c.columns)
      constraint.add(name(key));
    node.add(constraint.addIf(!c.notEnforced, "enforced").done());
  }
}

std::string distribution(const std::optional<Distribution> &d) {
  static constexpr const char *kKinds[] = {"", "hash", "range"};
  if (!d)
    return "";
  Node node("distributed");
  node.add(kKinds[static_cast<size_t>(d->kind)]);
  for (const Identifier &c : d->columns)
    node.add(name(c));
  return node.add(d->bucketCount ? "(buckets " + std::to_string(*d->bucketCount) + ")" : "").done();
}

std::string like(const LikeClause &l) {
  static constexpr const char *kActions[] = {"including", "excluding", "overwriting"};
  static constexpr const char *kFeatures[] = {"all",     "constraints", "distribution", "generated", "metadata",
                                              "options", "partitions",  "watermarks"};
  Node node("like");
  node.add(name(l.table));
  for (const LikeOption &o : l.options)
    node.add(Node(kActions[static_cast<size_t>(o.action)]).add(kFeatures[static_cast<size_t>(o.feature)]).done());
  return node.done();
}

std::string createTable(const CreateTable &s) {
  Node node(!s.replace ? "create-table" : s.orCreate ? "create-or-replace-table" : "replace-table");
  node.addIf(s.temporary, "temporary").addIf(s.ifNotExists, "if-not-exists").add(name(s.name));
  addElements(node, s.columns, s.watermarks, s.constraints);
  node.add(optionalText("comment", s.comment)).add(distribution(s.distribution));
  if (!s.partitionedBy.empty())
    node.add(names("partitioned-by", s.partitionedBy));
  node.add(options(s.options)).add(s.like ? like(*s.like) : "");
  return node.add(s.query ? query(*s.query) : "").done();
}

std::string createMaterializedTable(const CreateMaterializedTable &s) {
  Node node(s.orAlter ? "create-or-alter-materialized-table" : "create-materialized-table");
  node.addIf(s.ifNotExists, "if-not-exists").add(name(s.name));
  addElements(node, s.columns, s.watermarks, s.constraints);
  node.add(optionalText("comment", s.comment)).add(distribution(s.distribution));
  if (!s.partitionedBy.empty())
    node.add(names("partitioned-by", s.partitionedBy));
  node.add(options(s.options)).add(optionalExpr("freshness", s.freshness));
  node.addIf(s.refreshMode == CreateMaterializedTable::RefreshMode::Full, "(refresh-mode full)");
  node.addIf(s.refreshMode == CreateMaterializedTable::RefreshMode::Continuous, "(refresh-mode continuous)");
  return node.add(query(*s.query)).done();
}

std::string createView(const CreateView &s) {
  Node node(s.orReplace ? "create-or-replace-view" : "create-view");
  node.addIf(s.temporary, "temporary").addIf(s.ifNotExists, "if-not-exists").add(name(s.name));
  if (!s.columns.empty())
    node.add(names("columns", s.columns));
  return node.add(optionalText("comment", s.comment)).add(query(*s.query)).done();
}

std::string language(CreateFunction::Language language) {
  static constexpr const char *kLanguages[] = {"", "(language java)", "(language scala)", "(language sql)",
                                               "(language python)", "(language cpp)"};
  return kLanguages[static_cast<size_t>(language)];
}

std::string createFunction(const CreateFunction &s) {
  Node node("create-function");
  node.addIf(s.temporary, "temporary").addIf(s.system, "system").addIf(s.ifNotExists, "if-not-exists").add(name(s.name));
  if (s.className)
    node.add(text(*s.className));
  for (const CreateFunction::Parameter &p : s.parameters)
    node.add(Node("parameter").add(name(p.name)).add(type(*p.type)).done());
  if (s.returns)
    node.add(Node("returns").add(type(*s.returns)).done());
  node.add(language(s.language));
  for (const CreateFunction::Resource &r : s.resources)
    node.add(Node(r.isArtifact ? "artifact" : "jar").add(text(r.path)).done());
  return node.add(options(s.options)).add(optionalExpr("return", s.body)).done();
}

std::string drop(const Drop &s) {
  static constexpr const char *kObjects[] = {"drop-table",   "drop-view",    "drop-materialized-table",
                                             "drop-function", "drop-catalog", "drop-database"};
  Node node(kObjects[static_cast<size_t>(s.object)]);
  node.addIf(s.temporary, "temporary").addIf(s.system, "system").addIf(s.ifExists, "if-exists").add(name(s.name));
  return node.addIf(s.cascade, "cascade").done();
}

std::string keys(const std::vector<QuotedText> &keys) {
  Node node("keys");
  for (const QuotedText &key : keys)
    node.add(text(key));
  return node.done();
}

std::string alterTable(const AlterTable &s) {
  using Action = AlterTable::Action;
  static constexpr const char *kActions[] = {"rename-to",       "rename-column",    "set",           "reset",
                                             "add",             "modify",           "drop-columns",  "drop-primary-key",
                                             "drop-constraint", "drop-watermark",   "drop-distribution",
                                             "add-partition",   "drop-partition"};
  Node node(kActions[static_cast<size_t>(s.action)]);
  node.addIf(s.partitionIfExists, s.action == Action::AddPartition ? "if-not-exists" : "if-exists");
  node.addIf(s.action == Action::RenameColumn, name(s.column)).add(name(s.newName));
  addElements(node, s.columns, s.watermarks, s.constraints);
  node.add(distribution(s.distribution));
  for (const CompoundIdentifier &c : s.dropped)
    node.add(name(c));
  if (s.constraint)
    node.add(name(*s.constraint));
  for (const std::vector<PartitionItem> &p : s.partitions)
    node.add(partition(p));
  node.addIf(s.action == Action::ResetOptions, keys(s.keys)).add(options(s.options));
  return Node("alter-table").addIf(s.ifExists, "if-exists").add(name(s.name)).add(node.done()).done();
}

std::string alterMaterializedTable(const AlterMaterializedTable &s) {
  static constexpr const char *kActions[] = {"suspend", "resume", "refresh", "as"};
  Node action(kActions[static_cast<size_t>(s.action)]);
  action.add(options(s.options)).add(partition(s.partition)).add(s.query ? query(*s.query) : "");
  return Node("alter-materialized-table").add(name(s.name)).add(action.done()).done();
}

} // namespace

std::string ddl(const Statement &s) {
  return llvm::TypeSwitch<const Statement *, std::string>(&s)
      .Case([](const CreateTable *c) { return createTable(*c); })
      .Case([](const CreateMaterializedTable *c) { return createMaterializedTable(*c); })
      .Case([](const CreateView *c) { return createView(*c); })
      .Case([](const CreateFunction *c) { return createFunction(*c); })
      .Case([](const CreateCatalog *c) {
        Node node("create-catalog");
        node.addIf(c->ifNotExists, "if-not-exists").add(name(c->name));
        return node.add(optionalText("comment", c->comment)).add(options(c->options)).done();
      })
      .Case([](const CreateDatabase *c) {
        Node node("create-database");
        node.addIf(c->ifNotExists, "if-not-exists").add(name(c->name));
        return node.add(optionalText("comment", c->comment)).add(options(c->options)).done();
      })
      .Case([](const Drop *d) { return drop(*d); })
      .Case([](const AlterTable *a) { return alterTable(*a); })
      .Case([](const AlterView *a) {
        Node node("alter-view");
        node.addIf(a->ifExists, "if-exists").add(name(a->name));
        return node.add(a->newName ? Node("rename-to").add(name(*a->newName)).done() : query(*a->query)).done();
      })
      .Case([](const AlterDatabase *a) { return Node("alter-database").add(name(a->name)).add(options(a->options)).done(); })
      .Case([](const AlterCatalog *a) {
        Node node("alter-catalog");
        node.add(name(a->name)).add(options(a->options)).addIf(!a->keys.empty(), keys(a->keys));
        return node.add(optionalText("comment", a->comment)).done();
      })
      .Case([](const AlterFunction *a) {
        Node node("alter-function");
        node.addIf(a->temporary, "temporary").addIf(a->system, "system").addIf(a->ifExists, "if-exists").add(name(a->name));
        return node.add(text(a->className)).add(language(a->language)).done();
      })
      .Case([](const AlterMaterializedTable *a) { return alterMaterializedTable(*a); })
      .Default([](const Statement *) { return std::string(); });
}

} // namespace millrace::ast::printer
