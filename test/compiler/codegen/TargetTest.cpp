#include "compiler/codegen/Target.h"

#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Optimize.h"
#include "test/compiler/codegen/TestModules.h"

#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/TargetParser/Host.h"

namespace millrace::codegen {
namespace {

using test::parseModule;

TEST(TargetTest, refusesACpuBelowTheKernelsLevel) {
  auto target = targetOf("x86-64");
  ASSERT_FALSE(target);
  EXPECT_EQ(llvm::toString(target.takeError()), "CPU `x86-64` is below x86-64-v3: it has no `avx2`");
}

TEST(TargetTest, refusesAnUnknownCpu) {
  auto target = targetOf("pentium-99");
  ASSERT_FALSE(target);
  EXPECT_NE(llvm::toString(target.takeError()).find("unknown CPU `pentium-99`"), std::string::npos);
}

// LLVM compares and looks up this text for each function; the name says nearly all of it.
TEST(TargetTest, hostNamesOnlyWhatItsNameDoesNotSay) {
  TargetSpec host = llvm::cantFail(hostTarget());
  std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(host, Tier::O3);
  auto has = [](const llvm::TargetMachine &of, llvm::StringRef feature) {
    return of.getMCSubtargetInfo()->checkFeatures(("+" + feature).str());
  };
  for (const auto &feature : llvm::sys::getHostCPUFeatures())
    EXPECT_EQ(has(*machine, feature.getKey()), feature.getValue()) << feature.getKey().str();
  std::unique_ptr<llvm::TargetMachine> named = makeTargetMachine({host.cpu, ""}, Tier::O3);
  llvm::SmallVector<llvm::StringRef> features;
  llvm::StringRef(host.features).split(features, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef feature : features)
    EXPECT_NE(has(*named, feature.substr(1)), feature[0] == '+') << feature.str();
}

// Fused multiply-add in one tier alone would give the two tiers different bits.
TEST(TargetTest, floatingPointIsNotContracted) {
  llvm::LLVMContext context;
  auto module = parseModule(context, R"(
    define double @entry(double %a, double %b, double %c) {
      %product = fmul double %a, %b
      %sum = fadd double %product, %c
      ret double %sum
    }
  )");
  TargetSpec target = llvm::cantFail(targetOf("x86-64-v3"));
  std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(target, Tier::O3);
  applyTarget(*module, *machine, target);
  llvm::cantFail(optimizeModule(*module, *machine, {.tier = Tier::O3}));
  std::string assembly = llvm::cantFail(emitAssembly(*module, *machine));
  EXPECT_EQ(assembly.find("fmadd"), std::string::npos) << assembly;
  EXPECT_NE(assembly.find("mulsd"), std::string::npos) << assembly;
}

} // namespace
} // namespace millrace::codegen
