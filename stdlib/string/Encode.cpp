#include "runtime/kernels/NumberText.h"
#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

constexpr char kBase64[65] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kHex[17] = "0123456789ABCDEF";

StringView toBase64(FunctionContext &context, StringView bytes) {
  uint64_t sizeBytes = (uint64_t{bytes.sizeBytes} + 2) / 3 * 4;
  if (!checkSize(context, sizeBytes))
    return {};
  Writer writer(context, sizeBytes);
  for (uint32_t i = 0; i < bytes.sizeBytes; i += 3) {
    uint32_t left = bytes.sizeBytes - i;
    auto at = [&](uint32_t k) { return k < left ? static_cast<uint32_t>(static_cast<uint8_t>(bytes.bytes[i + k])) : 0; };
    uint32_t group = at(0) << 16 | at(1) << 8 | at(2);
    writer.put(kBase64[group >> 18]);
    writer.put(kBase64[(group >> 12) & 63]);
    writer.put(left > 1 ? kBase64[(group >> 6) & 63] : '=');
    writer.put(left > 2 ? kBase64[group & 63] : '=');
  }
  return writer.finish();
}

int32_t sixBits(char c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// Java's basic decoder: the padding may be missing, anything else that is wrong fails.
StringView fromBase64(FunctionContext &context, StringView encoded) {
  constexpr std::string_view kMessage = "the text is not Base64";
  uint32_t size = encoded.sizeBytes;
  while (size > 0 && encoded.sizeBytes % 4 == 0 && encoded.sizeBytes - size < 2 && encoded.bytes[size - 1] == '=')
    --size;
  Writer writer(context, uint64_t{size} / 4 * 3 + 3);
  uint32_t group = 0, count = 0;
  for (uint32_t i = 0; i < size; ++i) {
    int32_t bits = sixBits(encoded.bytes[i]);
    if (bits < 0) {
      context.fail(FunctionError::InvalidArgument, StringView(kMessage));
      return {};
    }
    group = group << 6 | static_cast<uint32_t>(bits);
    if (++count == 4) {
      writer.put(static_cast<char>(group >> 16));
      writer.put(static_cast<char>(group >> 8));
      writer.put(static_cast<char>(group));
      group = count = 0;
    }
  }
  if (count == 1) {
    context.fail(FunctionError::InvalidArgument, StringView(kMessage));
    return {};
  }
  if (count >= 2)
    writer.put(static_cast<char>(group >> (count == 2 ? 4 : 10)));
  if (count == 3)
    writer.put(static_cast<char>(group >> 2));
  return writer.finish();
}

StringView hexOfNumber(FunctionContext &context, int64_t value) {
  Writer writer(context, 16);
  auto bits = static_cast<uint64_t>(value);
  for (int32_t shift = bits == 0 ? 0 : (63 - __builtin_clzll(bits)) / 4 * 4; shift >= 0; shift -= 4)
    writer.put(kHex[(bits >> shift) & 15]);
  return writer.finish();
}

StringView hexOfText(FunctionContext &context, StringView bytes) {
  if (!checkSize(context, uint64_t{bytes.sizeBytes} * 2))
    return {};
  Writer writer(context, uint64_t{bytes.sizeBytes} * 2);
  for (uint32_t i = 0; i < bytes.sizeBytes; ++i) {
    auto byte = static_cast<uint8_t>(bytes.bytes[i]);
    writer.put(kHex[byte >> 4]);
    writer.put(kHex[byte & 15]);
  }
  return writer.finish();
}

StringView binary(FunctionContext &context, int64_t value) {
  Writer writer(context, 64);
  auto bits = static_cast<uint64_t>(value);
  for (int32_t shift = bits == 0 ? 0 : 63 - __builtin_clzll(bits); shift >= 0; --shift)
    writer.put(static_cast<char>('0' + ((bits >> shift) & 1)));
  return writer.finish();
}

int32_t hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// With an odd number of digits the first one gives a zero byte, whatever it is (Flink); a character that is none gives NULL.
Nullable<StringView> unhex(FunctionContext &context, StringView text) {
  Writer writer(context, uint64_t{text.sizeBytes} / 2 + 1);
  uint32_t begin = text.sizeBytes % 2;
  if (begin == 1) {
    if (hexDigit(text.bytes[0]) < 0)
      return {};
    writer.put('\0');
  }
  for (uint32_t i = begin; i < text.sizeBytes; i += 2) {
    int32_t high = hexDigit(text.bytes[i]), low = hexDigit(text.bytes[i + 1]);
    if (high < 0 || low < 0)
      return {};
    writer.put(static_cast<char>(high << 4 | low));
  }
  return writer.finish();
}

/// application/x-www-form-urlencoded.
StringView urlEncode(FunctionContext &context, StringView text) {
  if (!checkSize(context, uint64_t{text.sizeBytes} * 3))
    return {};
  Writer writer(context, uint64_t{text.sizeBytes} * 3);
  for (uint32_t i = 0; i < text.sizeBytes; ++i) {
    char c = text.bytes[i];
    char small = c | 0x20;
    if ((small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '*' || c == '_') {
      writer.put(c);
    } else if (c == ' ') {
      writer.put('+');
    } else {
      writer.put('%');
      writer.put(kHex[static_cast<uint8_t>(c) >> 4]);
      writer.put(kHex[static_cast<uint8_t>(c) & 15]);
    }
  }
  return writer.finish();
}

Nullable<StringView> urlDecode(FunctionContext &context, StringView text) {
  Writer writer(context, text.sizeBytes);
  for (uint32_t i = 0; i < text.sizeBytes; ++i) {
    char c = text.bytes[i];
    if (c != '%') {
      writer.put(c == '+' ? ' ' : c);
      continue;
    }
    if (text.sizeBytes - i < 3 || hexDigit(text.bytes[i + 1]) < 0 || hexDigit(text.bytes[i + 2]) < 0)
      return {};
    writer.put(static_cast<char>(hexDigit(text.bytes[i + 1]) << 4 | hexDigit(text.bytes[i + 2])));
    i += 2;
  }
  return writer.finish();
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_to_base64, toBase64)
MR_FUNCTION(mr_fn_from_base64, fromBase64)
MR_FUNCTION(mr_fn_hex_number, hexOfNumber)
MR_FUNCTION(mr_fn_hex_text, hexOfText)
MR_FUNCTION(mr_fn_bin, binary)
MR_FUNCTION(mr_fn_unhex, unhex)
MR_FUNCTION(mr_fn_url_encode, urlEncode)
MR_FUNCTION(mr_fn_url_decode, urlDecode)
