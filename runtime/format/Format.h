/// What a format is to the runtime: a complete, slow decoder from bytes to packed rows, beside the generated fast one.
///
/// Shape:   bytes of one or many whole records → rows of the table's pruned physical schema through a RowSink.
/// Errors:  bad records go through BadRecords, which knows `millrace.bad-records`.
/// Threads: a Decoder belongs to one split of one shard.
#pragma once
#include "runtime/abi/DecodeCursor.h"
#include "runtime/row/RowBuilder.h"
#include "runtime/status/Status.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace millrace {

class Env;

enum class BadRecordPolicy : uint8_t { Fail = 0, Skip = 1, DeadLetter = 2 };

/// Applies `millrace.bad-records`. The runtime makes one per source and shard.
class BadRecords {
public:
  virtual ~BadRecords() = default;
  /// Ok: go on with the next record (it was counted, or written to the dead-letter file). A failure: stop with it.
  /// `reason` is given the file, line or offset of `record` by this call; the decoder sets column and field.
  virtual Status report(const DecodeCursor &cursor, std::string_view record, Status reason) = 0;
};

using OptionMap = std::vector<std::pair<std::string, std::string>>; // keys without the format's prefix; sorted

struct DecoderOptions {
  const OptionMap &options;       // of the format: `ignore-parse-errors`, ...
  const Schema &physicalSchema;   // what rows to make: the columns that the query reads
  const Schema &fullSchema;       // the table's physical columns as declared
  const OptionMap &sessionOptions; // SET: `table.local-time-zone`, ...
  BadRecords &badRecords;
};

class Decoder {
public:
  virtual ~Decoder() = default;
  /// Decodes whole records from cursor.position until the sink is full or the cursor's end; advances position and recordCount.
  virtual Status decode(DecodeCursor &cursor, RowSink &rows) = 0;
  /// What this format's generated fast path needs (a JsonPlan, ...): `mr_source_format_state`. Null: nothing.
  virtual void *fastState() { return nullptr; }
  /// The failure behind a nonzero answer of one of the format's kernels (mr_json_slow, ...), taken once.
  virtual Status takeFailure() { return Status::ok(); }
  /// Before each decode call of generated code: where the records come from, for BadRecords (mr_json_slow).
  virtual void useCursor(const DecodeCursor &cursor) { static_cast<void>(cursor); }
};

/// Where records end in a file, for a format whose records may hold line ends: CSV between quotes.
///
/// Bounds: exact from a record's first byte on; nothing else is known of a place in the middle of a file but what `isPlain` says.
class RecordBoundary {
public:
  virtual ~RecordBoundary() = default;
  /// Whether nothing in these bytes can open, close or hide anything: then a line end in them is inside of a record only if it already was
  /// inside of one before them.
  virtual bool isPlain(const char *begin, const char *end) const = 0;
  /// `begin` is a record's first byte. The first record end (one past the line end) that lies at least `least` bytes behind it; null: there
  /// is none before `end`.
  virtual const char *firstEnd(const char *begin, const char *end, uint64_t least) const = 0;
  /// The last record end, or null.
  virtual const char *lastEnd(const char *begin, const char *end) const = 0;
};

/// A format's row in the pipeline's table. Define as `extern const FormatFactory mrFormatJson;` in the format's folder.
struct FormatFactory {
  std::string_view name;
  /// Null: cannot be read.
  Result<std::unique_ptr<Decoder>> (*makeDecoder)(const DecoderOptions &);
  bool isLineBased; // records end with '\n' in files
  /// Bytes before the first record of every file written (csv header), or empty. Encoding itself is generated code.
  std::string_view filePrefix;
  /// Null, or gives null: every line end ends a record.
  std::unique_ptr<RecordBoundary> (*makeBoundary)(const OptionMap &formatOptions) = nullptr;
};

const FormatFactory *findFormat(std::span<const FormatFactory *const> table, std::string_view name);

} // namespace millrace
