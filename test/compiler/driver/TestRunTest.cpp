#include "compiler/driver/TestRun.h"

#include <gtest/gtest.h>

namespace millrace::driver {
namespace {

TEST(TestRunTest, modesNameTiersAndParallelisms) {
  auto all = parseTestModes("");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->tiers.size(), 3u);
  EXPECT_EQ(all->parallelisms, (std::vector<uint32_t>{1, 3}));
  auto some = parseTestModes("jit,p2");
  ASSERT_TRUE(some);
  EXPECT_EQ(some->tiers, std::vector<TestTier>{TestTier::Jit});
  EXPECT_EQ(some->parallelisms, std::vector<uint32_t>{2});
}

// A misspelt mode that ran nothing would look like a pass.
TEST(TestRunTest, unknownModesAreRefused) {
  EXPECT_FALSE(parseTestModes("jit,fast"));
  EXPECT_FALSE(parseTestModes("p0"));
  EXPECT_FALSE(parseTestModes("p"));
}

} // namespace
} // namespace millrace::driver
