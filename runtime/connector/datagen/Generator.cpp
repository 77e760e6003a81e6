#include "runtime/connector/datagen/Generator.h"

#include "runtime/format/Options.h"
#include "runtime/kernels/TemporalText.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace millrace {

namespace {

constexpr int64_t kDefaultTextLength = 100, kDefaultCollectionLength = 3;
constexpr int64_t kMaxMonths = 120000; // Flink's bound of INTERVAL YEAR TO MONTH

uint64_t splitMix(uint64_t &state) {
  uint64_t z = state += 0x9E3779B97F4A7C15ull;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ z >> 27) * 0x94D049BB133111EBull;
  return z ^ z >> 31;
}

uint64_t rotate(uint64_t value, int by) { return value << by | value >> (64 - by); }

} // namespace

Random::Random(uint64_t seed) {
  for (uint64_t &word : state_)
    word = splitMix(seed);
}

uint64_t Random::next() {
  uint64_t result = rotate(state_[0] + state_[3], 23) + state_[0], shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = rotate(state_[3], 45);
  return result;
}

int64_t Random::between(int64_t low, int64_t high) {
  uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  if (span == UINT64_MAX)
    return static_cast<int64_t>(next());
  // Lemire's multiply: the bias of at most span / 2^64 does not matter for test rows.
  uint64_t offset = static_cast<uint64_t>(static_cast<unsigned __int128>(next()) * (span + 1) >> 64);
  return static_cast<int64_t>(static_cast<uint64_t>(low) + offset);
}

struct Generator::State {
  Type type;
  bool isSequence = false;
  int64_t start = 0, end = 0; // sequence
  int64_t low = 0, high = 0;  // integers
  double least = 0, greatest = 0; // floating point, DECIMAL
  int64_t maxPastMs = 0;
  int64_t length = 0;
  bool isVarLength = false;
  double nullRate = 0;
  std::vector<Generator> children;
  std::unique_ptr<ArrayBuilder> keys, values;
  std::unique_ptr<NestedRowBuilder> row;
  std::vector<uint8_t> storage;
  std::string text;

  Status readRandom(const std::string &path, const OptionMap &options);
  Status readSequence(const std::string &path, const OptionMap &options);
  Status readChildren(const std::string &path, const OptionMap &options);
  Status readBounds(const std::string &path, const OptionMap &options);
  void sequence(uint64_t rowNumber, SlotWriter &out, uint32_t slot);
  void random(uint64_t rowNumber, GeneratorContext &context, SlotWriter &out, uint32_t slot);
  void randomText(GeneratorContext &context, SlotWriter &out, uint32_t slot);
  void randomNested(uint64_t rowNumber, GeneratorContext &context, SlotWriter &out, uint32_t slot);
  void setInteger(int64_t value, SlotWriter &out, uint32_t slot) const;
};

Generator::Generator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Generator::Generator(Generator &&) noexcept = default;
Generator::~Generator() = default;

Result<Generator> Generator::make(const std::string &path, const Type &type, const OptionMap &options) {
  auto state = std::make_unique<State>();
  state->type = type;
  std::string_view kind = option(options, "fields." + path + ".kind", "random");
  if (kind != "random" && kind != "sequence")
    return Status(StatusCode::InvalidArgument,
                  "option `fields." + path + ".kind` is `" + std::string(kind) + "`, expected random or sequence");
  state->isSequence = kind == "sequence";
  MR_RETURN_IF_ERROR(state->isSequence ? state->readSequence(path, options) : state->readRandom(path, options));
  return Generator(std::move(state));
}

uint64_t Generator::rowLimit() const {
  if (state_->isSequence)
    return state_->type.kind == TypeKind::Boolean ? UINT64_MAX : static_cast<uint64_t>(state_->end - state_->start) + 1;
  uint64_t limit = UINT64_MAX;
  for (const Generator &child : state_->children)
    limit = std::min(limit, child.rowLimit());
  return limit;
}

Status Generator::State::readSequence(const std::string &path, const OptionMap &options) {
  switch (type.kind) {
  case TypeKind::Date:
  case TypeKind::Time:
    isSequence = false; // Flink gives today and now
    return Status::ok();
  case TypeKind::Boolean:
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::Float:
  case TypeKind::Double:
  case TypeKind::Decimal:
  case TypeKind::Char:
  case TypeKind::VarChar:
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    break;
  default:
    return Status(StatusCode::InvalidArgument, "column `" + path + "` of type " + toString(type) + " cannot be a sequence");
  }
  for (const char *bound : {".start", ".end"})
    if (!hasOption(options, "fields." + path + bound))
      return Status(StatusCode::InvalidArgument, "the sequence of column `" + path + "` needs the option `fields." + path + bound + "`");
  MR_ASSIGN(start, optionInteger(options, "fields." + path + ".start", 0));
  MR_ASSIGN(end, optionInteger(options, "fields." + path + ".end", 0));
  if (end < start)
    return Status(StatusCode::InvalidArgument, "option `fields." + path + ".end` is less than its start");
  return Status::ok();
}

Status Generator::State::readBounds(const std::string &path, const OptionMap &options) {
  std::string minKey = "fields." + path + ".min", maxKey = "fields." + path + ".max";
  switch (type.kind) {
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
  case TypeKind::IntervalMonth: {
    uint32_t bits = slotSizeBytes(type) * 8;
    high = bits == 64 ? INT64_MAX : (1ll << (bits - 1)) - 1;
    low = -high - 1;
    if (type.kind == TypeKind::IntervalMonth) {
      low = 0;
      high = kMaxMonths;
    }
    MR_ASSIGN(low, optionInteger(options, minKey, low));
    MR_ASSIGN(high, optionInteger(options, maxKey, high));
    break;
  }
  case TypeKind::Float: // Java's MIN_VALUE is the least positive value; Flink takes it as the default lower bound
    least = static_cast<double>(FLT_TRUE_MIN);
    greatest = static_cast<double>(FLT_MAX);
    break;
  case TypeKind::Double:
  case TypeKind::Decimal:
    least = DBL_TRUE_MIN;
    greatest = DBL_MAX;
    break;
  default:
    return Status::ok();
  }
  MR_ASSIGN(least, optionDouble(options, minKey, least));
  MR_ASSIGN(greatest, optionDouble(options, maxKey, greatest));
  if (type.kind == TypeKind::Decimal) {
    double largest = std::pow(10, type.precision - type.scale) - std::pow(10, -type.scale);
    least = std::max(-largest, least);
    greatest = std::min(largest, greatest);
  }
  bool isInteger = type.kind != TypeKind::Float && type.kind != TypeKind::Double && type.kind != TypeKind::Decimal;
  if (isInteger ? low > high : least > greatest)
    return Status(StatusCode::InvalidArgument, "option `" + minKey + "` is greater than `" + maxKey + "`");
  return Status::ok();
}

Status Generator::State::readRandom(const std::string &path, const OptionMap &options) {
  std::string field = "fields." + path;
  if (type.kind >= TypeKind::Array || !(type.kind == TypeKind::Float || type.kind == TypeKind::Double || type.kind == TypeKind::Decimal))
    for (const char *bound : {".start", ".end"})
      if (hasOption(options, field + bound))
        return Status(StatusCode::InvalidArgument, "option `" + field + bound + "` needs `" + field + ".kind` = sequence");
  MR_RETURN_IF_ERROR(readBounds(path, options));
  MR_ASSIGN(nullRate, optionDouble(options, field + ".null-rate", 0));
  MR_ASSIGN(maxPastMs, optionDurationMs(options, field + ".max-past", 0));
  bool isFixed = type.kind == TypeKind::Char || type.kind == TypeKind::Binary;
  bool isVariableText = type.kind == TypeKind::VarChar || type.kind == TypeKind::VarBinary;
  MR_ASSIGN(isVarLength, optionBoolean(options, field + ".var-len", false));
  if (isVarLength && !isVariableText)
    return Status(StatusCode::InvalidArgument, "option `" + field + ".var-len` needs a VARCHAR, STRING, VARBINARY or BYTES column");
  length = type.precision == kMaxLength ? kDefaultTextLength : type.precision;
  if (type.kind >= TypeKind::Array)
    length = kDefaultCollectionLength;
  bool hasLength = hasOption(options, field + ".length");
  if (hasLength && isFixed)
    return Status(StatusCode::InvalidArgument, "option `" + field + ".length` cannot change a column of type " + toString(type));
  MR_ASSIGN(length, optionInteger(options, field + ".length", length));
  if (length < 0 || (isVariableText && length > type.precision))
    return Status(StatusCode::InvalidArgument, "option `" + field + ".length` does not fit " + toString(type));
  return readChildren(path, options);
}

Status Generator::State::readChildren(const std::string &path, const OptionMap &options) {
  auto add = [&](const std::string &name, const Type &childType) {
    Result<Generator> child = Generator::make(path + "." + name, childType, options);
    if (!child.isOk())
      return std::move(child).status();
    children.push_back(std::move(*child));
    return Status::ok();
  };
  switch (type.kind) {
  case TypeKind::Array:
  case TypeKind::Multiset:
    keys = std::make_unique<ArrayBuilder>(type.children[0].type);
    if (type.kind == TypeKind::Multiset) {
      Type count;
      count.kind = TypeKind::Int;
      values = std::make_unique<ArrayBuilder>(count);
    }
    return add("element", type.children[0].type);
  case TypeKind::Map:
    keys = std::make_unique<ArrayBuilder>(type.children[0].type);
    values = std::make_unique<ArrayBuilder>(type.children[1].type);
    MR_RETURN_IF_ERROR(add("key", type.children[0].type));
    return add("value", type.children[1].type);
  case TypeKind::Row:
    row = std::make_unique<NestedRowBuilder>(type.children);
    for (const Field &field : type.children)
      MR_RETURN_IF_ERROR(add(field.name, field.type));
    return Status::ok();
  default:
    return Status::ok();
  }
}

void Generator::State::setInteger(int64_t value, SlotWriter &out, uint32_t slot) const {
  switch (slotSizeBytes(type)) {
  case 1:
    return out.set(slot, static_cast<int8_t>(value));
  case 2:
    return out.set(slot, static_cast<int16_t>(value));
  case 4:
    return out.set(slot, static_cast<int32_t>(value));
  default:
    return out.set(slot, value);
  }
}

void Generator::State::sequence(uint64_t rowNumber, SlotWriter &out, uint32_t slot) {
  int64_t value = start + static_cast<int64_t>(rowNumber);
  switch (type.kind) {
  case TypeKind::Float:
    return out.set(slot, static_cast<float>(value));
  case TypeKind::Double:
    return out.set(slot, static_cast<double>(value));
  case TypeKind::Decimal: {
    Int128 unscaled = static_cast<Int128>(value) * powerOfTen(type.scale);
    Int128 limit = powerOfTen(type.precision);
    return unscaled < limit && unscaled > -limit ? out.setDecimal(slot, unscaled) : out.setNull(slot);
  }
  case TypeKind::Char:
  case TypeKind::VarChar:
    return out.setString(slot, std::to_string(value));
  case TypeKind::Binary:
  case TypeKind::VarBinary: {
    uint64_t bigEndian = __builtin_bswap64(static_cast<uint64_t>(value));
    return out.setString(slot, {reinterpret_cast<const char *>(&bigEndian), 8});
  }
  default:
    return setInteger(value, out, slot);
  }
}

void Generator::State::randomText(GeneratorContext &context, SlotWriter &out, uint32_t slot) {
  static constexpr char kHex[17] = "0123456789abcdef";
  size_t size = static_cast<size_t>(isVarLength && length > 1 ? context.random.between(1, length - 1) : length);
  text.resize(size);
  for (size_t i = 0; i < size; ++i) {
    uint64_t bits = context.random.next() >> 32;
    text[i] = isString(type.kind) ? kHex[bits & 15] : static_cast<char>(bits);
  }
  out.setString(slot, text);
}

void Generator::State::random(uint64_t rowNumber, GeneratorContext &context, SlotWriter &out, uint32_t slot) {
  switch (type.kind) {
  case TypeKind::Boolean:
    return out.setBoolean(slot, context.random.next() >> 63);
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::IntervalMonth:
  case TypeKind::IntervalDay:
    return setInteger(context.random.between(low, high), out, slot);
  case TypeKind::Float:
    return out.set(slot, static_cast<float>(least + (greatest - least) * context.random.unit()));
  case TypeKind::Double:
    return out.set(slot, least / 2 + greatest / 2 + (greatest / 2 - least / 2) * (2 * context.random.unit() - 1));
  case TypeKind::Decimal: {
    char digits[400];
    double value = least / 2 + greatest / 2 + (greatest / 2 - least / 2) * (2 * context.random.unit() - 1);
    int size = std::snprintf(digits, sizeof(digits), "%.*f", type.scale, value);
    Int128 unscaled = 0;
    if (parseDecimal(digits, digits + size, type.precision, type.scale, unscaled) != DecimalText::Ok)
      return out.setNull(slot);
    return out.setDecimal(slot, unscaled);
  }
  case TypeKind::Char:
  case TypeKind::VarChar:
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return randomText(context, out, slot);
  case TypeKind::Date:
    return out.set(slot, static_cast<int32_t>(floorDiv(context.nowMs, kMillisPerDay)));
  case TypeKind::Time:
    return out.set(slot, static_cast<int32_t>(context.nowMs - floorDiv(context.nowMs, kMillisPerDay) * kMillisPerDay));
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz: {
    int64_t past = maxPastMs > 0 ? context.random.between(0, maxPastMs - 1) : 0;
    return out.setTimestamp(slot, {context.nowMs - past, 0, 0});
  }
  default:
    return randomNested(rowNumber, context, out, slot);
  }
}

void Generator::State::randomNested(uint64_t rowNumber, GeneratorContext &context, SlotWriter &out, uint32_t slot) {
  uint32_t count = static_cast<uint32_t>(length);
  switch (type.kind) {
  case TypeKind::Row:
    row->begin();
    for (uint32_t i = 0; i < children.size(); ++i)
      children[i].generate(rowNumber, context, *row, i);
    return out.setNested(slot, row->finish());
  case TypeKind::Array:
    keys->begin(count);
    for (uint32_t i = 0; i < count; ++i)
      children[0].generate(rowNumber, context, *keys, i);
    return out.setNested(slot, keys->finish());
  case TypeKind::Map:
  case TypeKind::Multiset:
    keys->begin(count);
    values->begin(count);
    for (uint32_t i = 0; i < count; ++i) {
      children[0].generate(rowNumber, context, *keys, i);
      if (type.kind == TypeKind::Map)
        children[1].generate(rowNumber, context, *values, i);
      else
        values->set(i, static_cast<int32_t>(context.random.between(0, 10)));
    }
    return out.setNested(slot, buildMap(keys->finish(), values->finish(), storage));
  default:
    return out.setNull(slot);
  }
}

void Generator::generate(uint64_t rowNumber, GeneratorContext &context, SlotWriter &out, uint32_t slot) {
  if (state_->isSequence && state_->type.kind != TypeKind::Boolean)
    return state_->sequence(rowNumber, out, slot);
  if (state_->nullRate > 0 && context.random.unit() < state_->nullRate)
    return out.setNull(slot);
  state_->random(rowNumber, context, out, slot);
}

} // namespace millrace
