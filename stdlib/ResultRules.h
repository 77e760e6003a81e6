/// Flink's type derivation as plain functions over `Type`: results of operators and functions, common types, casts.
///
/// Nullability: rules named by `FunctionRecord::result` return the type with nullable = any argument is nullable.
/// Source:      Flink's LogicalTypeMerging, LogicalTypeCasts and FlinkReturnTypes.
#pragma once
#include "runtime/abi/Schema.h"

#include <optional>
#include <span>
#include <string_view>

namespace millrace {

Type decimalPlusType(const Type &left, const Type &right); // also minus
Type decimalTimesType(const Type &left, const Type &right);
Type decimalDivideType(const Type &left, const Type &right);
Type decimalModType(const Type &left, const Type &right);
Type decimalRoundType(const Type &argument, int32_t digits);
Type sumType(const Type &argument);
Type avgType(const Type &argument);

/// An exact number as the DECIMAL that Flink computes with: TINYINT (3,0), SMALLINT (5,0), INT (10,0), BIGINT (19,0); a DECIMAL unchanged.
/// Precondition: TINYINT … BIGINT or DECIMAL.
Type asDecimal(const Type &type);

/// A constant argument, where the caller knows it: ROUND(d, 2), TO_TIMESTAMP_LTZ(x, 3).
using ConstantArgument = std::optional<int64_t>;

/// The type that a record's `result` text names for these argument types (after implicit casts): a type, `$0`, `T`, or a rule.
/// No value: `result` is no type and no rule, or the arguments do not fit it.
std::optional<Type> resultType(std::string_view result, std::span<const Type> arguments,
                               std::span<const ConstantArgument> constants);

/// A type as records write it: `STRING`, `BYTES`, `DECIMAL(38, 6)`, `TIMESTAMP(3)`, `INTERVAL_DAY`, …, `MAP<key, value>` of two of them,
/// optionally ` NOT NULL`.
std::optional<Type> parseRecordType(std::string_view text);

/// Whether a value of this type fits one pattern of `FunctionRecord::parameters` without a cast (`...` not included).
bool matchesPattern(const Type &type, std::string_view pattern);

/// The least restrictive type that all convert to implicitly (CASE, COALESCE, UNION, comparison, `T`). No value: none, or only NULLs.
std::optional<Type> commonType(std::span<const Type> types);

/// Whether Flink inserts this cast by itself, without loss. Nullable to NOT NULL is refused.
bool canImplicitlyCast(const Type &from, const Type &to);

enum class CastSupport : uint8_t {
  None,        // no CAST between these types exists
  Implicit,    // also done without being asked
  Explicit,    // by CAST only, always succeeds
  MayFail,     // by CAST only; some values fail (TRY_CAST gives NULL)
};
CastSupport castSupport(const Type &from, const Type &to);

/// The kind's name in cast records: `BOOLEAN` … `DOUBLE`, `DECIMAL`, `STRING` (CHAR, VARCHAR), `BYTES`, `DATE`, `TIME`, `TIMESTAMP`, `TIMESTAMP_LTZ`,
/// `INTERVAL_MONTH`, `INTERVAL_DAY`; empty for constructed kinds and NULL.
std::string_view castName(TypeKind kind);

} // namespace millrace
