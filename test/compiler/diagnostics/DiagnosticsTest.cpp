// What users read when their program is wrong: the text form is documented and must not drift.
#include "compiler/diagnostics/NearestName.h"
#include "compiler/diagnostics/Render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace millrace::diagnostics {
namespace {

using source::SourceText;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Render, MarksTheRangeAndShowsTheFix) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "SELECT a\nFROM t WHERE a == 1");
  DiagnosticBag bag;
  bag.report(DiagnosticId::DoubleEquals, text.range(24, 26), "equality is written with one `=`")
      .withLabel("here")
      .withNote(text.range(7, 8), "`a` is read here")
      .withHelp("compare with `=`", text.range(24, 26), "=");
  EXPECT_EQ(renderText(bag, sources), "error[MR0114]: equality is written with one `=`\n"
                                      " --> q.sql:2:16\n"
                                      "  |\n"
                                      "2 | FROM t WHERE a == 1\n"
                                      "  |                ^^ here\n"
                                      "note: `a` is read here\n"
                                      " --> q.sql:1:8\n"
                                      "help: compare with `=`\n"
                                      "  |\n"
                                      "2 - FROM t WHERE a == 1\n"
                                      "2 + FROM t WHERE a = 1\n");
}

TEST(Render, NewLinesAreShownWithPlus) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "a\nb\n");
  DiagnosticBag bag;
  bag.report(DiagnosticId::SyntaxError, text.range(0, 1), "m").withHelp("add it", text.range(2, 2), "  new\n");
  EXPECT_EQ(renderText(bag, sources), "error[MR0110]: m\n --> q.sql:1:1\n  |\n1 | a\n  | ^\nhelp: add it\n  |\n2 +   new\n");
}

TEST(Render, MarksStandUnderCharactersOfSeveralBytes) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "\täö ÿ");
  Diagnostic d(DiagnosticId::SyntaxError, "m", text.range(6, 8));
  EXPECT_EQ(renderText(d, sources), "error[MR0110]: m\n --> q.sql:1:5\n  |\n1 | \täö ÿ\n  | \t   ^\n");
}

TEST(Render, RangeOverLinesIsMarkedToTheFirstLinesEnd) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "abc\ndef");
  Diagnostic d(DiagnosticId::SyntaxError, "m", text.range(1, 6));
  EXPECT_EQ(renderText(d, sources), "error[MR0110]: m\n --> q.sql:1:2\n  |\n1 | abc\n  |  ^^\n");
}

TEST(Render, SecondaryLabelsUseDashes) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "(a b");
  Diagnostic d(DiagnosticId::SyntaxError, "m", text.range(3, 4));
  d.withSecondary(text.range(0, 1), "opened here");
  EXPECT_EQ(renderText(d, sources),
            "error[MR0110]: m\n --> q.sql:1:4\n  |\n1 | (a b\n  |    ^\n  | - opened here\n");
}

TEST(Render, ColorsOnlyWhenAsked) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "a");
  Diagnostic d(DiagnosticId::SyntaxError, "m", text.range(0, 1));
  EXPECT_EQ(renderText(d, sources).find('\x1b'), std::string::npos);
  EXPECT_NE(renderText(d, sources, {.colors = true}).find("\x1b[1;31m"), std::string::npos);
}

TEST(Render, JsonHoldsPlacesAndFixes) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "x\nab");
  Diagnostic d(DiagnosticId::ReservedWord, "m", text.range(2, 4));
  d.withLabel("l").withHelp("h", text.range(2, 4), "`ab`");
  auto json = nlohmann::json::parse(renderJson(d, sources));
  EXPECT_EQ(json["code"], "MR0111");
  EXPECT_EQ(json["severity"], "error");
  EXPECT_EQ(json["file"], "q.sql");
  EXPECT_EQ(json["line"], 2);
  EXPECT_EQ(json["column"], 1);
  EXPECT_EQ(json["end_column"], 3);
  EXPECT_EQ(json["begin"], 2);
  EXPECT_EQ(json["helps"][0]["replacement"]["text"], "`ab`");
}

TEST(DiagnosticBag, SortsByPlaceAndDropsDoubles) {
  source::SourceSet sources;
  const SourceText &text = sources.add("q.sql", "abc");
  DiagnosticBag bag;
  bag.report(DiagnosticId::SyntaxError, text.range(2, 3), "late");
  bag.report(DiagnosticId::SyntaxError, text.range(0, 1), "early");
  bag.report(DiagnosticId::SyntaxError, text.range(0, 1), "early");
  bag.report(DiagnosticId::SyntaxError, "nowhere");
  auto sorted = bag.sorted();
  ASSERT_EQ(sorted.size(), 3U);
  EXPECT_EQ(sorted[0]->message, "nowhere");
  EXPECT_EQ(sorted[1]->message, "early");
  EXPECT_EQ(sorted[2]->message, "late");
}

TEST(DiagnosticBag, CountsPastItsLimit) {
  DiagnosticBag bag;
  for (int i = 0; i < 150; ++i)
    bag.report(DiagnosticId::SyntaxError, std::to_string(i)).withHelp("h");
  EXPECT_EQ(bag.size(), 100U);
  EXPECT_EQ(bag.droppedCount(), 50U);
  EXPECT_EQ(bag.errorCount(), 150U);
}

TEST(DiagnosticIds, CodesAreFoundInAnyCase) {
  EXPECT_EQ(codeOf(DiagnosticId::InvalidUtf8), "MR0101");
  ASSERT_NE(findDiagnostic("mr0101"), nullptr);
  EXPECT_EQ(findDiagnostic("mr0101")->name, "InvalidUtf8");
  EXPECT_EQ(findDiagnostic("MR9999"), nullptr);
  EXPECT_EQ(findDiagnostic("101"), nullptr);
}

TEST(DiagnosticIds, EveryRecordExplainsItself) {
  for (const DiagnosticRecord &record : allDiagnostics()) {
    EXPECT_FALSE(record.explanation.empty()) << record.name;
    EXPECT_FALSE(record.title.ends_with('.')) << record.name;
  }
}

TEST(NearestName, GivesAllEqualNearest) {
  std::vector<std::string> names = {"price", "prize", "amount", "Pride"};
  EXPECT_THAT(nearestNames("prise", names), ElementsAre("price", "prize", "Pride"));
  EXPECT_THAT(nearestNames("PRICE", names), ElementsAre("price")); // case alone is distance 0
  EXPECT_THAT(nearestNames("amuont", names), ElementsAre("amount")); // neighbours swapped
  EXPECT_THAT(nearestNames("product", names), IsEmpty());
  EXPECT_THAT(nearestNames("a", std::vector<std::string>{"b"}), IsEmpty());
}

TEST(NearestName, AsksInOneSentence) {
  EXPECT_EQ(didYouMean(std::vector<std::string>{}), "");
  EXPECT_EQ(didYouMean(std::vector<std::string>{"a"}), "did you mean `a`?");
  EXPECT_EQ(didYouMean(std::vector<std::string>{"a", "b", "c"}), "did you mean `a`, `b` or `c`?");
}

} // namespace
} // namespace millrace::diagnostics
