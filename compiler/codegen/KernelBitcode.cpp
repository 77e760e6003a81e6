#include "compiler/codegen/KernelBitcode.h"

#include "compiler/codegen/Target.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Transforms/IPO/Internalize.h"

#include <dlfcn.h>

namespace millrace::codegen {

namespace {

using LazyModule = std::unique_ptr<llvm::Module>;

/// Function bodies are read when they are asked for.
llvm::Expected<LazyModule> openBitcode(const llvm::Module &user, const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return codegenError("cannot read the kernels `" + llvm::Twine(path) + "`: " + buffer.getError().message());
  auto kernels = llvm::getOwningLazyBitcodeModule(std::move(*buffer), user.getContext());
  if (!kernels)
    return kernels.takeError();
  // The two sides differ only in how they spell the triple.
  (*kernels)->setTargetTriple(user.getTargetTriple());
  (*kernels)->setDataLayout(user.getDataLayout());
  return std::move(*kernels);
}

llvm::Error linkNeeded(llvm::Module &module, LazyModule kernels) {
  if (llvm::Linker::linkModules(module, std::move(kernels), llvm::Linker::LinkOnlyNeeded))
    return codegenError("the kernels do not fit the generated code");
  return llvm::Error::success();
}

bool isInProcess(llvm::StringRef name) { return dlsym(RTLD_DEFAULT, name.str().c_str()) != nullptr; }

/// Turns a kernel that the process has into a declaration. One that is called from a kernel was not worth inlining when that was compiled.
bool borrow(llvm::Function &kernel) {
  if (kernel.hasLocalLinkage() || !isInProcess(kernel.getName()))
    return false;
  kernel.deleteBody();
  kernel.setComdat(nullptr);
  return true;
}

/// Reads the bodies of the named kernels, and of what they call that the process does not show (static functions). The linker then takes
/// no others for `module`.
llvm::Error readBodies(const llvm::Module &module, llvm::Module &kernels, llvm::ArrayRef<std::string> names) {
  llvm::SmallVector<llvm::Function *, 32> unread;
  for (const std::string &name : names)
    if (llvm::Function *kernel = kernels.getFunction(name))
      unread.push_back(kernel);
  llvm::SmallPtrSet<llvm::Function *, 32> seen(unread.begin(), unread.end());
  while (!unread.empty()) {
    llvm::Function *kernel = unread.pop_back_val();
    if (llvm::Error error = kernel->materialize())
      return error;
    for (llvm::Instruction &instruction : llvm::instructions(*kernel))
      for (llvm::Value *operand : instruction.operands()) {
        auto *callee = llvm::dyn_cast<llvm::Function>(operand);
        if (callee && !callee->isDeclaration() && seen.insert(callee).second && !borrow(*callee))
          unread.push_back(callee);
      }
  }
  for (llvm::Function &kernel : kernels)
    if (!kernel.isDeclaration() && !seen.contains(&kernel) && module.getFunction(kernel.getName()))
      borrow(kernel);
  return llvm::Error::success();
}

} // namespace

void internalizeAllBut(llvm::Module &module, std::span<const std::string> entrySymbols) {
  llvm::StringSet<> kept;
  for (const std::string &symbol : entrySymbols)
    kept.insert(symbol);
  llvm::internalizeModule(module, [&](const llvm::GlobalValue &value) { return kept.contains(value.getName()); });
}

llvm::Error linkKernels(llvm::Module &module, const std::string &bitcodePath, std::span<const std::string> entrySymbols) {
  auto kernels = openBitcode(module, bitcodePath);
  if (!kernels)
    return kernels.takeError();
  if (llvm::Error error = linkNeeded(module, std::move(*kernels)))
    return error;
  internalizeAllBut(module, entrySymbols);
  return llvm::Error::success();
}

InlinedKernels chooseKernels(const llvm::Module &module, const KernelIndex &index) {
  InlinedKernels chosen;
  for (const llvm::Function &called : module) {
    const KernelEntry *entry = called.isDeclaration() ? index.find(called.getName()) : nullptr;
    if (entry && entry->isWorthInlining(called.getNumUses()))
      chosen[called.getName()] = *entry;
  }
  return chosen;
}

llvm::Error inlineKernels(llvm::Module &module, const KernelIndex &index, const InlinedKernels &chosen,
                          std::span<const std::string> entrySymbols) {
  llvm::MapVector<size_t, std::vector<std::string>> neededOf; ///< by file
  for (const llvm::Function &called : module) {
    const KernelEntry *entry = called.isDeclaration() ? index.find(called.getName()) : nullptr;
    if (entry && (chosen.contains(called.getName()) || !isInProcess(called.getName())))
      neededOf[entry->file].push_back(called.getName().str());
  }
  for (const auto &[file, names] : neededOf) {
    auto kernels = openBitcode(module, index.path(file));
    if (!kernels)
      return kernels.takeError();
    if (llvm::Error error = readBodies(module, **kernels, names))
      return error;
    if (llvm::Error error = linkNeeded(module, std::move(*kernels)))
      return error;
  }
  internalizeAllBut(module, entrySymbols);
  for (llvm::StringRef name : chosen.keys())
    if (llvm::Function *kernel = module.getFunction(name); kernel && !kernel->isDeclaration())
      kernel->addFnAttr(llvm::Attribute::AlwaysInline);
  return llvm::Error::success();
}

} // namespace millrace::codegen
