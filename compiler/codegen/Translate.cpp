#include "compiler/codegen/Translate.h"

#include "compiler/codegen/Target.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"

namespace millrace::codegen {

llvm::Expected<std::unique_ptr<llvm::Module>> translateToLlvm(mlir::ModuleOp module, llvm::LLVMContext &context) {
  mlir::MLIRContext &mlirContext = *module.getContext();
  mlir::registerBuiltinDialectTranslation(mlirContext);
  mlir::registerLLVMDialectTranslation(mlirContext);
  std::string firstError;
  mlir::ScopedDiagnosticHandler collect(&mlirContext, [&](mlir::Diagnostic &diagnostic) {
    if (firstError.empty())
      firstError = diagnostic.str();
    return mlir::success();
  });
  std::unique_ptr<llvm::Module> translated = mlir::translateModuleToLLVMIR(module, context, "pipeline");
  if (!translated)
    return codegenError("translation to LLVM failed: " + firstError);
  return translated;
}

} // namespace millrace::codegen
