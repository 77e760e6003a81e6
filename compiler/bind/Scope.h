/// Knows which columns an expression can name, and finds them.
///
/// Shape:   a subquery's scope also knows that of the query around it; its own names come first.
/// Errors:  MR0301 unknown column, MR0302 ambiguous column, MR0303 unknown table before the dot, MR0326 no ROW before the dot.
#ifndef MILLRACE_COMPILER_BIND_SCOPE_H
#define MILLRACE_COMPILER_BIND_SCOPE_H

#include "compiler/bind/BindState.h"
#include "compiler/bind/Scalar.h"

#include "mlir/IR/Value.h"

#include <map>

namespace millrace::bind {

struct RelationColumn {
  std::string name;
  Type type;
  TimeAttribute time = TimeAttribute::None;
  WindowRole role = WindowRole::None;
  /// False after an error in its expression: whoever names the column gives up silently.
  bool known = true;
};

/// A stream with its columns. `value` is null after an error in its query; its columns are then what could be found out, and
/// `columnsKnown` false if even their names are not: nothing is reported about names looked up in it.
struct Relation {
  mlir::Value value;
  std::vector<RelationColumn> columns;
  bool columnsKnown = true;
  /// The table read unchanged, if the relation is one: errors point at its declaration. May be null.
  std::shared_ptr<const catalog::Table> table = {};
  /// Event-time or not, every name of the relation: for errors.
  [[nodiscard]] std::vector<std::string> columnNames() const;
};

/// One table of FROM: the columns [first, first + count) of the scope's input.
struct ScopeTable {
  std::string alias;
  std::optional<catalog::ObjectPath> path; ///< of a table named without alias: `db.t.c` works too
  uint32_t first = 0;
  uint32_t count = 0;
};

/// One column of `*`: of `columns`, which USING made one, the first that is not NULL.
struct StarColumn {
  std::string name;
  std::vector<uint32_t> columns;
  Type type; ///< of all of them together
};

/// A window of OVER or of the WINDOW clause; `ok` false after an error in it.
struct OverWindow {
  std::vector<ScalarPtr> partition, order;
  std::vector<SortFlags> flags;
  bool hasFrame = false, isRows = false;
  int64_t preceding = -1;
  SourceRange range, frameRange;
  bool ok = true;
};

class Scope {
public:
  Scope() = default;
  explicit Scope(Relation input) : input_(std::move(input)) {}

  void addTable(ScopeTable table) { tables_.push_back(std::move(table)); }
  /// What messages call the columns, where they are not a table's.
  void nameColumns(std::string noun) { noun_ = std::move(noun); }
  /// What `*` and names without a table mean where that is not the input's columns: below USING and NATURAL.
  void setStar(std::vector<StarColumn> star) { star_ = std::move(star); }
  /// The scope of the query around a subquery; it outlives this one.
  void setOuter(const Scope *outer) { outer_ = outer; }
  /// Names that SELECT gives: only to explain why they cannot be used here.
  void setSelectAliases(std::vector<std::string> aliases) { aliases_ = std::move(aliases); }

  void addWindow(const std::string &name, OverWindow window) { windows_.insert_or_assign(name, std::move(window)); }
  [[nodiscard]] const std::map<std::string, OverWindow> &windows() const { return windows_; }
  /// A name that means a value before it means a column: ORDER BY sees what SELECT gives.
  void addValue(const std::string &name, ScalarPtr value) { values_.insert({name, std::move(value)}); }

  [[nodiscard]] const Relation &input() const { return input_; }
  [[nodiscard]] Relation &input() { return input_; }
  [[nodiscard]] const std::vector<ScopeTable> &tables() const { return tables_; }

  /// `a`, `t.a`, `db.t.a`, each with fields of a ROW behind; nullptr after an error. `mayBeOuter`: columns of the query around are taken here.
  [[nodiscard]] ScalarPtr resolve(BindState &state, const ast::CompoundIdentifier &name, bool mayBeOuter = false) const;
  /// The table of `t.*`; null after an error.
  [[nodiscard]] const ScopeTable *resolveTable(BindState &state, const ast::CompoundIdentifier &name) const;
  [[nodiscard]] ScalarPtr column(uint32_t index, SourceRange range) const;
  [[nodiscard]] std::vector<StarColumn> star() const;
  [[nodiscard]] ScalarPtr value(const StarColumn &column, SourceRange range) const;

private:
  /// How many parts name a table (0: none), and which.
  [[nodiscard]] bool knows(const ast::CompoundIdentifier &name) const;
  [[nodiscard]] ScalarPtr resolveOuter(BindState &state, const ast::CompoundIdentifier &name, bool mayBeOuter) const;
  [[nodiscard]] size_t matchTable(const ast::CompoundIdentifier &name, const ScopeTable *&table) const;
  /// The column that `name` means, in `table` if there is one.
  [[nodiscard]] std::optional<StarColumn> findColumn(BindState &state, const ast::Identifier &name, const ScopeTable *table, bool &reported) const;
  void reportUnknown(BindState &state, const ast::CompoundIdentifier &name, size_t part, const ScopeTable *table) const;

  Relation input_;
  std::vector<ScopeTable> tables_;
  std::vector<std::string> aliases_;
  std::string noun_ = "column";
  const Scope *outer_ = nullptr;
  std::vector<StarColumn> star_; ///< empty: the input's columns
  std::map<std::string, OverWindow> windows_;
  std::map<std::string, ScalarPtr> values_; ///< null after an error
};

/// `row.field`; nullptr after an error.
[[nodiscard]] ScalarPtr accessField(BindState &state, const ScalarPtr &row, const ast::Identifier &field);

} // namespace millrace::bind

#endif
