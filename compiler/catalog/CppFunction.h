/// What a C++ source offers to SQL under one name (include/millrace/Function.h).
///
/// Lifetime: the record's names point into the object, which is never copied.
/// Threads:  immutable once made.
#ifndef MILLRACE_COMPILER_CATALOG_CPPFUNCTION_H
#define MILLRACE_COMPILER_CATALOG_CPPFUNCTION_H

#include "stdlib/FunctionRecord.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace millrace::catalog {

struct CppFunction {
  std::string name;             ///< as in MILLRACE_FUNCTION
  std::string symbol;           ///< of its kernel; holds a hash of the code
  std::vector<Type> parameters; ///< nullable: NULL is passed on; else it makes the result NULL
  Type result;                  ///< nullable: NULL may come of arguments that are not
  FunctionRecord record = {};   ///< without a body: the code is not in this process yet

  CppFunction() = default;
  CppFunction(const CppFunction &) = delete;
  CppFunction &operator=(const CppFunction &) = delete;
};

using CppFunctions = std::vector<std::shared_ptr<const CppFunction>>;

} // namespace millrace::catalog

#endif
