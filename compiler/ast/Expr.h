/// Scalar expressions as written, before names and types are known.
///
/// Shape:   a tree owned from the root; ranges cover all of a node's tokens. Parentheses leave no node.
///          Special call syntaxes become plain calls with their arguments in this order, so that one function record
///          serves both spellings:
///            SUBSTRING(s FROM a FOR n)            SUBSTRING(s, a, n)
///            POSITION(x IN s FROM n)              POSITION(x, s, n)
///            OVERLAY(s PLACING r FROM a FOR n)    OVERLAY(s, r, a, n)
///            TRIM(BOTH c FROM s), TRIM(c FROM s)  TRIM(<trim side>, c, s); TRIM(BOTH FROM s) has no c; TRIM(s) is as written
///            EXTRACT(u FROM t)                    EXTRACT(<time unit>, t)
///            FLOOR(t TO u), CEIL(t TO u)          FLOOR(t, <time unit>), CEIL(t, <time unit>)
///            TIMESTAMPADD(u, n, t)                TIMESTAMPADD(<time unit>, n, t); TIMESTAMPDIFF likewise
#ifndef MILLRACE_COMPILER_AST_EXPR_H
#define MILLRACE_COMPILER_AST_EXPR_H

#include "compiler/ast/TypeName.h"

namespace millrace::ast {

struct Query;

class Expr {
public:
  enum class Kind : uint8_t {
    NullLiteral, BooleanLiteral, NumericLiteral, StringLiteral, BinaryLiteral, DateTimeLiteral, IntervalLiteral,
    ColumnRef, Star, Unary, Binary, IsTest, Like, Between, InList, InSubquery, Exists, ScalarSubquery, Quantified,
    Case, Cast, Call, JsonCall, TimeUnitArg, TrimSideArg, TableArg, DescriptorArg, ModelArg, DefaultArg,
    Row, Array, Map, Multiset, ItemAccess, FieldAccess, MatchSemantics,
  };

  virtual ~Expr() = default;
  [[nodiscard]] Kind kind() const { return kind_; }

  SourceRange range;

protected:
  Expr(Kind kind, SourceRange range) : range(range), kind_(kind) {}

private:
  Kind kind_;
};
using ExprPtr = std::unique_ptr<Expr>;

// --- literals ---

struct NullLiteral : Expr {
  explicit NullLiteral(SourceRange range) : Expr(Kind::NullLiteral, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::NullLiteral; }
};

/// TRUE, FALSE; UNKNOWN has no value.
struct BooleanLiteral : Expr {
  std::optional<bool> value;

  BooleanLiteral(std::optional<bool> value, SourceRange range) : Expr(Kind::BooleanLiteral, range), value(value) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::BooleanLiteral; }
};

/// A number as text, without sign: no precision is lost before the binder picks a type.
struct NumericLiteral : Expr {
  enum class Form : uint8_t {
    Integer,     ///< `12`
    Decimal,     ///< `1.5`, `.5`, `12.`
    Approximate, ///< `1e3`, `1.5E-2`: DOUBLE
  };
  std::string text;
  Form form;

  NumericLiteral(std::string text, Form form, SourceRange range)
      : Expr(Kind::NumericLiteral, range), text(std::move(text)), form(form) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::NumericLiteral; }
};

/// 'text', u&'\263A' and e'\n', escapes already undone; UTF-8. Adjacent literals on several lines are joined.
struct StringLiteral : Expr {
  std::string value;

  StringLiteral(std::string value, SourceRange range) : Expr(Kind::StringLiteral, range), value(std::move(value)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::StringLiteral; }
};

/// x'0c': `bytes` holds one char per byte.
struct BinaryLiteral : Expr {
  std::string bytes;

  BinaryLiteral(std::string bytes, SourceRange range) : Expr(Kind::BinaryLiteral, range), bytes(std::move(bytes)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::BinaryLiteral; }
};

/// DATE '2024-01-31', TIME '10:00:00', TIMESTAMP '2024-01-31 10:00:00.123'; text without quotes, not yet checked.
struct DateTimeLiteral : Expr {
  enum class Type : uint8_t { Date, Time, Timestamp, TimestampLtz };
  Type type;
  std::string text;
  SourceRange textRange; ///< the quoted part

  DateTimeLiteral(Type type, std::string text, SourceRange textRange, SourceRange range)
      : Expr(Kind::DateTimeLiteral, range), type(type), text(std::move(text)), textRange(textRange) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::DateTimeLiteral; }
};

/// INTERVAL -'10:01' HOUR TO MINUTE; `text` may hold a sign of its own.
struct IntervalLiteral : Expr {
  bool negative = false;
  std::string text;
  SourceRange textRange;
  IntervalQualifier qualifier;

  IntervalLiteral(bool negative, std::string text, SourceRange textRange, IntervalQualifier qualifier, SourceRange range)
      : Expr(Kind::IntervalLiteral, range), negative(negative), text(std::move(text)), textRange(textRange),
        qualifier(qualifier) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::IntervalLiteral; }
};

// --- names ---

/// `c`, `t.c`, `t.row_column.field`: where the table's name ends is the binder's question.
struct ColumnRef : Expr {
  CompoundIdentifier name;

  explicit ColumnRef(CompoundIdentifier name) : Expr(Kind::ColumnRef, name.range), name(std::move(name)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::ColumnRef; }
};

/// `*` and `t.*`: in a select list, and as the argument of COUNT(*).
struct Star : Expr {
  std::optional<CompoundIdentifier> qualifier;

  explicit Star(SourceRange range) : Expr(Kind::Star, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Star; }
};

// --- operators ---

enum class UnaryOp : uint8_t { Plus, Minus, Not };
[[nodiscard]] const char *spelling(UnaryOp op);

struct Unary : Expr {
  UnaryOp op;
  ExprPtr operand;

  Unary(UnaryOp op, ExprPtr operand, SourceRange range) : Expr(Kind::Unary, range), op(op), operand(std::move(operand)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Unary; }
};

enum class BinaryOp : uint8_t {
  Or, And, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, IsDistinctFrom, IsNotDistinctFrom,
  Add, Subtract, Multiply, Divide, Modulo, Concat,
  Overlaps,
};
/// `=`, `<>`, `IS DISTINCT FROM`.
[[nodiscard]] const char *spelling(BinaryOp op);

/// `!=` is folded into NotEqual.
struct Binary : Expr {
  BinaryOp op;
  ExprPtr left;
  ExprPtr right;
  SourceRange opRange;

  Binary(BinaryOp op, ExprPtr left, ExprPtr right, SourceRange opRange, SourceRange range)
      : Expr(Kind::Binary, range), op(op), left(std::move(left)), right(std::move(right)), opRange(opRange) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Binary; }
};

/// `operand IS [NOT] test`.
struct IsTest : Expr {
  enum class Test : uint8_t { Null, True, False, Unknown, Json, JsonValue, JsonObject, JsonArray, JsonScalar };
  Test test;
  bool negated = false;
  ExprPtr operand;

  IsTest(Test test, bool negated, ExprPtr operand, SourceRange range)
      : Expr(Kind::IsTest, range), test(test), negated(negated), operand(std::move(operand)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::IsTest; }
};
[[nodiscard]] const char *spelling(IsTest::Test test);

struct Like : Expr {
  enum class Form : uint8_t { Like, ILike, RLike, SimilarTo };
  Form form;
  bool negated = false;
  ExprPtr operand;
  ExprPtr pattern;
  ExprPtr escape; ///< may be null

  Like(Form form, bool negated, ExprPtr operand, ExprPtr pattern, ExprPtr escape, SourceRange range)
      : Expr(Kind::Like, range), form(form), negated(negated), operand(std::move(operand)), pattern(std::move(pattern)),
        escape(std::move(escape)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Like; }
};

struct Between : Expr {
  bool negated = false;
  bool symmetric = false; ///< ASYMMETRIC is the default
  ExprPtr operand;
  ExprPtr low;
  ExprPtr high;

  explicit Between(SourceRange range) : Expr(Kind::Between, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Between; }
};

/// `a [NOT] IN (1, 2)`; a list of row values holds Row nodes.
struct InList : Expr {
  bool negated = false;
  ExprPtr operand;
  std::vector<ExprPtr> items;

  explicit InList(SourceRange range) : Expr(Kind::InList, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::InList; }
};

// --- subqueries (constructed and destroyed where Query is complete) ---

struct InSubquery : Expr {
  bool negated = false;
  ExprPtr operand;
  std::unique_ptr<Query> query;

  explicit InSubquery(SourceRange range);
  ~InSubquery() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::InSubquery; }
};

/// NOT EXISTS is Unary(Not) over this.
struct Exists : Expr {
  std::unique_ptr<Query> query;

  Exists(std::unique_ptr<Query> query, SourceRange range);
  ~Exists() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::Exists; }
};

struct ScalarSubquery : Expr {
  std::unique_ptr<Query> query;

  ScalarSubquery(std::unique_ptr<Query> query, SourceRange range);
  ~ScalarSubquery() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::ScalarSubquery; }
};

/// `a > ALL (query)`, `a = ANY (1, 2)`; exactly one of `query` and `items` is filled. SOME is folded into Any.
struct Quantified : Expr {
  enum class Quantifier : uint8_t { Any, All };
  BinaryOp op = BinaryOp::Equal;
  Quantifier quantifier = Quantifier::Any;
  ExprPtr operand;
  std::unique_ptr<Query> query;
  std::vector<ExprPtr> items;

  explicit Quantified(SourceRange range);
  ~Quantified() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::Quantified; }
};

// --- conditional, conversion ---

struct Case : Expr {
  struct When {
    std::vector<ExprPtr> conditions; ///< several only in `CASE x WHEN 1, 2 THEN …`: any of them matches
    ExprPtr result;
  };
  ExprPtr operand; ///< null for the searched form
  std::vector<When> whens;
  ExprPtr otherwise; ///< null without ELSE

  explicit Case(SourceRange range) : Expr(Kind::Case, range) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Case; }
};

/// CAST and TRY_CAST.
struct Cast : Expr {
  bool isTry = false;
  ExprPtr operand;
  TypeNamePtr type;

  Cast(bool isTry, ExprPtr operand, TypeNamePtr type, SourceRange range)
      : Expr(Kind::Cast, range), isTry(isTry), operand(std::move(operand)), type(std::move(type)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Cast; }
};

// --- values built from others, and access ---

/// `ROW(a, b)`, or `(a, b)` with `implicit`.
struct Row : Expr {
  bool implicit = false;
  std::vector<ExprPtr> items;

  Row(bool implicit, std::vector<ExprPtr> items, SourceRange range)
      : Expr(Kind::Row, range), implicit(implicit), items(std::move(items)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::Row; }
};

/// `ARRAY[a, b]`, or `ARRAY(query)` with `query` set.
struct Array : Expr {
  std::vector<ExprPtr> items;
  std::unique_ptr<Query> query;

  explicit Array(SourceRange range);
  ~Array() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::Array; }
};

/// `MAP[k, v, k, v]` (items alternate; an odd count is the binder's error), or `MAP(query)`.
struct Map : Expr {
  std::vector<ExprPtr> items;
  std::unique_ptr<Query> query;

  explicit Map(SourceRange range);
  ~Map() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::Map; }
};

/// `MULTISET[a, b]`, or `MULTISET(query)`.
struct Multiset : Expr {
  std::vector<ExprPtr> items;
  std::unique_ptr<Query> query;

  explicit Multiset(SourceRange range);
  ~Multiset() override;
  static bool classof(const Expr *e) { return e->kind() == Kind::Multiset; }
};

/// `base[index]` of arrays and maps.
struct ItemAccess : Expr {
  ExprPtr base;
  ExprPtr index;

  ItemAccess(ExprPtr base, ExprPtr index, SourceRange range)
      : Expr(Kind::ItemAccess, range), base(std::move(base)), index(std::move(index)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::ItemAccess; }
};

/// `base.field` where base is no plain name: `f(x).a`, `xs[1].a`, `(r).a`. `(r).*` has no field.
struct FieldAccess : Expr {
  ExprPtr base;
  std::optional<Identifier> field;

  FieldAccess(ExprPtr base, std::optional<Identifier> field, SourceRange range)
      : Expr(Kind::FieldAccess, range), base(std::move(base)), field(std::move(field)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::FieldAccess; }
};

/// `FINAL LAST(A.price)`, `RUNNING …` inside MATCH_RECOGNIZE.
struct MatchSemantics : Expr {
  bool isFinal = false;
  ExprPtr operand;

  MatchSemantics(bool isFinal, ExprPtr operand, SourceRange range)
      : Expr(Kind::MatchSemantics, range), isFinal(isFinal), operand(std::move(operand)) {}
  static bool classof(const Expr *e) { return e->kind() == Kind::MatchSemantics; }
};

} // namespace millrace::ast

#endif
