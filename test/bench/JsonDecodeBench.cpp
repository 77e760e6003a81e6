/// Decodes flat orders with the fast kernels and with simdjson's iterate_many: the same columns, decimal and timestamp kernels.
///
/// Prints records per second of both and their ratio; `JsonDecodeBench [records]`. Both sides have the same flags (test/CMakeLists.txt) and
/// one thread: without -pthread simdjson's first stage runs where the second does.
/// The loop below is what generated code is for this schema after inlining; both sides add up what they read.
#include "runtime/abi/FormatAbi.h"
#include "runtime/format/Format.h"
#include "runtime/kernels/JsonDecode.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <simdjson.h>
#include <string>
#include <time.h>

namespace millrace {
extern const FormatFactory mrFormatJson;

namespace {

struct Sum {
  uint64_t records = 0, textBytes = 0, keyBytes = 0;
  int64_t amount = 0, time = 0;
  bool operator==(const Sum &) const = default;
};

class Refuse final : public BadRecords {
  Status report(const DecodeCursor &, std::string_view, Status reason) override { return reason; }
};

std::string makeOrders(uint64_t count) {
  std::string text;
  char line[256];
  uint64_t state = 42;
  for (uint64_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    uint32_t r = static_cast<uint32_t>(state >> 33);
    std::snprintf(line, sizeof(line),
                  "{\"order_id\":\"o-%08llu\",\"product\":\"product-%u\",\"amount\":%u.%02u,\"order_time\":\"2024-01-%02u %02u:%02u:%02u.%03u\"}\n",
                  static_cast<unsigned long long>(i), r % 1000, r % 9999, r % 100, 1 + r % 31, r % 24, r % 60, r / 7 % 60, r % 1000);
    text += line;
  }
  return text;
}

Sum decodeFast(const std::string &text, size_t size, Decoder &decoder) {
  Sum sum;
  JsonCursor cursor;
  json::open(&cursor, static_cast<JsonReader *>(decoder.fastState()), text.data(), text.data() + size);
  for (;;) {
    int32_t begun = json::begin(&cursor);
    if (begun == kRecordNone)
      return sum;
    bool slow = begun == kRecordSlow;
    while (!slow) {
      StringView id, product;
      int64_t amount = 0, time = 0;
      int32_t field = json::step(&cursor);
      if (field != 0)
        goto other;
    column0:
      if (json::string(&cursor, &id) == kDecodeSurprise)
        goto surprise;
      field = json::step(&cursor);
      if (field != 1)
        goto other;
    column1:
      if (json::string(&cursor, &product) == kDecodeSurprise)
        goto surprise;
      field = json::step(&cursor);
      if (field != 2)
        goto other;
    column2:
      if (json::decimal64(&cursor, &amount, 10, 2) == kDecodeSurprise)
        goto surprise;
      field = json::step(&cursor);
      if (field != 3)
        goto other;
    column3:
      if (json::timestampMs(&cursor, &time, kTimestampSql, false) == kDecodeSurprise)
        goto surprise;
      field = json::step(&cursor);
      if (field != kJsonEnd)
        goto other;
    end:
      if (json::finish(&cursor) == kDecodeSurprise)
        goto surprise;
      ++sum.records;
      sum.textBytes += product.sizeBytes;
      sum.keyBytes += id.sizeBytes;
      sum.amount += amount;
      sum.time += time;
      break;
    other:
      switch (field) {
      case 0: goto column0;
      case 1: goto column1;
      case 2: goto column2;
      case 3: goto column3;
      case kJsonSkip: field = json::skip(&cursor); goto other;
      case kJsonMore: field = json::step(&cursor); goto other;
      case kJsonEnd: goto end;
      }
    surprise:
      slow = json::retry(&cursor) == 0;
    }
    if (!slow)
      continue;
    const uint8_t *rows;
    uint64_t bytes;
    if (json::slow(&cursor, &rows, &bytes) != 0)
      std::abort();
    // Only the first record comes here; its order is known now.
    std::string again(cursor.recordBegin, cursor.position);
    again.resize(again.size() + kReadPaddingBytes);
    Sum one = decodeFast(again, again.size() - kReadPaddingBytes, decoder);
    sum.records += one.records;
    sum.textBytes += one.textBytes;
    sum.keyBytes += one.keyBytes;
    sum.amount += one.amount;
    sum.time += one.time;
  }
}

/// One field's raw token; fields are asked for in document order, which is what On-Demand is fastest at.
std::string_view token(simdjson::ondemand::object &object, std::string_view key) {
  simdjson::ondemand::value value;
  if (object.find_field(key).get(value))
    std::abort();
  return value.raw_json_token();
}

Sum decodeSimdjson(const std::string &text, size_t size) {
  static simdjson::ondemand::parser parser;
  Sum sum;
  simdjson::ondemand::document_stream stream;
  if (parser.iterate_many(text.data(), size, 1 << 20).get(stream))
    std::abort();
  for (auto document : stream) {
    simdjson::ondemand::object object;
    std::string_view id, product;
    if (document.get_object().get(object) || object.find_field("order_id").get(id) || object.find_field("product").get(product))
      std::abort();
    JsonCursor at{};
    at.end = text.data() + size;
    int64_t amount = 0, time = 0;
    at.position = token(object, "amount").data();
    if (json::decimal64(&at, &amount, 10, 2) != kDecodeOk)
      std::abort();
    at.position = token(object, "order_time").data();
    if (json::timestampMs(&at, &time, kTimestampSql, false) != kDecodeOk)
      std::abort();
    ++sum.records;
    sum.textBytes += product.size();
    sum.keyBytes += id.size();
    sum.amount += amount;
    sum.time += time;
  }
  return sum;
}

/// CPU time of this thread: the machine may be busy.
double cpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <typename Run> void keepBest(double &best, Run run) {
  double begin = cpuSeconds();
  run();
  best = std::min(best, cpuSeconds() - begin);
}

int benchmark(uint64_t count) {
  // The same instruction set on both sides: kernels are built for x86-64-v3, so simdjson may not use AVX-512 either. What is inline in
  // its header is of that kind only if the compiler may use PCLMUL, which x86-64-v3 lacks: test/CMakeLists.txt has the flag.
  static_assert(std::is_same_v<simdjson::ondemand::parser, simdjson::haswell::ondemand::parser>);
  if (const simdjson::implementation *haswell = simdjson::get_available_implementations()["haswell"])
    simdjson::get_active_implementation() = haswell;
  std::string text = makeOrders(count);
  size_t size = text.size();
  text.resize(size + std::max<size_t>(simdjson::SIMDJSON_PADDING, kReadPaddingBytes));
  Schema schema(4);
  schema[0] = {"order_id", {TypeKind::VarChar, true, kMaxLength, 0, {}}};
  schema[1] = {"product", {TypeKind::VarChar, true, kMaxLength, 0, {}}};
  schema[2] = {"amount", {TypeKind::Decimal, true, 10, 2, {}}};
  schema[3] = {"order_time", {TypeKind::Timestamp, true, 3, 0, {}}};
  OptionMap none;
  Refuse refuse;
  auto decoder = mrFormatJson.makeDecoder({none, schema, schema, none, refuse});
  Sum fast, other;
  double fastSeconds = 1e9, otherSeconds = 1e9;
  for (int i = 0; i < 15; ++i) { // in turns, so that both see the same machine
    keepBest(fastSeconds, [&] { fast = decodeFast(text, size, **decoder); });
    keepBest(otherSeconds, [&] { other = decodeSimdjson(text, size); });
  }
  if (!(fast == other) || fast.records != count) {
    std::fprintf(stderr, "the two decoders disagree: %llu and %llu records\n", static_cast<unsigned long long>(fast.records),
                 static_cast<unsigned long long>(other.records));
    return 1;
  }
  double n = static_cast<double>(count);
  std::printf("millrace %.2f M records/s (%.0f MB/s), simdjson iterate_many %.2f M records/s, ratio %.2f\n", n / fastSeconds / 1e6,
              static_cast<double>(size) / fastSeconds / 1e6, n / otherSeconds / 1e6, otherSeconds / fastSeconds);
  return 0;
}

} // namespace
} // namespace millrace

int main(int argc, char **argv) {
  return millrace::benchmark(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200000);
}
