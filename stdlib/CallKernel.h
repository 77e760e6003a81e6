/// Calls a record's compiled body on values in memory: for constant folding and tests, not for rows.
///
/// Arguments point at values in their C++ form (stdlib/Function.h); for a CalledOnNull record at `Nullable<T>`.
/// A trailing `...` parameter takes all remaining arguments.
/// `resultNull` is written only for StrictNullable records. Strict NULL arguments are the caller's business.
#pragma once
#include "stdlib/FunctionRecord.h"

namespace millrace {

void callKernel(const FunctionRecord &record, FunctionContext &context, void *result, bool *resultNull,
                std::span<const void *const> arguments, std::span<const int32_t> typeConstants);

} // namespace millrace
