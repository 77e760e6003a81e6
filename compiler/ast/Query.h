/// Queries as written.
///
/// Shape:   Query = [WITH] body [ORDER BY] [LIMIT | OFFSET | FETCH]; a body is a SELECT, a set operation, VALUES, TABLE t
///          or a query in parentheses that clauses or set operations of its own follow.
#ifndef MILLRACE_COMPILER_AST_QUERY_H
#define MILLRACE_COMPILER_AST_QUERY_H

#include "compiler/ast/Call.h"

namespace millrace::ast {

class QueryBody {
public:
  enum class Kind : uint8_t { Select, SetOperation, Values, ExplicitTable, Parenthesized };

  virtual ~QueryBody() = default;
  [[nodiscard]] Kind kind() const { return kind_; }

  SourceRange range;

protected:
  QueryBody(Kind kind, SourceRange range) : range(range), kind_(kind) {}

private:
  Kind kind_;
};
using QueryBodyPtr = std::unique_ptr<QueryBody>;

/// `name [(columns)] AS (query)`.
struct CommonTable {
  Identifier name;
  std::vector<Identifier> columns;
  std::unique_ptr<Query> query;
  SourceRange range;
};

struct WithClause {
  bool recursive = false;
  std::vector<CommonTable> tables;
  SourceRange range;
};

struct Query {
  std::optional<WithClause> with;
  QueryBodyPtr body;
  std::vector<OrderItem> orderBy;
  ExprPtr limit;         ///< LIMIT n or FETCH FIRST n ROWS ONLY; null without, and for LIMIT ALL
  ExprPtr offset;        ///< OFFSET n ROWS; may be null
  SourceRange limitRange;
  SourceRange range;
};
using QueryPtr = std::unique_ptr<Query>;

// --- hints ---

/// `OPTIONS('k' = 'v')`, `STATE_TTL('a' = '1d')`, `BROADCAST(t)`; positional items have an empty key.
struct Hint {
  struct Option {
    std::string key;
    std::string value;
    SourceRange keyRange;
    SourceRange valueRange;
  };
  Identifier name;
  std::vector<Option> options;
  SourceRange range;
};

// --- FROM ---

struct TableAlias {
  Identifier name;
  std::vector<Identifier> columns;
  SourceRange range;
};

class TableRef {
public:
  enum class Kind : uint8_t { Named, Derived, Function, Unnest, Join, MatchRecognize };

  virtual ~TableRef() = default;
  [[nodiscard]] Kind kind() const { return kind_; }

  SourceRange range;
  std::optional<TableAlias> alias; ///< never on a Join

protected:
  TableRef(Kind kind, SourceRange range) : range(range), kind_(kind) {}

private:
  Kind kind_;
};
using TableRefPtr = std::unique_ptr<TableRef>;

/// `t`, `db.t`, `t /*+ OPTIONS(…) */ FOR SYSTEM_TIME AS OF o.rowtime AS x`.
struct NamedTable : TableRef {
  CompoundIdentifier name;
  std::vector<Hint> hints;
  ExprPtr systemTime; ///< FOR SYSTEM_TIME AS OF; may be null

  NamedTable(CompoundIdentifier name, SourceRange range) : TableRef(Kind::Named, range), name(std::move(name)) {}
  static bool classof(const TableRef *t) { return t->kind() == Kind::Named; }
};

/// `[LATERAL] (query)`.
struct DerivedTable : TableRef {
  bool lateral = false;
  QueryPtr query;

  DerivedTable(bool lateral, QueryPtr query, SourceRange range)
      : TableRef(Kind::Derived, range), lateral(lateral), query(std::move(query)) {}
  static bool classof(const TableRef *t) { return t->kind() == Kind::Derived; }
};

/// `[LATERAL] TABLE(f(…))`, and `f(…)` without TABLE: window functions, table functions, process functions.
struct FunctionTable : TableRef {
  bool lateral = false;
  bool wrapped = false; ///< TABLE(…) was written
  std::unique_ptr<Call> call;
  ExprPtr systemTime; ///< may be null

  FunctionTable(bool lateral, bool wrapped, std::unique_ptr<Call> call, SourceRange range)
      : TableRef(Kind::Function, range), lateral(lateral), wrapped(wrapped), call(std::move(call)) {}
  static bool classof(const TableRef *t) { return t->kind() == Kind::Function; }
};

/// `[LATERAL] UNNEST(a, b) [WITH ORDINALITY]`.
struct UnnestTable : TableRef {
  bool lateral = false;
  bool withOrdinality = false;
  std::vector<ExprPtr> collections;

  explicit UnnestTable(SourceRange range) : TableRef(Kind::Unnest, range) {}
  static bool classof(const TableRef *t) { return t->kind() == Kind::Unnest; }
};

struct Join : TableRef {
  enum class Type : uint8_t { Inner, Left, Right, Full, Cross, Comma };
  Type type = Type::Inner;
  bool natural = false;
  TableRefPtr left;
  TableRefPtr right;
  ExprPtr condition;               ///< ON; may be null
  std::vector<Identifier> usingColumns;
  SourceRange keywordRange;        ///< `LEFT JOIN`, or the comma

  explicit Join(SourceRange range) : TableRef(Kind::Join, range) {}
  static bool classof(const TableRef *t) { return t->kind() == Kind::Join; }
};

// --- MATCH_RECOGNIZE ---

/// A pattern over row variables.
struct MatchPattern {
  enum class Kind : uint8_t { Variable, Sequence, Alternation, Repeat, Permute, Exclude, Begin, End, Empty };
  Kind kind = Kind::Empty;
  Identifier variable;                 ///< Variable
  std::vector<MatchPattern> children;  ///< Sequence, Alternation, Permute: several; Repeat, Exclude: one
  uint32_t minCount = 1;               ///< Repeat
  std::optional<uint32_t> maxCount;    ///< Repeat; unset: no upper bound
  bool reluctant = false;              ///< Repeat
  SourceRange range;
};

struct MatchSkip {
  enum class Target : uint8_t { PastLastRow, ToNextRow, ToFirst, ToLast };
  Target target = Target::PastLastRow;
  std::optional<Identifier> variable; ///< ToFirst, ToLast
  SourceRange range;
};

/// `expr AS name` of MEASURES, `name AS condition` of DEFINE.
struct NamedExpr {
  Identifier name;
  ExprPtr expr;
};

struct MatchRecognize : TableRef {
  struct Subset {
    Identifier name;
    std::vector<Identifier> variables;
  };
  TableRefPtr input;
  std::vector<ExprPtr> partitionBy;
  std::vector<OrderItem> orderBy;
  std::vector<NamedExpr> measures;
  std::optional<bool> allRowsPerMatch; ///< unset: not written (one row)
  std::optional<MatchSkip> afterMatch;
  MatchPattern pattern;
  ExprPtr within; ///< an interval; may be null
  std::vector<Subset> subsets;
  std::vector<NamedExpr> defines;

  explicit MatchRecognize(SourceRange range) : TableRef(Kind::MatchRecognize, range) {}
  static bool classof(const TableRef *t) { return t->kind() == Kind::MatchRecognize; }
};

// --- bodies ---

/// `expr [AS] alias`; `*` and `t.*` are a Star without alias.
struct SelectItem {
  ExprPtr expr;
  std::optional<Identifier> alias;
  SourceRange range;
};

/// One element of GROUP BY. A plain expression list is Kind::Expression with one item; `()` is Grouping without items.
struct GroupItem {
  enum class Kind : uint8_t { Expression, Grouping, Rollup, Cube, GroupingSets };
  Kind kind = Kind::Expression;
  std::vector<ExprPtr> exprs;      ///< Expression: one; Grouping: `(a, b)`
  std::vector<GroupItem> children; ///< Rollup, Cube, GroupingSets
  SourceRange range;
};

struct NamedWindow {
  Identifier name;
  WindowSpec spec;
};

struct Select : QueryBody {
  bool distinct = false;
  std::vector<Hint> hints;
  std::vector<SelectItem> items;
  TableRefPtr from; ///< null without FROM; commas become Join::Type::Comma
  ExprPtr where;
  std::vector<GroupItem> groupBy;
  SourceRange groupByRange; ///< empty when there is no GROUP BY
  bool groupByDistinct = false;
  ExprPtr having;
  std::vector<NamedWindow> windows;
  ExprPtr qualify;

  explicit Select(SourceRange range) : QueryBody(Kind::Select, range) {}
  static bool classof(const QueryBody *b) { return b->kind() == Kind::Select; }
};

struct SetOperation : QueryBody {
  enum class Op : uint8_t { Union, Intersect, Except }; ///< MINUS is folded into Except
  Op op = Op::Union;
  bool all = false;
  QueryBodyPtr left;
  QueryBodyPtr right;
  SourceRange opRange;

  explicit SetOperation(SourceRange range) : QueryBody(Kind::SetOperation, range) {}
  static bool classof(const QueryBody *b) { return b->kind() == Kind::SetOperation; }
};

/// `VALUES (1, 'a'), (2, 'b')`; every row is its list of expressions.
struct Values : QueryBody {
  struct Line {
    std::vector<ExprPtr> items;
    SourceRange range;
  };
  std::vector<Line> rows;

  explicit Values(SourceRange range) : QueryBody(Kind::Values, range) {}
  static bool classof(const QueryBody *b) { return b->kind() == Kind::Values; }
};

/// `TABLE t`.
struct ExplicitTable : QueryBody {
  CompoundIdentifier name;

  ExplicitTable(CompoundIdentifier name, SourceRange range) : QueryBody(Kind::ExplicitTable, range), name(std::move(name)) {}
  static bool classof(const QueryBody *b) { return b->kind() == Kind::ExplicitTable; }
};

struct Parenthesized : QueryBody {
  QueryPtr query;

  Parenthesized(QueryPtr query, SourceRange range) : QueryBody(Kind::Parenthesized, range), query(std::move(query)) {}
  static bool classof(const QueryBody *b) { return b->kind() == Kind::Parenthesized; }
};

} // namespace millrace::ast

#endif
