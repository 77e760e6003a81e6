#include "compiler/codegen/Units.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

#include <algorithm>
#include <numeric>

namespace millrace::codegen {

namespace {

/// What a function's code costs the compiler, in LLVM instructions. Passes that walk blocks and their edges are most of it: measured on the
/// orders query, docs/decisions/0006-compile-time.md.
constexpr unsigned kBlockWeight = 15;
/// Functions below the first are inlined at each call; a unit below the second costs more than its thread saves.
constexpr unsigned kInlineWeightMax = 300, kUnitWeightMin = 1200;

using Functions = llvm::SmallSetVector<const llvm::Function *, 16>;

/// `function` and the defined functions it uses that are not symbols of their own, transitively.
template <typename IsSymbol> Functions closureOf(const llvm::Function &function, IsSymbol isSymbol) {
  Functions closure;
  closure.insert(&function);
  for (size_t i = 0; i < closure.size(); ++i) // grows on the way
    for (const llvm::Instruction &instruction : llvm::instructions(*closure[i]))
      for (const llvm::Value *operand : instruction.operands())
        if (const auto *used = llvm::dyn_cast<llvm::Function>(operand); used && !used->isDeclaration() && !isSymbol(*used))
          closure.insert(used);
  return closure;
}

/// Whether a function's address is in it: what calls through a table is not seen in a closure.
bool holdsFunctions(const llvm::Constant &constant) {
  return llvm::isa<llvm::Function>(constant) || llvm::any_of(constant.operands(), [](const llvm::Use &operand) {
           const auto *part = llvm::dyn_cast<llvm::Constant>(operand);
           return part && !llvm::isa<llvm::GlobalVariable>(part) && holdsFunctions(*part);
         });
}

bool isOnlyConstants(const llvm::Module &module) {
  return std::all_of(module.global_begin(), module.global_end(), [](const llvm::GlobalVariable &global) {
    return global.isDeclaration() || (global.isConstant() && global.hasLocalLinkage() && !holdsFunctions(*global.getInitializer()));
  });
}

struct WeighedSymbol {
  const llvm::Function *function;
  unsigned weight;
};

/// Finds the functions that are not inlined into others, and what each becomes.
class SymbolSearch {
public:
  SymbolSearch(const llvm::Module &module, std::span<const std::string> entrySymbols, const InlinedKernels &inlined)
      : module_(module), inlined_(inlined) {
    for (const std::string &symbol : entrySymbols)
      names_.insert(symbol);
  }

  std::vector<WeighedSymbol> find() {
    // From the smallest on: what a symbol calls must be known before its own weight is.
    while (const llvm::Function *symbol = smallestLarge())
      names_.insert(symbol->getName());
    std::vector<WeighedSymbol> symbols;
    for (const llvm::Function &function : module_)
      if (!function.isDeclaration() && names_.contains(function.getName()))
        symbols.push_back({&function, weigh(function)});
    return symbols;
  }

private:
  [[nodiscard]] const llvm::Function *smallestLarge() const {
    const llvm::Function *smallest = nullptr;
    unsigned least = 0;
    for (const llvm::Function &function : module_) {
      if (function.isDeclaration() || !function.hasNUsesOrMore(2) || names_.contains(function.getName()))
        continue;
      unsigned weight = weigh(function);
      if (weight <= kInlineWeightMax || (smallest && weight >= least))
        continue;
      smallest = &function;
      least = weight;
    }
    return smallest;
  }

  /// With what is inlined into it, kernels too.
  [[nodiscard]] unsigned weigh(const llvm::Function &function) const {
    unsigned weight = 0;
    for (const llvm::Function *part : closureOf(function, [&](const llvm::Function &used) { return names_.contains(used.getName()); })) {
      weight += part->getInstructionCount() + kBlockWeight * static_cast<unsigned>(part->size());
      for (const llvm::Instruction &instruction : llvm::instructions(*part))
        if (const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction))
          weight += inlinedWeight(call->getCalledFunction());
    }
    return weight;
  }

  [[nodiscard]] unsigned inlinedWeight(const llvm::Function *kernel) const {
    auto found = kernel ? inlined_.find(kernel->getName()) : inlined_.end();
    return found == inlined_.end() ? 0 : found->second.size + kBlockWeight * (found->second.blocks - 1);
  }

  const llvm::Module &module_;
  const InlinedKernels &inlined_;
  llvm::StringSet<> names_;
};

} // namespace

UnitPlan::UnitPlan(const llvm::Module &module, std::span<const std::string> entrySymbols, const InlinedKernels &inlined, size_t countMax) {
  std::vector<WeighedSymbol> weighed;
  if (countMax > 1 && isOnlyConstants(module))
    weighed = SymbolSearch(module, entrySymbols, inlined).find();
  unsigned total = std::accumulate(weighed.begin(), weighed.end(), 0U, [](unsigned sum, const WeighedSymbol &symbol) { return sum + symbol.weight; });
  size_t count = std::clamp<size_t>(total / kUnitWeightMin, 1, std::max<size_t>(countMax, 1));
  if (count == 1) { // larger functions may stay internal
    symbols_.emplace_back(entrySymbols.begin(), entrySymbols.end());
    return;
  }
  std::sort(weighed.begin(), weighed.end(), [](const WeighedSymbol &a, const WeighedSymbol &b) {
    return a.weight != b.weight ? a.weight > b.weight : a.function->getName() < b.function->getName();
  });
  struct Unit {
    unsigned weight = 0;
    std::vector<std::string> symbols;
  };
  std::vector<Unit> units(count);
  auto isLighter = [](const Unit &a, const Unit &b) { return a.weight < b.weight; };
  for (const WeighedSymbol &symbol : weighed) {
    Unit &lightest = *std::min_element(units.begin(), units.end(), isLighter);
    lightest.weight += symbol.weight;
    lightest.symbols.push_back(symbol.function->getName().str());
  }
  std::sort(units.rbegin(), units.rend(), isLighter);
  for (Unit &unit : units) {
    for (const std::string &symbol : unit.symbols)
      unitOf_[symbol] = symbols_.size();
    if (!unit.symbols.empty())
      symbols_.push_back(std::move(unit.symbols));
  }
}

void UnitPlan::keep(llvm::Module &module, size_t unit) const {
  if (count() == 1)
    return;
  llvm::SmallPtrSet<const llvm::Function *, 32> kept;
  for (const std::string &symbol : symbols_[unit]) {
    Functions closure = closureOf(*module.getFunction(symbol), [&](const llvm::Function &used) { return unitOf_.contains(used.getName()); });
    kept.insert(closure.begin(), closure.end());
  }
  for (llvm::Function &function : module)
    if (!function.isDeclaration() && !kept.contains(&function))
      function.deleteBody(); // external from here on
    else if (unitOf_.contains(function.getName()))
      function.setLinkage(llvm::GlobalValue::ExternalLinkage);
  for (llvm::Function &function : llvm::make_early_inc_range(module))
    if (function.isDeclaration() && function.use_empty())
      function.eraseFromParent();
}

} // namespace millrace::codegen
