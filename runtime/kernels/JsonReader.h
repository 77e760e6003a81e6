/// The part of a JSON decoder that the fast kernels read: learned key orders.
///
/// A *learned order* is a list of steps made from a record that the complete parser took. A step holds the bytes
/// between two values exactly as that record had them (`,"product":`, whitespace included; `{"person":{"id":` where a
/// nested field is read) and what to do with the value behind them: give it to generated code (its field index), skip
/// it, or end the record. The next record is expected to have the same bytes; one vector compare per key checks that.
/// Whatever differs (another key order, other whitespace, a missing, extra or duplicate key) is a surprise: other
/// learned orders are tried, then the complete parser takes the record and its order is learned.
///
/// Lifetime: steps belong to the decoder (runtime/format/json/JsonDecoder.h) and change only inside mr_json_slow.
#pragma once
#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/FunctionContext.h"
#include "runtime/abi/OutBuffer.h"

namespace millrace {

constexpr uint32_t kMaxLearnedOrders = 4;
constexpr int32_t kJsonStepEnd = -1;  // the step's bytes close the record
constexpr int32_t kJsonStepSkip = -2; // nobody reads the value

struct alignas(32) JsonStep {
  char text[32] = {}; // the first bytes, zero padded
  uint32_t mask = 0;  // bit i: text[i] counts
  uint32_t size = 0;  // bytes of `text` that count
  int32_t field = kJsonStepEnd;
  uint32_t restSize = 0;      // bytes beyond 32
  const char *rest = nullptr; // those bytes
  uint64_t reserved = 0;
};
static_assert(sizeof(JsonStep) == 64);

struct JsonReader {
  const JsonStep *orders[kMaxLearnedOrders] = {};
  uint32_t orderCount = 0;
  uint32_t preferred = 0; // order that fitted last
  bool isMessage = false; // the input is one record; line ends mean nothing
  Arena scratch;          // unescaped strings, base64, nested values; emptied by mr_json_open
  void *decoder = nullptr; // millrace::JsonDecoder
};

} // namespace millrace
