// A hand-written process must run: two inputs, a map, a value, a timer that moves, a side output (DESIGN.md, section 3, f).
#include "compiler/driver/NativeCode.h"
#include "compiler/flow/FlowDialect.h"
#include "runtime/connector/test/TestConnector.h"
#include "test/compiler/codegen/TestModules.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Parser/Parser.h"

#include <fstream>
#include <sstream>

namespace millrace::lower {
namespace {

/// Amounts per card are gathered until 10 ms pass without an order; a sum above the card's limit is an alert. A second order of the same
/// id goes to the side output. `left` counts what the map holds after it was erased.
constexpr const char *kBursts = R"(
!text = !sql.varchar<2147483647>
!order = !rel.stream<[<"card", !text>, <"id", i64>, <"amount", i64>, <"ms", i64>]>
!limit = !rel.stream<[<"card", !text>, <"maximum", i64>]>
!alert = !rel.stream<[<"card", !text>, <"total", i64>, <"at", i64>, <"left", i64>]>
!twice = !rel.stream<[<"card", !text>, <"id", i64>]>
rel.table @orders "test" [#rel.column<"card", !text>, #rel.column<"id", i64>, #rel.column<"amount", i64>, #rel.column<"ms", i64>]
  {metadata = ["", "", "", ""], options = {}}
rel.table @limits "test" [#rel.column<"card", !text>, #rel.column<"maximum", i64>] {metadata = ["", ""], options = {}}
rel.table @alerts "test" [#rel.column<"card", !text>, #rel.column<"total", i64>, #rel.column<"at", i64>, #rel.column<"left", i64>] {metadata = ["", "", "", ""], options = {}}
rel.table @twice "test" [#rel.column<"card", !text>, #rel.column<"id", i64>] {metadata = ["", ""], options = {}}
%orders = flow.source @orders [0, 1, 2, 3] {operator_id = "o"} : !order
%limits = flow.source @limits [0, 1] {operator_id = "l"} : !limit
%byCard = flow.exchange %orders hash [0] : !order
%limitByCard = flow.exchange %limits hash [0] : !limit
%alerts, %twice = flow.process (%byCard, %limitByCard) keys [array<i32: 0>, array<i32: 0>]
    tables [#flow.table<"seen", map, [i64], [i64], 0>, #flow.table<"limit", value, [], [i64], 0>] timers [#flow.timer<"quiet", true>] {
^bb0(%kind: i8, %card: !text, %id: i64, %amount: i64, %ms: i64):
  %entry, %found = flow.lookup "seen"[%id : i64] create : !flow.slot<[i64]>
  scf.if %found {
    flow.emit %kind, %card, %id : !text, i64 {output = 1 : i32}
  } else {
    flow.store %amount, %entry[0] : i64, !flow.slot<[i64]>
    %pause = sql.constant 10 : i64 -> i64
    %at = sql.add %ms, %pause : i64, i64 -> i64
    flow.set_timer "quiet" at %at
  }
  sql.yield
}, {
^bb0(%kind: i8, %card: !text, %maximum: i64):
  %entry, %found = flow.lookup "limit" create : !flow.slot<[i64]>
  flow.store %maximum, %entry[0] : i64, !flow.slot<[i64]>
  sql.yield
}, {
^bb0(%card: !text, %at: i64):
  %zero = sql.constant 0 : i64 -> i64
  %total = flow.for_each "seen" init (%zero : i64) {
  ^bb0(%id: i64, %entry: !flow.slot<[i64]>, %sum: i64):
    %amount = flow.load %entry[0] : !flow.slot<[i64]> -> i64
    %next = sql.add %sum, %amount : i64, i64 -> i64
    %on = sql.constant true -> i1
    sql.yield %on, %next : i1, i64
  } -> i64
  flow.erase "seen"
  %left = flow.for_each "seen" init (%zero : i64) {
  ^bb0(%id: i64, %entry: !flow.slot<[i64]>, %count: i64):
    %one = sql.constant 1 : i64 -> i64
    %next = sql.add %count, %one : i64, i64 -> i64
    %on = sql.constant true -> i1
    sql.yield %on, %next : i1, i64
  } -> i64
  %limit, %known = flow.lookup "limit" : !flow.slot<[i64]>
  scf.if %known {
    %maximum = flow.load %limit[0] : !flow.slot<[i64]> -> i64
    %above = sql.compare gt %total, %maximum : i64, i64 -> i1
    scf.if %above {
      %kind = flow.kind 0
      flow.emit %kind, %card, %total, %at, %left : !text, i64, i64, i64
    }
  }
  sql.yield
} {operator_id = "p", state_bound = "unbounded"} : (!order, !limit) -> (!alert, !twice)
flow.sink %alerts into @alerts {operator_id = "a"} : !alert
flow.sink %twice into @twice {operator_id = "t"} : !twice
)";

class ProcessTest : public testing::Test {
protected:
  void SetUp() override {
    context_.loadDialect<flow::FlowDialect, rel::RelDialect, sql::SqlDialect, mlir::scf::SCFDialect, mlir::LLVM::LLVMDialect>();
    // The two inputs' batches may come in any order; a timer waits for both inputs' watermarks.
    std::ofstream(testInputFile(folder_.file(""), "limits")) << R"(0 {"op":"+I","data":{"card":"a","maximum":5}}
4 WATERMARK 5000
)";
    std::ofstream(testInputFile(folder_.file(""), "orders")) << R"(1 {"op":"+I","data":{"card":"a","id":1,"amount":4,"ms":1000}}
2 {"op":"+I","data":{"card":"a","id":1,"amount":50,"ms":1001}}
3 {"op":"+I","data":{"card":"a","id":2,"amount":3,"ms":1005}}
5 WATERMARK 1012
6 {"op":"+I","data":{"card":"b","id":9,"amount":100,"ms":1013}}
8 WATERMARK 1020
)";
  }

  std::string rowsOf(const char *table) {
    std::stringstream text;
    text << std::ifstream(testRowsFile(folder_.file(""), table, 0)).rdbuf();
    return text.str();
  }

  void run(codegen::Tier tier) {
    auto module = mlir::parseSourceString<mlir::ModuleOp>(kBursts, &context_);
    ASSERT_TRUE(module);
    LowerOptions options;
    options.name = "bursts";
    options.cpu = "x86-64-v3";
    options.sessionOptions = {{kTestFolderOption, folder_.file("")}};
    auto lowered = lower(*module, options);
    ASSERT_TRUE(mlir::succeeded(lowered));
    codegen::StageTimes times;
    auto loaded = driver::loadPipeline(*lowered, {.tier = tier, .target = llvm::cantFail(codegen::hostTarget())}, times);
    ASSERT_TRUE(static_cast<bool>(loaded)) << llvm::toString(loaded.takeError());
    RunOptions runOptions;
    runOptions.parallelism = 1;
    Result<RunSummary> summary = runPipeline((*loaded)->view(), runOptions, posixEnv());
    ASSERT_TRUE(summary.isOk()) << summary.status().toString();
    EXPECT_EQ(rowsOf("twice"), "{\"op\":\"+I\",\"data\":{\"card\":\"a\",\"id\":1}}\n");
    // 4 + 3 at 1005 + 10: the first timer at 1010 was moved. Card b has no limit. The map is empty once it was erased.
    EXPECT_EQ(rowsOf("alerts"), "{\"op\":\"+I\",\"data\":{\"card\":\"a\",\"total\":7,\"at\":1015,\"left\":0}}\n");
  }

  codegen::test::ScratchFolder folder_;
  mlir::MLIRContext context_{mlir::MLIRContext::Threading::DISABLED};
};

TEST_F(ProcessTest, runsUnoptimised) { run(codegen::Tier::O0); }
TEST_F(ProcessTest, runsOptimised) { run(codegen::Tier::O3); }

} // namespace
} // namespace millrace::lower
