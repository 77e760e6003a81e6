#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_INTEGER_RECORDS(kind, lower, cast)                                                                          \
  MR_RECORD(#lower " /", kind ", " kind, kind, "", mr_fn_##lower##_divide, Strict, Deterministic, true, "numeric",     \
            "Divides whole numbers and drops the fraction; division by zero fails.", cast("-7") " / " cast("2") " => -3"),          \
      MR_RECORD(#lower " %", kind ", " kind, kind, "", mr_fn_##lower##_mod, Strict, Deterministic, true, "numeric",    \
                "The remainder of whole numbers, with the dividend's sign; division by zero fails.",                   \
                cast("-7") " % " cast("2") " => -1"),                                                                  \
      MR_RECORD("MOD", kind ", " kind, "$1", "", mr_fn_##lower##_mod, Strict, Deterministic, true, "numeric",          \
                "The remainder of whole numbers, with the dividend's sign; division by zero fails.",                   \
                "MOD(" cast("7") ", " cast("3") ") => 1"),                                                             \
      MR_RECORD("ABS", kind, "$0", "", mr_fn_##lower##_abs, Strict, Deterministic, false, "numeric",                   \
                "The absolute value.", "ABS(" cast("-7") ") => 7"),                                                    \
      MR_RECORD("SIGN", kind, "$0", "", mr_fn_##lower##_sign, Strict, Deterministic, false, "numeric",                 \
                "-1, 0 or 1: the sign of a number.", "SIGN(" cast("-7") ") => -1"),                                    \
      MR_RECORD("FLOOR", kind, "$0", "", mr_fn_##lower##_same, Strict, Deterministic, false, "numeric",                \
                "A whole number is its own floor.", "FLOOR(" cast("7") ") => 7"),                                      \
      MR_RECORD("CEIL", kind, "$0", "", mr_fn_##lower##_same, Strict, Deterministic, false, "numeric",                 \
                "A whole number is its own ceiling.", "CEIL(" cast("7") ") => 7"),                                     \
      MR_RECORD("CEILING", kind, "$0", "", mr_fn_##lower##_same, Strict, Deterministic, false, "numeric",              \
                "A whole number is its own ceiling.", "CEILING(" cast("7") ") => 7"),                                  \
      MR_RECORD("ROUND", kind, "$0", "", mr_fn_##lower##_same, Strict, Deterministic, false, "numeric",                \
                "A whole number is round already.", "ROUND(" cast("7") ") => 7"),                                      \
      MR_RECORD("ROUND", kind ", INT", "$0", "", mr_fn_##lower##_round, Strict, Deterministic, false, "numeric",       \
                "Rounds half away from zero; negative digits count from the point to the left.",                       \
                "ROUND(" cast("115") ", -1) => 120"),                                                                  \
      MR_RECORD("TRUNCATE", kind, "$0", "", mr_fn_##lower##_same, Strict, Deterministic, false, "numeric",             \
                "A whole number has nothing to cut.", "TRUNCATE(" cast("7") ") => 7"),                                 \
      MR_RECORD("TRUNCATE", kind ", INT", "$0", "", mr_fn_##lower##_truncate, Strict, Deterministic, false, "numeric", \
                "Clears digits; negative digits count from the point to the left.",                                    \
                "TRUNCATE(" cast("119") ", -1) => 110")

#define MR_AS_TINYINT(text) "CAST(" text " AS TINYINT)"
#define MR_AS_SMALLINT(text) "CAST(" text " AS SMALLINT)"
#define MR_AS_INT(text) text
#define MR_AS_BIGINT(text) "CAST(" text " AS BIGINT)"

#define MR_FLOATING_RECORDS(kind, lower)                                                                               \
  MR_RECORD("ABS", kind, "$0", "", mr_fn_##lower##_abs, Strict, Deterministic, false, "numeric", "The absolute value.", \
            "ABS(CAST(-1.5 AS " kind ")) => 1.5"),                                                                     \
      MR_RECORD("SIGN", kind, "$0", "", mr_fn_##lower##_sign, Strict, Deterministic, false, "numeric",                 \
                "-1, 0 or 1: the sign of a number.", "SIGN(CAST(-1.5 AS " kind ")) => -1.0"),                          \
      MR_RECORD("FLOOR", kind, "$0", "", mr_fn_##lower##_floor, Strict, Deterministic, false, "numeric",               \
                "The greatest whole number that is at most the argument.", "FLOOR(CAST(-1.5 AS " kind ")) => -2.0"),   \
      MR_RECORD("CEIL", kind, "$0", "", mr_fn_##lower##_ceil, Strict, Deterministic, false, "numeric",                 \
                "The smallest whole number that is at least the argument.", "CEIL(CAST(1.2 AS " kind ")) => 2.0"),     \
      MR_RECORD("CEILING", kind, "$0", "", mr_fn_##lower##_ceil, Strict, Deterministic, false, "numeric",              \
                "The smallest whole number that is at least the argument.", "CEILING(CAST(1.2 AS " kind ")) => 2.0"),  \
      MR_RECORD("ROUND", kind, "$0", "", mr_fn_##lower##_round_0, Strict, Deterministic, true, "numeric",              \
                "Rounds half away from zero to a whole number.", "ROUND(CAST(2.5 AS " kind ")) => 3.0"),               \
      MR_RECORD("ROUND", kind ", INT", "$0", "", mr_fn_##lower##_round, Strict, Deterministic, true, "numeric",        \
                "Rounds half away from zero to a number of fraction digits.",                                          \
                "ROUND(CAST(2.25 AS " kind "), 1) => 2.3"),                                                            \
      MR_RECORD("TRUNCATE", kind, "$0", "", mr_fn_##lower##_truncate_0, Strict, Deterministic, true, "numeric",        \
                "Cuts a number to a whole number.", "TRUNCATE(CAST(-2.5 AS " kind ")) => -2.0"),                       \
      MR_RECORD("TRUNCATE", kind ", INT", "$0", "", mr_fn_##lower##_truncate, Strict, Deterministic, true, "numeric",  \
                "Cuts a number after a number of fraction digits.", "TRUNCATE(CAST(2.75 AS " kind "), 1) => 2.7")

std::span<const FunctionRecord> numericRecords() {
  static const FunctionRecord records[] = {
      MR_INTEGER_RECORDS("TINYINT", tinyint, MR_AS_TINYINT),
      MR_INTEGER_RECORDS("SMALLINT", smallint, MR_AS_SMALLINT),
      MR_INTEGER_RECORDS("INT", int, MR_AS_INT),
      MR_INTEGER_RECORDS("BIGINT", bigint, MR_AS_BIGINT),
      MR_FLOATING_RECORDS("FLOAT", float),
      MR_FLOATING_RECORDS("DOUBLE", double),
  };
  return records;
}

} // namespace millrace
