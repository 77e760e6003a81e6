#include "compiler/codegen/KernelBitcode.h"

#include "compiler/codegen/Target.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Transforms/IPO/Internalize.h"

namespace millrace::codegen {

void internalizeAllBut(llvm::Module &module, std::span<const std::string> entrySymbols) {
  llvm::StringSet<> kept;
  for (const std::string &symbol : entrySymbols)
    kept.insert(symbol);
  llvm::internalizeModule(module, [&](const llvm::GlobalValue &value) { return kept.contains(value.getName()); });
}

llvm::Error linkKernels(llvm::Module &module, const std::string &bitcodePath,
                        std::span<const std::string> entrySymbols) {
  auto buffer = llvm::MemoryBuffer::getFile(bitcodePath, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return codegenError("cannot read the kernels `" + llvm::Twine(bitcodePath) + "`: " + buffer.getError().message());
  auto kernels = llvm::getOwningLazyBitcodeModule(std::move(*buffer), module.getContext());
  if (!kernels)
    return kernels.takeError();
  // The two sides differ only in how they spell the triple.
  (*kernels)->setTargetTriple(module.getTargetTriple());
  (*kernels)->setDataLayout(module.getDataLayout());
  if (llvm::Linker::linkModules(module, std::move(*kernels), llvm::Linker::LinkOnlyNeeded))
    return codegenError("the kernels do not fit the generated code");
  internalizeAllBut(module, entrySymbols);
  return llvm::Error::success();
}

} // namespace millrace::codegen
