#include "runtime/status/Status.h"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace millrace {

void checkFailed(const char *file, int line, const char *condition, const char *text) {
  std::fprintf(stderr, "%s:%d: check failed: %s: %s\n", file, line, condition, text);
  std::abort();
}

Status::Status(StatusCode code, std::string message) : Status(code, std::move(message), StatusContext{}) {}

Status::Status(StatusCode code, std::string message, StatusContext context)
    : failure_(std::make_unique<Failure>(Failure{code, std::move(message), std::move(context)})) {
  MR_CHECK(code != StatusCode::Ok, "a failure needs a failure's code");
}

Status::Status(const Status &other) : failure_(other.failure_ ? std::make_unique<Failure>(*other.failure_) : nullptr) {}

Status &Status::operator=(const Status &other) {
  failure_ = other.failure_ ? std::make_unique<Failure>(*other.failure_) : nullptr;
  return *this;
}

Status &Status::at(const StatusContext &context) & {
  if (!failure_)
    return *this;
  StatusContext &own = failure_->context;
  auto fillText = [](std::string &target, const std::string &source) {
    if (target.empty())
      target = source;
  };
  auto fillNumber = [](int64_t &target, int64_t source) {
    if (target < 0)
      target = source;
  };
  fillText(own.connector, context.connector);
  fillText(own.partition, context.partition);
  fillText(own.file, context.file);
  fillText(own.field, context.field);
  fillNumber(own.offset, context.offset);
  fillNumber(own.line, context.line > 0 ? context.line + own.linesBelow : context.line);
  fillNumber(own.column, context.column);
  return *this;
}

Status &&Status::at(const StatusContext &context) && {
  at(context);
  return std::move(*this);
}

std::string Status::toString() const {
  if (!failure_)
    return "ok";
  const StatusContext &where = failure_->context;
  std::string text;
  auto add = [&text](const std::string &part, const char *separator) {
    if (!part.empty())
      text += part + separator;
  };
  if (!where.file.empty()) {
    text += where.file + ":";
    if (where.line >= 0) {
      text += std::to_string(where.line) + ":";
      if (where.column >= 0)
        text += std::to_string(where.column) + ":";
    } else if (where.offset >= 0) {
      text += " byte " + std::to_string(where.offset) + ":";
    }
    text += " ";
  } else {
    add(where.connector, where.partition.empty() ? ": " : " ");
    add(where.partition, where.offset >= 0 ? " " : ": ");
    if (where.offset >= 0)
      text += "offset " + std::to_string(where.offset) + ": ";
  }
  if (!where.field.empty())
    text += "field `" + where.field + "`: ";
  return text + failure_->message;
}

Status makeStatus(StatusCode code, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int size = std::vsnprintf(nullptr, 0, format, arguments);
  va_end(arguments);
  std::string text(static_cast<size_t>(size < 0 ? 0 : size), '\0');
  std::vsnprintf(text.data(), text.size() + 1, format, again);
  va_end(again);
  return Status(code, std::move(text));
}

Status statusFromErrno(int errnoValue, std::string doing) {
  StatusCode code = errnoValue == ENOENT ? StatusCode::NotFound : errnoValue == EPIPE ? StatusCode::Cancelled : StatusCode::Io;
  return Status(code, std::move(doing) + ": " + std::strerror(errnoValue));
}

} // namespace millrace
