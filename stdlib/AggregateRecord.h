/// One record per aggregate function and argument family: what the accumulator holds and how rows change it, as data that the
/// compiler builds code from.
///
/// NULL:       with `skipsNulls`, a row whose argument is NULL changes no column (neither by accumulate nor by retract).
/// Arithmetic: in the column's type. Integers wrap; DECIMAL overflow makes the column NULL (so SUM starts again with the next
///             value, AVG stays NULL: Flink's behaviour). The argument is cast to the column's type first.
/// Source:     Flink's SumAggFunction, SumWithRetractAggFunction, AvgAggFunction, CountAggFunction, Count1AggFunction, Max/MinAggFunction,
///             Max/MinWithRetractAggFunction, First/LastValueAggFunction, First/LastValueWithRetractAggFunction, SingleValueAggFunction.
#pragma once
#include "runtime/abi/Schema.h"

#include <optional>
#include <span>
#include <string_view>

namespace millrace {

/// How a column changes. "operand" is the argument in accumulate and retract, the other accumulator's same column in merge.
enum class AggregateStep : uint8_t {
  Keep,
  Add,              // column + operand
  AddOrTake,        // operand NULL: keep; column NULL: operand; else column + operand
  Subtract,         // column - operand
  SubtractOrNegate, // operand NULL: keep; column NULL: 0 - operand; else column - operand
  Increment,        // column + 1
  Decrement,        // column - 1
  TakeGreater,      // operand NULL: keep; column NULL or operand > column: operand
  TakeLess,         // operand NULL: keep; column NULL or operand < column: operand
  TakeFirst,        // column NULL: operand; else keep
  TakeLast,         // operand NULL: keep; else operand
  Take,             // operand
};

enum class InitialValue : uint8_t { Zero, Null };

/// One column of an accumulator.
struct AccumulatorColumn {
  std::string_view name; // as EXPLAIN and `state show` print it
  std::string_view type; // for stdlib/ResultRules.h `resultType` over the argument types: `BIGINT NOT NULL`, `$0`, `sum_type`
  InitialValue initial;
  AggregateStep accumulate;
  AggregateStep retract;
  AggregateStep merge;
};

enum class AggregateResult : uint8_t {
  Column0,              // the first column
  Column0UnlessNoRows,  // NULL if column 1 (a count) is 0, else column 0
  SoleRow,              // column 0; fails if column 1 (a count) is more than 1
  Quotient,             // NULL if column 1 is 0, else CAST(column 0 / column 1 AS result type)
};

/// One way to keep an aggregate.
struct AggregateForm {
  std::span<const AccumulatorColumn> columns;
  AggregateResult result;
  /// Beside the columns a map value → count per key is kept (non-NULL values only). Retracting a value that is still there more
  /// often changes only its count; when the current MIN/MAX goes, the next one is searched among the map's keys.
  bool needsValueCounts;
  /// Beside the column the values are kept in the order in which they came (non-NULL values only). Retracting a value takes the
  /// earliest equal one away; the column is then the first of those that are left, the last with TakeLast.
  bool needsValueOrder = false;
};

/// One overload of one aggregate function.
struct AggregateRecord {
  std::string_view name;        // COUNT, SUM, AVG, MIN, MAX
  std::string_view parameters;  // as FunctionRecord::parameters; empty for COUNT(*)
  std::string_view result;      // for `resultType`
  bool skipsNulls;
  bool neverNull;               // else: nullable if the argument is, with FILTER, or without grouping keys
  bool ignoresDistinct;         // MIN(DISTINCT x) = MIN(x)
  AggregateForm appendOnly;     // input without retractions
  AggregateForm retracting;     // input with -U and -D
  std::string_view documentation;
  std::string_view example;     // `SUM(v) FROM (VALUES (1), (2)) AS t(v) => 3`
};

std::span<const AggregateRecord> aggregateRecords();

/// The overload for these argument types (none for COUNT(*)); null if there is none.
const AggregateRecord *findAggregate(std::string_view name, std::span<const Type> arguments);

/// Whether any aggregate has this name (upper case).
bool isAggregate(std::string_view name);

} // namespace millrace
