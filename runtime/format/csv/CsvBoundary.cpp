#include "runtime/format/csv/CsvBoundary.h"

#include "runtime/format/csv/CsvDecoder.h"

#include <immintrin.h>

namespace millrace {

namespace {

/// The first byte equal to one of four in [position, end), or `end`.
const char *findOneOf(const char *position, const char *end, char a, char b, char c, char d) {
  const __m256i first = _mm256_set1_epi8(a), second = _mm256_set1_epi8(b), third = _mm256_set1_epi8(c), fourth = _mm256_set1_epi8(d);
  for (; end - position >= 32; position += 32) {
    __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(position));
    __m256i found = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(chunk, first), _mm256_cmpeq_epi8(chunk, second)),
                                    _mm256_or_si256(_mm256_cmpeq_epi8(chunk, third), _mm256_cmpeq_epi8(chunk, fourth)));
    if (auto bits = static_cast<uint32_t>(_mm256_movemask_epi8(found)))
      return position + __builtin_ctz(bits);
  }
  while (position < end && *position != a && *position != b && *position != c && *position != d)
    ++position;
  return position;
}

/// Bit i: byte i of 64 is `c`.
uint64_t bytesEqual(const char *bytes, char c) {
  const __m256i wanted = _mm256_set1_epi8(c);
  auto half = [&](const char *from) {
    __m256i found = _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(from)), wanted);
    return static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(found)));
  };
  return half(bytes) | half(bytes + 32) << 32;
}

/// Bit i: the parity of bits 0 to i.
uint64_t prefixXor(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2)
    bits ^= bits << shift;
  return bits;
}

bool has(const char *begin, const char *end, char c) {
  return c != 0 && std::memchr(begin, c, static_cast<size_t>(end - begin)) != nullptr;
}

} // namespace

CsvBoundary::CsvBoundary(const CsvDecodeOptions &options, LineEnds lineEnds)
    : delimiter_(options.delimiter), quote_(options.quote), escape_(options.escape),
      carriage_(lineEnds == LineEnds::CarriageReturnToo ? '\r' : '\n'), hasComments_(options.allowComments),
      trimsSpaces_(options.trimSpaces) {}

bool CsvBoundary::isPlain(const char *begin, const char *end) const { return !has(begin, end, quote_) && !has(begin, end, escape_); }

/// Bytes before `plainFrom` are part of quotes or escapes and separate nothing.
bool CsvBoundary::opensField(const char *quote, const char *record, const char *plainFrom) const {
  const char *before = quote;
  while (trimsSpaces_ && before > record && before > plainFrom && before[-1] != delimiter_ && static_cast<unsigned char>(before[-1]) <= ' ')
    --before;
  return before == record || (before > plainFrom && before[-1] == delimiter_);
}

/// From behind an opening quote to behind the closing one, or null.
const char *CsvBoundary::behindQuotes(const char *position, const char *end) const {
  const char escape = escape_ != 0 ? escape_ : quote_;
  for (;;) {
    position = findOneOf(position, end, quote_, escape, quote_, escape);
    if (position == end)
      return nullptr;
    if (*position == quote_) {
      if (position + 1 == end || position[1] != quote_)
        return position + 1;
    } else if (position + 1 == end) {
      return nullptr;
    }
    position += 2;
  }
}

const char *CsvBoundary::recordEnd(const char *begin, const char *end) const {
  if (hasComments_) { // blanks before a comment are no field, nor are they where none follows
    while (begin < end && *begin == ' ')
      ++begin;
    if (begin < end && *begin == '#') {
      const void *line = std::memchr(begin, '\n', static_cast<size_t>(end - begin));
      return line ? static_cast<const char *>(line) + 1 : nullptr;
    }
  }
  const char *position = begin, *plainFrom = begin;
  const char quote = quote_ != 0 ? quote_ : '\n', escape = escape_ != 0 ? escape_ : '\n';
  for (;;) {
    position = findOneOf(position, end, '\n', quote, escape, carriage_);
    if (position == end)
      return nullptr;
    if (*position == '\r' && carriage_ == '\r' && position + 1 < end && position[1] == '\n')
      ++position;
    if (*position == '\n' || *position == carriage_)
      return position + 1;
    if (*position == quote_) {
      bool opens = opensField(position, begin, plainFrom);
      position = opens ? behindQuotes(position + 1, end) : position + 1;
      if (position == nullptr)
        return nullptr;
      plainFrom = opens ? position : plainFrom;
    } else {
      if (end - position < 2)
        return nullptr;
      plainFrom = position += 2;
    }
  }
}

/// The first end that lies `least` bytes behind `begin`, or the last one.
const char *CsvBoundary::findEnd(const char *begin, const char *end, uint64_t least, bool wantsFirst) const {
  const char *last = nullptr;
  bool areSimple = quote_ != 0 && escape_ == 0 && !hasComments_ && !trimsSpaces_;
  uint64_t wasInside = 0;       // all bits: the byte before the block is inside of quotes
  uint64_t wasSeparator = 1;    // the byte before is a delimiter, a line end, a quote, or there is none
  for (const char *block = begin; areSimple && end - block >= 64; block += 64) {
    uint64_t quotes = bytesEqual(block, quote_), lines = bytesEqual(block, '\n'), delimiters = bytesEqual(block, delimiter_);
    uint64_t inside = prefixXor(quotes) ^ wasInside; // behind an opening quote, itself included, up to the closing one
    uint64_t separators = quotes | lines | delimiters;
    if (quotes & inside & ~(separators << 1 | wasSeparator))
      break; // a quote in the middle of a field opens nothing
    uint64_t ends = lines & ~inside;
    for (uint64_t some = wantsFirst ? ends : 0; some != 0; some &= some - 1)
      if (const char *found = block + __builtin_ctzll(some) + 1; static_cast<uint64_t>(found - begin) >= least)
        return found;
    if (ends != 0)
      last = block + 64 - __builtin_clzll(ends);
    wasInside = 0 - (inside >> 63);
    wasSeparator = separators >> 63;
  }
  for (const char *record = last ? last : begin; (record = recordEnd(record, end)) != nullptr; last = record)
    if (wantsFirst && static_cast<uint64_t>(record - begin) >= least)
      return record;
  return wantsFirst ? nullptr : last;
}

const char *CsvBoundary::firstEnd(const char *begin, const char *end, uint64_t least) const { return findEnd(begin, end, least, true); }

const char *CsvBoundary::lastEnd(const char *begin, const char *end) const { return findEnd(begin, end, 0, false); }

std::unique_ptr<RecordBoundary> makeCsvBoundary(const OptionMap &formatOptions) {
  Result<CsvDecodeOptions> options = csvDecodeOptions(formatOptions, {});
  if (!options.isOk() || (options->quote == 0 && options->escape == 0)) // what is wrong with them the decoder says
    return nullptr;
  return std::make_unique<CsvBoundary>(*options);
}

} // namespace millrace
