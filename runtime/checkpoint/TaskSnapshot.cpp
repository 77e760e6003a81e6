#include "runtime/checkpoint/TaskSnapshot.h"

namespace millrace {
namespace {

enum class RecordKind : uint8_t { Value = 0, Map = 1, Slice = 2, Timer = 3, SlicesProgress = 4, Sorted = 5 };

void appendValue(RecordBytes &out, const uint8_t *value, uint32_t valueBytes, const std::vector<uint32_t> &variableOffsets,
                 uint32_t skipped) {
  size_t start = out.bytes.size();
  out.raw(value + skipped, valueBytes - skipped);
  for (uint32_t offset : variableOffsets) {
    StringView view;
    std::memcpy(&view, value + offset, sizeof(view));
    uint64_t stored[2] = {view.sizeBytes, 0};
    std::memcpy(out.bytes.data() + start + offset - skipped, stored, sizeof(stored));
    out.raw(view.bytes, view.sizeBytes);
  }
}

/// Into a new value of a live table. False: the record is too short.
bool takeValue(RecordCursor &in, StateTable &table, uint32_t entry, uint32_t skipped) {
  const EntryShape &shape = table.shape;
  std::span<const uint8_t> fixed = in.raw(shape.valueBytes - skipped);
  if (in.failed)
    return false;
  uint8_t *value = table.valueForWrite(entry);
  std::memcpy(value + skipped, fixed.data(), fixed.size());
  for (uint32_t offset : shape.variableOffsets) {
    uint64_t sizeBytes = 0;
    std::memcpy(&sizeBytes, fixed.data() + offset - skipped, 8);
    std::memset(value + offset, 0, sizeof(StringView));
    std::span<const uint8_t> bytes = in.raw(sizeBytes);
    if (!in.failed)
      table.storeBytes(value + offset, bytes.data(), static_cast<uint32_t>(bytes.size()));
  }
  return !in.failed;
}

void appendKey(RecordBytes &out, const EntryReader &reader, uint32_t entry, uint32_t skipped) {
  uint32_t sizeBytes;
  const uint8_t *key = reader.key(entry, &sizeBytes);
  out.counted(key + skipped, sizeBytes - skipped);
}

/// Writes a table's entries, each as one record: `fill(record, entry)` gives the record and the hash whose key group it goes to.
template <typename Fill> Status writeEntries(const FrozenTable &table, SnapshotWriter &writer, uint32_t id, Fill fill) {
  EntryReader reader = table.reader();
  RecordBytes record;
  for (uint32_t entry = reader.next(0); entry != kNoEntry; entry = reader.next(entry + 1)) {
    record.bytes.clear();
    uint64_t hash = fill(record, reader, entry);
    MR_RETURN_IF_ERROR(writer.add(id, keyGroupOf(hash, writer.header().maxParallelism), record));
  }
  return Status::ok();
}

Status writeValues(const FrozenTable &table, SnapshotWriter &writer, uint32_t id, const int64_t *sliceEnd) {
  const EntryShape &shape = table.shape();
  return writeEntries(table, writer, id, [&](RecordBytes &out, const EntryReader &reader, uint32_t entry) {
    out.number(sliceEnd ? RecordKind::Slice : RecordKind::Value);
    if (sliceEnd)
      out.number(*sliceEnd);
    appendKey(out, reader, entry, 0);
    out.number(reader.hash(entry));
    appendValue(out, reader.value(entry), shape.valueBytes, shape.variableOffsets, 0);
    return reader.hash(entry);
  });
}

Status writeMap(const FrozenState &state, SnapshotWriter &writer, uint32_t id) {
  EntryReader inner = state.inner->reader();
  const EntryShape &shape = state.inner->shape();
  return writeEntries(*state.table, writer, id, [&](RecordBytes &out, const EntryReader &reader, uint32_t entry) {
    MapHead head;
    std::memcpy(&head, reader.value(entry), sizeof(head));
    out.number(RecordKind::Map);
    appendKey(out, reader, entry, 0);
    out.number(reader.hash(entry));
    out.number(head.nextListNumber);
    out.number(head.count);
    uint32_t at = head.first;
    for (uint32_t i = 0; i < head.count; ++i) {
      appendKey(out, inner, at, 4);
      out.number(MapTable::mapHashOf(inner.hash(at), reader.hash(entry)));
      appendValue(out, inner.value(at), shape.valueBytes, shape.variableOffsets, sizeof(MapLink));
      std::memcpy(&at, inner.value(at) + offsetof(MapLink, next), 4);
    }
    return reader.hash(entry);
  });
}

Status writeSorted(const FrozenState &state, SnapshotWriter &writer, uint32_t id) {
  SortedReader rows{state.inner->reader()};
  const EntryShape &shape = state.inner->shape();
  return writeEntries(*state.table, writer, id, [&](RecordBytes &out, const EntryReader &reader, uint32_t entry) {
    SortedHead head;
    std::memcpy(&head, reader.value(entry), sizeof(head));
    out.number(RecordKind::Sorted);
    appendKey(out, reader, entry, 0);
    out.number(reader.hash(entry));
    out.number(head.count);
    uint32_t at = head.first;
    for (uint32_t i = 0; i < head.count; ++i, at = rows.next(at)) {
      appendKey(out, rows.inner, at, 0);
      appendValue(out, rows.inner.value(at), shape.valueBytes, shape.variableOffsets, sizeof(SortedNode));
    }
    return reader.hash(entry);
  });
}

Status writeTimers(const FrozenState &state, SnapshotWriter &writer, uint32_t id) {
  return writeEntries(*state.table, writer, id, [&](RecordBytes &out, const EntryReader &reader, uint32_t entry) {
    uint32_t sizeBytes;
    uint64_t hash;
    std::memcpy(&hash, reader.value(entry), sizeof(hash));
    out.number(RecordKind::Timer);
    out.raw(reader.key(entry, &sizeBytes), 8);
    out.number(hash);
    appendKey(out, reader, entry, 8);
    return hash;
  });
}

Status writeSlices(const FrozenState &state, SnapshotWriter &writer, uint32_t id) {
  for (uint32_t group = writer.header().groups.first; group < writer.header().groups.end; ++group) {
    RecordBytes progress;
    progress.number(RecordKind::SlicesProgress);
    progress.number(state.firedUntil);
    MR_RETURN_IF_ERROR(writer.add(id, group, progress));
  }
  for (const auto &[end, table] : state.slices)
    MR_RETURN_IF_ERROR(writeValues(*table, writer, id, &end));
  return Status::ok();
}

bool takeEntry(RecordCursor &in, StateTable &table) {
  std::span<const uint8_t> key = in.counted();
  if (in.failed || (table.shape.inlineKeyBytes != 0 && key.size() != table.shape.inlineKeyBytes))
    return false;
  // The hash is of the key without its padding, which only the writer knew; it comes with the entry.
  auto hash = in.number<uint64_t>();
  bool inserted;
  uint32_t entry = table.findOrInsert(hash, key.data(), static_cast<uint32_t>(key.size()), &inserted);
  return !in.failed && inserted && takeValue(in, table, entry, 0);
}

} // namespace

TaskSnapshot freezeTask(Task &task) {
  TaskSnapshot snapshot;
  const TaskDescriptor &descriptor = task.descriptor();
  for (uint32_t i = 0; i < descriptor.tables.size(); ++i) {
    const StateTableDescriptor &table = descriptor.tables[i];
    if (!table.isKeyed)
      continue;
    FrozenState state;
    state.name = table.operatorId + "/" + table.name;
    state.kind = table.kind;
    if (table.kind == StateKind::Value) {
      state.table = task.table(i).freeze();
    } else if (table.kind == StateKind::Slices) {
      Slices &slices = task.slices(i);
      state.firedUntil = slices.firedUntil;
      for (uint32_t s = 0; s < slices.openCount; ++s)
        state.slices.emplace_back(slices.open[s].end, slices.open[s].table->freeze());
    } else if (table.kind == StateKind::Sorted) {
      state.table = task.sorted(i).outer.freeze();
      state.inner = task.sorted(i).inner.freeze();
    } else {
      state.table = task.map(i).outer.freeze();
      state.inner = task.map(i).inner.freeze();
    }
    snapshot.states.push_back(std::move(state));
  }
  for (uint32_t i = 0; i < descriptor.timers.size(); ++i) {
    FrozenState state;
    state.name = descriptor.timers[i].operatorId + "/" + descriptor.timers[i].name;
    state.isTimers = true;
    state.table = task.timers(i).table().freeze();
    snapshot.states.push_back(std::move(state));
  }
  return snapshot;
}

Status writeTask(const TaskSnapshot &snapshot, SnapshotWriter &writer) {
  for (const FrozenState &state : snapshot.states) {
    uint32_t id = writer.addTable(state.name);
    Status status = state.isTimers                      ? writeTimers(state, writer, id)
                    : state.kind == StateKind::Value  ? writeValues(*state.table, writer, id, nullptr)
                    : state.kind == StateKind::Slices ? writeSlices(state, writer, id)
                    : state.kind == StateKind::Sorted ? writeSorted(state, writer, id)
                                                      : writeMap(state, writer, id);
    MR_RETURN_IF_ERROR(std::move(status));
  }
  return Status::ok();
}

namespace {

bool takeMap(RecordCursor &in, MapTable &map) {
  std::span<const uint8_t> key = in.counted();
  auto hash = in.number<uint64_t>();
  auto nextListNumber = in.number<uint64_t>();
  auto count = in.number<uint32_t>();
  if (in.failed || (map.outer.shape.inlineKeyBytes != 0 && key.size() != map.outer.shape.inlineKeyBytes))
    return false;
  auto keyBytes = static_cast<uint32_t>(key.size());
  uint32_t outer = map.outerEntry(hash, key.data(), keyBytes);
  std::memcpy(map.outer.valueForWrite(outer) + offsetof(MapHead, nextListNumber), &nextListNumber, sizeof(nextListNumber));
  for (uint32_t i = 0; i < count && !in.failed; ++i) {
    std::span<const uint8_t> mapKey = in.counted();
    auto mapHash = in.number<uint64_t>();
    if (in.failed || (map.inner.shape.inlineKeyBytes != 0 && mapKey.size() + 4 != map.inner.shape.inlineKeyBytes))
      return false;
    uint32_t entry = map.appendLoaded(outer, mapHash, mapKey.data(), static_cast<uint32_t>(mapKey.size()));
    if (!takeValue(in, map.inner, entry, sizeof(MapLink)))
      return false;
  }
  return !in.failed;
}

bool takeSorted(RecordCursor &in, SortedTable &table) {
  std::span<const uint8_t> key = in.counted();
  auto hash = in.number<uint64_t>();
  auto count = in.number<uint32_t>();
  if (in.failed || count == 0 || (table.outer.shape.inlineKeyBytes != 0 && key.size() != table.outer.shape.inlineKeyBytes))
    return false;
  uint32_t outer = table.outerEntry(hash, key.data(), static_cast<uint32_t>(key.size()));
  for (uint32_t i = 0; i < count && !in.failed; ++i) {
    std::span<const uint8_t> sortKey = in.counted();
    if (in.failed || (table.inner.shape.inlineKeyBytes != 0 && sortKey.size() != table.inner.shape.inlineKeyBytes))
      return false;
    uint32_t index;
    uint32_t entry = table.insert(outer, sortKey.data(), static_cast<uint32_t>(sortKey.size()), &index);
    if (!takeValue(in, table.inner, entry, sizeof(SortedNode)))
      return false;
  }
  return !in.failed;
}

bool takeRecord(RecordCursor &in, Task &task, uint32_t index, bool isTimers) {
  auto kind = in.number<RecordKind>();
  if (isTimers) {
    auto timeMs = in.number<int64_t>();
    auto hash = in.number<uint64_t>();
    std::span<const uint8_t> key = in.counted();
    if (in.failed || kind != RecordKind::Timer)
      return false;
    task.timers(index).set(timeMs, hash, key.data(), static_cast<uint32_t>(key.size()));
    return true;
  }
  switch (task.descriptor().tables[index].kind) {
  case StateKind::Value:
    return kind == RecordKind::Value && takeEntry(in, task.table(index));
  case StateKind::Map:
  case StateKind::List:
    return kind == RecordKind::Map && takeMap(in, task.map(index));
  case StateKind::Sorted:
    return kind == RecordKind::Sorted && takeSorted(in, task.sorted(index));
  case StateKind::Slices: {
    Slices &slices = task.slices(index);
    auto number = in.number<int64_t>();
    if (in.failed)
      return false;
    if (kind == RecordKind::SlicesProgress) {
      slices.firedUntil = std::max(slices.firedUntil, number);
      return true;
    }
    return kind == RecordKind::Slice && takeEntry(in, *slices.openSlice(number));
  }
  }
  return false;
}

Status loadState(Task &task, SnapshotReader &reader, KeyGroupRange groups, const std::string &name, uint32_t index, bool isTimers) {
  return reader.forEachBlock(name, groups, [&](RecordCursor &in) {
    while (!in.isAtEnd())
      if (!takeRecord(in, task, index, isTimers))
        in.failed = true;
    return Status::ok();
  });
}

} // namespace

Status loadTask(Task &task, SnapshotReader &reader, KeyGroupRange groups) {
  const TaskDescriptor &descriptor = task.descriptor();
  for (uint32_t i = 0; i < descriptor.tables.size(); ++i)
    if (descriptor.tables[i].isKeyed)
      MR_RETURN_IF_ERROR(loadState(task, reader, groups, descriptor.tables[i].operatorId + "/" + descriptor.tables[i].name, i, false));
  for (uint32_t i = 0; i < descriptor.timers.size(); ++i)
    MR_RETURN_IF_ERROR(loadState(task, reader, groups, descriptor.timers[i].operatorId + "/" + descriptor.timers[i].name, i, true));
  return Status::ok();
}

} // namespace millrace
