/// Finds the end of a string, 32 bytes at a time.
///
/// Bounds: loads reach at most 32 bytes behind `end`.
#pragma once
#include "runtime/kernels/NumberText.h"

#include <immintrin.h>

namespace millrace::json {

/// Moves from behind an opening quote to the closing one, if nothing between is a control character, a backslash or above 0x7F: then the
/// text stands as it is. The quote may lie behind `end`.
MR_HOT inline bool findPlainEnd(const char *&position, const char *end) {
  const __m256i quote = _mm256_set1_epi8('"'), backslash = _mm256_set1_epi8('\\'), space = _mm256_set1_epi8(' ');
  for (const char *at = position;;) {
    __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
    __m256i low = _mm256_cmpgt_epi8(space, chunk); // signed: bytes from 0x80 on are below too
    uint32_t quotes = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(chunk, quote)));
    uint32_t odd = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(low, _mm256_cmpeq_epi8(chunk, backslash))));
    if (__builtin_expect(quotes != 0, 1)) {
      position = at + __builtin_ctz(quotes);
      return (odd & (quotes ^ (quotes - 1))) == 0; // up to the quote
    }
    at += 32;
    if (odd != 0 || at >= end)
      return false;
  }
}

} // namespace millrace::json
