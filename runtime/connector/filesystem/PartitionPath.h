/// Reads the values of partition columns from a file's path: `…/dt=2024-01-01/hm=10%3A00/part-0-0`.
///
/// Shape:   one row of `schema`. Of several parts of the path that name a column the last one counts; `defaultName` is NULL.
/// Errors:  InvalidArgument with the path: a column that it does not name, a value that is none of the column's type, NULL for NOT NULL.
/// Source:  PartitionPathUtils (extractPartitionSpecFromPath, convertStringToInternalValue), PartitionFieldExtractor.
#pragma once
#include "runtime/row/RowBuilder.h"
#include "runtime/status/Status.h"

#include <string_view>

namespace millrace {

/// Takes back what escapePathName did (runtime/abi/PartitionText.h); a `%` that begins no escape stays.
std::string unescapePathName(std::string_view name);

/// `row`: of the schema; cleared. The row lives until it is cleared again.
Result<const uint8_t *> partitionOf(std::string_view path, std::string_view defaultName, RowBuilder &row);

} // namespace millrace
