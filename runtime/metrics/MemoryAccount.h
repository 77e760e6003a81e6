/// Counts the bytes that one operator, or a whole run, holds.
///
/// Bounds:  `limitBytes` 0: none. Being over is noticed by the task loop after the step, so one step may overshoot.
/// Threads: any; counts are relaxed.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>

namespace millrace {

class MemoryAccount {
public:
  explicit MemoryAccount(std::string name, uint64_t limitBytes = 0, MemoryAccount *parent = nullptr)
      : name_(std::move(name)), limitBytes_(limitBytes), parent_(parent) {}
  MemoryAccount(const MemoryAccount &) = delete;
  MemoryAccount &operator=(const MemoryAccount &) = delete;

  /// Negative gives back.
  void add(int64_t bytes) {
    for (MemoryAccount *account = this; account; account = account->parent_)
      account->bytes_.fetch_add(bytes, std::memory_order_relaxed);
  }
  int64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
  /// Whether this or a parent is over its limit.
  bool isOver() const {
    for (const MemoryAccount *account = this; account; account = account->parent_)
      if (account->limitBytes_ != 0 && account->bytes() > static_cast<int64_t>(account->limitBytes_))
        return true;
    return false;
  }
  uint64_t limitBytes() const { return limitBytes_ != 0 || !parent_ ? limitBytes_ : parent_->limitBytes(); }
  const std::string &name() const { return name_; }

private:
  std::string name_;
  std::atomic<int64_t> bytes_{0};
  uint64_t limitBytes_;
  MemoryAccount *parent_;
};

} // namespace millrace
