/// Turns one SELECT into operators: FROM, WHERE, then a projection, or grouping, HAVING and a projection; DISTINCT at the end.
#ifndef MILLRACE_COMPILER_BIND_SELECTBINDER_H
#define MILLRACE_COMPILER_BIND_SELECTBINDER_H

#include "compiler/bind/QueryBinder.h"

#include <map>
#include <set>

namespace millrace::bind {

struct ExistenceTest; ///< SubqueryBinder.cpp

class SelectBinder {
public:
  SelectBinder(QueryBinder &query, const ast::Select &select) : query_(query), state_(query.state()), builder_(query.builder()), select_(select) {}

  /// With ORDER BY: `ordering` says by which columns of the result; those behind the first `ordering.visible` are there only for it.
  [[nodiscard]] Relation bind(const std::vector<ast::OrderItem> *orderBy = nullptr, Ordering *ordering = nullptr);

private:
  struct Item {
    std::string name;
    ScalarPtr value;      ///< nullptr after an error
    SourceRange range;
    bool fromStar = false;
  };
  void bindItems(const Scope &scope);
  void expandStar(const Scope &scope, const ast::Star &star);
  void addItem(std::string name, ScalarPtr value, SourceRange range, bool fromStar);
  void refuseClauses();
  // SubqueryBinder.cpp
  void bindWhere(Scope &scope);
  void testExistence(Scope &scope, const ExistenceTest &test);
  void joinScalarSubqueries(Scope &scope);
  ScalarPtr bindScalarSubquery(const Scope &scope, const ast::ScalarSubquery &subquery);
  void leaveCorrelated(const Scope &scope, std::vector<ProjectedColumn> &projected);
  void bindWindows(Scope &scope);
  /// Makes columns of the input nullable.
  void makeNullable(Scope &scope, const std::set<uint32_t> &columns);
  void bindOrderBy(const Scope &scope, const std::vector<ast::OrderItem> &orderBy, Ordering &ordering);

  QueryBinder &query_;
  BindState &state_;
  RelBuilder &builder_;
  const ast::Select &select_;
  std::vector<Item> items_;
  std::vector<ScalarPtr> correlated_; ///< conditions of WHERE that the query around must check
  struct ScalarQuery {
    Relation relation;
    SourceRange range;
  };
  std::vector<ScalarQuery> scalarQueries_; ///< bound, but not joined to the input yet
  size_t visible_ = 0; ///< items behind these are there for ORDER BY
  bool hasOnlyFilledGroups_ = false; ///< an aggregate sees at least one row
};

/// The grouping of one SELECT: which expressions are keys, which aggregates are needed, and where each ends up in the result of
/// the aggregation.
class Grouping {
public:
  Grouping(BindState &state, RelBuilder &builder, const Scope &scope) : state_(state), builder_(builder), scope_(scope) {}

  /// False after an error; what could be bound is kept, so that the select list is checked too.
  bool bindKeys(const ast::Select &select);
  /// The input's columns of keys that some grouping set leaves out, as long as they cannot be NULL.
  [[nodiscard]] std::set<uint32_t> columnsLeftOut() const;
  /// Whether every group has keys or a window, and with them a row.
  [[nodiscard]] bool hasOnlyFilledGroups() const;

  /// Notes the aggregates in an expression. All expressions are collected before the first is replaced.
  void collect(const ScalarPtr &scalar);
  /// The expression over the aggregation's result. nullptr after MR0316 or MR0324.
  [[nodiscard]] ScalarPtr replace(const ScalarPtr &scalar);
  /// Aggregates everything that was collected.
  [[nodiscard]] Relation aggregate(const Relation &input, SourceRange range);

private:
  using KeySet = std::set<size_t>; ///< of places in `keys_`
  struct LegacyWindow {
    GroupWindow window;
    std::vector<ScalarPtr> args;
    WindowSpecification specification;
    ScalarPtr time;
    SourceRange range;
  };
  /// Adds the expression's place in `keys_` to `set`.
  bool bindKey(const ast::Expr &expr, KeySet &set);
  bool bindLegacyWindow(const ast::Call &call, GroupWindow window);
  [[nodiscard]] bool isWindowed() const;
  [[nodiscard]] TimeAttribute keyTime(size_t key) const;
  // GroupingSets.cpp
  bool bindSets(const ast::Select &select);
  bool expandItem(const ast::GroupItem &item, std::vector<KeySet> &sets);
  bool expandList(const ast::GroupItem &item, std::vector<KeySet> &sets);
  bool checkSetCount(size_t count, SourceRange range);
  [[nodiscard]] bool isExpanded() const { return sets_.size() > 1; }
  /// Whether some set leaves the key out.
  [[nodiscard]] bool varies(size_t key) const;
  [[nodiscard]] Relation expand(const Relation &source, std::vector<uint32_t> &keys, SourceRange range);
  [[nodiscard]] ScalarPtr replaceGroupingCall(const Scalar &call);
  [[nodiscard]] ScalarPtr perSet(const std::vector<int64_t> &values, size_t first, size_t last, SourceRange range) const;
  [[nodiscard]] int64_t groupId(size_t set) const;

  [[nodiscard]] ScalarPtr replaceColumn(const Scalar &column);
  [[nodiscard]] ScalarPtr replaceProperty(const Scalar &property);
  [[nodiscard]] uint32_t inputColumn(const ScalarPtr &scalar);
  [[nodiscard]] bool needsProjection() const;
  [[nodiscard]] std::string keyName(size_t key) const;

  BindState &state_;
  RelBuilder &builder_;
  const Scope &scope_;
  std::vector<ScalarPtr> keys_;
  std::vector<KeySet> sets_; ///< one: of all keys; in the order in which they are written
  bool keysKnown_ = true;
  std::vector<SourceRange> reported_; ///< stars whose columns were reported once
  std::optional<LegacyWindow> window_;
  std::vector<ScalarPtr> aggregates_;
  std::vector<WindowAsk> asks_;
  std::vector<ScalarPtr> projected_; ///< the aggregation's input when it is not the scope's own
  bool direct_ = true;
  std::set<const Scalar *> collected_;
  std::map<ScalarPtr, ScalarPtr> replaced_; ///< shared nodes stay shared
};

} // namespace millrace::bind

#endif
