// Texts of settings, as Flink's TimeUtils and MemorySize read them.
#include "compiler/catalog/SessionOptions.h"

#include "gtest/gtest.h"

#include <set>

namespace millrace::catalog {
namespace {

TEST(Duration, TakesFlinksUnits) {
  EXPECT_EQ(parseDurationMs("200"), 200);
  EXPECT_EQ(parseDurationMs("200 ms"), 200);
  EXPECT_EQ(parseDurationMs("5s"), 5000);
  EXPECT_EQ(parseDurationMs(" 1 min "), 60000);
  EXPECT_EQ(parseDurationMs("2 HOURS"), 7200000);
  EXPECT_EQ(parseDurationMs("1 d"), 86400000);
  for (const char *wrong : {"", "ms", "5 parsecs", "-1 s", "1.5 s", "9223372036854775807 d"})
    EXPECT_EQ(parseDurationMs(wrong), std::nullopt) << wrong;
}

TEST(Size, TakesFlinksUnits) {
  EXPECT_EQ(parseSizeBytes("1024"), 1024);
  EXPECT_EQ(parseSizeBytes("64 mb"), 64 << 20);
  EXPECT_EQ(parseSizeBytes("2GB"), 2LL << 30);
  EXPECT_EQ(parseSizeBytes("two mb"), std::nullopt);
}

TEST(Settings, HaveDefaultsThatFitTheirKind) {
  std::set<std::string_view> keys;
  for (const SettingRecord &record : allSettings()) {
    EXPECT_TRUE(keys.insert(record.key).second) << record.key;
    EXPECT_FALSE(record.meaning.empty()) << record.key;
    if (record.defaultValue.empty())
      continue;
    diagnostics::DiagnosticBag bag;
    SessionOptions options;
    ast::Option option{{std::string(record.key), {}}, {std::string(record.defaultValue), {}}};
    EXPECT_TRUE(options.set(option, bag)) << record.key;
    EXPECT_TRUE(bag.empty()) << record.key;
  }
}

} // namespace
} // namespace millrace::catalog
