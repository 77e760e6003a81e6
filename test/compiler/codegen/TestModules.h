/// Hand-written LLVM modules for the tests of code generation.
#ifndef MILLRACE_TEST_COMPILER_CODEGEN_TESTMODULES_H
#define MILLRACE_TEST_COMPILER_CODEGEN_TESTMODULES_H

#include "llvm/AsmParser/Parser.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SourceMgr.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <unistd.h>

namespace millrace::codegen::test {

inline std::unique_ptr<llvm::Module> parseModule(llvm::LLVMContext &context, llvm::StringRef text) {
  llvm::SMDiagnostic error;
  std::unique_ptr<llvm::Module> module = llvm::parseAssemblyString(text, error, context);
  EXPECT_TRUE(module) << error.getMessage().str() << " in line " << error.getLineNo();
  return module;
}

/// A folder that goes away with the object.
class ScratchFolder {
public:
  ScratchFolder() {
    llvm::SmallString<128> path;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("millrace-test", path));
    path_ = path.str().str();
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string &path() const { return path_; }
  [[nodiscard]] std::string file(const std::string &name) const { return path_ + "/" + name; }

private:
  std::string path_;
};

inline void writeBitcode(const llvm::Module &module, const std::string &path) {
  std::error_code failed;
  llvm::raw_fd_ostream out(path, failed);
  ASSERT_FALSE(failed);
  llvm::WriteBitcodeToFile(module, out);
}

} // namespace millrace::codegen::test

#endif
