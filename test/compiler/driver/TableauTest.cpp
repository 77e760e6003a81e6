#include "compiler/driver/Tableau.h"

#include <gtest/gtest.h>

namespace millrace::driver {
namespace {

Field field(const char *name, TypeKind kind, int32_t precision = 0) {
  Field result;
  result.name = name;
  result.type.kind = kind;
  result.type.precision = precision;
  return result;
}

// The widths are Flink's: by type, so that rows can be drawn while they arrive.
TEST(TableauTest, changelogLooksAsInFlink) {
  std::string text;
  ChangelogTableau tableau({field("name", TypeKind::VarChar, kMaxLength), field("n", TypeKind::Int), field("ok", TypeKind::Boolean)},
                           [&](std::string_view part) { text += part; });
  tableau.addRow("+I", {"Alice", "12", "TRUE"});
  tableau.addRow("-U", {std::nullopt, "-3", "FALSE"});
  tableau.finish(0.0125);
  EXPECT_EQ(text, "+----+--------------------------------+-------------+--------+\n"
                  "| op |                           name |           n |     ok |\n"
                  "+----+--------------------------------+-------------+--------+\n"
                  "| +I |                          Alice |          12 |   TRUE |\n"
                  "| -U |                         <NULL> |          -3 |  FALSE |\n"
                  "+----+--------------------------------+-------------+--------+\n"
                  "Received a total of 2 rows (0.013 seconds)\n");
}

TEST(TableauTest, noRowsDrawNoFrame) {
  std::string text;
  ChangelogTableau tableau({field("n", TypeKind::Int)}, [&](std::string_view part) { text += part; });
  tableau.finish(1);
  EXPECT_EQ(text, "Empty set (1.000 seconds)\n");
}

TEST(TableauTest, longCellsAreCut) {
  std::string text;
  ChangelogTableau tableau({field("s", TypeKind::VarChar, kMaxLength)}, [&](std::string_view part) { text += part; });
  tableau.addRow("+I", {std::string(31, 'x')});
  EXPECT_NE(text.find("| +I | " + std::string(27, 'x') + "... |"), std::string::npos) << text;
}

// Bytes are not columns: a frame drawn by bytes would break on every accent.
TEST(TableauTest, widthsCountTerminalColumns) {
  EXPECT_EQ(displayWidth("Zürich"), 6u);
  EXPECT_EQ(displayWidth("東京"), 4u);
  EXPECT_EQ(drawTable({"city"}, {{"東京"}, {"Rome"}}), "+------+\n| city |\n+------+\n| 東京 |\n| Rome |\n+------+\n2 rows in set\n");
}

TEST(TableauTest, tablesTakeTheirWidthFromTheirContent) {
  EXPECT_EQ(drawTable({"name", "null"}, {{"id", "FALSE"}, {"amount", std::nullopt}}), "+--------+--------+\n"
                                                                                  "|   name |   null |\n"
                                                                                  "+--------+--------+\n"
                                                                                  "|     id |  FALSE |\n"
                                                                                  "| amount | <NULL> |\n"
                                                                                  "+--------+--------+\n"
                                                                                  "2 rows in set\n");
  EXPECT_EQ(drawTable({"table name"}, {}), "Empty set\n");
}

} // namespace
} // namespace millrace::driver
