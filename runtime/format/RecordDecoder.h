/// The loop that complete decoders share: cuts chunks into records, counts them and applies the bad-record policies.
///
/// Shape:   one record at a time → no, one or several rows through decodeRecord().
/// Errors:  `ignore-parse-errors` drops a bad record without a word, as Flink does; else BadRecords decides.
/// Bounds:  a record is at most kMaxRecordBytes.
/// Threads: one split of one shard.
#pragma once
#include "runtime/format/Format.h"

namespace millrace {

constexpr size_t kMaxRecordBytes = 16 * 1024 * 1024;

class RecordDecoder : public Decoder {
public:
  Status decode(DecodeCursor &cursor, RowSink &rows) final;
  Status takeFailure() final { return std::move(failure_); }
  void useCursor(const DecodeCursor &cursor) override { cursor_ = &cursor; }

  /// For the kernels: the record at `position` in [position, end) goes through the policies into rows(); moves `position`
  /// behind it. False: takeFailure() has the reason.
  bool decodeSlow(const char *&position, const char *end);
  RowBuilder &rows() { return rows_; }

protected:
  RecordDecoder(const DecoderOptions &options, bool ignoreParseErrors, bool skipsEmptyLines);

  /// Appends the record's rows (without its line end). A BadRecord failure leaves no unfinished row behind.
  virtual Status decodeRecord(std::string_view record, RowBuilder &rows) = 0;
  /// Where the record at `begin` ends, its line end included; in a file, not in a message.
  virtual const char *recordEnd(const char *begin, const char *end) const;
  /// Before each record; strings of the last one are dead.
  virtual void forgetScratch() {}
  bool isMessage() const { return cursor_ != nullptr && cursor_->isMessage; }
  const Schema &schema() const { return rows_.schema(); }

private:
  std::string_view cutRecord(const char *&position, const char *end, bool isMessage) const;
  Status decodeOne(std::string_view record, RowBuilder &rows, const DecodeCursor &cursor);

  BadRecords &badRecords_;
  const bool ignoreParseErrors_;
  const bool skipsEmptyLines_;
  const DecodeCursor *cursor_ = nullptr;
  RowBuilder rows_;
  Status failure_;
};

/// Where `at` is in the record: the column in characters of its line, from 1.
int64_t columnOf(std::string_view record, const char *at);
/// The first NOT NULL column that is NULL in the row begun at byte `start` of the builder, or -1.
int32_t findForbiddenNull(const RowBuilder &rows, uint64_t start);
/// A BadRecord failure at a place in the record.
Status badRecord(std::string_view record, const char *at, std::string message, std::string field = {});

} // namespace millrace
