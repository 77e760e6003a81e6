#include "runtime/kernels/TemporalFast.h"
#include "runtime/kernels/TemporalText.h"
#include "test/runtime/kernels/GuardedText.h"

#include <string>

namespace millrace::test {
namespace {

std::string spell(int64_t ms, TimestampForm form, bool hasMillis) {
  int64_t seconds = floorDiv(ms, 1000);
  time_t time = static_cast<time_t>(seconds);
  tm parts;
  gmtime_r(&time, &parts);
  char text[64];
  std::snprintf(text, sizeof(text), "%04d-%02d-%02d%c%02d:%02d:%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, form.separator,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  std::string all = form.quoted ? "\"" : "";
  all += text;
  if (hasMillis) {
    std::snprintf(text, sizeof(text), ".%03d", static_cast<int>(ms - seconds * 1000));
    all += text;
  }
  return all + (form.utc ? "Z" : "") + (form.quoted ? "\"" : "");
}

std::vector<TimestampForm> allForms() {
  std::vector<TimestampForm> forms;
  for (char separator : {' ', 'T'})
    for (bool utc : {false, true})
      for (bool quoted : {false, true})
        forms.push_back({separator, utc, quoted});
  return forms;
}

/// Every day of the years it reads, at changing times of the day; those around them are left to others.
TEST(TemporalFast, everyDay) {
  constexpr int64_t kFirst = -25202, kLast = 47481; // 1901-01-01, 2099-12-31
  int64_t timeOfDay = 0;
  for (int64_t day = kFirst - 400; day <= kLast + 400; ++day) {
    timeOfDay = (timeOfDay + 12345678) % kMillisPerDay;
    TimestampForm form = allForms()[static_cast<size_t>(day & 7)];
    bool hasMillis = day & 8;
    int64_t ms = day * kMillisPerDay + timeOfDay, read = 0;
    if (!hasMillis)
      ms -= timeOfDay % 1000;
    std::string text = spell(ms, form, hasMillis) + std::string(32, '#');
    const char *position = text.data();
    bool isRead = readUsualTimestamp(position, form, read);
    ASSERT_EQ(isRead, day >= kFirst && day <= kLast) << text;
    if (!isRead)
      continue;
    EXPECT_EQ(read, ms) << text;
    EXPECT_EQ(position, text.data() + text.size() - 32) << text;
  }
}

/// Each byte replaced by each other one: what is still read is what the complete reader reads.
TEST(TemporalFast, oneWrongByte) {
  GuardedText memory;
  for (TimestampForm form : allForms())
    for (bool hasMillis : {false, true})
      for (int64_t ms : {int64_t(1709209496789), int64_t(1703980799000), int64_t(951782400000)}) { // leap day, end of a year, leap day of 2000
        std::string right = spell(ms, form, hasMillis);
        for (size_t at = 0; at < right.size(); ++at)
          for (int byte = 0; byte < 256; ++byte) {
            std::string text = right;
            text[at] = static_cast<char>(byte);
            const char *begin = memory.place(text, 34 - text.size(), '0'), *position = begin;
            int64_t read = 0;
            if (!readUsualTimestamp(position, form, read))
              continue;
            SCOPED_TRACE(text);
            // What stands for the `.` may end it there: the caller sees that more follows.
            size_t size = static_cast<size_t>(position - begin);
            EXPECT_TRUE(size == text.size() || (hasMillis && at == form.quoted + 19u && size == text.size() - 4)) << size;
            std::string inner = text.substr(form.quoted, size - 2 * form.quoted);
            Timestamp expected;
            TimestampText kind = form.separator == 'T' ? (form.utc ? TimestampText::IsoUtc : TimestampText::Iso)
                                                       : (form.utc ? TimestampText::SqlUtc : TimestampText::Sql);
            ASSERT_TRUE(parseTimestamp(inner.data(), inner.data() + inner.size(), kind, expected));
            EXPECT_EQ(read, expected.ms);
          }
      }
}

/// Days that a month lacks are for the complete reader, which may round them down.
TEST(TemporalFast, impossibleDaysAndTimes) {
  for (const char *text : {"2023-02-29 00:00:00", "2024-02-30 00:00:00", "2024-04-31 00:00:00", "2024-00-10 00:00:00", "2024-13-10 00:00:00",
                           "2024-19-10 00:00:00", "2024-01-00 00:00:00", "2024-01-32 00:00:00", "2024-01-39 00:00:00", "2024-01-10 24:00:00",
                           "2024-01-10 29:00:00", "2024-01-10 00:60:00", "2024-01-10 00:00:60", "2024-01-10 00:00:00.99", "2024-01-10 00:00:00."}) {
    std::string padded = '"' + std::string(text) + '"' + std::string(32, ' ');
    const char *position = padded.data();
    int64_t ms;
    EXPECT_FALSE(readUsualTimestamp(position, {' ', false, true}, ms)) << text;
    EXPECT_EQ(position, padded.data());
  }
}

} // namespace
} // namespace millrace::test
