// Queries as relational operators: which operators, in which order, over which columns.
#include "test/compiler/bind/BindFixture.h"

#include "gmock/gmock.h"

namespace millrace::bind {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The names of the relational operators in order: `scan watermark filter project sink`.
std::string operators(BoundScript &script) {
  if (script.bag.hasErrors())
    return script.errors();
  EXPECT_TRUE(mlir::succeeded(mlir::verify(script.pipeline.module())));
  std::string names;
  for (mlir::Operation &op : *script.pipeline.module().getBody())
    names += (names.empty() ? "" : " ") + op.getName().stripDialect().str();
  return names;
}
std::string operators(const std::string &sql) {
  BoundScript script(sql);
  return operators(script);
}

/// `product, order_time*`: names of the last sink's columns, `*` behind an event time.
std::string sinkColumns(BoundScript &script) {
  if (script.bag.hasErrors())
    return script.errors();
  std::string names;
  for (auto sink : script.pipeline.module().getOps<rel::SinkOp>()) {
    names.clear();
    for (rel::ColumnAttr column : rel::streamOf(sink.getInput()).getColumns())
      names += (names.empty() ? "" : ", ") + column.getName().str() + (column.getTime() == rel::TimeKind::RowTime ? "*" : "");
  }
  return names;
}
std::string sinkColumns(const std::string &sql) {
  BoundScript script(sql);
  return sinkColumns(script);
}

TEST(Table, IsScannedThenComputedThenWatermarked) {
  BoundScript script(R"(CREATE TABLE t (a INT, b AS a + 1, txt STRING, ts AS TO_TIMESTAMP(txt), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json', 'json.ignore-parse-errors' = 'true');
SELECT * FROM t;)");
  EXPECT_EQ(operators(script), "table scan project watermark project sink");
  EXPECT_EQ(sinkColumns(script), "a, b, txt, ts*");
  EXPECT_THAT(script.ir(), HasSubstr(R"(rel.table @t "filesystem" format "json")"));
  EXPECT_THAT(script.ir(), HasSubstr(R"(options = {"json.ignore-parse-errors" = "true", path = "x"})"));
  EXPECT_THAT(script.ir(), HasSubstr("rel.watermark %1 at 3"));
}

TEST(Table, ReadTwiceIsScannedOnce) {
  EXPECT_EQ(operators(kOrders + "SELECT product FROM orders UNION ALL SELECT order_id FROM orders;"),
            "table scan watermark project project union_all sink");
}

TEST(Table, OfAChangelogFormatGivesEveryRowKind) {
  std::string table = "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = ";
  EXPECT_THAT(BoundScript(table + "'json'); SELECT * FROM t;").ir(), Not(HasSubstr("row_kinds")));
  EXPECT_THAT(BoundScript(table + "'debezium-json'); SELECT * FROM t;").ir(), HasSubstr("row_kinds = 15"));
  EXPECT_THAT(BoundScript(table + "'changelog-json', 'changelog-json.mode' = 'upsert'); SELECT * FROM t;").ir(), HasSubstr("row_kinds = 13"));
}

TEST(Table, MetadataIsCastToItsColumn) {
  BoundScript script(R"(CREATE TABLE t (ts TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL, a INT) WITH ('connector' = 'kafka', 'topic' = 't',
'properties.bootstrap.servers' = 'localhost:9092', 'format' = 'json'); SELECT ts, a FROM t;)");
  EXPECT_EQ(script.resultTypes(), "TIMESTAMP(3), INT");
  EXPECT_THAT(script.ir(), HasSubstr(R"([#rel.column<"a", !sql.nullable<i32>>, #rel.column<"ts", !sql.timestamp_ltz<3>>])"));
  EXPECT_THAT(script.ir(), HasSubstr(R"(metadata = ["", "timestamp"])"));
}

TEST(Watermark, IntervalAndIdlenessComeFromSettingsAndOptions) {
  std::string table = "CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json'";
  EXPECT_THAT(BoundScript("SET 'pipeline.auto-watermark-interval' = '1 s';" + table + "); SELECT * FROM t;").ir(), HasSubstr("interval_ms = 1000"));
  EXPECT_THAT(BoundScript(table + ", 'scan.watermark.emit.strategy' = 'on-event'); SELECT * FROM t;").ir(), HasSubstr("interval_ms = 0"));
  EXPECT_THAT(BoundScript("SET 'table.exec.source.idle-timeout' = '30 s';" + table + "); SELECT * FROM t;").ir(), HasSubstr("idle_timeout_ms = 30000"));
}

TEST(Names, OfColumnsAreThoseOfCalcite) {
  EXPECT_EQ(BoundScript(kOrders + "SELECT product, quantity + 1, customer.id, quantity AS product, product FROM orders;").resultNames(),
            "product, EXPR$1, id, product0, product1");
  EXPECT_EQ(BoundScript("VALUES (1, 'a');").resultNames(), "EXPR$0, EXPR$1");
}

TEST(Names, AreFoundByAliasPathAndField) {
  EXPECT_EQ(operators(kOrders + "SELECT o.product, o.customer.name FROM orders AS o WHERE o.quantity > 1;"), "table scan watermark filter project sink");
  EXPECT_EQ(operators(kOrders + "SELECT orders.product FROM default_catalog.default_database.orders;"), "table scan watermark project sink");
  EXPECT_EQ(operators(kOrders + "SELECT default_database.orders.product FROM default_database.orders;"), "table scan watermark project sink");
  EXPECT_EQ(BoundScript(kOrders + "SELECT x.p FROM (SELECT product FROM orders) AS x (p);").resultNames(), "p");
}

TEST(Names, AreCaseSensitiveAndFunctionsAreNot) {
  EXPECT_EQ(BoundScript(kOrders + "SELECT Product FROM orders;").errorLines(), "MR0301 10:8 Product\n");
  EXPECT_EQ(operators(kOrders + "SELECT upper(product) FROM orders;"), "table scan watermark project sink");
}

TEST(With, IsBoundOnceAndHidesTables) {
  EXPECT_EQ(operators(kOrders + "WITH p AS (SELECT product AS x FROM orders) SELECT x FROM p UNION ALL SELECT x FROM p;"),
            "table scan watermark project project project union_all sink");
  EXPECT_EQ(BoundScript(kOrders + "WITH orders AS (SELECT 1 AS uno) SELECT * FROM orders;").resultNames(), "uno");
}

TEST(View, IsItsQuery) {
  std::string view = kOrders + "CREATE VIEW v (p, n) AS SELECT product, quantity FROM orders WHERE quantity > 0;";
  EXPECT_EQ(operators(view + "SELECT n FROM v;"), "table scan watermark filter project project sink");
  EXPECT_EQ(BoundScript(view + "SELECT * FROM v;").resultNames(), "p, n");
  // A WITH name of the reader is not visible inside the view.
  EXPECT_EQ(operators(view + "WITH orders AS (SELECT 1 AS uno) SELECT p FROM v;"), "table values project scan watermark filter project project sink");
}

TEST(EventTime, PassesPlainColumnsOnly) {
  EXPECT_EQ(sinkColumns(kOrders + "SELECT order_time, order_time AS t2, order_time + INTERVAL '1' SECOND AS t3, CAST(order_time AS TIMESTAMP(3)) AS t4 FROM orders;"),
            "order_time*, t2*, t3, t4");
  EXPECT_EQ(sinkColumns(kOrders + "SELECT order_time FROM orders UNION ALL SELECT order_time FROM orders;"), "order_time*");
  EXPECT_EQ(sinkColumns(kOrders + "SELECT order_time FROM orders UNION ALL SELECT CAST(order_time AS TIMESTAMP(3)) FROM orders;"), "order_time");
  EXPECT_EQ(sinkColumns(kOrders + "SELECT DISTINCT order_time FROM orders;"), "order_time");
  EXPECT_EQ(sinkColumns(kOrders + "SELECT order_time, COUNT(*) AS n FROM orders GROUP BY order_time;"), "order_time, n");
}

const std::string kTumble = "FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '1' MINUTE)) ";

TEST(WindowFunction, AppendsItsThreeColumns) {
  EXPECT_EQ(sinkColumns(kOrders + "SELECT order_time, window_start, window_end, window_time " + kTumble + ";"),
            "order_time, window_start, window_end, window_time*");
  EXPECT_EQ(BoundScript(kOrders + "SELECT window_start, window_time " + kTumble + ";").resultTypes(), "TIMESTAMP(3) NOT NULL, TIMESTAMP(3) NOT NULL");
}

TEST(WindowFunction, TakesPositionalAndNamedArguments) {
  struct Case {
    const char *call;
    const char *window;
  };
  const Case cases[] = {
      {"TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '10' MINUTE)", "<tumble, 4, 600000, 600000, 0>"},
      {"TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '1' HOUR, INTERVAL '15' MINUTE)", "<tumble, 4, 3600000, 3600000, 900000>"},
      {"TUMBLE(DATA => TABLE orders, TIMECOL => DESCRIPTOR(order_time), SIZE => INTERVAL '1' DAY)", "<tumble, 4, 86400000, 86400000, 0>"},
      {"HOP(TABLE orders, DESCRIPTOR(order_time), INTERVAL '10' SECOND, INTERVAL '1' MINUTE)", "<hop, 4, 60000, 10000, 0>"},
      {"HOP(DATA => TABLE orders, TIMECOL => DESCRIPTOR(order_time), SIZE => INTERVAL '1' MINUTE, SLIDE => INTERVAL '10' SECOND)", "<hop, 4, 60000, 10000, 0>"},
      {"CUMULATE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '1' HOUR, INTERVAL '1' DAY)", "<cumulate, 4, 86400000, 3600000, 0>"},
  };
  for (const Case &item : cases)
    EXPECT_THAT(BoundScript(kOrders + "SELECT * FROM TABLE(" + item.call + ");").ir(), HasSubstr(std::string("rel.window %1 ") + item.window)) << item.call;
}

TEST(WindowFunction, WindowTimeCarriesOnIntoTheNextWindow) {
  std::string inner = "(SELECT product, window_start AS ws, window_end AS we, window_time AS rt, COUNT(*) AS n " + kTumble +
                      "GROUP BY product, window_start, window_end, window_time)";
  EXPECT_EQ(sinkColumns(kOrders + "SELECT * FROM " + inner + ";"), "product, ws, we, rt*, n");
  EXPECT_EQ(operators(kOrders + "CREATE VIEW w AS SELECT * FROM " + inner +
                      "; SELECT window_start, SUM(n) FROM TABLE(TUMBLE(TABLE w, DESCRIPTOR(rt), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;"),
            "table scan watermark window aggregate project project window aggregate project sink");
  // Not grouped by window_start and window_end: an ordinary aggregation, whose keys are plain values.
  EXPECT_EQ(sinkColumns(kOrders + "SELECT window_time, COUNT(*) AS n " + kTumble + "GROUP BY window_time;"), "window_time, n");
}

TEST(GroupWindow, BecomesAWindowAggregate) {
  BoundScript script(kOrders + R"(SELECT product, TUMBLE_START(order_time, INTERVAL '1' MINUTE) AS window_start, COUNT(*) AS order_count, SUM(amount) AS total
FROM orders GROUP BY product, TUMBLE(order_time, INTERVAL '1' MINUTE);)");
  EXPECT_EQ(operators(script), "table scan watermark window_aggregate project sink");
  EXPECT_THAT(script.ir(), HasSubstr(R"(rel.window_aggregate %1 <tumble, 4, 60000, 60000, 0> keys [1] calls [#rel.call<"COUNT", [], false, -1, i64>, )"
                                     R"(#rel.call<"SUM", [2], false, -1, !sql.nullable<!sql.decimal<38, 2>>>] properties [0])"));
  EXPECT_EQ(script.resultNames(), "product, window_start, order_count, total");
  EXPECT_EQ(script.resultTypes(), "STRING, TIMESTAMP(3) NOT NULL, BIGINT NOT NULL, DECIMAL(38, 2)");
}

TEST(GroupWindow, HopNeedsNoMultipleAndRowtimeGoesOn) {
  BoundScript script(kOrders + R"(SELECT HOP_ROWTIME(order_time, INTERVAL '7' SECOND, INTERVAL '1' MINUTE) AS rt, COUNT(*) AS n
FROM orders GROUP BY HOP(order_time, INTERVAL '7' SECOND, INTERVAL '1' MINUTE);)");
  EXPECT_THAT(script.ir(), HasSubstr("<hop, 4, 60000, 7000, 0> keys []"));
  EXPECT_EQ(sinkColumns(script), "rt*, n");
}

TEST(Grouping, ProjectsExpressionsBelow) {
  BoundScript script(kOrders + "SELECT UPPER(product) AS p, SUM(quantity * 2) AS s FROM orders GROUP BY UPPER(product) HAVING COUNT(*) > 1;");
  EXPECT_EQ(operators(script), "table scan watermark project aggregate filter project sink");
  EXPECT_THAT(script.ir(), HasSubstr(R"(keys [0] calls [#rel.call<"SUM", [1], false, -1, !sql.nullable<i32>>, #rel.call<"COUNT", [], false, -1, i64>])"));
}

TEST(Grouping, SharesEqualAggregates) {
  EXPECT_THAT(BoundScript(kOrders + "SELECT SUM(quantity), SUM(quantity) + 1, SUM(DISTINCT quantity) FROM orders GROUP BY product;").ir(),
              HasSubstr(R"(calls [#rel.call<"SUM", [3], false, -1, !sql.nullable<i32>>, #rel.call<"SUM", [3], true, -1, !sql.nullable<i32>>] :)"));
}

TEST(Grouping, FiltersAreColumns) {
  BoundScript script(kOrders + "SELECT COUNT(*) FILTER (WHERE quantity > 3) FROM orders;");
  EXPECT_EQ(operators(script), "table scan watermark project aggregate project sink");
  EXPECT_THAT(script.ir(), HasSubstr(R"(#rel.call<"COUNT", [], false, 0, i64>)"));
}

TEST(Grouping, WithoutRowsOrGroupsIsOneGroup) {
  EXPECT_EQ(operators(kOrders + "SELECT COUNT(*) FROM orders HAVING COUNT(*) > 2;"), "table scan watermark aggregate filter project sink");
}

TEST(Grouping, SetsAreMultipliedAndExpanded) {
  BoundScript script(kOrders + "SELECT product, quantity, GROUPING(product, quantity) AS g, COUNT(*) AS n FROM orders GROUP BY order_id, ROLLUP (product, quantity);");
  EXPECT_EQ(operators(script), "table scan watermark expand aggregate project sink");
  EXPECT_THAT(script.ir(), HasSubstr("keys [1, 3] sets [3, 1, 0] :"));
  EXPECT_EQ(script.resultTypes(), "STRING, INT, BIGINT NOT NULL, BIGINT NOT NULL");
  // One set is none: nothing is expanded, and no key is left out.
  EXPECT_EQ(operators(kOrders + "SELECT product, GROUPING(product), GROUP_ID() FROM orders GROUP BY GROUPING SETS ((product));"),
            "table scan watermark aggregate project sink");
  // Equal sets are one only below DISTINCT.
  EXPECT_THAT(BoundScript(kOrders + "SELECT COUNT(*) FROM orders GROUP BY CUBE (product), ROLLUP (product);").ir(), HasSubstr("keys [1] sets [1, 1, 1, 0] :"));
  EXPECT_THAT(BoundScript(kOrders + "SELECT COUNT(*) FROM orders GROUP BY DISTINCT CUBE (product), ROLLUP (product);").ir(), HasSubstr("keys [1] sets [1, 0] :"));
}

TEST(Grouping, AKeyThatASetLeavesOutMayBeNull) {
  const std::string numbers = "CREATE TABLE numbers (n INT NOT NULL, m INT NOT NULL) WITH ('connector' = 'datagen');";
  BoundScript script(numbers + "SELECT n, n + 1 AS o, COALESCE(n, 0) AS p, m, MAX(m) AS q FROM numbers GROUP BY m, ROLLUP (n);");
  EXPECT_EQ(script.resultTypes(), "INT, INT, INT NOT NULL, INT NOT NULL, INT NOT NULL");
  // Of the empty set an aggregate may see no row.
  EXPECT_EQ(BoundScript(numbers + "SELECT MAX(m) AS q FROM numbers GROUP BY ROLLUP (n);").resultTypes(), "INT");
}

TEST(Select, DistinctAndUnionAreAggregationsWithoutCalls) {
  EXPECT_EQ(operators(kOrders + "SELECT DISTINCT product FROM orders;"), "table scan watermark project aggregate sink");
  EXPECT_EQ(operators("SELECT 1 UNION SELECT 2;"), "values project values project union_all aggregate sink");
}

TEST(Values, OfLiteralsAreConstantsInTheirCommonType) {
  EXPECT_THAT(BoundScript("SELECT * FROM (VALUES (1, 'a'), (2.5, NULL)) AS t (n, s);").ir(),
              HasSubstr(R"(rel.values [[10 : i128, "a"], [25 : i128, unit]])"));
  EXPECT_EQ(operators("SELECT * FROM (VALUES (1 + 1), (2)) AS t (n);"), "values project values project union_all project sink");
}

TEST(Condition, GuardsWhatMayFail) {
  // amount / quantity must not run for rows whose quantity is 0; a comparison alone needs no branch.
  EXPECT_THAT(BoundScript(kOrders + "SELECT * FROM orders WHERE quantity <> 0 AND 10 / quantity > 1;").ir(), HasSubstr("scf.if"));
  EXPECT_THAT(BoundScript(kOrders + "SELECT * FROM orders WHERE quantity <> 0 AND quantity < 9;").ir(), Not(HasSubstr("scf.if")));
  EXPECT_THAT(BoundScript(kOrders + "SELECT * FROM orders WHERE quantity <> 0 AND quantity / 2 > 1;").ir(), Not(HasSubstr("scf.if")));
}

TEST(Condition, EvaluatesTheOperandOfBetweenOnce) {
  BoundScript script(kOrders + "SELECT * FROM orders WHERE CHAR_LENGTH(product) BETWEEN 2 AND 4;");
  std::string ir = script.ir();
  size_t first = ir.find("CHAR_LENGTH");
  EXPECT_NE(first, std::string::npos) << ir;
  EXPECT_EQ(ir.find("CHAR_LENGTH", first + 1), std::string::npos) << ir;
}

// Sharing of operands must not make the binder's time double with every level.
TEST(Condition, NestsDeeplyInLinearTime) {
  std::string expression = "product", between = "quantity", list = "0", conjunction = "quantity > 0";
  for (int i = 0; i < 100; ++i)
    expression = "COALESCE(" + expression + ", 'x')";
  for (int i = 0; i < 100; ++i)
    between = "CASE WHEN " + between + " BETWEEN 1 AND 2 THEN 1 ELSE 2 END";
  for (int i = 1; i < 4000; ++i)
    list += ", " + std::to_string(i);
  for (int i = 0; i < 2000; ++i)
    conjunction += " AND quantity <> " + std::to_string(i);
  EXPECT_EQ(operators(kOrders + "SELECT " + expression + ", " + between + " FROM orders;"), "table scan watermark project sink");
  EXPECT_EQ(operators(kOrders + "SELECT " + expression + ", COUNT(*) FROM orders GROUP BY " + expression + ";"),
            "table scan watermark project aggregate project sink");
  EXPECT_EQ(operators(kOrders + "SELECT * FROM orders WHERE quantity IN (" + list + ");"), "table scan watermark filter project sink");
  EXPECT_EQ(operators(kOrders + "SELECT * FROM orders WHERE " + conjunction + ";"), "table scan watermark filter project sink");
}

TEST(Errors, DoNotCascade) {
  // The misspelt column is told once, not again for everything that uses its alias; what is independent is told too.
  BoundScript script(kOrders + "SELECT p + 1, p || 'x', q FROM (SELECT produkt AS p, quantity AS q FROM orders) WHERE q;");
  EXPECT_EQ(script.errorLines(), "MR0301 10:40 produkt\nMR0308 10:87 q\n");
  // A table that was refused is not missing afterwards.
  EXPECT_EQ(BoundScript("CREATE TABLE t (a DECIMAL(99)) WITH ('connector' = 'datagen'); SELECT b, c FROM t;").errorLines(),
            "MR0219 1:19 DECIMAL(99)\n");
  // Nor is one whose statement could not be read.
  EXPECT_EQ(BoundScript("CREATE TABLE t (a INT,) WITH ('connector' = 'datagen'); SELECT b, c FROM t;").bag.size(), 1u);
}

// The passes are ready for it, but nothing would forget the state; a user who relies on it must know.
TEST(Settings, StateRetentionIsRefused) {
  EXPECT_EQ(BoundScript("SET 'table.exec.state.ttl' = '1 h'; " + kOrders + "SELECT COUNT(*) FROM orders;").errorLines(), "MR0409 1:30 '1 h'\n");
  EXPECT_EQ(BoundScript("SET 'table.exec.state.ttl' = '0 ms'; " + kOrders + "SELECT COUNT(*) FROM orders;").errorLines(), "");
}

} // namespace
} // namespace millrace::bind
