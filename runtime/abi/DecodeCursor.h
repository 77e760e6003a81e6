/// The bytes that a decoder is given, in the form that generated decoders and kernels share.
#pragma once
#include "runtime/abi/Values.h"

#include <cstddef>

namespace millrace {

/// Decoders (SIMD ones too) may read, not use, this many bytes after DecodeCursor::end.
constexpr size_t kReadPaddingBytes = 128;

/// What file metadata columns (`file.path`, `file.name`, `file.size`, `file.modification-time`) show.
struct SourceFile {
  StringView shown; // the path as the table gives it, for messages
  StringView path;
  StringView name;
  int64_t sizeBytes = 0;
  int64_t modifiedMs = 0;
  const uint8_t *partition = nullptr; // a packed row of the partition columns that are read; null: none are
};

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
  // What metadata columns show of every record of the chunk (runtime/abi/ConnectorRecords.h); what a connector does not have is zero.
  int64_t timestampMs = 0;
  int32_t partition = 0;
  StringView timestampType;   // Kafka: CreateTime, LogAppendTime or NoTimestampType
  StringView topic;           // Kafka
  NestedView headers;         // Kafka: a packed MAP<STRING, BYTES>, made only when it is read
  StringView key;             // Kafka; null bytes: no key
  const SourceFile *file = nullptr; // filesystem
  uint64_t recordCount = 0;   // records decoded of this chunk so far; the decoder adds
};

} // namespace millrace
