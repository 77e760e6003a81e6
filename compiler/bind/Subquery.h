/// Subqueries inside expressions: bound to a `Scalar` of their own, later joined to the rows around them.
///
/// Shape:   ScalarOp::Subquery's args are the operands (of IN, of a comparison), then the columns of the query around that the subquery uses. So a
///          subquery stands wherever its args can be computed: in WHERE, behind GROUP BY, on one side of a join.
/// Source:  Flink's FlinkSubQueryRemoveRule, SubQueryDecorrelator; Calcite's SubQueryRemoveRule.
#ifndef MILLRACE_COMPILER_BIND_SUBQUERY_H
#define MILLRACE_COMPILER_BIND_SUBQUERY_H

#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/RelBuilder.h"

namespace millrace::bind {

class QueryBinder;

struct Subquery {
  SubqueryForm form = SubqueryForm::Value;
  ast::BinaryOp op = ast::BinaryOp::Equal; ///< Compare: operand op ANY (query)
  Relation relation;                       ///< the result, then what only `correlated` reads
  uint32_t operandCount = 0;
  /// What must hold of a row around and one of `relation`; outer column i is the Scalar's arg `operandCount` + i.
  std::vector<ScalarPtr> correlated;
  bool isOneRowAtMost = false;             ///< for each row around
  ScalarPtr withoutMatch;                  ///< Value: where no row is, over outer columns as above; null: NULL
  SourceRange range, queryRange;
  std::string text;
};

/// The subquery as an expression over `scope`; nullptr after an error.
[[nodiscard]] ScalarPtr bindSubquery(QueryBinder &around, const Scope &scope, const SubqueryRequest &request);

/// The terms of AND, in order.
[[nodiscard]] std::vector<ScalarPtr> termsOf(const ScalarPtr &condition);

/// Joins the subqueries of expressions to the rows that the expressions are about.
///
/// Lifetime: for one input, which grows columns at its end and loses rows.
class SubqueryJoiner {
public:
  SubqueryJoiner(BindState &state, RelBuilder &builder) : state_(state), builder_(builder) {}

  /// The expression with columns of `input` for its subqueries; null stays null.
  [[nodiscard]] ScalarPtr resolve(Relation &input, const ScalarPtr &scalar);
  /// Keeps the rows for which all terms are TRUE. [NOT] IN and [NOT] EXISTS are semi and anti joins.
  void filter(Relation &input, const std::vector<ScalarPtr> &terms, SourceRange range);

private:
  /// A subquery's rows, one column for each value of the row around that must be equal.
  struct Keyed {
    Relation relation;
    std::vector<ScalarPtr> outer;
    std::vector<uint32_t> columns;
    std::vector<bool> nullSafe;
  };
  void joinExistence(Relation &input, const Scalar &node, bool negated);
  [[nodiscard]] ScalarPtr join(Relation &input, const Scalar &node);
  [[nodiscard]] ScalarPtr joinValue(Relation &input, const Scalar &node);
  [[nodiscard]] ScalarPtr joinExists(Relation &input, const Scalar &node);
  [[nodiscard]] ScalarPtr joinIn(Relation &input, const Scalar &node);
  [[nodiscard]] ScalarPtr joinComparison(Relation &input, const Scalar &node);
  [[nodiscard]] Keyed keyed(const Relation &input, const Scalar &node);
  [[nodiscard]] Keyed keyedByDomain(const Relation &input, const Scalar &node);
  /// The keys, then `values`; `keyed.columns` are then the first ones.
  void project(Keyed &keyed, std::vector<ProjectedColumn> values, SourceRange range);
  /// Aggregates the columns behind the keys by the functions, one each; no functions: distinct rows.
  void aggregate(Keyed &keyed, const std::vector<const char *> &functions, SourceRange range);
  /// LEFT JOIN by the keys and `condition`, which is over the input and the relation's columns. Gives where the relation's columns begin.
  uint32_t leftJoin(Relation &input, const Keyed &keyed, const ScalarPtr &condition, SourceRange range);

  BindState &state_;
  RelBuilder &builder_;
  std::vector<std::pair<ScalarPtr, ScalarPtr>> joined_; ///< subquery over the input, its value
  std::map<ScalarPtr, ScalarPtr> resolved_;
};

/// `a = b` or `a IS NOT DISTINCT FROM b` with one side of the query around and one of the subquery.
struct CorrelatedEquality {
  ScalarPtr outer, inner;
  bool nullSafe;
};
[[nodiscard]] std::optional<CorrelatedEquality> correlatedEquality(const Scalar &condition);

} // namespace millrace::bind

#endif
