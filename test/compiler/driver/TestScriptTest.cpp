#include "compiler/driver/TestScript.h"

#include <gtest/gtest.h>

namespace millrace::driver {
namespace {

TEST(TestScriptTest, takesStatementsInputsAndExpectationsApart) {
  TestScriptError error;
  auto script = parseTestScript("-- flink: same\n"
                                "CREATE TABLE t (a INT) WITH ('connector'='test');\n"
                                "\n"
                                "INPUT t\n"
                                "{\"op\":\"+I\",\"data\":{\"a\":1}}\n"
                                "WATERMARK t '2020-01-01 00:00:00'\n"
                                "INPUT t\n"
                                "{\"op\":\"+I\",\"data\":{\"a\":2}}\n"
                                "\n"
                                "SELECT 1;\n"
                                "EXPECT ORDERED `my sink`\n"
                                "{\"op\":\"+I\",\"data\":{\"x\":1}}\n",
                                error);
  ASSERT_TRUE(script) << error.message;
  EXPECT_EQ(script->flink, FlinkRelation::Same);
  ASSERT_EQ(script->inputs.size(), 1u);
  const auto &lines = script->inputs.at("t");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1].text, "WATERMARK 2020-01-01 00:00:00");
  EXPECT_EQ(lines[2].sequence, 2u);
  ASSERT_EQ(script->expectations.size(), 1u);
  EXPECT_EQ(script->expectations[0].sink, "my sink");
  EXPECT_EQ(script->expectations[0].mode, ExpectMode::Ordered);
  EXPECT_EQ(script->expectations[0].line, 11u);
  EXPECT_EQ(script->expectations[0].lines.size(), 1u);
}

// Diagnostics of the statements must name the file's own lines.
TEST(TestScriptTest, statementsKeepTheirPositions) {
  TestScriptError error;
  auto script = parseTestScript("-- flink: same\nINPUT t\n{\"op\":\"+I\"}\n\nSELECT 1;\n", error);
  ASSERT_TRUE(script);
  EXPECT_EQ(script->statements, "-- flink: same\n       \n           \n\nSELECT 1;\n");
}

// Inserted rows go through the generated decoder, as a user's would; updates and watermarks need their own form.
TEST(TestScriptTest, formatFollowsFromTheInput) {
  TestScriptError error;
  auto script = parseTestScript("-- flink: same\n"
                                "INPUT a\n{\"op\":\"+I\",\"data\":{\"x\":1}}\n"
                                "INPUT b\n{\"op\":\"+I\",\"data\":{\"x\":1}}\n{\"op\":\"-D\",\"data\":{\"x\":1}}\n"
                                "INPUT c\n{\"op\":\"+I\",\"data\":{\"x\":1}}\nWATERMARK c '2020-01-01 00:00:00'\n",
                                error);
  ASSERT_TRUE(script);
  EXPECT_STREQ(script->formatOf("a"), "json");
  EXPECT_STREQ(script->formatOf("b"), "changelog-json");
  EXPECT_STREQ(script->formatOf("c"), "changelog-json");
  EXPECT_STREQ(script->formatOf("sink"), "changelog-json");
}

// A test that does not say how it stands to Flink could never be compared with Flink.
TEST(TestScriptTest, missingHeaderFails) {
  TestScriptError error;
  EXPECT_FALSE(parseTestScript("SELECT 1;\n", error));
  EXPECT_NE(error.message.find("-- flink:"), std::string::npos);
}

TEST(TestScriptTest, differsAndNoNeedAReason) {
  TestScriptError error;
  EXPECT_FALSE(parseTestScript("-- flink: differs\n", error));
  EXPECT_FALSE(parseTestScript("-- flink: no\n", error));
  EXPECT_FALSE(parseTestScript("-- flink: sometimes\n", error));
  auto script = parseTestScript("-- flink: no needs datagen\n", error);
  ASSERT_TRUE(script);
  EXPECT_EQ(script->flink, FlinkRelation::NotRun);
  EXPECT_EQ(script->flinkReason, "needs datagen");
}

TEST(TestScriptTest, wrongBlocksAreNamedByLine) {
  TestScriptError error;
  EXPECT_FALSE(parseTestScript("-- flink: same\nWATERMARK t 12\n", error));
  EXPECT_EQ(error.line, 2u);
  EXPECT_FALSE(parseTestScript("-- flink: same\n\nEXPECT FINAL\n", error));
  EXPECT_EQ(error.line, 3u);
  EXPECT_FALSE(parseTestScript("-- flink: same\nINPUT t and more\n", error));
  EXPECT_EQ(error.message, "unexpected `and more` after INPUT");
}

} // namespace
} // namespace millrace::driver
