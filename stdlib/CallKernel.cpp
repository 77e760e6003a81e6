#include "stdlib/CallKernel.h"

#include <cstdint>

namespace millrace {

namespace {

/// Every kernel parameter is a pointer or an int32: one integer word each in the System V calling convention, whose upper half a
/// callee that takes an int32 ignores. So one type with enough words calls all of them.
using AnyKernel = void (*)(FunctionContext *, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t,
                           uintptr_t, uintptr_t, uintptr_t);

} // namespace

void callKernel(const FunctionRecord &record, FunctionContext &context, void *result, bool *resultNull,
                std::span<const void *const> arguments, std::span<const int32_t> typeConstants) {
  uintptr_t words[10] = {};
  size_t count = 0;
  words[count++] = reinterpret_cast<uintptr_t>(result);
  if (record.nulls == NullRule::StrictNullable)
    words[count++] = reinterpret_cast<uintptr_t>(resultNull);

  size_t fixedCount = arguments.size();
  if (record.parameters.ends_with("...")) {
    fixedCount = 0;
    for (char c : record.parameters)
      fixedCount += c == ',';
  }
  for (size_t i = 0; i < fixedCount; ++i)
    words[count++] = reinterpret_cast<uintptr_t>(arguments[i]);
  if (record.parameters.ends_with("...")) {
    words[count++] = reinterpret_cast<uintptr_t>(arguments.data() + fixedCount);
    words[count++] = arguments.size() - fixedCount;
  }
  for (int32_t constant : typeConstants)
    words[count++] = static_cast<uint32_t>(constant);
  reinterpret_cast<AnyKernel>(record.body)(&context, words[0], words[1], words[2], words[3], words[4], words[5], words[6],
                                           words[7], words[8], words[9]);
}

} // namespace millrace
