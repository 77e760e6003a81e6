/// Offsets of a time zone from UTC: fixed ones and those of the system's zone files.
///
/// Ids:     `UTC`, `GMT`, `Z`, `UTC+8`, `GMT+08:00`, `+08:00`, `-0330`, and names of /usr/share/zoneinfo (or $TZDIR).
/// Bounds:  milliseconds since the epoch, UTC or local; past the file's last transition its rule for ever holds.
/// Lifetime: zones live until the process ends; `find` may be called from any thread.
/// Source:  RFC 8536 (TZif); java.time.ZonedDateTime.ofLocal for gaps and overlaps.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace millrace {

class TimeZone {
public:
  /// Which instant a local time means that occurs twice.
  enum class Overlap : uint8_t { Earlier /* java.time */, Later /* java.util.Calendar */ };

  /// Null if there is no such zone.
  static const TimeZone *find(std::string_view id);
  static const TimeZone &utc();

  int64_t offsetMsAtUtc(int64_t utcMs) const { return isFixed_ ? fixedOffsetMs_ : variableOffsetMs(utcMs); }
  int64_t toLocalMs(int64_t utcMs) const { return utcMs + offsetMsAtUtc(utcMs); }

  /// A local time that does not exist (clocks went forward) moves on by the gap.
  int64_t toUtcMs(int64_t localMs, Overlap overlap = Overlap::Earlier) const {
    return isFixed_ ? localMs - fixedOffsetMs_ : variableToUtcMs(localMs, overlap);
  }

  const std::string &id() const { return id_; }

  /// Builds a zone from a file's bytes; false if they are no TZif file.
  bool parse(std::string_view id, std::string_view bytes);

private:
  struct Transition {
    int64_t utcSeconds;
    int32_t offsetSeconds; // from then on
  };

  /// A date rule of a POSIX TZ string: the instant in a year when clocks change.
  struct ChangeRule {
    char kind = 'M'; // M: week `week` (5: last) of `month`, weekday `day`; J: day 1..365 without 29 February; n: day 0..365
    int32_t month = 0, week = 0, day = 0;
    int32_t localSeconds = 7200;
  };

  int64_t variableOffsetMs(int64_t utcMs) const;
  int64_t variableToUtcMs(int64_t localMs, Overlap overlap) const;
  int32_t ruleOffsetSeconds(int64_t utcSeconds) const;
  bool parseRule(std::string_view text);
  static bool parseChange(std::string_view &text, ChangeRule &rule);
  static int64_t changeSeconds(const ChangeRule &rule, int64_t year);
  static bool parseFixed(std::string_view id, int64_t &offsetMs);

  std::string id_;
  bool isFixed_ = true;
  int64_t fixedOffsetMs_ = 0;
  std::vector<Transition> transitions_; // ascending
  int32_t firstOffsetSeconds_ = 0;
  bool hasRule_ = false; // else the last transition's offset stays
  bool ruleHasDst_ = false;
  int32_t standardSeconds_ = 0, dstSeconds_ = 0;
  ChangeRule toDst_, toStandard_;
};

} // namespace millrace
