/// Base64 and compact JSON: values that Flink turns into text or bytes with Jackson.
#include "runtime/format/json/JsonConverter.h"

#include "runtime/kernels/JsonEncode.h"

namespace millrace {

bool decodeBase64(std::string_view text, char *out, uint32_t &sizeBytes) {
  auto value = [](char c) -> int32_t {
    if (c >= 'A' && c <= 'Z')
      return c - 'A';
    if (c >= 'a' && c <= 'z')
      return c - 'a' + 26;
    if (c >= '0' && c <= '9')
      return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  };
  uint32_t group = 0, digits = 0, padding = 0;
  char *position = out;
  for (char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' && digits == 0)
      continue;
    if (c == '=' && digits >= 2) {
      if (++padding + digits > 4)
        return false;
      continue;
    }
    int32_t six = value(c);
    if (six < 0 || padding > 0)
      return false;
    group = group << 6 | static_cast<uint32_t>(six);
    if (++digits == 4) {
      *position++ = static_cast<char>(group >> 16);
      *position++ = static_cast<char>(group >> 8);
      *position++ = static_cast<char>(group);
      group = digits = 0;
    }
  }
  if (digits != 0) {
    if (digits + padding != 4)
      return false;
    group <<= 6 * padding;
    *position++ = static_cast<char>(group >> 16);
    if (digits == 3)
      *position++ = static_cast<char>(group >> 8);
  }
  sizeBytes = static_cast<uint32_t>(position - out);
  return true;
}

namespace {

void putText(std::string_view text, std::string &out) {
  OutBuffer buffer;
  json::putString(&buffer, text.data(), text.size());
  out.append(buffer.begin, buffer.sizeBytes());
  buffer.release();
}

void putScalar(const JsonToken &token, bool decimalsAsText, std::string &out) {
  if (token.kind == JsonKind::String)
    return putText(token.text, out);
  if (token.kind != JsonKind::Float) {
    out += token.text == "-0" ? std::string_view("0") : token.text;
    return;
  }
  const char *begin = token.text.data(), *end = begin + token.text.size();
  char text[64];
  Int128 unscaled;
  NumberPieces pieces;
  splitNumber(begin, end, pieces);
  int64_t scale = pieces.fractionEnd - pieces.fractionBegin - pieces.exponent;
  if (decimalsAsText && scale >= 0 && scale <= 38 &&
      parseDecimal(begin, end, 38, static_cast<int32_t>(scale), unscaled) == DecimalText::Ok) {
    out.append(text, putDecimalStripped(text, unscaled, static_cast<int32_t>(scale)));
    return;
  }
  double value = 0;
  parseDouble(begin, end, value);
  out.append(text, mr_text_put_double(text, value));
}

} // namespace

bool compactJson(JsonParser &parser, bool decimalsAsText, std::string &out) {
  JsonToken token;
  if (!parser.token(token))
    return false;
  bool first = true, done = false;
  switch (token.kind) {
  case JsonKind::Object: {
    std::string_view key;
    out += '{';
    for (; parser.nextKey(first, key, done); first = false) {
      if (!first)
        out += ',';
      putText(key, out);
      out += ':';
      if (!compactJson(parser, decimalsAsText, out))
        return false;
    }
    out += '}';
    return done;
  }
  case JsonKind::Array:
    out += '[';
    for (; parser.nextElement(first, done); first = false) {
      if (!first)
        out += ',';
      if (!compactJson(parser, decimalsAsText, out))
        return false;
    }
    out += ']';
    return done;
  default:
    putScalar(token, decimalsAsText, out);
    return true;
  }
}

} // namespace millrace
