// Dates and times. Expectations: Flink's docs and DateTimeUtils, Java's formatters, worked by hand.
#include "test/stdlib/Call.h"

namespace millrace {
namespace {

constexpr int64_t kFriday = 1715957130123; // 2024-05-17 14:45:30.123

struct TemporalTest : testing::Test, Caller {
  template <typename... A> std::string one(std::string_view name, std::string_view parameters, const A &...arguments) {
    auto outcome = call<StringView>(name, parameters, {}, arguments...);
    return outcome.failed ? "FAILED " + outcome.message : outcome.value.value_or("NULL");
  }
  int64_t extract(std::string_view unit, int64_t ms) {
    return *call<int64_t>("EXTRACT:" + std::string(unit), "TIMESTAMP", {}, Timestamp{ms, 0, 0}).value;
  }
  int64_t round(std::string_view name, int64_t ms) { return call<Timestamp>(name, "TIMESTAMP", {}, Timestamp{ms, 0, 0}).value->ms; }
  int32_t days(std::string_view date) { return *call<int32_t>("CAST:STRING:DATE", "STRING", {}, text(date)).value; }
  int64_t ms(std::string_view stamp) { return call<Timestamp>("CAST:STRING:TIMESTAMP", "STRING", {3}, text(stamp)).value->ms; }
  int64_t stampOf(std::string_view value, std::string_view pattern) {
    auto outcome = call<Timestamp>("TO_TIMESTAMP", "STRING, STRING", {}, text(value), text(pattern));
    EXPECT_FALSE(outcome.failed) << outcome.message;
    return outcome.value ? outcome.value->ms : INT64_MIN;
  }
};

TEST_F(TemporalTest, ExtractsCalendarParts) {
  const std::pair<const char *, int64_t> kParts[] = {{"MILLENNIUM", 3}, {"CENTURY", 21}, {"DECADE", 202}, {"YEAR", 2024},
                                                     {"QUARTER", 2},    {"MONTH", 5},    {"WEEK", 20},    {"DAY", 17},
                                                     {"DOY", 138},      {"DOW", 6},      {"ISODOW", 5},   {"HOUR", 14},
                                                     {"MINUTE", 45},    {"SECOND", 30},  {"MILLISECOND", 123}, {"EPOCH", 1715957130}};
  for (const auto &[unit, value] : kParts)
    EXPECT_EQ(extract(unit, kFriday), value) << unit;
}

TEST_F(TemporalTest, IsoWeeksAtYearEnds) {
  const std::tuple<const char *, int64_t, int64_t> kWeeks[] = {
      {"2021-01-03", 53, 2020}, {"2021-01-04", 1, 2021}, {"2024-12-29", 52, 2024}, {"2024-12-30", 1, 2025}, {"2020-12-31", 53, 2020}};
  for (const auto &[date, week, year] : kWeeks) {
    EXPECT_EQ(extract("WEEK", ms(date)), week) << date;
    EXPECT_EQ(extract("ISOYEAR", ms(date)), year) << date;
  }
}

TEST_F(TemporalTest, PartsBefore1970FollowFlink) {
  EXPECT_EQ(extract("HOUR", -3600000), -1);
  EXPECT_EQ(extract("YEAR", -1), 1970);
  EXPECT_EQ((*call<int64_t>("EXTRACT:YEAR", "DATE", {}, int32_t{-1}).value), 1969);
}

TEST_F(TemporalTest, SessionZoneDecidesParts) {
  zone("Asia/Shanghai");
  EXPECT_EQ((*call<int64_t>("EXTRACT:HOUR", "TIMESTAMP_LTZ", {}, Timestamp{0, 0, 0}).value), 8);
  EXPECT_EQ((call<Timestamp>("FLOOR:DAY", "TIMESTAMP_LTZ", {}, Timestamp{0, 0, 0}).value->ms), -8 * 3600000);
}

TEST_F(TemporalTest, FloorAndCeil) {
  EXPECT_EQ(round("FLOOR:HOUR", kFriday), ms("2024-05-17 14:00:00"));
  EXPECT_EQ(round("CEIL:HOUR", kFriday), ms("2024-05-17 15:00:00"));
  EXPECT_EQ(round("CEIL:HOUR", ms("2024-05-17 15:00:00")), ms("2024-05-17 15:00:00"));
  EXPECT_EQ(round("FLOOR:HOUR", -1), -3600000);
  EXPECT_EQ(round("FLOOR:DAY", -1), -86400000);
  EXPECT_EQ(round("FLOOR:WEEK", kFriday), ms("2024-05-12"));
  EXPECT_EQ(round("CEIL:WEEK", kFriday), ms("2024-05-19"));
  EXPECT_EQ(round("FLOOR:MONTH", kFriday), ms("2024-05-01"));
  EXPECT_EQ(round("CEIL:QUARTER", ms("2024-11-05")), ms("2025-01-01"));
  EXPECT_EQ(round("CEIL:YEAR", ms("2024-01-01 10:00:00")), ms("2024-01-01")); // Flink forgets the time of day
  EXPECT_EQ(round("CEIL:MONTH", ms("2024-12-02")), ms("2025-01-01"));
  EXPECT_EQ((*call<int32_t>("CEIL:DAY", "DATE", {}, int32_t{5}).value), 6); // Flink's CEIL to DAY moves on
  EXPECT_EQ((*call<int32_t>("FLOOR:MINUTE", "TIME", {}, int32_t{61001}).value), 60000);
}

TEST_F(TemporalTest, MonthArithmeticEndsAtMonthEnds) {
  auto add = [&](const char *date, int32_t months) {
    return *call<int32_t>("date + interval_month", "DATE, INTERVAL_MONTH", {}, days(date), months).value;
  };
  EXPECT_EQ(add("2024-01-31", 1), days("2024-02-29"));
  EXPECT_EQ(add("2023-01-31", 1), days("2023-02-28"));
  EXPECT_EQ(add("2024-03-31", -1), days("2024-02-29"));
  EXPECT_EQ(add("2024-11-30", 2), days("2025-01-30"));
  EXPECT_EQ(add("2024-01-15", -1), days("2023-12-15"));
  EXPECT_EQ(add("2024-12-15", -12), days("2023-12-15"));
}

TEST_F(TemporalTest, IntervalsMoveTimePoints) {
  auto plus = call<Timestamp>("timestamp + interval_day", "TIMESTAMP, INTERVAL_DAY", {}, Timestamp{5, 7, 0}, int64_t{1000});
  EXPECT_EQ(plus.value->ms, 1005);
  EXPECT_EQ(plus.value->nanoOfMs, 7);
  EXPECT_EQ((*call<int32_t>("time + interval_day", "TIME, INTERVAL_DAY", {}, int32_t{86399000}, int64_t{2000}).value), 1000);
  EXPECT_EQ((*call<int32_t>("time - interval_day", "TIME, INTERVAL_DAY", {}, int32_t{0}, int64_t{1000}).value), 86399000);
  EXPECT_EQ((*call<int32_t>("date + interval_day", "DATE, INTERVAL_DAY", {}, int32_t{1}, int64_t{86399999}).value), 1);
  EXPECT_EQ((*call<int64_t>("timestamp - timestamp", "TIMESTAMP, TIMESTAMP", {}, Timestamp{1, 0, 0}, Timestamp{5, 0, 0}).value), -4);
}

TEST_F(TemporalTest, Differences) {
  auto between = [&](const char *unit, const char *from, const char *to) {
    return *call<int32_t>(std::string("TIMESTAMPDIFF:") + unit, "TIMESTAMP, TIMESTAMP", {}, Timestamp{ms(from), 0, 0},
                          Timestamp{ms(to), 0, 0}).value;
  };
  EXPECT_EQ(between("DAY", "2003-01-02 10:00:00", "2003-01-03 10:00:00"), 1); // Flink's docs
  EXPECT_EQ(between("DAY", "2003-01-02 10:00:00", "2003-01-03 09:59:59"), 0);
  EXPECT_EQ(between("MONTH", "2024-01-31 00:00:00", "2024-02-29 00:00:00"), 1); // 31 January plus a month
  EXPECT_EQ(between("MONTH", "2024-01-15 10:00:00", "2024-02-15 09:00:00"), 0);
  EXPECT_EQ(between("MONTH", "2024-02-15 09:00:00", "2024-01-15 10:00:00"), -1); // Flink looks at the clock only forwards
  EXPECT_EQ(between("YEAR", "2020-05-17 00:00:00", "2024-05-16 00:00:00"), 3);
  EXPECT_EQ(between("QUARTER", "2024-01-01 00:00:00", "2024-12-31 00:00:00"), 3);
  EXPECT_EQ(between("SECOND", "2024-01-01 00:00:01", "2024-01-01 00:00:00"), -1);
  EXPECT_EQ((*call<int32_t>("TIMESTAMPDIFF:HOUR", "DATE, TIMESTAMP", {}, int32_t{0}, Timestamp{7200000, 0, 0}).value), 2);
}

TEST_F(TemporalTest, FormatsLikeDateTimeFormatter) {
  auto format = [&](std::string_view pattern) { return one("DATE_FORMAT", "TIMESTAMP, STRING", Timestamp{kFriday, 456000, 0}, text(pattern)); };
  EXPECT_EQ(format("yyyy-MM-dd HH:mm:ss"), "2024-05-17 14:45:30");
  EXPECT_EQ(format("yy/M/d H:m:s"), "24/5/17 14:45:30");
  EXPECT_EQ(format("hh:mm a"), "02:45 PM");
  EXPECT_EQ(format("EEEE, EEE d MMMM MMM"), "Friday, Fri 17 May May");
  EXPECT_EQ(format("ss.SSSSSS"), "30.123456");
  EXPECT_EQ(format("D QQQ 'o''clock' ''"), "138 Q2 o'clock '");
  EXPECT_TRUE(format("yyyy-MM-dd'T").starts_with("FAILED"));
  EXPECT_EQ(format("yyyy b"), "FAILED unsupported pattern letter `b` in date-time pattern 'yyyy b'");
  EXPECT_TRUE(format("HH Z").starts_with("FAILED"));
}

TEST_F(TemporalTest, FormatsLikeSimpleDateFormat) {
  zone("Europe/Berlin");
  auto format = [&](std::string_view pattern) { return one("FROM_UNIXTIME", "BIGINT, STRING", int64_t{1715957130}, text(pattern)); };
  EXPECT_EQ(format("yyyy-MM-dd HH:mm:ss"), "2024-05-17 16:45:30");
  EXPECT_EQ(format("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"), "2024-05-17T16:45:30.000+02:00");
  EXPECT_EQ(format("u E Z"), "5 Fri +0200");
  EXPECT_EQ(one("FROM_UNIXTIME", "BIGINT", int64_t{0}), "1970-01-01 01:00:00");
  EXPECT_EQ(one("DATE_FORMAT", "STRING, STRING", text("2024-05-17 14:45:30"), text("dd.MM.yy")), "17.05.24");
  EXPECT_EQ(one("DATE_FORMAT", "STRING, STRING", text("17.05.2024"), text("dd.MM.yy")), "NULL");
  EXPECT_EQ(one("DATE_FORMAT", "STRING, STRING", text("2024-13-01 00:00:00"), text("yyyy-MM-dd")), "2025-01-01"); // lenient
}

TEST_F(TemporalTest, ParsesLikeDateTimeFormatter) {
  int64_t noon = ms("2024-05-17 12:00:00"), none = INT64_MIN;
  EXPECT_EQ(stampOf("17.05.2024 12:00", "dd.MM.yyyy HH:mm"), noon);
  EXPECT_EQ(stampOf("20240517120000", "yyyyMMddHHmmss"), noon);
  EXPECT_EQ(stampOf("20240517120000123", "yyyyMMddHHmmssSSS"), noon + 123);
  EXPECT_EQ(stampOf("2024-05-17T12:00:00Z", "yyyy-MM-dd'T'HH:mm:ss'Z'"), noon);
  EXPECT_EQ(stampOf("May 17, 2024 12 PM", "MMM d, yyyy hh a"), noon);
  EXPECT_EQ(stampOf("Fri 17 May 2024 12", "EEE d MMM yyyy HH"), noon);
  EXPECT_EQ(stampOf("Sat 17 May 2024 12", "EEE d MMM yyyy HH"), none); // it was a Friday
  EXPECT_EQ(stampOf("2024-05-17 12:00:00", "yyyy-MM-dd[ HH:mm[:ss]]"), noon);
  EXPECT_EQ(stampOf("2024-05-17", "yyyy-MM-dd[ HH:mm]"), ms("2024-05-17"));
  EXPECT_EQ(stampOf("24-05-17", "yy-MM-dd"), ms("2024-05-17"));
  EXPECT_EQ(stampOf("2024 138", "yyyy DDD"), ms("2024-05-17"));
  EXPECT_EQ(stampOf("2024-02-31", "yyyy-MM-dd"), ms("2024-02-29"));
  EXPECT_EQ(stampOf("2024-5-17 12:00:00", "yyyy-MM-dd HH:mm:ss"), noon); // not the pattern, but a JDBC timestamp
  EXPECT_EQ(stampOf("17/5/2024", "dd/MM/yyyy"), none);
  EXPECT_EQ(stampOf("2024-05-17 12:00:00 x", "yyyy-MM-dd HH:mm:ss"), none);
  EXPECT_EQ(stampOf("10:30", "HH:mm"), 37800000);
  EXPECT_TRUE((call<Timestamp>("TO_TIMESTAMP", "STRING, STRING", {}, text("x"), text("yyyy-bb")).failed));
  EXPECT_TRUE((call<Timestamp>("TO_TIMESTAMP", "STRING", {}, text("not a time")).isNull()));
}

TEST_F(TemporalTest, ParsesLikeSimpleDateFormat) {
  zone("UTC");
  auto unix = [&](std::string_view value, std::string_view pattern) {
    return *call<int64_t>("UNIX_TIMESTAMP", "STRING, STRING", {}, text(value), text(pattern)).value;
  };
  EXPECT_EQ(unix("1970-01-02", "yyyy-MM-dd"), 86400);
  EXPECT_EQ(unix("1970-01-02 trailing", "yyyy-MM-dd"), 86400);
  EXPECT_EQ(unix("19700102", "yyyyMMdd"), 86400);
  EXPECT_EQ(unix("1970-1-32", "yyyy-MM-dd"), 31 * 86400);
  EXPECT_EQ(unix("1970-01-01 01:00 +0100", "yyyy-MM-dd HH:mm Z"), 0);
  EXPECT_EQ(unix("january 2 1970", "MMM d yyyy"), 86400);
  EXPECT_EQ(unix("nonsense", "yyyy-MM-dd"), INT64_MIN);
  EXPECT_EQ((call<int32_t>("TO_DATE", "STRING, STRING", {}, text("17.05.2024"), text("dd.MM.yyyy")).value), days("2024-05-17"));
  EXPECT_TRUE((call<int32_t>("TO_DATE", "STRING, STRING", {}, text("x"), text("dd.MM.yyyy")).isNull()));
  EXPECT_TRUE((call<int32_t>("TO_DATE", "STRING", {}, text("2024-02-30")).isNull()));
}

TEST_F(TemporalTest, InstantsFromNumbersAndText) {
  auto ltz = [&](int64_t epoch, int32_t precision) { return call<Timestamp>("TO_TIMESTAMP_LTZ", "BIGINT, INT", {}, epoch, precision); };
  EXPECT_EQ(ltz(100, 0).value->ms, 100000);
  EXPECT_EQ(ltz(100, 3).value->ms, 100);
  EXPECT_TRUE(ltz(253402300800, 0).isNull());
  EXPECT_TRUE(ltz(-62167219200001, 3).isNull());
  EXPECT_TRUE(ltz(1, 6).failed);
  EXPECT_EQ((call<Timestamp>("TO_TIMESTAMP_LTZ", "DOUBLE, INT", {}, 1.5, int32_t{0}).value->ms), 1500);
  EXPECT_EQ((call<Timestamp>("TO_TIMESTAMP_LTZ", "DECIMAL, INT", {1}, Decimal{-19}, int32_t{0}).value->ms), -1000);
  zone("Asia/Shanghai"); // text without a zone is UTC all the same
  EXPECT_EQ((call<Timestamp>("TO_TIMESTAMP_LTZ", "STRING", {}, text("1970-01-01 00:00:01")).value->ms), 1000);
  EXPECT_TRUE((call<Timestamp>("TO_TIMESTAMP_LTZ", "STRING, STRING, STRING", {}, text("1970-01-01"), text("yyyy-MM-dd"), text("No/Zone")).isNull()));
}

TEST_F(TemporalTest, ConvertsZones) {
  constexpr std::string_view kThree = "STRING, STRING, STRING";
  EXPECT_EQ(one("CONVERT_TZ", kThree, text("1970-01-01 00:00:00"), text("UTC"), text("America/Los_Angeles")), "1969-12-31 16:00:00");
  EXPECT_EQ(one("CONVERT_TZ", kThree, text("2024-07-01 12:00:00"), text("Europe/Berlin"), text("GMT+08:00")), "2024-07-01 18:00:00");
  EXPECT_EQ(one("CONVERT_TZ", kThree, text("2024-07-01 12:00:00"), text("Nowhere"), text("GMT")), "2024-07-01 12:00:00");
  EXPECT_EQ(one("CONVERT_TZ", kThree, text("x"), text("UTC"), text("UTC")), "NULL");
}

TEST_F(TemporalTest, TheClockIsTheContexts) {
  zone("Asia/Shanghai");
  context.nowMs = 57600123; // 1970-01-02 00:00:00.123 there
  EXPECT_EQ((call<Timestamp>("CURRENT_TIMESTAMP", "", {}).value->ms), 57600123);
  EXPECT_EQ((call<Timestamp>("LOCALTIMESTAMP", "", {}).value->ms), 86400123);
  EXPECT_EQ((*call<int32_t>("CURRENT_DATE", "", {}).value), 1);
  EXPECT_EQ((*call<int32_t>("CURRENT_TIME", "", {}).value), 0);
  EXPECT_EQ((*call<int64_t>("UNIX_TIMESTAMP", "", {}).value), 57600);
}

} // namespace
} // namespace millrace
