/// One record per overload of a SQL function: everything that the binder, the folder, the code generator, SHOW FUNCTIONS, the
/// REPL's help, the documentation page and the example test need. Adding a function is adding a record and a body.
///
/// A body is a kernel: `extern "C" void mr_fn_<name>(FunctionContext *, R *result, [bool *resultNull,] const A *...)`.
/// Every argument and the result travel by pointer in their C++ form (runtime/abi/Values.h); `MR_FUNCTION` in
/// stdlib/Function.h wraps an ordinary C++ function so. After inlining the pointers are gone.
#pragma once
#include "runtime/abi/FunctionContext.h"
#include "runtime/abi/Schema.h"

#include <span>
#include <string_view>

namespace millrace {

/// How NULL arguments are treated.
enum class NullRule : uint8_t {
  Strict,       // any NULL argument gives NULL and the body is not called; the result is never NULL otherwise
  StrictNullable, // as Strict, but the body may also answer NULL through `resultNull`
  CalledOnNull, // arguments and result are `Nullable<T>`
};

enum class Determinism : uint8_t { Deterministic, PerQuery /* constant within a run */, PerRow /* never folded */ };

/// One overload.
///
/// `parameters`: comma-separated patterns. A pattern is a kind (`INT`, `STRING` = CHAR or VARCHAR, `BYTES` = BINARY or VARBINARY,
///   `DECIMAL`, `TIMESTAMP`, `TIMESTAMP_LTZ`, `DATE`, `TIME`, `INTERVAL_MONTH`, `INTERVAL_DAY`, `BOOLEAN`, `TINYINT` … `DOUBLE`, `ANY`,
///   `ARRAY`, `MAP`, `ROW`), `T` (all `T`s of one signature share their least restrictive common type), or a kind followed by
///   `...` (last only: one or more). A DECIMAL or TIMESTAMP* pattern takes every precision.
/// `result`: a type as SQL writes it (`BIGINT`, `STRING`, `TIMESTAMP(3)`, `DECIMAL(38, 6)`), `$0` (the first argument's type), `T`, or the name
///   of a rule in stdlib/ResultRules.h (`decimal_plus`, `decimal_round`, …). Nullability follows from `nulls`.
/// `typeArguments`: which type constants the kernel takes after its arguments as `int32_t` by value, in order: `p0 s0 p1 s1 … pr sr`
///   (precision and scale of argument i or of the result), `k0`… (TypeKind). Empty for most.
struct FunctionRecord {
  std::string_view name;          // upper case; operators and casts have names such as `CAST:STRING:INT`, `decimal +`
  std::string_view parameters;
  std::string_view result;
  std::string_view typeArguments;
  std::string_view symbol;        // of the kernel
  NullRule nulls;
  Determinism determinism;
  bool mayFail;                   // may call FunctionContext::fail
  void *body;                     // the compiled kernel, for constant folding
  std::string_view documentation; // one sentence, SQL words
  std::string_view example;       // `SUBSTRING('abcdef', 2, 3) => 'bcd'`: an expression and its value as a literal; run as a test
  std::string_view family;        // folder: string, numeric, temporal, ...
};

/// All overloads of all families; the order is stable.
std::span<const FunctionRecord> functionRecords();

/// The overloads of one name (upper case), in declaration order.
std::span<const FunctionRecord *const> findFunction(std::string_view name);

} // namespace millrace
