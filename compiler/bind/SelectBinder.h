/// Turns one SELECT into operators: FROM, WHERE, then a projection, or grouping, HAVING and a projection; DISTINCT at the end.
#ifndef MILLRACE_COMPILER_BIND_SELECTBINDER_H
#define MILLRACE_COMPILER_BIND_SELECTBINDER_H

#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/Subquery.h"

#include <map>
#include <set>

namespace millrace::bind {

class Grouping;

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
  void bindItems(const Scope &scope, ExprBinder binder);
  void expandStar(const Scope &scope, const ast::Star &star);
  void addItem(std::string name, ScalarPtr value, SourceRange range, bool fromStar);
  void refuseClauses();
  // Correlation.cpp
  using Rewrite = std::function<ScalarPtr(const ScalarPtr &)>;
  void noteRows(bool grouped);
  [[nodiscard]] bool usesOuter(const Grouping &grouping) const;
  void relateToOuter(Scope &scope, Grouping &grouping, bool grouped);
  void joinDomain(Scope &scope, Grouping &grouping);
  void leaveCorrelated(std::vector<ProjectedColumn> &projected, const Rewrite &overResult);
  void filterWhere(Scope &scope, SubqueryJoiner &joiner);
  void bindWindows(Scope &scope);
  /// Makes columns of the input nullable.
  void makeNullable(Scope &scope, const std::set<uint32_t> &columns);
  void bindOrderBy(const Scope &scope, const std::vector<ast::OrderItem> &orderBy, Ordering &ordering, const ExprBinder::BindSubquery &bindSubquery);

  QueryBinder &query_;
  BindState &state_;
  RelBuilder &builder_;
  const ast::Select &select_;
  std::vector<Item> items_;
  std::vector<ScalarPtr> where_;      ///< the terms of WHERE; nullptr among them after an error
  ScalarPtr having_, qualify_;
  std::vector<ScalarPtr> correlated_; ///< conditions that the query around must check
  size_t visible_ = 0; ///< items behind these are there for ORDER BY
  bool hasOnlyFilledGroups_ = false; ///< an aggregate sees at least one row
};

/// The grouping of one SELECT: which expressions are keys, which aggregates are needed, and where each ends up in the result of
/// the aggregation.
class Grouping {
public:
  Grouping(BindState &state, RelBuilder &builder, Scope &scope, ExprBinder::BindSubquery bindSubquery)
      : state_(state), builder_(builder), scope_(scope), bindSubquery_(std::move(bindSubquery)) {}

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
  /// Aggregates everything that was collected of the scope's input, to which `joiner` joins the subqueries of keys and arguments.
  [[nodiscard]] Relation aggregate(SubqueryJoiner &joiner, SourceRange range);

  [[nodiscard]] const std::vector<ScalarPtr> &keys() const { return keys_; }
  [[nodiscard]] bool hasWindow() const { return window_.has_value() || isWindowed(); }
  void rewriteKeys(const std::function<ScalarPtr(const ScalarPtr &)> &rewrite);
  /// One more key, which SELECT does not see. Precondition: no grouping sets.
  void addHiddenKey(const ScalarPtr &key);
  [[nodiscard]] bool isExpanded() const { return sets_.size() > 1; }

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
  /// The key's place in `keys_`.
  size_t addKey(const ScalarPtr &key);
  bool bindLegacyWindow(const ast::Call &call, GroupWindow window);
  [[nodiscard]] bool isWindowed() const;
  [[nodiscard]] TimeAttribute keyTime(size_t key) const;
  // GroupingSets.cpp
  bool bindSets(const ast::Select &select);
  bool expandItem(const ast::GroupItem &item, std::vector<KeySet> &sets);
  bool expandList(const ast::GroupItem &item, std::vector<KeySet> &sets);
  bool checkSetCount(size_t count, SourceRange range);
  /// Whether some set leaves the key out.
  [[nodiscard]] bool varies(size_t key) const;
  [[nodiscard]] Relation expand(const Relation &source, std::vector<uint32_t> &keys, SourceRange range);
  [[nodiscard]] ScalarPtr replaceGroupingCall(const Scalar &call);
  [[nodiscard]] ScalarPtr perSet(const std::vector<int64_t> &values, size_t first, size_t last, SourceRange range) const;
  [[nodiscard]] int64_t groupId(size_t set) const;

  [[nodiscard]] ScalarPtr replaceColumn(const Scalar &column);
  [[nodiscard]] ScalarPtr replaceProperty(const Scalar &property);
  bool joinSubqueries(SubqueryJoiner &joiner);
  [[nodiscard]] uint32_t inputColumn(const ScalarPtr &scalar);
  [[nodiscard]] bool needsProjection() const;
  [[nodiscard]] std::string keyName(size_t key) const;

  BindState &state_;
  RelBuilder &builder_;
  Scope &scope_;
  ExprBinder::BindSubquery bindSubquery_;
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
