#include "compiler/codegen/Optimize.h"

#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/Instrumentation/AddressSanitizer.h"
#include "llvm/Transforms/Instrumentation/ThreadSanitizer.h"

namespace millrace::codegen {

namespace {

/// Kernels are optimised already; what is left is inlining them and simplifying across the seams. GVN, LICM, jump threading and
/// a second InstCombine doubled the time for code that was no faster (docs/decisions/0006-compile-time.md).
constexpr const char *kQuickPasses = "globaldce,inliner-wrapper,globaldce,"
                                     "function<eager-inv>(sroa,early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>,simplifycfg)";

/// Generated functions and the kernels inlined into them are checked as the runtime is.
void addSanitizer(llvm::Module &module, Sanitizer sanitizer, llvm::ModulePassManager &passes) {
  if (sanitizer == Sanitizer::None)
    return;
  bool isAddress = sanitizer == Sanitizer::Address;
  for (llvm::Function &function : module)
    if (!function.isDeclaration())
      function.addFnAttr(isAddress ? llvm::Attribute::SanitizeAddress : llvm::Attribute::SanitizeThread);
  if (!isAddress) {
    passes.addPass(llvm::createModuleToFunctionPassAdaptor(llvm::ThreadSanitizerPass()));
    return;
  }
  llvm::AddressSanitizerOptions options;
  options.UseAfterReturn = llvm::AsanDetectStackUseAfterReturnMode::Never;
  // Generated globals are constants; registering them would need constructors, which JIT code does not run.
  passes.addPass(llvm::AddressSanitizerPass(options, /*UseGlobalGC=*/true, /*UseOdrIndicator=*/true,
                                            llvm::AsanDtorKind::None, llvm::AsanCtorKind::None));
}

} // namespace

llvm::Error optimizeModule(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options) {
  if (options.verify) {
    std::string text;
    llvm::raw_string_ostream out(text);
    if (llvm::verifyModule(module, &out))
      return codegenError("generated code is not valid LLVM: " + text);
  }
  if (options.tier == Tier::O0 && options.sanitizer == Sanitizer::None)
    return llvm::Error::success();

  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager cgscc;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(cgscc);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, cgscc, modules);

  llvm::ModulePassManager passes;
  if (options.tier == Tier::O3 && options.effort == Effort::Quick) {
    if (llvm::Error error = builder.parsePassPipeline(passes, kQuickPasses))
      return error;
  } else if (options.tier == Tier::O3) {
    passes = builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3);
  }
  addSanitizer(module, options.sanitizer, passes);
  passes.run(module, modules);
  return llvm::Error::success();
}

} // namespace millrace::codegen
