#include "runtime/time/Timers.h"

namespace millrace {

Timers::Timers(uint32_t inlineKeyBytes, MemoryAccount &account)
    : table_(makeEntryShape(inlineKeyBytes == 0 ? 0 : inlineKeyBytes + 8, 8, {}), account) {}

void Timers::useKey(int64_t timeMs, const uint8_t *key, uint32_t keySizeBytes) {
  key_.resize(8 + static_cast<size_t>(keySizeBytes));
  std::memcpy(key_.data(), &timeMs, 8);
  if (keySizeBytes > 0)
    std::memcpy(key_.data() + 8, key, keySizeBytes);
}

uint64_t Timers::mix(int64_t timeMs, uint64_t hash) {
  uint64_t mixed = (hash ^ static_cast<uint64_t>(timeMs)) * 0x9E3779B97F4A7C15ull;
  return mixed ^ mixed >> 32;
}

void Timers::set(int64_t timeMs, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  useKey(timeMs, key, keySizeBytes);
  bool inserted;
  uint32_t entry =
      table_.findOrInsert(mix(timeMs, hash), key_.data(), static_cast<uint32_t>(key_.size()), &inserted);
  if (!inserted)
    return;
  std::memcpy(table_.valueForWrite(entry), &hash, sizeof(hash));
  wheel_.set(entry, timeMs);
}

void Timers::clear(int64_t timeMs, uint64_t hash, const uint8_t *key, uint32_t keySizeBytes) {
  useKey(timeMs, key, keySizeBytes);
  uint32_t entry = table_.find(mix(timeMs, hash), key_.data(), static_cast<uint32_t>(key_.size()));
  if (entry == kNoEntry)
    return;
  wheel_.remove(entry);
  table_.eraseEntry(entry);
}

bool Timers::popDue(int64_t limitMs, DueTimer &due) {
  uint32_t entry = wheel_.popDue(limitMs);
  if (entry == TimerWheel::kNone)
    return false;
  EntryReader reader = table_.reader();
  uint32_t sizeBytes;
  const uint8_t *key = reader.key(entry, &sizeBytes);
  std::memcpy(&due.timeMs, key, 8);
  due.key.assign(key + 8, key + sizeBytes);
  std::memcpy(&due.hash, reader.value(entry), sizeof(due.hash));
  table_.eraseEntry(entry);
  return true;
}

} // namespace millrace
