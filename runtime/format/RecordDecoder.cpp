#include "runtime/format/RecordDecoder.h"

#include <algorithm>

namespace millrace {

const char *RecordDecoder::recordEnd(const char *begin, const char *end) const {
  const void *line = std::memchr(begin, '\n', static_cast<size_t>(end - begin));
  return line ? static_cast<const char *>(line) + 1 : end;
}

/// Cuts the record at `position`; its line end, `\n` or `\r\n`, is no part of it.
std::string_view RecordDecoder::cutRecord(const char *&position, const char *end, bool isMessage) const {
  const char *begin = position;
  position = isMessage ? end : recordEnd(begin, end);
  std::string_view record(begin, static_cast<size_t>(position - begin));
  if (!isMessage && record.ends_with('\n')) {
    record.remove_suffix(1);
    if (record.ends_with('\r'))
      record.remove_suffix(1);
  }
  return record;
}

RecordDecoder::RecordDecoder(const DecoderOptions &options, bool ignoreParseErrors, bool skipsEmptyLines)
    : badRecords_(options.badRecords), ignoreParseErrors_(ignoreParseErrors), skipsEmptyLines_(skipsEmptyLines),
      rows_(options.physicalSchema) {}

Status RecordDecoder::decode(DecodeCursor &cursor, RowSink &rows) {
  cursor_ = &cursor;
  while (cursor.position < cursor.end && !rows.isFull()) {
    const char *next = cursor.position;
    std::string_view record = cutRecord(next, cursor.end, cursor.isMessage);
    forgetScratch();
    Status status = decodeOne(record, rows.builder, cursor);
    if (!status.isOk())
      return status;
    cursor.position = next;
    if (!record.empty() || !skipsEmptyLines_)
      ++cursor.recordCount;
  }
  return Status::ok();
}

bool RecordDecoder::decodeSlow(const char *&position, const char *end) {
  const char *next = position;
  std::string_view record = cutRecord(next, end, isMessage());
  rows_.clear();
  DecodeCursor unknown;
  DecodeCursor cursor = cursor_ ? *cursor_ : unknown;
  cursor.position = position;
  Status status = decodeOne(record, rows_, cursor);
  position = next;
  if (status.isOk())
    return true;
  failure_ = std::move(status);
  return false;
}

Status RecordDecoder::decodeOne(std::string_view record, RowBuilder &rows, const DecodeCursor &cursor) {
  if (record.empty() && skipsEmptyLines_)
    return Status::ok();
  Status status = record.size() > kMaxRecordBytes
                      ? badRecord(record, record.data(), "the record has " + std::to_string(record.size()) +
                                                             " bytes, more than 16 MiB")
                      : decodeRecord(record, rows);
  if (status.isOk() || status.code() != StatusCode::BadRecord)
    return status;
  if (ignoreParseErrors_)
    return Status::ok();
  return badRecords_.report(cursor, record, std::move(status));
}

int64_t columnOf(std::string_view record, const char *at) {
  int64_t column = 1;
  for (const char *c = record.data(); c < at && c < record.data() + record.size(); ++c)
    column = *c == '\n' ? 1 : column + ((static_cast<unsigned char>(*c) & 0xC0) != 0x80);
  return column;
}

int32_t findForbiddenNull(const RowBuilder &rows, uint64_t start) {
  const uint8_t *nullBits = rows.rows() + start + rows.layout().nullBitsOffset;
  for (uint32_t column = 0; column < rows.schema().size(); ++column)
    if (!rows.schema()[column].type.nullable && (nullBits[column / 8] >> (column % 8) & 1))
      return static_cast<int32_t>(column);
  return -1;
}

Status badRecord(std::string_view record, const char *at, std::string message, std::string field) {
  StatusContext context;
  context.linesBelow = std::count(record.data(), std::clamp(at, record.data(), record.data() + record.size()), '\n');
  context.column = columnOf(record, at);
  context.field = std::move(field);
  return Status(StatusCode::BadRecord, std::move(message), std::move(context));
}

} // namespace millrace
