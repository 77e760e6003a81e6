#include "stdlib/string/CaseTables.h"
#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

template <size_t count> uint32_t mapped(const CaseRange (&ranges)[count], uint32_t code) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (ranges[middle].last < code)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < count && ranges[low].first <= code && (code - ranges[low].first) % static_cast<uint32_t>(ranges[low].stride) == 0)
    return code + static_cast<uint32_t>(ranges[low].delta);
  return code;
}

char *putUpper(char *out, uint32_t code) {
  for (const Expansion &expansion : kUpperExpansions) {
    if (expansion.code != code)
      continue;
    for (uint16_t part : expansion.upper)
      if (part != 0)
        out = encodeCharacter(out, part);
    return out;
  }
  return encodeCharacter(out, mapped(kUpperRanges, code));
}

bool isCased(uint32_t code) {
  if (code < 0x80)
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
  return mapped(kUpperRanges, code) != code || mapped(kLowerRanges, code) != code;
}

constexpr uint32_t kSigma = 0x3A3, kFinalSigma = 0x3C2, kDottedI = 0x130;

/// Unicode's Final_Sigma: after a letter and not before one.
bool isFinalSigma(StringView text, uint32_t begin, uint32_t end) {
  bool before = false;
  for (uint32_t i = 0; i < begin;) {
    uint32_t code = decodeCharacter(text, i);
    if (code != '\'' && code != '.')
      before = isCased(code);
  }
  while (end < text.sizeBytes) {
    uint32_t code = decodeCharacter(text, end);
    if (code != '\'' && code != '.')
      return before && !isCased(code);
  }
  return before;
}

StringView wideCase(FunctionContext &context, StringView text, bool upper) {
  // No mapping makes a character's bytes grow by more than three.
  Writer writer(context, uint64_t{text.sizeBytes} * 3 + 8);
  for (uint32_t i = 0; i < text.sizeBytes;) {
    uint32_t begin = i;
    uint32_t code = decodeCharacter(text, i);
    if (code < 0x80) {
      bool change = upper ? code >= 'a' && code <= 'z' : code >= 'A' && code <= 'Z';
      writer.put(static_cast<char>(change ? code ^ 0x20 : code));
    } else if (upper) {
      writer.position = putUpper(writer.position, code);
    } else if (code == kSigma && isFinalSigma(text, begin, i)) {
      writer.position = encodeCharacter(writer.position, kFinalSigma);
    } else if (code == kDottedI) {
      writer.put('i');
      writer.position = encodeCharacter(writer.position, 0x307);
    } else {
      writer.position = encodeCharacter(writer.position, mapped(kLowerRanges, code));
    }
  }
  return writer.finish();
}

template <char first> StringView asciiCase(FunctionContext &context, StringView text) {
  char *bytes = context.arena.allocate(text.sizeBytes);
  uint8_t seen = 0;
  for (uint32_t i = 0; i < text.sizeBytes; ++i) {
    auto byte = static_cast<uint8_t>(text.bytes[i]);
    seen |= byte;
    bytes[i] = static_cast<char>(static_cast<uint8_t>(byte - first) < 26 ? byte ^ 0x20 : byte);
  }
  if (seen >= 0x80)
    return wideCase(context, text, first == 'a');
  return {bytes, text.sizeBytes};
}

StringView upper(FunctionContext &context, StringView text) { return asciiCase<'a'>(context, text); }
StringView lower(FunctionContext &context, StringView text) { return asciiCase<'A'>(context, text); }

/// ASCII letters and digits make words; every other character ends one.
StringView initcap(FunctionContext &context, StringView text) {
  char *bytes = context.arena.allocate(text.sizeBytes);
  bool start = true;
  for (uint32_t i = 0; i < text.sizeBytes; ++i) {
    char c = text.bytes[i];
    bool small = c >= 'a' && c <= 'z', capital = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    if ((start && small) || (!start && capital))
      c ^= 0x20;
    start = !(small || capital || digit);
    bytes[i] = c;
  }
  return {bytes, text.sizeBytes};
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_upper, upper)
MR_FUNCTION(mr_fn_lower, lower)
MR_FUNCTION(mr_fn_initcap, initcap)
