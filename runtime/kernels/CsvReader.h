/// The part of a CSV decoder that the fast kernels read.
///
/// Lifetime: belongs to the decoder (runtime/format/csv/CsvDecoder.h); options do not change after it is made.
#pragma once
#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/FunctionContext.h"
#include "runtime/abi/OutBuffer.h"

namespace millrace {

/// CsvCursor::flags
constexpr uint8_t kCsvAtEnd = 1; // the last field read was the record's last

struct CsvReader {
  char delimiter = ',';
  char quote = '"';  // 0: disabled
  char escape = 0;   // 0: disabled
  bool onlySlow = false; // an option (trim-spaces, allow-comments) that the fast kernels do not know
  bool isMessage = false;
  bool emptyIsNull = false;
  bool hasNullLiteral = false;
  StringView nullLiteral;
  Arena scratch;
  void *decoder = nullptr; // millrace::CsvDecoder
};

} // namespace millrace
