/// The prototypes of every runtime function that generated code may call, read off the ABI's .def files.
#ifndef MILLRACE_COMPILER_LOWER_ABISIGNATURES_H
#define MILLRACE_COMPILER_LOWER_ABISIGNATURES_H

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace millrace::lower {

enum class AbiType : uint8_t { Void, Bool, I8, I16, I32, I64, I128, F32, F64, Pointer };

struct AbiSignature {
  std::string_view name;
  AbiType result;
  std::vector<AbiType> arguments;
};

/// Null if no .def file declares the name.
const AbiSignature *findAbiSignature(std::string_view name);

} // namespace millrace::lower

#endif
