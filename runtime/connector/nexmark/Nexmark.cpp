/// `nexmark`: the events of the Nexmark benchmark, the same ones for the same seed.
///
/// Splits:   one per shard; split i of n makes the events i, i + n, i + 2n, … so that event time rises alike everywhere.
/// Position: the number of events the split has made; opening there gives exactly the rest.
/// Columns:  `event_type` INT (0 person, 1 auction, 2 bid) and the rows `person`, `auction`, `bid`, NULL but for the event's own.
///           Columns and fields are found by name; what is not asked for is not made.
/// Rate:     as fast as they are taken, or (`rate.limited`, `max-emit-speed` = false) when their time has passed since the start.
#include "runtime/connector/StripedSplits.h"
#include "runtime/connector/nexmark/Events.h"
#include "runtime/env/Env.h"
#include "runtime/format/Options.h"
#include "runtime/kernels/NumberText.h"

#include <algorithm>

namespace millrace {

namespace nexmark {
namespace {

struct FieldSlot {
  EventField field;
  uint32_t slot;
};

/// A column that is a whole row: `bid`.
struct RowSlot {
  Type type;
  uint32_t slot;
  std::vector<FieldSlot> fields;
};

/// What is made of events of one kind.
struct KindPlan {
  std::vector<FieldSlot> fields; // columns `bid.price`
  std::vector<RowSlot> rows;
};

struct Plan {
  KindPlan kinds[3];
  std::vector<uint32_t> typeSlots; // columns `event_type`
};

Status unknownColumn(std::string_view table, const std::string &column, std::string_view expected) {
  return Status(StatusCode::InvalidArgument, "column `" + column + "` of table `" + std::string(table) + "`: connector `nexmark` makes " +
                                                 std::string(expected));
}

bool fits(const Type &type, FieldType wanted) {
  switch (wanted) {
  case FieldType::Number:
    return type.kind == TypeKind::BigInt;
  case FieldType::Text:
    return type.kind == TypeKind::VarChar; // the length is not kept, as everywhere
  case FieldType::Time:
    return type.kind == TypeKind::Timestamp || type.kind == TypeKind::TimestampLtz;
  }
  return false;
}

Result<EventField> resolveField(std::string_view table, EventKind kind, std::string_view name, const Type &type, const std::string &path) {
  const FieldRecord *record = findFieldRecord(kind, name);
  if (record == nullptr)
    return unknownColumn(table, path, "no such field of " + std::string(nameOf(kind)));
  if (!fits(type, record->type))
    return unknownColumn(table, path, record->type == FieldType::Number ? "it as BIGINT" : record->type == FieldType::Text ? "it as STRING" : "it as TIMESTAMP");
  return fieldOf(*record);
}

/// `bid`, `bid.price` or `event_type`.
Status planColumn(std::string_view table, const Field &column, uint32_t slot, Plan &plan) {
  if (column.name == "event_type") {
    if (column.type.kind != TypeKind::Int)
      return unknownColumn(table, column.name, "it as INT");
    plan.typeSlots.push_back(slot);
    return Status::ok();
  }
  size_t dot = column.name.find('.');
  std::string_view outer = std::string_view(column.name).substr(0, dot);
  for (EventKind kind : {EventKind::Person, EventKind::Auction, EventKind::Bid}) {
    if (outer != nameOf(kind))
      continue;
    KindPlan &made = plan.kinds[static_cast<size_t>(kind)];
    if (dot != std::string::npos) {
      MR_ASSIGN(EventField field, resolveField(table, kind, std::string_view(column.name).substr(dot + 1), column.type, column.name));
      made.fields.push_back({field, slot});
      return Status::ok();
    }
    if (column.type.kind != TypeKind::Row)
      return unknownColumn(table, column.name, "it as ROW<…>");
    RowSlot row{column.type, slot, {}};
    for (uint32_t i = 0; i < column.type.children.size(); ++i) {
      const Field &child = column.type.children[i];
      MR_ASSIGN(EventField field, resolveField(table, kind, child.name, child.type, column.name + "." + child.name));
      row.fields.push_back({field, i});
    }
    made.rows.push_back(std::move(row));
    return Status::ok();
  }
  return unknownColumn(table, column.name, "`event_type`, `person`, `auction` and `bid`");
}

class Reader final : public SplitReader {
public:
  Reader(Env &env, const Settings &settings, const Texts &texts, const Plan &plan, uint64_t split, uint64_t splitCount, uint64_t made)
      : env_(env), settings_(settings), plan_(plan), maker_(settings, texts), split_(split), splitCount_(splitCount), made_(made),
        startNs_(env.monotonicNs()), startTimeMs_(settings.rate.timeMs(made * splitCount)) {
    for (size_t kind = 0; kind < 3; ++kind)
      for (const RowSlot &row : plan.kinds[kind].rows)
        builders_[kind].push_back(std::make_unique<NestedRowBuilder>(row.type.children));
  }

  Result<ReadState> readRows(RowSink &rows) override {
    int64_t dueMs = settings_.isPaced ? startTimeMs_ + (env_.monotonicNs() - startNs_) / 1'000'000 : INT64_MAX;
    bool gaveAny = false;
    for (; !rows.isFull(); ++made_, gaveAny = true) {
      uint64_t event = made_ * splitCount_ + split_;
      if (event >= settings_.eventCount)
        return gaveAny ? ReadState::Ready : settings_.keepsAlive ? ReadState::NotReady : ReadState::End;
      if (settings_.isPaced && settings_.rate.timeMs(event) > dueMs)
        return gaveAny ? ReadState::Ready : ReadState::NotReady;
      makeRow(event, rows.builder);
    }
    return ReadState::Ready;
  }

  Result<std::string> position(const DecodeCursor &) override { return std::to_string(made_); }

private:
  void makeRow(uint64_t event, RowBuilder &out) {
    maker_.begin(event);
    auto kind = static_cast<size_t>(maker_.kind());
    out.begin(RowKind::Insert);
    for (uint32_t slot : plan_.typeSlots)
      out.set(slot, static_cast<int32_t>(kind));
    for (const FieldSlot &field : plan_.kinds[kind].fields)
      maker_.put(field.field, out, field.slot);
    for (size_t i = 0; i < builders_[kind].size(); ++i) {
      const RowSlot &row = plan_.kinds[kind].rows[i];
      NestedRowBuilder &nested = *builders_[kind][i];
      nested.begin();
      for (const FieldSlot &field : row.fields)
        maker_.put(field.field, nested, field.slot);
      out.setNested(row.slot, nested.finish());
    }
    out.finish();
  }

  Env &env_;
  const Settings &settings_;
  const Plan &plan_;
  EventMaker maker_;
  std::vector<std::unique_ptr<NestedRowBuilder>> builders_[3];
  const uint64_t split_, splitCount_;
  uint64_t made_;
  const int64_t startNs_, startTimeMs_;
};

class NexmarkSource final : public Source {
public:
  NexmarkSource(Env &env, Settings settings, Plan plan) : env_(env), settings_(std::move(settings)), plan_(std::move(plan)), texts_(settings_.seed) {}
  bool isBounded() const override { return settings_.eventCount != UINT64_MAX && !settings_.keepsAlive; }
  bool givesRows() const override { return true; }
  SplitOrder splitOrder() const override { return SplitOrder::Concurrent; }

  Result<std::vector<Split>> discoverSplits(uint32_t parallelism) override { return stripedSplits(parallelism); }

  Result<std::unique_ptr<SplitReader>> open(const Split &split) override {
    MR_ASSIGN(StripedPosition at, parseStripedSplit(split, "nexmark"));
    return std::unique_ptr<SplitReader>(std::make_unique<Reader>(env_, settings_, texts_, plan_, at.index, at.count, at.made));
  }

private:
  Env &env_;
  const Settings settings_;
  const Plan plan_;
  const Texts texts_;
};

Result<std::unique_ptr<Source>> makeNexmark(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(Settings settings, readSettings(options.options, options.sessionOptions, env.wallMs()));
  Plan whole, plan;
  for (uint32_t i = 0; i < options.fullSchema.size(); ++i) // what nobody reads is checked too
    MR_RETURN_IF_ERROR(planColumn(options.table, options.fullSchema[i], i, whole));
  for (uint32_t i = 0; i < options.physicalSchema.size(); ++i)
    MR_RETURN_IF_ERROR(planColumn(options.table, options.physicalSchema[i], i, plan));
  return std::unique_ptr<Source>(std::make_unique<NexmarkSource>(env, std::move(settings), std::move(plan)));
}

} // namespace
} // namespace nexmark

extern const ConnectorFactory mrConnectorNexmark;
const ConnectorFactory mrConnectorNexmark = {"nexmark", nexmark::makeNexmark, nullptr};

} // namespace millrace
