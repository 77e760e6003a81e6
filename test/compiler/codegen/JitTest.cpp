#include "compiler/codegen/Jit.h"

#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Optimize.h"
#include "test/compiler/codegen/TestModules.h"

#include <fstream>

extern "C" __attribute__((visibility("default"), used)) int64_t mr_test_square(int64_t value) { return value * value; }

namespace millrace::codegen {
namespace {

using test::parseModule;

constexpr const char *kCallsSquare = R"(
  declare i64 @mr_test_square(i64)
  define i64 @entry(i64 %x) {
    %square = call i64 @mr_test_square(i64 %x)
    %sum = add i64 %square, 1
    ret i64 %sum
  }
)";

std::unique_ptr<JitCode> load(llvm::Module &module, llvm::TargetMachine &machine) {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects;
  objects.push_back(llvm::cantFail(emitObject(module, machine)));
  return llvm::cantFail(JitCode::load(std::move(objects)));
}

int64_t runEntry(llvm::Module &module, Tier tier, int64_t argument) {
  TargetSpec host = llvm::cantFail(hostTarget());
  std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(host, tier);
  applyTarget(module, *machine, host);
  llvm::cantFail(optimizeModule(module, *machine, {.tier = tier}));
  std::unique_ptr<JitCode> code = load(module, *machine);
  std::vector<std::string> symbols = {"entry"};
  std::vector<void *> addresses = llvm::cantFail(code->lookup(symbols));
  return reinterpret_cast<int64_t (*)(int64_t)>(addresses.at(0))(argument);
}

// Unoptimised code that could not find the library's kernels in the process would not run at all.
TEST(JitTest, unoptimisedCodeCallsTheLibrary) {
  llvm::LLVMContext context;
  EXPECT_EQ(runEntry(*parseModule(context, kCallsSquare), Tier::O0, 7), 50);
}

TEST(JitTest, optimisedCodeGivesTheSameResult) {
  llvm::LLVMContext context;
  EXPECT_EQ(runEntry(*parseModule(context, kCallsSquare), Tier::O3, 7), 50);
}

// A missing runtime function must be named, or nobody can tell what the installation lacks.
TEST(JitTest, namesTheSymbolThatNobodyDefines) {
  llvm::LLVMContext context;
  auto module = parseModule(context, R"(
    declare i64 @mr_test_nowhere()
    define i64 @entry() {
      %v = call i64 @mr_test_nowhere()
      ret i64 %v
    }
  )");
  TargetSpec host = llvm::cantFail(hostTarget());
  std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(host, Tier::O0);
  applyTarget(*module, *machine, host);
  std::unique_ptr<JitCode> code = load(*module, *machine);
  std::vector<std::string> symbols = {"entry"};
  auto addresses = code->lookup(symbols);
  ASSERT_FALSE(addresses);
  EXPECT_NE(llvm::toString(addresses.takeError()).find("mr_test_nowhere"), std::string::npos);
}

// Code pages that stay writable would let a stray write change the program.
TEST(JitTest, codeIsNotWritable) {
  llvm::LLVMContext context;
  auto module = parseModule(context, kCallsSquare);
  TargetSpec host = llvm::cantFail(hostTarget());
  std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(host, Tier::O3);
  applyTarget(*module, *machine, host);
  std::unique_ptr<JitCode> code = load(*module, *machine);
  std::vector<std::string> symbols = {"entry"};
  auto address = reinterpret_cast<uintptr_t>(llvm::cantFail(code->lookup(symbols)).at(0));

  std::ifstream maps("/proc/self/maps");
  std::string line;
  std::string permissions;
  while (std::getline(maps, line)) {
    uintptr_t begin = 0, end = 0;
    char mode[5] = {};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, mode) == 3 && begin <= address && address < end)
      permissions = mode;
  }
  EXPECT_EQ(permissions.substr(0, 3), "r-x");
}

} // namespace
} // namespace millrace::codegen
