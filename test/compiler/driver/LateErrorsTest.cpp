#include "compiler/driver/LateErrors.h"

#include "compiler/sql/Location.h"

#include "mlir/IR/MLIRContext.h"

#include <gtest/gtest.h>

namespace millrace::driver {
namespace {

using diagnostics::DiagnosticId;

class LateErrorsTest : public testing::Test {
protected:
  source::SourceSet sources_;
  const source::SourceText &text_ = sources_.add("q.sql", "SELECT a FROM t");
  mlir::MLIRContext context_{mlir::MLIRContext::Threading::DISABLED};
  mlir::Location a_ = sql::toLocation(&context_, text_, text_.range(7, 8));
  diagnostics::DiagnosticBag bag_;
};

// An error found while lowering must still point at the user's SQL.
TEST_F(LateErrorsTest, aSentenceOfOursPointsAtTheSql) {
  LateErrors errors(context_, bag_);
  mlir::emitError(a_) << "MAP values cannot be sorted";
  ASSERT_EQ(bag_.size(), 1u);
  EXPECT_EQ(bag_.all()[0].id, DiagnosticId::PlanNotSupported);
  EXPECT_EQ(bag_.all()[0].message, "MAP values cannot be sorted");
  EXPECT_EQ(text_.text(*bag_.all()[0].range), "a");
}

// A verifier's words mean nothing to a user: they are told that it is our defect, and the words are kept for the report.
TEST_F(LateErrorsTest, aVerifiersSentenceIsOurDefect) {
  LateErrors errors(context_, bag_);
  mlir::emitError(a_) << "'flow.chain' op has the wrong number of results";
  ASSERT_EQ(bag_.size(), 1u);
  EXPECT_EQ(bag_.all()[0].id, DiagnosticId::CompilerFailure);
  EXPECT_EQ(bag_.all()[0].message.find("flow.chain"), std::string::npos);
  ASSERT_EQ(bag_.all()[0].notes.size(), 1u);
}

TEST_F(LateErrorsTest, aStageThatFailsSilentlyIsNamed) {
  LateErrors errors(context_, bag_);
  errors.stageFailed("flow");
  ASSERT_EQ(bag_.size(), 1u);
  EXPECT_NE(bag_.all()[0].message.find("`flow`"), std::string::npos);
  errors.stageFailed("lower");
  EXPECT_EQ(bag_.size(), 1u) << "the first reason is enough";
}

TEST_F(LateErrorsTest, warningsAreNotErrors) {
  LateErrors errors(context_, bag_);
  mlir::emitWarning(a_) << "slow";
  EXPECT_TRUE(bag_.empty());
}

} // namespace
} // namespace millrace::driver
