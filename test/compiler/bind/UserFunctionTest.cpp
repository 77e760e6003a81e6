// Functions of one's own: how they are found, typed and written out, and what is refused where.
#include "test/compiler/bind/BindFixture.h"

namespace millrace::bind {
namespace {

const std::string kTable = "CREATE TABLE t (a INT, b INT NOT NULL, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');\n";

TEST(UserFunction, HasTheTypeOfReturnsAndIsNullableAsItsBodyIs) {
  std::string functions = "CREATE FUNCTION wide(x INT) RETURNS BIGINT RETURN x + 1; CREATE FUNCTION filled(x INT) RETURNS INT RETURN COALESCE(x, 0);"
                          "CREATE FUNCTION day_of(x TIMESTAMP(3)) RETURN DATE_FORMAT(x, 'dd');";
  EXPECT_EQ(BoundScript(kTable + functions + "SELECT wide(a), wide(b), filled(a), day_of(ts) FROM t;").resultTypes(),
            "BIGINT, BIGINT NOT NULL, INT NOT NULL, STRING");
}

/// As an expression would, the result is a plain value: it is no event time any more.
TEST(UserFunction, ResultIsNoTimeAttribute) {
  BoundScript script(kTable + "CREATE FUNCTION same(x TIMESTAMP(3)) RETURNS TIMESTAMP(3) RETURN x; CREATE VIEW v AS SELECT same(ts) AS ts FROM t;"
                              "SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE v, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;");
  EXPECT_NE(script.errors().find("MR0312"), std::string::npos);
}

TEST(UserFunction, IsFoundAsFlinkFindsThem) {
  // A built-in function wins over one of the database, a temporary system function over both.
  std::string reversed = "CREATE FUNCTION reverse(x INT) RETURNS INT RETURN x;";
  EXPECT_EQ(BoundScript(kTable + reversed + "SELECT reverse(s) FROM t;").resultTypes(), "STRING");
  EXPECT_EQ(BoundScript(kTable + reversed + "SELECT default_database.reverse(a) FROM t;").resultTypes(), "INT");
  EXPECT_EQ(BoundScript(kTable + "CREATE TEMPORARY SYSTEM FUNCTION reverse(x INT) RETURNS INT RETURN x; SELECT REVERSE(a) FROM t;").resultTypes(), "INT");
  // A temporary one hides a permanent one, and gives it back.
  std::string both = kTable + "CREATE FUNCTION f(x INT) RETURNS INT RETURN x; CREATE TEMPORARY FUNCTION f(x INT) RETURNS STRING RETURN 'temporary';";
  EXPECT_EQ(BoundScript(both + "SELECT f(b) FROM t;").resultTypes(), "STRING NOT NULL");
  EXPECT_EQ(BoundScript(both + "DROP TEMPORARY FUNCTION f; SELECT F(b) FROM t;").resultTypes(), "INT NOT NULL");
}

/// A function that a call by its name alone does not reach is made, with a warning that says how to reach it.
TEST(UserFunction, NamesOfBuiltInFunctionsAreWarnedOf) {
  BoundScript hidden("CREATE TEMPORARY FUNCTION Reverse(x INT) RETURNS INT RETURN x; SELECT default_database.reverse(1);");
  EXPECT_EQ(hidden.errorLines(), "MR0222 1:27 Reverse\n");
  EXPECT_EQ(hidden.resultTypes(), "INT NOT NULL");
  EXPECT_NE(hidden.errors().find("call this one as `default_database.reverse`"), std::string::npos);
  EXPECT_EQ(BoundScript("CREATE TEMPORARY SYSTEM FUNCTION reverse(x INT) RETURNS INT RETURN x;").errorLines(), "");
  EXPECT_EQ(BoundScript("CREATE FUNCTION reversed(x INT) RETURNS INT RETURN x;").errorLines(), "");
}

/// Functions that a body calls are those of the database that was current at CREATE FUNCTION.
TEST(UserFunction, BodyMeansWhatItMeantWhenItWasDeclared) {
  std::string made = kTable + "CREATE FUNCTION inner_one(x INT) RETURNS INT RETURN x; CREATE FUNCTION outer_one(x INT) RETURNS INT RETURN inner_one(x);"
                              "CREATE DATABASE other; USE other; CREATE FUNCTION inner_one(x INT) RETURNS STRING RETURN 'other';";
  EXPECT_EQ(BoundScript(made + "SELECT default_database.outer_one(1);").resultTypes(), "INT NOT NULL");
  EXPECT_EQ(BoundScript(made + "SELECT inner_one(1);").resultTypes(), "STRING NOT NULL");
}

TEST(UserFunction, IfNotExistsAndIfExists) {
  std::string one = kTable + "CREATE FUNCTION f(x INT) RETURNS INT RETURN x;\n";
  EXPECT_EQ(BoundScript(one + "CREATE FUNCTION IF NOT EXISTS f(x INT) RETURNS STRING RETURN 'new'; SELECT f(b) FROM t;").resultTypes(), "INT NOT NULL");
  EXPECT_EQ(BoundScript(one + "CREATE FUNCTION F(x INT) RETURNS INT RETURN x;").errorLines(), "MR0202 3:17 F\n");
  EXPECT_EQ(BoundScript(one + "DROP FUNCTION g;").errorLines(), "MR0304 3:15 g\n");
  EXPECT_EQ(BoundScript(one + "DROP FUNCTION IF EXISTS g; DROP FUNCTION f; SELECT f(1);").errorLines(), "MR0304 3:52 f\n");
  EXPECT_EQ(BoundScript(one + "DROP TEMPORARY FUNCTION f;").errorLines(), "MR0304 3:25 f\n");
  EXPECT_EQ(BoundScript("CREATE DATABASE d; CREATE FUNCTION d.f(x INT) RETURNS INT RETURN x; DROP DATABASE d;").errorLines().substr(0, 6), "MR0202");
  EXPECT_EQ(BoundScript("CREATE FUNCTION nowhere.f(x INT) RETURNS INT RETURN x;").errorLines(), "MR0216 1:17 nowhere.f\n");
}

TEST(UserFunction, IsShown) {
  std::string made = "CREATE FUNCTION Plus(a INT, `b c` DECIMAL(5, 1)) RETURNS STRING RETURN CAST(a + `b c` AS STRING);"
                     "CREATE TEMPORARY SYSTEM FUNCTION uno() RETURNS INT RETURN 1;";
  EXPECT_EQ(BoundScript(made + "SHOW USER FUNCTIONS;").answer(), "plus\nuno\n");
  EXPECT_EQ(BoundScript(made + "SHOW FUNCTIONS LIKE 'plu%';").answer(), "plus\n");
  EXPECT_EQ(BoundScript(made + "CREATE DATABASE d; SHOW USER FUNCTIONS FROM d;").answer(), "uno\n");
  EXPECT_EQ(BoundScript(made + "SHOW CREATE FUNCTION plus;").answer(),
            "CREATE FUNCTION `default_catalog`.`default_database`.`plus`(`a` INT, `b c` DECIMAL(5, 1))\nRETURNS VARCHAR(2147483647)\n"
            "RETURN CAST(a + `b c` AS STRING)\n\n");
  EXPECT_EQ(BoundScript(made + "SHOW CREATE FUNCTION uno;").answer(), "CREATE TEMPORARY SYSTEM FUNCTION `uno`()\nRETURNS INT\nRETURN 1\n\n");
  EXPECT_EQ(BoundScript(made + "SHOW CREATE FUNCTION due;").errorLines().substr(0, 6), "MR0304");
}

/// What SHOW CREATE FUNCTION prints declares the same function.
TEST(UserFunction, ShownTextDeclaresItAgain) {
  std::string made = "CREATE FUNCTION f(a INT, b ROW<x INT, y STRING>) RETURNS STRING RETURN b.y || CAST(a AS STRING);";
  std::string shown = BoundScript(made + "SHOW CREATE FUNCTION f;").answer();
  while (shown.ends_with('\n'))
    shown.pop_back();
  EXPECT_EQ(BoundScript(shown + ";SHOW CREATE FUNCTION f;").answer(), shown + "\n\n");
}

TEST(UserFunction, ErrorsAreToldOnceAtTheBody) {
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x INT) RETURNS INT RETURN y + UPER(x);\nSELECT f(1), f(2);").errorLines(), "MR0301 1:45 y\nMR0304 1:49 UPER\n");
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x INT) RETURNS INT RETURN SUM(x);").errorLines(), "MR0315 1:45 SUM(x)\n");
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x INT) RETURNS INT RETURN f(x);").errorLines(), "MR0341 1:45 f(x)\n");
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x STRING) RETURNS INT RETURN x;").errorLines(), "MR0340 1:48 x\n");
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x INT) RETURNS INT NOT NULL RETURN x;").errorLines(), "MR0340 1:54 x\n");
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x INT, x INT) RETURNS INT RETURN 1;").errorLines(), "MR0342 1:26 x\n");
}

TEST(UserFunction, CallsOfOtherShapesAreRefused) {
  std::string one = kTable + "CREATE FUNCTION f(x INT NOT NULL, y STRING) RETURNS INT RETURN x;\n";
  EXPECT_EQ(BoundScript(one + "SELECT f(1) FROM t;").errorLines(), "MR0305 3:8 f(1)\n");
  EXPECT_EQ(BoundScript(one + "SELECT f('x', 'y') FROM t;").errorLines(), "MR0306 3:8 f('x', 'y')\n");
  EXPECT_EQ(BoundScript(one + "SELECT f(a, s) FROM t;").errorLines(), "MR0306 3:8 f(a, s)\n"); // a may be NULL
  EXPECT_EQ(BoundScript(one + "SELECT f(b, NULL) FROM t;").resultTypes(), "INT NOT NULL");
  EXPECT_EQ(BoundScript(one + "SELECT f(DISTINCT b, s) FROM t;").errorLines(), "MR0306 3:8 f(DISTINCT b, s)\n");
}

/// A function that was dropped behind another's back is missed in the body; the note says where the call is.
TEST(UserFunction, ErrorInABodyNotesItsCalls) {
  BoundScript script("CREATE FUNCTION f(x INT) RETURNS INT RETURN x;\nCREATE FUNCTION g(x INT) RETURNS INT RETURN f(x);\nDROP FUNCTION f;\nSELECT g(1);");
  EXPECT_EQ(script.errorLines(), "MR0304 2:45 f\n");
  EXPECT_NE(script.errors().find("called here"), std::string::npos);
  EXPECT_NE(script.errors().find("q.sql:4:8"), std::string::npos) << script.errors();
}

TEST(UserFunction, MutualRecursionIsFound) {
  EXPECT_EQ(BoundScript("CREATE FUNCTION f(x INT) RETURNS INT RETURN x; CREATE FUNCTION g(x INT) RETURNS INT RETURN f(x); DROP FUNCTION f;\n"
                        "CREATE FUNCTION f(x INT) RETURNS INT RETURN g(x);").errorLines(),
            "MR0341 1:92 f(x)\n");
}

/// 2^40 calls, and 3,000 levels: both end with a message, soon.
TEST(UserFunction, LimitsHoldWhatIsWrittenOut) {
  std::string doubled = "CREATE FUNCTION f0(x BIGINT) RETURNS BIGINT RETURN x + 1;", deep = doubled;
  for (int i = 1; i <= 40; ++i)
    doubled += "CREATE FUNCTION f" + std::to_string(i) + "(x BIGINT) RETURNS BIGINT RETURN f" + std::to_string(i - 1) + "(x) + f" + std::to_string(i - 1) + "(x);";
  EXPECT_EQ(BoundScript(doubled).errorLines().substr(0, 6), "MR0116");
  for (int i = 1; i <= 3000; ++i)
    deep += "CREATE FUNCTION f" + std::to_string(i) + "(x BIGINT) RETURNS BIGINT RETURN f" + std::to_string(i - 1) + "(x) + 1;";
  EXPECT_EQ(BoundScript(deep).errorLines().substr(0, 6), "MR0116");
}

} // namespace
} // namespace millrace::bind
