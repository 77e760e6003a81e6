#include "compiler/codegen/KernelBitcode.h"

#include "compiler/codegen/Target.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Transforms/IPO/Internalize.h"

#include <dlfcn.h>

namespace millrace::codegen {

namespace {

/// In LLVM instructions. With one call inlining saves the call's memory traffic at the price of no second copy; LLVM's own
/// threshold for more calls is about the second number.
constexpr unsigned kInlineSizeMax = 250, kInlineSizeMaxOfMany = 45;

/// Leaves in the kernels' module only the bodies that are worth inlining into `module`; what else is called, the process has.
class KernelChoice {
public:
  KernelChoice(llvm::Module &module, llvm::Module &kernels) : module_(module), kernels_(kernels) {}

  llvm::Error choose() {
    for (const llvm::Function &called : module_) {
      llvm::Function *kernel = kernels_.getFunction(called.getName());
      if (!called.isDeclaration() || !kernel || kernel->isDeclaration())
        continue;
      if (llvm::Error error = kernel->materialize())
        return error;
      if (isWorthInlining(*kernel, called.getNumUses()))
        inlined_.insert(kernel);
      else if (!borrow(*kernel))
        kept_.push_back(kernel);
    }
    kept_.append(inlined_.begin(), inlined_.end());
    return chooseCallees();
  }

  /// The linker keeps names, not objects.
  [[nodiscard]] std::vector<std::string> inlinedNames() const {
    std::vector<std::string> names;
    for (const llvm::Function *kernel : inlined_)
      names.push_back(kernel->getName().str());
    return names;
  }

private:
  static bool isWorthInlining(const llvm::Function &kernel, unsigned callCount) {
    if (kernel.hasFnAttribute(llvm::Attribute::AlwaysInline))
      return true;
    unsigned sizeMax = callCount == 1 ? kInlineSizeMax : kInlineSizeMaxOfMany;
    return !kernel.hasFnAttribute(llvm::Attribute::NoInline) && kernel.getInstructionCount() <= sizeMax;
  }

  /// Makes it a declaration. False: the process does not show it (a static function).
  static bool borrow(llvm::Function &kernel) {
    if (kernel.hasLocalLinkage() || !dlsym(RTLD_DEFAULT, kernel.getName().str().c_str()))
      return false;
    kernel.deleteBody();
    kernel.setComdat(nullptr);
    return true;
  }

  // What kernels call was not worth inlining when they were compiled.
  llvm::Error chooseCallees() {
    llvm::SmallPtrSet<llvm::Function *, 32> seen(kept_.begin(), kept_.end());
    while (!kept_.empty()) {
      llvm::Function *kernel = kept_.pop_back_val();
      if (llvm::Error error = kernel->materialize())
        return error;
      for (llvm::Instruction &instruction : llvm::instructions(*kernel))
        for (llvm::Value *operand : instruction.operands()) {
          auto *callee = llvm::dyn_cast<llvm::Function>(operand);
          if (callee && !callee->isDeclaration() && seen.insert(callee).second && !borrow(*callee))
            kept_.push_back(callee);
        }
    }
    return llvm::Error::success();
  }

  llvm::Module &module_, &kernels_;
  llvm::SmallSetVector<llvm::Function *, 32> inlined_;
  llvm::SmallVector<llvm::Function *, 32> kept_;
};

} // namespace

void internalizeAllBut(llvm::Module &module, std::span<const std::string> entrySymbols) {
  llvm::StringSet<> kept;
  for (const std::string &symbol : entrySymbols)
    kept.insert(symbol);
  llvm::internalizeModule(module, [&](const llvm::GlobalValue &value) { return kept.contains(value.getName()); });
}

llvm::Error linkKernels(llvm::Module &module, const std::string &bitcodePath,
                        std::span<const std::string> entrySymbols, KernelCopies copies) {
  auto buffer = llvm::MemoryBuffer::getFile(bitcodePath, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return codegenError("cannot read the kernels `" + llvm::Twine(bitcodePath) + "`: " + buffer.getError().message());
  auto kernels = llvm::getOwningLazyBitcodeModule(std::move(*buffer), module.getContext());
  if (!kernels)
    return kernels.takeError();
  // The two sides differ only in how they spell the triple.
  (*kernels)->setTargetTriple(module.getTargetTriple());
  (*kernels)->setDataLayout(module.getDataLayout());
  std::vector<std::string> inlined;
  if (copies == KernelCopies::Process) {
    KernelChoice choice(module, **kernels);
    if (llvm::Error error = choice.choose())
      return error;
    inlined = choice.inlinedNames();
  }
  if (llvm::Linker::linkModules(module, std::move(*kernels), llvm::Linker::LinkOnlyNeeded))
    return codegenError("the kernels do not fit the generated code");
  internalizeAllBut(module, entrySymbols);
  for (const std::string &name : inlined)
    if (llvm::Function *kernel = module.getFunction(name))
      kernel->addFnAttr(llvm::Attribute::AlwaysInline);
  return llvm::Error::success();
}

} // namespace millrace::codegen
