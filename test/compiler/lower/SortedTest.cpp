// The operations on sorted tables must reach the table as they stand in flow: insert, position, at, loop, erase, with and without NULLs.
#include "compiler/driver/NativeCode.h"
#include "compiler/flow/FlowSorted.h"
#include "runtime/connector/test/TestConnector.h"
#include "test/compiler/codegen/TestModules.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Parser/Parser.h"

#include <fstream>
#include <sstream>

namespace millrace::lower {
namespace {

/// Per key the four best rows by (score descending, NULLs last; name ascending, NULLs first). Each row tells its index, how many rows sort before it
/// and before or like it, and then all rows as `index:name` behind one another; the fifth is erased. A row with id -1 erases the key.
constexpr const char *kBest = R"(
!text = !sql.nullable<!sql.varchar<2147483647>>
!score = !sql.nullable<i64>
!row = !rel.stream<[<"k", i64>, <"id", i64>, <"score", !score>, <"name", !text>]>
!place = !rel.stream<[<"k", i64>, <"id", i64>, <"before", i64>, <"after", i64>, <"index", i64>]>
!list = !rel.stream<[<"k", i64>, <"index", i64>, <"id", i64>, <"name", !text>]>
!slot = !flow.slot<[i64, !text]>
rel.table @rows "test" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"id", i64>, #rel.column<"score", !score>, #rel.column<"name", !text>] {metadata = ["", "", "", ""], options = {}}
rel.table @places "test" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"id", i64>, #rel.column<"before", i64>, #rel.column<"after", i64>, #rel.column<"index", i64>] {metadata = ["", "", "", "", ""], options = {}}
rel.table @lists "test" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"index", i64>, #rel.column<"id", i64>, #rel.column<"name", !text>] {metadata = ["", "", "", ""], options = {}}
%rows = flow.source @rows [0, 1, 2, 3] {operator_id = "r"} : !row
%byKey = flow.exchange %rows hash [0] : !row
%places, %lists = flow.process (%byKey) keys [array<i32: 0>]
    tables [#flow.table<"best", sorted, [!score, !text], [i64, !text], 0, order [3, 0]>] timers [] {
^bb0(%kind: i8, %k: i64, %id: i64, %score: !score, %name: !text):
  %zero = sql.constant 0 : i64 -> i64
  %four = sql.constant 4 : i64 -> i64
  %five = sql.constant 5 : i64 -> i64
  %end = sql.compare lt %id, %zero : i64, i64 -> i1
  scf.if %end {
    flow.erase "best"
  } else {
    %before = flow.sorted_position "best"[%score, %name : !score, !text]
    %after = flow.sorted_position "best"[%score, %name : !score, !text] after
    %slot, %index = flow.sorted_insert "best"[%score, %name : !score, !text] : !slot
    flow.store %id, %slot[0] : i64, !slot
    flow.store %name, %slot[1] : !text, !slot
    flow.emit %kind, %k, %id, %before, %after, %index : i64, i64, i64, i64, i64
    %count = flow.sorted_count "best"
    %full = sql.compare eq %count, %five : i64, i64 -> i1
    scf.if %full {
      %last = flow.sorted_at "best" at %four : !slot
      %gone = flow.load %last[0] : !slot -> i64
      %goneName = flow.load %last[1] : !slot -> !text
      flow.sorted_erase "best" from %four to %five
      %minus = sql.constant -1 : i64 -> i64
      flow.emit %kind, %k, %minus, %gone, %goneName : i64, i64, i64, !text {output = 1 : i32}
    }
  }
  %rest = flow.sorted_count "best"
  %sum = flow.sorted_for_each "best" from %zero to %rest init (%zero : i64) {
  ^bb0(%at: i64, %slot: !slot, %seen: i64):
    %rowId = flow.load %slot[0] : !slot -> i64
    %rowName = flow.load %slot[1] : !slot -> !text
    flow.emit %kind, %k, %at, %rowId, %rowName : i64, i64, i64, !text {output = 1 : i32}
    %next = sql.add %seen, %rowId : i64, i64 -> i64
    %on = sql.constant true -> i1
    sql.yield %on, %next : i1, i64
  } -> i64
  %none = sql.constant unit -> !text
  flow.emit %kind, %k, %rest, %sum, %none : i64, i64, i64, !text {output = 1 : i32}
  sql.yield
} {operator_id = "p", state_bound = "unbounded"} : (!row) -> (!place, !list)
flow.sink %places into @places {operator_id = "a"} : !place
flow.sink %lists into @lists {operator_id = "b"} : !list
)";

struct Input {
  int64_t id;
  const char *score;
  const char *name;
};

class SortedTest : public testing::Test {
protected:
  SortedTest() { context_.loadDialect<flow::FlowDialect, rel::RelDialect, sql::SqlDialect, mlir::scf::SCFDialect, mlir::LLVM::LLVMDialect>(); }

  std::string rowsOf(const char *table) {
    std::stringstream text;
    text << std::ifstream(testRowsFile(folder_.file(""), table, 0)).rdbuf();
    return text.str();
  }

  void run(codegen::Tier tier, const std::vector<Input> &rows) {
    std::ofstream input(testInputFile(folder_.file(""), "rows"));
    int number = 0;
    for (const Input &row : rows)
      input << ++number << R"( {"op":"+I","data":{"k":7,"id":)" << row.id << R"(,"score":)" << row.score << R"(,"name":)" << row.name << "}}\n";
    input.close();
    auto module = mlir::parseSourceString<mlir::ModuleOp>(kBest, &context_);
    ASSERT_TRUE(module);
    LowerOptions options;
    options.name = "best";
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
  }

  void check(codegen::Tier tier) {
    run(tier, {{1, "5", R"("b")"}, {2, "null", R"("a")"}, {3, "5", "null"}, {4, "-3", R"("long enough to be stored by reference")"}, {5, "5", R"("b")"}, {6, "9", R"("z")"}, {-1, "0", "null"}});
    auto place = [](const char *id, const char *before, const char *after, const char *index) {
      return std::string(R"({"op":"+I","data":{"k":7,"id":)") + id + R"(,"before":)" + before + R"(,"after":)" + after + R"(,"index":)" + index + "}}\n";
    };
    // 5 b | 5 b, NULL a | 5 NULL, 5 b, NULL a | ..., -3, NULL a | 5 NULL, 5 b, 5 b, -3 (NULL a is out) | 9 z, 5 NULL, 5 b, 5 b (-3 is out)
    EXPECT_EQ(rowsOf("places"), place("1", "0", "0", "0") + place("2", "1", "1", "1") + place("3", "0", "0", "0") + place("4", "2", "2", "2") +
                                    place("5", "1", "2", "2") + place("6", "0", "0", "0"));
    auto item = [](const char *index, const char *id, const char *name) {
      return std::string(R"({"op":"+I","data":{"k":7,"index":)") + index + R"(,"id":)" + id + R"(,"name":)" + name + "}}\n";
    };
    std::string far = R"("long enough to be stored by reference")";
    std::string expected = item("0", "1", R"("b")") + item("1", "1", "null") +
                           item("0", "1", R"("b")") + item("1", "2", R"("a")") + item("2", "3", "null") +
                           item("0", "3", "null") + item("1", "1", R"("b")") + item("2", "2", R"("a")") + item("3", "6", "null") +
                           item("0", "3", "null") + item("1", "1", R"("b")") + item("2", "4", far.c_str()) + item("3", "2", R"("a")") + item("4", "10", "null") +
                           item("-1", "2", R"("a")") + item("0", "3", "null") + item("1", "1", R"("b")") + item("2", "5", R"("b")") + item("3", "4", far.c_str()) + item("4", "13", "null") +
                           item("-1", "4", far.c_str()) + item("0", "6", R"("z")") + item("1", "3", "null") + item("2", "1", R"("b")") + item("3", "5", R"("b")") + item("4", "15", "null") +
                           item("0", "0", "null");
    EXPECT_EQ(rowsOf("lists"), expected);
  }

  codegen::test::ScratchFolder folder_;
  mlir::MLIRContext context_{mlir::MLIRContext::Threading::DISABLED};
};

TEST_F(SortedTest, runsUnoptimised) { check(codegen::Tier::O0); }
TEST_F(SortedTest, runsOptimised) { check(codegen::Tier::O3); }

} // namespace
} // namespace millrace::lower
