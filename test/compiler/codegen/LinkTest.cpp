#include "compiler/codegen/Link.h"

#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Optimize.h"
#include "test/compiler/codegen/TestModules.h"

#include <array>
#include <cstdio>
#include <sys/wait.h>

namespace millrace::codegen {
namespace {

using test::parseModule;

struct ToolOutput {
  int exitCode = -1;
  std::string text;
};

ToolOutput runTool(const std::string &command) {
  ToolOutput output;
  FILE *pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe)
    return output;
  std::array<char, 4096> buffer;
  while (size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    output.text.append(buffer.data(), count);
  int status = pclose(pipe);
  output.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

class LinkTest : public testing::Test {
protected:
  std::unique_ptr<llvm::MemoryBuffer> objectOf(llvm::Module &module) {
    TargetSpec target = llvm::cantFail(targetOf("x86-64-v3"));
    std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(target, Tier::O3);
    applyTarget(module, *machine, target);
    llvm::cantFail(optimizeModule(module, *machine, {.tier = Tier::O3}));
    return llvm::cantFail(emitObject(module, *machine));
  }
  LinkOptions options() { return {.outputPath = program_, .stripAll = true, .sanitizer = builtWith()}; }

  test::ScratchFolder folder_;
  std::string program_ = folder_.file("program");
  llvm::LLVMContext context_;
  Installation installation_ = findInstallation();
};

constexpr const char *kReturns42 = "define i32 @main(i32 %argc, ptr %argv) {\n  ret i32 42\n}\n";

TEST_F(LinkTest, makesAProgramThatRunsAndNeedsOnlyLibc) {
  auto needs = linkExecutable(objectOf(*parseModule(context_, kReturns42))->getMemBufferRef(), installation_, options());
  ASSERT_TRUE(static_cast<bool>(needs)) << llvm::toString(needs.takeError());
  EXPECT_TRUE(needs->empty());
  EXPECT_EQ(runTool(program_).exitCode, 42);
  ToolOutput needed = runTool("/usr/lib/llvm-19/bin/llvm-readelf --needed-libs " + program_);
  for (const char *library : {"libstdc++", "libgcc", "librdkafka", "libLLVM"})
    EXPECT_EQ(needed.text.find(library), std::string::npos) << needed.text;
}

// LLD keeps global state; a second link in one process is what the REPL and the test runner do.
TEST_F(LinkTest, linksTwiceInOneProcess) {
  for (int round = 0; round < 2; ++round) {
    llvm::LLVMContext context;
    auto needs = linkExecutable(objectOf(*parseModule(context, kReturns42))->getMemBufferRef(), installation_, options());
    ASSERT_TRUE(static_cast<bool>(needs)) << llvm::toString(needs.takeError());
    EXPECT_EQ(runTool(program_).exitCode, 42);
  }
}

TEST_F(LinkTest, namesAnUndefinedSymbolAndLeavesNoFile) {
  auto module = parseModule(context_, "declare i32 @mr_test_nowhere()\n"
                                      "define i32 @main(i32 %argc, ptr %argv) {\n"
                                      "  %v = call i32 @mr_test_nowhere()\n  ret i32 %v\n}\n");
  auto needs = linkExecutable(objectOf(*module)->getMemBufferRef(), installation_, options());
  ASSERT_FALSE(needs);
  EXPECT_NE(llvm::toString(needs.takeError()).find("mr_test_nowhere"), std::string::npos);
  EXPECT_FALSE(llvm::sys::fs::exists(program_));
}

TEST_F(LinkTest, namesAFolderThatCannotBeWritten) {
  LinkOptions unwritable = options();
  unwritable.outputPath = "/nowhere/program";
  auto needs = linkExecutable(objectOf(*parseModule(context_, kReturns42))->getMemBufferRef(), installation_, unwritable);
  ASSERT_FALSE(needs);
  EXPECT_NE(llvm::toString(needs.takeError()).find("/nowhere/program"), std::string::npos);
}

} // namespace
} // namespace millrace::codegen
