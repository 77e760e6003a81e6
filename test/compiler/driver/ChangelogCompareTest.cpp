#include "compiler/driver/ChangelogCompare.h"

#include <gtest/gtest.h>

namespace millrace::driver {
namespace {

using Lines = std::vector<std::string>;

const std::string kA1 = R"({"op":"+I","data":{"k":"a","n":1}})";
const std::string kA1Before = R"({"op":"-U","data":{"k":"a","n":1}})";
const std::string kA2 = R"({"op":"+U","data":{"k":"a","n":2}})";
const std::string kA2Gone = R"({"op":"-D","data":{"k":"a","n":2}})";
const std::string kB1 = R"({"op":"+I","data":{"k":"b","n":1}})";

TEST(ChangelogCompareTest, numbersCompareByValue) {
  EXPECT_EQ(canonicalRow(R"({"a":1.50})"), canonicalRow(R"({"a":1.5})"));
  EXPECT_EQ(canonicalRow(R"({"a":1E+2})"), canonicalRow(R"({"a":100})"));
  EXPECT_EQ(canonicalRow(R"({"a":-0.0})"), canonicalRow(R"({"a":0})"));
  EXPECT_EQ(canonicalRow(R"({"a":100})"), R"({"a":1e2})");
}

// A double would make these equal: DECIMAL(38) has more digits.
TEST(ChangelogCompareTest, longNumbersAreExact) {
  EXPECT_NE(canonicalRow(R"({"a":12345678901234567890.123456789})"), canonicalRow(R"({"a":12345678901234567890.123456788})"));
}

TEST(ChangelogCompareTest, aTextIsNotANumber) {
  EXPECT_NE(canonicalRow(R"({"a":"1"})"), canonicalRow(R"({"a":1})"));
  EXPECT_NE(canonicalRow(R"({"a":null})"), canonicalRow(R"({})"));
}

TEST(ChangelogCompareTest, membersHaveNoOrder) {
  EXPECT_EQ(canonicalRow(R"({"a":1,"b":[1,"x"]})"), canonicalRow(R"({"b":[1.0,"x"],"a":1})"));
}

TEST(ChangelogCompareTest, orderMattersOnlyWhereAsked) {
  EXPECT_EQ(compareChangelog(ExpectMode::Multiset, {kA1, kB1}, {kB1, kA1}, {}), "");
  EXPECT_EQ(compareChangelog(ExpectMode::Ordered, {kA1, kB1}, {kA1, kB1}, {}), "");
  EXPECT_NE(compareChangelog(ExpectMode::Ordered, {kA1, kB1}, {kB1, kA1}, {}), "");
  EXPECT_NE(compareChangelog(ExpectMode::Multiset, {kA1, kA1}, {kA1}, {}), "");
}

TEST(ChangelogCompareTest, differenceShowsMissingAndUnexpectedRows) {
  EXPECT_EQ(compareChangelog(ExpectMode::Ordered, {kA1, kB1}, {kA1, kA2}, {}),
            "  {\"data\":{\"k\":\"a\",\"n\":1},\"op\":\"+I\"}\n"
            "- {\"data\":{\"k\":\"b\",\"n\":1},\"op\":\"+I\"}\n"
            "+ {\"data\":{\"k\":\"a\",\"n\":2},\"op\":\"+U\"}\n");
}

TEST(ChangelogCompareTest, finalComparesWhatIsLeft) {
  EXPECT_EQ(compareChangelog(ExpectMode::Final, {kB1}, {kA1, kA1Before, kA2, kB1, kA2Gone}, {}), "");
  EXPECT_NE(compareChangelog(ExpectMode::Final, {kB1}, {kA1, kA1Before, kA2, kB1}, {}), "");
  EXPECT_NE(compareChangelog(ExpectMode::Final, {}, {kA2Gone}, {}), "") << "a delete of nothing is a difference";
}

TEST(ChangelogCompareTest, finalByKeyNeedsNoUpdateBefore) {
  EXPECT_EQ(compareChangelog(ExpectMode::Final, {R"({"op":"+I","data":{"k":"a","n":2}})"}, {kA1, kA2}, {"k"}), "");
  EXPECT_NE(compareChangelog(ExpectMode::Final, {R"({"op":"+I","data":{"k":"a","n":2}})"}, {kA1, kA2}, {}), "");
}

// Shards interleave, but one key's changes come from one shard in order.
TEST(ChangelogCompareTest, parallelRunsKeepEachKeysOrder) {
  EXPECT_EQ(compareParallel({kA1, kB1, kA1Before, kA2}, {kB1, kA1, kA1Before, kA2}, {"k"}), "");
  EXPECT_NE(compareParallel({kA1, kB1, kA1Before, kA2}, {kB1, kA2, kA1Before, kA1}, {"k"}), "");
  EXPECT_NE(compareParallel({kA1, kB1}, {kA1}, {}), "");
}

} // namespace
} // namespace millrace::driver
