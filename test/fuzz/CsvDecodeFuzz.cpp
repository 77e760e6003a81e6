/// Any bytes as CSV lines (or one message) under any of several options: the fast loop and the complete decoder agree.
#include "test/runtime/format/DecodeHarness.h"

using namespace millrace;
using namespace millrace::test;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static const Schema full = {{"i", type(TypeKind::Int)},  {"s", stringType()}, {"d", type(TypeKind::Decimal, 18, 2)},
                              {"f", type(TypeKind::Double)}, {"t", type(TypeKind::Timestamp, 3)}, {"b", type(TypeKind::Boolean)}};
  if (size < 2 || size > 4096)
    return 0;
  uint8_t choice = bytes[0];
  OptionMap options;
  if (choice & 2)
    options.push_back({"escape-character", "\\"});
  if (choice & 4)
    options.push_back({"ignore-parse-errors", "true"});
  if (choice & 8)
    options.push_back({"null-literal", "n"});
  if (choice & 16)
    options.push_back({"disable-quote-character", "true"});
  if (choice & 32)
    options.push_back({"empty-string-as-null", "true"});
  Schema read = full;
  if (choice & 64)
    read = {full[1], full[4]};
  DecodeHarness harness({.format = &mrFormatCsv, .schema = read, .fullSchema = full, .options = options, .isMessage = (choice & 1) != 0, .skipsBadRecords = true});
  std::string text(reinterpret_cast<const char *>(bytes) + 1, size - 1);
  if (!(harness.complete(text) == harness.fast(text)))
    __builtin_trap();
  return 0;
}
