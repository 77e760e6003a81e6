/// Types and named columns as plain data: what the compiler tells the runtime about rows.
#pragma once
#include "runtime/abi/Values.h"

#include <cstdint>
#include <string>
#include <vector>

namespace millrace {

struct Field;

/// One SQL type. Fields that a kind does not use are zero.
struct Type {
  TypeKind kind = TypeKind::Null;
  bool nullable = true;
  int32_t precision = 0; // DECIMAL, TIME, TIMESTAMP*: precision; CHAR/VARCHAR/BINARY/VARBINARY: length
  int32_t scale = 0;     // DECIMAL
  std::vector<Field> children; // ARRAY/MULTISET: element; MAP: key, value; ROW: its fields

  bool operator==(const Type &) const = default;
};

struct Field {
  std::string name;
  Type type;

  bool operator==(const Field &) const = default;
};

using Schema = std::vector<Field>;

/// Levels of types within types that a pipeline can carry: more than one statement can write (parse::kMaxNesting).
constexpr uint32_t kTypeDepthMax = 512;
/// 1 for a type without children.
uint32_t depthOf(const Type &type);

/// Whether values are stored in the variable part of a row.
constexpr bool isVariable(TypeKind kind) {
  return (kind >= TypeKind::Char && kind <= TypeKind::VarBinary) || kind >= TypeKind::Array;
}
constexpr bool isString(TypeKind kind) { return kind == TypeKind::Char || kind == TypeKind::VarChar; }
constexpr bool isBytes(TypeKind kind) { return kind == TypeKind::Binary || kind == TypeKind::VarBinary; }

/// Size in bytes of a value's fixed slot in a row: 1, 2, 4, 8 or 16. Variable kinds: 8 (offset, size).
uint32_t slotSizeBytes(const Type &type);

/// Flink's serializable text: `DECIMAL(10, 2)`, `VARCHAR(2147483647)`, `TIMESTAMP(3) NOT NULL`, ...
std::string toString(const Type &type);

} // namespace millrace
