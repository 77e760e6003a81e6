/// The part of a JSON decoder that the fast kernels read: learned key orders.
///
/// A *learned order* is a list of steps made from a record that the complete parser took. A step holds the bytes
/// between two values exactly as that record had them (`,"product":`, whitespace included; `{"person":{"id":` where a
/// nested field is read) and what to do with the value behind them: give it to generated code (its field index), skip
/// it, or end the record. The next record is expected to have the same bytes; one vector compare per key checks that.
/// Whatever differs (another key order, other whitespace, a missing, extra or duplicate key) is a surprise: other
/// learned orders are tried, then the complete parser takes the record and its order is learned.
///
/// Lifetime: steps belong to the decoder (runtime/format/json/JsonDecoder.h); orders change only inside mr_json_slow.
#pragma once
#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/FunctionContext.h"

namespace millrace {

constexpr uint32_t kMaxLearnedOrders = 4;
constexpr int64_t kUnknownSize = -1;

struct alignas(32) JsonStep {
  char text[32] = {};      // zero padded
  uint32_t unusedMask = 0; // bit i: text[i] does not count
  int32_t field = kJsonEnd;
  int64_t sizeBytes = 0;      // bytes of `text` that count
  int64_t valueSizeBytes = 0; // a guess; kUnknownSize: it was wrong too often in this chunk
  uint32_t missCount = 0;     // wrong guesses in this chunk
  uint32_t lastMiss = 0;      // number of the chunk's record with the last one
};
static_assert(sizeof(JsonStep) == 64);

struct JsonReader {
  JsonStep *orders[kMaxLearnedOrders] = {};
  uint32_t orderCount = 0;
  uint32_t preferred = 0;         // the order that is tried first
  JsonStep *lineOrder = nullptr;  // its steps, if the input is lines
  bool isMessage = false;         // the input is one record; line ends mean nothing
  Arena scratch;                  // unescaped strings, base64, nested values; emptied by mr_json_open
  void *decoder = nullptr;        // millrace::JsonDecoder

  void prefer(uint32_t order) {
    preferred = order;
    lineOrder = isMessage ? nullptr : orders[order];
  }
};

} // namespace millrace
