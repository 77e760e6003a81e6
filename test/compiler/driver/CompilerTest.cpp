#include "compiler/driver/Compiler.h"

#include <gtest/gtest.h>

namespace millrace::driver {
namespace {

constexpr const char *kPrintTable = "CREATE TABLE t (a INT) WITH ('connector' = 'print');\n";

class CompilerTest : public testing::Test {
protected:
  std::optional<CompiledScript> compile(const std::string &sql, CompileOptions options = {}) {
    options.answers = [this](const Answer &answer) { answers_.push_back(answer); };
    reports_.bag.clear();
    return compileScript(session_, session_.sources.add("q.sql", sql), options, reports_);
  }

  Session session_{"test"};
  Reports reports_;
  std::vector<Answer> answers_;
};

TEST_F(CompilerTest, aScriptWithoutInsertOrSelectHasNoPipeline) {
  auto compiled = compile(kPrintTable);
  ASSERT_TRUE(compiled);
  EXPECT_FALSE(compiled->pipeline);
  EXPECT_TRUE(compiled->text.empty());
}

// SHOW in the middle of a script must see what stands before it and nothing else.
TEST_F(CompilerTest, answersComeWhereTheyStand) {
  ASSERT_TRUE(compile(std::string("SHOW TABLES;\n") + kPrintTable + "SHOW TABLES;\nDROP TABLE t;\nSHOW TABLES;\n"));
  std::vector<size_t> tableCounts;
  for (const Answer &answer : answers_)
    if (answer.kind == Answer::Kind::Table)
      tableCounts.push_back(answer.table.rows.size());
  EXPECT_EQ(tableCounts, (std::vector<size_t>{0, 1, 0}));
}

TEST_F(CompilerTest, theSessionRemembersWhatAScriptDeclared) {
  ASSERT_TRUE(compile(kPrintTable));
  ASSERT_TRUE(compile("DESCRIBE t;\n"));
  ASSERT_EQ(answers_.back().kind, Answer::Kind::Table);
  EXPECT_EQ(answers_.back().table.rows.size(), 1u);
}

// One wrong statement must not hide what is wrong with the next one.
TEST_F(CompilerTest, severalErrorsInOneRun) {
  EXPECT_FALSE(compile(std::string(kPrintTable) + "INSERT INTO t SELECT x FROM nowhere;\nSELECT b FROM t2;\n"));
  EXPECT_GE(reports_.bag.errorCount(), 2u);
}

TEST_F(CompilerTest, nothingIsAnsweredAfterAnError) {
  EXPECT_FALSE(compile("SELECT a FROM nowhere;\nSHOW TABLES;\n"));
  EXPECT_TRUE(answers_.empty());
}

// A script that does not parse must not have changed or printed anything.
TEST_F(CompilerTest, aSyntaxErrorIsReported) {
  EXPECT_FALSE(compile(std::string("SELEC 1;\n") + kPrintTable));
  EXPECT_TRUE(reports_.bag.hasErrors());
}

TEST_F(CompilerTest, everyStageBeforeLoweringCanBeDumped) {
  const std::string sql = std::string(kPrintTable) + "INSERT INTO t SELECT n FROM (VALUES (1), (2)) AS v(n) WHERE n > 1;\n";
  for (auto [stage, part] : {std::pair{Stage::Ast, "(insert"}, {Stage::Rel, "rel.filter"}, {Stage::RelOpt, "rel.sink"}, {Stage::Flow, "flow.sink"}}) {
    Session session("test");
    Reports reports;
    auto compiled = compileScript(session, session.sources.add("q.sql", sql), {.dump = stage}, reports);
    ASSERT_TRUE(compiled) << part;
    EXPECT_NE(compiled->text.find(part), std::string::npos) << compiled->text;
    EXPECT_FALSE(compiled->pipeline);
  }
}

TEST_F(CompilerTest, stagesHaveTheNamesOfTheDumpFlag) {
  EXPECT_EQ(parseStage("rel-opt"), Stage::RelOpt);
  EXPECT_EQ(parseStage("asm"), Stage::Asm);
  EXPECT_FALSE(parseStage("machine"));
}

TEST_F(CompilerTest, stagesAreTimed) {
  ASSERT_TRUE(compile(kPrintTable));
  ASSERT_FALSE(reports_.times.stages().empty());
  EXPECT_EQ(reports_.times.stages()[0].stage, "parse");
}

TEST_F(CompilerTest, explainAnswersWithAPlanAndRunsNothing) {
  auto compiled = compile(std::string(kPrintTable) + "EXPLAIN INSERT INTO t SELECT n FROM (VALUES (1), (2)) AS v(n);\n");
  ASSERT_TRUE(compiled);
  EXPECT_FALSE(compiled->pipeline);
  ASSERT_EQ(answers_.back().kind, Answer::Kind::Plan);
  EXPECT_FALSE(answers_.back().text.empty());
}

// `millrace test` declares the formats of its tables this way.
TEST_F(CompilerTest, statementsCanBePreparedBeforeTheyAreBound) {
  CompileOptions options;
  options.prepare = [](ast::Statement &statement) {
    if (auto *table = llvm::dyn_cast<ast::CreateTable>(&statement))
      table->options.push_back({{"connector", table->optionsRange}, {"print", table->optionsRange}});
  };
  EXPECT_FALSE(compile("CREATE TABLE t (a INT);\n"));
  EXPECT_TRUE(compile("CREATE TABLE t (a INT);\n", options));
}

} // namespace
} // namespace millrace::driver
