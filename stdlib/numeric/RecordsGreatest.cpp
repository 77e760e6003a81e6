#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_PAIR(kind, symbol, largest, smallest)                                                                       \
  MR_RECORD("GREATEST", kind "...", "T", "", mr_fn_greatest_##symbol, Strict, Deterministic, false, "numeric",         \
            "The largest of the values; NULL if one is NULL.", largest),                                               \
      MR_RECORD("LEAST", kind "...", "T", "", mr_fn_least_##symbol, Strict, Deterministic, false, "numeric",           \
                "The smallest of the values; NULL if one is NULL.", smallest)

std::span<const FunctionRecord> greatestRecords() {
  static const FunctionRecord records[] = {
      MR_PAIR("TINYINT", tinyint, "GREATEST(CAST(1 AS TINYINT), CAST(2 AS TINYINT)) => 2",
              "LEAST(CAST(1 AS TINYINT), CAST(2 AS TINYINT)) => 1"),
      MR_PAIR("SMALLINT", smallint, "GREATEST(CAST(1 AS SMALLINT), CAST(2 AS SMALLINT)) => 2",
              "LEAST(CAST(1 AS SMALLINT), CAST(2 AS SMALLINT)) => 1"),
      MR_PAIR("INT", int, "GREATEST(3, 10, 7) => 10", "LEAST(3, 10, 7) => 3"),
      MR_PAIR("BIGINT", bigint, "GREATEST(3, 10000000000) => 10000000000", "LEAST(3, 10000000000) => 3"),
      MR_PAIR("DECIMAL", decimal, "GREATEST(1.5, 1.25) => 1.50", "LEAST(1.5, 1.25) => 1.25"),
      MR_PAIR("FLOAT", float, "GREATEST(CAST(1.5 AS FLOAT), CAST(2.5 AS FLOAT)) => 2.5",
              "LEAST(CAST(1.5 AS FLOAT), CAST(2.5 AS FLOAT)) => 1.5"),
      MR_PAIR("DOUBLE", double, "GREATEST(1.5E0, 2.5E0) => 2.5", "LEAST(1.5E0, 2.5E0) => 1.5"),
      MR_PAIR("STRING", string, "GREATEST('apple', 'pear') => 'pear'", "LEAST('apple', 'pear') => 'apple'"),
      MR_PAIR("DATE", int, "GREATEST(DATE '2024-01-31', DATE '2024-02-01') => DATE '2024-02-01'",
              "LEAST(DATE '2024-01-31', DATE '2024-02-01') => DATE '2024-01-31'"),
      MR_PAIR("TIME", int, "GREATEST(TIME '10:00:00', TIME '09:59:59') => TIME '10:00:00'",
              "LEAST(TIME '10:00:00', TIME '09:59:59') => TIME '09:59:59'"),
      MR_PAIR("TIMESTAMP", timestamp,
              "GREATEST(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2023-01-01 00:00:00') => TIMESTAMP '2024-01-01 00:00:00'",
              "LEAST(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2023-01-01 00:00:00') => TIMESTAMP '2023-01-01 00:00:00'"),
      MR_PAIR("TIMESTAMP_LTZ", timestamp, "CHAR_LENGTH(CAST(GREATEST(TO_TIMESTAMP_LTZ(1, 3), TO_TIMESTAMP_LTZ(2, 3)) AS STRING)) => 23",
              "CHAR_LENGTH(CAST(LEAST(TO_TIMESTAMP_LTZ(1, 3), TO_TIMESTAMP_LTZ(2, 3)) AS STRING)) => 23"),
  };
  return records;
}

} // namespace millrace
