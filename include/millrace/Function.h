/// Offers a C++ function to SQL.
///
///   #include <millrace/Function.h>
///
///   std::string_view firstWord(std::string_view text) { return text.substr(0, text.find(' ')); }
///   MILLRACE_FUNCTION(first_word, firstWord)
///
/// `CREATE FUNCTION first_word AS 'words.cpp' LANGUAGE CPP` then makes first_word(STRING) of it. MILLRACE_FUNCTION(name) takes the C++
/// function of that name.
///
/// Shape:  the C++ signature is the SQL signature; types in millrace/Values.h. A NULL argument for a parameter that is no std::optional makes
///         the result NULL, and the function is not called. A first parameter `millrace::Context &` gives memory and fail(message).
/// Errors: an exception ends the query as fail(message) does.
/// Bounds: the result depends on the arguments alone: calls may be merged, moved or left out. Variables that change are not kept.
/// Threads: any number at once.
#pragma once
#include "millrace/Kernel.h"

namespace millrace::cpp {

template <typename T> using Plain = typename ValueOf<T>::Type;
template <typename T> constexpr bool isUnsigned = std::is_unsigned_v<Plain<T>> && !std::is_same_v<Plain<T>, bool> && !isCharacter<Plain<T>>;
template <typename T> constexpr bool isPointer = std::is_pointer_v<Plain<T>>;
template <typename T> constexpr bool isOwned = requires { SqlType<Plain<T>>::isResultOnly; };
template <typename T>
constexpr bool isByValue = !std::is_rvalue_reference_v<T> && !(std::is_lvalue_reference_v<T> && !std::is_const_v<std::remove_reference_t<T>>);

template <typename T> constexpr bool isParameter = SqlTypeOf<T>::isKnown && !isOwned<T> && isByValue<T>;
template <typename T> constexpr bool isResult = SqlTypeOf<T>::isKnown && !std::is_reference_v<T>;

/// Says what is wrong with a parameter's type; exactly one of these holds no more.
template <typename T> struct CheckParameter {
  static_assert(!isUnsigned<T>, "SQL has no unsigned integers: take int64_t, int32_t, int16_t or int8_t");
  static_assert(!std::is_same_v<Plain<T>, std::string> && !isPointer<T>, "take text as std::string_view");
  static_assert(!std::is_same_v<Plain<T>, std::vector<uint8_t>>, "take bytes as std::span<const uint8_t>");
  static_assert(!std::is_same_v<Plain<T>, Context>, "millrace::Context & is the first parameter");
  static_assert(std::is_same_v<Plain<T>, Context> || isOwned<T> || isByValue<T>, "take arguments by value");
  static_assert(isUnsigned<T> || isPointer<T> || isOwned<T> || !isByValue<T> || SqlTypeOf<T>::isKnown,
                "no SQL type is like it: take bool, int8_t to int64_t, float, double, std::string_view, std::span<const uint8_t>, "
                "millrace::Date, Time, Timestamp, TimestampLtz, DecimalOf<precision, scale>, or std::optional of one");
};

template <typename T> struct CheckResult {
  static_assert(!std::is_void_v<T>, "a function of SQL gives a value");
  static_assert(!isUnsigned<T>, "SQL has no unsigned integers: give int64_t, int32_t, int16_t or int8_t");
  static_assert(!isPointer<T>, "give text as std::string or std::string_view");
  static_assert(!std::is_reference_v<T>, "give the result by value");
  static_assert(std::is_void_v<T> || isUnsigned<T> || isPointer<T> || std::is_reference_v<T> || SqlTypeOf<T>::isKnown,
                "no SQL type is like it: give bool, int8_t to int64_t, float, double, std::string, std::string_view, std::vector<uint8_t>, "
                "std::span<const uint8_t>, millrace::Date, Time, Timestamp, TimestampLtz, DecimalOf<precision, scale>, or std::optional of one");
};

/// What stands for a function with a wrong type, so that nothing more is said about it.
template <typename... Checks> struct NoFunction {
  static constexpr Text signature{"INT"};
  static constexpr size_t sizeBytes = (... + sizeof(Checks)); ///< makes the checks speak
  template <Text name, auto function> static void run() { static_cast<void>(sizeBytes); }
};

template <bool takesContext, typename R, typename... Ps> auto choose() {
  if constexpr (isResult<R> && (isParameter<Ps> && ...))
    return Function<takesContext, R, Ps...>();
  else
    return NoFunction<CheckResult<R>, CheckParameter<Ps>...>();
}

template <typename F> struct Signature {
  static_assert(std::is_function_v<F>, "name a function: no variable, no lambda, no member function");
  using Type = NoFunction<int>;
};
template <typename R, typename... Ps> struct Signature<R (*)(Ps...)> {
  using Type = decltype(choose<false, R, Ps...>());
};
template <typename R, typename... Ps> struct Signature<R (*)(Context &, Ps...)> {
  using Type = decltype(choose<true, R, Ps...>());
};
template <typename R, typename... Ps> struct Signature<R (*)(Ps...) noexcept> : Signature<R (*)(Ps...)> {};

template <auto function> using FunctionOf = typename Signature<decltype(function)>::Type;

} // namespace millrace::cpp

// The function after the name, or the one of that name.
#define MILLRACE_NAMED_(name, ...) name
#define MILLRACE_NAMED_GIVEN(name, ...) __VA_ARGS__
#define MILLRACE_TARGET(name, ...) MILLRACE_NAMED_##__VA_OPT__(GIVEN)(name, __VA_ARGS__)

/// At file scope, outside namespaces. The function may be a template's instance or static.
#define MILLRACE_FUNCTION(name, ...)                                                                                                  \
  extern "C" constinit const auto mr_cpp_signature_##name = millrace::cpp::FunctionOf<&MILLRACE_TARGET(name, __VA_ARGS__)>::signature; \
  extern "C" constinit const auto mr_cpp_kernel_##name =                                                                               \
      &millrace::cpp::FunctionOf<&MILLRACE_TARGET(name, __VA_ARGS__)>::template run<millrace::cpp::Text{#name}, &MILLRACE_TARGET(name, __VA_ARGS__)>;
