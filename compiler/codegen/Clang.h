/// Runs the machine's clang on a C++ source of the user's.
///
/// Shape:   source → LLVM bitcode at O2, for the lowest CPU that Millrace knows, with line numbers as debug information; or what clang says.
/// Errors:  no clang in PATH; a clang that does not run or writes nothing.
/// Threads: any.
#ifndef MILLRACE_COMPILER_CODEGEN_CLANG_H
#define MILLRACE_COMPILER_CODEGEN_CLANG_H

#include "compiler/codegen/Installation.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::codegen {

/// A place in a C++ text; lines and columns count from 1, columns bytes. Line 0: unknown.
struct CppPlace {
  std::string file; ///< as clang names it
  uint32_t line = 0;
  uint32_t column = 0;
};

struct ClangNote {
  CppPlace place;
  std::string text;
};

struct ClangError {
  CppPlace place;
  std::string text;
  std::vector<ClangNote> notes;
};

/// Clang's errors in its own order, from what it writes to standard error. Warnings are left out.
[[nodiscard]] std::vector<ClangError> readClangErrors(std::string_view output);

struct ClangOutput {
  std::string bitcode;                   ///< empty: `errors` or `messages` say why
  std::vector<ClangError> errors;
  std::string messages;                  ///< all that it wrote
  std::vector<std::string> dependencies; ///< the source and what it includes, without system headers
};

/// `clang++-19` or else `clang++` in PATH; no value: neither.
[[nodiscard]] std::optional<std::string> findClang();
[[nodiscard]] llvm::Expected<ClangOutput> runClang(const std::string &program, const std::string &source, const Installation &installation);

} // namespace millrace::codegen

#endif
