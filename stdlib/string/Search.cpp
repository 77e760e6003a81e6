#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

/// Position of `needle`, counted from 1, searched from position `from`; 0 if there is none. '' is found at 1.
int32_t find(StringView text, StringView needle, int32_t from) {
  if (needle.sizeBytes == 0)
    return 1;
  uint32_t begin = offsetOf(text, int64_t{from} - 1);
  int32_t position = from > 1 ? characterCount(part(text, 0, begin)) + 1 : 1;
  for (uint32_t i = begin; i + uint64_t{needle.sizeBytes} <= text.sizeBytes; i += characterSizeAt(text, i), ++position)
    if (std::memcmp(text.bytes + i, needle.bytes, needle.sizeBytes) == 0)
      return position;
  return 0;
}

int32_t position(FunctionContext &, StringView needle, StringView text) { return find(text, needle, 1); }
int32_t positionFrom(FunctionContext &, StringView needle, StringView text, int32_t from) { return find(text, needle, from); }

int32_t findNth(StringView text, StringView needle, int32_t start, int32_t occurrence) {
  int32_t found = 0;
  for (int32_t i = 0; i < occurrence; ++i) {
    found = find(text, needle, start);
    if (found == 0)
      return 0;
    start = found + 1;
  }
  return found;
}

StringView reversed(FunctionContext &context, StringView text) {
  char *bytes = context.arena.allocate(text.sizeBytes);
  for (uint32_t i = 0; i < text.sizeBytes;) {
    uint32_t size = characterSizeAt(text, i);
    std::memcpy(bytes + text.sizeBytes - i - size, text.bytes + i, size);
    i += size;
  }
  return {bytes, text.sizeBytes};
}

int32_t instrNth(FunctionContext &context, StringView text, StringView needle, int32_t start, int32_t occurrence) {
  if (occurrence <= 0) {
    context.fail(FunctionError::InvalidArgument, StringView(std::string_view("nthAppearance must be positive!")));
    return 0;
  }
  if (start == 0)
    return 0;
  if (start > 0)
    return findNth(text, needle, start, occurrence);
  int32_t found = findNth(reversed(context, text), reversed(context, needle), -start, occurrence);
  return found == 0 ? 0 : characterCount(text) + 2 - found - characterCount(needle);
}
int32_t instrFrom(FunctionContext &context, StringView text, StringView needle, int32_t start) {
  return instrNth(context, text, needle, start, 1);
}
int32_t instr(FunctionContext &, StringView text, StringView needle) { return find(text, needle, 1); }

bool startsWith(FunctionContext &, StringView text, StringView prefix) { return text.view().starts_with(prefix.view()); }
bool endsWith(FunctionContext &, StringView text, StringView suffix) { return text.view().ends_with(suffix.view()); }

/// Java's String.replace: an empty `old` stands before every character and at the end.
StringView replace(FunctionContext &context, StringView text, StringView old, StringView replacement) {
  uint64_t count = 0;
  if (old.sizeBytes == 0) {
    count = static_cast<uint64_t>(characterCount(text)) + 1;
  } else {
    for (uint32_t at = findBytes(text, old, 0); at <= text.sizeBytes; at = findBytes(text, old, at + old.sizeBytes))
      ++count;
  }
  if (count == 0)
    return text;
  uint64_t sizeBytes = text.sizeBytes + count * replacement.sizeBytes - count * old.sizeBytes;
  if (!checkSize(context, sizeBytes))
    return {};
  Writer writer(context, sizeBytes);
  if (old.sizeBytes == 0) {
    writer.put(replacement);
    for (uint32_t i = 0; i < text.sizeBytes;) {
      uint32_t size = characterSizeAt(text, i);
      writer.put(part(text, i, i + size));
      writer.put(replacement);
      i += size;
    }
    return writer.finish();
  }
  uint32_t from = 0;
  for (uint32_t at = findBytes(text, old, 0); at <= text.sizeBytes; at = findBytes(text, old, from)) {
    writer.put(part(text, from, at));
    writer.put(replacement);
    from = at + old.sizeBytes;
  }
  writer.put(part(text, from, text.sizeBytes));
  return writer.finish();
}

bool isJavaWhitespace(char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }

/// Token `index` (from 0) where tokens end at a separator found by `next(from) -> [begin, end)`.
template <typename Next> Nullable<StringView> token(StringView text, int32_t index, Next next) {
  if (index < 0 || text.sizeBytes == 0)
    return {};
  uint32_t from = 0;
  for (;;) {
    auto [begin, end] = next(from);
    if (begin > text.sizeBytes)
      return index == 0 ? Nullable<StringView>(part(text, from, text.sizeBytes)) : Nullable<StringView>();
    if (index == 0)
      return part(text, from, begin);
    --index;
    from = end;
  }
}

struct Range {
  uint32_t begin, end;
};

Nullable<StringView> splitIndex(FunctionContext &, StringView text, StringView separator, int32_t index) {
  if (separator.sizeBytes == 0)
    return token(text, index, [&](uint32_t from) {
      while (from < text.sizeBytes && !isJavaWhitespace(text.bytes[from]))
        ++from;
      return from == text.sizeBytes ? Range{from + 1, from + 1} : Range{from, from + 1};
    });
  return token(text, index, [&](uint32_t from) {
    uint32_t at = findBytes(text, separator, from);
    return Range{at, at + separator.sizeBytes};
  });
}

Nullable<StringView> splitIndexByCode(FunctionContext &context, StringView text, int32_t character, int32_t index) {
  if (character > 255 || character < 1)
    return {};
  char bytes[4];
  char *end = encodeCharacter(bytes, static_cast<uint32_t>(character));
  return splitIndex(context, text, StringView(bytes, static_cast<uint32_t>(end - bytes)), index);
}

/// Characters of `from` become those of `to` at the same place, or vanish. A NULL `from` changes nothing, a NULL `to` is ''.
Nullable<StringView> translate(FunctionContext &context, Nullable<StringView> text, Nullable<StringView> from,
                               Nullable<StringView> to) {
  if (text.isNull || from.isNull || text.value.sizeBytes == 0 || from.value.sizeBytes == 0)
    return text;
  StringView target = to.isNull ? StringView() : to.value;
  Writer writer(context, uint64_t{text.value.sizeBytes} * 4);
  for (uint32_t i = 0; i < text.value.sizeBytes;) {
    uint32_t size = characterSizeAt(text.value, i);
    StringView character = part(text.value, i, i + size);
    i += size;
    int32_t place = find(from.value, character, 1);
    if (place == 0) {
      writer.put(character);
      continue;
    }
    uint32_t begin = offsetOf(target, place - 1);
    if (begin < target.sizeBytes)
      writer.put(part(target, begin, begin + characterSizeAt(target, begin)));
  }
  return writer.finish();
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_position, position)
MR_FUNCTION(mr_fn_position_from, positionFrom)
MR_FUNCTION(mr_fn_instr, instr)
MR_FUNCTION(mr_fn_instr_from, instrFrom)
MR_FUNCTION(mr_fn_instr_nth, instrNth)
MR_FUNCTION(mr_fn_starts_with, startsWith)
MR_FUNCTION(mr_fn_ends_with, endsWith)
MR_FUNCTION(mr_fn_replace, replace)
MR_FUNCTION(mr_fn_split_index, splitIndex)
MR_FUNCTION(mr_fn_split_index_code, splitIndexByCode)
MR_FUNCTION(mr_fn_translate, translate)
