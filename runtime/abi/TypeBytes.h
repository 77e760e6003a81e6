/// Types as a constant that generated code embeds for the encoders of nested values.
///
/// Shape:   one node: u8 kind, u8 nullable, i32 precision, i32 scale, u32 node size in bytes, u32 child count, then per child
///          u32 name size, name, node. Little-endian, unaligned.
/// Threads: immutable bytes.
#pragma once
#include "runtime/abi/Schema.h"

namespace millrace {

/// `flags` of mr_json_put_nested.
constexpr int32_t kJsonPutIso = 1;            // `timestamp-format.standard` = ISO-8601
constexpr int32_t kJsonPutPlainDecimal = 2;   // `encode.decimal-as-plain-number`
constexpr int32_t kJsonPutIgnoreNull = 4;     // `encode.ignore-null-fields`
constexpr int32_t kJsonPutNullKeyDrop = 8;    // `map-null-key.mode` = DROP
constexpr int32_t kJsonPutNullKeyLiteral = 16; // `map-null-key.mode` = LITERAL; neither: FAIL

std::string typeBytes(const Type &type);

/// Reads a node that typeBytes wrote; no bounds are checked, the bytes are our own.
class TypeNode {
public:
  explicit TypeNode(const uint8_t *bytes) : bytes_(bytes) {}
  TypeKind kind() const { return static_cast<TypeKind>(bytes_[0]); }
  bool nullable() const { return bytes_[1] != 0; }
  int32_t precision() const { return load<int32_t>(2); }
  int32_t scale() const { return load<int32_t>(6); }
  uint32_t sizeBytes() const { return load<uint32_t>(10); }
  uint32_t childCount() const { return load<uint32_t>(14); }
  /// Calls `visit(name, TypeNode)` for each child in order.
  template <typename Visit> void forEachChild(Visit visit) const {
    const uint8_t *at = bytes_ + kHeaderSize;
    for (uint32_t i = 0, count = childCount(); i < count; ++i) {
      uint32_t nameSize;
      std::memcpy(&nameSize, at, 4);
      std::string_view name(reinterpret_cast<const char *>(at + 4), nameSize);
      TypeNode child(at + 4 + nameSize);
      visit(name, child);
      at += 4 + nameSize + child.sizeBytes();
    }
  }
  TypeNode child(uint32_t index) const;
  uint32_t slotSizeBytes() const;

  static constexpr uint32_t kHeaderSize = 18;

private:
  template <typename T> T load(uint32_t offset) const {
    T value;
    std::memcpy(&value, bytes_ + offset, sizeof(T));
    return value;
  }
  const uint8_t *bytes_;
};

} // namespace millrace
