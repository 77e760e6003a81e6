#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

std::span<const FunctionRecord> decimalRecords() {
  static const FunctionRecord records[] = {
      MR_RECORD("decimal +", "DECIMAL, DECIMAL", "decimal_plus", "p0 s0 p1 s1 pr sr", mr_fn_decimal_plus, StrictNullable,
                Deterministic, false, "decimal", "Adds two exact numbers; NULL if the sum does not fit.", "1.5 + 2.25 => 3.75"),
      MR_RECORD("decimal -", "DECIMAL, DECIMAL", "decimal_plus", "p0 s0 p1 s1 pr sr", mr_fn_decimal_minus, StrictNullable,
                Deterministic, false, "decimal", "Subtracts two exact numbers; NULL if the difference does not fit.",
                "1.5 - 2.25 => -0.75"),
      MR_RECORD("decimal *", "DECIMAL, DECIMAL", "decimal_times", "p0 s0 p1 s1 pr sr", mr_fn_decimal_times, StrictNullable,
                Deterministic, false, "decimal", "Multiplies two exact numbers; NULL if the product does not fit.",
                "1.5 * 2.25 => 3.375"),
      MR_RECORD("decimal /", "DECIMAL, DECIMAL", "decimal_divide", "s0 s1 pr sr", mr_fn_decimal_divide, StrictNullable,
                Deterministic, true, "decimal", "Divides two exact numbers, half up; division by zero fails.",
                "1.0 / 3.0 => 0.333333"),
      MR_RECORD("decimal %", "DECIMAL, DECIMAL", "decimal_mod", "s0 s1 pr sr", mr_fn_decimal_mod, StrictNullable, Deterministic,
                true, "decimal", "The remainder of a division of exact numbers, with the dividend's sign.", "-5.5 % 2.0 => -1.5"),
      MR_RECORD("MOD", "DECIMAL, DECIMAL", "decimal_mod", "s0 s1 pr sr", mr_fn_decimal_mod, StrictNullable, Deterministic, true,
                "decimal", "The remainder of a division of exact numbers, with the dividend's sign.", "MOD(5.5, 2.0) => 1.5"),
      MR_RECORD("decimal negate", "DECIMAL", "$0", "", mr_fn_decimal_negate, Strict, Deterministic, false, "decimal",
                "Changes the sign of an exact number.", "-(1.5) => -1.5"),
      MR_RECORD("decimal compare", "DECIMAL, DECIMAL", "INT", "s0 s1", mr_fn_decimal_compare, Strict, Deterministic, false,
                "decimal", "-1, 0 or 1: the order of two exact numbers of any scale.", "1.50 < 1.5 => FALSE"),
      MR_RECORD("decimal =", "DECIMAL, DECIMAL", "BOOLEAN", "s0 s1", mr_fn_decimal_eq, Strict, Deterministic, false, "decimal",
                "Whether two exact numbers are equal, whatever their scale.", "1.50 = 1.5 => TRUE"),
      MR_RECORD("decimal <>", "DECIMAL, DECIMAL", "BOOLEAN", "s0 s1", mr_fn_decimal_ne, Strict, Deterministic, false, "decimal",
                "Whether two exact numbers differ.", "1.50 <> 1.5 => FALSE"),
      MR_RECORD("decimal <", "DECIMAL, DECIMAL", "BOOLEAN", "s0 s1", mr_fn_decimal_lt, Strict, Deterministic, false, "decimal",
                "Whether an exact number is less than another.", "1.4 < 1.45 => TRUE"),
      MR_RECORD("decimal <=", "DECIMAL, DECIMAL", "BOOLEAN", "s0 s1", mr_fn_decimal_le, Strict, Deterministic, false, "decimal",
                "Whether an exact number is at most another.", "1.50 <= 1.5 => TRUE"),
      MR_RECORD("decimal >", "DECIMAL, DECIMAL", "BOOLEAN", "s0 s1", mr_fn_decimal_gt, Strict, Deterministic, false, "decimal",
                "Whether an exact number is greater than another.", "1.46 > 1.5 => FALSE"),
      MR_RECORD("decimal >=", "DECIMAL, DECIMAL", "BOOLEAN", "s0 s1", mr_fn_decimal_ge, Strict, Deterministic, false, "decimal",
                "Whether an exact number is at least another.", "1.6 >= 1.55 => TRUE"),
      MR_RECORD("ABS", "DECIMAL", "$0", "", mr_fn_decimal_abs, Strict, Deterministic, false, "decimal",
                "The absolute value of an exact number.", "ABS(-1.5) => 1.5"),
      MR_RECORD("SIGN", "DECIMAL", "$0", "p0 s0", mr_fn_decimal_sign, StrictNullable, Deterministic, false, "decimal",
                "The sign of an exact number, as -1, 0 or 1 of the same type.", "SIGN(-2.5) => -1.0"),
      MR_RECORD("FLOOR", "DECIMAL", "decimal_scale_0", "s0", mr_fn_decimal_floor, Strict, Deterministic, false, "decimal",
                "The greatest whole number that is at most the argument.", "FLOOR(-1.5) => -2"),
      MR_RECORD("CEIL", "DECIMAL", "decimal_scale_0", "s0", mr_fn_decimal_ceil, Strict, Deterministic, false, "decimal",
                "The smallest whole number that is at least the argument.", "CEIL(1.2) => 2"),
      MR_RECORD("CEILING", "DECIMAL", "decimal_scale_0", "s0", mr_fn_decimal_ceil, Strict, Deterministic, false, "decimal",
                "The smallest whole number that is at least the argument.", "CEILING(-1.2) => -1"),
      MR_RECORD("ROUND", "DECIMAL, INT", "decimal_round", "s0 pr sr", mr_fn_decimal_round, StrictNullable, Deterministic, false,
                "decimal", "Rounds half away from zero to a number of fraction digits.", "ROUND(2.555, 2) => 2.56"),
      MR_RECORD("ROUND", "DECIMAL", "decimal_round", "s0 pr sr", mr_fn_decimal_round_0, StrictNullable, Deterministic, false,
                "decimal", "Rounds half away from zero to a whole number.", "ROUND(-2.5) => -3"),
      MR_RECORD("TRUNCATE", "DECIMAL, INT", "decimal_round", "s0 pr sr", mr_fn_decimal_truncate, StrictNullable, Deterministic,
                false, "decimal", "Cuts a number after a number of fraction digits.", "TRUNCATE(42.324, 2) => 42.32"),
      MR_RECORD("TRUNCATE", "DECIMAL", "decimal_round", "s0 pr sr", mr_fn_decimal_truncate_0, StrictNullable, Deterministic,
                false, "decimal", "Cuts a number to a whole number.", "TRUNCATE(-42.9) => -42"),
  };
  return records;
}

} // namespace millrace
