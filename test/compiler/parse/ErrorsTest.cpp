// A syntax error is read by somebody who does not know what is wrong: the message must name it and point at it.
#include "test/compiler/parse/ParseText.h"

#include <gtest/gtest.h>

namespace millrace::parse {
namespace {

struct Case {
  const char *sql;
  const char *error;
};

class Errors : public ::testing::TestWithParam<Case> {};

TEST_P(Errors, Explain) { EXPECT_EQ(errors(GetParam().sql), GetParam().error) << GetParam().sql; }

INSTANTIATE_TEST_SUITE_P(Lexical, Errors, ::testing::ValuesIn<Case>({
    {"SELECT '", "MR0102 1:8 string is not closed"},
    {"SELECT `a FROM t", "MR0103 1:8 quoted name is not closed on its line"},
    {"SELECT 1 /* x", "MR0104 1:10 comment is not closed"},
    {"SELECT a @ b", "MR0105 1:10 character `@` has no meaning here"},
    {"SELECT \u201Ca\u201D", "MR0105 1:8 character `\u201C` has no meaning here"},
    {"SELECT \"a\"", "MR0106 1:8 double quotes are not used in Flink SQL"},
    {"SELECT 1; SELECT \xFF", "MR0101 1:18 text is not valid UTF-8"},
}));

INSTANTIATE_TEST_SUITE_P(Grammar, Errors, ::testing::ValuesIn<Case>({
    {"SELECT a FROM t WHERE", "MR0110 1:22 unexpected end of the statement"},
    {"SELECT FROM t", "MR0110 1:8 unexpected `FROM`"},
    {"SELECT a FROM t GROUP a", "MR0110 1:23 unexpected `a`"},
    {"SELECT a FROM t WEHRE a = 1", "MR0110 1:17 unexpected `WEHRE`"},
    {"SELECT a FORM t", "MR0110 1:10 unexpected `FORM`"},
    {"SELECT INTERVAL 5 MINUTE", "MR0110 1:17 the length of an interval stands in quotes"},
    {"SELECT 'it's'", "MR0102 1:13 string is not closed"},
    {"SELECT 'it's x", "MR0110 1:11 the string ends before `s`"},
    {"SET x = 1", "MR0110 1:5 the key of `SET` stands in quotes"},
    {"SELECT user FROM t", "MR0111 1:8 `user` is a reserved word"},
    {"SELECT count FROM t", "MR0111 1:8 `count` is a reserved word"},
    {"SELECT timestamp, a FROM t", "MR0111 1:8 `timestamp` is a reserved word"},
    {"CREATE TABLE t (timestamp TIMESTAMP(3))", "MR0111 1:17 `timestamp` is a reserved word"},
    {"SELECT a AS value FROM t", "MR0111 1:13 `value` is a reserved word"},
    {"SELECT a b c FROM t", "MR0112 1:12 missing comma before `c`"},
    {"CREATE TABLE t (a INT b INT)", "MR0112 1:23 missing comma before `b`"},
    {"CREATE TABLE t (a INT) WITH ('a' = 'b' 'c' = 'd')", "MR0112 1:40 missing comma before `'c'`"},
    {"SELECT a, FROM t", "MR0113 1:9 comma before the end of a list"},
    {"CREATE TABLE t (a INT,)", "MR0113 1:22 comma before the end of a list"},
    {"SELECT a,, b FROM t", "MR0113 1:10 this comma separates nothing"},
    {"SELECT a FROM t WHERE a == 1", "MR0114 1:25 equality is written with one `=`"},
    {"SELECT (a + b FROM t", "MR0115 1:15 missing `)` before `FROM`"},
    {"SELECT a) FROM t", "MR0115 1:9 `)` closes nothing"},
    {"SELECT 1 SELECT 2", "MR0117 1:10 missing `;` before `SELECT`"},
    {"UPDATE t SET a = 1", "MR0409 1:1 `UPDATE` is not supported"},
    {"CREATE TEMPORARY MODEL m", "MR0409 1:18 `CREATE MODEL` is not supported"},
    {"SHOW CONNECTIONS", "MR0409 1:6 `SHOW CONNECTIONS` is not supported"},
    {"SELCT 1", "MR0118 1:1 no statement begins with `SELCT`"},
    {"EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;", "MR0119 1:52 statement set is not closed by `END`"},
}));

TEST(Errors, ReservedWordIsQuotedInTheHelp) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  (void)parseScript(sources.add("q.sql", "SELECT user FROM t"), bag);
  ASSERT_EQ(bag.size(), 1U);
  ASSERT_TRUE(bag.all().front().helps.front().replacement.has_value());
  EXPECT_EQ(bag.all().front().helps.front().replacement->text, "`user`");
}

TEST(Errors, ExpectationsAreNamed) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  (void)parseScript(sources.add("q.sql", "SELECT a FROM t GROUP a; SELECT FROM t; DROP x"), bag);
  ASSERT_EQ(bag.size(), 3U);
  EXPECT_EQ(bag.all()[0].label, "expected `BY`");
  EXPECT_EQ(bag.all()[1].label, "expected an expression");
}

TEST(Errors, StatementsAfterABadOneAreStillRead) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  auto statements =
      parseScript(sources.add("q.sql", "SELECT 1; SELECT FROM; SELECT 2; INSERT t; ; SELECT 3"), bag);
  EXPECT_EQ(statements.size(), 3U);
  EXPECT_EQ(bag.errorCount(), 2U);
}

TEST(Errors, ForgottenEndDoesNotSwallowTheScript) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  auto statements = parseScript(
      sources.add("q.sql", "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; SELECT 2; SELECT 3"), bag);
  EXPECT_EQ(bag.errorCount(), 1U);
  EXPECT_EQ(statements.size(), 2U);
}

TEST(Errors, PositionsCountCharacters) { EXPECT_EQ(errors("SELECT 'äöü', FROM t"), "MR0113 1:13 comma before the end of a list"); }

std::string nested(size_t depth, const char *open, const char *inside, const char *close) {
  std::string text = "SELECT ";
  for (size_t i = 0; i < depth; ++i)
    text += open;
  text += inside;
  for (size_t i = 0; i < depth; ++i)
    text += close;
  return text;
}

TEST(Nesting, FiveHundredLevelsParse) {
  EXPECT_EQ(errors(nested(500, "(", "1", ")")), "");
  EXPECT_EQ(errors(nested(450, "CASE WHEN a THEN ", "1", " END")), "");
  EXPECT_EQ(errors(nested(450, "f(", "1", ")")), "");
  EXPECT_EQ(errors(nested(200, "(SELECT ", "1", ")")), "");
  EXPECT_EQ(errors(nested(450, "NOT ", "a", "")), "");
}

TEST(Nesting, DeeperIsADiagnosticAndNoCrash) {
  auto failsWith = [&](const std::string &sql, const char *wanted) {
    std::string text = errors(sql);
    return text.starts_with("MR0116 ") && text.ends_with(wanted);
  };
  auto fails = [&](const std::string &sql) { return failsWith(sql, "nested more than 500 levels deep"); };
  auto chains = [&](const std::string &sql) { return failsWith(sql, "operators in a row are nested more than 2000 levels deep"); };
  EXPECT_TRUE(fails(nested(501, "(", "1", ")")));
  EXPECT_TRUE(fails(nested(200000, "(", "1", ")")));
  EXPECT_TRUE(fails(nested(200000, "(", "", "")));
  EXPECT_TRUE(chains(nested(100000, "NOT ", "a", "")));
  EXPECT_TRUE(chains(nested(100000, "- ", "a", "")));
  EXPECT_TRUE(fails(nested(100000, "CASE WHEN ", "a", " THEN 1 END")));
  EXPECT_TRUE(fails(nested(100000, "a[", "1", "]")));
  EXPECT_TRUE(chains("SELECT 1" + nested(100000, "+ ", "1", "").substr(7)));
  EXPECT_TRUE(fails("SELECT CAST(a AS " + nested(100000, "ARRAY<", "INT", ">").substr(7) + ")"));
  std::string chain = "SELECT a";
  std::string unions = "SELECT 1";
  for (int i = 0; i < 100000; ++i) {
    chain += " || a";
    unions += " UNION ALL SELECT 1";
  }
  EXPECT_TRUE(chains(chain));
  EXPECT_TRUE(chains(unions));
}

TEST(Nesting, LongListsAndConditionsAreNotDeep) {
  std::string list = "SELECT a IN (0";
  std::string conditions = "SELECT * FROM t WHERE a = 0";
  for (int i = 1; i < 20000; ++i) {
    list += ", " + std::to_string(i);
    conditions += " OR a = " + std::to_string(i);
  }
  EXPECT_EQ(errors(list + ") FROM t"), "");
  EXPECT_EQ(errors(conditions), "");
}

TEST(Repl, CompleteStatementsEndInASemicolon) {
  EXPECT_TRUE(isCompleteStatement("SELECT 1;"));
  EXPECT_TRUE(isCompleteStatement("SELECT 1; -- done\n"));
  EXPECT_TRUE(isCompleteStatement("SELECT ';' /* ; */;"));
  EXPECT_FALSE(isCompleteStatement(""));
  EXPECT_FALSE(isCompleteStatement(";"));
  EXPECT_FALSE(isCompleteStatement("SELECT 1"));
  EXPECT_FALSE(isCompleteStatement("SELECT ';"));
  EXPECT_FALSE(isCompleteStatement("SELECT 1 -- ;"));
  EXPECT_FALSE(isCompleteStatement("SELECT 1 /* ;"));
  EXPECT_FALSE(isCompleteStatement("SELECT 1; SELECT 2"));
  EXPECT_FALSE(isCompleteStatement("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;"));
  EXPECT_TRUE(isCompleteStatement("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;"));
  EXPECT_FALSE(isCompleteStatement("BEGIN STATEMENT SET; INSERT INTO a SELECT 1;"));
  EXPECT_TRUE(isCompleteStatement("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;"));
}

TEST(Words, ReservedAsInFlink) {
  for (const char *word : {"user", "VALUE", "timestamp", "count", "date", "order", "table", "day", "current_date", "string"})
    EXPECT_TRUE(isReservedWord(word)) << word;
  for (const char *word : {"name", "type", "key", "plan", "job", "week", "quarter", "if", "data", "state", "map", "view"})
    EXPECT_FALSE(isReservedWord(word)) << word;
  EXPECT_EQ(quoteIfNeeded("user"), "`user`");
  EXPECT_EQ(quoteIfNeeded("name"), "name");
  EXPECT_EQ(quoteIfNeeded("a b"), "`a b`");
  EXPECT_EQ(quoteIfNeeded("a`b"), "`a``b`");
  EXPECT_EQ(quoteIfNeeded("1a"), "`1a`");
  EXPECT_EQ(quoteIfNeeded(""), "``");
}

// nonReservedKeywords of Flink's Parser.tdd that our grammar has a token for.
TEST(Words, NonReservedWordsAreNames) {
  for (const char *word :
       {"ABSENT", "ADD", "AFTER", "ARTIFACT", "ASC", "CASCADE", "CATALOG", "CHANGELOG_MODE", "COLUMNS", "COMPILE",
        "CONDITIONAL", "CONFLICT", "CONSTRAINTS", "DATABASE", "DAYS", "DEDUPLICATE", "DESC", "DO", "DRAIN", "ENFORCED", "ERROR",
        "ESTIMATED_COST", "EXCLUDING", "FINAL", "FIRST", "FOLLOWING", "GENERATED", "HOURS", "IF", "IGNORE", "INCLUDING", "JAR",
        "JARS", "JAVA", "JOB", "JOBS", "JSON", "JSON_EXECUTION_PLAN", "KEY", "LAST", "LOAD", "MAP", "METADATA", "MINUTES",
        "MODEL", "MONTHS", "NOTHING", "NULLS", "OBJECT", "OPTIONS", "ORDINALITY", "OVERWRITE", "OVERWRITING", "PARTITIONED",
        "PARTITIONS", "PAST", "PLACING", "PLAN", "PLAN_ADVICE", "PRECEDING", "PYTHON", "QUARTER", "REMOVE", "REPLACE",
        "RESPECT", "RESTRICT", "RETURNING", "SCALAR", "SECONDS", "SETS", "STOP", "TEMPORARY", "TIMESTAMPADD", "TIMESTAMPDIFF",
        "UNBOUNDED", "UNCONDITIONAL", "UNLOAD", "VIEW", "VIRTUAL", "WEEK", "WRAPPER", "YEARS", "ZONE"}) {
    std::string w = word;
    EXPECT_EQ(errors("CREATE TABLE " + w + " (" + w + " INT, x AS " + w + " + 1)"), "") << w;
    EXPECT_EQ(errors("SELECT " + w + ", t." + w + ", a AS " + w + ", b " + w + " FROM " + w + " AS " + w), "") << w;
    EXPECT_FALSE(isReservedWord(word)) << w;
  }
}

} // namespace
} // namespace millrace::parse
