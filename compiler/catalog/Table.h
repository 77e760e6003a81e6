/// Holds what the catalog knows about one table, view or function.
///
/// Lifetime: expressions and queries point into `definition`, which lives as long as the object. It is shared because a
///           query being compiled keeps a table that a later statement of the same script may drop.
#ifndef MILLRACE_COMPILER_CATALOG_TABLE_H
#define MILLRACE_COMPILER_CATALOG_TABLE_H

#include "compiler/ast/Ddl.h"
#include "compiler/catalog/CppFunction.h"
#include "runtime/abi/Schema.h"

#include <compare>
#include <map>

namespace millrace::catalog {

using source::SourceRange;

/// `catalog.database.object`; case-sensitive.
struct ObjectPath {
  std::string catalog;
  std::string database;
  std::string object;

  /// Parts joined by `.`.
  [[nodiscard]] std::string str() const { return catalog + "." + database + "." + object; }
  friend auto operator<=>(const ObjectPath &, const ObjectPath &) = default;
};

enum class TimeAttribute : uint8_t { None, EventTime, ProcessingTime };

struct Column {
  ast::ColumnDef::Kind kind = ast::ColumnDef::Kind::Physical;
  std::string name;
  Type type;
  TimeAttribute time = TimeAttribute::None;
  std::string metadataKey;           ///< Metadata: FROM 'key', or the column's name
  bool isVirtual = false;            ///< Metadata
  Type metadataType;                 ///< Metadata: what the connector gives; cast to `type`
  const ast::Expr *expr = nullptr;   ///< Computed
  std::string exprText;              ///< Computed: as Flink's SHOW CREATE TABLE prints it
  std::optional<std::string> comment;
  SourceRange range;                 ///< of the name in the declaration

  [[nodiscard]] bool isPhysical() const { return kind == ast::ColumnDef::Kind::Physical; }
  [[nodiscard]] bool isComputed() const { return kind == ast::ColumnDef::Kind::Computed; }
  [[nodiscard]] bool isMetadata() const { return kind == ast::ColumnDef::Kind::Metadata; }
  /// INSERT INTO fills it: physical columns and metadata columns that are not VIRTUAL.
  [[nodiscard]] bool isPersisted() const { return isPhysical() || (isMetadata() && !isVirtual); }
};

struct Watermark {
  uint32_t column = 0;             ///< index into Table::columns
  const ast::Expr *expr = nullptr;
  std::string exprText;
};

struct Table {
  ObjectPath path;
  bool temporary = false;
  std::vector<Column> columns;     ///< in DDL order
  std::optional<Watermark> watermark;
  std::vector<std::string> primaryKey;
  std::string primaryKeyName;      ///< of the constraint; `PK_…` without CONSTRAINT
  std::vector<std::string> partitionKeys;
  std::map<std::string, std::string> options;
  std::optional<std::string> comment;
  SourceRange nameRange;
  std::shared_ptr<const ast::CreateTable> definition;

  [[nodiscard]] const Column *findColumn(std::string_view name) const;
  /// The value of an option, or empty.
  [[nodiscard]] std::string option(const std::string &key) const;
};

struct View {
  ObjectPath path;
  bool temporary = false;
  std::vector<Column> columns;     ///< kind Physical
  std::string queryText;
  std::optional<std::string> comment;
  SourceRange nameRange;
  /// Where names of the query are looked up: what was current at CREATE VIEW.
  std::string currentCatalog;
  std::string currentDatabase;
  std::shared_ptr<const ast::CreateView> definition;
};

/// A function with an SQL body, or in C++. Parameters and results are typed; a body is bound anew wherever it is called.
struct Function {
  struct Parameter {
    std::string name; ///< empty: in C++
    Type type;
  };
  ObjectPath path;                 ///< the name in lower case, as Flink keeps it; system functions have no catalog and database
  bool temporary = false;
  std::vector<Parameter> parameters;
  Type returns;
  std::string bodyText;                   ///< SQL
  std::string cppPath;                    ///< C++: of the source, from the current folder
  std::shared_ptr<const CppFunction> cpp; ///< null: a body in SQL
  SourceRange nameRange;
  /// Where functions of the body are looked up: what was current at CREATE FUNCTION.
  std::string currentCatalog;
  std::string currentDatabase;
  std::shared_ptr<const ast::CreateFunction> definition;

  [[nodiscard]] bool isSystem() const { return path.catalog.empty(); }
  /// `f(x STRING, n INT)`.
  [[nodiscard]] std::string signature() const;
};

} // namespace millrace::catalog

#endif
