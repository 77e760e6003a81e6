/// A task's keyed state at one epoch: frozen on the shard in microseconds, written by another thread, loaded at any parallelism.
///
/// Lifetime: the task outlives the snapshot.
/// Threads:  freezeTask and loadTask on the shard (or before it runs); writeTask and the destructor on any one thread.
#pragma once
#include "runtime/checkpoint/SnapshotFile.h"
#include "runtime/task/Task.h"

namespace millrace {

struct FrozenState {
  std::string name; // operator id/name
  StateKind kind = StateKind::Value;
  std::unique_ptr<FrozenTable> table; // value; map, sorted: outer; timers
  std::unique_ptr<FrozenTable> inner; // map, sorted
  std::vector<std::pair<int64_t, std::unique_ptr<FrozenTable>>> slices;
  int64_t firedUntil = 0;
  bool isTimers = false;
};

struct TaskSnapshot {
  std::vector<FrozenState> states;
};

/// Local pre-aggregates are no state: their flush comes before the barrier.
TaskSnapshot freezeTask(Task &task);
Status writeTask(const TaskSnapshot &snapshot, SnapshotWriter &writer);
/// Adds the entries of `groups` that the file holds. Called once per file of the epoch.
Status loadTask(Task &task, SnapshotReader &reader, KeyGroupRange groups);

} // namespace millrace
