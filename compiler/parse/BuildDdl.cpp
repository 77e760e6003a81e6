// CREATE and REPLACE; DROP and ALTER are in BuildAlter.cpp.
#include "compiler/parse/AstBuilder.h"
#include "compiler/parse/BuildDdl.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;
using P = generated::FlinkSqlParser;

StatementPtr AstBuilder::create(P::CreateContext *c) {
  P::CreateObjectContext *object = c->createObject();
  bool isTable = object->tableObject() != nullptr;
  bool isMaterialized = object->MATERIALIZED() != nullptr;
  bool isView = object->VIEW() != nullptr;
  bool isFunction = object->functionObject() != nullptr;
  if (c->OR() && !(c->REPLACE() ? isTable || isView : isMaterialized))
    fail(DiagnosticId::SyntaxError, join(range(c->OR()), range(c->REPLACE() ? c->REPLACE() : c->ALTER())),
         c->REPLACE() ? "only tables and views can be created or replaced" : "only materialized tables can be created or altered");
  if (c->TEMPORARY() && !(isTable || isView || isFunction))
    fail(DiagnosticId::SyntaxError, range(c->TEMPORARY()), "only tables, views and functions can be temporary");
  if (c->SYSTEM() && !(isFunction && c->TEMPORARY()))
    fail(DiagnosticId::SyntaxError, range(c->SYSTEM()), "only a temporary function can be a system function");
  return createObject(c);
}

StatementPtr AstBuilder::createObject(P::CreateContext *c) {
  P::CreateObjectContext *object = c->createObject();
  SourceRange at = range(c);
  if (object->tableObject()) {
    auto table = createTable(object->tableObject(), at);
    table->replace = table->orCreate = c->REPLACE() != nullptr;
    table->temporary = c->TEMPORARY() != nullptr;
    if (table->replace && !table->query)
      fail(DiagnosticId::SyntaxError, range(c->REPLACE()), "`CREATE OR REPLACE TABLE` needs `AS` and a query");
    return table;
  }
  if (object->MATERIALIZED())
    return createMaterializedTable(c);
  if (object->functionObject())
    return createFunction(c);
  if (object->VIEW()) {
    auto view = std::make_unique<CreateView>(at);
    view->temporary = c->TEMPORARY() != nullptr;
    view->orReplace = c->REPLACE() != nullptr;
    view->ifNotExists = object->ifNotExists() != nullptr;
    view->name = compound(object->compoundIdentifier());
    view->columns = identifiers(object->identifierList());
    if (object->comment())
      view->comment = quotedText(object->comment()->stringLiteral());
    view->query = query(object->query());
    return view;
  }
  auto fill = [&](auto result) -> StatementPtr {
    result->ifNotExists = object->ifNotExists() != nullptr;
    if (object->comment())
      result->comment = quotedText(object->comment()->stringLiteral());
    result->options = options(object->withOptions());
    return result;
  };
  if (object->CATALOG()) {
    auto catalog = std::make_unique<CreateCatalog>(at);
    catalog->name = identifier(object->identifier());
    return fill(std::move(catalog));
  }
  auto database = std::make_unique<CreateDatabase>(at);
  database->name = compound(object->compoundIdentifier());
  return fill(std::move(database));
}

std::unique_ptr<CreateTable> AstBuilder::createTable(P::TableObjectContext *c, SourceRange at) {
  auto table = std::make_unique<CreateTable>(at);
  table->ifNotExists = c->ifNotExists() != nullptr;
  table->name = compound(c->compoundIdentifier());
  table->optionsRange = text_.range(at.end, at.end);
  elements(*table, c->tableElements());
  clauses(*table, c->tableClause());
  for (P::TableClauseContext *clause : c->tableClause())
    if (clause->withOptions())
      table->optionsRange = range(clause);
  if (c->likeClause())
    table->like = like(c->likeClause());
  if (c->query())
    table->query = query(c->query());
  for (const ColumnDef &column : table->columns)
    if (column.kind == ColumnDef::Kind::NameOnly && !table->query)
      fail(DiagnosticId::SyntaxError, column.range, "column `" + column.name.text + "` needs a type");
  return table;
}

StatementPtr AstBuilder::createMaterializedTable(P::CreateContext *c) {
  P::CreateObjectContext *object = c->createObject();
  auto table = std::make_unique<CreateMaterializedTable>(range(c));
  table->orAlter = c->ALTER() != nullptr;
  table->ifNotExists = object->ifNotExists() != nullptr;
  table->name = compound(object->compoundIdentifier());
  elements(*table, object->tableElements());
  clauses(*table, object->tableClause());
  for (P::MaterializedClauseContext *clause : object->materializedClause()) {
    if (clause->FRESHNESS())
      table->freshness = interval(clause->intervalLiteral());
    else
      table->refreshMode = clause->FULL() ? CreateMaterializedTable::RefreshMode::Full
                                          : CreateMaterializedTable::RefreshMode::Continuous;
  }
  table->query = query(object->query());
  return table;
}

StatementPtr AstBuilder::createFunction(P::CreateContext *c) {
  P::FunctionObjectContext *object = c->createObject()->functionObject();
  auto function = std::make_unique<CreateFunction>(range(c));
  function->temporary = c->TEMPORARY() != nullptr;
  function->system = c->SYSTEM() != nullptr;
  function->ifNotExists = object->ifNotExists() != nullptr;
  function->name = compound(object->compoundIdentifier());
  if (object->stringLiteral()) {
    function->className = quotedText(object->stringLiteral());
    function->language = language(object->language());
    for (P::ResourceContext *resource : object->resource())
      function->resources.push_back({resource->ARTIFACT() != nullptr, quotedText(resource->stringLiteral())});
    function->options = options(object->withOptions());
    return function;
  }
  for (P::TypeFieldContext *parameter : object->typeField())
    function->parameters.push_back({identifier(parameter->identifier()), typeName(parameter->typeName())});
  function->language = CreateFunction::Language::Sql;
  if (object->RETURNS())
    function->returns = typeName(object->typeName());
  function->body = expression(object->expression());
  return function;
}

StatementPtr AstBuilder::replaceTable(P::ReplaceTableContext *c) {
  auto table = createTable(c->tableObject(), range(c));
  table->replace = true;
  table->temporary = c->TEMPORARY() != nullptr;
  if (!table->query)
    fail(DiagnosticId::SyntaxError, range(c->REPLACE()), "`REPLACE TABLE` needs `AS` and a query");
  return table;
}

ColumnDef AstBuilder::column(P::ColumnContext *c, std::vector<ConstraintDef> &constraints) {
  ColumnDef column;
  column.name = identifier(c->identifier());
  column.range = range(c);
  if (c->expression()) {
    column.kind = ColumnDef::Kind::Computed;
    column.expr = expression(c->expression());
  } else if (!c->typeName()) {
    column.kind = ColumnDef::Kind::NameOnly;
  } else {
    column.type = typeName(c->typeName());
  }
  if (auto *metadata = c->metadata()) {
    column.kind = ColumnDef::Kind::Metadata;
    column.isVirtual = metadata->VIRTUAL() != nullptr;
    if (metadata->stringLiteral())
      column.metadataKey = quotedText(metadata->stringLiteral());
  }
  if (auto *own = c->columnConstraint()) {
    ConstraintDef constraint;
    constraint.isPrimaryKey = own->PRIMARY() != nullptr;
    constraint.notEnforced = own->enforcement() && own->enforcement()->NOT();
    if (own->constraintName())
      constraint.name = identifier(own->constraintName()->identifier());
    constraint.columns = {column.name};
    constraint.range = range(own);
    requireNotEnforced(constraint, own->enforcement());
    constraints.push_back(std::move(constraint));
  }
  if (c->comment())
    column.comment = quotedText(c->comment()->stringLiteral());
  return column;
}

WatermarkDef AstBuilder::watermark(P::WatermarkContext *c) {
  return {compound(c->compoundIdentifier()), expression(c->expression()), range(c)};
}

ConstraintDef AstBuilder::constraint(P::TableConstraintContext *c) {
  ConstraintDef result;
  result.isPrimaryKey = c->PRIMARY() != nullptr;
  result.notEnforced = c->enforcement() && c->enforcement()->NOT();
  if (c->constraintName())
    result.name = identifier(c->constraintName()->identifier());
  result.columns = identifiers(c->identifierList());
  result.range = range(c);
  requireNotEnforced(result, c->enforcement());
  return result;
}

void AstBuilder::requireNotEnforced(const ConstraintDef &constraint, P::EnforcementContext *written) {
  if (!constraint.isPrimaryKey || constraint.notEnforced)
    return;
  failed_ = true;
  SourceRange end = text_.range(constraint.range.end, constraint.range.end);
  auto &d = bag_.report(DiagnosticId::PrimaryKeyEnforced, constraint.range, "a primary key needs `NOT ENFORCED`")
                .withNote("Flink SQL does not own the table's rows and cannot check the key");
  if (written)
    d.withHelp("write it so", range(written), "NOT ENFORCED");
  else
    d.withHelp("write it so", end, " NOT ENFORCED");
}

Distribution AstBuilder::distribution(P::DistributionContext *c) {
  Distribution result;
  result.kind = c->HASH()    ? Distribution::Kind::Hash
                : c->RANGE() ? Distribution::Kind::Range
                             : Distribution::Kind::Unspecified;
  result.columns = identifiers(c->identifierList());
  if (c->bucketCount())
    result.bucketCount = count(c->bucketCount()->IntegerLiteral());
  result.range = range(c);
  return result;
}

LikeClause AstBuilder::like(P::LikeClauseContext *c) {
  LikeClause result{compound(c->compoundIdentifier()), {}, range(c)};
  for (P::LikeOptionContext *option : c->likeOption()) {
    LikeOption::Action action = option->INCLUDING()   ? LikeOption::Action::Including
                                : option->EXCLUDING() ? LikeOption::Action::Excluding
                                                      : LikeOption::Action::Overwriting;
    LikeOption::Feature feature = option->ALL()            ? LikeOption::Feature::All
                                  : option->CONSTRAINTS()  ? LikeOption::Feature::Constraints
                                  : option->DISTRIBUTION() ? LikeOption::Feature::Distribution
                                  : option->GENERATED()    ? LikeOption::Feature::Generated
                                  : option->METADATA()     ? LikeOption::Feature::Metadata
                                  : option->OPTIONS()      ? LikeOption::Feature::Options
                                  : option->PARTITIONS()   ? LikeOption::Feature::Partitions
                                                           : LikeOption::Feature::Watermarks;
    result.options.push_back({action, feature, range(option)});
  }
  return result;
}

CreateFunction::Language AstBuilder::language(P::LanguageContext *c) {
  if (!c)
    return CreateFunction::Language::Unspecified;
  return c->JAVA()    ? CreateFunction::Language::Java
         : c->SCALA() ? CreateFunction::Language::Scala
         : c->SQL()   ? CreateFunction::Language::Sql
         : c->CPP()   ? CreateFunction::Language::Cpp
                      : CreateFunction::Language::Python;
}

} // namespace millrace::parse
