/// Statements as written: queries, INSERT, utility statements. Tables and views are in Ddl.h.
#ifndef MILLRACE_COMPILER_AST_STATEMENT_H
#define MILLRACE_COMPILER_AST_STATEMENT_H

#include "compiler/ast/Query.h"

namespace millrace::ast {

class Statement {
public:
  enum class Kind : uint8_t {
    Query, Insert, StatementSet, Explain, Set, Reset, Show, Describe, Use, Module, Jar, CompilePlan, ExecutePlan, StopJob,
    CallProcedure, CreateTable, CreateView, CreateFunction, CreateCatalog, CreateDatabase, CreateMaterializedTable, Drop,
    AlterTable, AlterView, AlterDatabase, AlterCatalog, AlterFunction, AlterMaterializedTable,
  };

  virtual ~Statement() = default;
  [[nodiscard]] Kind kind() const { return kind_; }

  /// Without the closing semicolon.
  SourceRange range;

protected:
  Statement(Kind kind, SourceRange range) : range(range), kind_(kind) {}

private:
  Kind kind_;
};
using StatementPtr = std::unique_ptr<Statement>;

/// A string as written between quotes, unescaped.
struct QuotedText {
  std::string value;
  SourceRange range;
};

/// `'key' = 'value'` of WITH (…), SET (…) and catalog options.
struct Option {
  QuotedText key;
  QuotedText value;
};

struct QueryStatement : Statement {
  QueryPtr query;

  QueryStatement(QueryPtr query, SourceRange range) : Statement(Kind::Query, range), query(std::move(query)) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Query; }
};

/// `name` or `name = value` of PARTITION (…).
struct PartitionItem {
  Identifier name;
  ExprPtr value; ///< may be null
};

struct Insert : Statement {
  enum class Conflict : uint8_t { None, Error, Nothing, Deduplicate };
  bool overwrite = false;
  CompoundIdentifier target;
  std::vector<Hint> hints;
  std::vector<PartitionItem> partition;
  std::vector<CompoundIdentifier> columns; ///< empty: all, by position
  QueryPtr query;
  Conflict onConflict = Conflict::None;

  explicit Insert(SourceRange range) : Statement(Kind::Insert, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Insert; }
};

/// `EXECUTE STATEMENT SET BEGIN …; END`, `BEGIN STATEMENT SET; …; END`, or the bare set inside EXPLAIN.
struct StatementSet : Statement {
  std::vector<std::unique_ptr<Insert>> inserts;

  explicit StatementSet(SourceRange range) : Statement(Kind::StatementSet, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::StatementSet; }
};

/// `EXPLAIN [PLAN FOR | detail, …] statement`: a query, an INSERT, a statement set, or CREATE … AS query.
struct Explain : Statement {
  enum class Detail : uint8_t { EstimatedCost, ChangelogMode, PlanAdvice, JsonExecutionPlan };
  std::vector<Detail> details;
  StatementPtr statement;

  explicit Explain(SourceRange range) : Statement(Kind::Explain, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Explain; }
};

/// `SET 'key' = 'value'`; `SET` alone lists the settings.
struct Set : Statement {
  std::optional<Option> option;

  explicit Set(SourceRange range) : Statement(Kind::Set, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Set; }
};

/// `RESET 'key'`; `RESET` alone resets all.
struct Reset : Statement {
  std::optional<QuotedText> key;

  explicit Reset(SourceRange range) : Statement(Kind::Reset, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Reset; }
};

/// `[NOT] LIKE 'pattern'` of SHOW.
struct NamePattern {
  bool negated = false;
  bool ignoreCase = false; ///< ILIKE
  QuotedText pattern;
};

struct Show : Statement {
  enum class Subject : uint8_t {
    Catalogs, Databases, Tables, Views, MaterializedTables, Columns, Functions, UserFunctions, Modules, FullModules, Jars,
    Partitions, Procedures, Jobs, CurrentCatalog, CurrentDatabase, CreateTable, CreateView, CreateFunction, CreateCatalog,
    CreateMaterializedTable,
  };
  Subject subject;
  std::optional<CompoundIdentifier> name; ///< FROM/IN name, the object of SHOW CREATE, the table of SHOW PARTITIONS
  std::vector<PartitionItem> partition;   ///< SHOW PARTITIONS t PARTITION (…)
  std::optional<NamePattern> pattern;

  Show(Subject subject, SourceRange range) : Statement(Kind::Show, range), subject(subject) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Show; }
};
/// `CREATE TABLE`, `FULL MODULES`: what stands after SHOW.
[[nodiscard]] const char *spelling(Show::Subject subject);

struct Describe : Statement {
  enum class Subject : uint8_t { Table, Catalog, Database, Function, Job };
  Subject subject = Subject::Table; ///< Table: `DESCRIBE name`, which may be a view
  bool extended = false;
  CompoundIdentifier name; ///< empty parts for a job
  QuotedText job;

  explicit Describe(SourceRange range) : Statement(Kind::Describe, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Describe; }
};

struct Use : Statement {
  enum class Subject : uint8_t { Database, Catalog, Modules };
  Subject subject = Subject::Database;
  CompoundIdentifier name;         ///< Database, Catalog
  std::vector<Identifier> modules; ///< Modules

  explicit Use(SourceRange range) : Statement(Kind::Use, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Use; }
};

/// LOAD MODULE m [WITH (…)], UNLOAD MODULE m.
struct Module : Statement {
  bool load = true;
  Identifier name;
  std::vector<Option> options;

  explicit Module(SourceRange range) : Statement(Kind::Module, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Module; }
};

/// ADD JAR 'path', REMOVE JAR 'path'.
struct Jar : Statement {
  bool add = true;
  QuotedText path;

  explicit Jar(SourceRange range) : Statement(Kind::Jar, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Jar; }
};

/// `COMPILE PLAN 'file' [IF NOT EXISTS] FOR statement`, `COMPILE AND EXECUTE PLAN …`.
struct CompilePlan : Statement {
  QuotedText path;
  bool ifNotExists = false;
  bool execute = false;
  StatementPtr statement;

  explicit CompilePlan(SourceRange range) : Statement(Kind::CompilePlan, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CompilePlan; }
};

struct ExecutePlan : Statement {
  QuotedText path;

  explicit ExecutePlan(SourceRange range) : Statement(Kind::ExecutePlan, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::ExecutePlan; }
};

struct StopJob : Statement {
  QuotedText job;
  bool withSavepoint = false;
  bool withDrain = false;

  explicit StopJob(SourceRange range) : Statement(Kind::StopJob, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::StopJob; }
};

struct CallProcedure : Statement {
  std::unique_ptr<Call> call;

  explicit CallProcedure(SourceRange range) : Statement(Kind::CallProcedure, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CallProcedure; }
};

} // namespace millrace::ast

#endif
