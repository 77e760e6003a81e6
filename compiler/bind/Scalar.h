/// A scalar expression whose names and types are known: what the binder computes with before it writes IR.
///
/// Shape:   a tree; a node may stand in several places (the operand of BETWEEN is evaluated once), hence shared_ptr. No node
///          (nullptr) means that an error was reported below; whoever meets it gives up silently.
///          Every cast is a node: operands of one operator have equal types, except DECIMAL precision and nullability.
/// Threads: immutable once made.
#ifndef MILLRACE_COMPILER_BIND_SCALAR_H
#define MILLRACE_COMPILER_BIND_SCALAR_H

#include "compiler/catalog/Table.h"
#include "stdlib/AggregateRecord.h"
#include "stdlib/FunctionRecord.h"

#include <functional>
#include <variant>

namespace millrace::bind {

using catalog::TimeAttribute;
using source::SourceRange;

/// NULL; BOOLEAN; integers, DATE, TIME, intervals; unscaled DECIMAL; FLOAT and DOUBLE; strings and bytes; timestamps.
using Constant = std::variant<std::monostate, bool, int64_t, Int128, double, std::string, Timestamp>;

enum class ScalarOp : uint8_t {
  Constant, Column,
  Cast, TryCast,
  Add, Sub, Mul, Div, Rem, Neg,
  Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, NotDistinct,
  And, Or, Not, IsNull, IsTrue, IsFalse,
  If,             ///< condition (BOOLEAN, NULL as FALSE), then, else; both of the node's type
  Call,
  Field, Make,
  Item,           ///< element of an ARRAY (place from 1) or value of a MAP's key: collection, key
  Aggregate,      ///< args: arguments, then the filter if `hasFilter`
  WindowProperty, ///< TUMBLE_START(…): args are those of the group window
  GroupingBits,   ///< GROUPING(…): per arg, a key of GROUP BY, a bit that is 1 where the row's grouping set leaves it out
  GroupId,        ///< GROUP_ID(): how many equal grouping sets stand before the row's
  Subquery,       ///< args: operands, then columns of the query around that it uses (Subquery.h)
  Over,           ///< args: arguments, then what the window is partitioned by, then what it is ordered by
};

/// The legacy group windows and what can be asked of them.
enum class GroupWindow : uint8_t { Tumble, Hop, Session };
enum class WindowAsk : uint8_t { Start, End, RowTime, ProcTime };

/// What a column is to the window table function that made it, through projections: GROUP BY of start and end is a window
/// aggregation, whose window_time stays event time.
enum class WindowRole : uint8_t { None, Start, End, Time };

struct Scalar;
struct Subquery;
using ScalarPtr = std::shared_ptr<const Scalar>;

struct SortFlags {
  bool descending = false;
  bool nullsLast = false;
  bool operator==(const SortFlags &) const = default;
};

/// What an OVER call is, beside its values.
struct OverShape {
  std::string function; ///< upper case
  size_t arguments = 0;
  size_t partition = 0;
  std::vector<SortFlags> order;
  bool isRows = false;
  int64_t preceding = -1; ///< rows or ms before the row; -1: from the partition's first row
  int64_t offset = 0;     ///< LAG
  bool operator==(const OverShape &) const = default;
};

struct Scalar {
  ScalarOp op = ScalarOp::Constant;
  Type type;
  TimeAttribute time = TimeAttribute::None;
  WindowRole role = WindowRole::None;        ///< Column
  SourceRange range;
  std::vector<ScalarPtr> args;

  Constant value;                            ///< Constant
  uint32_t index = 0;                        ///< Column: of the input; Field: of the row
  bool isOuter = false;                      ///< Column: of the query around the subquery
  const FunctionRecord *function = nullptr;  ///< Call
  std::vector<int32_t> typeConstants;        ///< Call
  const AggregateRecord *aggregate = nullptr;
  bool distinct = false;                     ///< Aggregate
  bool hasFilter = false;                    ///< Aggregate
  GroupWindow window = GroupWindow::Tumble;  ///< WindowProperty
  WindowAsk ask = WindowAsk::Start;          ///< WindowProperty
  std::shared_ptr<const OverShape> over;     ///< Over
  std::shared_ptr<const Subquery> subquery;  ///< Subquery
};

/// Same computation; ranges do not matter. Functions that differ per row are never the same.
[[nodiscard]] bool isSame(const Scalar &a, const Scalar &b);
/// Whether an aggregate, or what else only grouped rows have, is in it.
[[nodiscard]] bool isAggregated(const Scalar &scalar);
/// Whether a column of the query around is in it.
[[nodiscard]] bool isCorrelated(const Scalar &scalar);
/// The same computation with other columns: `column` gives what stands for each. Shared nodes stay shared.
[[nodiscard]] ScalarPtr replaceColumns(const ScalarPtr &scalar, const std::function<ScalarPtr(const Scalar &)> &column);
[[nodiscard]] bool hasOver(const Scalar &scalar);
[[nodiscard]] bool hasSubquery(const Scalar &scalar);
/// Whether a column of the query itself is in it.
[[nodiscard]] bool readsInput(const Scalar &scalar);
/// Whether evaluating it may fail, so that AND, OR and CASE must guard it.
[[nodiscard]] bool mayFail(const Scalar &scalar);

[[nodiscard]] ScalarPtr makeScalar(ScalarOp op, Type type, SourceRange range, std::vector<ScalarPtr> args);
[[nodiscard]] ScalarPtr makeConstant(Type type, Constant value, SourceRange range);
[[nodiscard]] ScalarPtr makeColumn(uint32_t index, Type type, TimeAttribute time, SourceRange range);

/// The same value as `type`, by a cast where needed. Nullability stays that of the value. Constants are converted at once where
/// that is exact. Precondition: the cast exists.
[[nodiscard]] ScalarPtr castTo(const ScalarPtr &value, const Type &type);
/// Equal apart from nullability.
[[nodiscard]] bool sameValueType(const Type &a, const Type &b);
[[nodiscard]] Type withNull(Type type, bool nullable);
[[nodiscard]] Type simpleType(TypeKind kind, bool nullable, int32_t precision = 0, int32_t scale = 0);
[[nodiscard]] inline bool isIntegerKind(TypeKind kind) { return kind >= TypeKind::TinyInt && kind <= TypeKind::BigInt; }
[[nodiscard]] inline bool isNumericKind(TypeKind kind) { return kind >= TypeKind::TinyInt && kind <= TypeKind::Decimal; }
[[nodiscard]] inline bool isTimestampKind(TypeKind kind) { return kind == TypeKind::Timestamp || kind == TypeKind::TimestampLtz; }

} // namespace millrace::bind

#endif
