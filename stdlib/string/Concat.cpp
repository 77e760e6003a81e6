#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

StringView concatTwo(FunctionContext &context, StringView left, StringView right) {
  if (!checkSize(context, uint64_t{left.sizeBytes} + right.sizeBytes))
    return {};
  Writer writer(context, uint64_t{left.sizeBytes} + right.sizeBytes);
  writer.put(left);
  writer.put(right);
  return writer.finish();
}

StringView concat(FunctionContext &context, Variadic<StringView> texts) {
  uint64_t sizeBytes = 0;
  for (int32_t i = 0; i < texts.count; ++i)
    sizeBytes += texts[i].sizeBytes;
  if (!checkSize(context, sizeBytes))
    return {};
  Writer writer(context, sizeBytes);
  for (int32_t i = 0; i < texts.count; ++i)
    writer.put(texts[i]);
  return writer.finish();
}

/// NULL texts are left out; a NULL separator gives NULL.
Nullable<StringView> concatWithSeparator(FunctionContext &context, Nullable<StringView> separator,
                                         Variadic<Nullable<StringView>> texts) {
  if (separator.isNull)
    return {};
  uint64_t sizeBytes = 0;
  for (int32_t i = 0; i < texts.count; ++i)
    if (!texts[i].isNull)
      sizeBytes += uint64_t{texts[i].value.sizeBytes} + separator.value.sizeBytes;
  if (!checkSize(context, sizeBytes))
    return {};
  Writer writer(context, sizeBytes);
  bool first = true;
  for (int32_t i = 0; i < texts.count; ++i) {
    if (texts[i].isNull)
      continue;
    if (!first)
      writer.put(separator.value);
    writer.put(texts[i].value);
    first = false;
  }
  return writer.finish();
}

Nullable<StringView> choose(FunctionContext &, Nullable<int64_t> index, Variadic<Nullable<StringView>> texts) {
  if (index.isNull || index.value < 1 || index.value > texts.count)
    return {};
  return texts[static_cast<int32_t>(index.value - 1)];
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_concat_two, concatTwo)
MR_FUNCTION(mr_fn_concat, concat)
MR_FUNCTION(mr_fn_concat_ws, concatWithSeparator)
MR_FUNCTION(mr_fn_elt, choose)
