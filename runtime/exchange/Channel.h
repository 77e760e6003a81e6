/// Carries batches from one shard to another, in order; batches come back the same way to be used again.
///
/// Bounds:  `bytesMax` is when the producer stops being stepped; what one step emits may exceed it. Nothing is ever lost or refused.
/// Threads: one producer (push, recycle, isOverLimit), one consumer (pop, giveBack, isEmpty). Lock-free.
/// Source:  Lamport's single-producer ring; overflow stays with the producer until there is room.
#pragma once
#include "runtime/exchange/Batch.h"

#include <array>
#include <atomic>
#include <deque>

namespace millrace {

/// Fixed ring of pointers for one producer and one consumer.
class BatchRing {
public:
  static constexpr uint32_t kSlots = 256;
  bool push(Batch *batch) {
    uint32_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) == kSlots)
      return false;
    slots_[tail % kSlots] = batch;
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }
  Batch *pop() {
    uint32_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire))
      return nullptr;
    Batch *batch = slots_[head % kSlots];
    head_.store(head + 1, std::memory_order_release);
    return batch;
  }
  bool isEmpty() const { return head_.load(std::memory_order_relaxed) == tail_.load(std::memory_order_acquire); }

private:
  std::array<Batch *, kSlots> slots_;
  alignas(64) std::atomic<uint32_t> head_{0};
  alignas(64) std::atomic<uint32_t> tail_{0};
};

class Channel {
public:
  explicit Channel(uint64_t bytesMax) : bytesMax_(bytesMax) {}
  ~Channel();
  Channel(const Channel &) = delete;
  Channel &operator=(const Channel &) = delete;

  // Producer.
  void push(Batch *batch);
  /// Moves what did not fit into the ring; true when nothing is left behind.
  bool drainOverflow();
  /// A batch that the consumer is done with, or null.
  Batch *recycle() { return backward_.pop(); }
  bool isOverLimit() const { return bytes_.load(std::memory_order_relaxed) >= bytesMax_ || !overflow_.empty(); }

  // Consumer.
  Batch *pop();
  /// Into `pool` when the way back is full.
  void giveBack(Batch *batch, BatchPool &pool);
  bool isEmpty() const { return forward_.isEmpty(); }

private:
  static uint64_t weight(const Batch &batch) { return batch.sizeBytes + sizeof(Batch); }

  BatchRing forward_;
  BatchRing backward_;
  alignas(64) std::atomic<uint64_t> bytes_{0};
  uint64_t bytesMax_;
  std::deque<Batch *> overflow_;
};

} // namespace millrace
