#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

std::span<const FunctionRecord> nestedRecords() {
  static const FunctionRecord records[] = {
      MR_RECORD("CARDINALITY", "ARRAY", "INT", "", mr_fn_cardinality_array, Strict, Deterministic, false, "nested",
                "The number of elements of an array.", "CARDINALITY(ARRAY[1, CAST(NULL AS INT), 3]) => 3"),
      MR_RECORD("CARDINALITY", "MAP", "INT", "", mr_fn_cardinality_map, Strict, Deterministic, false, "nested",
                "The number of entries of a map.", "CARDINALITY(MAP['a', 1, 'b', 2]) => 2"),
      // The kernel gives the place of the element; the binder reads the item there.
      MR_RECORD("ELEMENT", "ARRAY", "INT", "", mr_fn_element_place, Strict, Deterministic, true, "nested",
                "The sole element of an array, NULL for an empty one; fails if there are several.", "ELEMENT(ARRAY['a']) => 'a'"),
      MR_RECORD("SINGLE_VALUE:CHECK", "BIGINT", "BOOLEAN", "", mr_fn_sole_row, Strict, Deterministic, true, "nested",
                "Whether a group has a row; fails if it has several.", "(SELECT SINGLE_VALUE(v) FROM (VALUES (7)) AS t(v)) => 7"),
  };
  return records;
}

} // namespace millrace
