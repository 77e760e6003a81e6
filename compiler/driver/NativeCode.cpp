#include "compiler/driver/NativeCode.h"

#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Installation.h"
#include "compiler/codegen/KernelBitcode.h"
#include "compiler/codegen/Optimize.h"
#include "compiler/codegen/PipelineGlobals.h"
#include "compiler/codegen/Translate.h"

#include "llvm/IR/LLVMContext.h"

#include <dlfcn.h>

namespace millrace::driver {

namespace {

using codegen::StageTimes;

enum class Product : uint8_t { Code, Executable };

/// Optimised LLVM with the context and the machine it was made for.
struct NativeModule {
  std::unique_ptr<llvm::LLVMContext> context = std::make_unique<llvm::LLVMContext>();
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> module;
};

llvm::Expected<NativeModule> makeNativeModule(const lower::LoweredPipeline &lowered, const NativeOptions &options,
                                              Product product, StageTimes &times) {
  NativeModule native;
  native.machine = codegen::makeTargetMachine(options.target, options.tier);
  bool isExecutable = product == Product::Executable;
  if (!isExecutable)
    codegen::emitQuickly(*native.context);
  {
    auto timed = times.measure("translate");
    auto translated = codegen::translateToLlvm(lowered.llvmModule.get(), *native.context);
    if (!translated)
      return translated.takeError();
    native.module = std::move(*translated);
    codegen::applyTarget(*native.module, *native.machine, options.target);
  }
  std::vector<std::string> kept = lowered.entrySymbols;
  std::string descriptor;
  if (isExecutable) {
    descriptor = serialize(lowered.descriptor);
    if (llvm::Error error = codegen::addPipelineGlobals(*native.module,
                                                        {.descriptor = descriptor,
                                                         .entrySymbols = lowered.entrySymbols,
                                                         .connectors = lowered.connectors,
                                                         .formats = lowered.formats}))
      return error;
    kept = {"main"};
  }
  if (options.tier == codegen::Tier::O3) {
    auto timed = times.measure("link bitcode");
    if (llvm::Error error = codegen::linkKernels(*native.module, codegen::findInstallation().kernels(), kept,
                                                 isExecutable ? codegen::KernelCopies::Own : codegen::KernelCopies::Process))
      return error;
    codegen::applyTarget(*native.module, *native.machine, options.target);
  }
  auto timed = times.measure("optimise");
  if (llvm::Error error = codegen::optimizeModule(
          *native.module, *native.machine,
          {.tier = options.tier,
           .effort = isExecutable ? codegen::Effort::Full : codegen::Effort::Quick,
           .sanitizer = codegen::builtWith()}))
    return error;
  return native;
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> makeObject(const lower::LoweredPipeline &lowered,
                                                               const NativeOptions &options, Product product,
                                                               StageTimes &times) {
  auto native = makeNativeModule(lowered, options, product, times);
  if (!native)
    return native.takeError();
  auto timed = times.measure("emit");
  return codegen::emitObject(*native->module, *native->machine);
}

/// Factories of this process, by the names their symbols have in the archive too.
template <typename Factory>
llvm::Error findFactories(std::span<const std::string> names, std::string (*symbolOf)(std::string_view), const char *what,
                          std::vector<const Factory *> &factories) {
  for (const std::string &name : names) {
    void *found = dlsym(RTLD_DEFAULT, symbolOf(name).c_str());
    if (!found)
      return codegen::codegenError(llvm::Twine("this build of Millrace has no ") + what + " `" + name + "`");
    factories.push_back(static_cast<const Factory *>(found));
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error LoadedPipeline::makeReplaceable() {
  auto stubs = codegen::EntryStubs::create(codeAddresses_);
  if (!stubs)
    return stubs.takeError();
  stubs_ = std::move(*stubs);
  for (size_t i = 0; i < entryPoints_.size(); ++i)
    entryPoints_[i].address = stubs_->addresses()[i];
  return llvm::Error::success();
}

void LoadedPipeline::replaceBy(const LoadedPipeline &newer) { stubs_->redirect(newer.codeAddresses_); }

llvm::Expected<std::unique_ptr<LoadedPipeline>> loadPipeline(const lower::LoweredPipeline &lowered,
                                                             const NativeOptions &options, StageTimes &times) {
  auto loaded = std::make_unique<LoadedPipeline>();
  auto object = makeObject(lowered, options, Product::Code, times);
  if (!object)
    return object.takeError();
  auto timed = times.measure("link");
  auto code = codegen::JitCode::load(std::move(*object));
  if (!code)
    return code.takeError();
  loaded->code_ = std::move(*code);
  auto addresses = loaded->code_->lookup(lowered.entrySymbols);
  if (!addresses)
    return addresses.takeError();
  loaded->descriptor_ = serialize(lowered.descriptor);
  loaded->entryNames_ = lowered.entrySymbols;
  loaded->codeAddresses_ = std::move(*addresses);
  for (size_t i = 0; i < loaded->codeAddresses_.size(); ++i)
    loaded->entryPoints_.push_back({loaded->entryNames_[i].c_str(), loaded->codeAddresses_[i]});
  if (llvm::Error error = findFactories(lowered.connectors, codegen::connectorSymbol, "connector", loaded->connectors_))
    return error;
  if (llvm::Error error = findFactories(lowered.formats, codegen::formatSymbol, "format", loaded->formats_))
    return error;
  return loaded;
}

llvm::Expected<std::vector<codegen::SharedNeed>> buildExecutable(const lower::LoweredPipeline &lowered,
                                                                 const BuildOptions &options, StageTimes &times) {
  auto object = makeObject(lowered, options.native, Product::Executable, times);
  if (!object)
    return object.takeError();
  auto timed = times.measure("link");
  return codegen::linkExecutable((*object)->getMemBufferRef(), codegen::findInstallation(),
                                 {.outputPath = options.outputPath,
                                  .connectors = lowered.connectors,
                                  .stripAll = options.stripAll,
                                  .sanitizer = codegen::builtWith()});
}

llvm::Expected<std::string> dumpLlvm(const lower::LoweredPipeline &lowered, const NativeOptions &options) {
  StageTimes ignored;
  auto native = makeNativeModule(lowered, options, Product::Code, ignored);
  if (!native)
    return native.takeError();
  return codegen::printLlvm(*native->module);
}

llvm::Expected<std::string> dumpAssembly(const lower::LoweredPipeline &lowered, const NativeOptions &options) {
  StageTimes ignored;
  auto native = makeNativeModule(lowered, options, Product::Code, ignored);
  if (!native)
    return native.takeError();
  return codegen::emitAssembly(*native->module, *native->machine);
}

} // namespace millrace::driver
