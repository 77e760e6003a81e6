// The definitions must have the types that RuntimeAbi.def says; the linker alone would not notice.
#include "runtime/abi/RuntimeAbi.h"

#include <type_traits>

namespace millrace {

#define MR_ABI(returnType, name, arguments, flags, doc)                                                                \
  static_assert(std::is_same_v<decltype(&name), returnType(*) arguments>, #name " differs from RuntimeAbi.def");      \
  static_assert(AbiFlags::flags == AbiFlags::Inline || AbiFlags::flags == AbiFlags::Library);
#include "runtime/abi/RuntimeAbi.def"
#undef MR_ABI

} // namespace millrace
