/// What a format is to the runtime: a complete, slow decoder from bytes to packed rows, beside the generated fast one.
///
/// Shape:   bytes of one or many whole records → rows of the table's pruned physical schema through a RowSink.
/// Errors:  bad records go through BadRecords, which knows `millrace.bad-records`.
/// Threads: a Decoder belongs to one split of one shard.
#pragma once
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

/// Decoders (SIMD ones too) may read, not use, this many bytes after DecodeCursor::end.
constexpr size_t kReadPaddingBytes = 64;

/// Whole records to decode and where they come from. Generated decoders and kernels read and advance `position`.
///
/// Lifetime: the bytes belong to the split reader until its next read.
/// Bounds:   [position, end) holds whole records only: lines with their '\n' (the last line of a file may lack it), or exactly
///           one message when `isMessage`.
struct DecodeCursor {
  const char *position = nullptr;
  const char *end = nullptr;
  uint32_t split = 0;       // index of the split on this shard
  uint8_t isMessage = 0;    // one record, no line ends
  uint8_t reserved[3] = {};
  int64_t offset = 0;       // file: byte offset of `position` when the chunk was handed over; Kafka: the record's offset
  int64_t line = 0;         // file: line number (from 1) of the chunk's first byte; 0: unknown
  const char *begin = nullptr; // the chunk's first byte: byte offset of a record = offset + (record - begin)
  // Metadata columns; those a connector does not have are zero.
  int64_t timestampMs = 0;
  int32_t partition = 0;
  int32_t timestampType = 0;  // 0 none, 1 create time, 2 log append time
  StringView topic;           // Kafka
  StringView key;             // Kafka; null bytes: no key
  const struct SourceFile *file = nullptr; // filesystem: path, size, modification time
  uint64_t recordCount = 0;   // records decoded of this chunk so far; the decoder adds
};

/// What file metadata columns (`file.path`, `file.name`, `file.size`, `file.modification-time`) show.
struct SourceFile {
  StringView path;
  StringView name;
  int64_t sizeBytes = 0;
  int64_t modifiedMs = 0;
};

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

/// A format's row in the pipeline's table. Define as `extern const FormatFactory mrFormatJson;` in the format's folder.
struct FormatFactory {
  std::string_view name;
  /// Null: cannot be read.
  Result<std::unique_ptr<Decoder>> (*makeDecoder)(const DecoderOptions &);
  bool isLineBased; // records end with '\n' in files
  /// Bytes before the first record of every file written (csv header), or empty. Encoding itself is generated code.
  std::string_view filePrefix;
};

const FormatFactory *findFormat(std::span<const FormatFactory *const> table, std::string_view name);

} // namespace millrace
