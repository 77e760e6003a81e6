// A record that is incomplete would leave SHOW FUNCTIONS, the docs page or the compiler with a hole.
#include "stdlib/AggregateRecord.h"
#include "stdlib/FunctionRecord.h"
#include "stdlib/ResultRules.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace millrace {
namespace {

std::string signatureOf(const FunctionRecord &record) {
  return std::string(record.name) + "(" + std::string(record.parameters) + ")";
}

TEST(RecordsTest, EveryRecordIsComplete) {
  for (const FunctionRecord &record : functionRecords()) {
    SCOPED_TRACE(signatureOf(record));
    EXPECT_FALSE(record.name.empty());
    EXPECT_TRUE(record.symbol.starts_with("mr_fn_"));
    EXPECT_NE(record.body, nullptr);
    EXPECT_TRUE(record.documentation.ends_with('.'));
    EXPECT_EQ(record.documentation.find('\n'), std::string_view::npos);
    EXPECT_NE(record.example.find(" => "), std::string_view::npos);
    EXPECT_FALSE(record.family.empty());
  }
}

TEST(RecordsTest, NamesAreUpperCaseUnlessOperators) {
  for (const FunctionRecord &record : functionRecords()) {
    bool isOperator = record.name.find(' ') != std::string_view::npos;
    bool hasLower = record.name.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
    EXPECT_TRUE(isOperator || !hasLower) << record.name;
  }
}

TEST(RecordsTest, NoOverloadIsThereTwice) {
  std::set<std::string> seen;
  for (const FunctionRecord &record : functionRecords())
    EXPECT_TRUE(seen.insert(signatureOf(record)).second) << signatureOf(record);
}

TEST(RecordsTest, OneSymbolIsOneBody) {
  std::map<std::string_view, void *> bodies;
  for (const FunctionRecord &record : functionRecords()) {
    auto [known, isNew] = bodies.emplace(record.symbol, record.body);
    EXPECT_EQ(known->second, record.body) << record.symbol;
  }
}

TEST(RecordsTest, FindsByExactName) {
  EXPECT_EQ(findFunction("SUBSTRING").size(), 2u);
  EXPECT_EQ(findFunction("SUBSTRING")[0]->parameters, "STRING, INT, INT");
  EXPECT_TRUE(findFunction("substring").empty());
  EXPECT_TRUE(findFunction("NO_SUCH_FUNCTION").empty());
}

/// A representative type of a kind.
Type typeOf(TypeKind kind) {
  Type type;
  type.kind = kind;
  type.precision = kind == TypeKind::Decimal ? 10 : kind == TypeKind::Timestamp || kind == TypeKind::TimestampLtz ? 3 : 5;
  type.scale = kind == TypeKind::Decimal ? 2 : 0;
  return type;
}

TEST(RecordsTest, ResultsAreTypesOrRules) {
  for (const FunctionRecord &record : functionRecords()) {
    std::vector<Type> arguments;
    for (size_t begin = 0; begin < record.parameters.size();) {
      size_t end = std::min(record.parameters.find(", ", begin), record.parameters.size());
      std::string pattern(record.parameters.substr(begin, end - begin));
      if (pattern.ends_with("..."))
        pattern.resize(pattern.size() - 3);
      auto type = pattern == "ANY"     ? std::optional<Type>(typeOf(TypeKind::Int))
                  : pattern == "ARRAY" ? std::optional<Type>(typeOf(TypeKind::Array))
                  : pattern == "MAP"   ? std::optional<Type>(typeOf(TypeKind::Map))
                                       : parseRecordType(pattern);
      ASSERT_TRUE(type.has_value()) << pattern;
      EXPECT_TRUE(matchesPattern(*type, pattern));
      arguments.push_back(*type);
      begin = end + 2;
    }
    EXPECT_TRUE(resultType(record.result, arguments, {}).has_value()) << signatureOf(record) << " -> " << record.result;
  }
}

TEST(RecordsTest, EveryCastOfTheRulesHasRecords) {
  for (int from = 1; from <= 18; ++from) {
    for (int to = 1; to <= 18; ++to) {
      Type source = typeOf(static_cast<TypeKind>(from)), target = typeOf(static_cast<TypeKind>(to));
      std::string pair = std::string(castName(source.kind)) + ":" + std::string(castName(target.kind));
      CastSupport support = castSupport(source, target);
      auto casts = findFunction("CAST:" + pair), tryCasts = findFunction("TRY_CAST:" + pair);
      bool sameNumber = source.kind == target.kind && casts.empty(); // no conversion needed: BOOLEAN, INT, DATE, …
      if (support == CastSupport::None) {
        EXPECT_TRUE(casts.empty() && tryCasts.empty()) << pair;
      } else if (!sameNumber) {
        ASSERT_EQ(casts.size(), 1u) << pair;
        ASSERT_EQ(tryCasts.size(), 1u) << pair;
        EXPECT_FALSE(tryCasts[0]->mayFail) << pair;
      }
      if (support == CastSupport::MayFail)
        EXPECT_TRUE(casts[0]->mayFail) << pair;
    }
  }
}

TEST(RecordsTest, AggregatesAreComplete) {
  std::set<std::string> seen;
  for (const AggregateRecord &record : aggregateRecords()) {
    std::string signature = std::string(record.name) + "(" + std::string(record.parameters) + ")";
    EXPECT_TRUE(seen.insert(signature).second) << signature;
    EXPECT_TRUE(record.documentation.ends_with('.'));
    EXPECT_NE(record.example.find(" => "), std::string_view::npos);
    std::vector<Type> arguments;
    if (!record.parameters.empty())
      arguments.push_back(record.parameters == "ANY" ? typeOf(TypeKind::Int) : *parseRecordType(record.parameters));
    EXPECT_EQ(findAggregate(record.name, arguments), &record) << signature;
    EXPECT_TRUE(resultType(record.result, arguments, {}).has_value()) << signature;
    for (const AggregateForm *form : {&record.appendOnly, &record.retracting})
      for (const AccumulatorColumn &column : form->columns)
        EXPECT_TRUE(resultType(column.type, arguments, {}).has_value()) << signature;
  }
  EXPECT_TRUE(isAggregate("SUM"));
  EXPECT_FALSE(isAggregate("UPPER"));
  Type text[] = {typeOf(TypeKind::VarChar)};
  EXPECT_EQ(findAggregate("SUM", text), nullptr);
}

} // namespace
} // namespace millrace
