/// Appends typed values to an OutBuffer: the parts that the JSON, CSV and print encoders share.
#pragma once
#include "runtime/abi/OutBuffer.h"
#include "runtime/kernels/TemporalText.h"

#include <immintrin.h>

namespace millrace::text {

template <size_t N> void putLiteral(OutBuffer *out, const char (&text)[N]) {
  char *position = out->reserve(N - 1);
  std::memcpy(position, text, N - 1);
  out->position = position + N - 1;
}

inline void putInteger(OutBuffer *out, int64_t value) { out->position = millrace::putInteger(out->reserve(24), value); }
inline void putBoolean(OutBuffer *out, bool value) {
  char *position = out->reserve(8);
  std::memcpy(position, value ? "true" : "false", 5);
  out->position = position + (value ? 4 : 5);
}
inline void putDouble(OutBuffer *out, double value) { out->position += mr_text_put_double(out->reserve(32), value); }
inline void putFloat(OutBuffer *out, float value) { out->position += mr_text_put_float(out->reserve(32), value); }

/// How a DECIMAL is spelled.
enum class DecimalForm : uint8_t { Plain, Java, Stripped };

inline void putDecimal(OutBuffer *out, Int128 unscaled, int32_t scale, DecimalForm form) {
  char *position = out->reserve(48);
  switch (form) {
  case DecimalForm::Plain:
    out->position = putDecimalPlain(position, unscaled, scale);
    return;
  case DecimalForm::Java:
    out->position = putDecimalJava(position, unscaled, scale);
    return;
  case DecimalForm::Stripped:
    out->position = putDecimalStripped(position, unscaled, scale);
    return;
  }
}

/// Base64 (RFC 4648, padded), no quotes.
inline void putBase64(OutBuffer *out, const StringView &value) {
  static constexpr char kAlphabet[65] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char *position = out->reserve((static_cast<size_t>(value.sizeBytes) + 2) / 3 * 4);
  const unsigned char *in = reinterpret_cast<const unsigned char *>(value.bytes);
  uint32_t left = value.sizeBytes;
  for (; left >= 3; left -= 3, in += 3) {
    uint32_t group = static_cast<uint32_t>(in[0]) << 16 | static_cast<uint32_t>(in[1]) << 8 | in[2];
    *position++ = kAlphabet[group >> 18];
    *position++ = kAlphabet[group >> 12 & 63];
    *position++ = kAlphabet[group >> 6 & 63];
    *position++ = kAlphabet[group & 63];
  }
  if (left > 0) {
    uint32_t group = static_cast<uint32_t>(in[0]) << 16 | (left == 2 ? static_cast<uint32_t>(in[1]) << 8 : 0);
    *position++ = kAlphabet[group >> 18];
    *position++ = kAlphabet[group >> 12 & 63];
    *position++ = left == 2 ? kAlphabet[group >> 6 & 63] : '=';
    *position++ = '=';
  }
  out->position = position;
}

} // namespace millrace::text
