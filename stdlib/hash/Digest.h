/// Message digests over bytes. Source: RFC 1321 (MD5), FIPS 180-4 (SHA).
#pragma once
#include <cstddef>
#include <cstdint>

namespace millrace::digest {

/// Each writes the digest's bytes and answers how many.
size_t md5(const uint8_t *bytes, size_t size, uint8_t *out);
size_t sha1(const uint8_t *bytes, size_t size, uint8_t *out);
size_t sha224(const uint8_t *bytes, size_t size, uint8_t *out);
size_t sha256(const uint8_t *bytes, size_t size, uint8_t *out);
size_t sha384(const uint8_t *bytes, size_t size, uint8_t *out);
size_t sha512(const uint8_t *bytes, size_t size, uint8_t *out);

constexpr size_t kMaxDigestBytes = 64;

} // namespace millrace::digest
