/// Nexmark's persons, auctions and bids: every value of event n from the seed and n.
///
/// Shape:   of every `totalShare` events the first ones are persons, then come auctions, then bids. Ids rise from 1000. Three of four
///          bids and auctions are by hot people, half of the bids are for hot auctions (the first auction of every hundred, the first
///          person of every hundred for sellers, the second for bidders), half of the bids come through four hot channels.
/// Source:  the definitions of Nexmark (Tucker et al., 2002) as Beam and nexmark/nexmark extended them. There, bidders are 1000 ids
///          ahead of the people they stand for; here they are people.
/// Threads: an EventMaker belongs to one split; Texts and Settings are shared.
#pragma once
#include "runtime/connector/nexmark/Settings.h"
#include "runtime/connector/nexmark/Texts.h"
#include "runtime/row/RowBuilder.h"

namespace millrace::nexmark {

enum class EventKind : uint8_t { Person = 0, Auction = 1, Bid = 2 };

/// Order of fieldRecords().
enum class EventField : uint8_t {
  PersonId, PersonName, PersonEmail, PersonCreditCard, PersonCity, PersonState, PersonTime, PersonExtra,
  AuctionId, AuctionItem, AuctionDescription, AuctionInitialBid, AuctionReserve, AuctionTime, AuctionExpires, AuctionSeller,
  AuctionCategory, AuctionExtra,
  BidAuction, BidBidder, BidPrice, BidChannel, BidUrl, BidTime, BidExtra,
};

enum class FieldType : uint8_t { Number, Text, Time };

struct FieldRecord {
  EventKind kind;
  std::string_view name;
  FieldType type;
};

/// The field `name` of `person`, `auction` or `bid`; null: there is none.
const FieldRecord *findFieldRecord(EventKind kind, std::string_view name);
EventField fieldOf(const FieldRecord &record);
std::string_view nameOf(EventKind kind);

constexpr uint32_t kUnknownChannel = UINT32_MAX;

class EventMaker {
public:
  EventMaker(const Settings &settings, const Texts &texts) : settings_(settings), texts_(texts) {}

  /// Everything below is of this event.
  void begin(uint64_t event);
  EventKind kind() const { return kind_; }
  int64_t timeMs() const { return timeMs_; }
  /// Sets a field of the event's kind into a slot of the type that its record says.
  void put(EventField field, SlotWriter &out, uint32_t slot);

private:
  int64_t lastPerson() const;
  int64_t lastAuction() const;
  int64_t anyPerson(uint64_t draw) const;
  int64_t anyAuction(uint64_t draw) const;
  int64_t seller() const;
  int64_t bidAuction() const;
  int64_t bidder() const;
  uint32_t channel();
  int64_t expires() const;
  std::string_view personName();
  std::string_view email();
  std::string_view creditCard();
  size_t personBytes();
  size_t auctionBytes() const;
  void putExtra(SlotWriter &out, uint32_t slot, size_t bytesSoFar, uint32_t averageBytes);

  const Settings &settings_;
  const Texts &texts_;
  const Prices prices_;
  Draws draws_;
  uint64_t event_ = 0, period_ = 0, place_ = 0; // event = period * totalShare + place
  EventKind kind_ = EventKind::Person;
  int64_t timeMs_ = 0;
  uint32_t channel_ = kUnknownChannel; // of the bid, once asked for
  std::string scratch_;
};

} // namespace millrace::nexmark
