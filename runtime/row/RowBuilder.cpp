#include "runtime/row/RowBuilder.h"
#include "runtime/row/RowReader.h"

namespace millrace {

RowLayout computeNestedRowLayout(const Schema &fields) {
  RowLayout layout = computeRowLayout(fields);
  layout.nullBitsOffset -= sizeof(RowHeader);
  layout.fixedSizeBytes -= sizeof(RowHeader);
  for (uint32_t &offset : layout.slotOffsets)
    offset -= sizeof(RowHeader);
  return layout;
}

/// The bits of `count` columns, from zero bytes.
static void setAllNull(uint8_t *nullBits, size_t count) {
  std::memset(nullBits, 0xFF, count / 8);
  if (count % 8 > 0)
    nullBits[count / 8] = static_cast<uint8_t>((1u << (count % 8)) - 1);
}

void SlotWriter::useLayout(const Schema &schema, const RowLayout &layout) {
  offsets_ = layout.slotOffsets.data();
  nullBitsOffset_ = layout.nullBitsOffset;
  sizes_.clear();
  variable_.clear();
  for (const Field &field : schema) {
    sizes_.push_back(slotSizeBytes(field.type));
    variable_.push_back(isVariable(field.type.kind) ? (field.type.kind >= TypeKind::Array ? 2 : 1) : 0);
  }
}

void SlotWriter::padToEight() { buffer_.resize(start_ + (buffer_.size() - start_ + 7) / 8 * 8); }

void SlotWriter::setNull(uint32_t column) {
  buffer_[start_ + nullBitsOffset_ + column / 8] |= static_cast<uint8_t>(1u << (column % 8));
  std::memset(buffer_.data() + start_ + slotOffset(column), 0, slotSize(column));
}

void SlotWriter::putVariable(uint32_t column, const void *bytes, size_t sizeBytes) {
  VariableSlot where = {static_cast<uint32_t>(buffer_.size() - start_), static_cast<uint32_t>(sizeBytes)};
  buffer_.resize(buffer_.size() + sizeBytes);
  if (sizeBytes > 0)
    std::memcpy(buffer_.data() + start_ + where.offsetBytes, bytes, sizeBytes);
  set(column, where);
}

void SlotWriter::setString(uint32_t column, std::string_view bytes) { putVariable(column, bytes.data(), bytes.size()); }

void SlotWriter::setNested(uint32_t column, NestedView value) {
  padToEight();
  putVariable(column, value.bytes, value.sizeBytes);
}

void SlotWriter::setDecimal(uint32_t column, Int128 unscaled) {
  if (slotSize(column) == 8)
    set(column, static_cast<int64_t>(unscaled));
  else
    set(column, unscaled);
}

void SlotWriter::setTimestamp(uint32_t column, Timestamp value) {
  if (slotSize(column) == 8)
    set(column, value.ms);
  else
    set(column, value);
}

void SlotWriter::copySlot(uint32_t column, const uint8_t *slot, const uint8_t *base) {
  if (!isVariableColumn(column)) {
    clearNull(column);
    std::memcpy(buffer_.data() + start_ + slotOffset(column), slot, slotSize(column));
    return;
  }
  if (variable_[offsets_ ? column : 0] == 2)
    setNested(column, loadNested(slot, base));
  else
    setString(column, loadString(slot, base).view());
}

RowBuilder::RowBuilder(const Schema &schema) : schema_(schema), layout_(computeRowLayout(schema)) {
  useLayout(schema_, layout_);
}

void RowBuilder::begin(RowKind kind) {
  MR_CHECK(!open_, "begin() after an unfinished row");
  open_ = true;
  start_ = buffer_.size();
  buffer_.resize(start_ + layout_.fixedSizeBytes);
  buffer_[start_ + offsetof(RowHeader, kind)] = static_cast<uint8_t>(kind);
  setAllNull(buffer_.data() + start_ + nullBitsOffset_, schema_.size());
}

void RowBuilder::setKind(RowKind kind) { buffer_[start_ + offsetof(RowHeader, kind)] = static_cast<uint8_t>(kind); }

void RowBuilder::setKeyHash(uint64_t hash) {
  std::memcpy(buffer_.data() + start_ + offsetof(RowHeader, keyHash), &hash, sizeof(hash));
}

const uint8_t *RowBuilder::finish() {
  MR_CHECK(open_, "finish() without begin()");
  padToEight();
  uint32_t size = static_cast<uint32_t>(buffer_.size() - start_);
  std::memcpy(buffer_.data() + start_, &size, sizeof(size));
  open_ = false;
  ++rowCount_;
  return buffer_.data() + start_;
}

void RowBuilder::abandon() {
  MR_CHECK(open_, "abandon() without begin()");
  buffer_.resize(start_);
  open_ = false;
}

void RowBuilder::addWatermark(int64_t watermarkMs) {
  RowHeader mark = {sizeof(RowHeader), kMarkWatermark, {}, static_cast<uint64_t>(watermarkMs)};
  const auto *bytes = reinterpret_cast<const uint8_t *>(&mark);
  buffer_.insert(buffer_.end(), bytes, bytes + sizeof(mark));
}

void RowBuilder::clear() {
  buffer_.clear();
  rowCount_ = 0;
  open_ = false;
}

NestedRowBuilder::NestedRowBuilder(const Schema &fields) : layout_(computeNestedRowLayout(fields)) {
  useLayout(fields, layout_);
}

void NestedRowBuilder::begin() {
  buffer_.assign(layout_.fixedSizeBytes, 0);
  setAllNull(buffer_.data() + nullBitsOffset_, sizes_.size());
}

NestedView NestedRowBuilder::finish() {
  padToEight();
  return {static_cast<uint32_t>(buffer_.size()), 0, buffer_.data()};
}

ArrayBuilder::ArrayBuilder(const Type &element) : element_(element) {
  nullBitsOffset_ = 8;
  arraySlotSize_ = slotSizeBytes(element);
  variable_.push_back(isVariable(element.kind) ? (element.kind >= TypeKind::Array ? 2 : 1) : 0);
}

void ArrayBuilder::begin(uint32_t count) {
  arraySlots_ = 8 + (count + 63) / 64 * 8;
  buffer_.assign((arraySlots_ + static_cast<size_t>(count) * arraySlotSize_ + 7) / 8 * 8, 0);
  std::memcpy(buffer_.data(), &count, sizeof(count));
  setAllNull(buffer_.data() + 8, count);
}

NestedView ArrayBuilder::finish() {
  padToEight();
  return {static_cast<uint32_t>(buffer_.size()), 0, buffer_.data()};
}

NestedView buildMap(NestedView keys, NestedView values, std::vector<uint8_t> &storage) {
  storage.assign(8, 0);
  std::memcpy(storage.data(), &keys.sizeBytes, sizeof(keys.sizeBytes));
  storage.insert(storage.end(), keys.bytes, keys.bytes + keys.sizeBytes);
  storage.insert(storage.end(), values.bytes, values.bytes + values.sizeBytes);
  return {static_cast<uint32_t>(storage.size()), 0, storage.data()};
}

} // namespace millrace
