/// Calls one overload by name and parameters on C++ values, as the constant folder does.
#pragma once
#include "runtime/time/TimeZone.h"
#include "stdlib/CallKernel.h"
#include "stdlib/Function.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace millrace {

/// What a call gave: a value, NULL, or a failure's text.
template <typename R> struct Outcome {
  std::optional<R> value;
  bool failed = false;
  std::string message;

  bool isNull() const { return !failed && !value; }
};

inline bool operator==(const Decimal &left, const Decimal &right) { return left.unscaled == right.unscaled; }

class Caller {
public:
  ~Caller() { context.arena.release(); }

  /// StringView results come back as std::string.
  template <typename R> using Plain = std::conditional_t<std::is_same_v<R, StringView>, std::string, R>;

  template <typename R, typename... Arguments>
  Outcome<Plain<R>> call(std::string_view name, std::string_view parameters, std::initializer_list<int32_t> constants,
                         const Arguments &...arguments) {
    const FunctionRecord *record = find(name, parameters);
    EXPECT_NE(record, nullptr) << name << "(" << parameters << ")";
    if (record == nullptr)
      return {};
    std::vector<const void *> pointers{static_cast<const void *>(&arguments)...};
    std::vector<int32_t> types(constants);
    context.failed = 0;
    Nullable<R> result;
    result.isNull = false;
    if (record->nulls == NullRule::CalledOnNull)
      callKernel(*record, context, &result, nullptr, pointers, types);
    else
      callKernel(*record, context, &result.value, &result.isNull, pointers, types);
    Outcome<Plain<R>> outcome;
    outcome.failed = context.failed != 0;
    if (outcome.failed) {
      EXPECT_TRUE(record->mayFail) << name << " failed but its record says that it cannot";
      outcome.message = std::string(context.message.view());
    } else if (!result.isNull) {
      if constexpr (std::is_same_v<R, StringView>)
        outcome.value = std::string(result.value.view());
      else
        outcome.value = result.value;
    }
    return outcome;
  }

  static const FunctionRecord *find(std::string_view name, std::string_view parameters) {
    for (const FunctionRecord *record : findFunction(name))
      if (record->parameters == parameters)
        return record;
    return nullptr;
  }

  void zone(std::string_view id) { context.timeZone = TimeZone::find(id); }

  FunctionContext context;
};

inline StringView text(std::string_view value) { return StringView(value); }
inline Nullable<StringView> someText(std::string_view value) { return StringView(value); }
inline Nullable<StringView> noText() { return {}; }

} // namespace millrace
