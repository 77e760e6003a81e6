#include "compiler/codegen/PipelineGlobals.h"

#include "compiler/codegen/Emit.h"
#include "test/compiler/codegen/TestModules.h"

namespace millrace::codegen {
namespace {

using test::parseModule;

// The names are C++ symbols of the runtime archive; a wrong mangling would only show when a user builds.
TEST(PipelineGlobalsTest, factoriesAreNamedAfterConnectorsAndFormats) {
  EXPECT_EQ(connectorSymbol("filesystem"), "_ZN8millrace21mrConnectorFilesystemE");
  EXPECT_EQ(connectorSymbol("upsert-kafka"), "_ZN8millrace22mrConnectorUpsertKafkaE");
  EXPECT_EQ(formatSymbol("changelog-json"), "_ZN8millrace21mrFormatChangelogJsonE");
}

TEST(PipelineGlobalsTest, mainHandsOverTheTables) {
  llvm::LLVMContext context;
  auto module = parseModule(context, "define i32 @orders_rows() {\n  ret i32 0\n}\n");
  std::vector<std::string> entries = {"orders_rows"};
  std::vector<std::string> connectors = {"print"};
  std::vector<std::string> formats = {"json"};
  llvm::cantFail(addPipelineGlobals(
      *module, {.descriptor = "abc", .entrySymbols = entries, .connectors = connectors, .formats = formats}));
  std::string text = printLlvm(*module);
  for (const char *part : {"c\"abc\\00\"", "[2 x ptr] [ptr @entry.name, ptr @orders_rows]",
                           "[1 x ptr] [ptr @_ZN8millrace16mrConnectorPrintE]", "[1 x ptr] [ptr @_ZN8millrace12mrFormatJsonE]",
                           "call i32 @mr_binary_main(i32 %0, ptr %1, ptr @descriptor, i64 3, ptr @entry.points, i64 1, "
                           "ptr @connectors, i64 1, ptr @formats, i64 1)"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(PipelineGlobalsTest, refusesAnEntryPointThatIsNotDefined) {
  llvm::LLVMContext context;
  auto module = parseModule(context, "declare i32 @orders_rows()\n");
  std::vector<std::string> entries = {"orders_rows"};
  llvm::Error error = addPipelineGlobals(*module, {.descriptor = "", .entrySymbols = entries});
  EXPECT_EQ(llvm::toString(std::move(error)), "the generated code does not define `orders_rows`");
}

} // namespace
} // namespace millrace::codegen
