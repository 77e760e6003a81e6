#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_DIGEST(name, size, symbol, example)                                                                         \
  MR_RECORD(name, "STRING", "CHAR(" size ")", "", symbol, Strict, Deterministic, false, "hash",                        \
            "The " name " digest of a string, in small hexadecimal digits.", example),                                 \
      MR_RECORD(name, "BYTES", "CHAR(" size ")", "", symbol, Strict, Deterministic, false, "hash",                     \
                "The " name " digest of bytes, in small hexadecimal digits.",                                          \
                "CHAR_LENGTH(" name "(x'00')) => " size)

std::span<const FunctionRecord> hashRecords() {
  static const FunctionRecord records[] = {
      MR_DIGEST("MD5", "32", mr_fn_md5, "MD5('abc') => '900150983cd24fb0d6963f7d28e17f72'"),
      MR_DIGEST("SHA1", "40", mr_fn_sha1, "SHA1('abc') => 'a9993e364706816aba3e25717850c26c9cd0d89d'"),
      MR_DIGEST("SHA224", "56", mr_fn_sha224,
                "SHA224('abc') => '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7'"),
      MR_DIGEST("SHA256", "64", mr_fn_sha256,
                "SHA256('abc') => 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'"),
      MR_DIGEST("SHA384", "96", mr_fn_sha384, "CHAR_LENGTH(SHA384('abc')) => 96"),
      MR_DIGEST("SHA512", "128", mr_fn_sha512, "CHAR_LENGTH(SHA512('abc')) => 128"),
      MR_RECORD("SHA2", "STRING, INT", "VARCHAR(128)", "", mr_fn_sha2, Strict, Deterministic, true, "hash",
                "The SHA-2 digest with 224, 256, 384 or 512 bits, in small hexadecimal digits.",
                "SHA2('abc', 224) => '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7'"),
  };
  return records;
}

} // namespace millrace
