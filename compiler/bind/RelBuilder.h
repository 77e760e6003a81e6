/// Writes relational operators into the module of a pipeline.
///
/// Shape:   every function takes relations and gives one. A relation without value (after an error) gives one without value; its
///          columns are still right, so that later clauses are checked too.
#ifndef MILLRACE_COMPILER_BIND_RELBUILDER_H
#define MILLRACE_COMPILER_BIND_RELBUILDER_H

#include "compiler/bind/Scope.h"
#include "compiler/rel/RelDialect.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace millrace::rel {
enum class JoinKind : uint32_t;
} // namespace millrace::rel

namespace millrace::bind {

/// The pipeline that statements are added to: one `rel.table` per table used, scans shared by all statements.
class RelModule {
public:
  explicit RelModule(mlir::MLIRContext &context);

  [[nodiscard]] mlir::ModuleOp module() { return *module_; }
  [[nodiscard]] mlir::OwningOpRef<mlir::ModuleOp> take() { return std::move(module_); }
  /// Nothing writes rows yet: no INSERT and no SELECT was added.
  [[nodiscard]] bool empty();

private:
  friend class RelBuilder;
  mlir::OwningOpRef<mlir::ModuleOp> module_;
  std::map<std::pair<const catalog::Table *, bool>, std::string> symbols_; ///< (table, as sink)
  std::map<const catalog::Table *, Relation> scans_;
  std::vector<std::shared_ptr<const catalog::Table>> kept_; ///< a dropped table's address must not come again
};

/// One output column of a projection.
struct ProjectedColumn {
  std::string name;
  ScalarPtr value; ///< nullptr after an error
};

struct AggregateCall {
  const AggregateRecord *record = nullptr;
  std::vector<uint32_t> arguments; ///< columns of the input
  bool distinct = false;
  std::optional<uint32_t> filter;
  Type type;
};

struct WindowSpecification {
  rel::WindowKind kind = rel::WindowKind::Tumble;
  uint32_t timeColumn = 0;
  int64_t sizeMs = 0;
  int64_t slideMs = 0;
  int64_t offsetMs = 0;
  std::vector<uint32_t> partition; ///< of a session in FROM
};

struct SortColumn {
  uint32_t column = 0;
  SortFlags flags;
};

/// FOR SYSTEM_TIME AS OF: columns of the left and of the right input.
struct AsOf {
  uint32_t leftTime = 0;
  std::optional<uint32_t> rightTime; ///< from which versions are valid; none: a lookup at processing time
};

struct OverCall {
  std::string function;
  std::vector<uint32_t> arguments;
  bool distinct = false;
  int64_t offset = 0;
  Type type;
};
struct OverSpecification {
  std::vector<uint32_t> partition;
  std::vector<SortColumn> order;
  bool isRows = false;
  int64_t preceding = -1;
  std::vector<OverCall> calls;
};

class RelBuilder {
public:
  RelBuilder(BindState &state, RelModule &target);

  /// The table as an earlier reader left it; null for the first.
  [[nodiscard]] const Relation *cachedScan(const catalog::Table &table) const;
  void cacheScan(const std::shared_ptr<const catalog::Table> &table, Relation relation);
  void forgetScan(const catalog::Table &table);
  /// In rel.table's order: physical columns, then metadata columns as the connector gives them.
  [[nodiscard]] Relation scan(const std::shared_ptr<const catalog::Table> &table, SourceRange range);
  [[nodiscard]] Relation watermark(const Relation &input, uint32_t column, const ScalarPtr &delay, int64_t intervalMs, int64_t idleMs,
                                   SourceRange range);

  [[nodiscard]] Relation project(const Relation &input, const std::vector<ProjectedColumn> &columns, SourceRange range);
  [[nodiscard]] Relation filter(const Relation &input, const ScalarPtr &condition, SourceRange range);
  /// Rows of constants of the columns' types. No columns and one empty row: SELECT without FROM.
  [[nodiscard]] Relation values(std::vector<RelationColumn> columns, const std::vector<std::vector<ScalarPtr>> &rows, SourceRange range);
  /// Inputs have equal types; names and time attributes are `columns`.
  [[nodiscard]] Relation unionAll(const std::vector<Relation> &inputs, std::vector<RelationColumn> columns, SourceRange range);
  /// `condition`: over the left columns, then the right ones; null: every pair matches. `columns`: of the result.
  [[nodiscard]] Relation join(rel::JoinKind kind, const Relation &left, const Relation &right, const ScalarPtr &condition,
                              std::vector<RelationColumn> columns, SourceRange range, std::optional<AsOf> asOf = std::nullopt);
  /// The first `passed` columns of the input, then an element of its column `collection`, or key and value, then the place if wanted.
  /// `condition`: over these; null: every element counts.
  [[nodiscard]] Relation unnest(const Relation &input, uint32_t passed, uint32_t collection, bool withOrdinality, bool isLeft, const ScalarPtr &condition,
                                SourceRange range);
  [[nodiscard]] Relation window(const Relation &input, const WindowSpecification &window, std::vector<RelationColumn> columns, SourceRange range);
  /// Each row once per set, a bit mask over `keys`: the input's columns, then the keys, NULL where the set leaves them out, then the set's number.
  [[nodiscard]] Relation expand(const Relation &input, const std::vector<uint32_t> &keys, const std::vector<int64_t> &sets, SourceRange range);
  [[nodiscard]] Relation aggregate(const Relation &input, const std::vector<uint32_t> &keys, const std::vector<AggregateCall> &calls,
                                   std::vector<RelationColumn> columns, SourceRange range);
  [[nodiscard]] Relation windowAggregate(const Relation &input, const WindowSpecification &window, const std::vector<uint32_t> &keys,
                                         const std::vector<AggregateCall> &calls, const std::vector<rel::WindowProperty> &properties,
                                         std::vector<RelationColumn> columns, SourceRange range);
  // RelBuilderOrdered.cpp
  /// The input with a column per call behind its own.
  [[nodiscard]] Relation over(const Relation &input, const OverSpecification &over, SourceRange range);
  /// The rows [offset, offset + fetch) in an order, of each partition.
  [[nodiscard]] Relation sortLimit(const Relation &input, const std::vector<SortColumn> &order, int64_t offset, int64_t fetch, SourceRange range,
                                   const std::vector<uint32_t> &partition = {});
  [[nodiscard]] Relation limit(const Relation &input, int64_t offset, int64_t fetch, SourceRange range);
  /// The first column of the order is a time attribute, ascending.
  [[nodiscard]] Relation sort(const Relation &input, const std::vector<SortColumn> &order, SourceRange range);
  /// INTERSECT DISTINCT, EXCEPT DISTINCT. Inputs have equal types.
  [[nodiscard]] Relation setOperation(const Relation &left, const Relation &right, bool isExcept, std::vector<RelationColumn> columns, SourceRange range);
  /// Each row as often as its last column says, without it.
  [[nodiscard]] Relation replicate(const Relation &input, SourceRange range);
  /// `table` null: the result of a SELECT.
  void sink(const Relation &input, const std::shared_ptr<const catalog::Table> &table, SourceRange range);

private:
  [[nodiscard]] rel::StreamType streamType(const std::vector<RelationColumn> &columns);
  [[nodiscard]] std::string tableSymbol(const std::shared_ptr<const catalog::Table> &table, bool asSink);
  [[nodiscard]] mlir::ArrayAttr callAttributes(const std::vector<AggregateCall> &calls);
  [[nodiscard]] mlir::ArrayAttr orderAttribute(const std::vector<SortColumn> &order);
  [[nodiscard]] rel::WindowAttr windowAttribute(const WindowSpecification &window);
  void fillRegion(mlir::Region &region, const Relation &input, const std::vector<ScalarPtr> &values, SourceRange range);
  void fillJoinCondition(mlir::Region &region, const Relation &left, const Relation &right, const ScalarPtr &condition);

  BindState &state_;
  RelModule &target_;
  mlir::OpBuilder builder_;
};

/// Row kinds that the table's format reads: a mask over RowKind.
[[nodiscard]] uint8_t sourceRowKinds(const catalog::Table &table);

} // namespace millrace::bind

#endif
