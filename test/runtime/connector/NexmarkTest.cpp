// If this breaks, the benchmark's data is no longer Nexmark's, or differs with the parallelism, the columns read or the run.
#include "runtime/abi/ConnectorRecords.h"
#include "runtime/connector/nexmark/Events.h"
#include "test/runtime/connector/ConnectorHarness.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace millrace {
extern const ConnectorFactory mrConnectorNexmark;
}

namespace millrace::test {
namespace {

const Type kInt{TypeKind::Int, true, 0, 0, {}}, kNumber{TypeKind::BigInt, true, 0, 0, {}};
const Type kText{TypeKind::VarChar, true, kMaxLength, 0, {}}, kTime{TypeKind::Timestamp, true, 3, 0, {}};

Type rowOf(std::vector<Field> fields) { return {TypeKind::Row, true, 0, 0, std::move(fields)}; }

Type personType() {
  return rowOf({{"id", kNumber}, {"name", kText}, {"emailAddress", kText}, {"creditCard", kText}, {"city", kText}, {"state", kText}, {"dateTime", kTime}, {"extra", kText}});
}
Type auctionType() {
  return rowOf({{"id", kNumber}, {"itemName", kText}, {"description", kText}, {"initialBid", kNumber}, {"reserve", kNumber}, {"dateTime", kTime},
                {"expires", kTime}, {"seller", kNumber}, {"category", kNumber}, {"extra", kText}});
}
Type bidType() {
  return rowOf({{"auction", kNumber}, {"bidder", kNumber}, {"price", kNumber}, {"channel", kText}, {"url", kText}, {"dateTime", kTime}, {"extra", kText}});
}
Schema wholeEvents() { return {{"event_type", kInt}, {"person", personType()}, {"auction", auctionType()}, {"bid", bidType()}}; }

/// Every field as a column of its own, as the compiler asks for them.
Schema leavesOf(const std::string &row, const Type &type) {
  Schema schema;
  for (const Field &field : type.children)
    schema.push_back({row + "." + field.name, field.type});
  return schema;
}

struct Made {
  std::vector<std::vector<std::string>> splits; // rows as text, by split
  ReadState last = ReadState::End;
  std::string failure;

  /// In the order of the events: split i of n has every n-th one.
  std::vector<std::string> inOrder() const {
    std::vector<std::string> rows;
    for (size_t i = 0;; ++i)
      if (const auto &split = splits[i % splits.size()]; i / splits.size() < split.size())
        rows.push_back(split[i / splits.size()]);
      else
        return rows;
  }
};

Made make(OptionMap options, Schema schema, uint32_t parallelism = 1, const std::string &position = {}, OptionMap session = {}) {
  std::sort(options.begin(), options.end());
  ConnectorHarness harness{.options = std::move(options), .schema = std::move(schema), .session = std::move(session)};
  Made made;
  auto source = mrConnectorNexmark.makeSource(harness.connectorOptions(), harness.env);
  if (!source.isOk()) {
    made.failure = source.status().toString();
    return made;
  }
  auto splits = (*source)->discoverSplits(parallelism);
  for (Split split : *splits) {
    split.position = position;
    auto reader = (*source)->open(split);
    RowBuilder builder(harness.schema);
    auto &rows = made.splits.emplace_back();
    for (made.last = ReadState::Ready; made.last == ReadState::Ready && rows.size() < 200'000; builder.clear()) {
      RowSink sink{builder};
      made.last = *(*reader)->readRows(sink);
      for (std::string &row : rowTexts(builder.rows(), builder.sizeBytes(), harness.schema))
        rows.push_back(std::move(row));
    }
  }
  return made;
}

/// Columns of rows whose values hold no comma: `+I[1000, 3]`.
std::vector<std::vector<std::string>> cells(const Made &made) {
  std::vector<std::vector<std::string>> all;
  for (const std::string &row : made.inOrder()) {
    auto &cell = all.emplace_back();
    std::string inside = row.substr(3, row.size() - 4);
    for (size_t begin = 0, end; begin <= inside.size(); begin = end + 2) {
      end = std::min(inside.find(", ", begin), inside.size());
      cell.push_back(inside.substr(begin, end - begin));
      if (end == inside.size())
        break;
    }
  }
  return all;
}

double average(const std::vector<double> &values) {
  double sum = 0;
  for (double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(Nexmark, onePersonThreeAuctionsAndFortySixBidsWithRisingIds) {
  auto rows = cells(make({{"events.num", "5000"}}, {{"event_type", kInt}, {"person.id", kNumber}, {"auction.id", kNumber}, {"bid.auction", kNumber}}));
  ASSERT_EQ(rows.size(), 5000u);
  int64_t person = 1000, auction = 1000;
  for (size_t n = 0; n < rows.size(); ++n) {
    bool isPerson = n % 50 == 0, isAuction = n % 50 >= 1 && n % 50 <= 3;
    EXPECT_EQ(rows[n][0], isPerson ? "0" : isAuction ? "1" : "2") << n;
    EXPECT_EQ(rows[n][1], isPerson ? std::to_string(person++) : "null") << n;
    EXPECT_EQ(rows[n][2], isAuction ? std::to_string(auction++) : "null") << n;
    EXPECT_EQ(rows[n][3] == "null", isPerson || isAuction) << n;
  }
  EXPECT_EQ(person, 1100);
  EXPECT_EQ(auction, 1300);
}

TEST(Nexmark, theSameSeedGivesTheSameEventsAtEveryParallelismAndPosition) {
  OptionMap options = {{"events.num", "1000"}};
  std::vector<std::string> rows = make(options, wholeEvents()).inOrder();
  ASSERT_EQ(rows.size(), 1000u);
  EXPECT_EQ(make(options, wholeEvents(), 3).inOrder(), rows);
  EXPECT_EQ(make(options, wholeEvents(), 7).inOrder(), rows);
  EXPECT_EQ(make(options, wholeEvents(), 1, {}, {{"millrace.nexmark.seed", "1"}}).inOrder(), rows);
  EXPECT_NE(make(options, wholeEvents(), 1, {}, {{"millrace.nexmark.seed", "2"}}).inOrder(), rows);
  for (size_t made : {0u, 1u, 499u, 999u, 1000u})
    EXPECT_EQ(make(options, wholeEvents(), 1, std::to_string(made)).inOrder(), std::vector<std::string>(rows.begin() + static_cast<long>(made), rows.end()));
  EXPECT_EQ(make(options, wholeEvents(), 4, "200").inOrder(), std::vector<std::string>(rows.begin() + 800, rows.end()));
}

TEST(Nexmark, aColumnReadAloneHoldsWhatTheWholeRowHolds) {
  for (const auto &[name, type] : std::map<std::string, Type>{{"person", personType()}, {"auction", auctionType()}, {"bid", bidType()}}) {
    std::vector<std::string> whole = make({{"events.num", "500"}}, {{name, type}}).inOrder(), joined(500, "+I[(");
    for (const Field &leaf : leavesOf(name, type)) {
      std::vector<std::string> alone = make({{"events.num", "500"}}, {leaf}).inOrder();
      for (size_t n = 0; n < 500; ++n)
        joined[n] += (joined[n].size() > 4 ? ", " : "") + alone[n].substr(3, alone[n].size() - 4);
    }
    for (size_t n = 0; n < 500; ++n)
      if (whole[n] != "+I[null]")
        EXPECT_EQ(joined[n] + ")]", whole[n]);
  }
}

/// Half of the bids go to the first auction of the newest hundred, the others to the last hundred or the next ten.
TEST(Nexmark, bidsAreForHotAndRecentAuctions) {
  auto rows = cells(make({{"events.num", "100000"}}, {{"auction.id", kNumber}, {"bid.auction", kNumber}}));
  double hot = 0, all = 0;
  int64_t last = 999;
  for (auto &row : rows) {
    if (row[0] != "null")
      last = std::stoll(row[0]);
    if (row[1] == "null")
      continue;
    int64_t auction = std::stoll(row[1]), hotOne = 1000 + (last - 1000) / 100 * 100;
    EXPECT_TRUE(auction == hotOne || (auction >= std::max<int64_t>(last - 100, 1000) && auction <= last + 10)) << auction << " after " << last;
    hot += auction == hotOne;
    ++all;
  }
  EXPECT_EQ(all, 92000);
  EXPECT_NEAR(hot / all, 0.5 + 0.5 / 110, 0.01);
}

/// Three quarters are by a hot one: the second person of a hundred bids, the first one sells.
TEST(Nexmark, biddersAndSellersArePeople) {
  auto rows = cells(make({{"events.num", "100000"}}, {{"person.id", kNumber}, {"bid.bidder", kNumber}, {"auction.seller", kNumber}}));
  double hotBids = 0, bids = 0, hotSales = 0, sales = 0;
  int64_t last = 999;
  for (auto &row : rows) {
    if (row[0] != "null")
      last = std::stoll(row[0]);
    for (size_t column : {1u, 2u}) {
      if (row[column] == "null")
        continue;
      int64_t person = std::stoll(row[column]), hotOne = 1000 + (last - 1000) / 100 * 100 + (column == 1);
      EXPECT_TRUE(person == hotOne || (person >= std::max<int64_t>(last - 999, 1000) && person <= last + 10)) << person << " after " << last;
      (column == 1 ? hotBids : hotSales) += person == hotOne;
      (column == 1 ? bids : sales) += 1;
    }
  }
  EXPECT_NEAR(hotBids / bids, 0.75, 0.01);
  EXPECT_NEAR(hotSales / sales, 0.75, 0.02);
}

/// 10^(6u) * 100 with u uniform: a third of the prices in each two decades.
TEST(Nexmark, pricesAreLogUniform) {
  auto rows = cells(make({{"events.num", "100000"}}, {{"bid.price", kNumber}}));
  double low = 0, high = 0, all = 0;
  for (auto &row : rows) {
    if (row[0] == "null")
      continue;
    int64_t price = std::stoll(row[0]);
    EXPECT_GE(price, 100);
    EXPECT_LE(price, 100'000'000);
    low += price < 10'000;
    high += price >= 1'000'000;
    ++all;
  }
  EXPECT_NEAR(low / all, 1.0 / 3, 0.01);
  EXPECT_NEAR(high / all, 1.0 / 3, 0.01);
}

TEST(Nexmark, aPriceIsThePowerOfTen) {
  nexmark::Prices prices;
  for (uint64_t draw : {0ull, 1ull << 55, 0x0123456789ABCDEFull, 0x8000000000000000ull, 0x7FFFFFFFFFFFFFFFull, 0xFEDCBA9876543210ull, ~0ull}) {
    double u = static_cast<double>(draw >> 56) / 256 + static_cast<double>(draw & 0xFFFFFFFFFFFF) * 0x1.0p-48 / 256;
    double expected = std::pow(10, 6 * u) * 100;
    EXPECT_NEAR(static_cast<double>(prices.price(draw)), expected, 0.5 + expected * 1e-9) << std::hex << draw;
  }
}

TEST(Nexmark, halfOfTheBidsComeThroughFourChannels) {
  auto rows = cells(make({{"events.num", "100000"}}, {{"bid.channel", kText}, {"bid.url", kText}}));
  std::map<std::string, std::set<std::string>> urls;
  std::map<std::string, double> hot;
  double all = 0, withId = 0, cold = 0;
  for (auto &row : rows) {
    if (row[0] == "null")
      continue;
    ++all;
    urls[row[0]].insert(row[1]);
    EXPECT_EQ(row[1].rfind("https://www.nexmark.com/", 0), 0u);
    EXPECT_EQ(std::count(row[1].begin(), row[1].end(), '/'), 6) << row[1]; // SPLIT_INDEX(url, '/', 3 to 5)
    bool hasId = row[1].find("item.htm?query=1&channel_id=") != std::string::npos;
    if (row[0].rfind("channel-", 0) == 0) {
      ++cold;
      withId += hasId;
    } else {
      ++hot[row[0]];
      EXPECT_FALSE(hasId);
    }
  }
  ASSERT_EQ(hot.size(), 4u);
  for (const auto &[name, count] : hot)
    EXPECT_NEAR(count / all, 0.125, 0.01) << name;
  EXPECT_TRUE(hot.contains("Apple") && hot.contains("Google") && hot.contains("Facebook") && hot.contains("Baidu"));
  EXPECT_LE(urls.size(), 10'004u);
  EXPECT_GE(urls.size(), 9'800u); // 46,000 of 10,000: few are never drawn
  EXPECT_NEAR(withId / cold, 0.9, 0.02);
  for (const auto &[name, of] : urls)
    EXPECT_EQ(of.size(), 1u) << name;
}

TEST(Nexmark, extraFillsUpToTheAverageSizes) {
  auto sizes = [](const std::string &row, const Type &type, OptionMap options) {
    options.push_back({"events.num", "50000"});
    std::vector<double> all;
    for (auto &event : cells(make(std::move(options), leavesOf(row, type)))) {
      double size = 0;
      for (size_t i = 0; i < event.size(); ++i) // channel and url come on top, as the definition has it
        if (event[0] != "null" && type.children[i].name != "channel" && type.children[i].name != "url" && type.children[i].name != "dateTime")
          size += type.children[i].type.kind == TypeKind::VarChar ? static_cast<double>(event[i].size()) : 8;
      if (size > 0)
        all.push_back(size);
    }
    return all;
  };
  EXPECT_NEAR(average(sizes("person", personType(), {})), 200, 4);
  EXPECT_NEAR(average(sizes("auction", auctionType(), {})), 500, 6);
  EXPECT_NEAR(average(sizes("bid", bidType(), {})), 100 - 8, 1); // dateTime is one of its four longs
  EXPECT_NEAR(average(sizes("bid", bidType(), {{"bid.avg-size", "1kb"}})), 1024 - 8, 10);
  EXPECT_NEAR(average(sizes("bid", bidType(), {{"bid.avg-size", "20b"}})), 24, 0.01); // nothing to fill
}

TEST(Nexmark, timesFollowTheRate) {
  auto times = [](OptionMap options, OptionMap session = {}) {
    options.push_back({"bid.proportion", "0"});
    options.push_back({"auction.proportion", "0"});
    std::vector<int64_t> all;
    for (auto &row : cells(make(std::move(options), {{"person.dateTime", kTime}}, 1, {}, std::move(session))))
      all.push_back(std::stoll(row[0]) - nexmark::kBaseTimeMs);
    return all;
  };
  EXPECT_EQ(times({{"events.num", "6"}, {"first-event.rate", "3"}, {"next-event.rate", "3"}}), (std::vector<int64_t>{0, 333, 666, 1000, 1333, 1666}));
  EXPECT_EQ(times({{"events.num", "4"}, {"first-event.rate", "2000"}, {"next-event.rate", "2000"}}), (std::vector<int64_t>{0, 0, 1, 1}));
  // Two seconds at 1 a second, two at 2, and again.
  EXPECT_EQ(times({{"events.num", "9"}, {"first-event.rate", "1"}, {"next-event.rate", "2"}, {"rate.period", "4 s"}}),
            (std::vector<int64_t>{0, 1000, 2000, 2500, 3000, 3500, 4000, 5000, 6000}));
  // SINE, ten steps: 30 a second in the first second, 10 + 10 * (1 + cos 36°) = 28.09 in the next.
  std::vector<int64_t> sine = times({{"events.num", "60"}, {"first-event.rate", "30"}, {"next-event.rate", "10"}, {"rate.shape", "SINE"}, {"rate.period", "10 s"}});
  EXPECT_EQ(sine[30], 1000);
  EXPECT_EQ(sine[58], 2000);
  EXPECT_EQ(times({{"events.num", "1"}}, {{"millrace.nexmark.base-time", "2015-07-15 00:00:01"}})[0], 1000);
}

TEST(Nexmark, auctionsExpireAfterAHundredOthersOnAverage) {
  auto rows = cells(make({{"events.num", "100000"}}, {{"auction.dateTime", kTime}, {"auction.expires", kTime}}));
  std::vector<double> lengths;
  for (auto &row : rows)
    if (row[0] != "null")
      lengths.push_back(std::stod(row[1]) - std::stod(row[0]));
  EXPECT_GT(*std::min_element(lengths.begin(), lengths.end()), 0);
  // 1666 events at 10,000 a second; uniform from 1 to twice of it.
  EXPECT_NEAR(average(lengths), 167, 5);
  EXPECT_LE(*std::max_element(lengths.begin(), lengths.end()), 334);
}

TEST(Nexmark, endsPacesOrStaysAlive) {
  Schema schema = {{"event_type", kInt}};
  EXPECT_EQ(make({{"events.num", "70"}, {"stop-at", "20"}}, schema).inOrder().size(), 20u);
  Made alive = make({{"events.num", "70"}, {"keep-alive", "true"}}, schema);
  EXPECT_EQ(alive.inOrder().size(), 70u);
  EXPECT_EQ(alive.last, ReadState::NotReady);
  for (const OptionMap &pace : {OptionMap{{"rate.limited", "true"}}, OptionMap{{"max-emit-speed", "false"}}}) {
    ConnectorHarness harness{.options = pace, .schema = schema};
    auto source = mrConnectorNexmark.makeSource(harness.connectorOptions(), harness.env);
    EXPECT_FALSE((*source)->isBounded());
    auto splits = (*source)->discoverSplits(1);
    auto reader = (*source)->open((*splits)[0]);
    RowBuilder builder(schema);
    RowSink sink{builder};
    EXPECT_EQ(*(*reader)->readRows(sink), ReadState::Ready);
    EXPECT_EQ(builder.rowCount(), 10u); // those of the first millisecond
    EXPECT_EQ(*(*reader)->readRows(sink), ReadState::NotReady);
    harness.env.advanceMs(5);
    EXPECT_EQ(*(*reader)->readRows(sink), ReadState::Ready);
    EXPECT_EQ(builder.rowCount(), 60u);
  }
}

TEST(Nexmark, saysWhatItCannotMake) {
  auto failure = [](OptionMap options, Schema schema, OptionMap session = {}) { return make(std::move(options), std::move(schema), 1, {}, std::move(session)).failure; };
  Schema good = {{"event_type", kInt}};
  EXPECT_EQ(failure({{"events.num", "1"}}, good), "");
  EXPECT_NE(failure({}, {{"event_typ", kInt}}).find("`event_typ`"), std::string::npos);
  EXPECT_NE(failure({}, {{"bid", rowOf({{"prize", kNumber}})}}).find("`bid.prize`"), std::string::npos);
  EXPECT_NE(failure({}, {{"bid", rowOf({{"price", kInt}})}}).find("BIGINT"), std::string::npos);
  EXPECT_NE(failure({}, {{"bid", kNumber}}).find("ROW"), std::string::npos);
  EXPECT_NE(failure({}, {{"event_type", kNumber}}).find("INT"), std::string::npos);
  EXPECT_NE(failure({{"first-event.rate", "0"}}, good), "");
  EXPECT_NE(failure({{"bid.hot-ratio.auctions", "0"}}, good), "");
  EXPECT_NE(failure({{"rate.period", "1 ms"}}, good), "");
  EXPECT_NE(failure({{"rate.shape", "SAW"}}, good), "");
  EXPECT_NE(failure({{"person.proportion", "0"}, {"auction.proportion", "0"}, {"bid.proportion", "0"}}, good), "");
  EXPECT_NE(failure({}, good, {{"millrace.nexmark.base-time", "yesterday"}}), "");
  EXPECT_NE(failure({}, good, {{"millrace.nexmark.seed", "x"}}), "");
}

/// Every kind alone: no division by a share that is not there, no person or auction before the first.
TEST(Nexmark, everyProportionMayBeNothing) {
  for (const OptionMap &shares : {OptionMap{{"auction.proportion", "0"}, {"bid.proportion", "0"}}, OptionMap{{"bid.proportion", "0"}, {"person.proportion", "0"}},
                                  OptionMap{{"auction.proportion", "0"}, {"person.proportion", "0"}}}) {
    OptionMap options = shares;
    options.push_back({"events.num", "300"});
    EXPECT_EQ(make(std::move(options), wholeEvents()).inOrder().size(), 300u);
  }
}

} // namespace
} // namespace millrace::test
