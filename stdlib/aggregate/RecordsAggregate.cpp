#include "stdlib/AggregateRecord.h"
#include "stdlib/ResultRules.h"

namespace millrace {
namespace {

using enum AggregateStep;
using enum AggregateResult;
using enum InitialValue;

constexpr AccumulatorColumn kRowCount[] = {{"count", "BIGINT NOT NULL", Zero, Increment, Decrement, Add}};
constexpr AccumulatorColumn kSum[] = {{"sum", "sum_type", Null, AddOrTake, SubtractOrNegate, AddOrTake}};
constexpr AccumulatorColumn kSumAndCount[] = {{"sum", "sum_type", Null, AddOrTake, SubtractOrNegate, AddOrTake},
                                              {"count", "BIGINT NOT NULL", Zero, Increment, Decrement, Add}};
constexpr AccumulatorColumn kWholeAverage[] = {{"sum", "BIGINT", Zero, Add, Subtract, Add},
                                               {"count", "BIGINT NOT NULL", Zero, Increment, Decrement, Add}};
constexpr AccumulatorColumn kDoubleAverage[] = {{"sum", "DOUBLE", Zero, Add, Subtract, Add},
                                                {"count", "BIGINT NOT NULL", Zero, Increment, Decrement, Add}};
constexpr AccumulatorColumn kDecimalAverage[] = {{"sum", "sum_type", Zero, Add, Subtract, Add},
                                                 {"count", "BIGINT NOT NULL", Zero, Increment, Decrement, Add}};
constexpr AccumulatorColumn kMin[] = {{"min", "$0", Null, TakeLess, Keep, TakeLess}};
constexpr AccumulatorColumn kMax[] = {{"max", "$0", Null, TakeGreater, Keep, TakeGreater}};

constexpr AccumulatorColumn kFirst[] = {{"first", "$0", Null, TakeFirst, Keep, TakeFirst}};
constexpr AccumulatorColumn kLast[] = {{"last", "$0", Null, TakeLast, Keep, TakeLast}};

constexpr AccumulatorColumn kSole[] = {{"value", "$0", Null, Take, Keep, Take}, {"count", "BIGINT NOT NULL", Zero, Increment, Decrement, Add}};
constexpr AggregateForm kSoleForm{kSole, SoleRow, false};

constexpr AggregateForm kCountForm{kRowCount, Column0, false};
constexpr AggregateForm kSumForm{kSum, Column0, false}, kSumRetractForm{kSumAndCount, Column0UnlessNoRows, false};

constexpr std::string_view kSumText = "The sum of the values that are not NULL; NULL without any.";
constexpr std::string_view kAvgText = "The mean of the values that are not NULL, in their own type; NULL without any.";
constexpr std::string_view kMinText = "The least of the values that are not NULL; NULL without any.";
constexpr std::string_view kMaxText = "The greatest of the values that are not NULL; NULL without any.";

constexpr std::string_view kFirstText = "Of the values that are not NULL the one that came first; NULL without any.";
constexpr std::string_view kLastText = "Of the values that are not NULL the one that came last; NULL without any.";

constexpr AggregateRecord sum(std::string_view kind, std::string_view example) {
  return {"SUM", kind, "sum_type", true, false, false, kSumForm, kSumRetractForm, kSumText, example};
}
constexpr AggregateRecord avg(std::string_view kind, std::span<const AccumulatorColumn> columns, std::string_view example) {
  AggregateForm form{columns, Quotient, false};
  return {"AVG", kind, "avg_type", true, false, false, form, form, kAvgText, example};
}
constexpr AggregateRecord min(std::string_view kind, std::string_view example) {
  return {"MIN", kind, "$0", true, false, true, {kMin, Column0, false}, {kMin, Column0, true}, kMinText, example};
}
constexpr AggregateRecord max(std::string_view kind, std::string_view example) {
  return {"MAX", kind, "$0", true, false, true, {kMax, Column0, false}, {kMax, Column0, true}, kMaxText, example};
}

constexpr AggregateRecord first(std::string_view kind, std::string_view example) {
  return {"FIRST_VALUE", kind, "$0", true, false, true, {kFirst, Column0, false}, {kFirst, Column0, false, true}, kFirstText, example};
}
constexpr AggregateRecord last(std::string_view kind, std::string_view example) {
  return {"LAST_VALUE", kind, "$0", true, false, true, {kLast, Column0, false}, {kLast, Column0, false, true}, kLastText, example};
}

#define MR_VALUES(a, b) " FROM (VALUES (" a "), (" b ")) AS t(v) => "
#define MR_CASTS(kind) MR_VALUES("CAST(1 AS " kind ")", "CAST(4 AS " kind ")")
#define MR_EXTREMES(kind, a, b)                                                                                        \
  min(kind, "MIN(v)" MR_VALUES(a, b) a), max(kind, "MAX(v)" MR_VALUES(a, b) b)
#define MR_ENDS(kind, a, b)                                                                                            \
  first(kind, "FIRST_VALUE(v)" MR_VALUES(a, b) a), last(kind, "LAST_VALUE(v)" MR_VALUES(a, b) b)

constexpr AggregateRecord kRecords[] = {
    {"COUNT", "", "BIGINT NOT NULL", false, true, false, kCountForm, kCountForm, "The number of rows.",
     "COUNT(*)" MR_VALUES("1", "4") "2"},
    {"COUNT", "ANY", "BIGINT NOT NULL", true, true, false, kCountForm, kCountForm, "The number of rows whose value is not NULL.",
     "COUNT(v)" MR_VALUES("1", "CAST(NULL AS INT)") "1"},
    sum("TINYINT", "SUM(v)" MR_CASTS("TINYINT") "5"),
    sum("SMALLINT", "SUM(v)" MR_CASTS("SMALLINT") "5"),
    sum("INT", "SUM(v)" MR_VALUES("1", "4") "5"),
    sum("BIGINT", "SUM(v)" MR_CASTS("BIGINT") "5"),
    sum("FLOAT", "SUM(v)" MR_CASTS("FLOAT") "5.0"),
    sum("DOUBLE", "SUM(v)" MR_CASTS("DOUBLE") "5.0"),
    sum("DECIMAL", "SUM(v)" MR_VALUES("1.50", "4.25") "5.75"),
    avg("TINYINT", kWholeAverage, "AVG(v)" MR_CASTS("TINYINT") "2"),
    avg("SMALLINT", kWholeAverage, "AVG(v)" MR_CASTS("SMALLINT") "2"),
    avg("INT", kWholeAverage, "AVG(v)" MR_VALUES("1", "4") "2"),
    avg("BIGINT", kWholeAverage, "AVG(v)" MR_CASTS("BIGINT") "2"),
    avg("FLOAT", kDoubleAverage, "AVG(v)" MR_CASTS("FLOAT") "2.5"),
    avg("DOUBLE", kDoubleAverage, "AVG(v)" MR_CASTS("DOUBLE") "2.5"),
    avg("DECIMAL", kDecimalAverage, "AVG(v)" MR_VALUES("1.50", "4.25") "2.875000"),
    MR_EXTREMES("TINYINT", "CAST(1 AS TINYINT)", "CAST(4 AS TINYINT)"),
    MR_EXTREMES("SMALLINT", "CAST(1 AS SMALLINT)", "CAST(4 AS SMALLINT)"),
    MR_EXTREMES("INT", "1", "4"),
    MR_EXTREMES("BIGINT", "CAST(1 AS BIGINT)", "CAST(4 AS BIGINT)"),
    MR_EXTREMES("FLOAT", "CAST(1.5 AS FLOAT)", "CAST(4.5 AS FLOAT)"),
    MR_EXTREMES("DOUBLE", "CAST(1.5 AS DOUBLE)", "CAST(4.5 AS DOUBLE)"),
    MR_EXTREMES("DECIMAL", "1.50", "4.25"),
    MR_EXTREMES("BOOLEAN", "FALSE", "TRUE"),
    MR_EXTREMES("STRING", "'apple'", "'pear'"),
    MR_EXTREMES("DATE", "DATE '2024-01-31'", "DATE '2024-02-01'"),
    MR_EXTREMES("TIME", "TIME '09:59:59'", "TIME '10:00:00'"),
    MR_EXTREMES("TIMESTAMP", "TIMESTAMP '2024-01-31 00:00:00'", "TIMESTAMP '2024-02-01 00:00:00'"),
    MR_EXTREMES("TIMESTAMP_LTZ", "TO_TIMESTAMP_LTZ(0, 3)", "TO_TIMESTAMP_LTZ(1, 3)"),
    MR_ENDS("TINYINT", "CAST(1 AS TINYINT)", "CAST(4 AS TINYINT)"),
    MR_ENDS("SMALLINT", "CAST(1 AS SMALLINT)", "CAST(4 AS SMALLINT)"),
    MR_ENDS("INT", "1", "4"),
    MR_ENDS("BIGINT", "CAST(1 AS BIGINT)", "CAST(4 AS BIGINT)"),
    MR_ENDS("FLOAT", "CAST(1.5 AS FLOAT)", "CAST(4.5 AS FLOAT)"),
    MR_ENDS("DOUBLE", "CAST(1.5 AS DOUBLE)", "CAST(4.5 AS DOUBLE)"),
    MR_ENDS("DECIMAL", "1.50", "4.25"),
    MR_ENDS("BOOLEAN", "FALSE", "TRUE"),
    MR_ENDS("STRING", "'apple'", "'pear'"),
    MR_ENDS("DATE", "DATE '2024-01-31'", "DATE '2024-02-01'"),
    MR_ENDS("TIME", "TIME '09:59:59'", "TIME '10:00:00'"),
    MR_ENDS("TIMESTAMP", "TIMESTAMP '2024-01-31 00:00:00'", "TIMESTAMP '2024-02-01 00:00:00'"),
    MR_ENDS("TIMESTAMP_LTZ", "TO_TIMESTAMP_LTZ(0, 3)", "TO_TIMESTAMP_LTZ(1, 3)"),
    {"SINGLE_VALUE", "ANY", "$0", false, false, true, kSoleForm, kSoleForm, "The value of the only row; NULL without any, fails if there are several.",
     "SINGLE_VALUE(v) FROM (VALUES (7)) AS t(v) => 7"},
};

} // namespace

std::span<const AggregateRecord> aggregateRecords() { return kRecords; }

const AggregateRecord *findAggregate(std::string_view name, std::span<const Type> arguments) {
  for (const AggregateRecord &record : kRecords) {
    if (record.name != name || arguments.size() != (record.parameters.empty() ? 0 : 1))
      continue;
    if (arguments.empty() || matchesPattern(arguments[0], record.parameters))
      return &record;
  }
  return nullptr;
}

bool isAggregate(std::string_view name) {
  for (const AggregateRecord &record : kRecords)
    if (record.name == name)
      return true;
  return false;
}

} // namespace millrace
