#include "runtime/status/Status.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

TEST(StatusTest, SaysWhereAsFarAsKnown) {
  Status status = makeStatus(StatusCode::BadRecord, "expected %s", "DECIMAL(10, 2)");
  EXPECT_EQ(status.toString(), "expected DECIMAL(10, 2)");
  StatusContext where;
  where.connector = "kafka";
  where.partition = "orders-3";
  where.offset = 17;
  EXPECT_EQ(Status(status).at(where).toString(), "kafka orders-3 offset 17: expected DECIMAL(10, 2)");
  where.file = "orders.json";
  where.line = 2;
  where.column = 9;
  where.field = "amount";
  EXPECT_EQ(Status(status).at(where).toString(), "orders.json:2:9: field `amount`: expected DECIMAL(10, 2)");
}

// The innermost place is the precise one: callers add, they do not overwrite.
TEST(StatusTest, ContextIsFilledNotReplaced) {
  StatusContext inner, outer;
  inner.line = 5;
  outer.line = 1;
  outer.file = "f";
  Status status(StatusCode::Io, "x", inner);
  status.at(outer);
  EXPECT_EQ(status.context().line, 5);
  EXPECT_EQ(status.context().file, "f");
}

Result<int> half(int n) {
  if (n % 2 != 0)
    return Status(StatusCode::InvalidArgument, "odd");
  return n / 2;
}
Result<int> quarter(int n) {
  MR_ASSIGN(int once, half(n));
  MR_ASSIGN(int twice, half(once));
  return twice;
}

TEST(StatusTest, ResultsPassFailuresOn) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(quarter(6).status().message(), "odd");
  EXPECT_DEATH(static_cast<void>(*quarter(6)), "value of a failure");
}

} // namespace
} // namespace millrace
