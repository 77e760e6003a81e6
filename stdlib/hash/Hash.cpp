#include "stdlib/Function.h"
#include "stdlib/hash/Digest.h"
#include "stdlib/string/Utf8.h"

namespace millrace {
namespace {

using Digest = size_t (*)(const uint8_t *, size_t, uint8_t *);

StringView hexOf(FunctionContext &context, const uint8_t *bytes, size_t size) {
  char *out = context.arena.allocate(2 * size);
  for (size_t i = 0; i < size; ++i) {
    out[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
    out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
  }
  return {out, static_cast<uint32_t>(2 * size)};
}

template <Digest function> StringView hashed(FunctionContext &context, StringView bytes) {
  uint8_t out[digest::kMaxDigestBytes];
  size_t size = function(reinterpret_cast<const uint8_t *>(bytes.bytes), bytes.sizeBytes, out);
  return hexOf(context, out, size);
}

StringView sha2(FunctionContext &context, StringView bytes, int32_t bits) {
  switch (bits) {
  case 224:
    return hashed<digest::sha224>(context, bytes);
  case 256:
    return hashed<digest::sha256>(context, bytes);
  case 384:
    return hashed<digest::sha384>(context, bytes);
  case 512:
    return hashed<digest::sha512>(context, bytes);
  default:
    context.fail(FunctionError::InvalidArgument, StringView(std::string_view("SHA2 takes 224, 256, 384 or 512 bits")));
    return {};
  }
}

} // namespace
} // namespace millrace

using namespace millrace;
MR_FUNCTION(mr_fn_md5, hashed<digest::md5>)
MR_FUNCTION(mr_fn_sha1, hashed<digest::sha1>)
MR_FUNCTION(mr_fn_sha224, hashed<digest::sha224>)
MR_FUNCTION(mr_fn_sha256, hashed<digest::sha256>)
MR_FUNCTION(mr_fn_sha384, hashed<digest::sha384>)
MR_FUNCTION(mr_fn_sha512, hashed<digest::sha512>)
MR_FUNCTION(mr_fn_sha2, sha2)
