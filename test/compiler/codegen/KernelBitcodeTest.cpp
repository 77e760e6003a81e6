#include "compiler/codegen/KernelBitcode.h"

#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Optimize.h"
#include "test/compiler/codegen/TestModules.h"

#include <fstream>

/// A kernel that this process has.
extern "C" __attribute__((visibility("default"), used)) int64_t mr_test_in_process(int64_t value) { return value; }

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

/// Square as a kernel, compiled for another CPU level than the caller, with a helper of its own and one that nobody calls.
constexpr const char *kSquareKernel = R"(
  target triple = "x86_64-pc-linux-gnu"
  define i64 @mr_test_square(i64 %x) #0 {
    %square = call i64 @multiply(i64 %x, i64 %x)
    ret i64 %square
  }
  define i64 @multiply(i64 %x, i64 %y) #0 {
    %product = mul i64 %x, %y
    ret i64 %product
  }
  define void @mr_test_unused() #0 {
    ret void
  }
  attributes #0 = { nounwind "target-cpu"="x86-64-v4" "target-features"="+avx512f" }
)";

/// `size` instructions long; `attributes` as in `noinline`.
std::string kernelInProcess(unsigned size, const char *attributes) {
  std::string text = "define i64 @mr_test_in_process(i64 %v0) " + std::string(attributes) + " {\n";
  for (unsigned i = 1; i < size; ++i)
    text += "  %v" + std::to_string(i) + " = mul i64 %v" + std::to_string(i - 1) + ", %v" + std::to_string(i - 1) + "\n";
  return text + "  ret i64 %v" + std::to_string(size - 1) + "\n}\n";
}

/// A caller with `callCount` calls of it.
std::string callsInProcess(unsigned callCount) {
  std::string text = "declare i64 @mr_test_in_process(i64)\ndefine i64 @entry(i64 %c0) {\n";
  for (unsigned i = 1; i <= callCount; ++i)
    text += "  %c" + std::to_string(i) + " = call i64 @mr_test_in_process(i64 %c" + std::to_string(i - 1) + ")\n";
  return text + "  ret i64 %c" + std::to_string(callCount) + "\n}\n";
}

class KernelBitcodeTest : public testing::Test {
protected:
  void SetUp() override { writeKernels(kSquareKernel); }
  /// The only kernels there are, with their index.
  void writeKernels(const std::string &text) {
    llvm::LLVMContext context;
    auto kernels = parseModule(context, text);
    test::writeBitcode(*kernels, path_);
    std::error_code failed;
    llvm::raw_fd_ostream out(folder_.file("index"), failed);
    writeKernelIndex("kernels.bc", *kernels, out);
  }
  llvm::Error inlineInto(llvm::Module &module) {
    auto index = KernelIndex::read(folder_.path());
    if (!index)
      return index.takeError();
    return inlineKernels(module, *index, chooseKernels(module, *index), std::vector<std::string>{"entry"});
  }
  /// The caller with its kernels linked and optimised for `cpu`.
  std::unique_ptr<llvm::Module> compile(const char *cpu, Effort effort = Effort::Full) {
    auto module = parseModule(context_, kCallsSquare);
    TargetSpec target = llvm::cantFail(targetOf(cpu));
    std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(target, Tier::O3);
    std::vector<std::string> entries = {"entry"};
    llvm::cantFail(linkKernels(*module, path_, entries));
    applyTarget(*module, *machine, target);
    llvm::cantFail(optimizeModule(*module, *machine, {.tier = Tier::O3, .effort = effort}));
    return module;
  }

  /// Calls that are left of `callCount` calls of a kernel that the process has too, and whether the module holds a copy of it.
  struct Left {
    unsigned calls = 0;
    bool hasCopy = false;
    bool operator==(const Left &) const = default;
  };
  Left leftOf(unsigned callCount, unsigned kernelSize, const char *attributes = "") {
    writeKernels(kernelInProcess(kernelSize, attributes));
    llvm::LLVMContext context;
    auto module = parseModule(context, callsInProcess(callCount));
    TargetSpec target = llvm::cantFail(targetOf("x86-64-v3"));
    std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(target, Tier::O3);
    llvm::cantFail(inlineInto(*module));
    applyTarget(*module, *machine, target);
    llvm::cantFail(optimizeModule(*module, *machine, {.tier = Tier::O3, .effort = Effort::Quick}));
    const llvm::Function *kernel = module->getFunction("mr_test_in_process");
    return {kernel ? kernel->getNumUses() : 0, kernel && !kernel->isDeclaration()};
  }

  test::ScratchFolder folder_;
  std::string path_ = folder_.file("kernels.bc");
  llvm::LLVMContext context_;
};

// A kernel that is not inlined costs a call per row: the whole point of shipping bitcode.
TEST_F(KernelBitcodeTest, kernelsOfAnotherCpuLevelAreInlined) {
  auto module = compile("x86-64-v3");
  std::string text = printLlvm(*module);
  EXPECT_EQ(text.find("call"), std::string::npos) << text;
  EXPECT_NE(text.find("mul i64 %x, %x"), std::string::npos) << text;
}

TEST_F(KernelBitcodeTest, onlyTheEntryPointsRemain) {
  for (Effort effort : {Effort::Quick, Effort::Full}) {
    auto module = compile("x86-64-v3", effort);
    std::vector<std::string> names;
    for (const llvm::Function &function : *module)
      names.push_back(function.getName().str());
    EXPECT_EQ(names, std::vector<std::string>{"entry"});
  }
}

// Compiling a second copy of what the process has is most of what optimised JIT code could cost.
TEST_F(KernelBitcodeTest, largeKernelsOfTheProcessAreCalled) {
  EXPECT_EQ(leftOf(1, 300), (Left{1, false}));
  EXPECT_EQ(leftOf(2, 60), (Left{2, false}));
  EXPECT_EQ(leftOf(1, 3, "noinline"), (Left{1, false}));
}

TEST_F(KernelBitcodeTest, smallAndMarkedKernelsOfTheProcessAreInlined) {
  EXPECT_EQ(leftOf(1, 200), (Left{0, false}));
  EXPECT_EQ(leftOf(2, 20), (Left{0, false}));
  EXPECT_EQ(leftOf(2, 300, "alwaysinline"), (Left{0, false}));
}

// The linker takes what a module names from every file that is opened.
TEST_F(KernelBitcodeTest, largeKernelsBesideSmallOnesAreCalled) {
  writeKernels(kSquareKernel + kernelInProcess(300, ""));
  auto module = parseModule(context_, callsInProcess(1) + "define i64 @other(i64 %x) {\n  %square = call i64 @mr_test_square(i64 %x)\n"
                                                          "  ret i64 %square\n}\ndeclare i64 @mr_test_square(i64)\n");
  llvm::cantFail(inlineInto(*module));
  EXPECT_TRUE(module->getFunction("mr_test_in_process")->isDeclaration());
  EXPECT_FALSE(module->getFunction("mr_test_square")->isDeclaration());
}

// A static function of the library has no address that generated code could call.
TEST_F(KernelBitcodeTest, kernelsThatTheProcessDoesNotShowAreCopied) {
  auto module = parseModule(context_, kCallsSquare);
  llvm::cantFail(inlineInto(*module));
  const llvm::Function *multiply = module->getFunction("multiply");
  ASSERT_TRUE(multiply);
  EXPECT_FALSE(multiply->isDeclaration());
}

TEST_F(KernelBitcodeTest, missingBitcodeIsNamed) {
  auto module = parseModule(context_, kCallsSquare);
  llvm::Error error = linkKernels(*module, "/nowhere/kernels.bc", {});
  EXPECT_EQ(llvm::toString(std::move(error)), "cannot read the kernels `/nowhere/kernels.bc`: No such file or directory");
}

TEST_F(KernelBitcodeTest, missingOrDamagedIndexIsNamed) {
  EXPECT_EQ(llvm::toString(KernelIndex::read("/nowhere").takeError()),
            "cannot read the index of the kernels `/nowhere/index`: No such file or directory");
  for (const char *line : {"mr_before_any_file 3 1 measure", "file a.bc\nmr_of_no_size x 1 measure", "file a.bc\nmr_kernel 3 x measure",
                           "file a.bc\nmr_kernel 3 1 sometimes", "file a.bc\nmr_kernel 3 1"}) {
    std::ofstream(folder_.file("index"), std::ios::trunc) << line << "\n";
    auto index = KernelIndex::read(folder_.path());
    ASSERT_FALSE(index) << line;
    EXPECT_NE(llvm::toString(index.takeError()).find("is damaged in line "), std::string::npos) << line;
  }
}

// The index may be older than the bitcode.
TEST_F(KernelBitcodeTest, missingFileOfTheIndexIsNamed) {
  std::filesystem::remove(path_);
  auto module = parseModule(context_, kCallsSquare);
  EXPECT_EQ(llvm::toString(inlineInto(*module)), "cannot read the kernels `" + path_ + "`: No such file or directory");
}

TEST_F(KernelBitcodeTest, damagedBitcodeIsAnError) {
  std::ofstream(path_, std::ios::trunc) << "BC\xC0\xDEnot bitcode";
  auto module = parseModule(context_, kCallsSquare);
  EXPECT_TRUE(llvm::errorToBool(linkKernels(*module, path_, {})));
}

} // namespace
} // namespace millrace::codegen
