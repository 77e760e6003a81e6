// Failures that generated code reports.
#include "runtime/task/Task.h"

namespace millrace {
namespace {

Status atSite(const TaskContext &context, uint32_t site, StatusCode code, std::string message) {
  const std::vector<FailureSite> &sites = context.task->descriptor().failureSites;
  if (site < sites.size()) {
    const FailureSite &where = sites[site];
    message += " in `" + where.what + "`";
    if (where.line > 0)
      message += " (line " + std::to_string(where.line) + ", column " + std::to_string(where.column) + ")";
  }
  return Status(code, std::move(message));
}

} // namespace

int32_t mr_fail_function(TaskContext *context, uint32_t site) {
  std::string message(context->functions.message.view());
  if (message.empty())
    message = static_cast<FunctionError>(context->functions.failed) == FunctionError::DivisionByZero ? "division by zero"
                                                                                                     : "a function failed";
  return context->task->fail(atSite(*context, site, StatusCode::Evaluation, std::move(message)));
}

int32_t mr_fail_null_rowtime(TaskContext *context, uint32_t site) {
  return context->task->fail(
      atSite(*context, site, StatusCode::NullRowtime, "the event-time column is NULL; rows need a time"));
}

int32_t mr_fail_not_null(TaskContext *context, uint32_t site, const char *column, uint32_t sizeBytes) {
  Status status = atSite(*context, site, StatusCode::Evaluation, "NULL for a NOT NULL column");
  status.context().field.assign(column, sizeBytes);
  return context->task->fail(std::move(status));
}

} // namespace millrace
