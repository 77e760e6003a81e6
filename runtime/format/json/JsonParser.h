/// Reads JSON text token by token: the complete parser behind the fast kernels. RFC 8259 as Jackson takes it: control characters
/// may stand unescaped in strings, a lone surrogate escape becomes `?`, what follows the value is not looked at.
///
/// Bounds:  reads [begin, end) only; at most kMaxJsonDepth nested objects and arrays.
/// Errors:  calls answer false; `failure()` says what and where, once.
/// Lifetime: texts point into the input, or into the scratch arena when they had escapes.
/// Threads: one.
#pragma once
#include "runtime/abi/FunctionContext.h"

#include <string>
#include <string_view>

namespace millrace {

constexpr uint32_t kMaxJsonDepth = 64;

enum class JsonKind : uint8_t { String, Integer, Float, True, False, Null, Object, Array };

/// A scalar value, or the opening of a container.
struct JsonToken {
  JsonKind kind;
  std::string_view raw;  // as written, quotes included; containers: the opening bracket
  std::string_view text; // strings: unescaped; others: raw
};

class JsonParser {
public:
  JsonParser(const char *begin, const char *end, Arena &scratch)
      : position_(begin), end_(end), scratch_(scratch) {}

  const char *position() const { return position_; }
  const char *end() const { return end_; }
  void seek(const char *position) { position_ = position; }
  bool atEnd() {
    skipSpace();
    return position_ == end_;
  }
  /// The next byte that is not white space, 0 at the end.
  char peek() {
    skipSpace();
    return position_ < end_ ? *position_ : 0;
  }

  /// Takes a scalar, or the opening bracket of a container. `wanted`: unescape and check strings.
  bool token(JsonToken &token, bool wanted = true);
  /// Behind `{` or `,`: takes `"key":`. False with `done` set: `}` was taken instead. `first`: no comma is expected.
  bool nextKey(bool first, std::string_view &key, bool &done);
  /// Behind `[` or a value: false with `done` set when `]` was taken.
  bool nextElement(bool first, bool &done);
  /// Over a whole value, checking its structure.
  bool skipValue();
  /// Of containers that the caller walks; pairs with leave().
  bool enter();
  void leave() { --depth_; }

  bool fail(const char *reason) { return failAt(position_, reason); }
  bool failAt(const char *position, const char *reason) {
    if (reason_ == nullptr) {
      reason_ = reason;
      failedAt_ = position;
    }
    return false;
  }
  bool failed() const { return reason_ != nullptr; }
  const char *reason() const { return reason_; }
  const char *failedAt() const { return failedAt_; }

private:
  void skipSpace() {
    while (position_ < end_ && (*position_ == ' ' || *position_ == '\n' || *position_ == '\r' || *position_ == '\t'))
      ++position_;
  }
  bool string(JsonToken &token, bool wanted);
  bool number(JsonToken &token);
  bool literal(JsonToken &token);
  /// Behind a backslash at `position_`: appends what it means to `out` (room: 4 bytes); null: skip only.
  bool escape(char *&out, bool wanted);
  bool fourHex(uint32_t &unit);

  const char *position_;
  const char *end_;
  Arena &scratch_;
  uint32_t depth_ = 0;
  const char *reason_ = nullptr;
  const char *failedAt_ = nullptr;
};

} // namespace millrace
