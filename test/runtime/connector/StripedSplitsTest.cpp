// A checkpoint's split that does not exist must be refused, not read as another one; a right one must come back as it was.
#include "runtime/connector/StripedSplits.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

TEST(StripedSplits, comeBackAsTheyWereMade) {
  std::vector<Split> splits = stripedSplits(3);
  ASSERT_EQ(splits.size(), 3u);
  for (uint64_t i = 0; i < 3; ++i) {
    splits[i].position = i == 0 ? "" : std::to_string(100 * i);
    Result<StripedPosition> at = parseStripedSplit(splits[i], "datagen");
    ASSERT_TRUE(at.isOk());
    EXPECT_EQ(at->index, i);
    EXPECT_EQ(at->count, 3u);
    EXPECT_EQ(at->made, 100 * i);
  }
}

TEST(StripedSplits, refusesWhatIsNone) {
  const std::pair<const char *, const char *> damaged[] = {{"", ""},     {"1", ""},     {"/2", ""},   {"0/", ""},   {"0/0", ""},    {"2/2", ""},
                                                           {"-1/2", ""}, {"0/2x", ""},  {"a/2", ""},  {"0/2", "x"}, {"0/2", "-1"},
                                                           {"0/4", "9223372036854775807"}, {"0/99999999999", ""}};
  for (auto [id, position] : damaged) {
    Result<StripedPosition> at = parseStripedSplit({id, position, 0}, "nexmark");
    ASSERT_FALSE(at.isOk()) << id << " at " << position;
    EXPECT_EQ(at.status().code(), StatusCode::Corrupt);
    EXPECT_NE(at.status().toString().find("is no split of nexmark"), std::string::npos);
  }
}

} // namespace
} // namespace millrace
