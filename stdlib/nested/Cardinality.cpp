#include "stdlib/Function.h"

#include <cstring>

namespace millrace {

/// What an ARRAY begins with (docs/formats/row.md, "Nested values").
static int32_t arrayCount(const uint8_t *array) {
  uint32_t count;
  std::memcpy(&count, array, sizeof(count));
  return static_cast<int32_t>(count);
}

static int32_t cardinalityOfArray(FunctionContext &, NestedView array) { return arrayCount(array.bytes); }
MR_FUNCTION(mr_fn_cardinality_array, cardinalityOfArray)

/// Of its key array, which stands behind that array's size.
static int32_t cardinalityOfMap(FunctionContext &, NestedView map) { return arrayCount(map.bytes + 8); }
MR_FUNCTION(mr_fn_cardinality_map, cardinalityOfMap)

static int32_t placeOfElement(FunctionContext &context, NestedView array) {
  if (arrayCount(array.bytes) > 1)
    context.fail(FunctionError::InvalidArgument, StringView(std::string_view("Array has more than one element.")));
  return 1;
}
MR_FUNCTION(mr_fn_element_place, placeOfElement)

/// Behind SINGLE_VALUE: whether a group has a row; it must not have several.
static bool isSoleRow(FunctionContext &context, int64_t count) {
  if (count > 1)
    context.fail(FunctionError::InvalidArgument, StringView(std::string_view("a subquery that stands for one value gave more than one row")));
  return count == 1;
}
MR_FUNCTION(mr_fn_sole_row, isSoleRow)

} // namespace millrace
