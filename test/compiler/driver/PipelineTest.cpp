#include "compiler/driver/NativeCode.h"

#include "runtime/connector/collect/CollectConnector.h"
#include "runtime/connector/test/TestConnector.h"
#include "test/compiler/codegen/TestModules.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/Program.h"

#include <fstream>
#include <sstream>

namespace millrace::driver {
namespace {

/// One task by hand: every row of its source goes to its sink as it is.
constexpr const char *kCopyTask = R"(
  llvm.func @mr_sink_buffer(!llvm.ptr, i32) -> !llvm.ptr
  llvm.func @mr_put_bytes(!llvm.ptr, !llvm.ptr, i32)
  llvm.func @mr_sink_row(!llvm.ptr, i32) -> i32
  llvm.func @copy_rows(%context: !llvm.ptr, %input: i32, %rows: !llvm.ptr, %sizeBytes: i64) -> i32 {
    %sink = llvm.mlir.constant(0 : i32) : i32
    %ok = llvm.mlir.constant(0 : i32) : i32
    %begin = llvm.mlir.constant(0 : i64) : i64
    %kindOffset = llvm.mlir.constant(4 : i64) : i64
    %firstMark = llvm.mlir.constant(128 : i64) : i8
    llvm.br ^head(%begin : i64)
  ^head(%at: i64):
    %isDone = llvm.icmp "uge" %at, %sizeBytes : i64
    llvm.cond_br %isDone, ^done, ^row
  ^row:
    %row = llvm.getelementptr %rows[%at] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %rowSize = llvm.load %row : !llvm.ptr -> i32
    %rowSize64 = llvm.zext %rowSize : i32 to i64
    %next = llvm.add %at, %rowSize64 : i64
    %kindPointer = llvm.getelementptr %row[%kindOffset] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %kind = llvm.load %kindPointer : !llvm.ptr -> i8
    %isMark = llvm.icmp "uge" %kind, %firstMark : i8
    llvm.cond_br %isMark, ^head(%next : i64), ^put
  ^put:
    %buffer = llvm.call @mr_sink_buffer(%context, %sink) : (!llvm.ptr, i32) -> !llvm.ptr
    llvm.call @mr_put_bytes(%buffer, %row, %rowSize) : (!llvm.ptr, !llvm.ptr, i32) -> ()
    %status = llvm.call @mr_sink_row(%context, %sink) : (!llvm.ptr, i32) -> i32
    %isOk = llvm.icmp "eq" %status, %ok : i32
    llvm.cond_br %isOk, ^head(%next : i64), ^failed(%status : i32)
  ^failed(%failure: i32):
    llvm.return %failure : i32
  ^done:
    llvm.return %ok : i32
  }
  llvm.func @copy_watermark(%context: !llvm.ptr, %watermark: i64) -> i32 {
    %ok = llvm.mlir.constant(0 : i32) : i32
    llvm.return %ok : i32
  }
)";

class PipelineTest : public testing::Test {
protected:
  void SetUp() override {
    context_.loadDialect<mlir::LLVM::LLVMDialect>();
    std::ofstream(testInputFile(folder_.file(""), "t")) << "0 {\"n\":1,\"s\":\"a\"}\n1 {\"n\":2,\"s\":null}\n";
  }

  lower::LoweredPipeline lowered(const std::string &resultFormat) {
    Schema schema = {{"n", {.kind = TypeKind::Int, .children = {}}},
                     {"s", {.kind = TypeKind::VarChar, .precision = kMaxLength, .children = {}}}};
    lower::LoweredPipeline pipeline;
    pipeline.llvmModule = mlir::parseSourceString<mlir::ModuleOp>(kCopyTask, &context_);
    pipeline.entrySymbols = {"copy_rows", "copy_watermark"};
    pipeline.connectors = {"collect", "test"};
    pipeline.formats = {"json"};
    PipelineDescriptor &descriptor = pipeline.descriptor;
    descriptor.name = "copy";
    descriptor.timeZone = "UTC";
    descriptor.cpu = "x86-64-v3";
    descriptor.sqlText = "INSERT INTO result SELECT * FROM t";
    descriptor.sessionOptions = {{kResultFormatOption, resultFormat}, {kTestFolderOption, folder_.file("")}};
    TaskDescriptor task;
    task.name = "copy";
    task.operatorId = "copy";
    task.inputs = {{InputKind::Source, 0, kNoIndex}};
    task.sinks = {0};
    task.entries.rows = 0;
    task.entries.watermark = 1;
    descriptor.tasks = {task};
    SourceDescriptor source;
    source.table = "t";
    source.connector = "test";
    source.format = "json";
    source.fullSchema = source.physicalSchema = schema;
    descriptor.sources = {source};
    SinkDescriptor sink;
    sink.table = "result";
    sink.connector = "collect";
    sink.schema = schema;
    descriptor.sinks = {sink};
    return pipeline;
  }

  std::vector<std::string> runInProcess(codegen::Tier tier, uint32_t parallelism) {
    std::vector<std::string> rows;
    Schema schema;
    CollectorRegistration collector([&](const RowReader &row) {
      rows.push_back(printColumn(row, schema, 0) + "," + printColumn(row, schema, 1));
    });
    lower::LoweredPipeline pipeline = lowered(collector.id());
    schema = pipeline.descriptor.sinks[0].schema;
    codegen::StageTimes times;
    auto loaded = loadPipeline(pipeline, {.tier = tier, .target = llvm::cantFail(codegen::hostTarget())}, times);
    if (!loaded) {
      ADD_FAILURE() << llvm::toString(loaded.takeError());
      return rows;
    }
    RunOptions options;
    options.parallelism = parallelism;
    Result<RunSummary> summary = runPipeline((*loaded)->view(), options, posixEnv());
    EXPECT_TRUE(summary.isOk()) << summary.status().toString();
    return rows;
  }

  codegen::test::ScratchFolder folder_;
  mlir::MLIRContext context_{mlir::MLIRContext::Threading::DISABLED};
};

const std::vector<std::string> kRows = {"1,a", "2,null"};

TEST_F(PipelineTest, runsUnoptimisedAndOptimisedInThisProcess) {
  EXPECT_EQ(runInProcess(codegen::Tier::O0, 1), kRows);
  EXPECT_EQ(runInProcess(codegen::Tier::O3, 1), kRows);
  EXPECT_EQ(runInProcess(codegen::Tier::O3, 3), kRows);
}

// The REPL's way: the entry points the runtime got lead to the optimised code.
TEST_F(PipelineTest, runsThroughReplacedEntryPoints) {
  lower::LoweredPipeline pipeline = lowered("print");
  codegen::StageTimes times;
  codegen::TargetSpec host = llvm::cantFail(codegen::hostTarget());
  auto quick = llvm::cantFail(loadPipeline(pipeline, {.tier = codegen::Tier::O0, .target = host}, times));
  auto optimized = llvm::cantFail(loadPipeline(pipeline, {.tier = codegen::Tier::O3, .target = host}, times));
  llvm::cantFail(quick->makeReplaceable());
  quick->replaceBy(*optimized);
  testing::internal::CaptureStdout();
  Result<RunSummary> summary = runPipeline(quick->view(), {}, posixEnv());
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "+I[1, a]\n+I[2, null]\n");
  ASSERT_TRUE(summary.isOk()) << summary.status().toString();
  EXPECT_EQ(summary->rowsOut, 2u);
}

TEST_F(PipelineTest, runsAsAnExecutable) {
  std::string program = folder_.file("program");
  codegen::StageTimes times;
  auto needs = buildExecutable(lowered("json"),
                               {.native = {.target = llvm::cantFail(codegen::targetOf("x86-64-v3"))},
                                .outputPath = program,
                                .stripAll = true},
                               times);
  ASSERT_TRUE(static_cast<bool>(needs)) << llvm::toString(needs.takeError());
  EXPECT_TRUE(needs->empty());
  EXPECT_LT(std::filesystem::file_size(program), 5'000'000u);
  std::string out = folder_.file("out"), errors = folder_.file("errors");
  int code = llvm::sys::ExecuteAndWait(program, {program, "--quiet"}, std::nullopt,
                                       {llvm::StringRef(""), llvm::StringRef(out), llvm::StringRef(errors)}, 30);
  std::stringstream lines;
  lines << std::ifstream(out).rdbuf() << std::ifstream(errors).rdbuf();
  EXPECT_EQ(code, 0);
  EXPECT_EQ(lines.str(), "{\"op\":\"+I\",\"data\":{\"n\":1,\"s\":\"a\"}}\n{\"op\":\"+I\",\"data\":{\"n\":2,\"s\":null}}\n");
}

TEST_F(PipelineTest, namesAConnectorThatThisBuildLacks) {
  lower::LoweredPipeline pipeline = lowered("print");
  pipeline.connectors.push_back("carrier-pigeon");
  codegen::StageTimes times;
  auto loaded = loadPipeline(pipeline, {.target = llvm::cantFail(codegen::hostTarget())}, times);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(llvm::toString(loaded.takeError()), "this build of Millrace has no connector `carrier-pigeon`");
}

} // namespace
} // namespace millrace::driver
