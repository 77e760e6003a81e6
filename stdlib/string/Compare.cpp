#include "stdlib/Function.h"

namespace millrace::text {
namespace {

/// The order of bytes, as unsigned numbers; a prefix comes first.
int32_t compareBytes(StringView left, StringView right) {
  if (left.prefix != right.prefix) {
    // Zero padding orders a shorter text first, unless its padding meets real NUL bytes: those have equal prefixes.
    return __builtin_bswap32(left.prefix) < __builtin_bswap32(right.prefix) ? -1 : 1;
  }
  uint32_t common = left.sizeBytes < right.sizeBytes ? left.sizeBytes : right.sizeBytes;
  int result = common == 0 ? 0 : std::memcmp(left.bytes, right.bytes, common);
  if (result != 0)
    return result < 0 ? -1 : 1;
  return left.sizeBytes == right.sizeBytes ? 0 : left.sizeBytes < right.sizeBytes ? -1 : 1;
}

bool equalBytes(StringView left, StringView right) {
  return left.sizeBytes == right.sizeBytes && left.prefix == right.prefix &&
         (left.sizeBytes <= 4 || std::memcmp(left.bytes + 4, right.bytes + 4, left.sizeBytes - 4) == 0);
}

int32_t compare(FunctionContext &, StringView left, StringView right) { return compareBytes(left, right); }
bool equal(FunctionContext &, StringView left, StringView right) { return equalBytes(left, right); }
bool notEqual(FunctionContext &, StringView left, StringView right) { return !equalBytes(left, right); }
bool less(FunctionContext &, StringView left, StringView right) { return compareBytes(left, right) < 0; }
bool lessEqual(FunctionContext &, StringView left, StringView right) { return compareBytes(left, right) <= 0; }
bool greater(FunctionContext &, StringView left, StringView right) { return compareBytes(left, right) > 0; }
bool greaterEqual(FunctionContext &, StringView left, StringView right) { return compareBytes(left, right) >= 0; }

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_string_compare, compare)
MR_FUNCTION(mr_fn_string_eq, equal)
MR_FUNCTION(mr_fn_string_ne, notEqual)
MR_FUNCTION(mr_fn_string_lt, less)
MR_FUNCTION(mr_fn_string_le, lessEqual)
MR_FUNCTION(mr_fn_string_gt, greater)
MR_FUNCTION(mr_fn_string_ge, greaterEqual)
