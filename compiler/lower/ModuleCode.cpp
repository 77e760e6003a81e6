#include "compiler/lower/AbiSignatures.h"
#include "compiler/lower/Code.h"



namespace millrace::lower {

namespace LLVM = mlir::LLVM;

static mlir::Type llvmType(mlir::MLIRContext *context, AbiType type) {
  switch (type) {
  case AbiType::Void:
    return LLVM::LLVMVoidType::get(context);
  case AbiType::Bool:
    return mlir::IntegerType::get(context, 1);
  case AbiType::I8:
    return mlir::IntegerType::get(context, 8);
  case AbiType::I16:
    return mlir::IntegerType::get(context, 16);
  case AbiType::I32:
    return mlir::IntegerType::get(context, 32);
  case AbiType::I64:
    return mlir::IntegerType::get(context, 64);
  case AbiType::I128:
    return mlir::IntegerType::get(context, 128);
  case AbiType::F32:
    return mlir::Float32Type::get(context);
  case AbiType::F64:
    return mlir::Float64Type::get(context);
  case AbiType::Pointer:
    return LLVM::LLVMPointerType::get(context);
  }
  return nullptr;
}

LLVM::LLVMFuncOp ModuleCode::abiFunction(llvm::StringRef name) {
  if (auto known = module_.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return known;
  const AbiSignature *signature = findAbiSignature(std::string_view(name.data(), name.size()));
  require(signature, "generated code calls a function that no ABI file declares");
  llvm::SmallVector<mlir::Type> arguments;
  for (AbiType argument : signature->arguments)
    arguments.push_back(llvmType(context(), argument));
  mlir::OpBuilder builder = mlir::OpBuilder::atBlockBegin(module_.getBody());
  auto type = LLVM::LLVMFunctionType::get(llvmType(context(), signature->result), arguments);
  auto function = builder.create<LLVM::LLVMFuncOp>(builder.getUnknownLoc(), name, type);
  // clang's convention for small integers: the caller extends them.
  for (auto [index, argument] : llvm::enumerate(signature->arguments)) {
    if (argument == AbiType::Bool)
      function.setArgAttr(index, LLVM::LLVMDialect::getZExtAttrName(), builder.getUnitAttr());
    else if (argument == AbiType::I8 || argument == AbiType::I16)
      function.setArgAttr(index, LLVM::LLVMDialect::getSExtAttrName(), builder.getUnitAttr());
  }
  if (signature->result == AbiType::Bool)
    function.setResultAttr(0, LLVM::LLVMDialect::getZExtAttrName(), builder.getUnitAttr());
  return function;
}

LLVM::LLVMFuncOp ModuleCode::kernel(llvm::StringRef symbol, llvm::ArrayRef<mlir::Type> arguments) {
  if (auto known = module_.lookupSymbol<LLVM::LLVMFuncOp>(symbol))
    return known;
  mlir::OpBuilder builder = mlir::OpBuilder::atBlockBegin(module_.getBody());
  auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(context()), arguments);
  return builder.create<LLVM::LLVMFuncOp>(builder.getUnknownLoc(), symbol, type);
}

LLVM::LLVMFuncOp ModuleCode::makeFunction(llvm::StringRef name, llvm::ArrayRef<mlir::Type> arguments, bool isEntry) {
  mlir::OpBuilder builder = mlir::OpBuilder::atBlockEnd(module_.getBody());
  llvm::SmallVector<mlir::Type> all = {LLVM::LLVMPointerType::get(context())};
  all.append(arguments.begin(), arguments.end());
  auto type = LLVM::LLVMFunctionType::get(builder.getI32Type(), all);
  return builder.create<LLVM::LLVMFuncOp>(builder.getUnknownLoc(), name, type,
                                          isEntry ? LLVM::Linkage::External : LLVM::Linkage::Internal);
}

LLVM::GlobalOp ModuleCode::text(llvm::StringRef bytes) {
  LLVM::GlobalOp &global = texts_[bytes];
  if (global)
    return global;
  mlir::OpBuilder builder = mlir::OpBuilder::atBlockBegin(module_.getBody());
  // An empty array has no address worth having; one zero byte stands for it.
  llvm::StringRef kept = bytes.empty() ? llvm::StringRef("\0", 1) : bytes;
  auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), kept.size());
  global = builder.create<LLVM::GlobalOp>(builder.getUnknownLoc(), type, /*isConstant=*/true, LLVM::Linkage::Internal,
                                          "text_" + std::to_string(texts_.size()), builder.getStringAttr(kept));
  return global;
}

} // namespace millrace::lower
