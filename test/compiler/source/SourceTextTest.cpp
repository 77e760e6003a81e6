// Wrong positions make every error message point at the wrong place.
#include "compiler/source/SourceText.h"

#include <gtest/gtest.h>

namespace millrace::source {
namespace {

TEST(SourceText, ColumnsCountCharactersNotBytes) {
  SourceText text(SourceId{}, "q.sql", "äö = 1\nx");
  EXPECT_EQ(text.lineColumn(0), (LineColumn{1, 1}));
  EXPECT_EQ(text.lineColumn(4), (LineColumn{1, 3})); // behind two characters of two bytes
  EXPECT_EQ(text.lineColumn(9), (LineColumn{2, 1}));
  EXPECT_EQ(text.lineColumn(1000), (LineColumn{2, 2}));
}

TEST(SourceText, LinesLoseTheirEnds) {
  SourceText text(SourceId{}, "q.sql", "a\r\nbc\n\nd");
  EXPECT_EQ(text.lineCount(), 4U);
  EXPECT_EQ(text.lineText(1), "a");
  EXPECT_EQ(text.lineText(2), "bc");
  EXPECT_EQ(text.lineText(3), "");
  EXPECT_EQ(text.lineText(4), "d");
  EXPECT_EQ(text.lineText(5), "");
  EXPECT_EQ(text.lineText(0), "");
}

TEST(SourceText, ByteOrderMarkKeepsOffsets) {
  SourceText text(SourceId{}, "q.sql", "\xEF\xBB\xBFSELECT");
  EXPECT_EQ(text.text(), "   SELECT");
}

TEST(SourceText, DescribesAPlace) {
  SourceSet set;
  const SourceText &first = set.add("a.sql", "x");
  const SourceText &second = set.add("b.sql", "x\n  y");
  EXPECT_EQ(second.describe(second.range(4, 5)), "b.sql:2:3");
  EXPECT_EQ(&set.get(first.id()), &first);
  EXPECT_FALSE(first.range(0, 1).touches(second.range(0, 1)));
  EXPECT_TRUE(first.range(0, 1).touches(first.range(1, 2)));
}

TEST(SourceText, BrokenUtf8CountsByteByByte) {
  EXPECT_EQ(countCharacters("\xC3\xA4\xFF\x80z"), 4U);
  EXPECT_EQ(countCharacters("\xE2\x82"), 2U);
}

} // namespace
} // namespace millrace::source
