#include "runtime/abi/TypeBytes.h"

namespace millrace {

namespace {

template <typename T> void put(std::string &out, T value) {
  out.append(reinterpret_cast<const char *>(&value), sizeof(T));
}

void putNode(std::string &out, const Type &type) {
  size_t start = out.size();
  out.push_back(static_cast<char>(type.kind));
  out.push_back(static_cast<char>(type.nullable));
  put<int32_t>(out, type.precision);
  put<int32_t>(out, type.scale);
  put<uint32_t>(out, 0);
  put<uint32_t>(out, static_cast<uint32_t>(type.children.size()));
  for (const Field &child : type.children) {
    put<uint32_t>(out, static_cast<uint32_t>(child.name.size()));
    out += child.name;
    putNode(out, child.type);
  }
  uint32_t size = static_cast<uint32_t>(out.size() - start);
  std::memcpy(out.data() + start + 10, &size, 4);
}

} // namespace

std::string typeBytes(const Type &type) {
  std::string out;
  putNode(out, type);
  return out;
}

TypeNode TypeNode::child(uint32_t index) const {
  TypeNode found(bytes_);
  uint32_t at = 0;
  forEachChild([&](std::string_view, TypeNode child) {
    if (at++ == index)
      found = child;
  });
  return found;
}

uint32_t TypeNode::slotSizeBytes() const {
  Type type;
  type.kind = kind();
  type.precision = precision();
  return millrace::slotSizeBytes(type);
}

} // namespace millrace
