// FROM: tables, views, WITH tables, derived tables, aliases.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "runtime/abi/ConnectorRecords.h"

#include <algorithm>

namespace millrace::bind {

using llvm::cast;

const Relation *QueryBinder::findCommonTable(const std::string &name) const {
  auto found = commonTables_.find(name);
  if (found != commonTables_.end())
    return &found->second;
  return outer_ ? outer_->findCommonTable(name) : nullptr;
}

std::vector<std::string> QueryBinder::commonTableNames() const {
  std::vector<std::string> names = outer_ ? outer_->commonTableNames() : std::vector<std::string>();
  for (const auto &[name, relation] : commonTables_)
    names.push_back(name);
  return names;
}

void QueryBinder::reportUnknownTable(const ast::CompoundIdentifier &name, const catalog::ObjectPath &path) {
  if (!state_.catalog.hasDatabase(path.catalog, path.database)) {
    state_.report(DiagnosticId::UnknownDatabase, name.range, "no database is named `" + path.catalog + "." + path.database + "`");
    return;
  }
  auto &diagnostic = state_.report(DiagnosticId::UnknownTable, name.last().range, "no table or view is named `" + name.str() + "`");
  std::vector<std::string> candidates = state_.catalog.objectNames(path.catalog, path.database, false);
  std::vector<std::string> common = name.parts.size() == 1 ? commonTableNames() : std::vector<std::string>();
  candidates.insert(candidates.end(), common.begin(), common.end());
  suggestReplacing(diagnostic, name.last(), candidates);
}

Relation QueryBinder::readNamed(const ast::CompoundIdentifier &name, std::optional<catalog::ObjectPath> &path, SourceRange range) {
  if (name.parts.size() == 1)
    if (const Relation *common = findCommonTable(name.parts[0].text))
      return *common;
  path = state_.catalog.resolve(name);
  if (!path) {
    state_.report(DiagnosticId::UnknownTable, name.range, "a table's name has at most three parts: catalog, database, table");
    return unknownRelation();
  }
  const catalog::Object *object = state_.catalog.find(*path);
  if (!object) {
    if (!state_.mayBeDeclared(*path))
      reportUnknownTable(name, *path);
    return unknownRelation();
  }
  if (const auto *view = std::get_if<std::shared_ptr<const catalog::View>>(object))
    return readView(**view);
  return readTable(std::get<std::shared_ptr<const catalog::Table>>(*object), range);
}

Relation QueryBinder::readView(const catalog::View &view) {
  if (std::find(state_.viewsBeingRead.begin(), state_.viewsBeingRead.end(), view.path.str()) != state_.viewsBeingRead.end()) {
    state_.report(DiagnosticId::RecursiveView, view.nameRange, "view `" + view.path.object + "` reads itself");
    return unknownRelation();
  }
  state_.viewsBeingRead.push_back(view.path.str());
  std::string currentCatalog = state_.catalog.currentCatalog(), currentDatabase = state_.catalog.currentDatabase();
  state_.catalog.use(view.currentCatalog, view.currentDatabase);
  Relation relation = QueryBinder(state_, target_).bindQuery(*view.definition->query);
  state_.catalog.use(currentCatalog, currentDatabase);
  state_.viewsBeingRead.pop_back();
  if (relation.columns.size() == view.columns.size())
    for (size_t i = 0; i < view.columns.size(); ++i)
      relation.columns[i].name = view.columns[i].name;
  relation.table = nullptr;
  return relation;
}

namespace {

/// The column's place in rel.table's order: physical columns, then metadata columns.
std::vector<uint32_t> scanPositions(const catalog::Table &table) {
  std::vector<uint32_t> positions(table.columns.size());
  uint32_t next = 0;
  for (size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].isPhysical())
      positions[i] = next++;
  for (size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].isMetadata())
      positions[i] = next++;
  return positions;
}

} // namespace

/// The scan with every column as declared.
Relation QueryBinder::castMetadata(const Relation &scanned, const catalog::Table &table, const std::vector<uint32_t> &positions, SourceRange range) {
  Scope scope(scanned);
  std::vector<ProjectedColumn> columns(scanned.columns.size());
  for (size_t i = 0; i < positions.size(); ++i) {
    const catalog::Column &column = table.columns[i];
    if (column.isComputed())
      continue;
    ScalarPtr value = castTo(scope.column(positions[i], column.range), column.type);
    if (column.type.nullable && !value->type.nullable)
      value = makeScalar(ScalarOp::Cast, column.type, column.range, {value});
    columns[positions[i]] = {column.name, value};
  }
  return builder_.project(scanned, columns, range);
}

Relation QueryBinder::readTable(const std::shared_ptr<const catalog::Table> &table, SourceRange range) {
  if (const Relation *cached = builder_.cachedScan(*table))
    return *cached;
  const ConnectorRecord *connector = findConnectorRecord(table->option("connector"));
  if (connector && !connector->canRead) {
    state_.report(DiagnosticId::WrongConnectorDirection, range, "`" + table->path.object + "` cannot be read")
        .withLabel("connector `" + std::string(connector->name) + "` only takes rows")
        .withNote(table->nameRange, "`" + table->path.object + "` is declared here");
    return unknownRelation();
  }
  Relation relation = builder_.scan(table, range);
  std::vector<uint32_t> positions = scanPositions(*table);
  bool inOrder = true;
  for (uint32_t i = 0; i < positions.size(); ++i)
    inOrder &= !table->columns[i].isComputed() && positions[i] == i && table->columns[i].type == relation.columns[i].type;
  if (!inOrder) {
    // Computed columns see metadata columns with their declared types.
    bool needsCast = false;
    for (size_t i = 0; i < positions.size(); ++i)
      needsCast |= !table->columns[i].isComputed() && !(table->columns[i].type == relation.columns[positions[i]].type);
    if (needsCast)
      relation = castMetadata(relation, *table, positions, range);
    Scope scope(relation);
    ExprBinder binder(state_, scope, Place::Computed);
    std::vector<ProjectedColumn> columns;
    for (size_t i = 0; i < positions.size(); ++i) {
      const catalog::Column &column = table->columns[i];
      columns.push_back({column.name, column.isComputed() ? binder.bind(*column.expr) : scope.column(positions[i], column.range)});
    }
    relation = builder_.project(relation, columns, range);
  }
  if (table->watermark) {
    Scope scope(relation);
    ExprBinder binder(state_, scope, Place::Watermark);
    int64_t intervalMs = table->option("scan.watermark.emit.strategy") == "on-event" ? 0 : state_.options.durationMs("pipeline.auto-watermark-interval");
    std::string idle = table->option("scan.watermark.idle-timeout");
    int64_t idleMs = idle.empty() ? state_.options.durationMs("table.exec.source.idle-timeout") : catalog::parseDurationMs(idle).value_or(0);
    const catalog::Watermark &watermark = *table->watermark;
    relation = builder_.watermark(relation, watermark.column, binder.bind(*watermark.expr), intervalMs, idleMs, watermark.expr->range);
  }
  relation.table = table;
  builder_.cacheScan(table, relation);
  return relation;
}

void QueryBinder::applyAlias(Scope &scope, const ast::TableAlias &alias) {
  renameColumns(state_, scope.input(), alias.columns, {alias.name.range.begin, alias.range.end, alias.range.source});
}

/// The table itself; `name` is what it is called without an alias (empty: nothing).
Scope QueryBinder::bindUnaliased(const ast::TableRef &table, std::string &name, std::optional<catalog::ObjectPath> &path) {
  switch (table.kind()) {
  case ast::TableRef::Kind::Named: {
    const auto &named = cast<ast::NamedTable>(table);
    name = named.name.last().text;
    Relation relation = readNamed(named.name, path, named.name.range);
    if (!named.hints.empty())
      state_.unsupported(DiagnosticId::HintNotSupported, named.hints[0].range, "hint " + named.hints[0].name.text);
    if (named.systemTime)
      state_.unsupported(DiagnosticId::SystemTimeNotSupported, named.systemTime->range, "FOR SYSTEM_TIME AS OF");
    return Scope(relation);
  }
  case ast::TableRef::Kind::Derived: {
    const auto &derived = cast<ast::DerivedTable>(table);
    return Scope(QueryBinder(state_, target_, this).bindQuery(*derived.query));
  }
  case ast::TableRef::Kind::Function: {
    const auto &function = cast<ast::FunctionTable>(table);
    std::string called = upperCase(function.call->name.str());
    if (called == "TUMBLE" || called == "HOP" || called == "CUMULATE" || called == "SESSION")
      return Scope(bindWindowFunction(*function.call, called));
    state_.unsupported(DiagnosticId::TableFunctionNotSupported, function.call->name.range, "table function " + called);
    return Scope(unknownRelation());
  }
  case ast::TableRef::Kind::Unnest:
    return bindUnnestAlone(cast<ast::UnnestTable>(table));
  case ast::TableRef::Kind::Join:
    return bindJoin(cast<ast::Join>(table));
  case ast::TableRef::Kind::MatchRecognize:
    state_.unsupported(DiagnosticId::MatchRecognizeNotSupported, table.range, "MATCH_RECOGNIZE");
    return Scope(unknownRelation());
  }
  return Scope(unknownRelation());
}

Scope QueryBinder::bindFrom(const ast::TableRef &table) {
  std::string name;
  std::optional<catalog::ObjectPath> path;
  Scope scope = bindUnaliased(table, name, path);
  if (table.kind() == ast::TableRef::Kind::Join || table.kind() == ast::TableRef::Kind::Unnest)
    return scope;
  if (table.alias) {
    applyAlias(scope, *table.alias);
    name = table.alias->name.text;
    path.reset();
  }
  scope.addTable({name, path, 0, static_cast<uint32_t>(scope.input().columns.size())});
  return scope;
}

} // namespace millrace::bind
