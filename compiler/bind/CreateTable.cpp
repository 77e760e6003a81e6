// CREATE TABLE and CREATE VIEW: what the catalog keeps of them, checked.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/StatementBinders.h"
#include "compiler/bind/TypeNames.h"
#include "compiler/catalog/TableOptions.h"
#include "runtime/abi/ConnectorRecords.h"

#include <algorithm>

namespace millrace::bind {

using catalog::Outcome;

namespace {

constexpr const char *kSucceeded = "Execute statement succeeded.";

/// The path of a new object; no value after MR0216 or MR0201.
std::optional<catalog::ObjectPath> newPath(BindState &state, const ast::CompoundIdentifier &name) {
  auto path = state.catalog.resolve(name);
  if (!path) {
    state.report(DiagnosticId::UnknownDatabase, name.range, "a name has at most three parts: catalog, database, object");
    return std::nullopt;
  }
  if (state.catalog.hasDatabase(path->catalog, path->database))
    return path;
  state.report(DiagnosticId::UnknownDatabase, name.range, "no database is named `" + path->catalog + "." + path->database + "`");
  return std::nullopt;
}

void reportExists(BindState &state, const ast::CompoundIdentifier &name, const catalog::Object &existing) {
  const char *what = catalog::isView(existing) ? "a view" : "a table";
  state.report(DiagnosticId::ObjectExists, name.range, std::string(what) + " named `" + name.str() + "` exists")
      .withNote(catalog::nameRangeOf(existing), "it is declared here");
}

/// Builds the catalog's table from its declaration.
class TableDeclaration {
public:
  TableDeclaration(BindState &state, std::shared_ptr<const ast::CreateTable> statement, catalog::ObjectPath path)
      : state_(state), statement_(std::move(statement)) {
    table_->path = std::move(path);
    table_->temporary = statement_->temporary;
    table_->nameRange = statement_->name.range;
    table_->definition = statement_;
    if (statement_->comment)
      table_->comment = statement_->comment->value;
  }

  /// Null after an error.
  std::shared_ptr<const catalog::Table> bind() {
    refuseClauses();
    bindColumns();
    bindPrimaryKey();
    bindComputedColumns();
    bindWatermark();
    bindPartitionKeys();
    ok_ &= catalog::bindTableOptions(statement_->options, statement_->optionsRange, *table_, state_.bag);
    return ok_ ? table_ : nullptr;
  }

private:
  Diagnostic &report(DiagnosticId id, SourceRange range, std::string message) {
    ok_ = false;
    return state_.report(id, range, std::move(message));
  }
  void refuse(SourceRange range, const std::string &what) {
    ok_ = false;
    state_.unsupported(DiagnosticId::TableClauseNotSupported, range, what);
  }

  void refuseClauses() {
    if (statement_->replace || statement_->orCreate)
      refuse(statement_->name.range, "REPLACE TABLE");
    if (statement_->like)
      refuse(statement_->like->range, "LIKE");
    if (statement_->distribution)
      refuse(statement_->distribution->range, "DISTRIBUTED");
    if (statement_->query)
      refuse(statement_->query->range, "CREATE TABLE AS");
    if (statement_->columns.empty() && !statement_->like && !statement_->query)
      report(DiagnosticId::NoColumns, statement_->name.range, "table `" + table_->path.object + "` has no columns");
  }

  void bindColumns() {
    for (const ast::ColumnDef &def : statement_->columns) {
      catalog::Column column;
      column.kind = def.kind;
      column.name = def.name.text;
      column.range = def.name.range;
      column.isVirtual = def.isVirtual;
      if (def.comment)
        column.comment = def.comment->value;
      if (def.metadataKey || def.kind == ast::ColumnDef::Kind::Metadata)
        column.metadataKey = def.metadataKey ? def.metadataKey->value : column.name;
      for (const catalog::Column &other : table_->columns)
        if (other.name == column.name)
          report(DiagnosticId::DuplicateColumn, def.name.range, "column `" + column.name + "` stands twice").withSecondary(other.range, "first here");
      bool known = true;
      if (def.type) {
        auto type = bindType(state_, *def.type);
        ok_ &= type.has_value();
        known = type.has_value();
        column.type = type.value_or(Type());
      }
      if (def.kind == ast::ColumnDef::Kind::Computed) {
        column.expr = def.expr.get();
        column.exprText = catalog::toSqlText(*def.expr).value_or(state_.text(def.expr->range));
      }
      known_.push_back(known);
      table_->columns.push_back(std::move(column));
    }
  }

  catalog::Column *findColumn(const std::string &name, size_t *index = nullptr) {
    for (size_t i = 0; i < table_->columns.size(); ++i)
      if (table_->columns[i].name == name) {
        if (index)
          *index = i;
        return &table_->columns[i];
      }
    return nullptr;
  }

  std::vector<std::string> columnNames() const {
    std::vector<std::string> names;
    for (const catalog::Column &column : table_->columns)
      names.push_back(column.name);
    return names;
  }

  void bindPrimaryKey() {
    const ast::ConstraintDef *first = nullptr;
    for (const ast::ConstraintDef &constraint : statement_->constraints) {
      if (!constraint.isPrimaryKey) {
        refuse(constraint.range, "UNIQUE");
        continue;
      }
      if (first) {
        report(DiagnosticId::RepeatedClause, constraint.range, "the table has two primary keys").withSecondary(first->range, "the first one");
        continue;
      }
      first = &constraint;
      std::string name = "PK";
      for (const ast::Identifier &key : constraint.columns) {
        bindKeyColumn(key);
        name += "_" + key.text;
      }
      table_->primaryKeyName = constraint.name ? constraint.name->text : name;
    }
  }

  void bindKeyColumn(const ast::Identifier &key) {
    catalog::Column *column = findColumn(key.text);
    if (!column) {
      suggestReplacing(report(DiagnosticId::InvalidPrimaryKey, key.range, "the primary key names `" + key.text + "`, which is no column"), key, columnNames());
      return;
    }
    if (!column->isPhysical()) {
      report(DiagnosticId::InvalidPrimaryKey, key.range, "`" + key.text + "` cannot be part of the primary key")
          .withNote(column->range, column->isComputed() ? "it is computed" : "it is metadata");
      return;
    }
    if (std::find(table_->primaryKey.begin(), table_->primaryKey.end(), key.text) != table_->primaryKey.end()) {
      report(DiagnosticId::InvalidPrimaryKey, key.range, "`" + key.text + "` stands twice in the primary key");
      return;
    }
    // Flink makes key columns NOT NULL whether written or not.
    column->type.nullable = false;
    table_->primaryKey.push_back(key.text);
  }

  /// Columns that are `visible`; the others are left out.
  Scope scopeOf(bool withComputed) {
    Relation relation;
    for (size_t i = 0; i < table_->columns.size(); ++i) {
      const catalog::Column &column = table_->columns[i];
      if (column.isComputed() && !withComputed)
        continue;
      relation.columns.push_back({column.name, column.type, column.time, WindowRole::None, known_[i] != 0});
    }
    Scope scope(relation);
    scope.addTable({table_->path.object, std::nullopt, 0, static_cast<uint32_t>(relation.columns.size())});
    return scope;
  }

  void bindComputedColumns() {
    Scope scope = scopeOf(false);
    ExprBinder binder(state_, scope, Place::Computed);
    for (size_t i = 0; i < table_->columns.size(); ++i) {
      catalog::Column &column = table_->columns[i];
      if (!column.isComputed())
        continue;
      ScalarPtr value = binder.bind(*column.expr);
      ok_ &= value != nullptr;
      known_[i] = value != nullptr;
      if (value) {
        column.type = value->type;
        column.time = value->time;
      }
    }
  }

  void bindWatermark() {
    const auto &watermarks = statement_->watermarks;
    if (watermarks.empty())
      return;
    if (watermarks.size() > 1)
      report(DiagnosticId::RepeatedClause, watermarks[1].range, "the table has two watermarks").withSecondary(watermarks[0].range, "the first one");
    const ast::WatermarkDef &def = watermarks[0];
    Scope scope = scopeOf(true);
    ScalarPtr value = ExprBinder(state_, scope, Place::Watermark).bind(*def.expr);
    ok_ &= value != nullptr;
    if (def.column.parts.size() > 1) {
      refuse(def.column.range, "a watermark on a field of a ROW");
      return;
    }
    size_t index = 0;
    catalog::Column *column = findColumn(def.column.parts[0].text, &index);
    if (!column) {
      suggestReplacing(report(DiagnosticId::InvalidWatermarkColumn, def.column.range, "WATERMARK FOR names `" + def.column.str() + "`, which is no column"),
                       def.column.parts[0], columnNames());
      return;
    }
    if (!known_[index])
      return;
    if (!isTimestampKind(column->type.kind) || column->type.precision > 3) {
      bool precise = isTimestampKind(column->type.kind);
      report(DiagnosticId::InvalidWatermarkColumn, def.column.range, "`" + column->name + "` cannot carry the event time")
          .withLabel("this is " + typeText(column->type))
          .withNote(column->range, "`" + column->name + "` is declared here")
          .withHelp(precise ? "event time counts milliseconds: TIMESTAMP(3)" : "event time is TIMESTAMP(3) or TIMESTAMP_LTZ(3)");
      return;
    }
    if (value && (value->type.kind != column->type.kind || value->type.precision > 3)) {
      report(DiagnosticId::InvalidWatermarkExpression, def.expr->range, "the watermark of `" + column->name + "` has another type than it")
          .withLabel("this is " + typeText(value->type))
          .withNote(column->range, "`" + column->name + "` is " + typeText(column->type));
      return;
    }
    column->time = TimeAttribute::EventTime;
    table_->watermark = catalog::Watermark{static_cast<uint32_t>(index), def.expr.get(),
                                           catalog::toSqlText(*def.expr).value_or(state_.text(def.expr->range))};
  }

  void bindPartitionKeys() {
    if (statement_->partitionedBy.empty())
      return;
    SourceRange clause = source::join(statement_->partitionedBy.front().range, statement_->partitionedBy.back().range);
    const ConnectorRecord *connector = nullptr;
    for (const ast::Option &option : statement_->options)
      if (option.key.value == "connector")
        connector = findConnectorRecord(option.value.value);
    if (connector && connector->partitions == PartitionUse::Refused)
      return refuse(clause, "PARTITIONED BY of this connector");
    for (const ast::Identifier &key : statement_->partitionedBy)
      bindPartitionKey(key, connector && connector->partitions == PartitionUse::Folders);
    auto isInRecord = [&](const catalog::Column &column) { return column.isPhysical() && !isPartitionKey(column.name); };
    if (std::none_of(table_->columns.begin(), table_->columns.end(), isInRecord))
      report(DiagnosticId::InvalidPartition, clause, "every column of `" + table_->path.object + "` is a partition column")
          .withLabel("their values stand in paths, and no column is left for the records");
  }

  bool isPartitionKey(const std::string &name) const {
    return std::find(table_->partitionKeys.begin(), table_->partitionKeys.end(), name) != table_->partitionKeys.end();
  }

  void bindPartitionKey(const ast::Identifier &key, bool isInPath) {
    size_t index = 0;
    catalog::Column *column = findColumn(key.text, &index);
    if (!column) {
      suggestReplacing(report(DiagnosticId::InvalidPartition, key.range, "PARTITIONED BY names `" + key.text + "`, which is no column"), key, columnNames());
      return;
    }
    if (!column->isPhysical()) {
      report(DiagnosticId::InvalidPartition, key.range, "`" + key.text + "` cannot be a partition column")
          .withNote(column->range, column->isComputed() ? "it is computed" : "it is metadata");
      return;
    }
    if (isPartitionKey(key.text)) {
      report(DiagnosticId::InvalidPartition, key.range, "`" + key.text + "` stands twice in PARTITIONED BY");
      return;
    }
    if (isInPath && known_[index] && !hasPathText(column->type.kind))
      refuse(key.range, "a partition column of type " + typeText(column->type));
    table_->partitionKeys.push_back(key.text);
  }

  /// Types that can be read again from the path of a partition.
  static bool hasPathText(TypeKind kind) {
    switch (kind) {
    case TypeKind::Char:
    case TypeKind::VarChar:
    case TypeKind::Boolean:
    case TypeKind::TinyInt:
    case TypeKind::SmallInt:
    case TypeKind::Int:
    case TypeKind::BigInt:
    case TypeKind::Float:
    case TypeKind::Double:
    case TypeKind::Date:
    case TypeKind::Timestamp:
      return true;
    default:
      return false;
    }
  }

  BindState &state_;
  std::shared_ptr<const ast::CreateTable> statement_;
  std::shared_ptr<catalog::Table> table_ = std::make_shared<catalog::Table>();
  std::vector<char> known_; ///< per column: its type was found
  bool ok_ = true;
};

} // namespace

std::vector<catalog::Column> toCatalogColumns(const Relation &relation) {
  std::vector<catalog::Column> columns;
  for (const RelationColumn &column : relation.columns) {
    catalog::Column made;
    made.name = column.name;
    made.type = column.type;
    made.time = column.time;
    columns.push_back(std::move(made));
  }
  return columns;
}

BoundStatement bindCreateTable(std::shared_ptr<const ast::CreateTable> statement, BindState &state) {
  auto path = newPath(state, statement->name);
  const catalog::Object *existing = path ? state.catalog.findExact(*path, statement->temporary) : nullptr;
  if (existing && statement->ifNotExists)
    return Done{kSucceeded};
  if (existing)
    reportExists(state, statement->name, *existing);
  auto table = TableDeclaration(state, statement, path.value_or(catalog::ObjectPath{"", "", statement->name.last().text})).bind();
  if (!path || existing)
    return Failed{};
  if (!table) {
    state.brokenObjects.insert(path->str());
    return Failed{};
  }
  state.brokenObjects.erase(path->str());
  state.catalog.add(table, false);
  return Done{kSucceeded};
}

BoundStatement bindCreateView(std::shared_ptr<const ast::CreateView> statement, BindState &state) {
  auto path = newPath(state, statement->name);
  const catalog::Object *existing = path ? state.catalog.findExact(*path, statement->temporary) : nullptr;
  if (existing && statement->ifNotExists)
    return Done{kSucceeded};
  bool replaces = existing && statement->orReplace && catalog::isView(*existing);
  if (existing && !replaces)
    reportExists(state, statement->name, *existing);
  if (replaces)
    state.viewsBeingRead.push_back(path->str());
  RelModule scratch(state.context);
  Relation relation = QueryBinder(state, scratch).bindQuery(*statement->query);
  if (replaces)
    state.viewsBeingRead.pop_back();
  renameColumns(state, relation, statement->columns, statement->name.range);
  if (!path || (existing && !replaces))
    return Failed{};
  if (!relation.value) {
    state.brokenObjects.insert(path->str());
    return Failed{};
  }
  auto view = std::make_shared<catalog::View>();
  view->path = *path;
  view->temporary = statement->temporary;
  view->columns = toCatalogColumns(relation);
  view->queryText = state.text(statement->query->range);
  if (statement->comment)
    view->comment = statement->comment->value;
  view->nameRange = statement->name.range;
  view->currentCatalog = state.catalog.currentCatalog();
  view->currentDatabase = state.catalog.currentDatabase();
  view->definition = statement;
  state.brokenObjects.erase(path->str());
  state.catalog.add(std::shared_ptr<const catalog::View>(view), replaces);
  return Done{kSucceeded};
}

} // namespace millrace::bind
