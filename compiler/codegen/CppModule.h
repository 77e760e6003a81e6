/// Takes clang's bitcode of a C++ source: finds the functions it offers, checks that generated code can hold them, and links them into it.
///
/// Shape:   kernels get symbols that hold a hash of the bitcode; everything else becomes internal, what no kernel reaches goes.
/// Errors:  bitcode that this LLVM cannot read (a newer clang's).
/// Threads: any; linking belongs to the module's thread.
#ifndef MILLRACE_COMPILER_CODEGEN_CPPMODULE_H
#define MILLRACE_COMPILER_CODEGEN_CPPMODULE_H

#include "compiler/catalog/CppFunction.h"
#include "compiler/codegen/Clang.h"

#include "llvm/IR/Module.h"

namespace millrace::codegen {

/// What keeps a module out of generated code.
struct CppComplaint {
  enum class Kind : uint8_t {
    GlobalConstructor, ///< code to run before the first call: nobody would
    ThreadLocal,       ///< `name`
    MissingSymbol,     ///< `name`: neither the source nor the process has it
  };
  Kind kind = Kind::GlobalConstructor;
  std::string name; ///< in C++ form
  CppPlace place;   ///< where it is used
};

struct CppModule {
  catalog::CppFunctions functions; ///< sorted by name
  std::string bitcode;
  std::vector<CppComplaint> complaints; ///< empty: it may be linked
};

/// `source`: the file as clang was told it; complaints point into it where they can.
[[nodiscard]] llvm::Expected<CppModule> readCppModule(const std::string &bitcode, const std::string &source);

/// Adds the functions that `module` calls, internal, with what they need.
[[nodiscard]] llvm::Error linkCppModule(llvm::Module &module, const std::string &bitcode);

} // namespace millrace::codegen

#endif
