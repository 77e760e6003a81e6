/// Makes the kernel that generated code calls out of a C++ function, and the text of its SQL signature. Not for users.
///
/// Shape: kernel(FunctionContext *, Result *, const Argument *...): each a value in the form of runtime/abi/Values.h and, directly behind it,
///        whether it is NULL. Signature: `BIGINT?|STRING|INT?`, the result's type first, `?` where NULL is taken or given.
#pragma once
#include "millrace/Context.h"
#include "millrace/Values.h"

#include <array>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace millrace::cpp {

/// Characters as a constant: of names and signatures.
template <size_t size> struct Text {
  std::array<char, size> bytes{};

  constexpr Text() = default;
  consteval Text(const char (&literal)[size + 1]) {
    for (size_t i = 0; i < size; ++i)
      bytes[i] = literal[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};
template <size_t size> Text(const char (&)[size]) -> Text<size - 1>;

template <size_t left, size_t right> consteval Text<left + right> operator+(const Text<left> &a, const Text<right> &b) {
  Text<left + right> both;
  for (size_t i = 0; i < left; ++i)
    both.bytes[i] = a.bytes[i];
  for (size_t i = 0; i < right; ++i)
    both.bytes[left + i] = b.bytes[i];
  return both;
}

template <int number> consteval auto digits() {
  if constexpr (number >= 10)
    return digits<number / 10>() + digits<number % 10>();
  else {
    Text<1> digit;
    digit.bytes[0] = static_cast<char>('0' + number);
    return digit;
  }
}

/// A value and, directly behind it, whether it is NULL. Copied member by member: the bytes after `isNull` are not ours.
template <typename T> struct Slot {
  T value;
  bool isNull;
};

/// The value that a slot holds is the C++ value itself.
template <typename T> struct SameForm {
  using Form = T;
  static T load(const T &form) { return form; }
};

/// One specialisation for each C++ type that has an SQL type. `store` gives why a result does not fit, or null.
template <typename T> struct SqlType {
  static constexpr bool isKnown = false;
};

template <typename T> struct PlainType : SameForm<T> {
  static constexpr bool isKnown = true;
  static const char *store(Context &, T &form, const T &value) {
    form = value;
    return nullptr;
  }
};

template <> struct SqlType<bool> : PlainType<bool> {
  static constexpr Text name{"BOOLEAN"};
};
template <> struct SqlType<float> : PlainType<float> {
  static constexpr Text name{"FLOAT"};
};
template <> struct SqlType<double> : PlainType<double> {
  static constexpr Text name{"DOUBLE"};
};

template <typename T>
constexpr bool isCharacter = std::is_same_v<T, char> || std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t> ||
                             std::is_same_v<T, char32_t>;

template <typename T>
  requires(std::is_integral_v<T> && std::is_signed_v<T> && sizeof(T) <= 8 && !isCharacter<T>)
struct SqlType<T> : PlainType<T> {
  static consteval auto nameOf() {
    if constexpr (sizeof(T) == 1)
      return Text{"TINYINT"};
    else if constexpr (sizeof(T) == 2)
      return Text{"SMALLINT"};
    else if constexpr (sizeof(T) == 4)
      return Text{"INT"};
    else
      return Text{"BIGINT"};
  }
  static constexpr auto name = nameOf();
};

constexpr size_t kSizeBytesMax = 2147483647; ///< of STRING and BYTES
constexpr const char *kTooLong = "the result is longer than 2147483647 bytes";

template <> struct SqlType<std::string_view> {
  static constexpr bool isKnown = true;
  static constexpr Text name{"STRING"};
  using Form = StringView;
  static std::string_view load(const StringView &form) { return form.view(); }
  static const char *store(Context &, StringView &form, std::string_view value) {
    form = StringView(value);
    return nullptr;
  }
};
template <> struct SqlType<std::span<const uint8_t>> {
  static constexpr bool isKnown = true;
  static constexpr Text name{"BYTES"};
  using Form = StringView;
  static std::span<const uint8_t> load(const StringView &form) { return {reinterpret_cast<const uint8_t *>(form.bytes), form.sizeBytes}; }
  static const char *store(Context &, StringView &form, std::span<const uint8_t> value) {
    form = StringView(reinterpret_cast<const char *>(value.data()), static_cast<uint32_t>(value.size()));
    return nullptr;
  }
};

/// Results that own their bytes: these are copied to where the row's memory is.
template <typename T> struct OwnedResult {
  static constexpr bool isKnown = true, isResultOnly = true;
  using Form = StringView;
  static const char *store(Context &context, StringView &form, const T &value) {
    if (value.size() > kSizeBytesMax)
      return kTooLong;
    form = StringView(context.copy({reinterpret_cast<const char *>(value.data()), value.size()}));
    return nullptr;
  }
};
template <> struct SqlType<std::string> : OwnedResult<std::string> {
  static constexpr Text name{"STRING"};
};
template <> struct SqlType<std::vector<uint8_t>> : OwnedResult<std::vector<uint8_t>> {
  static constexpr Text name{"BYTES"};
};

template <> struct SqlType<Date> : PlainType<Date> {
  static constexpr Text name{"DATE"};
};
template <> struct SqlType<Time> : SameForm<Time> {
  static constexpr bool isKnown = true;
  static constexpr Text name{"TIME"};
  static const char *store(Context &, Time &form, Time value) {
    form = value;
    return value.ms < 0 || value.ms >= 86'400'000 ? "the TIME that it gives is not within a day" : nullptr;
  }
};

template <typename T> struct TimestampType : SameForm<T> {
  static constexpr bool isKnown = true;
  static const char *store(Context &, T &form, T value) {
    value.reserved = 0;
    form = value;
    return value.nanoOfMs < 0 || value.nanoOfMs > 999'999 ? "nanoOfMs of the timestamp that it gives is not within 0 … 999999" : nullptr;
  }
};
template <> struct SqlType<Timestamp> : TimestampType<Timestamp> {
  static constexpr Text name{"TIMESTAMP(9)"};
};
template <> struct SqlType<TimestampLtz> : TimestampType<TimestampLtz> {
  static constexpr Text name{"TIMESTAMP_LTZ(9)"};
};

template <int precision, int scale> struct SqlType<DecimalOf<precision, scale>> : SameForm<DecimalOf<precision, scale>> {
  static constexpr bool isKnown = true;
  static constexpr auto name = Text{"DECIMAL("} + digits<precision>() + Text{", "} + digits<scale>() + Text{")"};
  static consteval __int128 bound() {
    __int128 power = 1;
    for (int i = 0; i < precision; ++i)
      power *= 10;
    return power;
  }
  static const char *store(Context &, DecimalOf<precision, scale> &form, DecimalOf<precision, scale> value) {
    form = value;
    return value.unscaled <= -bound() || value.unscaled >= bound() ? "the DECIMAL that it gives has more digits than its precision" : nullptr;
  }
};

/// `T`, or the `T` of std::optional<T>, without const and reference.
template <typename T> struct Value {
  using Type = T;
  static constexpr bool takesNull = false;
};
template <typename T> struct Value<std::optional<T>> {
  using Type = T;
  static constexpr bool takesNull = true;
};
template <typename T> using ValueOf = Value<std::remove_cvref_t<T>>;
template <typename T> using SqlTypeOf = SqlType<typename ValueOf<T>::Type>;
template <typename T> using SlotOf = Slot<typename SqlTypeOf<T>::Form>;

template <typename T> consteval auto nameWithNull() {
  if constexpr (ValueOf<T>::takesNull)
    return SqlTypeOf<T>::name + Text{"?"};
  else
    return SqlTypeOf<T>::name;
}

template <typename T> auto load(const SlotOf<T> &slot) {
  using Plain = std::remove_cvref_t<T>;
  if constexpr (ValueOf<T>::takesNull)
    return slot.isNull ? Plain() : Plain(SqlTypeOf<T>::load(slot.value));
  else
    return SqlTypeOf<T>::load(slot.value);
}

template <typename R> void store(Context &context, SlotOf<R> &slot, const R &result) {
  const char *problem = nullptr;
  if constexpr (ValueOf<R>::takesNull) {
    slot.isNull = !result.has_value();
    if (result)
      problem = SqlTypeOf<R>::store(context, slot.value, *result);
  } else {
    slot.isNull = false;
    problem = SqlTypeOf<R>::store(context, slot.value, result);
  }
  if (problem)
    context.fail(problem);
}

template <bool takesContext, typename R, typename... Ps> struct Function {
  static constexpr auto signature = (nameWithNull<R>() + ... + (Text{"|"} + nameWithNull<Ps>()));

  template <Text name, auto function> static void run(FunctionContext *functions, SlotOf<R> *result, const SlotOf<Ps> *...arguments) noexcept {
    result->value = typename SqlTypeOf<R>::Form{}; // what is under a NULL must not be undefined: conditions may look at it
    result->isNull = true;
    if (((!ValueOf<Ps>::takesNull && arguments->isNull) || ...))
      return;
    Context context(*functions, name.view());
    try {
      if constexpr (takesContext)
        store<R>(context, *result, function(context, load<Ps>(*arguments)...));
      else
        store<R>(context, *result, function(load<Ps>(*arguments)...));
    } catch (const std::exception &exception) {
      context.fail(exception.what());
    } catch (...) {
      context.fail("it threw what is no std::exception");
    }
  }
};

} // namespace millrace::cpp
