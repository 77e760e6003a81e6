/// The outside world's failures at run time: a code, a sentence and where it happened. Never an exception.
///
/// Text:    lower case, no full stop, SQL words: "cannot open file `x`: No such file or directory".
/// Cost:    an ok Status is one null pointer.
/// Threads: a value; may be moved between threads.
#pragma once
#include "runtime/status/Check.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace millrace {

/// The numbers are the int32 that generated code returns; they never change.
enum class StatusCode : int32_t {
  Ok = 0,
  BadRecord = 1,      // bytes that the format refuses
  Evaluation = 2,     // a function failed on a row: division by zero, CAST
  NullRowtime = 3,    // a NULL in the event-time column
  Io = 4,             // file, socket, broker
  StateBudget = 5,    // a memory account is full
  Corrupt = 6,        // checksum, length or version of something we wrote does not fit
  InvalidArgument = 7, // an option or a flag
  NotFound = 8,
  NotSupported = 9,
  Cancelled = 10,
};

/// Where a failure happened. What is not known is empty or -1.
struct StatusContext {
  std::string connector;
  std::string partition; // topic-partition, or split
  int64_t offset = -1;   // byte or record offset in the partition
  std::string file;
  int64_t line = -1;   // from 1
  int64_t linesBelow = 0; // how many lines below its record's first one the failure is; `at` adds it to the line it fills in
  int64_t column = -1; // from 1, in characters
  std::string field;
};

class [[nodiscard]] Status {
public:
  Status() = default;
  Status(StatusCode code, std::string message);
  Status(StatusCode code, std::string message, StatusContext context);
  Status(const Status &other);
  Status &operator=(const Status &other);
  Status(Status &&) noexcept = default;
  Status &operator=(Status &&) noexcept = default;

  static Status ok() { return Status(); }
  bool isOk() const { return failure_ == nullptr; }
  explicit operator bool() const = delete; // isOk() says which way round
  StatusCode code() const { return failure_ ? failure_->code : StatusCode::Ok; }
  std::string_view message() const { return failure_ ? std::string_view(failure_->message) : std::string_view(); }
  /// Only of a failure.
  StatusContext &context() {
    MR_CHECK(failure_, "context of an ok status");
    return failure_->context;
  }
  const StatusContext &context() const { return const_cast<Status *>(this)->context(); }
  /// Fills what is still empty in the context and gives itself back: `return status.at({.connector = "filesystem"})`.
  Status &&at(const StatusContext &context) &&;
  Status &at(const StatusContext &context) &;
  /// `orders.json:17:42: field `amount`: expected DECIMAL(10, 2), found "x"` (parts that are known).
  std::string toString() const;
  /// Drops a failure on purpose; `reason` says why it does not matter.
  void ignore(const char *reason) const { static_cast<void>(reason); }

private:
  struct Failure {
    StatusCode code;
    std::string message;
    StatusContext context;
  };
  std::unique_ptr<Failure> failure_;
};

/// printf into a Status.
[[gnu::format(printf, 2, 3)]] Status makeStatus(StatusCode code, const char *format, ...);
/// `doing: strerror(errnoValue)` with StatusCode::Io, or NotFound for ENOENT.
Status statusFromErrno(int errnoValue, std::string doing);

/// A value or a failure.
template <typename T> class [[nodiscard]] Result {
public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Status failure) : content_(std::in_place_index<1>, std::move(failure)) {
    MR_CHECK(!std::get<1>(content_).isOk(), "a Result without a value needs a failure");
  }
  bool isOk() const { return content_.index() == 0; }
  T &value() & {
    MR_CHECK(isOk(), "value of a failure");
    return *std::get_if<0>(&content_);
  }
  const T &value() const & { return const_cast<Result *>(this)->value(); }
  T &&value() && { return std::move(value()); }
  T &operator*() & { return value(); }
  T &&operator*() && { return std::move(value()); }
  T *operator->() { return &value(); }
  const T *operator->() const { return &value(); }
  Status status() const & { return isOk() ? Status() : *std::get_if<1>(&content_); }
  Status status() && { return isOk() ? Status() : std::move(*std::get_if<1>(&content_)); }

private:
  std::variant<T, Status> content_;
};

} // namespace millrace

/// Leaves the function with the failure of a Status expression.
#define MR_RETURN_IF_ERROR(expression)                                                                                 \
  do {                                                                                                                 \
    if (::millrace::Status mrStatus = (expression); !mrStatus.isOk())                                                  \
      return mrStatus;                                                                                                 \
  } while (false)
#define MR_CONCAT_INNER(a, b) a##b
#define MR_CONCAT(a, b) MR_CONCAT_INNER(a, b)
/// `MR_ASSIGN(auto file, env.openForReading(path));` leaves the function with the Result's failure.
#define MR_ASSIGN(target, expression) MR_ASSIGN_NAMED(MR_CONCAT(mrResult, __LINE__), target, expression)
#define MR_ASSIGN_NAMED(name, target, expression)                                                                      \
  auto name = (expression);                                                                                            \
  if (!name.isOk())                                                                                                    \
    return std::move(name).status();                                                                                   \
  target = std::move(name).value()
