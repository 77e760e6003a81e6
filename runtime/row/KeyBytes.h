/// Writes canonical key bytes of packed rows (docs/formats/row.md). Generated code does the same in its own way; this is the reference.
///
/// Threads: any.
#pragma once
#include "runtime/row/RowReader.h"

#include <span>
#include <vector>

namespace millrace {

/// Replaces `key` by the key bytes of the columns.
void writeKeyBytes(const Schema &schema, const RowReader &row, std::span<const uint32_t> columns, std::vector<uint8_t> &key);

} // namespace millrace
