/// What the options of a `nexmark` table say, checked.
///
/// Source: names and defaults are those of Nexmark's Flink connector (github nexmark/nexmark, NexmarkSourceOptions). Unlike there
///         `next-event.rate`, `rate.shape` and `rate.period` do what they are called after, and the first event's time is fixed.
/// Errors: InvalidArgument with the option's name.
#pragma once
#include "runtime/connector/Connector.h"

#include <vector>

namespace millrace::nexmark {

/// 2015-07-15T00:00, as in Apache Beam's Nexmark.
constexpr int64_t kBaseTimeMs = 1436918400000;

/// Event time as a function of the event's number. A rate that changes goes through its steps once per period.
class RateCurve {
public:
  /// `rates`: events per second of each step, all positive.
  RateCurve(std::vector<uint64_t> rates, uint64_t stepSeconds);
  static RateCurve constant(uint64_t rate) { return RateCurve({rate}, 1); }
  /// Milliseconds from the first event to event `event`; rises with it.
  int64_t timeMs(uint64_t event) const;

private:
  std::vector<uint64_t> rates_;
  uint64_t stepSeconds_;
  uint64_t eventsPerPeriod_ = 0;
};

struct Settings {
  uint64_t seed = 1;
  int64_t baseTimeMs = kBaseTimeMs; // of event 0
  uint64_t eventCount = UINT64_MAX; // unbounded
  bool isPaced = false;             // events come when their time has passed since the start
  bool keepsAlive = false;          // the source goes on, silently, behind the last event
  uint64_t personShare = 1, auctionShare = 3, bidShare = 46;
  uint32_t personBytes = 200, auctionBytes = 500, bidBytes = 100; // on average
  uint64_t hotAuctionRatio = 2, hotBidderRatio = 4, hotSellerRatio = 4; // 1 of so many is not hot
  RateCurve rate = RateCurve::constant(10000);

  uint64_t totalShare() const { return personShare + auctionShare + bidShare; }
};

/// `sessionOptions`: `millrace.nexmark.seed`, `millrace.nexmark.base-time`. `nowMs`: what the base time `now` means.
Result<Settings> readSettings(const OptionMap &options, const OptionMap &sessionOptions, int64_t nowMs);

} // namespace millrace::nexmark
