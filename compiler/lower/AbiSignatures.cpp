#include "compiler/lower/AbiSignatures.h"

#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/FunctionContext.h"
#include "runtime/abi/LowerAbi.h"
#include "runtime/abi/OutBuffer.h"
#include "runtime/abi/RuntimeAbi.h"

#include <algorithm>
#include <type_traits>

namespace millrace {

namespace lower {
namespace {

template <typename T> constexpr AbiType abiTypeOf() {
  if constexpr (std::is_void_v<T>)
    return AbiType::Void;
  else if constexpr (std::is_pointer_v<T>)
    return AbiType::Pointer;
  else if constexpr (std::is_same_v<T, bool>)
    return AbiType::Bool;
  else if constexpr (std::is_same_v<T, float>)
    return AbiType::F32;
  else if constexpr (std::is_same_v<T, double>)
    return AbiType::F64;
  else if constexpr (sizeof(T) == 1)
    return AbiType::I8;
  else if constexpr (sizeof(T) == 2)
    return AbiType::I16;
  else if constexpr (sizeof(T) == 4)
    return AbiType::I32;
  else if constexpr (sizeof(T) == 8)
    return AbiType::I64;
  else
    return AbiType::I128;
}

template <typename Function> struct Prototype;
template <typename Result, typename... Arguments> struct Prototype<Result(Arguments...)> {
  static AbiSignature signature(std::string_view name) {
    return {name, abiTypeOf<Result>(), {abiTypeOf<Arguments>()...}};
  }
};

std::vector<AbiSignature> readDefinitions() {
  std::vector<AbiSignature> all;
#define MR_ABI(result, name, arguments, flags, documentation) all.push_back(Prototype<result arguments>::signature(#name));
#include "runtime/abi/FormatAbi.def"
#undef MR_ABI
#define MR_ABI(result, name, arguments, flags, documentation) all.push_back(Prototype<result arguments>::signature(#name));
#include "runtime/abi/RuntimeAbi.def"
#undef MR_ABI
#define MR_ABI(result, name, arguments, flags, documentation) all.push_back(Prototype<result arguments>::signature(#name));
#include "runtime/abi/LowerAbi.def"
#undef MR_ABI
  std::sort(all.begin(), all.end(), [](const AbiSignature &a, const AbiSignature &b) { return a.name < b.name; });
  return all;
}

} // namespace

const AbiSignature *findAbiSignature(std::string_view name) {
  static const std::vector<AbiSignature> all = readDefinitions();
  auto found = std::lower_bound(all.begin(), all.end(), name, [](const AbiSignature &a, std::string_view b) { return a.name < b; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

} // namespace lower
} // namespace millrace
