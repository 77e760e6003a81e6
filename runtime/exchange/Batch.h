/// Packed rows and watermark marks on their way between two tasks, ended by at most one tail mark.
///
/// Lifetime: whoever holds the pointer owns the bytes; batches go back to a BatchPool and serve again.
/// Bounds:   cut at 512 rows or 64 KiB; a larger row has a batch of its own.
/// Threads:  one at a time; channels pass batches from one shard to another.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace millrace {

constexpr uint32_t kBatchRowsMax = 512;
constexpr uint32_t kBatchBytes = 64 * 1024;

/// What ends a batch, after its rows.
enum class TailMark : uint8_t {
  None,
  Barrier, // payload: checkpoint number
  Idle,    // the channel promises nothing until Active
  Active,
  End,     // nothing follows
};

struct Batch {
  uint8_t *bytes = nullptr;
  uint32_t capacity = 0;
  uint32_t sizeBytes = 0;
  uint32_t rowCount = 0;
  TailMark mark = TailMark::None;
  uint64_t payload = 0;
};

/// Batches that wait to be used again. One per shard; not thread-safe.
class BatchPool {
public:
  BatchPool() = default;
  ~BatchPool();
  BatchPool(const BatchPool &) = delete;
  BatchPool &operator=(const BatchPool &) = delete;

  /// Empty, with room for `sizeBytes` at least.
  Batch *take(uint32_t sizeBytes = kBatchBytes);
  void give(Batch *batch);

private:
  static constexpr size_t kKept = 64;
  std::vector<Batch *> free_;
};

} // namespace millrace
