/// Typed look-ups in an OptionMap; the records (runtime/abi) have checked names and spelling before.
///
/// Errors: InvalidArgument with the option's name and value.
#pragma once
#include "runtime/format/Format.h"

namespace millrace {

/// The value, or `fallback` when the option is not set.
std::string_view option(const OptionMap &options, std::string_view key, std::string_view fallback = {});
bool hasOption(const OptionMap &options, std::string_view key);
Result<bool> optionBoolean(const OptionMap &options, std::string_view key, bool fallback);
Result<int64_t> optionInteger(const OptionMap &options, std::string_view key, int64_t fallback);
Result<double> optionDouble(const OptionMap &options, std::string_view key, double fallback);
/// Flink's Duration: `10 s`, `500ms`, `1 min`, `2h`, `3 d`; a bare number is milliseconds.
Result<int64_t> optionDurationMs(const OptionMap &options, std::string_view key, int64_t fallbackMs);
/// Flink's MemorySize: `128MB`, `64 kb`, `1g`; a bare number is bytes.
Result<uint64_t> optionSizeBytes(const OptionMap &options, std::string_view key, uint64_t fallback);

bool equalsIgnoringCase(std::string_view a, std::string_view b);

} // namespace millrace
