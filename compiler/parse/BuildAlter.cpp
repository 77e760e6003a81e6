#include "compiler/parse/AstBuilder.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;
using P = generated::FlinkSqlParser;

StatementPtr AstBuilder::drop(P::DropContext *c) {
  Drop::Object object = c->MATERIALIZED() ? Drop::Object::MaterializedTable
                        : c->TABLE()      ? Drop::Object::Table
                        : c->VIEW()       ? Drop::Object::View
                        : c->FUNCTION()   ? Drop::Object::Function
                        : c->CATALOG()    ? Drop::Object::Catalog
                                          : Drop::Object::Database;
  auto result = std::make_unique<Drop>(object, range(c));
  result->temporary = c->TEMPORARY() != nullptr;
  result->system = c->SYSTEM() != nullptr;
  result->ifExists = c->ifExists() != nullptr;
  result->cascade = c->CASCADE() != nullptr;
  result->name = compound(c->compoundIdentifier());
  bool mayBeTemporary =
      object == Drop::Object::Table || object == Drop::Object::View || object == Drop::Object::Function;
  if (c->TEMPORARY() && !mayBeTemporary)
    fail(DiagnosticId::SyntaxError, range(c->TEMPORARY()), "only tables, views and functions can be temporary");
  Terminal *cascade = c->CASCADE() ? c->CASCADE() : c->RESTRICT();
  if (cascade && object != Drop::Object::Database)
    fail(DiagnosticId::SyntaxError, range(cascade), "only `DROP DATABASE` takes `" + spelled(range(cascade)) + "`");
  return result;
}

StatementPtr AstBuilder::alter(P::AlterContext *c) {
  SourceRange at = range(c);
  if (c->alterTableAction())
    return alterTable(c);
  if (c->alterMaterializedAction())
    return alterMaterializedTable(c);
  if (c->VIEW()) {
    auto view = std::make_unique<AlterView>(at);
    view->ifExists = c->ifExists() != nullptr;
    view->name = compound(c->compoundIdentifier(0));
    if (c->RENAME())
      view->newName = compound(c->compoundIdentifier(1));
    else
      view->query = query(c->query());
    return view;
  }
  if (c->FUNCTION()) {
    auto function = std::make_unique<AlterFunction>(at);
    function->temporary = c->TEMPORARY() != nullptr;
    function->system = c->SYSTEM() != nullptr;
    function->ifExists = c->ifExists() != nullptr;
    function->name = compound(c->compoundIdentifier(0));
    function->className = quotedText(c->stringLiteral());
    function->language = language(c->language());
    return function;
  }
  if (c->CATALOG()) {
    auto catalog = std::make_unique<AlterCatalog>(at);
    catalog->name = identifier(c->identifier());
    if (c->optionList())
      catalog->options = options(c->optionList());
    if (c->keyList())
      catalog->keys = keys(c->keyList());
    if (c->comment())
      catalog->comment = quotedText(c->comment()->stringLiteral());
    return catalog;
  }
  auto database = std::make_unique<AlterDatabase>(at);
  database->name = compound(c->compoundIdentifier(0));
  database->options = options(c->optionList());
  return database;
}

StatementPtr AstBuilder::alterTable(P::AlterContext *c) {
  using Action = AlterTable::Action;
  P::AlterTableActionContext *a = c->alterTableAction();
  auto result = std::make_unique<AlterTable>(range(c));
  result->ifExists = c->ifExists() != nullptr;
  result->name = compound(c->compoundIdentifier(0));
  if (a->RENAME()) {
    bool isColumn = a->compoundIdentifier().size() == 2;
    result->action = isColumn ? Action::RenameColumn : Action::RenameTable;
    if (isColumn)
      result->column = compound(a->compoundIdentifier(0));
    result->newName = compound(a->compoundIdentifier().back());
  } else if (a->SET()) {
    result->action = Action::SetOptions;
    result->options = options(a->optionList());
  } else if (a->RESET()) {
    result->action = Action::ResetOptions;
    result->keys = keys(a->keyList());
  } else if (a->DROP()) {
    dropAction(*result, a);
  } else if (!a->PARTITION().empty()) {
    result->action = Action::AddPartition;
    result->partitionIfExists = a->ifNotExists() != nullptr;
    for (P::PartitionSpecContext *spec : a->partitionSpec())
      result->partitions.push_back(partition(spec));
    for (P::WithOptionsContext *with : a->withOptions())
      for (Option &option : options(with))
        result->options.push_back(std::move(option));
  } else {
    result->action = a->ADD() ? Action::Add : Action::Modify;
    if (a->distribution())
      result->distribution = distribution(a->distribution());
    alterElements(*result, a->alterElement());
  }
  return result;
}

void AstBuilder::dropAction(AlterTable &alter, P::AlterTableActionContext *a) {
  using Action = AlterTable::Action;
  if (!a->PARTITION().empty()) {
    alter.action = Action::DropPartition;
    alter.partitionIfExists = a->ifExists() != nullptr;
    for (P::PartitionSpecContext *spec : a->partitionSpec())
      alter.partitions.push_back(partition(spec));
    return;
  }
  alter.action = a->PRIMARY()        ? Action::DropPrimaryKey
                 : a->CONSTRAINT()   ? Action::DropConstraint
                 : a->DISTRIBUTION() ? Action::DropDistribution
                 : a->WATERMARK()    ? Action::DropWatermark
                                     : Action::DropColumns;
  if (a->identifier())
    alter.constraint = identifier(a->identifier());
  for (P::CompoundIdentifierContext *column : a->compoundIdentifier())
    alter.dropped.push_back(compound(column));
}

void AstBuilder::alterElements(AlterTable &alter, const std::vector<P::AlterElementContext *> &list) {
  for (P::AlterElementContext *element : list) {
    if (element->watermark()) {
      alter.watermarks.push_back(watermark(element->watermark()));
    } else if (element->tableConstraint()) {
      alter.constraints.push_back(constraint(element->tableConstraint()));
    } else {
      ColumnDef added = column(element->column(), alter.constraints);
      if (added.kind == ColumnDef::Kind::NameOnly)
        fail(DiagnosticId::SyntaxError, added.range, "column `" + added.name.text + "` needs a type");
      if (element->FIRST())
        added.position = ColumnPosition{true, {}};
      else if (element->AFTER())
        added.position = ColumnPosition{false, identifier(element->identifier())};
      alter.columns.push_back(std::move(added));
    }
  }
}

StatementPtr AstBuilder::alterMaterializedTable(P::AlterContext *c) {
  using Action = AlterMaterializedTable::Action;
  P::AlterMaterializedActionContext *a = c->alterMaterializedAction();
  auto result = std::make_unique<AlterMaterializedTable>(range(c));
  result->name = compound(c->compoundIdentifier(0));
  result->action = a->SUSPEND()   ? Action::Suspend
                   : a->RESUME()  ? Action::Resume
                   : a->REFRESH() ? Action::Refresh
                                  : Action::AsQuery;
  result->options = options(a->withOptions());
  result->partition = partition(a->partitionSpec());
  if (a->query())
    result->query = query(a->query());
  return result;
}

} // namespace millrace::parse
