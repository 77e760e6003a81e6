// INSERT INTO: which column gets what, and as which type.
#include "test/compiler/bind/BindFixture.h"

#include "gmock/gmock.h"

namespace millrace::bind {
namespace {

using testing::HasSubstr;

const std::string kSink = "CREATE TABLE sink (a BIGINT, b STRING, c DECIMAL(12, 2)) WITH ('connector' = 'print');\n";

std::string sinkTypes(BoundScript &script) {
  if (script.bag.hasErrors())
    return script.errors();
  EXPECT_TRUE(mlir::succeeded(mlir::verify(script.pipeline.module())));
  std::string text;
  for (auto sink : script.pipeline.module().getOps<rel::SinkOp>())
    for (rel::ColumnAttr column : rel::streamOf(sink.getInput()).getColumns())
      text += (text.empty() ? "" : ", ") + column.getName().str() + " " + toString(sql::toAbi(column.getType()));
  return text;
}
std::string sinkTypes(const std::string &sql) {
  BoundScript script(sql);
  return sinkTypes(script);
}

TEST(Insert, CastsToTheSinksTypes) {
  EXPECT_EQ(sinkTypes(kOrders + kSink + "INSERT INTO sink SELECT quantity, product, amount FROM orders;"), "a BIGINT, b STRING, c DECIMAL(12, 2)");
}

TEST(Insert, FillsNamedColumnsAndLeavesTheRestNull) {
  BoundScript script(kSink + "INSERT INTO sink (c, a) SELECT 1, 2;");
  EXPECT_EQ(sinkTypes(script), "a BIGINT NOT NULL, b STRING, c DECIMAL(12, 2) NOT NULL");
  EXPECT_THAT(script.ir(), HasSubstr("unit -> !sql.nullable<!sql.varchar<2147483647>>"));
}

TEST(Insert, SkipsComputedColumns) {
  EXPECT_EQ(sinkTypes("CREATE TABLE s (a INT, d AS a * 2, b STRING) WITH ('connector' = 'print'); INSERT INTO s VALUES (1, 'x');"),
            "a INT NOT NULL, b STRING NOT NULL");
}

TEST(Insert, PartitionGivesConstants) {
  EXPECT_EQ(sinkTypes("CREATE TABLE s (a INT, dt STRING, b STRING) PARTITIONED BY (dt) WITH ('connector' = 'print');"
                      "INSERT INTO s PARTITION (dt = '2024-01-01') SELECT 1, 'x';"),
            "a INT NOT NULL, dt STRING NOT NULL, b STRING NOT NULL");
}

TEST(Insert, LosesTheTimeAttribute) {
  BoundScript script(kOrders + "CREATE TABLE s (t TIMESTAMP(3)) WITH ('connector' = 'print'); INSERT INTO s SELECT order_time FROM orders;");
  EXPECT_THAT(script.ir(), HasSubstr(R"(rel.sink %3 into @s : <[<"t", !sql.nullable<!sql.timestamp<3>>>]>)"));
}

TEST(StatementSet, SharesItsScans) {
  BoundScript script(kOrders + kSink + R"(EXECUTE STATEMENT SET BEGIN
INSERT INTO sink SELECT quantity, product, amount FROM orders WHERE quantity > 1;
INSERT INTO sink (b) SELECT order_id FROM orders;
END;)");
  ASSERT_FALSE(script.bag.hasErrors()) << script.errors();
  auto module = script.pipeline.module();
  EXPECT_EQ(std::distance(module.getOps<rel::ScanOp>().begin(), module.getOps<rel::ScanOp>().end()), 1);
  EXPECT_EQ(std::distance(module.getOps<rel::SinkOp>().begin(), module.getOps<rel::SinkOp>().end()), 2);
  EXPECT_EQ(std::get<PipelinePart>(script.statements.back()).sinkTables, (std::vector<std::string>{"sink", "sink"}));
}

TEST(Explain, LeavesThePipelineAlone) {
  BoundScript script(kOrders + "EXPLAIN SELECT product FROM orders;");
  ASSERT_FALSE(script.bag.hasErrors()) << script.errors();
  EXPECT_TRUE(script.pipeline.empty());
  EXPECT_FALSE(std::get<Explained>(script.statements.back()).pipeline->empty());
}

TEST(Insert, RefusesLossyTypes) {
  EXPECT_EQ(BoundScript(kSink + "INSERT INTO sink (a) SELECT 1.5;").errorLines(), "MR0320 2:29 1.5\n");
  EXPECT_EQ(BoundScript(kSink + "INSERT INTO sink (b) SELECT 1;").errorLines(), "MR0320 2:29 1\n");
  EXPECT_EQ(BoundScript(kSink + "INSERT INTO sink (b, b) SELECT 'x', 'y';").errorLines(), "MR0321 2:22 b\n");
}

} // namespace
} // namespace millrace::bind
