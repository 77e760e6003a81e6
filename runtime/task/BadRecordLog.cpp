#include "runtime/task/BadRecordLog.h"

#include <algorithm>
#include <cstdio>

namespace millrace {
namespace {

void appendJsonText(std::string &out, std::string_view text) {
  out += '"';
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      char escaped[8];
      std::snprintf(escaped, sizeof(escaped), "\\u%04x", byte);
      out += escaped;
    } else {
      out += c;
    }
  }
  out += '"';
}

/// Lines before the record in its chunk; only counted for records that are bad.
int64_t lineOf(const DecodeCursor &cursor, const char *record) {
  if (cursor.line <= 0 || cursor.begin == nullptr || record < cursor.begin)
    return -1;
  return cursor.line + std::count(cursor.begin, record, '\n');
}

} // namespace

Result<BadRecordPolicy> badRecordPolicy(const OptionMap &sessionOptions) {
  for (const auto &[key, value] : sessionOptions) {
    if (key != "millrace.bad-records")
      continue;
    if (value == "fail")
      return BadRecordPolicy::Fail;
    if (value == "skip")
      return BadRecordPolicy::Skip;
    if (value == "dead-letter")
      return BadRecordPolicy::DeadLetter;
    return makeStatus(StatusCode::InvalidArgument, "`millrace.bad-records` is `%s`; it can be fail, skip or dead-letter",
                      value.c_str());
  }
  return BadRecordPolicy::Fail;
}

Status DeadLetterFile::append(std::string_view line) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!file_) {
    MR_ASSIGN(file_, env_.openForWriting(path_, WriteMode::Append));
  }
  return file_->write(line);
}

Status DeadLetterFile::close() {
  std::lock_guard<std::mutex> lock(mutex_);
  return file_ ? std::exchange(file_, nullptr)->close() : Status::ok();
}

Status BadRecordLog::report(const DecodeCursor &cursor, std::string_view record, Status reason) {
  bool isInChunk = cursor.begin != nullptr && record.data() >= cursor.begin && record.data() <= cursor.end;
  StatusContext where;
  if (cursor.file)
    where.file = std::string(cursor.file->shown.view());
  if (cursor.topic.sizeBytes > 0)
    where.partition = std::string(cursor.topic.view()) + "-" + std::to_string(cursor.partition);
  where.line = isInChunk ? lineOf(cursor, record.data()) : cursor.line > 0 ? cursor.line : -1;
  where.offset = cursor.isMessage || !isInChunk ? cursor.offset : cursor.offset + (record.data() - cursor.begin);
  reason.at(where);
  if (policy_ == BadRecordPolicy::Fail)
    return reason;
  TaskCounters::add(counters_.badRecords, 1);
  if (policy_ == BadRecordPolicy::Skip)
    return Status::ok();
  std::string line = "{\"table\":";
  appendJsonText(line, table_);
  line += ",\"source\":";
  appendJsonText(line, where.file.empty() ? where.partition : where.file);
  line += ",\"line\":" + std::to_string(where.line) + ",\"offset\":" + std::to_string(where.offset) + ",\"reason\":";
  appendJsonText(line, reason.toString());
  line += ",\"record\":";
  appendJsonText(line, record);
  line += "}\n";
  return file_.append(line);
}

} // namespace millrace
