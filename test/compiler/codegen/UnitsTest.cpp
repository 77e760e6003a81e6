#include "compiler/codegen/Units.h"

#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Jit.h"
#include "compiler/codegen/Target.h"
#include "test/compiler/codegen/TestModules.h"

#include <algorithm>

namespace millrace::codegen {
namespace {

using test::parseModule;

/// A function `name` that adds `size` ones to its argument, or to what `callee` makes of it.
std::string adds(const std::string &name, unsigned size, const char *linkage = "", const std::string &callee = "") {
  std::string text = std::string("define ") + linkage + " i64 @" + name + "(i64 %x) {\n";
  text += callee.empty() ? "  %v0 = add i64 %x, 0\n" : "  %v0 = call i64 @" + callee + "(i64 %x)\n";
  for (unsigned i = 1; i <= size; ++i)
    text += "  %v" + std::to_string(i) + " = add i64 %v" + std::to_string(i - 1) + ", 1\n";
  return text + "  ret i64 %v" + std::to_string(size) + "\n}\n";
}

std::vector<std::string> definedIn(const llvm::Module &module) {
  std::vector<std::string> names;
  for (const llvm::Function &function : module)
    if (!function.isDeclaration())
      names.push_back(function.getName().str());
  std::sort(names.begin(), names.end());
  return names;
}

/// The functions that each unit defines.
std::vector<std::vector<std::string>> unitsOf(const std::string &text, const std::vector<std::string> &entries, size_t countMax = 2) {
  llvm::LLVMContext context;
  UnitPlan plan(*parseModule(context, text), entries, {}, countMax);
  std::vector<std::vector<std::string>> units;
  for (size_t unit = 0; unit < plan.count(); ++unit) {
    auto module = parseModule(context, text);
    plan.keep(*module, unit);
    units.push_back(definedIn(*module));
  }
  return units;
}

using Units = std::vector<std::vector<std::string>>;

TEST(UnitsTest, dealsOutByWeight) {
  std::string text = adds("a", 1800) + adds("b", 900) + adds("c", 600);
  EXPECT_EQ(unitsOf(text, {"a", "b", "c"}), (Units{{"a"}, {"b", "c"}}));
}

// What a kernel adds counts where it is inlined, at each call.
TEST(UnitsTest, weighsInlinedKernels) {
  std::string text = "declare i64 @kernel(i64)\n" + adds("a", 600, "", "kernel") + adds("b", 1000) + adds("c", 800);
  std::vector<std::string> entries = {"a", "b", "c"};
  llvm::LLVMContext context;
  auto module = parseModule(context, text);
  InlinedKernels inlined;
  inlined["kernel"] = {.size = 1400, .blocks = 1};
  EXPECT_EQ(UnitPlan(*module, entries, inlined, 2).symbols(0), std::vector<std::string>{"a"});
  EXPECT_EQ(UnitPlan(*module, entries, {}, 2).symbols(0), (std::vector<std::string>{"c", "a"}));
}

TEST(UnitsTest, keepsLittleCodeTogether) { EXPECT_EQ(unitsOf(adds("a", 600) + adds("b", 600), {"a", "b"}), (Units{{"a", "b"}})); }

TEST(UnitsTest, keepsToTheCountAsked) { EXPECT_EQ(unitsOf(adds("a", 1800) + adds("b", 1800), {"a", "b"}, 1).size(), 1U); }

// A heavy function cannot be divided, and no unit is left without code.
TEST(UnitsTest, makesNoEmptyUnit) { EXPECT_EQ(unitsOf(adds("a", 3000), {"a"}, 4), (Units{{"a"}})); }

// What would be inlined must be where it is called, or the division costs speed.
TEST(UnitsTest, keepsSmallFunctionsWithEachCaller) {
  std::string text = adds("small", 20, "internal") + adds("a", 1800, "", "small") + adds("b", 1800, "", "small");
  EXPECT_EQ(unitsOf(text, {"a", "b"}), (Units{{"a", "small"}, {"b", "small"}}));
}

TEST(UnitsTest, keepsAFunctionWithItsOnlyCaller) {
  std::string text = adds("large", 1800, "internal") + adds("a", 200, "", "large") + adds("b", 1800);
  EXPECT_EQ(unitsOf(text, {"a", "b"}), (Units{{"a", "large"}, {"b"}}));
}

// A function is as large as what is inlined into it.
TEST(UnitsTest, sharesAFunctionThatInlinesMuch) {
  std::string text = adds("large", 1000, "internal") + adds("thin", 10, "internal", "large") + adds("a", 600, "", "thin") + adds("b", 1800, "", "thin");
  EXPECT_EQ(unitsOf(text, {"a", "b"}), (Units{{"b"}, {"a", "large", "thin"}}));
}

// Two copies of a variable would be two variables.
TEST(UnitsTest, doesNotDivideAroundAVariable) {
  EXPECT_EQ(unitsOf("@variable = internal global i64 0\n" + adds("a", 1800) + adds("b", 1800), {"a", "b"}).size(), 1U);
  EXPECT_EQ(unitsOf("@constant = internal constant i64 0\n" + adds("a", 1800) + adds("b", 1800), {"a", "b"}).size(), 2U);
}

// What is called through a table is in no closure of calls.
TEST(UnitsTest, doesNotDivideAroundATableOfFunctions) {
  std::string table = "@table = internal constant [1 x ptr] [ptr @small]\n" + adds("small", 20, "internal");
  EXPECT_EQ(unitsOf(table + adds("a", 1800) + adds("b", 1800), {"a", "b"}).size(), 1U);
}

// A large internal function that both units call is compiled once, and found by the other unit.
TEST(UnitsTest, unitsCallEachOther) {
  std::string text = adds("shared", 1000, "internal") + adds("a", 200, "", "shared") + adds("b", 1400, "", "shared");
  EXPECT_EQ(unitsOf(text, {"a", "b"}), (Units{{"b"}, {"a", "shared"}}));

  TargetSpec host = llvm::cantFail(hostTarget());
  std::unique_ptr<llvm::TargetMachine> machine = makeTargetMachine(host, Tier::O0);
  std::vector<std::string> entries = {"a", "b"};
  llvm::LLVMContext context;
  UnitPlan plan(*parseModule(context, text), entries, {}, 2);
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects;
  for (size_t unit = 0; unit < plan.count(); ++unit) {
    auto module = parseModule(context, text);
    plan.keep(*module, unit);
    applyTarget(*module, *machine, host);
    objects.push_back(llvm::cantFail(emitObject(*module, *machine)));
  }
  std::unique_ptr<JitCode> code = llvm::cantFail(JitCode::load(std::move(objects)));
  std::vector<void *> addresses = llvm::cantFail(code->lookup(entries));
  EXPECT_EQ(reinterpret_cast<int64_t (*)(int64_t)>(addresses.at(0))(7), 1207);
  EXPECT_EQ(reinterpret_cast<int64_t (*)(int64_t)>(addresses.at(1))(7), 2407);
}

} // namespace
} // namespace millrace::codegen
