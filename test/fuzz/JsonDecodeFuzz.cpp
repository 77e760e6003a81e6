/// Any bytes as JSON lines (or one message): the fast loop and the complete decoder agree, and both agree with the plain one.
#include "test/runtime/format/DecodeHarness.h"
#include "test/runtime/format/ReferenceJson.h"

using namespace millrace;
using namespace millrace::test;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static const Schema schema = {{"l", type(TypeKind::BigInt)},  {"i", type(TypeKind::Int)}, {"f", type(TypeKind::Double)},
                                {"b", type(TypeKind::Boolean)}, {"s", stringType()},        {"d", type(TypeKind::Decimal, 18, 2)}};
  if (size == 0 || size > 4096)
    return 0;
  bool isMessage = bytes[0] & 1;
  // Learned orders come from the records themselves and from one well-formed line before them.
  std::string text(reinterpret_cast<const char *>(bytes) + 1, size - 1);
  std::string teaching = isMessage ? "" : "{\"l\":1,\"i\":2,\"f\":1.5,\"b\":true,\"s\":\"x\",\"d\":1.25}\n";
  DecodeHarness harness({.schema = schema, .isMessage = isMessage, .skipsBadRecords = true});
  Decoded complete = harness.complete(teaching + text), fast = harness.fast(teaching + text);
  if (!(complete == fast))
    __builtin_trap();
  if (isMessage)
    return 0;
  ReferenceJson reference(schema);
  std::vector<std::string> expected = {complete.rows.at(0)};
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    if (at <= text.size() && line.ends_with('\r'))
      line.pop_back();
    if (line.empty())
      continue;
    // Left out: Java's hexadecimal floats with odd shapes, huge exponents, text of containers, rows before a bad array element.
    if (line.find_first_of("xXpP[") != std::string::npos || line.find("{", 1) != std::string::npos || line.find_first_of("eE") != std::string::npos)
      return 0;
    if (auto rows = reference.decode(line))
      expected.insert(expected.end(), rows->begin(), rows->end());
  }
  if (expected != complete.rows)
    __builtin_trap();
  return 0;
}
