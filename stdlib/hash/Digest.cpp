#include "stdlib/hash/Digest.h"

#include <bit>
#include <cstring>

namespace millrace::digest {
namespace {

constexpr uint32_t kMd5Sines[] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
constexpr int kMd5Shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
constexpr uint32_t kSha256Constants[] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
constexpr uint64_t kSha512Constants[] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
constexpr uint32_t kSha256Start[] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};
constexpr uint32_t kSha224Start[] = {
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
};
constexpr uint64_t kSha512Start[] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
constexpr uint64_t kSha384Start[] = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};

template <typename Word> Word loadBig(const uint8_t *from) {
  Word word;
  std::memcpy(&word, from, sizeof(Word));
  if constexpr (sizeof(Word) == 8)
    return __builtin_bswap64(word);
  else
    return __builtin_bswap32(word);
}

template <typename Word> size_t storeBig(const Word *words, size_t count, uint8_t *out) {
  for (size_t i = 0; i < count; ++i) {
    Word word = loadBig<Word>(reinterpret_cast<const uint8_t *>(words + i));
    std::memcpy(out + i * sizeof(Word), &word, sizeof(Word));
  }
  return count * sizeof(Word);
}

/// Feeds whole blocks, then the padded rest: 0x80, zeros, the size in bits.
template <size_t blockBytes, bool bigEndian, typename Block> void feed(const uint8_t *bytes, size_t size, Block block) {
  size_t whole = size / blockBytes * blockBytes;
  for (size_t i = 0; i < whole; i += blockBytes)
    block(bytes + i);
  uint8_t tail[2 * blockBytes] = {};
  size_t rest = size - whole;
  if (rest != 0)
    std::memcpy(tail, bytes + whole, rest);
  tail[rest] = 0x80;
  size_t lengthBytes = blockBytes / 8;
  size_t tailBytes = rest + 1 + lengthBytes <= blockBytes ? blockBytes : 2 * blockBytes;
  uint64_t bits = static_cast<uint64_t>(size) * 8;
  if (bigEndian)
    bits = __builtin_bswap64(bits);
  std::memcpy(tail + tailBytes - 8, &bits, 8);
  for (size_t i = 0; i < tailBytes; i += blockBytes)
    block(tail + i);
}

void md5Block(uint32_t *state, const uint8_t *block) {
  uint32_t words[16];
  std::memcpy(words, block, 64);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  for (int i = 0; i < 64; ++i) {
    uint32_t mix;
    int index;
    if (i < 16) {
      mix = (b & c) | (~b & d);
      index = i;
    } else if (i < 32) {
      mix = (d & b) | (~d & c);
      index = (5 * i + 1) % 16;
    } else if (i < 48) {
      mix = b ^ c ^ d;
      index = (3 * i + 5) % 16;
    } else {
      mix = c ^ (b | ~d);
      index = 7 * i % 16;
    }
    uint32_t rotated = std::rotl(a + mix + kMd5Sines[i] + words[index], kMd5Shifts[i / 16][i % 4]);
    a = d;
    d = c;
    c = b;
    b += rotated;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

void sha1Block(uint32_t *state, const uint8_t *block) {
  uint32_t words[80];
  for (int i = 0; i < 16; ++i)
    words[i] = loadBig<uint32_t>(block + 4 * i);
  for (int i = 16; i < 80; ++i)
    words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; ++i) {
    uint32_t mix = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
    uint32_t constant = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
    uint32_t next = std::rotl(a, 5) + mix + e + constant + words[i];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

struct Sha256 {
  using Word = uint32_t;
  static constexpr int rounds = 64;
  static constexpr const Word *constants = kSha256Constants;
  static constexpr int big0[3] = {2, 13, 22}, big1[3] = {6, 11, 25}, small0[3] = {7, 18, 3}, small1[3] = {17, 19, 10};
};
struct Sha512 {
  using Word = uint64_t;
  static constexpr int rounds = 80;
  static constexpr const Word *constants = kSha512Constants;
  static constexpr int big0[3] = {28, 34, 39}, big1[3] = {14, 18, 41}, small0[3] = {1, 8, 7}, small1[3] = {19, 61, 6};
};

template <typename Sha> void sha2Block(typename Sha::Word *state, const uint8_t *block) {
  using Word = typename Sha::Word;
  auto big = [](Word x, const int(&r)[3]) { return std::rotr(x, r[0]) ^ std::rotr(x, r[1]) ^ std::rotr(x, r[2]); };
  auto small = [](Word x, const int(&r)[3]) { return std::rotr(x, r[0]) ^ std::rotr(x, r[1]) ^ (x >> r[2]); };
  Word words[Sha::rounds];
  for (int i = 0; i < 16; ++i)
    words[i] = loadBig<Word>(block + sizeof(Word) * i);
  for (int i = 16; i < Sha::rounds; ++i)
    words[i] = small(words[i - 2], Sha::small1) + words[i - 7] + small(words[i - 15], Sha::small0) + words[i - 16];
  Word s[8];
  std::memcpy(s, state, sizeof(s));
  for (int i = 0; i < Sha::rounds; ++i) {
    Word first = s[7] + big(s[4], Sha::big1) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + Sha::constants[i] + words[i];
    Word second = big(s[0], Sha::big0) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    for (int j = 7; j > 0; --j)
      s[j] = s[j - 1];
    s[4] += first;
    s[0] = first + second;
  }
  for (int i = 0; i < 8; ++i)
    state[i] += s[i];
}

template <typename Sha> size_t sha2(const uint8_t *bytes, size_t size, const typename Sha::Word *start, size_t words, uint8_t *out) {
  typename Sha::Word state[8];
  std::memcpy(state, start, sizeof(state));
  feed<16 * sizeof(typename Sha::Word), true>(bytes, size, [&](const uint8_t *block) { sha2Block<Sha>(state, block); });
  return storeBig(state, words, out);
}

} // namespace

size_t md5(const uint8_t *bytes, size_t size, uint8_t *out) {
  uint32_t state[4] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
  feed<64, false>(bytes, size, [&](const uint8_t *block) { md5Block(state, block); });
  std::memcpy(out, state, 16);
  return 16;
}

size_t sha1(const uint8_t *bytes, size_t size, uint8_t *out) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  feed<64, true>(bytes, size, [&](const uint8_t *block) { sha1Block(state, block); });
  return storeBig(state, 5, out);
}

size_t sha224(const uint8_t *bytes, size_t size, uint8_t *out) { return sha2<Sha256>(bytes, size, kSha224Start, 7, out); }
size_t sha256(const uint8_t *bytes, size_t size, uint8_t *out) { return sha2<Sha256>(bytes, size, kSha256Start, 8, out); }
size_t sha384(const uint8_t *bytes, size_t size, uint8_t *out) { return sha2<Sha512>(bytes, size, kSha384Start, 6, out); }
size_t sha512(const uint8_t *bytes, size_t size, uint8_t *out) { return sha2<Sha512>(bytes, size, kSha512Start, 8, out); }

} // namespace millrace::digest
