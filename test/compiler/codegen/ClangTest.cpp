// Clang's messages are read as it writes them; a line that is none is passed over.
#include "compiler/codegen/Clang.h"

#include "gtest/gtest.h"

namespace millrace::codegen {
namespace {

TEST(ClangTest, readsErrorsWithTheirNotes) {
  auto errors = readClangErrors("In file included from a.cpp:1:\n"
                                "dir:x/b.h:12:7: error: no member named 'y' in 'x': maybe 'z'\n"
                                "a.cpp:3:1: note: in instantiation of 'f' requested here\n"
                                "1 error generated.\n");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].place.file, "dir:x/b.h");
  EXPECT_EQ(errors[0].place.line, 12u);
  EXPECT_EQ(errors[0].place.column, 7u);
  EXPECT_EQ(errors[0].text, "no member named 'y' in 'x': maybe 'z'");
  ASSERT_EQ(errors[0].notes.size(), 1u);
  EXPECT_EQ(errors[0].notes[0].place.line, 3u);
}

TEST(ClangTest, leavesOutWarningsAndTheirNotes) {
  auto errors = readClangErrors("a.cpp:1:1: warning: unused\na.cpp:2:2: note: declared here\na.cpp:3:3: fatal error: 'x.h' file not found\n");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].text, "'x.h' file not found");
  EXPECT_TRUE(errors[0].notes.empty());
}

TEST(ClangTest, keepsWhatHasNoPlace) {
  auto errors = readClangErrors("clang++-19: error: unknown argument '-x'\n");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].place.line, 0u);
  EXPECT_EQ(errors[0].text, "unknown argument '-x'");
}

} // namespace
} // namespace millrace::codegen
