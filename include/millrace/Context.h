/// What a function of the user's own may use besides its arguments: memory that lives as long as the row's work, and errors.
///
/// Threads: one; a context is good for one call.
#pragma once
#include "runtime/abi/FunctionContext.h"

#include <cstring>
#include <string_view>

/// Out of line, so that no hot loop carries it; the compiler asks of each function whether it can get here.
extern "C" [[gnu::noinline, gnu::cold]] inline void mr_cpp_fail(millrace::FunctionContext *functions, const char *name, uint64_t nameSize,
                                                                 const char *message, uint64_t messageSize) noexcept {
  if (functions->failed != 0)
    return;
  uint64_t size = nameSize + 2 + messageSize;
  char *text = functions->arena.allocate(size);
  std::memcpy(text, name, nameSize);
  std::memcpy(text + nameSize, ": ", 2);
  std::memcpy(text + nameSize + 2, message, messageSize);
  functions->fail(millrace::FunctionError::InvalidArgument, millrace::StringView(text, static_cast<uint32_t>(size)));
}

namespace millrace {

class Context {
public:
  Context(FunctionContext &functions, std::string_view name) : functions_(functions), name_(name) {}

  /// Uninitialised bytes, aligned to 8, for results that are views.
  [[nodiscard]] char *allocate(size_t sizeBytes) { return functions_.arena.allocate(sizeBytes); }
  [[nodiscard]] std::string_view copy(std::string_view text) {
    char *bytes = allocate(text.size());
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }
  /// Ends the query with an error: function, message and the call's place in the SQL text. The call's result is ignored.
  void fail(std::string_view message) noexcept { mr_cpp_fail(&functions_, name_.data(), name_.size(), message.data(), message.size()); }

private:
  FunctionContext &functions_;
  std::string_view name_;
};

} // namespace millrace
