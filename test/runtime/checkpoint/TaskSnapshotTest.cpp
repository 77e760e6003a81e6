#include "runtime/checkpoint/TaskSnapshot.h"
#include "runtime/env/SimulatedEnv.h"
#include "runtime/task/Shard.h"

#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace millrace {
namespace {

constexpr uint32_t kGroups = 128;
Field column(const char *name, TypeKind kind, bool nullable) {
  return {name, {kind, nullable, kind == TypeKind::VarChar ? kMaxLength : 0, 0, {}}};
}

/// A task with one table of every kind and a timer; keys: (BIGINT) nullable, so that inline keys are padded.
TaskDescriptor everyKind() {
  TaskDescriptor task;
  task.name = "all";
  auto add = [&](StateKind kind, const char *name) {
    StateTableDescriptor table;
    table.kind = kind;
    table.name = table.account = name;
    table.operatorId = "op";
    table.key = {column("k", TypeKind::BigInt, true)};
    table.mapKey = {column("m", TypeKind::VarChar, false)};
    table.value = {column("n", TypeKind::BigInt, false), column("s", TypeKind::VarChar, false)};
    table.window = {WindowKind::Tumble, 10, 10, 0, 10};
    task.tables.push_back(table);
  };
  add(StateKind::Value, "values");
  add(StateKind::Map, "maps");
  add(StateKind::List, "lists");
  add(StateKind::Slices, "slices");
  add(StateKind::Value, "local");
  task.tables[4].isKeyed = false;
  add(StateKind::Sorted, "sorted");
  task.timers.push_back({"timer", "op", TimeDomain::EventTime, {column("s", TypeKind::VarChar, false)}});
  return task;
}

std::vector<uint8_t> keyOf(uint64_t n) {
  std::vector<uint8_t> key;
  key.push_back(n == 0); // key 0 is NULL: one byte
  if (n != 0)
    key.insert(key.end(), reinterpret_cast<uint8_t *>(&n), reinterpret_cast<uint8_t *>(&n) + 8);
  return key;
}

struct Instance {
  SimulatedEnv &env;
  RunOptions options;
  TaskDescriptor descriptor = everyKind();
  ShardActivity activity;
  Shard shard;
  Task task;
  explicit Instance(SimulatedEnv &env, uint32_t index)
      : env(env), shard(index, env, options, activity), task(shard, descriptor, TaskCode(), nullptr) {}

  void set(uint64_t n, const std::string &text) {
    std::vector<uint8_t> key = keyOf(n);
    uint64_t hash = hashKey(key.data(), key.size());
    auto size = static_cast<uint32_t>(key.size());
    bool inserted;
    auto store = [&](StateTable &table, uint8_t *value, uint64_t number) {
      std::memcpy(value + 16, &number, 8);
      table.storeBytes(value, reinterpret_cast<const uint8_t *>(text.data()), static_cast<uint32_t>(text.size()));
    };
    store(task.table(0), mr_table_find_or_insert(&task.table(0), hash, key.data(), size, &inserted), n);
    store(task.table(4), mr_table_find_or_insert(&task.table(4), hash, key.data(), size, &inserted), n);
    for (uint64_t m = 0; m < n % 4; ++m) {
      std::string mapKey = "m" + std::to_string(m);
      uint8_t *value = mr_map_find_or_insert(&task.map(1), hash, key.data(), size, reinterpret_cast<const uint8_t *>(mapKey.data()), 2, &inserted);
      store(task.map(1).inner, value, m);
      store(task.map(2).inner, mr_list_append(&task.map(2), hash, key.data(), size), m);
    }
    for (uint64_t m = 0; m < n % 5; ++m) {
      std::string sortKey(m % 2 + 1, static_cast<char>('z' - m / 2));
      uint32_t index;
      uint32_t entry = mr_sorted_insert(&task.sorted(5), hash, key.data(), size, reinterpret_cast<const uint8_t *>(sortKey.data()),
                                        static_cast<uint32_t>(sortKey.size()), &index);
      store(task.sorted(5).inner, mr_sorted_value_for_write(&task.sorted(5), entry), m);
    }
    auto end = static_cast<int64_t>(10 + n % 3 * 10);
    uint8_t *value = mr_slices_find_or_insert(&task.slices(3), end, hash, key.data(), size, &inserted);
    store(*task.slices(3).find(end), value, n);
    task.timers(0).set(static_cast<int64_t>(n % 7), hash, reinterpret_cast<const uint8_t *>(text.data()), static_cast<uint32_t>(text.size()));
  }

  /// Everything keyed as lines; each key is looked up as a row would look it up. Adds to `lines`, fires the timers.
  void describe(uint64_t keys, std::multiset<std::string> &lines) {
    auto show = [&](const char *what, uint64_t n, const uint8_t *value) {
      uint64_t number;
      StringView text;
      std::memcpy(&number, value + 16, 8);
      std::memcpy(&text, value, 16);
      lines.insert(std::string(what) + " " + std::to_string(n) + " " + std::to_string(number) + " " + std::string(text.view()));
    };
    for (uint64_t n = 0; n < keys; ++n) {
      std::vector<uint8_t> key = keyOf(n);
      uint64_t hash = hashKey(key.data(), key.size());
      auto size = static_cast<uint32_t>(key.size());
      if (const uint8_t *value = mr_table_find(&task.table(0), hash, key.data(), size))
        show("value", n, value);
      for (uint32_t map : {1u, 2u})
        for (uint32_t e = mr_map_first(&task.map(map), hash, key.data(), size); e != kNoEntry; e = mr_map_next(&task.map(map), e))
          show(map == 1 ? "map" : "list", n, mr_map_entry_value(&task.map(map), e));
      if (mr_map_count(&task.map(1), hash, key.data(), size) > 0)
        EXPECT_NE(mr_map_find(&task.map(1), hash, key.data(), size, reinterpret_cast<const uint8_t *>("m0"), 2), nullptr);
      for (uint32_t i = 0; i < mr_sorted_count(&task.sorted(5), hash, key.data(), size); ++i)
        show(("sorted" + std::to_string(i)).c_str(), n, mr_sorted_value(&task.sorted(5), mr_sorted_at(&task.sorted(5), hash, key.data(), size, i)));
      for (int64_t end : {10, 20, 30})
        if (StateTable *table = task.slices(3).find(end))
          if (const uint8_t *value = mr_table_find(table, hash, key.data(), size))
            show(("slice" + std::to_string(end)).c_str(), n, value);
    }
    DueTimer due;
    int64_t last = INT64_MIN;
    while (task.timers(0).popDue(INT64_MAX, due)) {
      EXPECT_GE(due.timeMs, last);
      last = due.timeMs;
      lines.insert("timer " + std::to_string(due.timeMs) + " " + std::string(due.key.begin(), due.key.end()));
    }
  }
};

/// Fills instances of a parallelism with keys by their key groups.
std::vector<std::unique_ptr<Instance>> fill(SimulatedEnv &env, uint32_t parallelism, uint64_t keys) {
  std::vector<std::unique_ptr<Instance>> instances;
  for (uint32_t i = 0; i < parallelism; ++i)
    instances.push_back(std::make_unique<Instance>(env, i));
  for (uint64_t n = 0; n < keys; ++n) {
    std::vector<uint8_t> key = keyOf(n);
    uint32_t group = keyGroupOf(hashKey(key.data(), key.size()), kGroups);
    instances[shardOfKeyGroup(group, parallelism, kGroups)]->set(n, "text " + std::to_string(n) + std::string(n % 200, 'x'));
  }
  return instances;
}

// Interface (e): frozen at N, written by another thread while rows change, at 2 shards; loaded at 3, timers included.
TEST(TaskSnapshotTest, WrittenAtTwoLoadsAtThree) {
  constexpr uint64_t kKeys = 3000;
  SimulatedEnv env;
  std::multiset<std::string> expected;
  for (auto &instance : fill(env, 1, kKeys))
    instance->describe(kKeys, expected);
  EXPECT_GT(expected.size(), kKeys * 4);
  auto two = fill(env, 2, kKeys);
  two[0]->task.slices(3).firedUntil = two[1]->task.slices(3).firedUntil = 5;
  for (uint32_t i = 0; i < 2; ++i) {
    TaskSnapshot snapshot = freezeTask(two[i]->task);
    std::thread writing([&] {
      auto writer = SnapshotWriter::create(env, "snapshot-" + std::to_string(i), {7, kGroups, keyGroupsOfShard(i, 2, kGroups)});
      ASSERT_TRUE(writer.isOk());
      Status written = writeTask(snapshot, **writer);
      ASSERT_TRUE(written.isOk()) << written.toString();
      ASSERT_TRUE((*writer)->finish().isOk());
      snapshot.states.clear();
    });
    for (uint64_t n = 0; n < 2 * kKeys; n += 3)
      two[i]->set(n, "changed");
    writing.join();
  }
  std::multiset<std::string> seen;
  for (uint32_t i = 0; i < 3; ++i) {
    Instance instance(env, i);
    KeyGroupRange groups = keyGroupsOfShard(i, 3, kGroups);
    for (uint32_t file = 0; file < 2; ++file) {
      auto reader = SnapshotReader::open(env, "snapshot-" + std::to_string(file));
      ASSERT_TRUE(reader.isOk()) << reader.status().toString();
      EXPECT_EQ((*reader)->header().epoch, 7u);
      Status loaded = loadTask(instance.task, **reader, groups);
      ASSERT_TRUE(loaded.isOk()) << loaded.toString();
    }
    EXPECT_EQ(instance.task.slices(3).firedUntil, 5);
    StateTable &table = instance.task.table(0);
    EXPECT_GT(table.count, kKeys / 4);
    for (uint32_t e = mr_table_next(&table, 0); e != kNoEntry; e = mr_table_next(&table, e + 1))
      ASSERT_TRUE(groups.contains(keyGroupOf(mr_table_entry_hash(&table, e), kGroups)));
    EXPECT_EQ(instance.task.table(4).count, 0u) << "local pre-aggregates are no state";
    instance.describe(kKeys, seen);
  }
  EXPECT_EQ(seen, expected);
}

// A list that was loaded goes on counting: an append lands behind the old elements.
TEST(TaskSnapshotTest, ListsGoOnAfterLoading) {
  SimulatedEnv env;
  auto one = fill(env, 1, 4);
  auto writer = SnapshotWriter::create(env, "s", {1, kGroups, {0, kGroups}});
  ASSERT_TRUE(writeTask(freezeTask(one[0]->task), **writer).isOk());
  ASSERT_TRUE((*writer)->finish().isOk());
  Instance loaded(env, 0);
  auto reader = SnapshotReader::open(env, "s");
  ASSERT_TRUE(loadTask(loaded.task, **reader, {0, kGroups}).isOk());
  std::vector<uint8_t> key = keyOf(3);
  uint64_t hash = hashKey(key.data(), key.size());
  uint64_t added = 77, last = 0;
  std::memcpy(mr_list_append(&loaded.task.map(2), hash, key.data(), 9) + 16, &added, 8);
  EXPECT_EQ(mr_map_count(&loaded.task.map(2), hash, key.data(), 9), 4u);
  for (uint32_t e = mr_map_first(&loaded.task.map(2), hash, key.data(), 9); e != kNoEntry; e = mr_map_next(&loaded.task.map(2), e))
    std::memcpy(&last, mr_map_entry_value(&loaded.task.map(2), e) + 16, 8);
  EXPECT_EQ(last, 77u);
}

// No damaged byte and no missing end may pass, crash or load something else.
TEST(TaskSnapshotTest, EveryDamagedByteIsFound) {
  SimulatedEnv env;
  auto one = fill(env, 1, 12);
  auto writer = SnapshotWriter::create(env, "s", {1, 16, {0, 16}});
  ASSERT_TRUE(writeTask(freezeTask(one[0]->task), **writer).isOk());
  ASSERT_TRUE((*writer)->finish().isOk());
  std::string good = *env.file("s");
  auto load = [&](const std::string &content) {
    env.setFile("damaged", content);
    auto reader = SnapshotReader::open(env, "damaged");
    if (!reader.isOk())
      return reader.status();
    Instance instance(env, 0);
    return loadTask(instance.task, **reader, {0, 16});
  };
  ASSERT_TRUE(load(good).isOk());
  for (size_t i = 0; i < good.size(); ++i) {
    std::string damaged = good;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << i % 8));
    Status status = load(damaged);
    ASSERT_EQ(status.code(), StatusCode::Corrupt) << "byte " << i;
    ASSERT_EQ(status.context().file, "damaged");
  }
  for (size_t size = 0; size < good.size(); size += 7)
    ASSERT_EQ(load(good.substr(0, size)).code(), StatusCode::Corrupt) << size;
  EXPECT_EQ(load(good + "x").code(), StatusCode::Corrupt);
}

// A snapshot whose write, sync or open failed must say so, whichever operation it was.
TEST(TaskSnapshotTest, FailedWritesAreReported) {
  SimulatedEnv env;
  auto one = fill(env, 1, 12);
  int failures = 0;
  for (int64_t k = 0; k < 1000; ++k) {
    env.failOperation(k);
    std::string path = "s" + std::to_string(k);
    auto attempt = [&]() -> Status {
      MR_ASSIGN(std::unique_ptr<SnapshotWriter> writer, SnapshotWriter::create(env, path, {1, 16, {0, 16}}));
      MR_RETURN_IF_ERROR(writeTask(freezeTask(one[0]->task), *writer));
      return writer->finish();
    };
    Status status = attempt();
    if (status.isOk())
      break;
    EXPECT_EQ(status.code(), StatusCode::Io);
    ++failures;
  }
  env.failOperation(-1);
  EXPECT_GT(failures, 10);
  EXPECT_LT(failures, 1000);
}

} // namespace
} // namespace millrace
