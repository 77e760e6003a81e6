/// Splits of sources that make their rows: split i of n gives the rows i, i + n, i + 2n, …; its position is how many it has given.
///
/// Shape:  id `i/n`, position a decimal number, empty at the start.
/// Errors: Corrupt for an id or a position that these splits do not have.
#pragma once
#include "runtime/connector/Connector.h"
#include "runtime/kernels/NumberText.h"

namespace millrace {

struct StripedPosition {
  uint64_t index, count; // index < count <= INT32_MAX
  uint64_t made;         // made * count fits int64_t
};

inline std::vector<Split> stripedSplits(uint32_t parallelism) {
  std::vector<Split> splits;
  for (uint32_t i = 0; i < parallelism; ++i)
    splits.push_back({std::to_string(i) + "/" + std::to_string(parallelism), {}, 0});
  return splits;
}

inline Result<StripedPosition> parseStripedSplit(const Split &split, std::string_view connector) {
  size_t slash = split.id.find('/');
  int64_t index = 0, count = 0, made = 0;
  const char *id = split.id.data(), *position = split.position.data();
  if (slash == std::string::npos || !parseInteger(id, id + slash, 0, INT32_MAX, index) ||
      !parseInteger(id + slash + 1, id + split.id.size(), 1, INT32_MAX, count) || index >= count ||
      (!split.position.empty() && !parseInteger(position, position + split.position.size(), 0, INT64_MAX / count, made)))
    return Status(StatusCode::Corrupt, "`" + split.id + "` at `" + split.position + "` is no split of " + std::string(connector));
  return StripedPosition{static_cast<uint64_t>(index), static_cast<uint64_t>(count), static_cast<uint64_t>(made)};
}

} // namespace millrace
