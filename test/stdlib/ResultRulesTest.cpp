// Wrong result types would change every column behind them. Expectations: the table in Flink's LogicalTypeMerging and its docs.
#include "stdlib/ResultRules.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

Type parsed(std::string_view text) {
  auto type = parseRecordType(text);
  EXPECT_TRUE(type.has_value()) << text;
  return type.value_or(Type());
}

std::string common(std::initializer_list<const char *> texts) {
  std::vector<Type> types;
  for (const char *text : texts)
    types.push_back(parsed(text));
  auto type = commonType(types);
  return type ? toString(*type) : "none";
}

std::string derived(const char *rule, std::initializer_list<const char *> texts, std::vector<ConstantArgument> constants = {}) {
  std::vector<Type> types;
  for (const char *text : texts)
    types.push_back(parsed(text));
  auto type = resultType(rule, types, constants);
  return type ? toString(*type) : "none";
}

TEST(ResultRulesTest, DecimalArithmetic) {
  EXPECT_EQ(derived("decimal_plus", {"DECIMAL(10, 2)", "DECIMAL(5, 4)"}), "DECIMAL(13, 4)");
  EXPECT_EQ(derived("decimal_plus", {"DECIMAL(38, 8)", "DECIMAL(32, 8)"}), "DECIMAL(38, 7)");
  EXPECT_EQ(derived("decimal_plus", {"DECIMAL(10, 2)", "INT"}), "DECIMAL(13, 2)");
  EXPECT_EQ(derived("decimal_times", {"DECIMAL(10, 2)", "DECIMAL(5, 4)"}), "DECIMAL(16, 6)");
  EXPECT_EQ(derived("decimal_times", {"DECIMAL(38, 10)", "DECIMAL(38, 10)"}), "DECIMAL(38, 6)");
  EXPECT_EQ(derived("decimal_divide", {"DECIMAL(10, 2)", "DECIMAL(10, 2)"}), "DECIMAL(23, 13)");
  EXPECT_EQ(derived("decimal_divide", {"DECIMAL(5, 0)", "DECIMAL(2, 0)"}), "DECIMAL(11, 6)");
  EXPECT_EQ(derived("decimal_mod", {"DECIMAL(10, 2)", "DECIMAL(5, 1)"}), "DECIMAL(6, 2)");
  EXPECT_EQ(derived("decimal_mod", {"DECIMAL(10, 0)", "INT"}), "INT");
  EXPECT_EQ(derived("decimal_plus", {"DOUBLE", "DECIMAL(5, 1)"}), "none");
}

TEST(ResultRulesTest, RoundDependsOnTheLiteral) {
  EXPECT_EQ(derived("decimal_round", {"DECIMAL(10, 4)", "INT"}, {std::nullopt, 2}), "DECIMAL(9, 2)");
  EXPECT_EQ(derived("decimal_round", {"DECIMAL(10, 4)", "INT"}, {std::nullopt, -2}), "DECIMAL(7, 0)");
  EXPECT_EQ(derived("decimal_round", {"DECIMAL(10, 4)", "INT"}, {std::nullopt, 6}), "DECIMAL(10, 4)");
  EXPECT_EQ(derived("decimal_round", {"DECIMAL(10, 4)", "INT"}), "DECIMAL(10, 4)");
  EXPECT_EQ(derived("decimal_round", {"DECIMAL(10, 4)"}), "DECIMAL(7, 0)");
}

TEST(ResultRulesTest, Aggregates) {
  EXPECT_EQ(toString(sumType(parsed("DECIMAL(10, 2)"))), "DECIMAL(38, 2)");
  EXPECT_EQ(toString(sumType(parsed("INT NOT NULL"))), "INT NOT NULL");
  EXPECT_EQ(toString(avgType(parsed("DECIMAL(10, 2)"))), "DECIMAL(38, 6)");
  EXPECT_EQ(toString(avgType(parsed("DECIMAL(20, 8)"))), "DECIMAL(38, 8)");
  EXPECT_EQ(toString(avgType(parsed("BIGINT"))), "BIGINT");
}

TEST(ResultRulesTest, NullableIfAnyArgumentIs) {
  EXPECT_EQ(derived("decimal_plus", {"DECIMAL(3, 0) NOT NULL", "DECIMAL(3, 0) NOT NULL"}), "DECIMAL(4, 0) NOT NULL");
  EXPECT_EQ(derived("$1", {"STRING", "INT NOT NULL"}), "INT");
  EXPECT_EQ(derived("BIGINT", {"INT NOT NULL"}), "BIGINT NOT NULL");
  EXPECT_EQ(derived("BIGINT NOT NULL", {"INT"}), "BIGINT NOT NULL");
  EXPECT_EQ(derived("$2", {"INT"}), "none");
}

TEST(ResultRulesTest, Strings) {
  EXPECT_EQ(derived("concat", {"CHAR(2) NOT NULL", "CHAR(3) NOT NULL"}), "CHAR(5) NOT NULL");
  EXPECT_EQ(derived("concat", {"CHAR(2)", "VARCHAR(3)"}), "VARCHAR(5)");
  EXPECT_EQ(derived("concat", {"STRING", "CHAR(3)"}), "STRING");
  EXPECT_EQ(derived("varying_0", {"CHAR(4) NOT NULL"}), "VARCHAR(4) NOT NULL");
  EXPECT_EQ(derived("varying_0", {"INT"}), "none");
}

TEST(ResultRulesTest, CommonTypes) {
  EXPECT_EQ(common({"INT NOT NULL", "BIGINT NOT NULL"}), "BIGINT NOT NULL");
  EXPECT_EQ(common({"INT", "DECIMAL(5, 2)"}), "DECIMAL(12, 2)");
  EXPECT_EQ(common({"BIGINT", "DECIMAL(38, 30)"}), "DECIMAL(38, 19)");
  EXPECT_EQ(common({"DECIMAL(10, 2)", "DOUBLE"}), "DOUBLE");
  EXPECT_EQ(common({"DECIMAL(10, 2)", "FLOAT"}), "DOUBLE");
  EXPECT_EQ(common({"INT", "FLOAT"}), "FLOAT");
  EXPECT_EQ(common({"CHAR(2)", "CHAR(2)"}), "CHAR(2)");
  EXPECT_EQ(common({"CHAR(2)", "CHAR(3)"}), "VARCHAR(3)");
  EXPECT_EQ(common({"TIMESTAMP(3)", "TIMESTAMP(6)"}), "TIMESTAMP(6)");
  EXPECT_EQ(common({"TIMESTAMP(3)", "TIMESTAMP_LTZ(0)"}), "TIMESTAMP_LTZ(3)");
  EXPECT_EQ(common({"DATE", "TIMESTAMP(3)"}), "TIMESTAMP(3)");
  EXPECT_EQ(common({"INT", "STRING"}), "none");
  EXPECT_EQ(common({"BOOLEAN", "INT"}), "none");
  Type null;
  EXPECT_FALSE(commonType({&null, 1}).has_value());
  Type mixed[] = {null, parsed("INT NOT NULL")};
  EXPECT_EQ(toString(*commonType(mixed)), "INT");
}

TEST(ResultRulesTest, ImplicitCasts) {
  auto implicit = [](const char *from, const char *to) { return canImplicitlyCast(parsed(from), parsed(to)); };
  EXPECT_TRUE(implicit("TINYINT", "BIGINT"));
  EXPECT_TRUE(implicit("INT NOT NULL", "INT"));
  EXPECT_TRUE(implicit("CHAR(3)", "STRING"));
  EXPECT_TRUE(implicit("DECIMAL(10, 2)", "DOUBLE"));
  EXPECT_TRUE(implicit("TIMESTAMP(3)", "TIMESTAMP_LTZ(3)"));
  EXPECT_FALSE(implicit("INT", "INT NOT NULL"));
  EXPECT_FALSE(implicit("BIGINT", "INT"));
  EXPECT_FALSE(implicit("DOUBLE", "FLOAT"));
  EXPECT_FALSE(implicit("STRING", "INT"));
  EXPECT_FALSE(implicit("INT", "STRING"));
  EXPECT_FALSE(implicit("DATE", "TIMESTAMP(3)"));
}

TEST(ResultRulesTest, ExplicitCasts) {
  auto support = [](const char *from, const char *to) { return castSupport(parsed(from), parsed(to)); };
  EXPECT_EQ(support("STRING", "INT"), CastSupport::MayFail);
  EXPECT_EQ(support("INT", "STRING"), CastSupport::Explicit);
  EXPECT_EQ(support("BIGINT", "INT"), CastSupport::Explicit);
  EXPECT_EQ(support("INT", "BIGINT"), CastSupport::Implicit);
  EXPECT_EQ(support("DOUBLE", "BOOLEAN"), CastSupport::None);
  EXPECT_EQ(support("TIMESTAMP(3)", "BIGINT"), CastSupport::None); // Flink: use UNIX_TIMESTAMP
  EXPECT_EQ(support("INT", "TIMESTAMP(3)"), CastSupport::None);
  EXPECT_EQ(support("DATE", "TIME"), CastSupport::None);
  EXPECT_EQ(support("BYTES", "INT"), CastSupport::None);
}

TEST(ResultRulesTest, RecordTypes) {
  EXPECT_EQ(parsed("STRING").kind, TypeKind::VarChar);
  EXPECT_EQ(parsed("STRING").precision, kMaxLength);
  EXPECT_EQ(toString(parsed("DECIMAL(38, 6) NOT NULL")), "DECIMAL(38, 6) NOT NULL");
  EXPECT_FALSE(parseRecordType("DECIMAL(").has_value());
  EXPECT_FALSE(parseRecordType("NUMBER").has_value());
  EXPECT_FALSE(parseRecordType("DECIMAL(3, x)").has_value());
}

} // namespace
} // namespace millrace
