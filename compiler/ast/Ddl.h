/// CREATE, DROP and ALTER as written.
#ifndef MILLRACE_COMPILER_AST_DDL_H
#define MILLRACE_COMPILER_AST_DDL_H

#include "compiler/ast/Statement.h"

namespace millrace::ast {

/// FIRST or AFTER column, in ALTER TABLE only.
struct ColumnPosition {
  bool first = false;
  Identifier after; ///< when not first
};

struct ColumnDef {
  enum class Kind : uint8_t {
    Physical, ///< `c INT`
    Computed, ///< `c AS expr`
    Metadata, ///< `c INT METADATA FROM 'k' VIRTUAL`
    NameOnly, ///< `c` in CREATE TABLE t (c, d) AS SELECT …
  };
  Kind kind = Kind::Physical;
  Identifier name;
  TypeNamePtr type;                       ///< Physical, Metadata
  ExprPtr expr;                           ///< Computed
  std::optional<QuotedText> metadataKey;  ///< METADATA FROM 'k'
  bool isVirtual = false;
  std::optional<QuotedText> comment;
  std::optional<ColumnPosition> position;
  SourceRange range;
};

struct WatermarkDef {
  CompoundIdentifier column;
  ExprPtr expr;
  SourceRange range;
};

/// PRIMARY KEY and UNIQUE, of a table or of one column.
struct ConstraintDef {
  bool isPrimaryKey = true;
  bool notEnforced = false; ///< always true for a primary key: the parser refuses anything else
  std::optional<Identifier> name;
  std::vector<Identifier> columns; ///< a column constraint names its own column
  SourceRange range;
};

struct LikeOption {
  enum class Action : uint8_t { Including, Excluding, Overwriting };
  enum class Feature : uint8_t { All, Constraints, Distribution, Generated, Metadata, Options, Partitions, Watermarks };
  Action action;
  Feature feature;
  SourceRange range;
};

struct LikeClause {
  CompoundIdentifier table;
  std::vector<LikeOption> options;
  SourceRange range;
};

/// `DISTRIBUTED [BY [HASH | RANGE] (cols)] [INTO n BUCKETS]`.
struct Distribution {
  enum class Kind : uint8_t { Unspecified, Hash, Range };
  Kind kind = Kind::Unspecified;
  std::vector<Identifier> columns;
  std::optional<uint32_t> bucketCount;
  SourceRange range;
};

/// CREATE TABLE, CREATE TABLE … AS and REPLACE TABLE … AS.
struct CreateTable : Statement {
  bool replace = false;
  bool orCreate = false; ///< CREATE OR REPLACE
  bool temporary = false;
  bool ifNotExists = false;
  CompoundIdentifier name;
  std::vector<ColumnDef> columns;
  std::vector<WatermarkDef> watermarks; ///< Flink takes one; a second is the catalog's error
  std::vector<ConstraintDef> constraints;
  std::optional<QuotedText> comment;
  std::optional<Distribution> distribution;
  std::vector<Identifier> partitionedBy;
  std::vector<Option> options;
  SourceRange optionsRange; ///< `WITH (…)`; empty, at the statement's end, when not written
  std::optional<LikeClause> like;
  QueryPtr query; ///< AS query; may be null

  explicit CreateTable(SourceRange range) : Statement(Kind::CreateTable, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CreateTable; }
};

struct CreateView : Statement {
  bool temporary = false;
  bool ifNotExists = false;
  bool orReplace = false;
  CompoundIdentifier name;
  std::vector<Identifier> columns;
  std::optional<QuotedText> comment;
  QueryPtr query;

  explicit CreateView(SourceRange range) : Statement(Kind::CreateView, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CreateView; }
};

/// `CREATE FUNCTION f AS 'class' LANGUAGE JAVA …`, `… AS 'file.cpp' LANGUAGE CPP`, and SQL functions: `CREATE FUNCTION f(a INT) RETURNS INT RETURN a + 1`.
struct CreateFunction : Statement {
  enum class Language : uint8_t { Unspecified, Java, Scala, Sql, Python, Cpp };
  struct Parameter {
    Identifier name;
    TypeNamePtr type;
  };
  struct Resource {
    bool isArtifact = false; ///< false: JAR
    QuotedText path;
  };
  bool temporary = false;
  bool system = false;
  bool ifNotExists = false;
  CompoundIdentifier name;
  std::optional<QuotedText> className; ///< the class form; of LANGUAGE CPP the path of the source
  Language language = Language::Unspecified;
  std::vector<Resource> resources;
  std::vector<Option> options;
  std::vector<Parameter> parameters; ///< the SQL form
  TypeNamePtr returns;               ///< may be null
  ExprPtr body;                      ///< the SQL form only

  explicit CreateFunction(SourceRange range) : Statement(Kind::CreateFunction, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CreateFunction; }
};

struct CreateCatalog : Statement {
  bool ifNotExists = false;
  Identifier name;
  std::optional<QuotedText> comment;
  std::vector<Option> options;

  explicit CreateCatalog(SourceRange range) : Statement(Kind::CreateCatalog, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CreateCatalog; }
};

struct CreateDatabase : Statement {
  bool ifNotExists = false;
  CompoundIdentifier name;
  std::optional<QuotedText> comment;
  std::vector<Option> options;

  explicit CreateDatabase(SourceRange range) : Statement(Kind::CreateDatabase, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CreateDatabase; }
};

struct CreateMaterializedTable : Statement {
  enum class RefreshMode : uint8_t { Unspecified, Continuous, Full };
  bool orAlter = false;
  bool ifNotExists = false;
  CompoundIdentifier name;
  std::vector<ColumnDef> columns;
  std::vector<WatermarkDef> watermarks;
  std::vector<ConstraintDef> constraints;
  std::optional<QuotedText> comment;
  std::optional<Distribution> distribution;
  std::vector<Identifier> partitionedBy;
  std::vector<Option> options;
  ExprPtr freshness; ///< an interval; may be null
  RefreshMode refreshMode = RefreshMode::Unspecified;
  QueryPtr query;

  explicit CreateMaterializedTable(SourceRange range) : Statement(Kind::CreateMaterializedTable, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::CreateMaterializedTable; }
};

struct Drop : Statement {
  enum class Object : uint8_t { Table, View, MaterializedTable, Function, Catalog, Database };
  Object object;
  bool temporary = false;
  bool system = false; ///< DROP TEMPORARY SYSTEM FUNCTION
  bool ifExists = false;
  bool cascade = false;
  CompoundIdentifier name;

  Drop(Object object, SourceRange range) : Statement(Kind::Drop, range), object(object) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::Drop; }
};

struct AlterTable : Statement {
  enum class Action : uint8_t {
    RenameTable, RenameColumn, SetOptions, ResetOptions, Add, Modify, DropColumns, DropPrimaryKey, DropConstraint,
    DropWatermark, DropDistribution, AddPartition, DropPartition,
  };
  Action action = Action::RenameTable;
  bool ifExists = false;
  CompoundIdentifier name;
  CompoundIdentifier newName;                           ///< RenameTable; RenameColumn (the new column)
  CompoundIdentifier column;                            ///< RenameColumn (the old column)
  std::vector<Option> options;                          ///< SetOptions; AddPartition … WITH
  std::vector<QuotedText> keys;                         ///< ResetOptions
  std::vector<ColumnDef> columns;                       ///< Add, Modify
  std::vector<WatermarkDef> watermarks;                 ///< Add, Modify
  std::vector<ConstraintDef> constraints;               ///< Add, Modify
  std::optional<Distribution> distribution;             ///< Add, Modify
  std::vector<CompoundIdentifier> dropped;              ///< DropColumns
  std::optional<Identifier> constraint;                 ///< DropConstraint
  std::vector<std::vector<PartitionItem>> partitions;   ///< AddPartition, DropPartition
  bool partitionIfExists = false;                       ///< IF [NOT] EXISTS after ADD or DROP

  explicit AlterTable(SourceRange range) : Statement(Kind::AlterTable, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::AlterTable; }
};

/// `RENAME TO name`, or `AS query`.
struct AlterView : Statement {
  bool ifExists = false;
  CompoundIdentifier name;
  std::optional<CompoundIdentifier> newName;
  QueryPtr query;

  explicit AlterView(SourceRange range) : Statement(Kind::AlterView, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::AlterView; }
};

struct AlterDatabase : Statement {
  CompoundIdentifier name;
  std::vector<Option> options;

  explicit AlterDatabase(SourceRange range) : Statement(Kind::AlterDatabase, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::AlterDatabase; }
};

/// SET (options), RESET (keys) or COMMENT 'text'.
struct AlterCatalog : Statement {
  Identifier name;
  std::vector<Option> options;
  std::vector<QuotedText> keys;
  std::optional<QuotedText> comment;

  explicit AlterCatalog(SourceRange range) : Statement(Kind::AlterCatalog, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::AlterCatalog; }
};

struct AlterFunction : Statement {
  bool temporary = false;
  bool system = false;
  bool ifExists = false;
  CompoundIdentifier name;
  QuotedText className;
  CreateFunction::Language language = CreateFunction::Language::Unspecified;

  explicit AlterFunction(SourceRange range) : Statement(Kind::AlterFunction, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::AlterFunction; }
};

struct AlterMaterializedTable : Statement {
  enum class Action : uint8_t { Suspend, Resume, Refresh, AsQuery };
  Action action = Action::Suspend;
  CompoundIdentifier name;
  std::vector<Option> options;           ///< Resume
  std::vector<PartitionItem> partition;  ///< Refresh
  QueryPtr query;                        ///< AsQuery

  explicit AlterMaterializedTable(SourceRange range) : Statement(Kind::AlterMaterializedTable, range) {}
  static bool classof(const Statement *s) { return s->kind() == Kind::AlterMaterializedTable; }
};

} // namespace millrace::ast

#endif
