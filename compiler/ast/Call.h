/// Function calls and the argument forms that only stand inside calls.
#ifndef MILLRACE_COMPILER_AST_CALL_H
#define MILLRACE_COMPILER_AST_CALL_H

#include "compiler/ast/Expr.h"

namespace millrace::ast {

/// An item of ORDER BY; unset flags were not written (ascending; nulls by Flink's default: first when ascending).
struct OrderItem {
  ExprPtr expr;
  bool descending = false;
  std::optional<bool> nullsFirst;
  SourceRange range;
};

struct FrameBound {
  enum class Kind : uint8_t { UnboundedPreceding, Preceding, CurrentRow, Following, UnboundedFollowing };
  Kind kind = Kind::CurrentRow;
  ExprPtr offset; ///< Preceding and Following only
  SourceRange range;
};

struct WindowFrame {
  bool isRange = false; ///< false: ROWS
  FrameBound lower;
  std::optional<FrameBound> upper; ///< unset: the one-bound form, which means CURRENT ROW
  SourceRange range;
};

/// Inside OVER (…) or a WINDOW clause.
struct WindowSpec {
  std::optional<Identifier> base; ///< `OVER (w ROWS …)`
  std::vector<ExprPtr> partitionBy;
  std::vector<OrderItem> orderBy;
  std::optional<WindowFrame> frame;
  SourceRange range;
};

/// `OVER w` has a name, `OVER (…)` a spec.
struct OverClause {
  std::optional<Identifier> name;
  std::unique_ptr<WindowSpec> spec;
  SourceRange range;
};

/// `value` or `name => value`.
struct CallArg {
  std::optional<Identifier> name;
  ExprPtr value;
};

/// A scalar, aggregate, window or table function. Function names are not case-sensitive unless quoted.
struct Call : Expr {
  enum class Quantifier : uint8_t { None, Distinct, All };
  enum class NullTreatment : uint8_t { None, Respect, Ignore };

  CompoundIdentifier name;
  std::vector<CallArg> args;
  bool withoutParentheses = false; ///< CURRENT_TIMESTAMP, LOCALTIME
  Quantifier quantifier = Quantifier::None;
  std::vector<OrderItem> orderBy;     ///< inside the parentheses: ARRAY_AGG(x ORDER BY y)
  std::vector<OrderItem> withinGroup; ///< WITHIN GROUP (ORDER BY …)
  NullTreatment nulls = NullTreatment::None;
  ExprPtr filter; ///< FILTER (WHERE …); may be null
  std::optional<OverClause> over;

  Call(CompoundIdentifier name, SourceRange range) : Expr(Kind::Call, range), name(std::move(name)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Call; }
};

/// MINUTE in `EXTRACT(MINUTE FROM t)`, `FLOOR(t TO MINUTE)`, `TIMESTAMPADD(MINUTE, 1, t)`.
struct TimeUnitArg : Expr {
  TimeUnit unit;

  TimeUnitArg(TimeUnit unit, SourceRange range) : Expr(Kind::TimeUnitArg, range), unit(unit) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::TimeUnitArg; }
};

struct TrimSideArg : Expr {
  enum class Side : uint8_t { Both, Leading, Trailing };
  Side side;

  TrimSideArg(Side side, SourceRange range) : Expr(Kind::TrimSideArg, range), side(side) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::TrimSideArg; }
};

/// `TABLE t [PARTITION BY …] [ORDER BY …]`, or a query in parentheses: the input of a table function.
struct TableArg : Expr {
  CompoundIdentifier name;      ///< empty parts when `query` is set
  std::unique_ptr<Query> query; ///< `TABLE (SELECT …)`; may be null
  std::vector<ExprPtr> partitionBy;
  std::vector<OrderItem> orderBy;

  explicit TableArg(SourceRange range);
  ~TableArg() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::TableArg; }
};

/// `DESCRIPTOR(bid_time)`.
struct DescriptorArg : Expr {
  std::vector<Identifier> columns;

  explicit DescriptorArg(SourceRange range) : Expr(Kind::DescriptorArg, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::DescriptorArg; }
};

/// `MODEL m` of ML_PREDICT.
struct ModelArg : Expr {
  CompoundIdentifier name;

  ModelArg(CompoundIdentifier name, SourceRange range) : Expr(Kind::ModelArg, range), name(std::move(name)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::ModelArg; }
};

/// DEFAULT as an argument: the parameter is left out.
struct DefaultArg : Expr {
  explicit DefaultArg(SourceRange range) : Expr(Kind::DefaultArg, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::DefaultArg; }
};

/// The SQL/JSON functions, whose clauses are their own syntax.
struct JsonCall : Expr {
  enum class Function : uint8_t { Exists, Value, Query, Object, Array, ObjectAgg, ArrayAgg };
  enum class Behavior : uint8_t { None, Null, Error, True, False, Unknown, Empty, EmptyArray, EmptyObject, Default };
  enum class Wrapper : uint8_t { None, Without, Conditional, Unconditional };
  struct OnClause {
    Behavior behavior = Behavior::None; ///< None: the clause is not written
    ExprPtr defaultValue;               ///< Behavior::Default only
  };

  Function function;
  /// JSON_EXISTS, JSON_VALUE, JSON_QUERY: input, path. JSON_ARRAY and JSON_ARRAYAGG: elements.
  /// JSON_OBJECT, JSON_OBJECTAGG: key, value, key, value, …
  std::vector<ExprPtr> args;
  TypeNamePtr returning; ///< may be null
  Wrapper wrapper = Wrapper::None;
  OnClause onEmpty;
  OnClause onError;
  std::optional<bool> nullOnNull; ///< true: NULL ON NULL; false: ABSENT ON NULL; unset: not written
  ExprPtr filter;                 ///< aggregates only; may be null

  JsonCall(Function function, SourceRange range) : Expr(Kind::JsonCall, range), function(function) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::JsonCall; }
};
/// `JSON_VALUE`.
[[nodiscard]] const char *spelling(JsonCall::Function function);

} // namespace millrace::ast

#endif
