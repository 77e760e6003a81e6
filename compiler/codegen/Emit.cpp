#include "compiler/codegen/Emit.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/OptBisect.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

namespace millrace::codegen {

namespace {

llvm::Error emit(llvm::Module &module, llvm::TargetMachine &machine, llvm::CodeGenFileType type,
                 llvm::SmallVectorImpl<char> &bytes) {
  llvm::raw_svector_ostream out(bytes);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, out, nullptr, type))
    return codegenError("this build of LLVM cannot write object code for x86-64");
  passes.run(module);
  return llvm::Error::success();
}

/// Measured in docs/decisions/0006-compile-time.md. LSR and hoisting also make long live ranges, which the register allocator pays for.
class QuickGate final : public llvm::OptPassGate {
public:
  bool isEnabled() const override { return true; }
  bool shouldRunPass(llvm::StringRef pass, llvm::StringRef) override {
    return llvm::StringSwitch<bool>(pass)
        .Cases("Loop Strength Reduction", "Machine Instruction Scheduler", "Early Machine Loop Invariant Code Motion", false)
        .Default(true);
  }
};

} // namespace

void emitQuickly(llvm::LLVMContext &context) {
  static QuickGate gate; // without state
  context.setOptPassGate(gate);
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> emitObject(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::SmallVector<char, 0> bytes;
  if (llvm::Error error = emit(module, machine, llvm::CodeGenFileType::ObjectFile, bytes))
    return error;
  return std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(bytes), module.getName(),
                                                         /*RequiresNullTerminator=*/false);
}

llvm::Expected<std::string> emitAssembly(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::SmallString<0> bytes;
  if (llvm::Error error = emit(module, machine, llvm::CodeGenFileType::AssemblyFile, bytes))
    return error;
  return bytes.str().str();
}

std::string printLlvm(const llvm::Module &module) {
  std::string text;
  llvm::raw_string_ostream out(text);
  module.print(out, nullptr);
  return text;
}

} // namespace millrace::codegen
