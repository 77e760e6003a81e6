/// Writes expressions, types and whole tables as SQL text, as Flink prints them: names in back-ticks, keywords in capitals.
///
/// Shape:   `toSqlText` gives no value for forms that cannot stand in a computed column or watermark (subqueries, windows).
#ifndef MILLRACE_COMPILER_CATALOG_SQLTEXT_H
#define MILLRACE_COMPILER_CATALOG_SQLTEXT_H

#include "compiler/catalog/Table.h"

namespace millrace::catalog {

[[nodiscard]] std::optional<std::string> toSqlText(const ast::Expr &expr);
/// `` `name` ``, back-ticks doubled.
[[nodiscard]] std::string quoteName(std::string_view name);
/// `'text'`, quotes doubled.
[[nodiscard]] std::string quoteText(std::string_view text);
/// Flink's asSerializableString: STRING is `VARCHAR(2147483647)`, TIMESTAMP_LTZ `TIMESTAMP(3) WITH LOCAL TIME ZONE`; nested types too.
[[nodiscard]] std::string serializableType(const Type &type);
/// Flink's asSummaryString, without NOT NULL at the top: what DESCRIBE shows; with the time attribute behind it.
[[nodiscard]] std::string summaryType(const Column &column);

[[nodiscard]] std::string showCreateTable(const Table &table);
[[nodiscard]] std::string showCreateView(const View &view);
[[nodiscard]] std::string showCreateFunction(const Function &function);

/// What SHOW, DESCRIBE and SET answer: rows of texts; no value is NULL.
struct ResultTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};
/// DESCRIBE and SHOW COLUMNS.
[[nodiscard]] ResultTable describe(const Table &table);
[[nodiscard]] ResultTable describe(const View &view);

} // namespace millrace::catalog

#endif
