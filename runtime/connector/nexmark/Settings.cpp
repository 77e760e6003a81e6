#include "runtime/connector/nexmark/Settings.h"

#include "runtime/abi/ConnectorRecords.h"
#include "runtime/format/Options.h"
#include "runtime/kernels/TemporalText.h"

#include <algorithm>
#include <cmath>

namespace millrace::nexmark {

namespace {

constexpr uint64_t kSineSteps = 10;
constexpr uint64_t kSquareSteps = 2;

/// What the option's record allows: the catalog refuses the rest before a run, where it sees the option.
Result<int64_t> bounded(std::string_view key, int64_t value) {
  static const ConnectorRecord &connector = *findConnectorRecord("nexmark");
  auto [least, most] = findOption(connector.options, key)->bounds;
  if (value < least || value > most)
    return Status(StatusCode::InvalidArgument, "option `" + std::string(key) + "` is " + std::to_string(value) + ", expected " +
                                                   std::to_string(least) + " to " + std::to_string(most));
  return value;
}

Result<int64_t> boundedInteger(const OptionMap &options, std::string_view key, int64_t fallback) {
  MR_ASSIGN(int64_t value, optionInteger(options, key, fallback));
  return bounded(key, value);
}

Result<uint32_t> averageBytes(const OptionMap &options, std::string_view key, uint32_t fallback) {
  MR_ASSIGN(uint64_t value, optionSizeBytes(options, key, fallback));
  MR_ASSIGN(int64_t bytes, bounded(key, static_cast<int64_t>(std::min<uint64_t>(value, INT64_MAX))));
  return static_cast<uint32_t>(bytes);
}

Result<RateCurve> readRate(const OptionMap &options) {
  MR_ASSIGN(uint64_t first, boundedInteger(options, "first-event.rate", 10000));
  MR_ASSIGN(uint64_t next, boundedInteger(options, "next-event.rate", 10000));
  MR_ASSIGN(int64_t periodMs, optionDurationMs(options, "rate.period", 600'000));
  std::string_view shape = option(options, "rate.shape", "SQUARE");
  MR_ASSIGN(periodMs, bounded("rate.period", periodMs));
  if (shape != "SQUARE" && shape != "SINE")
    return Status(StatusCode::InvalidArgument, "option `rate.shape` is `" + std::string(shape) + "`, expected SQUARE or SINE");
  if (first == next)
    return RateCurve::constant(first);
  uint64_t periodSeconds = static_cast<uint64_t>(periodMs) / 1000;
  if (shape == "SQUARE")
    return RateCurve({first, next}, (periodSeconds + kSquareSteps - 1) / kSquareSteps);
  std::vector<uint64_t> rates;
  double middle = (static_cast<double>(first) + static_cast<double>(next)) / 2, swing = static_cast<double>(first) - middle;
  for (uint64_t step = 0; step < kSineSteps; ++step) {
    double angle = 2 * M_PI * static_cast<double>(step) / kSineSteps;
    rates.push_back(std::max<uint64_t>(static_cast<uint64_t>(std::lround(middle + swing * std::cos(angle))), 1));
  }
  return RateCurve(std::move(rates), (periodSeconds + kSineSteps - 1) / kSineSteps);
}

Result<int64_t> readBaseTime(const OptionMap &sessionOptions, int64_t nowMs) {
  std::string_view text = option(sessionOptions, "millrace.nexmark.base-time");
  if (text.empty())
    return kBaseTimeMs;
  if (text == "now")
    return nowMs;
  Timestamp time;
  if (!parseTimestamp(text.data(), text.data() + text.size(), TimestampText::Sql, time))
    return Status(StatusCode::InvalidArgument,
                  "`millrace.nexmark.base-time` is `" + std::string(text) + "`, expected `now` or a time such as `2015-07-15 00:00:00`");
  return time.ms;
}

Status readEnd(const OptionMap &options, Settings &settings) {
  MR_ASSIGN(uint64_t count, boundedInteger(options, "events.num", 0));
  MR_ASSIGN(int64_t stop, boundedInteger(options, "stop-at", -1));
  if (count > 0)
    settings.eventCount = count;
  if (stop >= 0)
    settings.eventCount = std::min(settings.eventCount, static_cast<uint64_t>(stop));
  MR_ASSIGN(settings.keepsAlive, optionBoolean(options, "keep-alive", false));
  MR_ASSIGN(bool isLimited, optionBoolean(options, "rate.limited", false));
  MR_ASSIGN(bool isUnpaced, optionBoolean(options, "max-emit-speed", true));
  settings.isPaced = isLimited || !isUnpaced;
  return Status::ok();
}

} // namespace

RateCurve::RateCurve(std::vector<uint64_t> rates, uint64_t stepSeconds) : rates_(std::move(rates)), stepSeconds_(stepSeconds) {
  for (uint64_t rate : rates_)
    eventsPerPeriod_ += rate * stepSeconds_;
}

int64_t RateCurve::timeMs(uint64_t event) const {
  if (rates_.size() == 1) // whole seconds apart, so that nothing overflows
    return static_cast<int64_t>(event / rates_[0] * 1000 + event % rates_[0] * 1000 / rates_[0]);
  uint64_t stepMs = stepSeconds_ * 1000;
  uint64_t timeMs = event / eventsPerPeriod_ * rates_.size() * stepMs;
  uint64_t rest = event % eventsPerPeriod_;
  for (uint64_t rate : rates_) {
    if (rest < rate * stepSeconds_)
      return static_cast<int64_t>(timeMs + rest / rate * 1000 + rest % rate * 1000 / rate);
    rest -= rate * stepSeconds_;
    timeMs += stepMs;
  }
  return static_cast<int64_t>(timeMs);
}

Result<Settings> readSettings(const OptionMap &options, const OptionMap &sessionOptions, int64_t nowMs) {
  Settings settings;
  MR_ASSIGN(settings.seed, optionInteger(sessionOptions, "millrace.nexmark.seed", 1));
  MR_ASSIGN(settings.baseTimeMs, readBaseTime(sessionOptions, nowMs));
  MR_ASSIGN(settings.rate, readRate(options));
  MR_ASSIGN(settings.personShare, boundedInteger(options, "person.proportion", 1));
  MR_ASSIGN(settings.auctionShare, boundedInteger(options, "auction.proportion", 3));
  MR_ASSIGN(settings.bidShare, boundedInteger(options, "bid.proportion", 46));
  if (settings.totalShare() == 0)
    return Status(StatusCode::InvalidArgument, "one of `person.proportion`, `auction.proportion` and `bid.proportion` must be greater than 0");
  MR_ASSIGN(settings.personBytes, averageBytes(options, "person.avg-size", 200));
  MR_ASSIGN(settings.auctionBytes, averageBytes(options, "auction.avg-size", 500));
  MR_ASSIGN(settings.bidBytes, averageBytes(options, "bid.avg-size", 100));
  MR_ASSIGN(settings.hotAuctionRatio, boundedInteger(options, "bid.hot-ratio.auctions", 2));
  MR_ASSIGN(settings.hotBidderRatio, boundedInteger(options, "bid.hot-ratio.bidders", 4));
  MR_ASSIGN(settings.hotSellerRatio, boundedInteger(options, "auction.hot-ratio.sellers", 4));
  MR_RETURN_IF_ERROR(readEnd(options, settings));
  return settings;
}

} // namespace millrace::nexmark
