#include "compiler/codegen/PipelineGlobals.h"

#include "compiler/codegen/Target.h"

#include "llvm/IR/IRBuilder.h"

namespace millrace::codegen {

namespace {

/// The Itanium ABI's name of a variable in namespace millrace.
std::string factorySymbol(std::string_view prefix, std::string_view name) {
  std::string variable(prefix);
  bool startsWord = true;
  for (char c : name) {
    if (c == '-') {
      startsWord = true;
      continue;
    }
    variable += startsWord ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    startsWord = false;
  }
  return "_ZN8millrace" + std::to_string(variable.size()) + variable + "E";
}

class GlobalsBuilder {
public:
  explicit GlobalsBuilder(llvm::Module &module) : module_(module), pointer_(llvm::PointerType::get(module.getContext(), 0)) {}

  llvm::GlobalVariable *bytes(std::string_view content, const char *name) {
    return constant(llvm::ConstantDataArray::getString(module_.getContext(), llvm::StringRef(content.data(), content.size())),
                    name);
  }

  llvm::GlobalVariable *pointers(const std::vector<llvm::Constant *> &elements, const char *name) {
    return constant(llvm::ConstantArray::get(llvm::ArrayType::get(pointer_, elements.size()), elements), name);
  }

  /// `struct EntryPoint { const char *name; void *address; }` in a row is an array of pointers.
  llvm::Expected<llvm::GlobalVariable *> entryPoints(std::span<const std::string> symbols) {
    std::vector<llvm::Constant *> elements;
    for (const std::string &symbol : symbols) {
      llvm::Function *function = module_.getFunction(symbol);
      if (!function || function->isDeclaration())
        return codegenError("the generated code does not define `" + symbol + "`");
      elements.push_back(bytes(symbol, "entry.name"));
      elements.push_back(function);
    }
    return pointers(elements, "entry.points");
  }

  llvm::GlobalVariable *factories(std::span<const std::string> names, std::string (*symbolOf)(std::string_view),
                                  const char *tableName) {
    std::vector<llvm::Constant *> elements;
    for (const std::string &name : names)
      elements.push_back(module_.getOrInsertGlobal(symbolOf(name), llvm::Type::getInt8Ty(module_.getContext())));
    return pointers(elements, tableName);
  }

private:
  llvm::GlobalVariable *constant(llvm::Constant *value, const char *name) {
    return new llvm::GlobalVariable(module_, value->getType(), /*isConstant=*/true, llvm::GlobalValue::PrivateLinkage, value,
                                    name);
  }

  llvm::Module &module_;
  llvm::PointerType *pointer_;
};

} // namespace

std::string connectorSymbol(std::string_view name) { return factorySymbol("mrConnector", name); }
std::string formatSymbol(std::string_view name) { return factorySymbol("mrFormat", name); }

llvm::Error addPipelineGlobals(llvm::Module &module, const PipelineParts &parts) {
  GlobalsBuilder globals(module);
  llvm::GlobalVariable *descriptor = globals.bytes(parts.descriptor, "descriptor");
  auto entryPoints = globals.entryPoints(parts.entrySymbols);
  if (!entryPoints)
    return entryPoints.takeError();
  llvm::GlobalVariable *connectors = globals.factories(parts.connectors, connectorSymbol, "connectors");
  llvm::GlobalVariable *formats = globals.factories(parts.formats, formatSymbol, "formats");

  llvm::LLVMContext &context = module.getContext();
  llvm::Type *i32 = llvm::Type::getInt32Ty(context);
  llvm::Type *i64 = llvm::Type::getInt64Ty(context);
  llvm::Type *pointer = llvm::PointerType::get(context, 0);
  llvm::FunctionCallee run = module.getOrInsertFunction(
      "mr_binary_main",
      llvm::FunctionType::get(i32, {i32, pointer, pointer, i64, pointer, i64, pointer, i64, pointer, i64}, false));
  auto *main = llvm::Function::Create(llvm::FunctionType::get(i32, {i32, pointer}, false),
                                      llvm::GlobalValue::ExternalLinkage, "main", module);
  llvm::IRBuilder<> builder(llvm::BasicBlock::Create(context, "entry", main));
  auto count = [&](size_t size) { return builder.getInt64(size); };
  builder.CreateRet(builder.CreateCall(
      run, {main->getArg(0), main->getArg(1), descriptor, count(parts.descriptor.size()), *entryPoints,
            count(parts.entrySymbols.size()), connectors, count(parts.connectors.size()), formats,
            count(parts.formats.size())}));
  return llvm::Error::success();
}

} // namespace millrace::codegen
