#include "compiler/driver/NativeCode.h"

#include "compiler/codegen/CppModule.h"
#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Installation.h"
#include "compiler/codegen/KernelBitcode.h"
#include "compiler/codegen/KernelIndex.h"
#include "compiler/codegen/Optimize.h"
#include "compiler/codegen/PipelineGlobals.h"
#include "compiler/codegen/Translate.h"
#include "compiler/codegen/Units.h"

#include "llvm/IR/LLVMContext.h"

#include <dlfcn.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

namespace millrace::driver {

namespace {

using codegen::StageTimes;

enum class Product : uint8_t { Code, Executable };

/// Threads that one compilation takes at most.
constexpr unsigned kUnitsMax = 4;

/// LLVM with the context and the machine it was made for.
struct NativeModule {
  std::unique_ptr<llvm::LLVMContext> context = std::make_unique<llvm::LLVMContext>();
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> module;
};

llvm::Expected<NativeModule> translate(const lower::LoweredPipeline &lowered, const NativeOptions &options, Product product, StageTimes &times) {
  auto timed = times.measure("translate");
  NativeModule native;
  native.machine = codegen::makeTargetMachine(options.target, options.tier);
  if (product == Product::Code)
    codegen::emitQuickly(*native.context);
  auto translated = codegen::translateToLlvm(lowered.llvmModule.get(), *native.context);
  if (!translated)
    return translated.takeError();
  native.module = std::move(*translated);
  // Before the module is divided: these functions are weighed and dealt out like generated ones.
  for (const std::string &bitcode : lowered.cppBitcode)
    if (llvm::Error error = codegen::linkCppModule(*native.module, bitcode))
      return error;
  codegen::applyTarget(*native.module, *native.machine, options.target);
  return native;
}

/// How modules of a pipeline are finished, the same for all its units.
struct Finish {
  const NativeOptions &options;
  Product product = Product::Code;
  codegen::KernelIndex kernels = {};      ///< of optimised JIT code, and below
  codegen::InlinedKernels inlined = {};
};

llvm::Expected<Finish> finishCode(const llvm::Module &translated, const NativeOptions &options, StageTimes &times) {
  Finish finish{.options = options};
  if (options.tier != codegen::Tier::O3)
    return finish;
  auto timed = times.measure("link bitcode");
  auto kernels = codegen::KernelIndex::read(codegen::findInstallation().kernelFolder());
  if (!kernels)
    return kernels.takeError();
  finish.kernels = std::move(*kernels);
  finish.inlined = codegen::chooseKernels(translated, finish.kernels);
  return finish;
}

/// `kept` are the symbols that others see.
llvm::Error optimize(NativeModule &native, std::span<const std::string> kept, const Finish &finish, StageTimes &times) {
  bool isExecutable = finish.product == Product::Executable;
  if (finish.options.tier == codegen::Tier::O3) {
    auto timed = times.measure("link bitcode");
    if (llvm::Error error = isExecutable ? codegen::linkKernels(*native.module, codegen::findInstallation().kernels(), kept)
                                         : codegen::inlineKernels(*native.module, finish.kernels, finish.inlined, kept))
      return error;
    codegen::applyTarget(*native.module, *native.machine, finish.options.target);
  }
  auto timed = times.measure("optimise");
  return codegen::optimizeModule(*native.module, *native.machine,
                                 {.tier = finish.options.tier,
                                  .effort = isExecutable ? codegen::Effort::Full : codegen::Effort::Quick,
                                  .sanitizer = codegen::builtWith()});
}

using Object = std::unique_ptr<llvm::MemoryBuffer>;

llvm::Expected<Object> makeObject(NativeModule &native, std::span<const std::string> kept, const Finish &finish, StageTimes &times) {
  if (llvm::Error error = optimize(native, kept, finish, times))
    return error;
  auto timed = times.measure("emit");
  return codegen::emitObject(*native.module, *native.machine);
}

/// What the threads of one compilation share.
struct UnitWork {
  const lower::LoweredPipeline &lowered;
  const codegen::UnitPlan &plan;
  const Finish &finish;
  std::mutex translating = {}; ///< MLIR's context belongs to one thread at a time
};

/// A thread that compiles a unit.
class UnitThread {
public:
  UnitThread(UnitWork &work, size_t unit) : thread_([this, &work, unit] { object_ = compile(work, unit); }) {}

  llvm::Expected<Object> join() {
    thread_.join();
    return std::move(*object_);
  }
  [[nodiscard]] int64_t processorUs() const { return times_.total().processorUs; }

private:
  llvm::Expected<Object> compile(UnitWork &work, size_t unit) {
    std::unique_lock<std::mutex> lock(work.translating);
    auto native = translate(work.lowered, work.finish.options, Product::Code, times_);
    lock.unlock();
    if (!native)
      return native.takeError();
    work.plan.keep(*native->module, unit);
    return makeObject(*native, work.plan.symbols(unit), work.finish, times_);
  }

  StageTimes times_;
  std::optional<llvm::Expected<Object>> object_;
  std::jthread thread_; ///< the last member: it uses the others
};

codegen::UnitPlan divide(const llvm::Module &translated, const lower::LoweredPipeline &lowered, const Finish &finish, StageTimes &times) {
  auto timed = times.measure("divide");
  // Unoptimised code costs so little that threads would take more processor time than they save by the clock.
  size_t countMax = finish.options.tier == codegen::Tier::O0 ? 1 : std::min(kUnitsMax, std::thread::hardware_concurrency());
  return {translated, lowered.entrySymbols, finish.inlined, countMax};
}

/// The calling thread compiles the first unit; its stages are the ones measured, with what it then waits for the others.
llvm::Expected<std::vector<Object>> makeObjects(const lower::LoweredPipeline &lowered, const NativeOptions &options, StageTimes &times) {
  auto native = translate(lowered, options, Product::Code, times);
  if (!native)
    return native.takeError();
  auto finish = finishCode(*native->module, options, times);
  if (!finish)
    return finish.takeError();
  codegen::UnitPlan plan = divide(*native->module, lowered, *finish, times);
  UnitWork work{lowered, plan, *finish};
  std::vector<std::unique_ptr<UnitThread>> threads;
  for (size_t unit = 1; unit < plan.count(); ++unit)
    threads.push_back(std::make_unique<UnitThread>(work, unit));
  plan.keep(*native->module, 0);
  std::vector<Object> objects;
  llvm::Error errors = llvm::Error::success();
  auto add = [&](llvm::Expected<Object> object) {
    if (object)
      objects.push_back(std::move(*object));
    else
      errors = llvm::joinErrors(std::move(errors), object.takeError());
  };
  add(makeObject(*native, plan.symbols(0), *finish, times));
  auto timed = times.measure("other units");
  for (const std::unique_ptr<UnitThread> &thread : threads) {
    add(thread->join());
    times.add({"other units", 0, thread->processorUs()});
  }
  if (errors)
    return std::move(errors);
  return objects;
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
  auto objects = makeObjects(lowered, options, times);
  if (!objects)
    return objects.takeError();
  auto timed = times.measure("link");
  auto code = codegen::JitCode::load(std::move(*objects), lowered.cppBitcode.empty() ? codegen::Unwinding::None : codegen::Unwinding::Registered);
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
  auto native = translate(lowered, options.native, Product::Executable, times);
  if (!native)
    return native.takeError();
  std::string descriptor = serialize(lowered.descriptor);
  if (llvm::Error error = codegen::addPipelineGlobals(*native->module,
                                                      {.descriptor = descriptor,
                                                       .entrySymbols = lowered.entrySymbols,
                                                       .connectors = lowered.connectors,
                                                       .formats = lowered.formats}))
    return error;
  const std::string kept[] = {"main"};
  auto object = makeObject(*native, kept, {.options = options.native, .product = Product::Executable}, times);
  if (!object)
    return object.takeError();
  auto timed = times.measure("link");
  return codegen::linkExecutable((*object)->getMemBufferRef(), codegen::findInstallation(),
                                 {.outputPath = options.outputPath,
                                  .connectors = lowered.connectors,
                                  .stripAll = options.stripAll,
                                  .sanitizer = codegen::builtWith()});
}

namespace {

llvm::Expected<NativeModule> optimizedWhole(const lower::LoweredPipeline &lowered, const NativeOptions &options) {
  StageTimes ignored;
  auto native = translate(lowered, options, Product::Code, ignored);
  if (!native)
    return native.takeError();
  auto finish = finishCode(*native->module, options, ignored);
  if (!finish)
    return finish.takeError();
  if (llvm::Error error = optimize(*native, lowered.entrySymbols, *finish, ignored))
    return error;
  return native;
}

} // namespace

llvm::Expected<std::string> dumpLlvm(const lower::LoweredPipeline &lowered, const NativeOptions &options) {
  auto native = optimizedWhole(lowered, options);
  if (!native)
    return native.takeError();
  return codegen::printLlvm(*native->module);
}

llvm::Expected<std::string> dumpAssembly(const lower::LoweredPipeline &lowered, const NativeOptions &options) {
  auto native = optimizedWhole(lowered, options);
  if (!native)
    return native.takeError();
  return codegen::emitAssembly(*native->module, *native->machine);
}

} // namespace millrace::driver
