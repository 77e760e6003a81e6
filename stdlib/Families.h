/// The records of each family of functions, in `stdlib/<family>/Records*.cpp`.
#pragma once
#include "stdlib/FunctionRecord.h"

namespace millrace {

std::span<const FunctionRecord> castRecords();
std::span<const FunctionRecord> decimalRecords();
std::span<const FunctionRecord> greatestRecords();
std::span<const FunctionRecord> hashRecords();
std::span<const FunctionRecord> mathRecords();
std::span<const FunctionRecord> nestedRecords();
std::span<const FunctionRecord> numericRecords();
std::span<const FunctionRecord> regexRecords();
std::span<const FunctionRecord> stringRecords();
std::span<const FunctionRecord> textRecords();
std::span<const FunctionRecord> temporalRecords();
std::span<const FunctionRecord> temporalTextRecords();
std::span<const FunctionRecord> temporalUnitRecords();

} // namespace millrace
