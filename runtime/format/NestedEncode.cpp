/// Encoders of ARRAY, MAP, MULTISET and ROW values: walk the packed value by its type's constant bytes.
#include "runtime/abi/FormatAbi.h"
#include "runtime/abi/TypeBytes.h"
#include "runtime/format/ScalarText.h"
#include "runtime/kernels/CsvEncode.h"

namespace millrace {

namespace {

Type typeOf(const TypeNode &node) {
  Type type;
  type.kind = node.kind();
  type.precision = node.precision();
  type.scale = node.scale();
  return type;
}

/// Calls `visit(index, name, TypeNode, slot or null, base)` for the fields of a ROW value.
template <typename Visit> void forEachField(const NestedView &value, const TypeNode &row, Visit visit) {
  Schema fields;
  row.forEachChild([&](std::string_view, TypeNode child) { fields.push_back({{}, typeOf(child)}); });
  RowLayout layout = computeNestedRowLayout(fields);
  RowReader reader(layout, value.bytes);
  uint32_t column = 0;
  row.forEachChild([&](std::string_view name, TypeNode child) {
    visit(column, name, child, reader.isNull(column) ? nullptr : reader.slot(column), value.bytes);
    ++column;
  });
}

const uint8_t *elementSlot(const ArrayReader &array, uint32_t i, uint32_t slotSize) {
  return array.isNull(i) ? nullptr : array.slot(i, slotSize);
}

/// A MULTISET's second type, which its TypeNode has not.
const std::string &countType() {
  static const std::string bytes = [] {
    Type count;
    count.kind = TypeKind::Int;
    return typeBytes(count);
  }();
  return bytes;
}

TypeNode mapValueType(const TypeNode &type) {
  return type.kind() == TypeKind::Multiset ? TypeNode(reinterpret_cast<const uint8_t *>(countType().data())) : type.child(1);
}

class JsonWriter {
public:
  JsonWriter(OutBuffer *out, int32_t flags, const StringView *nullKey) : out_(out), flags_(flags), nullKey_(nullKey) {}

  bool value(const uint8_t *slot, const uint8_t *base, const TypeNode &type) {
    if (slot == nullptr) {
      text::putLiteral(out_, "null");
      return true;
    }
    switch (type.kind()) {
    case TypeKind::Array:
      return array(loadNested(slot, base), type);
    case TypeKind::Map:
    case TypeKind::Multiset:
      return map(loadNested(slot, base), type);
    case TypeKind::Row:
      return row(loadNested(slot, base), type);
    default:
      putScalar(slot, base, typeOf(type), JsonScalars{out_, (flags_ & kJsonPutIso) != 0, (flags_ & kJsonPutPlainDecimal) != 0});
      return true;
    }
  }

  bool array(const NestedView &value, const TypeNode &type) {
    ArrayReader reader(value);
    TypeNode element = type.child(0);
    uint32_t slotSize = element.slotSizeBytes();
    out_->push('[');
    for (uint32_t i = 0; i < reader.count(); ++i) {
      if (i > 0)
        out_->push(',');
      if (!this->value(elementSlot(reader, i, slotSize), reader.base(), element))
        return false;
    }
    out_->push(']');
    return true;
  }

  bool row(const NestedView &value, const TypeNode &type) {
    bool good = true, first = true;
    out_->push('{');
    forEachField(value, type, [&](uint32_t, std::string_view name, TypeNode child, const uint8_t *slot, const uint8_t *base) {
      if (slot == nullptr && (flags_ & kJsonPutIgnoreNull) != 0)
        return;
      if (!first)
        out_->push(',');
      first = false;
      json::putString(out_, name.data(), name.size());
      out_->push(':');
      good = good && this->value(slot, base, child);
    });
    out_->push('}');
    return good;
  }

  bool map(const NestedView &value, const TypeNode &type) {
    MapReader reader(value);
    ArrayReader keys(reader.keys), values(reader.values);
    TypeNode keyType = type.child(0), valueType = mapValueType(type);
    bool first = true;
    out_->push('{');
    for (uint32_t i = 0; i < keys.count(); ++i) {
      StringView key;
      if (keys.isNull(i)) {
        if ((flags_ & kJsonPutNullKeyDrop) != 0)
          continue;
        if ((flags_ & kJsonPutNullKeyLiteral) == 0)
          return false;
        key = *nullKey_;
      } else {
        key = loadString(keys.slot(i, keyType.slotSizeBytes()), keys.base());
      }
      if (!first)
        out_->push(',');
      first = false;
      json::putString(out_, key.bytes, key.sizeBytes);
      out_->push(':');
      if (!this->value(elementSlot(values, i, valueType.slotSizeBytes()), values.base(), valueType))
        return false;
    }
    out_->push('}');
    return true;
  }

private:
  OutBuffer *out_;
  int32_t flags_;
  const StringView *nullKey_;
};

/// Row.toString and what it calls for arrays and maps.
class PrintWriter {
public:
  explicit PrintWriter(OutBuffer *out) : out_(out) {}

  void value(const uint8_t *slot, const uint8_t *base, const TypeNode &type) {
    if (slot == nullptr)
      return text::putLiteral(out_, "null");
    switch (type.kind()) {
    case TypeKind::Array:
      return array(loadNested(slot, base), type);
    case TypeKind::Map:
    case TypeKind::Multiset:
      return map(loadNested(slot, base), type);
    case TypeKind::Row:
      return row(loadNested(slot, base), type);
    default:
      return putScalar(slot, base, typeOf(type), PrintScalars{out_});
    }
  }

  void array(const NestedView &value, const TypeNode &type) {
    ArrayReader reader(value);
    TypeNode element = type.child(0);
    uint32_t slotSize = element.slotSizeBytes();
    out_->push('[');
    for (uint32_t i = 0; i < reader.count(); ++i) {
      if (i > 0)
        text::putLiteral(out_, ", ");
      this->value(elementSlot(reader, i, slotSize), reader.base(), element);
    }
    out_->push(']');
  }

  /// A nested row is a Row too: with its kind, which is always +I.
  void row(const NestedView &value, const TypeNode &type) {
    text::putLiteral(out_, "+I[");
    forEachField(value, type, [&](uint32_t column, std::string_view, TypeNode child, const uint8_t *slot, const uint8_t *base) {
      if (column > 0)
        text::putLiteral(out_, ", ");
      this->value(slot, base, child);
    });
    out_->push(']');
  }

  void map(const NestedView &value, const TypeNode &type) {
    MapReader reader(value);
    ArrayReader keys(reader.keys), values(reader.values);
    TypeNode keyType = type.child(0), valueType = mapValueType(type);
    out_->push('{');
    for (uint32_t i = 0; i < keys.count(); ++i) {
      if (i > 0)
        text::putLiteral(out_, ", ");
      this->value(elementSlot(keys, i, keyType.slotSizeBytes()), keys.base(), keyType);
      out_->push('=');
      this->value(elementSlot(values, i, valueType.slotSizeBytes()), values.base(), valueType);
    }
    out_->push('}');
  }

private:
  OutBuffer *out_;
};

/// Elements of a CSV array or row, unquoted: the joined text is quoted as one field.
struct CsvElements {
  OutBuffer *out;
  bool isPlainDecimal;
  static constexpr csv::Quoting kNone = {',', 0, 0};

  void none() const {}
  void boolean(bool value) const { text::putBoolean(out, value); }
  void integer(int64_t value) const { text::putInteger(out, value); }
  void months(int32_t value) const { text::putInteger(out, value); }
  void interval(int64_t value) const { text::putInteger(out, value); }
  void floating(float value) const { text::putFloat(out, value); }
  void floating(double value) const { text::putDouble(out, value); }
  void decimal(Int128 unscaled, int32_t scale) const { csv::putDecimal(out, unscaled, scale, isPlainDecimal); }
  void string(const StringView &value) const { out->append(value.bytes, value.sizeBytes); }
  void bytes(const StringView &value) const { text::putBase64(out, value); }
  void date(int32_t days) const { csv::putDate(out, days, kNone); }
  void time(int32_t millisOfDay) const { csv::putTime(out, millisOfDay, kNone); }
  void timestamp(const Timestamp &value, bool isUtc) const { csv::putTimestamp(out, value, isUtc, kNone); }
};

} // namespace

extern "C" {

int32_t mr_json_put_nested(OutBuffer *out, const NestedView *value, const uint8_t *type, int32_t flags,
                           const StringView *nullKey) {
  JsonWriter writer(out, flags, nullKey);
  TypeNode node(type);
  bool good = node.kind() == TypeKind::Array ? writer.array(*value, node)
              : node.kind() == TypeKind::Row ? writer.row(*value, node)
                                             : writer.map(*value, node);
  return good ? 0 : 1;
}

int32_t mr_csv_put_nested(OutBuffer *out, const NestedView *value, const uint8_t *type, int32_t plain,
                          const StringView *elementDelimiter, const StringView *nullLiteral, int32_t delimiter,
                          int32_t quote, int32_t escape) {
  OutBuffer joined;
  TypeNode node(type);
  auto put = [&](uint32_t i, const uint8_t *slot, const uint8_t *base, const Type &elementType) {
    if (i > 0)
      joined.append(elementDelimiter->bytes, elementDelimiter->sizeBytes);
    if (slot == nullptr)
      return joined.append(nullLiteral->bytes, nullLiteral->sizeBytes);
    putScalar(slot, base, elementType, CsvElements{&joined, plain != 0});
  };
  if (node.kind() == TypeKind::Array) {
    ArrayReader reader(*value);
    Type element = typeOf(node.child(0));
    for (uint32_t i = 0; i < reader.count(); ++i)
      put(i, elementSlot(reader, i, slotSizeBytes(element)), reader.base(), element);
  } else {
    forEachField(*value, node, [&](uint32_t i, std::string_view, TypeNode child, const uint8_t *slot, const uint8_t *base) {
      put(i, slot, base, typeOf(child));
    });
  }
  csv::putText(out, joined.begin, static_cast<uint32_t>(joined.sizeBytes()), {delimiter, quote, escape});
  joined.release();
  return 0;
}

int32_t mr_print_nested(OutBuffer *out, const NestedView *value, const uint8_t *type) {
  PrintWriter writer(out);
  TypeNode node(type);
  if (node.kind() == TypeKind::Array)
    writer.array(*value, node);
  else if (node.kind() == TypeKind::Row)
    writer.row(*value, node);
  else
    writer.map(*value, node);
  return 0;
}

} // extern "C"

} // namespace millrace
