#include "runtime/exchange/Channel.h"

namespace millrace {

Channel::~Channel() {
  BatchPool pool;
  for (Batch *batch : overflow_)
    pool.give(batch);
  while (Batch *batch = forward_.pop())
    pool.give(batch);
  while (Batch *batch = backward_.pop())
    pool.give(batch);
}

void Channel::push(Batch *batch) {
  bytes_.fetch_add(weight(*batch), std::memory_order_relaxed);
  if (!drainOverflow() || !forward_.push(batch))
    overflow_.push_back(batch);
}

bool Channel::drainOverflow() {
  while (!overflow_.empty()) {
    if (!forward_.push(overflow_.front()))
      return false;
    overflow_.pop_front();
  }
  return true;
}

Batch *Channel::pop() {
  Batch *batch = forward_.pop();
  if (batch)
    bytes_.fetch_sub(weight(*batch), std::memory_order_relaxed);
  return batch;
}

void Channel::giveBack(Batch *batch, BatchPool &pool) {
  if (batch->capacity > kBatchBytes || !backward_.push(batch))
    pool.give(batch);
}

} // namespace millrace
