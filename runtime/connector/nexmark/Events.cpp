#include "runtime/connector/nexmark/Events.h"

#include <algorithm>

namespace millrace::nexmark {

namespace {

constexpr int64_t kFirstId = 1000;       // of people and auctions
constexpr int64_t kFirstCategory = 10;
constexpr uint64_t kCategoryCount = 5;
constexpr int64_t kHotGroup = 100;       // one of so many ids is hot
constexpr int64_t kActivePeople = 1000;
constexpr int64_t kAuctionsInFlight = 100;
constexpr int64_t kIdLead = 10;          // ids that may be named before they exist
constexpr uint64_t kHotChannelRatio = 2;

constexpr std::string_view kStates[] = {"AZ", "CA", "ID", "OR", "WA", "WY"};
constexpr std::string_view kCities[] = {"Flagstaff", "Tucson", "Fresno", "Oakland", "Boise", "Eugene", "Salem", "Olympia", "Spokane", "Laramie"};
constexpr std::string_view kFirstNames[] = {"Ada", "Alan", "Barbara", "Edgar", "Frances", "Grace", "Jim", "John", "Kathleen", "Niklaus", "Tony"};
constexpr std::string_view kLastNames[] = {"Allen", "Bachman", "Codd", "Gray", "Hopper", "Liskov", "Lovelace", "Turing", "Wirth"};

/// Which draw of an event decides what. Fixed for ever: another number is another stream.
enum Draw : uint64_t {
  kDrawFirstName, kDrawLastName, kDrawEmail, kDrawCard, kDrawCity, kDrawState, kDrawExtra, kDrawExtraSize,
  kDrawIsHotSeller, kDrawSeller, kDrawCategory, kDrawInitialBid, kDrawReserve, kDrawLength, kDrawItem, kDrawDescription,
  kDrawIsHotAuction, kDrawAuction, kDrawIsHotBidder, kDrawBidder, kDrawPrice, kDrawIsHotChannel, kDrawChannel,
};

template <size_t count> std::string_view pick(const std::string_view (&names)[count], uint64_t draw) { return names[below(draw, count)]; }

using enum EventKind;
constexpr FieldRecord kFields[] = {
    {Person, "id", FieldType::Number},         {Person, "name", FieldType::Text},        {Person, "emailAddress", FieldType::Text},
    {Person, "creditCard", FieldType::Text},   {Person, "city", FieldType::Text},        {Person, "state", FieldType::Text},
    {Person, "dateTime", FieldType::Time},     {Person, "extra", FieldType::Text},       {Auction, "id", FieldType::Number},
    {Auction, "itemName", FieldType::Text},    {Auction, "description", FieldType::Text}, {Auction, "initialBid", FieldType::Number},
    {Auction, "reserve", FieldType::Number},   {Auction, "dateTime", FieldType::Time},   {Auction, "expires", FieldType::Time},
    {Auction, "seller", FieldType::Number},    {Auction, "category", FieldType::Number}, {Auction, "extra", FieldType::Text},
    {Bid, "auction", FieldType::Number},       {Bid, "bidder", FieldType::Number},       {Bid, "price", FieldType::Number},
    {Bid, "channel", FieldType::Text},         {Bid, "url", FieldType::Text},            {Bid, "dateTime", FieldType::Time},
    {Bid, "extra", FieldType::Text},
};
static_assert(std::size(kFields) == static_cast<size_t>(EventField::BidExtra) + 1);

} // namespace

const FieldRecord *findFieldRecord(EventKind kind, std::string_view name) {
  for (const FieldRecord &record : kFields)
    if (record.kind == kind && record.name == name)
      return &record;
  return nullptr;
}

EventField fieldOf(const FieldRecord &record) { return static_cast<EventField>(&record - kFields); }

std::string_view nameOf(EventKind kind) { return kind == Person ? "person" : kind == Auction ? "auction" : "bid"; }

void EventMaker::begin(uint64_t event) {
  event_ = event;
  period_ = event / settings_.totalShare();
  place_ = event % settings_.totalShare();
  kind_ = place_ < settings_.personShare ? Person : place_ < settings_.personShare + settings_.auctionShare ? Auction : Bid;
  timeMs_ = settings_.baseTimeMs + settings_.rate.timeMs(event);
  draws_ = Draws(settings_.seed, event);
  channel_ = kUnknownChannel;
}

/// The newest person, from 0; before the first one it is person 0 all the same.
int64_t EventMaker::lastPerson() const {
  auto share = static_cast<int64_t>(settings_.personShare);
  int64_t offset = std::min(static_cast<int64_t>(place_), share - 1);
  return std::max<int64_t>(static_cast<int64_t>(period_) * share + offset, 0);
}

int64_t EventMaker::lastAuction() const {
  auto share = static_cast<int64_t>(settings_.auctionShare);
  int64_t offset = std::min(static_cast<int64_t>(place_ - settings_.personShare), share - 1); // no person asks
  return std::max<int64_t>(static_cast<int64_t>(period_) * share + offset, 0);
}

int64_t EventMaker::anyPerson(uint64_t draw) const {
  int64_t count = lastPerson() + 1, active = std::min(count, kActivePeople);
  return count - active + static_cast<int64_t>(below(draw, static_cast<uint64_t>(active + kIdLead)));
}

int64_t EventMaker::anyAuction(uint64_t draw) const {
  int64_t last = lastAuction(), first = std::max<int64_t>(last - kAuctionsInFlight, 0);
  return first + static_cast<int64_t>(below(draw, static_cast<uint64_t>(last - first + 1 + kIdLead)));
}

int64_t EventMaker::seller() const {
  bool isHot = below(draws_[kDrawIsHotSeller], settings_.hotSellerRatio) > 0;
  return kFirstId + (isHot ? lastPerson() / kHotGroup * kHotGroup : anyPerson(draws_[kDrawSeller]));
}

int64_t EventMaker::bidAuction() const {
  bool isHot = below(draws_[kDrawIsHotAuction], settings_.hotAuctionRatio) > 0;
  return kFirstId + (isHot ? lastAuction() / kHotGroup * kHotGroup : anyAuction(draws_[kDrawAuction]));
}

/// The second of a hundred, so that hot bidders are not the hot sellers.
int64_t EventMaker::bidder() const {
  bool isHot = below(draws_[kDrawIsHotBidder], settings_.hotBidderRatio) > 0;
  return kFirstId + (isHot ? lastPerson() / kHotGroup * kHotGroup + 1 : anyPerson(draws_[kDrawBidder]));
}

uint32_t EventMaker::channel() {
  if (channel_ != kUnknownChannel)
    return channel_;
  bool isHot = below(draws_[kDrawIsHotChannel], kHotChannelRatio) > 0;
  uint64_t draw = draws_[kDrawChannel];
  return channel_ = static_cast<uint32_t>(isHot ? kChannelCount + below(draw, kHotChannelCount) : below(draw, kChannelCount));
}

/// On average an auction lasts until as many new ones began as are in flight.
int64_t EventMaker::expires() const {
  uint64_t ahead = static_cast<uint64_t>(kAuctionsInFlight) * settings_.totalShare() / settings_.auctionShare;
  int64_t horizonMs = settings_.rate.timeMs(event_ + ahead) + settings_.baseTimeMs - timeMs_;
  return timeMs_ + 1 + static_cast<int64_t>(below(draws_[kDrawLength], static_cast<uint64_t>(std::max<int64_t>(2 * horizonMs, 1))));
}

std::string_view EventMaker::personName() {
  scratch_.assign(pick(kFirstNames, draws_[kDrawFirstName])).append(" ").append(pick(kLastNames, draws_[kDrawLastName]));
  return scratch_;
}

/// 3 to 6 letters, an @, 3 or 4 letters.
std::string_view EventMaker::email() {
  Draws draws(draws_[kDrawEmail], 0);
  std::string unused;
  scratch_.assign(texts_.letters(draws[0], 3 + below(draws[1], 4), unused)).append("@");
  scratch_.append(texts_.letters(draws[2], 3 + below(draws[3], 2), unused)).append(".com");
  return scratch_;
}

/// Four groups of four digits.
std::string_view EventMaker::creditCard() {
  Draws draws(draws_[kDrawCard], 0);
  scratch_.clear();
  for (uint64_t i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0)
      scratch_ += ' ';
    scratch_ += static_cast<char>('0' + below(draws[i], 10));
  }
  return scratch_;
}

/// What a person's other columns take: the id as 8 bytes, texts as they are.
size_t EventMaker::personBytes() {
  size_t texts = personName().size() + email().size() + creditCard().size();
  return 8 + texts + pick(kCities, draws_[kDrawCity]).size() + pick(kStates, draws_[kDrawState]).size();
}

size_t EventMaker::auctionBytes() const {
  return 6 * 8 + texts_.words(draws_[kDrawItem], 3, 19).size() + texts_.words(draws_[kDrawDescription], 3, 99).size();
}

/// Fills an event up to its average size, give or take a fifth.
void EventMaker::putExtra(SlotWriter &out, uint32_t slot, size_t bytesSoFar, uint32_t averageBytes) {
  size_t wanted = averageBytes > bytesSoFar ? averageBytes - bytesSoFar : 0, spread = (wanted + 2) / 5;
  size_t size = spread == 0 ? wanted : wanted - spread + below(draws_[kDrawExtraSize], 2 * spread);
  out.setString(slot, texts_.letters(draws_[kDrawExtra], size, scratch_));
}

void EventMaker::put(EventField field, SlotWriter &out, uint32_t slot) {
  auto number = [&](int64_t value) { out.set(slot, value); };
  auto text = [&](std::string_view value) { out.setString(slot, value); };
  auto time = [&](int64_t ms) { out.setTimestamp(slot, {ms, 0, 0}); };
  switch (field) {
  case EventField::PersonId: return number(kFirstId + lastPerson());
  case EventField::PersonName: return text(personName());
  case EventField::PersonEmail: return text(email());
  case EventField::PersonCreditCard: return text(creditCard());
  case EventField::PersonCity: return text(pick(kCities, draws_[kDrawCity]));
  case EventField::PersonState: return text(pick(kStates, draws_[kDrawState]));
  case EventField::PersonExtra: return putExtra(out, slot, personBytes(), settings_.personBytes);
  case EventField::AuctionId: return number(kFirstId + lastAuction());
  case EventField::AuctionItem: return text(texts_.words(draws_[kDrawItem], 3, 19));
  case EventField::AuctionDescription: return text(texts_.words(draws_[kDrawDescription], 3, 99));
  case EventField::AuctionInitialBid: return number(prices_.price(draws_[kDrawInitialBid]));
  case EventField::AuctionReserve: return number(prices_.price(draws_[kDrawInitialBid]) + prices_.price(draws_[kDrawReserve]));
  case EventField::AuctionExpires: return time(expires());
  case EventField::AuctionSeller: return number(seller());
  case EventField::AuctionCategory: return number(kFirstCategory + static_cast<int64_t>(below(draws_[kDrawCategory], kCategoryCount)));
  case EventField::AuctionExtra: return putExtra(out, slot, auctionBytes(), settings_.auctionBytes);
  case EventField::BidAuction: return number(bidAuction());
  case EventField::BidBidder: return number(bidder());
  case EventField::BidPrice: return number(prices_.price(draws_[kDrawPrice]));
  case EventField::BidChannel: return text(texts_.channel(channel()));
  case EventField::BidUrl: return text(texts_.url(channel()));
  case EventField::BidExtra: return putExtra(out, slot, 4 * 8, settings_.bidBytes);
  case EventField::PersonTime:
  case EventField::AuctionTime:
  case EventField::BidTime: return time(timeMs_);
  }
}

} // namespace millrace::nexmark
