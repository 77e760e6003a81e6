/// Knows the tables, views and functions of a session and which names they have.
///
/// Shape:   catalogs hold databases, databases hold tables and views. A temporary object hides a permanent one of the same path.
///          Functions have names of their own, in lower case; temporary system functions belong to no database.
///          Names are case-sensitive. At the start there is `default_catalog.default_database`, and it is current.
/// Errors:  answers, not diagnostics: the caller knows the range to point at.
/// Threads: not thread-safe.
#ifndef MILLRACE_COMPILER_CATALOG_CATALOG_H
#define MILLRACE_COMPILER_CATALOG_CATALOG_H

#include "compiler/catalog/Table.h"

#include <set>
#include <variant>

namespace millrace::catalog {

inline constexpr const char *kDefaultCatalog = "default_catalog";
inline constexpr const char *kDefaultDatabase = "default_database";

using Object = std::variant<std::shared_ptr<const Table>, std::shared_ptr<const View>>;

/// What CREATE, DROP and USE did.
enum class Outcome : uint8_t { Done, Exists, Missing, WrongKind, NotEmpty };

class Catalog {
public:
  Catalog();

  /// A name of one part is looked up in the current database, of two in the current catalog. More than three parts: no value.
  [[nodiscard]] std::optional<ObjectPath> resolve(const ast::CompoundIdentifier &name) const;
  [[nodiscard]] const Object *find(const ObjectPath &path) const;
  /// Without looking behind temporary objects: whether CREATE [TEMPORARY] would meet an object.
  [[nodiscard]] const Object *findExact(const ObjectPath &path, bool temporary) const;
  [[nodiscard]] bool hasCatalog(const std::string &catalog) const { return databases_.contains(catalog); }
  [[nodiscard]] bool hasDatabase(const std::string &catalog, const std::string &database) const;

  Outcome add(Object object, bool replace);
  /// `wantView`: DROP VIEW. Drops the temporary object if there is one, as Flink does only with TEMPORARY written.
  Outcome drop(const ObjectPath &path, bool temporary, bool wantView);
  /// The path of a function of this name; `isSystem`: of a temporary system function. More than three parts: no value.
  [[nodiscard]] std::optional<ObjectPath> resolveFunction(const ast::CompoundIdentifier &name, bool isSystem) const;
  /// The temporary one if there are two. Null: there is none.
  [[nodiscard]] std::shared_ptr<const Function> findFunction(const ObjectPath &path) const;
  [[nodiscard]] std::shared_ptr<const Function> findFunctionExact(const ObjectPath &path, bool temporary) const;
  Outcome addFunction(std::shared_ptr<const Function> function);
  Outcome dropFunction(const ObjectPath &path, bool temporary);
  /// Sorted, each once; those of the system too.
  [[nodiscard]] std::vector<std::string> functionNames(const std::string &catalog, const std::string &database) const;

  Outcome addDatabase(const std::string &catalog, const std::string &database);
  Outcome dropDatabase(const std::string &catalog, const std::string &database, bool cascade);
  Outcome use(const std::string &catalog, const std::string &database);

  [[nodiscard]] const std::string &currentCatalog() const { return currentCatalog_; }
  [[nodiscard]] const std::string &currentDatabase() const { return currentDatabase_; }

  [[nodiscard]] std::vector<std::string> catalogNames() const;
  [[nodiscard]] std::vector<std::string> databaseNames(const std::string &catalog) const;
  /// Sorted, each once. Flink lists views under SHOW TABLES too.
  [[nodiscard]] std::vector<std::string> objectNames(const std::string &catalog, const std::string &database, bool viewsOnly) const;

private:
  [[nodiscard]] std::map<ObjectPath, Object> &objects(bool temporary) { return temporary ? temporary_ : permanent_; }
  [[nodiscard]] const std::map<ObjectPath, Object> &objects(bool temporary) const { return temporary ? temporary_ : permanent_; }

  std::map<std::string, std::set<std::string>> databases_;
  std::map<ObjectPath, Object> permanent_;
  std::map<ObjectPath, Object> temporary_;
  std::map<ObjectPath, std::shared_ptr<const Function>> functions_[2]; ///< [temporary]
  std::string currentCatalog_ = kDefaultCatalog;
  std::string currentDatabase_ = kDefaultDatabase;
};

[[nodiscard]] const ObjectPath &pathOf(const Object &object);
[[nodiscard]] bool isView(const Object &object);
[[nodiscard]] SourceRange nameRangeOf(const Object &object);
[[nodiscard]] const std::vector<Column> &columnsOf(const Object &object);

} // namespace millrace::catalog

#endif
