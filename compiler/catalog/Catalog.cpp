#include "compiler/catalog/Catalog.h"

#include <algorithm>

namespace millrace::catalog {

const Column *Table::findColumn(std::string_view name) const {
  auto found = std::find_if(columns.begin(), columns.end(), [&](const Column &column) { return column.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

std::string Table::option(const std::string &key) const {
  auto found = options.find(key);
  return found == options.end() ? std::string() : found->second;
}

std::string Function::signature() const {
  std::string text;
  for (const Parameter &parameter : parameters)
    text += (text.empty() ? "" : ", ") + parameter.name + (parameter.name.empty() ? "" : " ") + toString(parameter.type);
  return path.object + "(" + text + ")";
}

const ObjectPath &pathOf(const Object &object) {
  return std::visit([](const auto &item) -> const ObjectPath & { return item->path; }, object);
}
bool isView(const Object &object) { return std::holds_alternative<std::shared_ptr<const View>>(object); }
SourceRange nameRangeOf(const Object &object) {
  return std::visit([](const auto &item) { return item->nameRange; }, object);
}
const std::vector<Column> &columnsOf(const Object &object) {
  return std::visit([](const auto &item) -> const std::vector<Column> & { return item->columns; }, object);
}

Catalog::Catalog() { databases_[kDefaultCatalog].insert(kDefaultDatabase); }

std::optional<ObjectPath> Catalog::resolve(const ast::CompoundIdentifier &name) const {
  const auto &parts = name.parts;
  switch (parts.size()) {
  case 1:
    return ObjectPath{currentCatalog_, currentDatabase_, parts[0].text};
  case 2:
    return ObjectPath{currentCatalog_, parts[0].text, parts[1].text};
  case 3:
    return ObjectPath{parts[0].text, parts[1].text, parts[2].text};
  default:
    return std::nullopt;
  }
}

const Object *Catalog::findExact(const ObjectPath &path, bool temporary) const {
  auto found = objects(temporary).find(path);
  return found == objects(temporary).end() ? nullptr : &found->second;
}

const Object *Catalog::find(const ObjectPath &path) const {
  const Object *object = findExact(path, true);
  return object ? object : findExact(path, false);
}

bool Catalog::hasDatabase(const std::string &catalog, const std::string &database) const {
  auto found = databases_.find(catalog);
  return found != databases_.end() && found->second.contains(database);
}

Outcome Catalog::add(Object object, bool replace) {
  bool temporary = std::visit([](const auto &item) { return item->temporary; }, object);
  ObjectPath path = pathOf(object);
  if (!hasDatabase(path.catalog, path.database))
    return Outcome::Missing;
  auto [place, inserted] = objects(temporary).try_emplace(path, object);
  if (!inserted && !replace)
    return Outcome::Exists;
  place->second = std::move(object);
  return Outcome::Done;
}

Outcome Catalog::drop(const ObjectPath &path, bool temporary, bool wantView) {
  auto &all = objects(temporary);
  auto found = all.find(path);
  if (found == all.end())
    return Outcome::Missing;
  if (isView(found->second) != wantView)
    return Outcome::WrongKind;
  all.erase(found);
  return Outcome::Done;
}

std::optional<ObjectPath> Catalog::resolveFunction(const ast::CompoundIdentifier &name, bool isSystem) const {
  std::optional<ObjectPath> path = resolve(name);
  if (!path || (isSystem && name.parts.size() > 1))
    return std::nullopt;
  if (isSystem)
    path->catalog = path->database = "";
  std::transform(path->object.begin(), path->object.end(), path->object.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return path;
}

std::shared_ptr<const Function> Catalog::findFunctionExact(const ObjectPath &path, bool temporary) const {
  auto found = functions_[temporary].find(path);
  return found == functions_[temporary].end() ? nullptr : found->second;
}

std::shared_ptr<const Function> Catalog::findFunction(const ObjectPath &path) const {
  std::shared_ptr<const Function> function = findFunctionExact(path, true);
  return function ? function : findFunctionExact(path, false);
}

Outcome Catalog::addFunction(std::shared_ptr<const Function> function) {
  if (!function->isSystem() && !hasDatabase(function->path.catalog, function->path.database))
    return Outcome::Missing;
  bool isNew = functions_[function->temporary].try_emplace(function->path, function).second;
  return isNew ? Outcome::Done : Outcome::Exists;
}

Outcome Catalog::dropFunction(const ObjectPath &path, bool temporary) {
  return functions_[temporary].erase(path) > 0 ? Outcome::Done : Outcome::Missing;
}

std::vector<std::string> Catalog::functionNames(const std::string &catalog, const std::string &database) const {
  std::set<std::string> names;
  for (const auto &functions : functions_)
    for (const auto &[path, function] : functions)
      if (function->isSystem() || (path.catalog == catalog && path.database == database))
        names.insert(path.object);
  return {names.begin(), names.end()};
}

Outcome Catalog::addDatabase(const std::string &catalog, const std::string &database) {
  auto found = databases_.find(catalog);
  if (found == databases_.end())
    return Outcome::Missing;
  return found->second.insert(database).second ? Outcome::Done : Outcome::Exists;
}

Outcome Catalog::dropDatabase(const std::string &catalog, const std::string &database, bool cascade) {
  if (!hasDatabase(catalog, database))
    return Outcome::Missing;
  auto inside = [&](const ObjectPath &path) { return path.catalog == catalog && path.database == database; };
  auto holdsAny = [&](const auto &entries) {
    return std::any_of(entries.begin(), entries.end(), [&](const auto &entry) { return inside(entry.first); });
  };
  if (!cascade && (holdsAny(permanent_) || holdsAny(functions_[false])))
    return Outcome::NotEmpty;
  std::erase_if(permanent_, [&](const auto &entry) { return inside(entry.first); });
  std::erase_if(functions_[false], [&](const auto &entry) { return inside(entry.first); });
  databases_[catalog].erase(database);
  return Outcome::Done;
}

Outcome Catalog::use(const std::string &catalog, const std::string &database) {
  if (!hasDatabase(catalog, database))
    return Outcome::Missing;
  currentCatalog_ = catalog;
  currentDatabase_ = database;
  return Outcome::Done;
}

std::vector<std::string> Catalog::catalogNames() const {
  std::vector<std::string> names;
  for (const auto &[name, databases] : databases_)
    names.push_back(name);
  return names;
}

std::vector<std::string> Catalog::databaseNames(const std::string &catalog) const {
  auto found = databases_.find(catalog);
  if (found == databases_.end())
    return {};
  return {found->second.begin(), found->second.end()};
}

std::vector<std::string> Catalog::objectNames(const std::string &catalog, const std::string &database, bool viewsOnly) const {
  std::set<std::string> names;
  for (bool temporary : {false, true})
    for (const auto &[path, object] : objects(temporary))
      if (path.catalog == catalog && path.database == database && (!viewsOnly || isView(object)))
        names.insert(path.object);
  return {names.begin(), names.end()};
}

} // namespace millrace::catalog
