/// Turns an ordinary C++ function into a kernel, and makes the record that offers it to SQL.
///
/// A body is written as `StringView upper(FunctionContext &, StringView)`. Parameter forms:
///   A              a strict argument                       kernel: const A *
///   Nullable<A>    an argument of a CalledOnNull function  kernel: const Nullable<A> *
///   Variadic<A>    the last SQL parameter `A...`           kernel: const A *const *values, int32_t count (A may be Nullable<B>)
///   TypeConstant   a type argument of the record           kernel: int32_t by value
/// Result forms: `R` (kernel: R *result) or `Nullable<R>` (strict functions: R *result, bool *resultNull; functions with
/// a Nullable argument: Nullable<R> *result). Kernel order: context, result, [resultNull,] arguments, type constants.
///
/// C++ forms of SQL values: BOOLEAN bool, TINYINT int8_t, SMALLINT int16_t, INT int32_t, BIGINT int64_t, FLOAT float, DOUBLE double,
///   DECIMAL Decimal, CHAR/VARCHAR/BINARY/VARBINARY StringView, DATE/TIME/INTERVAL_MONTH int32_t, INTERVAL_DAY int64_t,
///   TIMESTAMP/TIMESTAMP_LTZ Timestamp. Compact decimals and timestamps are widened before a call and narrowed after it.
/// Names:  functions whose syntax is not a list of arguments carry the choice in their name:
///   `EXTRACT:YEAR`, `FLOOR:HOUR`, `CEIL:HOUR` (of a time point), `TIMESTAMPADD:DAY`, `TIMESTAMPDIFF:DAY`, `TRIM:BOTH` (text, characters),
///   `TRIM:LEADING`, `TRIM:TRAILING`, `CAST:INT:STRING`, `TRY_CAST:STRING:INT`, `LIKE`, `SIMILAR TO`, `||`,
///   operators `<kind> <operator>` (`decimal +`, `int /`, `timestamp + interval_day`, `string compare`).
/// Types:  where `result` is `T`, all arguments are cast to the result type first; where it is the target of a CAST (`CAST:…`), it only
///   names the kind. ROUND and MOD derive their DECIMAL types by rules; an operator whose derived type is no DECIMAL runs on that type.
/// Errors: a body that fails calls `FunctionContext::fail`; its result is then ignored.
/// Bodies use no statics, no exceptions and no iostream: they are compiled to bitcode too.
#pragma once
#include "stdlib/FunctionRecord.h"

#include <tuple>

namespace millrace {

/// A value that may be NULL. `isNull` lies directly behind the value.
template <typename T> struct Nullable {
  T value{};
  bool isNull = true;

  Nullable() = default;
  Nullable(T present) : value(present), isNull(false) {}
};
static_assert(sizeof(Nullable<int32_t>) == 8 && sizeof(Nullable<StringView>) == 24);

/// A constant of the call's types (precision, scale, length, TypeKind): a literal in generated code.
struct TypeConstant {
  int32_t value;
  operator int32_t() const { return value; }
};

/// The arguments of a trailing `...` parameter.
template <typename T> struct Variadic {
  const T *const *values;
  int32_t count;
  const T &operator[](int32_t index) const { return *values[index]; }
};

namespace kernel {

/// A parameter that is not there: an empty struct takes no register and leaves no trace in the kernel's LLVM signature.
struct Absent {};

template <typename P> struct Form {
  using Types = std::tuple<const P *>;
  static constexpr bool nullable = false;
  static P load(const P *pointer) { return *pointer; }
};
template <typename T> struct Form<Nullable<T>> {
  using Types = std::tuple<const Nullable<T> *>;
  static constexpr bool nullable = true;
  static Nullable<T> load(const Nullable<T> *pointer) { return *pointer; }
};
template <> struct Form<TypeConstant> {
  using Types = std::tuple<int32_t>;
  static constexpr bool nullable = false;
  static TypeConstant load(int32_t value) { return {value}; }
};
template <typename T> struct Form<Variadic<T>> {
  using Types = std::tuple<const T *const *, int32_t>;
  static constexpr bool nullable = Form<T>::nullable;
  static Variadic<T> load(const T *const *values, int32_t count) { return {values, count}; }
};

template <typename R, bool calledOnNull> struct ResultForm {
  using Types = std::tuple<R *>;
  static constexpr size_t count = 1;
  template <typename All> static void store(const All &all, const R &value) { *std::get<0>(all) = value; }
};
template <typename R> struct ResultForm<Nullable<R>, false> {
  using Types = std::tuple<R *, bool *>;
  static constexpr size_t count = 2;
  template <typename All> static void store(const All &all, const Nullable<R> &value) {
    *std::get<0>(all) = value.value;
    *std::get<1>(all) = value.isNull;
  }
};

template <typename Function> struct Signature;
template <typename R, typename... Ps> struct Signature<R (*)(FunctionContext &, Ps...)> {
  static constexpr bool calledOnNull = (Form<Ps>::nullable || ... || false);
  using Result = ResultForm<R, calledOnNull>;
  using Types = decltype(std::tuple_cat(std::declval<typename Result::Types>(), std::declval<typename Form<Ps>::Types>()...));

  template <size_t index> static auto at() {
    if constexpr (index < std::tuple_size_v<Types>)
      return std::type_identity<std::tuple_element_t<index, Types>>{};
    else
      return std::type_identity<Absent>{};
  }

  template <size_t offset, typename P, typename... Rest, typename Call, typename All, typename... Loaded>
  static R load(Call call, FunctionContext &context, const All &all, Loaded... loaded) {
    constexpr size_t next = offset + std::tuple_size_v<typename Form<P>::Types>;
    P value = [&] {
      if constexpr (next - offset == 2)
        return Form<P>::load(std::get<offset>(all), std::get<offset + 1>(all));
      else
        return Form<P>::load(std::get<offset>(all));
    }();
    if constexpr (sizeof...(Rest) == 0)
      return call(context, loaded..., value);
    else
      return load<next, Rest...>(call, context, all, loaded..., value);
  }

  template <auto function, typename... All> static void run(FunctionContext *context, All... parameters) {
    std::tuple<All...> all(parameters...);
    if constexpr (sizeof...(Ps) == 0)
      Result::store(all, function(*context));
    else
      Result::store(all, load<Result::count, Ps...>(function, *context, all));
  }
};

template <auto function, size_t index> using Parameter = typename decltype(Signature<decltype(function)>::template at<index>())::type;

} // namespace kernel

} // namespace millrace

/// Defines the kernel `symbol` around a C++ function. At file scope, outside namespaces. The function may be a template instance.
#define MR_FUNCTION(symbol, ...)                                                                                       \
  extern "C" void symbol(                                                                                              \
      millrace::FunctionContext *context, millrace::kernel::Parameter<&__VA_ARGS__, 0> p0,                             \
      millrace::kernel::Parameter<&__VA_ARGS__, 1> p1, millrace::kernel::Parameter<&__VA_ARGS__, 2> p2,                \
      millrace::kernel::Parameter<&__VA_ARGS__, 3> p3, millrace::kernel::Parameter<&__VA_ARGS__, 4> p4,                \
      millrace::kernel::Parameter<&__VA_ARGS__, 5> p5, millrace::kernel::Parameter<&__VA_ARGS__, 6> p6,                \
      millrace::kernel::Parameter<&__VA_ARGS__, 7> p7, millrace::kernel::Parameter<&__VA_ARGS__, 8> p8,                \
      millrace::kernel::Parameter<&__VA_ARGS__, 9> p9) {                                                               \
    millrace::kernel::Signature<decltype(&__VA_ARGS__)>::template run<&__VA_ARGS__>(context, p0, p1, p2, p3, p4, p5, p6,    \
                                                                                   p7, p8, p9);                        \
  }

/// One FunctionRecord; only in `Records<Family>.cpp`. The kernel is declared in place by its symbol.
#define MR_RECORD(name, parameters, result, typeArguments, symbol, nulls, determinism, mayFail, family, documentation, \
                  example)                                                                                             \
  millrace::FunctionRecord {                                                                                           \
    name, parameters, result, typeArguments, #symbol, millrace::NullRule::nulls, millrace::Determinism::determinism,   \
        mayFail, [] {                                                                                                  \
          extern void symbol() __asm__(#symbol);                                                                       \
          return reinterpret_cast<void *>(&symbol);                                                                    \
        }(),                                                                                                           \
        documentation, example, family                                                                                 \
  }
