// A wrong offset moves every TIMESTAMP_LTZ. Expectations: the IANA rules of the named zones.
#include "runtime/time/TimeZone.h"

#include <gtest/gtest.h>

namespace millrace {
namespace {

constexpr int64_t kHour = 3600000;

TEST(TimeZoneTest, FixedOffsets) {
  const std::pair<const char *, int64_t> kOffsets[] = {{"UTC", 0}, {"GMT", 0}, {"Z", 0}, {"GMT+08:00", 8 * kHour}, {"UTC-3", -3 * kHour},
                                                       {"+05:30", 5 * kHour + kHour / 2}, {"-0330", -3 * kHour - kHour / 2}, {"+7", 7 * kHour}};
  for (const auto &[id, offset] : kOffsets) {
    const TimeZone *zone = TimeZone::find(id);
    ASSERT_NE(zone, nullptr) << id;
    EXPECT_EQ(zone->offsetMsAtUtc(0), offset) << id;
    EXPECT_EQ(zone->toUtcMs(offset), 0) << id;
    EXPECT_EQ(zone->id(), id);
  }
}

TEST(TimeZoneTest, UnknownIds) {
  for (const char *id : {"", "Nowhere/City", "../../etc/passwd", "/etc/localtime", "GMT+19", "UTC+8:3", "+", "GMT+08:00:00:00"})
    EXPECT_EQ(TimeZone::find(id), nullptr) << id;
}

TEST(TimeZoneTest, OneObjectPerZone) { EXPECT_EQ(TimeZone::find("Europe/Berlin"), TimeZone::find("Europe/Berlin")); }

TEST(TimeZoneTest, SummerAndWinter) {
  const TimeZone &berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.offsetMsAtUtc(1705276800000), kHour);     // 2024-01-15
  EXPECT_EQ(berlin.offsetMsAtUtc(1721001600000), 2 * kHour); // 2024-07-15
  EXPECT_EQ(berlin.offsetMsAtUtc(1711846799999), kHour);     // last ms before 2024-03-31 01:00 UTC
  EXPECT_EQ(berlin.offsetMsAtUtc(1711846800000), 2 * kHour);
  const TimeZone &sydney = *TimeZone::find("Australia/Sydney");
  EXPECT_EQ(sydney.offsetMsAtUtc(1705276800000), 11 * kHour); // summer there
  EXPECT_EQ(sydney.offsetMsAtUtc(1721001600000), 10 * kHour);
}

TEST(TimeZoneTest, RulesHoldForEver) {
  // 2100-07-15 and 2100-01-15 lie past any file's table.
  EXPECT_EQ(TimeZone::find("Europe/Berlin")->offsetMsAtUtc(4119379200000), 2 * kHour);
  EXPECT_EQ(TimeZone::find("Europe/Berlin")->offsetMsAtUtc(4103654400000), kHour);
  EXPECT_EQ(TimeZone::find("Australia/Sydney")->offsetMsAtUtc(4103654400000), 11 * kHour);
  EXPECT_EQ(TimeZone::find("Asia/Shanghai")->offsetMsAtUtc(4119379200000), 8 * kHour);
}

TEST(TimeZoneTest, GapsAndOverlaps) {
  const TimeZone &berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.toUtcMs(1711852200000), 1711848600000); // 02:30 in the gap is 03:30 CEST
  EXPECT_EQ(berlin.toUtcMs(1729996200000), 1729989000000); // 02:30 twice: CEST
  EXPECT_EQ(berlin.toUtcMs(1729996200000, TimeZone::Overlap::Later), 1729992600000); // CET
  EXPECT_EQ(berlin.toUtcMs(1721001600000), 1721001600000 - 2 * kHour);
}

TEST(TimeZoneTest, BrokenFilesAreRefused) {
  TimeZone zone;
  EXPECT_FALSE(zone.parse("x", ""));
  EXPECT_FALSE(zone.parse("x", "TZif"));
  std::string header = "TZif2" + std::string(39, '\0');
  EXPECT_FALSE(zone.parse("x", header));
  std::string huge = header;
  huge[32] = '\x7f'; // two thousand million transitions
  EXPECT_FALSE(zone.parse("x", huge + huge));
}

} // namespace
} // namespace millrace
