#include "runtime/time/TimeZone.h"

#include "runtime/kernels/TemporalText.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>

namespace millrace {
namespace {

/// Big-endian reader over a file's bytes.
class Reader {
public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  int64_t number(size_t size) {
    if (bytes_.size() < size) {
      failed = true;
      return 0;
    }
    uint64_t value = 0;
    for (size_t i = 0; i < size; ++i)
      value = value << 8 | static_cast<uint8_t>(bytes_[i]);
    bytes_.remove_prefix(size);
    return size == 4 ? static_cast<int32_t>(static_cast<uint32_t>(value)) : static_cast<int64_t>(value);
  }
  void skip(uint64_t size) {
    if (size > bytes_.size())
      failed = true;
    else
      bytes_.remove_prefix(static_cast<size_t>(size));
  }
  std::string_view rest() const { return bytes_; }

  bool failed = false;

private:
  std::string_view bytes_;
};

struct Counts {
  uint64_t utcFlags, standardFlags, leaps, times, types, names;
};

/// The header behind the magic: version and 15 unused bytes are skipped.
Counts readCounts(Reader &reader) {
  reader.skip(20);
  Counts counts;
  for (uint64_t *count : {&counts.utcFlags, &counts.standardFlags, &counts.leaps, &counts.times, &counts.types, &counts.names})
    *count = static_cast<uint32_t>(reader.number(4));
  return counts;
}

uint64_t blockSizeBytes(const Counts &counts, uint64_t timeBytes) {
  return counts.times * (timeBytes + 1) + counts.types * 6 + counts.names + counts.leaps * (timeBytes + 4) +
         counts.standardFlags + counts.utcFlags;
}

bool readNumber(std::string_view &text, int32_t &value) {
  size_t digits = 0;
  value = 0;
  while (digits < text.size() && digits < 6 && isDigit(text[digits]))
    value = value * 10 + (text[digits++] - '0');
  text.remove_prefix(digits);
  return digits > 0;
}

/// [+-]hh[:mm[:ss]] as seconds.
bool readClock(std::string_view &text, int32_t &seconds) {
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+'))
    text.remove_prefix(1);
  int32_t part;
  if (!readNumber(text, part))
    return false;
  seconds = part * 3600;
  for (int32_t unit : {60, 1}) {
    if (!text.starts_with(':'))
      break;
    text.remove_prefix(1);
    if (!readNumber(text, part))
      return false;
    seconds += part * unit;
  }
  if (negative)
    seconds = -seconds;
  return true;
}

/// The abbreviation in a TZ string: letters or <...>.
bool skipName(std::string_view &text) {
  if (text.starts_with('<')) {
    size_t close = text.find('>');
    if (close == std::string_view::npos)
      return false;
    text.remove_prefix(close + 1);
    return true;
  }
  size_t size = 0;
  while (size < text.size() && ((text[size] | 0x20) >= 'a' && (text[size] | 0x20) <= 'z'))
    ++size;
  text.remove_prefix(size);
  return size >= 3;
}

bool readFile(const std::string &path, std::string &bytes) {
  std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file)
    return false;
  char buffer[4096];
  for (size_t size; (size = std::fread(buffer, 1, sizeof(buffer), file.get())) > 0;)
    bytes.append(buffer, size);
  return std::ferror(file.get()) == 0;
}

bool isZoneName(std::string_view id) {
  if (id.empty() || id.front() == '/' || id.find("..") != std::string_view::npos)
    return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '/' || c == '_' || c == '-' || c == '+';
  });
}

} // namespace

bool TimeZone::parse(std::string_view id, std::string_view bytes) {
  if (!bytes.starts_with("TZif") || bytes.size() < 44 || bytes[4] < '2')
    return false;
  Reader reader(bytes);
  Counts old = readCounts(reader);
  reader.skip(blockSizeBytes(old, 4));
  if (!reader.rest().starts_with("TZif"))
    return false;
  Counts counts = readCounts(reader);
  if (reader.failed || blockSizeBytes(counts, 8) > reader.rest().size() || counts.types == 0)
    return false;
  std::vector<int64_t> times(counts.times);
  for (int64_t &time : times)
    time = reader.number(8);
  std::string_view typeIndices = reader.rest().substr(0, counts.times);
  reader.skip(counts.times);
  std::vector<int32_t> offsets(counts.types);
  for (int32_t &offset : offsets) {
    offset = static_cast<int32_t>(reader.number(4));
    reader.skip(2);
  }
  reader.skip(counts.names + counts.leaps * 12 + counts.standardFlags + counts.utcFlags);
  for (size_t i = 0; i < times.size(); ++i) {
    auto type = static_cast<uint8_t>(typeIndices[i]);
    if (type >= offsets.size())
      return false;
    transitions_.push_back({times[i], offsets[type]});
  }
  firstOffsetSeconds_ = offsets[0];
  id_ = id;
  isFixed_ = false;
  std::string_view footer = reader.rest();
  if (footer.size() >= 2 && footer.front() == '\n')
    hasRule_ = parseRule(footer.substr(1, footer.find('\n', 1) - 1));
  return !reader.failed;
}

bool TimeZone::parseChange(std::string_view &text, ChangeRule &rule) {
  if (text.starts_with('M')) {
    rule.kind = 'M';
    text.remove_prefix(1);
    if (!readNumber(text, rule.month) || !text.starts_with('.'))
      return false;
    text.remove_prefix(1);
    if (!readNumber(text, rule.week) || !text.starts_with('.'))
      return false;
    text.remove_prefix(1);
  } else if (text.starts_with('J')) {
    rule.kind = 'J';
    text.remove_prefix(1);
  } else {
    rule.kind = 'n';
  }
  if (!readNumber(text, rule.day))
    return false;
  if (text.starts_with('/')) {
    text.remove_prefix(1);
    return readClock(text, rule.localSeconds);
  }
  return true;
}

/// `CET-1CEST,M3.5.0,M10.5.0/3`: offsets count west of Greenwich.
bool TimeZone::parseRule(std::string_view text) {
  int32_t west;
  if (!skipName(text) || !readClock(text, west))
    return false;
  standardSeconds_ = -west;
  if (text.empty())
    return true;
  if (!skipName(text))
    return false;
  dstSeconds_ = standardSeconds_ + 3600;
  if (!text.starts_with(',')) {
    if (!readClock(text, west))
      return false;
    dstSeconds_ = -west;
  }
  if (!text.starts_with(','))
    return false;
  text.remove_prefix(1);
  if (!parseChange(text, toDst_) || !text.starts_with(','))
    return false;
  text.remove_prefix(1);
  ruleHasDst_ = parseChange(text, toStandard_) && text.empty();
  return ruleHasDst_;
}

int64_t TimeZone::changeSeconds(const ChangeRule &rule, int64_t year) {
  int64_t days = daysFromCivil(year, 1, 1);
  if (rule.kind == 'M') {
    auto month = static_cast<uint32_t>(rule.month);
    int64_t first = daysFromCivil(year, month, 1);
    int64_t weekday = ((first + 4) % 7 + 7) % 7; // 1970-01-01 was a Thursday
    int64_t day = 1 + (rule.day - weekday + 7) % 7 + (rule.week - 1) * 7;
    while (day > daysInMonth(year, month))
      day -= 7;
    days = first + day - 1;
  } else if (rule.kind == 'J') {
    bool afterFebruary = daysInMonth(year, 2) == 29 && rule.day > 59;
    days += rule.day - 1 + afterFebruary;
  } else {
    days += rule.day;
  }
  return days * 86400 + rule.localSeconds;
}

int32_t TimeZone::ruleOffsetSeconds(int64_t utcSeconds) const {
  if (!ruleHasDst_)
    return standardSeconds_;
  int64_t year = civilFromDays(floorDiv(utcSeconds + standardSeconds_, 86400)).year;
  int64_t start = changeSeconds(toDst_, year) - standardSeconds_;
  int64_t end = changeSeconds(toStandard_, year) - dstSeconds_;
  bool dst = start < end ? utcSeconds >= start && utcSeconds < end : utcSeconds >= start || utcSeconds < end;
  return dst ? dstSeconds_ : standardSeconds_;
}

int64_t TimeZone::variableOffsetMs(int64_t utcMs) const {
  int64_t seconds = floorDiv(utcMs, 1000);
  if (transitions_.empty() || seconds >= transitions_.back().utcSeconds) {
    if (hasRule_)
      return int64_t{ruleOffsetSeconds(seconds)} * 1000;
    return int64_t{transitions_.empty() ? firstOffsetSeconds_ : transitions_.back().offsetSeconds} * 1000;
  }
  auto after = std::upper_bound(transitions_.begin(), transitions_.end(), seconds,
                                [](int64_t time, const Transition &transition) { return time < transition.utcSeconds; });
  return int64_t{after == transitions_.begin() ? firstOffsetSeconds_ : (after - 1)->offsetSeconds} * 1000;
}

int64_t TimeZone::variableToUtcMs(int64_t localMs, Overlap overlap) const {
  // Offsets stay below a day, and no zone changes twice within two days.
  int64_t before = variableOffsetMs(localMs - kMillisPerDay), after = variableOffsetMs(localMs + kMillisPerDay);
  if (before == after)
    return localMs - before;
  bool beforeHolds = variableOffsetMs(localMs - before) == before;
  bool afterHolds = variableOffsetMs(localMs - after) == after;
  if (beforeHolds && afterHolds)
    return localMs - (overlap == Overlap::Earlier ? before : after);
  return localMs - (afterHolds ? after : before);
}

/// `UTC`, `GMT`, `UT`, `Z`, each alone or (but Z) followed by an offset, or an offset alone.
bool TimeZone::parseFixed(std::string_view id, int64_t &offsetMs) {
  offsetMs = 0;
  if (id == "Z")
    return true;
  for (std::string_view prefix : {"UTC", "GMT", "UT"}) {
    if (!id.starts_with(prefix))
      continue;
    id.remove_prefix(prefix.size());
    if (id.empty())
      return true;
    break;
  }
  if (id.empty() || (id[0] != '+' && id[0] != '-'))
    return false;
  bool negative = id[0] == '-';
  id.remove_prefix(1);
  if (id.empty())
    return false;
  // +h, +hh, +hhmm, +hh:mm, +hhmmss, +hh:mm:ss
  int64_t parts[3] = {0, 0, 0};
  for (size_t count = 0; !id.empty(); ++count) {
    if (count == 3)
      return false;
    if (count > 0 && id[0] == ':')
      id.remove_prefix(1);
    size_t size = count == 0 && (id.size() == 1 || id.find(':') == 1) ? 1 : 2;
    if (id.size() < size)
      return false;
    for (size_t i = 0; i < size; ++i) {
      if (!isDigit(id[i]))
        return false;
      parts[count] = parts[count] * 10 + (id[i] - '0');
    }
    id.remove_prefix(size);
  }
  if (parts[0] > 18 || parts[1] > 59 || parts[2] > 59)
    return false;
  offsetMs = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000;
  if (negative)
    offsetMs = -offsetMs;
  return true;
}

const TimeZone &TimeZone::utc() {
  static const TimeZone *zone = find("UTC");
  return *zone;
}

const TimeZone *TimeZone::find(std::string_view id) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<TimeZone>, std::less<>> zones; // null: known not to exist
  std::lock_guard lock(mutex);
  auto known = zones.find(id);
  if (known != zones.end())
    return known->second.get();
  auto zone = std::make_unique<TimeZone>();
  if (parseFixed(id, zone->fixedOffsetMs_)) {
    zone->id_ = id;
  } else {
    const char *directory = std::getenv("TZDIR");
    std::string bytes;
    std::string path = std::string(directory != nullptr ? directory : "/usr/share/zoneinfo") + "/" + std::string(id);
    if (!isZoneName(id) || !readFile(path, bytes) || !zone->parse(id, bytes))
      zone.reset();
  }
  return zones.emplace(std::string(id), std::move(zone)).first->second.get();
}

} // namespace millrace
