#include "runtime/format/csv/CsvDecoder.h"

#include <gtest/gtest.h>
#include <random>

namespace millrace {
namespace {

/// Record ends of a text by a slow reading of Jackson's rules, one state per byte.
std::vector<size_t> slowEnds(const std::string &text, const CsvDecodeOptions &options) {
  std::vector<size_t> ends;
  enum { FieldStart, Unquoted, Quoted, Comment } state = FieldStart;
  bool isRecordStart = true;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool isLast = i + 1 == text.size();
    if (state == Comment ? c == '\n' : state != Quoted && c == '\n') {
      ends.push_back(i + 1);
      state = FieldStart;
      isRecordStart = true;
      continue;
    }
    if (state == Comment)
      continue;
    if (state == Quoted) {
      if (options.escape != 0 && c == options.escape)
        ++i;
      else if (c == options.quote && !isLast && text[i + 1] == options.quote)
        ++i;
      else if (c == options.quote)
        state = Unquoted;
      continue;
    }
    if (isRecordStart && options.allowComments && c == ' ')
      continue;
    if (isRecordStart && options.allowComments && c == '#') {
      state = Comment;
      continue;
    }
    isRecordStart = false;
    if (state == FieldStart && options.quote != 0 && c == options.quote)
      state = Quoted;
    else if (options.escape != 0 && c == options.escape)
      ++i, state = Unquoted;
    else if (c == options.delimiter)
      state = FieldStart;
    else if (!(state == FieldStart && options.trimSpaces && c == ' '))
      state = Unquoted;
  }
  return ends;
}

// What would break: a quote in the middle of a field, a doubled one, an escape or a comment changes where records end, or the blocks of 64
// bytes see something else than single bytes do.
TEST(CsvBoundaryTest, AgreesWithASlowReadingOfRandomTexts) {
  std::mt19937_64 random(7);
  const std::string alphabets[] = {"a,\"\n", "aaaaaaaaaaaaaaa,,\"\n", "a,\"\n\\ ", "# ,\"\na", "aa,;'\"\n"};
  for (int round = 0; round < 30000; ++round) {
    CsvDecodeOptions options;
    options.escape = round % 5 == 2 ? '\\' : 0;
    options.allowComments = round % 5 == 3;
    options.trimSpaces = round % 7 == 2;
    if (round % 5 == 4)
      options.delimiter = ';', options.quote = '\'';
    const std::string &alphabet = alphabets[round % 5];
    std::string text;
    for (size_t size = random() % 400; text.size() < size;) {
      size_t piece = random() % 4;
      if (piece == 0 && options.escape == 0)
        text += std::string("x,") + options.quote + "q\n" + options.quote + "\n"; // well formed stretches, too
      else
        text += alphabet[random() % alphabet.size()];
    }
    CsvBoundary boundary(options);
    std::vector<size_t> ends = slowEnds(text, options);
    const char *begin = text.data(), *end = begin + text.size();
    const char *last = boundary.lastEnd(begin, end);
    ASSERT_EQ(last ? static_cast<size_t>(last - begin) : 0, ends.empty() ? 0 : ends.back()) << text;
    for (size_t least = 0; least <= text.size(); least += 1 + random() % 37) {
      auto expected = std::lower_bound(ends.begin(), ends.end(), std::max<size_t>(least, 1));
      const char *first = boundary.firstEnd(begin, end, least);
      ASSERT_EQ(first ? static_cast<size_t>(first - begin) : 0, expected == ends.end() ? 0 : *expected) << least << " in\n" << text;
    }
    if (boundary.isPlain(begin, end))
      ASSERT_EQ(ends.size(), static_cast<size_t>(std::count(text.begin(), text.end(), '\n'))) << text;
  }
}

TEST(CsvBoundaryTest, IsMadeOnlyWhereLineEndsCanHide) {
  EXPECT_NE(makeCsvBoundary({}), nullptr);
  EXPECT_EQ(makeCsvBoundary({{"disable-quote-character", "true"}}), nullptr);
  EXPECT_NE(makeCsvBoundary({{"disable-quote-character", "true"}, {"escape-character", "\\"}}), nullptr);
}

} // namespace
} // namespace millrace
