/// What a connector is to the runtime: sources that are cut into splits with serialisable positions, and sinks with epochs.
///
/// Threads: Source and Sink objects are made and asked on the control thread before the shards start; each SplitReader and
///          SinkWriter is made on the control thread and then used by one shard only.
/// Blocking: no call waits for data: NotReady. Opening files and talking to a broker at start may wait, until ConnectorOptions::stop.
#pragma once
#include "runtime/connector/ShardActivity.h"
#include "runtime/env/StopSignal.h"
#include "runtime/format/Format.h"

namespace millrace {

enum class ReadState : uint8_t {
  Ready,    // bytes or rows were given
  NotReady, // nothing now, more may come
  End,      // nothing, and never again
};

/// One independently readable part of a source: a byte range of a file, a topic partition, ...
struct Split {
  std::string id;       // stable over restarts; metrics and errors name it
  std::string position; // opaque; as SplitReader::position gave it; empty: the start
  uint64_t sizeBytes = 0; // for progress; 0: unknown
};

/// Reads one split. Of the two read functions a source implements the one that its `Source::givesRows` says.
class SplitReader {
public:
  virtual ~SplitReader() = default;
  /// Gives the next chunk of whole records. Called only when the last chunk was decoded to its end. kReadPaddingBytes after
  /// `end` are readable. The reader sets every field that it knows; the runtime has set `split`.
  virtual Result<ReadState> readBytes(DecodeCursor &cursor);
  /// Puts rows of the pruned physical schema into the sink until it is full or nothing is there.
  virtual Result<ReadState> readRows(RowSink &rows);
  /// The position after the last record decoded: opening the split with it gives exactly the rest. `cursor` is the chunk
  /// being decoded (its position may be before its end); row sources ignore it.
  virtual Result<std::string> position(const DecodeCursor &cursor) = 0;
  /// Bytes (byte sources) consumed so far, for progress.
  virtual uint64_t bytesRead() const { return 0; }
};

/// How the splits of one shard are read, and so whose watermarks hold back: one after the other, or all at once.
enum class SplitOrder : uint8_t { Sequential, Concurrent };

struct ConnectorOptions {
  const OptionMap &options;       // of the table's WITH, `connector` and the format's keys taken out
  const OptionMap &sessionOptions;
  const Schema &physicalSchema;   // pruned
  const Schema &fullSchema;
  std::string_view table;         // name, for messages
  uint32_t parallelism;
  const FormatFactory *format;    // null: rows
  const OptionMap &formatOptions; // without the format's prefix
  std::span<const std::string> metadataColumns = {}; // keys that are read or written
  std::span<const std::string> partitionKeys = {};   // columns whose values stand in the paths of files
  const Schema *partitionSchema = nullptr;           // sources: those that are read
  const StopSignal *stop = nullptr; // of the run: a call that waits at start gives up with Cancelled once it is set
  std::span<const ShardActivity> shards = {}; // of the run, one each; they outlive the source
};

class Source {
public:
  virtual ~Source() = default;
  virtual bool isBounded() const = 0;
  /// Rows (datagen, VALUES) or bytes for a format.
  virtual bool givesRows() const = 0;
  virtual SplitOrder splitOrder() const { return SplitOrder::Sequential; }
  /// All splits, in a stable order; split i goes to shard i % parallelism. `parallelism` says how many would be useful.
  virtual Result<std::vector<Split>> discoverSplits(uint32_t parallelism) = 0;
  /// Opens a split at its position.
  virtual Result<std::unique_ptr<SplitReader>> open(const Split &split) = 0;
};

/// Encoded rows of one epoch. With metadata columns each row ends in their values, in the order of `metadataColumns`: TIMESTAMP_LTZ(3) as
/// 8 bytes (INT64_MIN: NULL), a MAP as its packed bytes and their size (u32; 0: NULL). With partition keys each row ends in its partition's
/// path (`dt=2024-01-01/hm=10%3A00/`, escaped) and that path's size (u32).
struct SinkBytes {
  std::string_view bytes;
  std::span<const uint32_t> rowEnds; // end offset in `bytes` of each row
};

/// One shard's end of a sink. Order of calls: write* prepare(1) write* commit(1) prepare(2) …; a bounded run ends with
/// prepare, commit, close. Epochs count from 1.
class SinkWriter {
public:
  virtual ~SinkWriter() = default;
  /// Rows of `epoch`. The bytes are the caller's and die after the call.
  virtual Status write(uint64_t epoch, const SinkBytes &rows) = 0;
  /// Makes what was written for visible low-latency output now (a terminal, a pipe, a broker); the input ran dry.
  virtual Status flush() { return Status::ok(); }
  /// After this the rows of `epoch` can be committed even after a crash, as far as the sink can.
  virtual Status prepare(uint64_t epoch) = 0;
  /// Makes the rows of `epoch` final. May be repeated for the same epoch.
  virtual Status commit(uint64_t epoch) = 0;
  virtual Status close() = 0;
};

class Sink {
public:
  virtual ~Sink() = default;
  virtual Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) = 0;
};

/// A connector's row in the pipeline's table; only connectors named there are linked. Define as
/// `extern const ConnectorFactory mrConnectorFilesystem;`.
struct ConnectorFactory {
  std::string_view name;
  Result<std::unique_ptr<Source>> (*makeSource)(const ConnectorOptions &, Env &); // null: cannot be read
  Result<std::unique_ptr<Sink>> (*makeSink)(const ConnectorOptions &, Env &);     // null: cannot be written
};

const ConnectorFactory *findConnector(std::span<const ConnectorFactory *const> table, std::string_view name);

} // namespace millrace
