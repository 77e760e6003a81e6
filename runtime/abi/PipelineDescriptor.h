/// A compiled pipeline as plain data: what the runtime must know besides the code. Made by the compiler, carried as one byte
/// string by JIT and AOT alike.
///
/// Format: magic, version, then the fields in declaration order as LEB128 numbers and counted strings; every count is checked
///         against the bytes that are there.
#pragma once
#include "runtime/abi/RowLayout.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace millrace {

constexpr uint32_t kDescriptorVersion = 4;
constexpr uint32_t kNoEntryPoint = 0xFFFFFFFF;
constexpr uint32_t kNoIndex = 0xFFFFFFFF;

using DescriptorOptions = std::vector<std::pair<std::string, std::string>>; // sorted by key

enum class ExchangeKind : uint8_t { Forward = 0, Hash = 1, Broadcast = 2, Singleton = 3 };

/// Connects one output of one task to one input of one task.
struct ExchangeDescriptor {
  ExchangeKind kind = ExchangeKind::Forward;
  Schema schema;
  std::vector<uint32_t> keyColumns; // Hash: of `schema`, in key order
};

enum class InputKind : uint8_t { Exchange = 0, Source = 1 };

struct InputDescriptor {
  InputKind kind = InputKind::Exchange;
  uint32_t index = 0;     // of the exchange or the source
  uint32_t generator = kNoIndex; // source inputs: index into TaskDescriptor::generators
  bool isPreloaded = false; // exchange inputs: read to its end before the task's other inputs; it is bounded
};

enum class StateKind : uint8_t { Value = 0, Map = 1, Slices = 2, List = 3, Sorted = 4 };
enum class WindowKind : uint8_t { Tumble = 0, Hop = 1, Cumulate = 2 };

/// Which windows a slice belongs to. Bounds in epoch ms: start ≡ offsetMs (mod slideMs); CUMULATE: max windows start ≡ offsetMs
/// (mod sizeMs), step = slideMs.
struct WindowSpec {
  WindowKind kind = WindowKind::Tumble;
  int64_t sizeMs = 0;
  int64_t slideMs = 0; // TUMBLE: = sizeMs
  int64_t offsetMs = 0;
  int64_t sliceMs = 0; // TUMBLE: sizeMs; HOP: gcd(sizeMs, slideMs); CUMULATE: slideMs
};

struct StateTableDescriptor {
  StateKind kind = StateKind::Value;
  std::string name;        // `window-aggregate`: with the operator id, the table's name in snapshots
  std::string operatorId;  // hash of meaning
  std::string account;     // operator shown in metrics and budget failures
  std::string bound;       // EXPLAIN's text: `window`, `TTL 1 h`, `unbounded`
  Schema key;
  Schema mapKey;           // Map; Sorted: the sort columns
  Schema value;            // layout: computeStateLayout
  WindowSpec window;       // Slices
  uint64_t ttlMs = 0;      // 0: none
  bool isKeyed = true;     // false: a table of local pre-aggregates, flushed before barriers and never written
};

enum class TimeDomain : uint8_t { EventTime = 0, ProcessingTime = 1 };

struct TimerDescriptor {
  std::string name;
  std::string operatorId;
  TimeDomain domain = TimeDomain::EventTime;
  Schema key;
};

struct WatermarkGeneratorDescriptor {
  int64_t intervalMs = 200; // 0: after every row that advances it (`on-event`)
  int64_t idleTimeoutMs = 0; // 0: never idle
  std::string column;
};

struct FailureSite {
  std::string what; // `CAST(amount AS INT)`: SQL text
  uint32_t line = 0, column = 0; // in the SQL file, from 1; 0: unknown
};

struct SourceDescriptor {
  std::string table;
  std::string connector;
  DescriptorOptions options; // without `connector` and the format's
  std::string format;        // empty: the connector gives rows
  DescriptorOptions formatOptions; // without the format's prefix
  Schema fullSchema;         // physical columns as declared, without partition keys
  Schema physicalSchema;     // those that are read, in `fullSchema` order: what decoders make
  std::vector<std::string> metadataColumns; // keys that are read: `timestamp`, `file.path`, …
  std::vector<std::string> partitionKeys; // columns whose values stand in the paths of files, in the order of the path
  Schema partitionSchema;    // those that are read, in that order
  bool hasGeneratedDecoder = false; // <task>_decode; else rows of physicalSchema come through <task>_rows
};

struct SinkDescriptor {
  std::string table;
  std::string connector;
  DescriptorOptions options;
  std::string format;
  DescriptorOptions formatOptions;
  Schema schema;             // of the records: without metadata and partition keys
  std::vector<std::string> metadataColumns; // keys that are written: behind the record's text (SinkBytes)
  std::vector<std::string> partitionKeys;   // if any, the partition's path stands behind the record's text (SinkBytes)
  std::vector<uint32_t> primaryKey;         // of `schema`; empty where a partition key is part of it
};

/// Indices into the entry point table; kNoEntryPoint where there is none.
struct TaskEntryPoints {
  uint32_t rows = kNoEntryPoint;
  uint32_t decode = kNoEntryPoint;
  uint32_t watermark = kNoEntryPoint; // every task has one
  uint32_t timer = kNoEntryPoint;
  uint32_t flush = kNoEntryPoint;
  uint32_t clock = kNoEntryPoint;
};

struct TaskDescriptor {
  std::string name;       // `source-orders`, `window-aggregate`: prefix of the entry points
  std::string operatorId; // stable
  std::vector<InputDescriptor> inputs;
  std::vector<uint32_t> outputs; // exchange indices
  std::vector<uint32_t> sinks;   // indices into PipelineDescriptor::sinks
  TaskEntryPoints entries;
  std::vector<StateTableDescriptor> tables;
  std::vector<TimerDescriptor> timers;
  std::vector<WatermarkGeneratorDescriptor> generators;
  std::vector<FailureSite> failureSites;
  bool isSingleton = false; // runs on shard 0 only (bounded VALUES, global aggregates without keys)
};

struct PipelineDescriptor {
  uint32_t version = kDescriptorVersion;
  std::string name;     // of the program
  std::string sqlText;
  uint64_t planHash = 0;
  std::string timeZone; // table.local-time-zone: `UTC`, `Europe/Berlin`, `GMT+08:00`
  std::string cpu;      // `x86-64-v3`: checked at start
  std::string compilerVersion;
  DescriptorOptions sessionOptions;
  std::vector<TaskDescriptor> tasks; // producers before consumers
  std::vector<ExchangeDescriptor> exchanges;
  std::vector<SourceDescriptor> sources;
  std::vector<SinkDescriptor> sinks;
};

/// One generated function. The table's order is that of the indices in TaskEntryPoints.
struct EntryPoint {
  const char *name;
  void *address;
};

std::string serialize(const PipelineDescriptor &descriptor);
/// Nothing when the bytes are not a whole descriptor of this version, or an index in it points nowhere.
std::optional<PipelineDescriptor> deserialize(std::string_view bytes);
/// First thing wrong with a descriptor's indices, or empty.
std::string verify(const PipelineDescriptor &descriptor);

} // namespace millrace
