// No argument may crash a kernel, make it read past its strings, or make it fail or give NULL when its record says it cannot.
#include "test/stdlib/Call.h"

#include "stdlib/ResultRules.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <sstream>

namespace millrace {
namespace {

/// One value of any kind with its NULL flag behind it, as CalledOnNull kernels read it.
struct alignas(16) Cell {
  unsigned char bytes[32] = {};
};

class RandomValues {
public:
  explicit RandomValues(uint64_t seed) : engine_(seed) {}

  uint64_t below(uint64_t bound) { return engine_() % bound; }

  template <typename T> T integer() {
    constexpr T kBorders[] = {0, 1, -1, 2, 10, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
    if (below(3) == 0)
      return kBorders[below(std::size(kBorders))];
    return static_cast<T>(static_cast<int64_t>(engine_()) >> below(64));
  }

  double real() {
    constexpr double kBorders[] = {0.0, -0.0, 0.5, -2.5, 1e300, -1e-300, HUGE_VAL, -HUGE_VAL, 9.3e18, __builtin_nan("")};
    return below(2) == 0 ? kBorders[below(std::size(kBorders))] : static_cast<double>(integer<int64_t>()) / 1000;
  }

  Decimal decimal(int32_t precision) {
    Int128 limit = 1;
    for (int32_t i = 0; i < precision; ++i)
      limit *= 10;
    if (below(4) == 0)
      return {below(2) == 0 ? limit - 1 : 1 - limit};
    Int128 value = static_cast<Int128>(engine_()) * static_cast<Int128>(engine_() >> 2);
    return {value % limit * (below(2) == 0 ? 1 : -1)};
  }

  /// Heap memory of the exact size, so that a sanitizer sees reads past it.
  StringView string() {
    constexpr std::string_view kPieces[] = {"a",     "Z",   " ",   "ä",          "€",       "𝄞",      "\xFF",    "\xE2\x82", "%",   "_",
                                            "!",     ",",   "-",   "1970-01-02", "12:30:15", ".5",     "1e3",     "yyyy-MM-dd", "HH:mm:ss", "'",
                                            "[",     "]",   "(",   "UTC",        "Europe/Berlin", "true", "+08:00", "EEE",      "SSS", "\n"};
    std::string text;
    for (uint64_t i = below(6); i > 0; --i)
      text += kPieces[below(std::size(kPieces))];
    strings_.emplace_back(new char[text.size()]);
    std::memcpy(strings_.back().get(), text.data(), text.size());
    return {strings_.back().get(), static_cast<uint32_t>(text.size())};
  }

  /// What kernels read of an ARRAY or MAP: how many items there are (docs/formats/row.md, "Nested values"), at the start, or behind the size
  /// of a map's keys.
  NestedView nested(bool isMap) {
    uint32_t sizeBytes = isMap ? 12 : 4, count = static_cast<uint32_t>(below(4));
    strings_.emplace_back(new char[sizeBytes]());
    std::memcpy(strings_.back().get() + sizeBytes - sizeof(count), &count, sizeof(count));
    return {.sizeBytes = sizeBytes, .bytes = reinterpret_cast<const uint8_t *>(strings_.back().get())};
  }

  void forget() { strings_.clear(); }

private:
  std::mt19937_64 engine_;
  std::vector<std::unique_ptr<char[]>> strings_;
};

class KernelSafetyTest : public testing::Test {
protected:
  ~KernelSafetyTest() override { context_.arena.release(); }

  template <typename T> void put(Cell &cell, T value, bool isNull) {
    std::memcpy(cell.bytes, &value, sizeof(T));
    cell.bytes[sizeof(T)] = isNull;
  }

  /// Counts that make strings are kept small: a gigabyte is legal but slow.
  int32_t count() { return values_.below(4) == 0 ? values_.integer<int32_t>() % 1000 : static_cast<int32_t>(values_.below(20)) - 5; }

  void fill(Cell &cell, std::string_view pattern, int32_t precision, bool isNull) {
    if (pattern == "BOOLEAN")
      put(cell, values_.below(2) == 1, isNull);
    else if (pattern == "TINYINT")
      put(cell, values_.integer<int8_t>(), isNull);
    else if (pattern == "SMALLINT")
      put(cell, values_.integer<int16_t>(), isNull);
    else if (pattern == "INT")
      put(cell, hasString_ ? count() : values_.integer<int32_t>(), isNull);
    else if (pattern == "DATE")
      put(cell, values_.integer<int32_t>() % 100000000, isNull);
    else if (pattern == "TIME")
      put(cell, static_cast<int32_t>(values_.below(86400000)), isNull);
    else if (pattern == "INTERVAL_MONTH")
      put(cell, values_.integer<int32_t>() % 100000, isNull);
    else if (pattern == "BIGINT" || pattern == "INTERVAL_DAY")
      put(cell, values_.integer<int64_t>(), isNull);
    else if (pattern == "FLOAT")
      put(cell, static_cast<float>(values_.real()), isNull);
    else if (pattern == "DOUBLE")
      put(cell, values_.real(), isNull);
    else if (pattern == "DECIMAL")
      put(cell, values_.decimal(precision), isNull);
    else if (pattern == "TIMESTAMP" || pattern == "TIMESTAMP_LTZ")
      put(cell, Timestamp{values_.integer<int64_t>() % 1000000000000000, static_cast<int32_t>(values_.below(1000000)), 0}, isNull);
    else if (pattern == "ARRAY" || pattern == "MAP")
      put(cell, values_.nested(pattern == "MAP"), isNull);
    else
      put(cell, values_.string(), isNull);
  }

  void callOnce(const FunctionRecord &record) {
    std::vector<std::string> patterns;
    std::stringstream stream{std::string(record.parameters)};
    for (std::string part; std::getline(stream, part, ',');)
      patterns.push_back(part.substr(part.find_first_not_of(' ')));
    if (!patterns.empty() && patterns.back().ends_with("...")) {
      patterns.back().resize(patterns.back().size() - 3);
      patterns.insert(patterns.end(), values_.below(3), patterns.back());
    }
    hasString_ = std::find(patterns.begin(), patterns.end(), "STRING") != patterns.end();

    std::vector<int32_t> precisions, scales;
    std::vector<Cell> cells(patterns.size());
    for (size_t i = 0; i < patterns.size(); ++i) {
      precisions.push_back(patterns[i] == "DECIMAL" ? 1 + static_cast<int32_t>(values_.below(38)) : static_cast<int32_t>(values_.below(10)));
      scales.push_back(patterns[i] == "DECIMAL" ? static_cast<int32_t>(values_.below(static_cast<uint64_t>(precisions[i]) + 1)) : 0);
      fill(cells[i], patterns[i], precisions[i], record.nulls == NullRule::CalledOnNull && values_.below(4) == 0);
    }
    Type result = resultFor(record, patterns, precisions, scales);
    std::vector<int32_t> constants;
    std::stringstream names{std::string(record.typeArguments)};
    for (std::string name; names >> name;) {
      bool ofResult = name[1] == 'r';
      size_t index = ofResult ? 0 : static_cast<size_t>(name[1] - '0');
      constants.push_back(name[0] == 'p' ? (ofResult ? result.precision : precisions[index])
                          : name[0] == 's' ? (ofResult ? result.scale : scales[index]) : static_cast<int32_t>(result.kind));
    }
    std::vector<const void *> pointers;
    for (const Cell &cell : cells)
      pointers.push_back(&cell);
    Cell out;
    bool outNull = false;
    context_.failed = 0;
    callKernel(record, context_, &out, &outNull, pointers, constants);
    EXPECT_TRUE(context_.failed == 0 || record.mayFail) << record.name << ": " << context_.message.view();
    context_.arena.reset();
    values_.forget();
  }

  Type resultFor(const FunctionRecord &record, const std::vector<std::string> &patterns, const std::vector<int32_t> &precisions,
                 const std::vector<int32_t> &scales) {
    std::vector<Type> arguments;
    for (size_t i = 0; i < patterns.size(); ++i) {
      bool isNested = patterns[i] == "ARRAY" || patterns[i] == "MAP";
      Type type = *parseRecordType(patterns[i] == "ANY" || isNested ? "INT" : patterns[i]);
      if (isNested)
        type.kind = patterns[i] == "MAP" ? TypeKind::Map : TypeKind::Array;
      type.precision = patterns[i] == "STRING" ? kMaxLength : precisions[i];
      type.scale = scales[i];
      arguments.push_back(type);
    }
    Type result = *resultType(record.result, arguments, std::vector<ConstantArgument>(patterns.size()));
    if (!record.name.starts_with("CAST") && !record.name.starts_with("TRY_CAST"))
      return result;
    if (result.kind == TypeKind::Decimal) {
      result.precision = 1 + static_cast<int32_t>(values_.below(38));
      result.scale = static_cast<int32_t>(values_.below(static_cast<uint64_t>(result.precision) + 1));
    } else if (result.kind == TypeKind::VarChar || result.kind == TypeKind::VarBinary) {
      result.precision = values_.below(2) == 0 ? kMaxLength : 1 + static_cast<int32_t>(values_.below(20));
      if (values_.below(3) == 0 && result.precision != kMaxLength)
        result.kind = result.kind == TypeKind::VarChar ? TypeKind::Char : TypeKind::Binary;
    } else {
      result.precision = static_cast<int32_t>(values_.below(10));
    }
    return result;
  }

  RandomValues values_{20240517};
  FunctionContext context_;
  bool hasString_ = false;
};

TEST_F(KernelSafetyTest, RandomArguments) {
  for (const char *zone : {"UTC", "Europe/Berlin"}) {
    context_.timeZone = TimeZone::find(zone);
    for (const FunctionRecord &record : functionRecords()) {
      SCOPED_TRACE(record.name);
      for (int i = 0; i < 300; ++i)
        callOnce(record);
    }
  }
}

} // namespace
} // namespace millrace
