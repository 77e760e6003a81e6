/// Type names as written in CAST, DDL and function signatures.
///
/// Shape:   syntax only: lengths and precisions are not checked against Flink's limits here.
#ifndef MILLRACE_COMPILER_AST_TYPENAME_H
#define MILLRACE_COMPILER_AST_TYPENAME_H

#include "compiler/ast/Node.h"

namespace millrace::ast {

class TypeName {
public:
  enum class Kind : uint8_t { Simple, Interval, Array, Multiset, Map, Row, Raw, Structured, User };

  virtual ~TypeName() = default;
  [[nodiscard]] Kind kind() const { return kind_; }

  SourceRange range;
  /// NULL or NOT NULL if written; unset means the context's default (nullable).
  std::optional<bool> nullable;

protected:
  TypeName(Kind kind, SourceRange range) : range(range), kind_(kind) {}

private:
  Kind kind_;
};
using TypeNamePtr = std::unique_ptr<TypeName>;

/// Synonyms are folded: INTEGER is Int, NUMERIC and DEC are Decimal, DOUBLE PRECISION is Double, CHARACTER is Char.
enum class SimpleType : uint8_t {
  Boolean, TinyInt, SmallInt, Int, BigInt, Float, Real, Double, Decimal, Char, VarChar, String, Binary, VarBinary, Bytes,
  Date, Time, Timestamp, TimestampWithTimeZone, TimestampLtz, Variant, Bitmap, Null,
};
[[nodiscard]] const char *spelling(SimpleType type);

struct SimpleTypeName : TypeName {
  SimpleType type;
  /// Length of CHAR(n), precision of DECIMAL(p, s), TIME(p) or TIMESTAMP(p).
  std::optional<uint32_t> precision;
  std::optional<uint32_t> scale;

  SimpleTypeName(SimpleType type, SourceRange range) : TypeName(Kind::Simple, range), type(type) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Simple; }
};

struct IntervalTypeName : TypeName {
  IntervalQualifier qualifier;

  IntervalTypeName(IntervalQualifier qualifier, SourceRange range) : TypeName(Kind::Interval, range), qualifier(qualifier) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Interval; }
};

/// `ARRAY<T>` and `T ARRAY`.
struct ArrayTypeName : TypeName {
  TypeNamePtr element;

  ArrayTypeName(TypeNamePtr element, SourceRange range) : TypeName(Kind::Array, range), element(std::move(element)) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Array; }
};

/// `MULTISET<T>` and `T MULTISET`.
struct MultisetTypeName : TypeName {
  TypeNamePtr element;

  MultisetTypeName(TypeNamePtr element, SourceRange range) : TypeName(Kind::Multiset, range), element(std::move(element)) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Multiset; }
};

struct MapTypeName : TypeName {
  TypeNamePtr key;
  TypeNamePtr value;

  MapTypeName(TypeNamePtr key, TypeNamePtr value, SourceRange range)
      : TypeName(Kind::Map, range), key(std::move(key)), value(std::move(value)) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Map; }
};

struct TypeField {
  Identifier name;
  TypeNamePtr type;
  std::optional<std::string> comment;
};

/// `ROW<a INT, b STRING 'comment'>` and `ROW(a INT)`.
struct RowTypeName : TypeName {
  std::vector<TypeField> fields;

  explicit RowTypeName(SourceRange range) : TypeName(Kind::Row, range) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Row; }
};

/// `RAW('class', 'snapshot')`.
struct RawTypeName : TypeName {
  std::string className;
  std::string snapshot;

  explicit RawTypeName(SourceRange range) : TypeName(Kind::Raw, range) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Raw; }
};

/// `STRUCTURED<'class', a INT, b STRING>`.
struct StructuredTypeName : TypeName {
  std::string className;
  std::vector<TypeField> fields;

  explicit StructuredTypeName(SourceRange range) : TypeName(Kind::Structured, range) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::Structured; }
};

/// A name that is no built-in type.
struct UserTypeName : TypeName {
  CompoundIdentifier name;

  UserTypeName(CompoundIdentifier name, SourceRange range) : TypeName(Kind::User, range), name(std::move(name)) {}
  static bool classof(const TypeName *t) { return t->kind() == Kind::User; }
};

} // namespace millrace::ast

#endif
