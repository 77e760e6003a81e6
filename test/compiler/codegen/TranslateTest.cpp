#include "compiler/codegen/Emit.h"
#include "compiler/codegen/Translate.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

namespace millrace::codegen {
namespace {

class TranslateTest : public testing::Test {
protected:
  mlir::OwningOpRef<mlir::ModuleOp> parse(llvm::StringRef text) {
    context_.loadDialect<mlir::LLVM::LLVMDialect, mlir::func::FuncDialect>();
    return mlir::parseSourceString<mlir::ModuleOp>(text, &context_);
  }
  mlir::MLIRContext context_{mlir::MLIRContext::Threading::DISABLED};
  llvm::LLVMContext llvmContext_;
};

TEST_F(TranslateTest, givesLlvmForTheLlvmDialect) {
  auto module = parse(R"(
    llvm.func @entry(%x: i64) -> i64 {
      %sum = llvm.add %x, %x : i64
      llvm.return %sum : i64
    }
  )");
  auto translated = llvm::cantFail(translateToLlvm(*module, llvmContext_));
  EXPECT_NE(printLlvm(*translated).find("add i64 %0, %0"), std::string::npos);
}

// What lowering forgot must stop here with the operation's name, not crash in LLVM.
TEST_F(TranslateTest, refusesLeftoversOfEarlierStages) {
  auto module = parse(R"(
    func.func @entry() {
      return
    }
  )");
  auto translated = translateToLlvm(*module, llvmContext_);
  ASSERT_FALSE(translated);
  EXPECT_NE(llvm::toString(translated.takeError()).find("func.func"), std::string::npos);
}

} // namespace
} // namespace millrace::codegen
