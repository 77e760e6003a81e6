#include "compiler/codegen/Target.h"

#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

#include <array>

namespace millrace::codegen {

namespace {

constexpr const char *kTriple = "x86_64-unknown-linux-gnu";
/// What x86-64-v3 adds to the baseline, without the parts that no instruction of ours comes from.
constexpr std::array kRequiredFeatures = {"+avx2", "+bmi", "+bmi2", "+fma", "+lzcnt", "+popcnt", "+sse4.2"};

const llvm::Target &x86Target() {
  static const llvm::Target *target = [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    std::string error;
    const llvm::Target *found = llvm::TargetRegistry::lookupTarget(kTriple, error);
    if (!found)
      llvm::report_fatal_error(llvm::Twine("LLVM has no x86-64 target: ") + error);
    return found;
  }();
  return *target;
}

llvm::Expected<TargetSpec> checked(TargetSpec target) {
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget(
      x86Target().createMCSubtargetInfo(kTriple, target.cpu, target.features));
  for (const char *feature : kRequiredFeatures)
    if (!subtarget->checkFeatures(feature))
      return codegenError("CPU `" + llvm::Twine(target.cpu) + "` is below " + kLowestCpu.data() + ": it has no `" +
                          (feature + 1) + "`");
  return target;
}

} // namespace

Sanitizer builtWith() {
#if __has_feature(address_sanitizer)
  return Sanitizer::Address;
#elif __has_feature(thread_sanitizer)
  return Sanitizer::Thread;
#else
  return Sanitizer::None;
#endif
}

llvm::Error codegenError(const llvm::Twine &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), message);
}

llvm::Expected<TargetSpec> hostTarget() {
  std::string cpu = llvm::sys::getHostCPUName().str();
  // LLVM looks the features up by their text, for each function and pass: only what the name does not say.
  std::unique_ptr<llvm::MCSubtargetInfo> named(x86Target().createMCSubtargetInfo(kTriple, cpu, ""));
  llvm::SubtargetFeatures features;
  for (const auto &feature : llvm::sys::getHostCPUFeatures())
    if (named->checkFeatures("+" + feature.getKey().str()) != feature.getValue())
      features.AddFeature(feature.getKey(), feature.getValue());
  return checked({cpu, features.getString()});
}

llvm::Expected<TargetSpec> targetOf(std::string_view cpu) {
  if (cpu == "native")
    return hostTarget();
  std::unique_ptr<llvm::MCSubtargetInfo> baseline(x86Target().createMCSubtargetInfo(kTriple, "x86-64", ""));
  if (!baseline->isCPUStringValid(llvm::StringRef(cpu.data(), cpu.size())))
    return codegenError("unknown CPU `" + llvm::Twine(llvm::StringRef(cpu.data(), cpu.size())) +
                        "`: name one as clang does (x86-64-v3, x86-64-v4, znver3, …) or `native`");
  return checked({std::string(cpu), ""});
}

std::unique_ptr<llvm::TargetMachine> makeTargetMachine(const TargetSpec &target, Tier tier) {
  llvm::TargetOptions options;
  // Fused multiply-add would give optimised code other bits than the library's kernels.
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  options.FunctionSections = true;
  options.DataSections = true;
  auto level = tier == Tier::O0 ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Aggressive;
  return std::unique_ptr<llvm::TargetMachine>(x86Target().createTargetMachine(
      kTriple, target.cpu, target.features, options, llvm::Reloc::PIC_, llvm::CodeModel::Small, level));
}

void applyTarget(llvm::Module &module, const llvm::TargetMachine &machine, const TargetSpec &target) {
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setDataLayout(machine.createDataLayout());
  for (llvm::Function &function : module) {
    if (function.isIntrinsic())
      continue;
    function.addFnAttr("target-cpu", target.cpu);
    function.removeFnAttr("tune-cpu");
    if (target.features.empty())
      function.removeFnAttr("target-features");
    else
      function.addFnAttr("target-features", target.features);
  }
}

} // namespace millrace::codegen
