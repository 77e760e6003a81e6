#include "compiler/codegen/CppModule.h"

#include "compiler/codegen/Target.h"
#include "stdlib/ResultRules.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/xxhash.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/IPO/Internalize.h"

#include <dlfcn.h>

#include <algorithm>

namespace millrace::codegen {

namespace {

constexpr llvm::StringRef kSignature = "mr_cpp_signature_", kKernel = "mr_cpp_kernel_", kSymbol = "mr_cpp_", kFail = "mr_cpp_fail";

/// Kernels of at most so many instructions are inlined at every call.
constexpr unsigned kInlinedSizeMax = 250;

llvm::Expected<std::unique_ptr<llvm::Module>> parse(const std::string &bitcode, llvm::LLVMContext &context) {
  return llvm::parseBitcodeFile(llvm::MemoryBufferRef(bitcode, "functions in C++"), context);
}

/// The characters of a constant that holds one array of them.
llvm::StringRef textOf(const llvm::Constant *constant) {
  while (constant && constant->getNumOperands() == 1)
    constant = llvm::dyn_cast<llvm::Constant>(constant->getOperand(0));
  const auto *array = llvm::dyn_cast_or_null<llvm::ConstantDataArray>(constant);
  return array && array->isString() ? array->getAsString() : llvm::StringRef();
}

/// A function and all it leads to, through calls, tables and addresses.
llvm::SmallSetVector<const llvm::Function *, 16> reachableFrom(const llvm::Function &function) {
  llvm::SmallSetVector<const llvm::Function *, 16> functions;
  llvm::SmallSetVector<const llvm::Constant *, 32> constants;
  auto note = [&](const llvm::Value *value) {
    if (const auto *used = llvm::dyn_cast<llvm::Function>(value))
      functions.insert(used);
    else if (const auto *constant = llvm::dyn_cast<llvm::Constant>(value))
      constants.insert(constant);
  };
  functions.insert(&function);
  for (size_t f = 0, c = 0; f < functions.size() || c < constants.size();) { // both grow on the way
    if (c < constants.size()) {
      for (const llvm::Value *operand : constants[c++]->operands())
        note(operand);
      continue;
    }
    for (const llvm::Instruction &instruction : llvm::instructions(*functions[f++]))
      for (const llvm::Value *operand : instruction.operands())
        note(operand);
  }
  return functions;
}

bool mayFail(const llvm::Function &kernel) {
  for (const llvm::Function *function : reachableFrom(kernel)) {
    if (function->getName() == kFail)
      return true;
    for (const llvm::Instruction &instruction : llvm::instructions(*function)) {
      const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
      if (call && call->isIndirectCall()) // who knows what it calls
        return true;
    }
  }
  return false;
}

/// A type of a signature: `INT`, `INT?` where it may be NULL.
std::optional<Type> readType(llvm::StringRef text) {
  bool nullable = text.consume_back("?");
  std::optional<Type> type = parseRecordType(std::string_view(text.data(), text.size()));
  if (type)
    type->nullable = nullable;
  return type;
}

std::shared_ptr<catalog::CppFunction> readFunction(llvm::StringRef name, llvm::StringRef signature, const std::string &symbol, bool mayFail) {
  auto function = std::make_shared<catalog::CppFunction>();
  function->name = name.str();
  function->symbol = symbol;
  llvm::SmallVector<llvm::StringRef> types;
  signature.split(types, '|');
  for (size_t i = 0; i < types.size(); ++i) {
    std::optional<Type> type = readType(types[i]);
    if (!type)
      return nullptr;
    if (i == 0)
      function->result = *type;
    else
      function->parameters.push_back(*type);
  }
  FunctionRecord &record = function->record;
  record.name = function->name;
  record.symbol = function->symbol;
  record.nulls = NullRule::CalledOnNull;
  record.determinism = Determinism::Deterministic;
  record.mayFail = mayFail;
  return function;
}

/// Where the user's text has an instruction: the innermost place in `source`, else the outermost one.
CppPlace placeOf(const llvm::Instruction &instruction, const std::string &source) {
  CppPlace place;
  for (const llvm::DILocation *at = instruction.getDebugLoc().get(); at; at = at->getInlinedAt()) {
    if (at->getLine() == 0)
      continue;
    place = {at->getFilename().str(), at->getLine(), at->getColumn()};
    if (place.file == source)
      break;
  }
  return place;
}

/// The first place among the users of a value, through constants.
CppPlace placeOfUse(const llvm::Value &value, const std::string &source) {
  for (const llvm::User *user : value.users()) {
    const auto *instruction = llvm::dyn_cast<llvm::Instruction>(user);
    CppPlace place = instruction ? placeOf(*instruction, source) : llvm::isa<llvm::Constant>(user) ? placeOfUse(*user, source) : CppPlace();
    if (place.line != 0)
      return place;
  }
  return {};
}

class ModuleReader {
public:
  ModuleReader(llvm::Module &module, const std::string &source, uint64_t hash)
      : module_(module), source_(source), prefix_((kSymbol + llvm::utohexstr(hash, /*LowerCase=*/true) + "_").str()) {}

  CppModule read() {
    CppModule result;
    findKernels(result.functions);
    checkConstructors(result.complaints);
    dropUnreachable();
    openHandle();
    checkSymbols(result.complaints);
    llvm::StripDebugInfo(module_);
    for (llvm::Function &function : module_)
      simplify(function);
    llvm::raw_string_ostream out(result.bitcode);
    llvm::WriteBitcodeToFile(module_, out);
    return result;
  }

private:
  [[nodiscard]] bool isKernel(const llvm::GlobalValue &value) const { return value.getName().starts_with(prefix_); }

  void findKernels(catalog::CppFunctions &functions) {
    for (llvm::GlobalVariable &signature : module_.globals()) {
      llvm::StringRef name = signature.getName();
      llvm::GlobalVariable *pointer = name.consume_front(kSignature) ? module_.getNamedGlobal((kKernel + name).str()) : nullptr;
      if (!pointer || !pointer->hasInitializer() || !signature.hasInitializer())
        continue;
      auto *kernel = llvm::dyn_cast<llvm::Function>(pointer->getInitializer()->stripPointerCasts());
      std::string symbol = prefix_ + name.str();
      auto function = kernel ? readFunction(name, textOf(signature.getInitializer()), symbol, mayFail(*kernel)) : nullptr;
      if (!function)
        continue;
      kernel->setComdat(nullptr);
      kernel->setLinkage(llvm::GlobalValue::ExternalLinkage);
      kernel->setVisibility(llvm::GlobalValue::DefaultVisibility);
      kernel->setName(symbol);
      functions.push_back(std::move(function));
    }
    std::sort(functions.begin(), functions.end(), [](const auto &a, const auto &b) { return a->name < b->name; });
  }

  void checkConstructors(std::vector<CppComplaint> &complaints) {
    llvm::GlobalVariable *constructors = module_.getNamedGlobal("llvm.global_ctors");
    if (!constructors)
      return;
    CppComplaint complaint;
    for (const llvm::Use &entry : constructors->getInitializer()->operands()) {
      const auto *function = llvm::dyn_cast<llvm::Function>(llvm::cast<llvm::Constant>(entry)->getAggregateElement(1U)->stripPointerCasts());
      for (auto at = function ? llvm::inst_begin(*function) : llvm::const_inst_iterator(); function && at != llvm::inst_end(*function); ++at)
        if (complaint.place.file != source_)
          if (CppPlace place = placeOf(*at, source_); place.line != 0)
            complaint.place = place;
    }
    complaints.push_back(std::move(complaint));
    constructors->eraseFromParent();
  }

  void dropUnreachable() {
    llvm::internalizeModule(module_, [&](const llvm::GlobalValue &value) { return isKernel(value); });
    llvm::ModuleAnalysisManager analyses;
    llvm::FunctionAnalysisManager functions;
    analyses.registerPass([&] { return llvm::FunctionAnalysisManagerModuleProxy(functions); });
    analyses.registerPass([] { return llvm::PassInstrumentationAnalysis(); });
    llvm::GlobalDCEPass().run(module_, analyses);
  }

  /// Destructors of statics are registered with this handle: the executable's, or that of the JIT code (Jit.cpp), which may be out of reach for a direct address.
  void openHandle() {
    if (llvm::GlobalVariable *handle = module_.getNamedGlobal("__dso_handle")) {
      handle->setVisibility(llvm::GlobalValue::DefaultVisibility);
      handle->setLinkage(llvm::GlobalValue::ExternalWeakLinkage);
      handle->setDSOLocal(false);
    }
  }

  void checkSymbols(std::vector<CppComplaint> &complaints) {
    for (const llvm::GlobalVariable &variable : module_.globals())
      if (variable.isThreadLocal())
        complaints.push_back({CppComplaint::Kind::ThreadLocal, llvm::demangle(variable.getName()), placeOfUse(variable, source_)});
    for (const llvm::GlobalValue &value : module_.global_values()) {
      const auto *function = llvm::dyn_cast<llvm::Function>(&value);
      bool isGiven = !value.isDeclaration() || (function && function->isIntrinsic()) || value.hasExternalWeakLinkage() || value.use_empty();
      if (!isGiven && !dlsym(RTLD_DEFAULT, value.getName().str().c_str()))
        complaints.push_back({CppComplaint::Kind::MissingSymbol, llvm::demangle(value.getName()), placeOfUse(value, source_)});
    }
  }

  void simplify(llvm::Function &function) {
    // A personality without anything to catch would keep tables of exceptions in every function it is inlined into.
    bool catches = std::any_of(function.begin(), function.end(), [](const llvm::BasicBlock &block) { return block.isEHPad(); });
    if (function.hasPersonalityFn() && !catches)
      function.setPersonalityFn(nullptr);
    if (isKernel(function) && function.getInstructionCount() <= kInlinedSizeMax)
      function.addFnAttr(llvm::Attribute::AlwaysInline);
  }

  llvm::Module &module_;
  const std::string &source_;
  std::string prefix_;
};

} // namespace

llvm::Expected<CppModule> readCppModule(const std::string &bitcode, const std::string &source) {
  llvm::LLVMContext context;
  auto module = parse(bitcode, context);
  if (!module)
    return module.takeError();
  return ModuleReader(**module, source, llvm::xxh3_64bits(bitcode)).read();
}

llvm::Error linkCppModule(llvm::Module &module, const std::string &bitcode) {
  auto functions = parse(bitcode, module.getContext());
  if (!functions)
    return functions.takeError();
  (*functions)->setTargetTriple(module.getTargetTriple());
  (*functions)->setDataLayout(module.getDataLayout());
  std::vector<std::string> kernels;
  for (const llvm::Function &function : **functions)
    if (!function.isDeclaration() && function.hasExternalLinkage() && module.getFunction(function.getName()))
      kernels.push_back(function.getName().str());
  if (llvm::Linker::linkModules(module, std::move(*functions), llvm::Linker::LinkOnlyNeeded))
    return codegenError("the functions in C++ do not fit the generated code");
  for (const std::string &kernel : kernels)
    module.getFunction(kernel)->setLinkage(llvm::GlobalValue::InternalLinkage);
  return llvm::Error::success();
}

} // namespace millrace::codegen
