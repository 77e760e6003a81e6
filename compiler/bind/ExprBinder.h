/// Finds names and types of scalar expressions: AST in, `Scalar` out.
///
/// Errors:  MR03xx and MR04xx; nullptr afterwards. Every operand is bound before an operator gives up, so one run shows the
///          errors of all of them.
#ifndef MILLRACE_COMPILER_BIND_EXPRBINDER_H
#define MILLRACE_COMPILER_BIND_EXPRBINDER_H

#include "compiler/bind/Functions.h"
#include "compiler/bind/Scope.h"

#include <span>

namespace millrace::bind {

/// Where an expression stands: decides whether aggregates are allowed and how messages call the place.
enum class Place : uint8_t { Select, Having, Where, On, GroupBy, AggregateArgument, Filter, Values, Computed, Watermark, WindowArgument, OverArgument, Qualify, OrderBy, FunctionBody, Unnest };

/// What an expression needs of a subquery.
enum class SubqueryForm : uint8_t {
  Value,   ///< of its one row
  Exists,
  In,      ///< operands among its rows
  Compare, ///< operand op ANY (query)
};
struct SubqueryRequest {
  SubqueryForm form;
  const ast::Query *query;
  std::vector<ScalarPtr> operands;
  ast::BinaryOp op;
  SourceRange range;
};

class ExprBinder {
public:
  /// `hasGroups`: an aggregate never sees an empty group.
  ExprBinder(BindState &state, const Scope &scope, Place place, bool hasGroups = true)
      : state_(state), scope_(scope), place_(place), hasGroups_(hasGroups) {}

  [[nodiscard]] ScalarPtr bind(const ast::Expr &expr);
  /// Where subqueries are allowed: gives the query as an expression.
  using BindSubquery = std::function<ScalarPtr(const SubqueryRequest &)>;
  void setSubqueries(BindSubquery bind) { subquery_ = std::move(bind); }
  /// The values of `(a, b)`, or the one value; nullptr among them after an error.
  [[nodiscard]] std::vector<ScalarPtr> bindRowOrValue(const ast::Expr &expr);
  /// A BOOLEAN; MR0308 otherwise.
  [[nodiscard]] ScalarPtr bindCondition(const ast::Expr &expr, const std::string &what);

private:
  // ExprBinder.cpp
  ScalarPtr bindUnary(const ast::Unary &expr);
  ScalarPtr bindBinary(const ast::Binary &expr);
  ScalarPtr bindLogic(const ast::Binary &expr);
  ScalarPtr bindIsTest(const ast::IsTest &expr);
  ScalarPtr bindCast(const ast::Cast &expr);
  ScalarPtr bindLike(const ast::Like &expr);
  ScalarPtr bindFieldAccess(const ast::FieldAccess &expr);
  ScalarPtr bindItemAccess(const ast::ItemAccess &expr);
  ScalarPtr bindConstructed(const ast::Expr &expr);
  ScalarPtr unsupported(const ast::Expr &expr, const std::string &what);

  // Conditional.cpp
  ScalarPtr bindCase(const ast::Case &expr);
  ScalarPtr bindBetween(const ast::Between &expr);
  ScalarPtr bindInList(const ast::InList &expr);
  ScalarPtr bindQuantified(const ast::Quantified &expr);
  ScalarPtr bindSubquery(const ast::Expr &expr);
  ScalarPtr compareWithQuery(const ast::Quantified &expr);
  ScalarPtr equalsItem(const std::vector<ScalarPtr> &operand, const ast::Expr &item, ast::BinaryOp op, SourceRange range);
  ScalarPtr bindComposed(const std::string &name, const ast::Call &call, bool &known);

  // Calls.cpp
  ScalarPtr bindCall(const ast::Call &call);
  ScalarPtr bindUserCall(const ast::Call &call, const std::shared_ptr<const catalog::Function> &function);
  ScalarPtr bindAggregate(const std::string &name, const ast::Call &call);
  ScalarPtr bindWindowProperty(const ast::Call &call, GroupWindow window, WindowAsk ask);
  /// GROUPING, GROUPING_ID and GROUP_ID; GroupingSets.cpp.
  ScalarPtr bindGroupingCall(const std::string &name, const ast::Call &call);
  // OverCalls.cpp
  ScalarPtr bindOver(const std::string &name, const ast::Call &call);
  bool bindLag(const ast::Call &call, OverShape &shape, Scalar &over);
  bool mayStand(const ast::Call &call);

  bool refuseClauses(const ast::Call &call, bool isAggregate);
  bool bindArguments(const ast::Call &call, std::string &name, std::vector<ScalarPtr> &args);

  BindState &state_;
  const Scope &scope_;
  Place place_;
  bool hasGroups_;
  BindSubquery subquery_;
};

/// What OVER (…) says, with the names that `scope` knows; defined in OverCalls.cpp.
[[nodiscard]] OverWindow bindOverWindow(BindState &state, const Scope &scope, const ast::WindowSpec &spec);

/// The place in messages: `WHERE`, `GROUP BY`.
[[nodiscard]] const char *spelling(Place place);
/// Whether aggregates may stand at the place.
[[nodiscard]] bool takesAggregates(Place place);
/// A function that stands with OVER alone: ROW_NUMBER, LAG.
[[nodiscard]] bool isOverFunction(const std::string &name);
[[nodiscard]] std::string upperCase(std::string_view text);
[[nodiscard]] std::string lowerCase(std::string_view text);

// Operators.cpp: typed operands in, casts included; nullptr after MR0307 (or MR0418).
[[nodiscard]] ScalarPtr makeComparison(BindState &state, ast::BinaryOp op, ScalarPtr left, ScalarPtr right, SourceRange range);
[[nodiscard]] ScalarPtr makeArithmetic(BindState &state, ast::BinaryOp op, ScalarPtr left, ScalarPtr right, SourceRange range);
[[nodiscard]] ScalarPtr makeLogic(ScalarOp op, ScalarPtr left, ScalarPtr right, SourceRange range);
/// AND or OR of all, in order, as a balanced tree: lists of thousands must not nest as deep. Precondition: not empty.
[[nodiscard]] ScalarPtr joinLogic(ScalarOp op, std::span<const ScalarPtr> terms, SourceRange range);
[[nodiscard]] ScalarPtr makeNot(ScalarPtr value, SourceRange range);
[[nodiscard]] ScalarPtr makeIf(ScalarPtr condition, ScalarPtr then, ScalarPtr otherwise, SourceRange range);
/// Casts all to their common type; false after MR0318 at `range`.
[[nodiscard]] bool toCommonType(BindState &state, std::vector<ScalarPtr> &values, SourceRange range, const std::string &what);

} // namespace millrace::bind

#endif
