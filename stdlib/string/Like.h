/// LIKE patterns: what a constant pattern amounts to, so that the compiler can pick a cheaper kernel.
///
/// `_` is one character but no line end, `%` any characters; there is no escape character unless one is given.
/// Source: Flink's SqlLikeUtils and LikeCallGen.
#pragma once
#include "runtime/abi/Values.h"

#include <string>

namespace millrace {

enum class LikeShape : uint8_t { Equals, StartsWith, EndsWith, Contains, General, Invalid };

struct LikePattern {
  LikeShape shape = LikeShape::General;
  std::string literal; // of Equals … Contains: kernels `string =`, STARTSWITH, ENDSWITH, `LIKE:CONTAINS`
  std::string error;   // of Invalid
};

/// `escape` is empty or one character.
LikePattern analyzeLike(std::string_view pattern, std::string_view escape);

} // namespace millrace
