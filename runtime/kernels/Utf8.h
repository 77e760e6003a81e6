/// Checks UTF-8: shortest forms only, no surrogates, up to U+10FFFF.
#pragma once
#include <cstdint>

namespace millrace {

inline bool isUtf8(const char *begin, const char *end) {
  const unsigned char *p = reinterpret_cast<const unsigned char *>(begin);
  const unsigned char *last = reinterpret_cast<const unsigned char *>(end);
  while (p < last) {
    unsigned char lead = *p++;
    if (lead < 0x80)
      continue;
    uint32_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || static_cast<uint32_t>(last - p) < more)
      return false;
    unsigned char second = *p;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high)
      return false;
    for (uint32_t i = 1; i < more; ++i)
      if ((p[i] & 0xC0) != 0x80)
        return false;
    p += more;
  }
  return true;
}

} // namespace millrace
