/// Applies `millrace.bad-records` for one source on one shard.
///
/// Options: `millrace.bad-records` = fail (default) | skip | dead-letter; `millrace.dead-letter.path`: the dead-letter file, one JSON
///          object a line: table, file or split, line, offset, reason, record (bytes that are no UTF-8 as \u00XX).
/// Threads: one shard; shards append to one file, whole lines at a time.
#pragma once
#include "runtime/env/Env.h"
#include "runtime/format/Format.h"
#include "runtime/task/TaskContext.h"

#include <atomic>
#include <mutex>

namespace millrace {

/// The dead-letter file of a run; opened at the first bad record. Shared by all shards.
class DeadLetterFile {
public:
  DeadLetterFile(Env &env, std::string path) : env_(env), path_(std::move(path)) {}
  Status append(std::string_view line);
  Status close();

private:
  Env &env_;
  std::string path_;
  std::mutex mutex_;
  std::unique_ptr<WritableFile> file_;
};

class BadRecordLog final : public BadRecords {
public:
  BadRecordLog(BadRecordPolicy policy, std::string table, DeadLetterFile &file, TaskCounters &counters)
      : policy_(policy), table_(std::move(table)), file_(file), counters_(counters) {}
  Status report(const DecodeCursor &cursor, std::string_view record, Status reason) override;

private:
  BadRecordPolicy policy_;
  std::string table_;
  DeadLetterFile &file_;
  TaskCounters &counters_;
};

/// Of the session options.
Result<BadRecordPolicy> badRecordPolicy(const OptionMap &sessionOptions);

} // namespace millrace
