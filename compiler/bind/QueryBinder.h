/// Turns a query into relational operators.
///
/// Shape:   one object per level of name visibility: WITH makes names visible in its query and in the queries inside it; a view
///          sees none of them. A subquery also sees the columns of the query around it; conditions of its WHERE that use them are
///          left to that query (`correlated`), with the columns they need behind those of the result.
/// Errors:  MR03xx and MR04xx. A relation without value tells that something was reported.
#ifndef MILLRACE_COMPILER_BIND_QUERYBINDER_H
#define MILLRACE_COMPILER_BIND_QUERYBINDER_H

#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/RelBuilder.h"

namespace millrace::bind {

/// A column that USING or NATURAL makes one of two.
struct JoinedName {
  std::string name;
  StarColumn left, right; ///< `right` counted from the right input's first column
};

/// The collection of an UNNEST, over the columns on its left; null after an error.
struct Unnested {
  ScalarPtr collection;
  bool withOrdinality = false;
  bool isLeft = false; ///< a row without elements stays
};

/// What a subquery leaves to the query around it.
struct Correlation {
  /// What must hold of a row of the query around and one of the result, whose last `columns` columns are there only for it.
  std::vector<ScalarPtr> conditions;
  uint32_t columns = 0;
  bool isOneRow = false;       ///< there is a row, whatever the tables hold
  bool isOneRowAtMost = false; ///< for each row around
  /// Per result column what a row around without a match has, over columns of the query around; null: NULL. Empty: no value is.
  std::vector<ScalarPtr> withoutMatch;
};

/// A LATERAL query and what it takes of the rows on its left.
struct Lateral {
  Relation relation; ///< the columns of the scope, then those that only the correlation reads
  Correlation correlation;
  // Of elements of the left rows alone: SELECT ... FROM UNNEST(...) WHERE ...
  std::optional<Unnested> unnest;
  std::vector<RelationColumn> elements;
  ScalarPtr where;                ///< over the left columns, then the elements; may be null
  std::vector<ScalarPtr> results; ///< likewise
};

/// ORDER BY over a query's result.
struct Ordering {
  std::vector<SortColumn> columns;
  size_t visible = 0; ///< how many columns the query selects
  bool ok = true;
};

class QueryBinder {
public:
  QueryBinder(BindState &state, RelModule &target, const QueryBinder *outer = nullptr, const Scope *outerScope = nullptr)
      : state_(state), target_(target), builder_(state, target), outer_(outer), outerScope_(outerScope) {}

  /// `isTop`: the query's rows are a statement's, in whose order somebody may look.
  [[nodiscard]] Relation bindQuery(const ast::Query &query, bool isTop = false);
  [[nodiscard]] Relation bindBody(const ast::QueryBody &body);

  /// The input of a SELECT: all its tables.
  [[nodiscard]] Scope bindFrom(const ast::TableRef &table);
  [[nodiscard]] RelBuilder &builder() { return builder_; }
  [[nodiscard]] RelModule &target() { return target_; }
  /// The scope of the query around a subquery; null for others.
  [[nodiscard]] const Scope *outerScope() const { return outerScope_; }
  Correlation correlation;
  /// Only whether rows exist matters to the query around, not how often.
  bool isExistence = false;
  /// ORDER BY and LIMIT follow, so that rows around must find theirs by equality.
  bool isLimited = false;
  [[nodiscard]] BindState &state() { return state_; }

  /// Scan, computed columns, watermark. Precondition: the table's expressions were bound by CREATE TABLE.
  [[nodiscard]] Relation readTable(const std::shared_ptr<const catalog::Table> &table, SourceRange range);
  /// Each row once: grouped by all columns.
  [[nodiscard]] Relation distinct(const Relation &input, SourceRange range);

private:
  // QueryBinder.cpp
  void bindWith(const ast::WithClause &with);
  Relation bindValues(const ast::Values &values);
  Relation valuesRow(const std::vector<RelationColumn> &columns, const std::vector<ScalarPtr> &row, SourceRange range);
  Relation bindSetOperation(const ast::SetOperation &operation);
  Relation combine(const ast::SetOperation &operation, const std::vector<Relation> &inputs, const std::vector<RelationColumn> &columns);
  Relation combineAll(const ast::SetOperation &operation, const std::vector<Relation> &inputs, std::vector<RelationColumn> columns);

  // OrderBinder.cpp
  Relation bindOrdered(const ast::Query &query, bool isTop);
  Relation order(const ast::Query &query, const Relation &input, const Ordering &ordering, bool isTop, const std::vector<uint32_t> &partition = {});
  Relation orderCorrelated(const ast::Query &query, const Relation &input, const Ordering &ordering);
  Ordering bindOrderBy(const std::vector<ast::OrderItem> &orderBy, const Relation &input);
  bool checkTimeOrder(const ast::Query &query, const Relation &input, const Ordering &ordering);

  // FromBinder.cpp
  Scope bindUnaliased(const ast::TableRef &table, std::string &name, std::optional<catalog::ObjectPath> &path);
  void applyAlias(Scope &scope, const ast::TableAlias &alias);
  Relation readNamed(const ast::CompoundIdentifier &name, std::optional<catalog::ObjectPath> &path, SourceRange range);
  Relation readView(const catalog::View &view);
  Relation castMetadata(const Relation &scanned, const catalog::Table &table, const std::vector<uint32_t> &positions, SourceRange range);
  void reportUnknownTable(const ast::CompoundIdentifier &name, const catalog::ObjectPath &path);
  [[nodiscard]] const Relation *findCommonTable(const std::string &name) const;
  [[nodiscard]] std::vector<std::string> commonTableNames() const;

  // SystemTimeBinder.cpp
  /// `t FOR SYSTEM_TIME AS OF time`, `time` being of `left`; the result's relation has no value after an error.
  Scope bindAsOf(const ast::NamedTable &table, const ast::Join &join, const Scope &left, AsOf &asOf);
  Relation readApart(const ast::NamedTable &table, std::optional<catalog::ObjectPath> &path);
  /// The table that rows of `left` look up at processing time.
  Relation bindLookup(const ast::NamedTable &table, std::optional<catalog::ObjectPath> &path);
  /// The versions among which rows of `left` find theirs at event time.
  Relation bindVersions(const ast::NamedTable &table, const Scalar &time, std::optional<catalog::ObjectPath> &path, AsOf &asOf);

  // LateralBinder.cpp
  /// The columns of a LATERAL query, without a value: `joinLateral` makes them together with those of `left`.
  Scope bindLateral(const ast::DerivedTable &table, const Scope &left, bool isLeft, Lateral &lateral);
  Relation bindElements(const ast::Select &select, const Scope &left, bool isLeft, Lateral &lateral);
  Relation joinElements(const ast::Join &join, const Scope &left, const Lateral &lateral, const ScalarPtr &condition,
                        const std::vector<RelationColumn> &columns);
  Relation joinLateral(const ast::Join &join, const Scope &left, const Lateral &lateral, const ScalarPtr &condition, std::vector<RelationColumn> columns);

  // JoinSubqueries.cpp
  Relation joinWithSubqueries(rel::JoinKind kind, const Scope &left, const Scope &right, const ScalarPtr &condition, std::vector<RelationColumn> columns,
                              SourceRange range);
  Relation keepColumns(const Relation &relation, SourceRange range);

  // JoinBinder.cpp
  Scope bindJoin(const ast::Join &join);
  ScalarPtr bindJoinCondition(const ast::Join &join, const Scope &left, const Scope &right, const Scope &both, std::vector<JoinedName> &joined, bool &ok);
  ScalarPtr equalColumns(const ast::Join &join, const Scope &left, const Scope &right, const ast::Identifier &name, std::vector<JoinedName> &joined);
  std::vector<ast::Identifier> commonNames(const ast::Join &join, const Scope &left, const Scope &right);

  // UnnestBinder.cpp
  Scope bindUnnest(const ast::UnnestTable &table, const Scope &left, Unnested &unnest);
  Scope bindUnnestAlone(const ast::UnnestTable &table);
  Relation expand(const Scope &left, const Unnested &unnest, const ScalarPtr &condition, std::vector<RelationColumn> columns, SourceRange range);

  // WindowFunctions.cpp
  Relation bindWindowFunction(const ast::Call &call, const std::string &name);
  Relation bindTableArgument(const ast::Expr &expr, std::string &name, bool isPartitioned);

  BindState &state_;
  RelModule &target_;
  RelBuilder builder_;
  const QueryBinder *outer_;
  const Scope *outerScope_;
  std::map<std::string, Relation> commonTables_;
};

/// Renames the columns of a WITH table, view or alias; MR0218 if the counts differ.
void renameColumns(BindState &state, Relation &relation, const std::vector<ast::Identifier> &names, SourceRange range);

/// The place of an item of ORDER BY that is a position in the SELECT list; MR0354 if it is none (and no value).
[[nodiscard]] bool isPosition(const ast::Expr &expr);
[[nodiscard]] std::optional<size_t> bindPosition(BindState &state, const ast::Expr &expr, size_t count);
/// NULL is the least value where NULLS FIRST or LAST is not written. Source: Flink's NullCollation.LOW.
[[nodiscard]] SortFlags sortFlags(const ast::OrderItem &item);
/// The value of a constant integer expression at `place`; none for others, of which those that have errors are reported.
[[nodiscard]] std::optional<int64_t> constantInteger(BindState &state, const ast::Expr &expr, Place place);

/// A relation of which nothing is known after an error.
[[nodiscard]] Relation unknownRelation();

/// A constant INTERVAL of days or shorter in ms; no value after MR0313, MR0314 or MR0327.
[[nodiscard]] std::optional<int64_t> bindIntervalMs(BindState &state, const ast::Expr &expr, const std::string &what);

/// MR0312 for `name`, a column that is no event time. `table` may be null.
void reportNoTimeAttribute(BindState &state, const std::string &windowOver, SourceRange range, const RelationColumn &column,
                           const catalog::Table *table);
/// MR0313 unless sizes fit each other (`needsMultiple`: HOP and CUMULATE table functions).
[[nodiscard]] bool checkWindowSize(BindState &state, const WindowSpecification &window, bool needsMultiple, const std::string &name,
                                   SourceRange range);

} // namespace millrace::bind

#endif
