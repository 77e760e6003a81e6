// SHOW, DESCRIBE and SET answer as Flink does (sources: ShowCreateUtil, ShowColumnsOperation, SET of the SQL client).
#include "test/compiler/bind/BindFixture.h"

namespace millrace::bind {
namespace {

TEST(ShowCreateTable, PrintsFlinksText) {
  BoundScript script(R"(CREATE TABLE `or``ders` (
  id BIGINT NOT NULL COMMENT 'it''s the key', product STRING, total AS price * 2, price DECIMAL(10, 2),
  tz TIMESTAMP_LTZ(3), part INT METADATA FROM 'partition' VIRTUAL,
  WATERMARK FOR tz AS tz - interval '5' seconds, PRIMARY KEY (id) NOT ENFORCED
) COMMENT 'all' WITH ('topic' = 't', 'connector' = 'kafka', 'properties.bootstrap.servers' = 'x:1', 'format' = 'json');
SHOW CREATE TABLE `or``ders`;)");
  EXPECT_EQ(script.answer(), R"(CREATE TABLE `default_catalog`.`default_database`.`or``ders` (
  `id` BIGINT NOT NULL COMMENT 'it''s the key',
  `product` VARCHAR(2147483647),
  `total` AS `price` * 2,
  `price` DECIMAL(10, 2),
  `tz` TIMESTAMP(3) WITH LOCAL TIME ZONE,
  `part` INT METADATA FROM 'partition' VIRTUAL,
  WATERMARK FOR `tz` AS `tz` - INTERVAL '5' SECOND,
  CONSTRAINT `PK_id` PRIMARY KEY (`id`) NOT ENFORCED
)
COMMENT 'all'
WITH (
  'connector' = 'kafka',
  'format' = 'json',
  'properties.bootstrap.servers' = 'x:1',
  'topic' = 't'
)

)");
}

TEST(Describe, ShowsTypesKeysAndTimeAttributes) {
  BoundScript script(R"(CREATE TABLE t (id INT, ts TIMESTAMP(3), p AS PROCTIME(), d AS id + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'datagen'); DESCRIBE t;)");
  EXPECT_EQ(script.answer(), "id | INT | FALSE | PRI(id) | - | -\n"
                             "ts | TIMESTAMP(3) *ROWTIME* | TRUE | - | - | `ts`\n"
                             "p | TIMESTAMP_LTZ(3) *PROCTIME* | FALSE | - | AS PROCTIME() | -\n"
                             "d | INT | FALSE | - | AS `id` + 1 | -\n");
  EXPECT_EQ(BoundScript("CREATE VIEW v AS SELECT 1 AS uno; DESCRIBE v;").answer(), "uno | INT | FALSE | - | - | -\n");
}

TEST(Show, ListsTablesAndViews) {
  std::string objects = "CREATE TABLE b (x INT) WITH ('connector' = 'datagen'); CREATE TEMPORARY TABLE a (x INT) WITH ('connector' = 'datagen');"
                        "CREATE VIEW v AS SELECT x FROM a;";
  EXPECT_EQ(BoundScript(objects + "SHOW TABLES;").answer(), "a\nb\nv\n");
  EXPECT_EQ(BoundScript(objects + "SHOW VIEWS;").answer(), "v\n");
  EXPECT_EQ(BoundScript(objects + "SHOW TABLES LIKE 'b%';").answer(), "b\n");
  EXPECT_EQ(BoundScript(objects + "SHOW TABLES NOT LIKE '_';").answer(), "");
  EXPECT_EQ(BoundScript(objects + "DROP TABLE b; SHOW TABLES;").answer(), "a\nv\n");
  EXPECT_EQ(BoundScript(objects + "SHOW CREATE VIEW v;").answer(),
            "CREATE VIEW `default_catalog`.`default_database`.`v` (\n  `x`\n)\nAS SELECT x FROM a\n\n");
}

TEST(Show, ListsFunctionsOnce) {
  std::string names = BoundScript("SHOW FUNCTIONS;").answer();
  for (const char *name : {"\nupper\n", "\ncount\n", "\ncoalesce\n", "\nextract\n"})
    EXPECT_NE(("\n" + names).find(name), std::string::npos) << name;
  EXPECT_EQ(names.find(':'), std::string::npos);
  EXPECT_EQ(names.find("decimal +"), std::string::npos);
}

TEST(Temporary, HidesAndGivesBack) {
  std::string both = "CREATE TABLE t (permanent INT) WITH ('connector' = 'datagen'); CREATE TEMPORARY TABLE t (hidden INT) WITH ('connector' = 'datagen');";
  EXPECT_EQ(BoundScript(both + "SELECT * FROM t;").resultNames(), "hidden");
  EXPECT_EQ(BoundScript(both + "DROP TEMPORARY TABLE t; SELECT * FROM t;").resultNames(), "permanent");
}

TEST(Database, IsPartOfTheName) {
  std::string made = "CREATE DATABASE sales; USE sales; CREATE TABLE t (x INT) WITH ('connector' = 'datagen'); USE default_database;";
  EXPECT_EQ(BoundScript(made + "SELECT x FROM sales.t;").resultNames(), "x");
  EXPECT_EQ(BoundScript(made + "SELECT x FROM t;").errorLines(), "MR0201 1:" + std::to_string(made.size() + 15) + " t\n");
  EXPECT_EQ(BoundScript(made + "DROP DATABASE sales;").errorLines().substr(0, 6), "MR0202");
}

TEST(CreateTable, IfNotExistsKeepsTheOldOne) {
  EXPECT_EQ(BoundScript("CREATE TABLE t (first_one INT) WITH ('connector' = 'datagen'); CREATE TABLE IF NOT EXISTS t (fresh INT) WITH ('connector' = 'datagen');"
                        "SELECT * FROM t;").resultNames(),
            "first_one");
}

TEST(Set, ListsWhatWasSet) {
  EXPECT_EQ(BoundScript("SET 'table.local-time-zone' = 'UTC'; SET 'parallelism.default' = '3'; SET;").answer(),
            "parallelism.default | 3\ntable.local-time-zone | UTC\n");
  EXPECT_EQ(BoundScript("SET 'parallelism.default' = '3'; RESET 'parallelism.default'; SET;").answer(), "");
  EXPECT_EQ(BoundScript("SET 'parallelism.default' = 'x';").errorLines(), "MR0214 1:29 'x'\n");
}

} // namespace
} // namespace millrace::bind
