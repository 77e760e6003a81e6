/// What every format is called, can do and takes in WITH (`<format>.<option>`): one record each.
///
/// Source: option names, types and defaults are Flink's (2.x); `changelog-json` is Millrace's own.
#pragma once
#include "runtime/abi/OptionRecord.h"

namespace millrace {

/// Row kinds that a format can hold.
enum class FormatChangelog : unsigned char { AppendOnly, All };

struct FormatRecord {
  std::string_view name;
  FormatChangelog changelog;
  bool hasFastDecoder;     // generated code decodes it
  std::string_view symbol; // of its FormatFactory
  std::span<const OptionRecord> options;
  std::string_view documentation;
  bool readsFields = false; // decodes a field `a.b` of a ROW alone where nothing else of `a` is read
};

/// Sorted by name.
std::span<const FormatRecord> formatRecords();
const FormatRecord *findFormatRecord(std::string_view name);

} // namespace millrace
