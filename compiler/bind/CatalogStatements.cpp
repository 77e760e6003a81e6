// DROP, CREATE DATABASE, USE, SET, SHOW and DESCRIBE.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/StatementBinders.h"

#include <algorithm>

namespace millrace::bind {

using catalog::Outcome;
using catalog::ResultTable;

namespace {

constexpr const char *kSucceeded = "Execute statement succeeded.";

BoundStatement notSupported(BindState &state, SourceRange range, const std::string &what) {
  state.unsupported(DiagnosticId::StatementNotSupported, range, what);
  return Failed{};
}

/// SQL LIKE with `%` and `_`, without escapes. Goes back to the last `%` only, so time is at most quadratic.
bool matchesLike(std::string_view text, std::string_view pattern) {
  size_t t = 0, p = 0, resumeText = 0, resumePattern = std::string_view::npos;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      resumePattern = ++p;
      resumeText = t;
    } else if (p < pattern.size() && (pattern[p] == '_' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (resumePattern != std::string_view::npos) {
      p = resumePattern;
      t = ++resumeText;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('%', p) == std::string_view::npos;
}

bool isShown(const std::string &name, const std::optional<ast::NamePattern> &pattern) {
  if (!pattern)
    return true;
  bool matches = pattern->ignoreCase ? matchesLike(lowerCase(name), lowerCase(pattern->pattern.value)) : matchesLike(name, pattern->pattern.value);
  return matches != pattern->negated;
}

ResultTable oneColumn(const std::string &title, const std::vector<std::string> &names, const std::optional<ast::NamePattern> &pattern) {
  ResultTable result{{title}, {}};
  for (const std::string &name : names)
    if (isShown(name, pattern))
      result.rows.push_back({name});
  return result;
}

/// `FROM db` or `FROM catalog.db`; the current ones without; no value after MR0216.
std::optional<std::pair<std::string, std::string>> databaseOf(BindState &state, const std::optional<ast::CompoundIdentifier> &name) {
  if (!name)
    return std::pair(state.catalog.currentCatalog(), state.catalog.currentDatabase());
  std::string catalogName = name->parts.size() > 1 ? name->parts[0].text : state.catalog.currentCatalog();
  std::string database = name->last().text;
  if (name->parts.size() <= 2 && state.catalog.hasDatabase(catalogName, database))
    return std::pair(catalogName, database);
  auto &diagnostic = state.report(DiagnosticId::UnknownDatabase, name->range, "no database is named `" + name->str() + "`");
  suggest(diagnostic, database, state.catalog.databaseNames(catalogName));
  return std::nullopt;
}

BoundStatement showObjects(const ast::Show &show, BindState &state, bool views) {
  auto database = databaseOf(state, show.name);
  if (!database)
    return Failed{};
  return oneColumn(views ? "view name" : "table name", state.catalog.objectNames(database->first, database->second, views), show.pattern);
}

BoundStatement showCreate(const ast::Show &show, BindState &state, bool wantView) {
  const catalog::Object *object = findObject(state, *show.name);
  if (!object)
    return Failed{};
  if (catalog::isView(*object) != wantView) {
    state.report(DiagnosticId::WrongObjectKind, show.name->range, "`" + show.name->str() + "` is " + (wantView ? "a table" : "a view"))
        .withHelp(std::string("SHOW CREATE ") + (wantView ? "TABLE" : "VIEW") + " shows it");
    return Failed{};
  }
  std::string text = wantView ? catalog::showCreateView(*std::get<std::shared_ptr<const catalog::View>>(*object))
                              : catalog::showCreateTable(*std::get<std::shared_ptr<const catalog::Table>>(*object));
  return ResultTable{{"result"}, {{text}}};
}

BoundStatement showFunctions(const ast::Show &show, BindState &state, bool usersOnly) {
  auto database = databaseOf(state, show.name);
  if (!database)
    return Failed{};
  std::vector<std::string> names = state.catalog.functionNames(database->first, database->second);
  if (!usersOnly)
    for (std::string &name : functionNames())
      names.push_back(std::move(name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return oneColumn("function name", names, show.pattern);
}

BoundStatement showCreateFunction(const ast::Show &show, BindState &state) {
  auto system = state.catalog.resolveFunction(*show.name, true), path = state.catalog.resolveFunction(*show.name, false);
  auto function = system ? state.catalog.findFunctionExact(*system, true) : nullptr;
  if (!function && path)
    function = state.catalog.findFunction(*path);
  if (function)
    return ResultTable{{"result"}, {{catalog::showCreateFunction(*function)}}};
  auto &diagnostic = state.report(DiagnosticId::UnknownFunction, show.name->range, "no function of your own is named `" + show.name->str() + "`");
  if (path)
    suggestReplacing(diagnostic, show.name->last(), state.catalog.functionNames(path->catalog, path->database));
  return Failed{};
}

ResultTable describeObject(const catalog::Object &object) {
  return std::visit([](const auto &item) { return catalog::describe(*item); }, object);
}

} // namespace

const catalog::Object *findObject(BindState &state, const ast::CompoundIdentifier &name) {
  auto path = state.catalog.resolve(name);
  const catalog::Object *object = path ? state.catalog.find(*path) : nullptr;
  if (object || (path && state.mayBeDeclared(*path)))
    return object;
  if (path && !state.catalog.hasDatabase(path->catalog, path->database)) {
    state.report(DiagnosticId::UnknownDatabase, name.range, "no database is named `" + path->catalog + "." + path->database + "`");
    return nullptr;
  }
  auto &diagnostic = state.report(DiagnosticId::UnknownTable, name.last().range, "no table or view is named `" + name.str() + "`");
  if (path)
    suggestReplacing(diagnostic, name.last(), state.catalog.objectNames(path->catalog, path->database, false));
  return nullptr;
}

BoundStatement bindDrop(const ast::Drop &drop, BindState &state) {
  using Object = ast::Drop::Object;
  if (drop.object == Object::Function)
    return bindDropFunction(drop, state);
  if (drop.object == Object::Catalog || drop.object == Object::MaterializedTable)
    return notSupported(state, drop.range, drop.object == Object::Catalog ? "DROP CATALOG" : "DROP MATERIALIZED TABLE");
  if (drop.object == Object::Database) {
    std::string catalogName = drop.name.parts.size() > 1 ? drop.name.parts[0].text : state.catalog.currentCatalog();
    Outcome outcome = state.catalog.dropDatabase(catalogName, drop.name.last().text, drop.cascade);
    if (outcome == Outcome::Done || (outcome == Outcome::Missing && drop.ifExists))
      return Done{kSucceeded};
    if (outcome == Outcome::Missing)
      state.report(DiagnosticId::UnknownDatabase, drop.name.range, "no database is named `" + drop.name.str() + "`");
    else
      state.report(DiagnosticId::ObjectExists, drop.name.range, "database `" + drop.name.str() + "` still holds tables").withHelp("DROP DATABASE … CASCADE drops them too");
    return Failed{};
  }
  bool wantView = drop.object == Object::View;
  auto path = state.catalog.resolve(drop.name);
  bool temporary = drop.temporary || (path && state.catalog.findExact(*path, true));
  Outcome outcome = path ? state.catalog.drop(*path, temporary, wantView) : Outcome::Missing;
  if (outcome == Outcome::Done || (outcome == Outcome::Missing && drop.ifExists))
    return Done{kSucceeded};
  if (outcome == Outcome::WrongKind) {
    state.report(DiagnosticId::WrongObjectKind, drop.name.range, "`" + drop.name.str() + "` is " + (wantView ? "a table" : "a view"))
        .withHelp(std::string("DROP ") + (wantView ? "TABLE" : "VIEW") + " drops it");
    return Failed{};
  }
  if (const catalog::Object *object = findObject(state, drop.name))
    state.report(DiagnosticId::UnknownTable, drop.name.range, "no temporary object is named `" + drop.name.str() + "`")
        .withNote(catalog::nameRangeOf(*object), "this one is not temporary");
  return Failed{};
}

BoundStatement bindCreateDatabase(const ast::CreateDatabase &statement, BindState &state) {
  std::string catalogName = statement.name.parts.size() > 1 ? statement.name.parts[0].text : state.catalog.currentCatalog();
  Outcome outcome = state.catalog.addDatabase(catalogName, statement.name.last().text);
  if (outcome == Outcome::Done || (outcome == Outcome::Exists && statement.ifNotExists))
    return Done{kSucceeded};
  if (outcome == Outcome::Exists)
    state.report(DiagnosticId::ObjectExists, statement.name.range, "a database named `" + statement.name.str() + "` exists");
  else
    state.report(DiagnosticId::UnknownDatabase, statement.name.range, "no catalog is named `" + catalogName + "`");
  return Failed{};
}

BoundStatement bindUse(const ast::Use &use, BindState &state) {
  if (use.subject == ast::Use::Subject::Modules)
    return notSupported(state, use.range, "USE MODULES");
  bool isCatalog = use.subject == ast::Use::Subject::Catalog;
  std::string catalogName = isCatalog || use.name.parts.size() > 1 ? use.name.parts[0].text : state.catalog.currentCatalog();
  std::string database = isCatalog ? catalog::kDefaultDatabase : use.name.last().text;
  if (state.catalog.use(catalogName, database) == Outcome::Done)
    return Done{kSucceeded};
  auto &diagnostic = state.report(DiagnosticId::UnknownDatabase, use.name.range, std::string("no ") + (isCatalog ? "catalog" : "database") + " is named `" + use.name.str() + "`");
  suggest(diagnostic, use.name.last().text, isCatalog ? state.catalog.catalogNames() : state.catalog.databaseNames(catalogName));
  return Failed{};
}

BoundStatement bindSet(const ast::Set &set, BindState &state) {
  if (!set.option) {
    ResultTable result{{"key", "value"}, {}};
    for (const auto &[key, value] : state.options.values())
      result.rows.push_back({key, value});
    return result;
  }
  if (set.option->key.value == "execution.runtime-mode" && lowerCase(set.option->value.value) == "batch")
    return notSupported(state, set.option->value.range, "batch mode");
  if (!state.options.set(*set.option, state.bag))
    return Failed{};
  if (set.option->key.value == "table.exec.state.ttl" && state.options.durationMs("table.exec.state.ttl") > 0)
    return notSupported(state, set.option->value.range, "forgetting state after a time");
  return Done{kSucceeded};
}

BoundStatement bindShow(const ast::Show &show, BindState &state) {
  using Subject = ast::Show::Subject;
  switch (show.subject) {
  case Subject::Catalogs:
    return oneColumn("catalog name", state.catalog.catalogNames(), show.pattern);
  case Subject::Databases:
    return oneColumn("database name", state.catalog.databaseNames(show.name ? show.name->last().text : state.catalog.currentCatalog()), show.pattern);
  case Subject::Tables:
    return showObjects(show, state, false);
  case Subject::Views:
    return showObjects(show, state, true);
  case Subject::Functions:
  case Subject::UserFunctions:
    return showFunctions(show, state, show.subject == Subject::UserFunctions);
  case Subject::CurrentCatalog:
    return ResultTable{{"current catalog name"}, {{state.catalog.currentCatalog()}}};
  case Subject::CurrentDatabase:
    return ResultTable{{"current database name"}, {{state.catalog.currentDatabase()}}};
  case Subject::CreateTable:
    return showCreate(show, state, false);
  case Subject::CreateView:
    return showCreate(show, state, true);
  case Subject::CreateFunction:
    return showCreateFunction(show, state);
  case Subject::Columns: {
    const catalog::Object *object = findObject(state, *show.name);
    if (!object)
      return Failed{};
    ResultTable result = describeObject(*object);
    std::erase_if(result.rows, [&](const auto &row) { return !isShown(*row[0], show.pattern); });
    return result;
  }
  default:
    return notSupported(state, show.range, std::string("SHOW ") + spelling(show.subject));
  }
}

BoundStatement bindDescribe(const ast::Describe &describe, BindState &state) {
  static constexpr const char *kNames[] = {"TABLE", "CATALOG", "DATABASE", "FUNCTION", "JOB"};
  if (describe.subject != ast::Describe::Subject::Table)
    return notSupported(state, describe.range, std::string("DESCRIBE ") + kNames[static_cast<size_t>(describe.subject)]);
  const catalog::Object *object = findObject(state, describe.name);
  if (!object)
    return Failed{};
  return describeObject(*object);
}

} // namespace millrace::bind
