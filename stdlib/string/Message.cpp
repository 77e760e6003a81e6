#include "stdlib/string/Utf8.h"

namespace millrace::text {

StringView message(FunctionContext &context, std::string_view before, std::string_view middle, std::string_view after) {
  Writer writer(context, before.size() + middle.size() + after.size());
  writer.put(StringView(before));
  writer.put(StringView(middle));
  writer.put(StringView(after));
  return writer.finish();
}

} // namespace millrace::text
