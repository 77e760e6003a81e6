/// How names and values stand in the paths of partitions: `dt=2024-01-01/hm=10%3A00`.
///
/// Source: PartitionPathUtils (escapePathName).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace millrace {

/// The option that says what stands in a path for a NULL or an empty text, and its default.
inline constexpr std::string_view kDefaultPartitionKey = "partition.default-name", kDefaultPartition = "__DEFAULT_PARTITION__";

/// What neither file systems nor readers of such paths may see as it is. Bytes of characters beyond ASCII stay.
constexpr bool needsPathEscape(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || std::string_view("\"#%'*/:=?\\{}[]^").find(c) != std::string_view::npos;
}

/// `%` and two hexadecimal digits; needs room for three bytes.
constexpr char *putPathEscape(char *out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  auto byte = static_cast<unsigned char>(c);
  *out++ = '%';
  *out++ = kDigits[byte >> 4];
  *out++ = kDigits[byte & 15];
  return out;
}

inline std::string escapePathName(std::string_view name) {
  std::string escaped;
  for (char c : name) {
    char bytes[3];
    if (needsPathEscape(c))
      escaped.append(bytes, static_cast<size_t>(putPathEscape(bytes, c) - bytes));
    else
      escaped += c;
  }
  return escaped;
}

} // namespace millrace
